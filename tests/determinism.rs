//! The same book, byte for byte, on every run: whatever the number of threads, and in whatever order a disk lists its files.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::hash::{DefaultHasher, Hash, Hasher};

use mendbook::diagnostic::render::{Format, Style, render};
use mendbook::model::date::Date;
use mendbook::output::Output;
use mendbook::pipeline::{Options, compile};
use mendbook::render::Sheets;
use mendbook::source::{DiskFiles, Files, Listed, ReadError};

/// The shipped book, listed in an order that depends on `seed`.
struct Shuffled {
    disk: DiskFiles,
    seed: u64,
}

impl Files for Shuffled {
    fn list(&self, folder: &str) -> Vec<Listed> {
        let mut listed = self.disk.list(folder);
        listed.sort_by_key(|item| {
            let mut hasher = DefaultHasher::new();
            (self.seed, item.path()).hash(&mut hasher);
            hasher.finish()
        });
        listed
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.disk.read(path)
    }
}

fn shipped() -> DiskFiles {
    DiskFiles::new(env!("CARGO_MANIFEST_DIR"))
}

/// The built book, and all that is said about it.
fn compiled(files: &dyn Files, threads: usize, sheets: Sheets) -> (Output, String) {
    let options = Options {
        today: Date::parse("2026-11-23").unwrap(),
        publish: true,
        sheets,
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap();
    let compilation = pool.install(|| compile(files, &options));
    let told = render(
        &compilation.diagnostics,
        &compilation.sources,
        &[],
        Format::Json,
        Style::default(),
    );
    assert!(
        compilation.output.len() > 50,
        "the shipped book has {} files:\n{told}",
        compilation.output.len()
    );
    (compilation.output, told)
}

/// Says which file differs and where, rather than print two books.
fn assert_same(one: &(Output, String), other: &(Output, String), what: &str) {
    let paths = |output: &Output| {
        output
            .iter()
            .map(|(path, _)| path.to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(paths(&one.0), paths(&other.0), "{what}");
    for (path, bytes) in one.0.iter() {
        let others = other.0.get(path).unwrap();
        if bytes != others {
            let at = bytes
                .iter()
                .zip(others)
                .position(|(a, b)| a != b)
                .unwrap_or(bytes.len().min(others.len()));
            let from = at.saturating_sub(60);
            let near = |bytes: &[u8]| {
                String::from_utf8_lossy(&bytes[from..bytes.len().min(at + 60)]).into_owned()
            };
            panic!(
                "{path} differs with {what}:\n{}\n{}",
                near(bytes),
                near(others)
            );
        }
    }
    assert_eq!(one.1, other.1, "what is said differs with {what}");
}

#[test]
fn the_number_of_threads_makes_no_difference() {
    let one = compiled(&shipped(), 1, Sheets::None);
    for threads in [2, 5] {
        assert_same(
            &one,
            &compiled(&shipped(), threads, Sheets::None),
            &format!("{threads} threads"),
        );
    }
}

/// Each sheet once: all that is done for one PDF is done for every other.
#[test]
fn neither_threads_nor_files_make_a_difference_to_sheets() {
    let shuffled = Shuffled {
        disk: shipped(),
        seed: 3,
    };
    assert_same(
        &compiled(&shipped(), 1, Sheets::Once),
        &compiled(&shuffled, 3, Sheets::Once),
        "three threads and files listed in another order",
    );
}

#[test]
fn the_order_of_files_on_disk_makes_no_difference() {
    let sorted = compiled(&shipped(), 2, Sheets::None);
    for seed in [1, 2] {
        let shuffled = Shuffled {
            disk: shipped(),
            seed,
        };
        assert_same(
            &sorted,
            &compiled(&shuffled, 2, Sheets::None),
            "files listed in another order",
        );
    }
}

#[test]
fn a_second_run_makes_no_difference() {
    assert_same(
        &compiled(&shipped(), 2, Sheets::None),
        &compiled(&shipped(), 2, Sheets::None),
        "a second run",
    );
}
