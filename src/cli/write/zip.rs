//! The whole book as one zip to hand over: the same bytes each time, and never in the place of a file that is not ours.
//!
//! A zip that Mendbook made ends in a comment of 32 digits, the XXH3-128 hash of all that stands before it. By that it is
//! known again, and known to be unchanged; it says nothing to whoever looks at it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use twox_hash::XxHash3_128;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::error::WriteError;
use crate::output::Output;

/// How many digits the hash at the end has.
const SEAL: usize = 32;

/// A zip that is whole, beside the place where it shall stand.
#[derive(Debug)]
pub struct StagedZip {
    staged: PathBuf,
    path: PathBuf,
}

/// Writes a zip of the book beside `path`; `folder` is the one folder that it unpacks to.
///
/// # Errors
///
/// When there is something at `path` that is no zip that Mendbook made, or the system refuses.
pub fn stage(output: &Output, folder: &str, path: &Path) -> Result<StagedZip, WriteError> {
    let Some(name) = path.file_name() else {
        return Err(WriteError::NoName(path.to_owned()));
    };
    check_is_ours(path)?;
    let parent = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(parent).map_err(|error| WriteError::io("make", parent, error))?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(".mendbook-part");
    let staged = parent.join(hidden);
    // What a killed build left. A link is removed, not followed.
    match fs::remove_file(&staged) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(WriteError::io("remove", &staged, error));
        }
        _ => {}
    }
    let zip = StagedZip {
        staged,
        path: path.to_owned(),
    };
    write(output, folder, &zip.staged)
        .map_err(|error| WriteError::io("write", &zip.staged, error))?;
    Ok(zip)
}

impl StagedZip {
    /// Puts the zip in its place.
    ///
    /// # Errors
    ///
    /// When the system refuses.
    pub fn put(self) -> Result<(), WriteError> {
        fs::rename(&self.staged, &self.path)
            .map_err(|error| WriteError::io("write", &self.path, error))
    }
}

impl Drop for StagedZip {
    /// Takes away what was not put in its place.
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.staged);
    }
}

fn write(output: &Output, folder: &str, path: &Path) -> io::Result<()> {
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create_new(true)
        .open(path)?;
    let mut zip = ZipWriter::new(file);
    // No clock and no owner: the first day that a zip can name, and what everyone may read.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (path, bytes) in output.iter() {
        zip.start_file(format!("{folder}/{path}"), options)?;
        zip.write_all(bytes)?;
    }
    zip.set_comment("0".repeat(SEAL))?;
    let mut file = zip.finish()?;
    let seal = seal(&mut file)?;
    file.seek(SeekFrom::End(-(SEAL as i64)))?;
    file.write_all(seal.as_bytes())
}

/// The hash of all but the last digits.
fn seal(file: &mut File) -> io::Result<String> {
    let length = file.seek(SeekFrom::End(0))?;
    file.rewind()?;
    let mut hasher = XxHash3_128::new();
    let mut rest = file.take(length.saturating_sub(SEAL as u64));
    let mut buffer = vec![0; 1 << 16];
    loop {
        match rest.read(&mut buffer)? {
            0 => break,
            read => hasher.write(&buffer[..read]),
        }
    }
    Ok(format!("{:032x}", hasher.finish_128()))
}

/// Refuses to overwrite what Mendbook did not make, or what was changed since.
fn check_is_ours(path: &Path) -> Result<(), WriteError> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(WriteError::io("look at", path, error)),
        Ok(data) if !data.is_file() => return Err(WriteError::NotOurZip(path.to_owned())),
        Ok(_) => {}
    }
    let sealed = || -> io::Result<bool> {
        let mut file = File::open(path)?;
        let expected = seal(&mut file)?;
        let mut found = String::new();
        // Where the seal ends and what follows it begins, the file is read to its end.
        file.read_to_string(&mut found)?;
        Ok(found == expected)
    };
    match sealed() {
        Ok(true) => Ok(()),
        // What is no text at its end has no seal.
        Ok(false) => Err(WriteError::NotOurZip(path.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            Err(WriteError::NotOurZip(path.to_owned()))
        }
        Err(error) => Err(WriteError::io("read", path, error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output() -> Output {
        let mut output = Output::new();
        output.add("index.html", "home ".repeat(100));
        output.add("steps/a.html", "a");
        output
    }

    #[test]
    fn a_zip_has_the_same_bytes_each_time_and_is_known_again() {
        let folder = tempfile::tempdir().unwrap();
        let [one, other] = ["one.zip", "other.zip"].map(|name| folder.path().join(name));
        for path in [&one, &one, &other] {
            stage(&output(), "book", path).unwrap().put().unwrap();
        }
        let bytes = fs::read(&one).unwrap();
        assert_eq!(bytes, fs::read(&other).unwrap());
        let mut zip = zip::ZipArchive::new(io::Cursor::new(bytes)).unwrap();
        let names: Vec<String> = zip.file_names().map(str::to_owned).collect();
        assert_eq!(names, ["book/index.html", "book/steps/a.html"]);
        let mut text = String::new();
        zip.by_index(0).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "home ".repeat(100));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn nothing_else_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.zip");
        stage(&output(), "book", &path).unwrap().put().unwrap();
        let mut bytes = fs::read(&path).unwrap();
        bytes[40] ^= 1;
        for other in [b"my notes".to_vec(), vec![0xff; 64], Vec::new(), bytes] {
            fs::write(&path, &other).unwrap();
            let error = stage(&output(), "book", &path).unwrap_err().to_string();
            assert!(error.contains("notes.zip"), "{error}");
            assert_eq!(fs::read(&path).unwrap(), other);
        }
    }

    #[test]
    fn what_is_not_put_in_its_place_goes() {
        let folder = tempfile::tempdir().unwrap();
        drop(stage(&output(), "book", &folder.path().join("b.zip")).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
