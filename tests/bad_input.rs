//! Bad input: whatever stands in a book's folder, the compiler works or says what is wrong, soon, and never panics.
//!
//! Everything here runs in threads with 2 MiB of stack, as a thread of the standard library has. The time limits are far
//! from what the work takes: they catch what grows with the square of its input, and not a busy machine.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

#[path = "bad_input/depth.rs"]
mod depth;
#[path = "bad_input/size.rs"]
mod size;

use std::time::{Duration, Instant};

use mendbook::model::date::Date;
use mendbook::pipeline::{Compilation, Options, compile};
use mendbook::render::Sheets;
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
        sheets: Sheets::Once,
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
            "content/faqs.yaml:1:34 unknown-reference",
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
        "- {{id: f, question: \"{}\", answer: \"名 [[nobody]]\"}}\n",
        "🤍".repeat(100)
    );
    let found = codes(&book(&[("content/faqs.yaml", title.as_bytes())]));
    assert_eq!(found, ["content/faqs.yaml:1:136 unknown-reference"]);
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
