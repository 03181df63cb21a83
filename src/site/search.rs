//! The parts of the search index, and which page asks which: who sees what holds for searching too.
//!
//! What everyone may see is one part. What is private to a role is a part of its own, which that role's pages and the page
//! of help ask as well; so is what is for practitioners. A page that does not ask a part never even loads it.

use super::audience::{self, Audience};
use super::collection::Collection;
use super::plan::{Content, Page, Plan};
use crate::resolve::Index;

/// A part of the search index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SearchPart {
    /// What everyone may see.
    Everyone,
    /// What is private to one role; its place among the roles of book.toml.
    Role(usize),
    /// Facilitator notes.
    Practitioners,
}

impl SearchPart {
    /// Its name in addresses, which gives nothing away: a number.
    pub fn name(self, plan: &Plan<'_>) -> String {
        let number = match self {
            SearchPart::Everyone => 0,
            SearchPart::Role(role) => role + 1,
            SearchPart::Practitioners => plan.config.roles.len() + 1,
        };
        number.to_string()
    }
}

impl Plan<'_> {
    /// Every part that has something in it, in order.
    pub fn search_parts(&self) -> Vec<SearchPart> {
        let roles = (0..self.config.roles.len())
            .map(SearchPart::Role)
            .filter(|part| !self.searched_in(*part).is_empty());
        let notes = (!self.facilitator_notes.is_empty()).then_some(SearchPart::Practitioners);
        std::iter::once(SearchPart::Everyone)
            .chain(roles)
            .chain(notes)
            .collect()
    }

    /// The entries that a part finds. Of those with facilitator notes, the part for practitioners finds the notes alone.
    pub fn searched_in(&self, part: SearchPart) -> Vec<Index> {
        let entries = &self.book.entries;
        let chosen = |index: &Index| match part {
            SearchPart::Everyone => audience::is_listed(&entries[*index], self.book),
            SearchPart::Role(role) => {
                let role = self.config.roles[role].id.0.value.as_str();
                audience::is_private_to(&entries[*index], role, self.book)
            }
            SearchPart::Practitioners => self.facilitator_notes.contains_key(index),
        };
        (0..entries.len()).filter(chosen).collect()
    }

    /// The parts that a page asks.
    pub fn search_parts_of(&self, page: &Page) -> Vec<SearchPart> {
        let roles = || (0..self.config.roles.len()).map(SearchPart::Role);
        let more: Vec<SearchPart> = match &page.content {
            Content::Role(role) => vec![SearchPart::Role(*role)],
            Content::Collection(Collection::Help) => roles().collect(),
            Content::Collection(Collection::Practitioners) | Content::Facilitator(_) => {
                vec![SearchPart::Practitioners]
            }
            Content::Entry(index) => {
                let entry = &self.book.entries[*index];
                let owns = |part: &SearchPart| match part {
                    SearchPart::Role(role) => {
                        let role = self.config.roles[*role].id.0.value.as_str();
                        audience::is_private_to(entry, role, self.book)
                    }
                    _ => false,
                };
                match audience::of(entry, self.book) {
                    Audience::Private(_) => roles().filter(owns).collect(),
                    _ => Vec::new(),
                }
            }
            _ => Vec::new(),
        };
        let filled = |part: &SearchPart| !self.searched_in(*part).is_empty();
        std::iter::once(SearchPart::Everyone)
            .chain(more.into_iter().filter(filled))
            .collect()
    }
}
