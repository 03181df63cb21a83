//! Text that may be broken where it would otherwise run off the paper.

/// Words longer than this may be broken anywhere, or they would run off the paper.
const LONGEST_WORD: usize = 30;

/// The places at which a long word may be broken are this far apart.
const BREAK_EVERY: usize = 10;

/// A text in which very long words may be broken, and which holds no characters that steer a terminal or a printer.
pub(super) fn soft(words: &str) -> String {
    let mut softened = String::with_capacity(words.len());
    for word in words.split_inclusive(may_break) {
        let long = word.chars().count() > LONGEST_WORD;
        for (at, c) in word
            .chars()
            .filter(|c| !c.is_control() || c.is_whitespace())
            .enumerate()
        {
            if long && at > 0 && at % BREAK_EVERY == 0 {
                softened.push('\u{200b}');
            }
            softened.push(c);
        }
    }
    softened
}

/// Whether a line may end after this character anyway: addresses are broken there, and can still be copied.
fn may_break(c: char) -> bool {
    c.is_whitespace() || matches!(c, '/' | '-')
}

#[cfg(test)]
mod tests {
    use super::soft;

    #[test]
    fn only_very_long_words_may_be_broken() {
        for words in [
            "an ordinary line",
            "https://example.org/guide/worksheets/what-broke.html",
        ] {
            assert_eq!(soft(words), words);
        }
        assert!(soft(&"x".repeat(2000)).contains('\u{200b}'));
        assert_eq!(soft("a\u{7}b"), "ab");
    }
}
