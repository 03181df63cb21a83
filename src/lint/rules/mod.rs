//! The lints, one file each. A new one takes a line in each of the two lists here, and nothing else.

mod absolute_promise;
mod blaming_language;
mod duplicate_title;
mod gendered_role;
mod joint_pack_privacy;
mod long_sentence;
mod missing_alt;
mod missing_safety_note;
mod one_sided_step;
mod open_tension;
mod orphan_entry;
mod reading_age;
mod skipped_heading;
mod stale_helpline;
mod step_without_practice;
mod undeclared_touch;
mod undefined_term;
mod unsourced_claim;
mod unused_term;
mod words_to_avoid;
mod worksheet_without_privacy;
mod worksheet_without_stop_rule;

use super::{Phrases, Rule, Subject, words};
use crate::resolve::{Index, ResolvedBook};
use crate::site::Plan;
use crate::theme::Strings;

/// Every lint, those that protect readers first.
pub const RULES: &[Rule] = &[
    unsourced_claim::RULE,
    open_tension::RULE,
    missing_safety_note::RULE,
    undeclared_touch::RULE,
    worksheet_without_stop_rule::RULE,
    worksheet_without_privacy::RULE,
    joint_pack_privacy::RULE,
    stale_helpline::RULE,
    absolute_promise::RULE,
    blaming_language::RULE,
    gendered_role::RULE,
    words_to_avoid::RULE,
    long_sentence::RULE,
    reading_age::RULE,
    undefined_term::RULE,
    orphan_entry::RULE,
    one_sided_step::RULE,
    step_without_practice::RULE,
    unused_term::RULE,
    skipped_heading::RULE,
    missing_alt::RULE,
    duplicate_title::RULE,
];

/// Every phrase that a lint looks for, so that one pass finds them all.
pub(super) fn phrases(plan: &Plan<'_>, strings: &Strings) -> Phrases {
    let facts = unsourced_claim::phrases(strings).map(|phrase| (Subject::Fact, phrase));
    let risks = missing_safety_note::phrases(plan.config)
        .map(|(risk, phrase)| (Subject::Risk(risk), phrase));
    let touches = undeclared_touch::phrases(plan.config, strings)
        .map(|(touch, phrase)| (Subject::Touch(touch), phrase));
    let arts = undefined_term::phrases(plan.book, strings)
        .map(|(index, phrase)| (Subject::Art(index), phrase));
    let words = words::phrases(strings);
    Phrases::new(facts.chain(risks).chain(touches).chain(arts).chain(words))
}

/// Whether nothing leads readers to an entry.
pub(super) fn has_no_way_in(book: &ResolvedBook, index: Index) -> bool {
    orphan_entry::has_no_way_in(book, index)
}
