//! From the [`Plan`] to the [`Output`]: every file of the built book, as path and bytes.
//!
//! Each renderer gives an output of its own; none of them knows another.

mod assets;
mod css;
mod data;
#[cfg(feature = "document")]
pub mod document;
pub mod html;
#[cfg(feature = "print")]
pub mod print;
pub mod search;

use crate::config::Paper;
use crate::diagnostic::Diagnostic;
#[cfg(feature = "print")]
use crate::diagnostic::Severity;
use crate::model::answers::Answers;
use crate::output::Output;
use crate::resolve::Index;
#[cfg(not(feature = "print"))]
use crate::site::PageCounts;
use crate::site::Plan;
use crate::source::{Files, Sources};
use crate::theme::Theme;

/// How many of the files of sheets and packs are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheets {
    /// All that the plan holds.
    All,
    /// As many as show everything that is wrong with them: each sheet once.
    Once,
    /// None: pages link to files that are not there.
    None,
}

/// How one sheet is made that was filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilledAs {
    /// A PDF, on this paper, in large print or not.
    Pdf(Paper, bool),
    /// A Word file, for this paper.
    Word(Paper),
    /// A page of HTML that needs no other file.
    Page,
}

/// One sheet with its answers.
///
/// # Errors
///
/// What keeps it from being made; also where the entry is no sheet, or where this program was built without the form.
pub fn filled(
    plan: &Plan<'_>,
    theme: &Theme,
    sources: &Sources,
    index: Index,
    answers: &Answers,
    form: FilledAs,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    match form {
        FilledAs::Page => html::filled(plan, theme, sources, index, answers)
            .map(String::into_bytes)
            .map_err(|error| vec![error]),
        #[cfg(feature = "document")]
        FilledAs::Word(paper) => document::one(plan, theme, index, paper, answers),
        #[cfg(feature = "print")]
        FilledAs::Pdf(paper, large) => {
            let options = print::PrintOptions {
                large,
                ..print::PrintOptions::new(paper)
            };
            print::print_sheet(plan, theme, sources, index, options, answers)
                .map(|pdf| pdf.bytes.to_vec())
        }
        #[cfg(not(all(feature = "document", feature = "print")))]
        _ => {
            let message = "this program was built without that form of sheets";
            let help = "build it with the default features, or ask for .html";
            let span = plan.config.span();
            Err(vec![
                Diagnostic::error("no-document", span, message).help(help),
            ])
        }
    }
}

/// What one rendering leaves to the next of the same book, so that what has not changed is not made again.
#[derive(Debug, Default)]
pub struct Memory {
    #[cfg(feature = "print")]
    print: print::Cache,
}

/// What rendering gives.
#[derive(Debug, Default)]
pub struct Rendered {
    /// The files that could be made.
    pub output: Output,
    /// What is wrong with the others.
    pub diagnostics: Vec<Diagnostic>,
    /// How many errors there are that keep sheets from being printed, and nothing else from being made.
    pub sheet_errors: usize,
}

/// Renders everything that the plan holds.
#[cfg_attr(
    not(feature = "print"),
    allow(unused_variables, reason = "sheets have no files without it")
)]
pub fn render(
    plan: &Plan<'_>,
    theme: &Theme,
    files: &dyn Files,
    sources: &Sources,
    sheets: Sheets,
    memory: &Memory,
) -> Rendered {
    let mut rendered = Rendered::default();
    // Paper first: pages say how many sheets of it each file takes.
    #[cfg(not(feature = "print"))]
    let pages = PageCounts::default();
    #[cfg(feature = "print")]
    let pages = {
        let mut printed = print::render(plan, theme, sources, sheets, &memory.print);
        // What is said of a sheet is said once, though it stands in packs as well.
        crate::diagnostic::sort(&mut printed.diagnostics);
        rendered.output.extend(printed.output);
        rendered.sheet_errors = printed
            .diagnostics
            .iter()
            .filter(|one| one.severity == Severity::Error)
            .count();
        rendered.diagnostics.extend(printed.diagnostics);
        printed.pages
    };
    #[cfg(feature = "document")]
    if sheets == Sheets::All {
        let (documents, problems) = document::render(plan, theme);
        rendered.output.extend(documents);
        rendered.diagnostics.extend(problems);
    }
    let (html, problems) = html::render(plan, theme, sources, &pages);
    rendered.output.extend(html);
    rendered.diagnostics.extend(problems);
    let (assets, problems) = assets::render(plan, theme, files);
    rendered.output.extend(assets);
    rendered.diagnostics.extend(problems);
    rendered.output.extend(data::render(plan, theme, sources));
    rendered.output.extend(search::render(plan, &theme.strings));
    rendered
}
