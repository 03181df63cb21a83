//! The shipped book with `discreet = true`: nothing outside the pages' own text gives away what it is about.

use mendbook::model::date::Date;
use mendbook::pipeline::{Options, compile};
use mendbook::render::Sheets;
use mendbook::source::{DiskFiles, Files, Listed, ReadError};

/// Words that tell what the guide is about, as beginnings of words.
const SUBJECT: &[&str] = &[
    "trust",
    "hurt",
    "partner",
    "affair",
    "abus",
    "violen",
    "safe",
    "danger",
    "harm",
    "forgiv",
    "apolog",
    "cheat",
    "betray",
    "couple",
    "relationship",
    "breakup",
    "divorce",
    "leav",
    "walk-away",
    "phone",
    "money",
    "lying",
    "mend",
    "rebuild",
];

/// Words that tell what sort of book it is.
const FORM: &[&str] = &[
    "help",
    "sign",
    "worksheet",
    "agreement",
    "pack",
    "faq",
    "mistake",
    "step",
    "role",
    "practitioner",
    "facilitator",
    "route",
    "phrase",
    "card",
    "glossary",
    "tension",
];

/// Words that tell what stands at a place on a page.
const PLACES: &[&str] = &[
    "private", "exit", "trace", "country", "letter", "say", "avoid", "part",
];

/// The shipped book on disk, made discreet.
struct Discreet(DiskFiles);

impl Files for Discreet {
    fn list(&self, folder: &str) -> Vec<Listed> {
        self.0.list(folder)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let bytes = self.0.read(path)?;
        if path != "book.toml" {
            return Ok(bytes);
        }
        let text = String::from_utf8_lossy(&bytes).replacen(
            "[book]",
            "[book]\ndiscreet = true\nsite = \"https://example.org\"",
            1,
        );
        Ok(text.into_bytes())
    }
}

/// The first of some words that begins a word of a text.
fn telling(text: &str, words: &[&'static str]) -> Option<&'static str> {
    let text = text.to_lowercase();
    let begins = |word: &str| {
        let mut places = text.match_indices(word);
        places.any(|(at, _)| !text[..at].ends_with(|c: char| c.is_alphabetic()))
    };
    words.iter().copied().find(|word| begins(word))
}

#[test]
fn nothing_outside_the_text_tells_what_it_is_about() {
    let options = Options {
        today: Date::parse("2026-11-23").unwrap(),
        publish: false,
        sheets: Sheets::None,
    };
    let files = Discreet(DiskFiles::new(env!("CARGO_MANIFEST_DIR")));
    let compilation = compile(&files, &options);
    assert!(!compilation.has_errors());
    let mut found = Vec::new();
    let mut look = |what: &str, path: &str, text: &str| {
        let (text, place) = match what {
            "an address" => text.split_once('#').unwrap_or((text, "")),
            _ => (text, ""),
        };
        let word = telling(text, SUBJECT)
            .or_else(|| telling(text, FORM))
            .or_else(|| telling(place, SUBJECT))
            .or_else(|| telling(place, FORM))
            .or_else(|| telling(place, PLACES));
        if let Some(word) = word {
            found.push(format!("{path}: {what} has `{word}`: {text}#{place}"));
        }
    };
    for (path, bytes) in compilation.output.iter() {
        look("the path", path, path);
        let text = String::from_utf8_lossy(bytes);
        if matches!(
            path,
            "site.webmanifest" | "robots.txt" | "_headers" | ".htaccess" | "headers.nginx"
        ) {
            look("the file", path, &text);
        }
        if !path.ends_with(".html") {
            continue;
        }
        if text.contains("<p class=\"lead\"></p>") {
            look("an empty lead", path, "safety");
        }
        let head = text.split("</head>").next().unwrap_or_default();
        look("the head", path, head);
        for attribute in ["href=\"", "src=\"", "download=\"", "action=\""] {
            for (at, _) in text.match_indices(attribute) {
                let value = text[at + attribute.len()..]
                    .split('"')
                    .next()
                    .unwrap_or_default();
                let is_own = !value.contains(':') && !head.contains(value);
                if is_own {
                    look("an address", path, value);
                }
            }
        }
    }
    found.sort();
    found.dedup();
    let shown: Vec<String> = found.iter().take(40).cloned().collect();
    assert!(
        found.is_empty(),
        "{} places, among them\n{}",
        found.len(),
        shown.join("\n")
    );
}
