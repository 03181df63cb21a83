//! One context a template: what the template of a page gets beside `site`, `t`, `nav`, `route` and `page`.

use schemars::JsonSchema;
use serde::Serialize;

use super::files::FilesView;
use super::views::{EntryView, Html, Link, RoleView, StopView};
use crate::site::sheet::SheetView;

/// `home.html`
#[derive(Debug, Serialize, JsonSchema)]
pub struct HomeContext {
    /// The front page's entry, if the book has one; its own fields are in `entry.data`.
    pub entry: Option<EntryView>,
    /// The page of the route.
    pub route_page: Option<Link>,
    /// The page for practitioners.
    pub practitioners: Option<Link>,
    /// The page of signs that it may be time to walk away.
    pub walk_away: Option<Link>,
    /// The reading orders.
    pub paths: Vec<Link>,
    /// The pages of things to use.
    pub tools: Vec<Link>,
    /// The pages that say how sure the guide is and where it comes from.
    pub grounds: Vec<Link>,
}

/// `entry.html`, and `step.html`, `topic.html`, `note.html`, `exercise.html`, `worksheet.html`, `agreement.html`,
/// `pack.html` and `path.html`
#[derive(Debug, Serialize, JsonSchema)]
pub struct EntryContext {
    /// The entry.
    pub entry: EntryView,
}

/// `facilitator.html`
#[derive(Debug, Serialize, JsonSchema)]
pub struct FacilitatorContext {
    /// The sheet or pack that the notes belong to.
    pub sheet: Link,
    /// The notes.
    pub notes: Html,
    /// The notes on paper, of a pack.
    pub files: Vec<FilesView>,
}

/// `redirect.html`: the page at an old address
#[derive(Debug, Serialize, JsonSchema)]
pub struct RedirectContext {
    /// Where the entry stands now.
    pub link: Link,
    /// The address of its page on the book's site, if it has one and search engines may know it.
    pub canonical: Option<String>,
}

/// `not-found.html`: the page that a host shows in place of one that is not there, at whatever address
#[derive(Debug, Serialize, JsonSchema)]
pub struct NotFoundContext {
    /// Where to go on: help, and what most readers look for.
    pub pages: Vec<Link>,
    /// Whom to ring in danger now: they stand here because a link to help may not work everywhere.
    pub urgent: Vec<UrgentView>,
}

/// A helpline for danger now
#[derive(Debug, Serialize, JsonSchema)]
pub struct UrgentView {
    /// The country's name.
    pub country: String,
    /// What the line is called; empty if that is its number.
    pub name: String,
    /// The number to call.
    pub number: String,
    /// The number as a `tel:` address; empty if a telephone cannot ring it.
    pub href: String,
}

/// `role.html`
#[derive(Debug, Serialize, JsonSchema)]
pub struct RoleContext {
    /// The role.
    pub role: RoleView,
    /// The notes for the role.
    pub notes: Vec<EntryView>,
    /// The reading orders for the role.
    pub paths: Vec<Link>,
    /// What each step asks of the role, in the order of the route.
    pub steps: Vec<RoleStep>,
    /// Sheets that the role fills in, alone or with the other.
    pub sheets: Vec<Link>,
    /// What is private to the role.
    pub private: Vec<Link>,
    /// The pages of the other roles.
    pub others: Vec<Link>,
}

/// What a step asks of a role.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RoleStep {
    /// The step.
    pub link: Link,
    /// Its number in the route.
    pub number: usize,
    /// What holds beside the advice.
    pub safety: Html,
    /// The things that the role does, and those that both do.
    pub actions: Vec<Html>,
}

/// `sources.html`
#[derive(Debug, Serialize, JsonSchema)]
pub struct SourcesContext {
    /// The sources by their type, what can be trusted furthest first; each with the claims that rest on it.
    pub groups: Vec<GroupView>,
    /// The claims that rest on none.
    pub unsourced: Vec<EntryView>,
}

/// `route.html`, `topics.html`, `exercises.html` and `paths.html`
#[derive(Debug, Serialize, JsonSchema)]
pub struct LinksContext {
    /// The entries in order, which have pages of their own.
    pub entries: Vec<Link>,
}

/// `mistakes.html`, `faqs.html` and `phrase-book.html`
#[derive(Debug, Serialize, JsonSchema)]
pub struct RolesContext {
    /// The entries by the role that they speak to, what is for several last; one group without a name where they are few.
    pub groups: Vec<GroupView>,
}

/// `habits.html` and `tensions.html`
#[derive(Debug, Serialize, JsonSchema)]
pub struct ListContext {
    /// The entries in order.
    pub entries: Vec<EntryView>,
}

/// `walk-away.html`
#[derive(Debug, Serialize, JsonSchema)]
pub struct WalkAwayContext {
    /// The signs by group, safety first.
    pub groups: Vec<GroupView>,
}

/// Entries that belong together.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GroupView {
    /// The group's id: a letter, a country, a type of source, a role's number, or a group of signs, whose place is called by a
    /// neutral name where the book is discreet.
    pub id: String,
    /// Its name; for a country or a built-in group the theme's word.
    pub name: String,
    /// One sentence about it.
    pub about: String,
    /// The entries in order.
    pub entries: Vec<EntryView>,
}

/// `cards.html`
#[derive(Debug, Serialize, JsonSchema)]
pub struct CardsContext {
    /// The prompts to ask each other, then those to ask oneself.
    pub groups: Vec<GroupView>,
    /// The files of the deck, made to be printed.
    pub files: Vec<FilesView>,
    /// The other decks.
    pub decks: Vec<DeckLink>,
}

/// `deck.html`: a deck of cards that book.toml declares
#[derive(Debug, Serialize, JsonSchema)]
pub struct DeckContext {
    /// What the deck is for.
    pub about: String,
    /// Its cards, in order.
    pub entries: Vec<EntryView>,
    /// The files of the deck, made to be printed.
    pub files: Vec<FilesView>,
    /// The other decks.
    pub decks: Vec<DeckLink>,
}

/// A deck and its files.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DeckLink {
    /// The deck.
    pub link: Link,
    /// How many cards it has.
    pub cards: usize,
    /// Its files by their forms.
    pub files: Vec<FilesView>,
}

/// `sheets.html`
#[derive(Debug, Serialize, JsonSchema)]
pub struct SheetsContext {
    /// The worksheets.
    pub worksheets: Vec<EntryView>,
    /// The agreements.
    pub agreements: Vec<EntryView>,
    /// The packs.
    pub packs: Vec<EntryView>,
    /// The decks of cards.
    pub decks: Vec<DeckLink>,
}

/// `glossary.html`
#[derive(Debug, Serialize, JsonSchema)]
pub struct GlossaryContext {
    /// The terms by their first letter.
    pub groups: Vec<GroupView>,
}

/// `a-z.html`: all names, or a part of them
#[derive(Debug, Serialize, JsonSchema)]
pub struct NamesContext {
    /// The names by their letters; none on the page that leads to the parts.
    pub letters: Vec<LetterView>,
    /// The parts of all names, where they are too many for one page: the letters of each, and from which name to which.
    pub parts: Vec<Link>,
    /// Whether the page shows all names, or leads to all parts.
    pub whole: bool,
}

/// Names that start with a letter.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LetterView {
    /// Its place on the page.
    pub id: String,
    /// The letter.
    pub name: String,
    /// The names, in the order of the language.
    pub names: Vec<NamedLink>,
}

/// A name, and where what goes by it stands.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NamedLink {
    /// The name.
    pub name: String,
    /// The address.
    pub href: String,
    /// The kind of what goes by it; of a role's page `role`.
    pub kind: String,
    /// Its title, where the name is another one that it goes by; empty otherwise.
    pub title: String,
    /// The country of a helpline, since many have a number for a name; empty otherwise.
    pub country: String,
}

/// `help.html`
#[derive(Debug, Serialize, JsonSchema)]
pub struct HelpContext {
    /// The helplines by country, in the order of the countries' names; within a country the most urgent first.
    pub countries: Vec<GroupView>,
    /// Whom to ring in danger now, in the same order.
    pub urgent: Vec<UrgentView>,
    /// Whether any of them was never tried.
    pub unchecked: bool,
    /// The safety signs.
    pub safety_signs: Vec<Link>,
    /// What is private to a role, and the safety check.
    pub private: Vec<Link>,
}

/// `practitioners.html`
#[derive(Debug, Serialize, JsonSchema)]
pub struct PractitionersContext {
    /// Notes and topics for practitioners.
    pub entries: Vec<Link>,
    /// Reading orders for practitioners.
    pub paths: Vec<Link>,
    /// Sheets and packs that have notes for the facilitator.
    pub facilitator_notes: Vec<StopView>,
    /// The packs.
    pub packs: Vec<PackLink>,
}

/// A pack and its files.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PackLink {
    /// The pack.
    pub link: Link,
    /// Its files by their forms.
    pub files: Vec<FilesView>,
}

/// `whole-guide.html`, which shows `content` once: the place of all that follows
#[derive(Debug, Serialize, JsonSchema)]
pub struct WholeGuideContext {
    /// The entries' HTML, from `whole-entry.html`.
    pub content: Html,
}

/// `whole-entry.html`: one entry of the whole guide; it gets no `page`, `nav` or `route`
#[derive(Debug, Serialize, JsonSchema)]
pub struct WholeEntryContext {
    /// The entry.
    pub entry: EntryView,
    /// The name of the part that starts with it; empty if it starts none.
    pub part: String,
    /// The part's anchor.
    pub part_id: String,
    /// Whether the part ends with it.
    pub ends_part: bool,
}

/// `filled.html`: a sheet with its answers, as one file that needs no other; it gets no `page`, `nav` or `route`
#[derive(Debug, Serialize, JsonSchema)]
pub struct FilledContext<'a> {
    /// What the sheet says and asks, with the answers in their places.
    pub sheet: &'a SheetView,
    /// What a screen reader says for each place to fill in, by the place's number (`n`).
    pub tips: Vec<&'a str>,
    /// Whether the sheet is for one person alone.
    pub private: bool,
}
