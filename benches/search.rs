//! What searching costs a reader of a small book and of a very large one: what the index weighs, what of it is loaded
//! before the first answer, and how long answers take in a real browser.
//!
//! `cargo bench --bench search` runs books of 100, 1,000 and 10,000 entries; `cargo bench --bench search -- 500` any other
//! size, and `-- shipped` the book that ships with Mendbook. It needs Chromium. Bytes are as a server sends them, compressed
//! by gzip; times are medians, on this machine and served from it, where the network costs nothing.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    dead_code,
    reason = "a benchmark stops at what it did not expect, and prints; it needs only a part of what tests of the site do"
)]

#[path = "../tests/site/book.rs"]
mod book;
#[path = "../tests/site/browser.rs"]
mod browser;
mod corpus;
#[path = "../tests/site/tab.rs"]
mod tab;
#[path = "../tests/site/tools.rs"]
mod tools;
#[path = "../tests/trials/mod.rs"]
mod trials;

use std::io::Write as _;
use std::path::Path;

use book::Site;
use flate2::Compression;
use flate2::write::GzEncoder;
use mendbook::model::date::Date;
use mendbook::output::Output;
use mendbook::pipeline::{Options, compile};
use mendbook::render::{Sheets, search};
use mendbook::source::{DiskFiles, Sources};
use mendbook::{config, parse, resolve, site, theme};
use tab::{Tab, View, in_new_tab};

/// How often a page is opened to look something up.
const TIMES: usize = 7;

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let books = if arguments.is_empty() {
        ["100", "1000", "10000"].map(str::to_owned).to_vec()
    } else {
        arguments
    };
    println!(
        "kB are thousands of bytes, compressed where nothing else is said; ms are medians of {TIMES} times"
    );
    for name in books {
        let folder = tempfile::TempDir::new().unwrap();
        let path = match name.parse() {
            Ok(entries) => {
                corpus::write(folder.path(), entries).unwrap();
                folder.path()
            }
            Err(_) => Path::new(env!("CARGO_MANIFEST_DIR")),
        };
        let (site, _built) = book::build(path);
        println!("\n{name}: {} pages", site.pages().len());
        weigh(&site.output);
        time(path);
        let found = in_new_tab(|tab| look_up(tab, &site, &queries(&site)));
        found.unwrap();
    }
    browser::close();
}

/// What the index weighs.
fn weigh(output: &Output) {
    let files: Vec<_> = output
        .iter()
        .filter(|(path, _)| path.starts_with("search/"))
        .collect();
    let all: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let compressed: usize = files.iter().map(|(_, bytes)| gzip(bytes)).sum();
    let first = output.get("search/0/index.js").unwrap();
    println!(
        "  index: {} files, {:.1} kB, {:.1} kB compressed; the first file {:.1} kB, {:.1} kB compressed",
        files.len(),
        all as f64 / 1e3,
        compressed as f64 / 1e3,
        first.len() as f64 / 1e3,
        gzip(first) as f64 / 1e3
    );
}

/// How long processors take to make the index, and the whole book in memory.
fn time(book: &Path) {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..5 {
        let files = DiskFiles::new(book);
        let start = processor_time();
        let options = Options {
            today: Date::parse("2026-11-23").unwrap(),
            publish: false,
            sheets: Sheets::None,
        };
        drop(compile(&files, &options));
        times[0].push(processor_time() - start);
        let mut sources = Sources::new();
        let config = config::load(&files, &mut sources).0.unwrap();
        let (name, language) = (config.theme(), config.language());
        let theme = theme::load(&files, name, language, config.span(), &mut sources).0;
        let parsed = parse::parse(&files, &config, &mut sources).0;
        let resolved = resolve::resolve(parsed, &config, &sources).0;
        let plan = site::plan(&resolved, &config).0;
        let start = processor_time();
        drop(search::render(&plan, &theme.strings));
        times[1].push(processor_time() - start);
    }
    let [whole, index] = times.map(median);
    println!(
        "  made in {index:.0} ms of a processor, and the whole book in {whole:.0} ms ({:.0} %)",
        100.0 * index / whole
    );
}

/// What is looked up, each with what it is: words of the book's own texts, from the middle of what it has.
fn queries(site: &Site) -> Vec<(&'static str, String)> {
    let middle = site.pages().len() / 2;
    let page = site.pages()[middle];
    let html = String::from_utf8_lossy(site.output.get(page).unwrap()).into_owned();
    let text = html.split("class=\"text\"").nth(1).unwrap();
    let mut words = text
        .split_whitespace()
        .filter(|word| word.len() > 6 && word.chars().all(|c| c.is_ascii_lowercase()));
    let one = words.next().unwrap().to_owned();
    let other = words.find(|word| *word != one).unwrap();
    let mut wrong = one.clone();
    wrong.replace_range(3..4, "q");
    vec![
        ("two words", format!("{one} {other}")),
        ("one word", one),
        ("a typing error", wrong),
        ("two letters", other[..2].to_owned()),
    ]
}

/// Types letter by letter, each as soon as the one before was answered; gives how long the first answer took after its
/// key, how long the last took, and the longest.
const TYPE: &str = "(async (words) => {
  const input = document.querySelector('#search-words');
  const set = (text) => new Promise((done) => {
    const start = performance.now();
    const observer = new MutationObserver(() => {
      if (input.dataset.answered !== text) return;
      observer.disconnect();
      done(performance.now() - start);
    });
    observer.observe(input, { attributes: true });
    input.value = text;
    input.dispatchEvent(new Event('input'));
  });
  const times = [];
  for (let length = 1; length <= words.length; length += 1) {
    if (words[length - 1] !== ' ') times.push(await set(words.slice(0, length)));
  }
  return [times[0], times.at(-1), Math.max(...times), document.querySelectorAll('.results li').length];
})";

/// Looks things up in a browser, each in a tab that has loaded nothing yet, and then again.
fn look_up(tab: &mut Tab, site: &Site, queries: &[(&str, String)]) -> Result<(), String> {
    tab.call(
        "Network.setCacheDisabled",
        serde_json::json!({ "cacheDisabled": true }),
    )?;
    for (name, words) in queries {
        let mut opened = Vec::new();
        let mut typed = [Vec::new(), Vec::new(), Vec::new(), Vec::new()];
        let mut again = Vec::new();
        let mut before = 0;
        let mut asked = Vec::new();
        for _ in 0..TIMES {
            tab.open(&format!("{}index.html", site.served), View::PHONE)?;
            tab.forget_logs();
            let open = "(async () => { const start = performance.now(); document.querySelector('.to-search').click();\
                while (!document.querySelector('#search-words')) await new Promise((next) => setTimeout(next, 1));\
                return performance.now() - start; })()";
            opened.push(tab.eval(open)?.as_f64().unwrap());
            before = loaded(site, &tab.asked).1;
            let script = format!("{TYPE}({words:?})");
            let times = tab.eval(&script)?;
            for (at, all) in typed.iter_mut().enumerate() {
                all.push(times[at].as_f64().unwrap());
            }
            asked = std::mem::take(&mut tab.asked);
            let times = tab.eval(&script)?;
            again.push(times[2].as_f64().unwrap());
        }
        let (files, bytes) = loaded(site, &asked);
        let [first, last, longest, results] = typed.map(median);
        println!(
            "  {name} ({words:?}): opened in {:.0} ms with {:.1} kB; first key answered in {first:.0} ms, the whole in {last:.0} ms, \
             a key at most in {longest:.0} ms; {files} files, {:.1} kB in all; once loaded at most {:.0} ms a key; {results} results",
            median(opened),
            before as f64 / 1e3,
            bytes as f64 / 1e3,
            median(again),
        );
    }
    Ok(())
}

/// How many files were asked for, and what they weigh.
fn loaded(site: &Site, asked: &[String]) -> (usize, usize) {
    let files: Vec<&[u8]> = asked
        .iter()
        .filter_map(|address| site.output.get(address.strip_prefix(&site.served)?))
        .collect();
    (files.len(), files.iter().map(|bytes| gzip(bytes)).sum())
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// How many bytes are left of some when a server compresses them.
fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}

/// The processor time of this process so far, its threads' included, in ms (Linux, in hundredths of a second; 0 elsewhere).
fn processor_time() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields = after_name.split_whitespace().skip(11).take(2);
    fields
        .filter_map(|field| field.parse::<f64>().ok())
        .sum::<f64>()
        * 10.0
}
