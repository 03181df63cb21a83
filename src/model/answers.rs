//! Answers to a sheet, as plain data: what stands at which place, and which clauses of an agreement come out.
//!
//! Nothing here knows whether an answer fits; `crate::answers` reads and checks them.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::agreement::{Agreement, Clause};
use super::block::Prose;
use super::date::Date;
use super::value::Text;
use crate::source::Located;

/// What was filled in. An empty one stands for a sheet to fill in with a pen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    places: BTreeMap<String, Answer>,
    decisions: BTreeMap<usize, Decision>,
    rows: BTreeMap<String, usize>,
}

/// The name of a part of a field, counted from 1: a gap, a column, a line of a signature. No id has a `_`, so the parts of
/// one field have no name that another field has.
pub fn part(field: &str, part: impl Display) -> String {
    format!("{field}_{part}")
}

/// The name of a cell of a field with rows and columns, both counted from 1.
pub fn cell(field: &str, row: usize, column: usize) -> String {
    format!("{field}_{row}_{column}")
}

/// The name of a line below an agreement: of which party, counted from 0, and which line.
pub fn signing(party: usize, line: &str) -> String {
    part(&part("sign", party + 1), line)
}

/// What stands at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Words.
    Words(Text),
    /// A day.
    Day(Located<Date>),
    /// The options that are ticked, as the sheet words them.
    Marks(Vec<Text>),
}

/// Whether a clause comes out, where that was to be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It does not.
    LeftOut,
    /// It does: as it stands, or in one of its wordings, counted from 0.
    TakenIn(Option<usize>),
}

impl Answers {
    /// No answers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty() && self.decisions.is_empty()
    }

    /// Puts an answer to its place: a field's id, or the name of a [`part`] or a [`cell`] of it.
    pub fn put(&mut self, place: impl Into<String>, answer: Answer) {
        self.places.insert(place.into(), answer);
    }

    /// Says that a table has been filled in for this many rows.
    pub fn put_rows(&mut self, field: &str, rows: usize) {
        self.rows.insert(field.to_owned(), rows);
    }

    /// Decides on a clause, by its place in the agreement from 0.
    pub fn decide(&mut self, clause: usize, decision: Decision) {
        self.decisions.insert(clause, decision);
    }

    /// What stands at a place.
    pub fn get(&self, place: &str) -> Option<&Answer> {
        self.places.get(place)
    }

    /// Whether an option is ticked at a place.
    pub fn is_marked(&self, place: &str, option: &str) -> bool {
        match self.places.get(place) {
            Some(Answer::Marks(marks)) => marks.iter().any(|mark| &*mark.value == option),
            Some(Answer::Words(words)) => &*words.value == option,
            _ => false,
        }
    }

    /// How many rows of a table are filled in.
    pub fn rows(&self, field: &str) -> usize {
        self.rows.get(field).copied().unwrap_or(0)
    }

    /// What was decided about a clause, by its place in the agreement from 0; `None` leaves it open, as a sheet for the pen
    /// does.
    pub fn decision(&self, clause: usize) -> Option<Decision> {
        self.decisions.get(&clause).copied()
    }

    /// Every text that was written, with its place.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.places.values().filter_map(|answer| match answer {
            Answer::Words(words) => Some(words),
            Answer::Day(_) | Answer::Marks(_) => None,
        })
    }

    /// The clauses of an agreement that come out, each with its place from 0 and with what was decided about it.
    pub fn clauses<'a>(
        &self,
        sheet: &'a Agreement,
    ) -> impl Iterator<Item = (usize, &'a Clause, Option<Decision>)> {
        sheet
            .clauses
            .iter()
            .enumerate()
            .map(|(at, clause)| (at, clause, self.decision(at)))
            .filter(|(_, _, decision)| *decision != Some(Decision::LeftOut))
    }
}

impl Decision {
    /// The wordings of a clause that may still come out: one where it was chosen, else all.
    pub fn wordings(decision: Option<Self>, clause: &Clause) -> &[Prose] {
        match decision {
            Some(Decision::TakenIn(Some(at))) => clause
                .alternatives
                .get(at..=at)
                .unwrap_or(&clause.alternatives),
            _ => &clause.alternatives,
        }
    }
}
