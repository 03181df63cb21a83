//! How long a cold build takes, stage by stage, against the floor: reading the same files, parsing the same Markdown with
//! pulldown-cmark and writing the same bytes, with nothing in between.
//!
//! `cargo bench --bench cold_build` runs 100, 1,000 and 10,000 entries; `cargo bench --bench cold_build -- 500` any other
//! size. Books and output go to memory (`/dev/shm`) where there is such a folder, since making many files is erratic on
//! most disks. Each size runs in a process of its own, so that its peak memory is its own; the medians of five runs are
//! printed.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark stops at what it did not expect, and prints"
)]

mod corpus;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use mendbook::cli::write::publish;
use mendbook::lint::{self, LintOptions};
use mendbook::model::date::Date;
use mendbook::output::Output;
use mendbook::render::{Memory, Sheets};
use mendbook::source::{DiskFiles, Files, Listed, Sources};
use mendbook::{config, parse, render, resolve, site, theme};
use rayon::prelude::*;

const RUNS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    if let [one, folder] = arguments.as_slice()
        && one.starts_with("--child=")
    {
        let entries: usize = one.trim_start_matches("--child=").parse().unwrap();
        child(entries, Path::new(folder));
        return;
    }
    let sizes: Vec<usize> = match arguments
        .iter()
        .filter_map(|argument| argument.parse().ok())
        .collect::<Vec<_>>()
    {
        sizes if sizes.is_empty() => vec![100, 1_000, 10_000],
        sizes => sizes,
    };
    println!(
        "medians of {RUNS} runs, milliseconds; µs/page is the whole build by the number of pages; MiB is the peak of"
    );
    println!(
        "the first build; cpu ratio compares processor time with the floor's, which a busy machine disturbs less"
    );
    println!(
        "{:>8} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>8} {:>8} {:>7} {:>8} {:>6} {:>8} {:>5} {:>9}",
        "entries",
        "theme",
        "parse",
        "resolve",
        "plan",
        "lint",
        "render",
        "write",
        "total",
        "floor",
        "ratio",
        "pages",
        "µs/page",
        "MiB",
        "cpu ratio"
    );
    for size in sizes {
        let folder = work_folder().join(format!("mendbook-bench-{size}"));
        let _ = fs::remove_dir_all(&folder);
        corpus::write(&folder.join("book"), size).unwrap();
        let status = Command::new(std::env::current_exe().unwrap())
            .arg(format!("--child={size}"))
            .arg(&folder)
            .status()
            .unwrap();
        assert!(status.success());
        let _ = fs::remove_dir_all(&folder);
    }
}

fn work_folder() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() {
        memory
    } else {
        std::env::temp_dir()
    }
}

/// What one build took, by stage.
#[derive(Default)]
struct Times {
    stages: [Duration; 7],
    total: Duration,
}

fn child(entries: usize, folder: &Path) {
    let mut builds: Vec<Times> = Vec::new();
    let mut pages = 0;
    let mut peak = 0;
    let mut used = [Duration::ZERO; 2];
    for run in 0..RUNS {
        let _ = fs::remove_dir_all(folder.join("out"));
        let before = processor_time();
        let (times, count) = build(folder);
        pages = count;
        builds.push(times);
        used[0] += processor_time().saturating_sub(before);
        if run == 0 {
            peak = peak_memory();
        }
    }
    let output = read_output(&folder.join("out"));
    let mut floors: Vec<Duration> = Vec::new();
    for _ in 0..RUNS {
        let _ = fs::remove_dir_all(folder.join("floor"));
        let before = processor_time();
        floors.push(floor(folder, &output));
        used[1] += processor_time().saturating_sub(before);
    }
    let stage = |index: usize| median(builds.iter().map(|times| times.stages[index]).collect());
    let total = median(builds.iter().map(|times| times.total).collect());
    let floor = median(floors);
    println!(
        "{entries:>8} {:>7.1} {:>7.1} {:>7.1} {:>7.1} {:>7.1} {:>7.1} {:>8.1} {:>8.1} {:>7.1} {:>8.2} {pages:>6} {:>8.1} {peak:>5} {:>9.2}",
        millis(stage(0)),
        millis(stage(1)),
        millis(stage(2)),
        millis(stage(3)),
        millis(stage(4)),
        millis(stage(5)),
        millis(stage(6)),
        millis(total),
        millis(floor),
        total.as_secs_f64() / floor.as_secs_f64(),
        total.as_secs_f64() * 1e6 / pages as f64,
        used[0].as_secs_f64() / used[1].as_secs_f64().max(1e-3),
    );
}

/// One cold build, as `mendbook build` does it.
fn build(folder: &Path) -> (Times, usize) {
    let start = Instant::now();
    let mut last = start;
    let mut times = Times::default();
    let mut lap = |times: &mut Times, index: usize| {
        let now = Instant::now();
        times.stages[index] = now - last;
        last = now;
    };
    let files = DiskFiles::new(folder.join("book"));
    let mut sources = Sources::new();
    let config = config::load(&files, &mut sources).0.unwrap();
    let theme = theme::load(
        &files,
        config.theme(),
        config.language(),
        config.span(),
        &mut sources,
    )
    .0;
    lap(&mut times, 0);
    let book = parse::parse(&files, &config, &mut sources).0;
    lap(&mut times, 1);
    let book = resolve::resolve(book, &config, &sources).0;
    lap(&mut times, 2);
    let plan = site::plan(&book, &config).0;
    lap(&mut times, 3);
    let options = LintOptions {
        today: Date::parse("2026-11-23").unwrap(),
        publish: false,
    };
    let _ = lint::check(&plan, &theme, &sources, options);
    lap(&mut times, 4);
    let memory = Memory::default();
    let output = render::render(&plan, &theme, &files, &sources, Sheets::None, &memory).output;
    lap(&mut times, 5);
    publish(&output, &folder.join("out")).unwrap();
    lap(&mut times, 6);
    times.total = start.elapsed();
    (times, plan.pages.len())
}

/// Reads the same content, parses its Markdown, and writes the same bytes, on as many threads.
fn floor(folder: &Path, output: &Output) -> Duration {
    let out = folder.join("floor");
    let start = Instant::now();
    let files = DiskFiles::new(folder.join("book"));
    let listed = files.list("content");
    let parsed: usize = listed
        .par_iter()
        .map(|item| match item {
            Listed::File(path) => {
                let text = files.read_text(path).unwrap();
                pulldown_cmark::Parser::new_ext(&text, pulldown_cmark::Options::all()).count()
            }
            _ => 0,
        })
        .sum();
    assert!(parsed > 0);
    let mut folders: Vec<PathBuf> = output
        .iter()
        .filter_map(|(path, _)| out.join(path).parent().map(Path::to_owned))
        .collect();
    folders.sort();
    folders.dedup();
    for folder in folders {
        fs::create_dir_all(folder).unwrap();
    }
    let all: Vec<(&str, &[u8])> = output.iter().collect();
    all.par_iter()
        .for_each(|(path, bytes)| fs::write(out.join(path), bytes).unwrap());
    start.elapsed()
}

fn read_output(folder: &Path) -> Output {
    let files = DiskFiles::new(folder);
    files
        .list("")
        .iter()
        .map(|item| (item.path().to_owned(), files.read(item.path()).unwrap()))
        .collect()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The processor time of this process so far, its threads' included (Linux, in hundredths of a second; 0 elsewhere).
fn processor_time() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = after_name
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum();
    Duration::from_millis(ticks * 10)
}

/// The most memory this process ever had, in MiB (Linux; 0 elsewhere).
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap_or_default();
    line.split_whitespace()
        .nth(1)
        .and_then(|kib| kib.parse::<u64>().ok())
        .unwrap_or(0)
        / 1024
}
