//! Pages printed from the browser.

use super::super::Case;
use super::super::tab::{Tab, View, keep};
use super::super::tools::Tool::{Chromium, Poppler};
use super::super::tools::{pdf_text, target};
use super::{Outcome, every_type, lines};

pub const ALL: &[Case] = &[
    (
        "printing any type of page opens what is folded, cuts nothing and leaves controls out",
        &[Chromium, Poppler],
        with_scripts,
    ),
    (
        "so it does without scripts",
        &[Chromium, Poppler],
        without_scripts,
    ),
];

/// The texts of a page's main part that are meant for paper, folded or not, each as it stands between two tags.
const TEXTS: &str = "(() => {
  const meant = (e) => !e.closest('svg, template, option') && (function shown(e) {
    return e === document.body || (getComputedStyle(e).display !== 'none' && shown(e.parentElement));
  })(e);
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    if (data.trim() && meant(parentElement)) found.push(data);
  }
  return found;
})()";

/// What must not be on paper.
const CONTROLS: &[&str] = &[
    "Leave this site now",
    "Skip to",
    "All pages of this guide",
    "On this page",
];

/// Letters and digits alone: lines and pages are broken anywhere.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a text stands on paper: whole, or in two parts, as where it goes on over the edge of a page beside another column.
fn stands_in(text: &str, letters: &str) -> bool {
    let parts = text.match_indices(char::is_whitespace);
    let mut parts = parts.map(|(at, _)| text.split_at(at));
    letters.contains(&bare(text))
        || parts.any(|(one, other)| letters.contains(&bare(one)) && letters.contains(&bare(other)))
}

/// Prints the page in the tab and keeps the PDF: what is lacking on paper, and what should not be there.
fn wrong_on_paper(tab: &mut Tab, kind: &str, name: &str) -> Result<Vec<String>, String> {
    tab.call(
        "Emulation.setEmulatedMedia",
        serde_json::json!({ "media": "print" }),
    )?;
    let texts = lines(&tab.eval(TEXTS)?);
    keep(name, "pdf", &tab.print()?)?;
    let paper = pdf_text(&target("site-pictures").join(format!("{name}.pdf")))?;
    let letters = bare(&paper);
    let missing = texts.into_iter().filter(|text| !stands_in(text, &letters));
    let mut found: Vec<String> = missing
        .map(|text| format!("not on paper: {}", text.trim()))
        .collect();
    let controls = CONTROLS.iter().filter(|words| paper.contains(**words));
    // The help page speaks of the way out.
    let controls = controls.filter(|words| **words != CONTROLS[0] || kind != "help");
    found.extend(controls.map(|words| format!("on paper: {words}")));
    Ok(found)
}

fn with_scripts() -> Outcome {
    every_type(View::PHONE, |tab, kind| {
        wrong_on_paper(tab, kind, &format!("{kind}-printed"))
    })
}

fn without_scripts() -> Outcome {
    every_type(View::DESK.without_scripts(), |tab, kind| {
        wrong_on_paper(tab, kind, &format!("{kind}-printed-without-scripts"))
    })
}
