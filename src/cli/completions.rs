//! `mendbook completions`: a script that completes commands in a shell.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::console::Console;
use super::{Cli, Failure};

/// Print a script that completes commands in your shell.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, console: &Console) -> Result<(), Failure> {
        // The crate panics when it cannot write, so it writes to memory.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "mendbook", &mut script);
        console.print(&String::from_utf8_lossy(&script))
    }
}
