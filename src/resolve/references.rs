//! Every reference led to its entry, wherever it stands: in Markdown, in a field, nested, in a list.

use std::collections::HashMap;

use rayon::prelude::*;

use super::Index;
use super::addresses;
use crate::diagnostic::{Diagnostic, nearest};
use crate::model::block::{Inline, Prose, each_inline};
use crate::model::entry::{Broken, Entry};
use crate::model::field::{Field, Visitor, Voice, one_of};
use crate::model::id::{HELP, Id};
use crate::model::kind::{Data, Kind};
use crate::source::{Located, Sources};

/// The fields of an agreement in which blanks may stand.
const WITH_BLANKS: &[&str] = &[
    "text",
    "alternatives",
    "until",
    "before",
    "exceptions_note",
    "purpose",
    "starts",
    "review",
    "expires",
    "ending",
    "free_choice",
    "not_legal",
];

/// What references may lead to.
pub(super) struct Known<'a> {
    pub ids: &'a HashMap<Id, Index>,
    pub drafts: &'a [Id],
    pub broken: &'a [Broken],
    /// Ids that entries had before.
    pub redirects: &'a [(Located<Id>, Index)],
    pub assets: &'a [String],
    pub content: &'a str,
}

/// Where the references of each entry lead.
pub(super) struct Links {
    /// The entries that each entry refers to, without doubles, in the order of first use.
    pub targets: Vec<Vec<Index>>,
    /// The entries that the facilitator notes of each entry refer to, and nothing else of it.
    pub noted: Vec<Vec<Index>>,
    /// The files that pages show, in order.
    pub assets: Vec<String>,
}

pub(super) fn check(
    entries: &[Entry],
    known: &Known<'_>,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Links {
    let mut links = Links {
        targets: Vec::with_capacity(entries.len()),
        noted: Vec::with_capacity(entries.len()),
        assets: Vec::new(),
    };
    let checked: Vec<Checker<'_>> = entries
        .par_iter()
        .map(|entry| {
            let mut checker = Checker::new(entries, known, sources.path(entry.span.file));
            checker.kind = Some(entry.kind());
            entry.visit(&mut checker);
            checker.claim(entry);
            checker
        })
        .collect();
    for mut checker in checked {
        diagnostics.extend(checker.diagnostics);
        checker.noted.retain(|to| !checker.targets.contains(to));
        links.noted.push(checker.noted);
        links.targets.push(checker.targets);
        links.assets.extend(checker.assets);
    }
    for broken in known.broken {
        let mut checker = Checker::new(entries, known, sources.path(broken.span.file));
        for mention in &broken.mentions {
            checker.reference(mention.field, &mention.id, mention.kinds);
        }
        diagnostics.extend(checker.diagnostics);
    }
    links.assets.sort();
    links.assets.dedup();
    links
}

fn push_new(list: &mut Vec<Index>, to: Index) {
    if !list.contains(&to) {
        list.push(to);
    }
}

struct Checker<'a> {
    entries: &'a [Entry],
    /// The kind of the entry that is read; `None` of one that could not be read as a whole.
    kind: Option<Kind>,
    known: &'a Known<'a>,
    path: &'a str,
    targets: Vec<Index>,
    noted: Vec<Index>,
    assets: Vec<String>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Visitor<'a> for Checker<'a> {
    fn reference(&mut self, field: &'static Field, id: &'a Located<Id>, kinds: &'static [Kind]) {
        if let Some(to) = self.find(id, kinds) {
            let entry = &self.entries[to];
            if !kinds.is_empty() && !kinds.contains(&entry.kind()) {
                let (expected, found) = (one_of(kinds), entry.kind().with_article());
                let message = format!(
                    "`{}` takes {expected}, and `{}` is {found}",
                    field.name, id.value
                );
                self.diagnostics.push(
                    Diagnostic::error("wrong-kind", id.span, message)
                        .also(entry.id.span, format!("`{}` is {found} here", id.value))
                        .help(format!(
                            "name {expected}, or move it to a field that takes {found}"
                        )),
                );
            } else {
                push_new(&mut self.targets, to);
            }
        }
    }

    fn prose(&mut self, field: &'static Field, prose: &'a Prose) {
        let mut seen = Vec::new();
        each_inline(&prose.blocks, &mut |inline| match inline {
            Inline::Reference { .. }
            | Inline::Link { .. }
            | Inline::Image { .. }
            | Inline::Blank(_) => seen.push(inline),
            _ => {}
        });
        for inline in seen {
            match inline {
                Inline::Reference { id, .. } => {
                    if id.value.as_str() == HELP && !self.known.ids.contains_key(&id.value) {
                        continue;
                    }
                    if let Some(to) = self.find(id, &[]) {
                        // What facilitator notes name is for practitioners to know.
                        push_new(
                            match field.voice {
                                Voice::Practitioner => &mut self.noted,
                                _ => &mut self.targets,
                            },
                            to,
                        );
                    }
                }
                Inline::Link { address, .. } | Inline::Image { address, .. } => {
                    let checked =
                        addresses::check(address, self.path, self.known.content, self.known.assets);
                    match checked {
                        Ok(asset) => self.assets.extend(asset),
                        Err(diagnostic) => self.diagnostics.push(diagnostic),
                    }
                }
                Inline::Blank(name) => self.blank(field, name),
                _ => {}
            }
        }
    }
}

impl<'a> Checker<'a> {
    fn new(entries: &'a [Entry], known: &'a Known<'a>, path: &'a str) -> Self {
        Self {
            entries,
            kind: None,
            known,
            path,
            targets: Vec::new(),
            noted: Vec::new(),
            assets: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// A blank outside the terms of an agreement can be filled in nowhere: it would come out as nothing, or as its name.
    fn blank(&mut self, field: &'static Field, name: &Located<Box<str>>) {
        let is_term = self.kind == Some(Kind::Agreement) && WITH_BLANKS.contains(&field.name);
        if self.kind.is_none() || is_term {
            return;
        }
        let message = format!(
            "`{{{}}}` is a blank, and `{}` cannot be filled in",
            name.value, field.name
        );
        let help = "blanks stand in the clauses and terms of an agreement; braces that shall be read stand between backticks";
        self.diagnostics
            .push(Diagnostic::error("blank-outside", name.span, message).help(help));
    }

    fn find(&mut self, id: &Located<Id>, kinds: &[Kind]) -> Option<Index> {
        if let Some(index) = self.known.ids.get(&id.value) {
            return Some(*index);
        }
        let is_lost = |broken: &Broken| broken.ids.contains(&id.value);
        if self.known.broken.iter().any(is_lost) {
            return None;
        }
        if self.known.drafts.contains(&id.value) {
            let message = format!("`{}` is a draft, so this leads nowhere for now", id.value);
            let help = "take `draft: true` out of the entry, or this reference out of the text";
            self.diagnostics
                .push(Diagnostic::warning("reference-to-draft", id.span, message).help(help));
            return None;
        }
        let renamed = self
            .known
            .redirects
            .iter()
            .find(|(old, _)| old.value == id.value);
        if let Some((_, index)) = renamed {
            let now = self.entries[*index].id.value.as_str();
            let message = format!("`{}` has another id now: `{now}`", id.value);
            let mut diagnostic = Diagnostic::error("unknown-reference", id.span, message);
            diagnostic = match self.stands_bare(id) {
                true => diagnostic.replace(format!("write `{now}`"), id.span, now),
                false => diagnostic.help(format!("write `{now}`")),
            };
            self.diagnostics.push(diagnostic);
            return None;
        }
        let fits = |entry: &&Entry| kinds.is_empty() || kinds.contains(&entry.kind());
        let names = self
            .entries
            .iter()
            .filter(fits)
            .map(|entry| entry.id.value.as_str());
        let mut diagnostic = Diagnostic::error(
            "unknown-reference",
            id.span,
            format!("no entry has the id `{}`", id.value),
        );
        diagnostic = match nearest(id.value.as_str(), names) {
            Some(name) if self.stands_bare(id) => {
                diagnostic.replace(format!("did you mean `{name}`?"), id.span, name)
            }
            Some(name) => diagnostic.help(format!("did you mean `{name}`?")),
            None => diagnostic.help("`mendbook list` shows every id"),
        };
        self.diagnostics.push(diagnostic);
        None
    }

    /// Whether the place holds the id and nothing else, so that another id can be put there.
    fn stands_bare(&self, id: &Located<Id>) -> bool {
        (id.span.end - id.span.start) as usize == id.value.as_str().len()
    }

    /// A claim has a source or says that it has none.
    fn claim(&mut self, entry: &Entry) {
        let Data::Claim(claim) = &entry.data else {
            return;
        };
        if !entry.is_whole(&["source", "unsourced"]) {
            return;
        }
        let unsourced = claim.unsourced == Some(true);
        let message = match (&claim.source, unsourced) {
            (Some(_), true) => "this claim names a source and says that it has none",
            (None, false) => "this claim names no source and does not say that it has none",
            _ => return,
        };
        self.diagnostics.push(
            Diagnostic::error("claim-source", entry.id.span, message)
                .help("write either `source: …` with a source's id, or `unsourced: true`"),
        );
    }
}
