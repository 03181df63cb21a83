//! The lints, one file each. A new one takes a line in each of the two lists here, and nothing else.

mod absolute_promise;
mod blaming_language;
mod duplicate_title;
mod empty_link_text;
mod gendered_role;
mod joint_pack_privacy;
mod long_sentence;
mod missing_alt;
mod missing_safety_note;
mod one_sided_step;
mod open_tension;
mod orphan_entry;
mod private_reference;
mod reading_age;
mod skipped_heading;
mod stale_helpline;
mod stale_review;
mod step_without_practice;
mod undeclared_touch;
mod undefined_term;
mod unsourced_claim;
mod unused_term;
mod words_to_avoid;
mod worksheet_without_privacy;
mod worksheet_without_stop_rule;

use std::collections::BTreeSet;

use super::{Phrases, Rule, Subject, Words, words};
use crate::config::Config;
use crate::model::date::Date;
use crate::model::helpline::Helpline;
use crate::resolve::{Index, ResolvedBook};
use crate::theme::Strings;

/// Every lint, those that protect readers first.
pub const RULES: &[Rule] = &[
    unsourced_claim::RULE,
    open_tension::RULE,
    missing_safety_note::RULE,
    private_reference::RULE,
    undeclared_touch::RULE,
    worksheet_without_stop_rule::RULE,
    worksheet_without_privacy::RULE,
    joint_pack_privacy::RULE,
    stale_helpline::RULE,
    stale_review::RULE,
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
    empty_link_text::RULE,
    duplicate_title::RULE,
];

/// Every phrase that a lint looks for, so that one pass finds them all.
pub(super) fn phrases(config: &Config, strings: &Strings, words: &Words<'_>) -> Phrases {
    let percents = unsourced_claim::PERCENT_SIGNS
        .iter()
        .map(|sign| (Subject::Percent, *sign));
    let risks =
        missing_safety_note::phrases(config).map(|(risk, phrase)| (Subject::Risk(risk), phrase));
    let touches = undeclared_touch::phrases(config, strings)
        .map(|(touch, phrase)| (Subject::Touch(touch), phrase));
    Phrases::new(percents.chain(risks).chain(touches).chain(words.phrases()))
}

/// The terms of art that the glossary does not explain.
pub(super) fn unexplained(book: &ResolvedBook, words: &Words<'_>) -> BTreeSet<usize> {
    words::unexplained(words, &undefined_term::names(book), &book.lost)
}

/// Whether nothing leads readers to an entry.
pub(super) fn has_no_way_in(book: &ResolvedBook, index: Index) -> bool {
    orphan_entry::has_no_way_in(book, index)
}

/// Whether a helpline wants trying.
pub(super) fn is_check_due(line: &Helpline, today: Date) -> bool {
    stale_helpline::is_check_due(line, today)
}
