//! The plan: every page with its address and what it is made from.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::a_to_z::{self, Name};
use super::audience;
use super::collection::Collection;
use super::decks::{self, Deck, DeckIndex};
use super::files::{self, SiteFile};
use super::language::Language;
use super::navigation::Navigation;
use super::packs;
use super::places;
use super::routes::{self, Address};
use super::sheet_files::{self, FileOwner, SheetFile, SheetForm};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::block::{Inline, Prose, plain_named_line};
use crate::model::entry::Entry;
use crate::model::id::{HELP, Id};
use crate::model::kind::Kind;
use crate::model::value::NewId;
use crate::resolve::{Index, ResolvedBook};
use crate::source::Span;

/// The page that hosts show in place of one that is not there; many of them look for it under this name.
const NOT_FOUND: &str = "404.html";

/// A page's place in [`Plan::pages`].
pub type PageIndex = usize;

/// Every page and file that the book will have.
#[derive(Debug)]
pub struct Plan<'a> {
    /// What book.toml says.
    pub config: &'a Config,
    /// The book.
    pub book: &'a ResolvedBook,
    /// The pages, in the order in which a reader would leaf through them.
    pub pages: Vec<Page>,
    /// Where each entry stands; by its index.
    pub addresses: Vec<Address>,
    /// Where each sheet's and pack's facilitator notes stand.
    pub facilitator_notes: BTreeMap<Index, Address>,
    /// The files of each sheet and pack.
    sheet_files: BTreeMap<Index, Vec<SheetFile>>,
    /// The decks of cards, that of all prompts first.
    pub decks: Vec<Deck>,
    /// The names from A to Z, in order, as many in a part as a page holds.
    pub names: Vec<Vec<Name>>,
    /// Where each part stands, if there are several.
    pub name_pages: Vec<String>,
    /// Ways through the book.
    pub navigation: Navigation,
    /// Pictures and other files: the path in the book's folder, and the path in the built book.
    pub assets: Vec<(String, String)>,
    /// The files beside the pages that the book has, in order.
    pub files: Vec<SiteFile>,
    /// The entries that the feed names, those reviewed last first.
    pub feed: Vec<Index>,
    /// The rules of the book's language.
    pub language: Language,
    /// Where the book stands on its host: `/`, or `/folder/`. Only what is served from any path needs it.
    pub top: String,
    /// The page for what is not there, as its links are written: from the host's top.
    not_found: String,
    collections: BTreeMap<Collection, String>,
    roles: Vec<String>,
}

/// One page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its path inside the built book.
    pub path: String,
    /// What it is made from.
    pub content: Content,
}

/// What a page is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The front page.
    Home,
    /// One entry.
    Entry(Index),
    /// One sheet's or pack's facilitator notes.
    Facilitator(Index),
    /// What the guide asks of one role; its place among the roles of book.toml.
    Role(usize),
    /// Entries of one kind, or gathered from many.
    Collection(Collection),
    /// A deck of cards that book.toml declares.
    Deck(DeckIndex),
    /// A part of the names from A to Z, of a book that has too many for one page; its place in [`Plan::names`].
    Names(usize),
    /// Where an entry stood before; it leads to where it stands now.
    Redirect(Index),
    /// What a host shows in place of a page that is not there.
    NotFound,
}

impl<'a> Plan<'a> {
    /// Where a page that gathers entries stands, if the book has it.
    pub fn collection(&self, collection: Collection) -> Option<&str> {
        self.collections.get(&collection).map(String::as_str)
    }

    /// Where the page of a role stands; by its place among the roles of book.toml.
    pub fn role_page(&self, role: usize) -> Option<&str> {
        self.roles.get(role).map(String::as_str)
    }

    /// The files that stand beside the page of a sheet or a pack; none for any other entry.
    pub fn sheet_files(&self, index: Index) -> &[SheetFile] {
        self.sheet_files
            .get(&index)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// The files of a sheet, a pack or a deck.
    pub fn files_of(&self, owner: FileOwner) -> &[SheetFile] {
        match owner {
            FileOwner::Entry(index) => self.sheet_files(index),
            FileOwner::Deck(at) => &self.decks[at].files,
        }
    }

    /// The id under which a sheet, a pack or a deck is asked for.
    pub fn id_of(&self, owner: FileOwner) -> &str {
        match owner {
            FileOwner::Entry(index) => self.book.entries[index].id.value.as_str(),
            FileOwner::Deck(at) => &self.decks[at].id,
        }
    }

    /// The sheets that a pack names and may not hold.
    pub fn kept_out(&self, index: Index) -> Vec<Index> {
        packs::deal(index, self.book, self.config, None)
            .map(|deal| deal.kept_out.iter().map(|kept| kept.sheet).collect())
            .unwrap_or_default()
    }

    /// Whether an entry is a pack that two people leaf through.
    pub fn is_pack_for_two(&self, index: Index) -> bool {
        packs::deal(index, self.book, self.config, None).is_some_and(|deal| deal.for_two)
    }

    /// Whether an entry must never lie where two people leaf.
    pub fn is_kept_from_two(&self, index: Index) -> bool {
        !packs::may_hold(&self.book.entries[index], self.book, None)
    }

    /// The sheets of a pack, each once; without those that it may not hold.
    pub fn sheets_of_pack(&self, index: Index) -> Vec<Index> {
        packs::deal(index, self.book, self.config, None)
            .map(|deal| deal.sheets)
            .unwrap_or_default()
    }

    /// The roles that get something of a pack; `both` for what they share.
    pub fn roles_of_pack(&self, index: Index) -> Vec<String> {
        let Some(deal) = packs::deal(index, self.book, self.config, None) else {
            return Vec::new();
        };
        let notes = self
            .sheet_files(index)
            .iter()
            .any(|file| file.form == SheetForm::Facilitator);
        let hands = deal.hands.into_iter().map(|hand| hand.role);
        hands
            .chain(notes.then(|| "practitioner".to_owned()))
            .collect()
    }

    /// The one whom an entry is for alone: a role, or `each` for whoever fills it in.
    pub fn owner(&self, entry: &Entry) -> Option<Box<str>> {
        audience::owner(entry, self.book)
    }

    /// Every file of every sheet, pack and deck, with what it belongs to.
    pub fn all_sheet_files(&self) -> impl Iterator<Item = (FileOwner, &SheetFile)> {
        let sheets = self.sheet_files.iter().flat_map(|(index, files)| {
            let owner = FileOwner::Entry(*index);
            files.iter().map(move |file| (owner, file))
        });
        let decks = self.decks.iter().enumerate().flat_map(|(at, deck)| {
            let owner = FileOwner::Deck(at);
            deck.files.iter().map(move |file| (owner, file))
        });
        sheets.chain(decks)
    }

    /// Where somebody wrote what a file is printed from.
    pub fn span_of(&self, owner: FileOwner) -> Span {
        match owner {
            FileOwner::Entry(index) => self.book.entries[index].id.span,
            FileOwner::Deck(at) => self.decks[at].span,
        }
    }

    /// Where an entry stands, seen from the page at `from`.
    pub fn link(&self, to: Index, from: &str) -> String {
        self.addresses[to].seen_from(from)
    }

    /// What an entry is called in its addresses: its id, also its place on a page that it shares; a neutral name where
    /// the book is discreet.
    pub fn anchor(&self, entry: &Entry) -> String {
        places::of_entry(entry.id.value.as_str(), self.config)
    }

    /// The places on its page at which an entry stood under the ids that it had before.
    pub fn old_anchors(&self, index: Index) -> Vec<String> {
        if self.addresses[index].anchor.is_none() {
            return Vec::new();
        }
        let old = self.book.entries[index].common.was.iter();
        old.map(|NewId(id)| places::of_entry(id.value.as_str(), self.config))
            .collect()
    }

    /// A place on a page by its words, for headings and the like; a neutral one where the book is discreet.
    pub fn place_name(&self, words: String) -> String {
        places::place(words, self.config.is_discreet())
    }

    /// Whether a page is kept out of search engines and shared links: what is private or for practitioners is listed
    /// under its role alone, and what leads elsewhere is nothing to find.
    pub fn is_unlisted(&self, page: &Page) -> bool {
        match &page.content {
            Content::Entry(index) => !audience::is_listed(&self.book.entries[*index], self.book),
            Content::Facilitator(_) | Content::Redirect(_) | Content::NotFound => true,
            Content::Home
            | Content::Role(_)
            | Content::Collection(_)
            | Content::Deck(_)
            | Content::Names(_) => false,
        }
    }

    /// The path that a page's links are written for: its own, or that at the host's top if it is served from any path.
    pub fn seen_as<'p>(&'p self, page: &'p Page) -> &'p str {
        match page.content {
            Content::NotFound => &self.not_found,
            _ => &page.path,
        }
    }

    /// The words of a piece of prose as a reader sees them, without any marks: a reference without words of its own
    /// gives the title of its entry, and one to the page of help gives `help`. One to a claim, of which a page shows but a
    /// mark, gives nothing, and so does one to what is private.
    pub fn words(&self, prose: &Prose, help: &str) -> String {
        prose.plain_named(&|id| self.named(id, help))
    }

    /// The words of a line, as [`Plan::words`] gives those of prose.
    pub fn line_words(&self, line: &[Inline], help: &str) -> String {
        plain_named_line(line, &|id| self.named(id, help))
    }

    fn named<'n>(&'n self, id: &Id, help: &'n str) -> Option<Cow<'n, str>> {
        let Some(entry) = self.book.get(id.as_str()) else {
            return (id.as_str() == HELP).then_some(help.into());
        };
        let has_name = entry.kind() != Kind::Claim && audience::is_listed(entry, self.book);
        has_name.then_some((&*entry.title.value).into())
    }

    /// The address of a page on the book's site, if it has one.
    pub fn on_site(&self, page: &str) -> Option<String> {
        let page = if page == "index.html" { "" } else { page };
        Some(format!("{}/{page}", self.config.site()?))
    }

    /// The entries of a kind that lists for everyone show, in order.
    pub fn listed(&self, kind: Kind) -> Vec<Index> {
        let mut entries = self.book.of_kind(kind);
        entries.retain(|index| audience::is_listed(&self.book.entries[*index], self.book));
        entries
    }
}

/// Plans a book.
pub fn plan<'a>(book: &'a ResolvedBook, config: &'a Config) -> (Plan<'a>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let addresses: Vec<Address> = book
        .entries
        .iter()
        .map(|entry| address_of(entry, book, config))
        .collect();
    let language = Language::of(config.language());
    let mut plan = Plan {
        config,
        book,
        pages: Vec::new(),
        sheet_files: sheet_files::of_book(book, config, &addresses),
        decks: decks::of_book(book, config, &mut diagnostics),
        addresses,
        names: a_to_z::of_book(book, config, &language),
        name_pages: Vec::new(),
        facilitator_notes: BTreeMap::new(),
        navigation: Navigation::of(book, config),
        assets: book
            .assets
            .iter()
            .map(|path| (path.clone(), asset_path(path, config)))
            .collect(),
        files: SiteFile::ALL
            .iter()
            .copied()
            .filter(|file| file.is_wanted(config, book))
            .collect(),
        feed: files::reviewed(book),
        language,
        not_found: format!("{}{NOT_FOUND}", config.top()),
        top: config.top(),
        collections: BTreeMap::new(),
        roles: Vec::new(),
    };
    plan.lay_out();
    check_addresses(&plan, &mut diagnostics);
    (plan, diagnostics)
}

impl Plan<'_> {
    fn lay_out(&mut self) {
        self.add("index.html".to_owned(), Content::Home);
        for role in 0..self.config.roles.len() {
            let name = format!("roles/{}", self.config.roles[role].id.0.value);
            let path = routes::path_of(&name, self.config);
            self.roles.push(path.clone());
            self.add(path, Content::Role(role));
        }
        let mut own: Vec<Index> = self.navigation.steps().map(|(_, step)| step).collect();
        let on_route: BTreeSet<Index> = own.iter().copied().collect();
        for kind in Kind::ALL {
            own.extend(
                self.book
                    .of_kind(*kind)
                    .into_iter()
                    .filter(|index| !on_route.contains(index)),
            );
        }
        for index in own {
            let entry = &self.book.entries[index];
            let address = self.addresses[index].clone();
            if address.anchor.is_none() && entry.kind() != Kind::Guide {
                self.add(address.page, Content::Entry(index));
            }
            if sheet_files::has_notes(entry) {
                let path =
                    routes::path_of(&format!("practitioners/{}", entry.id.value), self.config);
                self.facilitator_notes
                    .insert(index, Address::page(path.clone()));
                self.add(path, Content::Facilitator(index));
            }
        }
        for collection in Collection::ALL {
            let practitioners =
                *collection == Collection::Practitioners && self.is_for_practitioners();
            let filled = collection
                .kinds()
                .iter()
                .any(|kind| !self.listed(*kind).is_empty());
            // Sheets lead to every deck, and a deck must have a way in.
            let decks =
                *collection == Collection::Sheets && self.decks.iter().any(Deck::is_declared);
            if collection.always() || filled || practitioners || decks {
                let path = routes::path_of(collection.name(), self.config);
                self.collections.insert(*collection, path.clone());
                self.add(path, Content::Collection(*collection));
            }
        }
        if self.names.len() > 1 {
            for part in 0..self.names.len() {
                let path = routes::path_of(&format!("a-z/{}", part + 1), self.config);
                self.name_pages.push(path.clone());
                self.add(path, Content::Names(part));
            }
        }
        for (at, deck) in self.decks.clone().into_iter().enumerate() {
            if deck.is_declared() {
                self.add(deck.page, Content::Deck(at));
            }
        }
        // What stands on a page with others had an anchor there, which the page keeps: see `old_anchors`.
        for (old, index) in &self.book.redirects {
            let entry = &self.book.entries[*index];
            if self.addresses[*index].anchor.is_none() && entry.kind() != Kind::Guide {
                let path = routes::own_page(entry.kind(), &old.value, self.config);
                self.add(path, Content::Redirect(*index));
            }
        }
        self.add(NOT_FOUND.to_owned(), Content::NotFound);
    }

    fn add(&mut self, path: String, content: Content) {
        self.pages.push(Page { path, content });
    }

    fn is_for_practitioners(&self) -> bool {
        let speaks = |entry: &Entry| {
            entry
                .common
                .roles
                .iter()
                .any(|role| role.as_str() == "practitioner")
        };
        !self.facilitator_notes.is_empty() || self.book.entries.iter().any(speaks)
    }
}

/// An entry's address: its own page, or its place on the page of its kind. What is private has a page of its own.
fn address_of(entry: &Entry, book: &ResolvedBook, config: &Config) -> Address {
    let kind = entry.kind();
    match Collection::gathering(kind) {
        Some(collection) if !routes::has_own_page(kind) && audience::is_listed(entry, book) => {
            Address {
                page: routes::path_of(collection.name(), config),
                anchor: Some(places::of_entry(entry.id.value.as_str(), config)),
            }
        }
        _ => Address::page(routes::own_page(kind, &entry.id.value, config)),
    }
}

fn asset_path(path: &str, config: &Config) -> String {
    let inside = path
        .strip_prefix(config.content())
        .unwrap_or(path)
        .trim_start_matches('/');
    routes::file_path(inside, config)
}

/// No two files at one address, not even on a disk that makes no difference between capital and small letters.
fn check_addresses(plan: &Plan<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    let pages = plan
        .pages
        .iter()
        .map(|page| (page.path.as_str(), page.span(plan)));
    let assets = plan
        .assets
        .iter()
        .map(|(_, path)| (path.as_str(), plan.config.span()));
    let sheets = plan
        .all_sheet_files()
        .map(|(owner, file)| (file.path.as_str(), plan.span_of(owner)));
    // The first guide is the front page; another would stand nowhere.
    let guides = plan
        .book
        .entries
        .iter()
        .filter(|entry| entry.kind() == Kind::Guide)
        .skip(1);
    let guides = guides.map(|entry| ("index.html", entry.id.span));
    let files = plan
        .files
        .iter()
        .map(|file| (file.path(), plan.config.span()));
    let all = files.chain(pages).chain(assets).chain(sheets).chain(guides);
    for (path, span) in all {
        if let Some(first) = seen.insert(path.to_lowercase(), span) {
            let message = format!("two {} would stand at `{path}`", what_stands(path));
            let help = "give one of the two entries another id";
            diagnostics.push(
                Diagnostic::error("same-address", span, message)
                    .also(first, "the other one")
                    .help(help),
            );
        }
    }
}

/// What somebody expects at a path.
fn what_stands(path: &str) -> &'static str {
    if path.ends_with(".html") {
        "pages"
    } else {
        "files"
    }
}

impl Page {
    fn span(&self, plan: &Plan<'_>) -> Span {
        match &self.content {
            Content::Entry(index) | Content::Facilitator(index) | Content::Redirect(index) => {
                plan.book.entries[*index].id.span
            }
            Content::Deck(at) => plan.span_of(FileOwner::Deck(*at)),
            Content::Home => plan
                .book
                .guide()
                .map_or(plan.config.span(), |guide| guide.id.span),
            _ => plan.config.span(),
        }
    }
}
