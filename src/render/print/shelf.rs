//! The sheets of a book, each made ready once for all the papers and packs that show it.

use std::collections::BTreeMap;

use super::job::{Copied, Job, Printer};
use super::soft::soft;
use super::{PrintOptions, coverage};
use crate::diagnostic::Diagnostic;
use crate::model::answers::Answers;
use crate::model::block::Prose;
use crate::model::entry::Entry;
use crate::model::kind::Data;
use crate::resolve::Index;
use crate::site::sheet::{self, Making, Sheet};
use crate::site::{DeckIndex, FileOwner, Plan, SheetForm, packs};
use crate::theme::Theme;

/// The practitioner's notes on an entry.
fn notes_of(entry: &Entry) -> Option<&Prose> {
    match &entry.data {
        Data::Worksheet(sheet) => sheet.facilitator.as_ref(),
        Data::Agreement(sheet) => sheet.facilitator.as_ref(),
        Data::Pack(_) => (!entry.body.is_empty()).then_some(&entry.body),
        _ => None,
    }
}

/// One copy: of what, and whose.
pub(super) type Copy = (Leaf, String);

/// What stands on the shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Leaf {
    /// A worksheet or an agreement.
    Sheet(Index),
    /// The same in a pack for two, where it names nothing that is private.
    Shared(Index),
    /// The practitioner's notes on an entry.
    Notes(Index),
    /// A deck of cards.
    Deck(DeckIndex),
}

/// Every sheet that is printed, made ready once for all the papers and packs that show it.
pub(super) struct Shelf<'a> {
    plan: &'a Plan<'a>,
    theme: &'a Theme,
    printer: &'a Printer<'a>,
    answers: &'a Answers,
    /// Sheets that are not to be printed, wherever they stand.
    refused: &'a [Index],
    sheets: BTreeMap<Leaf, Option<Sheet>>,
    problems: Vec<Diagnostic>,
}

impl<'a> Shelf<'a> {
    pub fn new(
        plan: &'a Plan<'a>,
        theme: &'a Theme,
        printer: &'a Printer<'a>,
        answers: &'a Answers,
    ) -> Self {
        Self {
            plan,
            theme,
            printer,
            answers,
            refused: &[],
            sheets: BTreeMap::new(),
            problems: Vec::new(),
        }
    }

    fn making(&self) -> Making<'a> {
        Making {
            plan: self.plan,
            strings: &self.theme.strings,
            answers: self.answers,
            ready: soft,
        }
    }

    /// Without some sheets, wherever they stand.
    pub fn without(self, refused: &'a [Index]) -> Self {
        Self { refused, ..self }
    }

    /// What somebody asked for, sheets of packs among it, and cannot be printed.
    pub fn left_out(&self) -> Vec<FileOwner> {
        let missing = self.sheets.iter().filter(|(_, sheet)| sheet.is_none());
        missing
            .map(|(leaf, _)| match leaf {
                Leaf::Sheet(index) | Leaf::Shared(index) | Leaf::Notes(index) => {
                    FileOwner::Entry(*index)
                }
                Leaf::Deck(deck) => FileOwner::Deck(*deck),
            })
            .collect()
    }

    /// Takes a sheet in; whether it can be printed.
    pub fn sheet(&mut self, index: Index) -> bool {
        self.take(Leaf::Sheet(index), index)
    }

    fn take(&mut self, leaf: Leaf, index: Index) -> bool {
        if self.refused.contains(&index) {
            return false;
        }
        if !self.sheets.contains_key(&leaf) {
            let entry = &self.plan.book.entries[index];
            let mut problems = coverage::check(&self.printer.press, entry);
            let sheet = sheet::sheet(self.making(), index, matches!(leaf, Leaf::Shared(_)));
            if sheet.is_none() {
                let message = format!("`{}` is no sheet, so it cannot be printed", entry.id.value);
                problems.push(
                    Diagnostic::error("no-sheet", entry.id.span, message)
                        .help("name a worksheet, an agreement or a pack"),
                );
            }
            let sheet = sheet.filter(|_| problems.is_empty());
            self.problems.append(&mut problems);
            self.sheets.insert(leaf, sheet);
        }
        self.sheets.get(&leaf).is_some_and(Option::is_some)
    }

    /// Takes the notes on an entry in; where they stand, if there are any.
    fn notes(&mut self, index: Index) -> Option<Leaf> {
        let leaf = Leaf::Notes(index);
        let entry = &self.plan.book.entries[index];
        let text = notes_of(entry).filter(|_| !self.refused.contains(&index))?;
        if !self.sheets.contains_key(&leaf) {
            let problems = coverage::check(&self.printer.press, entry);
            let notes = sheet::notes(self.making(), index, text);
            self.sheets
                .insert(leaf, Some(notes).filter(|_| problems.is_empty()));
            self.problems.extend(problems);
        }
        self.sheets.get(&leaf)?.as_ref().map(|_| leaf)
    }

    /// The copies that stand in one form of a sheet or a pack; for a role, that role's alone. None, if none can be printed.
    pub fn copies(&mut self, index: Index, form: SheetForm, role: Option<&str>) -> Vec<Copy> {
        match form {
            SheetForm::Copies => self.clients(index, role),
            SheetForm::Facilitator => self.facilitators(index),
            _ if self.sheet(index) => {
                let whose = role.map(|role| self.whose(role)).unwrap_or_default();
                vec![(Leaf::Sheet(index), whose)]
            }
            _ => Vec::new(),
        }
    }

    /// The one copy of a deck; none, if a card of it cannot be printed.
    pub fn deck(&mut self, deck: DeckIndex) -> Vec<Copy> {
        let leaf = Leaf::Deck(deck);
        if !self.sheets.contains_key(&leaf) {
            let cards = &self.plan.decks[deck].entries;
            let mut problems: Vec<Diagnostic> = cards
                .iter()
                .flat_map(|card| {
                    coverage::check(&self.printer.press, &self.plan.book.entries[*card])
                })
                .collect();
            let sheet = sheet::deck(self.making(), deck).filter(|_| problems.is_empty());
            self.problems.append(&mut problems);
            self.sheets.insert(leaf, sheet);
        }
        let printable = self.sheets.get(&leaf).is_some_and(Option::is_some);
        printable
            .then(|| (leaf, String::new()))
            .into_iter()
            .collect()
    }

    /// What the clients get of a pack.
    fn clients(&mut self, index: Index, role: Option<&str>) -> Vec<Copy> {
        let Some(deal) = packs::deal(index, self.plan.book, self.plan.config, role) else {
            return Vec::new();
        };
        let mut copies = Vec::new();
        for hand in &deal.hands {
            let whose = self.whose(&hand.role);
            for sheet in &hand.sheets {
                let leaf = if deal.for_two {
                    Leaf::Shared(*sheet)
                } else {
                    Leaf::Sheet(*sheet)
                };
                if self.take(leaf, *sheet) {
                    copies.push((leaf, whose.clone()));
                }
            }
        }
        copies
    }

    /// What the practitioner gets of a pack: the notes on it and on its sheets, then copies of their own.
    fn facilitators(&mut self, index: Index) -> Vec<Copy> {
        let Some(deal) = packs::deal(index, self.plan.book, self.plan.config, None) else {
            return Vec::new();
        };
        let noted = std::iter::once(&index).chain(&deal.sheets);
        let mut copies: Vec<Copy> = noted
            .filter_map(|one| self.notes(*one))
            .map(|one| (one, String::new()))
            .collect();
        let whose = self.whose("practitioner");
        for sheet in &deal.practitioner {
            if self.sheet(*sheet) {
                copies.push((Leaf::Sheet(*sheet), whose.clone()));
            }
        }
        copies
    }

    /// "Copy of the hurt partner".
    pub fn whose(&self, role: &str) -> String {
        let strings = &self.theme.strings;
        let key = format!("print.role.{role}");
        let name = self
            .plan
            .config
            .role_name(role)
            .unwrap_or_else(|| strings.text(&key))
            .to_owned();
        sheet::fill(strings.text("print.copy_for"), &[("name", &name)])
    }

    pub fn job<'s>(
        &'s self,
        path: &str,
        owner: FileOwner,
        copies: &[Copy],
        options: PrintOptions<'s>,
    ) -> Job<'s> {
        let mut sheets: Vec<Leaf> = Vec::new();
        let mut views = Vec::new();
        for (sheet, whose) in copies {
            let at = sheets
                .iter()
                .position(|known| known == sheet)
                .unwrap_or_else(|| {
                    sheets.push(*sheet);
                    sheets.len() - 1
                });
            views.push(Copied {
                sheet: at,
                whose: whose.clone(),
            });
        }
        let strings = &self.theme.strings;
        let (name, title) = match owner {
            FileOwner::Entry(index) => {
                let entry = &self.plan.book.entries[index];
                (entry.id.value.as_str(), &*entry.title.value)
            }
            FileOwner::Deck(at) => {
                let deck = &self.plan.decks[at];
                (deck.id.as_str(), deck.name(strings))
            }
        };
        Job {
            path: path.to_owned(),
            title: if self.plan.config.is_discreet() {
                strings.text("print.discreet_title").to_owned()
            } else {
                title.to_owned()
            },
            name,
            place: self.plan.span_of(owner),
            sheets: sheets
                .iter()
                .filter_map(|leaf| self.sheets.get(leaf)?.as_ref())
                .collect(),
            copies: views,
            options,
        }
    }

    /// What is wrong with the sheets themselves.
    pub fn diagnostics(self) -> Vec<Diagnostic> {
        self.problems
    }
}
