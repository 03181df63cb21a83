//! Each place where the sources disagree has its entry.

use mendbook::model::kind::Kind;

use super::shipped;

/// How many disagreements were found in the sources.
const TENSIONS: usize = 63;

#[test]
fn every_disagreement_has_an_entry() {
    let book = shipped::book();
    let ids: Vec<&str> = book
        .of_kind(Kind::Tension)
        .into_iter()
        .map(|index| book.entries[index].id.value.as_str())
        .collect();
    for number in 1..=TENSIONS {
        let start = format!("tension-t{number:02}-");
        let found: Vec<&&str> = ids
            .iter()
            .filter(|id| id.len() > start.len() && id.starts_with(&start))
            .collect();
        assert_eq!(
            found.len(),
            1,
            "entries whose id starts with `{start}`: {found:?}"
        );
    }
    assert_eq!(ids.len(), TENSIONS, "entries of the kind tension");
}
