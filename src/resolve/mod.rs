//! From the [`Book`] to the [`ResolvedBook`]: every id once, every reference led to its entry, what links where, and the
//! glossary's words linked. Drafts are gone from here on.

mod addresses;
mod glossary;
mod ids;
mod lost;
mod references;
mod sheets;

use std::collections::{HashMap, HashSet};

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::entry::{Book, Entry};
use crate::model::id::Id;
use crate::model::kind::{Data, Kind};
use crate::source::{Located, Sources};

pub use addresses::asset_of;
pub use lost::Lost;

/// An entry's place in [`ResolvedBook::entries`].
pub type Index = usize;

/// A book in which every reference that is sound leads somewhere.
#[derive(Debug, Default)]
pub struct ResolvedBook {
    /// The entries, in the order of the files; drafts are left out.
    pub entries: Vec<Entry>,
    /// The entries that refer to each entry, in order and without doubles; by the same index.
    pub backlinks: Vec<Vec<Index>>,
    /// The entries in which each term of the glossary is used; by the term's index.
    pub term_uses: HashMap<Index, Vec<Index>>,
    /// The entries that are referred to, or the terms that are used, in facilitator notes: no page but those of
    /// practitioners may tell where.
    pub noted: HashSet<Index>,
    /// Old ids, and the entry that each leads to.
    pub redirects: Vec<(Located<Id>, Index)>,
    /// The files that pages show, by their paths, in order.
    pub assets: Vec<String>,
    /// Ids of drafts.
    pub drafts: Vec<Id>,
    /// What could not be read.
    pub lost: Lost,
    ids: HashMap<Id, Index>,
    /// The worksheet that the front page names as the safety check.
    safety_check: Option<Id>,
}

impl ResolvedBook {
    /// The entry that an id names.
    pub fn find(&self, id: &str) -> Option<Index> {
        self.ids.get(id).copied()
    }

    /// The entry that an id names.
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.find(id).map(|index| &self.entries[index])
    }

    /// The entries of a kind, by their `order`, then by the order of the files.
    pub fn of_kind(&self, kind: Kind) -> Vec<Index> {
        let mut found: Vec<Index> = (0..self.entries.len())
            .filter(|index| self.entries[*index].kind() == kind)
            .collect();
        found.sort_by_key(|index| {
            let order = self.entries[*index]
                .common
                .order
                .as_ref()
                .map(|order| order.value);
            (order.is_none(), order, *index)
        });
        found
    }

    /// Whether any entry refers to one, be it in its facilitator notes.
    pub fn is_referred_to(&self, index: Index) -> bool {
        !self.backlinks[index].is_empty() || self.noted.contains(&index)
    }

    /// The front page's entry.
    pub fn guide(&self) -> Option<&Entry> {
        self.entries
            .iter()
            .find(|entry| matches!(entry.data, Data::Guide(_)))
    }

    /// Whether an entry is the worksheet that asks whether it is safe to begin.
    pub fn is_safety_check(&self, entry: &Entry) -> bool {
        self.safety_check.as_ref() == Some(&entry.id.value)
    }
}

/// Resolves a book.
pub fn resolve(book: Book, config: &Config, sources: &Sources) -> (ResolvedBook, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let ids::Ids {
        mut entries,
        ids,
        drafts,
        redirects,
    } = ids::collect(book.entries, &mut diagnostics);
    let known = references::Known {
        ids: &ids,
        drafts: &drafts,
        broken: &book.broken,
        redirects: &redirects,
        assets: &book.assets,
        content: config.content(),
    };
    let links = references::check(&entries, &known, sources, &mut diagnostics);
    entries
        .iter()
        .for_each(|entry| sheets::check(entry, &mut diagnostics));
    let glossary::Uses {
        term_uses,
        mut noted,
    } = glossary::link(&mut entries);
    for (from, targets) in links.noted.iter().enumerate() {
        noted.extend(targets.iter().filter(|to| **to != from));
    }
    let mut backlinks: Vec<Vec<Index>> = vec![Vec::new(); entries.len()];
    for (from, targets) in links.targets.iter().enumerate() {
        for to in targets {
            if *to != from {
                backlinks[*to].push(from);
            }
        }
    }
    let safety_check = entries.iter().find_map(|entry| match &entry.data {
        Data::Guide(guide) => guide
            .safety_check
            .as_ref()
            .map(|check| check.id.value.clone()),
        _ => None,
    });
    let resolved = ResolvedBook {
        entries,
        backlinks,
        term_uses,
        noted,
        redirects,
        assets: links.assets,
        drafts,
        lost: Lost::of(&book.broken, sources),
        ids,
        safety_check,
    };
    (resolved, diagnostics)
}
