//! The folder in which the next book is staged, and what a killed build may leave in it.
//!
//! It is `.NAME.mendbook`, beside the book's folder NAME so that the two can change places, and it holds:
//!
//! - `lock`: held by the build that works here, and gone when it ends;
//! - `plan`: the list of the files that are being written; it becomes the staged book's own list when all
//!   of them are, which is how a whole book is told from a part of one;
//! - `staged`: the new book, and after the exchange the old one until it is removed;
//! - `spare`: the old book, between the renames where the system cannot exchange folders.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::error::{Stranger, WriteError};
use super::exchange;
use super::folder::{self, Entry};
use super::manifest::{self, Manifest};
use super::place::{Place, Standing};

/// What the lock says to a person who finds it.
const MARK: &[u8] = b"mendbook is building the folder beside this one\n";

/// How often the lock is taken anew when the file that was locked is no longer the one on disk. Only file
/// systems that give a file a new number at each look get that far, and they get to work all the same.
const TRIES: usize = 100;

/// The staging folder, held by this build alone until it is dropped.
#[derive(Debug)]
pub(super) struct Workshop {
    place: Place,
    /// Held, never read: the system lets the lock go when this is closed.
    _lock: File,
}

impl Workshop {
    /// Makes the folder, or takes over one that a killed build left, and waits for another build that
    /// works in it.
    pub(super) fn open(place: &Place) -> Result<Self, WriteError> {
        let path = place.workshop.join("lock");
        let mut tries = 0;
        loop {
            match fs::create_dir(&place.workshop) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    return Err(WriteError::NoStaging(place.workshop.clone(), error));
                }
                _ => check_is_ours(&place.workshop)?,
            }
            let lock = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path);
            let mut lock = match lock {
                Ok(lock) => lock,
                // Another build ended just now, and took the folder away.
                Err(error) if error.kind() == io::ErrorKind::NotFound && tries < TRIES => {
                    tries += 1;
                    continue;
                }
                Err(error) => return Err(WriteError::io("make", &path, error)),
            };
            wait_for(&lock);
            tries += 1;
            if is_still_at(&lock, &path) || tries > TRIES {
                lock.write_all(MARK)
                    .map_err(|error| WriteError::io("write", &path, error))?;
                return Ok(Self {
                    place: place.clone(),
                    _lock: lock,
                });
            }
        }
    }

    /// The book's place.
    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// Where the list stands while its files are being written.
    pub(super) fn plan(&self) -> PathBuf {
        self.place.workshop.join("plan")
    }

    /// Where the new book is put together.
    pub(super) fn staged(&self) -> PathBuf {
        self.place.workshop.join("staged")
    }

    /// Where the old book stands between two renames.
    pub(super) fn spare(&self) -> PathBuf {
        self.place.workshop.join("spare")
    }

    /// Brings the old book back if a kill caught it between two renames, and removes the rest of what a
    /// killed build left.
    pub(super) fn recover(&self) -> Result<(), WriteError> {
        let (staged, spare) = (self.staged(), self.spare());
        if exists(&spare) {
            if self.place.standing()? == Standing::Nothing {
                exchange::put(&spare, &self.place.folder)?;
            } else {
                self.discard(&spare)?;
            }
        }
        if exists(&staged) {
            self.discard(&staged)?;
        }
        let plan = self.plan();
        if !exists(&plan) {
            return Ok(());
        }
        let bytes = fs::read(&plan).map_err(|error| WriteError::io("read", &plan, error))?;
        if !Manifest::is_begun(&bytes) {
            return Err(self.stranger("plan"));
        }
        fs::remove_file(&plan).map_err(|error| WriteError::io("remove", &plan, error))
    }

    /// Removes a book, or part of one, that a killed build left; refuses if it holds anything else.
    fn discard(&self, book: &Path) -> Result<(), WriteError> {
        let planned = match exists(&book.join(manifest::NAME)) {
            // Only a book that was never whole has its list outside, and that may itself be cut short.
            false => Manifest::read(&self.plan()).unwrap_or(None),
            true => None,
        };
        let (files, listing, manifest) = match planned {
            Some(plan) => {
                let listing = folder::list(book)?;
                let (files, strangers) = of_unfinished(&listing, &plan);
                if !strangers.is_empty() {
                    return Err(WriteError::not_ours(book, strangers));
                }
                (files, listing, plan)
            }
            None => {
                // A file that an author changed in the book may be the very same file here, by a hard link.
                let published = |path: &str, bytes: &[u8]| {
                    let path = self.place.folder.join(path);
                    fs::symlink_metadata(&path).is_ok_and(|data| data.is_file())
                        && fs::read(path).is_ok_and(|there| there == bytes)
                };
                let mut found = folder::inspect(book, published)?;
                for path in &found.carried {
                    if !fs::read(book.join(path)).is_ok_and(|bytes| published(path, &bytes)) {
                        found.strangers.push(Stranger::not_made(path.clone()));
                    }
                }
                if !found.strangers.is_empty() {
                    return Err(WriteError::not_ours(book, found.strangers));
                }
                let files = found.files().map(str::to_owned).collect();
                (files, found.listing, found.manifest.unwrap_or_default())
            }
        };
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        let (_, changed) = folder::remove(book, &files, &listing, &manifest)?;
        if exists(book) {
            let strangers = changed.into_iter().map(Stranger::changed).collect();
            return Err(WriteError::not_ours(book, strangers));
        }
        Ok(())
    }

    /// The error for something in this folder that Mendbook did not make.
    fn stranger(&self, name: &str) -> WriteError {
        let stranger = Stranger::not_made(name.to_owned());
        WriteError::not_ours(&self.place.workshop, vec![stranger])
    }
}

impl Drop for Workshop {
    /// Takes the folder away, unless something had to be left in it.
    fn drop(&mut self) {
        // Elsewhere nothing shows that a lock's file was taken away while another build waited for it, so
        // there it stays for good.
        if cfg!(unix) {
            let _ = fs::remove_file(self.place.workshop.join("lock"));
            let _ = fs::remove_dir(&self.place.workshop);
        }
    }
}

/// What an unfinished book's plan names, whole or in part, and what it does not.
fn of_unfinished(listing: &folder::Listing, plan: &Manifest) -> (Vec<String>, Vec<Stranger>) {
    let folders = plan.folders();
    let (mut files, mut strangers) = (Vec::new(), Vec::new());
    for (path, entry) in listing {
        match entry {
            Entry::File(..)
                if plan.get(path).is_some() || folder::is_left_by_file_browser(path) =>
            {
                files.push(path.clone());
            }
            Entry::Folder if folders.contains(path.as_str()) => {}
            _ => strangers.push(Stranger::not_made(path.clone())),
        }
    }
    (files, strangers)
}

/// Refuses a folder that has our name and holds something that we do not put there.
fn check_is_ours(workshop: &Path) -> Result<(), WriteError> {
    let look = |error| WriteError::io("look at", workshop, error);
    let entries = match fs::symlink_metadata(workshop) {
        Ok(data) if data.is_dir() => fs::read_dir(workshop),
        Ok(_) => {
            return Err(WriteError::NotAFolder(
                workshop.to_owned(),
                "something else",
            ));
        }
        Err(error) => Err(error),
    };
    let entries = match entries {
        // Another build took it away just now.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(look)?,
    };
    let mut strangers = Vec::new();
    for entry in entries {
        let entry = entry.map_err(look)?;
        let name = entry.file_name();
        let kind = entry.file_type().map_err(look)?;
        let ours = match name.to_str() {
            Some("lock") => kind.is_file() && is_our_lock(&entry.path()),
            Some("plan") => kind.is_file(),
            Some("staged" | "spare") => kind.is_dir(),
            _ => false,
        };
        if !ours {
            strangers.push(Stranger::not_made(name.to_string_lossy().into_owned()));
        }
    }
    match strangers.is_empty() {
        true => Ok(()),
        false => Err(WriteError::not_ours(workshop, strangers)),
    }
}

/// Whether a lock says what ours says, or as much of it as a killed build got to write.
fn is_our_lock(path: &Path) -> bool {
    // One that cannot be read is locked, or just gone.
    fs::read(path).map_or(true, |bytes| MARK.starts_with(&bytes))
}

/// Waits until no other build holds the lock. Where the file system has no locks, it goes on without: that is
/// better than no book at all.
fn wait_for(lock: &File) {
    while let Err(error) = lock.lock() {
        if error.kind() != io::ErrorKind::Interrupted {
            return;
        }
    }
}

/// Whether an open file is the one that stands at a path, and not one that was there before.
#[cfg(unix)]
fn is_still_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(file), Ok(path)) => (file.dev(), file.ino()) == (path.dev(), path.ino()),
        _ => false,
    }
}

/// Whether an open file is the one that stands at a path: it always is, since none is ever taken away.
#[cfg(not(unix))]
fn is_still_at(_: &File, _: &Path) -> bool {
    true
}

/// Whether there is something at a path, be it a link to nowhere.
fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}
