//! From YAML to the tree of values with places.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Options, Spanned};

use crate::diagnostic::Diagnostic;
use crate::model::node::{Form, Key, Node, Scalar, Value};
use crate::source::{FileId, LineIndex, Span};

/// Fields in fields past this depth are refused. The deepest that entries take is 7; each level is read by functions that
/// call themselves, on the 2 MiB of stack that a thread has.
const DEEPEST: usize = 24;

/// Reads the YAML in `text[range]`.
///
/// # Errors
///
/// When it is no YAML, or so deep, so large or so full of aliases that reading it would take too long.
pub fn read(text: &str, range: std::ops::Range<usize>, file: FileId) -> Result<Node, Diagnostic> {
    let yaml = &text[range.clone()];
    let place = Place {
        yaml,
        base: range.start,
        file,
    };
    if yaml.trim().is_empty() {
        return Ok(Node {
            value: Value::Map(Vec::new()),
            span: Span::new(file, range.start, range.start),
        });
    }
    let raw = serde_yaml::from_str_with_options::<Spanned<Raw>>(yaml, options())
        .map_err(|error| place.tab(&error).unwrap_or_else(|| place.error(&error)))?;
    let mut node = place.node(raw);
    // A file in which all is commented out holds no fields, as an empty one does.
    if node.value == Value::Null {
        node.value = Value::Map(Vec::new());
    }
    Ok(node)
}

fn options() -> Options {
    serde_yaml::options! {
        with_snippet: false,
        strict_booleans: true,
        budget: serde_yaml::budget! {
            max_depth: DEEPEST,
        },
        alias_limits: serde_yaml::alias_limits! {
            max_total_replayed_events: 20_000,
            max_replay_stack_depth: 20,
        },
    }
}

/// The tab within the white space that starts a line, if there is one.
fn tab_in_indentation(line: &str) -> Option<usize> {
    let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
    let tab = line[..indentation].find('\t')?;
    (!line.trim().is_empty()).then_some(tab)
}

/// What the YAML crate gives, before places are worked out.
enum Raw {
    Null,
    Scalar(Scalar),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl RawVisitor {
    fn scalar<E>(text: impl Into<Box<str>>, form: Form) -> Result<Raw, E> {
        Ok(Raw::Scalar(Scalar {
            text: text.into(),
            form,
        }))
    }
}

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Self::scalar(if value { "true" } else { "false" }, Form::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Self::scalar(value.to_string(), Form::Number)
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Self::scalar(value.to_string(), Form::Number)
    }

    fn visit_i128<E>(self, value: i128) -> Result<Raw, E> {
        Self::scalar(value.to_string(), Form::Number)
    }

    fn visit_u128<E>(self, value: u128) -> Result<Raw, E> {
        Self::scalar(value.to_string(), Form::Number)
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Self::scalar(value.to_string(), Form::Number)
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Self::scalar(value, Form::Text)
    }

    fn visit_string<E>(self, value: String) -> Result<Raw, E> {
        Self::scalar(value, Form::Text)
    }

    fn visit_bytes<E: serde::de::Error>(self, value: &[u8]) -> Result<Raw, E> {
        Self::scalar(String::from_utf8_lossy(value), Form::Text)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Raw::Map(map))
    }
}

/// The YAML within its file.
struct Place<'a> {
    yaml: &'a str,
    base: usize,
    file: FileId,
}

impl Place<'_> {
    fn span(&self, location: serde_yaml::Location) -> Span {
        let span = location.span();
        let start = match span.byte_offset() {
            Some(offset) => usize::try_from(offset).unwrap_or(0),
            None => self.byte_at(location),
        };
        let length = span
            .byte_len()
            .and_then(|length| usize::try_from(length).ok())
            .unwrap_or(0);
        let end = (start + length).min(self.yaml.len());
        Span::new(
            self.file,
            self.base + start.min(self.yaml.len()),
            self.base + end,
        )
    }

    /// The byte at a line and column, for errors, which know no bytes.
    fn byte_at(&self, location: serde_yaml::Location) -> usize {
        let line = u32::try_from(location.line()).unwrap_or(1);
        let start = LineIndex::new(self.yaml).line_start(line);
        let column = usize::try_from(location.column())
            .unwrap_or(1)
            .saturating_sub(1);
        let rest = self.yaml.get(start..).unwrap_or_default();
        let line_end = rest.find('\n').unwrap_or(rest.len());
        start
            + rest
                .char_indices()
                .nth(column)
                .map_or(line_end, |(at, _)| at)
                .min(line_end)
    }

    fn node(&self, raw: Spanned<Raw>) -> Node {
        let own = self.span(raw.referenced);
        match raw.value {
            Raw::Null => Node {
                value: Value::Null,
                span: own,
            },
            Raw::Scalar(scalar) => {
                let span = self.trimmed(own);
                Node {
                    value: Value::Scalar(self.as_written(scalar, span)),
                    span,
                }
            }
            Raw::List(items) => {
                let items: Vec<Node> = items.into_iter().map(|item| self.node(item)).collect();
                let span = items.last().map_or(own, |last| own.to(last.span));
                Node {
                    value: Value::List(items),
                    span,
                }
            }
            Raw::Map(entries) => {
                let entries: Vec<(Key, Node)> = entries
                    .into_iter()
                    .map(|(key, value)| (self.key(key), self.node(value)))
                    .collect();
                let span = entries
                    .last()
                    .map_or(own, |(key, last)| own.to(key.span).to(last.span));
                Node {
                    value: Value::Map(entries),
                    span,
                }
            }
        }
    }

    /// Block scalars end with the line break before the next key; nobody means that when pointing at them.
    fn trimmed(&self, span: Span) -> Span {
        let text = self.written(span);
        Span::new(
            self.file,
            span.start as usize,
            span.start as usize + text.trim_end().len(),
        )
    }

    /// What stands at a place, as it is written; nothing, should the place cut a character in two.
    fn written(&self, span: Span) -> &str {
        let range = span.start as usize - self.base..span.end as usize - self.base;
        self.yaml.get(range).unwrap_or_default()
    }

    /// Numbers and words such as `no` as they stand in the file: `0800` is no 800 when it is a telephone number.
    fn as_written(&self, scalar: Scalar, span: Span) -> Scalar {
        if scalar.form == Form::Text {
            return scalar;
        }
        let raw = self.written(span);
        if raw.is_empty() || raw.starts_with(['*', '&', '!']) {
            return scalar;
        }
        Scalar {
            text: raw.into(),
            form: scalar.form,
        }
    }

    fn key(&self, raw: Spanned<Raw>) -> Key {
        let span = self.span(raw.referenced);
        let written = self.written(span);
        let text = match raw.value {
            Raw::Scalar(Scalar {
                text,
                form: Form::Text,
            }) => text,
            // `y`, `no` and `1` are names like any other when they stand before a colon.
            _ => written.into(),
        };
        Key { text, span }
    }

    /// The tab that the parser stumbled over, if there is one: it stands in the line of the error or in one beside it. A tab
    /// within a text of several lines is one of its signs, so a mistake elsewhere is not laid on it.
    fn tab(&self, error: &serde_yaml::Error) -> Option<Diagnostic> {
        let wrong = (self.span(error.location()?).start as usize).checked_sub(self.base)?;
        let line_of_error = self.yaml.get(..wrong)?.matches('\n').count();
        let mut at = 0;
        for (number, line) in self.yaml.split_inclusive('\n').enumerate() {
            let beside = number.abs_diff(line_of_error) <= 1;
            if let Some(tab) = tab_in_indentation(line).filter(|_| beside) {
                let tab = self.base + at + tab;
                let span = Span::new(self.file, tab, tab + 1);
                let message = "a tab stands where YAML takes spaces only";
                let found = Diagnostic::error("yaml-tab", span, message);
                return Some(found.replace("put two spaces in its place", span, "  "));
            }
            at += line.len();
        }
        None
    }

    fn error(&self, error: &serde_yaml::Error) -> Diagnostic {
        let span = error
            .location()
            .map_or(Span::new(self.file, self.base, self.base), |at| {
                self.span(at)
            });
        let full = error.without_snippet().to_string();
        let message = full.split(" at line ").next().unwrap_or(&full);
        if let Some(name) = message.strip_prefix("duplicate mapping key: ") {
            let name = name.split(',').next().unwrap_or(name);
            return Diagnostic::error(
                "duplicate-field",
                span,
                format!("the field `{name}` stands here twice"),
            )
            .help("keep one of the two");
        }
        if message.contains("budget") || message.contains("alias") && message.contains("limit") {
            let message = "this YAML is too deep, too large, or repeats itself too often";
            return Diagnostic::error("yaml-too-complex", span, message)
                .help("write it out plainly, without `&` and `*`, or split the file");
        }
        if message.contains("multiple YAML documents") {
            return Diagnostic::error("yaml-syntax", span, "a second document starts here")
                .help("a file holds one document: take the line `---` out, or split the file");
        }
        Diagnostic::error("yaml-syntax", span, format!("this is no YAML: {message}"))
            .help(hint(message))
    }
}

/// What most often stands behind a message of the YAML parser.
fn hint(message: &str) -> &'static str {
    if message.contains("mapping values are not allowed") {
        "text with a colon and a space in it must stand in quotes: \"like: this\""
    } else if message.contains("unexpected character")
        || message.contains("did not find expected key")
    {
        "text that starts with one of @ ` % [ { * & ! must stand in quotes, and so must text with quotes inside"
    } else if message.contains("unclosed quote") {
        "a quote that opens must close; an apostrophe within single quotes is written twice"
    } else if message.contains("unclosed bracket") {
        "a bracket that opens must close; text that starts with a bracket must stand in quotes"
    } else if message.contains("unknown anchor") {
        "`*` starts an alias in YAML; text that starts with it must stand in quotes"
    } else {
        "check the spaces at the start of this line and of the line before, and put the text in quotes"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn node(yaml: &str) -> Result<Node, Diagnostic> {
        let mut sources = Sources::new();
        let file = sources.add("a.yaml", yaml);
        read(yaml, 0..yaml.len(), file)
    }

    fn text(node: &Node, field: &str) -> String {
        match node.get(field).map(|field| &field.value) {
            Some(Value::Scalar(scalar)) => scalar.text.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_tab_within_a_text_is_one_of_its_signs() {
        let node = node("code: |\n  if x:\n  \ty\n   \tz\nend: \"a\n\tb\"\n").unwrap();
        assert_eq!(text(&node, "code"), "if x:\n\ty\n \tz\n");
        assert_eq!(text(&node, "end"), "a b");
    }

    #[test]
    fn numbers_and_answers_stay_as_written() {
        let node =
            node("number: 0800 111\nshort: 0301\nn: no\n1: one\nwhen: 2026-11-23\n").unwrap();
        assert_eq!(text(&node, "number"), "0800 111");
        assert_eq!(text(&node, "short"), "0301");
        assert_eq!(text(&node, "n"), "no");
        assert_eq!(text(&node, "1"), "one");
        assert_eq!(text(&node, "when"), "2026-11-23");
    }

    #[test]
    fn mistakes_have_places_and_ways_to_mend_them() {
        for (yaml, code, start) in [
            ("a: b: c", "yaml-syntax", 4),
            ("a:\n\tb: c", "yaml-tab", 3),
            ("a:\n  - b: c\n\t  d: e\n", "yaml-tab", 12),
            ("t: |\n  a\n\tb\nc: d\n", "yaml-tab", 9),
            ("t: |\n  \ta\nb: c\nd: e: f\n", "yaml-syntax", 19),
            ("a: 1\na: 2", "duplicate-field", 5),
            ("a: [", "yaml-syntax", 3),
            ("a: 1\n---\nb: 2", "yaml-syntax", 9),
        ] {
            let error = node(yaml).unwrap_err();
            assert_eq!(
                (error.code, error.primary.span.start),
                (code, start),
                "{yaml}"
            );
            assert!(!error.helps.is_empty(), "{yaml}");
        }
    }

    #[test]
    fn an_alias_bomb_is_refused() {
        let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for i in 1..9 {
            let again = vec![format!("*a{}", i - 1); 10].join(",");
            bomb += &format!("a{i}: &a{i} [{again}]\n");
        }
        assert_eq!(node(&bomb).unwrap_err().code, "yaml-too-complex");
    }
}
