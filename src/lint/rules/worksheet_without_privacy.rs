//! Worksheets that do not say who may see what is written on them.

use crate::config::Level;
use crate::lint::{Check, Findings, LintedEntry, Lints, Rule};
use crate::model::kind::Data;

pub(super) const RULE: Rule = Rule {
    code: "worksheet-without-privacy",
    summary: "a worksheet does not say who may see what is written",
    level: Level::Deny,
    publish_only: false,
    explanation: r#"
A worksheet has no `privacy`, or an empty one.

## Why it matters

People write down on a sheet what they would not yet say. If nobody has said whose it is, the other
person may ask for it, a child may find it, or a lawyer may want it. Whoever knows beforehand who
will read it can choose what to write.

## An example

    title: What broke
    filled_by: each
    sections: …

## How to mend it

Say in a sentence or two whose the sheet is, and who may ask to see it:

    privacy: >-
      This is yours. You choose what you show, and nobody may ask for the rest.

If nothing is written on the sheet, say so in the entry:

    allow:
      worksheet-without-privacy: There is nothing to write on it.
"#
    .trim_ascii(),
    check: Check::Entry(check),
};

fn check(_lints: &Lints<'_>, linted: &LintedEntry<'_>, findings: &mut Findings) {
    let Data::Worksheet(sheet) = &linted.entry.data else {
        return;
    };
    let is_missing = sheet.privacy.as_ref().is_none_or(|words| words.is_empty());
    if is_missing && linted.entry.is_whole(&["privacy"]) {
        let message = "this worksheet does not say who may see what is written on it";
        let found = findings
            .at(linted.entry.id.span, message)
            .help("add `privacy: …`: whose it is, and who may ask to see it");
        findings.add(linted.index, found);
    }
}
