//! A folder to run the program in, and what came of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_mendbook");

/// A folder of its own, which is gone after the test.
pub struct Bench {
    folder: TempDir,
}

/// What a run gave.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Bench {
    /// An empty folder.
    pub fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        Self { folder }
    }

    /// A folder with the book in it that `init` makes.
    pub fn with_book() -> Self {
        let bench = Self::new();
        bench.run(&["init", "."]).succeeds();
        bench
    }

    pub fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    /// A command that is run in the folder, without what the environment may say of colours.
    pub fn command(&self) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .current_dir(self.folder.path())
            .env_remove("NO_COLOR")
            .env_remove("COLUMNS");
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_in(".", arguments)
    }

    pub fn run_in(&self, folder: &str, arguments: &[&str]) -> Run {
        let mut command = self.command();
        let output = command
            .current_dir(self.path(folder))
            .args(arguments)
            .output()
            .expect("a run");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Run {
            code: output.status.code().expect("an exit code"),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect(path)
    }

    /// Puts a text in place of another.
    pub fn change(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from:?}");
        self.write(path, &text.replace(from, to));
    }

    /// Every file below a folder and what is in it.
    pub fn files(&self, folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.path(folder), &mut files);
        files
    }
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            let bytes = fs::read(&path).expect("a file");
            files.insert(path, bytes);
        }
    }
}

impl Run {
    /// The run did what it was asked.
    #[track_caller]
    pub fn succeeds(self) -> Self {
        self.exits(0)
    }

    /// The content has errors.
    #[track_caller]
    pub fn finds_errors(self) -> Self {
        self.exits(1)
    }

    /// It was used wrongly, or the machine is at fault: one message says so.
    #[track_caller]
    pub fn faults(self) -> Self {
        let run = self.exits(2);
        assert!(run.err.starts_with("error: "), "{}", run.err);
        assert_eq!(run.out, "");
        run
    }

    /// It was asked for nothing, and says what can be asked for.
    #[track_caller]
    pub fn exits_with_usage(self) -> Self {
        self.exits(2).says("Usage: mendbook")
    }

    #[track_caller]
    fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        for text in [&self.out, &self.err] {
            assert!(!text.contains('\u{1b}'), "escape codes: {text:?}");
        }
        self
    }

    /// What it says to a person has this in it.
    #[track_caller]
    pub fn says(self, wanted: &str) -> Self {
        assert!(self.err.contains(wanted), "no {wanted:?} in: {}", self.err);
        self
    }

    /// It says nothing to anybody.
    #[track_caller]
    pub fn says_nothing(self) -> Self {
        assert_eq!((self.out.as_str(), self.err.as_str()), ("", ""));
        self
    }
}
