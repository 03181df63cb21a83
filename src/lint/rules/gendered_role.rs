//! Words that take a gender, or a marriage, for granted.

use crate::config::{Level, WordList};
use crate::lint::{Check, Findings, LintedEntry, Lints, Rule, words};
use crate::model::kind::Kind;

pub(super) const RULE: Rule = Rule {
    code: "gendered-role",
    summary: "advice takes a gender or a marriage for granted",
    level: Level::Warn,
    publish_only: false,
    explanation: r#"
Advice says "he" or "she", "husband" or "wife" of the people it speaks to. Titles, scripts and words
in quotation marks do not count, and neither do helplines, which may be there for women or for men.

## Why it matters

Either partner may have broken trust, and partners may be of any gender, married or not. A reader
who is not meant by the words takes it that the help is not meant for them either.

## An example

    Ask your husband when he has time.

## How to mend it

Say "your partner" and "they", or name the role:

    Ask your partner when they have time.

If the entry really is about one gender, say so:

    allow:
      gendered-role: It is about pregnancy.

The words to look for come with the language of the book. book.toml can add to them, each with what
to say instead, and can say which of them this book may use. `*` at the end of a word stands for any
ending:

    [[words]]
    lint = "gendered-role"
    words = ["mistress*"]
    instead = "the other person"

    [[words]]
    lint = "gendered-role"
    words = ["Men's Advice Line"]
    allow = "It is the name of a helpline."
"#
    .trim_ascii(),
    check: Check::Entry(check),
};

fn check(lints: &Lints<'_>, linted: &LintedEntry<'_>, findings: &mut Findings) {
    // A helpline says whom it is there for.
    if linted.entry.kind() == Kind::Helpline {
        return;
    }
    words::check(
        WordList::GenderedRole,
        "takes a gender or a marriage for granted",
        lints,
        linted,
        findings,
    );
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::marked_in as said;

    #[test]
    fn advice_is_read_and_whole_words_count() {
        assert_eq!(said("Ask her husband."), ["her", "husband"]);
        assert_eq!(said("Their hero is there, the other one."), [""; 0]);
    }
}
