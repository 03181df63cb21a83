//! The book as its files say it, drafts included: what an author edits, before anything is made of it.

use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::entry::{Book, Entry};
use crate::model::kind::Kind;
use crate::parse;
use crate::resolve;
use crate::source::{Files, Listed, ReadError, Sources};

/// Every entry that can be read, and what is wrong with the others.
#[derive(Debug)]
pub struct Manuscript {
    /// The files.
    pub sources: Sources,
    /// What book.toml says; `None` if it cannot be read, and then there are no entries either.
    pub config: Option<Config>,
    /// The entries, in the order of the files, drafts among them.
    pub book: Book,
    /// What is wrong with the files, the entries and the references between them, in the order of the places.
    pub diagnostics: Vec<Diagnostic>,
}

impl Manuscript {
    /// Reads a book.
    pub fn read(files: &dyn Files) -> Self {
        let mut sources = Sources::new();
        let (config, mut diagnostics) = config::load(files, &mut sources);
        let mut book = Book::default();
        if let Some(config) = &config {
            let (parsed, found) = parse::parse(files, config, &mut sources);
            diagnostics.extend(found);
            // Resolution leaves drafts out and changes what it is given, so it gets a copy.
            let (_, found) = resolve::resolve(parsed.clone(), config, &sources);
            diagnostics.extend(found);
            book = parsed;
        }
        crate::diagnostic::sort(&mut diagnostics);
        Self {
            sources,
            config,
            book,
            diagnostics,
        }
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        let errors = self
            .diagnostics
            .iter()
            .filter(|one| one.severity == Severity::Error);
        errors.count()
    }

    /// The entries by their kind, then by their `order`, then as they stand in the files.
    pub fn in_order(&self) -> Vec<&Entry> {
        let mut entries: Vec<_> = self.book.entries.iter().collect();
        let place = |kind: Kind| Kind::ALL.iter().position(|other| *other == kind);
        entries.sort_by_key(|entry| {
            let order = entry.common.order.as_ref().map(|order| order.value);
            (place(entry.kind()), order.is_none(), order)
        });
        entries
    }
}

/// A folder of files in which one file has another text, to see what the book would be with it.
pub(super) struct Changed<'a> {
    /// The files as they are.
    pub files: &'a dyn Files,
    /// The path of the file that is new, or has another text.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
}

impl Files for Changed<'_> {
    fn list(&self, folder: &str) -> Vec<Listed> {
        let mut listed = self.files.list(folder);
        let inside = self
            .path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'));
        if inside && !listed.iter().any(|item| item.path() == self.path) {
            listed.push(Listed::File(self.path.to_owned()));
            listed.sort_by(|a, b| a.path().cmp(b.path()));
        }
        listed
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        if path == self.path {
            return Ok(self.text.as_bytes().to_vec());
        }
        self.files.read(path)
    }
}
