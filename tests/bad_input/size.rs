//! Too much of a thing: long files, long lines, long lists, large numbers, and what parsers are slow on.

use std::time::{Duration, Instant};

use mendbook::source::{Files, Listed, MemoryFiles, ReadError};

use super::{book, codes, compiled, page, topic};

#[test]
fn ten_megabytes_in_one_line() {
    let line = "word ".repeat(2_000_000);
    assert!(page(&topic(&line), "topics/a.html").len() > 9_000_000);
}

#[test]
fn ten_megabytes_in_many_lines_of_one_paragraph() {
    let lines = "Some words stand on this line, and some on the next.\n".repeat(190_000);
    assert!(page(&topic(&lines), "topics/a.html").len() > 9_000_000);
}

#[test]
fn ten_megabytes_in_yaml() {
    let line = format!(
        "- {{id: f, question: F?, answer: \"{}\"}}\n",
        "word ".repeat(2_000_000)
    );
    assert!(
        page(
            &book(&[("content/faqs.yaml", line.as_bytes())]),
            "faqs.html"
        )
        .len()
            > 9_000_000
    );
    let block = format!(
        "- id: f\n  question: F?\n  answer: >-\n{}",
        "    Some words stand here.\n".repeat(400_000)
    );
    assert!(
        page(
            &book(&[("content/faqs.yaml", block.as_bytes())]),
            "faqs.html"
        )
        .len()
            > 9_000_000
    );
}

#[test]
fn a_file_past_what_is_read() {
    struct Large(MemoryFiles);
    impl Files for Large {
        fn list(&self, folder: &str) -> Vec<Listed> {
            self.0.list(folder)
        }
        fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
            match path {
                "content/topics/a.md" => Err(ReadError::TooLarge(5 << 30)),
                path => self.0.read(path),
            }
        }
    }
    assert_eq!(
        codes(&Large(topic("Words."))),
        ["content/topics/a.md:1:1 too-large"]
    );
}

/// What Markdown parsers have been slow on, each at a size where the square of it would show.
#[test]
fn what_is_hard_for_a_parser_of_markdown() {
    let many = 50_000;
    for text in [
        "[".repeat(many),
        "[[".repeat(many),
        "[[a]".repeat(many),
        "![".repeat(many),
        "](".repeat(many),
        "`".repeat(many) + " a",
        (1..300).map(|count| "`".repeat(count) + " ").collect(),
        "*a ".repeat(many),
        "*a_ ".repeat(many),
        "_a **b ".repeat(many),
        "<".repeat(many),
        "<!--".repeat(many),
        "<a ".repeat(many),
        "<https:".repeat(many),
        "&".repeat(many),
        "{".repeat(many) + "}",
        "{ ".repeat(many) + "}",
        "{a}".repeat(many),
        "\\".repeat(many),
        "|".repeat(many) + "\n" + &"|-".repeat(many) + "\n",
        "a|".repeat(2_000) + "\n" + &"-|".repeat(2_000) + "\n" + &"b|\n".repeat(20),
        "[a]: b\n".repeat(many / 10) + "[a]",
        "[^a]: b\n\n".repeat(many / 10) + &"[^a]".repeat(many / 10),
        "## a\n\n".repeat(many / 5),
        "~~a ".repeat(many),
        "- a\n".repeat(many),
        "1. a\n\n".repeat(many),
        "> a\n\n".repeat(many),
        "[[index]] ".repeat(many / 5),
        "[[nobody]] ".repeat(many / 50),
    ] {
        let files = topic(&text);
        let start = Instant::now();
        compiled(&files);
        let took = start.elapsed();
        assert!(
            took < Duration::from_secs(20),
            "{} took {took:?}",
            &text[..text.floor_char_boundary(20)]
        );
    }
}

#[test]
fn many_notes_at_the_foot() {
    let marks: String = (0..2_000).map(|i| format!("a[^{i}] ")).collect();
    let notes: String = (0..2_000)
        .map(|i| format!("[^{i}]: note {i}\n\n"))
        .collect();
    assert!(page(&topic(&format!("{marks}\n\n{notes}")), "topics/a.html").contains("note 1999"));
}

#[test]
fn a_hundred_thousand_items() {
    let tags = format!(
        "- id: f\n  question: F?\n  answer: G.\n  tags:\n{}",
        "    - tag\n".repeat(100_000)
    );
    assert_eq!(
        codes(&book(&[("content/faqs.yaml", tags.as_bytes())])),
        [""; 0]
    );
    let entries: String = (0..100_000)
        .map(|i| format!("- {{id: f{i}, question: F?, answer: G.}}\n"))
        .collect();
    let found = codes(&book(&[("content/faqs.yaml", entries.as_bytes())]));
    assert!(
        found.len() == 1 && found[0].ends_with("yaml-too-complex"),
        "{:?}",
        found.first()
    );
    let takeaways = format!(
        "---\ntitle: A\ntakeaways:\n{}---\n",
        "  - Do *this*.\n".repeat(100_000)
    );
    assert_eq!(
        codes(&book(&[("content/index.md", takeaways.as_bytes())])),
        [""; 0]
    );
}

#[test]
fn numbers_that_would_fill_the_disk() {
    for field in [
        "{type: scale, id: a, label: A, min: 1, max: 4000000000, low: l, high: h}",
        "{type: lines, id: a, label: A, rows: 4000000000}",
        "{type: box, id: a, label: A, rows: 4000000000}",
        "{type: table, id: a, label: A, columns: [C], blank_rows: 4000000000}",
        "{type: calendar, id: a, label: A, weeks: 4000000000}",
        "{type: letter, id: a, label: A, rows: 4000000000}",
        "{type: two-columns, id: a, label: A, left: L, right: R, rows: 4000000000}",
        "{type: feelings, id: a, label: A, options: [O], columns: 4000000000}",
    ] {
        let sheet = format!(
            "title: W\npurpose: P.\nfilled_by: each\nminutes: 5\nbefore: B.\nstop_rule: S.\nprivacy: P.\n\
             sections:\n  - title: S\n    fields:\n      - {field}\n"
        );
        let found = codes(&book(&[("content/worksheets/w.yaml", sheet.as_bytes())]));
        assert!(
            found
                .iter()
                .any(|code| code.starts_with("content/worksheets/w.yaml:11:")),
            "{field}: {found:?}"
        );
    }
}

#[test]
fn an_id_of_ten_thousand_letters() {
    // No disk takes a file of that name.
    let id = "a".repeat(10_000);
    let text = format!("- {{id: {id}, title: T, body: \"Words.\"}}\n");
    assert_eq!(
        codes(&book(&[("content/topics.yaml", text.as_bytes())])),
        ["content/topics.yaml:1:8 bad-id"]
    );
    assert_eq!(
        codes(&topic(&format!("See [[{id}]]."))),
        ["content/topics/a.md:4:5 bad-id"]
    );
    let long = "a".repeat(200);
    let text = format!("- {{id: {long}, title: T, body: \"Words, and [[{long}b]].\"}}\n");
    assert_eq!(
        codes(&book(&[("content/topics.yaml", text.as_bytes())])),
        ["content/topics.yaml:1:238 bad-id"]
    );
}

#[test]
fn an_alias_bomb() {
    let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for i in 1..12 {
        let again = vec![format!("*a{}", i - 1); 10].join(",");
        bomb += &format!("a{i}: &a{i} [{again}]\n");
    }
    let files = book(&[("content/faqs/a.yaml", bomb.as_bytes())]);
    let codes = codes(&files);
    assert!(
        codes.len() == 1 && codes[0].ends_with("yaml-too-complex"),
        "{codes:?}"
    );
}

#[test]
fn aliases_that_are_no_bomb_work() {
    let text = "- &f {id: f, question: F?, answer: &a \"See [[nobody]], my friend.\"}\n- {id: g, question: G?, answer: *a}\n";
    let codes = codes(&book(&[("content/faqs.yaml", text.as_bytes())]));
    assert_eq!(codes.len(), 2, "{codes:?}");
    assert!(codes[0].starts_with("content/faqs.yaml:1:"), "{codes:?}");
    assert!(codes[1].starts_with("content/faqs.yaml:2:"), "{codes:?}");
}
