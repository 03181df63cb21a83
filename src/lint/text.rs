//! What an entry says in the book's own voice: one text of all its sentences, and the way from there back to the file.

use std::cell::OnceCell;
use std::ops::Range;

use super::quotes;
use super::sentences::sentences;
use crate::model::block::{Block, Inline, Prose, inlines};
use crate::model::field::Field;
use crate::model::id::Id;
use crate::model::value::Text;
use crate::source::{FileId, Sources, Span};

/// Stands in the text for what is none of the entry's own words: another entry's title, a blank, a picture.
pub(super) const MARK: char = '\u{fffc}';

/// How many characters of a file may lie between two letters of a text: line ends, indentation, escapes.
const LONGEST_GAP: usize = 64;

/// A short sentence's length in bytes, to guess how many a text has.
const SHORT_SENTENCE: usize = 48;

/// The text of one entry. A paragraph, a heading, an item of a list and a cell of a table each take a line of it, so
/// nothing that stands in one line is ever found across two of them.
#[derive(Debug)]
pub struct EntryText<'a> {
    text: String,
    /// In the order of the text.
    stretches: Vec<Stretch>,
    sentences: Vec<Sentence>,
    /// What stands in quotations that are set apart.
    set_apart: Vec<Range<usize>>,
    /// All quotations in order, worked out for the first who asks.
    quotations: OnceCell<Vec<Range<usize>>>,
    /// Where in the file each byte of the text stands, worked out for the first who asks.
    places: OnceCell<Vec<usize>>,
    /// The references and their places in the text, in order.
    references: Vec<(usize, &'a Id)>,
    /// Words that end with a full stop and no sentence with them: "Dr.", "e.g.".
    abbreviations: &'a [String],
    file: FileId,
    /// The byte of the file after what was read last, for words that bring no place of their own.
    read_to: usize,
}

/// One sentence, or what stands for one: a heading, a short item of a list.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// The field it stands in.
    pub field: &'static Field,
    /// Where a reference speaks for it: the sentence itself; in a table the whole row.
    scope: Range<usize>,
}

/// Words that follow one another in the file as in the text, but for white space and marks.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    /// The first byte in the text.
    at: usize,
    /// The first byte in the file.
    place: usize,
}

impl<'a> EntryText<'a> {
    /// An entry that says nothing yet.
    pub(super) fn new(file: FileId, abbreviations: &'a [String]) -> Self {
        Self {
            text: String::new(),
            stretches: Vec::new(),
            sentences: Vec::new(),
            set_apart: Vec::new(),
            quotations: OnceCell::new(),
            places: OnceCell::new(),
            references: Vec::new(),
            abbreviations,
            file,
            read_to: 0,
        }
    }

    /// Takes in a field of Markdown.
    pub(super) fn add_prose(&mut self, field: &'static Field, prose: &'a Prose) {
        self.read_to = prose.span.start as usize;
        let length = (prose.span.end - prose.span.start) as usize;
        self.text.reserve(length);
        self.sentences.reserve(length / SHORT_SENTENCE);
        self.stretches.reserve(length / SHORT_SENTENCE);
        self.blocks(field, &prose.blocks);
    }

    /// Takes in a field of plain text.
    pub(super) fn add_line(&mut self, field: &'static Field, line: &Text) {
        let start = self.text.len();
        self.stretch(line.span);
        self.say(&line.value);
        self.end_line(field, start);
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Every sentence in order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The sentence in which a byte of the text stands.
    pub fn sentence_at(&self, at: usize) -> Option<&Sentence> {
        let next = self
            .sentences
            .partition_point(|sentence| sentence.range.end <= at);
        self.sentences
            .get(next)
            .filter(|sentence| sentence.range.contains(&at))
    }

    /// Whether a byte of the text stands in words that somebody says: in a quotation that is set apart, or between
    /// quotation marks.
    pub fn is_quoted(&self, at: usize) -> bool {
        let quotations = self.quotations.get_or_init(|| self.find_quotations());
        let next = quotations.partition_point(|range| range.end <= at);
        quotations
            .get(next)
            .is_some_and(|range| range.contains(&at))
    }

    /// Every quotation, in order; those that touch are one.
    fn find_quotations(&self) -> Vec<Range<usize>> {
        let mut all = self.set_apart.clone();
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            let found = quotes::quotations(line).into_iter();
            all.extend(found.map(|range| start + range.start..start + range.end));
            start += line.len();
        }
        all.sort_by_key(|range| (range.start, range.end));
        let mut merged: Vec<Range<usize>> = Vec::with_capacity(all.len());
        for range in all {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        merged
    }

    /// The entries that a sentence refers to.
    pub fn references_of(&self, sentence: &Sentence) -> impl Iterator<Item = &'a Id> {
        let first = self
            .references
            .partition_point(|(at, _)| *at < sentence.scope.start);
        let end = sentence.scope.end;
        self.references[first..]
            .iter()
            .take_while(move |(at, _)| *at < end)
            .map(|(_, id)| *id)
    }

    /// Where a part of the text stands in the file.
    pub fn place(&self, range: &Range<usize>, sources: &Sources) -> Span {
        let source = &sources.get(self.file).text;
        let last = self.text[range.clone()].char_indices().next_back();
        let start = self.byte_in_file(range.start, source);
        let end = match last {
            Some((at, c)) => self.byte_in_file(range.start + at, source) + c.len_utf8(),
            None => start,
        };
        Span::new(self.file, start, end.min(source.len()))
    }

    fn byte_in_file(&self, at: usize, source: &str) -> usize {
        let places = self.places.get_or_init(|| self.find_places(source));
        places.get(at).copied().unwrap_or_default()
    }

    /// Folded lines, quotes and escapes of YAML lie in the file and not in the text, so the two are read side by side.
    fn find_places(&self, source: &str) -> Vec<usize> {
        let first = self.stretches.first().map_or(self.text.len(), |one| one.at);
        let mut places = vec![0; first];
        for (index, stretch) in self.stretches.iter().enumerate() {
            let end = self
                .stretches
                .get(index + 1)
                .map_or(self.text.len(), |next| next.at);
            let mut rest = source
                .get(stretch.place..)
                .unwrap_or_default()
                .char_indices();
            let mut found = 0;
            for c in self.text[stretch.at..end].chars() {
                let mut ahead = rest.clone();
                if !c.is_whitespace()
                    && !is_mark_of_print(c)
                    && let Some((byte, _)) = ahead
                        .by_ref()
                        .take(LONGEST_GAP)
                        .find(|(_, written)| *written == c)
                {
                    found = byte;
                    rest = ahead;
                }
                places.resize(places.len() + c.len_utf8(), stretch.place + found);
            }
        }
        places
    }

    fn blocks(&mut self, field: &'static Field, blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(content) | Block::Heading { content, .. } => {
                    self.line(field, content)
                }
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(field, item)),
                Block::Quote(blocks) => {
                    let start = self.text.len();
                    self.blocks(field, blocks);
                    self.set_apart.push(start..self.text.len());
                }
                Block::Callout { blocks, .. } | Block::Footnote { blocks, .. } => {
                    self.blocks(field, blocks);
                }
                Block::Table { head, rows, .. } => {
                    self.row(field, head);
                    rows.iter().for_each(|row| self.row(field, row));
                }
                Block::Code(_) | Block::Rule | Block::Html(_) => {}
            }
        }
    }

    /// A row says one thing: a claim in one cell speaks for the others.
    fn row(&mut self, field: &'static Field, row: &'a [Vec<Inline>]) {
        let first = self.sentences.len();
        let start = self.text.len();
        row.iter().for_each(|cell| self.line(field, cell));
        for sentence in &mut self.sentences[first..] {
            sentence.scope = start..self.text.len();
        }
    }

    fn line(&mut self, field: &'static Field, content: &'a [Inline]) {
        let start = self.text.len();
        self.inlines(content);
        self.end_line(field, start);
    }

    fn end_line(&mut self, field: &'static Field, start: usize) {
        let found = &mut self.sentences;
        sentences(&self.text[start..], self.abbreviations, |range| {
            let range = start + range.start..start + range.end;
            found.push(Sentence {
                scope: range.clone(),
                range,
                field,
            });
        });
        self.text.push('\n');
    }

    fn inlines(&mut self, content: &'a [Inline]) {
        // The glossary cut words apart at each term. What it cut is one stretch, from the place of the first part.
        let mut after_term = false;
        for inline in content {
            match inline {
                Inline::Text(words) => {
                    if !after_term {
                        self.stretch(words.span);
                    }
                    self.say(&words.text);
                    self.read_to = words.span.end as usize;
                }
                Inline::Term { words, .. } => self.say(words),
                Inline::Code(code) => {
                    self.stretch(Span::new(self.file, self.read_to, self.read_to));
                    self.say(code);
                }
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => {
                    self.inlines(inner)
                }
                Inline::Link { content, .. } => self.inlines(content),
                // Lints know the words of the book's own language.
                Inline::Foreign { language, content } => {
                    let at = self.text.len();
                    let references = &mut self.references;
                    inlines(content, &mut |inline| {
                        if let Inline::Reference { id, .. } = inline {
                            references.push((at, &id.value));
                        }
                    });
                    self.mark(language.span);
                }
                Inline::Reference { id, words } => {
                    self.references.push((self.text.len(), &id.value));
                    match words {
                        Some(words) => self.inlines(words),
                        None => self.mark(id.span),
                    }
                    self.read_to = id.span.end as usize;
                }
                Inline::Blank(name) => self.mark(name.span),
                Inline::Image { address, .. } => self.mark(address.span),
                Inline::Break => self.say(" "),
                Inline::FootnoteMark(_) | Inline::Html(_) => {}
            }
            after_term = matches!(inline, Inline::Term { .. });
        }
    }

    /// Takes in words with one space between them, so that a phrase is found whatever white space its author typed.
    fn say(&mut self, words: &str) {
        for (at, piece) in words.split(char::is_whitespace).enumerate() {
            if at > 0 && !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
            // A soft hyphen, and what else has no width, is in the file and not in the word.
            self.text.extend(piece.split(has_no_width));
        }
    }

    fn mark(&mut self, place: Span) {
        self.stretch(place);
        self.text.push(MARK);
        self.read_to = place.end as usize;
    }

    fn stretch(&mut self, place: Span) {
        self.stretches.push(Stretch {
            at: self.text.len(),
            place: place.start as usize,
        });
    }
}

/// Whether a sign may stand in the text for another one in the file, where it is typed as `"`, `'`, `--` or `...`.
fn is_mark_of_print(c: char) -> bool {
    matches!(
        c,
        '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‹' | '›' | '–' | '—' | '…'
    )
}

fn has_no_width(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::block::Words;
    use crate::model::kind::Kind;
    use crate::source::Located;

    fn said(words: &str) -> String {
        let mut entry = EntryText::new(Span::start_of(Sources::new().add("a", "")).file, &[]);
        let span = Span::start_of(entry.file);
        entry.add_line(&Kind::Topic.spec().body, &Located::new(words.into(), span));
        entry.as_str().trim().to_owned()
    }

    /// The text of a paragraph that stands at `place` in a file which reads `source`.
    fn places(source: &str, text: &str, wanted: &str) -> String {
        let mut sources = Sources::new();
        let file = sources.add("a.yaml", source);
        let first = text.chars().next().unwrap_or_default();
        let start = source.find(text).or(source.find(first)).unwrap_or_default();
        let words = Words {
            text: text.into(),
            span: Span::new(file, start, start + text.len()),
        };
        let prose = Prose {
            blocks: vec![Block::Paragraph(vec![Inline::Text(words)])],
            span: Span::new(file, 0, source.len()),
        };
        let mut entry = EntryText::new(file, &[]);
        entry.add_prose(&Kind::Topic.spec().body, &prose);
        let at = entry.as_str().find(wanted).unwrap_or_default();
        let span = entry.place(&(at..at + wanted.len()), &sources);
        sources.get(file).text[span.range()].to_owned()
    }

    #[test]
    fn places_lead_back_from_marks_of_print_to_those_that_were_typed() {
        let typed = "It's \"said\" -- don’t you see the words";
        let printed = "It’s “said” – don’t you see the words";
        assert_eq!(places(typed, printed, "said"), "said");
        assert_eq!(places(typed, printed, "see"), "see");
    }

    #[test]
    fn white_space_of_any_sort_is_one_space() {
        let typed = "Keep  your\u{a0}\u{a0}soft\u{ad}ware,\tplease.\n";
        let text = "Keep your software, please.";
        assert_eq!(
            places(typed, typed, "your software"),
            "your\u{a0}\u{a0}soft\u{ad}ware"
        );
        assert_eq!(said(typed), text);
    }

    #[test]
    fn places_lead_back_through_folded_lines_and_quotes() {
        let folded = "what: >-\n    One line,\n    and a second line\n    in the file.\n";
        assert_eq!(
            places(
                folded,
                "One line, and a second line in the file.",
                "second line in"
            ),
            "second line\n    in"
        );
        assert_eq!(
            places("what: 'It''s a line'", "It's a line", "line"),
            "line"
        );
        assert_eq!(places("what: plain words", "plain words", "words"), "words");
    }

    #[test]
    fn many_places_in_one_long_line_take_no_longer_than_the_line() {
        let line = "Say “it is always so”, and it is always so. ".repeat(20_000);
        let mut sources = Sources::new();
        let file = sources.add("a.md", line.as_str());
        let mut entry = EntryText::new(file, &[]);
        let span = Span::new(file, 0, line.len());
        entry.add_line(
            &Kind::Topic.spec().body,
            &Located::new(line.as_str().into(), span),
        );
        let hits: Vec<usize> = entry
            .as_str()
            .match_indices("always")
            .map(|(at, _)| at)
            .collect();
        let quoted = hits.iter().filter(|at| entry.is_quoted(**at)).count();
        assert_eq!((hits.len(), quoted), (40_000, 20_000));
        for at in hits {
            let span = entry.place(&(at..at + "always".len()), &sources);
            assert_eq!(span.range(), at..at + "always".len());
        }
    }
}
