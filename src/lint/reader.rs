//! Who reads a sentence: practitioners read longer ones, and for an older age.

use super::text::{EntryText, Sentence};
use super::{Formula, Measure};
use crate::model::entry::Entry;
use crate::model::field::Voice;

/// Who reads a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reader {
    /// Anyone: the people whom the guide is for.
    Anyone,
    /// Practitioners alone.
    Practitioner,
}

impl Reader {
    /// Every reader.
    pub const ALL: [Self; 2] = [Self::Anyone, Self::Practitioner];

    /// Who reads a sentence of an entry.
    pub fn of(entry: &Entry, sentence: &Sentence) -> Self {
        if sentence.field.voice == Voice::Practitioner || is_for_practitioners(entry) {
            Self::Practitioner
        } else {
            Self::Anyone
        }
    }

    /// The most words of a sentence.
    pub fn most_words(self) -> usize {
        match self {
            Self::Anyone => 20,
            Self::Practitioner => 25,
        }
    }

    /// Counts in what this reader reads of an entry.
    pub fn measure(self, entry: &Entry, text: &EntryText<'_>, formula: Option<Formula>) -> Measure {
        let mut measure = Measure::default();
        for sentence in text.sentences() {
            if Self::of(entry, sentence) == self {
                measure.add(Measure::of_sentence(text, sentence, formula));
            }
        }
        measure
    }
}

/// Whether an entry speaks to practitioners alone.
fn is_for_practitioners(entry: &Entry) -> bool {
    let roles = &entry.common.roles;
    !roles.is_empty() && roles.iter().all(|role| role.as_str() == "practitioner")
}
