//! What has to be looked over again as time passes.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Material, Place};
use crate::lint;
use crate::model::kind::{Data, Kind};

/// What was looked over, when, and what is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reviews {
    /// How many days a review lasts.
    pub days: u32,
    /// The entries that somebody has looked over, the one that is due first in front.
    pub reviewed: Vec<Review>,
    /// The entries that nobody has looked over. Sources, claims, helplines and the glossary are not asked.
    pub never: Vec<Place>,
}

/// An entry that somebody has looked over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Review {
    /// The entry.
    #[serde(flatten)]
    pub place: Place,
    /// The day of the last review.
    pub reviewed: String,
    /// Who reviewed it.
    pub reviewed_by: Option<String>,
    /// The last day on which that review is good.
    pub due: String,
    /// Whether that day is past, or the day of the review is still to come.
    pub overdue: bool,
}

/// A helpline that wants trying.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HelplineDue {
    /// The helpline.
    #[serde(flatten)]
    pub place: Place,
    /// The day on which it was tried last; `null` if it never was.
    pub checked: Option<String>,
}

pub(super) fn reviews(material: &Material<'_>) -> Reviews {
    let days = material.plan.config.review_days();
    let mut reviewed = Vec::new();
    let mut never = Vec::new();
    for (_, entry) in material.entries() {
        match &entry.common.reviewed {
            Some(day) => {
                let due = day.value.plus_days(days);
                reviewed.push(Review {
                    place: material.place(entry),
                    reviewed: day.value.to_string(),
                    reviewed_by: entry
                        .common
                        .reviewed_by
                        .as_ref()
                        .map(|who| who.value.to_string()),
                    due: due.to_string(),
                    overdue: due < material.today || day.value.is_ahead_of(material.today),
                });
            }
            None if wants_review(entry.kind()) => never.push(material.place(entry)),
            None => {}
        }
    }
    // The day of a date in ISO 8601 sorts as text.
    reviewed.sort_by(|a, b| a.due.cmp(&b.due));
    Reviews {
        days,
        reviewed,
        never,
    }
}

/// A source or a word of the glossary gives no advice, and a helpline is tried instead.
fn wants_review(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Source | Kind::Claim | Kind::Helpline | Kind::Term
    )
}

pub(super) fn helplines_due(material: &Material<'_>) -> Vec<HelplineDue> {
    let mut due = Vec::new();
    for (_, entry) in material.entries() {
        let Data::Helpline(line) = &entry.data else {
            continue;
        };
        if lint::is_check_due(line, material.today) {
            due.push(HelplineDue {
                place: material.place(entry),
                checked: line.checked.as_ref().map(|day| day.value.to_string()),
            });
        }
    }
    due
}
