//! The shipped book, as a program reads it and as a person does.

use std::fs;
use std::path::{Path, PathBuf};

use mendbook::diagnostic::Severity;
use mendbook::resolve::ResolvedBook;
use mendbook::source::{DiskFiles, Sources};
use mendbook::{config, parse, resolve};

/// The folder of the shipped book, which is the crate's own.
pub fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The book, through the compiler's own stages. An entry that cannot be read would look like one that is missing, so an
/// error stops the test here.
pub fn book() -> ResolvedBook {
    let files = DiskFiles::new(folder());
    let mut sources = Sources::new();
    let (config, mut diagnostics) = config::load(&files, &mut sources);
    let config = config.expect("book.toml could not be read");
    let (book, found) = parse::parse(&files, &config, &mut sources);
    diagnostics.extend(found);
    let (book, found) = resolve::resolve(book, &config, &sources);
    diagnostics.extend(found);
    let errors: Vec<String> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .map(|error| {
            let span = error.primary.span;
            format!(
                "{}:{}: {}",
                sources.path(span.file),
                sources.line_column(span).line,
                error.message
            )
        })
        .collect();
    assert!(
        errors.is_empty(),
        "the shipped book has errors:\n{}",
        errors.join("\n")
    );
    book
}

/// Every file of the content, by its path from the book's folder, with its text.
pub fn texts() -> Vec<(String, String)> {
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(folder().join("content"))
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| {
            path.extension()
                .is_some_and(|ending| ["md", "yaml", "yml"].iter().any(|known| ending == *known))
        })
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "there is no content");
    let text = |path: PathBuf| {
        let name = path
            .strip_prefix(folder())
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        (name, fs::read_to_string(path).unwrap())
    };
    paths.into_iter().map(text).collect()
}
