//! Books whose Word files lie in a folder: the one that ships with Mendbook, and small ones made for a case.

use std::path::PathBuf;
use std::sync::OnceLock;

use mendbook::answers::{Answers, Asked, read};
use mendbook::config::Paper;
use mendbook::model::date::Date;
use mendbook::pipeline::{Checked, Options, checked};
use mendbook::render::Sheets;
use mendbook::render::document::{one, render};
use mendbook::source::{DiskFiles, Files, MemoryFiles};
use tempfile::TempDir;

/// Word files on disk.
pub struct Written {
    folder: TempDir,
    /// Their paths in the built book.
    pub paths: Vec<String>,
    /// Their bytes.
    pub bytes: Vec<Vec<u8>>,
}

impl Written {
    /// Where they lie.
    pub fn files(&self) -> Vec<PathBuf> {
        self.paths
            .iter()
            .map(|path| self.folder.path().join(path))
            .collect()
    }
}

/// What somebody makes of a book.
pub fn with_book<T>(files: &dyn Files, work: impl FnOnce(Checked<'_>) -> T) -> T {
    let options = Options {
        today: Date::parse("2026-11-23").unwrap(),
        publish: false,
        sheets: Sheets::None,
    };
    checked(files, &options, work).output.unwrap()
}

/// Makes the Word files of a book.
pub fn written(files: &dyn Files) -> Written {
    let output = with_book(files, |book| render(book.plan, book.theme));
    assert!(output.1.is_empty(), "{:?}", output.1);
    on_disk(
        output
            .0
            .iter()
            .map(|(path, bytes)| (path.to_owned(), bytes.to_vec())),
    )
}

fn on_disk(made: impl Iterator<Item = (String, Vec<u8>)>) -> Written {
    let folder = TempDir::new().unwrap();
    let mut written = Written {
        folder,
        paths: Vec::new(),
        bytes: Vec::new(),
    };
    for (path, bytes) in made {
        let file = written.folder.path().join(&path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, &bytes).unwrap();
        written.paths.push(path);
        written.bytes.push(bytes);
    }
    written
}

/// One sheet with answers.
pub fn filled(files: &dyn Files, sheet: &str, yaml: &str) -> Written {
    let bytes = with_book(files, |book| {
        let answers = answers(&book, sheet, yaml);
        one(
            book.plan,
            book.theme,
            book.plan.book.find(sheet).unwrap(),
            Paper::A4,
            &answers,
        )
    });
    let bytes = bytes.unwrap();
    on_disk(std::iter::once((format!("{sheet}.docx"), bytes)))
}

/// Answers to a sheet, which must be sound.
pub fn answers(book: &Checked<'_>, sheet: &str, yaml: &str) -> Answers {
    let asked = Asked {
        sheet: book.plan.book.get(sheet).unwrap(),
        config: book.plan.config,
        days: book.theme.strings.list("date.days"),
        turns: book.theme.strings.list("field.turns"),
        gaps: true,
    };
    let (answers, diagnostics) = read(yaml, book.plan.config.span().file, asked);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    answers
}

/// The book that ships with Mendbook.
pub fn shipped() -> DiskFiles {
    DiskFiles::new(env!("CARGO_MANIFEST_DIR"))
}

/// Its Word files.
pub fn guide() -> &'static Written {
    static GUIDE: OnceLock<Written> = OnceLock::new();
    GUIDE.get_or_init(|| written(&shipped()))
}

/// A small book of two roles with one worksheet of these fields.
pub fn small(settings: &str, fields: &str) -> MemoryFiles {
    let mut book = MemoryFiles::new();
    book.add(
        "book.toml",
        format!(
            "[book]\ntitle = \"Small\"\nversion = \"2\"\n{settings}\n[practice]\nname = \"Elm Street Practice\"\n\
             [[role]]\nid = \"hurt\"\nname = \"The hurt partner\"\n[[role]]\nid = \"broke-trust\"\nname = \"The other partner\"\n"
        ),
    );
    book.add(
        "content/worksheets/test-sheet.yaml",
        format!(
            "id: test-sheet\ntitle: Test sheet\npurpose: To try.\nfilled_by: each\nminutes: 5\nbefore: Sit down.\n\
             stop_rule: Stop when you like.\nprivacy: Yours.\nfacilitator: Watch the clock.\nsections:\n  - title: Part\n    fields:\n{fields}"
        ),
    );
    book
}
