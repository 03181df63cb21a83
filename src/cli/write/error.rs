//! Why a book could not be written or removed, in words for the author.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// How many strangers a message names.
const NAMED: usize = 5;

/// Something in a built folder that Mendbook did not make as it is now.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stranger {
    /// Its path inside the folder, with `/` between the parts; a folder's ends in `/`.
    pub path: String,
    /// Why Mendbook does not touch it.
    pub why: Why,
}

/// Why Mendbook does not touch something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is not in the list of what Mendbook made.
    NotMade,
    /// It is in the list, but it is not what it was then.
    Changed,
}

impl Stranger {
    /// Something that is not in the list.
    pub(super) fn not_made(path: String) -> Self {
        let why = Why::NotMade;
        Self { path, why }
    }

    /// Something that was changed since.
    pub(super) fn changed(path: String) -> Self {
        let why = Why::Changed;
        Self { path, why }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotMade => "mendbook did not make it",
            Self::Changed => "it was changed since mendbook made it",
        })
    }
}

/// Why a book could not be written or removed.
#[derive(Debug)]
pub enum WriteError {
    /// A path in the output cannot be a file of the book: the path, and what is wrong with it.
    UnsoundPath(String, &'static str),
    /// The folder has no name that another folder could take over, as `/`.
    NoName(PathBuf),
    /// There is something by the folder's name that is no folder: its path, and what it is.
    NotAFolder(PathBuf, &'static str),
    /// The command was started inside the folder that it would replace.
    StandingInside(PathBuf),
    /// The folder holds what Mendbook did not make.
    NotOurs {
        /// The folder.
        folder: PathBuf,
        /// All that is not ours, in the order of the paths; the message names the first five.
        strangers: Vec<Stranger>,
    },
    /// A list of what Mendbook made cannot be understood: its path, and what is wrong with it.
    Manifest(PathBuf, String),
    /// The folder in which the new book would be staged cannot be made: its path, and why.
    NoStaging(PathBuf, io::Error),
    /// There is something where a zip should stand, and it is no zip that Mendbook made, or was changed since.
    NotOurZip(PathBuf),
    /// The system refused something.
    Io {
        /// What was tried, as in "cannot … this path".
        doing: &'static str,
        /// The path.
        path: PathBuf,
        /// The system's reason.
        error: io::Error,
    },
}

impl WriteError {
    /// The system's refusal to do something with a path.
    pub(super) fn io(doing: &'static str, path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        Self::Io { doing, path, error }
    }

    /// A folder with strangers in it.
    pub(super) fn not_ours(folder: &Path, mut strangers: Vec<Stranger>) -> Self {
        strangers.sort();
        let folder = folder.to_owned();
        Self::NotOurs { folder, strangers }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnsoundPath(path, why) => {
                write!(
                    f,
                    "the book cannot have a file at `{path}`: {why}; give the entry another id"
                )
            }
            Self::NoName(folder) => write!(
                f,
                "cannot build into `{}`, since no other folder can take its place; \
                 name a folder inside it with -d",
                folder.display()
            ),
            Self::NotAFolder(path, found) => write!(
                f,
                "cannot build into `{}`: found {found}, expected a folder or nothing; \
                 remove it, or name another folder with -d",
                path.display()
            ),
            Self::StandingInside(folder) => write!(
                f,
                "cannot build into `{}` from inside it, since a new folder takes its place; \
                 run mendbook from another folder",
                folder.display()
            ),
            Self::NotOurs { folder, strangers } => not_ours(f, folder, strangers),
            Self::Manifest(path, why) => write!(
                f,
                "cannot tell what mendbook made, so the folder is left as it is: `{}` {why}; \
                 move what you want to keep out of that folder and remove it, \
                 or name another folder with -d",
                path.display()
            ),
            Self::NoStaging(path, error) => write!(
                f,
                "cannot make `{}`: {error}; mendbook writes the new book beside the old one first, \
                 so it must be able to write there: name a folder inside one of yours with -d",
                path.display()
            ),
            Self::NotOurZip(path) => write!(
                f,
                "`{}` is no zip that mendbook made, or was changed since, so it is left as it is; \
                 remove it, or name another file with --zip",
                path.display()
            ),
            Self::Io { doing, path, error } => {
                write!(f, "cannot {doing} `{}`: {error}", path.display())?;
                match error.kind() {
                    io::ErrorKind::StorageFull => f.write_str("; make room, then run it again"),
                    // What a mount point answers to a rename.
                    io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => f.write_str(
                        "; no other folder can take its place: name a folder inside it with -d",
                    ),
                    _ => Ok(()),
                }
            }
        }
    }
}

/// Names what is not ours, and says how to mend it.
fn not_ours(f: &mut fmt::Formatter<'_>, folder: &Path, strangers: &[Stranger]) -> fmt::Result {
    writeln!(
        f,
        "`{}` holds what mendbook did not make, so it is left as it is",
        folder.display()
    )?;
    for stranger in strangers.iter().take(NAMED) {
        writeln!(
            f,
            "  {}: {}",
            folder.join(&stranger.path).display(),
            stranger.why
        )?;
    }
    if strangers.len() > NAMED {
        writeln!(f, "  and {} more", strangers.len() - NAMED)?;
    }
    write!(
        f,
        "move these out, or remove them, or name another folder with -d"
    )
}

impl std::error::Error for WriteError {}
