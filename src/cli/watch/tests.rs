//! What wakes the watcher, and what does not.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::sync::mpsc::Receiver;

use notify_debouncer_full::DebouncedEvent;
use tempfile::TempDir;

use super::*;

/// How long a test waits for what must come, before it fails.
const PATIENCE: Duration = Duration::from_secs(20);

/// A book's folder that is watched as `serve` does.
struct Bench {
    temp: TempDir,
    changes: Receiver<BTreeSet<PathBuf>>,
    _watch: Watch,
    sentinels: u32,
}

impl Bench {
    fn new() -> Self {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path();
        fs::create_dir_all(root.join("content/steps")).unwrap();
        fs::create_dir_all(root.join("book")).unwrap();
        for path in [
            "book.toml",
            "content/index.md",
            "content/steps/a.md",
            "book/index.html",
        ] {
            fs::write(root.join(path), path).unwrap();
        }
        let paths = ["book.toml", "content", "themes/mine"].map(|path| root.join(path));
        let (sender, changes) = mpsc::channel();
        let tell = move |changed: Result<_, WatchError>| sender.send(changed.unwrap()).unwrap();
        let _watch = watch(&paths, &[root.join("book")], tell).unwrap();
        Self {
            temp,
            changes,
            _watch,
            sentinels: 0,
        }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.temp.path().canonicalize().unwrap().join(path)
    }

    fn write(&self, path: &str) {
        fs::write(self.at(path), "new text").unwrap();
    }

    /// Waits until the command hears of a path.
    fn hears_of(&self, path: &str) {
        let path = self.at(path);
        while !self.changes.recv_timeout(PATIENCE).unwrap().contains(&path) {}
    }

    /// All that the command hears of up to now.
    fn heard(&mut self) -> Vec<String> {
        self.sentinels += 1;
        let name = format!("content/sentinel-{}.md", self.sentinels);
        self.write(&name);
        let (root, sentinel) = (self.at(""), self.at(&name));
        let mut heard = BTreeSet::new();
        while !heard.contains(&sentinel) {
            heard.extend(self.changes.recv_timeout(PATIENCE).unwrap());
        }
        let paths = heard
            .iter()
            .map(|path| path.strip_prefix(&root).unwrap().to_string_lossy());
        paths
            .filter(|path| !path.contains("sentinel"))
            .map(|path| path.replace('\\', "/"))
            .collect()
    }
}

#[test]
fn saved_new_and_removed_files_are_heard_of() {
    let mut bench = Bench::new();
    bench.write("content/steps/a.md");
    assert_eq!(bench.heard(), ["content/steps/a.md"]);
    bench.write("book.toml");
    assert_eq!(bench.heard(), ["book.toml"]);
    fs::remove_file(bench.at("content/steps/a.md")).unwrap();
    assert_eq!(bench.heard(), ["content/steps/a.md"]);
    fs::create_dir(bench.at("content/notes")).unwrap();
    bench.hears_of("content/notes");
    bench.write("content/notes/n.md");
    assert_eq!(bench.heard(), ["content/notes/n.md"]);
}

#[test]
fn reading_wakes_nobody() {
    let mut bench = Bench::new();
    for _ in 0..50 {
        for path in ["book.toml", "content/index.md", "content/steps/a.md"] {
            fs::read(bench.at(path)).unwrap();
        }
        assert_eq!(
            fs::read_dir(bench.at("content"))
                .unwrap()
                .filter(Result::is_err)
                .count(),
            0
        );
    }
    assert_eq!(bench.heard(), [""; 0]);
}

#[test]
fn the_built_book_and_editors_own_files_wake_nobody() {
    let mut bench = Bench::new();
    bench.write("book/index.html");
    fs::create_dir(bench.at(".book.mendbook")).unwrap();
    fs::rename(bench.at("book"), bench.at(".book.mendbook/spare")).unwrap();
    fs::rename(bench.at(".book.mendbook/spare"), bench.at("book")).unwrap();
    bench.write("README.md");
    for name in [
        ".#a.md",
        "a.md~",
        ".a.md.swp",
        "a.swp",
        "4913",
        "#a.md#",
        "~$a.docx",
        ".hidden",
    ] {
        bench.write(&format!("content/steps/{name}"));
        fs::remove_file(bench.at(&format!("content/steps/{name}"))).unwrap();
    }
    fs::create_dir(bench.at("content/.git")).unwrap();
    bench.write("content/.git/index");
    assert_eq!(bench.heard(), [""; 0]);
}

#[test]
fn files_replaced_by_a_rename_are_heard_of_every_time() {
    let bench = Bench::new();
    for _ in 0..3 {
        for path in ["book.toml", "content/steps/a.md"] {
            // As Vim: the old file is renamed, the new one written, the old one removed.
            fs::rename(bench.at(path), bench.at(&format!("{path}~"))).unwrap();
            bench.write(path);
            fs::remove_file(bench.at(&format!("{path}~"))).unwrap();
            bench.hears_of(path);
            // As most others: the new file is written beside, and renamed onto the old one.
            bench.write("content/.new");
            fs::rename(bench.at("content/.new"), bench.at(path)).unwrap();
            bench.hears_of(path);
        }
    }
}

#[test]
fn what_is_not_there_yet_is_watched_from_when_it_is() {
    let bench = Bench::new();
    fs::create_dir(bench.at("themes")).unwrap();
    bench.hears_of("themes");
    fs::create_dir(bench.at("themes/mine")).unwrap();
    bench.hears_of("themes/mine");
    bench.write("themes/mine/theme.toml");
    bench.hears_of("themes/mine/theme.toml");
}

#[test]
fn a_folder_that_goes_and_comes_back_is_watched_still() {
    let bench = Bench::new();
    for _ in 0..3 {
        fs::rename(bench.at("content"), bench.at("away")).unwrap();
        bench.hears_of("content");
        fs::rename(bench.at("away"), bench.at("content")).unwrap();
        bench.hears_of("content");
        bench.write("content/steps/a.md");
        bench.hears_of("content/steps/a.md");
        fs::remove_dir_all(bench.at("content")).unwrap();
        bench.hears_of("content");
        fs::create_dir_all(bench.at("content/steps")).unwrap();
        bench.hears_of("content");
        bench.write("content/steps/a.md");
        bench.hears_of("content/steps/a.md");
    }
}

#[test]
fn a_whole_folder_and_a_file_in_it_may_both_be_watched() {
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path().canonicalize().unwrap();
    fs::write(root.join("book.toml"), "").unwrap();
    let (sender, changes) = mpsc::channel();
    let tell = move |changed: Result<_, WatchError>| sender.send(changed.unwrap()).unwrap();
    let _watch = watch(&[root.join("book.toml"), root.clone()], &[], tell).unwrap();
    let hears_of = |path: &Path| {
        let mut heard: BTreeSet<PathBuf> = BTreeSet::new();
        while !heard.contains(path) {
            heard = changes.recv_timeout(PATIENCE).unwrap();
        }
    };
    fs::create_dir(root.join("new")).unwrap();
    hears_of(&root.join("new"));
    fs::write(root.join("new/a.md"), "a").unwrap();
    hears_of(&root.join("new/a.md"));
}

#[cfg(unix)]
#[test]
fn a_link_is_watched_where_it_stands_and_where_it_leads() {
    use std::os::unix::fs::symlink;
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path().canonicalize().unwrap();
    fs::create_dir(root.join("real")).unwrap();
    fs::write(root.join("real/shared.toml"), "").unwrap();
    fs::create_dir(root.join("mine")).unwrap();
    symlink("../real/shared.toml", root.join("mine/book.toml")).unwrap();
    let (sender, changes) = mpsc::channel();
    let tell = move |changed: Result<_, WatchError>| sender.send(changed.unwrap()).unwrap();
    let _watch = watch(&[root.join("mine/book.toml")], &[], tell).unwrap();
    for path in [root.join("real/shared.toml"), root.join("mine/book.toml")] {
        // Writing through the link changes the file that it leads to; a rename replaces the link.
        fs::write(root.join("new"), "x").unwrap();
        fs::rename(root.join("new"), &path).unwrap();
        while !changes.recv_timeout(PATIENCE).unwrap().contains(&path) {}
    }
}

#[test]
fn when_the_system_lost_count_only_real_changes_are_told() {
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path().canonicalize().unwrap();
    fs::write(root.join("a.md"), "a").unwrap();
    let wanted = Wanted::new(std::slice::from_ref(&root), &[]);
    let debouncer = new_debouncer(QUIET, None, |_| {}).unwrap();
    let mut eyes = Eyes {
        debouncer,
        wanted,
        snapshot: None,
    };
    let lost_count = || {
        let event = notify::Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan);
        Ok(vec![DebouncedEvent::new(event, std::time::Instant::now())])
    };
    assert_eq!(
        eyes.look(lost_count()).unwrap(),
        BTreeSet::from([root.clone()])
    );
    fs::read(root.join("a.md")).unwrap();
    assert_eq!(eyes.look(lost_count()).unwrap(), BTreeSet::new());
    fs::write(root.join("a.md"), "longer").unwrap();
    fs::write(root.join("b.md"), "b").unwrap();
    let changed = BTreeSet::from([root.join("a.md"), root.join("b.md")]);
    assert_eq!(eyes.look(lost_count()).unwrap(), changed);
}
