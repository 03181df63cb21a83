//! A line for each diagnostic: for editors that jump to a place, and for searching.

use super::{Place, visible_line};
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

/// `file:line:column: error[code]: message; help: what to do`, a line each; of several helps the first.
pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    diagnostics
        .iter()
        .map(|diagnostic| line(diagnostic, sources))
        .collect()
}

/// The line for one.
fn line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let Place {
        file, line, column, ..
    } = Place::of(diagnostic.primary.span, sources);
    let help = match diagnostic.helps.first() {
        Some(help) => format!("; help: {}", visible_line(&help.text)),
        None => String::new(),
    };
    format!(
        "{}:{line}:{column}: {}[{}]: {}{help}\n",
        visible_line(file),
        diagnostic.severity.name(),
        diagnostic.code,
        visible_line(&diagnostic.message),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn each_has_one_line() {
        let mut sources = Sources::new();
        let file = sources.add("steps/a.md", "é [[own-harm]]\n");
        let span = Span::new(file, 5, 13);
        let diagnostics = [
            Diagnostic::error("unknown-reference", span, "`own-harm` names nothing")
                .did_you_mean(span, "own-harm", ["own-the-harm", "own-harms"])
                .help("or take the brackets away"),
            Diagnostic::warning("long-sentence", span, "two\r\nlines \u{1b}[2J"),
        ];
        assert_eq!(
            render(&diagnostics, &sources),
            "steps/a.md:1:5: error[unknown-reference]: `own-harm` names nothing; \
             help: did you mean `own-harms`?\n\
             steps/a.md:1:5: warning[long-sentence]: two lines ␛[2J\n"
        );
    }
}
