//! "Did you mean": the known name nearest to one that was found.

/// The nearest of `known` to `found`, if near enough that a person may well have meant it: one wrong, missing, extra or
/// swapped letter for every three. Of names equally near the first in the alphabet is taken.
pub fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (found.chars().count() / 3).max(1);
    let plain = |name: &str| name.to_lowercase().replace('_', "-");
    let wanted: Vec<char> = plain(found).chars().collect();
    known
        .into_iter()
        .filter(|name| name.chars().count().abs_diff(wanted.len()) <= limit)
        .map(|name| {
            (
                distance(&wanted, &plain(name).chars().collect::<Vec<_>>()),
                name,
            )
        })
        .filter(|(far, _)| *far <= limit)
        .min()
        .map(|(_, name)| name)
}

/// The optimal string alignment distance: Levenshtein's, with a swap of two neighbours counted as one change.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut previous: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            let mut cost = (previous[j] + usize::from(from != to))
                .min(previous[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && *from == b[j - 1] && a[i - 1] == *to {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut previous, row);
    }
    previous[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant_and_nothing_far() {
        let known = ["phase", "actions", "done_when", "own-the-harm"];
        assert_eq!(nearest("phse", known), Some("phase"));
        assert_eq!(nearest("done-when", known), Some("done_when"));
        assert_eq!(nearest("own-teh-harm", known), Some("own-the-harm"));
        assert_eq!(nearest("banana", known), None);
        assert_eq!(nearest("", known), None);
    }
}
