//! `mendbook report`: how the whole book stands, as tables for a person or as JSON for programs.

mod tables;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::console::Console;
use super::shared::Shared;
use super::{Failure, verdict};
use crate::diagnostic::render::Format;
use crate::report;

/// Say how the book stands: reading age, reviews due, claims and sources, what leads nowhere.
#[derive(Debug, Args)]
pub(super) struct Report {
    /// The book's folder [default: the one you are in]
    #[arg(value_name = "BOOK")]
    folder: Option<PathBuf>,
    /// How to write it down; JSON has every entry
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ReportFormat::Table)]
    format: ReportFormat,
    /// How many entries each table shows at most
    #[arg(long, value_name = "N", default_value_t = 10)]
    worst: usize,
}

/// How to write a report down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For a person to read
    #[default]
    Table,
    /// JSON, one object
    Json,
    /// What each field of that object means, as a JSON Schema
    Schema,
}

impl Report {
    pub(super) fn run(&self, shared: &Shared, console: &Console) -> Result<(), Failure> {
        if self.format == ReportFormat::Schema {
            return console.print(&json(&report::schema())?);
        }
        let root = shared.book(self.folder.as_deref())?;
        let survey = shared.survey(&root)?;
        let Some(report) = &survey.output else {
            // Without book.toml nothing can be read, so what is wrong with it is all there is to say.
            verdict::say(&survey.diagnostics, &survey.sources, Format::Human, console)?;
            return Err(Failure::Content);
        };
        match self.format {
            ReportFormat::Table => console.print(&tables::tables(report, self.worst))?,
            ReportFormat::Json | ReportFormat::Schema => console.print(&json(report)?)?,
        }
        if survey.has_errors() {
            console.say("the book has errors, and what cannot be read is not counted; `mendbook check` shows them");
        }
        Ok(())
    }
}

fn json(value: &impl Serialize) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(value);
    text.map(|text| text + "\n")
        .map_err(|error| Failure::Fault(format!("the report cannot be written: {error}")))
}
