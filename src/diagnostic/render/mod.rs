//! Diagnostics as text, one file a format.
//!
//! Nothing here prints, and nothing here knows what a diagnostic is about: places come from [`Sources`], and words
//! from the diagnostic itself. What an author wrote may stand in any of these texts, so each format sees to it that
//! no control character of theirs reaches a terminal.

mod excerpt;
mod human;
mod json;
mod sarif;
mod short;

use std::str::FromStr;

use serde::Serialize;

use super::{Code, Diagnostic, Severity};
use crate::source::{Sources, Span};

/// A way to write diagnostics down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For a person at a terminal: each place shown in its line, with ways to mend it.
    #[default]
    Human,
    /// A line each, for editors and for searching.
    Short,
    /// A JSON object a line.
    Json,
    /// One SARIF 2.1.0 document, for services that show findings beside a change.
    Sarif,
}

impl Format {
    /// Every format, in the order in which help lists them.
    pub const ALL: [Format; 4] = [Format::Human, Format::Short, Format::Json, Format::Sarif];

    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Human => "human",
            Format::Short => "short",
            Format::Json => "json",
            Format::Sarif => "sarif",
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|format| format.name() == name);
        known.ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            format!("found format `{name}`, expected one of {names}")
        })
    }
}

/// What the terminal can show; only [`Format::Human`] asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether to use colour.
    pub color: bool,
    /// How many columns there are.
    pub width: usize,
}

impl Default for Style {
    /// For output that is no terminal: no colour, 100 columns.
    fn default() -> Self {
        Self {
            color: false,
            width: 100,
        }
    }
}

/// Writes diagnostics down, in the order given; `lints` are the codes beside [`super::CODES`] that can stand in them. Empty for none, but for SARIF, which is always a document.
pub fn render(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    lints: &[Code],
    format: Format,
    style: Style,
) -> String {
    match format {
        Format::Human => human::render(diagnostics, sources, style),
        Format::Short => short::render(diagnostics, sources),
        Format::Json => json::render(diagnostics, sources),
        Format::Sarif => sarif::render(diagnostics, sources, lints),
    }
}

/// How many there are of each severity: `2 errors and 1 warning`, or `no errors` for none at all.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let counted: Vec<String> = [Severity::Error, Severity::Warning]
        .into_iter()
        .filter_map(|severity| {
            let count = diagnostics
                .iter()
                .filter(|one| one.severity == severity)
                .count();
            let plural = if count == 1 { "" } else { "s" };
            (count > 0).then(|| format!("{count} {}{plural}", severity.name()))
        })
        .collect();
    if counted.is_empty() {
        return "no errors".to_owned();
    }
    counted.join(" and ")
}

/// A span as machines are told it: lines and columns from 1, columns in characters, the end after the last character.
#[derive(Serialize)]
struct Place<'a> {
    /// The file's path from the book's folder.
    file: &'a str,
    /// The line it starts in.
    line: u32,
    /// The column of its first character.
    column: u32,
    /// The line it ends in.
    end_line: u32,
    /// The column after its last character.
    end_column: u32,
}

impl<'a> Place<'a> {
    /// Where a span is. One that reaches past the end of its file ends there.
    fn of(span: Span, sources: &'a Sources) -> Self {
        let (start, end) = (sources.line_column(span), sources.end_line_column(span));
        Self {
            file: sources.path(span.file),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

/// Stands for what must not be shown as it is.
const REPLACED: char = char::REPLACEMENT_CHARACTER;

/// A character as it may stand on a terminal: control characters become their pictures, and characters that reorder
/// text (Boucher and Anderson, "Trojan Source"), that cannot be seen, or that are for private use become `�`.
fn visible(character: char) -> char {
    match character {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or(REPLACED),
        '\u{7f}' => '␡',
        '\u{80}'..='\u{9f}'
        | '\u{200b}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{f0000}'.. => REPLACED,
        other => other,
    }
}

/// The most characters shown of a message, label, help or path.
const LONGEST_TEXT: usize = 2000;

/// A text that authors wrote, as it may stand in one line on a terminal: a control character could do anything there, and one
/// that reorders text could make it read as another.
pub fn visible_line(text: &str) -> String {
    visible_text(text).replace('\n', " ")
}

/// A text as it may stand on a terminal; its line ends stay.
fn visible_text(text: &str) -> String {
    let mut shown = String::new();
    let mut characters = text.chars().peekable();
    for _ in 0..LONGEST_TEXT {
        match characters.next() {
            None => return shown,
            Some('\n') => shown.push('\n'),
            Some('\t') => shown.push(' '),
            Some('\r') if characters.peek() == Some(&'\n') => {}
            Some(other) => shown.push(visible(other)),
        }
    }
    if characters.peek().is_some() {
        shown.push_str("...");
    }
    shown
}

/// JSON with the control characters that JSON itself does not escape as `\u` escapes, which mean the same to a
/// program and nothing to a terminal. They can only stand inside strings, so no syntax is touched.
fn safe_json(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '\u{7f}'..='\u{9f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                safe.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn formats_go_by_their_names() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
        }
        assert_eq!(
            "xml".parse::<Format>(),
            Err("found format `xml`, expected one of human, short, json, sarif".to_owned())
        );
    }

    #[test]
    fn a_summary_counts_in_words() {
        let mut sources = Sources::new();
        let span = Span::start_of(sources.add("a.md", ""));
        let error = Diagnostic::error("a", span, "");
        let warning = Diagnostic::warning("b", span, "");
        assert_eq!(summary(&[]), "no errors");
        assert_eq!(summary(&[warning.clone(), warning.clone()]), "2 warnings");
        assert_eq!(
            summary(&[error.clone(), warning, error]),
            "2 errors and 1 warning"
        );
    }

    /// Spans from everywhere to everywhere in an awkward text, in every format, beside labels and changes: nothing may
    /// panic, and no control character may come out.
    #[test]
    fn any_span_can_be_shown() {
        let text = "é\u{1b}[31m\t宽\r\n\r\n\u{9b}2J 👩 a line that the narrowest terminal cannot hold\n \
                    \u{202e}x\r\n\n";
        let mut sources = Sources::new();
        let file = sources.add("a\u{1b}.md", text);
        let other = sources.add("b.md", "");
        let style = Style {
            color: false,
            width: 0,
        };
        for start in 0..text.len() + 3 {
            for length in [0, 1, 2, 7, 40, text.len() + 3] {
                let end = start + length;
                let span = Span::new(file, start, end);
                let diagnostic = Diagnostic::error("code", span, "\u{9b}2J")
                    .label("\u{1b}[2J\n")
                    .also(Span::new(file, end, end + 9), "x")
                    .also(Span::new(other, start, end), "")
                    .help(text)
                    .replace("put it there twice", span, text)
                    .replace("take it away", span, "")
                    .replace("in the other file", Span::new(other, start, end), "x\n");
                for format in Format::ALL {
                    let shown = render(
                        std::slice::from_ref(&diagnostic),
                        &sources,
                        &[],
                        format,
                        style,
                    );
                    let bad =
                        |c: char| c.is_control() && c != '\n' || c == '\u{202e}' || c > '\u{f0000}';
                    assert_eq!(shown.find(bad), None, "{format:?} {span:?}: {shown:?}");
                }
            }
        }
    }
}
