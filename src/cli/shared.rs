//! The options that every command has, and what they stand for.

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::console::{ColorChoice, Console};
use super::{Failure, folder};
use crate::config::Paper;
use crate::diagnostic::render::Format;
use crate::model::date::Date;
use crate::pipeline::{self, Compilation, Options};
use crate::render::{Memory, Sheets};
use crate::report::Report;
use crate::source::DiskFiles;

/// Deep documents are laid out on a worker's stack, and the usual 2 MiB have been seen to overflow in debug builds.
const STACK: usize = 32 << 20;

/// The options that every command has.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options for every command")]
pub(super) struct Shared {
    /// The book's folder; a folder inside it will do [default: the one you are in]
    #[arg(long, global = true, value_name = "DIR")]
    book: Option<PathBuf>,
    /// The day to take for today, as 2026-11-23
    #[arg(long, global = true, value_name = "DATE", value_parser = date)]
    today: Option<Date>,
    /// When to use colour
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    color: ColorChoice,
    /// How many things to do at once [default: as many as there are processors]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
    /// Say nothing but what is wrong
    #[arg(short, long, global = true)]
    quiet: bool,
}

/// How to write diagnostics down.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct FormatOption {
    /// How to say what is wrong: human and short on standard error, json and sarif on standard output
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = format_parser())]
    pub(super) format: Format,
}

/// How to write a list down, or one thing of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// For a person to read
    #[default]
    Table,
    /// One name a line
    Short,
    /// JSON
    Json,
}

impl Shared {
    /// How to speak.
    pub(super) fn console(&self) -> Console {
        Console::new(self.color, self.quiet)
    }

    /// The day to count from.
    pub(super) fn today(&self) -> Date {
        self.today.unwrap_or_else(Date::today)
    }

    /// The book's folder: the one that a command names, which must be it, or the one that `--book` or the current
    /// folder stands in.
    pub(super) fn book(&self, named: Option<&Path>) -> Result<PathBuf, Failure> {
        match (named, &self.book) {
            (Some(_), Some(_)) => Err(Failure::fault("the book is named twice; take `--book` out")),
            (Some(named), None) => folder::exactly(named),
            (None, Some(book)) => folder::around(book),
            (None, None) => folder::around(Path::new(".")),
        }
    }

    /// Compiles the book in a folder, on threads of its own; what `memory` holds of it is not made again.
    pub(super) fn compile(
        &self,
        root: &Path,
        options: &Options,
        memory: &Memory,
    ) -> Result<Compilation, Failure> {
        let files = DiskFiles::new(root);
        Ok(self
            .workers()?
            .install(|| pipeline::compile_again(&files, options, memory)))
    }

    /// Reports on the book in a folder, on threads of its own.
    pub(super) fn survey(&self, root: &Path) -> Result<Compilation<Option<Report>>, Failure> {
        let options = Options {
            today: self.today(),
            publish: false,
            sheets: Sheets::None,
        };
        let files = DiskFiles::new(root);
        Ok(self
            .workers()?
            .install(|| pipeline::survey(&files, &options)))
    }

    /// The threads to work on.
    pub(super) fn workers(&self) -> Result<rayon::ThreadPool, Failure> {
        rayon::ThreadPoolBuilder::new()
            .num_threads(self.jobs.map_or(0, usize::from))
            .stack_size(STACK)
            .build()
            .map_err(|error| {
                Failure::Fault(format!("threads to work on cannot be started: {error}"))
            })
    }
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "expected a day that exists, as 2026-11-23".to_owned())
}

fn format_parser() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|name| name.parse::<Format>())
}

/// A paper, by the word that book.toml has for it.
pub(super) fn paper_parser() -> impl TypedValueParser<Value = Paper> {
    PossibleValuesParser::new(Paper::WORDS).map(|word| {
        let at = Paper::WORDS.iter().position(|known| *known == word);
        at.map_or(Paper::A4, |at| Paper::ALL[at])
    })
}
