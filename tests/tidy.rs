//! The house rules that a compiler cannot check: who imports whom, no file too long, a pair of cases a lint.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Which rooms each room may import, beside itself. The table of the design; `model` holds the decoder as well, since
/// book.toml is read by the same declarations as the content.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("output", &[]),
    ("diagnostic", &["source"]),
    ("model", &["source", "diagnostic"]),
    ("config", &["source", "diagnostic", "model"]),
    ("theme", &["source", "diagnostic"]),
    ("parse", &["source", "diagnostic", "model", "config"]),
    ("resolve", &["source", "diagnostic", "model", "config"]),
    (
        "site",
        &[
            "source",
            "diagnostic",
            "model",
            "config",
            "parse",
            "resolve",
            "theme",
        ],
    ),
    (
        "lint",
        &[
            "source",
            "diagnostic",
            "model",
            "config",
            "parse",
            "resolve",
            "site",
            "theme",
        ],
    ),
    // A report measures as the lints do, over a whole book.
    (
        "report",
        &[
            "source", "model", "config", "resolve", "site", "theme", "lint",
        ],
    ),
    (
        "answers",
        &[
            "source",
            "diagnostic",
            "model",
            "config",
            "parse",
            "resolve",
        ],
    ),
    (
        "edit",
        &[
            "source",
            "diagnostic",
            "model",
            "config",
            "parse",
            "resolve",
        ],
    ),
    (
        "render",
        &[
            "source",
            "diagnostic",
            "model",
            "config",
            "parse",
            "resolve",
            "site",
            "theme",
            "output",
            "answers",
        ],
    ),
    (
        "pipeline",
        &[
            "source",
            "diagnostic",
            "model",
            "config",
            "parse",
            "resolve",
            "site",
            "lint",
            "report",
            "theme",
            "render",
            "output",
            "answers",
        ],
    ),
    (
        "cli",
        &[
            "pipeline",
            "lint",
            // Its figures, to print them.
            "report",
            "edit",
            "answers",
            "diagnostic",
            "config",
            "output",
            "source",
            // `--today` and `list` speak of dates and kinds; `theme` copies and documents templates.
            "model",
            "theme",
            "render",
            "resolve",
        ],
    ),
];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect();
    files.sort();
    files
}

/// The room that a file of `src` belongs to; `None` for lib.rs and main.rs.
fn room(path: &Path) -> Option<String> {
    let inside = path.strip_prefix("src").unwrap();
    let first = inside
        .components()
        .next()?
        .as_os_str()
        .to_string_lossy()
        .into_owned();
    let name = first.trim_end_matches(".rs").to_owned();
    (!matches!(name.as_str(), "lib" | "main")).then_some(name)
}

/// The rooms that a text names after `crate::`.
fn imports(text: &str) -> Vec<String> {
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let mut found = Vec::new();
    for line in code {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            if let Some(list) = rest.strip_prefix('{') {
                found.extend(list.split([',', '}']).map(|name| {
                    name.trim()
                        .split("::")
                        .next()
                        .unwrap_or_default()
                        .to_owned()
                }));
                continue;
            }
            let name: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            found.push(name);
        }
    }
    found
}

#[test]
fn rooms_import_only_what_the_table_lets_them() {
    let table: BTreeMap<&str, &[&str]> = MAY_IMPORT.iter().copied().collect();
    let mut wrong = Vec::new();
    for path in rust_files(Path::new("src")) {
        let Some(room) = room(&path) else { continue };
        let Some(allowed) = table.get(room.as_str()) else {
            wrong.push(format!(
                "{}: the table knows no room `{room}`",
                path.display()
            ));
            continue;
        };
        for import in imports(&fs::read_to_string(&path).unwrap()) {
            let known = table.contains_key(import.as_str());
            if known && import != room && !allowed.contains(&import.as_str()) {
                wrong.push(format!(
                    "{}: `{room}` may not import `{import}`",
                    path.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn renderers_do_not_import_each_other() {
    let renderers = ["html", "print", "document", "search"];
    for path in rust_files(Path::new("src/render")) {
        let text = fs::read_to_string(&path).unwrap();
        let own = path
            .strip_prefix("src/render")
            .unwrap()
            .to_string_lossy()
            .into_owned();
        for other in renderers
            .iter()
            .filter(|name| !own.starts_with(**name) && own != "mod.rs")
        {
            let names = [format!("render::{other}"), format!("super::{other}::")];
            assert!(
                !names.iter().any(|name| text.contains(name)),
                "{own} imports {other}"
            );
        }
    }
}

#[test]
fn no_file_is_longer_than_600_lines() {
    let long: Vec<String> = ["src", "tests", "benches"]
        .iter()
        .flat_map(|folder| rust_files(Path::new(folder)))
        .map(|path| (fs::read_to_string(&path).unwrap().lines().count(), path))
        .filter(|(lines, _)| *lines > 600)
        .map(|(lines, path)| format!("{} has {lines} lines", path.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    for path in rust_files(Path::new("src")) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//!"), "{} has no `//!`", path.display());
    }
}

#[test]
fn every_lint_has_a_page_and_a_pair_of_cases() {
    for rule in mendbook::lint::RULES {
        assert!(
            rule.explanation.len() > 200,
            "{} wants a page of explanation",
            rule.code
        );
        for case in ["raises", "passes"] {
            let path = format!("tests/suite/lints/{}/{case}.case", rule.code);
            let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("there is no {path}"));
            assert_eq!(
                text.contains(&format!(" {}:", rule.code)),
                case == "raises",
                "{path}"
            );
        }
    }
}

/// Every code that the source raises, as it stands in the code.
#[test]
fn every_code_can_be_explained() {
    for path in rust_files(Path::new("src")) {
        let text = fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for call in ["Diagnostic::error(", "Diagnostic::warning("] {
            for (at, _) in text.match_indices(call) {
                let rest = text[at + call.len()..].trim_start();
                let Some(code) = rest
                    .strip_prefix('"')
                    .and_then(|rest| rest.split('"').next())
                else {
                    continue;
                };
                let known = mendbook::diagnostic::find_code(code).is_some()
                    || mendbook::lint::RULES.iter().any(|rule| rule.code == code);
                assert!(known, "{}: `{code}` has no explanation", path.display());
            }
        }
    }
}

#[test]
fn only_the_command_line_prints_and_only_main_exits() {
    for path in rust_files(Path::new("src")) {
        let inside = path
            .strip_prefix("src")
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        let text = fs::read_to_string(&path).unwrap();
        let code: String = text
            .split("#[cfg(test)]")
            .next()
            .unwrap_or_default()
            .to_owned();
        if !inside.starts_with("cli/") && inside != "main.rs" {
            for name in [
                "println!",
                "eprintln!",
                "print!(",
                "fs::write",
                "fs::remove",
                "fs::create",
            ] {
                assert!(!code.contains(name), "{inside} has {name}");
            }
        }
        assert!(
            inside == "main.rs" || !code.contains("process::exit"),
            "{inside} exits"
        );
    }
}
