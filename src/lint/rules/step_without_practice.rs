//! A step with nothing to do it with.

use crate::config::Level;
use crate::lint::{Check, Findings, LintedEntry, Lints, Rule};
use crate::model::kind::{Data, Kind};

pub(super) const RULE: Rule = Rule {
    code: "step-without-practice",
    summary: "a step has no sheet, agreement, exercise or script",
    level: Level::Warn,
    publish_only: false,
    explanation: r#"
A step has no worksheet, no agreement, no exercise and no script: neither its fields name one nor
its text links to one.

## Why it matters

To read what to do is not yet to do it. With a sheet on the table, a few words to begin with or an
exercise with turns, two tired people can start tonight.

## An example

    title: Say what happened
    phase: face-it
    actions:
      - role: broke-trust
        text: Say what you did.

## How to mend it

Name what helps with the step. If there is nothing yet, `mendbook new script "…"` makes it:

    scripts: [say-what-you-did]

If the step needs nothing of the kind, say why:

    allow:
      step-without-practice: It is a rest between two steps.
"#
    .trim_ascii(),
    check: Check::Entry(check),
};

fn check(lints: &Lints<'_>, linted: &LintedEntry<'_>, findings: &mut Findings) {
    let Data::Step(step) = &linted.entry.data else {
        return;
    };
    let names_one = !(step.worksheets.is_empty()
        && step.agreements.is_empty()
        && step.exercises.is_empty()
        && step.scripts.is_empty());
    let is_whole = linted
        .entry
        .is_whole(&["worksheets", "agreements", "exercises", "scripts"]);
    if names_one || !is_whole || links_to_one(lints, linted) {
        return;
    }
    let found = findings
        .at(
            linted.entry.title.span,
            "this step has no sheet, agreement, exercise or script",
        )
        .help("name one in `worksheets`, `agreements`, `exercises` or `scripts`");
    findings.add(linted.index, found);
}

/// Whether the text leads to something to practise with.
fn links_to_one(lints: &Lints<'_>, linted: &LintedEntry<'_>) -> bool {
    let mut sentences = linted.text.sentences().iter();
    sentences.any(|sentence| {
        let mut ids = linted.text.references_of(sentence);
        ids.any(|id| {
            let entry = lints.plan.book.get(id.as_str());
            entry.is_some_and(|entry| is_practice(entry.kind()))
                || lints.plan.book.lost.holds(id.as_str())
        })
    })
}

fn is_practice(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Worksheet | Kind::Agreement | Kind::Exercise | Kind::Script
    )
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{Book, marked};

    fn step(fields: &str, body: &str) -> Vec<String> {
        let step = format!(
            "---\ntitle: S\nphase: one\nactions: [{{role: both, text: Do it.}}]\n{fields}---\n{body}\n"
        );
        let script = "- id: say\n  title: Say\n  say: Words.\n";
        let book = Book::new()
            .file("content/index.md", "---\ntitle: A\n---\nUse [[say]].\n")
            .file("content/steps/s.md", &step);
        marked(&book.file("content/scripts.yaml", script))
    }

    #[test]
    fn a_step_names_or_links_to_something() {
        assert_eq!(step("", "Why."), ["S"]);
        assert_eq!(step("scripts: [say]\n", "Why."), [""; 0]);
        assert_eq!(step("", "Why. Try [[say]]."), [""; 0]);
    }
}
