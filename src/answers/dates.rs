//! The days of an agreement in their order: start, review and end, and the ends of single clauses.
//!
//! A clause with an end is free only for as long as the end is near, so an end is held to the agreement's own.

use std::collections::BTreeMap;

use super::agreement::{blanks_in, name};
use super::reader::Reader;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::agreement::Agreement;
use crate::model::answers::Answer;
use crate::model::block::Prose;
use crate::model::date::Date;
use crate::source::{Located, Span};

/// An agreement that ends later than this many days after its start has hardly an end.
const LONGEST: i64 = 366;

/// A day that was filled in, and what it is the day of.
struct Day<'a> {
    what: String,
    day: &'a Located<Date>,
}

/// What is wrong with a day: the severity, what is found, the other day that it is compared with, and how to mend it.
struct Wrong {
    severity: Severity,
    at: Span,
    message: String,
    also: (Span, &'static str),
    help: String,
}

impl Reader<'_> {
    /// Start, review and end in their order, the review no later than the agreement says, and no clause beyond the end.
    pub(super) fn dates(&mut self, sheet: &Agreement, given: &BTreeMap<&str, Span>) {
        let wrong = self.wrong_days(sheet, given);
        for wrong in wrong {
            let known = &self.diagnostics;
            if !known.iter().any(|known| known.primary.span == wrong.at) {
                let (also, says) = wrong.also;
                let found =
                    Diagnostic::new(wrong.severity, "wrong-answer", wrong.at, wrong.message);
                self.diagnostics
                    .push(found.also(also, says).help(wrong.help));
            }
        }
    }

    fn wrong_days(&self, sheet: &Agreement, given: &BTreeMap<&str, Span>) -> Vec<Wrong> {
        let starts = self.days("start", &sheet.starts, given);
        // A day that stands in several parts is the start wherever else it is named.
        let later = |what: &str, prose: &Prose| {
            let mut days = self.days(what, prose, given);
            days.retain(|day| starts.iter().all(|start| start.day.span != day.day.span));
            days
        };
        let reviews = later("review", &sheet.review);
        let ends = later("end", &sheet.expires);
        let untils: Vec<Day<'_>> = self
            .answers
            .clauses(sheet)
            .filter_map(|(at, clause, _)| Some((name(clause, at), clause.until.as_ref()?)))
            .flat_map(|(name, until)| later(&format!("end of the clause `{name}`"), until))
            .collect();
        let start = starts.iter().map(|day| day.day).min_by_key(|day| day.value);
        let review = latest(&reviews);
        let end = latest(&ends);
        let mut wrong = Vec::new();
        if let Some(start) = start {
            let days = reviews.iter().chain(&ends).chain(&untils);
            wrong.extend(days.filter_map(|day| before_the_start(day, start)));
            let most = i64::from(sheet.review_days.value);
            wrong.extend(reviews.iter().filter_map(|day| {
                let after = day.day.value.days_since(start.value);
                let message = format!("the review is {after} days after the start; this agreement is looked at again after {most} days at most");
                (after > most).then(|| error(day, message, start, "the start", "write an earlier day".to_owned()))
            }));
            wrong.extend(ends.iter().filter_map(|day| {
                let after = day.day.value.days_since(start.value);
                let message =
                    format!("the agreement ends {after} days after its start, later than a year");
                let help = "look at the year; what both still want by then can be agreed on again"
                    .to_owned();
                (after > LONGEST).then(|| Wrong {
                    severity: Severity::Warning,
                    ..error(day, message, start, "the start", help)
                })
            }));
        }
        if let (Some(review), Some(end)) = (review, end)
            && end.day.value < review.day.value
        {
            let message = format!(
                "the agreement ends on {}, before the review on {}",
                end.day.value, review.day.value
            );
            let help = format!(
                "write {} or a later day, or let the review be earlier",
                review.day.value
            );
            wrong.push(error(end, message, review.day, "the review", help));
        }
        let limit = match (end, review, start) {
            (Some(end), ..) => Some((
                end.day.value,
                end.day,
                "the end of the agreement",
                "the end",
            )),
            (None, Some(review), _) => {
                Some((review.day.value, review.day, "the review", "the review"))
            }
            (None, None, Some(start)) => {
                let last = start.value.plus_days(sheet.review_days.value);
                Some((last, start, "the last day for a review", "the start"))
            }
            (None, None, None) => None,
        };
        if let Some((last, place, what, says)) = limit {
            wrong.extend(untils.iter().filter(|day| day.day.value > last).map(|day| {
                let message = format!(
                    "the {} is on {}, after {last}, {what}",
                    day.what, day.day.value
                );
                error(
                    day,
                    message,
                    place,
                    says,
                    format!("write {last} or an earlier day"),
                )
            }));
        }
        wrong
    }

    /// The days that were given for the blanks of a text.
    fn days(&self, what: &str, prose: &Prose, given: &BTreeMap<&str, Span>) -> Vec<Day<'_>> {
        let blanks = blanks_in([prose]).into_iter();
        blanks
            .filter(|blank| given.contains_key(blank.as_str()))
            .filter_map(|blank| match self.answers.get(&blank) {
                Some(Answer::Day(day)) => Some(Day {
                    what: what.to_owned(),
                    day,
                }),
                _ => None,
            })
            .collect()
    }
}

fn latest<'d, 'a>(days: &'d [Day<'a>]) -> Option<&'d Day<'a>> {
    days.iter().max_by_key(|day| day.day.value)
}

fn before_the_start(day: &Day<'_>, start: &Located<Date>) -> Option<Wrong> {
    let message = format!(
        "the {} is on {}, before the start on {}",
        day.what, day.day.value, start.value
    );
    let help = format!("write a day after {}", start.value);
    (day.day.value < start.value).then(|| error(day, message, start, "the start", help))
}

fn error(
    day: &Day<'_>,
    message: String,
    other: &Located<Date>,
    says: &'static str,
    help: String,
) -> Wrong {
    Wrong {
        severity: Severity::Error,
        at: day.day.span,
        message,
        also: (other.span, says),
        help,
    }
}
