//! How long a hundred one-page sheets take as PDFs, in one process, on one thread and on two; and how long the same sheets
//! take elsewhere.
//!
//! Two sorts of sheet are measured: one with fields of several forms (things to tick, a scale, lines, a table), and one with lines
//! alone.
//!
//! `cargo bench --bench sheets` measures Mendbook. With `-- --peers PYTHON` it measures two packages of that Python beside it,
//! turn about, so that a busy machine disturbs all of them alike: `typst`, with the same templates, fonts and data, on one
//! thread; and `weasyprint`, with the same texts, fonts, sizes, lines and boxes as HTML (`pip install typst weasyprint`). All
//! three make tagged PDF/UA-1. Each run is a process of its own; the medians of five are printed, of the time on the clock and of
//! the processors' time, which a busy machine disturbs less. `-- --keep FOLDER` writes what the others read, to look at.

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

/// What stands on a sheet; either fills a page and no more.
#[derive(Clone, Copy)]
enum Case {
    /// Fields of several forms.
    Mixed,
    /// Three questions with lines.
    Plain,
}

impl Case {
    const ALL: [Self; 2] = [Self::Mixed, Self::Plain];

    fn name(self) -> &'static str {
        match self {
            Self::Mixed => "mixed",
            Self::Plain => "plain",
        }
    }
}

/// How many questions are on a plain sheet.
const QUESTIONS: usize = 3;

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    match arguments.as_slice() {
        [child, case] if child.starts_with("--threads=") => {
            let case = Case::ALL.into_iter().find(|one| one.name() == case);
            let threads = child.trim_start_matches("--threads=").parse();
            run(threads.unwrap(), case.unwrap());
        }
        [peers, python] if peers == "--peers" => compare(Some(python)),
        [keep, folder] if keep == "--keep" => {
            for case in Case::ALL {
                write_for_peers(&Path::new(folder).join(case.name()), case);
            }
        }
        [] => compare(None),
        _ => println!("usage: cargo bench --bench sheets [-- --peers PYTHON | --keep FOLDER]"),
    }
}

/// Measures both sorts of sheet.
fn compare(python: Option<&str>) {
    println!(
        "{SHEETS} one-page sheets, seconds on the clock and of a processor, medians of {RUNS} runs turn about"
    );
    for case in Case::ALL {
        compare_one(python, case);
    }
}

/// Runs everything turn about, and prints the medians.
fn compare_one(python: Option<&str>, case: Case) {
    let own = std::env::current_exe().unwrap();
    let own = own.to_string_lossy().into_owned();
    let own_run = |threads: usize| {
        let words = [
            own.clone(),
            format!("--threads={threads}"),
            case.name().to_owned(),
        ];
        words.to_vec()
    };
    let mut programs: Vec<(&str, Vec<String>)> = vec![
        ("mendbook, one thread", own_run(1)),
        ("mendbook, two threads", own_run(2)),
    ];
    let folder = std::env::temp_dir().join(format!("mendbook-sheets-{}", std::process::id()));
    if let Some(python) = python {
        write_for_peers(&folder, case);
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
    for ((name, _), times) in programs.iter().zip(&times) {
        let [clock, used] = [0, 1].map(|of| {
            let mut times: Vec<f64> = times.iter().map(|time| time[of]).collect();
            times.sort_by(f64::total_cmp);
            times[RUNS / 2]
        });
        println!("{:<6} {name:<26} {clock:>7.3} {used:>7.3}", case.name());
    }
    let _ = fs::remove_dir_all(folder);
}

/// One run: from the plan to a hundred PDFs in memory.
fn run(threads: usize, case: Case) {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap();
    with_plan(case, |plan, theme, sources| {
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

fn with_plan(case: Case, with: impl FnOnce(&Plan<'_>, &Theme, &Sources)) {
    let files = book(case);
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

/// What can be ticked on a mixed sheet.
const ACTS: [&str; 4] = [
    "we talked every day",
    "a plan was kept",
    "we ate together",
    "each had time alone",
];

/// The columns of its table.
const COLUMNS: [&str; 3] = ["What", "Who", "By when"];

fn book(case: Case) -> MemoryFiles {
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
        match case {
            Case::Plain => {
                for n in 0..QUESTIONS {
                    let question = question(sheet, n);
                    writeln!(
                        text,
                        "      - {{type: lines, id: q{n}, label: '{question}', rows: 2}}"
                    )
                    .unwrap();
                }
            }
            Case::Mixed => {
                let (acts, columns) = (ACTS.join(", "), COLUMNS.join(", "));
                write!(
                    text,
                    "      - {{type: checklist, id: c, label: 'What was true in week {sheet}?', options: [{acts}]}}\n      \
                     - {{type: scale, id: s, label: 'How safe was week {sheet}?', min: 0, max: 5, low: not at all, high: wholly}}\n      \
                     - {{type: lines, id: l, label: 'What would help in week {sheet}?', rows: 2}}\n      \
                     - {{type: table, id: t, label: 'What we do next', columns: [{columns}], blank_rows: 1}}\n"
                )
                .unwrap();
            }
        }
        files.add(format!("content/worksheets/sheet-{sheet:03}.yaml"), text);
    }
    files
}

/// Templates, fonts and data for Typst; pages and a style sheet for WeasyPrint.
fn write_for_peers(folder: &Path, case: Case) {
    let write = |path: PathBuf, bytes: &[u8]| {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    write(folder.join("sheet.css"), include_bytes!("sheets.css"));
    with_plan(case, |plan, theme, sources| {
        for (path, file) in &theme.print {
            write(folder.join("print").join(path), &file.bytes);
        }
        for (n, index) in plan.book.of_kind(Kind::Worksheet).into_iter().enumerate() {
            let options = PrintOptions::new(Paper::A4);
            let one = print::data(plan, theme, sources, index, options).unwrap();
            write(folder.join("print/how.json"), &one.how);
            write(folder.join(format!("data/{n:03}.json")), &one.data);
            let read: serde_json::Value = serde_json::from_slice(&one.data).unwrap();
            let html = page(n, case, read["sheet"]["help"].as_str().unwrap());
            write(folder.join(format!("html/{n:03}.html")), html.as_bytes());
        }
    });
}

/// A sheet as HTML: what stands on it, and nothing of the site around it.
fn page(sheet: usize, case: Case, help: &str) -> String {
    let mut html = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Sheet {sheet}</title><body>\
         <footer><div><strong>Sheet {sheet}</strong><span class=page></span></div>Sheets, version 1 · Elm Street Practice</footer>\
         <h1>Sheet {sheet}</h1>\
         <svg width=166mm height=6mm viewBox='0 -2.2 166 6' role=presentation><path d='M0 0 21 .4 25 -1.1 30 1.2 44 .2 48 -.9 52 .3 166 0\
         M30 1.2 33 2.6 39 2.9M48 -.9 51 -2.1' fill=none stroke='#3c3c3c' stroke-width=.4 /></svg>\
         <p>Who fills it in: Each of you, alone &emsp; Time: About 10 minutes</p>\
         <dl><dt>What this sheet is for<dd>To see what was kept in week {sheet}.<dt>Before you start<dd>Sit down alone with a pen.\
         <dt>Who may see it<dd>This sheet is yours.</dl>\
         <div class=boxed><dl><dt>You may stop<dd>Stop when you like.</dl></div><p class=small>{help}</p><h2>The week</h2>"
    );
    let line = "<div class=line></div>";
    match case {
        Case::Plain => {
            for n in 0..QUESTIONS {
                let question = question(sheet, n);
                write!(html, "<section><p>{question}</p>{line}{line}</section>").unwrap();
            }
        }
        Case::Mixed => {
            let acts = ACTS.map(|act| format!("<li><span class=tick></span>{act}"));
            let marks: Vec<String> = (0..=5)
                .map(|n| format!("<span><i></i>{n}</span>"))
                .collect();
            let heads = COLUMNS.map(|head| format!("<th scope=col>{head}"));
            write!(
                html,
                "<section><p>What was true in week {sheet}?</p><p class=small>Tick any that fit.</p><ul>{}</ul></section>\
                 <section><p>How safe was week {sheet}?</p><div class=scale>{}</div>\
                 <div class=ends><span>not at all</span><span>wholly</span></div></section>\
                 <section><p>What would help in week {sheet}?</p>{line}{line}</section>\
                 <section><p>What we do next</p><table><thead><tr>{}</thead><tbody><tr><td><td><td></table></section>",
                acts.concat(),
                marks.concat(),
                heads.concat()
            )
            .unwrap();
        }
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
