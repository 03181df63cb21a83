//! Writing one file that somebody named: all of it or nothing, and never over what it was not made to replace.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::{Failure, folder};

/// How many bytes at the start of a file tell of what type it is.
const SIGNATURE: usize = 4;

/// Says what would keep a file from being written, before anything is made for it. `bytes` is how such a file starts.
pub(super) fn check(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let shown = folder::shown(path);
    if path.file_name().is_none() {
        return Err(Failure::Fault(format!(
            "`{}` names no file",
            path.display()
        )));
    }
    let above = above(path);
    if !above.is_dir() {
        return Err(Failure::Fault(format!(
            "there is no folder `{}` to write into; make it first, or name another file with `-o`",
            above.display()
        )));
    }
    match fs::metadata(path) {
        Ok(data) if data.is_dir() => Err(Failure::Fault(format!(
            "{shown} is a folder; name a file with `-o`"
        ))),
        Ok(data) if data.is_file() && data.len() > 0 && !starts_alike(path, bytes) => {
            Err(Failure::Fault(format!(
                "{shown} is there already and is a file of another type, so it was left as it is; name another with `-o`"
            )))
        }
        _ => Ok(()),
    }
}

/// Writes a file, in place of an older one of the same type.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    check(path, bytes)?;
    let refused = |error: io::Error| {
        Failure::Fault(format!(
            "the file `{}` cannot be written: {error}",
            path.display()
        ))
    };
    // A device or a pipe is written to; there is nothing there to put another file in the place of.
    if fs::metadata(path).is_ok_and(|data| !data.is_file()) {
        return fs::write(path, bytes).map_err(refused);
    }
    let beside = beside(path);
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&beside)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        refused(error)
    })
}

fn starts_alike(path: &Path, bytes: &[u8]) -> bool {
    let mut start = [0; SIGNATURE];
    let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && bytes.starts_with(&start)
}

/// The folder that a file is in.
fn above(path: &Path) -> &Path {
    path.parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// A name beside a file that no other run uses.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    above(path).join(name)
}
