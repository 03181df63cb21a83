//! How hard the texts are to read: by kind, by role and by entry.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Material, Place};
use crate::lint::{self, FEWEST_WORDS_FOR_AGE, Formula, Measure, Reader};
use crate::model::entry::Entry;
use crate::model::field::Record;
use crate::model::kind::{Data, Kind};
use crate::model::step::Action;

/// How hard the texts are to read. What is read is the book's own voice: no titles, no quoted words, no citations.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Reading {
    /// The formula for reading age; `null` where the language has none, and then nothing has a reading age.
    pub formula: Option<MeasuredBy>,
    /// The age that the book is written for.
    pub target: u32,
    /// The age that what practitioners read is written for.
    pub practitioner_target: u32,
    /// Of fewer words than this no age is given.
    pub fewest_words: usize,
    /// What anyone reads, over the whole book.
    pub everyone: Measured,
    /// What practitioners alone read, over the whole book.
    pub practitioners: Measured,
    /// What anyone reads, by the kind of entry; kinds without a sentence are left out.
    pub kinds: Vec<KindReading>,
    /// By role. A text for everyone counts under `both`; an action of a step counts under the role that it is for, too.
    pub roles: Vec<RoleReading>,
    /// By entry, the hardest first; texts too short for an age come last, by their mean sentence. An entry with notes for
    /// practitioners stands here twice.
    pub by_entry: Vec<EntryReading>,
}

/// A formula for reading age.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MeasuredBy {
    /// Its name: `flesch-kincaid` or `crawford`.
    pub name: &'static str,
    /// What it counts, and where it comes from.
    pub source: &'static str,
    /// The age up to which it was made, if that is known: a higher one says only "more than this".
    pub oldest: Option<u32>,
}

/// What was counted in a text. Means and ages are rounded to one decimal.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Measured {
    /// The words.
    pub words: usize,
    /// The sentences. A colon or a semicolon ends one; pieces of one or two words are none.
    pub sentences: usize,
    /// Words a sentence; `null` without a sentence.
    pub mean_sentence: Option<f64>,
    /// The words of the longest sentence.
    pub longest_sentence: usize,
    /// The age at which it is read with ease; `null` where it is not measured.
    pub reading_age: Option<f64>,
}

/// What stands in the entries of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct KindReading {
    /// The kind.
    pub kind: &'static str,
    /// What was counted.
    #[serde(flatten)]
    pub measured: Measured,
}

/// What one role reads.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RoleReading {
    /// The role: one of the book's, `both` or `practitioner`.
    pub role: String,
    /// What was counted.
    #[serde(flatten)]
    pub measured: Measured,
}

/// What stands in one entry.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct EntryReading {
    /// The entry.
    #[serde(flatten)]
    pub place: Place,
    /// Whether this is what practitioners alone read of it.
    pub for_practitioners: bool,
    /// The age that it is written for.
    pub target: u32,
    /// Whether it asks for an older reader than that.
    pub over: bool,
    /// What was counted.
    #[serde(flatten)]
    pub measured: Measured,
}

pub(super) fn reading(material: &Material<'_>) -> Reading {
    let config = material.plan.config;
    let formula = Formula::of(config.primary_language());
    let mut by_reader: BTreeMap<Reader, Measure> = BTreeMap::new();
    let mut by_kind: BTreeMap<Kind, Measure> = BTreeMap::new();
    let mut by_role: BTreeMap<&str, Measure> = BTreeMap::new();
    let mut by_entry = Vec::new();
    for (_, entry) in material.entries() {
        let text = lint::text_of(entry, &material.theme.strings);
        for reader in Reader::ALL {
            let measure = reader.measure(entry, &text, formula);
            if measure.sentences == 0 {
                continue;
            }
            by_reader.entry(reader).or_default().add(measure);
            if reader == Reader::Anyone {
                by_kind.entry(entry.kind()).or_default().add(measure);
            }
            for role in roles_of(entry, reader) {
                by_role.entry(role).or_default().add(measure);
            }
            by_entry.push(of_entry(material, entry, reader, measure, formula));
        }
        for (role, measure) in actions(material, entry, formula) {
            by_role.entry(role).or_default().add(measure);
        }
    }
    by_entry.sort_by_key(hardest_first);
    let own = config.names.roles.iter().map(String::as_str);
    let roles = own.chain(["both", "practitioner"]);
    let measured_of = |reader| measured(by_reader.get(&reader).copied(), formula);
    Reading {
        formula: formula.map(|formula| MeasuredBy {
            name: formula.name(),
            source: formula.source(),
            oldest: formula.oldest(),
        }),
        target: config.reading_age(false),
        practitioner_target: config.reading_age(true),
        fewest_words: FEWEST_WORDS_FOR_AGE,
        everyone: measured_of(Reader::Anyone),
        practitioners: measured_of(Reader::Practitioner),
        kinds: by_kind
            .into_iter()
            .map(|(kind, measure)| KindReading {
                kind: kind.name(),
                measured: measured(Some(measure), formula),
            })
            .collect(),
        roles: roles
            .map(|role| RoleReading {
                role: role.to_owned(),
                measured: measured(by_role.get(role).copied(), formula),
            })
            .collect(),
        by_entry,
    }
}

/// The roles under which an entry's text counts.
fn roles_of(entry: &Entry, reader: Reader) -> Vec<&str> {
    if reader == Reader::Practitioner {
        return vec!["practitioner"];
    }
    let named: Vec<&str> = entry
        .common
        .roles
        .iter()
        .map(|role| role.as_str())
        .filter(|role| *role != "practitioner")
        .collect();
    if named.is_empty() || named.contains(&"both") {
        vec!["both"]
    } else {
        named
    }
}

/// What a step's actions ask of one role, which reads them on a page of its own too.
fn actions<'a>(
    material: &Material<'a>,
    entry: &'a Entry,
    formula: Option<Formula>,
) -> Vec<(&'a str, Measure)> {
    let Data::Step(step) = &entry.data else {
        return Vec::new();
    };
    let Some(field) = Action::FIELDS.iter().find(|field| field.name == "text") else {
        return Vec::new();
    };
    let one_sided = step
        .actions
        .iter()
        .filter(|action| action.role.as_str() != "both");
    one_sided
        .map(|action| {
            let text = lint::text_of_field(field, &action.text, &material.theme.strings);
            (action.role.as_str(), Measure::of(&text, formula))
        })
        .collect()
}

fn of_entry(
    material: &Material<'_>,
    entry: &Entry,
    reader: Reader,
    measure: Measure,
    formula: Option<Formula>,
) -> EntryReading {
    let for_practitioners = reader == Reader::Practitioner;
    let target = material.plan.config.reading_age(for_practitioners);
    let age = age(measure, formula);
    EntryReading {
        place: material.place(entry),
        for_practitioners,
        target,
        over: age.is_some_and(|age| age > f64::from(target)),
        measured: measured(Some(measure), formula),
    }
}

fn measured(measure: Option<Measure>, formula: Option<Formula>) -> Measured {
    let measure = measure.unwrap_or_default();
    Measured {
        words: measure.words,
        sentences: measure.sentences,
        mean_sentence: measure.mean_sentence().map(rounded),
        longest_sentence: measure.longest,
        reading_age: age(measure, formula).map(rounded),
    }
}

/// The age, if there are words enough to say one.
fn age(measure: Measure, formula: Option<Formula>) -> Option<f64> {
    formula
        .filter(|_| measure.words >= FEWEST_WORDS_FOR_AGE)
        .and_then(|formula| measure.reading_age(formula))
}

/// A key that sorts the hardest entry first. Figures have one decimal, so ten times them are whole numbers.
#[allow(
    clippy::cast_possible_truncation,
    reason = "an age or a mean of words is far below the largest number"
)]
fn hardest_first(entry: &EntryReading) -> (bool, i64, i64) {
    let tenths = |figure: Option<f64>| figure.map_or(0, |figure| -(figure * 10.0).round() as i64);
    let measured = &entry.measured;
    (
        measured.reading_age.is_none(),
        tenths(measured.reading_age),
        tenths(measured.mean_sentence),
    )
}

fn rounded(figure: f64) -> f64 {
    (figure * 10.0).round() / 10.0
}
