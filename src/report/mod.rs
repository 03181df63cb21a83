//! What an author wants to know of a whole book: how hard it reads, what is due, what rests on what, what leads nowhere.
//!
//! It reads the plan as the lints do, and finds no fault: a lint says what is wrong in one place, a report shows how things
//! stand. It knows nothing of how a report is printed; its types are the format of `mendbook report --format json`.

mod evidence;
mod reading;
mod upkeep;

use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;

use crate::config::Level;
use crate::lint;
use crate::model::date::Date;
use crate::model::entry::Entry;
use crate::model::kind::Kind;
use crate::resolve::Index;
use crate::site::Plan;
use crate::source::Sources;
use crate::theme::Theme;

pub use evidence::{Claims, SourceUses, UnsourcedClaim};
pub use reading::{EntryReading, KindReading, Measured, MeasuredBy, Reading, RoleReading};
pub use upkeep::{HelplineDue, Review, Reviews};

/// The version of the format. It rises when a field goes away or changes its meaning; a new field leaves it as it is.
const FORMAT: u32 = 1;

/// How a book stands on one day. Drafts are left out.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Report {
    /// The version of this format.
    pub format: u32,
    /// The book's title.
    pub title: String,
    /// The language of the content, as a BCP 47 tag.
    pub language: String,
    /// The day for which it was made.
    pub today: String,
    /// How many entries there are.
    pub entries: usize,
    /// How many of each kind, in the order in which a book presents them; also those of which there are none.
    pub kinds: Vec<KindCount>,
    /// How hard the texts are to read.
    pub reading: Reading,
    /// What was looked over, when, and what is due.
    pub reviews: Reviews,
    /// Helplines that nobody has tried within 180 days, or ever.
    pub helplines_due: Vec<HelplineDue>,
    /// The statements of fact.
    pub claims: Claims,
    /// Every source, and what rests on it.
    pub sources: Vec<SourceUses>,
    /// Every risk that book.toml knows, and the entries that declare it.
    pub risks: Vec<RiskUses>,
    /// The entries to which nothing leads.
    pub no_way_in: Vec<Place>,
    /// Where an entry says that a lint does not apply to it.
    pub allows: Vec<AllowUse>,
    /// Words that book.toml allows, though a lint looks for them.
    pub allowed_words: Vec<AllowedWords>,
    /// The lints whose level book.toml has changed.
    pub levels: Vec<LevelSet>,
}

/// How many entries of a kind there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct KindCount {
    /// The kind.
    pub kind: &'static str,
    /// How many.
    pub entries: usize,
}

/// One entry and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Place {
    /// The entry's id.
    pub id: String,
    /// Its kind.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// Its file, from the book's folder.
    pub file: String,
    /// The line of the file, from 1.
    pub line: u32,
}

/// A risk and the entries that declare it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RiskUses {
    /// The risk's id.
    pub risk: String,
    /// The words that readers see.
    pub name: String,
    /// The ids of the entries, in the order of the files.
    pub entries: Vec<String>,
}

/// An `allow` of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AllowUse {
    /// The lint.
    pub lint: String,
    /// Why it does not apply.
    pub reason: String,
    /// The entry.
    #[serde(flatten)]
    pub place: Place,
}

/// Words that book.toml allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AllowedWords {
    /// The lint that looks for them.
    pub lint: &'static str,
    /// The words.
    pub words: Vec<String>,
    /// Why this book may use them.
    pub reason: String,
}

/// A lint's level, where it is not the designed one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LevelSet {
    /// The lint.
    pub lint: String,
    /// The level that book.toml sets.
    pub level: &'static str,
    /// The designed one.
    pub designed: &'static str,
}

/// What a report is made from.
struct Material<'a> {
    plan: &'a Plan<'a>,
    theme: &'a Theme,
    sources: &'a Sources,
    today: Date,
}

impl<'a> Material<'a> {
    fn entries(&self) -> impl Iterator<Item = (Index, &'a Entry)> {
        self.plan.book.entries.iter().enumerate()
    }

    fn place(&self, entry: &Entry) -> Place {
        let span = entry.span;
        Place {
            id: entry.id.value.as_str().to_owned(),
            kind: entry.kind().name(),
            title: entry.title.value.to_string(),
            file: self.sources.path(span.file).to_owned(),
            line: self.sources.line_column(span).line,
        }
    }
}

/// The JSON Schema of a report, made from the types: what each field means.
pub fn schema() -> Schema {
    schema_for!(Report)
}

/// Reports on a book.
pub fn report(plan: &Plan<'_>, theme: &Theme, sources: &Sources, today: Date) -> Report {
    let material = &Material {
        plan,
        theme,
        sources,
        today,
    };
    let config = plan.config;
    Report {
        format: FORMAT,
        title: config.book.title.value.to_string(),
        language: config.language().to_owned(),
        today: today.to_string(),
        entries: plan.book.entries.len(),
        kinds: kinds(material),
        reading: reading::reading(material),
        reviews: upkeep::reviews(material),
        helplines_due: upkeep::helplines_due(material),
        claims: evidence::claims(material),
        sources: evidence::sources(material),
        risks: risks(material),
        no_way_in: no_way_in(material),
        allows: allows(material),
        allowed_words: allowed_words(material),
        levels: levels(material),
    }
}

fn kinds(material: &Material<'_>) -> Vec<KindCount> {
    let count = |kind: Kind| {
        material
            .entries()
            .filter(|(_, entry)| entry.kind() == kind)
            .count()
    };
    let of_kind = |kind: &Kind| KindCount {
        kind: kind.name(),
        entries: count(*kind),
    };
    Kind::ALL.iter().map(of_kind).collect()
}

fn risks(material: &Material<'_>) -> Vec<RiskUses> {
    let of_risk = |risk: &crate::config::Risk| {
        let id = risk.id.0.value.as_str();
        let declares = |entry: &Entry| entry.common.risks.iter().any(|found| found.as_str() == id);
        RiskUses {
            risk: id.to_owned(),
            name: risk.name.value.to_string(),
            entries: material
                .entries()
                .filter(|(_, entry)| declares(entry))
                .map(|(_, entry)| entry.id.value.as_str().to_owned())
                .collect(),
        }
    };
    material.plan.config.risks.iter().map(of_risk).collect()
}

fn no_way_in(material: &Material<'_>) -> Vec<Place> {
    material
        .entries()
        .filter(|(index, _)| lint::has_no_way_in(material.plan.book, *index))
        .map(|(_, entry)| material.place(entry))
        .collect()
}

fn allows(material: &Material<'_>) -> Vec<AllowUse> {
    let mut found = Vec::new();
    for (_, entry) in material.entries() {
        let lists = entry.common.allow.iter();
        for allow in lists.flat_map(|list| &list.0) {
            found.push(AllowUse {
                lint: allow.code.value.to_string(),
                reason: allow.reason.to_string(),
                place: material.place(entry),
            });
        }
    }
    found
}

fn allowed_words(material: &Material<'_>) -> Vec<AllowedWords> {
    let lines = material.plan.config.words.iter();
    lines
        .filter(|line| line.is_allowed())
        .map(|line| AllowedWords {
            lint: line.lint.word(),
            words: line
                .words
                .iter()
                .map(|word| word.value.to_string())
                .collect(),
            reason: line
                .allow
                .as_ref()
                .map(|reason| reason.value.to_string())
                .unwrap_or_default(),
        })
        .collect()
}

fn levels(material: &Material<'_>) -> Vec<LevelSet> {
    let mut found = Vec::new();
    for set in &material.plan.config.lints {
        let Some(rule) = lint::find(&set.code.value) else {
            continue;
        };
        if rule.level != set.level {
            let word = |level: Level| level.word();
            found.push(LevelSet {
                lint: set.code.value.to_string(),
                level: word(set.level),
                designed: word(rule.level),
            });
        }
    }
    found
}
