//! Lets two folders change places.

use std::fs;
use std::io;
use std::path::Path;

use super::error::WriteError;

/// Puts a folder where nothing is.
pub(super) fn put(from: &Path, to: &Path) -> Result<(), WriteError> {
    rename_to_nothing(from, to).map_err(|error| WriteError::io("put the book into", to, error))
}

/// Lets the book's folder and another change places: in one call where the system has one, else by way of
/// `spare`.
pub(super) fn exchange(folder: &Path, other: &Path, spare: &Path) -> Result<(), WriteError> {
    match at_once(folder, other) {
        Err(error) if is_unknown_here(&error) => by_renames(folder, other, spare),
        result => result,
    }
    .map_err(|error| WriteError::io("put the book into", folder, error))
}

/// Renames three times. After the first, the book is in `spare` alone, from where a later start brings it
/// back; after the second, the new one is in its place.
fn by_renames(folder: &Path, other: &Path, spare: &Path) -> io::Result<()> {
    fs::rename(folder, spare)?;
    if let Err(error) = fs::rename(other, folder) {
        fs::rename(spare, folder)?;
        return Err(error);
    }
    fs::rename(spare, other)
}

/// Whether an error says that this system, or this file system, cannot do such a thing at all.
fn is_unknown_here(error: &io::Error) -> bool {
    // EINVAL is how a Linux file system says it; no other reason for it can arise from our paths.
    matches!(
        error.kind(),
        io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput
    )
}

/// Exchanges two folders in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn at_once(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Exchanges two folders in one step, which this system cannot do.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn at_once(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Renames a folder, refusing to take the place of an empty one that came to be there meanwhile.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_to_nothing(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE).map_err(io::Error::from) {
        Err(error) if is_unknown_here(&error) => fs::rename(from, to),
        result => result,
    }
}

/// Renames a folder; the system itself refuses to take the place of one that holds something.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn rename_to_nothing(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn two_folders() -> tempfile::TempDir {
        let temp = tempfile::tempdir().unwrap();
        for name in ["old", "new"] {
            fs::create_dir(temp.path().join(name)).unwrap();
            fs::write(temp.path().join(name).join("it.txt"), name).unwrap();
        }
        temp
    }

    type Way = fn(&Path, &Path, &Path) -> io::Result<()>;

    #[test]
    fn both_ways_end_alike() {
        let ways: [Way; 2] = [by_renames, |folder, other, spare| {
            exchange(folder, other, spare).map_err(io::Error::other)
        }];
        for way in ways {
            let temp = two_folders();
            let at = |name: &str| temp.path().join(name);
            way(&at("old"), &at("new"), &at("spare")).unwrap();
            assert_eq!(fs::read_to_string(at("old/it.txt")).unwrap(), "new");
            assert_eq!(fs::read_to_string(at("new/it.txt")).unwrap(), "old");
            assert!(!at("spare").exists());
        }
    }

    #[test]
    fn a_failure_half_way_puts_the_old_one_back() {
        let temp = two_folders();
        let at = |name: &str| temp.path().join(name);
        by_renames(&at("old"), &at("missing"), &at("spare")).unwrap_err();
        assert_eq!(fs::read_to_string(at("old/it.txt")).unwrap(), "old");
    }

    #[test]
    fn nothing_is_replaced_by_putting() {
        let temp = two_folders();
        let at = |name: &str| temp.path().join(name);
        fs::create_dir(at("empty")).unwrap();
        put(&at("new"), &at("old")).unwrap_err();
        put(&at("new"), &at("third")).unwrap();
        assert_eq!(fs::read_to_string(at("third/it.txt")).unwrap(), "new");
        if cfg!(target_os = "linux") {
            put(&at("old"), &at("empty")).unwrap_err();
        }
    }
}
