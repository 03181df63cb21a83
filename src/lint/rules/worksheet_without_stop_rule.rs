//! Worksheets that do not say how anyone may stop.

use crate::config::Level;
use crate::lint::{Check, Findings, LintedEntry, Lints, Rule};
use crate::model::kind::Data;

pub(super) const RULE: Rule = Rule {
    code: "worksheet-without-stop-rule",
    summary: "a worksheet does not say how anyone may stop",
    level: Level::Deny,
    publish_only: false,
    explanation: r#"
A worksheet has no `stop_rule`, or an empty one.

## Why it matters

A sheet can bring up more than somebody can carry that evening, and one of two people may press the
other to go on. The rule stands on the sheet itself, so nobody has to think of it in that moment or
defend it.

## An example

    title: What broke
    filled_by: each
    sections: …

## How to mend it

Say in a sentence or two how anyone may stop, and that nothing has to be explained:

    stop_rule: >-
      Stop when your body says so. You need not give a reason, and you need not go on another day.

If there is nothing on the sheet that could go too far, say so in the entry:

    allow:
      worksheet-without-stop-rule: It is a list of telephone numbers.
"#
    .trim_ascii(),
    check: Check::Entry(check),
};

fn check(_lints: &Lints<'_>, linted: &LintedEntry<'_>, findings: &mut Findings) {
    let Data::Worksheet(sheet) = &linted.entry.data else {
        return;
    };
    let is_missing = sheet.stop_rule.as_ref().is_none_or(|rule| rule.is_empty());
    if is_missing && linted.entry.is_whole(&["stop_rule"]) {
        let message = "this worksheet does not say how anyone may stop";
        let found = findings
            .at(linted.entry.id.span, message)
            .help("add `stop_rule: …`: how anyone may stop, without giving a reason");
        findings.add(linted.index, found);
    }
}
