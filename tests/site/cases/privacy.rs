//! What a visit leaves behind, and whom it tells: nothing and nobody.

use super::super::Case;
use super::super::book::guide;
use super::super::tab::{Tab, View, in_new_tab};
use super::super::tools::Tool::Chromium;
use super::{Outcome, none};

pub const ALL: &[Case] = &[
    (
        "no page asks for anything outside, complains, or keeps anything",
        &[Chromium],
        every_page_served,
    ),
    (
        "nor does any page from disk",
        &[Chromium],
        every_page_from_disk,
    ),
    (
        "one mark is kept in the tab, and only once somebody has left",
        &[Chromium],
        mark_of_leaving,
    ),
];

/// Everything that a browser could have kept.
const KEPT: &str = "(async () => {
  const kept = [document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage)];
  kept.push(...(await indexedDB.databases()).map((base) => base.name));
  if (self.caches) kept.push(...(await caches.keys()));
  // From disk a browser has no service workers, and says so by an error.
  if (navigator.serviceWorker && location.protocol !== 'file:') kept.push(...(await navigator.serviceWorker.getRegistrations()).map((worker) => worker.scope));
  return kept.filter(Boolean).join(', ');
})()";

fn every_page_served() -> Outcome {
    every_page(&guide().served)
}

fn every_page_from_disk() -> Outcome {
    every_page(&guide().from_disk)
}

fn every_page(base: &str) -> Outcome {
    in_new_tab(|tab| {
        let mut faults = Vec::new();
        // A host shows the page for what is not there at any address, so what it needs starts at the host's top; no disk shows it.
        let shown = |page: &&str| !(base.starts_with("file:") && *page == "404.html");
        for page in guide().pages().into_iter().filter(shown) {
            tab.forget_logs();
            tab.open(&format!("{base}{page}"), View::DESK)?;
            faults.extend(
                traces(tab, base)?
                    .into_iter()
                    .map(|fault| format!("{page}: {fault}")),
            );
        }
        let cookies = tab.call("Network.getAllCookies", serde_json::json!({}))?;
        if cookies["cookies"]
            .as_array()
            .is_none_or(|list| !list.is_empty())
        {
            faults.push(format!("cookies: {cookies}"));
        }
        none(&faults)
    })
}

/// What the page in the tab has asked for elsewhere, complained of, or kept, since the logs were emptied.
fn traces(tab: &mut Tab, base: &str) -> Result<Vec<String>, String> {
    let kept = tab.text(KEPT)?;
    let inside = |address: &&String| address.starts_with(base) || address.starts_with("data:");
    let asked = tab.asked.iter().filter(|address| !inside(address));
    let mut found: Vec<String> = asked.map(|address| format!("asks for {address}")).collect();
    found.extend(tab.said.iter().map(|words| format!("says {words}")));
    if !kept.is_empty() {
        found.push(format!("keeps {kept}"));
    }
    Ok(found)
}

fn mark_of_leaving() -> Outcome {
    in_new_tab(|tab| {
        tab.stand_in_for_outside()?;
        let page = format!("{}steps/own-the-harm.html", guide().served);
        tab.open(&page, View::PHONE)?;
        tab.holds("!sessionStorage.length && !localStorage.length")?;
        tab.click(".exit")?;
        tab.until("location.protocol == 'https:'")?;
        // A new visit in the same tab takes the mark away.
        tab.go(&page)?;
        // The page outside may have loaded only just now, and must not be taken for this one.
        tab.until("location.protocol == 'http:' && document.readyState == 'complete'")?;
        tab.holds("!sessionStorage.length && !localStorage.length")
    })
}
