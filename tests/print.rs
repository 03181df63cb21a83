//! Sheets and packs as PDFs, opened by other programs: text, tags, fields, sizes, nothing clipped.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

#[path = "print/book.rs"]
mod book;
#[path = "print/cases/mod.rs"]
mod cases;
#[path = "print/tools.rs"]
mod tools;
#[path = "trials/mod.rs"]
mod trials;

/// A test, and the programs it needs.
type Case = trials::Case<tools::Tool>;

fn main() {
    trials::run(cases::ALL).exit();
}
