//! Writing single files of an author's: new ones only, or more at the end of one.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::{Failure, folder};

/// Writes a file that is not there yet, and the folders above it.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if let Some(above) = path.parent() {
        fs::create_dir_all(above).map_err(|error| refused("the folder", above, &error))?;
    }
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(|error| {
            if error.kind() == io::ErrorKind::AlreadyExists {
                let path = folder::shown(path);
                return Failure::Fault(format!("{path} is there already, and was left as it is"));
            }
            refused("the file", path, &error)
        })?;
    file.write_all(bytes).map_err(|error| {
        // Half a file would be in the way of the next try, and of the book.
        let _ = fs::remove_file(path);
        refused("the file", path, &error)
    })
}

/// Adds to the end of a file that is as it was when it was read.
pub(super) fn append(path: &Path, before: u64, text: &str) -> Result<(), Failure> {
    let mut file = OpenOptions::new()
        .append(true)
        .open(path)
        .map_err(|error| refused("the file", path, &error))?;
    let length = file
        .metadata()
        .map_err(|error| refused("the file", path, &error))?
        .len();
    if length != before {
        let path = folder::shown(path);
        return Err(Failure::Fault(format!(
            "{path} was changed in the meantime; run this again"
        )));
    }
    file.write_all(text.as_bytes()).map_err(|error| {
        let _ = file.set_len(before);
        refused("the file", path, &error)
    })
}

fn refused(what: &str, path: &Path, error: &io::Error) -> Failure {
    Failure::Fault(format!(
        "{what} `{}` cannot be written: {error}",
        path.display()
    ))
}
