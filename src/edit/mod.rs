//! Changes to authors' files, worked out as text and checked before anything is written.
//!
//! Nothing here writes: a command does, with what it is handed. A change that would leave the book with an error it did
//! not have before is refused.

mod manuscript;
mod new_entry;
mod sample;
#[cfg(test)]
mod tests;
mod yaml;

pub use manuscript::Manuscript;
pub use new_entry::{Change, NewEntry, Refusal, Request, new_entry};
