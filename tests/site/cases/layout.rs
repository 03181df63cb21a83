//! Pages at every width, and at twice the size of letters; a picture of each type of page is kept.

use super::super::Case;
use super::super::tab::{Tab, View};
use super::super::tools::Tool::Chromium;
use super::{Outcome, VIEWS, every_page, every_type, lines};

pub const ALL: &[Case] = &[
    (
        "every page fits 320 pixels without scrolling sideways",
        &[Chromium],
        narrow,
    ),
    (
        "letters twice the size cut nothing off (desk)",
        &[Chromium],
        large_letters_desk,
    ),
    (
        "letters twice the size cut nothing off (phone)",
        &[Chromium],
        large_letters_phone,
    ),
    (
        "help and the way out are 44 pixels high and in the same place on every page",
        &[Chromium],
        same_place,
    ),
    (
        "pictures of every type of page at three widths, in the light and in the dark",
        &[Chromium],
        pictures,
    ),
    (
        "pictures in the system's own colours",
        &[Chromium],
        pictures_forced,
    ),
];

/// What stands out of the page at the side, or is cut off by the box that it is in.
const CUT: &str = "(() => {
  const found = [];
  const name = (e) => `${e.tagName} ${e.className} “${(e.innerText || '').trim().slice(0, 40)}”`;
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) {
    const wide = [...document.querySelectorAll('body *')].filter((e) =>
      e.getBoundingClientRect().right > innerWidth + .5 && !e.closest('.table'));
    found.push(`${root.scrollWidth} pixels wide: ${wide.slice(-2).map(name).join(', ')}`);
  }
  for (const e of document.querySelectorAll('body *')) {
    const look = getComputedStyle(e);
    const hides = /hidden|clip/.test(look.overflowX + look.overflowY) && look.position !== 'absolute' && !e.closest('svg');
    if (hides && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) && e.clientHeight > 1) {
      found.push(`${name(e)} is cut off`);
    }
  }
  return found;
})()";

fn narrow() -> Outcome {
    every_page(View::NARROW, |tab, _| cut(tab))
}

fn large_letters_desk() -> Outcome {
    large_letters(View::DESK)
}

fn large_letters_phone() -> Outcome {
    large_letters(View::PHONE)
}

fn large_letters(view: View) -> Outcome {
    every_type(view, |tab, _| {
        tab.eval("document.documentElement.style.fontSize = '200%'")?;
        cut(tab)
    })
}

/// What stands out of the page at the side, or is cut off, when everything is open.
pub fn cut(tab: &mut Tab) -> Result<Vec<String>, String> {
    opened(tab, CUT)
}

/// What a script finds when everything is open.
fn opened(tab: &mut Tab, script: &str) -> Result<Vec<String>, String> {
    tab.eval("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")?;
    Ok(lines(&tab.eval(script)?))
}

fn same_place() -> Outcome {
    const PLACES: &str = "JSON.stringify(['.to-help', '.exit'].map((s) => {
      const r = document.querySelector(s).getBoundingClientRect();
      return [r.x, r.y, r.width, r.height].map(Math.round);
    }))";
    for view in [View::NARROW, View::PHONE, View::TABLET, View::DESK] {
        let first = std::cell::RefCell::new(String::new());
        every_type(view, |tab, _| {
            let places = tab.text(PLACES)?;
            let mut first = first.borrow_mut();
            if first.is_empty() {
                first.clone_from(&places);
            }
            let low = tab.text("['.to-help', '.exit'].filter((s) => document.querySelector(s).getBoundingClientRect().height < 44).join()")?;
            let mut found = Vec::new();
            if *first != places {
                found.push(format!("{places} where other pages have {first}"));
            }
            if !low.is_empty() {
                found.push(format!("{low} is less than 44 pixels high"));
            }
            Ok(found)
        })?;
    }
    Ok(())
}

fn pictures() -> Outcome {
    for (name, view) in VIEWS {
        every_type(*view, |tab, kind| {
            tab.picture(&format!("{kind}-{name}"))?;
            Ok(Vec::new())
        })?;
    }
    Ok(())
}

fn pictures_forced() -> Outcome {
    every_type(View::PHONE.forced_colours(), |tab, kind| {
        tab.picture(&format!("{kind}-forced-colours"))?;
        Ok(Vec::new())
    })
}
