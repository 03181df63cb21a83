//! Texts that ask for an older reader than the book is written for.

use crate::config::Level;
use crate::lint::rules::long_sentence::is_for_practitioners;
use crate::lint::{Check, Findings, LintedEntry, Lints, Measure, Rule};

pub(super) const RULE: Rule = Rule {
    code: "reading-age",
    summary: "a text asks for an older reader than the book is written for",
    level: Level::Warn,
    publish_only: false,
    explanation: r#"
The text of an entry is harder to read than the book wants to be. The measure is the Flesch-Kincaid
grade (J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom, 1975: "Derivation of new
readability formulas for Navy enlisted personnel"), and five years more, which makes a school grade
an age:

    0.39 × words a sentence + 11.8 × syllables a word − 15.59 + 5

It is measured for English alone, and for entries with at least 100 words of advice. A shorter text
says too little. Syllables are counted by a rule of thumb. Pieces of one or two words do not count.

## Why it matters

Shock and lack of sleep make reading harder for anybody, and many readers find it hard on a good
day. A text for an age of 11 is read by nearly everyone, and offends nobody if it is well written.

## An example

    Establishing transparency necessitates consistent communication regarding expectations.

## How to mend it

Make the sentences shorter first, then the words:

    Say what you expect. Say it early, and keep to it.

A formula sees length and nothing else. If a text is easy and its long words are needed, say so:

    allow:
      reading-age: The names of the services are long, and needed to find them.

The ages stand in book.toml:

    [reading]
    age = 11
    practitioner-age = 14
"#
    .trim_ascii(),
    check: Check::Entry(check),
};

/// Of fewer words the formula says nothing.
const FEWEST_WORDS: usize = 100;

fn check(lints: &Lints<'_>, linted: &LintedEntry<'_>, findings: &mut Findings) {
    let config = lints.plan.config;
    if !config.is_english() {
        return;
    }
    let measure = Measure::of(&linted.text);
    let (Some(mean), Some(age)) = (measure.mean_sentence(), measure.reading_age()) else {
        return;
    };
    let target = config.reading_age(is_for_practitioners(linted.entry));
    if measure.words < FEWEST_WORDS || age <= f64::from(target) {
        return;
    }
    let message = format!(
        "this text asks for a reading age of {age:.1}, and the book is written for {target}"
    );
    let help = format!(
        "its sentences have {mean:.1} words on average, the longest {}: make them shorter first, then the words",
        measure.longest
    );
    let found = findings.at(linted.entry.title.span, message).help(help);
    findings.add(linted.index, found);
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{Book, marked};

    const HARD: &str = "Communication necessitates extraordinary transparency. ";

    fn topic(body: &str) -> Book {
        let book = Book::new().file("content/index.md", "---\ntitle: A\n---\n[[t]]\n");
        book.file(
            "content/topics/t.md",
            &format!("---\ntitle: T\n---\n{body}\n"),
        )
    }

    #[test]
    fn a_hard_text_is_told_at_its_title() {
        assert_eq!(marked(&topic(&HARD.repeat(25))), ["T"]);
        assert_eq!(marked(&topic(&HARD.repeat(24))), [""; 0]);
        assert_eq!(marked(&topic(&"Say what you need. ".repeat(30))), [""; 0]);
    }

    #[test]
    fn the_book_says_for_what_age() {
        let older = "[reading]\nage = 60\n";
        assert_eq!(marked(&topic(&HARD.repeat(25)).config(older)), [""; 0]);
        let easy = topic(&"Say what you need from them. ".repeat(30));
        assert_eq!(marked(&easy.config("[reading]\nage = 1\n")), ["T"]);
    }

    #[test]
    fn other_languages_are_not_measured() {
        assert_eq!(marked(&topic(&HARD.repeat(25)).language("es")), [""; 0]);
    }
}
