//! `mendbook clean`: removes the built book, and nothing that Mendbook did not make.

use std::path::PathBuf;

use clap::Args;

use super::console::Console;
use super::shared::Shared;
use super::{Failure, folder, verdict, write};
use crate::config;
use crate::diagnostic::render::{Format, visible_line};
use crate::source::{DiskFiles, Sources};

/// Remove the built book.
#[derive(Debug, Args)]
pub(super) struct Clean {
    /// The book's folder [default: the one you are in]
    #[arg(value_name = "BOOK")]
    folder: Option<PathBuf>,
    /// The folder that the book was built into [default: the one book.toml names, or `book`]
    #[arg(short = 'd', long = "dest", value_name = "DIR")]
    dest: Option<PathBuf>,
}

impl Clean {
    pub(super) fn run(&self, shared: &Shared, console: &Console) -> Result<(), Failure> {
        let dest = self.dest(shared, console)?;
        let cleaned = shared
            .workers()?
            .install(|| write::clean(&dest))
            .map_err(|error| Failure::Fault(error.to_string()))?;
        let shown = folder::shown(&dest);
        match (cleaned.removed, cleaned.left.len()) {
            (0, 0) => console.say(format!("there is no built book in {shown}")),
            (removed, 0) => console.say(format!("removed {} from {shown}", files(removed))),
            (removed, left) => {
                console.say(format!(
                    "removed {} from {shown}; left {} there that Mendbook did not make, or that was changed since:",
                    files(removed),
                    files(left)
                ));
                for stranger in cleaned.left {
                    console.say(format!(
                        "  {}: {}",
                        visible_line(&stranger.path),
                        stranger.why
                    ));
                }
            }
        }
        Ok(())
    }

    fn dest(&self, shared: &Shared, console: &Console) -> Result<PathBuf, Failure> {
        if let Some(dest) = &self.dest {
            return Ok(dest.clone());
        }
        let root = shared.book(self.folder.as_deref())?;
        let mut sources = Sources::new();
        let (config, diagnostics) = config::load(&DiskFiles::new(&root), &mut sources);
        match config {
            Some(config) => Ok(root.join(config.build_dir())),
            None => {
                verdict::say(&diagnostics, &sources, Format::Human, console)?;
                console
                    .error("book.toml does not say which folder to clean; name it with `-d DIR`");
                Err(Failure::Content)
            }
        }
    }
}

fn files(count: usize) -> String {
    if count == 1 {
        "1 file".to_owned()
    } else {
        format!("{count} files")
    }
}
