//! What a person would see of [`publish`], [`clean`] and [`recover`].
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::BTreeMap;

use tempfile::TempDir;

use super::*;

/// A folder to build in, with the book's folder named `book`.
struct Bench {
    temp: TempDir,
}

impl Bench {
    fn new() -> Self {
        let temp = tempfile::tempdir().unwrap();
        Self { temp }
    }

    fn book(&self) -> PathBuf {
        self.at("book")
    }

    fn at(&self, path: &str) -> PathBuf {
        self.temp.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap()
    }

    /// Builds, and says what is wrong.
    fn refusal(&self, output: &Output) -> String {
        publish(output, &self.book()).unwrap_err().to_string()
    }

    /// All that a person finds here, but for the list of files; a folder's path ends in `/`.
    fn tree(&self) -> BTreeMap<String, String> {
        let listing = folder::list(self.temp.path()).unwrap();
        let entries = listing
            .into_iter()
            .filter(|(path, _)| path != "book/.mendbook");
        entries
            .map(|(path, entry)| match entry {
                folder::Entry::Folder => (format!("{path}/"), String::new()),
                folder::Entry::Other => (path, "other".to_owned()),
                folder::Entry::File(..) => {
                    let text = self.read(&path);
                    (path, text)
                }
            })
            .collect()
    }

    fn names(&self) -> Vec<String> {
        self.tree().into_keys().collect()
    }
}

fn output(files: &[(&str, &str)]) -> Output {
    files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
        .collect()
}

fn first() -> Output {
    output(&[
        ("index.html", "one"),
        ("steps/a.html", "a"),
        ("steps/b.html", "b"),
        ("x/y/z.css", "z"),
    ])
}

fn second() -> Output {
    output(&[
        ("index.html", "two"),
        ("steps/a.html", "a"),
        ("notes/n.html", "n"),
    ])
}

#[test]
fn a_book_is_written_changed_and_removed() {
    let bench = Bench::new();
    let published = publish(&first(), &bench.book()).unwrap();
    assert_eq!(
        (published.written, published.unchanged, published.removed),
        (4, 0, 0)
    );
    assert_eq!(published.leftover, None);
    let names = [
        "book/",
        "book/index.html",
        "book/steps/",
        "book/steps/a.html",
    ];
    let more = [
        "book/steps/b.html",
        "book/x/",
        "book/x/y/",
        "book/x/y/z.css",
    ];
    assert_eq!(bench.names(), [names, more].concat());

    let published = publish(&second(), &bench.book()).unwrap();
    assert_eq!(
        (published.written, published.unchanged, published.removed),
        (2, 1, 2)
    );
    let names = [
        "book/",
        "book/index.html",
        "book/notes/",
        "book/notes/n.html",
    ];
    assert_eq!(
        bench.names(),
        [&names[..], &["book/steps/", "book/steps/a.html"]].concat()
    );
    assert_eq!(bench.read("book/index.html"), "two");

    let cleaned = clean(&bench.book()).unwrap();
    assert_eq!((cleaned.removed, cleaned.left), (3, vec![]));
    assert_eq!(bench.names(), [""; 0]);
    assert_eq!(clean(&bench.book()).unwrap(), Cleaned::default());
}

#[test]
fn the_same_book_twice_touches_nothing() {
    let bench = Bench::new();
    publish(&first(), &bench.book()).unwrap();
    let before = folder::list(&bench.book()).unwrap();
    let published = publish(&first(), &bench.book()).unwrap();
    assert_eq!((published.written, published.unchanged), (0, 4));
    assert_eq!(folder::list(&bench.book()).unwrap(), before);
}

#[test]
fn unchanged_files_stay_the_same_files() {
    let bench = Bench::new();
    publish(&first(), &bench.book()).unwrap();
    let written = |path: &str| fs::metadata(bench.at(path)).unwrap().modified().unwrap();
    let before = written("book/steps/a.html");
    publish(&second(), &bench.book()).unwrap();
    assert_eq!(written("book/steps/a.html"), before);
}

#[test]
fn parents_are_made_and_an_empty_folder_is_taken() {
    let bench = Bench::new();
    publish(&first(), &bench.at("out/deep/book")).unwrap();
    assert_eq!(bench.read("out/deep/book/index.html"), "one");
    fs::create_dir(bench.book()).unwrap();
    publish(&first(), &bench.book()).unwrap();
    assert_eq!(bench.read("book/index.html"), "one");
}

#[test]
fn a_folder_of_the_authors_own_is_refused() {
    let bench = Bench::new();
    for name in [
        "a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.txt", "g.txt",
    ] {
        bench.write(&format!("book/{name}"), "mine");
    }
    let before = bench.tree();
    let message = bench.refusal(&first());
    let named = message
        .lines()
        .filter(|line| line.ends_with("mendbook did not make it"))
        .count();
    assert_eq!(named, 5, "{message}");
    assert!(
        message.contains("and 2 more") && message.contains("-d"),
        "{message}"
    );
    let message = clean(&bench.book()).unwrap_err().to_string();
    assert!(message.contains("a.txt"), "{message}");
    assert_eq!(bench.tree(), before);
}

#[test]
fn what_an_author_put_into_the_book_is_refused() {
    type Change = fn(&Bench);
    let changes: [(Change, &str); 6] = [
        (
            |b| b.write("book/notes/mine.txt", "m"),
            "notes/mine.txt: mendbook did not make it",
        ),
        (
            |b| b.write("book/index.html", "by hand"),
            "index.html: it was changed since",
        ),
        (
            |b| fs::create_dir_all(b.at("book/my/own")).unwrap(),
            "my/own/: mendbook did not make it",
        ),
        (
            |b| b.write("book/steps/.hidden", "h"),
            "steps/.hidden: mendbook did not make it",
        ),
        (
            |b| {
                fs::remove_file(b.at("book/index.html")).unwrap();
                fs::create_dir(b.at("book/index.html")).unwrap();
            },
            "index.html: it was changed since",
        ),
        (
            |b| b.write("book/.mendbook", "mendbook-files 1 x\n"),
            ".mendbook` was cut short or changed",
        ),
    ];
    for (change, expected) in changes {
        let bench = Bench::new();
        publish(&first(), &bench.book()).unwrap();
        change(&bench);
        let before = bench.tree();
        let message = bench.refusal(&second()).replace('\\', "/");
        assert!(
            message.contains(expected),
            "expected {expected}, found {message}"
        );
        assert_eq!(bench.tree(), before);
    }
}

#[test]
fn clean_leaves_what_is_not_ours_and_names_it() {
    let bench = Bench::new();
    publish(&first(), &bench.book()).unwrap();
    bench.write("book/steps/mine.txt", "m");
    bench.write("book/index.html", "by hand");
    let cleaned = clean(&bench.book()).unwrap();
    assert_eq!(cleaned.removed, 3);
    let changed = Stranger::changed("index.html".to_owned());
    assert_eq!(
        cleaned.left,
        [changed, Stranger::not_made("steps/mine.txt".to_owned())]
    );
    let names = [
        "book/",
        "book/index.html",
        "book/steps/",
        "book/steps/mine.txt",
    ];
    assert_eq!(bench.names(), names);
}

#[test]
fn a_file_that_already_is_as_it_should_be_is_taken() {
    let bench = Bench::new();
    publish(&first(), &bench.book()).unwrap();
    bench.write("book/index.html", "two");
    publish(&second(), &bench.book()).unwrap();
    // And it is known as ours from now on.
    publish(&first(), &bench.book()).unwrap();
}

#[test]
fn a_half_cleaned_book_can_be_built_again() {
    let bench = Bench::new();
    publish(&first(), &bench.book()).unwrap();
    fs::remove_file(bench.at("book/index.html")).unwrap();
    fs::remove_dir_all(bench.at("book/x")).unwrap();
    let published = publish(&first(), &bench.book()).unwrap();
    assert_eq!((published.written, published.unchanged), (2, 2));
}

#[test]
fn what_file_browsers_leave_is_kept() {
    let bench = Bench::new();
    publish(&first(), &bench.book()).unwrap();
    bench.write("book/.DS_Store", "finder");
    bench.write("book/steps/Thumbs.db", "explorer");
    publish(&second(), &bench.book()).unwrap();
    assert_eq!(bench.read("book/.DS_Store"), "finder");
    assert_eq!(bench.read("book/steps/Thumbs.db"), "explorer");
    for _ in 0..2 {
        let cleaned = clean(&bench.book()).unwrap();
        assert_eq!(cleaned.left.len(), 1 + usize::from(cleaned.removed > 0));
        assert_eq!(bench.read("book/.DS_Store"), "finder");
        fs::remove_dir_all(bench.at("book/steps")).unwrap_or_default();
    }
}

#[test]
fn unsound_paths_are_refused_before_anything_is_written() {
    let paths = [
        "",
        "/etc/x",
        "../x",
        "a/../x",
        "a//x",
        "a/",
        "./x",
        "a\\x",
        "C:x",
        "a\nx",
        ".mendbook",
        "static/what?.js",
        "a*",
        "a<b>",
        "a|b",
        "a\"b",
        "con/x",
        "topics/Aux.html",
        "NUL",
        "lpt1.tar.gz",
        "a./x",
        "a ",
    ];
    for path in paths {
        let bench = Bench::new();
        let message = bench.refusal(&output(&[(path, "x"), ("index.html", "i")]));
        assert!(
            message.starts_with("the book cannot have a file at"),
            "{path:?}: {message}"
        );
        assert_eq!(bench.names(), [""; 0]);
    }
    let bench = Bench::new();
    let message = bench.refusal(&output(&[("a", "x"), ("a-b", "y"), ("a/b", "z")]));
    assert!(
        message.contains("a file stands where its folder should"),
        "{message}"
    );
}

#[test]
fn a_file_in_place_of_the_folder_is_refused() {
    let bench = Bench::new();
    bench.write("book", "a file");
    assert!(bench.refusal(&first()).contains("found a file"));
    assert!(clean(&bench.book()).is_err());
    assert_eq!(bench.read("book"), "a file");
    assert!(matches!(
        publish(&first(), Path::new("/")),
        Err(WriteError::NoName(_))
    ));
}

#[cfg(unix)]
#[test]
fn links_are_never_followed() {
    use std::os::unix::fs::symlink;
    let bench = Bench::new();
    bench.write("outside/precious.txt", "p");
    symlink(bench.at("outside"), bench.book()).unwrap();
    assert!(bench.refusal(&first()).contains("found a link"));
    // With a slash after it, the system would look through the link.
    assert!(
        publish(&first(), &bench.at("book/"))
            .unwrap_err()
            .to_string()
            .contains("found a link")
    );
    assert!(clean(&bench.book()).is_err());
    fs::remove_file(bench.book()).unwrap();

    publish(&first(), &bench.book()).unwrap();
    fs::remove_dir_all(bench.at("book/steps")).unwrap();
    symlink(bench.at("outside"), bench.at("book/steps")).unwrap();
    bench.write("outside/a.html", "a");
    let message = bench.refusal(&second());
    assert!(
        message.contains("steps: mendbook did not make it"),
        "{message}"
    );
    let cleaned = clean(&bench.book()).unwrap();
    assert_eq!(cleaned.left, [Stranger::not_made("steps".to_owned())]);
    assert_eq!(bench.read("outside/a.html"), "a");
    assert_eq!(bench.read("outside/precious.txt"), "p");

    // The staging folder's name may be taken by a link too.
    symlink(bench.at("outside"), bench.at(".other.mendbook")).unwrap();
    publish(&first(), &bench.at("other")).unwrap_err();
    assert!(!bench.at("outside/lock").exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_beside_is_refused_with_advice() {
    use std::os::unix::fs::PermissionsExt as _;
    let bench = Bench::new();
    fs::create_dir(bench.at("shut")).unwrap();
    fs::set_permissions(bench.at("shut"), fs::Permissions::from_mode(0o555)).unwrap();
    let result = publish(&first(), &bench.at("shut/book"));
    fs::set_permissions(bench.at("shut"), fs::Permissions::from_mode(0o755)).unwrap();
    // Root may write anywhere.
    if let Err(error) = result {
        assert!(
            error.to_string().contains("must be able to write there"),
            "{error}"
        );
    }
}

/// Brings about what a build leaves that is killed after the whole of `new` was staged.
fn killed_before_the_exchange(bench: &Bench, new: &Output) {
    let elsewhere = Bench::new();
    publish(new, &elsewhere.book()).unwrap();
    fs::create_dir(bench.at(".book.mendbook")).unwrap();
    bench.write(".book.mendbook/lock", "mendbook is");
    fs::rename(elsewhere.book(), bench.at(".book.mendbook/staged")).unwrap();
}

#[test]
fn what_killed_builds_leave_is_put_right() {
    type Kill = fn(&Bench);
    let kills: [Kill; 7] = [
        |_| {},
        |b| fs::create_dir(b.at(".book.mendbook")).unwrap(),
        // While the list was being written.
        |b| b.write(".book.mendbook/plan", "mendbook-fi"),
        // While the files were.
        |b| {
            b.write(".book.mendbook/plan", &Manifest::of(&second()).to_text());
            b.write(".book.mendbook/staged/notes/n.html", "");
        },
        |b| killed_before_the_exchange(b, &second()),
        // After the first of three renames, and after the second.
        |b| {
            killed_before_the_exchange(b, &second());
            fs::rename(b.book(), b.at(".book.mendbook/spare")).unwrap();
        },
        |b| {
            killed_before_the_exchange(b, &second());
            fs::rename(b.at(".book.mendbook/staged"), b.at(".book.mendbook/spare")).unwrap();
        },
    ];
    for (number, kill) in kills.iter().enumerate() {
        let bench = Bench::new();
        publish(&first(), &bench.book()).unwrap();
        let whole = bench.tree();
        kill(&bench);
        recover(&bench.book()).unwrap();
        assert_eq!(bench.tree(), whole, "kill {number}");
        kill(&bench);
        publish(&second(), &bench.book()).unwrap();
        assert_eq!(bench.read("book/index.html"), "two", "kill {number}");
        assert!(!bench.at(".book.mendbook").exists(), "kill {number}");
        kill(&bench);
        clean(&bench.book()).unwrap();
        assert_eq!(bench.names(), [""; 0], "kill {number}");
    }
}

#[test]
fn an_author_who_changed_the_book_after_a_kill_loses_nothing() {
    let bench = Bench::new();
    publish(&first(), &bench.book()).unwrap();
    // The old book is still there, and shares a file with the new one.
    killed_before_the_exchange(&bench, &second());
    let shared = bench.at(".book.mendbook/staged/steps/a.html");
    fs::remove_file(&shared).unwrap();
    fs::hard_link(bench.at("book/steps/a.html"), &shared).unwrap();
    bench.write("book/steps/a.html", "by hand");
    let message = bench.refusal(&second());
    assert!(
        message.contains("a.html: it was changed since"),
        "{message}"
    );
    assert_eq!(bench.read("book/steps/a.html"), "by hand");
    assert!(!bench.at(".book.mendbook").exists());
}

#[test]
fn a_staging_folder_with_something_else_in_it_is_left() {
    type Put = fn(&Bench);
    let puts: [Put; 5] = [
        |b| b.write(".book.mendbook/mine.txt", "m"),
        |b| b.write(".book.mendbook/staged/mine.txt", "m"),
        |b| b.write(".book.mendbook/lock", "my lock"),
        |b| b.write(".book.mendbook/plan", "my plan"),
        |b| {
            killed_before_the_exchange(b, &second());
            b.write(".book.mendbook/staged/mine.txt", "m");
        },
    ];
    for (number, put) in puts.iter().enumerate() {
        let bench = Bench::new();
        publish(&first(), &bench.book()).unwrap();
        put(&bench);
        let before = bench.tree();
        let message = bench.refusal(&second());
        assert!(message.contains(".book.mendbook"), "{message}");
        clean(&bench.book()).unwrap_err();
        let after = bench.tree();
        for (path, text) in before {
            // Our own lock may go; nothing else may.
            if !text.starts_with("mendbook is") {
                assert_eq!(after.get(&path), Some(&text), "put {number}: {path}");
            }
        }
    }
}

#[test]
fn a_file_saved_during_the_build_brings_the_old_book_back() {
    let bench = Bench::new();
    publish(&first(), &bench.book()).unwrap();
    let place = Place::of(&bench.book()).unwrap();
    let workshop = Workshop::open(&place).unwrap();
    let old = folder::inspect(&place.folder, |_, _| false).unwrap();
    stage::stage(&second(), &Manifest::of(&second()), Some(&old), &workshop).unwrap();
    bench.write("book/steps/mine.txt", "m");
    let message = change_places(&workshop, &old).unwrap_err().to_string();
    assert!(
        message.contains("mine.txt: mendbook did not make it"),
        "{message}"
    );
    assert_eq!(bench.read("book/index.html"), "one");
    workshop.recover().unwrap();
    drop(workshop);
    assert!(!bench.at(".book.mendbook").exists());
}

#[test]
fn a_build_that_fails_half_way_leaves_the_old_book_alone() {
    let bench = Bench::new();
    publish(&first(), &bench.book()).unwrap();
    let before = bench.tree();
    // No file system takes a name this long.
    let name = format!("{}.html", "n".repeat(4000));
    publish(
        &output(&[("index.html", "two"), (&name, "x")]),
        &bench.book(),
    )
    .unwrap_err();
    assert_eq!(bench.tree(), before);
}

#[test]
fn builds_at_once_do_not_harm_each_other() {
    let bench = Bench::new();
    std::thread::scope(|scope| {
        for turn in 0..4 {
            let (book, output) = (bench.book(), if turn % 2 == 0 { first() } else { second() });
            scope.spawn(move || {
                for _ in 0..25 {
                    publish(&output, &book).unwrap();
                }
            });
        }
    });
    let text = bench.read("book/index.html");
    let whole = if text == "one" { first() } else { second() };
    assert_eq!(
        publish(&whole, &bench.book()).unwrap().unchanged,
        whole.len()
    );
    assert_eq!(
        bench
            .names()
            .iter()
            .filter(|name| !name.starts_with("book/"))
            .count(),
        0
    );
}
