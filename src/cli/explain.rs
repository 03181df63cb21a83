//! `mendbook explain`: what a code means and how to mend what it is about.

use clap::Args;
use serde::Serialize;

use super::Failure;
use super::console::Console;
use super::list::aligned;
use super::shared::ListFormat;
use crate::diagnostic::{CODES, nearest};
use crate::lint::RULES;

/// Say what a diagnostic means and how to mend it.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The code, as it stands in brackets after `error` or `warning`; without it, all codes
    code: Option<String>,
    /// How to write it down
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ListFormat::Table)]
    format: ListFormat,
}

/// One code.
#[derive(Clone, Copy, Serialize)]
struct Explained {
    code: &'static str,
    /// `error` or `warning` for what is always one; for a lint `allow`, `warn` or `deny`, its level where book.toml says nothing.
    level: &'static str,
    /// Whether book.toml can set its level.
    lint: bool,
    summary: &'static str,
    explanation: &'static str,
}

impl Explain {
    pub(super) fn run(&self, console: &Console) -> Result<(), Failure> {
        match &self.code {
            Some(code) => self.one(code, console),
            None => self.all(console),
        }
    }

    fn one(&self, code: &str, console: &Console) -> Result<(), Failure> {
        // Codes are copied from messages, where they stand in brackets.
        let wanted = code.trim_matches(['[', ']', '`', ' ']);
        let codes = codes();
        let Some(found) = codes.iter().find(|known| known.code == wanted) else {
            let help = match nearest(wanted, codes.iter().map(|known| known.code)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`mendbook explain` lists all".to_owned(),
            };
            return Err(Failure::Fault(format!(
                "there is no code `{wanted}`; {help}"
            )));
        };
        match self.format {
            ListFormat::Table => {
                let text = found.explanation.trim();
                let title = if text.starts_with("# ") {
                    String::new()
                } else {
                    format!("# {}\n\n", found.code)
                };
                console.print(&format!("{title}{text}\n\n{}\n", found.level_in_words()))
            }
            ListFormat::Short => console.print(&format!("{}\n", found.summary)),
            ListFormat::Json => console.print(&json(found)?),
        }
    }

    fn all(&self, console: &Console) -> Result<(), Failure> {
        let codes = codes();
        match self.format {
            ListFormat::Table => {
                let row =
                    |code: &Explained| [code.level, code.code, code.summary].map(str::to_owned);
                console.print(&aligned(&codes.iter().map(row).collect::<Vec<_>>()))
            }
            ListFormat::Short => {
                let names: String = codes
                    .iter()
                    .map(|code| format!("{}\n", code.code))
                    .collect();
                console.print(&names)
            }
            ListFormat::Json => console.print(&json(&codes)?),
        }
    }
}

impl Explained {
    fn level_in_words(&self) -> String {
        if !self.lint {
            let why = match self.level {
                "warning" => "a warning; `--strict` refuses it",
                _ => "an error",
            };
            return format!("This is no lint: it is always {why}.");
        }
        format!(
            "This is a lint; its level is `{}` where book.toml says nothing else:\n\n    [lints]\n    {} = \"{}\"",
            self.level, self.code, self.level
        )
    }
}

/// Every code by its name: those of the compiler, and the lints.
fn codes() -> Vec<Explained> {
    let fixed = CODES.iter().map(|code| Explained {
        code: code.name,
        level: code.severity().name(),
        lint: false,
        summary: code.summary,
        explanation: code.explanation,
    });
    let lints = RULES.iter().map(|rule| Explained {
        code: rule.code,
        level: rule.level.word(),
        lint: true,
        summary: rule.summary,
        explanation: rule.explanation,
    });
    let mut all: Vec<Explained> = fixed.chain(lints).collect();
    all.sort_by_key(|code| code.code);
    all
}

fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(value);
    text.map(|text| text + "\n")
        .map_err(|error| Failure::Fault(format!("this cannot be written: {error}")))
}
