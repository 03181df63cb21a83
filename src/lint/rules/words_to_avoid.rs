//! Metaphors and long words in advice.

use crate::config::{Level, WordList};
use crate::lint::{Check, Rule};

pub(super) const RULE: Rule = Rule {
    code: "words-to-avoid",
    summary: "advice uses a metaphor or a long word where a plain one would do",
    level: Level::Warn,
    publish_only: false,
    explanation: r#"
Advice uses a word from the list of words to avoid: a picture such as "journey" or "toxic", a label
for a person, or a long word for a short thing. Titles, scripts and words in quotation marks do not
count.

## Why it matters

Somebody who found out last night reads with half a mind, perhaps in a second language. A picture
has to be worked out, and it does not say what to do. A label says what a person is, and closes what
could be talked about.

## An example

    Your healing journey begins prior to the talk.

## How to mend it

Say what happens, or what somebody does:

    You can begin before the talk.

If the word is what the entry is about, say so:

    allow:
      words-to-avoid: It explains the word, because other books use it.

The words to look for come with the language of the book. book.toml can add to them, each with what
to say instead, and can say which of them this book may use. `*` at the end of a word stands for any
ending:

    [[words]]
    lint = "words-to-avoid"
    words = ["new chapter"]
    instead = "say what changes"

    [[words]]
    lint = "words-to-avoid"
    words = ["Safe Journey"]
    allow = "It is the name of a helpline."
"#
    .trim_ascii(),
    check: Check::Words(WordList::WordsToAvoid, "is not a plain word"),
};

#[cfg(test)]
mod tests {
    use crate::lint::testing::marked_in as said;

    #[test]
    fn advice_is_read_and_whole_words_count() {
        assert_eq!(said("A *journey*, prior to it."), ["journey", "prior to"]);
        assert_eq!(said("A prior journal. An intoxicating utility."), [""; 0]);
    }
}
