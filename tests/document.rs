//! Word files, opened by another program and read part by part.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

#[path = "document/book.rs"]
mod book;
#[path = "document/cases.rs"]
mod cases;
#[path = "document/tools.rs"]
mod tools;
#[path = "trials/mod.rs"]
mod trials;

/// A test, and the programs it needs.
type Case = trials::Case<tools::Tool>;

fn main() {
    trials::run(cases::ALL).exit();
}
