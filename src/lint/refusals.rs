//! Whether a sentence says no to a thing before it names it: "Neither of us uses a tracker".
//!
//! A refusal reaches to the end of its own part of the sentence and no further: "We do not lie, and we share our passwords"
//! refuses no sharing. Which words refuse, go on and end is a matter of the language, and stands in the theme's strings.

use crate::theme::Strings;

/// Whether the sentence refuses what stands at a byte of it.
pub(super) fn is_refused(strings: &Strings, sentence: &str, at: usize) -> bool {
    let part = &sentence[part_of(strings, sentence, at)..at];
    words_of(part).any(|(place, word)| {
        let says_no = is_among(word, strings.list("lint.refusals"));
        says_no && !starts_with(&part[place..], strings.list("lint.no-refusals"))
    })
}

/// Where the part of a sentence begins in which a byte stands.
fn part_of(strings: &Strings, sentence: &str, at: usize) -> usize {
    let before = &sentence[..at];
    let new_parts = strings.list("lint.new-parts");
    let first = words_of(before).next();
    let is_condition =
        first.is_some_and(|(_, word)| is_among(word, strings.list("lint.conditions")));
    let marks = before.char_indices().filter_map(|(place, mark)| {
        let after = &sentence[place + mark.len_utf8()..];
        let ends = match mark {
            ';' => true,
            ':' => starts_with(after, new_parts),
            // A list goes on where its last comma is followed by an "or": "no trackers, hidden apps or recordings".
            ',' | '—' | '–' => {
                is_condition || starts_with(after, new_parts) || !goes_on(strings, after)
            }
            _ => false,
        };
        ends.then_some(place)
    });
    let words = words_of(before).filter_map(|(place, word)| {
        let after = &sentence[place + word.len()..];
        let ends = is_among(word, strings.list("lint.refusal-ends"))
            || is_among(word, strings.list("lint.refusal-goes-on"))
                && starts_with(after, new_parts);
        ends.then_some(place)
    });
    marks.chain(words).max().unwrap_or(0)
}

/// Whether a list goes on after a comma: an "or" comes before whatever ends the part.
fn goes_on(strings: &Strings, after: &str) -> bool {
    let part = after.split(';').next().unwrap_or_default();
    words_of(part)
        .take_while(|(_, word)| !is_among(word, strings.list("lint.refusal-ends")))
        .any(|(_, word)| is_among(word, strings.list("lint.refusal-goes-on")))
}

/// The words of a text, each with its place.
fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let in_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let mut at = 0;
    text.split_inclusive(move |c: char| !in_word(c))
        .map(move |piece| {
            let place = at;
            at += piece.len();
            (place, piece.trim_end_matches(|c: char| !in_word(c)))
        })
        .filter(|(_, word)| !word.is_empty())
}

/// Whether a text starts with one of these phrases.
fn starts_with(text: &str, phrases: &[String]) -> bool {
    phrases.iter().any(|phrase| {
        let mut words = words_of(text);
        words_of(phrase).all(|(_, wanted)| {
            words
                .next()
                .is_some_and(|(_, word)| plain(word) == plain(wanted))
        })
    })
}

fn is_among(word: &str, list: &[String]) -> bool {
    list.contains(&plain(word))
}

/// A word in small letters and with a straight apostrophe, as the lists have it.
fn plain(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{MemoryFiles, Sources, Span};
    use crate::theme;

    /// Whether the thing, the word in capital letters, is refused.
    fn refused(language: &str, sentence: &str) -> bool {
        let mut sources = Sources::new();
        let at = Span::start_of(sources.add("book.toml", ""));
        let files = MemoryFiles::new();
        let theme = theme::load(&files, theme::DEFAULT_NAME, language, at, &mut sources).0;
        let at = sentence.find('X').unwrap();
        is_refused(&theme.strings, sentence, at)
    }

    #[test]
    fn a_refusal_reaches_over_a_list() {
        for sentence in [
            "Neither of us X.",
            "Neither of us checks phones or X.",
            "Neither of us will use trackers, hidden apps, recordings or X.",
            "Neither of us will use X, hidden apps or recordings.",
            "Nobody asks for phones, nor for X.",
            "You don’t hand over X.",
            "We agree not to go through phones, post or bags in X.",
            "And I will not ask for X.",
        ] {
            assert!(refused("en", sentence), "{sentence}");
        }
        for sentence in [
            "Ninguno de los dos usa rastreadores, grabaciones o X.",
            "Nadie mira el móvil ni X.",
            "Ni tú ni yo X.",
            "Pero nadie X.",
        ] {
            assert!(refused("es", sentence), "{sentence}");
        }
    }

    #[test]
    fn a_new_part_of_the_sentence_is_refused_by_nothing_before_it() {
        for sentence in [
            "We do not lie, and we share X.",
            "We do not lie and we share codes and X.",
            "We do not lie; we share X or codes.",
            "We do not lie, we share X or codes.",
            "We have no secrets: we share X.",
            "We do not lie, share X and check phones.",
            "We tell no lies but X.",
            "Nobody talks until X.",
            "We tell no lies, or we share X.",
            "If I do not keep this, I X.",
            "We share not only codes: X.",
            "We share X, and nobody lies.",
        ] {
            assert!(!refused("en", sentence), "{sentence}");
        }
        for sentence in [
            "No mentimos y compartimos X.",
            "No mentimos, sino que compartimos X o claves.",
            "No hay secretos, compartimos X.",
            "No mentimos, cada uno comparte X o claves.",
            "Si no cumplo esto, X.",
        ] {
            assert!(!refused("es", sentence), "{sentence}");
        }
    }
}
