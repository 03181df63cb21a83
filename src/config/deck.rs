//! Decks of cards: which entries are printed to be cut, drawn and talked about.

use crate::model::kind::Kind;
use crate::model::value::{NewId, Text};
use crate::{choice, record};

record! {
    /// A deck of cards.
    pub struct DeckTable {
        /// The name of its page and its files.
        id: required NewId;
        /// The name that readers see.
        name: required Text, name;
        /// One sentence on what it is for.
        about: optional Text, advice;
        /// The kinds of entry that are its cards.
        kinds: some CardKind;
        /// Only entries with one of these tags; without any, all of the kinds.
        tags: list Text, name;
    }
}

choice! {
    /// Kinds of entry that are short enough to stand on a card.
    pub enum CardKind {
        /// Questions to ask.
        Prompt = "prompt",
        /// Words to try.
        Script = "script",
        /// Small daily acts.
        Habit = "habit",
        /// What does harm, and what to do instead.
        Mistake = "mistake",
        /// Questions and answers.
        Faq = "faq",
        /// Words of the glossary.
        Term = "term",
    }
}

impl CardKind {
    /// The kind of entry.
    pub fn kind(self) -> Kind {
        match self {
            CardKind::Prompt => Kind::Prompt,
            CardKind::Script => Kind::Script,
            CardKind::Habit => Kind::Habit,
            CardKind::Mistake => Kind::Mistake,
            CardKind::Faq => Kind::Faq,
            CardKind::Term => Kind::Term,
        }
    }
}
