//! Puts a finished book into its folder and takes it out again: the only place that writes the book.
//!
//! It knows an [`Output`] and a folder; it must not know what a book is about, nor print.
//!
//! What is promised:
//!
//! - **All or nothing.** The new book is staged beside the old one, in `.NAME.mendbook`, and then the
//!   two folders change places in one call. A build that fails, or is killed at any moment, leaves
//!   the old book whole, or the new one. Where the system cannot exchange two folders, renames do
//!   it; a kill between them is set right at the next start ([`recover`]).
//! - **Only what is ours.** The file `.mendbook` in the built folder lists what Mendbook made, with a
//!   hash for each file. What it does not list, and what was changed since, is neither overwritten
//!   nor removed: [`publish`] refuses, [`clean`] leaves it there. No link is ever followed.
//! - **One at a time.** Two builds into one folder wait for each other, by a lock in `.NAME.mendbook`
//!   (on the rare file system without locks they do not wait, and should not be run together).
//! - **Not promised: power cuts.** Nothing is forced out to the disk, since that would cost more than
//!   the rest of the build. After a power cut, the next build may find files that do not match the
//!   list, and says so.

mod error;
mod exchange;
mod folder;
mod manifest;
mod place;
mod stage;
mod workshop;
mod zip;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::output::Output;

pub use error::{Stranger, Why, WriteError};
use folder::{Inspected, Listing};
use manifest::Manifest;
use place::{Place, Standing};
use workshop::Workshop;
pub use zip::{StagedZip, stage as stage_zip};

/// What [`publish`] did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// How many files are new or have new bytes.
    pub written: usize,
    /// How many files are as they were.
    pub unchanged: usize,
    /// How many files of the old book are in the new one no longer.
    pub removed: usize,
    /// A folder with what is left of the old book, if that could not be removed; the next build
    /// tries again. The new book is whole all the same.
    pub leftover: Option<PathBuf>,
}

/// What [`clean`] did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// How many files were removed.
    pub removed: usize,
    /// What was left in the folder, since Mendbook did not make it, in the order of the paths. When
    /// there is none, the folder is gone too.
    pub left: Vec<Stranger>,
}

/// Writes the book into `folder`, all of it or nothing, in place of the book that stands there.
///
/// # Errors
///
/// When the folder holds what Mendbook did not make, when the output has paths that cannot be
/// written, or when the system refuses. The folder is then as it was. Only where
/// the system refuses to put the old book back does the new one stand there, whole; what others saved into
/// the old one then stays in the workshop.
pub fn publish(output: &Output, folder: &Path) -> Result<Published, WriteError> {
    stage::check_paths(output)?;
    let place = Place::of(folder)?;
    place.make_parent()?;
    place.standing()?;
    let workshop = Workshop::open(&place)?;
    workshop.recover()?;

    let new = Manifest::of(output);
    let standing = place.standing()?;
    let old = match standing {
        Standing::Nothing => None,
        Standing::Folder => {
            place.check_not_inside()?;
            let same = |path: &str, bytes: &[u8]| output.get(path) == Some(bytes);
            let old = folder::inspect(&place.folder, same)?;
            if !old.strangers.is_empty() {
                return Err(WriteError::not_ours(&place.folder, old.strangers));
            }
            Some(old)
        }
    };
    let unchanged = old.as_ref().map_or(0, |old| old.same.len());
    if old.as_ref().and_then(|old| old.manifest.as_ref()) == Some(&new) && unchanged == output.len()
    {
        return Ok(Published {
            unchanged,
            ..Published::default()
        });
    }

    let published = stage::stage(output, &new, old.as_ref(), &workshop).and_then(|()| match &old {
        None => exchange::put(&workshop.staged(), &place.folder).map(|()| None),
        Some(old) => change_places(&workshop, old),
    });
    let leftover = match published {
        Ok(leftover) => leftover,
        Err(error) => {
            // The reason above is what the author needs; what stays behind goes at the next start.
            let _ = workshop.recover();
            return Err(error);
        }
    };
    let listed = old.iter().filter_map(|old| old.manifest.as_ref());
    Ok(Published {
        written: output.len() - unchanged,
        unchanged,
        removed: listed
            .flat_map(Manifest::paths)
            .filter(|path| output.get(path).is_none())
            .count(),
        leftover,
    })
}

/// Removes the book in `folder`: the files that Mendbook made and nobody changed since, then the
/// folders that are empty by that.
///
/// # Errors
///
/// When Mendbook did not build the folder, or the system refuses.
pub fn clean(folder: &Path) -> Result<Cleaned, WriteError> {
    let place = Place::of(folder)?;
    if !place.is_touched() {
        return Ok(Cleaned::default());
    }
    place.standing()?;
    let workshop = Workshop::open(&place)?;
    workshop.recover()?;
    if place.standing()? == Standing::Nothing {
        return Ok(Cleaned::default());
    }
    let found = folder::inspect(&place.folder, |_, _| false)?;
    let mut left = found.strangers;
    if found.manifest.is_none() && !left.is_empty() {
        return Err(WriteError::not_ours(&place.folder, left));
    }
    left.extend(found.carried.into_iter().map(Stranger::not_made));
    let Some(manifest) = &found.manifest else {
        return Ok(Cleaned { removed: 0, left });
    };
    let files: Vec<&str> = found.ours.iter().map(String::as_str).collect();
    let (removed, changed) = folder::remove(&place.folder, &files, &found.listing, manifest)?;
    left.extend(changed.into_iter().map(Stranger::changed));
    left.sort();
    Ok(Cleaned { removed, left })
}

/// Sets right what a killed build left beside `folder`; [`publish`] and [`clean`] begin with it.
///
/// A command that reads the built folder calls it first, so that it never finds no book where only
/// the renames of an older system were interrupted.
///
/// # Errors
///
/// When the folder that a killed build left holds what Mendbook did not make, or the system refuses.
pub fn recover(folder: &Path) -> Result<(), WriteError> {
    let place = Place::of(folder)?;
    if !place.has_workshop() {
        return Ok(());
    }
    Workshop::open(&place)?.recover()
}

/// Exchanges the staged book and the old one, then removes the old one. Gives the folder in which it
/// still stands if that fails.
fn change_places(workshop: &Workshop, old: &Inspected) -> Result<Option<PathBuf>, WriteError> {
    let (folder, staged) = (&workshop.place().folder, workshop.staged());
    exchange::exchange(folder, &staged, &workshop.spare())?;
    // Between the inspection and the exchange, somebody may have saved a file into the old book.
    let listing = match folder::list(&staged) {
        Ok(listing) if listing == old.listing => listing,
        other => {
            exchange::exchange(folder, &staged, &workshop.spare())?;
            return Err(match other {
                Ok(listing) => WriteError::not_ours(folder, differences(&old.listing, &listing)),
                Err(error) => error,
            });
        }
    };
    let removed = match &old.manifest {
        None => remove_empty(&staged, old),
        Some(manifest) => {
            let files: Vec<&str> = old.files().collect();
            folder::remove(&staged, &files, &listing, manifest).map(drop)
        }
    };
    let gone = removed.is_ok() && fs::symlink_metadata(&staged).is_err();
    Ok((!gone).then_some(staged))
}

/// Removes a folder that held nothing, or only what a file browser left in it.
fn remove_empty(folder: &Path, old: &Inspected) -> Result<(), WriteError> {
    for path in &old.carried {
        let path = folder.join(path);
        fs::remove_file(&path).map_err(|error| WriteError::io("remove", &path, error))?;
    }
    fs::remove_dir(folder).map_err(|error| WriteError::io("remove", folder, error))
}

/// What is in one of two listings of a folder, or is not the same in both.
fn differences(before: &Listing, after: &Listing) -> Vec<Stranger> {
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    paths
        .into_iter()
        .filter(|path| before.get(*path) != after.get(*path))
        .map(|path| match before.get(path) {
            Some(_) => Stranger::changed(path.clone()),
            None => Stranger::not_made(path.clone()),
        })
        .collect()
}

#[cfg(test)]
mod tests;
