//! Looks at a built folder, tells what Mendbook made from what it did not, and removes the first.
//!
//! It follows no link: whatever is neither a file nor a folder is a stranger.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::error::{Stranger, WriteError};
use super::manifest::{self, Manifest};

/// Files that file browsers leave in any folder a person looks into. A book keeps them: they are no
/// reason to refuse, and not ours to remove.
const LEFT_BY_FILE_BROWSERS: [&str; 4] = [".DS_Store", ".directory", "Thumbs.db", "desktop.ini"];

/// Everything below a folder, by its path from there with `/` between the parts.
pub(super) type Listing = BTreeMap<String, Entry>;

/// One thing in a folder, with what shows that it was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// A file: its length in bytes, and when it was last written to.
    File(u64, Option<SystemTime>),
    /// A folder.
    Folder,
    /// A link, a socket, a file whose name is no text: nothing that Mendbook makes.
    Other,
}

/// What a built folder holds.
#[derive(Debug)]
pub(super) struct Inspected {
    /// The list of what Mendbook made, if there is one.
    pub(super) manifest: Option<Manifest>,
    /// All that is there.
    pub(super) listing: Listing,
    /// Files that are in the list and are as they were then, or are in `same`.
    pub(super) ours: Vec<String>,
    /// Files that are in the list and have the bytes they are wanted to have.
    pub(super) same: BTreeSet<String>,
    /// Files that a file browser left.
    pub(super) carried: Vec<String>,
    /// All else.
    pub(super) strangers: Vec<Stranger>,
}

impl Inspected {
    /// The files that may go once a new book has taken this one's place.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        self.ours.iter().chain(&self.carried).map(String::as_str)
    }
}

/// Lists all that is below a folder.
pub(super) fn list(root: &Path) -> Result<Listing, WriteError> {
    let mut listing = Listing::new();
    for entry in WalkDir::new(root).min_depth(1) {
        let (path, entry) = entry
            .and_then(|entry| Ok((relative(root, entry.path()), look(&entry)?)))
            .map_err(|error| {
                let path = error.path().unwrap_or(root).to_owned();
                WriteError::io("look at", &path, error.into())
            })?;
        match path {
            Ok(path) => listing.insert(path, entry),
            Err(path) => listing.insert(path, Entry::Other),
        };
    }
    Ok(listing)
}

/// Tells what in a folder is ours. `same` says whether a file that the list names already has the bytes
/// it should have, whatever the list says of them.
pub(super) fn inspect(
    root: &Path,
    same: impl Fn(&str, &[u8]) -> bool + Sync,
) -> Result<Inspected, WriteError> {
    let listing = list(root)?;
    let manifest = Manifest::read(&root.join(manifest::NAME))?;
    let empty = Manifest::default();
    let listed = manifest.as_ref().unwrap_or(&empty);
    let folders = listed.folders();
    let occupied: BTreeSet<&str> = listing.keys().filter_map(|path| folder_of(path)).collect();

    let mut carried = Vec::new();
    let mut strangers = Vec::new();
    let mut known = Vec::new();
    for (path, entry) in &listing {
        let in_our_folder = folder_of(path).is_none_or(|folder| folders.contains(folder));
        match (entry, listed.get(path)) {
            (Entry::File(..), _) if path == manifest::NAME => {}
            (Entry::File(..), Some(hash)) => known.push((path.as_str(), hash)),
            (Entry::File(..), None) if in_our_folder && is_left_by_file_browser(path) => {
                carried.push(path.clone());
            }
            (Entry::Folder, None) if folders.contains(path.as_str()) => {}
            // A folder with something in it is named by that.
            (Entry::Folder, None) if occupied.contains(path.as_str()) => {}
            (Entry::Folder, None) => strangers.push(Stranger::not_made(format!("{path}/"))),
            (_, Some(_)) => strangers.push(Stranger::changed(path.clone())),
            (_, None) => strangers.push(Stranger::not_made(path.clone())),
        }
    }

    let verdicts: Vec<(&str, Verdict)> = known
        .into_par_iter()
        .map_init(Vec::new, |buffer, (path, hash)| {
            read_into(&root.join(path), buffer)?;
            Ok((
                path,
                if same(path, buffer) {
                    Verdict::Same
                } else if manifest::hash(buffer) == hash {
                    Verdict::Ours
                } else {
                    Verdict::Changed
                },
            ))
        })
        .collect::<Result<_, WriteError>>()?;
    let (mut ours, mut wanted) = (Vec::new(), BTreeSet::new());
    for (path, verdict) in verdicts {
        match verdict {
            Verdict::Changed => strangers.push(Stranger::changed(path.to_owned())),
            Verdict::Ours => ours.push(path.to_owned()),
            Verdict::Same => {
                ours.push(path.to_owned());
                wanted.insert(path.to_owned());
            }
        }
    }
    Ok(Inspected {
        manifest,
        listing,
        ours,
        same: wanted,
        carried,
        strangers,
    })
}

/// Removes files that are still as the listing says, then the list's folders that are empty by that, the
/// list itself, and the folder if nothing else is in it. Gives the number of files removed, and those
/// that somebody changed meanwhile.
pub(super) fn remove(
    root: &Path,
    files: &[&str],
    listing: &Listing,
    manifest: &Manifest,
) -> Result<(usize, Vec<String>), WriteError> {
    let changed = files
        .par_iter()
        .map(|path| {
            let full = root.join(path);
            let now = fs::symlink_metadata(&full).map(|data| entry(&data));
            match now {
                Ok(now) if listing.get(*path) != Some(&now) => return Ok(Some((*path).to_owned())),
                Ok(_) => gone(fs::remove_file(&full)),
                Err(error) => gone(Err(error)),
            }
            .map(|()| None)
            .map_err(|error| WriteError::io("remove", &full, error))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let changed: Vec<String> = changed.into_iter().flatten().collect();
    for folder in manifest.folders().into_iter().rev() {
        // It may hold what is not ours, and then it stays.
        let _ = fs::remove_dir(root.join(folder));
    }
    // Last, so that a kill before leaves a folder that is known for what it is.
    let list = root.join(manifest::NAME);
    gone(fs::remove_file(&list)).map_err(|error| WriteError::io("remove", &list, error))?;
    let _ = fs::remove_dir(root);
    Ok((files.len() - changed.len(), changed))
}

/// Whether a path is that of a file that a file browser left.
pub(super) fn is_left_by_file_browser(path: &str) -> bool {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    LEFT_BY_FILE_BROWSERS.contains(&name)
}

/// Whose file a listed file is.
enum Verdict {
    Same,
    Ours,
    Changed,
}

/// The path of the folder that something is in; `None` at the top.
fn folder_of(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

/// A path from the root with `/` between the parts; as an error, how it looks if it is no text.
fn relative(root: &Path, path: &Path) -> Result<String, String> {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = inside.components().map(|part| part.as_os_str()).collect();
    let shown: Vec<_> = parts.iter().map(|part| part.to_string_lossy()).collect();
    match parts.iter().all(|part| part.to_str().is_some()) {
        true => Ok(shown.join("/")),
        false => Err(shown.join("/")),
    }
}

/// What stands at a place that was come upon.
fn look(found: &walkdir::DirEntry) -> Result<Entry, walkdir::Error> {
    match found.file_type().is_dir() {
        true => Ok(Entry::Folder),
        false => found.metadata().map(|data| entry(&data)),
    }
}

/// What some metadata, not read through a link, says of a thing.
fn entry(data: &fs::Metadata) -> Entry {
    if data.is_file() {
        Entry::File(data.len(), data.modified().ok())
    } else if data.is_dir() {
        Entry::Folder
    } else {
        Entry::Other
    }
}

/// Reads a file over what the buffer held.
fn read_into(path: &Path, buffer: &mut Vec<u8>) -> Result<(), WriteError> {
    buffer.clear();
    fs::File::open(path)
        .and_then(|mut file| io::Read::read_to_end(&mut file, buffer))
        .map(drop)
        .map_err(|error| WriteError::io("read", path, error))
}

/// The result of a removal, where what is gone already is as good.
fn gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}
