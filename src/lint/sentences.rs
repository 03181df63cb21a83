//! Where a sentence ends.

use std::ops::Range;

use super::quotes;
use super::text::MARK;

/// Calls `see` with each sentence of a line, without the white space around it.
///
/// One ends at a full stop, a question mark, an exclamation mark or an ellipsis, where white space follows (in Chinese and
/// Japanese nothing need follow) and what comes next does not go on in small letters: "3.5", "e.g. this" and `"Why?" they ask` stay whole.
pub(super) fn sentences(line: &str, abbreviations: &[String], mut see: impl FnMut(Range<usize>)) {
    let mut start = line.len() - line.trim_start().len();
    let mut at = start;
    while let Some(stop) = next_stop(line, at) {
        at = stop;
        let rest = line[stop..].trim_start_matches(closes);
        let next = rest.trim_start();
        let needs_space = !STOPS_WITHOUT_SPACE
            .iter()
            .any(|sign| line[..stop].ends_with(sign));
        if needs_space && rest.len() == next.len() {
            continue;
        }
        let goes_on = next
            .trim_start_matches(opens)
            .chars()
            .next()
            .is_some_and(char::is_lowercase);
        if !goes_on && !is_abbreviation(&line[start..stop], next, abbreviations) {
            see(start..line.len() - rest.len());
            start = line.len() - next.len();
            at = start;
        }
    }
    let last = line[start..].trim_end();
    if !last.is_empty() {
        see(start..start + last.len());
    }
}

/// The byte after the next sign that may end a sentence.
fn next_stop(line: &str, from: usize) -> Option<usize> {
    let rest = &line.as_bytes()[from..];
    let mut at = 0;
    loop {
        at += rest[at..]
            .iter()
            .position(|byte| MAY_STOP[usize::from(*byte)])?;
        if rest[at].is_ascii() {
            return Some(from + at + 1);
        }
        let mut stops = STOPS.iter().chain(STOPS_WITHOUT_SPACE);
        if let Some(stop) = stops.find(|stop| rest[at..].starts_with(stop.as_bytes())) {
            return Some(from + at + stop.len());
        }
        at += 1;
    }
}

/// The signs that may end a sentence, where white space follows: also those of Arabic, Urdu and Hindi.
const STOPS: &[&str] = &[".", "!", "?", "…", "؟", "۔", "।", "॥"];

/// Those of Chinese and Japanese, after which no white space stands.
const STOPS_WITHOUT_SPACE: &[&str] = &["。", "！", "？"];

/// The bytes that a sign which may end a sentence starts with. Every byte of a book is looked up here.
static MAY_STOP: [bool; 256] = {
    let mut table = [false; 256];
    let mut at = 0;
    while at < STOPS.len() {
        table[STOPS[at].as_bytes()[0] as usize] = true;
        at += 1;
    }
    at = 0;
    while at < STOPS_WITHOUT_SPACE.len() {
        table[STOPS_WITHOUT_SPACE[at].as_bytes()[0] as usize] = true;
        at += 1;
    }
    table
};

/// What may stand between the end of a sentence and the white space after it; a claim's mark among it.
fn closes(c: char) -> bool {
    matches!(c, ')' | ']' | '）' | MARK) || quotes::closes(c)
}

fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '（' | '¿' | '¡') || quotes::opens(c)
}

/// Whether a text ends with an abbreviation, or with a letter that stands for a word: "J. Smith", "z. B.", "p. 5". "I."
/// ends a sentence.
fn is_abbreviation(text: &str, next: &str, abbreviations: &[String]) -> bool {
    let Some(text) = text.strip_suffix('.') else {
        return false;
    };
    let parts = |c: char| c.is_whitespace() || opens(c);
    let word = text
        .rfind(parts)
        .map_or(text, |at| text[at..].trim_start_matches(parts));
    let mut letters = word.chars();
    let stands_alone = letters
        .next()
        .filter(|letter| letters.next().is_none() && *letter != 'I');
    if stands_alone.is_some_and(|letter| letter.is_uppercase() || goes_on_shortened(letter, next)) {
        return true;
    }
    // Every sentence of a book comes here, and hardly one of them ends so: the first byte decides for most.
    let byte = word.as_bytes().first();
    abbreviations
        .iter()
        .any(|known| known.as_bytes().first() == byte && known.trim_end_matches('.') == word)
}

/// Whether a small letter and what follows it are one short form: "z. B.", "p. 5".
fn goes_on_shortened(letter: char, next: &str) -> bool {
    let mut next = next.chars();
    let first = next.next();
    letter.is_lowercase()
        && (first.is_some_and(char::is_numeric)
            || first.is_some_and(char::is_alphabetic) && next.next() == Some('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(line: &str) -> Vec<&str> {
        let abbreviations = ["Dr.", "e.g.", "ej."].map(str::to_owned);
        let mut found = Vec::new();
        sentences(line, &abbreviations, |range| found.push(&line[range]));
        found
    }

    #[test]
    fn sentences_end_where_a_reader_stops() {
        assert_eq!(split("One. Two!  Three? "), ["One.", "Two!", "Three?"]);
        assert_eq!(
            split("\"Why?\" they ask. (So.) Yes…"),
            ["\"Why?\" they ask.", "(So.)", "Yes…"]
        );
        assert_eq!(
            split("Dr. Who took 3.5 hours, e.g. Monday. And J. Smith."),
            ["Dr. Who took 3.5 hours, e.g. Monday.", "And J. Smith."]
        );
        assert_eq!(
            split("You and I. Then us. ¿Y tú? «Sí.» Bien"),
            ["You and I.", "Then us.", "¿Y tú?", "«Sí.»", "Bien"]
        );
        assert_eq!(
            split("Redet z. B. Montags, p. ej. Ángel. ¡Ya! ¿Sí?"),
            ["Redet z. B. Montags, p. ej. Ángel.", "¡Ya!", "¿Sí?"]
        );
        assert_eq!(
            split("It lasts.\u{fffc} Next."),
            ["It lasts.\u{fffc}", "Next."]
        );
        assert_eq!(
            split("Sie sagt: „Gut.“ Dann geht sie. ‹Oui.› Puis ‘So.’ Yes"),
            [
                "Sie sagt: „Gut.“",
                "Dann geht sie.",
                "‹Oui.›",
                "Puis ‘So.’",
                "Yes"
            ]
        );
        assert_eq!(split(" "), [""; 0]);
    }

    #[test]
    fn sentences_of_other_scripts_end_too() {
        assert_eq!(split("هل أنت بخير؟ نعم."), ["هل أنت بخير؟", "نعم."]);
        assert_eq!(split("یہ ہے۔ وہ ہے۔"), ["یہ ہے۔", "وہ ہے۔"]);
        assert_eq!(split("यह है। वह है।"), ["यह है।", "वह है।"]);
        assert_eq!(
            split("你好。「好！」是吗？是"),
            ["你好。", "「好！」", "是吗？", "是"]
        );
    }
}
