//! Books to print: the one that ships with Mendbook, compiled once, and small ones made for a case.

use std::path::PathBuf;
use std::sync::OnceLock;

use mendbook::diagnostic::Diagnostic;
use mendbook::diagnostic::render::{Format, Style, render};
use mendbook::model::date::Date;
use mendbook::pipeline::{Compilation, Options, compile};
use mendbook::render::Sheets;
use mendbook::render::print::Pdf;
use mendbook::site::Plan;
use mendbook::source::{DiskFiles, Files, MemoryFiles, Sources};
use mendbook::theme::Theme;
use tempfile::TempDir;

/// A compiled book whose PDFs lie in a folder.
pub struct Printed {
    /// The compilation.
    pub compilation: Compilation,
    folder: TempDir,
}

impl Printed {
    /// A file's place on disk.
    pub fn file(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The paths of all PDFs.
    pub fn pdfs(&self) -> Vec<String> {
        self.compilation
            .output
            .iter()
            .map(|(path, _)| path.to_owned())
            .filter(|path| path.ends_with(".pdf"))
            .collect()
    }

    /// The diagnostics with these codes, a line each.
    pub fn said(&self, code: &str) -> Vec<String> {
        let found: Vec<_> = self
            .compilation
            .diagnostics
            .iter()
            .filter(|one| one.code == code)
            .cloned()
            .collect();
        let text = render(
            &found,
            &self.compilation.sources,
            &[],
            Format::Short,
            Style::default(),
        );
        text.lines().map(str::to_owned).collect()
    }
}

/// Compiles a book and puts its PDFs on disk.
pub fn print(files: &dyn Files) -> Printed {
    let options = Options {
        today: Date::today(),
        publish: false,
        sheets: Sheets::All,
    };
    let compilation = compile(files, &options);
    let folder = TempDir::new().unwrap();
    for (path, bytes) in compilation
        .output
        .iter()
        .filter(|(path, _)| path.ends_with(".pdf"))
    {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
    Printed {
        compilation,
        folder,
    }
}

/// Calls `with` with the plan of a book, as a command does that prints one sheet; what it gives lands in a file.
pub fn printed_with(
    files: &dyn Files,
    with: impl FnOnce(&Plan<'_>, &Theme, &Sources) -> Result<Pdf, Vec<Diagnostic>>,
) -> (TempDir, PathBuf) {
    let mut sources = Sources::new();
    let config = mendbook::config::load(files, &mut sources).0.unwrap();
    let theme = mendbook::theme::load(
        files,
        config.theme(),
        config.language(),
        config.span(),
        &mut sources,
    )
    .0;
    let book = mendbook::parse::parse(files, &config, &mut sources).0;
    let book = mendbook::resolve::resolve(book, &config, &sources).0;
    let plan = mendbook::site::plan(&book, &config).0;
    let pdf = with(&plan, &theme, &sources).unwrap();
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("one.pdf");
    std::fs::write(&file, pdf.bytes.as_slice()).unwrap();
    (folder, file)
}

/// The book that ships with Mendbook.
pub fn guide() -> &'static Printed {
    static GUIDE: OnceLock<Printed> = OnceLock::new();
    GUIDE.get_or_init(|| print(&DiskFiles::new(env!("CARGO_MANIFEST_DIR"))))
}

/// A small book of two roles, with more lines of book.toml's `[book]` and more files.
pub fn small(settings: &str, files: &[(&str, &str)]) -> MemoryFiles {
    let mut book = MemoryFiles::new();
    let config = format!(
        "[book]\ntitle = \"Small\"\nlanguage = \"en\"\nversion = \"2\"\npapers = [\"a4\"]\n{settings}\n\
         [practice]\nname = \"Elm Street Practice\"\n[licence]\nname = \"CC BY 4.0\"\n\
         [[role]]\nid = \"hurt\"\nname = \"The hurt partner\"\n[[role]]\nid = \"broke-trust\"\nname = \"The other partner\"\n"
    );
    book.add("book.toml", config);
    for (path, text) in files {
        book.add(*path, *text);
    }
    book
}

/// A worksheet with these fields.
pub fn worksheet(more: &str, fields: &str) -> String {
    format!(
        "id: test-sheet\ntitle: Test sheet\npurpose: To try.\nfilled_by: each\nminutes: 5\nbefore: Sit down.\n\
         stop_rule: Stop when you like.\nprivacy: Yours.\n{more}\nsections:\n  - title: Part\n    fields:\n{fields}"
    )
}
