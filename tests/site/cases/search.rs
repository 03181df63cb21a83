//! Search, from disk and served.

use super::super::Case;
use super::super::book::{Site, build, guide};
use super::super::tab::{Tab, View, in_new_tab};
use super::super::tools::Tool::{Axe, Chromium};
use super::accessibility::findings;
use super::{Outcome, lines, none};

pub const ALL: &[Case] = &[
    ("search opens on / and leads to a page", &[Chromium], served),
    ("so it does from disk", &[Chromium], from_disk),
    (
        "a link to a place on the page closes it, and two presses open it once",
        &[Chromium],
        places,
    ),
    ("typing errors are forgiven", &[Chromium], typing_errors),
    ("real words find what helps", &[Chromium], real_words),
    (
        "words of danger bring help and the safety check first",
        &[Chromium],
        danger,
    ),
    (
        "what is private is found under its role and under help, and nowhere else",
        &[Chromium],
        private,
    ),
    (
        "facilitator notes are found by practitioners alone",
        &[Chromium],
        facilitator_notes,
    ),
    (
        "search leaves nothing behind, and asks for nothing before it is opened",
        &[Chromium],
        no_traces,
    ),
    (
        "the way out works while search is open",
        &[Chromium],
        way_out,
    ),
    (
        "search fits every view, and axe finds nothing in it",
        &[Chromium, Axe],
        views,
    ),
    ("the key / can be turned off", &[Chromium], key_off),
    ("search knows Spanish", &[Chromium], spanish),
    (
        "search that cannot be loaded says so and leads to all names, and works once it can",
        &[Chromium, Axe],
        cut_off,
    ),
    (
        "a copy without the index says so from disk",
        &[Chromium],
        without_index,
    ),
    (
        "without scripts all names stand in the place of search",
        &[Chromium],
        without_scripts,
    ),
];

const STATUS: &str = "document.querySelector('#search-status').textContent";
const LINKS: &str = "[...document.querySelectorAll('.results a')].map((a) => a.getAttribute('href').replace(/.*\\/(?=[^/]*\\/[^/]*$)/, '') + ' ' + a.textContent)";

/// Opens search on a page and types.
fn look_up(tab: &mut Tab, address: &str, view: View, words: &str) -> Result<Vec<String>, String> {
    tab.open(address, view)?;
    tab.bring_to_front()?;
    tab.click(".to-search")?;
    typed(tab, words)
}

/// Types into the open search, in place of what stood there; gives the results' links with their titles, in order.
fn typed(tab: &mut Tab, words: &str) -> Result<Vec<String>, String> {
    tab.until("document.activeElement.id === 'search-words'")?;
    tab.eval("(() => { const e = document.activeElement; e.value = ''; e.dispatchEvent(new Event('input')); })()")?;
    tab.until(&format!("!/\\d/.test({STATUS})"))?;
    tab.type_in(words)?;
    // The last answer is the one to what stands there now.
    tab.until("document.activeElement.dataset.answered === document.activeElement.value")?;
    Ok(lines(&tab.eval(LINKS)?))
}

fn opens_and_leads(base: &str) -> Outcome {
    in_new_tab(|tab| {
        tab.open(&format!("{base}steps/own-the-harm.html"), View::DESK)?;
        tab.bring_to_front()?;
        tab.press("/")?;
        let found = typed(tab, "when to walk away")?;
        tab.until(&format!("/result/.test({STATUS})"))?;
        let Some(first) = found.first() else {
            return Err("nothing was found".to_owned());
        };
        if !first.contains("walk-away.html") {
            return Err(format!("{first} stands first"));
        }
        tab.press("ArrowDown")?;
        tab.holds("document.activeElement.matches('.results a')")?;
        tab.press("ArrowUp")?;
        tab.holds("document.activeElement.id === 'search-words'")?;
        tab.press("Escape")?;
        tab.holds("document.activeElement.matches('.to-search') && !document.documentElement.matches('.searching')")?;
        tab.press("Enter")?;
        typed(tab, "when to walk away")?;
        tab.press("Enter")?;
        tab.press("Enter")?;
        tab.until("location.pathname.endsWith('/walk-away.html')")?;
        tab.holds("!location.search")
    })
}

fn places() -> Outcome {
    in_new_tab(|tab| {
        // An address that cannot be decoded stops no script.
        tab.open(&format!("{}faqs.html#50%", guide().served), View::DESK)?;
        tab.bring_to_front()?;
        tab.eval(
            "(() => { const b = document.querySelector('.to-search'); b.click(); b.click(); })()",
        )?;
        tab.until("window.mendbookSearch && mendbookSearch.open")?;
        tab.eval("Promise.all([mendbookSearch.open(), mendbookSearch.open()])")?;
        typed(tab, "trust")?;
        tab.until(&format!("/result/.test({STATUS})"))?;
        tab.click(".top a[href='#menu']")?;
        tab.until("location.hash === '#menu' && !document.documentElement.matches('.searching')")?;
        tab.holds("document.querySelector('#menu').getBoundingClientRect().height > 0")
    })
}

/// WCAG 2.2, 2.1.4: whoever speaks to the device, or strays onto a key, can turn a shortcut of one character off.
fn key_off() -> Outcome {
    const ASKED: &str = "!!document.querySelector('script[src$=\"search.js\"]')";
    in_new_tab(|tab| {
        let base = &guide().served;
        for (choice, opens) in [("off", false), ("on", true)] {
            tab.open(&format!("{base}steps/own-the-harm.html"), View::DESK)?;
            tab.click(&format!("#look-slash-{choice}"))?;
            tab.open(&format!("{base}mistakes.html"), View::DESK)?;
            tab.bring_to_front()?;
            tab.press("/")?;
            tab.holds(&format!("{ASKED} === {opens}"))?;
        }
        tab.holds("sessionStorage.getItem('look') === null")
    })
}

fn served() -> Outcome {
    opens_and_leads(&guide().served)
}

fn from_disk() -> Outcome {
    opens_and_leads(&guide().from_disk)
}

/// Each of these words must find one of these titles or addresses among the first few.
fn each_finds(site: &Site, cases: &[(&str, &str)], among: usize) -> Outcome {
    in_new_tab(|tab| {
        look_up(tab, &format!("{}index.html", site.served), View::DESK, "")?;
        let mut faults = Vec::new();
        for (words, wanted) in cases {
            let found = typed(tab, words)?;
            if !found.iter().take(among).any(|one| one.contains(wanted)) {
                faults.push(format!("{words}: no {wanted} in {found:?}"));
            }
        }
        none(&faults)
    })
}

fn typing_errors() -> Outcome {
    let cases = [
        ("appology", "apolog"),
        ("forgivness", "forgiv"),
        ("saftey check", "safety-check"),
        ("aplogise", "apolog"),
        ("wrksheet", "worksheets/"),
    ];
    each_finds(guide(), &cases, 8)
}

fn real_words() -> Outcome {
    let cases = [
        ("affair", "after-an-affair"),
        ("cheated", "after-an-affair"),
        ("he lied", "after-lying"),
        ("forgive", "decide-about-forgiving"),
        ("sorry", "apologise-fully"),
        ("kids", "children"),
        ("money", "money"),
        ("divorce", "money-and-law"),
        ("can't sleep", "sleep"),
        ("should I stay", "hope-or-leave"),
        ("porn", "secrets-online"),
        ("drinking", "drink-drugs-or-gambling"),
        ("phone password", "phone"),
        ("worksheet", "worksheets/"),
    ];
    each_finds(guide(), &cases, 18)
}

fn danger() -> Outcome {
    in_new_tab(|tab| {
        look_up(
            tab,
            &format!("{}index.html", guide().served),
            View::PHONE,
            "",
        )?;
        let mut faults = Vec::new();
        for words in [
            "scared",
            "hit me",
            "he hits",
            "suicide",
            "she threatened me",
            "I want to die",
        ] {
            let found = typed(tab, words)?;
            let first = found.first().is_some_and(|one| one.contains("help.html"));
            let second = found.get(1).is_some_and(|one| one.contains("safety-check"));
            if !(first && second) {
                faults.push(format!("{words}: {found:?}"));
            }
        }
        let found = typed(tab, "agree small things")?;
        if found.first().is_some_and(|one| one.contains("help.html")) {
            faults.push("help stands first where nobody is in danger".to_owned());
        }
        none(&faults)
    })
}

/// The addresses of a page, and what is found there by the title of something that is not for everyone.
fn found_on(tab: &mut Tab, page: &str, title: &str, href: &str) -> Result<bool, String> {
    let found = look_up(tab, &format!("{}{page}", guide().served), View::DESK, title)?;
    Ok(found.iter().any(|one| one.contains(href)))
}

fn private() -> Outcome {
    // Private to whoever fills it in: a sheet of each.
    let pages = guide().pages();
    in_new_tab(|tab| {
        let mut seen = 0;
        for page in pages.iter().filter(|page| page.starts_with("worksheets/")) {
            let html = String::from_utf8_lossy(guide().output.get(page).unwrap_or_default());
            let is_private = html.contains("data-search=\"0 1");
            if !is_private || page.contains("safety-check") {
                continue;
            }
            seen += 1;
            let title = html
                .split("<h1>")
                .nth(1)
                .and_then(|rest| rest.split('<').next());
            let title = title.unwrap_or_default();
            for (place, expected) in [
                ("index.html", false),
                ("sheets.html", false),
                ("practitioners.html", false),
                ("roles/hurt.html", true),
                ("help.html", true),
            ] {
                if found_on(tab, place, title, page)? != expected {
                    return Err(format!("{page} on {place}: found is not {expected}"));
                }
            }
        }
        match seen {
            0 => Err("the guide has no private sheet".to_owned()),
            _ => Ok(()),
        }
    })
}

fn facilitator_notes() -> Outcome {
    let page = guide()
        .pages()
        .into_iter()
        .find(|page| page.starts_with("practitioners/"))
        .ok_or("there are no facilitator notes")?;
    let html = String::from_utf8_lossy(guide().output.get(page).unwrap_or_default());
    let title = html
        .split("<h1>")
        .nth(1)
        .and_then(|rest| rest.split('<').next());
    let title = title.unwrap_or_default().to_owned();
    in_new_tab(|tab| {
        for (place, expected) in [
            ("index.html", false),
            ("help.html", false),
            ("practitioners.html", true),
        ] {
            if found_on(tab, place, &title, page)? != expected {
                return Err(format!("{page} on {place}: found is not {expected}"));
            }
        }
        Ok(())
    })
}

fn no_traces() -> Outcome {
    in_new_tab(|tab| {
        let address = format!("{}faqs.html", guide().served);
        tab.open(&address, View::DESK)?;
        if tab.asked.iter().any(|asked| asked.contains("search")) {
            return Err(format!("asked for before: {:?}", tab.asked));
        }
        look_up(tab, &address, View::DESK, "divorce")?;
        let outside: Vec<_> = tab
            .asked
            .iter()
            .filter(|asked| !asked.starts_with(&guide().served))
            .collect();
        if !outside.is_empty() || !tab.said.is_empty() {
            return Err(format!("{outside:?} {:?}", tab.said));
        }
        tab.holds(&format!("location.href === {address:?} && !document.cookie && !localStorage.length && !sessionStorage.length"))?;
        tab.holds(
            "document.querySelector('#search-words').autocomplete === 'off' && history.length <= 3",
        )?;
        tab.go(&format!("{}help.html", guide().served))?;
        tab.back()?;
        tab.until("location.pathname.endsWith('faqs.html')")?;
        tab.holds("!document.querySelector('#search-words')?.value")
    })
}

fn way_out() -> Outcome {
    in_new_tab(|tab| {
        tab.stand_in_for_outside()?;
        let address = format!("{}index.html", guide().served);
        look_up(tab, &address, View::PHONE, "scared")?;
        tab.click(".exit")?;
        tab.until("location.protocol === 'https:'")?;
        look_up(tab, &address, View::PHONE, "scared")?;
        for _ in 0..3 {
            tab.press("Shift")?;
        }
        tab.until("location.protocol === 'https:'")
    })
}

fn views() -> Outcome {
    in_new_tab(|tab| {
        let mut faults = Vec::new();
        let views = [
            ("narrow", View::NARROW),
            ("phone-dark", View::PHONE.dark()),
            ("tablet", View::TABLET),
            ("desk", View::DESK),
            ("desk-dark", View::DESK.dark()),
        ];
        for (name, view) in views {
            let found = look_up(
                tab,
                &format!("{}index.html", guide().served),
                view,
                "scared of the affair",
            )?;
            if found.len() < 5 {
                faults.push(format!("{name}: {found:?}"));
            }
            faults.extend(findings(tab)?);
            if tab
                .holds("document.documentElement.scrollWidth <= innerWidth")
                .is_err()
            {
                faults.push(format!("{name}: wider than the page"));
            }
            tab.picture(&format!("search-{name}"))?;
        }
        let forced = View::PHONE.forced_colours();
        look_up(
            tab,
            &format!("{}index.html", guide().served),
            forced,
            "sorry",
        )?;
        tab.picture("search-forced-colours")?;
        none(&faults)
    })
}

fn spanish() -> Outcome {
    let book =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books/crianza-compartida");
    let (site, _folder) = build(&book);
    let cases = [
        ("niños", "ninos"),
        ("NINO", "ninos"),
        ("mudanza", "se-muda"),
        ("mudarse de casa", "se-muda"),
        ("repartimos los dias", "repartir-los-dias"),
        ("revisando el plan", "revisar-el-plan"),
        ("seguridda", "walk-away"),
    ];
    each_finds(&site, &cases, 8)
}

/// Whether the page says in view that search could not be loaded, with a link to all names.
const SAID: &str = "(() => { const note = document.querySelector('.search-failed'); const box = note.getBoundingClientRect();\
    return !note.hidden && box.top >= 0 && box.bottom <= innerHeight && !!note.querySelector('a[href$=\"a-z.html\"]'); })()";

fn cut_off() -> Outcome {
    in_new_tab(|tab| {
        let address = format!("{}steps/own-the-harm.html", guide().served);
        // The script of search itself is missing, then its index, then a file that the words need.
        tab.open(&address, View::PHONE)?;
        tab.bring_to_front()?;
        tab.eval("scrollTo(0, 900)")?;
        tab.cut_off(true)?;
        tab.press("/")?;
        tab.until(SAID)?;
        tab.holds("document.querySelector('.spoken').textContent.includes('A to Z')")?;
        none(&findings(tab)?)?;
        tab.picture("search-failed")?;
        tab.cut_off(false)?;
        tab.click(".to-search")?;
        typed(tab, "sorry")?;
        tab.holds("document.querySelector('.search-failed').hidden")?;
        tab.cut_off(true)?;
        tab.eval("document.querySelector('#search-words').value = 'gambling'")?;
        tab.eval("document.querySelector('#search-words').dispatchEvent(new Event('input'))")?;
        tab.until(SAID)?;
        tab.cut_off(false)?;
        typed(tab, "phone")?;
        tab.holds("document.querySelector('.search-failed').hidden")?;
        tab.cut_off(true)?;
        tab.eval("document.querySelector('#search-words').value = 'children'")?;
        tab.eval("document.querySelector('#search-words').dispatchEvent(new Event('input'))")?;
        tab.until(SAID)?;
        tab.cut_off(false)?;
        tab.click(".search-failed a")?;
        tab.until("location.pathname.endsWith('/a-z.html')")
    })
}

fn without_index() -> Outcome {
    let book =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books/crianza-compartida");
    let (site, folder) = build(&book);
    std::fs::remove_dir_all(folder.path().join("search")).map_err(|error| error.to_string())?;
    in_new_tab(|tab| {
        tab.open(&format!("{}faqs.html", site.from_disk), View::DESK)?;
        tab.click(".to-search")?;
        tab.until(SAID)?;
        tab.click(".search-failed a")?;
        tab.until("location.pathname.endsWith('/a-z.html')")
    })
}

fn without_scripts() -> Outcome {
    in_new_tab(|tab| {
        for view in [View::NARROW, View::PHONE, View::DESK] {
            let address = format!("{}steps/own-the-harm.html", guide().served);
            tab.open(&address, view.without_scripts())?;
            tab.holds("document.documentElement.scrollWidth <= innerWidth")?;
            tab.click(".top a.unscripted")?;
            tab.until(
                "location.pathname.endsWith('/a-z.html') && document.readyState === 'complete'",
            )?;
            tab.holds("!document.querySelector('.to-search').offsetHeight")?;
            tab.click("main a[href='#letter_5']")?;
            tab.until("location.hash === '#letter_5'")?;
        }
        tab.picture("a-z-without-scripts")
    })
}
