//! What the rules of the book's language say: the order of words in a list, how a number is written, and the form of words
//! that goes with it.
//!
//! The rules are Unicode's own (CLDR), by ICU4X. A language that they do not know gets those that hold for most.

use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_decimal::options::DecimalFormatterOptions;
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences};
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

use crate::model::id::base_letter;

/// A language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language(Locale);

/// The order of words.
#[derive(Debug)]
pub struct Order(Option<CollatorBorrowed<'static>>);

impl Language {
    /// The language of a BCP 47 tag.
    pub fn of(tag: &str) -> Self {
        Self(Locale::try_from_str(tag).unwrap_or(Locale::UNKNOWN))
    }

    /// The order in which its dictionaries have words: capital letters and accents count only where all else is alike.
    pub fn order(&self) -> Order {
        Order(Collator::try_new((&self.0).into(), CollatorOptions::default()).ok())
    }

    /// The name of the form that goes with a number: `one` or `other`, and in some languages `zero`, `two`, `few` or
    /// `many` (UTS #35, part 3, "Language Plural Rules").
    pub fn form_for(&self, number: u64) -> &'static str {
        let rules = PluralRules::try_new((&self.0).into(), Default::default());
        match rules.map(|rules| rules.category_for(number)) {
            Ok(PluralCategory::Zero) => "zero",
            Ok(PluralCategory::One) => "one",
            Ok(PluralCategory::Two) => "two",
            Ok(PluralCategory::Few) => "few",
            Ok(PluralCategory::Many) => "many",
            Ok(PluralCategory::Other) | Err(_) => "other",
        }
    }

    /// A number with the marks that the language sets between thousands, in the digits 0 to 9: every page and every sheet
    /// shows the same digits, whoever sets them.
    pub fn number(&self, number: u64) -> String {
        if number < 1_000 {
            return number.to_string();
        }
        let mut locale = self.0.clone();
        if let Ok(latin) = Locale::try_from_str("und-u-nu-latn") {
            locale.extensions = latin.extensions;
        }
        let preferences = DecimalFormatterPreferences::from(&locale);
        match DecimalFormatter::try_new(preferences, DecimalFormatterOptions::default()) {
            Ok(formatter) => formatter.format(&number.into()).to_string(),
            Err(_) => number.to_string(),
        }
    }

    /// The heading under which a dictionary of the language has a word: its first letter, without what the language does
    /// not take for a letter of its own. `é` stands under E in Spanish, and `ñ` under Ñ.
    pub fn heading(&self, word: &str) -> String {
        let Some(first) = word.chars().find(|c| c.is_alphanumeric()) else {
            return String::new();
        };
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Primary);
        let base = base_letter(first);
        let letters = [first, base].map(|letter| letter.to_string());
        let same = Collator::try_new((&self.0).into(), options)
            .is_ok_and(|order| order.compare(&letters[0], &letters[1]) == Ordering::Equal);
        let letter = if same { base } else { first };
        letter.to_uppercase().to_string()
    }
}

impl Order {
    /// What sorts as a word does, byte by byte: for lists so long that comparing words again and again would take long.
    pub fn key(&self, word: &str) -> Vec<u8> {
        let mut key = Vec::new();
        if let Some(order) = &self.0 {
            let Ok(()) = order.write_sort_key_to(word, &mut key);
        }
        // As in `compare`: what the rules take for the same.
        key.push(0);
        key.extend_from_slice(word.as_bytes());
        key
    }

    /// Which of two words comes first.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        let by_rules = match &self.0 {
            Some(order) => order.compare(one, other),
            None => Ordering::Equal,
        };
        // Words that the rules take for the same stand in one order all the same.
        by_rules.then_with(|| one.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(tag: &str, words: &[&str]) -> Vec<String> {
        let order = Language::of(tag).order();
        let mut words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        words.sort_by(|one, other| order.compare(one, other));
        words
    }

    #[test]
    fn words_stand_as_in_a_dictionary_of_the_language() {
        assert_eq!(
            sorted("en", &["zeal", "Éclair", "echo", "Apple"]),
            ["Apple", "echo", "Éclair", "zeal"]
        );
        assert_eq!(
            sorted("es", &["oso", "ñu", "nuez", "nube"]),
            ["nube", "nuez", "ñu", "oso"]
        );
        assert_eq!(
            sorted("sv", &["öl", "ål", "zebra", "apa"]),
            ["apa", "zebra", "ål", "öl"]
        );
        assert_eq!(
            sorted("de", &["öl", "zebra", "ost"]),
            ["öl", "ost", "zebra"]
        );
        assert_eq!(sorted("no-such-language", &["b", "a"]), ["a", "b"]);
        let order = Language::of("es").order();
        assert!(order.key("nuez") < order.key("ñu") && order.key("ñu") < order.key("oso"));
    }

    #[test]
    fn a_letter_of_its_own_has_a_heading_of_its_own() {
        assert_eq!(Language::of("es").heading("¿él?"), "E");
        assert_eq!(Language::of("es").heading("ñu"), "Ñ");
        assert_eq!(Language::of("en").heading("ñu"), "N");
        assert_eq!(Language::of("sv").heading("öl"), "Ö");
        assert_eq!(Language::of("en").heading("…"), "");
    }

    #[test]
    fn numbers_take_the_forms_of_the_language() {
        let forms = |tag: &str, numbers: &[u64]| -> Vec<&str> {
            let language = Language::of(tag);
            numbers.iter().map(|n| language.form_for(*n)).collect()
        };
        assert_eq!(forms("en", &[0, 1, 2]), ["other", "one", "other"]);
        assert_eq!(forms("fr", &[0, 1, 2]), ["one", "one", "other"]);
        assert_eq!(forms("pl", &[1, 2, 5, 22]), ["one", "few", "many", "few"]);
        assert_eq!(forms("ja", &[1]), ["other"]);
        assert_eq!(forms("ar", &[0, 2]), ["zero", "two"]);
    }

    #[test]
    fn thousands_are_marked_as_the_language_marks_them() {
        let written = |tag: &str| Language::of(tag).number(12_345);
        assert_eq!(written("en"), "12,345");
        assert_eq!(written("es"), "12.345");
        assert_eq!(Language::of("en").number(999), "999");
        assert_eq!(written("fr"), "12\u{202f}345");
        assert_eq!(written("fa"), "12,345");
        assert_eq!(written("no-such-language"), "12,345");
        assert_eq!(Language::of("es").number(1_234), "1234");
    }
}
