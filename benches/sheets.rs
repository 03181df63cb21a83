//! How long a hundred one-page sheets take as PDFs, in one process, on one thread and on two; and how long the same sheets
//! take elsewhere.
//!
//! `cargo bench --bench sheets` measures Mendbook. With `-- --peers PYTHON` it measures two packages of that Python beside it,
//! turn about, so that a busy machine disturbs all of them alike: `typst`, with the same templates, fonts and data, on one
//! thread; and `weasyprint`, with the same texts and lines as HTML (`pip install typst weasyprint`). Each run is a process of its
//! own; the medians of five are printed, of the time on the clock and of the processors' time, which a busy machine disturbs
//! less.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark stops at what it did not expect, and prints"
)]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use mendbook::config::Paper;
use mendbook::model::kind::Kind;
use mendbook::render::Sheets;
use mendbook::render::print::{self, Cache, PrintOptions};
use mendbook::site::Plan;
use mendbook::source::{MemoryFiles, Sources};
use mendbook::theme::Theme;
use mendbook::{config, parse, resolve, site, theme};

const RUNS: usize = 5;

/// How many sheets there are.
const SHEETS: usize = 100;

/// How many questions are on each, so that it fills a page and no more.
const QUESTIONS: usize = 3;

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    match arguments.as_slice() {
        [child] if child.starts_with("--threads=") => {
            run(child.trim_start_matches("--threads=").parse().unwrap());
        }
        [peers, python] if peers == "--peers" => compare(Some(python)),
        [] => compare(None),
        _ => println!("usage: cargo bench --bench sheets [-- --peers PYTHON]"),
    }
}

/// Runs everything turn about, and prints the medians.
fn compare(python: Option<&str>) {
    let own = std::env::current_exe().unwrap();
    let own = own.to_string_lossy().into_owned();
    let mut programs: Vec<(&str, Vec<String>)> = vec![
        (
            "mendbook, one thread",
            vec![own.clone(), "--threads=1".to_owned()],
        ),
        ("mendbook, two threads", vec![own, "--threads=2".to_owned()]),
    ];
    let folder = std::env::temp_dir().join(format!("mendbook-sheets-{}", std::process::id()));
    if let Some(python) = python {
        write_for_peers(&folder);
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/sheets_peers.py");
        for (name, peer) in [
            ("typst (PyPI), one thread", "typst"),
            ("weasyprint", "weasyprint"),
        ] {
            let words = [python, script, peer, &folder.to_string_lossy()].map(str::to_owned);
            programs.push((name, words.to_vec()));
        }
    }
    let mut times: Vec<Vec<[f64; 2]>> = vec![Vec::new(); programs.len()];
    for _ in 0..RUNS {
        for ((name, words), times) in programs.iter().zip(&mut times) {
            let output = Command::new(&words[0])
                .args(&words[1..])
                .env("RAYON_NUM_THREADS", "1")
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&output.stdout);
            let mut words = said.split_whitespace();
            let mut number = || words.next().and_then(|word| word.parse::<f64>().ok());
            let (Some(seconds), Some(used), Some(100.0)) = (number(), number(), number()) else {
                panic!("{name}: {said}{}", String::from_utf8_lossy(&output.stderr));
            };
            times.push([seconds, used]);
        }
    }
    println!(
        "{SHEETS} one-page sheets, seconds on the clock and of a processor, medians of {RUNS} runs turn about"
    );
    for ((name, _), times) in programs.iter().zip(&times) {
        let [clock, used] = [0, 1].map(|of| {
            let mut times: Vec<f64> = times.iter().map(|time| time[of]).collect();
            times.sort_by(f64::total_cmp);
            times[RUNS / 2]
        });
        println!("{name:<26} {clock:>7.3} {used:>7.3}");
    }
    let _ = fs::remove_dir_all(folder);
}

/// One run: from the plan to a hundred PDFs in memory.
fn run(threads: usize) {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap();
    with_plan(|plan, theme, sources| {
        let before = processor_time();
        let start = Instant::now();
        let printed =
            pool.install(|| print::render(plan, theme, sources, Sheets::Once, &Cache::default()));
        let took = start.elapsed().as_secs_f64();
        let used = processor_time() - before;
        assert!(printed.diagnostics.is_empty(), "{:?}", printed.diagnostics);
        for (path, _) in printed.output.iter() {
            assert_eq!(printed.pages.get(path), Some(1), "{path}");
        }
        println!("{took:.3} {used:.3} {}", printed.output.len());
    });
}

fn with_plan(with: impl FnOnce(&Plan<'_>, &Theme, &Sources)) {
    let files = book();
    let mut sources = Sources::new();
    let config = config::load(&files, &mut sources).0.unwrap();
    let (name, language) = (config.theme(), config.language());
    let theme = theme::load(&files, name, language, config.span(), &mut sources).0;
    let book = parse::parse(&files, &config, &mut sources).0;
    let book = resolve::resolve(book, &config, &sources).0;
    let plan = site::plan(&book, &config).0;
    with(&plan, &theme, &sources);
}

fn question(sheet: usize, n: usize) -> String {
    format!("What did you notice in week {sheet} when you looked at act {n}, and what would help?")
}

fn book() -> MemoryFiles {
    let mut files = MemoryFiles::new();
    files.add(
        "book.toml",
        "[book]\ntitle = \"Sheets\"\nversion = \"1\"\npapers = [\"a4\"]\n[practice]\nname = \"Elm Street Practice\"\n\
         [[role]]\nid = \"one\"\nname = \"One\"\n[[role]]\nid = \"other\"\nname = \"The other\"\n",
    );
    for sheet in 0..SHEETS {
        let mut text = format!(
            "title: Sheet {sheet}\npurpose: To see what was kept in week {sheet}.\nfilled_by: each\nminutes: 10\n\
             before: Sit down alone with a pen.\nstop_rule: Stop when you like.\nprivacy: This sheet is yours.\n\
             sections:\n  - title: The week\n    fields:\n"
        );
        for n in 0..QUESTIONS {
            let question = question(sheet, n);
            writeln!(
                text,
                "      - {{type: lines, id: q{n}, label: '{question}', rows: 2}}"
            )
            .unwrap();
        }
        files.add(format!("content/worksheets/sheet-{sheet:03}.yaml"), text);
    }
    files
}

/// Templates, fonts and data for Typst; pages for WeasyPrint.
fn write_for_peers(folder: &Path) {
    let write = |path: PathBuf, bytes: &[u8]| {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    with_plan(|plan, theme, sources| {
        for (path, file) in &theme.print {
            write(folder.join("print").join(path), &file.bytes);
        }
        for (n, index) in plan.book.of_kind(Kind::Worksheet).into_iter().enumerate() {
            let options = PrintOptions::new(Paper::A4);
            let one = print::data(plan, theme, sources, index, options).unwrap();
            write(folder.join("print/how.json"), &one.how);
            write(folder.join(format!("data/{n:03}.json")), &one.data);
            write(folder.join(format!("html/{n:03}.html")), page(n).as_bytes());
        }
    });
}

/// A sheet as HTML: what stands on it, and nothing of the site around it.
fn page(sheet: usize) -> String {
    let mut html = format!(
        "<!doctype html><html lang=\"en\"><title>Sheet {sheet}</title><style>\
         @font-face {{ font-family: Sheet; src: url(../print/fonts/AtkinsonHyperlegibleNext-Regular.ttf) }}\
         @page {{ size: A4; margin: 18mm; @bottom-left {{ content: 'Sheet {sheet} · version 1 · Elm Street Practice' }} \
         @bottom-right {{ content: 'Page ' counter(page) ' of ' counter(pages) }} }}\
         body {{ font: 12pt/1.4 Sheet, sans-serif }} .line {{ height: 9mm; border-bottom: .5pt solid }}</style>\
         <h1>Sheet {sheet}</h1><p>To see what was kept in week {sheet}.</p><p>Each fills it in alone. About 10 minutes.</p>\
         <p>Sit down alone with a pen.</p><p>Stop when you like.</p><p>This sheet is yours.</p><h2>The week</h2>"
    );
    for n in 0..QUESTIONS {
        let question = question(sheet, n);
        write!(
            html,
            "<section><h3>{question}</h3><div class=line></div><div class=line></div></section>"
        )
        .unwrap();
    }
    html
}

/// The processor time of this process so far, its threads' included, in seconds (Linux, in hundredths; 0 elsewhere).
fn processor_time() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields = after_name.split_whitespace().skip(11).take(2);
    let ticks: f64 = fields.filter_map(|field| field.parse::<f64>().ok()).sum();
    ticks / 100.0
}
