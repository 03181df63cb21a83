//! Leaving at once.

use super::super::Case;
use super::super::book::guide;
use super::super::tab::{Tab, View, in_new_tab};
use super::super::tools::Tool::Chromium;
use super::{Outcome, every_page};

pub const ALL: &[Case] = &[
    ("every page can be left at once", &[Chromium], everywhere),
    ("leaving by a click", &[Chromium], by_click),
    ("leaving by Shift three times", &[Chromium], by_shift),
    (
        "whoever types capital letters stays",
        &[Chromium],
        capital_letters,
    ),
    ("leaving without scripts", &[Chromium], without_scripts),
    (
        "without a network, a blank page",
        &[Chromium],
        without_network,
    ),
    (
        "Back brings up no page of the guide",
        &[Chromium],
        back_afterwards,
    ),
    (
        "the page is gone before the other one comes",
        &[Chromium],
        gone_at_once,
    ),
    (
        "nothing is to be seen on the way back, even before scripts are there",
        &[Chromium],
        gone_before_scripts,
    ),
    ("leaving from disk", &[Chromium], from_disk),
];

/// Where the guide's book.toml sends whoever leaves.
const OUTSIDE: &str = "https://www.wikipedia.org/";
const STEP: &str = "steps/own-the-harm.html";
const FAQS: &str = "faqs.html";

/// Calls `test` with a step's page, reached from another page of the guide.
fn reading(view: View, test: impl FnOnce(&mut Tab) -> Outcome) -> Outcome {
    in_new_tab(|tab| {
        tab.stand_in_for_outside()?;
        tab.open(&format!("{}{FAQS}", guide().served), view)?;
        tab.go(&format!("{}{STEP}", guide().served))?;
        tab.bring_to_front()?;
        test(tab)
    })
}

fn left(tab: &mut Tab) -> Outcome {
    tab.until(&format!("location.href == {OUTSIDE:?}"))?;
    let history = tab.history()?;
    match history.iter().any(|address| address.ends_with(STEP)) {
        true => Err(format!("the page stays in the history: {history:?}")),
        false => Ok(()),
    }
}

fn everywhere() -> Outcome {
    let look = "(() => { const e = document.querySelector('.exit'); const r = e && e.getBoundingClientRect();\
        return e && e.href == 'https://www.wikipedia.org/' && r.height >= 44 && r.top >= 0 && r.bottom <= innerHeight\
        && r.right <= innerWidth && document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2) == e; })()";
    every_page(View::PHONE, |tab, page| {
        if tab.text("document.querySelector('meta[http-equiv=refresh]')")? != "null" {
            return Ok(Vec::new());
        }
        let found = tab
            .holds(look)
            .err()
            .map(|_| format!("{page} cannot be left"));
        Ok(found.into_iter().collect())
    })
}

fn by_click() -> Outcome {
    reading(View::PHONE, |tab| {
        tab.click(".exit")?;
        left(tab)
    })
}

fn by_shift() -> Outcome {
    reading(View::DESK, |tab| {
        let spoken = "document.querySelector('.spoken').textContent";
        tab.press("Shift")?;
        tab.until(&format!("{spoken}.includes('two more times')"))?;
        tab.press("Shift")?;
        tab.until(&format!("{spoken}.includes('once more')"))?;
        tab.press("Shift")?;
        left(tab)
    })
}

fn capital_letters() -> Outcome {
    reading(View::DESK, |tab| {
        for letter in ["N", "O", "W", "Y"] {
            tab.call("Input.dispatchKeyEvent", key("keyDown", "Shift"))?;
            tab.press(&format!("Shift+{letter}"))?;
            tab.call("Input.dispatchKeyEvent", key("keyUp", "Shift"))?;
        }
        tab.holds(&format!("location.href.endsWith({STEP:?})"))?;
        tab.holds("!('presses' in document.querySelector('.exit').dataset)")
    })
}

fn key(kind: &str, name: &str) -> serde_json::Value {
    serde_json::json!({ "type": kind, "key": name, "code": "ShiftLeft", "windowsVirtualKeyCode": 16 })
}

fn without_scripts() -> Outcome {
    reading(View::PHONE.without_scripts(), |tab| {
        tab.click(".exit")?;
        tab.until(&format!("location.href == {OUTSIDE:?}"))
    })
}

fn without_network() -> Outcome {
    reading(View::PHONE, |tab| {
        tab.cut_off(true)?;
        tab.click(".exit")?;
        tab.until("location.href == 'about:blank'")
    })
}

/// Neither the page that was left nor one before it: whoever goes back ends outside again, and sees nothing on the way.
fn back_afterwards() -> Outcome {
    reading(View::PHONE, |tab| {
        tab.click(".exit")?;
        left(tab)?;
        tab.back()?;
        // In the end the page before, hidden, has left once more by itself.
        tab.until(&format!(
            "location.href == {OUTSIDE:?} || !document.body.innerText.trim()"
        ))?;
        tab.until(&format!("location.href == {OUTSIDE:?}"))?;
        let history = tab.history()?;
        match history.iter().any(|address| address.contains("127.0.0.1")) {
            true => Err(format!("the guide is still in the history: {history:?}")),
            false => Ok(()),
        }
    })
}

/// Whoever goes back sees nothing, even before the script that leaves again is there.
fn gone_before_scripts() -> Outcome {
    in_new_tab(|tab| {
        tab.call("Network.enable", serde_json::json!({}))?;
        let blocked = serde_json::json!({ "urls": ["*/page.js"] });
        tab.call("Network.setBlockedURLs", blocked)?;
        // A page that is being listened to is not kept as it was.
        tab.open(&format!("{}{STEP}", guide().served), View::PHONE)?;
        tab.eval("addEventListener('unload', () => {})")?;
        tab.eval("sessionStorage.setItem('left', '1')")?;
        tab.go(&format!("{}faqs.html", guide().served))?;
        tab.holds("document.body.innerText.trim() !== ''")?;
        tab.back()?;
        tab.until("document.readyState === 'complete'")?;
        tab.holds("document.body.innerText.trim() === ''")
    })
}

/// Even where the other page is long in coming, nothing is to be seen and the title says nothing.
fn gone_at_once() -> Outcome {
    in_new_tab(|tab| {
        tab.open(&format!("{}{STEP}", guide().served), View::PHONE)?;
        let seen = tab.text(
            "(() => { document.querySelector('.exit').click(); return document.title + '|' + document.body.innerText.trim(); })()",
        )?;
        match seen.as_str() {
            "Loading|Loading" | "Loading|" => Ok(()),
            seen => Err(format!("there is still to be read: {seen}")),
        }
    })
}

fn from_disk() -> Outcome {
    in_new_tab(|tab| {
        tab.stand_in_for_outside()?;
        tab.open(&format!("{}{STEP}", guide().from_disk), View::PHONE)?;
        tab.click(".exit")?;
        left(tab)
    })
}
