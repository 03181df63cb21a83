//! Addresses: where each page and each entry stands in the built book.

use crate::config::Config;
use crate::model::id::Id;
use crate::model::kind::Kind;

/// Where something stands: a page, and perhaps a place on it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// The page's path inside the built book, with `/` between the parts.
    pub page: String,
    /// The place on the page.
    pub anchor: Option<String>,
}

impl Address {
    /// A whole page.
    pub fn page(path: impl Into<String>) -> Self {
        Self {
            page: path.into(),
            anchor: None,
        }
    }

    /// The address as a link on the page at `from`: relative, so that the book opens from any folder. A page whose path
    /// starts with `/` may be served from any folder, and its links start at the host's top.
    pub fn seen_from(&self, from: &str) -> String {
        match &self.anchor {
            Some(anchor) if self.page == from => format!("#{anchor}"),
            Some(anchor) => format!("{}{}#{anchor}", up_from(from), self.page),
            None => format!("{}{}", up_from(from), self.page),
        }
    }
}

/// The way from a page up to the book's top folder: empty, or `../` for each folder it is in; for a page that may be
/// served from any folder, the way from the host's top.
pub fn up_from(page: &str) -> String {
    match page.strip_prefix('/') {
        Some(from_top) => format!(
            "/{}",
            &from_top[..from_top.rfind('/').map_or(0, |at| at + 1)]
        ),
        None => "../".repeat(page.matches('/').count()),
    }
}

/// Whether entries of a kind have pages of their own; the others stand together on a page for their kind.
pub(super) fn has_own_page(kind: Kind) -> bool {
    match kind {
        Kind::Guide
        | Kind::Topic
        | Kind::Step
        | Kind::Note
        | Kind::Exercise
        | Kind::Worksheet
        | Kind::Agreement
        | Kind::Pack
        | Kind::Path => true,
        Kind::Mistake
        | Kind::Faq
        | Kind::Sign
        | Kind::Script
        | Kind::Prompt
        | Kind::Habit
        | Kind::Claim
        | Kind::Tension
        | Kind::Term
        | Kind::Source
        | Kind::Helpline => false,
    }
}

/// The path of an entry's own page.
pub(super) fn own_page(kind: Kind, id: &Id, config: &Config) -> String {
    match kind {
        Kind::Guide => "index.html".to_owned(),
        kind => path_of(&format!("{}/{id}", kind.spec().place), config),
    }
}

/// The path of a page by its plain name; a neutral one where the book is discreet.
pub(super) fn path_of(name: &str, config: &Config) -> String {
    if !config.is_discreet() || name == "index" || name == "404" {
        return format!("{name}.html");
    }
    format!("p/{}.html", neutral_name(name))
}

/// The path of a picture or another file of the content, by its path in the content folder.
pub(super) fn file_path(inside: &str, config: &Config) -> String {
    if !config.is_discreet() {
        return format!("files/{inside}");
    }
    let name = inside.rsplit_once('/').map_or(inside, |(_, name)| name);
    match name.rsplit_once('.') {
        Some((_, end)) => format!("files/{}.{end}", neutral_name(inside)),
        None => format!("files/{}", neutral_name(inside)),
    }
}

/// Six letters made from a name, the same ones each time. They tell nothing to whoever reads them; whoever has the book's
/// ids can make the letters from each and compare.
pub(super) fn neutral_name(name: &str) -> String {
    let mut hash = twox_hash::XxHash3_128::oneshot(name.as_bytes());
    let mut letters = String::with_capacity(6);
    for _ in 0..6 {
        // Consonants only: no word can come out by accident.
        const LETTERS: &[u8; 20] = b"bcdfghjklmnpqrstvwxz";
        letters.push(char::from(LETTERS[(hash % 20) as usize]));
        hash /= 20;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative() {
        let step = Address::page("steps/own-the-harm.html");
        assert_eq!(step.seen_from("index.html"), "steps/own-the-harm.html");
        assert_eq!(
            step.seen_from("topics/a.html"),
            "../steps/own-the-harm.html"
        );
        let faq = Address {
            page: "faqs.html".to_owned(),
            anchor: Some("faq-how-long".to_owned()),
        };
        assert_eq!(faq.seen_from("faqs.html"), "#faq-how-long");
        assert_eq!(faq.seen_from("steps/a.html"), "../faqs.html#faq-how-long");
        assert_eq!(step.seen_from("/404.html"), "/steps/own-the-harm.html");
        assert_eq!(
            faq.seen_from("/a/b/404.html"),
            "/a/b/faqs.html#faq-how-long"
        );
    }

    #[test]
    fn neutral_names_are_six_letters_and_stay_the_same() {
        assert_eq!(neutral_name("steps/a").len(), 6);
        assert_eq!(neutral_name("steps/a"), neutral_name("steps/a"));
        assert_ne!(neutral_name("steps/a"), neutral_name("steps/b"));
    }
}
