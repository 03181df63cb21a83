//! An entry whose last review is too long ago.

use crate::config::Level;
use crate::lint::{Check, Findings, LintedEntry, Lints, Rule};

pub(super) const RULE: Rule = Rule {
    code: "stale-review",
    summary: "an entry's last review is longer ago than the book wants",
    level: Level::Deny,
    publish_only: true,
    explanation: r#"
The entry says when somebody last looked it over (`reviewed`), and that is longer ago than the book
wants: a year, or the days that book.toml says. Or that day has not come yet. Only `mendbook check --publish` asks, so the passing
of time never breaks an ordinary build. An entry that was never reviewed is not told here;
`mendbook report` lists those.

## Why it matters

The page tells readers when it was looked over. What was good advice then may have been found wrong
since: a study was withdrawn, a law has changed, a service has closed.

## An example

    title: Own the harm
    reviewed: 2024-01-10
    reviewed_by: A couple therapist

## How to mend it

Read the entry again with somebody who knows the subject, mend what is no longer right, and write
down the day:

    reviewed: 2026-11-23

How long a review lasts is for the book to say, in book.toml:

    [review]
    days = 365
"#
    .trim_ascii(),
    check: Check::Entry(check),
};

fn check(lints: &Lints<'_>, linted: &LintedEntry<'_>, findings: &mut Findings) {
    let Some(reviewed) = &linted.entry.common.reviewed else {
        return;
    };
    let most = lints.plan.config.review_days();
    let days = lints.today.days_since(reviewed.value);
    let message = if reviewed.value.is_ahead_of(lints.today) {
        format!(
            "this day is still to come; today is {}, so nobody has looked the entry over then",
            lints.today
        )
    } else if days > i64::from(most) {
        format!("this entry was looked over {days} days ago, and {most} is the most")
    } else {
        return;
    };
    let help = format!(
        "read it again, mend what is no longer right, then write `reviewed: {}`",
        lints.today
    );
    let found = findings.at(reviewed.span, message).help(help);
    findings.add(linted.index, found);
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{Book, found};

    fn book(reviewed: &str) -> Book {
        let guide = format!("---\ntitle: A\nreviewed: {reviewed}\n---\n");
        Book::new().file("content/index.md", &guide)
    }

    #[test]
    fn a_year_is_the_most_and_the_book_may_say_another_span() {
        // Today is 2026-11-23.
        assert_eq!(found(&book("2025-11-23").publish()), [""; 0]);
        let stale = ["content/index.md:3 error stale-review"];
        assert_eq!(found(&book("2025-11-22").publish()), stale);
        let longer = book("2025-11-22").config("[review]\ndays = 400\n");
        assert_eq!(found(&longer.publish()), [""; 0]);
        assert_eq!(found(&book("2020-01-01")), [""; 0]);
    }

    #[test]
    fn a_day_to_come_is_no_review() {
        assert_eq!(found(&book("2026-11-24").publish()), [""; 0]);
        assert_eq!(
            found(&book("2062-11-23").publish()),
            ["content/index.md:3 error stale-review"]
        );
        assert_eq!(found(&book("2062-11-23")), [""; 0]);
    }
}
