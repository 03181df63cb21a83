//! Pages of another make than those of the shipped guide: a book that is read from the right, and filled sheets.

use std::path::Path;
use std::process::Command;

use super::super::Case;
use super::super::book::build;
use super::super::tab::{Tab, View, in_tab};
use super::super::tools::Tool::{Axe, Chromium};
use super::accessibility::findings;
use super::layout::cut;
use super::{Outcome, VIEWS, none};

pub const ALL: &[Case] = &[
    (
        "a book that is read from the right stands the other way round, fits 320 pixels, and axe finds nothing",
        &[Chromium, Axe],
        from_the_right,
    ),
    (
        "filled sheets fit every view, and axe finds nothing",
        &[Chromium, Axe],
        filled,
    ),
];

/// What stands as if lines began at the left, on a wide screen.
const FROM_THE_LEFT: &str = "(() => {
  const left = (s) => document.querySelector(s)?.getBoundingClientRect().left;
  const found = [];
  const after = (one, other) => {
    if (left(one) < left(other)) found.push(`${one} stands left of ${other}`);
  };
  after('.brand', '.exit');
  after('.route', '.head');
  after('.head', '.toc');
  after('.role h3', '.role + .role:not(.role-all) h3');
  after('.diagram-start', '.diagram-end');
  return found.join();
})()";

fn from_the_right() -> Outcome {
    let (site, _folder) = build(Path::new("tests/books/sulh-al-jiran"));
    in_tab(|tab| {
        tab.bring_to_front()?;
        let mut faults = Vec::new();
        for page in site.pages() {
            let address = format!("{}{page}", site.served);
            tab.open(&address, View::DESK)?;
            faults.extend(of(page, &tab.text(FROM_THE_LEFT)?));
            if ["topics", "steps", "worksheets"]
                .iter()
                .any(|folder| page.starts_with(folder))
            {
                let name = page.replace('/', "-").replace(".html", "");
                tab.picture(&format!("from-the-right-{name}-desk"))?;
                tab.open(&address, View::PHONE)?;
                tab.picture(&format!("from-the-right-{name}-phone"))?;
            }
            tab.open(&address, View::NARROW)?;
            faults.extend(wrong(tab, page)?);
        }
        none(&faults)
    })
}

/// Sheets, with answers to some of what they ask; of the others nothing is answered.
const ANSWERED: &[(&str, &str)] = &[
    (
        "openness-for-a-while",
        "answers: {worry: the messages to Kim, phones: shown together, looks: 2}\nnames: {hurt: Alex}",
    ),
    ("trust-map", "answers: {}"),
    ("our-cycle", "answers: {}"),
    ("daily-reliability-log", "answers: {}"),
    ("listening-practice", "answers: {}"),
];

fn filled() -> Outcome {
    let folder = tempfile::TempDir::new().unwrap();
    let mut pages = Vec::new();
    for (id, answers) in ANSWERED {
        let file = folder.path().join(format!("{id}.yaml"));
        std::fs::write(&file, format!("sheet: {id}\n{answers}\n")).unwrap();
        let page = file.with_extension("html");
        let mut fill = Command::new(env!("CARGO_BIN_EXE_mendbook"));
        fill.args(["fill", id]).arg(&file).arg("-o").arg(&page);
        if *id == "openness-for-a-while" {
            fill.arg("--gaps");
        }
        let done = fill.output().unwrap();
        if !done.status.success() {
            return Err(String::from_utf8_lossy(&done.stderr).into_owned());
        }
        pages.push((*id, format!("file://{}", page.display())));
    }
    in_tab(|tab| {
        tab.bring_to_front()?;
        let mut faults = Vec::new();
        for (id, address) in &pages {
            for (name, view) in VIEWS {
                tab.open(address, *view)?;
                tab.picture(&format!("filled-{id}-{name}"))?;
                faults.extend(wrong(tab, &format!("{id}, {name}"))?);
            }
            tab.open(address, View::NARROW)?;
            faults.extend(of(id, &cut(tab)?.join("; ")));
        }
        none(&faults)
    })
}

/// What is cut off or not accessible in the page as it is now.
fn wrong(tab: &mut Tab, page: &str) -> Result<Vec<String>, String> {
    let mut found = cut(tab)?;
    found.extend(findings(tab)?);
    Ok(found
        .into_iter()
        .map(|fault| format!("{page}: {fault}"))
        .collect())
}

/// A fault of a page, if there is one.
fn of(page: &str, fault: &str) -> Option<String> {
    (!fault.is_empty()).then(|| format!("{page}: {fault}"))
}
