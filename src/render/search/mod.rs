//! The search index: classic scripts, so that search works from disk too, in files small enough for a large book.
//!
//! `search/0/index.js` is what everyone may search; other numbers are what is for one role, or for practitioners, alone.
//! Beside it stand `w0.js` and on (words), `u0.js` and on (where each word stands) and `t0.js` and on (titles, addresses,
//! texts): words apart from their uses, so that looking for what somebody may have meant, or begins to type, asks for little.
//! Nothing here knows how results look; `static/search.js` of the theme does.

mod findable;
mod index;
mod words;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use self::findable::Findable;
use crate::output::Output;
use crate::resolve::Index;
use crate::site::{Collection, Plan, SearchPart};
use crate::theme::Strings;

/// Every file of the index.
pub fn render(plan: &Plan<'_>, strings: &Strings) -> Output {
    let mut output = Output::new();
    for part in plan.search_parts() {
        let name = part.name(plan);
        let found = findable::of_part(plan, strings, part);
        let kind = |kind: &str| strings.text(&format!("kind.{kind}")).to_owned();
        let read = |one: &Findable| findable::read(plan, strings, one);
        let mut files = index::index(&found, read, kind);
        if part == SearchPart::Everyone {
            files.first["say"] = words(plan, strings);
        }
        let mut add = |file: &str, held: Vec<u8>| {
            let start = format!("mendbookSearch(\"{name}/{file}\",");
            let mut script = Vec::with_capacity(start.len() + held.len() + 2);
            script.extend_from_slice(start.as_bytes());
            script.extend(held);
            script.extend_from_slice(b")\n");
            output.add(format!("search/{name}/{file}.js"), script);
        };
        add("index", files.first.to_string().into_bytes());
        for (letter, files) in [
            ("w", files.words),
            ("u", files.uses),
            ("t", files.documents),
        ] {
            for (number, held) in files.into_iter().enumerate() {
                add(&format!("{letter}{number}"), held);
            }
        }
    }
    output
}

/// What the client says, and what it knows of the language and of danger.
fn words(plan: &Plan<'_>, strings: &Strings) -> Value {
    let text = |key: &str| strings.text(&format!("search.{key}")).to_owned();
    let said = |key: &str| {
        strings
            .list(&format!("search.{key}"))
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
    };
    let own = plan.config.search.as_ref();
    let same = own.map(|own| own.same.iter()).into_iter().flatten();
    let danger = own.map(|own| own.danger.iter()).into_iter().flatten();
    let lists = |line: &str| {
        let words = line.split(',').map(|word| word.trim().to_owned());
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>()
    };
    let mut groups: Vec<Vec<String>> = said("same").into_iter().map(lists).collect();
    groups.extend(same.map(|line| lists(&line.value)));
    let mut dangers: Vec<String> = said("danger").into_iter().flat_map(lists).collect();
    dangers.extend(danger.flat_map(|line| lists(&line.value)));
    // The client takes the form that goes with the number in the book's language.
    let forms = ["zero", "one", "two", "few", "many", "other"].into_iter();
    let counts: BTreeMap<&str, String> = forms
        .filter(|form| strings.has(&format!("search.count.{form}")))
        .map(|form| (form, text(&format!("count.{form}"))))
        .collect();
    json!({
        "label": text("label"),
        "about": text("about"),
        "close": text("close"),
        "none": text("none"),
        "count": counts,
        "best": text("best"),
        "unsafe": text("unsafe"),
        "endings": said("endings"),
        "same": groups,
        "danger": dangers,
        "first": first_aid(plan, strings),
    })
}

/// Where whoever is in danger finds help: the page of help, and the safety check.
fn first_aid(plan: &Plan<'_>, strings: &Strings) -> Vec<[String; 2]> {
    let mut links = Vec::new();
    if let Some(help) = plan.collection(Collection::Help) {
        links.push([strings.text("search.help").to_owned(), help.to_owned()]);
    }
    let entries = plan.book.entries.iter();
    let check: Option<Index> = entries
        .enumerate()
        .find(|(_, entry)| plan.book.is_safety_check(entry))
        .map(|(index, _)| index);
    if let Some(check) = check {
        let title = plan.book.entries[check].title.value.to_string();
        links.push([title, plan.link(check, "")]);
    }
    links
}
