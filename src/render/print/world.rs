//! The world that Typst sees: the theme's templates and fonts, and one document's data. No disk, no packages, no clock.
//!
//! Nothing here knows what a sheet is.

use std::collections::BTreeMap;
use std::ops::Range;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{
    FileId as TypstFile, RootedPath, Source, Span as TypstSpan, VirtualPath, VirtualRoot,
};
use typst::text::{Font, FontBook, FontVariant};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::source::{FileId, Span};
use crate::theme::{PrintFile, Theme};

/// The paths at which templates find what is printed, and how.
const DATA: &str = "/data.json";
const HOW: &str = "/how.json";

/// A template that is compiled; it reads the others, and the data.
#[derive(Clone, Copy, Debug)]
pub(super) enum Template {
    /// One copy of a sheet, without the feet of its pages.
    Copy,
    /// The feet of its pages.
    Feet,
}

impl Template {
    const fn path(self) -> &'static str {
        match self {
            Self::Copy => "/main.typ",
            Self::Feet => "/feet.typ",
        }
    }
}

/// What every document shares: Typst's library, the fonts, the templates as they were parsed.
pub(super) struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    copy: TypstFile,
    feet: TypstFile,
    data: TypstFile,
    how: TypstFile,
    templates: BTreeMap<String, Source>,
    files: BTreeMap<String, FileId>,
}

/// What went wrong in a template.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Problem {
    /// The place in a template, where Typst names one.
    pub place: Option<Span>,
    /// What Typst says.
    pub message: String,
    /// What Typst says to do about it.
    pub hints: Vec<String>,
    /// The calls that led there, innermost first.
    pub calls: Vec<Span>,
}

impl Press {
    /// Reads a theme's templates and fonts; gives the fonts' files that are no fonts as well.
    pub fn new(theme: &Theme) -> Option<(Self, Vec<FileId>)> {
        let mut fonts = Vec::new();
        let mut broken = Vec::new();
        let mut templates = BTreeMap::new();
        let mut files = BTreeMap::new();
        for (path, file) in &theme.print {
            let virtual_path = format!("/{path}");
            match path.rsplit('.').next() {
                Some("ttf" | "otf" | "ttc") => {
                    let before = fonts.len();
                    fonts.extend(Font::iter(Bytes::new(file.bytes.clone())));
                    if fonts.len() == before {
                        broken.push(file.file);
                    }
                }
                Some("typ") => {
                    let text = template_text(file);
                    templates.insert(
                        virtual_path.clone(),
                        Source::new(typst_file(&virtual_path)?, text),
                    );
                    files.insert(virtual_path, file.file);
                }
                _ => {}
            }
        }
        let features: Features = std::iter::once(Feature::A11yExtras).collect();
        let press = Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            copy: typst_file(Template::Copy.path())?,
            feet: typst_file(Template::Feet.path())?,
            data: typst_file(DATA)?,
            how: typst_file(HOW)?,
            templates,
            files,
        };
        Some((press, broken))
    }

    /// Whether any of the fonts can draw a character.
    pub fn draws(&self, c: char) -> bool {
        self.fonts
            .iter()
            .any(|font| font.info().coverage.contains(u32::from(c)))
    }

    /// The upright font of ordinary weight that the theme names first, for what is typed into fields.
    pub fn plain_font(&self) -> Option<&Font> {
        let family = self.fonts.first()?.info().family.to_lowercase();
        let index = self.book.select(&family, FontVariant::default())?;
        self.fonts.get(index)
    }

    /// Lays one document out: by which template, how, and of what.
    ///
    /// # Errors
    ///
    /// What is wrong in the templates.
    pub fn set(
        &self,
        template: Template,
        how: Vec<u8>,
        data: Vec<u8>,
    ) -> Result<PagedDocument, Vec<Problem>> {
        let desk = Desk {
            press: self,
            main: match template {
                Template::Copy => self.copy,
                Template::Feet => self.feet,
            },
            how: Bytes::new(how),
            data: Bytes::new(data),
        };
        typst::compile::<PagedDocument>(&desk)
            .output
            .map_err(|found| self.problems(&desk, &found))
    }

    /// Makes a PDF of what is laid out. `ident` names it for good; `accessible` demands PDF/UA-1.
    ///
    /// # Errors
    ///
    /// What keeps the document from PDF/UA-1.
    pub fn pdf(
        &self,
        document: &PagedDocument,
        ident: &str,
        accessible: bool,
    ) -> Result<Vec<u8>, Vec<Problem>> {
        let standards: &[PdfStandard] = if accessible {
            &[PdfStandard::Ua_1]
        } else {
            &[PdfStandard::V_1_7]
        };
        let standards = PdfStandards::new(standards).map_err(|error| {
            vec![Problem {
                place: None,
                message: error.message().to_string(),
                hints: Vec::new(),
                calls: Vec::new(),
            }]
        })?;
        let options = PdfOptions {
            ident: Smart::Custom(ident.to_owned()),
            creator: Smart::Custom(None),
            timestamp: None,
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(document, &options).map_err(|found| {
            let desk = Desk {
                press: self,
                main: self.copy,
                how: Bytes::new([]),
                data: Bytes::new([]),
            };
            self.problems(&desk, &found)
        })
    }

    fn problems(&self, desk: &Desk<'_>, found: &[SourceDiagnostic]) -> Vec<Problem> {
        found.iter().map(|one| self.problem(desk, one)).collect()
    }

    fn problem(&self, desk: &Desk<'_>, found: &SourceDiagnostic) -> Problem {
        let place = |file: Option<TypstFile>, range: Option<Range<usize>>| {
            let path = file?.get().vpath().get_with_slash().to_owned();
            let range = range?;
            Some(Span::new(*self.files.get(&path)?, range.start, range.end))
        };
        let call = |span: TypstSpan| place(span.id(), desk.range(span));
        Problem {
            place: place(found.span.id(), desk.range(found.span)),
            message: found.message.to_string(),
            hints: found.hints.iter().map(|hint| hint.v.to_string()).collect(),
            calls: found
                .trace
                .iter()
                .filter_map(|point| call(point.span))
                .collect(),
        }
    }
}

fn template_text(file: &PrintFile) -> String {
    String::from_utf8_lossy(&file.bytes).into_owned()
}

/// Typst keeps every path that it ever saw in 16 bits, so the same few are used for all documents.
fn typst_file(path: &str) -> Option<TypstFile> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// One document on the press.
struct Desk<'a> {
    press: &'a Press,
    main: TypstFile,
    how: Bytes,
    data: Bytes,
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> TypstFile {
        self.main
    }

    fn source(&self, id: TypstFile) -> FileResult<Source> {
        let path = id.get();
        let template = matches!(path.root(), VirtualRoot::Project)
            .then(|| self.press.templates.get(path.vpath().get_with_slash()))
            .flatten();
        template.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: TypstFile) -> FileResult<Bytes> {
        if id == self.press.data {
            Ok(self.data.clone())
        } else if id == self.press.how {
            Ok(self.how.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
