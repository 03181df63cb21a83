//! `book.toml`: what the book is called, how it is built, and the names that its content may use.
//!
//! It is read into the same tree as the content and by the same declarations, so a mistake in it gets the same answer.

mod addresses;
mod deck;
mod imprint;
mod review;
mod toml_tree;
mod touch;
mod words;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::block::Prose;
use crate::model::decode::{Decoder, Flaws, MarkdownParser, Names};
use crate::model::field::{Exporter, Field, FieldValue, Record, Takes};
use crate::model::language::is_from_the_right;
use crate::model::node::{Node, Value};
use crate::model::value::{NewId, Text};
use crate::source::{FileId, Files, Located, ReadError, Sources, Span};
use crate::{choice, record};

pub use deck::{CardKind, DeckTable};
pub use imprint::{Licence, Practice};
pub use review::Review;
pub use touch::TouchWords;
pub use words::{WordLine, WordList};

/// The file's name, at the top of the book's folder.
pub const FILE: &str = "book.toml";

/// Everything that book.toml says, with what it leaves unsaid filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The file, for what is wrong with the book as a whole.
    pub file: FileId,
    /// The book itself.
    pub book: BookTable,
    /// The roles, in order.
    pub roles: Vec<Role>,
    /// The phases, in order.
    pub phases: Vec<Phase>,
    /// The kinds of breach, in order.
    pub breaches: Vec<Named>,
    /// The risks.
    pub risks: Vec<Risk>,
    /// Words by which clauses of agreements touch something, beside those of the theme.
    pub touches: Vec<TouchWords>,
    /// The groups of signs beside `safety`.
    pub sign_groups: Vec<Named>,
    /// Decks of cards beside that of all prompts.
    pub decks: Vec<DeckTable>,
    /// Whose practice prints the sheets.
    pub practice: Option<Practice>,
    /// The content's licence.
    pub licence: Option<Licence>,
    /// How old a reader the texts are written for, if the book says it.
    pub reading: Option<Reading>,
    /// How often entries are looked over, if the book says it.
    pub review: Option<Review>,
    /// The book's own words to look for, and those that it may use.
    pub words: Vec<WordLine>,
    /// What search knows beside the words that stand in the book.
    pub search: Option<Search>,
    /// The levels of lints that differ from the designed ones.
    pub lints: Vec<LintLevel>,
    /// The names that entries may use.
    pub names: Names,
}

record! {
    /// The whole file.
    pub struct Root {
        /// The book itself: its title, language and folders.
        book: required BookTable;
        /// The roles that guidance speaks to, in order.
        role: list Role;
        /// The phases of the route, in order.
        phase: list Phase;
        /// The kinds of breach.
        breach: list Named;
        /// The risks that advice may carry.
        risk: list Risk;
        /// Words by which a clause of an agreement touches something, beside those of the theme.
        touch: list TouchWords;
        /// The groups of signs beside `safety`.
        sign_group as "sign-group": list Named;
        /// Decks of cards beside that of all prompts, printed to be cut.
        deck: list DeckTable;
        /// Whose practice prints the sheets.
        practice: optional Practice;
        /// The content's licence.
        licence: optional Licence;
        /// How old a reader the texts are written for.
        reading: optional Reading;
        /// How often entries are looked over.
        review: optional Review;
        /// Words that a lint looks for in this book, or that it leaves alone.
        words: list WordLine;
        /// What search knows beside the words that stand in the book.
        search: optional Search;
        /// The levels of lints: `allow`, `warn` or `deny`.
        lints: optional LintLevels;
    }
}

record! {
    /// The book itself.
    pub struct BookTable {
        /// The title of the book.
        title: required Text, name;
        /// One sentence on what it is about, for search engines and shared links.
        description: optional Text, advice;
        /// The language of the content, as a BCP 47 tag: `en`, `es`, `pt-BR`.
        language: optional Text;
        /// The direction of the script; by the language, if nothing is said.
        direction: optional Direction;
        /// The version of the content, for the footer of sheets.
        version: optional Text;
        /// Who wrote it.
        authors: list Text, citation;
        /// The folder of the content; `content`, if nothing is said.
        content: optional Text;
        /// The folder that the built book goes to; `book`, if nothing is said.
        build_dir as "build-dir": optional Text;
        /// The theme: a folder under `themes`, or the built-in `default`.
        theme: optional Text;
        /// The address at which the book will stand, if it will.
        site: optional Text;
        /// The harmless page that "leave this site now" leads to.
        exit_address as "exit-address": optional Text;
        /// Whether titles, addresses and file names give nothing away.
        discreet: optional bool;
        /// Whether search engines are asked to stay away.
        no_index as "no-index": optional bool;
        /// Whether Markdown may hold raw HTML.
        raw_html as "raw-html": optional bool;
        /// Whether typed quotation marks, dashes and dots become those of print; they do, if nothing is said.
        smart_punctuation as "smart-punctuation": optional bool;
        /// The papers that sheets are made for, the first one first.
        papers: list Paper;
    }
}

choice! {
    /// The direction of a script.
    pub enum Direction {
        /// From left to right.
        LeftToRight = "ltr",
        /// From right to left.
        RightToLeft = "rtl",
    }
}

choice! {
    /// Sizes of paper.
    pub enum Paper {
        /// 210 by 297 mm (ISO 216).
        A4 = "a4",
        /// 8.5 by 11 inches (ANSI/ASME Y14.1).
        Letter = "letter",
    }
}

record! {
    /// A role: whom guidance speaks to.
    pub struct Role {
        /// The name that entries use.
        id: required NewId;
        /// The name that readers see: "The hurt partner".
        name: required Text, name;
        /// The words on the way in: "I was hurt".
        door: optional Text, name;
    }
}

record! {
    /// A phase of the route.
    pub struct Phase {
        /// The name that steps use.
        id: required NewId;
        /// The name that readers see.
        name: required Text, name;
        /// One sentence on what the phase is for.
        about: optional Text, advice;
    }
}

record! {
    /// A name that entries use, and the words that readers see.
    pub struct Named {
        /// The name that entries use.
        id: required NewId;
        /// The name that readers see.
        name: required Text, name;
        /// One sentence about it.
        about: optional Text, advice;
    }
}

record! {
    /// A risk that advice may carry.
    pub struct Risk {
        /// The name that entries use.
        id: required NewId;
        /// The name that readers see.
        name: required Text, name;
        /// The words that raise it, each as it stands in a text; `*` at the end stands for any ending.
        words: list Text, name;
    }
}

record! {
    /// How old a reader the texts are written for, in years.
    pub struct Reading {
        /// The age for which the guide is written; 11, if nothing is said.
        age: optional Located<u32>;
        /// The age for notes to practitioners; 14, if nothing is said.
        practitioner_age as "practitioner-age": optional Located<u32>;
    }
}

record! {
    /// What search knows beside the words that stand in the book.
    pub struct Search {
        /// Words for one thing, with commas between: whoever looks for one of them finds the others too.
        same: list Text, name;
        /// Words, with commas between, by which somebody may be in danger: help and the safety check stand first.
        danger: list Text, name;
    }
}

choice! {
    /// What happens when a lint finds something.
    pub enum Level {
        /// Nothing.
        Allow = "allow",
        /// It is said; `--strict` refuses the book.
        Warn = "warn",
        /// The book is not built.
        Deny = "deny",
    }
}

impl Level {
    /// How much a finding at this level matters; `None` if it is not said at all.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Allow => None,
            Level::Warn => Some(Severity::Warning),
            Level::Deny => Some(Severity::Error),
        }
    }
}

/// The level of one lint. The lints see to it that the code is one of theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LintLevel {
    /// The lint's code.
    pub code: Text,
    /// Its level.
    pub level: Level,
}

/// The table `[lints]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LintLevels(Vec<LintLevel>);

impl FieldValue for LintLevels {
    const TAKES: Takes = Takes::Named;

    fn decode(node: &Node, field: &'static Field, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            decoder.wrong_value(node, field);
            return None;
        };
        let mut levels = Vec::new();
        for (key, value) in entries {
            if let Some(index) = decoder.choice(value, field, Level::WORDS) {
                levels.push(LintLevel {
                    code: Located::new(key.text.clone(), key.span),
                    level: Level::ALL[index],
                });
            }
        }
        Some(Self(levels))
    }

    /// The levels are for whoever builds the book, and stand in no output.
    fn export(&self, exporter: &mut dyn Exporter) {
        exporter.record();
        exporter.end_record();
    }
}

impl Config {
    /// The content's folder.
    pub fn content(&self) -> &str {
        text_or(&self.book.content, "content")
    }

    /// The folder that the built book goes to.
    pub fn build_dir(&self) -> &str {
        text_or(&self.book.build_dir, "book")
    }

    /// The theme's name.
    pub fn theme(&self) -> &str {
        text_or(&self.book.theme, "default")
    }

    /// The language of the content.
    pub fn language(&self) -> &str {
        text_or(&self.book.language, "en")
    }

    /// The reading age that a text is written for.
    pub fn reading_age(&self, for_practitioners: bool) -> u32 {
        let said = self.reading.as_ref();
        let (said, otherwise) = if for_practitioners {
            (said.and_then(|said| said.practitioner_age.as_ref()), 14)
        } else {
            (said.and_then(|said| said.age.as_ref()), 11)
        };
        said.map_or(otherwise, |age| age.value)
    }

    /// How many days a review lasts.
    pub fn review_days(&self) -> u32 {
        const A_YEAR: u32 = 365;
        let said = self.review.as_ref();
        said.and_then(|said| said.days.as_ref())
            .map_or(A_YEAR, |days| days.value)
    }

    /// The language without its country: `en` of `en-GB`.
    pub fn primary_language(&self) -> &str {
        self.language().split('-').next().unwrap_or_default()
    }

    /// The direction of the script: as said, or as the language is usually written.
    pub fn direction(&self) -> Direction {
        self.book
            .direction
            .unwrap_or(if is_from_the_right(self.language()) {
                Direction::RightToLeft
            } else {
                Direction::LeftToRight
            })
    }

    /// The harmless page that the exit control leads to.
    pub fn exit_address(&self) -> &str {
        text_or(&self.book.exit_address, "https://www.wikipedia.org/")
    }

    /// The address at which the book will stand, without the slash at its end.
    pub fn site(&self) -> Option<&str> {
        let site = self.book.site.as_ref()?;
        Some(site.value.trim_end_matches('/'))
    }

    /// Where the book will stand on its host: `/`, or the path of the site's address with a slash at each end.
    pub fn top(&self) -> String {
        let path = self.site().and_then(|site| {
            let (_, rest) = site.split_once("://")?;
            rest.split_once('/')
        });
        match path.map(|(_, path)| path.trim_matches('/')) {
            None | Some("") => "/".to_owned(),
            Some(path) => format!("/{path}/"),
        }
    }

    /// Whether titles, addresses and file names give nothing away.
    pub fn is_discreet(&self) -> bool {
        self.book.discreet == Some(true)
    }

    /// Whether search engines are asked to stay away.
    pub fn asks_for_no_index(&self) -> bool {
        self.book.no_index == Some(true) || self.is_discreet()
    }

    /// Whether typed quotation marks, dashes and dots become those of print.
    pub fn has_smart_punctuation(&self) -> bool {
        self.book.smart_punctuation != Some(false)
    }

    /// Whether Markdown may hold raw HTML.
    pub fn raw_html(&self) -> bool {
        self.book.raw_html == Some(true)
    }

    /// The papers that sheets are made for, the first one first.
    pub fn papers(&self) -> &[Paper] {
        match self.book.papers.as_slice() {
            [] => &[Paper::A4, Paper::Letter],
            papers => papers,
        }
    }

    /// The place that names the theme; the book's as a whole, if nothing is said.
    pub fn theme_span(&self) -> Span {
        self.book
            .theme
            .as_ref()
            .map_or(self.span(), |theme| theme.span)
    }

    /// The place for what is wrong with the book as a whole.
    pub fn span(&self) -> Span {
        Span::start_of(self.file)
    }

    /// The words that readers see for a role that book.toml declares.
    pub fn role_name(&self, role: &str) -> Option<&str> {
        self.roles
            .iter()
            .find(|known| known.id.0.value.as_str() == role)
            .map(|role| &*role.name.value)
    }
}

fn text_or<'a>(text: &'a Option<Text>, otherwise: &'a str) -> &'a str {
    text.as_ref().map_or(otherwise, |text| &text.value)
}

/// Reads book.toml. Without a config nothing else can be read, so `None` ends the compilation.
pub fn load(files: &dyn Files, sources: &mut Sources) -> (Option<Config>, Vec<Diagnostic>) {
    let text = match files.read_text(FILE) {
        Ok(text) => text,
        Err(error) => {
            let file = sources.add(FILE, "");
            let (code, message) = match error {
                ReadError::Missing => ("missing-config", format!("there is no {FILE} here")),
                ReadError::NotUtf8(_) => ("not-utf8", format!("{FILE} is not UTF-8 text")),
                ReadError::TooLarge(size) => ("too-large", format!("{FILE} has {size} bytes")),
                ReadError::Io(error) => (
                    "unreadable-file",
                    format!("{FILE} could not be read: {error}"),
                ),
            };
            let diagnostic = Diagnostic::error(code, Span::start_of(file), message)
                .help("name the book's folder, or make a book with `mendbook init DIR`");
            return (None, vec![diagnostic]);
        }
    };
    let file = sources.add(FILE, text.as_str());
    let node = match toml_tree::read(&text, file) {
        Ok(node) => node,
        Err(diagnostic) => return (None, vec![diagnostic]),
    };
    let names = Names::default();
    let mut decoder = Decoder {
        file,
        names: &names,
        markdown: &NoMarkdown,
        diagnostics: Vec::new(),
        owner: FILE.to_owned(),
        flaws: Flaws::default(),
    };
    let mut fields = decoder.fields(&node, &[Root::FIELDS]);
    let root = Root::decode_fields(&mut fields, &mut decoder);
    let mut diagnostics = decoder.diagnostics;
    let config = root.map(|root| finish(file, root, lost_names(&node), &mut diagnostics));
    (config, diagnostics)
}

/// Every id that a table of book.toml gives, also where the rest of the table could not be read.
fn lost_names(node: &Node) -> Vec<String> {
    let mut names = Vec::new();
    for table in ["role", "phase", "breach", "risk", "sign-group"] {
        let Some(Value::List(items)) = node.get(table).map(|node| &node.value) else {
            continue;
        };
        for item in items {
            if let Some(Value::Scalar(id)) = item.get("id").map(|id| &id.value) {
                names.push(id.text.to_string());
            }
        }
    }
    names
}

fn finish(
    file: FileId,
    mut root: Root,
    lost: Vec<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Config {
    let built_in = &["both", "practitioner", "each", "together"];
    let names = Names {
        roles: once(&mut root.role, |role| &role.id, built_in, diagnostics),
        phases: once(&mut root.phase, |phase| &phase.id, &[], diagnostics),
        breaches: once(&mut root.breach, |breach| &breach.id, &[], diagnostics),
        risks: once(&mut root.risk, |risk| &risk.id, &[], diagnostics),
        sign_groups: once(
            &mut root.sign_group,
            |group| &group.id,
            &["safety"],
            diagnostics,
        ),
        lost,
    };
    // `cards` is the deck of all prompts.
    once(&mut root.deck, |deck| &deck.id, &["cards"], diagnostics);
    addresses::check(&mut root, diagnostics);
    diagnostics.extend(words::check(&root.words));
    for risk in &root.risk {
        diagnostics.extend(words::everywhere(&risk.words));
    }
    for touch in &root.touch {
        diagnostics.extend(words::everywhere(&touch.words));
    }
    Config {
        file,
        book: root.book,
        roles: root.role,
        phases: root.phase,
        breaches: root.breach,
        risks: root.risk,
        touches: root.touch,
        sign_groups: root.sign_group,
        decks: root.deck,
        practice: root.practice,
        licence: root.licence,
        reading: root.reading,
        review: root.review,
        words: root.words,
        search: root.search,
        lints: root.lints.map(|levels| levels.0).unwrap_or_default(),
        names,
    }
}

/// The names of one sort. What is declared a second time, or is built in, is an error and is taken out.
fn once<T>(
    declared: &mut Vec<T>,
    id: fn(&T) -> &NewId,
    built_in: &[&str],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    declared.retain(|item| {
        let NewId(id) = id(item);
        let name = id.value.as_str();
        let (message, help) = if built_in.contains(&name) {
            (
                format!("`{name}` is built in and cannot be declared"),
                "choose another id",
            )
        } else if names.iter().any(|known| known == name) {
            (
                format!("`{name}` is declared twice"),
                "take one of them out",
            )
        } else {
            names.push(name.to_owned());
            return true;
        };
        diagnostics.push(Diagnostic::error("duplicate-name", id.span, message).help(help));
        false
    });
    names
}

/// No field of book.toml takes Markdown; if one ever does, it gets its words as they are.
struct NoMarkdown;

impl MarkdownParser for NoMarkdown {
    fn prose(&self, _text: &str, span: Span, _diagnostics: &mut Vec<Diagnostic>) -> Prose {
        Prose {
            blocks: Vec::new(),
            span,
        }
    }
}
