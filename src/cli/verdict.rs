//! Saying what is wrong with a book, on the stream that fits the format.

use super::Failure;
use super::console::Console;
use crate::diagnostic::render::{Format, render, summary};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::lint::{RULES, Rule};
use crate::source::Sources;

/// Says everything: for people on standard error, for programs on standard output.
pub(super) fn say(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    format: Format,
    console: &Console,
) -> Result<(), Failure> {
    let lints: Vec<Code> = RULES.iter().map(Rule::as_code).collect();
    let text = render(diagnostics, sources, &lints, format, console.style());
    match format {
        Format::Human | Format::Short => {
            console.tell(&text);
            Ok(())
        }
        Format::Json | Format::Sarif => console.print(&text),
    }
}

/// Whether the content may not be published: it has errors, or warnings where none are wanted.
pub(super) fn is_refused(diagnostics: &[Diagnostic], strict: bool) -> bool {
    strict && !diagnostics.is_empty()
        || diagnostics
            .iter()
            .any(|one| one.severity == Severity::Error)
}

/// Says why a book could not be read at all; `so` is what that means for the command.
pub(super) fn unread(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    format: Format,
    console: &Console,
    so: &str,
) -> Result<(), Failure> {
    say(diagnostics, sources, format, console)?;
    console.error(so);
    Err(Failure::Content)
}

/// `2 errors and 1 warning`, and under `--strict` why warnings count.
pub(super) fn count(diagnostics: &[Diagnostic], strict: bool) -> String {
    let only_warnings = diagnostics
        .iter()
        .all(|one| one.severity == Severity::Warning);
    let why = if strict && only_warnings && !diagnostics.is_empty() {
        ", which --strict refuses"
    } else {
        ""
    };
    format!("{}{why}", summary(diagnostics))
}
