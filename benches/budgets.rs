//! What a reader's line carries: the shipped book's style sheet and scripts, and its heaviest pages with all that they need to
//! be shown, compressed as servers do it.
//!
//! `cargo bench --bench budgets` prints them beside their budgets, and fails if one is not kept.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark stops at what it did not expect, and prints"
)]

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use flate2::Compression;
use flate2::write::GzEncoder;
use mendbook::model::date::Date;
use mendbook::output::Output;
use mendbook::pipeline::{Options, compile};
use mendbook::render::Sheets;
use mendbook::source::DiskFiles;

/// The most that the style sheet may have, in bytes, and the scripts together.
const MOST: usize = 20_000;

/// The most that a page may weigh, in bytes, compressed and with what it needs.
const MOST_OF_A_PAGE: usize = 60_000;

/// The pages that gather a whole book and grow with it.
const COLLECTED: &[&str] = &["whole-guide.html", "tensions.html", "sources.html"];

/// How many of the heaviest pages are printed.
const SHOWN: usize = 12;

fn main() -> ExitCode {
    let files = DiskFiles::new(Path::new(env!("CARGO_MANIFEST_DIR")).to_owned());
    let options = Options {
        today: Date::parse("2026-11-23").unwrap(),
        publish: false,
        sheets: Sheets::None,
    };
    let output = compile(&files, &options).output;
    let kept = [
        weigh("style sheet", &output, "css"),
        weigh("scripts", &output, "js"),
        weigh_pages(&output),
    ];
    if kept.iter().all(|kept| *kept) {
        ExitCode::SUCCESS
    } else {
        println!("\na budget is not kept");
        ExitCode::FAILURE
    }
}

/// Prints the theme's files of one type; whether they keep their budget.
fn weigh(name: &str, output: &Output, ending: &str) -> bool {
    let mut sum = 0;
    let mut compressed = 0;
    for (path, bytes) in of_theme(output, ending) {
        println!(
            "{path:>28} {:>7} bytes, {:>6} compressed",
            bytes.len(),
            gzip(bytes)
        );
        sum += bytes.len();
        compressed += gzip(bytes);
    }
    println!("{name:>28} {sum:>7} bytes, {compressed:>6} compressed (at most {MOST} bytes)\n");
    sum <= MOST
}

/// Prints the heaviest pages; whether all but the collected ones keep their budget.
fn weigh_pages(output: &Output) -> bool {
    let shared: usize = ["css", "js"]
        .iter()
        .flat_map(|ending| of_theme(output, ending))
        .map(|(_, bytes)| gzip(bytes))
        .sum();
    let icon = output.get("static/icon.svg").map_or(0, gzip);
    let mut pages: Vec<(usize, &str)> = output
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (gzip(bytes) + shared + icon, path))
        .collect();
    pages.sort_by(|a, b| b.cmp(a));
    println!(
        "{:>28} {:>7} bytes compressed, style sheet, scripts and icon among them",
        "every page carries",
        shared + icon
    );
    for (weight, path) in pages.iter().take(SHOWN) {
        let mark = if COLLECTED.contains(path) {
            " (collected)"
        } else {
            ""
        };
        println!("{path:>28} {weight:>7}{mark}");
    }
    let heaviest = pages
        .iter()
        .find(|(_, path)| !COLLECTED.contains(path))
        .unwrap();
    println!(
        "{:>28} {:>7} (at most {MOST_OF_A_PAGE} bytes; {} pages in all)",
        "the heaviest that counts",
        heaviest.0,
        pages.len()
    );
    heaviest.0 <= MOST_OF_A_PAGE
}

/// The theme's files with an ending.
fn of_theme<'a>(
    output: &'a Output,
    ending: &'a str,
) -> impl Iterator<Item = (&'a str, &'a [u8])> + 'a {
    output.iter().filter(move |(path, _)| {
        path.starts_with("static/")
            && Path::new(path)
                .extension()
                .is_some_and(|found| found == ending)
    })
}

/// How many bytes are left of some when a server compresses them.
fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}
