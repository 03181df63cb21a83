//! A helpline that nobody has tried for a long time.

use crate::config::Level;
use crate::lint::{Check, Findings, LintedEntry, Lints, Rule};
use crate::model::date::Date;
use crate::model::helpline::{HelpType, Helpline};
use crate::model::kind::Data;

pub(super) const RULE: Rule = Rule {
    code: "stale-helpline",
    summary: "a helpline was not checked within 180 days",
    level: Level::Deny,
    publish_only: true,
    explanation: r#"
Nobody has tried this helpline within the last 180 days, or ever: its `checked` is too old, is a day
that has not come yet, or is not there. Only `mendbook check --publish` asks, so the passing of time never breaks an ordinary
build.

## Why it matters

Numbers change, and lines close. A reader may have one chance to call, and a dead number may be the
end of it.

## An example

    - id: help-gb-listening
      name: A listening line
      country: GB
      type: crisis
      number: "0000 000"
      seen: {page: the line's own page, date: 2026-01-10}

## How to mend it

Call the number, open the website, and ask whether the hours are still right. Then write down the
day:

      checked: 2026-11-23

An emergency number is never called to try it: look it up on the service's own page.

If a line cannot be tried, take the line out, or put one in its place that can.
"#
    .trim_ascii(),
    check: Check::Entry(check),
};

/// How old a check may be, in days (section 7 of the design).
const OLDEST: i64 = 180;

/// Whether a helpline was not tried within those days, or never; what is to come has not been.
pub(super) fn is_check_due(line: &Helpline, today: Date) -> bool {
    let checked = line.checked.as_ref();
    checked.is_none_or(|day| today.days_since(day.value) > OLDEST || day.value.is_ahead_of(today))
}

fn check(lints: &Lints<'_>, linted: &LintedEntry<'_>, findings: &mut Findings) {
    let Data::Helpline(line) = &linted.entry.data else {
        return;
    };
    if !is_check_due(line, lints.today) || !linted.entry.is_whole(&["checked"]) {
        return;
    }
    let how = if line.help_type == HelpType::Emergency {
        "look the number up today on the service's own page, and never call it to try it"
    } else {
        "try the number and the website today"
    };
    let help = format!("{how}; then write `checked: {}`", lints.today);
    let found = match &line.checked {
        None => findings.at(linted.entry.id.span, "nobody has checked this helpline"),
        Some(checked) if checked.value.is_ahead_of(lints.today) => {
            let message = format!(
                "this day is still to come; today is {}, so nobody has checked the helpline then",
                lints.today
            );
            findings.at(checked.span, message)
        }
        Some(checked) => {
            let days = lints.today.days_since(checked.value);
            let message =
                format!("this helpline was checked {days} days ago, and {OLDEST} is the most");
            findings.at(checked.span, message)
        }
    };
    findings.add(linted.index, found.help(help));
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{Book, found, marked};

    fn helpline(rest: &str) -> Book {
        let line = "- id: l\n  name: L\n  country: GB\n  type: crisis\n  seen: {page: x, date: 2026-01-01}\n";
        let book = Book::new().file("content/index.md", "---\ntitle: A\n---\n");
        book.file("content/help.yaml", &format!("{line}{rest}"))
    }

    #[test]
    fn a_check_is_good_for_180_days() {
        assert_eq!(
            found(&helpline("  checked: 2026-05-27\n").publish()),
            [""; 0]
        );
        assert_eq!(
            marked(&helpline("  checked: 2026-05-26\n").publish()),
            ["2026-05-26"]
        );
        assert_eq!(
            found(&helpline("").publish()),
            ["content/help.yaml:1 error stale-helpline"]
        );
    }

    #[test]
    fn a_day_to_come_is_no_check() {
        let tomorrow = helpline("  checked: 2026-11-24\n").publish();
        assert_eq!(found(&tomorrow), [""; 0]);
        let later = helpline("  checked: 2062-11-23\n").publish();
        assert_eq!(marked(&later), ["2062-11-23"]);
    }

    #[test]
    fn time_breaks_no_ordinary_build() {
        assert_eq!(found(&helpline("")), [""; 0]);
    }
}
