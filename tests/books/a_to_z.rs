//! The names from A to Z in a book that has too many for one page.

use std::fmt::Write;

use mendbook::model::date::Date;
use mendbook::pipeline::{Options, compile};
use mendbook::render::Sheets;
use mendbook::source::MemoryFiles;

/// What a page may weigh, in bytes, before compression: a third of that remains.
const MOST: usize = 150_000;

#[test]
fn too_many_names_for_one_page_stand_on_several() {
    let mut files = MemoryFiles::new();
    files.add("book.toml", "[book]\ntitle = \"Test book\"\n");
    files.add("content/index.md", "---\ntitle: Test book\n---\nWords.\n");
    let mut faqs = String::new();
    // 40 questions under A, as many under B and C, and 1,700 under D.
    for (letter, count) in [("Ask", 40), ("Be", 40), ("Can", 40), ("Do", 1700)] {
        for number in 0..count {
            writeln!(
                faqs,
                "- {{id: {}-{number}, question: {letter} we talk about thing {number:04}?, answer: Yes.}}",
                letter.to_lowercase()
            )
            .unwrap();
        }
    }
    files.add("content/faqs.yaml", faqs);
    let options = Options {
        today: Date::parse("2026-11-23").unwrap(),
        publish: false,
        sheets: Sheets::None,
    };
    let output = compile(&files, &options).output;
    let page = |path: &str| {
        let bytes = output.get(path).unwrap_or_else(|| panic!("no {path}"));
        assert!(bytes.len() < MOST, "{path} has {} bytes", bytes.len());
        String::from_utf8(bytes.to_vec()).unwrap()
    };
    let whole = page("a-z.html");
    for (part, letters) in [(1, "A–C"), (2, "D"), (3, "D"), (4, "D")] {
        let link = format!("<a href=\"a-z/{part}.html\">{letters}</a>");
        assert!(whole.contains(&link), "{link}");
        assert!(
            page(&format!("a-z/{part}.html")).contains(&format!("From A to Z: {letters}</h1>"))
        );
    }
    assert!(whole.contains("Do we talk about thing 0800? … Do we talk about thing 1599?"));
    assert!(!whole.contains("faqs.html#do-800"));
    let third = page("a-z/3.html");
    assert!(third.contains("<a href=\"../faqs.html#do-800\">"));
    assert!(third.contains("<a href=\"../faqs.html#do-1599\">"));
    assert!(!third.contains("#do-1600\""));
    assert!(output.get("a-z/5.html").is_none());
}
