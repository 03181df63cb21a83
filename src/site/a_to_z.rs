//! From A to Z: what everyone may see, by its names, in the order of the book's language; for whoever cannot search, or would
//! rather look than type.
//!
//! It lists whatever has a name that somebody may look for. Words to say, questions to ask and statements have their own
//! pages, where they are read one after the other; sources stand under what they are about.

use std::collections::BTreeMap;

use super::audience;
use super::language::Language;
use crate::config::Config;
use crate::model::kind::{Data, Kind};
use crate::resolve::{Index, ResolvedBook};

/// How many names a page has at most: about 40 kB compressed, with all that it needs to show.
const MOST: usize = 800;

/// What stands in a letter's place above names that start with a number.
const FIGURES: &str = "0–9";

/// A name, and what goes by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub name: String,
    /// The letter that it stands under.
    pub letter: String,
    /// What goes by it.
    pub of: Named,
}

/// What goes by a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// An entry, by its title.
    Entry(Index),
    /// An entry, by another name.
    Also(Index),
    /// The page of a role; its place among the roles of book.toml.
    Role(usize),
}

/// All names, in order, as many in a part as a page holds.
pub(super) fn of_book(book: &ResolvedBook, config: &Config, language: &Language) -> Vec<Vec<Name>> {
    let mut names: Vec<(Vec<u8>, Name)> = Vec::new();
    let order = language.order();
    let mut letters: BTreeMap<char, String> = BTreeMap::new();
    let mut add = |name: &str, of: Named| {
        // A quotation mark, or one that opens a question, is nothing to sort by.
        let start = name.find(char::is_alphanumeric).unwrap_or_default();
        let letter = match name[start..].chars().next() {
            Some(first) if first.is_alphabetic() => {
                let heading = || language.heading(&first.to_string());
                letters.entry(first).or_insert_with(heading).clone()
            }
            _ => FIGURES.to_owned(),
        };
        let key = order.key(&name[start..]);
        let name = name.to_owned();
        names.push((key, Name { name, letter, of }));
    };
    for (at, role) in config.roles.iter().enumerate() {
        let name = role.door.as_ref().unwrap_or(&role.name);
        add(&name.value, Named::Role(at));
    }
    for (index, entry) in book.entries.iter().enumerate() {
        if !is_looked_up(entry.kind()) || !audience::is_listed(entry, book) {
            continue;
        }
        add(&entry.title.value, Named::Entry(index));
        if let Data::Term(term) = &entry.data {
            let mut starts = vec![start_of(&entry.title.value)];
            for name in &term.names {
                let start = start_of(&name.value);
                if !starts.contains(&start) {
                    add(&name.value, Named::Also(index));
                    starts.push(start);
                }
            }
        }
    }
    // Names that are alike stay in the order of the book.
    names.sort_by(|(one, _), (other, _)| one.cmp(other));
    in_parts(names.into_iter().map(|(_, name)| name).collect())
}

/// Whether somebody may look for an entry of a kind by its title.
fn is_looked_up(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Guide | Kind::Script | Kind::Prompt | Kind::Claim | Kind::Source
    )
}

/// What a name starts with. A form of a word that starts as another of the same entry would stand next to it, and help nobody
/// to find it.
fn start_of(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric()).take(4);
    letters.flat_map(char::to_lowercase).collect()
}

/// Parts that fit on a page; a letter is torn apart only where it does not fit on one.
fn in_parts(names: Vec<Name>) -> Vec<Vec<Name>> {
    let mut parts: Vec<Vec<Name>> = vec![Vec::new()];
    for letter in names.chunk_by(|one, other| one.letter == other.letter) {
        for piece in letter.chunks(MOST) {
            match parts.last_mut() {
                Some(part) if part.len() + piece.len() <= MOST => part.extend_from_slice(piece),
                _ => parts.push(piece.to_vec()),
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(letters: &[(&str, usize)]) -> Vec<Name> {
        let name = |letter: &str| Name {
            name: letter.to_lowercase(),
            letter: letter.to_owned(),
            of: Named::Role(0),
        };
        letters
            .iter()
            .flat_map(|(letter, count)| vec![name(letter); *count])
            .collect()
    }

    #[test]
    fn letters_share_a_page_while_there_is_room() {
        let lengths = |letters: &[(&str, usize)]| -> Vec<usize> {
            let parts = in_parts(names(letters));
            parts.iter().map(Vec::len).collect()
        };
        assert_eq!(lengths(&[("A", 3), ("B", 4)]), [7]);
        assert_eq!(lengths(&[("A", 700), ("B", 101), ("C", 1)]), [700, 102]);
        assert_eq!(
            lengths(&[("A", 1), ("T", 1700), ("U", 5)]),
            [1, 800, 800, 105]
        );
        assert_eq!(lengths(&[]), [0]);
    }
}
