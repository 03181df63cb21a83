//! Sheets and packs on paper: PDFs, set by Typst from the theme's templates. The only place that knows Typst.
//!
//! Content reaches the templates as data alone, a JSON document that they walk; nothing an author types is read as code.
//! Every file is a function of what it is made from: no date, no chance, no order of threads comes into it.

mod code;
mod copies;
mod coverage;
mod fillable;
mod job;
mod pages;
mod shelf;
mod soft;
mod together;
mod views;
mod world;

/// What is printed: a sheet, a pack or a deck.
pub use crate::site::{DeckIndex, FileOwner};
pub use job::{Cache, Pdf};
pub use together::{Together, print_together};

use super::Sheets;
use crate::config::Paper;
use crate::diagnostic::Diagnostic;
use crate::model::answers::Answers;
use crate::output::Output;
use crate::resolve::Index;
use crate::site::{PageCounts, Plan, SheetFile, SheetForm};
use crate::source::{Sources, Span};
use crate::theme::Theme;
use job::{Job, Printer};
use shelf::Shelf;

/// How one sheet or pack is printed.
#[derive(Clone, Copy, Debug)]
pub struct PrintOptions<'a> {
    /// The paper.
    pub paper: Paper,
    /// Whether it is large print.
    pub large: bool,
    /// Whether its fields can be typed into; for one copy of one sheet.
    pub fillable: bool,
    /// How many copies.
    pub copies: u32,
    /// The role whose copies are wanted; for a pack, those alone are printed.
    pub role: Option<&'a str>,
}

impl PrintOptions<'_> {
    /// One ordinary copy.
    pub fn new(paper: Paper) -> Self {
        Self {
            paper,
            large: false,
            fillable: false,
            copies: 1,
            role: None,
        }
    }

    /// Whether a file of the built book is printed in this way.
    pub fn makes(&self, file: &SheetFile) -> bool {
        Self::of(file).is_some_and(|of| {
            (of.paper, of.large, of.fillable) == (self.paper, self.large, self.fillable)
        }) && file.form != SheetForm::Facilitator
    }

    /// As a file of the built book is; `None` for one that is not printed.
    fn of(file: &SheetFile) -> Option<Self> {
        Some(Self {
            large: file.form == SheetForm::Large,
            fillable: file.form == SheetForm::TypeInto,
            ..Self::new(file.paper?)
        })
    }
}

/// What printing a book gives.
#[derive(Debug, Default)]
pub struct Printed {
    /// The PDFs that could be made.
    pub output: Output,
    /// How many pages each has.
    pub pages: PageCounts,
    /// What is wrong with the others.
    pub diagnostics: Vec<Diagnostic>,
}

/// Every PDF of the plan, or those that [`Sheets`] asks for; what has not changed since the cache was filled comes from it.
pub fn render(
    plan: &Plan<'_>,
    theme: &Theme,
    sources: &Sources,
    sheets: Sheets,
    cache: &Cache,
) -> Printed {
    let mut printed = Printed::default();
    let wanted: Vec<(FileOwner, &SheetFile, PrintOptions<'_>)> = plan
        .all_sheet_files()
        .filter(|(_, file)| is_wanted(file, sheets, plan))
        .filter_map(|(owner, file)| Some((owner, file, PrintOptions::of(file)?)))
        .collect();
    if wanted.is_empty() {
        return printed;
    }
    let none = Answers::new();
    let (printer, diagnostics) = Printer::new(plan, theme, sources);
    printed.diagnostics = diagnostics;
    let Some(printer) = printer else {
        return printed;
    };
    let mut shelf = Shelf::new(plan, theme, &printer, &none);
    let copies: Vec<_> = wanted
        .iter()
        .map(|(owner, file, _)| match owner {
            FileOwner::Entry(index) => shelf.copies(*index, file.form, None),
            FileOwner::Deck(deck) => shelf.deck(*deck),
        })
        .collect();
    let jobs: Vec<Job<'_>> = wanted
        .iter()
        .zip(&copies)
        .filter(|(_, copies)| !copies.is_empty())
        .map(|((owner, file, options), copies)| shelf.job(&file.path, *owner, copies, *options))
        .collect();
    let (pdfs, problems) = printer.print(&jobs, cache);
    for (job, pdf) in jobs.iter().zip(pdfs) {
        if let Some(pdf) = pdf {
            printed.pages.add(job.path.as_str(), pdf.pages);
            printed.output.share(job.path.as_str(), pdf.bytes);
        }
    }
    drop(jobs);
    printed.diagnostics.extend(shelf.diagnostics());
    printed.diagnostics.extend(problems);
    printed
}

/// Whether a file is made. To find out what is wrong, every text is laid out once; a pack's copies hold no other texts than
/// its sheets.
fn is_wanted(file: &SheetFile, sheets: Sheets, plan: &Plan<'_>) -> bool {
    match sheets {
        Sheets::All => true,
        Sheets::Once => {
            matches!(
                file.form,
                SheetForm::Plain | SheetForm::Facilitator | SheetForm::Cards
            ) && file.paper.as_ref() == plan.config.papers().first()
        }
        Sheets::None => false,
    }
}

/// One sheet as a PDF, with answers where there are any.
///
/// # Errors
///
/// What keeps it from being printed; also where the entry is no sheet.
pub fn print_sheet(
    plan: &Plan<'_>,
    theme: &Theme,
    sources: &Sources,
    index: Index,
    options: PrintOptions<'_>,
    answers: &Answers,
) -> Result<Pdf, Vec<Diagnostic>> {
    let (printer, diagnostics) = Printer::new(plan, theme, sources);
    let Some(printer) = printer else {
        return Err(diagnostics);
    };
    let undrawn: Vec<Diagnostic> = answers
        .texts()
        .filter_map(|text| coverage::check_answer(&printer.press, text))
        .collect();
    if !undrawn.is_empty() {
        return Err(undrawn);
    }
    let mut shelf = Shelf::new(plan, theme, &printer, answers);
    let copy = shelf.copies(index, SheetForm::Plain, options.role);
    if copy.is_empty() {
        return Err(shelf.diagnostics());
    }
    let times = if options.fillable {
        1
    } else {
        options.copies.max(1)
    };
    let copies: Vec<_> = (0..times).flat_map(|_| copy.iter().cloned()).collect();
    let job = shelf.job("sheet.pdf", FileOwner::Entry(index), &copies, options);
    let (mut pdfs, problems) = printer.print(std::slice::from_ref(&job), &Cache::default());
    pdfs.pop().flatten().ok_or(problems)
}

/// What the theme's templates read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypstData {
    /// `how.json`.
    pub how: Vec<u8>,
    /// `data.json`.
    pub data: Vec<u8>,
}

/// What the theme's templates read for one sheet where Typst sets it alone, so that they can be tried with Typst.
///
/// # Errors
///
/// What keeps the sheet from being printed.
pub fn data(
    plan: &Plan<'_>,
    theme: &Theme,
    sources: &Sources,
    index: Index,
    options: PrintOptions<'_>,
) -> Result<TypstData, Vec<Diagnostic>> {
    let none = Answers::new();
    let (printer, diagnostics) = Printer::new(plan, theme, sources);
    let Some(printer) = printer else {
        return Err(diagnostics);
    };
    let mut shelf = Shelf::new(plan, theme, &printer, &none);
    let copies = shelf.copies(index, SheetForm::Plain, options.role);
    if copies.is_empty() {
        return Err(shelf.diagnostics());
    }
    let job = shelf.job("sheet.pdf", FileOwner::Entry(index), &copies, options);
    printer.alone(&job).ok_or_else(Vec::new)
}

/// The place for what belongs to no place in a file.
fn nowhere(plan: &Plan<'_>) -> Span {
    plan.config.span()
}
