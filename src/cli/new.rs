//! `mendbook new`: adds a commented, valid entry.

use clap::Args;

use super::console::Console;
use super::list::kind_parser;
use super::shared::Shared;
use super::{Failure, folder, new_file, verdict};
use crate::diagnostic::render::Format;
use crate::edit::{Change, Manuscript, Request, new_entry};
use crate::model::kind::Kind;
use crate::source::DiskFiles;

/// Add a commented, valid entry.
#[derive(Debug, Args)]
pub(super) struct New {
    /// What the entry is: a step, a faq, a worksheet …
    #[arg(value_parser = kind_parser())]
    kind: Kind,
    /// The words that name it; for a claim, the statement
    title: String,
    /// The id, which references use [default: made from the title]
    #[arg(long)]
    id: Option<String>,
    /// Write a file of its own even where the book keeps a list of such entries
    #[arg(long)]
    file: bool,
}

impl New {
    pub(super) fn run(&self, shared: &Shared, console: &Console) -> Result<(), Failure> {
        let root = shared.book(None)?;
        let files = DiskFiles::new(&root);
        let workers = shared.workers()?;
        let manuscript = workers.install(|| Manuscript::read(&files));
        let Some(config) = &manuscript.config else {
            verdict::say(
                &manuscript.diagnostics,
                &manuscript.sources,
                Format::Human,
                console,
            )?;
            console.error("entries use the names that book.toml declares; mend it first");
            return Err(Failure::Content);
        };
        let request = Request {
            kind: self.kind,
            title: &self.title,
            id: self.id.as_deref(),
            own_file: self.file,
            today: shared.today(),
        };
        let entry = workers
            .install(|| new_entry(&files, &manuscript, config, &request))
            .map_err(|refusal| {
                let help = refusal
                    .help
                    .map(|help| format!("; {help}"))
                    .unwrap_or_default();
                Failure::Fault(format!("{}{help}", refusal.message))
            })?;
        let path = root.join(&entry.path);
        let kind = self.kind.with_article();
        let place = folder::shown(&path);
        match &entry.change {
            Change::Create(text) => {
                new_file::write(&path, text.as_bytes())?;
                console.say(format!("wrote {place}: {kind} with the id `{}`", entry.id));
            }
            Change::Append { length, text } => {
                new_file::append(&path, u64::try_from(*length).unwrap_or(u64::MAX), text)?;
                console.say(format!(
                    "added to {place}, line {}: {kind} with the id `{}`",
                    entry.line, entry.id
                ));
            }
        }
        console.say(format!(
            "now write it: open the file, put your words where it says \"Write this\", and refer to it as `[[{}]]`",
            entry.id
        ));
        Ok(())
    }
}
