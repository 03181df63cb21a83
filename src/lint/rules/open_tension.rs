//! A disagreement of sources that the book leaves open.

use crate::config::Level;
use crate::lint::{Check, Findings, LintedEntry, Lints, Rule};
use crate::model::kind::Data;

pub(super) const RULE: Rule = Rule {
    code: "open-tension",
    summary: "a tension has no advice, or is shown nowhere",
    level: Level::Deny,
    publish_only: false,
    explanation: r"
A tension says where sources disagree. This one does not say what the book advises, or names no
entry in which it shows.

## Why it matters

Two pages of one guide must not tell a reader two things. Whoever reads that the sources disagree
needs to know what to do tonight; and whoever reads the advice must be able to find out that
somebody sees it otherwise.

## An example

    - id: tension-passwords
      title: Should you share passwords?
      sides:
        - sources: [article-one]
          says: Yes, for a while.
        - sources: [article-two]
          says: No, that is control.

## How to mend it

Write what your book advises, and name the entries that carry this advice:

      advice: You may offer them for a while. Nobody may demand them.
      shows: [set-limits-together]
"
    .trim_ascii(),
    check: Check::Entry(check),
};

fn check(_lints: &Lints<'_>, linted: &LintedEntry<'_>, findings: &mut Findings) {
    let entry = linted.entry;
    let Data::Tension(tension) = &entry.data else {
        return;
    };
    if entry.body.is_empty() && entry.is_whole(&["advice"]) {
        let found = findings.at(
            entry.id.span,
            "this tension does not say what the book advises",
        );
        findings.add(
            linted.index,
            found.help("add `advice: …`: what a reader should do, whoever is right"),
        );
    }
    if tension.shows.is_empty() && entry.is_whole(&["shows"]) {
        let found = findings.at(entry.id.span, "this tension shows nowhere");
        findings.add(
            linted.index,
            found.help("add `shows: [id, …]`: the entries whose advice it is about"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{Book, diagnostics};

    fn messages(rest: &str) -> Vec<String> {
        let source = "- id: s\n  title: S\n  authors: A\n  type: lay\n  limits: Small.\n";
        let tension =
            format!("- id: t\n  title: T\n  sides: [{{sources: s, says: This.}}]\n{rest}");
        let book = Book::new().file("content/index.md", "---\ntitle: A\n---\n");
        let book = book
            .file("content/sources.yaml", source)
            .file("content/tensions.yaml", &tension);
        diagnostics(&book)
            .0
            .into_iter()
            .map(|found| found.message)
            .collect()
    }

    #[test]
    fn advice_and_a_place_to_show_are_needed() {
        let none = messages("");
        assert_eq!(
            none,
            [
                "this tension does not say what the book advises",
                "this tension shows nowhere"
            ]
        );
        assert_eq!(
            messages("  advice: Do this.\n"),
            ["this tension shows nowhere"]
        );
        assert_eq!(messages("  advice: Do this.\n  shows: [s]\n"), [""; 0]);
    }
}
