//! Every id once.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use super::Index;
use crate::diagnostic::Diagnostic;
use crate::model::entry::Entry;
use crate::model::id::Id;
use crate::source::Located;

pub(super) struct Ids {
    /// The entries that the book has.
    pub entries: Vec<Entry>,
    /// Where each stands among them.
    pub ids: HashMap<Id, Index>,
    /// The ids of entries that are left out for now.
    pub drafts: Vec<Id>,
    /// Old ids and where they lead.
    pub redirects: Vec<(Located<Id>, Index)>,
}

/// Leaves drafts out and refuses the second of two entries with one id.
pub(super) fn collect(all: Vec<Entry>, diagnostics: &mut Vec<Diagnostic>) -> Ids {
    let mut found = Ids {
        entries: Vec::with_capacity(all.len()),
        ids: HashMap::with_capacity(all.len()),
        drafts: Vec::new(),
        redirects: Vec::new(),
    };
    for entry in all {
        if entry.is_draft() {
            found.drafts.push(entry.id.value.clone());
            continue;
        }
        match found.ids.entry(entry.id.value.clone()) {
            Slot::Vacant(slot) => {
                slot.insert(found.entries.len());
                found.entries.push(entry);
            }
            Slot::Occupied(first) => {
                let first = &found.entries[*first.get()];
                diagnostics.push(duplicate(&entry.id, &first.id, &first.title.value));
            }
        }
    }
    let mut old: HashMap<Id, Located<Id>> = HashMap::new();
    for (index, entry) in found.entries.iter().enumerate() {
        for was in &entry.common.was {
            let id = &was.0;
            if let Some(live) = found.ids.get(&id.value) {
                let live = &found.entries[*live];
                diagnostics.push(duplicate(id, &live.id, &live.title.value));
            } else if let Some(first) = old.get(&id.value) {
                let message = format!("two entries say that they were `{}`", id.value);
                diagnostics.push(
                    Diagnostic::error("duplicate-id", id.span, message)
                        .also(first.span, "the other one")
                        .help("an old id can lead to one entry only"),
                );
            } else {
                old.insert(id.value.clone(), id.clone());
                found.redirects.push((id.clone(), index));
            }
        }
    }
    found
}

fn duplicate(second: &Located<Id>, first: &Located<Id>, title: &str) -> Diagnostic {
    let message = format!("the id `{}` is taken by \"{title}\"", second.value);
    Diagnostic::error("duplicate-id", second.span, message)
        .also(first.span, "it was used here first")
        .help("give one of the two another id; an id is unique in the whole book")
}
