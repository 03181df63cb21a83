//! What templates get: typed, and documented field by field. `mendbook theme contexts` prints this documentation.
//!
//! Fields of type [`Html`] are finished HTML; a template shows them with the filter `safe`. All others are plain text.

use schemars::JsonSchema;
use serde::Serialize;

use super::files::FilesView;

/// Finished HTML, to be shown with `| safe`.
pub type Html = String;

/// What every page has, whatever it shows: in templates, `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PageView {
    /// The page's path inside the built book.
    pub path: String,
    /// The name of what the page shows: a kind, or a page that gathers entries, such as `faqs`.
    pub name: String,
    /// The page's heading.
    pub title: String,
    /// The title for the browser's tab: neutral where the book is discreet.
    pub tab_title: String,
    /// One sentence about the page, for search engines; empty where the book is discreet.
    pub description: String,
    /// The way up to the book's top folder: empty, or `../`.
    pub root: String,
    /// The page's address on the book's site, if it has one and search engines may know it.
    pub canonical: Option<String>,
    /// Whether search engines are asked not to list the page: as the book asks, and whatever is for one role alone.
    pub no_index: bool,
    /// Whether the page says what it is to programs that show a link to it: not where the book is discreet, and not on
    /// what is for one role alone.
    pub social: bool,
    /// What the page is, as JSON-LD for search engines, to stand in a `script` of the type `application/ld+json`; empty
    /// where the book has no site address or search engines are to stay away.
    pub structured: Html,
    /// What "on this page" lists; empty where there is too little to list.
    pub toc: Vec<TocItem>,
    /// The parts of the search index that the page asks: names of folders below `search/`, with spaces between.
    pub search: String,
    /// The pages above this one.
    pub trail: Vec<Link>,
    /// The page before, in the order of its kind.
    pub previous: Option<Link>,
    /// The page after, in the order of its kind.
    pub next: Option<Link>,
}

/// A heading of a page, or another place on it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TocItem {
    /// The place on the page, without `#`.
    pub anchor: String,
    /// The heading's words.
    pub title: String,
    /// 2 for a main heading, 3 for one below it.
    pub level: u8,
}

/// A link to an entry or a page.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Link {
    /// Where to, relative to the page.
    pub href: String,
    /// The words.
    pub title: String,
    /// The kind of entry, or the name of the page.
    pub kind: String,
    /// The entry's id, or the page's name; for an entry a neutral name where the book is discreet.
    pub id: String,
    /// One sentence about it.
    pub summary: Html,
}

/// The book: in templates, `site`. The same on every page.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SiteView {
    /// The book's title.
    pub title: String,
    /// One sentence about it.
    pub description: String,
    /// The language, as a BCP 47 tag.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// The version of the content.
    pub version: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Whether titles, icons and addresses give nothing away.
    pub discreet: bool,
    /// Whether search engines are asked to stay away.
    pub no_index: bool,
    /// The Content-Security-Policy of every page, ready for its `meta`.
    pub policy: Html,
    /// The path of the web manifest, if the book has one.
    pub manifest: Option<String>,
    /// The path of the feed, if the book has one.
    pub feed: Option<String>,
    /// The harmless page that "leave this site now" leads to.
    pub exit_address: String,
    /// The content's licence.
    pub licence: Option<NameView>,
    /// Whose practice prints the sheets.
    pub practice: Option<NameView>,
    /// The roles in order.
    pub roles: Vec<RoleView>,
}

/// A name and an address.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NameView {
    /// The name.
    pub name: String,
    /// The address or contact; may be empty.
    pub address: String,
}

/// A role.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RoleView {
    /// The role's id in book.toml, `both` or `practitioner`.
    pub id: String,
    /// The name that readers see.
    pub name: String,
    /// The words on the way in.
    pub door: String,
}

/// Links that every page has: in templates, `nav`. The same on all pages in folders of one depth.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NavView {
    /// The front page.
    pub home: Link,
    /// Help.
    pub help: Link,
    /// The page of all names, from A to Z, which stands in for search where there is none.
    pub by_name: Link,
    /// The pages of the roles.
    pub roles: Vec<Link>,
    /// The pages that gather entries, in order, those that the book has.
    pub pages: Vec<Link>,
    /// Those of them that the top of a wide page names.
    pub main: Vec<Link>,
    /// All of them in groups, by what they are for.
    pub menu: Vec<MenuGroup>,
    /// The worksheet that asks whether it is safe to begin.
    pub safety_check: Option<Link>,
}

/// Pages that are for the same.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MenuGroup {
    /// What they are for, in the theme's words.
    pub name: String,
    /// The pages.
    pub links: Vec<Link>,
}

/// The steps in their phases: in templates, `route`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PhaseView {
    /// The phase's id in book.toml.
    pub id: String,
    /// Its name.
    pub name: String,
    /// One sentence on what it is for.
    pub about: String,
    /// Its number, from 1.
    pub number: usize,
    /// Its steps.
    pub steps: Vec<StepLink>,
}

/// A step in the route.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StepLink {
    /// The link.
    pub link: Link,
    /// Its number in the whole route, from 1.
    pub number: usize,
}

/// An entry: in templates, `entry`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EntryView {
    /// Its id, which is its place where several entries share a page; a neutral name where the book is discreet.
    pub id: String,
    /// Its places on a shared page under the ids that it had before.
    pub old: Vec<String>,
    /// Its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub href: String,
    /// One sentence on what it is about.
    pub summary: Html,
    /// The same without links, for places that are links themselves.
    pub teaser: Html,
    /// The main text.
    pub body: Html,
    /// The roles that it speaks to; empty for everyone.
    pub roles: Vec<RoleView>,
    /// The kinds of breach that it applies to; empty for all.
    pub breaches: Vec<NameView>,
    /// The risks that its advice carries.
    pub risks: Vec<NameView>,
    /// The qualifier that stands beside the advice.
    pub safety: Html,
    /// The role that it is for alone, if it is; its name, or the theme's word for whoever fills it in. The safety check
    /// is always for one person alone.
    pub private: Option<String>,
    /// The sources that it rests on.
    pub sources: Vec<SourceLink>,
    /// Where sources differ on it.
    pub tensions: Vec<Link>,
    /// Entries worth reading with it.
    pub related: Vec<Link>,
    /// What links here, tensions left out.
    pub backlinks: MentionsView,
    /// The day on which it was reviewed, in the book's language; empty if it was not.
    pub reviewed: String,
    /// Who reviewed it.
    pub reviewed_by: String,
    /// Its files to print, to type into or to change, by their forms: of worksheets, agreements and packs.
    pub files: Vec<FilesView>,
    /// The fields of its kind.
    pub data: DataView,
}

/// Entries that mention another: the first of them, so that no page grows with the book.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct MentionsView {
    /// How many there are.
    pub count: usize,
    /// The first of them, without summaries.
    pub links: Vec<Link>,
    /// How many more there are.
    pub more: usize,
}

/// A source, and where in it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SourceLink {
    /// The link to the source.
    pub link: Link,
    /// Where in it.
    pub place: String,
    /// The type of source: `review`, `study`, `clinician` or `lay`.
    pub source_type: String,
}

/// The fields of an entry's kind: in templates, `entry.data`. Which it is follows from `entry.kind`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum DataView {
    /// For `guide`.
    Guide(GuideView),
    /// For `topic`.
    Topic(TopicView),
    /// For `step`.
    Step(Box<StepView>),
    /// For `mistake`.
    Mistake(MistakeView),
    /// For `sign`.
    Sign(SignView),
    /// For `script`.
    Script(ScriptView),
    /// For `prompt`.
    Prompt(PromptView),
    /// For `exercise`.
    Exercise(ExerciseView),
    /// For `claim`.
    Claim(ClaimView),
    /// For `tension`.
    Tension(TensionView),
    /// For `term`.
    Term(TermView),
    /// For `source`.
    Source(Box<SourceView>),
    /// For `helpline`.
    Helpline(Box<HelplineView>),
    /// For `worksheet`.
    Worksheet(Box<super::sheets::WorksheetView>),
    /// For `agreement`.
    Agreement(Box<super::sheets::AgreementView>),
    /// For `pack`.
    Pack(PackView),
    /// For `path`.
    Path(PathView),
    /// For kinds that have no fields of their own.
    None {},
}

/// The front page's own fields.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GuideView {
    /// What the main text says before its first heading.
    pub opening: Html,
    /// The rest of it, a section a main heading. Both are empty where the entry stands among others.
    pub sections: Vec<Html>,
    /// The few things to know if nothing else is read.
    pub takeaways: Vec<Html>,
    /// Whom the guide is for.
    pub who_for: Vec<Html>,
    /// What to do before anything else.
    pub before_you_begin: Html,
    /// The safety check.
    pub safety_check: Option<Link>,
}

/// A topic's own fields.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TopicView {
    /// The diagrams, drawn from the topic's fields.
    pub diagrams: Vec<DiagramView>,
}

/// A diagram and the same in words.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DiagramView {
    /// `cycle`, `timeline` or `route`.
    pub name: String,
    /// What it shows.
    pub title: String,
    /// The drawing, as SVG.
    pub svg: Html,
    /// The same in words, one after the other.
    pub words: Vec<String>,
}

/// A step's own fields.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StepView {
    /// What the main text says before its first heading: why this step.
    pub opening: Html,
    /// The rest of it, a section a main heading. Both are empty where the step stands among others.
    pub sections: Vec<Html>,
    /// Its number in the route, from 1; 0 if it is on no route.
    pub number: usize,
    /// How many steps the route has.
    pub of: usize,
    /// Its phase's name.
    pub phase: String,
    /// What each person does, the book's roles first, then both, then the practitioner.
    pub actions: Vec<RoleActions>,
    /// The signs by which both can see that it is done.
    pub done_when: Vec<Html>,
    /// Scripts that help with it.
    pub scripts: Vec<EntryView>,
    /// Prompts that help with it.
    pub prompts: Vec<EntryView>,
    /// Mistakes that endanger it, whether the step names them or they name the step.
    pub mistakes: Vec<EntryView>,
    /// Its worksheets.
    pub worksheets: Vec<Link>,
    /// Its agreements.
    pub agreements: Vec<Link>,
    /// Its exercises.
    pub exercises: Vec<Link>,
    /// How long it may take.
    pub may_take: Html,
}

/// What one role does in a step.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RoleActions {
    /// The role.
    pub role: RoleView,
    /// Whether it is nobody's part alone: what both do, or the practitioner.
    pub shared: bool,
    /// The things to do.
    pub actions: Vec<Html>,
}

/// A mistake's own fields.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MistakeView {
    /// Why it does harm.
    pub why: Html,
    /// What to do instead.
    pub instead: Html,
    /// The steps that it endangers.
    pub steps: Vec<Link>,
}

/// A sign's own fields.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SignView {
    /// The group's id.
    pub group: String,
    /// What to do about it.
    pub what_to_do: Html,
    /// The types of help that fit.
    pub help: Vec<String>,
}

/// A script's own fields; what to say is the entry's body.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ScriptView {
    /// The words that do harm.
    pub instead_of: Html,
    /// Why these words help.
    pub why: Html,
}

/// A prompt's own fields; the question is the entry's title.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PromptView {
    /// `partner` or `self`.
    pub to: String,
}

/// An exercise's own fields.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExerciseView {
    /// How long it takes.
    pub time: String,
    /// The turns in order.
    pub turns: Vec<TurnView>,
    /// The rule by which either person may stop.
    pub stop_rule: Html,
}

/// One turn of an exercise.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TurnView {
    /// Its name; may be empty.
    pub title: String,
    /// What the one who speaks does.
    pub speaker: Html,
    /// What the one who listens does.
    pub listener: Html,
    /// How many minutes it lasts, if said.
    pub minutes: Option<u32>,
}

/// A claim's own fields; the statement is the entry's body.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ClaimView {
    /// The statement without the tags of its one paragraph, or as it is if it has more.
    pub statement: Html,
    /// The source it rests on.
    pub source: Option<Link>,
    /// Whether nobody has given a source for it.
    pub unsourced: bool,
    /// How sure we are: `well-supported`, `some-evidence`, `little-evidence` or `opinion`.
    pub sure: String,
    /// Whose opinion it is.
    pub said_by: String,
}

/// A tension's own fields; the advice is the entry's body.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TensionView {
    /// What each side says.
    pub sides: Vec<SideView>,
    /// The entries in which it shows.
    pub shows: Vec<Link>,
}

/// One side of a tension.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SideView {
    /// The sources that say so.
    pub sources: Vec<Link>,
    /// What they say.
    pub says: Html,
}

/// A term's own fields.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TermView {
    /// Other names and forms of the word.
    pub names: Vec<String>,
    /// The entries that use it.
    pub uses: MentionsView,
}

/// A source's own fields.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SourceView {
    /// Who wrote it.
    pub authors: String,
    /// The year.
    pub year: String,
    /// The publisher.
    pub publisher: String,
    /// The journal.
    pub journal: String,
    /// Volume and pages.
    pub locator: String,
    /// The Digital Object Identifier.
    pub doi: String,
    /// The type: `review`, `study`, `clinician` or `lay`.
    pub source_type: String,
    /// What it studied.
    pub studied: Html,
    /// What it found.
    pub found: Html,
    /// Its limits.
    pub limits: Html,
    /// The claims that rest on it.
    pub claims: Vec<EntryView>,
    /// The other entries that rest on it.
    pub supports: MentionsView,
}

/// A helpline's own fields.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HelplineView {
    /// The country, as two letters.
    pub country: String,
    /// The type: `emergency`, `domestic-abuse`, `crisis` or `counselling`.
    pub help_type: String,
    /// The number to call.
    pub number: String,
    /// The number's address for a telephone, if it is one number.
    pub number_href: String,
    /// The number to text.
    pub text: String,
    /// How to chat.
    pub chat: String,
    /// The chat's address, if it is one.
    pub chat_href: String,
    /// The website, as people read it.
    pub website: String,
    /// The website's address, if it is one.
    pub website_href: String,
    /// When somebody answers.
    pub hours: String,
    /// The page on which it was read: its host, or words.
    pub seen_page: String,
    /// The page's address, if it is one.
    pub seen_href: String,
    /// The day on which it was read.
    pub seen_date: String,
    /// The day on which somebody last tried it; empty if nobody did.
    pub checked: String,
}

/// A pack's own fields.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PackView {
    /// The session it is for.
    pub session: String,
    /// The sheets in the order of the session.
    pub sheets: Vec<PackSheetView>,
    /// Where the facilitator's notes stand, if it has any.
    pub facilitator: Option<String>,
}

/// One sheet of a pack.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PackSheetView {
    /// The sheet.
    pub link: Link,
    /// How many copies.
    pub copies: u32,
    /// The role that gets it.
    pub role: RoleView,
}

/// A path's own fields.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PathView {
    /// The entries to read, in order.
    pub entries: Vec<StopView>,
}

/// One entry on a path.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StopView {
    /// The entry.
    pub link: Link,
    /// Why to read it now.
    pub why: Html,
}
