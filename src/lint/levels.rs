//! Which lints are asked, and which findings are silenced: `[lints]` in book.toml, and `allow` in entries.

use std::collections::{BTreeMap, BTreeSet};

use super::{Active, Finding, RULES};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, find_code};
use crate::model::value::{Allow, AllowList, Text};
use crate::resolve::{Index, ResolvedBook};

/// The lints to ask, each with the severity of its findings.
pub(super) fn active(config: &Config, publish: bool) -> Vec<Active> {
    let asked = RULES.iter().filter(|rule| publish || !rule.publish_only);
    asked
        .filter_map(|rule| {
            let set = config
                .lints
                .iter()
                .find(|set| &*set.code.value == rule.code);
            let level = set.map_or(rule.level, |set| set.level);
            level.severity().map(|severity| Active { rule, severity })
        })
        .collect()
}

/// The names in `[lints]` that are no lints.
pub(super) fn unknown_levels(config: &Config) -> Vec<Diagnostic> {
    config
        .lints
        .iter()
        .filter_map(|set| unknown(&set.code))
        .collect()
}

/// Takes out what entries allow; says where an `allow` names no lint, or silences nothing.
pub(super) fn without_allowed(
    findings: Vec<Finding>,
    active: &[Active],
    book: &ResolvedBook,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::with_capacity(findings.len());
    let mut used: BTreeSet<(Index, &'static str)> = BTreeSet::new();
    for Finding { entry, diagnostic } in findings {
        if book.entries[entry].allows(diagnostic.code).is_some() {
            used.insert((entry, diagnostic.code));
        } else {
            diagnostics.push(diagnostic);
        }
    }
    let asked: BTreeMap<&str, &'static str> = active
        .iter()
        .map(|lint| (lint.rule.code, lint.rule.code))
        .collect();
    for (index, entry) in book.entries.iter().enumerate() {
        let Some(AllowList(allowed)) = &entry.common.allow else {
            continue;
        };
        for allow in allowed {
            match asked.get(&*allow.code.value) {
                Some(code) if !used.contains(&(index, *code)) => diagnostics.push(unused(allow)),
                // A lint that is not asked in this run may be what the reason was written for.
                _ => diagnostics.extend(unknown(&allow.code)),
            }
        }
    }
    diagnostics
}

/// What to say of a name that is no lint.
fn unknown(code: &Text) -> Option<Diagnostic> {
    if super::find(&code.value).is_some() {
        return None;
    }
    let message = format!("there is no lint `{}`", code.value);
    let diagnostic = Diagnostic::error("unknown-lint", code.span, message);
    Some(if find_code(&code.value).is_some() {
        diagnostic.help("this is no lint but a rule that always holds; take this line out and mend what it is about")
    } else {
        let known = || RULES.iter().map(|rule| rule.code);
        let all: Vec<&str> = known().collect();
        diagnostic
            .did_you_mean(code.span, &code.value, known())
            .help(format!("the lints are {}", all.join(", ")))
    })
}

fn unused(allow: &Allow) -> Diagnostic {
    let message = format!(
        "`{}` finds nothing in this entry, so there is nothing to allow",
        allow.code.value
    );
    Diagnostic::warning("unused-allow", allow.code.span, message).help("take this line out")
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{Book, found};

    const GUIDE: &str = "---\ntitle: A\n---\n[[a]]\n";

    #[test]
    fn an_entry_may_say_why_a_lint_does_not_apply() {
        let topic = "---\ntitle: T\nallow:\n  unsourced-claim: It is about the word itself.\n---\nMost couples say so.\n";
        let book = Book::new()
            .file("content/index.md", GUIDE)
            .file("content/topics/a.md", topic);
        assert_eq!(found(&book), [""; 0]);
    }

    #[test]
    fn an_allow_that_silences_nothing_is_said() {
        let topic = "---\ntitle: T\nallow:\n  unsourced-claim: Once it was needed.\n---\nSome couples say so.\n";
        let book = Book::new()
            .file("content/index.md", GUIDE)
            .file("content/topics/a.md", topic);
        assert_eq!(found(&book), ["content/topics/a.md:4 warning unused-allow"]);
    }

    #[test]
    fn a_lint_that_is_not_asked_leaves_its_allow_alone() {
        let line = "- id: l\n  name: L\n  country: GB\n  type: crisis\n  seen: {page: x, date: 2026-01-01}\n";
        let line = format!("{line}  allow: {{stale-helpline: Nobody there to ask.}}\n");
        let guide = "---\ntitle: A\n---\n";
        let book = Book::new()
            .file("content/index.md", guide)
            .file("content/help.yaml", &line);
        assert_eq!(found(&book), [""; 0]);
        assert_eq!(found(&book.publish()), [""; 0]);
    }

    #[test]
    fn unknown_lints_are_errors_wherever_they_stand() {
        let topic = "---\ntitle: T\nallow:\n  unsorced-claim: A slip.\n  unknown-field: No lint.\n---\nText.\n";
        let book = Book::new()
            .config("[lints]\norphan-entries = \"warn\"\n")
            .file("content/index.md", GUIDE)
            .file("content/topics/a.md", topic);
        assert_eq!(
            found(&book),
            [
                "book.toml:18 error unknown-lint",
                "content/topics/a.md:4 error unknown-lint",
                "content/topics/a.md:5 error unknown-lint",
            ]
        );
    }

    #[test]
    fn the_book_sets_levels() {
        let topic = "---\ntitle: T\n---\nMost couples say so.\n";
        let book = Book::new()
            .file("content/index.md", GUIDE)
            .file("content/topics/a.md", topic);
        assert_eq!(
            found(&book),
            ["content/topics/a.md:4 error unsourced-claim"]
        );
        let warned = book.clone().config("[lints]\nunsourced-claim = \"warn\"\n");
        assert_eq!(
            found(&warned),
            ["content/topics/a.md:4 warning unsourced-claim"]
        );
        let allowed = book.config("[lints]\nunsourced-claim = \"allow\"\n");
        assert_eq!(found(&allowed), [""; 0]);
    }
}
