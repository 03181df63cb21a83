//! How long sentences and words are, and how old a reader must be for them.
//!
//! It knows nothing of entries: it counts in texts, and whoever asks says which.

use super::syllables;
use super::text::{EntryText, MARK, Sentence};

/// A piece of fewer words is a label and no sentence, and would make a text look easier than it is.
const FEWEST_WORDS: usize = 3;

/// Of fewer words a formula says nothing.
pub const FEWEST_WORDS_FOR_AGE: usize = 100;

/// A formula that makes the length of sentences and words into an age. Each is made for one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// For English.
    FleschKincaid,
    /// For Spanish.
    Crawford,
}

impl Formula {
    /// The formula for a language, named without its country. There is none for most.
    pub fn of(language: &str) -> Option<Self> {
        match language {
            "en" => Some(Self::FleschKincaid),
            "es" => Some(Self::Crawford),
            _ => None,
        }
    }

    /// Its name, for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::FleschKincaid => "flesch-kincaid",
            Self::Crawford => "crawford",
        }
    }

    /// What it counts, and where it comes from. A school grade and five years more are an age.
    pub fn source(self) -> &'static str {
        match self {
            Self::FleschKincaid => {
                "0.39 × words a sentence + 11.8 × syllables a word − 15.59, a school grade, + 5; J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom (1975), Derivation of New Readability Formulas for Navy Enlisted Personnel, Research Branch Report 8-75"
            }
            Self::Crawford => {
                "0.049 × syllables in 100 words − 0.205 × sentences in 100 words − 3.407, a school grade, + 5; A. N. Crawford (1989), Fórmula y gráfico para determinar la comprensibilidad de textos del nivel primario en castellano, Lectura y Vida 10 (4)"
            }
        }
    }

    /// The age up to which it was made, if that is known. What comes out beyond says that the text is harder, and not by
    /// how much.
    pub fn oldest(self) -> Option<u32> {
        match self {
            Self::FleschKincaid => None,
            Self::Crawford => Some(12),
        }
    }

    /// Whether an age that came out lies beyond what the formula was made for.
    pub fn is_beyond(self, age: f64) -> bool {
        self.oldest().is_some_and(|oldest| age > f64::from(oldest))
    }

    fn syllables(self, word: &str) -> usize {
        match self {
            Self::FleschKincaid => syllables::english(word),
            Self::Crawford => syllables::spanish(word),
        }
    }

    /// The age for a mean length of sentences in words and of words in syllables.
    fn age(self, words_a_sentence: f64, syllables_a_word: f64) -> f64 {
        let grade = match self {
            Self::FleschKincaid => 0.39 * words_a_sentence + 11.8 * syllables_a_word - 15.59,
            Self::Crawford => {
                0.049 * (100.0 * syllables_a_word) - 0.205 * (100.0 / words_a_sentence) - 3.407
            }
        };
        grade + 5.0
    }
}

/// What was counted in a text, or in several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// The words.
    pub words: usize,
    /// The sentences, labels left out.
    pub sentences: usize,
    /// The words of the longest sentence.
    pub longest: usize,
    /// The syllables of the words; none where the language has no formula.
    pub syllables: usize,
}

impl Measure {
    /// Counts in everything that an entry says in the book's own voice.
    pub fn of(text: &EntryText<'_>, formula: Option<Formula>) -> Self {
        let mut measure = Self::default();
        for sentence in text.sentences() {
            measure.add(Self::of_sentence(text, sentence, formula));
        }
        measure
    }

    /// Counts in one sentence of a text.
    pub fn of_sentence(
        text: &EntryText<'_>,
        sentence: &Sentence,
        formula: Option<Formula>,
    ) -> Self {
        let mut measure = Self::default();
        for piece in pieces(&text.as_str()[sentence.range.clone()]) {
            measure.add_piece(piece, formula);
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

    /// The age at which such a text is read with ease, by the formula that it was counted for. `None` without a sentence.
    #[allow(
        clippy::cast_precision_loss,
        reason = "no book has so many words that a fraction of one matters"
    )]
    pub fn reading_age(&self, formula: Formula) -> Option<f64> {
        let mean = self.mean_sentence()?;
        Some(formula.age(mean, self.syllables as f64 / self.words as f64))
    }

    fn add_piece(&mut self, piece: &str, formula: Option<Formula>) {
        let count = words(piece).count();
        if count < FEWEST_WORDS {
            return;
        }
        self.words += count;
        self.sentences += 1;
        self.longest = self.longest.max(count);
        if let Some(formula) = formula {
            self.syllables += words(piece)
                .map(|word| formula.syllables(word))
                .sum::<usize>();
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colon_begins_a_piece_and_a_time_of_day_does_not() {
        let found: Vec<_> = pieces("Say this: at 10:30; then stop.").collect();
        assert_eq!(found, ["Say this:", " at 10:30;", " then stop."]);
    }

    #[test]
    fn the_formula_for_english_is_the_one_of_1975() {
        let formula = Formula::FleschKincaid;
        let mut measure = Measure::default();
        measure.add_piece("The cat sat on the mat.", Some(formula));
        assert_eq!((measure.words, measure.syllables), (6, 6));
        let age = measure.reading_age(formula).unwrap_or_default();
        assert!(
            (age - (0.39 * 6.0 + 11.8 - 15.59 + 5.0)).abs() < 1e-9,
            "{age}"
        );
        measure.add_piece("A label", Some(formula));
        assert_eq!(measure.sentences, 1);
        assert_eq!(Measure::default().reading_age(formula), None);
    }

    #[test]
    fn the_formula_for_spanish_is_the_one_of_1989() {
        let formula = Formula::Crawford;
        let mut measure = Measure::default();
        measure.add_piece("El gato duerme en la casa.", Some(formula));
        assert_eq!((measure.words, measure.syllables), (6, 9));
        let age = measure.reading_age(formula).unwrap_or_default();
        let expected = 0.049 * 150.0 - 0.205 * (100.0 / 6.0) - 3.407 + 5.0;
        assert!((age - expected).abs() < 1e-9, "{age}");
    }
}
