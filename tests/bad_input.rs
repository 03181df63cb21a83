//! Bad input: whatever stands in a book's folder, the compiler works or says what is wrong, soon, and never panics.
//!
//! Everything here runs in threads with 2 MiB of stack, as a thread of the standard library has. The time limits are far
//! from what the work takes: they catch what grows with the square of its input, and not a busy machine.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::time::{Duration, Instant};

use mendbook::model::date::Date;
use mendbook::pipeline::{Compilation, Options, compile};
use mendbook::source::{Files, MemoryFiles};

const BOOK: &str = "[book]\ntitle = \"Test book\"\n\n[[role]]\nid = \"hurt\"\nname = \"Hurt\"\n";
const GUIDE: &str = "---\ntitle: Test book\n---\nWords.\n";
/// A debug build reads some 3 MB of Markdown a second on one core.
const SOON: Duration = Duration::from_secs(60);

/// A sound book and the files given.
fn book(files: &[(&str, &[u8])]) -> MemoryFiles {
    let mut book = MemoryFiles::new();
    book.add("book.toml", BOOK);
    book.add("content/index.md", GUIDE);
    for (path, bytes) in files {
        book.add(*path, *bytes);
    }
    book
}

/// Compiles on small stacks and looks at the clock.
fn compiled(files: &dyn Files) -> Compilation {
    let options = Options {
        today: Date::parse("2026-11-23").unwrap(),
        publish: true,
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(2)
        .stack_size(2 << 20)
        .build()
        .unwrap();
    let start = Instant::now();
    let compilation = pool.install(|| compile(files, &options));
    let took = start.elapsed();
    assert!(took < SOON, "it took {took:?}");
    for diagnostic in &compilation.diagnostics {
        let span = diagnostic.primary.span;
        let length = compilation.sources.get(span.file).text.len();
        assert!(
            span.range().start <= span.range().end && span.range().end <= length,
            "{diagnostic:?} of {length}"
        );
    }
    compilation
}

/// Each diagnostic's place and code, warnings on what nothing leads to left out.
fn codes(files: &dyn Files) -> Vec<String> {
    let compilation = compiled(files);
    let told = compilation
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code != "orphan-entry");
    told.map(|diagnostic| {
        let path = compilation.sources.path(diagnostic.primary.span.file);
        let place = compilation.sources.line_column(diagnostic.primary.span);
        format!("{path}:{}:{} {}", place.line, place.column, diagnostic.code)
    })
    .collect()
}

/// The text of a built page.
fn page(files: &dyn Files, path: &str) -> String {
    let compilation = compiled(files);
    assert!(!compilation.has_errors(), "{:?}", compilation.diagnostics);
    String::from_utf8(compilation.output.get(path).unwrap().to_vec()).unwrap()
}

/// A topic with this text.
fn topic(body: &str) -> MemoryFiles {
    book(&[(
        "content/topics/a.md",
        format!("---\ntitle: A\n---\n{body}\n").as_bytes(),
    )])
}

#[test]
fn no_book_toml() {
    let mut files = MemoryFiles::new();
    files.add("content/index.md", GUIDE);
    assert_eq!(codes(&files), ["book.toml:1:1 missing-config"]);
    assert!(compiled(&files).output.is_empty());
}

#[test]
fn not_utf8() {
    let latin = b"---\ntitle: caf\xe9\n---\nWords.\n";
    assert_eq!(
        codes(&book(&[("content/topics/a.md", latin)])),
        ["content/topics/a.md:1:1 not-utf8"]
    );
    assert_eq!(
        codes(&book(&[("content/faqs.yaml", b"\xff\xfe-\0 \0")])),
        ["content/faqs.yaml:1:1 not-utf8"]
    );
    assert_eq!(
        codes(&book(&[("book.toml", b"[book]\ntitle = \"caf\xe9\"\n")])),
        ["book.toml:1:1 not-utf8"]
    );
    let template = codes(&book(&[(
        "themes/default/templates/topic.html",
        b"caf\xe9",
    )]));
    assert_eq!(
        template,
        ["themes/default/templates/topic.html:1:1 not-utf8"]
    );
    // Pictures are no text, and nobody reads them as such.
    let picture = book(&[
        ("content/p.png", b"\x89PNG\xff\0"),
        ("content/index.md", b"![p](p.png)"),
    ]);
    assert!(
        codes(&picture).iter().all(|code| !code.contains("p.png")),
        "{:?}",
        codes(&picture)
    );
}

#[test]
fn a_byte_order_mark_is_no_text() {
    let toml = format!("\u{feff}{BOOK}");
    let guide = "\u{feff}---\ntitle: Marked\n---\n[[nobody]]\n";
    let faqs = "\u{feff}- {id: f, question: F?, answer: \"[[no-one]]\"}\n";
    let files = book(&[
        ("book.toml", toml.as_bytes()),
        ("content/index.md", guide.as_bytes()),
        ("content/faqs.yaml", faqs.as_bytes()),
    ]);
    assert_eq!(
        codes(&files),
        [
            "content/faqs.yaml:1:35 unknown-reference",
            "content/index.md:4:1 unknown-reference"
        ]
    );
}

#[test]
fn windows_line_ends() {
    let text =
        "---\ntitle: A\nsummary: >-\n  Folded\n  text.\n---\n## Head\n\nOne\ntwo.\n\n- a\n- b\n";
    let with = |text: &str| {
        let toml = BOOK.replace('\n', "\r\n");
        page(
            &book(&[
                ("book.toml", toml.as_bytes()),
                ("content/topics/a.md", text.as_bytes()),
            ]),
            "topics/a.html",
        )
    };
    assert_eq!(with(text), with(&text.replace('\n', "\r\n")));
    let wrong = "- id: a\r\n  question: A?\r\n  answer: B.\r\n  ordr: 1\r\n";
    assert_eq!(
        codes(&book(&[("content/faqs.yaml", wrong.as_bytes())])),
        ["content/faqs.yaml:4:3 unknown-field"]
    );
    let deep = "---\r\ntitle: A\r\n---\r\nOne.\r\n\r\nSee [[nobody]].\r\n";
    assert_eq!(
        codes(&book(&[("content/topics/a.md", deep.as_bytes())])),
        ["content/topics/a.md:6:5 unknown-reference"]
    );
}

#[test]
fn old_mac_line_ends() {
    let files = book(&[("content/topics/a.md", b"---\rtitle: A\r---\rWords.\r")]);
    assert!(!codes(&files).is_empty());
}

#[test]
fn tabs() {
    assert_eq!(
        codes(&book(&[(
            "content/topics/a.md",
            b"---\ntitle: A\ntags:\n\t- one\n---\nWords.\n"
        )])),
        ["content/topics/a.md:4:1 yaml-tab"]
    );
    let between = page(
        &book(&[("content/topics/a.md", b"---\ntitle:\tA\t\n---\n\tcode\n")]),
        "topics/a.html",
    );
    assert!(between.contains("<code>code"), "{between}");
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
        fn list(&self, folder: &str) -> Vec<mendbook::source::Listed> {
            self.0.list(folder)
        }
        fn read(&self, path: &str) -> Result<Vec<u8>, mendbook::source::ReadError> {
            match path {
                "content/topics/a.md" => Err(mendbook::source::ReadError::TooLarge(5 << 30)),
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
fn front_matter_that_never_ends() {
    let files = book(&[
        ("content/topics/a.md", b"---\ntitle: A\n"),
        ("content/topics/b.md", b"---"),
    ]);
    assert_eq!(
        codes(&files),
        [
            "content/topics/a.md:1:1 front-matter-open",
            "content/topics/b.md:1:1 front-matter-open"
        ]
    );
    let long = format!("---\n{}", "title: A\n".repeat(200_000));
    assert_eq!(
        codes(&book(&[("content/topics/a.md", long.as_bytes())])),
        ["content/topics/a.md:1:1 front-matter-open"]
    );
}

#[test]
fn a_hundred_thousand_levels() {
    let levels = 100_000;
    for (text, code) in [
        (">".repeat(levels) + " a", Some("too-deep")),
        ("> ".repeat(levels) + "a", Some("too-deep")),
        ("- ".repeat(levels) + "a", Some("too-deep")),
        ("1. ".repeat(levels) + "a", Some("too-deep")),
        ("> - ".repeat(levels / 2) + "a", Some("too-deep")),
        (emphasis(levels), Some("too-deep")),
        ("![".repeat(levels) + "a" + &"](b)".repeat(levels), None),
        (
            "~~a *b ".repeat(levels / 2) + &"c* d~~".repeat(levels / 2),
            None,
        ),
        ("[^a]: ".repeat(levels) + "b", None),
        ("<b>".repeat(levels), Some("raw-html")),
    ] {
        let files = topic(&text);
        let found = codes(&files);
        if let Some(code) = code {
            assert!(
                found.iter().any(|one| one.ends_with(code)),
                "{}: {found:?}",
                &text[..10]
            );
        }
    }
}

/// Stress in stress, `levels` deep.
fn emphasis(levels: usize) -> String {
    "*a **b ".repeat(levels / 2) + &"c** d* ".repeat(levels / 2)
}

#[test]
fn nested_lists_by_indentation() {
    let text: String = (0..1_500)
        .map(|depth| format!("{}- a\n", "  ".repeat(depth)))
        .collect();
    assert!(
        codes(&topic(&text))
            .iter()
            .any(|code| code.ends_with("too-deep"))
    );
}

#[test]
fn deep_yaml_and_toml() {
    let levels = 100_000;
    for yaml in [
        "[".repeat(levels),
        "[".repeat(levels) + &"]".repeat(levels),
        "{a: ".repeat(levels),
        "- ".repeat(levels) + "a",
        (0..2_000)
            .map(|depth| format!("{}a:\n", " ".repeat(depth)))
            .collect(),
        "? ".repeat(levels),
        "!!seq ".repeat(levels),
        "&a ".repeat(levels),
        "\"".to_owned() + &"\\".repeat(levels),
        "a: ".repeat(levels),
        "'".repeat(levels),
    ] {
        eprintln!("DBG {}", &yaml[..8]);
        let files = book(&[("content/faqs/a.yaml", yaml.as_bytes())]);
        let found = codes(&files);
        assert!(
            !found.is_empty()
                && found
                    .iter()
                    .all(|code| code.starts_with("content/faqs/a.yaml:")),
            "{found:?}"
        );
    }
    for toml in [
        format!("a = {}", "[".repeat(levels)),
        format!("a = {}", "{a=".repeat(levels)),
        format!("{}a = 1", "a.".repeat(levels)),
        format!("[{}a]", "a.".repeat(levels)),
    ] {
        let found = codes(&book(&[(
            "book.toml",
            format!("{toml}\n{BOOK}").as_bytes(),
        )]));
        assert!(!found.is_empty(), "{}", &toml[..10]);
    }
}

#[test]
fn paths_that_differ_in_case() {
    let files = book(&[
        ("content/topics/a.md", b"---\ntitle: A\n---\nWords.\n"),
        (
            "content/topics/A.md",
            b"---\nid: b\ntitle: B\n---\nWords.\n",
        ),
    ]);
    let found = codes(&files);
    assert!(
        found.contains(&"content/topics/a.md:1:1 same-path".to_owned()),
        "{found:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder() {
    use std::os::unix::fs::symlink;

    use mendbook::source::DiskFiles;

    let outside = tempfile::tempdir().unwrap();
    std::fs::write(
        outside.path().join("secret.md"),
        "---\ntitle: Secret\n---\nsecret-words\n",
    )
    .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    std::fs::create_dir_all(content.join("topics")).unwrap();
    std::fs::write(folder.path().join("book.toml"), BOOK).unwrap();
    std::fs::write(
        content.join("index.md"),
        "---\ntitle: A\n---\n![x](p.png) [[inside]]\n",
    )
    .unwrap();
    std::fs::write(
        content.join("topics/inside.md"),
        "---\ntitle: Inside\n---\nWords.\n",
    )
    .unwrap();
    symlink(
        outside.path().join("secret.md"),
        content.join("topics/secret.md"),
    )
    .unwrap();
    symlink(outside.path(), content.join("notes")).unwrap();
    symlink("no-such-file", content.join("p.png")).unwrap();
    symlink("inside.md", content.join("topics/same.md")).unwrap();
    symlink("..", content.join("topics/loop")).unwrap();
    let files = DiskFiles::new(folder.path());
    let found = codes(&files);
    for path in [
        "content/notes:1:1",
        "content/p.png:1:1",
        "content/topics/secret.md:1:1",
    ] {
        assert!(
            found.contains(&format!("{path} link-outside")),
            "{path} is not in {found:?}"
        );
    }
    assert!(
        !found.iter().any(|code| code.contains("loop/")),
        "{found:?}"
    );
    let output = compiled(&files).output;
    for (path, bytes) in output.iter() {
        assert!(
            !String::from_utf8_lossy(bytes).contains("secret-words"),
            "{path}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_or_is_none() {
    use mendbook::source::DiskFiles;

    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    std::fs::create_dir_all(content.join("topics/a.md")).unwrap();
    std::fs::write(folder.path().join("book.toml"), BOOK).unwrap();
    std::fs::write(content.join("index.md"), GUIDE).unwrap();
    std::fs::create_dir_all(content.join(".git")).unwrap();
    std::fs::write(content.join(".git/a.md"), b"\xff").unwrap();
    assert_eq!(codes(&DiskFiles::new(folder.path())), [""; 0]);
}

#[test]
fn nul_bytes_and_other_control_characters() {
    let found = codes(&topic("One\0two\u{1b}[31m and \u{202e}back [[nobody\0]]."));
    assert!(
        found
            .iter()
            .all(|code| code.starts_with("content/topics/a.md:4:")),
        "{found:?}"
    );
    let yaml = book(&[(
        "content/faqs.yaml",
        b"- {id: f, question: \"F\0?\", answer: G.}\n",
    )]);
    assert!(
        codes(&yaml)
            .iter()
            .all(|code| code.starts_with("content/faqs.yaml:1:"))
    );
    let toml = book(&[("book.toml", b"[book]\ntitle = \"a\0b\"\n")]);
    assert_eq!(codes(&toml), ["book.toml:2:11 toml-syntax"]);
    let html = compiled(&topic("One\0two."));
    let page = html.output.get("topics/a.html").unwrap();
    assert!(!page.contains(&0), "a NUL byte came out");
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
    let id = "a".repeat(10_000);
    let text = format!("- {{id: {id}, question: F?, answer: \"See [[{id}]] and [[{id}b]].\"}}\n");
    let found = codes(&book(&[("content/faqs.yaml", text.as_bytes())]));
    assert_eq!(found, ["content/faqs.yaml:1:20052 unknown-reference"]);
    let topic = format!("- {{id: {id}, title: T, body: Words.}}\n");
    let found = codes(&book(&[("content/topics.yaml", topic.as_bytes())]));
    // No disk takes a file name that long.
    assert_eq!(found, ["content/topics.yaml:1:8 bad-id"]);
}

#[test]
fn right_to_left_text_and_emoji() {
    let text = "---\ntitle: الثقة 👩‍❤️‍👨\n---\n## ثقة 🤍\n\nכן, [[nobody]] 🏳️‍🌈 và tiếng Việt.\n";
    let files = book(&[("content/topics/a.md", text.as_bytes())]);
    assert_eq!(codes(&files), ["content/topics/a.md:6:5 unknown-reference"]);
    let page = page(&topic("## ثقة 🤍\n\nכן 👩‍❤️‍👨."), "topics/a.html");
    assert!(
        page.contains("ثقة 🤍</h2>") && page.contains("כן 👩‍❤️‍👨."),
        "{page}"
    );
    let title = format!(
        "- {{id: f, question: \"{}\", answer: 名 [[nobody]]}}\n",
        "🤍".repeat(100)
    );
    let found = codes(&book(&[("content/faqs.yaml", title.as_bytes())]));
    assert_eq!(found, ["content/faqs.yaml:1:135 unknown-reference"]);
}

#[test]
fn mistakes_offer_the_nearest_name() {
    let text = "- id: tea-time\n  question: F?\n  answer: \"[[tea-tiem]] and [[Tea Time]]\"\n  ordr: 1\n  for: hrut\n  related: [tea-timme]\n";
    let compilation = compiled(&book(&[("content/faqs.yaml", text.as_bytes())]));
    let helps: Vec<&str> = compilation
        .diagnostics
        .iter()
        .filter_map(|diagnostic| Some(diagnostic.helps.first()?.text.as_str()))
        .collect();
    for name in ["order", "hurt", "tea-time"] {
        assert!(
            helps.contains(&format!("did you mean `{name}`?").as_str()),
            "{name} is not in {helps:?}"
        );
    }
    assert_eq!(
        helps
            .iter()
            .filter(|help| **help == "did you mean `tea-time`?")
            .count(),
        2,
        "{helps:?}"
    );
}
