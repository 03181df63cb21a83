//! Diagnostics for a person at a terminal, in the manner of rustc: the message, the place in its line, what to do.
//!
//! The drawing is annotate-snippets'. It is given short excerpts only, made safe for terminals, so it never sees a
//! whole file; and as it would count columns in the excerpt, it is given a sign for each place, which is replaced by
//! the true place in what it has drawn.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use super::excerpt::{CUT, Excerpt, clamp, columns_of, line_text, lines_of, visible_columns};
use super::{Style, visible_line, visible_text};
use crate::diagnostic::{Diagnostic, Help, Severity};
use crate::source::{FileId, Source, Sources, Span};

/// Narrower terminals are written to as if they were this wide: less cannot be read.
const NARROWEST: usize = 50;

/// Wider terminals are filled no further than this.
const WIDEST: usize = 300;

/// The most other places shown of one diagnostic; the rest are counted.
const MOST_OTHERS: usize = 8;

/// Places in a file further apart than this are shown apart, and a range of more lines is shown as its first line.
const MOST_LINES: u32 = 200;

/// The most lines shown of what a change takes away, and of what it puts in.
const MOST_CHANGED: u32 = 20;

/// The sign for the first place; `visible` lets no author's text hold it or one that follows it.
const FIRST_SIGN: u32 = 0xf0000;

/// Each diagnostic with an empty line after it.
pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources, style: Style) -> String {
    let width = style.width.clamp(NARROWEST, WIDEST);
    let renderer = if style.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(width);
    let mut text = String::new();
    for diagnostic in diagnostics {
        let mut report = Report::new(diagnostic, sources, width);
        let groups = report.groups(diagnostic);
        text.push_str(&report.with_places(&renderer.render(&groups)));
        text.push_str("\n\n");
    }
    text
}

/// A place to mark.
struct Mark {
    /// The bytes in the file.
    range: Range<usize>,
    /// What to write beside it; may be empty.
    label: String,
    /// Whether it is the diagnostic's own place, or one that belongs to it.
    kind: AnnotationKind,
}

/// Lines of one file with their marks.
struct Section {
    /// The file.
    file: FileId,
    /// The first and the last line of all marks.
    lines: (u32, u32),
    /// The marks; in the first section the diagnostic's own place comes first.
    marks: Vec<Mark>,
}

/// One diagnostic, on its way to being drawn.
struct Report<'a> {
    /// The files.
    sources: &'a Sources,
    /// The columns that a line of the file may take.
    columns: usize,
    /// What to show of the files, until it is drawn.
    sections: Vec<Section>,
    /// What the signs stand for, in their order.
    places: Vec<String>,
}

impl<'a> Report<'a> {
    /// Gathers the places of a diagnostic into sections.
    fn new(diagnostic: &Diagnostic, sources: &'a Sources, width: usize) -> Self {
        let mut sections: Vec<Section> = Vec::new();
        let primary = (&diagnostic.primary, AnnotationKind::Primary);
        let others = diagnostic
            .others
            .iter()
            .map(|label| (label, AnnotationKind::Context));
        for (label, kind) in std::iter::once(primary).chain(others).take(MOST_OTHERS + 1) {
            let file = label.span.file;
            let source = sources.get(file);
            let range = marked(source, label.span);
            let lines = lines_of(source, &range);
            let mark = Mark {
                range,
                label: visible_line(&label.text),
                kind,
            };
            let near = |section: &&mut Section| {
                let first = section.lines.0.min(lines.0);
                let last = section.lines.1.max(lines.1);
                section.file == file && last - first <= MOST_LINES
            };
            match sections.iter_mut().find(near) {
                Some(section) => {
                    section.lines.0 = section.lines.0.min(lines.0);
                    section.lines.1 = section.lines.1.max(lines.1);
                    section.marks.push(mark);
                }
                None => sections.push(Section {
                    file,
                    lines,
                    marks: vec![mark],
                }),
            }
        }
        let last_line = sections
            .iter()
            .map(|section| section.lines.1)
            .max()
            .unwrap_or(1);
        // Beside the line stand its number, ` | `, and up to three columns that tie the lines of a range together.
        let gutter = last_line.to_string().len() + 6;
        Self {
            sources,
            columns: width.saturating_sub(gutter),
            sections,
            places: Vec::new(),
        }
    }

    /// The whole diagnostic as annotate-snippets takes it: what is wrong, then each change that would mend it.
    fn groups(&mut self, diagnostic: &Diagnostic) -> Vec<Group<'static>> {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level
            .primary_title(visible_text(&diagnostic.message))
            .id(diagnostic.code);
        let mut wrong = Group::with_title(title);
        for section in std::mem::take(&mut self.sections) {
            wrong = wrong.element(self.section(section));
        }
        let left = diagnostic.others.len().saturating_sub(MOST_OTHERS);
        if left > 0 {
            wrong = wrong.element(Level::NOTE.message(format!("and {left} more not shown")));
        }
        let mut changes = Vec::new();
        for help in &diagnostic.helps {
            match self.change(help, diagnostic.primary.span.file) {
                Some(change) => changes.push(change),
                None => wrong = wrong.element(Level::HELP.message(visible_text(&help.text))),
            }
        }
        std::iter::once(wrong).chain(changes).collect()
    }

    /// The lines of a section with their marks.
    fn section(
        &mut self,
        section: Section,
    ) -> Snippet<'static, annotate_snippets::Annotation<'static>> {
        let source = self.sources.get(section.file);
        let ranges: Vec<Range<usize>> = section
            .marks
            .iter()
            .map(|mark| mark.range.clone())
            .collect();
        let mut excerpt = Excerpt::new(source, &ranges, self.columns);
        // The empty line at a file's end is no line to annotate-snippets, but a mark may stand in it.
        if excerpt.text.ends_with('\n') {
            excerpt.text.push(' ');
        }
        let annotations: Vec<_> = section
            .marks
            .into_iter()
            .map(|mark| {
                let label = (!mark.label.is_empty()).then_some(mark.label);
                mark.kind.span(excerpt.shown(&mark.range)).label(label)
            })
            .collect();
        let sign = self.sign(source, ranges.first().map_or(0, |range| range.start));
        Snippet::source(excerpt.text)
            .line_start(excerpt.first_line)
            .path(sign)
            .annotations(annotations)
    }

    /// A change that would mend it, shown as lines taken away and put in; `None` if the help says it in words alone,
    /// or if it takes more lines away than can be shown.
    fn change(&mut self, help: &Help, primary: FileId) -> Option<Group<'static>> {
        let (span, text) = help.replacement.as_ref()?;
        let source = self.sources.get(span.file);
        let range = clamp(&source.text, *span);
        let (first, last) = lines_of(source, &range);
        if last - first > MOST_CHANGED || source.text[range.clone()] == **text {
            return None;
        }
        let text = visible_change(text, self.columns / 2);
        let widest = text.lines().map(columns_of).max().unwrap_or(0);
        let ranges = std::slice::from_ref(&range);
        let excerpt = Excerpt::new(source, ranges, self.columns - widest);
        // In the file of the diagnostic itself the line's number says enough.
        let sign = if span.file == primary {
            sign(0)
        } else {
            self.sign(source, range.start)
        };
        let snippet = Snippet::source(excerpt.text.clone())
            .line_start(excerpt.first_line)
            .path(sign)
            .patch(Patch::new(excerpt.shown(&range), text));
        Some(
            Level::HELP
                .secondary_title(visible_text(&help.text))
                .element(snippet),
        )
    }

    /// A sign for a place in a file, to be replaced by the place itself.
    fn sign(&mut self, source: &Source, byte: usize) -> String {
        let place = source.lines().line_column(&source.text, byte);
        let path = visible_line(&source.path);
        self.places
            .push(format!("{path}:{}:{}", place.line, place.column));
        sign(self.places.len() - 1)
    }

    /// Puts the places where their signs are, each with a line and a column counted in an excerpt.
    fn with_places(&self, drawn: &str) -> String {
        let mut text = String::with_capacity(drawn.len());
        let mut rest = drawn;
        while let Some(at) = rest.find(|character| u32::from(character) >= FIRST_SIGN) {
            text.push_str(&rest[..at]);
            let mut after = rest[at..].chars();
            let index = after.next().map_or(0, |sign| u32::from(sign) - FIRST_SIGN);
            text.push_str(self.places.get(index as usize).map_or("", String::as_str));
            rest = after
                .as_str()
                .trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
        }
        text + rest
    }
}

/// The sign for the place of this index.
fn sign(index: usize) -> String {
    let code = (FIRST_SIGN..).nth(index);
    code.and_then(char::from_u32)
        .map(String::from)
        .unwrap_or_default()
}

/// The bytes to mark for a span: without the line ends after it, which have no width, and of very many lines the
/// first.
fn marked(source: &Source, span: Span) -> Range<usize> {
    let text = &source.text;
    let Range { start, mut end } = clamp(text, span);
    end = start + text[start..end].trim_end_matches(['\r', '\n']).len();
    let (first, last) = lines_of(source, &(start..end));
    if last - first > MOST_LINES {
        end = start + line_text(&text[start..]).len();
    }
    start..end
}

/// What a change puts in, as it may be shown: safe for terminals, and no line longer than `limit` columns and dots.
fn visible_change(text: &str, limit: usize) -> String {
    let mut shown = String::new();
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            shown.push('\n');
        }
        if index > MOST_CHANGED as usize {
            shown.push_str(CUT);
            break;
        }
        let line = line.strip_suffix('\r').unwrap_or(line);
        shown.push_str(&visible_columns(line, limit));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a person without colour sees of one diagnostic, at 60 columns.
    fn seen(diagnostic: Diagnostic, sources: &Sources) -> String {
        let style = Style {
            color: false,
            width: 60,
        };
        render(&[diagnostic], sources, style)
    }

    /// The span of the first place where a file says `what`.
    fn at(sources: &Sources, file: FileId, what: &str) -> Span {
        let start = sources.get(file).text.find(what).unwrap_or_default();
        Span::new(file, start, start + what.len())
    }

    #[test]
    fn a_mistake_is_shown_in_its_line_with_a_change() {
        let mut sources = Sources::new();
        let file = sources.add("steps/a.md", "id: a\r\n\r\nSee [[own-harm]] twice.\r\n");
        let span = at(&sources, file, "own-harm");
        let diagnostic = Diagnostic::error("unknown-reference", span, "`own-harm` names nothing")
            .label("expected an id")
            .help("or write an entry of that id")
            .replace("did you mean `own-the-harm`?", span, "own-the-harm");
        let expected = "\
error[unknown-reference]: `own-harm` names nothing
 --> steps/a.md:3:7
  |
3 | See [[own-harm]] twice.
  |       ^^^^^^^^ expected an id
  |
  = help: or write an entry of that id
help: did you mean `own-the-harm`?
  |
3 | See [[own-the-harm]] twice.
  |           ++++

";
        assert_eq!(seen(diagnostic, &sources), expected);
    }

    #[test]
    fn other_places_are_shown_in_their_own_files() {
        let mut sources = Sources::new();
        let faqs = sources.add("faqs.yaml", "- id: one\n  title: A\n\n\n- id: one\n");
        let notes = sources.add("notes/one.md", "\tone\n");
        let diagnostic = Diagnostic::warning("duplicate-id", Span::new(faqs, 29, 33), "two")
            .label("again")
            .also(at(&sources, faqs, "one"), "first")
            .also(at(&sources, notes, "one"), "");
        let expected = "\
warning[duplicate-id]: two
 --> faqs.yaml:5:7
  |
1 | - id: one
  |       --- first
...
5 | - id: one
  |       ^^^ again
  |
 ::: notes/one.md:1:2
  |
1 |     one
  |     ---

";
        assert_eq!(seen(diagnostic, &sources), expected);
    }

    #[test]
    fn a_place_past_the_end_is_the_end() {
        let mut sources = Sources::new();
        let file = sources.add("a.yaml", "list: [\n");
        let diagnostic = Diagnostic::error("yaml", Span::new(file, 90, 95), "found the end")
            .label("expected `]`")
            .also(at(&sources, file, "["), "");
        let expected = "\
error[yaml]: found the end
 --> a.yaml:2:1
  |
1 | list: [
  |       -
2 | \x20
  | ^ expected `]`

";
        assert_eq!(seen(diagnostic, &sources), expected);
    }

    #[test]
    fn several_lines_are_tied_together() {
        let mut sources = Sources::new();
        let file = sources.add("a.yaml", "- id: a\n  title: A\n- id: b\n");
        let diagnostic = Diagnostic::error("missing-field", Span::new(file, 0, 19), "no summary");
        let expected = "\
error[missing-field]: no summary
 --> a.yaml:1:1
  |
1 | / - id: a
2 | |   title: A
  | |__________^

";
        assert_eq!(seen(diagnostic, &sources), expected);
    }

    #[test]
    fn ten_megabytes_on_one_line_are_shown_in_a_few() {
        let mut sources = Sources::new();
        let line = "word ".repeat(1 << 20) + "own-harm" + &" word".repeat(1 << 20);
        let file = sources.add("a.md", line);
        let span = at(&sources, file, "own-harm");
        let diagnostic = Diagnostic::error("unknown-reference", span, "names nothing")
            .label("here")
            .replace("take it away", span, "");
        let expected = "\
error[unknown-reference]: names nothing
 --> a.md:1:5242881
  |
1 | ...rd word word own-harm word word word word word ...
  |                 ^^^^^^^^ here
  |
help: take it away
  |
1 - ...rd word word own-harm word word word word word ...
1 + ...rd word word  word word word word word ...
  |

";
        assert_eq!(seen(diagnostic, &sources), expected);
    }

    #[test]
    fn very_many_places_are_counted() {
        let mut sources = Sources::new();
        let file = sources.add("a.md", "word\n".repeat(20));
        let mut diagnostic = Diagnostic::warning("twice", Span::new(file, 0, 4), "said again");
        for line in 1..20 {
            diagnostic = diagnostic.also(Span::new(file, line * 5, line * 5 + 4), "");
        }
        let shown = seen(diagnostic, &sources);
        assert_eq!(shown.matches("----").count(), MOST_OTHERS);
        assert!(
            shown.contains("  = note: and 11 more not shown\n"),
            "{shown}"
        );
    }

    #[test]
    fn colours_are_ours_and_no_author_s() {
        let mut sources = Sources::new();
        let file = sources.add("a\u{9b}2J.md", "x \u{1b}]0;title\u{7} \u{202e}y\n");
        let span = at(&sources, file, "title");
        let diagnostic = Diagnostic::error("code", span, "\u{1b}[2J")
            .label("\u{1b}c")
            .help("\u{9b}1m");
        let style = Style {
            color: true,
            width: 60,
        };
        let colored = render(&[diagnostic], &sources, style);
        assert!(colored.contains("\u{1b}["));
        let plain: String = colored
            .split("\u{1b}[")
            .map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';'))
            .map(|part| part.strip_prefix('m').unwrap_or(part))
            .collect();
        let expected = "\
error[code]: ␛[2J
 --> a�2J.md:1:7
  |
1 | x ␛]0;title␇ �y
  |       ^^^^^ ␛c
  |
  = help: �1m

";
        assert_eq!(plain, expected);
    }
}
