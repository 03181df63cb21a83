//! Sentences that are too long to follow.

use crate::config::Level;
use crate::lint::measure::{pieces, words};
use crate::lint::{Check, Findings, LintedEntry, Lints, Reader, Rule};

pub(super) const RULE: Rule = Rule {
    code: "long-sentence",
    summary: "a sentence has more words than its readers can follow",
    level: Level::Warn,
    publish_only: false,
    explanation: r#"
A sentence of advice has more than 20 words, or one in a note for practitioners more than 25. A
colon or a semicolon ends a sentence in this count, as a full stop does. Another entry's title, a
claim's mark and a blank do not count. Titles, scripts, claims and sources are not read.

## Why it matters

Somebody in distress loses a long sentence half-way, and reads on without it. The part that gets
lost may be the "only if you are safe" at its end.

## An example

    If you want to talk about what happened and your partner is not ready yet, wait for a day on
    which both of you have slept and eaten.

## How to mend it

Make two sentences. Let each one say one thing:

    You may want to talk while your partner is not ready. Wait for a day on which both of you have
    slept and eaten.
"#
    .trim_ascii(),
    check: Check::Entry(check),
};

fn check(lints: &Lints<'_>, linted: &LintedEntry<'_>, findings: &mut Findings) {
    let text = linted.text.as_str();
    for sentence in linted.text.sentences() {
        let most = Reader::of(linted.entry, sentence).most_words();
        let said = &text[sentence.range.clone()];
        // Hardly any sentence is long, and most are told by their bytes: a word and its space take two at least.
        if said.len() < 2 * most {
            continue;
        }
        let longest = pieces(said).map(|piece| words(piece).count()).max();
        let Some(count) = longest.filter(|count| *count > most) else {
            continue;
        };
        let place = linted.text.place(&sentence.range, lints.sources);
        let message = format!("this sentence has {count} words, and {most} is the most");
        let found = findings
            .at(place, message)
            .help("make two sentences of it, each of which says one thing");
        findings.add(linted.index, found);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{Book, marked};

    fn said(fields: &str, words: usize) -> usize {
        let body = vec!["word"; words].join(" ");
        let topic = format!("---\ntitle: T\n{fields}---\n{body}.\n");
        let book = Book::new().file("content/index.md", "---\ntitle: A\n---\n[[t]]\n");
        marked(&book.file("content/topics/t.md", &topic)).len()
    }

    #[test]
    fn the_most_depends_on_who_reads() {
        assert_eq!((said("", 20), said("", 21)), (0, 1));
        let note = "for: practitioner\n";
        assert_eq!((said(note, 25), said(note, 26)), (0, 1));
    }

    #[test]
    fn places_are_those_of_the_sentence() {
        let long = format!("Short. *Now* {}. Short.", vec!["w"; 20].join(" "));
        let guide = format!("---\ntitle: A\n---\n{long}\n");
        let found = marked(&Book::new().file("content/index.md", &guide));
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("Now*") && found[0].ends_with("w."),
            "{found:?}"
        );
    }
}
