//! `mendbook check`: says what is wrong, and writes nothing.

use std::path::PathBuf;

use clap::Args;

use super::console::Console;
use super::shared::{FormatOption, Shared};
use super::{Failure, verdict};
use crate::pipeline::Options;
use crate::render::{Memory, Sheets};

/// Say what is wrong, and write nothing.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The book's folder [default: the one you are in]
    #[arg(value_name = "BOOK")]
    folder: Option<PathBuf>,
    /// Take warnings for errors
    #[arg(long)]
    strict: bool,
    /// Check also what matters only on the day the book goes public: helplines, reviews that are due
    #[arg(long)]
    publish: bool,
    #[command(flatten)]
    format: FormatOption,
}

impl Check {
    pub(super) fn run(&self, shared: &Shared, console: &Console) -> Result<(), Failure> {
        let root = shared.book(self.folder.as_deref())?;
        let options = Options {
            today: shared.today(),
            publish: self.publish,
            sheets: Sheets::Once,
        };
        let compilation = shared.compile(&root, &options, &Memory::default())?;
        let diagnostics = &compilation.diagnostics;
        verdict::say(
            diagnostics,
            &compilation.sources,
            self.format.format,
            console,
        )?;
        let count = verdict::count(diagnostics, self.strict);
        if verdict::is_refused(diagnostics, self.strict) {
            console.error(&count);
            return Err(Failure::Content);
        }
        console.say(count);
        Ok(())
    }
}
