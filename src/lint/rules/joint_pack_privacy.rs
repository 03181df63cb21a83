//! Sheets in packs that others leaf through, where they must not lie.

use crate::config::Level;
use crate::lint::{Check, Findings, LintedEntry, Lints, Rule};
use crate::site::packs;

pub(super) const RULE: Rule = Rule {
    code: "joint-pack-privacy",
    summary: "a private sheet lies in a pack that others see",
    level: Level::Deny,
    publish_only: false,
    explanation: r"
A pack gives a session its sheets, and in a pack for two each can see what the other gets. A private
sheet, the safety check and the signs that it is not safe must never lie in one. A pack whose sheets
are all for one role may hold what is private to that role, and never the safety check.

## Why it matters

The partner who leafs through the pack may be the one whom the sheet is about. So the sheet never
comes out in such a pack, whatever the level of this lint; and the book is not published until the
pack no longer names it.

## An example

    - id: pack-first-session
      sheets:
        - id: safety-check
          copies: 2
          role: both

## How to mend it

Take the sheet out of the pack, and give it to one person alone:

    mendbook print safety-check
"
    .trim_ascii(),
    check: Check::Entry(check),
};

fn check(lints: &Lints<'_>, linted: &LintedEntry<'_>, findings: &mut Findings) {
    let plan = lints.plan;
    let Some(deal) = packs::deal(linted.index, plan.book, plan.config, None) else {
        return;
    };
    for kept_out in &deal.kept_out {
        let sheet = &plan.book.entries[kept_out.sheet];
        let why = if kept_out.safety {
            "it asks whether somebody is safe"
        } else {
            "it is private"
        };
        let whose = if deal.for_two {
            "this is a pack for two"
        } else {
            "others may leaf through a pack"
        };
        let message = format!(
            "`{}` may not lie in the pack `{}`: {why}, and {whose}",
            sheet.id.value, linted.entry.id.value
        );
        let found = findings
            .at(kept_out.named, message)
            .also(sheet.id.span, "the sheet")
            .help("take it out, and give it to one person alone: `mendbook print ID`");
        findings.add(linted.index, found);
    }
}
