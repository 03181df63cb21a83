//! Terms of art that the glossary does not explain.

use std::collections::BTreeSet;

use crate::config::{Level, WordList};
use crate::lint::{Check, Findings, LintedEntry, Lints, Rule, words};
use crate::model::kind::{Data, Kind};
use crate::resolve::ResolvedBook;

pub(super) const RULE: Rule = Rule {
    code: "undefined-term",
    summary: "advice uses a term of art that the glossary lacks",
    level: Level::Warn,
    publish_only: false,
    explanation: r#"
Advice uses a term of art, such as "gaslighting", "coercive control" or "stonewalling", and the
glossary has no entry for it. Titles, scripts and other quoted words do not count. Each term is told
once an entry.

## Why it matters

Somebody who meets the word for the first time cannot know what is meant. It may be the very word
that names what happens to them at home. With an entry in the glossary, the first use on every page
links to its meaning.

## An example

    Stonewalling makes talks harder.

## How to mend it

Explain it once, in `glossary.yaml`:

    - id: term-stonewalling
      title: stonewalling
      definition: To stop answering and act as if the other person were not there.

Or say it in everyday words:

    Talks get harder when one of you stops answering.

The terms to look for come with the language of the book. Add those of your subject to book.toml;
`*` at the end of a word stands for any ending:

    [[words]]
    lint = "undefined-term"
    words = ["trickle truth*"]
"#
    .trim_ascii(),
    check: Check::Entry(check),
};

/// Every name in the glossary, in small letters.
pub(super) fn names(book: &ResolvedBook) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for entry in book
        .entries
        .iter()
        .filter(|entry| entry.kind() == Kind::Term)
    {
        names.insert(entry.title.value.to_lowercase());
        if let Data::Term(term) = &entry.data {
            names.extend(term.names.iter().map(|name| name.value.to_lowercase()));
        }
    }
    names
}

fn check(lints: &Lints<'_>, linted: &LintedEntry<'_>, findings: &mut Findings) {
    let mut told = BTreeSet::new();
    let found = linted.words_of(WordList::UndefinedTerm);
    let unexplained = found.filter(|(index, _)| lints.unexplained.contains(index));
    for (index, range) in unexplained {
        let is_read = words::is_advice(linted, range.start) && !linted.text.is_quoted(range.start);
        if !is_read || !told.insert(index) {
            continue;
        }
        let term = &linted.text.as_str()[range.clone()];
        let place = linted.text.place(range, lints.sources);
        let found = findings
            .at(
                place,
                format!("`{term}` is a term of art, and the glossary lacks it"),
            )
            .help("explain it in the glossary, or say it in everyday words");
        findings.add(linted.index, found);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{Book, marked};

    fn book(body: &str) -> Book {
        Book::new().file("content/index.md", &format!("---\ntitle: A\n---\n{body}\n"))
    }

    #[test]
    fn once_an_entry_unless_the_glossary_has_it() {
        let text = book("Stonewalling is hard. *Stonewalling*, gaslighting.");
        assert_eq!(marked(&text), ["Stonewalling", "gaslighting"]);
        let term = "- id: term-s\n  title: Stonewalling\n  definition: To stop answering.\n";
        assert_eq!(
            marked(&text.file("content/glossary.yaml", term)),
            ["gaslighting"]
        );
        assert_eq!(
            marked(&book("They say ‘it’s gaslighting’. It is gaslighting.")),
            ["gaslighting"]
        );
        assert_eq!(marked(&book("They say ‘it’s gaslighting’.")), [""; 0]);
        assert_eq!(marked(&book("A stone wall, a gas light.")), [""; 0]);
    }
}
