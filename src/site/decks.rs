//! Decks of cards: entries that are printed to be cut, drawn and talked about.
//!
//! All prompts are a deck by themselves; book.toml declares others. Cards lie open on a table, so a deck holds what a pack
//! for two may hold, and nothing else.

use super::audience::{self, Place, Shown};
use super::routes;
use super::sheet_files::{self, SheetFile};
use crate::config::{CardKind, Config, DeckTable};
use crate::diagnostic::{Diagnostic, nearest};
use crate::model::entry::Entry;
use crate::model::kind::Kind;
use crate::model::value::Text;
use crate::resolve::{Index, ResolvedBook};
use crate::source::Span;
use crate::theme::Strings;

/// A deck's place in [`super::Plan::decks`].
pub type DeckIndex = usize;

/// The id of the deck of all prompts, which is also the name of its page.
const PROMPTS: &str = "cards";

/// A deck of cards.
#[derive(Clone, Debug)]
pub struct Deck {
    /// Its id.
    pub id: String,
    /// The path of its page inside the built book.
    pub page: String,
    /// Its cards, in order.
    pub entries: Vec<Index>,
    /// Its files.
    pub files: Vec<SheetFile>,
    /// Where it is declared; the book as a whole for the prompts' own.
    pub span: Span,
    name: Option<Text>,
    about: Option<Text>,
}

impl Deck {
    /// Its name: as declared, else in the theme's words.
    pub fn name<'s>(&'s self, strings: &'s Strings) -> &'s str {
        match &self.name {
            Some(name) => &name.value,
            None => strings.text("collection.cards"),
        }
    }

    /// What it is for; may be empty.
    pub fn about<'s>(&'s self, strings: &'s Strings) -> &'s str {
        match (&self.about, &self.name) {
            (Some(about), _) => &about.value,
            (None, Some(_)) => "",
            (None, None) => strings.text("collection_about.cards"),
        }
    }

    /// Whether book.toml declares it, so that it has a page of its own.
    pub fn is_declared(&self) -> bool {
        self.name.is_some()
    }
}

/// Every deck of a book, that of the prompts first. One without a card is told, and left out.
pub(super) fn of_book(
    book: &ResolvedBook,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Deck> {
    let prompts = Deck {
        id: PROMPTS.to_owned(),
        page: routes::path_of(PROMPTS, config),
        entries: cards(book, &[CardKind::Prompt], &[]),
        files: Vec::new(),
        span: config.span(),
        name: None,
        about: None,
    };
    let declared = config.decks.iter().map(|table| {
        let deck = Deck {
            id: table.id.0.value.to_string(),
            page: routes::path_of(&format!("decks/{}", table.id.0.value), config),
            entries: cards(book, &table.kinds, &table.tags),
            files: Vec::new(),
            span: table.id.0.span,
            name: Some(table.name.clone()),
            about: table.about.clone(),
        };
        let unread = table.kinds.iter().any(|kind| book.lost.has(kind.kind()));
        if deck.entries.is_empty() && !unread {
            diagnostics.push(empty(table, book));
        }
        diagnostics.extend(taken(table, book));
        deck
    });
    let mut decks: Vec<Deck> = std::iter::once(prompts).chain(declared).collect();
    decks.retain(|deck| !deck.entries.is_empty());
    for deck in &mut decks {
        deck.files = sheet_files::of_deck(&deck.page, config);
    }
    decks
}

fn cards(book: &ResolvedBook, kinds: &[CardKind], tags: &[Text]) -> Vec<Index> {
    let fits = |index: &Index| {
        let entry = &book.entries[*index];
        let may_lie_open = audience::shown(&audience::of(entry, book), Place::PackForTwo);
        may_lie_open == Shown::Yes && (tags.is_empty() || tags.iter().any(|tag| has(entry, tag)))
    };
    kinds
        .iter()
        .flat_map(|kind| book.of_kind(kind.kind()))
        .filter(fits)
        .collect()
}

fn has(entry: &Entry, tag: &Text) -> bool {
    entry.common.tags.iter().any(|own| own.value == tag.value)
}

/// A deck is asked for by its id, as a sheet is.
fn taken(table: &DeckTable, book: &ResolvedBook) -> Option<Diagnostic> {
    let id = &table.id.0;
    let entry = &book.entries[book.find(id.value.as_str())?];
    let message = format!(
        "the deck `{}` has the id of {}, \"{}\"",
        id.value,
        entry.kind().with_article(),
        entry.title.value
    );
    let told = Diagnostic::error("duplicate-id", id.span, message)
        .also(entry.id.span, "the id is used here")
        .help("give the deck another id; an id is unique in the whole book");
    Some(told)
}

fn empty(table: &DeckTable, book: &ResolvedBook) -> Diagnostic {
    let kinds: Vec<&str> = table.kinds.iter().map(|kind| kind.word()).collect();
    let message = format!("the deck `{}` has no card", table.id.0.value);
    let Some(tag) = table.tags.first() else {
        let help = format!("write a {}, or take the deck out", kinds.join(" or a "));
        return Diagnostic::error("empty-deck", table.id.0.span, message).help(help);
    };
    let of_kinds: Vec<Kind> = table.kinds.iter().map(|kind| kind.kind()).collect();
    let known = book
        .entries
        .iter()
        .filter(|entry| of_kinds.contains(&entry.kind()))
        .flat_map(|entry| entry.common.tags.iter().map(|tag| &*tag.value));
    let help = match nearest(&tag.value, known) {
        Some(near) => format!("did you mean the tag `{near}`?"),
        None => format!(
            "write `tags: [{}]` in each {} that is to be a card",
            tag.value,
            kinds.join(" or ")
        ),
    };
    Diagnostic::error("empty-deck", tag.span, message).help(help)
}
