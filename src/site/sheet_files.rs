//! The files that stand beside the page of a sheet or a pack, each with its path.
//!
//! Renderers make them and pages link to them; both ask here, and neither works a path out by itself.

use std::collections::BTreeMap;

use super::decks::DeckIndex;
use super::packs;
use super::routes::Address;
use crate::config::{Config, Paper};
use crate::model::entry::Entry;
use crate::model::kind::{Data, Kind};
use crate::resolve::{Index, ResolvedBook};

/// A form in which a sheet or a pack comes out as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SheetForm {
    /// To be filled in with a pen.
    Plain,
    /// In large print.
    Large,
    /// With fields that can be typed into.
    TypeInto,
    /// As a Word file, whose words can be changed.
    Word,
    /// The clients' copies of a pack.
    Copies,
    /// What the practitioner alone gets of a pack.
    Facilitator,
    /// A deck of cards, to be cut.
    Cards,
}

/// What a file is printed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileOwner {
    /// A worksheet, an agreement or a pack.
    Entry(Index),
    /// A deck of cards.
    Deck(DeckIndex),
}

/// One file beside the page of a sheet or a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetFile {
    /// Its path inside the built book.
    pub path: String,
    /// What it is.
    pub form: SheetForm,
    /// The paper that it is laid out for, if it is laid out for one.
    pub paper: Option<Paper>,
}

/// How many pages the files have that were laid out, by their paths; told by whoever laid them out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageCounts(BTreeMap<String, usize>);

impl PageCounts {
    /// How many pages a file has, if it was laid out.
    pub fn get(&self, path: &str) -> Option<usize> {
        self.0.get(path).copied()
    }

    /// Takes in what somebody counted.
    pub fn add(&mut self, path: impl Into<String>, pages: usize) {
        self.0.insert(path.into(), pages);
    }
}

impl SheetForm {
    /// The forms in which worksheets and agreements come.
    const OF_SHEETS: &[SheetForm] = &[
        SheetForm::Plain,
        SheetForm::Large,
        SheetForm::TypeInto,
        SheetForm::Word,
    ];

    /// Its name in a theme's words and in templates.
    pub fn name(self) -> &'static str {
        match self {
            SheetForm::Plain => "plain",
            SheetForm::Large => "large",
            SheetForm::TypeInto => "type-into",
            SheetForm::Word => "word",
            SheetForm::Copies => "copies",
            SheetForm::Facilitator => "facilitator",
            SheetForm::Cards => "cards",
        }
    }

    /// What sets its files' names apart from the plain form's; where the book is discreet, in words that fit any paper.
    fn suffix(self, discreet: bool) -> &'static str {
        match self {
            SheetForm::Plain | SheetForm::Word | SheetForm::Copies | SheetForm::Cards => "",
            SheetForm::Large => "-large",
            SheetForm::TypeInto => "-fillable",
            SheetForm::Facilitator if discreet => "-notes",
            SheetForm::Facilitator => "-facilitator",
        }
    }

    /// The end of its files' names.
    fn ending(self) -> &'static str {
        match self {
            SheetForm::Plain
            | SheetForm::Large
            | SheetForm::TypeInto
            | SheetForm::Copies
            | SheetForm::Facilitator
            | SheetForm::Cards => "pdf",
            SheetForm::Word => "docx",
        }
    }

    /// Whether there is one file for each paper of the book; else there is one in all.
    fn has_papers(self) -> bool {
        self.ending() == "pdf"
    }

    /// Whether this program can make it at all: no page may link to what is never there.
    fn is_made(self) -> bool {
        let ending = self.ending();
        (ending != "pdf" || cfg!(feature = "print"))
            && (ending != "docx" || cfg!(feature = "document"))
    }
}

/// The files of every sheet and pack of a book.
pub(super) fn of_book(
    book: &ResolvedBook,
    config: &Config,
    addresses: &[Address],
) -> BTreeMap<Index, Vec<SheetFile>> {
    [Kind::Worksheet, Kind::Agreement, Kind::Pack]
        .into_iter()
        .flat_map(|kind| book.of_kind(kind))
        .map(|index| {
            let forms = forms_of(index, book, config);
            (index, files(&addresses[index].page, &forms, config))
        })
        .collect()
}

/// The files of a deck.
pub(super) fn of_deck(page: &str, config: &Config) -> Vec<SheetFile> {
    files(page, &[SheetForm::Cards, SheetForm::Large], config)
}

fn forms_of(index: Index, book: &ResolvedBook, config: &Config) -> Vec<SheetForm> {
    let Some(deal) = packs::deal(index, book, config, None) else {
        return SheetForm::OF_SHEETS.to_vec();
    };
    let mut forms = Vec::new();
    if !deal.hands.is_empty() {
        forms.push(SheetForm::Copies);
    }
    let mut noted = std::iter::once(&index).chain(&deal.sheets);
    if !deal.practitioner.is_empty() || noted.any(|one| has_notes(&book.entries[*one])) {
        forms.push(SheetForm::Facilitator);
    }
    forms
}

/// Whether an entry has notes for the practitioner.
pub(super) fn has_notes(entry: &Entry) -> bool {
    match &entry.data {
        Data::Worksheet(sheet) => sheet.facilitator.is_some(),
        Data::Agreement(sheet) => sheet.facilitator.is_some(),
        Data::Pack(_) => !entry.body.is_empty(),
        _ => false,
    }
}

/// The files of some forms beside a page; the first paper's name is understood.
fn files(page: &str, forms: &[SheetForm], config: &Config) -> Vec<SheetFile> {
    let stem = page.strip_suffix(".html").unwrap_or(page);
    let papers = config.papers();
    let discreet = config.is_discreet();
    let mut files = Vec::new();
    for form in forms.iter().filter(|form| form.is_made()) {
        let name = format!("{stem}{}", form.suffix(discreet));
        let ending = form.ending();
        if !form.has_papers() {
            files.push(SheetFile {
                path: format!("{name}.{ending}"),
                form: *form,
                paper: None,
            });
            continue;
        }
        for (at, paper) in papers.iter().enumerate() {
            let path = match at {
                0 => format!("{name}.{ending}"),
                _ => format!("{name}-{}.{ending}", paper.word()),
            };
            files.push(SheetFile {
                path,
                form: *form,
                paper: Some(*paper),
            });
        }
    }
    files
}
