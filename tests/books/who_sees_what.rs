//! The table of who sees what, held against every output: one entry of each audience, each with a word that stands
//! nowhere else, and one test for each column of the table.

use std::collections::BTreeMap;
use std::io::Read;

use mendbook::model::answers::Answers;
use mendbook::model::date::Date;
use mendbook::output::Output;
use mendbook::pipeline::{Options, checked, compile};
use mendbook::render::Sheets;
use mendbook::site::sheet::{self, Making};
use mendbook::source::MemoryFiles;

/// The rows of the table: what a reader calls it, the word in its text, and its page.
const EVERYONE: Row = ("for everyone", "word-everyone", "topics/open.html");
const ONE_ROLE: Row = ("for one role", "word-one-role", "notes/for-hurt.html");
const PRIVATE: Row = ("private to a role", "word-private", "topics/alone.html");
const EACH: Row = (
    "private to whoever fills it in",
    "word-each",
    "worksheets/each.html",
);
const SIGN: Row = ("safety sign", "word-sign", "walk-away.html");
const CHECK: Row = ("safety check", "word-check", "worksheets/check.html");
const PACK: Row = ("pack of a private sheet", "word-pack", "packs/own.html");
const FACILITATOR: Row = (
    "facilitator notes",
    "word-facilitator",
    "practitioners/week.html",
);
const DRAFT: Row = ("draft", "word-draft", "topics/later.html");

const ROWS: &[Row] = &[
    EVERYONE,
    ONE_ROLE,
    PRIVATE,
    EACH,
    SIGN,
    CHECK,
    PACK,
    FACILITATOR,
    DRAFT,
];

type Row = (&'static str, &'static str, &'static str);

const BOOK: &str = r#"[book]
title = "Test book"
site = "https://example.org"
[[role]]
id = "hurt"
name = "The hurt partner"
[[role]]
id = "broke-trust"
name = "The partner who broke trust"
"#;

const AGREEMENT: &str = "title: Share\nparties: [hurt, broke-trust]\npurpose: P.\n\
    blanks: [{id: start, label: Start, type: date}]\n\
    clauses: [{text: \"From {start}.\"}, {alternatives: [\"Read [[alone]] and [[later]].\", Rest.]}]\n\
    starts: Now.\nreview_days: 14\nreview: Then.\nexpires: Then.\nending: Either of us may end this.\n\
    free_choice: Freely.\nnot_legal: No contract.\n\
    exceptions: [work, children, doctors, lawyers, therapists, helplines]\nreviewed: 2026-11-01\n";

fn worksheet(title: &str, more: &str) -> String {
    format!(
        "title: {title}\npurpose: P.\nfilled_by: each\nminutes: 5\nbefore: B.\nstop_rule: S.\nprivacy: P.\n\
         sections: {{title: S, fields: [{{type: line, id: l, label: L}}]}}\nreviewed: 2026-11-01\n{more}\n"
    )
}

fn files() -> MemoryFiles {
    let mut files = MemoryFiles::new();
    files.add("book.toml", BOOK);
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let reviewed = "reviewed: 2026-11-01";
    let all = [
        file(
            "content/index.md",
            "---\ntitle: Test book\nsafety_check: check\nrelated: [week, open]\n---\nWords.\n",
        ),
        file(
            "content/topics/open.md",
            &format!("---\ntitle: Open word-everyone\n{reviewed}\n---\nword-everyone\n"),
        ),
        file(
            "content/topics/alone.md",
            &format!(
                "---\ntitle: Alone word-private\nprivate: hurt\nsummary: word-private\n{reviewed}\n---\nword-private\n"
            ),
        ),
        file(
            "content/topics/later.md",
            &format!("---\ntitle: Later word-draft\ndraft: true\n{reviewed}\n---\nword-draft\n"),
        ),
        file(
            "content/notes.yaml",
            &format!(
                "- {{id: for-hurt, title: Note word-one-role, for: hurt, body: word-one-role, {reviewed}}}\n"
            ),
        ),
        file(
            "content/walk-away.yaml",
            &format!(
                "- {{id: fear, title: Fear word-sign, what: word-sign, group: safety, what_to_do: T., private: hurt, {reviewed}}}\n"
            ),
        ),
        file(
            "content/worksheets/check.yaml",
            &worksheet(
                "Is it safe word-check",
                // It is private whether it says so or not.
                "summary: word-check",
            ),
        ),
        file(
            "content/worksheets/each.yaml",
            &worksheet("Stay word-each", "summary: word-each\nprivate: each"),
        ),
        file(
            "content/worksheets/week.yaml",
            &worksheet("Our week", "facilitator: word-facilitator"),
        ),
        file("content/agreements/share.yaml", AGREEMENT),
        file(
            "content/packs.yaml",
            "- {id: first, title: First, session: One, sheets: [{id: week, role: both}], facilitator: word-facilitator}\n\
             - {id: own, title: Own word-pack, summary: word-pack, session: One, sheets: [{id: each, role: hurt}]}\n",
        ),
    ];
    for (path, text) in all {
        files.add(path.as_str(), text);
    }
    files
}

fn options() -> Options {
    Options {
        today: Date::parse("2026-11-23").unwrap(),
        publish: false,
        sheets: Sheets::None,
    }
}

fn output() -> Output {
    let compilation = compile(&files(), &options());
    assert!(!compilation.has_errors(), "{:?}", compilation.diagnostics);
    compilation.output
}

/// What stands in the files whose paths are chosen, by path.
fn texts(output: &Output, chosen: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
    output
        .iter()
        .filter(|(path, _)| chosen(path))
        .map(|(path, bytes)| (path.to_owned(), String::from_utf8_lossy(bytes).into_owned()))
        .collect()
}

/// Holds one column of the table against some files: the rows that are there, and no others.
fn column(name: &str, files: &BTreeMap<String, String>, there: &[Row]) {
    assert!(!files.is_empty(), "{name}: no such file");
    for row in ROWS {
        let (what, word, _) = row;
        let found: Vec<&String> = files
            .iter()
            .filter(|(_, text)| text.contains(word))
            .map(|(path, _)| path)
            .collect();
        if there.contains(row) {
            assert!(!found.is_empty(), "{name}: what is {what} is missing");
        } else {
            assert!(
                found.is_empty(),
                "{name}: what is {what} stands in {found:?}"
            );
        }
    }
}

#[test]
fn own_pages() {
    let output = output();
    for (what, word, path) in ROWS {
        let page = output.get(path).map(String::from_utf8_lossy);
        match (*what, page) {
            ("draft", page) => assert!(page.is_none(), "a draft has a page"),
            (_, Some(page)) => assert!(page.contains(word), "{path} lacks what is {what}"),
            (_, None) => panic!("{path}: what is {what} has no page"),
        }
    }
    let unlisted = [PRIVATE, EACH, PACK, FACILITATOR];
    for (what, _, path) in ROWS {
        let Some(page) = output.get(path).map(String::from_utf8_lossy) else {
            continue;
        };
        let asks = page.contains("name=\"robots\" content=\"noindex");
        let is_unlisted = unlisted.iter().any(|(row, _, _)| row == what);
        assert_eq!(
            asks, is_unlisted,
            "{path}: what is {what}, for search engines"
        );
    }
}

#[test]
fn lists_for_everyone() {
    let lists = texts(&output(), |path| {
        let names = [
            "topics",
            "sheets",
            "walk-away",
            "route",
            "index",
            "faqs",
            "404",
        ];
        names.iter().any(|name| path == format!("{name}.html"))
    });
    // A note is listed on its role's page alone: no list gathers notes. The check is linked from every page.
    column("the lists", &lists, &[EVERYONE, SIGN, CHECK]);
}

/// What stands in for search lists what everyone may search.
#[test]
fn from_a_to_z() {
    let names = texts(&output(), |path| path == "a-z.html");
    let all = [EVERYONE, ONE_ROLE, SIGN, CHECK];
    column("the names from A to Z", &names, &all);
}

#[test]
fn under_the_role_and_under_help() {
    let output = output();
    let own = texts(&output, |path| path == "roles/hurt.html");
    column(
        "the role's own page",
        &own,
        &[ONE_ROLE, PRIVATE, EACH, CHECK, PACK],
    );
    let other = texts(&output, |path| path == "roles/broke-trust.html");
    column("the other role's page", &other, &[EACH, CHECK]);
    let help = texts(&output, |path| path == "help.html");
    column("help", &help, &[PRIVATE, EACH, CHECK, SIGN, PACK]);
}

#[test]
fn for_practitioners_only() {
    let output = output();
    let apart = texts(&output, |path| path.starts_with("practitioners/"));
    column("the facilitator's pages", &apart, &[FACILITATOR, CHECK]);
    // The part of the search index that practitioners' pages alone ask: see the test of search.
    let for_them = |path: &str| path.starts_with("practitioners/") || path.starts_with("search/3/");
    let others = texts(&output, |path| !for_them(path));
    for (path, text) in others {
        assert!(
            !text.contains(FACILITATOR.1),
            "{path} has facilitator notes"
        );
    }
}

/// What practitioners alone get as files is linked from their pages alone, and kept nowhere.
#[cfg(feature = "print")]
#[test]
fn files_for_practitioners() {
    let output = output();
    let file = "packs/first-facilitator.pdf";
    let naming = texts(&output, |path| path.ends_with(".html"));
    let naming: Vec<&String> = naming
        .iter()
        .filter(|(_, html)| html.contains("first-facilitator"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(naming, ["practitioners.html", "practitioners/first.html"]);
    let headers = String::from_utf8_lossy(output.get("_headers").unwrap()).into_owned();
    let rule = format!("/{}*\n", file.trim_end_matches(".pdf"));
    let own = headers.split(&rule).last().unwrap_or_default();
    assert!(
        own.starts_with("  Cache-Control: no-store\n  X-Robots-Tag"),
        "{own}"
    );
}

/// A private sheet says so on paper too and shows no address, and what two share names nothing private, be it to the ear.
#[test]
fn on_paper() {
    let found = checked(&files(), &options(), |book| {
        let making = Making {
            plan: book.plan,
            strings: &book.theme.strings,
            answers: &Answers::default(),
            ready: str::to_owned,
        };
        ["each", "check", "week", "share"].map(|id| {
            let index = book.plan.book.find(id).unwrap();
            sheet::sheet(making, index, false).unwrap()
        })
    });
    let [each, check, week, share] = found.output.unwrap();
    for private in [each, check] {
        assert_ne!(private.view.private, "", "{}", private.view.title);
        assert_eq!(private.view.address, "", "{}", private.view.title);
    }
    assert_eq!(week.view.private, "");
    assert_eq!(
        week.view.address,
        "https://example.org/worksheets/week.html"
    );
    let tips: Vec<&str> = share.slots.iter().map(|slot| slot.tip.as_str()).collect();
    let words = format!("{:?} {tips:?}", share.view);
    for hidden in ["alone", "word-private", "later"] {
        assert!(!words.contains(hidden), "{hidden}: {words}");
    }
}

#[test]
fn the_whole_guide() {
    let whole = texts(&output(), |path| path == "whole-guide.html");
    column(
        "the whole guide",
        &whole,
        &[EVERYONE, ONE_ROLE, SIGN, CHECK],
    );
}

#[test]
fn the_book_for_other_programs() {
    let guide = texts(&output(), |path| path == "guide.json");
    column("guide.json", &guide, &[EVERYONE, ONE_ROLE, SIGN, CHECK]);
}

/// Each part of the index holds its own, and a page asks no part that is not for it.
#[test]
fn search() {
    let output = output();
    let part = |name: &str| {
        let folder = format!("search/{name}/");
        texts(&output, |path| path.starts_with(&folder))
    };
    let all = [EVERYONE, ONE_ROLE, SIGN, CHECK];
    column("what everyone may search", &part("0"), &all);
    let own = [PRIVATE, EACH, PACK];
    column("what one role may search", &part("1"), &own);
    column("what the other may search", &part("2"), &[EACH]);
    column("what practitioners may search", &part("3"), &[FACILITATOR]);
    for (path, parts) in [
        ("index.html", "0"),
        (EVERYONE.2, "0"),
        (ONE_ROLE.2, "0"),
        ("roles/hurt.html", "0 1"),
        ("roles/broke-trust.html", "0 2"),
        (PRIVATE.2, "0 1"),
        ("help.html", "0 1 2"),
        ("practitioners.html", "0 3"),
        (FACILITATOR.2, "0 3"),
    ] {
        let html = String::from_utf8_lossy(output.get(path).unwrap()).into_owned();
        let asked = format!("data-search=\"{parts}\"");
        assert!(html.contains(&asked), "{path} does not ask {parts}");
    }
}

#[test]
fn the_feed() {
    let feed = texts(&output(), |path| path == "feed.xml");
    column("the feed", &feed, &[EVERYONE, ONE_ROLE, SIGN, CHECK]);
}

#[test]
fn the_sitemap() {
    let output = output();
    let sitemap = String::from_utf8_lossy(output.get("sitemap.xml").unwrap()).into_owned();
    for (what, _, path) in ROWS {
        let listed = [EVERYONE, ONE_ROLE, SIGN, CHECK]
            .iter()
            .any(|(row, _, _)| row == what);
        assert_eq!(
            sitemap.contains(&format!("/{path}<")),
            listed,
            "the sitemap: what is {what}"
        );
    }
}

/// The zip holds the files that were built, and nothing else: every other column holds for it too.
#[test]
fn the_zip() {
    let output = output();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.zip");
    mendbook::cli::write::stage_zip(&output, "book", &path)
        .unwrap()
        .put()
        .unwrap();
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    assert_eq!(zip.len(), output.len());
    for (path, bytes) in output.iter() {
        let mut packed = Vec::new();
        let mut file = zip.by_name(&format!("book/{path}")).unwrap();
        file.read_to_end(&mut packed).unwrap();
        assert_eq!(packed, bytes, "{path}");
    }
}
