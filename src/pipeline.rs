//! The whole compiler, one line a stage. A newcomer starts here.
//!
//! ```text
//! Files → parse → Book → resolve → ResolvedBook → plan → Plan → lint → render → Output
//! ```
//!
//! Every stage gives its value and its diagnostics, and carries on past an error where it can, so that one run reports
//! everything. Writing the output is the command line's part.

use crate::config::{self, Config};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::lint::{self, LintOptions};
use crate::model::date::Date;
use crate::output::Output;
use crate::render::{Memory, Sheets};
use crate::resolve::ResolvedBook;
use crate::source::{Files, Sources};
use crate::{parse, render, resolve, site, theme};

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
pub struct Compilation {
    /// Every file that was read.
    pub sources: Sources,
    /// What there is to say, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// What book.toml says, if it could be read.
    pub config: Option<Config>,
    /// The book, if book.toml could be read.
    pub book: Option<ResolvedBook>,
    /// The built book: what is sound of it, if there were errors.
    pub output: Output,
    /// How many of the errors keep sheets from being printed, and nothing else of the book from being as it should.
    pub sheet_errors: usize,
}

impl Compilation {
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
    let mut sources = Sources::new();
    let mut diagnostics = Vec::new();
    let mut report = |found: Vec<Diagnostic>| diagnostics.extend(found);

    let (config, found) = config::load(files, &mut sources);
    report(found);
    let Some(config) = config else {
        return Compilation {
            sources,
            diagnostics,
            config: None,
            book: None,
            output: Output::new(),
            sheet_errors: 0,
        };
    };
    let (theme, found) = theme::load(
        files,
        config.theme(),
        config.language(),
        config.theme_span(),
        &mut sources,
    );
    report(found);
    let (book, found) = parse::parse(files, &config, &mut sources);
    report(found);
    let (book, found) = resolve::resolve(book, &config, &sources);
    report(found);
    let (plan, found) = site::plan(&book, &config);
    report(found);
    let lints = LintOptions {
        today: options.today,
        publish: options.publish,
    };
    report(lint::check(&plan, &theme, &sources, lints));
    let rendered = render::render(&plan, &theme, files, &sources, options.sheets, memory);
    report(rendered.diagnostics);

    diagnostic::sort(&mut diagnostics);
    Compilation {
        sources,
        diagnostics,
        config: Some(config),
        book: Some(book),
        output: rendered.output,
        sheet_errors: rendered.sheet_errors,
    }
}
