//! Two whole books: the one that ships, and a small one on another subject, in another language, with other roles and
//! phases. Both compile without a word of complaint, with the same program and the same theme.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

#[path = "books/a_to_z.rs"]
mod a_to_z;
#[path = "books/discreet.rs"]
mod discreet;
#[path = "books/for_programs.rs"]
mod for_programs;
#[path = "books/who_sees_what.rs"]
mod who_sees_what;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use mendbook::diagnostic::render::{Format, Style, render};
use mendbook::model::date::Date;
use mendbook::pipeline::{Compilation, Options, compile};
use mendbook::render::Sheets;
use mendbook::source::DiskFiles;

fn compiled(folder: &str) -> Compilation {
    let files = DiskFiles::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    let options = Options {
        today: Date::parse("2026-11-23").unwrap(),
        publish: false,
        // tests/print makes the files of sheets, and holds every link to one.
        sheets: Sheets::None,
    };
    let compilation = compile(&files, &options);
    let said = render(
        &compilation.diagnostics,
        &compilation.sources,
        &[],
        Format::Short,
        Style::default(),
    );
    assert_eq!(said, "", "{folder} is not clean");
    compilation
}

/// The book that ships with Mendbook, compiled once for all tests here.
fn shipped() -> &'static Compilation {
    static SHIPPED: OnceLock<Compilation> = OnceLock::new();
    SHIPPED.get_or_init(|| compiled("."))
}

fn page(compilation: &Compilation, path: &str) -> String {
    let bytes = compilation
        .output
        .get(path)
        .unwrap_or_else(|| panic!("there is no {path}"));
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Every `href` and `src` on a page that leads to another file of the book, with its anchor.
fn links(html: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for attribute in ["href=\"", "src=\""] {
        for (at, _) in html.match_indices(attribute) {
            let rest = &html[at + attribute.len()..];
            let link = rest.split('"').next().unwrap_or_default();
            if !link.contains(':') {
                found.insert(link.replace("&amp;", "&"));
            }
        }
    }
    found
}

/// Every link of every page leads to a file of the book, and to a place that is there; but for files of sheets.
fn every_link_leads_somewhere(compilation: &Compilation) {
    for (path, bytes) in compilation
        .output
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
    {
        let html = String::from_utf8_lossy(bytes);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for link in links(&html) {
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = match file {
                "" => path.to_owned(),
                // The page for what is not there is served from any path, and starts at the host's top.
                file if path == "404.html" => file.trim_start_matches('/').to_owned(),
                file => mendbook::source::join(folder, file)
                    .unwrap_or_else(|| panic!("{path}: {link} leads out of the book")),
            };
            if target.ends_with(".pdf") || target.ends_with(".docx") {
                continue;
            }
            let Some(found) = compilation.output.get(&target) else {
                panic!("{path}: {link} leads to no file");
            };
            if !anchor.is_empty() {
                let found = String::from_utf8_lossy(found);
                let there = found.contains(&format!("id=\"{anchor}\""));
                assert!(there, "{path}: {link} leads to no place on {target}");
            }
        }
    }
}

#[test]
fn the_shipped_book_is_clean_and_every_link_leads_somewhere() {
    every_link_leads_somewhere(shipped());
}

#[test]
fn the_shipped_book_has_its_fourteen_steps_in_order() {
    let route = page(shipped(), "route.html");
    let steps = [
        "be-safe-and-willing",
        "own-the-harm",
        "hear-the-hurt",
        "apologise-fully",
        "bring-hidden-facts-out",
        "agree-expectations",
        "set-limits-together",
        "talk-better",
        "prove-it-in-small-acts",
        "get-support",
        "give-it-time",
        "grow-close-again",
        "decide-about-forgiving",
        "review-and-build-anew-or-part",
    ];
    let mut at = 0;
    for step in steps {
        let found = route[at..].find(&format!("steps/{step}.html"));
        at += found.unwrap_or_else(|| panic!("{step} is not on the route after byte {at}"));
    }
}

#[test]
fn what_is_private_is_not_in_the_whole_guide() {
    let whole = page(shipped(), "whole-guide.html");
    assert!(!whole.contains("id=\"forgive-stay-or-leave\""));
    assert!(whole.contains("id=\"safety-check\""));
    assert!(whole.contains("id=\"own-the-harm\""));
}

#[test]
fn every_page_leads_to_help_and_away() {
    let compilation = shipped();
    for (path, _) in compilation
        .output
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
    {
        let html = page(compilation, path);
        assert!(html.contains("help.html\""), "{path} does not lead to help");
        assert!(
            html.contains("rel=\"noreferrer"),
            "{path} has no exit control"
        );
        assert!(
            html.contains("Content-Security-Policy"),
            "{path} has no policy"
        );
        for inline in ["<style", " style=\"", "javascript:", "<script>"] {
            assert!(!html.contains(inline), "{path} has {inline}");
        }
        // `onclick="…"` and its like: a script within the page, which the policy would stop.
        for (at, _) in html.match_indices(" on") {
            let name = html[at + 1..].split(['=', ' ', '>', '<', '.']).next();
            let is_attribute = html[at + 1 + name.map_or(0, str::len)..].starts_with("=\"");
            assert!(!is_attribute, "{path} has {name:?}");
        }
        assert!(
            html.contains("content=\"default-src 'none'; script-src 'self'; "),
            "{path} has another policy"
        );
    }
}

#[test]
fn a_book_on_another_subject_needs_no_other_program() {
    let compilation = compiled("tests/books/crianza-compartida");
    every_link_leads_somewhere(&compilation);
    let home = page(&compilation, "index.html");
    assert!(home.contains("<html lang=\"es\" dir=\"ltr\">"));
    for english in ["Leave this site", "Skip to", "On this page", "hurt partner"] {
        assert!(!home.contains(english), "the front page says `{english}`");
    }
}
