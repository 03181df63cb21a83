//! Every page by keyboard alone.

use super::super::Case;
use super::super::tab::{Tab, View};
use super::super::tools::Tool::Chromium;
use super::{Outcome, every_type};

pub const ALL: &[Case] = &[
    (
        "the focus goes through every type of page and is always in view (phone)",
        &[Chromium],
        phone,
    ),
    (
        "the focus goes through every type of page and is always in view (desk)",
        &[Chromium],
        desk,
    ),
    (
        "the first thing the keyboard finds is the way to the text, to help and out",
        &[Chromium],
        skip_links,
    ),
];

/// What is wrong with the focus: out of view, under something else, or not to be told from what has no focus.
const FOCUS: &str = "(() => {
  const e = document.activeElement;
  if (!e || e === document.body) return 'end';
  const name = `${e.tagName} ${e.className} “${(e.innerText || e.getAttribute('aria-label') || e.name || '').trim().slice(0, 40)}”`;
  const seen = (self.seen ||= new WeakSet());
  if (seen.has(e)) return 'end';
  seen.add(e);
  const boxes = [...e.getClientRects()].filter((r) => r.width && r.height);
  const inView = boxes.filter((r) => r.bottom > 1 && r.top < innerHeight - 1 && r.right > 1 && r.left < innerWidth - 1);
  if (!inView.length) return `${name} is out of view`;
  const over = (x, y) => {
    const top = document.elementFromPoint(Math.min(Math.max(x, 0), innerWidth - 1), Math.min(Math.max(y, 0), innerHeight - 1));
    return !top || !(e.contains(top) || top.contains(e) || [...(e.labels || [])].some((l) => l.contains(top)));
  };
  const points = inView.flatMap((r) => [[r.left + r.width / 2, r.top + r.height / 2], [r.left + 2, r.top + 2], [r.right - 2, r.bottom - 2]]);
  if (points.every(([x, y]) => over(x, y))) return `${name} is covered`;
  const look = getComputedStyle(e);
  const marked = (s) => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none';
  const holders = [e, e.parentElement, ...(e.labels || [])];
  if (!holders.some((h) => h && marked(getComputedStyle(h)))) return `${name} does not show that it has the focus (${look.outline})`;
  return '';
})()";

fn walk(tab: &mut Tab) -> Result<Vec<String>, String> {
    let mut faults = Vec::new();
    let most = tab.eval("document.querySelectorAll('*').length")?;
    for stop in 0..most.as_u64().unwrap_or_default() {
        tab.press("Tab")?;
        match tab.text(FOCUS)?.as_str() {
            "" => {}
            "end" if stop > 3 => return Ok(faults),
            "end" => return Ok(vec!["the focus goes nowhere".to_owned()]),
            fault => faults.push(fault.to_owned()),
        }
    }
    Ok(vec!["the focus never comes to the end".to_owned()])
}

fn phone() -> Outcome {
    every_type(View::PHONE, |tab, _| walk(tab))
}

fn desk() -> Outcome {
    every_type(View::DESK, |tab, _| walk(tab))
}

fn skip_links() -> Outcome {
    every_type(View::PHONE, |tab, _| {
        let mut found = Vec::new();
        for expected in ["#content", "help.html", "https://www.wikipedia.org/"] {
            tab.press("Tab")?;
            let link = tab.text("document.activeElement.getAttribute('href')")?;
            // The help page leads to itself by its own name.
            if !link.ends_with(expected) {
                found.push(format!("{link} where {expected} was expected"));
            }
        }
        Ok(found)
    })
}
