//! Tells the command when an author's files have changed.
//!
//! It knows paths and nothing of what is in the files, nor what is done about a change. Reading never wakes
//! it, so a build that reads what is watched is not the reason for the next one.
//!
//! Editors save in many ways: over the old file, by a rename onto it, or by removing it first; a folder is
//! moved away by one git command and put back by the next. So the folder that a watched path is in is watched
//! for that name, and when the path comes to be it is watched anew.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime};

use notify::event::{EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};
use walkdir::WalkDir;

/// How long after a change the command hears of it: an editor's several writes are one change, and a longer
/// wait is nothing but waiting.
const QUIET: Duration = Duration::from_millis(10);

/// The system would not watch a file or folder.
#[derive(Debug)]
pub struct WatchError {
    error: notify::Error,
}

impl fmt::Display for WatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot watch")?;
        for path in &self.error.paths {
            write!(f, " `{}`", path.display())?;
        }
        match &self.error.kind {
            notify::ErrorKind::MaxFilesWatch => f.write_str(
                ": the system watches too many files already; close other programs that do, \
                 or allow more (on Linux: fs.inotify.max_user_watches)",
            ),
            notify::ErrorKind::Io(error) => write!(f, ": {error}"),
            notify::ErrorKind::Generic(why) => write!(f, ": {why}"),
            other => write!(f, ": {other:?}"),
        }
    }
}

impl std::error::Error for WatchError {}

impl From<notify::Error> for WatchError {
    fn from(error: notify::Error) -> Self {
        Self { error }
    }
}

/// Watches until it is dropped.
#[derive(Debug)]
pub struct Watch {
    messages: mpsc::Sender<Message>,
    thread: Option<JoinHandle<()>>,
}

/// Watches files and folders (with all that is in them), whether or not they are there yet, and calls
/// `on_change` on a thread of its own with the paths that changed: in order, and given as the system knows
/// them. What changes during a call is kept for the next. What is in `ignored` (the built book's folder) is
/// left out, as are hidden files and editors' own.
///
/// Call it before the first build, so that no change falls between the two.
///
/// # Errors
///
/// When the system has no more watches to give, or lets a folder not be read. Should that come about later,
/// `on_change` gets the error.
pub fn watch(
    paths: &[PathBuf],
    ignored: &[PathBuf],
    mut on_change: impl FnMut(Result<BTreeSet<PathBuf>, WatchError>) + Send + 'static,
) -> Result<Watch, WatchError> {
    let (messages, inbox) = mpsc::channel();
    let sender = messages.clone();
    let debouncer = new_debouncer(QUIET, Some(QUIET), move |events| {
        // It fails only when the watching has ended.
        let _ = sender.send(Message::Events(events));
    })?;
    let wanted = Wanted::new(paths, ignored);
    let mut eyes = Eyes {
        debouncer,
        wanted,
        snapshot: None,
    };
    eyes.open(None)?;
    let run = move || {
        while let Ok(message) = inbox.recv() {
            let mut changed = BTreeSet::new();
            // While the last call ran, more than one message may have come.
            for message in std::iter::once(message).chain(inbox.try_iter()) {
                let news = match message {
                    Message::Stop => return,
                    Message::Events(events) => eyes.look(events),
                };
                match news {
                    Ok(paths) => changed.extend(paths),
                    Err(error) => on_change(Err(error)),
                }
            }
            if !changed.is_empty() {
                on_change(Ok(changed));
            }
        }
    };
    let thread = std::thread::Builder::new()
        .name("watch".to_owned())
        .spawn(run);
    Ok(Watch {
        messages,
        thread: Some(thread.map_err(notify::Error::io)?),
    })
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.messages.send(Message::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What the watching thread is told.
#[derive(Debug)]
enum Message {
    /// The system has seen something.
    Events(DebounceEventResult),
    /// Enough.
    Stop,
}

/// The system's watches, and what they are for.
struct Eyes {
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    wanted: Wanted,
    /// What was there when the system last could not tell what had changed.
    snapshot: Option<Snapshot>,
}

/// Files with their lengths and the times at which they were last written.
type Snapshot = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

impl Eyes {
    /// Watches what is wanted and is there: all of it, or what an event's path may have brought about.
    fn open(&mut self, cause: Option<&Path>) -> Result<(), WatchError> {
        for path in &self.wanted.paths {
            if !cause.is_none_or(|cause| path.starts_with(cause)) {
                continue;
            }
            // Of what is not there, the nearest folder above tells when that changes. One that is watched
            // with all that is in it must not be watched for less.
            let above = path.ancestors().skip(1).find(|folder| folder.is_dir());
            let above = above.filter(|folder| !self.wanted.is_inside(folder));
            let above = above.map(|folder| (folder, RecursiveMode::NonRecursive));
            let whole = path
                .is_dir()
                .then_some((path.as_path(), RecursiveMode::Recursive));
            for (folder, mode) in above.into_iter().chain(whole) {
                match self.debouncer.watch(folder, mode) {
                    // It went away again: then the folder above it tells when it is back.
                    Err(error) if is_missing(&error) => {}
                    result => result?,
                }
            }
        }
        Ok(())
    }

    /// What has changed by some events.
    fn look(&mut self, events: DebounceEventResult) -> Result<BTreeSet<PathBuf>, WatchError> {
        let events = match events {
            Ok(events) => events,
            Err(errors) => match errors.into_iter().find(|error| !is_missing(error)) {
                Some(error) => return Err(error.into()),
                None => return Ok(BTreeSet::new()),
            },
        };
        let mut changed = BTreeSet::new();
        for event in &events {
            if event.need_rescan() {
                changed.extend(self.look_for_oneself()?);
            }
            if matches!(event.kind, EventKind::Access(_)) {
                continue;
            }
            let by_name = is_about_names(event.kind);
            for path in &event.paths {
                if by_name {
                    self.open(Some(path))?;
                }
                if self.wanted.wants(path, by_name) {
                    changed.insert(path.clone());
                }
            }
        }
        Ok(changed)
    }

    /// What has changed, when more happened than the system could tell. Our own reading of a very large book
    /// may be the reason, so that to call everything changed would build the book without end.
    fn look_for_oneself(&mut self) -> Result<BTreeSet<PathBuf>, WatchError> {
        self.open(None)?;
        let now = self.wanted.snapshot();
        let changed = match &self.snapshot {
            None => self.wanted.paths.clone(),
            Some(before) => {
                let paths = before.keys().chain(now.keys());
                paths
                    .filter(|path| before.get(*path) != now.get(*path))
                    .cloned()
                    .collect()
            }
        };
        self.snapshot = Some(now);
        Ok(changed)
    }
}

/// Which paths matter.
#[derive(Debug)]
struct Wanted {
    /// Files and folders to watch, as the system names them.
    paths: BTreeSet<PathBuf>,
    /// Folders that do not matter.
    ignored: Vec<PathBuf>,
}

impl Wanted {
    fn new(paths: &[PathBuf], ignored: &[PathBuf]) -> Self {
        // A path that is a link matters twice: where it stands, and where it leads.
        let whole = paths.iter().filter_map(|path| fs::canonicalize(path).ok());
        Self {
            paths: paths
                .iter()
                .map(|path| by_its_folder(path))
                .chain(whole)
                .collect(),
            ignored: ignored.iter().map(|path| by_its_folder(path)).collect(),
        }
    }

    /// Whether a folder is watched with all that is in it, as a wanted one or within one.
    fn is_inside(&self, folder: &Path) -> bool {
        self.paths.iter().any(|wanted| folder.starts_with(wanted))
    }

    /// Whether a change at a path, or to what has that name, is one that the command should hear of.
    fn wants(&self, path: &Path, by_name: bool) -> bool {
        if self.ignored.iter().any(|folder| path.starts_with(folder)) {
            return false;
        }
        self.paths
            .iter()
            .any(|wanted| match path.strip_prefix(wanted) {
                Ok(inside) => !inside.components().any(|part| is_noise(part)),
                // A folder that it is in came or went.
                Err(_) => by_name && wanted.starts_with(path),
            })
    }

    /// The files that matter, as they are now.
    fn snapshot(&self) -> Snapshot {
        let below = self
            .paths
            .iter()
            .flat_map(|path| WalkDir::new(path).follow_root_links(true));
        let files = below.filter_map(|entry| {
            let entry = entry.ok().filter(|entry| self.wants(entry.path(), false))?;
            let data = entry.metadata().ok().filter(|data| !data.is_dir())?;
            Some((entry.into_path(), (data.len(), data.modified().ok())))
        });
        files.collect()
    }
}

/// A path as the system names it: links on the way are followed, but not one at its end. What is not there
/// is kept as it was written.
fn by_its_folder(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return fs::canonicalize(&path).unwrap_or(path);
    };
    match fs::canonicalize(folder) {
        Ok(folder) => folder.join(name),
        Err(_) => by_its_folder(folder).join(name),
    }
}

/// Whether a part of a path is a hidden file's name, or one that editors use while they save.
fn is_noise(part: Component<'_>) -> bool {
    let Component::Normal(name) = part else {
        return false;
    };
    let name: &OsStr = name;
    let name = name.to_string_lossy();
    // Vim writes `4913` to see whether it may write at all; Emacs keeps `#name#`; Office `~$name`.
    name.starts_with('.')
        || name.ends_with('~')
        || name.starts_with("~$")
        || name == "4913"
        || (name.starts_with('#') && name.ends_with('#'))
        || [".swp", ".swo", ".swx"]
            .iter()
            .any(|end| name.ends_with(end))
}

/// Whether an event is about what has a name, so that something may have come to be or gone.
fn is_about_names(kind: EventKind) -> bool {
    match kind {
        EventKind::Any | EventKind::Create(_) | EventKind::Remove(_) => true,
        EventKind::Modify(kind) => matches!(kind, ModifyKind::Any | ModifyKind::Name(_)),
        EventKind::Access(_) | EventKind::Other => false,
    }
}

/// Whether an error only says that something is not there, or no more.
fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound | notify::ErrorKind::WatchNotFound => true,
        notify::ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
