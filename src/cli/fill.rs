//! `mendbook fill`: a sheet with answers from a file, as a PDF, a Word file or a page of HTML.

use std::path::{Path, PathBuf};

use clap::Args;

use super::console::Console;
use super::shared::{FormatOption, Shared, paper_parser};
use super::{Failure, folder, new_file, verdict, whole_file};
use crate::answers::{self, Asked};
use crate::config::Paper;
use crate::diagnostic::{Diagnostic, nearest};
use crate::pipeline::{self, Checked, Options};
use crate::render::{FilledAs, Sheets, filled};
use crate::resolve::Index;
use crate::source::{DiskFiles, Files, ReadError};

/// Fill in a worksheet or an agreement from a file of answers.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Fill {
    /// The id of a worksheet or an agreement
    id: String,
    /// The file of answers, in YAML
    #[arg(value_name = "ANSWERS", required_unless_present = "template")]
    answers: Option<PathBuf>,
    /// The file to write; its ending says what it becomes: .pdf, .docx or .html [default: ID-filled.pdf, where you are]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write a file of answers to start from, which names everything that the sheet asks, instead of a sheet
    #[arg(long, conflicts_with_all = ["answers", "gaps", "paper", "large"])]
    template: bool,
    /// Let an agreement have gaps, for a pen
    #[arg(long)]
    gaps: bool,
    /// The paper [default: the first of book.toml]
    #[arg(long, value_parser = paper_parser())]
    paper: Option<Paper>,
    /// In large print, as a PDF
    #[arg(long)]
    large: bool,
    #[command(flatten)]
    format: FormatOption,
}

const AFTER_HELP: &str = "\
Start with: mendbook fill ID --template
Then write your answers into the file that it makes, and: mendbook fill ID ID.yaml -o ID-filled.pdf";

impl Fill {
    pub(super) fn run(&self, shared: &Shared, console: &Console) -> Result<(), Failure> {
        let root = shared.book(None)?;
        let files = DiskFiles::new(&root);
        let options = Options {
            today: shared.today(),
            publish: false,
            sheets: Sheets::None,
        };
        let done = shared
            .workers()?
            .install(|| pipeline::checked(&files, &options, |book| self.fill(book, console)));
        let Some(made) = done.output else {
            let so = "the book cannot be read; mend it first";
            return verdict::unread(
                &done.diagnostics,
                &done.sources,
                self.format.format,
                console,
                so,
            );
        };
        let Made { path, bytes, said } = made?;
        if self.template {
            new_file::write(&path, &bytes)?;
        } else {
            whole_file::write(&path, &bytes)?;
        }
        said.iter().for_each(|line| console.say(line));
        Ok(())
    }

    fn fill(&self, book: Checked<'_>, console: &Console) -> Result<Made, Failure> {
        let plan = book.plan;
        let index = self.sheet(&book, console)?;
        let sheet = &plan.book.entries[index];
        let asked = Asked {
            sheet,
            config: plan.config,
            days: book.theme.strings.list("date.days"),
            turns: book.theme.strings.list("field.turns"),
            gaps: self.gaps,
        };
        let page = Path::new(&plan.addresses[index].page);
        let stem = page
            .file_stem()
            .unwrap_or(page.as_os_str())
            .to_string_lossy();
        if self.template {
            let path = self
                .output
                .clone()
                .unwrap_or_else(|| PathBuf::from(format!("{stem}.yaml")));
            let said = format!(
                "wrote {}; write your answers into it, then: mendbook fill {} {}",
                folder::shown(&path),
                sheet.id.value,
                folder::shown(&path)
            );
            return Ok(Made {
                bytes: answers::template(asked).into_bytes(),
                path,
                said: vec![said],
            });
        }
        let default = if cfg!(feature = "print") {
            "pdf"
        } else {
            "html"
        };
        let path = self
            .output
            .clone()
            .unwrap_or_else(|| PathBuf::from(format!("{stem}-filled.{default}")));
        let form = self.form(&path, plan.config.papers())?;
        let named = self.answers.as_deref().unwrap_or(Path::new(""));
        let text = read(named)?;
        let file = book.sources.add(folder::shown(named), text.as_str());
        let (answers, mut diagnostics) = answers::read(&text, file, asked);
        let sound = !verdict::is_refused(&diagnostics, false);
        let result = if sound {
            filled(plan, book.theme, book.sources, index, &answers, form)
        } else {
            Err(Vec::new())
        };
        let bytes = match result {
            Ok(bytes) => Some(bytes),
            Err(found) => {
                diagnostics.extend(found);
                None
            }
        };
        crate::diagnostic::sort(&mut diagnostics);
        verdict::say(&diagnostics, book.sources, self.format.format, console)?;
        let Some(bytes) = bytes else {
            console.error(&format!(
                "{}; nothing was written",
                verdict::count(&diagnostics, false)
            ));
            return Err(Failure::Content);
        };
        let mut said = vec![format!(
            "filled in `{}` and wrote {}",
            sheet.id.value,
            folder::shown(&path)
        )];
        if plan.owner(sheet).is_some() {
            said.push(format!(
                "this sheet is private: {} and {} stay where they are until you delete them",
                folder::shown(&path),
                folder::shown(named)
            ));
        }
        Ok(Made { path, bytes, said })
    }

    /// The sheet that was asked for.
    fn sheet(&self, book: &Checked<'_>, console: &Console) -> Result<Index, Failure> {
        let resolved = book.plan.book;
        let by_old_id = || {
            let old = resolved.redirects.iter();
            old.filter(|(old, _)| old.value.as_str() == self.id)
                .map(|(_, index)| *index)
                .next()
        };
        let Some(index) = resolved.find(&self.id).or_else(by_old_id) else {
            return Err(self.no_sheet(book, console)?);
        };
        let sheet = &resolved.entries[index];
        if !sheet.kind().is_sheet() {
            return Err(Failure::Fault(format!(
                "`{}` is {}; only worksheets and agreements can be filled in",
                self.id,
                sheet.kind().with_article()
            )));
        }
        // A sheet that breaks its own rules must not be signed.
        let own: Vec<Diagnostic> = book.errors_of(index).into_iter().cloned().collect();
        if own.is_empty() {
            return Ok(index);
        }
        verdict::say(&own, book.sources, self.format.format, console)?;
        console.error("the sheet itself has errors; mend them first");
        Err(Failure::Content)
    }

    /// What to say where there is no such sheet: it may be one that could not be read.
    fn no_sheet(&self, book: &Checked<'_>, console: &Console) -> Result<Failure, Failure> {
        let resolved = book.plan.book;
        let errors: Vec<Diagnostic> = book.errors().cloned().collect();
        let known = || {
            let sheets = resolved
                .entries
                .iter()
                .filter(|entry| entry.kind().is_sheet());
            sheets.map(|entry| entry.id.value.as_str())
        };
        let help = match nearest(&self.id, known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`mendbook list worksheet` and `mendbook list agreement` show them".to_owned(),
        };
        let message = format!("there is no sheet `{}`; {help}", self.id);
        if errors.is_empty() {
            return Ok(Failure::Fault(message));
        }
        verdict::say(&errors, book.sources, self.format.format, console)?;
        console.error(&format!(
            "{message} (or its file is one of those with errors)"
        ));
        Ok(Failure::Content)
    }

    /// What the file becomes, by its ending.
    fn form(&self, path: &Path, papers: &[Paper]) -> Result<FilledAs, Failure> {
        let paper = self
            .paper
            .or_else(|| papers.first().copied())
            .unwrap_or(Paper::A4);
        let ending = path
            .extension()
            .map(|ending| ending.to_string_lossy().to_lowercase())
            .unwrap_or_default();
        let form = match ending.as_str() {
            "pdf" => FilledAs::Pdf(paper, self.large),
            "docx" => FilledAs::Word(paper),
            "html" | "htm" => FilledAs::Page,
            _ => {
                return Err(Failure::Fault(format!(
                    "`{}` does not say what it is to become; end its name with .pdf, .docx or .html",
                    path.display()
                )));
            }
        };
        match form {
            FilledAs::Pdf(..) => {}
            _ if self.large => {
                return Err(Failure::fault(
                    "large print is made as a PDF; end the file's name with .pdf",
                ));
            }
            FilledAs::Page if self.paper.is_some() => {
                return Err(Failure::fault(
                    "a page of HTML has no paper of its own; take `--paper` out",
                ));
            }
            _ => {}
        }
        Ok(form)
    }
}

/// A file to write, and what to say then.
struct Made {
    path: PathBuf,
    bytes: Vec<u8>,
    said: Vec<String>,
}

/// The text of a file of answers.
fn read(path: &Path) -> Result<String, Failure> {
    let shown = path.display();
    let whole = std::fs::canonicalize(path).map_err(|error| {
        Failure::Fault(format!(
            "the file of answers `{shown}` cannot be read: {error}"
        ))
    })?;
    let (Some(folder), Some(name)) = (
        whole.parent(),
        whole.file_name().and_then(|name| name.to_str()),
    ) else {
        return Err(Failure::Fault(format!("`{shown}` is no file of answers")));
    };
    if whole.is_dir() {
        return Err(Failure::Fault(format!(
            "`{shown}` is a folder; name a file of answers"
        )));
    }
    DiskFiles::new(folder).read_text(name).map_err(|error| {
        Failure::Fault(match error {
            ReadError::NotUtf8(_) => format!(
                "the file of answers `{shown}` is not UTF-8 text; save it again with the encoding UTF-8"
            ),
            ReadError::TooLarge(size) => {
                format!("the file of answers `{shown}` has {} MiB, which is too large", size >> 20)
            }
            ReadError::Missing => format!("the file of answers `{shown}` went away while it was read"),
            ReadError::Io(error) => format!("the file of answers `{shown}` cannot be read: {error}"),
        })
    })
}
