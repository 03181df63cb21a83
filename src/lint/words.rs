//! The words that lints look for: those of book.toml, then those of the language, `"always => often"` in a theme's strings.

use std::collections::BTreeSet;

use super::{Findings, LintedEntry, Lints, Phrases, Subject};
use crate::config::{Config, WordList};
use crate::diagnostic::Diagnostic;
use crate::model::agreement::Touch;
use crate::model::field::Voice;
use crate::model::value::one_line;
use crate::resolve::Lost;
use crate::theme::Strings;

/// All words of all lists of one book.
#[derive(Default)]
pub struct Words<'a> {
    lines: Vec<Line<'a>>,
}

/// One word or a few to look for.
struct Line<'a> {
    list: WordList,
    phrase: &'a str,
    /// What to say in their place.
    instead: Option<&'a str>,
    /// Whether the book may use them, though another line of the list has them.
    is_allowed: bool,
}

impl<'a> Words<'a> {
    /// The words of a book. Its own stand first: of two for one place the first one speaks.
    pub(super) fn of(config: &'a Config, strings: &'a Strings) -> Self {
        let own = config.words.iter().flat_map(|line| {
            line.words.iter().map(|word| Line {
                list: line.lint,
                phrase: &word.value,
                instead: line.instead.as_ref().map(|instead| &*instead.value),
                is_allowed: line.is_allowed(),
            })
        });
        let of_language = WordList::ALL.iter().flat_map(|list| {
            let lines = strings.list(key(*list)).iter();
            lines.map(|line| {
                let (phrase, instead) = parts(line);
                Line {
                    list: *list,
                    phrase,
                    instead,
                    is_allowed: false,
                }
            })
        });
        Self {
            lines: own.chain(of_language).collect(),
        }
    }

    /// What to look for, over all lists.
    pub(super) fn phrases(&self) -> impl Iterator<Item = (Subject, &'a str)> {
        self.lines.iter().enumerate().map(|(index, line)| {
            let subject = if line.is_allowed {
                Subject::Allowed(line.list)
            } else {
                Subject::Word(line.list, index)
            };
            (subject, line.phrase)
        })
    }

    /// What to say in the place of a line's words.
    fn instead(&self, index: usize) -> Option<&'a str> {
        self.lines.get(index).and_then(|line| line.instead)
    }
}

/// The key of a list among a theme's strings: `lint.` and the code of the lint that reads it.
fn key(list: WordList) -> &'static str {
    match list {
        WordList::UnsourcedClaim => "lint.unsourced-claim",
        WordList::UndefinedTerm => "lint.undefined-term",
        WordList::WordsToAvoid => "lint.words-to-avoid",
        WordList::AbsolutePromise => "lint.absolute-promise",
        WordList::BlamingLanguage => "lint.blaming-language",
        WordList::GenderedRole => "lint.gendered-role",
    }
}

/// What is said where the theme has no words, in the language of the book, for lints that are asked: they find nothing.
pub(super) fn missing(
    config: &Config,
    strings: &Strings,
    is_asked: impl Fn(&str) -> bool,
) -> Option<Diagnostic> {
    let own_words = |list: WordList| config.words.iter().any(|line| line.lint == list);
    let own_touch = |touch: Touch| config.touches.iter().any(|line| line.id == touch);
    let lists = WordList::ALL.iter().filter(|list| !own_words(**list));
    let lists = lists.map(|list| (key(*list).to_owned(), list.word()));
    let touches = Touch::ALL.iter().filter(|touch| !own_touch(**touch));
    let touches = touches.map(|touch| (format!("lint.touch.{}", touch.word()), TOUCH));
    let others = OTHERS.iter().map(|(key, lint)| ((*key).to_owned(), *lint));
    let missing: Vec<(String, &str)> = lists
        .chain(touches)
        .chain(others)
        .filter(|(key, lint)| is_asked(lint) && !strings.has(key))
        .collect();
    let mut lints: Vec<&str> = missing.iter().map(|(_, lint)| *lint).collect();
    lints.sort_unstable();
    lints.dedup();
    let keys: Vec<&str> = missing.iter().map(|(key, _)| key.as_str()).collect();
    let language = config.language();
    let message = format!(
        "the theme has no words in `{language}` for these lints to look for: {}",
        lints.join(", ")
    );
    let help = format!(
        "add {} to `themes/{}/strings/{}.toml` in the book's folder; an empty list says that there are none",
        keys.join(", "),
        config.theme(),
        config.primary_language()
    );
    (!missing.is_empty())
        .then(|| Diagnostic::warning("missing-lint-words", config.span(), message).help(help))
}

/// The lint that reads the words of touches.
const TOUCH: &str = "undeclared-touch";

/// Lists that are no words to look for, and without which a lint misreads a text; each with that lint.
const OTHERS: &[(&str, &str)] = &[
    ("lint.refusals", TOUCH),
    ("lint.refusal-ends", TOUCH),
    ("lint.refusal-goes-on", TOUCH),
    ("lint.new-parts", TOUCH),
    ("lint.conditions", TOUCH),
    ("lint.abbreviations", "long-sentence"),
];

/// The phrase of a line, and what to say instead, if the line says it.
fn parts(line: &str) -> (&str, Option<&str>) {
    match line.split_once("=>") {
        Some((phrase, instead)) => (phrase.trim(), Some(instead.trim())),
        None => (line.trim(), None),
    }
}

/// The words that book.toml allows although nothing looks for them.
pub(super) fn unused_allows(config: &Config, words: &Words<'_>) -> Vec<Diagnostic> {
    let allowed = || config.words.iter().filter(|line| line.is_allowed());
    if allowed().next().is_none() {
        return Vec::new();
    }
    let looked_for = words.phrases();
    let phrases =
        Phrases::new(looked_for.filter(|(subject, _)| matches!(subject, Subject::Word(..))));
    let mut diagnostics = Vec::new();
    for line in allowed() {
        for word in &line.words {
            let hits = phrases.find(&one_line(&word.value.replace('*', "")));
            let holds_one = hits
                .iter()
                .any(|hit| matches!(hit.subject, Subject::Word(list, _) if list == line.lint));
            if !holds_one {
                let message = format!(
                    "`{}` looks for nothing in `{}`, so there is nothing to allow",
                    line.lint.word(),
                    word.value
                );
                let found = Diagnostic::warning("unused-allow", word.span, message);
                diagnostics.push(found.help("take it out of `words`"));
            }
        }
    }
    diagnostics
}

/// Says of every phrase of a list that stands in an entry's advice what is wrong with it; `wrong` follows its words.
pub(super) fn check(
    list: WordList,
    wrong: &str,
    lints: &Lints<'_>,
    linted: &LintedEntry<'_>,
    findings: &mut Findings,
) {
    let mut told_to = 0;
    for (index, range) in linted.words_of(list) {
        // Two phrases may stand in one place; the longer one comes first.
        let is_read = is_advice(linted, range.start) && !linted.text.is_quoted(range.start);
        if range.start < told_to || !is_read {
            continue;
        }
        told_to = range.end;
        let words = &linted.text.as_str()[range.clone()];
        let place = linted.text.place(range, lints.sources);
        let found = findings.at(place, format!("`{words}` {wrong}"));
        let help = match lints.words.instead(index) {
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

/// The terms of art that the words of a book look for and its glossary does not name; each by its line.
pub(super) fn unexplained(
    words: &Words<'_>,
    names: &BTreeSet<String>,
    lost: &Lost,
) -> BTreeSet<usize> {
    let lines = words.lines.iter().enumerate();
    lines
        .filter(|(_, line)| line.list == WordList::UndefinedTerm)
        .filter(|(_, line)| !is_named(line.phrase, names))
        .filter(|(_, line)| !lost.may_explain(line.phrase.split('*').next().unwrap_or_default()))
        .map(|(index, _)| index)
        .collect()
}

/// Whether a name of the glossary, in small letters, is a term or a form of it.
fn is_named(term: &str, names: &BTreeSet<String>) -> bool {
    let term = term.to_lowercase();
    match term.split_once('*') {
        Some((start, _)) => names.iter().any(|name| name.starts_with(start)),
        None => names.contains(&term),
    }
}
