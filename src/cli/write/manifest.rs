//! The list of what Mendbook made, which stands in the built folder as `.mendbook`.
//!
//! A first line names the format and seals the rest, so that a list that was cut short or changed by
//! hand is not believed; then one line a file: its XXH3-128 hash, two spaces and its path, in the order
//! of the paths. The same book always has the same list.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use twox_hash::XxHash3_128;

use super::error::WriteError;
use crate::output::Output;

/// The list's own name in the built folder.
pub(super) const NAME: &str = ".mendbook";

/// How a list of this version begins.
const HEADER: &str = "mendbook-files 1 ";

/// What Mendbook made: files by their paths, with the hashes of their bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    files: BTreeMap<String, u128>,
}

impl Manifest {
    /// The list of a book that is about to be written.
    pub(super) fn of(output: &Output) -> Self {
        let files: Vec<(&str, &[u8])> = output.iter().collect();
        let files = files
            .into_par_iter()
            .map(|(path, bytes)| (path.to_owned(), hash(bytes)));
        Self {
            files: files.collect(),
        }
    }

    /// Reads the list of a built folder; `None` if it has none.
    ///
    /// # Errors
    ///
    /// When it cannot be read, is no file, or is not a list that this version understands.
    pub(super) fn read(path: &Path) -> Result<Option<Self>, WriteError> {
        let fault = |why: String| WriteError::Manifest(path.to_owned(), why);
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Ok(data) if !data.is_file() => return Err(fault("is not a file".to_owned())),
            _ => {}
        }
        let bytes = fs::read(path).map_err(|error| WriteError::io("read", path, error))?;
        let text = str::from_utf8(&bytes).map_err(|_| fault("is not text".to_owned()))?;
        Self::parse(text)
            .map(Some)
            .map_err(|why| fault(why.to_owned()))
    }

    /// Whether bytes begin as a list does, or as one whose writing was interrupted.
    pub(super) fn is_begun(bytes: &[u8]) -> bool {
        let length = bytes.len().min(HEADER.len());
        bytes[..length] == HEADER.as_bytes()[..length]
    }

    /// The list as the text that stands on disk.
    pub(super) fn to_text(&self) -> String {
        let lines: String = self
            .files
            .iter()
            .map(|(path, hash)| format!("{hash:032x}  {path}\n"))
            .collect();
        format!("{HEADER}{:032x}\n{lines}", hash(lines.as_bytes()))
    }

    /// Reads the text of a list; the error completes "this file …".
    fn parse(text: &str) -> Result<Self, &'static str> {
        let Some(rest) = text.strip_prefix(HEADER) else {
            return Err(match text.starts_with("mendbook-files ") {
                true => "was written by a newer mendbook",
                false => "is not a list that mendbook wrote",
            });
        };
        let broken = "was cut short or changed by hand";
        let (seal, lines) = rest.split_once('\n').ok_or(broken)?;
        if seal != format!("{:032x}", hash(lines.as_bytes())) {
            return Err(broken);
        }
        let files = lines.lines().map(|line| {
            let (hash, path) = line.split_once("  ")?;
            Some((path.to_owned(), u128::from_str_radix(hash, 16).ok()?))
        });
        let files = files.collect::<Option<_>>().ok_or(broken)?;
        Ok(Self { files })
    }

    /// The hash of the file that Mendbook made at a path.
    pub(super) fn get(&self, path: &str) -> Option<u128> {
        self.files.get(path).copied()
    }

    /// The paths, in order.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The folders that the files need, each before those inside it.
    pub(super) fn folders(&self) -> BTreeSet<&str> {
        let mut folders = BTreeSet::new();
        for mut path in self.paths() {
            while let Some((folder, _)) = path.rsplit_once('/') {
                if !folders.insert(folder) {
                    break;
                }
                path = folder;
            }
        }
        folders
    }
}

/// The hash by which a file's bytes are known again. It is not meant to withstand somebody who wants
/// two files to look alike; it tells a file that an author changed.
pub(super) fn hash(bytes: &[u8]) -> u128 {
    XxHash3_128::oneshot(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let mut output = Output::new();
        output.add("index.html", "a");
        output.add("steps/two  spaces.html", "b");
        output.add("steps/deep/er/x.html", "c");
        Manifest::of(&output)
    }

    #[test]
    fn a_list_reads_back_as_it_was() {
        let text = manifest().to_text();
        assert_eq!(Manifest::parse(&text), Ok(manifest()));
        assert!(
            text.contains("a96faf705af16834e6c632b61e964e1f  index.html\n"),
            "{text}"
        );
        assert_eq!(
            Manifest::parse(&Manifest::default().to_text()),
            Ok(Manifest::default())
        );
    }

    #[test]
    fn a_list_that_was_changed_is_not_believed() {
        let text = manifest().to_text();
        assert!(Manifest::parse(&text[..text.len() - 10]).is_err());
        assert!(Manifest::parse(&text.replace("index", "other")).is_err());
        assert!(Manifest::parse(&format!("{text}0  mine.txt\n")).is_err());
        assert!(Manifest::parse("").is_err());
        let newer = Manifest::parse("mendbook-files 2 x\n");
        assert_eq!(newer, Err("was written by a newer mendbook"));
    }

    #[test]
    fn folders_come_before_what_is_in_them() {
        let manifest = manifest();
        let folders: Vec<&str> = manifest.folders().into_iter().collect();
        assert_eq!(folders, ["steps", "steps/deep", "steps/deep/er"]);
    }
}
