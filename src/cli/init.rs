//! `mendbook init`: a small, valid book to start from. Its files lie beside this one, as they are written.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use include_dir::{Dir, include_dir};

use super::console::Console;
use super::{Failure, folder, new_file};

static BOOK: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init");

/// The title that the files have.
const TITLE: &str = "Sharing a home";

/// Make a small, valid book to start from.
#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder to make it in: a new one, or an empty one
    dir: PathBuf,
    /// The title of the book
    #[arg(long, default_value = TITLE)]
    title: String,
}

impl Init {
    pub(super) fn run(&self, console: &Console) -> Result<(), Failure> {
        let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() {
            return Err(Failure::fault(
                "the title is empty; name the book in a few words",
            ));
        }
        check_empty(&self.dir)?;
        let mut files = Vec::new();
        collect(&BOOK, &mut files);
        for (path, bytes) in files {
            let bytes = with_title(path, bytes, &title);
            new_file::write(&self.dir.join(path), &bytes)?;
        }
        let shown = folder::shown(&self.dir);
        let named = if shown.contains(char::is_whitespace) {
            format!("\"{shown}\"")
        } else {
            shown.clone()
        };
        console.say(format!(
            "made a small book in {shown}; see it with `mendbook serve {named} --open`"
        ));
        Ok(())
    }
}

/// A folder that holds somebody's files is no place for a new book. A repository that was just made is one.
fn check_empty(dir: &Path) -> Result<(), Failure> {
    let shown = dir.display();
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(Failure::Fault(format!(
                "`{shown}` is a file; name a new folder"
            )));
        }
        Err(error) => {
            return Err(Failure::Fault(format!(
                "the folder `{shown}` cannot be opened: {error}"
            )));
        }
    };
    for entry in entries {
        let entry = entry.map_err(|error| {
            Failure::Fault(format!("the folder `{shown}` cannot be read: {error}"))
        })?;
        if entry.file_name() != ".git" {
            let found = entry.file_name();
            return Err(Failure::Fault(format!(
                "the folder `{shown}` is not empty (it holds `{}`); name a new folder",
                found.display()
            )));
        }
    }
    Ok(())
}

fn collect(dir: &'static Dir<'static>, files: &mut Vec<(&'static Path, &'static [u8])>) {
    files.extend(dir.files().map(|file| (file.path(), file.contents())));
    for inner in dir.dirs() {
        collect(inner, files);
    }
}

/// A file with the title that was asked for in place of its own.
fn with_title(path: &Path, bytes: &[u8], title: &str) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return bytes.to_vec();
    };
    let (written, wanted) = match path.to_str() {
        Some("book.toml") => (
            format!("title = \"{TITLE}\"\n"),
            format!("title = {}\n", quoted(title)),
        ),
        Some("content/index.md") => (
            format!("title: {TITLE}\n"),
            format!("title: {}\n", quoted(title)),
        ),
        Some("README.md") => (format!("# {TITLE}\n"), format!("# {title}\n")),
        _ => return bytes.to_vec(),
    };
    text.replacen(&written, &wanted, 1).into_bytes()
}

/// A text in double quotes, as TOML and YAML both read it. Control characters went with the white space, or are dropped.
fn quoted(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure is what a test is for")]
mod tests {
    use super::*;

    #[test]
    fn every_title_that_is_replaced_is_there() {
        for (path, wanted) in [
            ("book.toml", "title = \"A \\\"b\\\" \\\\ c\"\n"),
            ("content/index.md", "title: \"A \\\"b\\\" \\\\ c\"\n"),
            ("README.md", "# A \"b\" \\ c\n"),
        ] {
            let bytes = BOOK.get_file(path).unwrap().contents();
            let text =
                String::from_utf8(with_title(Path::new(path), bytes, "A \"b\" \\ c")).unwrap();
            assert!(text.contains(wanted), "{path}");
            assert!(!text.contains(TITLE), "{path}");
        }
    }
}
