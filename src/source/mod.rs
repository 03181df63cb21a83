//! Files, places in them, and nothing about what they mean.
//!
//! Every file that Mendbook reads comes through [`Files`], so the whole compiler runs on a folder in memory as well as
//! on a disk. What was read is kept in [`Sources`], which turns a [`Span`] back into a file, a line and a column.
//!
//! This module knows nothing of Mendbook's formats and imports nothing of ours.

mod files;
mod line_index;
mod span;

pub use files::{DiskFiles, Files, Listed, MemoryFiles, ReadError, join};
pub use line_index::{LineColumn, LineIndex};
pub use span::{FileId, Located, Source, Sources, Span};
