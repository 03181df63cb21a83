//! Sheets and packs as PDFs, opened by other programs: text, tags, fields, sizes, nothing clipped.
//!
//! A test whose program is missing is reported as ignored, with the command that installs it; where `CI` is `true` it fails.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

#[path = "print/book.rs"]
mod book;
#[path = "print/cases/mod.rs"]
mod cases;
#[path = "print/tools.rs"]
mod tools;

use libtest_mimic::{Arguments, Failed, Trial};
use tools::Tool;

/// A test: its name, the programs it needs, and what it does.
type Case = (&'static str, &'static [Tool], fn() -> Result<(), String>);

fn main() {
    let arguments = Arguments::from_args();
    let strict = std::env::var("CI").is_ok_and(|value| value == "true");
    let trials = cases::ALL.iter().map(|case| trial(case, strict)).collect();
    libtest_mimic::run(&arguments, trials).exit();
}

fn trial((name, tools, check): &'static Case, strict: bool) -> Trial {
    let lacking = tools.iter().find(|tool| !tool.is_there());
    let shown = match lacking {
        Some(tool) if !strict => format!("{name} (needs {})", tool.install()),
        _ => (*name).to_owned(),
    };
    let ignored = lacking.is_some() && !strict;
    Trial::test(shown, move || match lacking {
        Some(tool) => Err(Failed::from(format!("missing: {}", tool.install()))),
        None => check().map_err(Failed::from),
    })
    .with_ignored_flag(ignored)
}
