//! Builds that are killed, that run at once, or that meet an author's own files: the built folder is always
//! one whole book, and nothing of the author's is lost.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How many builds are killed.
const KILLS: u32 = 30;

/// Two books of one page, and a folder to build them into.
struct Bench {
    temp: TempDir,
}

/// A folder's files, by their paths.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

impl Bench {
    fn new() -> Self {
        let temp = tempfile::tempdir().unwrap();
        for name in ["first", "second"] {
            let book = temp.path().join(name);
            fs::create_dir_all(book.join("content")).unwrap();
            fs::write(book.join("book.toml"), "[book]\ntitle = \"T\"\n").unwrap();
            let text = format!("---\ntitle: Welcome\n---\n\nThis is the {name} book.\n");
            fs::write(book.join("content/index.md"), text).unwrap();
        }
        Self { temp }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.temp.path().join(path)
    }

    /// The command that builds one of the books into a folder.
    fn build(&self, book: &str, folder: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mendbook"));
        command
            .arg("build")
            .arg(self.at(book))
            .arg("-d")
            .arg(self.at(folder));
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }

    fn built(&self, book: &str, folder: &str) -> Tree {
        succeeded(&self.build(book, folder).output().unwrap());
        tree(&self.at(folder))
    }
}

/// All files below a folder; none if there is no folder.
fn tree(root: &Path) -> Tree {
    let entries = walkdir::WalkDir::new(root)
        .into_iter()
        .filter_map(Result::ok);
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    files
        .map(|entry| {
            (
                entry.path().strip_prefix(root).unwrap().to_owned(),
                fs::read(entry.path()).unwrap(),
            )
        })
        .collect()
}

fn succeeded(output: &Output) {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn kill(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

/// Does nothing for a time too short to sleep.
fn spin(time: Duration) {
    let start = Instant::now();
    while start.elapsed() < time {
        std::hint::spin_loop();
    }
}

#[test]
fn a_build_killed_at_any_moment_leaves_a_whole_book() {
    let bench = Bench::new();
    let (first, second) = (bench.built("first", "one"), bench.built("second", "two"));
    assert_ne!(first, second);
    let start = Instant::now();
    assert_eq!(bench.built("first", "book"), first);
    let whole_run = start.elapsed();

    let mut killed_at_work = 0;
    for turn in 0..KILLS {
        let anywhere = turn % 3 == 0;
        if !anywhere && bench.at(".book.mendbook").exists() {
            // So that its coming to be shows below when the work begins.
            bench.built("first", "book");
        }
        let before = tree(&bench.at("book"));
        let (next, expected) = match before == first {
            true => ("second", &second),
            false => ("first", &first),
        };
        let mut child = bench.build(next, "book").spawn().unwrap();
        if anywhere {
            spin(whole_run * turn / KILLS);
        } else {
            // While the new book is put in the old one's place, which is the shortest part of it.
            while !bench.at(".book.mendbook").exists() && child.try_wait().unwrap().is_none() {}
            spin(Duration::from_micros(u64::from(turn) * 60));
        }
        killed_at_work += u32::from(child.try_wait().unwrap().is_none());
        kill(child);
        let after = tree(&bench.at("book"));
        // Where folders cannot be exchanged, the next start brings the old book back.
        let between_renames = cfg!(windows) && after.is_empty();
        let whole = after == before || after == *expected || between_renames;
        assert!(whole, "neither book is whole after kill {turn}");
    }
    assert!(killed_at_work > 0, "every build ended before it was killed");

    // What the kills left is taken away by the next build, and does not come into the book.
    assert_eq!(bench.built("second", "book"), second);
    assert_eq!(bench.built("first", "book"), first);
    let beside = fs::read_dir(bench.temp.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let mut beside: Vec<_> = beside.collect();
    beside.sort();
    if cfg!(unix) {
        assert_eq!(beside, ["book", "first", "one", "second", "two"]);
    }
}

#[test]
fn the_first_build_when_killed_leaves_all_or_nothing() {
    let bench = Bench::new();
    let whole = bench.built("first", "one");
    for turn in 0..KILLS / 3 {
        let folder = format!("book-{turn}");
        let mut child = bench.build("first", &folder).spawn().unwrap();
        let workshop = bench.at(&format!(".{folder}.mendbook"));
        while !workshop.exists() && child.try_wait().unwrap().is_none() {}
        spin(Duration::from_micros(u64::from(turn) * 100));
        kill(child);
        let after = tree(&bench.at(&folder));
        assert!(
            after.is_empty() || after == whole,
            "half a book after kill {turn}"
        );
        assert_eq!(bench.built("first", &folder), whole);
    }
}

#[test]
fn builds_at_once_leave_a_whole_book() {
    let bench = Bench::new();
    let (first, second) = (bench.built("first", "one"), bench.built("second", "two"));
    for _ in 0..4 {
        let builds =
            ["first", "second", "first"].map(|book| bench.build(book, "book").spawn().unwrap());
        for build in builds {
            succeeded(&build.wait_with_output().unwrap());
        }
        let built = tree(&bench.at("book"));
        assert!(built == first || built == second, "a mixture of two books");
    }
}

#[test]
fn an_authors_own_files_are_left_and_named() {
    let bench = Bench::new();
    bench.built("first", "book");
    fs::write(bench.at("book/my notes.txt"), "mine").unwrap();
    let before = tree(&bench.at("book"));
    let output = bench.build("second", "book").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(
        message.contains("my notes.txt") && message.contains("-d"),
        "{message}"
    );
    assert_eq!(tree(&bench.at("book")), before);
}
