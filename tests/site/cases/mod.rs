//! What must hold of every page, as a reader meets it. How to add a test: its function in one of these files, its line in
//! that file's `ALL`.

mod accessibility;
mod elsewhere;
mod exit;
mod keyboard;
mod layout;
mod paper;
mod privacy;
mod search;
mod typing;
mod validity;

use super::Case;
use super::book::{Site, guide};
use super::tab::{Tab, View, in_tab};

type Outcome = Result<(), String>;

/// Every test, file by file.
pub const ALL: &[&[Case]] = &[
    accessibility::ALL,
    elsewhere::ALL,
    exit::ALL,
    keyboard::ALL,
    layout::ALL,
    paper::ALL,
    privacy::ALL,
    search::ALL,
    validity::ALL,
    typing::ALL,
];

/// Three widths, in the light and in the dark.
pub const VIEWS: &[(&str, View)] = &[
    ("phone", View::PHONE),
    ("phone-dark", View::PHONE.dark()),
    ("tablet", View::TABLET),
    ("tablet-dark", View::TABLET.dark()),
    ("desk", View::DESK),
    ("desk-dark", View::DESK.dark()),
];

/// Opens every page in turn and gathers what `look` finds wrong, a line each.
fn every_page(view: View, look: impl Fn(&mut Tab, &str) -> Result<Vec<String>, String>) -> Outcome {
    let site = guide();
    let pages = site.pages().into_iter().map(|page| (page, page));
    each(site, pages, view, look)
}

/// Opens a page of each type in turn and gathers what `look` finds wrong; it gets the type's name.
fn every_type(view: View, look: impl Fn(&mut Tab, &str) -> Result<Vec<String>, String>) -> Outcome {
    let site = guide();
    each(site, site.page_types().into_iter(), view, look)
}

fn each<'a>(
    site: &Site,
    pages: impl Iterator<Item = (&'a str, &'a str)>,
    view: View,
    look: impl Fn(&mut Tab, &str) -> Result<Vec<String>, String>,
) -> Outcome {
    in_tab(|tab| {
        tab.bring_to_front()?;
        let mut faults = Vec::new();
        for (name, page) in pages {
            tab.open(&format!("{}{page}", site.served), view)?;
            let found = look(tab, name)?;
            faults.extend(found.into_iter().map(|fault| format!("{page}: {fault}")));
        }
        none(&faults)
    })
}

/// Fails with the faults, if there are any.
fn none(faults: &[String]) -> Outcome {
    match faults.len() {
        0 => Ok(()),
        n => Err(format!("{n} faults\n{}", faults.join("\n"))),
    }
}

/// The texts in a list that a page gave.
fn lines(value: &serde_json::Value) -> Vec<String> {
    let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter()
        .map(|line| line.as_str().map_or(line.to_string(), str::to_owned))
        .collect()
}
