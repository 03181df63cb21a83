//! Where a book stands, and where the next one is staged.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::WriteError;

/// The folder of a built book, with the names that go with it.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The book's folder.
    pub(super) folder: PathBuf,
    /// The folder that it is in.
    pub(super) parent: PathBuf,
    /// The folder, beside it, in which the next book is staged. It is there only while that is done.
    pub(super) workshop: PathBuf,
}

/// What is where the book should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing.
    Nothing,
    /// A folder.
    Folder,
}

impl Place {
    /// Works out the names.
    pub(super) fn of(folder: &Path) -> Result<Self, WriteError> {
        // Of `.` and `..` only the system knows the names.
        let folder = match folder.file_name() {
            Some(_) => folder.to_owned(),
            None => {
                fs::canonicalize(folder).map_err(|error| WriteError::io("find", folder, error))?
            }
        };
        let Some(name) = folder.file_name() else {
            return Err(WriteError::NoName(folder));
        };
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(".mendbook");
        let parent = folder.parent().unwrap_or(Path::new("")).to_owned();
        Ok(Self {
            // Without what a person may have typed after it: a slash there would follow a link.
            folder: parent.join(name),
            workshop: parent.join(hidden),
            parent,
        })
    }

    /// Makes the folder that the book's folder is in.
    pub(super) fn make_parent(&self) -> Result<(), WriteError> {
        fs::create_dir_all(&self.parent)
            .map_err(|error| WriteError::io("make", &self.parent, error))
    }

    /// Looks what is there.
    pub(super) fn standing(&self) -> Result<Standing, WriteError> {
        let found = match fs::symlink_metadata(&self.folder) {
            Ok(data) if data.is_dir() => return Ok(Standing::Folder),
            Ok(data) if data.is_symlink() => "a link",
            Ok(data) if data.is_file() => "a file",
            Ok(_) => "something else",
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Standing::Nothing),
            Err(error) => return Err(WriteError::io("look at", &self.folder, error)),
        };
        Err(WriteError::NotAFolder(self.folder.clone(), found))
    }

    /// Whether a build has begun here and not ended.
    pub(super) fn has_workshop(&self) -> bool {
        fs::symlink_metadata(&self.workshop).is_ok()
    }

    /// Whether there is anything at all.
    pub(super) fn is_touched(&self) -> bool {
        self.has_workshop() || fs::symlink_metadata(&self.folder).is_ok()
    }

    /// Refuses to exchange the folder that the command runs in: the shell that started it would stand in
    /// the old one, which then is removed, and see an empty folder.
    pub(super) fn check_not_inside(&self) -> Result<(), WriteError> {
        match (
            env::current_dir().and_then(fs::canonicalize),
            fs::canonicalize(&self.folder),
        ) {
            (Ok(here), Ok(folder)) if here.starts_with(&folder) => {
                Err(WriteError::StandingInside(self.folder.clone()))
            }
            _ => Ok(()),
        }
    }
}
