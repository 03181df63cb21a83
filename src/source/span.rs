//! Places in files: ids, byte ranges, and the set of files that were read.

use std::sync::OnceLock;

use super::line_index::{LineColumn, LineIndex};

/// One file in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range of bytes in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The bytes from `start` up to `end`. Files past 4 GiB are refused when they are read, so the casts hold.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        Self {
            file,
            start: u32::try_from(start).unwrap_or(u32::MAX),
            end: u32::try_from(end.max(start)).unwrap_or(u32::MAX),
        }
    }

    /// The very start of a file.
    pub fn start_of(file: FileId) -> Self {
        Self::new(file, 0, 0)
    }

    /// The first file that was read, which is book.toml: the place for what belongs to no other file.
    pub fn default_file() -> FileId {
        FileId(0)
    }

    /// The smallest span that holds both. They must be of one file; if not, `self` is given back.
    pub fn to(self, other: Span) -> Self {
        if self.file != other.file {
            return self;
        }
        Self {
            file: self.file,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The range as `usize`, for slicing text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value with the place it was written at, so that a later stage can still point at it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Located<T> {
    /// A value and its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// One file's path and text.
#[derive(Debug)]
pub struct Source {
    /// The path, relative to the book's folder, with `/` between its parts.
    pub path: String,
    /// The text, without a byte-order mark.
    pub text: String,
    lines: OnceLock<LineIndex>,
}

impl Source {
    /// The index of the file's lines, made when first needed.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }
}

/// Every file that was read, in the order of their ids.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a file in and gives its id.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(Source {
            path: path.into(),
            text: text.into(),
            lines: OnceLock::new(),
        });
        id
    }

    /// The file with this id.
    pub fn get(&self, id: FileId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// The path of the file with this id.
    pub fn path(&self, id: FileId) -> &str {
        &self.get(id).path
    }

    /// The file at this path, if it was read.
    pub fn find(&self, path: &str) -> Option<FileId> {
        let index = self.files.iter().position(|file| file.path == path)?;
        Some(FileId(u32::try_from(index).ok()?))
    }

    /// Where a span starts, counted from 1.
    pub fn line_column(&self, span: Span) -> LineColumn {
        let source = self.get(span.file);
        source
            .lines()
            .line_column(&source.text, span.start as usize)
    }

    /// Where a span ends, counted from 1: the column is the one after its last character.
    pub fn end_line_column(&self, span: Span) -> LineColumn {
        let source = self.get(span.file);
        source.lines().line_column(&source.text, span.end as usize)
    }
}
