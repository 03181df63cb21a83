//! Lists of words to leave out of advice, each with what to say instead: `"always => often"` in a theme's strings.

use super::{Findings, LintedEntry, Lints, Subject};
use crate::model::field::Voice;
use crate::theme::Strings;

/// One list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordList {
    /// Metaphors and long words.
    ToAvoid,
    /// Words that promise what nobody can.
    Promise,
    /// Words that blame.
    Blame,
    /// Words that take a gender for granted.
    Gender,
}

impl WordList {
    /// Every list.
    pub(super) const ALL: [Self; 4] = [Self::ToAvoid, Self::Promise, Self::Blame, Self::Gender];

    /// The key of the list among the strings: `lint.` and the code of the lint that reads it.
    fn key(self) -> &'static str {
        match self {
            Self::ToAvoid => "lint.words-to-avoid",
            Self::Promise => "lint.absolute-promise",
            Self::Blame => "lint.blaming-language",
            Self::Gender => "lint.gendered-role",
        }
    }
}

/// What to look for, over all lists.
pub(super) fn phrases(strings: &Strings) -> impl Iterator<Item = (Subject, &str)> {
    WordList::ALL.into_iter().flat_map(move |list| {
        let lines = strings.list(list.key()).iter().enumerate();
        lines.map(move |(index, line)| (Subject::Word(list, index), parts(line).0))
    })
}

/// The phrase of a line, and what to say instead, if the line says it.
fn parts(line: &str) -> (&str, Option<&str>) {
    match line.split_once("=>") {
        Some((phrase, instead)) => (phrase.trim(), Some(instead.trim())),
        None => (line.trim(), None),
    }
}

/// Says of every phrase of a list that stands in an entry's advice what is wrong with it; `wrong` follows its words.
pub(super) fn check(
    list: WordList,
    wrong: &str,
    lints: &Lints<'_>,
    linted: &LintedEntry<'_>,
    findings: &mut Findings,
) {
    let lines = lints.strings.list(list.key());
    let mut told_to = 0;
    for hit in &linted.hits {
        let Subject::Word(of, index) = hit.subject else {
            continue;
        };
        // Two phrases may stand in one place; the longer one comes first.
        if of != list || hit.range.start < told_to || !is_advice(linted, hit.range.start) {
            continue;
        }
        told_to = hit.range.end;
        let words = &linted.text.as_str()[hit.range.clone()];
        let place = linted.text.place(&hit.range, lints.sources);
        let found = findings.at(place, format!("`{words}` {wrong}"));
        let instead = lines.get(index).and_then(|line| parts(line).1);
        let help = match instead {
            Some(instead) => format!("instead: {instead}"),
            None => "say it in other words".to_owned(),
        };
        findings.add(linted.index, found.help(help));
    }
}

/// Whether a byte of an entry's text stands in advice, and not in a note for practitioners.
pub(super) fn is_advice(linted: &LintedEntry<'_>, at: usize) -> bool {
    linted
        .text
        .sentence_at(at)
        .is_some_and(|sentence| sentence.field.voice == Voice::Advice)
}
