//! Phrases that lints look for: all of them found in one pass over a text.
//!
//! A phrase stands in a text as whole words, in capital or small letters, with a straight or a curled apostrophe. `*` at the
//! end of a word stands for any ending: `promise*`, `check* their phone`.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::config::WordList;
use crate::model::value::one_line;

/// What a phrase is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// It stands for "in a hundred", where a number stands before it.
    Percent,
    /// It raises a risk; the risk's place among those of book.toml.
    Risk(usize),
    /// It touches something in a clause of an agreement; the touch's place among all.
    Touch(usize),
    /// It stands in a list of words; the list, and the line among those of all lists.
    Word(WordList, usize),
    /// The book may use it, whatever else of the list stands within it.
    Allowed(WordList),
}

/// A phrase that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is looked for.
    pub subject: Subject,
    /// Where it stands: bytes of the text.
    pub range: Range<usize>,
}

/// Phrases, and a machine that finds them.
#[derive(Default)]
pub struct Phrases {
    finder: Option<AhoCorasick>,
    phrases: Vec<Phrase>,
}

/// One phrase, or one way to write it.
struct Phrase {
    subject: Subject,
    /// What must follow the part that the machine finds, if that part ends with a `*`.
    rest: Option<Box<str>>,
}

impl Phrases {
    /// Makes the machine.
    pub fn new<'a>(phrases: impl IntoIterator<Item = (Subject, &'a str)>) -> Self {
        let mut starts: Vec<String> = Vec::new();
        let mut found = Vec::new();
        for (subject, phrase) in phrases {
            let phrase = one_line(phrase);
            let (start, rest) = match phrase.split_once('*') {
                Some((start, rest)) => (start, Some(rest)),
                None => (phrase.as_str(), None),
            };
            // An empty start would stand everywhere.
            for start in ways_to_write(start)
                .into_iter()
                .filter(|start| !start.is_empty())
            {
                starts.push(start);
                found.push(Phrase {
                    subject,
                    rest: rest.map(Into::into),
                });
            }
        }
        let finder = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .build(&starts)
            .ok();
        Self {
            finder,
            phrases: found,
        }
    }

    /// Every place of every phrase in a text with single spaces, in order; of two for one subject that start at one place the longer one. What the book
    /// may say is left out.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let Some(finder) = &self.finder else {
            return Vec::new();
        };
        let mut hits: Vec<Hit> = finder
            .find_overlapping_iter(text)
            .filter_map(|found| {
                let phrase = &self.phrases[found.pattern().as_usize()];
                let end = match &phrase.rest {
                    Some(rest) => found.end() + length_of_rest(&text[found.end()..], rest)?,
                    None => found.end(),
                };
                let range = found.start()..end;
                stands_alone(text, &range).then_some(Hit {
                    subject: phrase.subject,
                    range,
                })
            })
            .collect();
        hits.sort_by_key(|hit| (hit.range.start, usize::MAX - hit.range.end, hit.subject));
        hits.dedup_by(|next, kept| {
            next.subject == kept.subject && next.range.start < kept.range.end
        });
        without_allowed(hits)
    }
}

fn without_allowed(mut hits: Vec<Hit>) -> Vec<Hit> {
    let allowed: Vec<(WordList, Range<usize>)> = hits
        .iter()
        .filter_map(|hit| match hit.subject {
            Subject::Allowed(list) => Some((list, hit.range.clone())),
            _ => None,
        })
        .collect();
    if !allowed.is_empty() {
        hits.retain(|hit| match hit.subject {
            Subject::Word(list, _) => !allowed.iter().any(|(of, range)| {
                *of == list && range.start <= hit.range.start && hit.range.end <= range.end
            }),
            Subject::Allowed(_) => false,
            _ => true,
        });
    }
    hits
}

/// The machine takes capital and small letters of ASCII for the same; other letters and apostrophes have their ways spelt
/// out.
fn ways_to_write(start: &str) -> Vec<String> {
    let mut ways = vec![start.to_owned()];
    if !start.is_ascii() {
        let lower = start.to_lowercase();
        let mut letters = lower.chars();
        let capital: String = letters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(letters)
            .collect();
        ways.extend([capital, start.to_uppercase(), lower]);
    }
    for way in ways.clone() {
        ways.extend([way.replace('\'', "’"), way.replace('’', "'")]);
    }
    ways.sort();
    ways.dedup();
    ways
}

/// How much of a text the rest of a phrase takes up, from behind its `*`.
fn length_of_rest(text: &str, rest: &str) -> Option<usize> {
    let ending = text.len() - text.trim_start_matches(is_word).len();
    let (literal, further) = match rest.split_once('*') {
        Some((literal, further)) => (literal, Some(further)),
        None => (rest, None),
    };
    let mut at = ending;
    let mut letters = text[ending..].chars();
    for wanted in literal.chars() {
        let found = letters.next().filter(|found| same_letter(*found, wanted))?;
        at += found.len_utf8();
    }
    match further {
        Some(further) => length_of_rest(&text[at..], further).map(|length| at + length),
        None => Some(at),
    }
}

fn same_letter(a: char, b: char) -> bool {
    let is_apostrophe = |c: char| matches!(c, '\'' | '’');
    a == b || a.to_lowercase().eq(b.to_lowercase()) || is_apostrophe(a) && is_apostrophe(b)
}

/// Whether a range begins and ends with whole words. A sign such as `%` needs no space around it.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let inside = &text[range.clone()];
    let joined = |outer: Option<char>, inner: Option<char>| {
        outer.is_some_and(is_word) && inner.is_some_and(is_word)
    };
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !joined(before, inside.chars().next()) && !joined(after, inside.chars().next_back())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(phrases: &[&str], text: &'a str) -> Vec<&'a str> {
        let phrases = Phrases::new(phrases.iter().map(|phrase| (Subject::Percent, *phrase)));
        phrases
            .find(text)
            .into_iter()
            .map(|hit| &text[hit.range])
            .collect()
    }

    #[test]
    fn whole_words_in_any_case() {
        assert_eq!(
            found(&["vent"], "Vent, prevent, vents, to VENT."),
            ["Vent", "VENT"]
        );
        assert_eq!(found(&["%"], "5% or 6 %"), ["%", "%"]);
    }

    #[test]
    fn a_star_is_any_ending_also_within_a_phrase() {
        assert_eq!(
            found(&["promise*"], "Promises, promised; compromise"),
            ["Promises", "promised"]
        );
        let phrase = "check* your partner's phone*";
        assert_eq!(
            found(&[phrase], "Checking your partner’s phones today"),
            ["Checking your partner’s phones"]
        );
        assert_eq!(found(&[phrase], "check your partner's new phone"), [""; 0]);
        assert_eq!(found(&["*", ""], "nothing"), [""; 0]);
    }

    #[test]
    fn letters_beyond_ascii_have_capitals_too() {
        assert_eq!(
            found(&["índice*", "d'après"], "Índices, ÍNDICE, d’après"),
            ["Índices", "ÍNDICE", "d’après"]
        );
    }

    #[test]
    fn the_longest_of_several_and_each_subject_apart() {
        assert_eq!(
            found(&["most", "most couples", "couples"], "most couples"),
            ["most couples"]
        );
        let phrases = Phrases::new([
            (Subject::Percent, "most promises"),
            (Subject::Risk(0), "promise*"),
        ]);
        let hits: Vec<_> = phrases
            .find("Most promises")
            .into_iter()
            .map(|hit| (hit.subject, hit.range))
            .collect();
        assert_eq!(hits, [(Subject::Percent, 0..13), (Subject::Risk(0), 5..13)]);
    }

    #[test]
    fn what_the_book_may_say_hides_what_stands_within_it() {
        let (avoid, blame) = (WordList::WordsToAvoid, WordList::BlamingLanguage);
        let phrases = Phrases::new([
            (Subject::Word(avoid, 0), "toxic*"),
            (Subject::Word(blame, 1), "toxic"),
            (Subject::Allowed(avoid), "toxic shock"),
        ]);
        let hits: Vec<_> = phrases
            .find("Toxic shock is toxic")
            .into_iter()
            .map(|hit| (hit.subject, hit.range.start))
            .collect();
        assert_eq!(
            hits,
            [
                (Subject::Word(blame, 1), 0),
                (Subject::Word(avoid, 0), 15),
                (Subject::Word(blame, 1), 15),
            ]
        );
    }
}
