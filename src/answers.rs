//! Answers to a sheet, from a file of YAML: read, checked against the sheet, and mistakes said with their line and column.
//!
//! ```yaml
//! sheet: openness-for-a-while
//! answers:                 # the fields of a worksheet, the blanks of an agreement
//!   phones: shown together
//!   looks: 2
//! clauses:                 # what is left open about an agreement's clauses
//!   one-way-or-both: 1     # the first wording
//! names:                   # who makes the agreement
//!   hurt: Alex
//! ```
//!
//! A worksheet may be filled in as far as one likes. An agreement must be decided on: every blank of what comes out, every
//! clause that may be left out, every wording; gaps that two people sign would be filled by one of them later. `gaps` lets
//! them stand, for a pen.

mod agreement;
mod dates;
mod reader;
mod template;
#[cfg(test)]
mod tests;
mod worksheet;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::entry::Entry;
use crate::model::kind::Data;
use crate::source::FileId;

pub use crate::model::answers::Answers;
pub use template::template;

use reader::Reader;

/// A sheet that is to be filled in, and what is needed to understand answers to it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The sheet.
    pub sheet: &'a Entry,
    /// What book.toml says, for the names of roles.
    pub config: &'a Config,
    /// The names of the seven days, Monday first, for tables of a week.
    pub days: &'a [String],
    /// The steps of turns, in order.
    pub turns: &'a [String],
    /// Whether an agreement may have gaps.
    pub gaps: bool,
}

/// Reads the answers in `text`; what is wrong with them is said with its place in `file`.
pub fn read(text: &str, file: FileId, asked: Asked<'_>) -> (Answers, Vec<Diagnostic>) {
    let node = match crate::parse::read_yaml(text, 0..text.len(), file) {
        Ok(node) => node,
        Err(error) => return (Answers::new(), vec![error]),
    };
    let mut reader = Reader::new(file, asked);
    match &asked.sheet.data {
        Data::Worksheet(sheet) => worksheet::read(&mut reader, sheet, &node),
        Data::Agreement(sheet) => agreement::read(&mut reader, sheet, &node),
        _ => {
            let id = &asked.sheet.id;
            let message = format!("`{}` is no sheet, so it cannot be filled in", id.value);
            reader.diagnostics.push(
                Diagnostic::error("no-sheet", id.span, message)
                    .help("name a worksheet or an agreement"),
            );
        }
    }
    reader.finish()
}
