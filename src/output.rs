//! The finished book: paths and bytes, before anything is written.
//!
//! Renderers return an [`Output`]; the command writes it, the server serves it, a test reads it.

use std::collections::BTreeMap;
use std::sync::Arc;

/// Files by their path inside the built book, with `/` between the parts, in the order of their paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    files: BTreeMap<String, Arc<Vec<u8>>>,
}

impl Output {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a file in. The plan has made sure that no two have one path; a second one would take the first's place.
    pub fn add(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.share(path, Arc::new(bytes.into()));
    }

    /// As [`Output::add`], for bytes that somebody else holds too.
    pub fn share(&mut self, path: impl Into<String>, bytes: Arc<Vec<u8>>) {
        self.files.insert(path.into(), bytes);
    }

    /// Takes all files of another output in.
    pub fn extend(&mut self, other: Output) {
        self.files.extend(other.files);
    }

    /// One file's bytes.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(|bytes| bytes.as_slice())
    }

    /// Every file for somebody who wants to hold it too, in the order of the paths.
    pub fn shared(&self) -> impl Iterator<Item = (&str, &Arc<Vec<u8>>)> {
        self.files
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes))
    }

    /// Every file, in the order of the paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl FromIterator<(String, Vec<u8>)> for Output {
    fn from_iter<T: IntoIterator<Item = (String, Vec<u8>)>>(files: T) -> Self {
        Self {
            files: files
                .into_iter()
                .map(|(path, bytes)| (path, Arc::new(bytes)))
                .collect(),
        }
    }
}
