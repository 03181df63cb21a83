//! Words that blame a person.

use crate::config::{Level, WordList};
use crate::lint::{Check, Rule};

pub(super) const RULE: Rule = Rule {
    code: "blaming-language",
    summary: "advice names a person by a deed, or blames",
    level: Level::Warn,
    publish_only: false,
    explanation: r#"
Advice calls somebody by what was done ("cheater", "victim", "liar"), or tells a reader what they
should have done. Titles, scripts and words in quotation marks do not count.

## Why it matters

Both people read the same page. Nobody stays to listen under a name such as "the cheater", and to be
called a victim can take from a person what strength is left. What was done can be said plainly,
without excuse, as a deed.

## An example

    The cheater answers the victim's questions.

## How to mend it

Say who did what:

    The partner who broke trust answers the hurt partner's questions.

If the word must stand, because it is what somebody says or a law uses it, say so in the entry:

    allow:
      blaming-language: It is the name of the form to ask for.

The words to look for come with the language of the book. book.toml can add to them, each with what
to say instead, and can say which of them this book may use. `*` at the end of a word stands for any
ending:

    [[words]]
    lint = "blaming-language"
    words = ["betrayer*"]
    instead = "the partner who broke trust"

    [[words]]
    lint = "blaming-language"
    words = ["Victim Support"]
    allow = "It is the name of a helpline."
"#
    .trim_ascii(),
    check: Check::Words(
        WordList::BlamingLanguage,
        "blames, or makes a deed into a name",
    ),
};

#[cfg(test)]
mod tests {
    use crate::lint::testing::marked_in as said;

    #[test]
    fn advice_is_read_and_whole_words_count() {
        assert_eq!(said("The cheaters, the victim."), ["cheaters", "victim"]);
        assert_eq!(said("The hurt partner. A victory. Theatre."), [""; 0]);
    }
}
