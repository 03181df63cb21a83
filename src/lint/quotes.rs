//! What stands between quotation marks, in the manner of several languages.

use std::ops::Range;

/// The marks that open a quotation, each with those that may close it: “English”, ‘British’, „German“, «Spanish», »Danish«,
/// ”Swedish”, 「Japanese」, "typed" and 'typed'.
const MARKS: &[(char, &[char])] = &[
    ('"', &['"']),
    ('\'', &['\'']),
    ('“', &['”']),
    ('‘', &['’']),
    ('„', &['“', '”']),
    ('‚', &['‘', '’']),
    ('”', &['”']),
    ('«', &['»']),
    ('»', &['«', '»']),
    ('‹', &['›']),
    ('›', &['‹']),
    ('「', &['」']),
    ('『', &['』']),
];

/// Whether a sign may open a quotation.
pub(super) fn opens(c: char) -> bool {
    MARKS.iter().any(|(mark, _)| *mark == c)
}

/// Whether a sign may close one.
pub(super) fn closes(c: char) -> bool {
    MARKS.iter().any(|(_, closing)| closing.contains(&c))
}

/// The quotations of a line that are closed in it, from mark to mark, in order. What stands within another one is a part of
/// it.
pub(super) fn quotations(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // A mark that nothing closes up to the end of the line is closed nowhere behind it either.
    let mut never_closed = [false; MARKS.len()];
    let mut at = 0;
    while let Some(open) = line[at..].find(opens).map(|open| at + open) {
        let mark = line[open..].chars().next().unwrap_or_default();
        let inside = open + mark.len_utf8();
        at = inside;
        let Some(kind) = MARKS.iter().position(|(known, _)| *known == mark) else {
            continue;
        };
        if never_closed[kind] || !may_open(line, open, mark) {
            continue;
        }
        match closing(line, inside, MARKS[kind].1) {
            Some(close) => {
                found.push(open..close);
                at = close;
            }
            None => never_closed[kind] = true,
        }
    }
    found
}

/// Whether a sign opens a quotation where it stands: a typed one that may be an apostrophe does so before a word.
fn may_open(line: &str, at: usize, mark: char) -> bool {
    let before = line[..at].chars().next_back();
    let after = line[at + mark.len_utf8()..].chars().next();
    mark != '\''
        || !before.is_some_and(char::is_alphanumeric) && !after.is_none_or(char::is_whitespace)
}

/// The byte after the sign that closes what opened. An apostrophe within a word closes nothing.
fn closing(line: &str, from: usize, marks: &[char]) -> Option<usize> {
    let mut before = None;
    let mut rest = line[from..].char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let after = rest.peek().map(|(_, after)| *after);
        let joined = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
        let in_word = matches!(c, '\'' | '’') && joined(before) && joined(after);
        if marks.contains(&c) && !in_word {
            return Some(from + at + c.len_utf8());
        }
        before = Some(c);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(line: &str, word: &str) -> bool {
        let at = line.find(word).unwrap();
        quotations(line).iter().any(|range| range.contains(&at))
    }

    #[test]
    fn quotations_in_several_manners() {
        for line in [
            "Say \"I always try\" and stop.",
            "Say “I always try”.",
            "Say ‘I don’t always try’.",
            "Say 'I don't always try'.",
            "Say “it’s ‘never’, always” to both.",
            "Sag „du sagst always“.",
            "Sag ‚always so‘.",
            "Di «siempre, always».",
            "Dis ‹ always ›.",
            "Säg ”always”.",
            "言う「always」。",
            "The partners’ phones: say ‘always’.",
            "‘Til then say “always”.",
        ] {
            assert!(quoted(line, "always"), "{line}");
        }
    }

    #[test]
    fn what_stands_outside_or_is_never_closed() {
        for line in [
            "Say \"yes\", always.",
            "A 6\" nail always holds.",
            "It is always \"yes\".",
            "Don’t always say ‘no’.",
            "Don't always say 'no'.",
            "The partners' phones always ring in the kids' room.",
            "You said ‘it’s’ and always.",
            "‘It always rains, and that’s that.",
        ] {
            assert!(!quoted(line, "always"), "{line}");
        }
    }

    #[test]
    fn marks_that_nothing_closes_cost_no_more_than_others() {
        let line = "‘a «b ‹c 「d ".repeat(20_000);
        assert!(quotations(&line).is_empty());
    }
}
