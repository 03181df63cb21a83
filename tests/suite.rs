//! The suite: one small book a behaviour, in one file, with what is expected of it beside what it is about.
//!
//! A case is a text file `tests/suite/FEATURE/NAME.case`:
//!
//! ```text
//! What the case shows, in a sentence or two.
//! === content/index.md
//! ---
//! titel: A book
//! //~ error unknown-field: unknown field `titel` in a guide
//! ---
//! === output index.html
//! a fragment that must stand in the file
//! ! a fragment that must not
//! ```
//!
//! A line that starts with `//~` is taken out before compiling and states a diagnostic expected on the line above it:
//! severity, code, and a part of the message. Diagnostics of files that are not in the case stand under
//! `=== diagnostics`, as `PATH: severity code: message`. Every diagnostic must be expected. `=== options` may hold
//! `publish` and `today DATE`. `=== output PATH` lists fragments in order; `=== no output PATH` says that there is no such
//! file. Without a `book.toml` a small one stands in; its steps need nothing to practise with.
//!
//! `MENDBOOK_BLESS=1 cargo test --test suite` rewrites the expected diagnostics. Read what changed before you keep it.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use mendbook::model::date::Date;
use mendbook::pipeline::{Compilation, Options, compile};
use mendbook::render::Sheets;
use mendbook::source::MemoryFiles;

const BOOK: &str = r#"[book]
title = "Test book"

[[role]]
id = "hurt"
name = "The hurt partner"

[[role]]
id = "broke-trust"
name = "The partner who broke trust"

[[phase]]
id = "one"
name = "First"

[[phase]]
id = "two"
name = "Second"

[[risk]]
id = "promises"
name = "Promises"
words = ["promise*"]

[[sign-group]]
id = "not-working"
name = "It is not working"

[lints]
step-without-practice = "allow"
"#;

fn main() {
    let arguments = Arguments::from_args();
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new("tests/suite")
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "case"))
        .collect();
    paths.sort();
    let trials = paths
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix("tests/suite").unwrap().with_extension("");
            let name = name.to_string_lossy().replace(['/', '\\'], "::");
            Trial::test(name, move || run(&path))
        })
        .collect();
    libtest_mimic::run(&arguments, trials).exit();
}

/// One part of a case, with the line of the case at which its text starts.
struct Section {
    head: String,
    lines: Vec<String>,
}

fn sections(text: &str) -> (Vec<String>, Vec<Section>) {
    let mut about = Vec::new();
    let mut sections: Vec<Section> = Vec::new();
    for line in text.lines() {
        match line.strip_prefix("=== ") {
            Some(head) => sections.push(Section {
                head: head.trim().to_owned(),
                lines: Vec::new(),
            }),
            None => sections
                .last_mut()
                .map_or(&mut about, |section| &mut section.lines)
                .push(line.to_owned()),
        }
    }
    (about, sections)
}

fn is_file(head: &str) -> bool {
    !["output ", "no output ", "diagnostics", "options"]
        .iter()
        .any(|word| head.starts_with(word))
}

/// What is expected at a line of a file, or of a file that is not in the case (line 0).
type Expected = BTreeMap<(String, u32), Vec<String>>;

fn run(path: &Path) -> Result<(), Failed> {
    let text = fs::read_to_string(path).unwrap();
    let (about, sections) = sections(&text);
    let mut files = MemoryFiles::new();
    files.add("book.toml", BOOK);
    let mut expected = Expected::new();
    let mut options = Options {
        today: Date::parse("2026-11-23").unwrap(),
        publish: false,
        sheets: Sheets::None,
    };
    let mut known = Vec::new();
    for section in &sections {
        if section.head == "diagnostics" {
            for line in section.lines.iter().filter(|line| !line.trim().is_empty()) {
                let (file, what) = line
                    .split_once(": ")
                    .ok_or("a diagnostic is written `PATH: severity code: message`")?;
                expected
                    .entry((file.to_owned(), 0))
                    .or_default()
                    .push(what.to_owned());
            }
        } else if section.head == "options" {
            read_options(&section.lines, &mut options)?;
        } else if is_file(&section.head) {
            files.add(section.head.as_str(), strip(section, &mut expected));
            known.push(section.head.clone());
        }
    }
    let compilation = compile(&files, &options);
    let found = found(&compilation, &known);
    if std::env::var_os("MENDBOOK_BLESS").is_some() {
        bless(path, &about, &sections, &found);
    } else {
        compare(&expected, &found)?;
    }
    for section in &sections {
        check_output(section, &compilation)?;
    }
    Ok(())
}

fn read_options(lines: &[String], options: &mut Options) -> Result<(), Failed> {
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        match line.split_once(' ') {
            Some(("today", date)) => {
                options.today = Date::parse(date.trim()).ok_or("no such date")?
            }
            None if line == "publish" => options.publish = true,
            _ => return Err(format!("no such option: {line}").into()),
        }
    }
    Ok(())
}

/// A file's text without the lines that state expectations, which go into `expected`.
fn strip(section: &Section, expected: &mut Expected) -> String {
    let mut text = String::new();
    let mut line_number = 0;
    for line in &section.lines {
        if let Some(what) = line.trim_start().strip_prefix("//~ ") {
            expected
                .entry((section.head.clone(), line_number))
                .or_default()
                .push(what.to_owned());
        } else {
            line_number += 1;
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

fn found(compilation: &Compilation, known: &[String]) -> Expected {
    let mut found = Expected::new();
    for diagnostic in &compilation.diagnostics {
        let file = compilation
            .sources
            .path(diagnostic.primary.span.file)
            .to_owned();
        let line = if known.contains(&file) {
            compilation
                .sources
                .line_column(diagnostic.primary.span)
                .line
        } else {
            0
        };
        let what = format!(
            "{} {}: {}",
            diagnostic.severity.name(),
            diagnostic.code,
            diagnostic.message
        );
        found.entry((file, line)).or_default().push(what);
    }
    found
}

fn compare(expected: &Expected, found: &Expected) -> Result<(), Failed> {
    let mut problems = String::new();
    for ((file, line), messages) in found {
        let mut wanted = expected
            .get(&(file.clone(), *line))
            .cloned()
            .unwrap_or_default();
        for message in messages {
            match wanted.iter().position(|part| matches(part, message)) {
                Some(at) => {
                    wanted.remove(at);
                }
                None => writeln!(problems, "not expected, at {file}:{line}: {message}").unwrap(),
            }
        }
        for part in wanted {
            writeln!(problems, "expected, at {file}:{line}: {part}").unwrap();
        }
    }
    for ((file, line), wanted) in expected {
        if !found.contains_key(&(file.clone(), *line)) {
            for part in wanted {
                writeln!(problems, "expected, at {file}:{line}: {part}").unwrap();
            }
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems.into())
    }
}

/// Whether a message is the one expected: the same severity and code, and the words among the message's.
fn matches(expected: &str, found: &str) -> bool {
    match (expected.split_once(": "), found.split_once(": ")) {
        (Some((head, words)), Some((found_head, message))) => {
            head == found_head && message.contains(words.trim())
        }
        _ => expected.trim_end_matches(':') == found.split(':').next().unwrap_or_default(),
    }
}

fn check_output(section: &Section, compilation: &Compilation) -> Result<(), Failed> {
    if let Some(path) = section.head.strip_prefix("no output ") {
        return match compilation.output.get(path) {
            Some(_) => Err(format!("there is a file {path}").into()),
            None => Ok(()),
        };
    }
    let Some(path) = section.head.strip_prefix("output ") else {
        return Ok(());
    };
    let bytes = compilation.output.get(path).ok_or_else(|| {
        let files: Vec<&str> = compilation.output.iter().map(|(path, _)| path).collect();
        format!("there is no file {path}, but {}", files.join(", "))
    })?;
    let text = String::from_utf8_lossy(bytes);
    let mut at = 0;
    for line in section
        .lines
        .iter()
        .map(|line| line.trim())
        .filter(|line| !line.is_empty())
    {
        if let Some(absent) = line.strip_prefix("! ") {
            if text.contains(absent) {
                return Err(format!("{path} has `{absent}`").into());
            }
        } else {
            match text[at..].find(line) {
                Some(offset) => at += offset + line.len(),
                None => {
                    return Err(format!("{path} lacks `{line}` after byte {at}:\n{text}").into());
                }
            }
        }
    }
    Ok(())
}

/// Writes the diagnostics that were found in place of those expected.
fn bless(path: &Path, about: &[String], sections: &[Section], found: &Expected) {
    let mut text: String = about.iter().map(|line| format!("{line}\n")).collect();
    let elsewhere: Vec<String> = found
        .iter()
        .filter(|((_, line), _)| *line == 0)
        .flat_map(|((file, _), messages)| {
            messages
                .iter()
                .map(move |message| format!("{file}: {message}"))
        })
        .collect();
    for section in sections
        .iter()
        .filter(|section| section.head != "diagnostics")
    {
        writeln!(text, "=== {}", section.head).unwrap();
        let mut number = 0;
        for line in &section.lines {
            if is_file(&section.head) && line.trim_start().starts_with("//~ ") {
                continue;
            }
            number += 1;
            writeln!(text, "{line}").unwrap();
            let messages = found
                .get(&(section.head.clone(), number))
                .filter(|_| is_file(&section.head));
            for message in messages.into_iter().flatten() {
                writeln!(text, "//~ {message}").unwrap();
            }
        }
    }
    if !elsewhere.is_empty() {
        writeln!(text, "=== diagnostics\n{}", elsewhere.join("\n")).unwrap();
    }
    fs::write(path, text).unwrap();
}
