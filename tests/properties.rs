//! Properties: what holds for any text that an author, or a cat on the keyboard, may write.
//!
//! The texts are made of the pieces that the formats give a meaning to, and of anything else in between. Few cases a run, so
//! that they take seconds; `PROPTEST_CASES=10000 cargo test --test properties` looks longer, and `tests/fuzz` without end.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use mendbook::diagnostic::render::{Format, Style, render};
use mendbook::model::date::Date;
use mendbook::model::id::{Id, slug};
use mendbook::model::kind::Kind;
use mendbook::pipeline::{Compilation, Options, compile};
use mendbook::render::Sheets;
use mendbook::source::{LineIndex, MemoryFiles, Span};
use proptest::prelude::*;

const BOOK: &str = "[book]\ntitle = \"Test book\"\n\n[[role]]\nid = \"hurt\"\nname = \"Hurt\"\n\n\
                    [[phase]]\nid = \"one\"\nname = \"One\"\n\n[[risk]]\nid = \"promises\"\nname = \"P\"\nwords = [\"promise*\"]\n";

/// A sound small book, with one file in place of its own or beside them.
fn book(path: &str, text: &str) -> MemoryFiles {
    let mut files = MemoryFiles::new();
    files.add("book.toml", BOOK);
    files.add(
        "content/index.md",
        "---\ntitle: Test book\nrelated: [a]\n---\nA word, and [[a]].\n",
    );
    files.add(
        "content/topics/a.md",
        "---\ntitle: A\n---\n## B\n\nWords, a word.\n",
    );
    files.add(
        "content/glossary.yaml",
        "- {id: term-word, title: word, names: [words, a promise], definition: Said.}\n",
    );
    files.add(path, text);
    files
}

/// Compiles a book, and holds the compilation to what holds for every one.
fn checked(files: &MemoryFiles) -> Result<Compilation, TestCaseError> {
    let options = Options {
        today: Date::parse("2026-11-23").unwrap(),
        publish: true,
        sheets: Sheets::None,
    };
    let compilation = compile(files, &options);
    for diagnostic in &compilation.diagnostics {
        inside(&compilation, diagnostic.primary.span)?;
        for other in &diagnostic.others {
            inside(&compilation, other.span)?;
        }
        for (span, _) in diagnostic
            .helps
            .iter()
            .filter_map(|help| help.replacement.as_ref())
        {
            inside(&compilation, *span)?;
            let text = &compilation.sources.get(span.file).text;
            prop_assert!(
                text.get(span.range()).is_some(),
                "{diagnostic:?} would cut a letter in two"
            );
        }
        prop_assert!(
            !diagnostic.message.is_empty() && !diagnostic.message.ends_with('.'),
            "{diagnostic:?}"
        );
    }
    for format in Format::ALL {
        let text = render(
            &compilation.diagnostics,
            &compilation.sources,
            &[],
            format,
            Style::default(),
        );
        let odd = text
            .chars()
            .find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
        prop_assert!(odd.is_none(), "{} lets {odd:?} through", format.name());
    }
    let json = render(
        &compilation.diagnostics,
        &compilation.sources,
        &[],
        Format::Json,
        Style::default(),
    );
    prop_assert_eq!(json.lines().count(), compilation.diagnostics.len());
    for line in json.lines() {
        prop_assert!(
            serde_json::from_str::<serde_json::Value>(line).is_ok(),
            "{line}"
        );
    }
    harmless(&compilation)?;
    Ok(compilation)
}

fn inside(compilation: &Compilation, span: Span) -> Result<(), TestCaseError> {
    let source = compilation.sources.get(span.file);
    let range = span.range();
    prop_assert!(
        range.start <= range.end && range.end <= source.text.len(),
        "{range:?} is not inside {}, which has {} bytes",
        source.path,
        source.text.len()
    );
    Ok(())
}

/// No page runs anything of the author's: the theme's script and no other, no handlers, no address that is a program.
fn harmless(compilation: &Compilation) -> Result<(), TestCaseError> {
    for (path, bytes) in compilation
        .output
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
    {
        let page = String::from_utf8_lossy(bytes);
        for wrong in [
            "<script>",
            "<img src=x",
            "href=\"javascript",
            "src=\"javascript",
            "href=\"data",
        ] {
            prop_assert!(!page.contains(wrong), "{path} has `{wrong}`");
        }
    }
    Ok(())
}

/// Pieces of a text, any of them in any order, with anything between.
fn soup(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(pieces).prop_map(str::to_owned),
        2 => "[a-z ]{1,8}",
        1 => any::<char>().prop_map(String::from),
        1 => "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

const MARKDOWN: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    "  ",
    "\t",
    "# ",
    "## ",
    "- ",
    "1. ",
    "> ",
    "> [!NOTE]\n",
    "*",
    "**",
    "~~",
    "_",
    "`",
    "```\n",
    "[",
    "](",
    ")",
    "![",
    "[[a]]",
    "[[a|",
    "]]",
    "[[nobody]]",
    "[[Not an id]]",
    "<script>",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<img src=x onerror=y>",
    "javascript:x",
    "(javascript:x)",
    "(data:x)",
    "<javascript:x>",
    "(../x)",
    "(//x)",
    "(p.png)",
    "https://example.org",
    "| a | b |\n",
    "| --- | :-: |\n",
    "|",
    "[^1]",
    "[^1]: ",
    "{",
    "}",
    "{a}",
    "\\",
    "&amp;",
    "&#9;",
    "&",
    "---\n",
    "***\n",
    "a word",
    "promise",
    "Most couples",
    "90 %",
    "[[a]].",
    "é",
    "🤍",
    "الثقة",
    "\u{0}",
    "\u{1b}[31m",
    "\u{feff}",
    "\u{202e}",
    "[a]: javascript:x\n",
    "[a]",
];

const YAML: &[&str] = &[
    "\n",
    "\n  ",
    "\n    ",
    "\r\n",
    "\t",
    "- ",
    "title: ",
    "phase: one\n",
    "phase: ",
    "actions:\n",
    "actions: ",
    "  - {role: hurt, text: Do.}\n",
    "role: ",
    "text: ",
    "body: ",
    "body: |\n  ",
    "body: >-\n  ",
    "id: ",
    "for: ",
    "hurt",
    "order: ",
    "12",
    "-1",
    "1e9",
    "0x1f",
    "true",
    "no",
    "~",
    "2026-11-23",
    "reviewed: ",
    "draft: ",
    "risks: [promises]\n",
    "safety: ",
    "related: [a]\n",
    "related: ",
    "[[a]]",
    "[[nobody]]",
    "was: [b]\n",
    "allow: {orphan-entry: Why.}\n",
    "allow:\n",
    "scripts: [a]\n",
    "mistakes: [a, s]\n",
    "worksheets: ",
    "sources: {id: a, where: b}\n",
    "private: hurt\n",
    "\"",
    "'",
    "''",
    "\\u00e9",
    "\\n",
    "\\",
    "#",
    " # ",
    ": ",
    "? ",
    "|",
    ">",
    "&x ",
    "*x",
    "!!str ",
    "!",
    "%",
    "@",
    "{",
    "}",
    "[",
    "]",
    ",",
    "---\n",
    "...\n",
    "<<: ",
    "é",
    "🤍",
    "\u{0}",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "tags:\n",
    "title: A\nphase: one\nactions: {role: hurt, text: Do.}\nbody: Why.\n",
];

const TOML: &[&str] = &[
    "\n",
    "[book]\n",
    "title = ",
    "\"A\"",
    "\"",
    "'",
    "\"\"\"",
    "language = \"",
    "ar\"\n",
    "es\"\n",
    "content = ",
    "\"..\"",
    "\".\"",
    "\"/\"",
    "\"themes\"",
    "theme = ",
    "\"x\"",
    "site = \"https://example.org\"\n",
    "site = ",
    "discreet = true\n",
    "raw-html = true\n",
    "papers = [\"a4\"]\n",
    "[[role]]\n",
    "[[phase]]\n",
    "[role]\n",
    "id = \"hurt\"\n",
    "id = \"both\"\n",
    "id = ",
    "name = \"<N>\"\n",
    "words = [\"a*\", \"*\", \"\"]\n",
    "[[risk]]\n",
    "[lints]\n",
    "orphan-entry = \"deny\"\n",
    "x = \"warn\"\n",
    "[licence]\n",
    "address = \"javascript:x\"\n",
    "1",
    "true",
    "2026-11-23",
    "[",
    "]",
    "{",
    "}",
    "=",
    ".",
    ",",
    "#",
    "é",
    "🤍",
    "\u{0}",
    "\\u00e9",
    "[book]\ntitle = \"A\"\n",
];

const TERA: &[&str] = &[
    "{{ ",
    " }}",
    "{% ",
    " %}",
    "{# ",
    " #}",
    "{{ page.title }}",
    "{{ entry.body | safe }}",
    "{{ entry.nothing }}",
    "entry",
    ".data",
    "[0]",
    " | ",
    "safe",
    "upper",
    "nofilter",
    "{% for x in entry.sources %}",
    "{% endfor %}",
    "{% if entry %}",
    "{% else %}",
    "{% endif %}",
    "{% extends \"base.html\" %}",
    "{% extends \"no.html\" %}",
    "{% include \"no.html\" %}",
    "{% block text %}",
    "{% endblock %}",
    "{% endblock text %}",
    "{% set a = 1 %}",
    "{{ t.page.next }}",
    "{{ t.no }}",
    "{{ <tile href={page.path} /> }}",
    "1 / 0",
    "\"",
    "'",
    "<p>",
    "\n",
    "é",
    "🤍",
    "+",
    "~",
    "not ",
    " in ",
    "\u{0}",
];

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn any_markdown(text in soup(MARKDOWN)) {
        checked(&book("content/topics/a.md", &text))?;
        checked(&book("content/topics/a.md", &format!("---\ntitle: A\n---\n{text}")))?;
    }

    #[test]
    fn any_front_matter(text in soup(YAML)) {
        checked(&book("content/steps/s.md", &format!("---\n{text}\n---\nWhy.\n")))?;
    }

    #[test]
    fn any_yaml(text in soup(YAML), kind in prop::sample::select(Kind::ALL)) {
        let place = kind.spec().place;
        checked(&book(&format!("content/{place}/s.yaml"), &text))?;
        let whole = format!("title: A\nphase: one\nactions: {{role: hurt, text: Do.}}\n{text}");
        checked(&book(&format!("content/{place}/s.yaml"), &whole))?;
        checked(&book(&format!("content/{place}.yaml"), &format!("- id: s\n  {}", text.replace('\n', "\n  "))))?;
    }

    #[test]
    fn any_sheet(text in soup(YAML)) {
        let head = "title: A\npurpose: P.\nfilled_by: each\nminutes: 5\nbefore: B.\nstop_rule: S.\nprivacy: P.\n";
        let field = "  - title: S\n    fields:\n      - {type: scale, id: a, label: A, min: 1, low: l, high: h, max: ";
        checked(&book("content/worksheets/w.yaml", &format!("{head}sections:\n{field}{text}")))?;
    }

    #[test]
    fn any_book_toml(text in soup(TOML)) {
        checked(&book("book.toml", &text))?;
        checked(&book("book.toml", &format!("{BOOK}{text}")))?;
    }

    #[test]
    fn any_template(text in soup(TERA)) {
        let files = book("themes/default/templates/topic.html", &text);
        let compilation = compile(&files, &Options { today: Date::parse("2026-11-23").unwrap(), publish: false, sheets: Sheets::None });
        for diagnostic in &compilation.diagnostics {
            inside(&compilation, diagnostic.primary.span)?;
            for format in Format::ALL {
                render(std::slice::from_ref(diagnostic), &compilation.sources, &[], format, Style { color: true, width: 40 });
            }
            // Everything else is sound: whatever is said is said of this template, or of what it takes in.
            let path = compilation.sources.path(diagnostic.primary.span.file);
            prop_assert_eq!(path, "themes/default/templates/topic.html", "{}", diagnostic.message);
        }
    }

    #[test]
    fn any_words(text in soup(TOML)) {
        checked(&book("themes/default/strings/en.toml", &text))?;
    }
}

/// How many cases to try: as the environment says, or few. A failure is printed with its input, and kept nowhere.
fn config(few: u32) -> ProptestConfig {
    let wanted = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: wanted.unwrap_or(few),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Words written as one YAML scalar, in each of its styles. The place that is looked for is written as it is in all of them.
fn written(words: &[String], style: usize) -> String {
    let escaped = |word: &String| -> String {
        word.chars()
            .map(|c| match c {
                '"' | '\\' => format!("\\{c}"),
                'é' => "\\u00e9".to_owned(),
                '—' => "\\u2014".to_owned(),
                '🤍' => "\\U0001F90D".to_owned(),
                c => c.to_string(),
            })
            .collect()
    };
    let lines = |mark: &str, between: &str| words.join(between) + mark;
    match style {
        0 => format!("|\n    {}", lines("", "\n    ")),
        1 => format!(">-\n    {}", lines("", "\n    ")),
        2 => format!("'{}'", lines("", " ").replace('\'', "''")),
        3 => format!(
            "\"{}\"",
            words.iter().map(escaped).collect::<Vec<_>>().join("\n    ")
        ),
        4 => format!(
            "\"{}\"",
            words
                .iter()
                .map(escaped)
                .collect::<Vec<_>>()
                .join("\\\n    \\ ")
        ),
        5 => format!("| # a comment\n    {}", lines("", "\n    ")),
        _ => format!("x {}", lines("", "\n    ")),
    }
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn places_in_yaml_are_exact(
        before in prop::collection::vec("(([a-z]{1,6}|é|—|🤍|it's|\"so\"|\\\\|,|\\.)){1,4}", 0..12),
        after in prop::collection::vec("[a-zé—]{1,6}", 0..4),
        style in 0..7usize,
    ) {
        let words: Vec<String> = before.into_iter().chain(["[[nobody]]".to_owned()]).chain(after).collect();
        let text = format!("- id: f\n  question: F?\n  answer: {}\n", written(&words, style));
        let compilation = checked(&book("content/faqs.yaml", &text))?;
        let found: Vec<_> = compilation.diagnostics.iter().filter(|found| found.code == "unknown-reference").collect();
        prop_assert_eq!(found.len(), 1, "{:?}", compilation.diagnostics);
        prop_assert_eq!(found[0].primary.span.start as usize, text.find("[[nobody]]").unwrap(), "{}", text);
    }

    #[test]
    fn a_slug_is_an_id_and_stays_itself(words in "\\PC{0,60}") {
        if let Some(made) = slug(&words) {
            prop_assert!(Id::new(&made).is_ok(), "{made}");
            let again = slug(&made);
            prop_assert_eq!(again.as_deref(), Some(made.as_str()));
            prop_assert!(!made.contains("--"));
        }
    }

    #[test]
    fn an_id_has_its_letters_alone(text in prop_oneof!["[a-z0-9-]{0,12}", "\\PC{0,12}", "[a-z]{190,210}"]) {
        let sound = (1..=Id::LONGEST).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-');
        match Id::new(&text) {
            Ok(id) => {
                prop_assert!(sound);
                prop_assert_eq!(id.as_str(), text);
            }
            Err(wrong) => {
                prop_assert!(!sound);
                if let Some(nearest) = wrong.nearest {
                    prop_assert!(Id::new(&nearest).is_ok(), "{nearest}");
                }
            }
        }
    }

    #[test]
    fn a_line_and_a_column_lead_back(text in soup(MARKDOWN)) {
        let index = LineIndex::new(&text);
        let mut previous = (0, 0);
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let place = index.line_column(&text, byte);
            let start = index.line_start(place.line);
            let column = place.column as usize - 1;
            let back = text[start..].char_indices().map(|(at, _)| at).chain([text.len() - start]).nth(column);
            prop_assert_eq!(back.map(|at| start + at), Some(byte));
            prop_assert!((place.line, place.column) > previous);
            previous = (place.line, place.column);
        }
        let end = index.line_column(&text, usize::MAX);
        prop_assert_eq!(end.line as usize, text.matches('\n').count() + 1);
    }
}
