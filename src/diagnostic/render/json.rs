//! A JSON object for each diagnostic, a line each: the format that `check --format json` promises to programs.
//!
//! Fields are only ever added. All of them are always there; what is not known is null, and nothing is cut short.

use serde::Serialize;

use super::{Place, safe_json};
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};

/// One diagnostic.
#[derive(Serialize)]
struct Object<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    /// What to say beside the place.
    label: Option<&'a str>,
    /// All ways to mend it, a line each.
    help: Option<String>,
    /// The first help that says exactly what to write.
    replacement: Option<PlacedText<'a>>,
    /// Other places that belong to it.
    related: Vec<PlacedText<'a>>,
}

/// A place, and what to write or say there.
#[derive(Serialize)]
struct PlacedText<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    text: &'a str,
}

/// A line of JSON for each.
pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    diagnostics
        .iter()
        .map(|diagnostic| line(diagnostic, sources))
        .collect()
}

/// The line of JSON for one.
fn line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let placed = |span: Span, text| PlacedText {
        place: Place::of(span, sources),
        text,
    };
    let helps: Vec<&str> = diagnostic
        .helps
        .iter()
        .map(|help| help.text.as_str())
        .collect();
    let replacement = diagnostic
        .helps
        .iter()
        .find_map(|help| help.replacement.as_ref());
    let object = Object {
        code: diagnostic.code,
        severity: diagnostic.severity.name(),
        message: &diagnostic.message,
        place: Place::of(diagnostic.primary.span, sources),
        label: Some(diagnostic.primary.text.as_str()).filter(|text| !text.is_empty()),
        help: (!helps.is_empty()).then(|| helps.join("\n")),
        replacement: replacement.map(|(span, text)| placed(*span, text)),
        related: diagnostic
            .others
            .iter()
            .map(|label| placed(label.span, &label.text))
            .collect(),
    };
    // Strings and numbers always have a JSON form, so the error that the signature allows cannot come.
    let json = serde_json::to_string(&object).unwrap_or_default();
    safe_json(&json) + "\n"
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn one_object_a_line_with_all_fields() {
        let mut sources = Sources::new();
        let file = sources.add("a.md", "one\r\ntwé three\n");
        let glossary = sources.add("glossary.yaml", "- id: three\n");
        let span = Span::new(file, 10, 99);
        let diagnostics = [
            Diagnostic::error("unknown-id", span, "no \"three\"\n\u{9b}")
                .label("here")
                .also(Span::new(glossary, 6, 11), "it is a term")
                .help("write a word")
                .replace("did you mean `tree`?", Span::new(file, 10, 15), "tree"),
            Diagnostic::warning("empty", Span::start_of(file), "nothing"),
        ];
        let written = render(&diagnostics, &sources);
        assert!(written.is_ascii(), "{written}");
        let lines: Vec<Value> = written
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(
            lines[0],
            json!({
                "code": "unknown-id", "severity": "error", "message": "no \"three\"\n\u{9b}",
                "file": "a.md", "line": 2, "column": 5, "end_line": 3, "end_column": 1,
                "label": "here", "help": "write a word\ndid you mean `tree`?",
                "replacement": {
                    "file": "a.md", "line": 2, "column": 5, "end_line": 2, "end_column": 10,
                    "text": "tree",
                },
                "related": [{
                    "file": "glossary.yaml", "line": 1, "column": 7, "end_line": 1,
                    "end_column": 12, "text": "it is a term",
                }],
            })
        );
        assert!(written.starts_with(r#"{"code":"unknown-id","severity":"error","message":"#));
        assert_eq!(lines[1]["help"], Value::Null);
        assert_eq!(lines[1]["replacement"], Value::Null);
        assert_eq!(lines[1]["end_column"], 1);
    }
}
