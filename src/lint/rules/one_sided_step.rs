//! A step for both in which one person has nothing to do.

use crate::config::Level;
use crate::lint::{Check, Findings, LintedEntry, Lints, Rule};
use crate::model::entry::Entry;
use crate::model::kind::Data;

pub(super) const RULE: Rule = Rule {
    code: "one-sided-step",
    summary: "a step for both gives one role nothing to do",
    level: Level::Warn,
    publish_only: false,
    explanation: r"
The step is `for` both, or for nobody in particular, and its actions leave a role out. An action for
`both` counts for each role; one for `practitioner` counts for none.

## Why it matters

A step that asks only one of two people to act tells the other that there is nothing to do. Mending
is not one person's work, even where one person did the harm.

## An example

    for: both
    actions:
      - role: broke-trust
        text: Say what you did, without excuses.

## How to mend it

Say what the other one does meanwhile, even if it is little:

      - role: hurt
        text: Listen. You need not answer today.

If the step is for one person alone, say so: `for: broke-trust`.
"
    .trim_ascii(),
    check: Check::Entry(check),
};

fn check(lints: &Lints<'_>, linted: &LintedEntry<'_>, findings: &mut Findings) {
    let Data::Step(step) = &linted.entry.data else {
        return;
    };
    let roles = &lints.plan.config.names.roles;
    if !is_for_all(linted.entry, roles) || !linted.entry.is_whole(&["for", "actions"]) {
        return;
    }
    let acts = |role: &str| {
        step.actions
            .iter()
            .any(|action| matches!(action.role.as_str(), name if name == role || name == "both"))
    };
    let (acting, idle): (Vec<&str>, Vec<&str>) = roles
        .iter()
        .map(String::as_str)
        .partition(|role| acts(role));
    let Some(first) = step
        .actions
        .iter()
        .find(|action| acting.contains(&action.role.as_str()))
    else {
        return;
    };
    if idle.is_empty() {
        return;
    }
    let idle = idle.join("`, `");
    let found = findings
        .at(first.role.0.span, format!("this step is for both, and `{idle}` has nothing to do in it"))
        .label("every action is for this role")
        .help(format!("add an action with `role: {idle}` or `role: both`, or say whom the step is for: `for: {}`", first.role.as_str()));
    findings.add(linted.index, found);
}

/// Whether an entry speaks to every role: it says so, names them all, or names none.
fn is_for_all(entry: &Entry, roles: &[String]) -> bool {
    let named = |name: &str| entry.common.roles.iter().any(|role| role.as_str() == name);
    entry.common.roles.is_empty() || named("both") || roles.iter().all(|role| named(role))
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{Book, found, marked};

    fn step(whom: &str, roles: &[&str]) -> Book {
        let actions: String = roles
            .iter()
            .map(|role| format!("  - {{role: {role}, text: Do it.}}\n"))
            .collect();
        let step = format!("---\ntitle: S\nphase: one\n{whom}actions:\n{actions}---\nWhy.\n");
        Book::new()
            .config("[lints]\nstep-without-practice = \"allow\"\n")
            .file("content/index.md", "---\ntitle: A\n---\n")
            .file("content/steps/s.md", &step)
    }

    #[test]
    fn each_role_has_something_to_do() {
        assert_eq!(
            found(&step("", &["hurt", "hurt"])),
            ["content/steps/s.md:5 warning one-sided-step"]
        );
        assert_eq!(
            marked(&step("for: both\n", &["practitioner", "hurt"])),
            ["hurt"]
        );
        assert_eq!(
            marked(&step("for: [hurt, broke-trust]\n", &["hurt"])),
            ["hurt"]
        );
    }

    #[test]
    fn what_only_comes_close() {
        assert_eq!(found(&step("for: hurt\n", &["hurt"])), [""; 0]);
        assert_eq!(
            found(&step("for: [hurt, practitioner]\n", &["hurt"])),
            [""; 0]
        );
        assert_eq!(found(&step("", &["hurt", "both"])), [""; 0]);
        assert_eq!(found(&step("", &["both"])), [""; 0]);
        assert_eq!(found(&step("", &["practitioner"])), [""; 0]);
    }
}
