//! Writes a new book beside the old one.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::error::WriteError;
use super::folder::{self, Inspected};
use super::manifest::{self, Manifest};
use super::workshop::Workshop;
use crate::model::id::is_reserved_name;
use crate::output::Output;

/// Refuses an output whose files would not all stand inside the book, or not beside each other.
pub(super) fn check_paths(output: &Output) -> Result<(), WriteError> {
    for (path, _) in output.iter() {
        if let Some(why) = unsound(path, output) {
            return Err(WriteError::UnsoundPath(path.to_owned(), why));
        }
    }
    Ok(())
}

/// Writes the files and the list: after this the staged book is whole. Files that have not changed are
/// hard links to the old book's, where the file system has such.
pub(super) fn stage(
    output: &Output,
    manifest: &Manifest,
    old: Option<&Inspected>,
    workshop: &Workshop,
) -> Result<(), WriteError> {
    let (plan, staged, folder) = (workshop.plan(), workshop.staged(), &workshop.place().folder);
    fs::write(&plan, manifest.to_text()).map_err(|error| WriteError::io("write", &plan, error))?;
    let make =
        |path: PathBuf| fs::create_dir(&path).map_err(|error| WriteError::io("make", &path, error));
    make(staged.clone())?;
    let folders = manifest.folders();
    folders
        .iter()
        .try_for_each(|folder| make(staged.join(folder)))?;

    let links = AtomicBool::new(true);
    let link = |path: &str| {
        let linked = links.load(Ordering::Relaxed)
            && fs::hard_link(folder.join(path), staged.join(path)).is_ok();
        if !linked {
            // Where one cannot be made, none can: do not ask ten thousand times.
            links.store(false, Ordering::Relaxed);
        }
        linked
    };
    let files: Vec<(&str, &[u8])> = output.iter().collect();
    files.into_par_iter().try_for_each(|(path, bytes)| {
        if old.is_some_and(|old| old.same.contains(path)) && link(path) {
            return Ok(());
        }
        let path = staged.join(path);
        File::create_new(&path)
            .and_then(|mut file| file.write_all(bytes))
            .map_err(|error| WriteError::io("write", &path, error))
    })?;
    if let Some(old) = old {
        keep(old, workshop)?;
    }

    let list = staged.join(manifest::NAME);
    fs::rename(&plan, &list).map_err(|error| WriteError::io("write", &list, error))
}

/// Keeps what belongs to the folder rather than to the book: what file browsers left in it, as far as
/// its folders are still there, and who may look into it.
fn keep(old: &Inspected, workshop: &Workshop) -> Result<(), WriteError> {
    let (staged, folder) = (workshop.staged(), &workshop.place().folder);
    for path in &old.carried {
        let (from, to) = (folder.join(path), staged.join(path));
        let Some(parent) = to.parent() else { continue };
        if parent.is_dir() && fs::hard_link(&from, &to).is_err() {
            fs::copy(&from, &to).map_err(|error| WriteError::io("copy", &from, error))?;
        }
    }
    let look = |error| WriteError::io("look at", folder, error);
    let permissions = fs::symlink_metadata(folder).map_err(look)?.permissions();
    if permissions.readonly() {
        return Ok(());
    }
    fs::set_permissions(&staged, permissions)
        .map_err(|error| WriteError::io("make", &staged, error))
}

/// What is wrong with a path as that of a file in a book.
fn unsound(path: &str, output: &Output) -> Option<&'static str> {
    if path.is_empty() {
        return Some("it has no name");
    }
    if path == manifest::NAME {
        return Some("mendbook keeps the list of its files there");
    }
    if path.contains(['\\', ':', '?', '*', '<', '>', '|', '"']) || path.contains(char::is_control) {
        return Some("it has a character that not every system allows");
    }
    if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Some("it does not stay inside the book");
    }
    if path.split('/').any(|part| part.ends_with(['.', ' '])) {
        return Some("a name in it ends in a dot or a space, which Windows takes away");
    }
    if path.split('/').any(is_reserved_name) {
        return Some("Windows keeps a name in it for a device");
    }
    if folder::is_left_by_file_browser(path) {
        return Some("file browsers keep a file of their own there");
    }
    let mut folders = path.match_indices('/').map(|(end, _)| &path[..end]);
    folders
        .any(|folder| output.get(folder).is_some())
        .then_some("a file stands where its folder should")
}
