//! Promises that nobody can make.

use crate::config::{Level, WordList};
use crate::lint::{Check, Rule};

pub(super) const RULE: Rule = Rule {
    code: "absolute-promise",
    summary: "advice promises what nobody can know",
    level: Level::Warn,
    publish_only: false,
    explanation: r#"
Advice says that something will surely help, or will be so for all time: "guarantee", "always",
"never again", "will heal". Titles, scripts and words in quotation marks do not count.

## Why it matters

Nobody knows whether trust will come back in one home. A reader who did all that a book asked, and
was promised a result, is left with the blame when it does not come. Somebody may also stay in
danger for the sake of the promise.

## An example

    These steps will heal your relationship. Honesty always works.

## How to mend it

Say what can be, and what it depends on:

    These steps may help, if both of you want to try. Honesty can make talking easier.

If the word promises nothing here, say so in the entry:

    allow:
      absolute-promise: It warns against saying the word to a partner.

The words to look for come with the language of the book. book.toml can add to them, each with what
to say instead, and can say which of them this book may use. `*` at the end of a word stands for any
ending:

    [[words]]
    lint = "absolute-promise"
    words = ["will rebuild trust"]
    instead = "may help trust to come back"

    [[words]]
    lint = "absolute-promise"
    words = ["always open"]
    allow = "A helpline says so of itself."
"#
    .trim_ascii(),
    check: Check::Words(WordList::AbsolutePromise, "promises what nobody can know"),
};

#[cfg(test)]
mod tests {
    use crate::lint::testing::marked_in as said;

    #[test]
    fn advice_is_read_and_whole_words_count() {
        assert_eq!(
            said("It **always** works, we guarantee."),
            ["always", "guarantee"]
        );
        assert_eq!(said("All ways may help. It can heal."), [""; 0]);
    }
}
