//! The one way to files: a trait, a folder on disk, and a folder in memory.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// Files past this size are refused: no page of guidance is that long, and a span counts bytes in 32 bits.
const LARGEST: u64 = 64 << 20;

/// What a folder holds at one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed {
    /// A file, by its path from the book's folder, with `/` between the parts.
    File(String),
    /// A symbolic link that leads out of the folder, or nowhere; it is not followed.
    LinkOutside(String),
    /// Something that could not be looked at, and why.
    Unreadable(String, String),
}

impl Listed {
    /// The path.
    pub fn path(&self) -> &str {
        match self {
            Listed::File(path) | Listed::LinkOutside(path) | Listed::Unreadable(path, _) => path,
        }
    }
}

/// Why a file could not be read.
#[derive(Debug)]
pub enum ReadError {
    /// There is no such file.
    Missing,
    /// It is not UTF-8; the byte at which that shows.
    NotUtf8(usize),
    /// It is larger than Mendbook reads; its size in bytes.
    TooLarge(u64),
    /// The system's own reason.
    Io(io::Error),
}

/// A folder of files, by paths relative to it with `/` between their parts.
pub trait Files: Sync {
    /// All files below `folder`, sorted by path. Hidden files and folders (`.git`) are left out.
    fn list(&self, folder: &str) -> Vec<Listed>;

    /// One file's bytes.
    ///
    /// # Errors
    ///
    /// When it is not there, is too large, or the system refuses.
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError>;

    /// One file's text, without the byte-order mark that some editors on Windows write.
    ///
    /// # Errors
    ///
    /// As [`Files::read`], and when it is not UTF-8.
    fn read_text(&self, path: &str) -> Result<String, ReadError> {
        let bytes = self.read(path)?;
        let mut text = String::from_utf8(bytes)
            .map_err(|error| ReadError::NotUtf8(error.utf8_error().valid_up_to()))?;
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Ok(text)
    }
}

/// A folder on disk.
#[derive(Clone, Debug)]
pub struct DiskFiles {
    root: PathBuf,
}

impl DiskFiles {
    /// The folder at `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Whether a link's target is inside the folder.
    fn stays_inside(&self, link: &Path) -> bool {
        match (self.root.canonicalize(), link.canonicalize()) {
            (Ok(root), Ok(target)) => target.starts_with(root),
            _ => false,
        }
    }

    fn relative(&self, path: &Path) -> String {
        let inside = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = inside
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        parts.join("/")
    }
}

impl Files for DiskFiles {
    fn list(&self, folder: &str) -> Vec<Listed> {
        let top = self.root.join(folder);
        if !top.is_dir() {
            return Vec::new();
        }
        let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
        let mut found: Vec<Listed> = WalkDir::new(&top)
            .min_depth(1)
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !hidden(entry.file_name()))
            .filter_map(|entry| match entry {
                Ok(entry) if entry.path_is_symlink() => {
                    let path = self.relative(entry.path());
                    if !self.stays_inside(entry.path()) {
                        return Some(Listed::LinkOutside(path));
                    }
                    Some(if entry.path().is_file() {
                        Listed::File(path)
                    } else {
                        let why = "it is a link to a folder, and those are not followed";
                        Listed::Unreadable(path, why.to_owned())
                    })
                }
                Ok(entry) => entry
                    .file_type()
                    .is_file()
                    .then(|| Listed::File(self.relative(entry.path()))),
                Err(error) => {
                    let path = error
                        .path()
                        .map_or_else(|| folder.to_owned(), |path| self.relative(path));
                    Some(Listed::Unreadable(path, error.to_string()))
                }
            })
            .collect();
        found.sort_by(|a, b| a.path().cmp(b.path()));
        found
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let full = self.root.join(path);
        let size = match std::fs::metadata(&full) {
            Ok(data) if data.is_file() => data.len(),
            Ok(_) => return Err(ReadError::Missing),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(ReadError::Missing);
            }
            Err(error) => return Err(ReadError::Io(error)),
        };
        if size > LARGEST {
            return Err(ReadError::TooLarge(size));
        }
        std::fs::read(full).map_err(ReadError::Io)
    }
}

/// A folder in memory: for tests, and for the book that `init` writes.
#[derive(Clone, Debug, Default)]
pub struct MemoryFiles {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryFiles {
    /// An empty folder.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a file there, in place of one of the same path.
    pub fn add(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into());
    }
}

impl Files for MemoryFiles {
    fn list(&self, folder: &str) -> Vec<Listed> {
        let prefix = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        self.files
            .keys()
            .filter(|path| path.starts_with(&prefix))
            .map(|path| Listed::File(path.clone()))
            .collect()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.files.get(path).cloned().ok_or(ReadError::Missing)
    }
}

/// Joins a folder and a relative path, taking `.` and `..` away; `None` if the result would leave the book's folder.
pub fn join(folder: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_and_refuses_to_leave() {
        assert_eq!(
            join("content/steps", "../images/a.png").as_deref(),
            Some("content/images/a.png")
        );
        assert_eq!(join("content", "./a.md").as_deref(), Some("content/a.md"));
        assert_eq!(join("content", "../../etc/passwd"), None);
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        let mut files = MemoryFiles::new();
        files.add("a", "\u{feff}x");
        files.add("b", vec![b'o', b'k', 0xff]);
        assert_eq!(files.read_text("a").unwrap(), "x");
        assert!(matches!(files.read_text("b"), Err(ReadError::NotUtf8(2))));
    }
}
