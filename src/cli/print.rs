//! `mendbook print`: sheets, packs and decks as one PDF, the facilitator's notes as another.
//!
//! What is broken elsewhere in the book holds nothing up; a sheet that is broken itself is named, and the others are printed.

mod choice;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::console::Console;
use super::list::aligned;
use super::shared::{FormatOption, Shared, paper_parser};
use super::{Failure, folder, verdict, whole_file};
use crate::config::Paper;
use crate::diagnostic::render::{Format, visible_line};
use crate::diagnostic::{self, Diagnostic};
use crate::model::kind::Kind;
use crate::pipeline::{self, Checked, Options};
use crate::render::Sheets;
use crate::render::print::{FileOwner, Pdf, PrintOptions, Together, print_together};

use crate::source::DiskFiles;
use choice::{Choice, choose};

/// How every PDF starts.
const PDF: &[u8] = b"%PDF-1.7";

/// The kinds of entry that are printed; decks, which are no entries, are printed too.
const KINDS: [Kind; 3] = [Kind::Worksheet, Kind::Agreement, Kind::Pack];

/// Sheets, packs and decks of cards as PDFs.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Print {
    /// The ids of worksheets, agreements, packs and decks, in the order to print them in; with none, says which there are
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// The file to write; the facilitator's notes of packs go into a second one beside it [default: named after the sheet]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The paper [default: the first that book.toml names]
    #[arg(long, value_name = "PAPER", value_parser = paper_parser())]
    paper: Option<Paper>,
    /// In large print: 18 points, laid out afresh
    #[arg(long)]
    large: bool,
    /// How many copies of each sheet or deck; of a pack, how many times all that it holds
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=200))]
    copies: u32,
    /// The role to print for: its copies of a pack alone, its name on each sheet
    #[arg(long = "for", value_name = "ROLE")]
    role: Option<String>,
    #[command(flatten)]
    format: FormatOption,
}

const AFTER_HELP: &str = "\
Each copy starts on a new leaf, so that a file can be printed two-sided: one person's copy never backs another's.
A private sheet is printed when it is named, and never comes out in a pack that two people leaf through.";

impl Print {
    pub(super) fn run(&self, shared: &Shared, console: &Console) -> Result<(), Failure> {
        let root = shared.book(None)?;
        if self.ids.is_empty() && self.output.is_some() {
            return Err(Failure::fault(
                "name what to print; `mendbook print` alone says what there is",
            ));
        }
        self.output.as_deref().map_or(Ok(()), names_a_pdf)?;
        let options = Options {
            today: shared.today(),
            publish: false,
            sheets: Sheets::None,
        };
        let files = DiskFiles::new(&root);
        let done = shared.workers()?.install(|| {
            pipeline::checked(&files, &options, |checked| match self.ids.as_slice() {
                [] => self.list(&checked, console),
                _ => self.print(&checked, console),
            })
        });
        let so = "nothing was printed, since book.toml cannot be read";
        match done.output {
            Some(done) => done,
            None => verdict::unread(
                &done.diagnostics,
                &done.sources,
                self.format.format,
                console,
                so,
            ),
        }
    }

    /// Says what can be printed.
    fn list(&self, checked: &Checked<'_>, console: &Console) -> Result<(), Failure> {
        let rows: Vec<Row<'_>> = printable(checked)
            .map(|owner| Row::of(owner, checked))
            .collect();
        match self.format.format {
            Format::Human => {
                console.print(&table(&rows))?;
                console.say("print one with `mendbook print ID -o FILE.pdf`");
                Ok(())
            }
            Format::Short => {
                let ids: String = rows.iter().map(|row| format!("{}\n", row.id)).collect();
                console.print(&ids)
            }
            Format::Json | Format::Sarif => {
                let text = serde_json::to_string_pretty(&rows).map_err(|error| {
                    Failure::Fault(format!("the list cannot be written: {error}"))
                })?;
                console.print(&(text + "\n"))
            }
        }
    }

    fn print(&self, checked: &Checked<'_>, console: &Console) -> Result<(), Failure> {
        let choice = choose(&self.ids, self.role.as_deref(), checked)?;
        let config = checked.plan.config;
        let options = PrintOptions {
            large: self.large,
            copies: self.copies,
            role: self.role.as_deref(),
            ..PrintOptions::new(self.paper.unwrap_or(config.papers()[0]))
        };
        let output = match &self.output {
            Some(output) => output.clone(),
            None => self.named_after(&choice, options, checked),
        };
        let discreet = config.is_discreet();
        let notes = apart(&output, if discreet { "-notes" } else { "-facilitator" });
        whole_file::check(&output, PDF)?;
        if choice.has_pack(checked) {
            whole_file::check(&notes, PDF)?;
        }
        let together = print_together(
            checked.plan,
            checked.theme,
            checked.sources,
            &choice.sound,
            &choice.refused,
            options,
        );
        let mut said: Vec<Diagnostic> = choice.errors.clone();
        said.extend(together.diagnostics.iter().cloned());
        diagnostic::sort(&mut said);
        verdict::say(&said, checked.sources, self.format.format, console)?;

        let mut written = Vec::new();
        for (pdf, path, what) in [
            (&together.copies, &output, ""),
            (&together.facilitator, &notes, "the facilitator's notes, "),
        ] {
            if let Some(pdf) = pdf {
                whole_file::write(path, &pdf.bytes)?;
                written.push(format!("{what}{}", wrote(pdf, path)));
            }
        }
        if !written.is_empty() {
            console.say(format!("printed {}", written.join("; ")));
        }
        self.left_out(&choice, &together, checked, console)
    }

    /// Says what was not printed, and why nobody should be surprised.
    fn left_out(
        &self,
        choice: &Choice,
        together: &Together,
        checked: &Checked<'_>,
        console: &Console,
    ) -> Result<(), Failure> {
        for line in choice.kept_out(checked) {
            console.tell(&format!("{line}\n"));
        }
        let left_out = together.left_out.iter();
        let unprinted = left_out.map(|owner| checked.plan.id_of(*owner));
        let read = choice.broken.iter().map(String::as_str);
        let broken: BTreeSet<&str> = read.chain(unprinted).collect();
        let elsewhere = checked
            .errors()
            .filter(|error| !choice.errors.contains(error))
            .count();
        if elsewhere > 0 {
            console.say(format!(
                "the rest of the book has {}; `mendbook check` shows {}",
                counted(elsewhere, "error"),
                if elsewhere == 1 { "it" } else { "them" }
            ));
        }
        if broken.is_empty() {
            return Ok(());
        }
        let names: Vec<String> = broken.iter().map(|id| format!("`{id}`")).collect();
        let rest = if together.copies.is_none() && together.facilitator.is_none() {
            "nothing was printed"
        } else {
            "the rest was printed"
        };
        console.error(&format!(
            "{} cannot be printed until what is wrong is mended; {rest}",
            names.join(", ")
        ));
        Err(Failure::Content)
    }

    /// The name that the site gives to the file of one sheet, pack or deck, which is neutral where the book is discreet.
    fn named_after(
        &self,
        choice: &Choice,
        options: PrintOptions<'_>,
        checked: &Checked<'_>,
    ) -> PathBuf {
        let ([owner], []) = (choice.sound.as_slice(), choice.broken.as_slice()) else {
            return PathBuf::from("sheets.pdf");
        };
        let files = checked.plan.files_of(*owner);
        let file = files
            .iter()
            .find(|file| options.makes(file))
            .or(files.first());
        let name = file.and_then(|file| file.path.rsplit('/').next());
        PathBuf::from(name.unwrap_or("sheets.pdf"))
    }
}

/// A sheet, a pack or a deck in the list of what can be printed.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    kind: &'static str,
    title: &'a str,
    file: &'a str,
    line: u32,
}

impl<'a> Row<'a> {
    fn of(owner: FileOwner, checked: &'a Checked<'_>) -> Self {
        let plan = checked.plan;
        let (kind, title, span) = match owner {
            FileOwner::Entry(index) => {
                let entry = &plan.book.entries[index];
                (entry.kind().name(), &*entry.title.value, entry.span)
            }
            FileOwner::Deck(at) => {
                let deck = &plan.decks[at];
                ("deck", deck.name(&checked.theme.strings), deck.span)
            }
        };
        Self {
            id: plan.id_of(owner),
            kind,
            title,
            file: checked.sources.path(span.file),
            line: checked.sources.line_column(span).line,
        }
    }
}

fn table(rows: &[Row<'_>]) -> String {
    let head = ["kind", "id", "title"].map(str::to_owned);
    let cells = rows.iter().map(|row| {
        [
            row.kind.to_owned(),
            row.id.to_owned(),
            visible_line(row.title),
        ]
    });
    aligned(&std::iter::once(head).chain(cells).collect::<Vec<_>>())
}

/// Everything that can be printed, in the order of the kinds; decks last.
fn printable<'p>(checked: &'p Checked<'_>) -> impl Iterator<Item = FileOwner> + 'p {
    KINDS
        .into_iter()
        .flat_map(|kind| checked.plan.book.of_kind(kind))
        .map(FileOwner::Entry)
        .chain((0..checked.plan.decks.len()).map(FileOwner::Deck))
}

/// Refuses a file whose name says that it is no PDF.
fn names_a_pdf(output: &Path) -> Result<(), Failure> {
    let shown = output.display();
    if output == Path::new("-") {
        return Err(Failure::fault(
            "name a file to print into, such as `-o sheets.pdf`",
        ));
    }
    let Some(ending) = output.extension() else {
        return Ok(());
    };
    if ending.eq_ignore_ascii_case("pdf") || output.is_dir() {
        return Ok(());
    }
    let more = if ending.eq_ignore_ascii_case("docx") {
        "; the Word file of a sheet stands beside its page in the built book"
    } else {
        ""
    };
    Err(Failure::Fault(format!(
        "`{shown}` is no name for a PDF, and PDFs are what is printed; name a file that ends in `.pdf`{more}"
    )))
}

/// The file for what the practitioner alone gets: `session-facilitator.pdf` beside `session.pdf`.
fn apart(output: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(output.file_stem().unwrap_or_default());
    name.push(suffix);
    if let Some(ending) = output.extension() {
        name.push(".");
        name.push(ending);
    }
    output.with_file_name(name)
}

fn wrote(pdf: &Pdf, path: &Path) -> String {
    format!(
        "{} into {}",
        counted(pdf.pages, "page"),
        folder::shown(path)
    )
}

/// `1 page`, `2 pages`.
fn counted(n: usize, what: &str) -> String {
    let ending = if n == 1 { "" } else { "s" };
    format!("{n} {what}{ending}")
}
