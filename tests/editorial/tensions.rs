//! Each place where the sources disagree has its entry.

use std::collections::BTreeSet;

use mendbook::model::kind::Kind;

use super::shipped;

/// The ids of the disagreements that were found in the sources, one a line. None is ever taken out: what a disagreement is
/// called may change, and the number in its id does not.
const TENSIONS: &str = include_str!("tensions.txt");

/// How many there are.
const COUNT: usize = 63;

#[test]
fn every_disagreement_has_an_entry_and_there_are_no_others() {
    let book = shipped::book();
    let found: BTreeSet<&str> = book
        .of_kind(Kind::Tension)
        .into_iter()
        .map(|index| book.entries[index].id.value.as_str())
        .collect();
    let listed: BTreeSet<&str> = TENSIONS.lines().collect();
    let missing: Vec<_> = listed.difference(&found).collect();
    let new: Vec<_> = found.difference(&listed).collect();
    assert!(
        missing.is_empty() && new.is_empty(),
        "tensions.txt lists what the book lacks: {missing:?}; the book has what tensions.txt lacks: {new:?}"
    );
}

#[test]
fn the_list_is_whole() {
    let numbers: Vec<String> = TENSIONS
        .lines()
        .filter_map(|id| id.strip_prefix("tension-t")?.get(..3).map(str::to_owned))
        .collect();
    let wanted: Vec<String> = (1..=COUNT).map(|number| format!("{number:02}-")).collect();
    assert_eq!(numbers, wanted);
}
