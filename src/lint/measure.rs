//! How long sentences and words are, and how old a reader must be for them.
//!
//! It knows nothing of entries: it counts in texts, and whoever asks says which.

use super::text::{EntryText, MARK};

/// A piece of fewer words is a label and no sentence, and would make a text look easier than it is.
const FEWEST_WORDS: usize = 3;

/// What was counted in a text, or in several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// The words.
    pub words: usize,
    /// The sentences, labels left out.
    pub sentences: usize,
    /// The words of the longest sentence.
    pub longest: usize,
    /// The syllables of the words.
    pub syllables: usize,
}

impl Measure {
    /// Counts in everything that an entry says in the book's own voice.
    pub fn of(text: &EntryText<'_>) -> Self {
        let mut measure = Self::default();
        for sentence in text.sentences() {
            for piece in pieces(&text.as_str()[sentence.range.clone()]) {
                measure.add_piece(piece);
            }
        }
        measure
    }

    /// Takes in what was counted elsewhere.
    pub fn add(&mut self, other: Self) {
        self.words += other.words;
        self.sentences += other.sentences;
        self.longest = self.longest.max(other.longest);
        self.syllables += other.syllables;
    }

    /// Words a sentence; `None` without a sentence.
    #[allow(
        clippy::cast_precision_loss,
        reason = "no book has so many words that a fraction of one matters"
    )]
    pub fn mean_sentence(&self) -> Option<f64> {
        (self.sentences > 0).then(|| self.words as f64 / self.sentences as f64)
    }

    /// The age at which English of this sort is read with ease: the grade of Kincaid and others (1975), and five years
    /// for those before the first grade. `None` without a sentence.
    #[allow(
        clippy::cast_precision_loss,
        reason = "no book has so many words that a fraction of one matters"
    )]
    pub fn reading_age(&self) -> Option<f64> {
        let mean = self.mean_sentence()?;
        let syllables = self.syllables as f64 / self.words as f64;
        Some(0.39 * mean + 11.8 * syllables - 15.59 + 5.0)
    }

    fn add_piece(&mut self, piece: &str) {
        let count = words(piece).count();
        if count < FEWEST_WORDS {
            return;
        }
        self.words += count;
        self.sentences += 1;
        self.longest = self.longest.max(count);
        self.syllables += words(piece).map(syllables).sum::<usize>();
    }
}

/// The parts of a sentence that stand for themselves: a colon or a semicolon ends one, as in Flesch's own count.
pub(super) fn pieces(sentence: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(sentence);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text
            .match_indices([':', ';'])
            .map(|(at, _)| at + 1)
            .find(|end| text[*end..].starts_with(char::is_whitespace));
        rest = end.map(|end| &text[end..]);
        Some(end.map_or(text, |end| &text[..end]))
    })
}

/// The words of a text. What the book puts in by itself, such as another entry's title or a blank, is none.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c == MARK)
        .filter(|word| word.contains(char::is_alphanumeric))
}

/// The syllables of an English word, by its groups of vowels. It is a rule of thumb, right for most words.
fn syllables(word: &str) -> usize {
    word.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
        .filter(|part| !part.is_empty())
        .map(syllables_of_part)
        .sum()
}

fn syllables_of_part(part: &str) -> usize {
    let part = part.to_ascii_lowercase();
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let groups = part
        .split(|c| !is_vowel(c))
        .filter(|group| !group.is_empty());
    let count = groups.count();
    let is_silent = part.ends_with('e') && !part.ends_with("le") || has_silent_ending(&part);
    count.saturating_sub(usize::from(is_silent)).max(1)
}

/// "asked", "makes": the `e` is not heard; in "wanted" and "pages" it is.
fn has_silent_ending(word: &str) -> bool {
    let before = |ending| word.strip_suffix(ending).unwrap_or_default();
    let past = before("ed");
    let plural = before("es");
    let is_heard = |stem: &str, after: &[char]| stem.ends_with(after);
    !past.is_empty() && !is_heard(past, &['t', 'd', 'e', 'i', 'a', 'o', 'u', 'l'])
        || !plural.is_empty()
            && !is_heard(
                plural,
                &['s', 'x', 'z', 'c', 'g', 'h', 'i', 'e', 'a', 'o', 'u', 'l'],
            )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_of_everyday_words() {
        for (word, count) in [
            ("trust", 1),
            ("partner", 2),
            ("make", 1),
            ("makes", 1),
            ("asked", 1),
            ("wanted", 2),
            ("pages", 2),
            ("little", 2),
            ("agreement", 3),
            ("self-harm", 2),
            ("the", 1),
            ("“You’re”", 1),
            ("24", 1),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn a_colon_begins_a_piece_and_a_time_of_day_does_not() {
        let found: Vec<_> = pieces("Say this: at 10:30; then stop.").collect();
        assert_eq!(found, ["Say this:", " at 10:30;", " then stop."]);
    }

    #[test]
    fn the_formula_is_the_one_of_1975() {
        let mut measure = Measure::default();
        measure.add_piece("The cat sat on the mat.");
        assert_eq!((measure.words, measure.syllables), (6, 6));
        let age = measure.reading_age().unwrap_or_default();
        assert!(
            (age - (0.39 * 6.0 + 11.8 - 15.59 + 5.0)).abs() < 1e-9,
            "{age}"
        );
        measure.add_piece("A label");
        assert_eq!(measure.sentences, 1);
        assert_eq!(Measure::default().reading_age(), None);
    }
}
