//! Sheets and packs on paper: PDFs, set by Typst from the theme's templates. The only place that knows Typst.
//!
//! Content reaches the templates as data alone, a JSON document that they walk; nothing an author types is read as code.
//! Every file is a function of what it is made from: no date, no chance, no order of threads comes into it.

mod code;
mod coverage;
mod fillable;
mod job;
mod pack;
mod shelf;
mod soft;
mod views;
mod world;

pub use job::Cache;

use crate::config::Paper;
use crate::diagnostic::Diagnostic;
use crate::model::answers::Answers;
use crate::model::kind::Kind;
use crate::output::Output;
use crate::resolve::Index;
use crate::site::Plan;
use crate::source::{Sources, Span};
use crate::theme::Theme;
use job::{Job, Printer};
use shelf::{Leaf, Shelf};

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
}

/// Every PDF that stands in the built book: beside each sheet's page and each pack's.
pub fn render(plan: &Plan<'_>, theme: &Theme, sources: &Sources) -> (Output, Vec<Diagnostic>) {
    render_again(plan, theme, sources, &Cache::default())
}

/// As [`render`], taking from the cache what has not changed since it was filled.
pub fn render_again(
    plan: &Plan<'_>,
    theme: &Theme,
    sources: &Sources,
    cache: &Cache,
) -> (Output, Vec<Diagnostic>) {
    let (sheets, packs) = (sheets_of(plan), plan.listed(Kind::Pack));
    if sheets.is_empty() && packs.is_empty() {
        return (Output::new(), Vec::new());
    }
    let none = Answers::new();
    let (printer, mut diagnostics) = match Printer::new(plan, theme, sources) {
        (Some(printer), diagnostics) => (printer, diagnostics),
        (None, diagnostics) => return (Output::new(), diagnostics),
    };
    let mut shelf = Shelf::new(plan, theme, &printer, &none);
    let mut jobs = Vec::new();
    let papers = plan.config.papers();
    for index in sheets {
        if shelf.sheet(index) {
            for (form, large, fillable) in [
                ("", false, false),
                ("large", true, false),
                ("fillable", false, true),
            ] {
                for (at, paper) in papers.iter().enumerate() {
                    let suffix = [form, if at == 0 { "" } else { paper.word() }];
                    let copies = vec![(Leaf::Sheet(index), String::new())];
                    let path = file_path(plan, index, &suffix);
                    let options = PrintOptions {
                        large,
                        fillable,
                        ..PrintOptions::new(*paper)
                    };
                    jobs.push((path, index, copies, options));
                }
            }
        }
    }
    for index in packs {
        let (parts, problems) = shelf.pack(index, None);
        diagnostics.extend(problems);
        for (form, copies) in parts {
            for (at, paper) in papers.iter().enumerate() {
                let suffix = [form, if at == 0 { "" } else { paper.word() }];
                jobs.push((
                    file_path(plan, index, &suffix),
                    index,
                    copies.clone(),
                    PrintOptions::new(*paper),
                ));
            }
        }
    }
    let jobs: Vec<Job<'_>> = jobs
        .iter()
        .map(|(path, index, copies, options)| shelf.job(path, *index, copies, *options))
        .collect();
    let (output, problems) = printer.print(&jobs, cache);
    diagnostics.extend(shelf.diagnostics());
    diagnostics.extend(problems);
    (output, diagnostics)
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
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let (printer, diagnostics) = Printer::new(plan, theme, sources);
    let Some(printer) = printer else {
        return Err(diagnostics);
    };
    let mut shelf = Shelf::new(plan, theme, &printer, answers);
    if !shelf.sheet(index) {
        return Err(shelf.diagnostics());
    }
    let whose = options
        .role
        .map(|role| shelf.whose(role))
        .unwrap_or_default();
    let copies = if options.fillable {
        1
    } else {
        options.copies.max(1)
    };
    let copies: Vec<_> = (0..copies)
        .map(|_| (Leaf::Sheet(index), whose.clone()))
        .collect();
    let job = shelf.job("sheet.pdf", index, &copies, options);
    one(&printer, &job)
}

/// A pack on paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackOnPaper {
    /// The clients' copies, each person's on leaves of their own; `None` if nobody gets any.
    pub copies: Option<Vec<u8>>,
    /// The practitioner's notes and own copies; never in one file with the clients'.
    pub facilitator: Option<Vec<u8>>,
}

/// One pack as PDFs. `options.role` prints that role's copies alone; `options.copies` is how often.
///
/// # Errors
///
/// What keeps it from being printed; also where the entry is no pack, or holds what it must not.
pub fn print_pack(
    plan: &Plan<'_>,
    theme: &Theme,
    sources: &Sources,
    index: Index,
    options: PrintOptions<'_>,
) -> Result<PackOnPaper, Vec<Diagnostic>> {
    let (printer, diagnostics) = Printer::new(plan, theme, sources);
    let Some(printer) = printer else {
        return Err(diagnostics);
    };
    let none = Answers::new();
    let mut shelf = Shelf::new(plan, theme, &printer, &none);
    let (parts, problems) = shelf.pack(index, options.role);
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut paper = PackOnPaper::default();
    for (form, copies) in parts {
        let times = if form.is_empty() {
            options.copies.max(1)
        } else {
            1
        };
        let copies: Vec<_> = (0..times).flat_map(|_| copies.iter().cloned()).collect();
        let job = shelf.job("pack.pdf", index, &copies, options);
        let pdf = one(&printer, &job)?;
        if form.is_empty() {
            paper.copies = Some(pdf);
        } else {
            paper.facilitator = Some(pdf);
        }
    }
    Ok(paper)
}

fn one(printer: &Printer<'_>, job: &Job<'_>) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let (output, problems) = printer.print(std::slice::from_ref(job), &Cache::default());
    output.get(&job.path).map(<[u8]>::to_vec).ok_or(problems)
}

/// The worksheets and agreements that are printed: all that are no drafts, private ones too.
fn sheets_of(plan: &Plan<'_>) -> Vec<Index> {
    let mut sheets = plan.book.of_kind(Kind::Worksheet);
    sheets.extend(plan.book.of_kind(Kind::Agreement));
    sheets
}

/// A file beside the page of an entry: the page's name and what sets the file apart from others.
fn file_path(plan: &Plan<'_>, index: Index, suffix: &[&str]) -> String {
    let page = &plan.addresses[index].page;
    let mut path = page.strip_suffix(".html").unwrap_or(page).to_owned();
    for part in suffix.iter().filter(|part| !part.is_empty()) {
        path.push('-');
        path.push_str(part);
    }
    path.push_str(".pdf");
    path
}

/// The place for what belongs to no place in a file.
fn nowhere(plan: &Plan<'_>) -> Span {
    plan.config.span()
}
