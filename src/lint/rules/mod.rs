//! The lints, one file each. A new one takes a line in each of the two lists here, and nothing else.

mod duplicate_title;
mod missing_alt;
mod missing_safety_note;
mod one_sided_step;
mod open_tension;
mod orphan_entry;
mod skipped_heading;
mod stale_helpline;
mod unsourced_claim;
mod unused_term;

use super::{Phrases, Rule, Subject};
use crate::config::Config;
use crate::theme::Strings;

/// Every lint, those that protect readers first.
pub const RULES: &[Rule] = &[
    unsourced_claim::RULE,
    open_tension::RULE,
    missing_safety_note::RULE,
    stale_helpline::RULE,
    orphan_entry::RULE,
    one_sided_step::RULE,
    unused_term::RULE,
    skipped_heading::RULE,
    missing_alt::RULE,
    duplicate_title::RULE,
];

/// Every phrase that a lint looks for, so that one pass finds them all.
pub(super) fn phrases(config: &Config, strings: &Strings) -> Phrases {
    let facts = unsourced_claim::phrases(strings).map(|phrase| (Subject::Fact, phrase));
    let risks =
        missing_safety_note::phrases(config).map(|(risk, phrase)| (Subject::Risk(risk), phrase));
    Phrases::new(facts.chain(risks))
}
