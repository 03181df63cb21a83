//! The guide that ships with Mendbook in a real browser: what a reader sees, hears, presses, and leaves behind.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

#[path = "site/book.rs"]
mod book;
#[path = "site/browser.rs"]
mod browser;
#[path = "site/cases/mod.rs"]
mod cases;
#[path = "site/tab.rs"]
mod tab;
#[path = "site/tools.rs"]
mod tools;
#[path = "trials/mod.rs"]
mod trials;

/// A test, and the programs it needs.
type Case = trials::Case<tools::Tool>;

fn main() {
    let conclusion = trials::run(cases::ALL.iter().copied().flatten());
    browser::close();
    conclusion.exit();
}
