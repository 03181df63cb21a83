//! Clauses whose words touch something that they do not declare, so that no rule for it is asked.

use crate::config::{Config, Level};
use crate::lint::{Check, Findings, Hit, LintedEntry, Lints, Rule, Subject};
use crate::model::agreement::{Clause, Touch};
use crate::model::kind::Data;
use crate::source::Span;
use crate::theme::Strings;

pub(super) const RULE: Rule = Rule {
    code: "undeclared-touch",
    summary: "a clause of an agreement touches something that it does not declare",
    level: Level::Deny,
    publish_only: false,
    explanation: r#"
A clause uses words that touch something, such as `password*` for monitoring, and does not name it in
`touches`. A sentence that refuses the thing does not count: "Neither of us uses a tracker."

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
    // Each touch of a clause once: it is declared, or it is told at the first words that raise it.
    let mut told: Vec<(usize, usize)> = Vec::new();
    for hit in &linted.hits {
        let Subject::Touch(index) = hit.subject else {
            continue;
        };
        let Some(touch) = Touch::ALL.get(index).copied() else {
            continue;
        };
        let place = linted.text.place(&hit.range, lints.sources);
        let within = |clause: &Clause| wordings(clause).any(|span| holds(span, place));
        let Some(number) = sheet.clauses.iter().position(within) else {
            continue;
        };
        let declared = sheet.clauses[number].touches.contains(&touch);
        if declared || told.contains(&(number, index)) || is_refused(lints, linted, hit) {
            continue;
        }
        told.push((number, index));
        let words = &linted.text.as_str()[hit.range.clone()];
        let message = format!(
            "`{words}` touches `{}`, which this clause does not declare",
            touch.word()
        );
        let help = if touch.is_forbidden() {
            format!(
                "take it out, since no agreement may touch `{}`; or say why it does not: `allow: {{{}: …}}`",
                touch.word(),
                RULE.code
            )
        } else {
            format!(
                "add `{}` to the clause's `touches`; or say why it does not: `allow: {{{}: …}}`",
                touch.word(),
                RULE.code
            )
        };
        findings.add(linted.index, findings.at(place, message).help(help));
    }
}

/// Where the wordings of a clause stand; what its `until` says ends it and touches nothing more.
fn wordings(clause: &Clause) -> impl Iterator<Item = Span> {
    let proses = clause.text.iter().chain(&clause.alternatives);
    proses.map(|prose| prose.span)
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.file == inner.file && outer.start <= inner.start && inner.start < outer.end
}

/// Whether the sentence says no to the thing before it names it. What stands before the comma of a condition does not
/// count: "If I do not keep this, I forfeit my share."
fn is_refused(lints: &Lints<'_>, linted: &LintedEntry<'_>, hit: &Hit) -> bool {
    let Some(sentence) = linted.text.sentence_at(hit.range.start) else {
        return false;
    };
    let before = &linted.text.as_str()[sentence.range.start..hit.range.start];
    let first = words_of(before).next();
    let is_condition = first.is_some_and(|word| is_among(word, lints, "lint.conditions"));
    let before = match before.rsplit_once(',') {
        Some((_, after)) if is_condition => after,
        _ => before,
    };
    words_of(before).any(|word| is_among(word, lints, "lint.refusals"))
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let in_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    text.split(move |c: char| !in_word(c))
        .filter(|word| !word.is_empty())
}

fn is_among(word: &str, lints: &Lints<'_>, list: &str) -> bool {
    let word = word.to_lowercase().replace('’', "'");
    lints.strings.list(list).contains(&word)
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{Book, marked};

    fn agreement(clause: &str) -> Book {
        let sheet = format!(
            "id: a\ntitle: A\nparties: [hurt, broke-trust]\npurpose: P.\nblanks:\n  - {{id: d, label: D, type: date}}\n\
             clauses:\n  - text: Until {{d}}.\n{clause}starts: S.\nreview_days: 30\nreview: R.\nexpires: E.\nending: E.\n\
             free_choice: F.\nnot_legal: N.\nexceptions: [work, children, doctors, lawyers, therapists, helplines]\n"
        );
        let book = Book::new().file("content/index.md", "---\ntitle: A\n---\n[[a]]\n");
        book.file("content/agreements/a.yaml", &sheet)
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
    fn the_book_adds_words() {
        let book = agreement("  - text: The bus pass is shared.\n");
        assert_eq!(marked(&book), [""; 0]);
        let own = "[[touch]]\nid = \"money\"\nwords = [\"bus pass*\"]\n";
        assert_eq!(marked(&book.config(own)), ["bus pass"]);
    }
}
