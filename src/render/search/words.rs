//! From text to the words that are looked up. The client (`static/search.js`) does the same, letter by letter.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Calls `see` with every word of a text: accents and capital letters gone, and pairs of letters where a script has no
/// spaces between words.
pub(super) fn each_word(text: &str, see: &mut impl FnMut(&str)) {
    let mut rest = text;
    while let Some((word, after)) = next_word(rest) {
        rest = after;
        if word.is_ascii() && !word.contains('\'') {
            if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
                see(&word.to_ascii_lowercase());
            } else {
                see(word);
            }
            continue;
        }
        let folded = fold(word);
        if folded.chars().any(has_no_spaces) {
            pairs(&folded, see);
        } else if !folded.is_empty() {
            see(&folded);
        }
    }
}

/// The next word, and what is after it. Letters, digits and their marks; and what follows an apostrophe, if it is one or two
/// letters: "can't" is one word, "l'amour" is two.
fn next_word(text: &str) -> Option<(&str, &str)> {
    let start = text.find(is_in_word)?;
    let text = &text[start..];
    let mut end = text.find(|c| !is_in_word(c)).unwrap_or(text.len());
    let mut after = text[end..].chars();
    if let Some(mark @ ('\'' | '’')) = after.next() {
        let tail = after.as_str();
        let length = tail
            .find(|c: char| !c.is_alphabetic() && !is_combining_mark(c))
            .unwrap_or(tail.len());
        if (1..=2).contains(&tail[..length].chars().count()) {
            end += mark.len_utf8() + length;
        }
    }
    Some(text.split_at(end))
}

fn is_in_word(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c))
}

/// A word without accents, capital letters and apostrophes.
pub(super) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().flat_map(char::to_lowercase) {
        match c {
            '\'' | '’' => {}
            // Accents; points of Hebrew and Arabic.
            '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{652}' | '\u{670}' => {}
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            c => folded.push(c),
        }
    }
    folded
}

/// Whether a letter belongs to a script that puts no spaces between words: Thai, Lao, Burmese, Khmer, Chinese, Japanese.
fn has_no_spaces(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

fn pairs(word: &str, see: &mut impl FnMut(&str)) {
    let places: Vec<usize> = word
        .char_indices()
        .map(|(at, _)| at)
        .chain([word.len()])
        .collect();
    if places.len() == 2 {
        see(word);
    }
    for pair in places.windows(3) {
        see(&word[pair[0]..pair[2]]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        each_word(text, &mut |word| found.push(word.to_owned()));
        found
    }

    #[test]
    fn accents_and_capitals_go() {
        assert_eq!(words("Perdón, ÑANDÚ!"), ["perdon", "nandu"]);
        assert_eq!(words("Straße"), ["strasse"]);
        assert_eq!(words("Łódź"), ["lodz"]);
    }

    #[test]
    fn short_ends_stay_with_their_word() {
        assert_eq!(words("I can't, you’re"), ["i", "cant", "youre"]);
        assert_eq!(words("l'amour"), ["l", "amour"]);
        assert_eq!(words("the 'quoted' word"), ["the", "quoted", "word"]);
    }

    #[test]
    fn scripts_without_spaces_come_in_pairs() {
        assert_eq!(words("信任重建"), ["信任", "任重", "重建"]);
        assert_eq!(words("信"), ["信"]);
    }
}
