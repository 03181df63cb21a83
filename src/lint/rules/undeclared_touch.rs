//! Clauses whose words touch something that they do not declare, so that no rule for it is asked.

use crate::config::{Config, Level};
use crate::lint::{Check, Findings, Hit, LintedEntry, Lints, Rule, Subject, refusals};
use crate::model::agreement::{Agreement, Blank, Clause, Touch};
use crate::model::block::{Inline, Prose, each_inline};
use crate::model::kind::Data;
use crate::model::value::one_line;
use crate::source::Span;
use crate::theme::Strings;

pub(super) const RULE: Rule = Rule {
    code: "undeclared-touch",
    summary: "a clause of an agreement touches something that it does not declare",
    level: Level::Deny,
    publish_only: false,
    explanation: r#"
A clause uses words that touch something, such as `password*` for monitoring, and does not name it in
`touches`. The words of a blank count as the clause's own: its label, and each of its choices, since
what is chosen is signed.

What a sentence refuses does not count: "Neither of us uses a tracker or a hidden app." A refusal
reaches to the next "and", "but" or new part of the sentence, so this one counts: "We do not lie, and
we share our passwords."

## Why it matters

Mendbook holds some clauses to rules: one that touches monitoring must say when it ends, and none may
touch forfeits, secret checking, or cutting somebody off from family, friends, work or money. It can
do so only where the clause says what it touches. An agreement is signed by two people who may not be
equally free, and a clause that slipped through turns into a means of control.

## An example

    - title: Phones
      text: We know each other's passwords.

## How to mend it

Say what the clause touches, and then keep the rule for it:

    - title: Phones
      text: We know each other's passwords.
      touches: [monitoring]
      until: We change them on {end-date}.

Where it touches what no agreement may touch, take the clause out. If the words mean something else
here, say so in the entry:

    allow:
      undeclared-touch: The tracker is a child's school bus.

The words belong to the language of the book: a theme's `strings` hold them (`lint.touch`), and
book.toml can add more. `*` at the end of a word stands for any ending.

    [[touch]]
    id = "money"
    words = ["child benefit*"]
"#
    .trim_ascii(),
    check: Check::Entry(check),
};

/// The words of each touch: the theme's, then the book's own. The number is the touch's place in [`Touch::ALL`].
pub(super) fn phrases<'a>(
    config: &'a Config,
    strings: &'a Strings,
) -> impl Iterator<Item = (usize, &'a str)> {
    Touch::ALL.iter().enumerate().flat_map(move |(at, touch)| {
        let theme = strings.list(&format!("lint.touch.{}", touch.word()));
        let own = config.touches.iter().filter(move |own| own.id == *touch);
        let own = own.flat_map(|own| own.words.iter().map(|words| &*words.value));
        let phrases = theme.iter().map(String::as_str).chain(own);
        phrases.map(move |phrase| (at, phrase))
    })
}

fn check(lints: &Lints<'_>, linted: &LintedEntry<'_>, findings: &mut Findings) {
    let Data::Agreement(sheet) = &linted.entry.data else {
        return;
    };
    let mut told = Told {
        sheet,
        told: Vec::new(),
    };
    for hit in &linted.hits {
        let place = linted.text.place(&hit.range, lints.sources);
        let within = |clause: &Clause| wordings(clause).any(|prose| holds(prose.span, place));
        let Some(number) = sheet.clauses.iter().position(within) else {
            continue;
        };
        let text = linted.text.as_str();
        let sentence = linted.text.sentence_at(hit.range.start);
        let is_refused = sentence.is_some_and(|sentence| {
            let start = sentence.range.start;
            let words = &text[sentence.range.clone()];
            refusals::is_refused(lints.strings, words, hit.range.start - start)
        });
        if let Some(touch) = told.takes(number, hit, is_refused) {
            let words = &text[hit.range.clone()];
            let message = message(words, touch, "this clause");
            let found = findings.at(place, message).help(help(touch));
            findings.add(linted.index, found);
        }
    }
    for (number, clause) in sheet.clauses.iter().enumerate() {
        for (blank, used_at) in blanks_of(clause, sheet) {
            for words in std::iter::once(&blank.label).chain(&blank.choices) {
                let text = one_line(&words.value);
                for hit in lints.phrases.find(&text) {
                    let is_refused = refusals::is_refused(lints.strings, &text, hit.range.start);
                    let Some(touch) = told.takes(number, &hit, is_refused) else {
                        continue;
                    };
                    let clause = format!("the clause with `{{{}}}`", blank.id.0.value);
                    let message = message(&text[hit.range], touch, &clause);
                    let found = findings.at(words.span, message);
                    findings.add(
                        linted.index,
                        found.also(used_at, "the clause").help(help(touch)),
                    );
                }
            }
        }
    }
}

/// What was told of an agreement: each touch of a clause once, at the first words that raise it.
struct Told<'a> {
    sheet: &'a Agreement,
    told: Vec<(usize, Touch)>,
}

impl Told<'_> {
    /// The touch that words in a clause raise, if the clause neither declares nor refuses it and it was not told yet.
    fn takes(&mut self, clause: usize, hit: &Hit, is_refused: bool) -> Option<Touch> {
        let Subject::Touch(index) = hit.subject else {
            return None;
        };
        let touch = *Touch::ALL.get(index)?;
        let is_declared = self.sheet.clauses[clause].touches.contains(&touch);
        if is_declared || is_refused || self.told.contains(&(clause, touch)) {
            return None;
        }
        self.told.push((clause, touch));
        Some(touch)
    }
}

fn message(words: &str, touch: Touch, clause: &str) -> String {
    format!(
        "`{words}` touches `{}`, which {clause} does not declare",
        touch.word()
    )
}

fn help(touch: Touch) -> String {
    let (word, code) = (touch.word(), RULE.code);
    if touch.is_forbidden() {
        format!(
            "take it out, since no agreement may touch `{word}`; or say why it does not: `allow: {{{code}: …}}`"
        )
    } else {
        format!(
            "add `{word}` to the clause's `touches`; or say why it does not: `allow: {{{code}: …}}`"
        )
    }
}

/// The wordings of a clause; what its `until` says ends it and touches nothing more.
fn wordings(clause: &Clause) -> impl Iterator<Item = &Prose> {
    clause.text.iter().chain(&clause.alternatives)
}

/// The blanks that a clause takes in, each with the place where it stands: what is chosen there is signed too.
fn blanks_of<'a>(clause: &Clause, sheet: &'a Agreement) -> Vec<(&'a Blank, Span)> {
    let mut found: Vec<(&Blank, Span)> = Vec::new();
    for prose in wordings(clause) {
        each_inline(&prose.blocks, &mut |inline| {
            if let Inline::Blank(name) = inline
                && let Some(blank) = sheet
                    .blanks
                    .iter()
                    .find(|blank| blank.id.0.value.as_str() == &*name.value)
                && !found.iter().any(|(known, _)| std::ptr::eq(*known, blank))
            {
                found.push((blank, name.span));
            }
        });
    }
    found
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.file == inner.file && outer.start <= inner.start && inner.start < outer.end
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{Book, marked};

    fn agreement(clause: &str) -> Book {
        book(&sheet(clause))
    }

    fn sheet(clause: &str) -> String {
        format!(
            "id: a\ntitle: A\nparties: [hurt, broke-trust]\npurpose: P.\nblanks:\n  - {{id: d, label: D, type: date}}\n\
             clauses:\n  - text: Until {{d}}.\n{clause}starts: S.\nreview_days: 30\nreview: R.\nexpires: E.\nending: E.\n\
             free_choice: F.\nnot_legal: N.\nexceptions: [work, children, doctors, lawyers, therapists, helplines]\n"
        )
    }

    fn book(sheet: &str) -> Book {
        let book = Book::new().file("content/index.md", "---\ntitle: A\n---\n[[a]]\n");
        book.file("content/agreements/a.yaml", sheet)
    }

    fn said(text: &str, more: &str) -> Vec<String> {
        marked(&agreement(&format!("  - text: \"{text}\"\n{more}")))
    }

    #[test]
    fn each_touch_of_a_clause_is_told_once() {
        assert_eq!(
            said("We share passwords. The password is yours.", ""),
            ["passwords"]
        );
        assert_eq!(
            said("If I break this, I forfeit my share.", ""),
            ["forfeit"]
        );
    }

    #[test]
    fn what_is_declared_or_refused() {
        let declared = "    touches: [monitoring]\n    until: On {d}.\n";
        assert_eq!(said("We share passwords.", declared), [""; 0]);
        assert_eq!(said("Neither of us uses spyware.", ""), [""; 0]);
        assert_eq!(said("You don’t hand over your password.", ""), [""; 0]);
    }

    #[test]
    fn a_condition_refuses_nothing() {
        assert_eq!(
            said("If I do not keep this, I forfeit my share.", ""),
            ["forfeit"]
        );
    }

    #[test]
    fn a_refusal_holds_for_its_own_part_of_the_sentence() {
        assert_eq!(
            said("We do not lie, and we share our passwords.", ""),
            ["passwords"]
        );
        assert_eq!(
            said("Neither of us checks phones or reads in secret.", ""),
            [""; 0]
        );
    }

    #[test]
    fn what_is_chosen_is_signed_too() {
        let blank = "  - {id: access, label: Access, type: choice, choices: [we share passwords, no passwords, nothing]}\n";
        let book = |clause: &str| {
            let sheet = sheet(clause).replace("clauses:", &format!("{blank}clauses:"));
            book(&sheet)
        };
        assert_eq!(
            marked(&book("  - text: \"We choose: {access}.\"\n")),
            ["we share passwords"]
        );
        let declared =
            "  - text: \"We choose: {access}.\"\n    touches: [monitoring]\n    until: On {d}.\n";
        assert_eq!(marked(&book(declared)), [""; 0]);
    }

    #[test]
    fn the_book_adds_words() {
        let book = agreement("  - text: The bus pass is shared.\n");
        assert_eq!(marked(&book), [""; 0]);
        let own = "[[touch]]\nid = \"money\"\nwords = [\"bus pass*\"]\n";
        assert_eq!(marked(&book.config(own)), ["bus pass"]);
    }
}
