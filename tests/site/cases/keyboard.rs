//! Every page by keyboard alone.

use super::super::Case;
use super::super::tab::{Tab, View};
use super::super::tools::Tool::Chromium;
use super::{Outcome, every_type, lines};

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

/// Before each press of Tab: what is wrong with the focus where it is. Out of view, under something else, or not to be told
/// from what has no focus.
const WATCH: &str = "(() => {
  const walk = (self.walk = { faults: [], stops: 0, ended: false });
  const seen = new WeakSet();
  const fault = (e) => {
    const boxes = [...e.getClientRects()].filter((r) => r.width && r.height);
    const inView = boxes.filter((r) => r.bottom > 1 && r.top < innerHeight - 1 && r.right > 1 && r.left < innerWidth - 1);
    if (!inView.length) return 'is out of view';
    const within = (value, most) => Math.min(Math.max(value, 0), most - 1);
    const covered = ([x, y]) => {
      const top = document.elementFromPoint(within(x, innerWidth), within(y, innerHeight));
      return !top || !(e.contains(top) || top.contains(e) || [...(e.labels || [])].some((l) => l.contains(top)));
    };
    const points = inView.flatMap((r) => [[r.left + r.width / 2, r.top + r.height / 2], [r.left + 2, r.top + 2], [r.right - 2, r.bottom - 2]]);
    if (points.every(covered)) return 'is covered';
    const marked = (s) => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none';
    const holders = [e, e.parentElement, ...(e.labels || [])];
    return holders.some((h) => h && marked(getComputedStyle(h))) ? '' : 'does not show that it has the focus';
  };
  addEventListener('keydown', () => {
    const e = document.activeElement;
    if (walk.ended || (!walk.stops && e === document.body)) return;
    if (e === document.body || seen.has(e)) return (walk.ended = true);
    seen.add(e);
    walk.stops += 1;
    const found = fault(e);
    const words = (e.innerText || e.getAttribute('aria-label') || e.name || '').trim().slice(0, 40);
    if (found) walk.faults.push(`${e.tagName} ${e.className} “${words}” ${found}`);
  }, true);
})()";

fn walk(tab: &mut Tab, kind: &str) -> Result<Vec<String>, String> {
    const AT_ONCE: usize = 40;
    tab.eval(WATCH)?;
    let most = tab.eval("document.querySelectorAll('*').length")?;
    for round in 0..most.as_u64().unwrap_or_default() as usize / AT_ONCE + 1 {
        // A page as long as a book has thousands of stops and takes minutes; they are those of the other types again.
        if kind == "whole-guide" && round == 3 {
            return Ok(lines(&tab.eval("walk.faults")?));
        }
        tab.press_often("Tab", AT_ONCE)?;
        if tab.eval("walk.ended")? == true {
            let stops = tab.eval("walk.stops")?.as_u64().unwrap_or_default();
            let mut faults = lines(&tab.eval("walk.faults")?);
            if stops < 5 {
                faults.push(format!("the focus finds {stops} places"));
            }
            return Ok(faults);
        }
    }
    Ok(vec!["the focus never comes to the end".to_owned()])
}

fn phone() -> Outcome {
    every_type(View::PHONE, walk)
}

fn desk() -> Outcome {
    every_type(View::DESK, walk)
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
