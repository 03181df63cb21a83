//! The glossary's words, linked where an entry first uses them.

use std::collections::{HashMap, HashSet};

use aho_corasick::{AhoCorasick, AhoCorasickKind, Match, MatchKind};
use rayon::prelude::*;

use super::Index;
use crate::model::block::{Inline, Prose, Words, each_run_mut};
use crate::model::entry::Entry;
use crate::model::field::{Field, VisitorMut, Voice};
use crate::model::id::Id;
use crate::model::kind::{Data, Kind};

/// With more names than this a table of all states would be large, and the finder chooses its own form.
const FEW: usize = 2_000;

/// Every name of every term, and a machine that finds them all in one pass.
struct Glossary {
    finder: AhoCorasick,
    /// The term of each pattern.
    terms: Vec<(Index, Id)>,
    /// How many bytes the longest name has.
    longest: usize,
}

/// Where the terms are used.
#[derive(Default)]
pub(super) struct Uses {
    /// The entries that use each term.
    pub term_uses: HashMap<Index, Vec<Index>>,
    /// The terms that facilitator notes use.
    pub noted: HashSet<Index>,
}

/// Links the first use of each term in each piece of prose, for a page may show one piece without the others; whoever
/// writes a page shows a link once.
pub(super) fn link(entries: &mut [Entry]) -> Uses {
    let mut uses = Uses::default();
    let Some(glossary) = Glossary::of(entries) else {
        return uses;
    };
    let used: Vec<[HashSet<Index>; 2]> = entries
        .par_iter_mut()
        .enumerate()
        .map(|(index, entry)| {
            // Citations and helplines are to be read as they are.
            if matches!(entry.kind(), Kind::Source | Kind::Helpline) {
                return Default::default();
            }
            let mut linker = Linker {
                glossary: &glossary,
                own: index,
                done: HashSet::new(),
                used: HashSet::new(),
                noted: HashSet::new(),
            };
            entry.visit_mut(&mut linker);
            linker.used.remove(&index);
            linker.noted.remove(&index);
            [linker.used, linker.noted]
        })
        .collect();
    for (index, [terms, noted]) in used.iter().enumerate() {
        for term in terms {
            uses.term_uses.entry(*term).or_default().push(index);
        }
        uses.noted.extend(noted);
    }
    uses
}

impl Glossary {
    fn of(entries: &[Entry]) -> Option<Self> {
        let mut names: Vec<String> = Vec::new();
        let mut terms = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let Data::Term(term) = &entry.data else {
                continue;
            };
            for name in std::iter::once(&entry.title).chain(&term.names) {
                for name in forms(&name.value) {
                    names.push(name);
                    terms.push((index, entry.id.value.clone()));
                }
            }
        }
        if names.is_empty() {
            return None;
        }
        let finder = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .kind((names.len() <= FEW).then_some(AhoCorasickKind::DFA))
            .build(&names)
            .ok()?;
        let longest = names.iter().map(String::len).max().unwrap_or_default();
        Some(Self {
            finder,
            terms,
            longest,
        })
    }

    /// The first term in a text that is not yet `done`: its range, and which it is.
    fn find(&self, text: &str, done: &HashSet<Index>) -> Option<(std::ops::Range<usize>, usize)> {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let fits = |found: &Match| {
            let before = text[..found.start()].chars().next_back();
            let after = text[found.end()..].chars().next();
            let whole = !before.is_some_and(word) && !after.is_some_and(word);
            whole && !done.contains(&self.terms[found.pattern().as_usize()].0)
        };
        // Names overlap: where the longest is only a part of a word, one that is shorter may be whole. They come in the order
        // of their ends; the first to start is wanted, and of those the longest.
        let mut first: Option<Match> = None;
        for found in self.finder.find_overlapping_iter(text) {
            if first.is_some_and(|first| found.end() > first.start() + self.longest) {
                break;
            }
            let is_better = first.is_none_or(|first| found.start() <= first.start());
            // Of two of the same name the one that the book has first.
            let is_same = first.is_some_and(|first| found.range() == first.range());
            if is_better && !is_same && fits(&found) {
                first = Some(found);
            }
        }
        first.map(|found| (found.range(), found.pattern().as_usize()))
    }
}

/// A name as it may be written: with a typed apostrophe or that of print, and in capital or small letters where the finder,
/// which knows those of ASCII alone, sees a difference.
fn forms(name: &str) -> Vec<String> {
    let mut forms = vec![name.to_owned()];
    if !name.is_ascii() {
        let small = name.to_lowercase();
        let mut letters = small.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string());
        let capital = first.unwrap_or_default() + letters.as_str();
        forms.extend([small, capital, name.to_uppercase()]);
    }
    for form in forms.clone() {
        forms.extend([form.replace('\'', "’"), form.replace('’', "'")]);
    }
    forms.retain(|form| !form.is_empty());
    forms.sort();
    forms.dedup();
    forms
}

struct Linker<'a> {
    glossary: &'a Glossary,
    /// Terms that need no link: those linked already, and the entry's own.
    done: HashSet<Index>,
    /// The entry that is read.
    own: Index,
    /// Every term that was linked in it.
    used: HashSet<Index>,
    /// Every term that was linked in its facilitator notes.
    noted: HashSet<Index>,
}

impl VisitorMut for Linker<'_> {
    fn prose(&mut self, field: &'static Field, prose: &mut Prose) {
        if matches!(field.voice, Voice::Advice | Voice::Practitioner) {
            self.done = HashSet::from([self.own]);
            each_run_mut(&mut prose.blocks, &mut |line| self.line(line));
            match field.voice {
                Voice::Practitioner => self.noted.extend(self.done.drain()),
                _ => self.used.extend(self.done.drain()),
            }
        }
    }
}

impl Linker<'_> {
    fn line(&mut self, line: &mut Vec<Inline>) {
        let mut at = 0;
        while at < line.len() {
            match &mut line[at] {
                Inline::Emphasis(inner) | Inline::Strong(inner) => self.line(inner),
                Inline::Text(words) => {
                    if let Some((before, term, after)) = self.split(words) {
                        // What follows the term is looked at next.
                        let next = at + 1 + usize::from(before.is_some());
                        line.splice(at..=at, before.into_iter().chain([term]).chain(after));
                        at = next;
                        continue;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        line.shrink_to_fit();
    }

    /// The words before a term, the term, and the words after it.
    fn split(&mut self, words: &Words) -> Option<(Option<Inline>, Inline, Option<Inline>)> {
        let (range, pattern) = self.glossary.find(&words.text, &self.done)?;
        let (index, id) = &self.glossary.terms[pattern];
        self.done.insert(*index);
        // Bytes of a text are not those of its file, so each part says where the whole stands.
        let part = |from: usize, to: usize| {
            (from < to).then(|| {
                Inline::Text(Words {
                    text: words.text[from..to].into(),
                    span: words.span,
                })
            })
        };
        let term = Inline::Term {
            id: id.clone(),
            words: words.text[range.clone()].into(),
        };
        let after = part(range.end, words.text.len());
        Some((part(0, range.start), term, after))
    }
}
