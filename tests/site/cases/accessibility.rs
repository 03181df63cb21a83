//! What axe-core finds: nothing.

use super::super::Case;
use super::super::tab::{Tab, View};
use super::super::tools::Tool::{Axe, Chromium};
use super::super::tools::axe;
use super::{Outcome, VIEWS, every_page, every_type, lines, none};

pub const ALL: &[Case] = &[
    ("axe finds nothing on any page", &[Chromium, Axe], pages),
    (
        "axe finds nothing on any type of page, at three widths, in the light and in the dark",
        &[Chromium, Axe],
        types,
    ),
];

/// Every rule that axe has for WCAG 2.2 AA, the size of targets among them, and its own good practice.
const ALL_RULES: &str = "{ rules: { 'target-size': { enabled: true } } }";
/// The one rule whose answer depends on the scheme.
const CONTRAST: &str = "{ runOnly: ['color-contrast'] }";

/// Opens what is folded and runs axe.
const RUN: &str = "(async (options) => {
  document.querySelectorAll('details').forEach((fold) => (fold.open = true));
  const found = await axe.run(document, { resultTypes: ['violations'], ...options });
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${help}: ${node.html.slice(0, 200)} ${node.failureSummary.slice(0, 300)}`));
})";

/// What axe finds on the page as it is now.
pub fn findings(tab: &mut Tab) -> Result<Vec<String>, String> {
    found_by(ALL_RULES, tab)
}

fn found_by(options: &str, tab: &mut Tab) -> Result<Vec<String>, String> {
    tab.eval(axe().ok_or("axe-core is missing")?)?;
    Ok(lines(&tab.eval(&format!("{RUN}({options})"))?))
}

fn pages() -> Outcome {
    every_page(View::PHONE, |tab, _| findings(tab))
}

fn types() -> Outcome {
    let mut faults = Vec::new();
    for (name, view) in VIEWS {
        // The light telephone has had its turn on every page.
        if *name == "phone" {
            continue;
        }
        let options = if view.dark { CONTRAST } else { ALL_RULES };
        if let Err(found) = every_type(*view, |tab, _| found_by(options, tab)) {
            faults.push(format!("{name}: {found}"));
        }
    }
    none(&faults)
}
