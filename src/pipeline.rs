//! The whole compiler, one line a stage. A newcomer starts here.
//!
//! ```text
//! Files → parse → Book → resolve → ResolvedBook → plan → Plan → lint → render → Output
//! ```
//!
//! Every stage gives its value and its diagnostics, and carries on past an error where it can, so that one run reports
//! everything. Writing the output is the command line's part. `mendbook report` wants no output but figures about the book:
//! it takes the same stages, with another last one.

use crate::config::{self, Config};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::lint::{self, LintOptions};
use crate::model::date::Date;
use crate::output::Output;
use crate::render::{Memory, Sheets};
use crate::report::{self, Report};
use crate::resolve::{Index, ResolvedBook};
use crate::site::{self, Plan};
use crate::source::{Files, Sources};
use crate::theme::{self, Theme};
use crate::{parse, render, resolve};

/// What a compilation depends on beside the files.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The day for which it is made.
    pub today: Date,
    /// Whether to check what only matters on the day a book goes public.
    pub publish: bool,
    /// How many of the files of sheets are made.
    pub sheets: Sheets,
}

/// What a compilation gives.
#[derive(Debug)]
pub struct Compilation<T = Output> {
    /// Every file that was read.
    pub sources: Sources,
    /// What there is to say, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// What book.toml says, if it could be read.
    pub config: Option<Config>,
    /// The book, if book.toml could be read.
    pub book: Option<ResolvedBook>,
    /// The built book: what is sound of it, if there were errors.
    pub output: T,
    /// How many of the errors keep sheets from being printed, and nothing else of the book from being as it should.
    pub sheet_errors: usize,
}

impl<T> Compilation<T> {
    /// Whether the book must not be published.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether all of the book is sound but for sheets that cannot be printed.
    pub fn is_sound_but_for_sheets(&self) -> bool {
        self.count(Severity::Error) == self.sheet_errors
    }

    /// How many diagnostics there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    }
}

/// Compiles the book in a folder.
pub fn compile(files: &dyn Files, options: &Options) -> Compilation {
    compile_again(files, options, &Memory::default())
}

/// As [`compile`]; what has not changed since the last time is taken from memory.
pub fn compile_again(files: &dyn Files, options: &Options, memory: &Memory) -> Compilation {
    stages(files, options, |book| {
        let rendered = render::render(
            book.plan,
            book.theme,
            files,
            book.sources,
            options.sheets,
            memory,
        );
        Last {
            output: rendered.output,
            sheet_errors: rendered.sheet_errors,
            diagnostics: rendered.diagnostics,
        }
    })
}

/// Checks the book in a folder and reports on it: the same stages, with a report in the place of the output.
pub fn survey(files: &dyn Files, options: &Options) -> Compilation<Option<Report>> {
    stages(files, options, |book| Last {
        output: Some(report::report(
            book.plan,
            book.theme,
            book.sources,
            options.today,
        )),
        sheet_errors: 0,
        diagnostics: Vec::new(),
    })
}

/// Does something else with the book in the place of rendering all of it; `None` if there is none, since book.toml
/// cannot be read.
pub fn checked<T>(
    files: &dyn Files,
    options: &Options,
    work: impl FnOnce(Checked<'_>) -> T,
) -> Compilation<Option<T>> {
    stages(files, options, |book| Last {
        output: Some(work(book)),
        sheet_errors: 0,
        diagnostics: Vec::new(),
    })
}

/// A book as far as its lints, as the last stage gets it.
pub struct Checked<'a> {
    /// Every page and file that it has.
    pub plan: &'a Plan<'a>,
    /// The theme.
    pub theme: &'a Theme,
    /// Every file that was read; more may be added.
    pub sources: &'a mut Sources,
    /// What there is to say so far, in the order of files and places.
    pub diagnostics: &'a [Diagnostic],
}

impl Checked<'_> {
    /// The errors that lie within an entry.
    pub fn errors_of(&self, index: Index) -> Vec<&Diagnostic> {
        let extent = self.plan.book.entries[index].extent;
        self.errors()
            .filter(|error| {
                let at = error.primary.span;
                at.file == extent.file && extent.start <= at.start && at.start <= extent.end
            })
            .collect()
    }

    /// Every error.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics
            .iter()
            .filter(|one| one.severity == Severity::Error)
    }
}

/// What the last stage gives.
struct Last<T> {
    output: T,
    sheet_errors: usize,
    diagnostics: Vec<Diagnostic>,
}

/// Every stage up to the last, which is handed in.
fn stages<T: Default>(
    files: &dyn Files,
    options: &Options,
    last: impl FnOnce(Checked<'_>) -> Last<T>,
) -> Compilation<T> {
    let mut sources = Sources::new();
    let (read, mut diagnostics) = read(files, &mut sources);
    let mut say = |found: Vec<Diagnostic>| diagnostics.extend(found);
    let Some(Read {
        config,
        theme,
        book,
    }) = read
    else {
        return Compilation {
            sources,
            diagnostics,
            config: None,
            book: None,
            output: T::default(),
            sheet_errors: 0,
        };
    };
    let (plan, found) = site::plan(&book, &config);
    say(found);
    let lints = LintOptions {
        today: options.today,
        publish: options.publish,
    };
    say(lint::check(&plan, &theme, &sources, lints));
    diagnostic::sort(&mut diagnostics);
    let last = last(Checked {
        plan: &plan,
        theme: &theme,
        sources: &mut sources,
        diagnostics: &diagnostics,
    });
    diagnostics.extend(last.diagnostics);

    diagnostic::sort(&mut diagnostics);
    Compilation {
        sources,
        diagnostics,
        config: Some(config),
        book: Some(book),
        output: last.output,
        sheet_errors: last.sheet_errors,
    }
}

/// What stands in a book's folder, read and led home.
struct Read {
    config: Config,
    theme: Theme,
    book: ResolvedBook,
}

/// The first stages; `None` if book.toml cannot be read, and so nothing else.
fn read(files: &dyn Files, sources: &mut Sources) -> (Option<Read>, Vec<Diagnostic>) {
    let (config, mut diagnostics) = config::load(files, sources);
    let mut say = |found: Vec<Diagnostic>| diagnostics.extend(found);
    let Some(config) = config else {
        return (None, diagnostics);
    };
    let (theme, found) = theme::load(
        files,
        config.theme(),
        config.language(),
        config.theme_span(),
        sources,
    );
    say(found);
    let (book, found) = parse::parse(files, &config, sources);
    say(found);
    let (book, found) = resolve::resolve(book, &config, sources);
    say(found);
    let read = Read {
        config,
        theme,
        book,
    };
    (Some(read), diagnostics)
}
