//! Texts that ask for an older reader than the book is written for.

use crate::config::Level;
use crate::lint::{
    Check, FEWEST_WORDS_FOR_AGE, Findings, Formula, LintedEntry, Lints, Reader, Rule,
};

pub(super) const RULE: Rule = Rule {
    code: "reading-age",
    summary: "a text asks for an older reader than the book is written for",
    level: Level::Warn,
    publish_only: false,
    explanation: r#"
The text of an entry is harder to read than the book wants to be. For English the measure is the
Flesch-Kincaid grade (J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom, 1975:
"Derivation of New Readability Formulas for Navy Enlisted Personnel"), and five years more, which
makes a school grade an age:

    0.39 × words a sentence + 11.8 × syllables a word − 15.59 + 5

For Spanish it is Crawford's (A. N. Crawford, 1989: "Fórmula y gráfico para determinar la
comprensibilidad de textos del nivel primario en castellano"), again with five years more. It was
made for the first six grades, so it is asked only of texts for an age of 12 or less:

    0.049 × syllables in 100 words − 0.205 × sentences in 100 words − 3.407 + 5

What stands in notes for practitioners is measured apart. No other language is measured. Entries with fewer than 100 words of advice are not: a short text
says too little. Syllables are counted by rules of thumb. Pieces of one or two words do not count,
and a colon or a semicolon ends a sentence, as a full stop does.

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

fn check(lints: &Lints<'_>, linted: &LintedEntry<'_>, findings: &mut Findings) {
    for reader in Reader::ALL {
        let target = lints
            .plan
            .config
            .reading_age(reader == Reader::Practitioner);
        // What a formula says of ages that it was not made for is no reason to find fault.
        let within = |formula: &Formula| !formula.is_beyond(f64::from(target));
        let Some(formula) = lints.formula.filter(within) else {
            continue;
        };
        let measure = reader.measure(linted.entry, &linted.text, Some(formula));
        let (Some(mean), Some(age)) = (measure.mean_sentence(), measure.reading_age(formula))
        else {
            continue;
        };
        if measure.words < FEWEST_WORDS_FOR_AGE || age <= f64::from(target) {
            continue;
        }
        let age = match formula.oldest() {
            Some(oldest) if formula.is_beyond(age) => format!("over {oldest}"),
            _ => format!("{age:.1}"),
        };
        let what = match reader {
            Reader::Anyone => "this text asks",
            Reader::Practitioner => "what practitioners read here asks",
        };
        let message =
            format!("{what} for a reading age of {age}, and the book is written for {target}");
        let help = format!(
            "its sentences have {mean:.1} words on average, the longest {}: make them shorter first, then the words",
            measure.longest
        );
        let found = findings.at(linted.entry.title.span, message).help(help);
        findings.add(linted.index, found);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{Book, found, marked};

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
    fn spanish_has_a_formula_of_its_own_and_other_languages_none() {
        let hard = "Comunicaciones extraordinarias necesitan responsabilidades recíprocas. ";
        let spanish = |body: &str| topic(body).language("es-MX");
        assert_eq!(marked(&spanish(&hard.repeat(25))), ["T"]);
        let easy = "Di lo que te hace falta y por qué. ";
        assert_eq!(marked(&spanish(&easy.repeat(25))), [""; 0]);
        let older = "[reading]\nage = 13\n";
        assert_eq!(marked(&spanish(&hard.repeat(25)).config(older)), [""; 0]);
        let german = topic(&HARD.repeat(25)).language("de");
        let said = found(&german);
        assert!(
            !said.iter().any(|line| line.contains("reading-age")),
            "{said:?}"
        );
    }
}
