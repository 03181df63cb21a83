//! The command line: what can be asked for, and one file for each command.
//!
//! Only here is anything printed or written. Results go to standard output, everything said to a person to standard
//! error. Exit codes: 0, done; 1, the content has errors (or warnings, under `--strict`); 2, wrong usage or a fault of
//! the machine.

mod build;
mod check;
mod clean;
mod completions;
mod console;
mod explain;
mod fill;
mod folder;
mod init;
mod list;
mod new;
mod new_file;
#[cfg(feature = "print")]
mod print;
mod report;
mod serve;
pub mod server;
mod shared;
mod theme;
mod verdict;
pub mod watch;
mod whole_file;
pub mod write;

use std::ffi::OsString;

use clap::{Parser, Subcommand};

use console::Console;
use shared::Shared;

/// Compiles structured guidance into a checked, cross-linked guide.
#[derive(Debug, Parser)]
#[command(name = "mendbook", version, propagate_version = true, after_help = AFTER_HELP)]
pub struct Cli {
    #[command(flatten)]
    shared: Shared,
    #[command(subcommand)]
    command: Command,
}

const AFTER_HELP: &str = "\
Exit codes: 0, done; 1, the content has errors (or warnings, under --strict); 2, wrong usage or a fault of the machine.
Start with: mendbook init my-book";

/// What can be asked for.
#[derive(Debug, Subcommand)]
enum Command {
    /// Compile the book into a folder
    Build(build::Build),
    /// Say what is wrong, and write nothing
    Check(check::Check),
    /// Show the book in a browser, and show it again whenever a file changes
    Serve(serve::Serve),
    /// Print sheets or packs into a PDF
    #[cfg(feature = "print")]
    Print(print::Print),
    /// Make a small, valid book to start from
    Init(init::Init),
    /// Add a commented, valid entry
    New(new::New),
    /// List the entries
    List(list::List),
    /// Say how the book stands: reading age, reviews due, claims and sources, what leads nowhere
    Report(report::Report),
    /// Fill in a worksheet or an agreement from a file of answers
    Fill(fill::Fill),
    /// Say what a diagnostic means and how to mend it
    Explain(explain::Explain),
    /// See and copy what the theme is made of
    Theme(theme::Theme),
    /// Remove the built book
    Clean(clean::Clean),
    /// Print a script that completes commands in your shell
    Completions(completions::Completions),
}

/// Why a command did not do what it was asked.
#[derive(Debug)]
enum Failure {
    /// The content has errors, and they have been reported.
    Content,
    /// Wrong usage, or a fault of the machine: what to say.
    Fault(String),
}

impl Failure {
    fn fault(message: impl Into<String>) -> Self {
        Failure::Fault(message.into())
    }
}

/// Runs a command line, the program's name first, and gives the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and versions come this way too. Nobody is left to tell if they cannot be printed.
            let _ = error.print();
            return u8::try_from(error.exit_code()).unwrap_or(2);
        }
    };
    let console = cli.shared.console();
    match dispatch(&cli, &console) {
        Ok(()) => 0,
        Err(Failure::Content) => 1,
        Err(Failure::Fault(message)) => {
            console.error(&message);
            2
        }
    }
}

fn dispatch(cli: &Cli, console: &Console) -> Result<(), Failure> {
    let shared = &cli.shared;
    match &cli.command {
        Command::Build(build) => build.run(shared, console),
        Command::Check(check) => check.run(shared, console),
        Command::Serve(serve) => serve.run(shared, console),
        #[cfg(feature = "print")]
        Command::Print(print) => print.run(shared, console),
        Command::Init(init) => init.run(console),
        Command::New(new) => new.run(shared, console),
        Command::List(list) => list.run(shared, console),
        Command::Report(report) => report.run(shared, console),
        Command::Fill(fill) => fill.run(shared, console),
        Command::Explain(explain) => explain.run(console),
        Command::Theme(theme) => theme.run(shared, console),
        Command::Clean(clean) => clean.run(shared, console),
        Command::Completions(completions) => completions.run(console),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Cli;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
