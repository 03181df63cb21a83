//! `mendbook list`: the entries, drafts included, as a table or for programs.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use serde::Serialize;

use super::Failure;
use super::console::Console;
use super::shared::{ListFormat, Shared};
use crate::diagnostic::render::{Format, visible_line};
use crate::edit::Manuscript;
use crate::model::entry::Entry;
use crate::model::kind::Kind;
use crate::source::{DiskFiles, Sources};

/// How many characters of a title the table shows.
const LONGEST_TITLE: usize = 60;

/// List the entries.
#[derive(Debug, Args)]
pub(super) struct List {
    /// List only entries of this kind
    #[arg(value_parser = kind_parser(), hide_possible_values = true)]
    kind: Option<Kind>,
    /// How to write the list down: short gives ids alone
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ListFormat::Table)]
    format: ListFormat,
}

impl List {
    pub(super) fn run(&self, shared: &Shared, console: &Console) -> Result<(), Failure> {
        let root: PathBuf = shared.book(None)?;
        let manuscript = shared
            .workers()?
            .install(|| Manuscript::read(&DiskFiles::new(&root)));
        if manuscript.config.is_none() {
            // Without it no entry can be read, and a list of none would say that there is none.
            super::verdict::say(
                &manuscript.diagnostics,
                &manuscript.sources,
                Format::Human,
                console,
            )?;
            console.error("book.toml cannot be read, so no entry can be listed");
            return Err(Failure::Content);
        }
        let entries = manuscript.in_order();
        let rows: Vec<Row<'_>> = entries
            .into_iter()
            .filter(|entry| self.kind.is_none_or(|kind| entry.kind() == kind))
            .map(|entry| Row::of(entry, &manuscript.sources))
            .collect();
        match self.format {
            ListFormat::Table => console.print(&table(&rows))?,
            ListFormat::Short => {
                let ids: String = rows.iter().map(|row| format!("{}\n", row.id)).collect();
                console.print(&ids)?;
            }
            ListFormat::Json => console.print(&json(&rows)?)?,
        }
        match manuscript.errors() {
            0 => {}
            1 => console.say("the book has an error, and entries that cannot be read are not listed; `mendbook check` shows it"),
            count => console.say(format!(
                "the book has {count} errors, and entries that cannot be read are not listed; `mendbook check` shows them"
            )),
        }
        Ok(())
    }
}

/// What is said of one entry.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    kind: &'static str,
    title: &'a str,
    file: &'a str,
    line: u32,
    #[serde(rename = "for", skip_serializing_if = "Vec::is_empty")]
    roles: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<u32>,
    #[serde(skip_serializing_if = "is_false")]
    draft: bool,
}

fn is_false(value: &bool) -> bool {
    !value
}

impl<'a> Row<'a> {
    fn of(entry: &'a Entry, sources: &'a Sources) -> Self {
        Self {
            id: entry.id.value.as_str(),
            kind: entry.kind().name(),
            title: &entry.title.value,
            file: sources.path(entry.span.file),
            line: sources.line_column(entry.span).line,
            roles: entry
                .common
                .roles
                .iter()
                .map(|role| role.as_str())
                .collect(),
            order: entry.common.order.as_ref().map(|order| order.value),
            draft: entry.is_draft(),
        }
    }
}

fn json(rows: &[Row<'_>]) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(rows);
    text.map(|text| text + "\n")
        .map_err(|error| Failure::Fault(format!("the list cannot be written: {error}")))
}

fn table(rows: &[Row<'_>]) -> String {
    let head = ["kind", "id", "title", "file"].map(str::to_owned);
    let cells = rows.iter().map(|row| {
        let draft = if row.draft { " (draft)" } else { "" };
        [
            row.kind.to_owned(),
            row.id.to_owned(),
            format!("{}{draft}", short(&visible_line(row.title))),
            visible_line(&format!("{}:{}", row.file, row.line)),
        ]
    });
    aligned(&std::iter::once(head).chain(cells).collect::<Vec<_>>())
}

/// A title cut to what a table can hold.
fn short(title: &str) -> String {
    match title.char_indices().nth(LONGEST_TITLE) {
        Some((end, _)) => format!("{}…", title[..end].trim_end()),
        None => title.to_owned(),
    }
}

/// Columns of text, two spaces apart. Widths are counted in characters, so wide ones may stand out.
pub(super) fn aligned<const N: usize>(rows: &[[String; N]]) -> String {
    let widths: [usize; N] = std::array::from_fn(|column| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    });
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            line.push_str(&format!("{cell:width$}  "));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Kinds by their names, or by those of their folders: `step`, `steps`.
pub(super) fn kind_parser() -> impl TypedValueParser<Value = Kind> {
    let names = Kind::ALL.iter().map(|kind| {
        let spec = kind.spec();
        let about = spec.about.trim().trim_end_matches('.');
        PossibleValue::new(spec.name).alias(spec.place).help(about)
    });
    PossibleValuesParser::new(names.collect::<Vec<_>>()).try_map(|name| {
        let kind = Kind::named(&name).or_else(|| Kind::at_place(&name));
        kind.ok_or_else(|| format!("there is no kind `{name}`"))
    })
}
