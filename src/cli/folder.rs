//! Finding the book's folder.

use std::path::{Path, PathBuf};

use super::Failure;
use crate::config;

/// The folder that somebody named; its `book.toml` may be named as well.
pub(super) fn exactly(named: &Path) -> Result<PathBuf, Failure> {
    let folder = existing(named)?;
    if folder.join(config::FILE).is_file() {
        return Ok(folder);
    }
    Err(Failure::Fault(format!(
        "there is no {} in `{}`; name the book's folder, or make a book with `mendbook init DIR`",
        config::FILE,
        named.display()
    )))
}

/// The folder itself, or the nearest one above it, that holds a book.
pub(super) fn around(start: &Path) -> Result<PathBuf, Failure> {
    let start = existing(start)?;
    if start.join(config::FILE).is_file() {
        return Ok(start);
    }
    let whole = std::path::absolute(&start).map_err(|error| {
        Failure::Fault(format!(
            "the folder `{}` cannot be found out: {error}",
            start.display()
        ))
    })?;
    let found = whole
        .ancestors()
        .skip(1)
        .find(|above| above.join(config::FILE).is_file());
    found.map(Path::to_owned).ok_or_else(|| {
        Failure::Fault(format!(
            "there is no {} in `{}` or above it; name the book's folder with `--book DIR`, or make a book with \
             `mendbook init DIR`",
            config::FILE,
            start.display()
        ))
    })
}

/// A folder that is there.
fn existing(named: &Path) -> Result<PathBuf, Failure> {
    match std::fs::metadata(named) {
        Ok(data) if data.is_dir() => Ok(named.to_owned()),
        Ok(_) if named.file_name().is_some_and(|name| name == config::FILE) => {
            let parent = named
                .parent()
                .filter(|parent| !parent.as_os_str().is_empty());
            Ok(parent.unwrap_or(Path::new(".")).to_owned())
        }
        Ok(_) => Err(Failure::Fault(format!(
            "`{}` is a file; name the book's folder",
            named.display()
        ))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(Failure::Fault(format!(
            "there is no folder `{}`",
            named.display()
        ))),
        Err(error) => Err(Failure::Fault(format!(
            "the folder `{}` cannot be opened: {error}",
            named.display()
        ))),
    }
}

/// A path as it is said to a person: from the folder they are in, where it is inside that.
pub(super) fn shown(path: &Path) -> String {
    let inside = std::env::current_dir().ok().and_then(|here| {
        let whole = std::path::absolute(path).ok()?;
        Some(whole.strip_prefix(here).ok()?.to_owned())
    });
    match inside {
        Some(inside) if inside.as_os_str().is_empty() => ".".to_owned(),
        Some(inside) => inside.display().to_string(),
        None => path.display().to_string(),
    }
}
