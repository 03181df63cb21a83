//! The places to fill in: numbered while a sheet is made ready, so that the fillable PDF can name its fields, and a filled
//! one can show its answers.

use super::views::SlotView;
use crate::model::answers::{Answer, Answers};
use crate::theme::Strings;

/// What can be typed or ticked at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// One line.
    Line,
    /// Several lines.
    Area,
    /// A box to tick.
    Tick,
    /// One of several circles.
    Pick,
}

/// A place to fill in.
#[derive(Clone, Debug)]
pub struct Slot {
    /// The field's name. Places of one name show the same answer; circles of one name are one group.
    pub name: String,
    /// What a screen reader says for it.
    pub tip: String,
    /// What goes in.
    pub entry: Entry,
    /// What a mark stands for; empty where words go in.
    pub option: String,
}

/// Every place of a sheet in reading order, filled from the answers.
#[derive(Debug)]
pub(super) struct Slots<'a> {
    answers: &'a Answers,
    strings: &'a Strings,
    ready: fn(&str) -> String,
    /// The places by their numbers.
    pub list: Vec<Slot>,
}

impl<'a> Slots<'a> {
    pub fn new(answers: &'a Answers, strings: &'a Strings, ready: fn(&str) -> String) -> Self {
        Self {
            answers,
            strings,
            ready,
            list: Vec::new(),
        }
    }

    /// A place for words.
    pub fn words(&mut self, name: String, tip: String, entry: Entry) -> SlotView {
        let answer = self.answer(&name);
        SlotView {
            answer,
            ..self.add(name, tip, entry, String::new())
        }
    }

    /// A box to tick or a circle to pick, one of those that share a name.
    pub fn mark(&mut self, name: &str, option: &str, entry: Entry, tip: String) -> SlotView {
        let ticked = self.answers.is_marked(name, option);
        SlotView {
            label: option.to_owned(),
            ticked,
            ..self.add(name.to_owned(), tip, entry, option.to_owned())
        }
    }

    /// What was answered at a place, in words; empty where nothing was.
    pub fn answer(&self, name: &str) -> String {
        let words = match self.answers.get(name) {
            None => return String::new(),
            Some(Answer::Words(words)) => words.value.to_string(),
            Some(Answer::Day(day)) => self
                .strings
                .day(day.value.parts())
                .unwrap_or_else(|| day.value.to_string()),
            Some(Answer::Marks(marks)) => {
                let marks: Vec<&str> = marks.iter().map(|mark| &*mark.value).collect();
                marks.join(", ")
            }
        };
        (self.ready)(&words)
    }

    fn add(&mut self, name: String, tip: String, entry: Entry, option: String) -> SlotView {
        let n = self.list.len();
        self.list.push(Slot {
            name,
            tip,
            entry,
            option,
        });
        SlotView {
            n,
            ..SlotView::default()
        }
    }
}
