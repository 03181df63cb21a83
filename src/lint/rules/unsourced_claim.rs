//! A statement of fact that cites no claim.

use crate::config::{Level, WordList};
use crate::lint::{Check, Findings, LintedEntry, Lints, Rule, Sentence, Subject};
use crate::model::kind::Kind;

pub(super) const RULE: Rule = Rule {
    code: "unsourced-claim",
    summary: "a sentence states a fact and cites no claim",
    level: Level::Deny,
    publish_only: false,
    explanation: r#"
A sentence uses a percentage, or words such as "studies", "research", "experts", "on average" or
"most couples", and does not cite a claim. Advice is read, and so are quoted words within it.
Titles, scripts, claims, sources and the sides of a tension are not.

## Why it matters

A number or "research says" makes a reader believe, and somebody may decide to stay or to leave
because of it. So the reader must be able to see where it comes from, and how sure anyone can be.

## An example

    Most couples recover from an affair.

## How to mend it

If you have a source, write the claim once in `claims.yaml`, with its source and how sure you are,
and cite it inside the sentence. It shows as a small mark:

    In one small study most of six couples were less distressed at the end [[claim-six-couples]].

In a table the claim may stand in any cell of the same row. If you have no source, say what you know
without the number:

    Some couples recover from an affair.

If the word does not state a fact here, say so in the entry:

    allow:
      unsourced-claim: It explains what the word "research" means in this guide.

The words to look for come with the language of the book. book.toml can add to them, and can say
which of them this book may use:

    [[words]]
    lint = "unsourced-claim"
    words = ["most affairs"]

    [[words]]
    lint = "unsourced-claim"
    words = ["research desk"]
    allow = "It is the name of a room."
"#
    .trim_ascii(),
    check: Check::Entry(check),
};

/// Signs for "in a hundred". They count where a number stands before them.
pub(super) const PERCENT_SIGNS: &[&str] = &["%", "٪", "％"];

fn check(lints: &Lints<'_>, entry: &LintedEntry<'_>, findings: &mut Findings) {
    let mut told_to = 0;
    for hit in &entry.hits {
        let text = entry.text.as_str();
        let states_fact = match hit.subject {
            Subject::Percent => follows_number(&text[..hit.range.start]),
            Subject::Word(WordList::UnsourcedClaim, _) => true,
            _ => false,
        };
        if !states_fact || hit.range.start < told_to {
            continue;
        }
        let Some(sentence) = entry.text.sentence_at(hit.range.start) else {
            continue;
        };
        // Once a sentence is enough, however many such words it has.
        told_to = sentence.range.end;
        if cites_claim(lints, entry, sentence) {
            continue;
        }
        let words = &text[hit.range.clone()];
        let found = findings
            .at(entry.text.place(&hit.range, lints.sources), format!("`{words}` states a fact without a claim"))
            .help("cite a claim in the same sentence, `[[claim-…]]`, or say it without the number: \"some people\", \"it can\"");
        findings.add(entry.index, found);
    }
}

fn cites_claim(lints: &Lints<'_>, entry: &LintedEntry<'_>, sentence: &Sentence) -> bool {
    let book = lints.plan.book;
    // What could not be read may be the claim.
    let is_claim = |id: &str| match book.get(id) {
        Some(entry) => entry.kind() == Kind::Claim,
        None => book.lost.holds(id),
    };
    entry
        .text
        .references_of(sentence)
        .any(|id| is_claim(id.as_str()))
}

fn follows_number(before: &str) -> bool {
    before.trim_end().ends_with(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{Book, diagnostics, found, marked};

    const CLAIMS: &str =
        "- id: claim-a\n  statement: Most couples do.\n  unsourced: true\n  sure: opinion\n";
    const GUIDE: &str = "---\ntitle: A\n---\nAs said [[claim-a]]. See [[t]].\n";

    fn topic(body: &str) -> Book {
        let topic = format!("---\ntitle: Research on most couples\n---\n{body}\n");
        let book = Book::new()
            .file("content/claims.yaml", CLAIMS)
            .file("content/index.md", GUIDE);
        book.file("content/topics/t.md", &topic)
    }

    #[test]
    fn words_and_numbers_that_state_a_fact() {
        let book = topic(
            "Most *couples* recover. Studies say so; experts too.\n\n- It is 40 % or more.\n- Half are 5%.",
        );
        assert_eq!(marked(&book), ["Most *couples", "Studies", "%", "%"]);
    }

    #[test]
    fn a_claim_in_the_sentence_is_enough_and_in_the_next_one_is_not() {
        let cited =
            "Most couples, *say **studies***, do [[claim-a]]. **In 40% [[claim-a|of cases]].**";
        assert_eq!(marked(&topic(cited)), [""; 0]);
        assert_eq!(
            marked(&topic("Most couples do. So it is said [[claim-a]].")),
            ["Most couples"]
        );
        assert_eq!(marked(&topic("Most couples do [[t]].")), ["Most couples"]);
    }

    #[test]
    fn a_row_of_a_table_is_one_statement() {
        let table =
            "| What | Where |\n| --- | --- |\n| most couples | [[claim-a]] |\n| 40% | nowhere |\n";
        assert_eq!(marked(&topic(table)), ["%"]);
    }

    #[test]
    fn what_only_comes_close() {
        assert_eq!(
            marked(&topic(
                "The % sign, researchable, a case study of yours, `{per}`. Sort couples."
            )),
            [""; 0]
        );
        let script =
            "- id: say-a\n  title: Say most couples\n  say: Most couples do this, studies say.\n";
        assert_eq!(
            found(&topic("Use [[say-a]].").file("content/scripts.yaml", script)),
            [""; 0]
        );
    }

    #[test]
    fn each_language_has_its_own_words() {
        let faq = "- id: f\n  question: Q\n  answer: La mayoría de las parejas, on average. ESTADÍSTICAS.\n";
        let book = Book::new().file("content/faqs.yaml", faq).language("es");
        let (found, sources) = diagnostics(&book);
        let own = found.iter().filter(|found| found.code == super::RULE.code);
        let words =
            own.map(|found| &sources.get(found.primary.span.file).text[found.primary.span.range()]);
        assert_eq!(words.collect::<Vec<_>>(), ["La mayoría de", "ESTADÍSTICAS"]);
    }

    #[test]
    fn places_are_exact_in_folded_yaml_and_behind_glossary_words() {
        let terms = "- id: term-t\n  title: trust\n  definition: A word.\n";
        let faq = "- id: f\n  question: Most couples?\n  answer: >-\n    One line about trust here,\n    and on the next\n    most\n    couples again.\n";
        let book = topic("").file("content/topics/t.md", "---\ntitle: T\n---\nText.\n");
        let book = book
            .file("content/glossary.yaml", terms)
            .file("content/faqs.yaml", faq);
        assert_eq!(marked(&book), ["most\n    couples"]);
    }
}
