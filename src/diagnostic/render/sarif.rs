//! One SARIF 2.1.0 document (OASIS, "Static Analysis Results Interchange Format"), for services that show findings
//! beside a change. Section numbers below are that standard's.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Place, safe_json};
use crate::diagnostic::{Code, Diagnostic, Help, Label, find_code};
use crate::source::{Sources, Span};

/// Names the format; nothing is fetched from there.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The whole document, with one run of one tool. It is complete even when there is nothing to say.
pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources, lints: &[Code]) -> String {
    let codes: BTreeSet<&str> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "mendbook",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": codes.iter().map(|code| rule(code, lints)).collect::<Vec<_>>(),
                },
            },
            "columnKind": "unicodeCodePoints",
            "results": diagnostics
                .iter()
                .map(|diagnostic| result(diagnostic, &codes, sources))
                .collect::<Vec<_>>(),
        }],
    });
    safe_json(&format!("{document:#}\n"))
}

/// What a code means (3.49), as `mendbook explain` says it.
fn rule(name: &str, lints: &[Code]) -> Value {
    let lint = || lints.iter().find(|lint| lint.name == name);
    match find_code(name).or_else(lint) {
        Some(code) => json!({
            "id": name,
            "shortDescription": { "text": code.summary },
            "help": { "text": code.explanation, "markdown": code.explanation },
        }),
        None => json!({ "id": name }),
    }
}

/// One finding (3.27).
fn result(diagnostic: &Diagnostic, codes: &[&str], sources: &Sources) -> Value {
    let related: Vec<Value> = diagnostic
        .others
        .iter()
        .map(|label| location(label, sources))
        .collect();
    let fixes: Vec<Value> = diagnostic
        .helps
        .iter()
        .filter_map(|help| fix(help, sources))
        .collect();
    let mut result = json!({
        "ruleId": diagnostic.code,
        "level": diagnostic.severity.name(),
        "message": { "text": message(diagnostic) },
        "locations": [location(&diagnostic.primary, sources)],
    });
    // `codes` holds every code there is, so the search always finds it.
    if let Ok(index) = codes.binary_search(&diagnostic.code) {
        result["ruleIndex"] = json!(index);
    }
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    if !fixes.is_empty() {
        result["fixes"] = json!(fixes);
    }
    result
}

/// The message, and the helps that are not among the fixes: SARIF has no other place for them.
fn message(diagnostic: &Diagnostic) -> String {
    let helps = diagnostic
        .helps
        .iter()
        .filter(|help| help.replacement.is_none());
    helps.fold(diagnostic.message.clone(), |message, help| {
        message + "\nhelp: " + &help.text
    })
}

/// A place with what to say there (3.28).
fn location(label: &Label, sources: &Sources) -> Value {
    let place = Place::of(label.span, sources);
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(place.file) },
            "region": region(label.span, sources),
        },
    });
    if !label.text.is_empty() {
        location["message"] = json!({ "text": label.text });
    }
    location
}

/// A range in a file (3.30). Columns count from 1, and the end column is the one after the last character.
fn region(span: Span, sources: &Sources) -> Value {
    let place = Place::of(span, sources);
    json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    })
}

/// What to put in place of what stands there (3.55), where a help knows it.
fn fix(help: &Help, sources: &Sources) -> Option<Value> {
    let (span, text) = help.replacement.as_ref()?;
    Some(json!({
        "description": { "text": help.text },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(sources.path(span.file)) },
            "replacements": [{
                "deletedRegion": region(*span, sources),
                "insertedContent": { "text": text },
            }],
        }],
    }))
}

/// A path as a relative reference (RFC 3986, sections 2.3 and 4.2): all but unreserved characters and `/` are
/// percent-encoded, which also keeps a colon in a name from being read as a scheme.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_document_for_nothing_is_a_document() {
        let document: Value = serde_json::from_str(&render(&[], &Sources::new(), &[])).unwrap();
        assert_eq!(document["version"], "2.1.0");
        assert_eq!(document["runs"][0]["results"], json!([]));
        assert_eq!(document["runs"][0]["tool"]["driver"]["name"], "mendbook");
    }

    #[test]
    fn findings_carry_rules_places_and_fixes() {
        let mut sources = Sources::new();
        let file = sources.add("content/a b: c.md", "é\nsee own-harm\n");
        let span = Span::new(file, 7, 15);
        let diagnostics = [
            Diagnostic::warning("z-code", span, "odd").help("look again"),
            Diagnostic::error("a-code", span, "`own-harm` names nothing")
                .label("here")
                .also(Span::start_of(file), "")
                .replace("did you mean `own-the-harm`?", span, "own-the-harm"),
        ];
        let lint = Code {
            name: "a-code",
            summary: "a lint",
            explanation: "A page.",
        };
        let document: Value =
            serde_json::from_str(&render(&diagnostics, &sources, &[lint])).unwrap();
        let run = &document["runs"][0];
        assert_eq!(
            run["tool"]["driver"]["rules"],
            json!([
                {
                    "id": "a-code",
                    "shortDescription": { "text": "a lint" },
                    "help": { "text": "A page.", "markdown": "A page." },
                },
                { "id": "z-code" },
            ])
        );
        assert_eq!(
            run["results"][0]["message"]["text"],
            "odd\nhelp: look again"
        );
        assert_eq!(run["results"][0]["level"], "warning");
        assert_eq!(run["results"][0]["ruleIndex"], 1);
        let place = &run["results"][1]["locations"][0];
        let region = json!({ "startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 13 });
        assert_eq!(place["physicalLocation"]["region"], region);
        assert_eq!(
            place["physicalLocation"]["artifactLocation"]["uri"],
            "content/a%20b%3A%20c.md"
        );
        assert_eq!(place["message"]["text"], "here");
        assert_eq!(
            run["results"][1]["relatedLocations"][0].get("message"),
            None
        );
        let change = &run["results"][1]["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(change["deletedRegion"], region);
        assert_eq!(change["insertedContent"]["text"], "own-the-harm");
    }
}
