//! Things in things in things: deeper than a stack would reach.

use super::{BOOK, book, codes, topic};

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
