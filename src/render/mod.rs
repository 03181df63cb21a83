//! From the [`Plan`] to the [`Output`]: every file of the built book, as path and bytes.
//!
//! Each renderer gives an output of its own; none of them knows another.

mod assets;
mod data;
#[cfg(feature = "document")]
pub mod document;
pub mod html;
#[cfg(feature = "print")]
pub mod print;

use crate::diagnostic::Diagnostic;
#[cfg(feature = "print")]
use crate::diagnostic::Severity;
use crate::output::Output;
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
        let printed = print::render(plan, theme, sources, sheets, &memory.print);
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
    rendered
}
