//! What the fuzz targets share: a small sound book around the bytes that are tried, and what must hold of every
//! compilation.

use mendbook::diagnostic::render::{Format, Style, render};
use mendbook::model::date::Date;
use mendbook::pipeline::{Options, compile};
use mendbook::render::Sheets;
use mendbook::source::MemoryFiles;

const BOOK: &str = "[book]\ntitle = \"Test book\"\n\n[[role]]\nid = \"hurt\"\nname = \"Hurt\"\n\n[[phase]]\nid = \"one\"\nname = \"One\"\n";

/// Compiles a book with these bytes at a path.
///
/// # Panics
///
/// When the compiler does, or points outside a file.
pub fn compiled(path: &str, bytes: &[u8]) {
    let mut files = MemoryFiles::new();
    files.add("book.toml", BOOK);
    files.add(
        "content/index.md",
        "---\ntitle: Test book\n---\nA word, and [[a]].\n",
    );
    files.add(
        "content/glossary.yaml",
        "- {id: term-word, title: word, definition: Said.}\n",
    );
    files.add(path, bytes);
    let today = Date::parse("2026-11-23").expect("a day of the calendar");
    let compilation = compile(
        &files,
        &Options {
            today,
            publish: true,
            sheets: Sheets::None,
        },
    );
    for diagnostic in &compilation.diagnostics {
        let span = diagnostic.primary.span;
        let length = compilation.sources.get(span.file).text.len();
        assert!(
            span.range().end <= length,
            "{diagnostic:?} points outside {length} bytes"
        );
    }
    for format in Format::ALL {
        render(
            &compilation.diagnostics,
            &compilation.sources,
            format,
            Style::default(),
        );
    }
}
