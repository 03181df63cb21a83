//! Worksheets and agreements as Word files, for a practitioner to adapt. The only place that knows DOCX.
//!
//! The text comes from the same views as the sheets on paper (`site::sheet`): real headings, lists, tables and tab stops, and
//! places to type, tick and choose. Facilitator notes are in none of it. Every file is a function of what it is made from:
//! no date, no chance, no counter that another file has moved.

mod agreement;
mod controls;
mod fields;
mod finish;
mod page;
mod rich;
mod styles;
mod writer;
mod xml;

use rayon::prelude::*;

use crate::config::Paper;
use crate::diagnostic::Diagnostic;
use crate::model::answers::Answers;
use crate::model::kind::Kind;
use crate::output::Output;
use crate::resolve::Index;
use crate::site::sheet::{self, Making, Sheet};
use crate::site::{Plan, SheetForm};
use crate::theme::Theme;

/// Every Word file that stands in the built book: beside the page of each worksheet and agreement.
pub fn render(plan: &Plan<'_>, theme: &Theme) -> (Output, Vec<Diagnostic>) {
    let none = Answers::new();
    let mut files: Vec<(Index, &str)> = Vec::new();
    for kind in [Kind::Worksheet, Kind::Agreement] {
        for index in plan.book.of_kind(kind) {
            let own = plan.sheet_files(index).iter();
            let word = own.filter(|file| file.form == SheetForm::Word);
            files.extend(word.map(|file| (index, file.path.as_str())));
        }
    }
    let made: Vec<_> = files
        .par_iter()
        .map(|(index, path)| (*path, one(plan, theme, *index, first_paper(plan), &none)))
        .collect();
    let mut output = Output::new();
    let mut diagnostics = Vec::new();
    for (path, result) in made {
        match result {
            Ok(bytes) => output.add(path, bytes),
            Err(found) => diagnostics.extend(found),
        }
    }
    (output, diagnostics)
}

/// One sheet as a Word file, with answers where there are any.
///
/// # Errors
///
/// When the entry is no sheet, or the file cannot be put together.
pub fn one(
    plan: &Plan<'_>,
    theme: &Theme,
    index: Index,
    paper: Paper,
    answers: &Answers,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let entry = &plan.book.entries[index];
    let making = Making {
        plan,
        strings: &theme.strings,
        answers,
        ready: plain,
    };
    let Some(Sheet { view, slots }) = sheet::sheet(making, index, false) else {
        let message = format!(
            "`{}` is no sheet, so there is no Word file of it",
            entry.id.value
        );
        return Err(vec![
            Diagnostic::error("no-sheet", entry.id.span, message)
                .help("name a worksheet or an agreement"),
        ]);
    };
    let package = page::package(plan, &theme.strings, &view, &slots, paper);
    finish::packed(package).map_err(|error| {
        let message = format!(
            "the Word file of `{}` could not be put together: {error}",
            entry.id.value
        );
        vec![Diagnostic::error("no-document", entry.id.span, message)]
    })
}

/// The paper that a book's files are laid out for where they come once.
pub fn first_paper(plan: &Plan<'_>) -> Paper {
    plan.config.papers().first().copied().unwrap_or(Paper::A4)
}

/// A text without the characters that XML 1.0 cannot hold (section 2.2 of it).
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}
