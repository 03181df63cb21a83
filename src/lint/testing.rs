//! Small books for the unit tests of lints.

use super::{LintOptions, check};
use crate::config;
use crate::diagnostic::{self, Diagnostic};
use crate::model::date::Date;
use crate::source::{MemoryFiles, Sources};
use crate::{parse, resolve, site, theme};

/// The book.toml of every test: what a small case needs, and nothing of the trust guide.
const CONFIG: &str = r#"[book]
title = "Test book"
[[role]]
id = "hurt"
name = "Hurt"
[[role]]
id = "broke-trust"
name = "Broke trust"
[[phase]]
id = "one"
name = "One"
[[risk]]
id = "promises"
name = "Promises"
words = ["promise*", "give your word"]
"#;

/// A book in memory.
#[derive(Clone, Default)]
pub(super) struct Book {
    files: MemoryFiles,
    config: String,
    language: Option<&'static str>,
    publish: bool,
}

impl Book {
    /// A book of no entries.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// With a file.
    pub(super) fn file(mut self, path: &str, text: &str) -> Self {
        self.files.add(path, text);
        self
    }

    /// With more lines at the end of book.toml.
    pub(super) fn config(mut self, lines: &str) -> Self {
        self.config.push_str(lines);
        self
    }

    /// In another language than English.
    pub(super) fn language(mut self, language: &'static str) -> Self {
        self.language = Some(language);
        self
    }

    /// On the day it goes public.
    pub(super) fn publish(mut self) -> Self {
        self.publish = true;
        self
    }
}

/// Everything that is said of a book, from the first stage to the lints.
pub(super) fn diagnostics(book: &Book) -> (Vec<Diagnostic>, Sources) {
    let mut files = book.files.clone();
    let language = format!("[book]\nlanguage = \"{}\"", book.language.unwrap_or("en"));
    let config = CONFIG.replacen("[book]", &language, 1);
    files.add(config::FILE, format!("{config}{}", book.config));
    let mut sources = Sources::new();
    let (config, mut diagnostics) = config::load(&files, &mut sources);
    if let Some(config) = config {
        let (theme, found) = theme::load(
            &files,
            config.theme(),
            config.language(),
            config.span(),
            &mut sources,
        );
        diagnostics.extend(found);
        let (parsed, found) = parse::parse(&files, &config, &mut sources);
        diagnostics.extend(found);
        let (resolved, found) = resolve::resolve(parsed, &config, &sources);
        diagnostics.extend(found);
        let (plan, found) = site::plan(&resolved, &config);
        diagnostics.extend(found);
        if let Some(today) = Date::parse("2026-11-23") {
            let publish = book.publish;
            diagnostics.extend(check(
                &plan,
                &theme,
                &sources,
                LintOptions { today, publish },
            ));
        }
    }
    diagnostic::sort(&mut diagnostics);
    (diagnostics, sources)
}

/// The same in short: `path:line severity code`.
pub(super) fn found(book: &Book) -> Vec<String> {
    let (diagnostics, sources) = diagnostics(book);
    let short = |diagnostic: &Diagnostic| {
        let span = diagnostic.primary.span;
        let line = sources.line_column(span).line;
        format!(
            "{}:{line} {} {}",
            sources.path(span.file),
            diagnostic.severity.name(),
            diagnostic.code
        )
    };
    diagnostics.iter().map(short).collect()
}

/// The words that each diagnostic points at.
pub(super) fn marked(book: &Book) -> Vec<String> {
    let (diagnostics, sources) = diagnostics(book);
    let span = |diagnostic: &Diagnostic| diagnostic.primary.span;
    diagnostics
        .iter()
        .map(|found| sources.get(span(found).file).text[span(found).range()].to_owned())
        .collect()
}

/// The same for a book of one text.
pub(super) fn marked_in(text: &str) -> Vec<String> {
    let guide = format!("---\ntitle: A\n---\n{text}\n");
    marked(&Book::new().file("content/index.md", &guide))
}
