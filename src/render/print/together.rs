//! Sheets, packs and decks in one PDF, in the order given: what somebody prints for one session.

use std::collections::BTreeSet;

use super::PrintOptions;
use super::job::{Cache, Pdf, Printer};
use super::shelf::{Copy, Shelf};
use crate::diagnostic::Diagnostic;
use crate::model::answers::Answers;
use crate::model::kind::Kind;
use crate::resolve::Index;
use crate::site::{FileOwner, Plan, SheetForm};
use crate::source::Sources;
use crate::theme::Theme;

/// Sheets, packs and decks on paper. Those that are broken are left out, and the diagnostics name them.
#[derive(Debug, Default)]
pub struct Together {
    /// What the clients get, each copy on leaves of its own; `None` if nobody gets any.
    pub copies: Option<Pdf>,
    /// The practitioner's notes and own copies; never in one file with the clients'.
    pub facilitator: Option<Pdf>,
    /// What could not be printed, sheets of packs among it.
    pub left_out: BTreeSet<FileOwner>,
    /// Why it could not.
    pub diagnostics: Vec<Diagnostic>,
}

/// One sheet, pack or deck with the copies that are wanted of it.
type Wanted = (FileOwner, Vec<Copy>);

/// Prints sheets, packs and decks together. `options.copies` is how often each is printed; `options.role` prints that role's
/// copies of a pack alone, and names it on sheets. The practitioner's part is printed once, for nobody but the practitioner.
/// `refused` are sheets that are not printed, in packs neither.
pub fn print_together(
    plan: &Plan<'_>,
    theme: &Theme,
    sources: &Sources,
    owners: &[FileOwner],
    refused: &[Index],
    options: PrintOptions<'_>,
) -> Together {
    let mut together = Together::default();
    let (printer, diagnostics) = Printer::new(plan, theme, sources);
    together.diagnostics = diagnostics;
    let Some(printer) = printer else {
        together.left_out = owners.iter().copied().collect();
        return together;
    };
    let none = Answers::new();
    let mut shelf = Shelf::new(plan, theme, &printer, &none).without(refused);
    let (mut clients, mut own): (Vec<Wanted>, Vec<Wanted>) = (Vec::new(), Vec::new());
    for owner in owners {
        let pack = match owner {
            FileOwner::Entry(index) if plan.book.entries[*index].kind() == Kind::Pack => {
                Some(*index)
            }
            _ => None,
        };
        let once = match (owner, pack) {
            (FileOwner::Deck(deck), _) => shelf.deck(*deck),
            (_, Some(index)) => shelf.copies(index, SheetForm::Copies, options.role),
            (FileOwner::Entry(index), None) => shelf.copies(*index, SheetForm::Plain, options.role),
        };
        let times = options.copies.max(1);
        let copies = (0..times).flat_map(|_| once.iter().cloned()).collect();
        clients.push((*owner, copies));
        let for_others = options.role.is_some_and(|role| role != "practitioner");
        if let Some(index) = pack.filter(|_| !for_others) {
            let notes = shelf.copies(index, SheetForm::Facilitator, None);
            own.push((*owner, notes));
        }
    }
    let press = Press {
        plan,
        printer: &printer,
        shelf: &shelf,
        options,
    };
    let mut broken = BTreeSet::new();
    together.copies = press.print(&clients, "", &mut broken, &mut together.diagnostics);
    let part = SheetForm::Facilitator.name();
    together.facilitator = press.print(&own, part, &mut broken, &mut together.diagnostics);
    broken.extend(shelf.left_out());
    together.left_out = broken;
    together.diagnostics.extend(shelf.diagnostics());
    together
}

/// What one document of several sheets is made with.
struct Press<'a, 's> {
    plan: &'a Plan<'a>,
    printer: &'s Printer<'a>,
    shelf: &'s Shelf<'a>,
    options: PrintOptions<'a>,
}

impl Press<'_, '_> {
    /// One document of all; if it cannot be set, one of those that can be set alone.
    fn print(
        &self,
        wanted: &[Wanted],
        part: &str,
        broken: &mut BTreeSet<FileOwner>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Pdf> {
        let wanted: Vec<&Wanted> = wanted
            .iter()
            .filter(|(_, copies)| !copies.is_empty())
            .collect();
        let (pdf, problems) = self.document(&wanted, part);
        if pdf.is_some() || problems.is_empty() {
            return pdf;
        }
        let mut sound = Vec::new();
        for one in &wanted {
            let (pdf, problems) = self.document(&[one], part);
            if pdf.is_some() {
                sound.push(*one);
            } else {
                broken.insert(one.0);
                diagnostics.extend(problems);
            }
        }
        let (pdf, problems) = self.document(&sound, part);
        diagnostics.extend(problems);
        pdf
    }

    fn document(&self, wanted: &[&Wanted], part: &str) -> (Option<Pdf>, Vec<Diagnostic>) {
        let Some((first, _)) = wanted.first() else {
            return (None, Vec::new());
        };
        let copies: Vec<Copy> = wanted
            .iter()
            .flat_map(|(_, copies)| copies.iter().cloned())
            .collect();
        let mut job = self
            .shelf
            .job(&format!("{part}.pdf"), *first, &copies, self.options);
        let alone = wanted.iter().all(|(owner, _)| owner == first);
        if !alone && !self.plan.config.is_discreet() {
            job.title = self.plan.config.book.title.value.to_string();
        }
        let (mut pdfs, problems) = self
            .printer
            .print(std::slice::from_ref(&job), &Cache::default());
        (pdfs.pop().flatten(), problems)
    }
}
