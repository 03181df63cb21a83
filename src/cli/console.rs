//! The two streams: results to standard output, what is said to a person to standard error.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use super::Failure;
use crate::diagnostic::render::Style;

/// When colour is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ColorChoice {
    /// On a terminal, unless the environment has NO_COLOR
    #[default]
    Auto,
    /// Whatever the output is
    Always,
    /// Not at all
    Never,
}

impl ColorChoice {
    /// Whether standard error gets colour (NO_COLOR: <https://no-color.org>).
    fn is_on(self) -> bool {
        match self {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
                !unwanted && !dumb && io::stderr().is_terminal()
            }
        }
    }
}

/// How to speak to whoever gave the command.
#[derive(Clone, Copy, Debug)]
pub(super) struct Console {
    color: bool,
    quiet: bool,
}

impl Console {
    pub(super) fn new(color: ColorChoice, quiet: bool) -> Self {
        Self {
            color: color.is_on(),
            quiet,
        }
    }

    /// What standard error can show.
    pub(super) fn style(&self) -> Style {
        let default = Style::default();
        let columns = std::env::var("COLUMNS")
            .ok()
            .and_then(|columns| columns.parse().ok());
        Style {
            color: self.color,
            width: columns.unwrap_or(default.width),
        }
    }

    /// Writes a result to standard output. That nobody reads on (as with `| head`) is no fault.
    ///
    /// # Errors
    ///
    /// When the system refuses for another reason, as a full disk.
    pub(super) fn print(&self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Fault(
                format!("standard output cannot be written: {error}"),
            )),
            _ => Ok(()),
        }
    }

    /// Says how it went, in one line; nothing under `-q`.
    pub(super) fn say(&self, message: impl Display) {
        if !self.quiet {
            self.tell(&format!("{message}\n"));
        }
    }

    /// Says something that must be said also under `-q`, such as diagnostics.
    pub(super) fn tell(&self, text: &str) {
        // When even standard error is gone, nobody is left to tell.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Says what went wrong.
    pub(super) fn error(&self, message: &str) {
        let (on, off) = if self.color {
            ("\u{1b}[1;31m", "\u{1b}[0m")
        } else {
            ("", "")
        };
        self.tell(&format!("{on}error{off}: {message}\n"));
    }
}
