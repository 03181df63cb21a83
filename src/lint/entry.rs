//! One entry as the lints see it: its fields, its Markdown, and what it says in the book's own voice.

use std::ops::Range;

use super::phrases::{Hit, Phrases, Subject};
use super::text::EntryText;
use crate::config::WordList;
use crate::model::block::Prose;
use crate::model::entry::Entry;
use crate::model::field::{Field, Visitor, Voice};
use crate::model::value::Text;
use crate::resolve::Index;

/// One entry, read once for all lints.
pub struct LintedEntry<'a> {
    /// Its place among the entries.
    pub index: Index,
    /// The entry.
    pub entry: &'a Entry,
    /// Every piece of Markdown in it, whatever its voice.
    pub prose: Vec<(&'static Field, &'a Prose)>,
    /// What it says in the book's own voice.
    pub text: EntryText<'a>,
    /// Every phrase of [`Phrases`] that stands in that text, in the order of the places.
    pub hits: Vec<Hit>,
}

impl<'a> LintedEntry<'a> {
    /// Reads an entry.
    pub(super) fn read(
        entry: &'a Entry,
        index: Index,
        phrases: &Phrases,
        abbreviations: &'a [String],
    ) -> Self {
        let mut reader = Reader {
            prose: Vec::new(),
            text: EntryText::new(entry.span.file, abbreviations),
        };
        entry.visit(&mut reader);
        let hits = phrases.find(reader.text.as_str());
        Self {
            index,
            entry,
            prose: reader.prose,
            text: reader.text,
            hits,
        }
    }

    /// The words of a list that stand in the text: the line of each, and its place.
    pub(super) fn words_of(&self, list: WordList) -> impl Iterator<Item = (usize, &Range<usize>)> {
        self.hits.iter().filter_map(move |hit| match hit.subject {
            Subject::Word(of, index) if of == list => Some((index, &hit.range)),
            _ => None,
        })
    }
}

struct Reader<'a> {
    prose: Vec<(&'static Field, &'a Prose)>,
    text: EntryText<'a>,
}

impl<'a> Visitor<'a> for Reader<'a> {
    fn prose(&mut self, field: &'static Field, prose: &'a Prose) {
        self.prose.push((field, prose));
        if is_own_voice(field) {
            self.text.add_prose(field, prose);
        }
    }

    fn text(&mut self, field: &'static Field, text: &'a Text) {
        if is_own_voice(field) {
            self.text.add_line(field, text);
        }
    }
}

/// Whether a field speaks in the book's own voice. Quoted words, names and citations are somebody else's, or no sentences.
fn is_own_voice(field: &Field) -> bool {
    matches!(field.voice, Voice::Advice | Voice::Practitioner)
}
