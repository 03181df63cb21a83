//! Lints: what is sound and yet may be wrong. `book.toml` says of each whether it is allowed, a warning or an error; an
//! entry may say why one does not apply to it.
//!
//! A lint is one file in `rules/`, and one line in the list [`RULES`], which drives the checks, `explain` and the pages of
//! documentation. Lints read the plan; they change nothing, and nothing after them asks what they found.

mod entry;
mod levels;
mod measure;
mod phrases;
mod quotes;
mod reader;
mod refusals;
mod rules;
mod sentences;
mod syllables;
#[cfg(test)]
mod testing;
mod text;
mod words;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::config::{Level, WordList};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::block::Prose;
use crate::model::date::Date;
use crate::model::entry::Entry;
use crate::model::field::Field;
use crate::model::helpline::Helpline;
use crate::resolve::{Index, ResolvedBook};
use crate::site::Plan;
use crate::source::{Sources, Span};
use crate::theme::{Strings, Theme};

pub use entry::LintedEntry;
pub use measure::{FEWEST_WORDS_FOR_AGE, Formula, Measure};
pub use phrases::{Hit, Phrases, Subject};
pub use reader::Reader;
pub use rules::RULES;
pub use text::{EntryText, Sentence};
pub use words::Words;

/// One lint.
#[derive(Debug)]
pub struct Rule {
    /// Its name, which `book.toml`, `allow` and `explain` use.
    pub code: &'static str,
    /// What it finds, in one sentence.
    pub summary: &'static str,
    /// Its level where `book.toml` says nothing.
    pub level: Level,
    /// Whether it is asked only on the day a book goes public: time passing never breaks an ordinary build.
    pub publish_only: bool,
    /// A page for authors, in Markdown: what it finds, why that matters, an example, how to mend it.
    pub explanation: &'static str,
    /// How it looks.
    pub check: Check,
}

impl Rule {
    /// Its name and its pages, as the compiler's own codes have them.
    pub fn as_code(&self) -> Code {
        Code {
            name: self.code,
            summary: self.summary,
            explanation: self.explanation,
        }
    }
}

/// How a lint looks at a book.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// At each entry apart, with its text; many at once.
    Entry(fn(&Lints<'_>, &LintedEntry<'_>, &mut Findings)),
    /// At the advice of each entry, for the words of a list; the text says what is wrong with them.
    Words(WordList, &'static str),
    /// At the book as a whole.
    Book(fn(&Lints<'_>, &mut Findings)),
}

/// What every lint may look at.
pub struct Lints<'a> {
    /// The book and its pages.
    pub plan: &'a Plan<'a>,
    /// The words of the theme.
    pub strings: &'a Strings,
    /// The words to look for: the book's and the language's.
    pub words: Words<'a>,
    /// The formula for reading age; the language may have none.
    pub formula: Option<Formula>,
    /// The terms of art that the glossary does not explain, each by its line among the words.
    unexplained: BTreeSet<usize>,
    /// The texts of the files, to point at places in them.
    pub sources: &'a Sources,
    /// The day to count from.
    pub today: Date,
    /// Every phrase that any lint looks for, found in one pass over a text.
    phrases: Phrases,
}

/// What lints are told from outside.
#[derive(Clone, Copy, Debug)]
pub struct LintOptions {
    /// The day to count from.
    pub today: Date,
    /// Whether the lints for the day a book goes public are asked too.
    pub publish: bool,
}

/// What one lint has found.
#[derive(Debug)]
pub struct Findings {
    code: &'static str,
    severity: Severity,
    found: Vec<Finding>,
}

/// One finding and the entry it is about, which may allow it.
#[derive(Debug)]
struct Finding {
    entry: Index,
    diagnostic: Diagnostic,
}

impl Findings {
    /// A finding at a place, to be completed and then given to [`Findings::add`].
    pub fn at(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.severity, self.code, span, message)
    }

    /// Takes a finding in; `entry` is the one whose `allow` may silence it.
    pub fn add(&mut self, entry: Index, diagnostic: Diagnostic) {
        self.found.push(Finding { entry, diagnostic });
    }
}

/// A lint that is asked in this run, and how much its findings matter.
#[derive(Clone, Copy)]
struct Active {
    rule: &'static Rule,
    severity: Severity,
}

impl Active {
    fn findings(self) -> Findings {
        Findings {
            code: self.rule.code,
            severity: self.severity,
            found: Vec::new(),
        }
    }
}

/// What an entry says in the book's own voice, to be measured.
pub fn text_of<'a>(entry: &'a Entry, strings: &'a Strings) -> EntryText<'a> {
    LintedEntry::read(
        entry,
        0,
        &Phrases::default(),
        strings.list("lint.abbreviations"),
    )
    .text
}

/// The same of one field alone.
pub fn text_of_field<'a>(
    field: &'static Field,
    prose: &'a Prose,
    strings: &'a Strings,
) -> EntryText<'a> {
    let abbreviations = strings.list("lint.abbreviations");
    let mut text = EntryText::new(prose.span.file, abbreviations);
    text.add_prose(field, prose);
    text
}

/// Whether readers do not come to an entry, because nothing refers to it and the book does not lead there by itself.
pub fn has_no_way_in(book: &ResolvedBook, index: Index) -> bool {
    rules::has_no_way_in(book, index)
}

/// Whether a helpline was not tried within 180 days, or never.
pub fn is_check_due(line: &Helpline, today: Date) -> bool {
    rules::is_check_due(line, today)
}

/// The lint of this name.
pub fn find(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// Asks every lint that the book does not allow.
pub fn check(
    plan: &Plan<'_>,
    theme: &Theme,
    sources: &Sources,
    options: LintOptions,
) -> Vec<Diagnostic> {
    let words = Words::of(plan.config, &theme.strings);
    let lints = Lints {
        plan,
        strings: &theme.strings,
        sources,
        today: options.today,
        formula: Formula::of(plan.config.primary_language()),
        phrases: rules::phrases(plan.config, &theme.strings, &words),
        unexplained: rules::unexplained(plan.book, &words),
        words,
    };
    let active = levels::active(plan.config, options.publish);
    let mut findings: Vec<Finding> = (0..plan.book.entries.len())
        .into_par_iter()
        .flat_map_iter(|index| check_entry(&lints, &active, index))
        .collect();
    for lint in &active {
        if let Check::Book(check) = lint.rule.check {
            let mut found = lint.findings();
            check(&lints, &mut found);
            findings.extend(found.found);
        }
    }
    let mut diagnostics = levels::unknown_levels(plan.config);
    diagnostics.extend(words::unused_allows(plan.config, &lints.words));
    diagnostics.extend(words::missing(plan.config, &theme.strings, |lint| {
        active.iter().any(|asked| asked.rule.code == lint)
    }));
    diagnostics.extend(levels::without_allowed(findings, &active, plan.book));
    diagnostics
}

fn check_entry(lints: &Lints<'_>, active: &[Active], index: Index) -> Vec<Finding> {
    let abbreviations = lints.strings.list("lint.abbreviations");
    let entry = LintedEntry::read(
        &lints.plan.book.entries[index],
        index,
        &lints.phrases,
        abbreviations,
    );
    let mut findings = Vec::new();
    for lint in active {
        let mut found = lint.findings();
        match lint.rule.check {
            Check::Entry(check) => check(lints, &entry, &mut found),
            Check::Words(list, wrong) => words::check(list, wrong, lints, &entry, &mut found),
            Check::Book(_) => {}
        }
        findings.append(&mut found.found);
    }
    findings
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::diagnostic::CODES;

    #[test]
    fn every_code_is_explained_once() {
        let mut seen = BTreeSet::new();
        let lints = RULES
            .iter()
            .map(|rule| (rule.code, rule.summary, rule.explanation));
        let others = CODES
            .iter()
            .map(|code| (code.name, code.summary, code.explanation));
        for (code, summary, explanation) in lints.chain(others) {
            assert!(seen.insert(code), "{code} is there twice");
            assert!(
                !summary.is_empty() && !summary.ends_with('.'),
                "{code}: {summary}"
            );
            assert!(explanation.contains("## How to mend it"), "{code}");
        }
    }
}
