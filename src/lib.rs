//! Mendbook compiles guidance, written as YAML and Markdown, into a checked and cross-linked static guide.
//!
//! # The house
//!
//! ```text
//! Files → parse → Book → resolve → ResolvedBook → plan → Plan → lint → render → Output → write
//! ```
//!
//! Each arrow is one function and each noun one type; [`pipeline`] names them in order. The rooms, and what each may know:
//!
//! - [`source`]: files, and places in them. Knows nothing of ours.
//! - [`diagnostic`]: what the compiler says, and one way of printing it a file.
//! - [`model`]: the content model as plain data. A kind is declared once; the declaration drives reading, messages, what
//!   `new` writes and the reference of the format. The reading itself ([`model::decode`]) stands here too, because
//!   book.toml is read by the same declarations as the content.
//! - [`config`]: book.toml. [`theme`]: templates, files and words.
//! - [`parse`]: files to a `Book`. [`resolve`]: references led home. [`site`]: every page with its address, and who sees what.
//! - [`lint`]: one list of rules, a file each.
//! - [`report`]: figures about the whole book. It reads the plan as lints do, and finds no fault.
//! - [`render`]: one renderer a format; [`render::html`] alone knows Tera, `render::print` Typst, `render::document` DOCX.
//! - [`output`]: paths and bytes. [`cli`]: the commands; only they print, and only `cli::write` writes the book.
//! - [`answers`]: answers to a sheet, checked against it. [`edit`]: changes to authors' files.
//!
//! # Invariants
//!
//! Files are read only through [`source::Files`]. Markdown is parsed once, into one tree that every renderer reads.
//! Nothing here is in English: each word that a theme shows comes from its `strings/`. No order of a hash map reaches the
//! output, and no clock is read but where `--today` can set it. `tests/tidy.rs` holds the house to its import table.

pub mod answers;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod edit;
pub mod lint;
pub mod model;
pub mod output;
pub mod parse;
pub mod pipeline;
pub mod render;
pub mod report;
pub mod resolve;
pub mod site;
pub mod source;
pub mod theme;
