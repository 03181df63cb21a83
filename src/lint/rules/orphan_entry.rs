//! An entry with no way in.

use crate::config::Level;
use crate::lint::{Check, Findings, LintedEntry, Lints, Rule};
use crate::model::kind::Kind;
use crate::resolve::{Index, ResolvedBook};

pub(super) const RULE: Rule = Rule {
    code: "orphan-entry",
    summary: "no entry refers to this one, so readers do not come to it",
    level: Level::Warn,
    publish_only: false,
    explanation: r"
No entry refers to this one. It may stand in a list of its kind, but nothing brings a reader to it
where it would help.

Some kinds need no reference, for the book itself leads to them: the guide, steps, notes, questions,
signs, habits, terms, helplines, tensions, packs and paths.

## Why it matters

Nobody reads a list of eighty scripts to find the one for tonight. A script helps in the step that
needs it; a sheet, when a step or a pack asks for it; a source, when something rests on it.

## An example

    - id: say-i-am-late
      title: When you are late
      say: I am on the bus. I will be there at eight.

No step names `say-i-am-late` among its `scripts`, and no text links to it.

## How to mend it

Name it where a reader needs it: a script, prompt, exercise or sheet in a step; a claim, as
`[[claim-…]]`, in the sentence that it supports; a source in `sources` or in a claim; a topic in any
text, as `[[id]]`, in `related` or in a path. If nothing needs it, take it out, or keep it back with
`draft: true`.
"
    .trim_ascii(),
    check: Check::Entry(check),
};

fn check(lints: &Lints<'_>, linted: &LintedEntry<'_>, findings: &mut Findings) {
    let kind = linted.entry.kind();
    let Some(help) = way_in(kind) else { return };
    if has_no_way_in(lints.plan.book, linted.index) {
        let message = format!(
            "no entry refers to this {}, so readers do not come to it",
            kind.name()
        );
        findings.add(
            linted.index,
            findings.at(linted.entry.id.span, message).help(help),
        );
    }
}

/// Whether nothing refers to an entry, and the book does not lead there by itself.
pub(super) fn has_no_way_in(book: &ResolvedBook, index: Index) -> bool {
    let entry = &book.entries[index];
    way_in(entry.kind()).is_some()
        && !book.is_referred_to(index)
        && !book.lost.mentions(entry.id.value.as_str())
}

/// What would bring a reader to an entry of a kind; `None` if the book itself does.
fn way_in(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Topic => {
            Some("link to it with `[[id]]`, name it in an entry's `related`, or put it on a path")
        }
        Kind::Script => Some(
            "name it in the `scripts` of the step that it helps with, or link to it with `[[id]]`",
        ),
        Kind::Prompt => Some(
            "name it in the `prompts` of the step that it helps with, or link to it with `[[id]]`",
        ),
        Kind::Exercise => {
            Some("name it in the `exercises` of the step that it belongs to, or put it on a path")
        }
        Kind::Worksheet => Some(
            "name it in the `worksheets` of the step that it belongs to, or put it into a pack",
        ),
        Kind::Agreement => Some(
            "name it in the `agreements` of the step that it belongs to, or put it into a pack",
        ),
        Kind::Claim => {
            Some("cite it with `[[id]]` in the sentence that it supports, or take it out")
        }
        Kind::Source => {
            Some("name it in the `sources` of what rests on it, or in a claim, or take it out")
        }
        Kind::Guide
        | Kind::Step
        | Kind::Note
        | Kind::Mistake
        | Kind::Faq
        | Kind::Sign
        | Kind::Habit
        | Kind::Tension
        | Kind::Term
        | Kind::Helpline
        | Kind::Pack
        | Kind::Path => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{Book, found};

    const SCRIPT: &str = "- id: say\n  title: S\n  say: Hello, as in [[say]].\n";

    #[test]
    fn what_nothing_leads_to_but_itself() {
        let book = Book::new()
            .file("content/index.md", "---\ntitle: A\n---\n")
            .file("content/scripts.yaml", SCRIPT);
        assert_eq!(
            found(&book),
            ["content/scripts.yaml:1 warning orphan-entry"]
        );
    }

    #[test]
    fn any_reference_is_a_way_in_and_some_kinds_need_none() {
        let habits = "- id: h\n  title: H\n  what: Do it.\n";
        let book = Book::new().file("content/index.md", "---\ntitle: A\nrelated: [say]\n---\n");
        let book = book
            .file("content/scripts.yaml", SCRIPT)
            .file("content/habits.yaml", habits);
        assert_eq!(found(&book), [""; 0]);
    }
}
