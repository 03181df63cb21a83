//! Filling in on the screen: kept nowhere, kept when somebody asks, forgotten, and printed whole.

use super::super::Case;
use super::super::book::guide;
use super::super::tab::{Tab, View, in_new_tab, keep};
use super::super::tools::Tool::{Chromium, Poppler};
use super::super::tools::{pdf_text, target};
use super::Outcome;

pub const ALL: &[Case] = &[
    (
        "what is typed on a sheet is kept nowhere, and Back does not bring it up again",
        &[Chromium],
        kept_nowhere,
    ),
    (
        "nor does it what was ticked on the whole guide",
        &[Chromium],
        whole_guide,
    ),
    (
        "what a reader asks to keep is there again, and can be forgotten on the sheet",
        &[Chromium],
        kept_when_asked,
    ),
    (
        "of several choices in an agreement, the one that was picked is kept and no other",
        &[Chromium],
        choices_are_kept,
    ),
    (
        "everything that is kept can be forgotten at the foot of any page",
        &[Chromium],
        forgotten_elsewhere,
    ),
    (
        "a private sheet never offers to keep anything",
        &[Chromium],
        private_sheets,
    ),
    (
        "however much was typed, all of it is printed",
        &[Chromium, Poppler],
        printed_whole,
    ),
    (
        "a look holds in the tab, from page to page, and leaves nothing on the device",
        &[Chromium],
        looks,
    ),
];

/// A sheet with an area to write in.
const SHEET: &str = "worksheets/what-broke.html";

/// The first area of the sheet.
const AREA: &str = "form.sheet textarea";

/// What stands in it.
const WRITTEN: &str = "document.querySelector('form.sheet textarea').value";

/// Opens the sheet and types into its first area.
fn type_on_the_sheet(tab: &mut Tab) -> Outcome {
    tab.open(&format!("{}{SHEET}", guide().served), View::DESK)?;
    tab.bring_to_front()?;
    tab.click(AREA)?;
    tab.type_in("Only mine")
}

fn kept_nowhere() -> Outcome {
    in_new_tab(|tab| {
        type_on_the_sheet(tab)?;
        tab.holds(&format!("{WRITTEN} === 'Only mine'"))?;
        tab.holds("localStorage.length + sessionStorage.length === 0")?;
        tab.go(&format!("{}faqs.html", guide().served))?;
        tab.holds("document.querySelector('.forget-all').hidden")?;
        tab.back()?;
        tab.until("document.querySelector('form.sheet textarea')")?;
        tab.holds(&format!("{WRITTEN} === ''"))
    })
}

fn whole_guide() -> Outcome {
    const TICKED: &str = "document.querySelectorAll('form.sheet input:checked').length";
    in_new_tab(|tab| {
        tab.open(&format!("{}whole-guide.html", guide().served), View::DESK)?;
        tab.eval("document.querySelector('form.sheet input[type=checkbox]').checked = true")?;
        tab.holds(&format!("{TICKED} === 1"))?;
        tab.go(&format!("{}faqs.html", guide().served))?;
        tab.back()?;
        tab.until("document.querySelector('form.sheet')")?;
        tab.holds(&format!("{TICKED} === 0"))
    })
}

fn kept_when_asked() -> Outcome {
    in_new_tab(|tab| {
        type_on_the_sheet(tab)?;
        tab.click("#keep")?;
        tab.holds("localStorage.length === 1")?;
        tab.holds("/this device/.test(document.querySelector('.kept').textContent)")?;
        tab.picture("sheet-kept")?;
        type_more(tab)?;
        tab.go(&format!("{}{SHEET}", guide().served))?;
        tab.holds(&format!("{WRITTEN} === 'Only mine, and more'"))?;
        tab.holds("document.querySelector('#keep').checked")?;
        tab.click("form.sheet [type=reset]")?;
        tab.holds(&format!("{WRITTEN} === ''"))?;
        tab.holds("localStorage.length === 0 && !document.querySelector('#keep').checked")
    })
}

/// One of several ways, in an agreement: that one is there again, and no other.
fn choices_are_kept() -> Outcome {
    in_new_tab(|tab| {
        let page = format!("{}agreements/openness-for-a-while.html", guide().served);
        tab.open(&page, View::DESK)?;
        tab.bring_to_front()?;
        let group = "document.querySelectorAll('.blank-choices[role=radiogroup]')[0]";
        let ticked =
            format!("[...{group}.querySelectorAll('input')].map(one => one.checked).join()");
        tab.click(".blank-choices[role=radiogroup] label:nth-of-type(2) input")?;
        tab.click("#keep")?;
        tab.holds("localStorage.length === 1")?;
        tab.go(&page)?;
        tab.holds("document.querySelector('#keep').checked")?;
        tab.holds(&format!(
            "{ticked}.startsWith('false,true') && !{ticked}.slice(11).includes('true')"
        ))?;
        tab.click("form.sheet [type=reset]")
    })
}

fn type_more(tab: &mut Tab) -> Outcome {
    tab.click(AREA)?;
    tab.press("End")?;
    tab.type_in(", and more")
}

fn forgotten_elsewhere() -> Outcome {
    in_new_tab(|tab| {
        type_on_the_sheet(tab)?;
        tab.click("#keep")?;
        tab.go(&format!("{}index.html", guide().served))?;
        tab.holds("!document.querySelector('.bottom .forget-all').hidden")?;
        tab.click(".bottom .forget-all button")?;
        tab.holds("localStorage.length === 0")?;
        tab.holds("document.querySelector('.bottom .forget-all').hidden")?;
        tab.go(&format!("{}{SHEET}", guide().served))?;
        tab.holds(&format!("{WRITTEN} === ''"))
    })
}

fn private_sheets() -> Outcome {
    in_new_tab(|tab| {
        tab.open(
            &format!("{}worksheets/safety-check.html", guide().served),
            View::PHONE,
        )?;
        tab.holds("document.querySelector('form.sheet') && !document.querySelector('#keep')")
    })
}

fn printed_whole() -> Outcome {
    in_new_tab(|tab| {
        tab.open(&format!("{}{SHEET}", guide().served), View::DESK)?;
        tab.bring_to_front()?;
        tab.click(AREA)?;
        let words: Vec<String> = (1..=600).map(|n| format!("word{n}")).collect();
        tab.type_in(&words.join(" "))?;
        keep("sheet-typed", "pdf", &tab.print()?)?;
        let paper = pdf_text(&target("site-pictures").join("sheet-typed.pdf"))?;
        let missing: Vec<&str> = words
            .iter()
            .map(String::as_str)
            .filter(|word| !paper.split_whitespace().any(|found| found == *word))
            .collect();
        if !missing.is_empty() {
            return Err(format!("not on paper: {}", missing.join(" ")));
        }
        tab.holds("!document.querySelector('.typed, .is-typed')")
    })
}

fn looks() -> Outcome {
    in_new_tab(|tab| {
        let size = "parseFloat(getComputedStyle(document.documentElement).fontSize)";
        tab.open(&format!("{}faqs.html", guide().served), View::DESK)?;
        tab.bring_to_front()?;
        let before = tab.eval(size)?;
        let light = tab.text("getComputedStyle(document.body).backgroundColor")?;
        tab.click("#look_text_2")?;
        tab.click("#look-dark")?;
        tab.go(&format!("{}cards.html", guide().served))?;
        tab.holds(&format!("{size} > {before}"))?;
        tab.holds(&format!(
            "getComputedStyle(document.body).backgroundColor !== {light:?}"
        ))?;
        tab.holds("localStorage.length === 0")?;
        tab.click("#look_text_1")?;
        tab.click("#look-device")?;
        tab.holds("sessionStorage.length === 0")
    })
}
