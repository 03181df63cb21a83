//! A word of the glossary that no text uses.

use crate::config::Level;
use crate::lint::{Check, Findings, LintedEntry, Lints, Rule};
use crate::model::kind::{Data, Kind};

pub(super) const RULE: Rule = Rule {
    code: "unused-term",
    summary: "no entry uses this word of the glossary",
    level: Level::Warn,
    publish_only: false,
    explanation: r"
The glossary explains a word, and neither the word nor one of its other names stands in the text of
any other entry.

## Why it matters

The glossary is there for the words that the book needs. A word more makes it longer to look
through. Often it shows that the texts use another form of the word, which then has no link to its
explanation.

## An example

    - id: term-trigger
      title: trigger
      definition: Something that brings the hurt back at once.

The texts say only triggers and triggered.

## How to mend it

Add the forms that the texts use, or take the term out:

      names: [triggers, triggered]
"
    .trim_ascii(),
    check: Check::Entry(check),
};

fn check(lints: &Lints<'_>, linted: &LintedEntry<'_>, findings: &mut Findings) {
    let book = lints.plan.book;
    let is_used = || {
        book.term_uses
            .get(&linted.index)
            .is_some_and(|uses| !uses.is_empty())
    };
    if linted.entry.kind() != Kind::Term || is_used() || book.is_referred_to(linted.index) {
        return;
    }
    let title = &linted.entry.title;
    let names = match &linted.entry.data {
        Data::Term(term) => term.names.as_slice(),
        _ => &[],
    };
    let mut forms = std::iter::once(title).chain(names);
    if forms.any(|form| book.lost.mentions(&form.value)) {
        return;
    }
    let found = findings
        .at(
            title.span,
            format!("no entry uses the word \"{}\"", title.value),
        )
        .help("add the forms that the texts use to `names`, or take the term out");
    findings.add(linted.index, found);
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{Book, marked};

    fn glossary(body: &str) -> Vec<String> {
        let term =
            "- id: term-t\n  title: trigger\n  names: [triggered]\n  definition: A trigger.\n";
        let book = Book::new().file("content/index.md", &format!("---\ntitle: A\n---\n{body}\n"));
        marked(&book.file("content/glossary.yaml", term))
    }

    #[test]
    fn a_use_is_the_word_a_name_or_a_reference() {
        assert_eq!(glossary("Nothing here, not even triggers."), ["trigger"]);
        assert_eq!(glossary("You may be Triggered."), [""; 0]);
        assert_eq!(glossary("See [[term-t|this]]."), [""; 0]);
    }
}
