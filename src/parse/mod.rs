//! From files to the [`Book`]: what stands in the content folder, read and decoded, every file in parallel.
//!
//! A file that cannot be read raises a diagnostic and is left out; an entry that cannot be decoded likewise. Nothing here
//! knows whether a reference leads anywhere.

mod entries;
mod front_matter;
mod html;
mod markdown;
mod places;
mod punctuation;
mod salvage;
mod scalar;
mod yaml;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::entry::Book;
use crate::model::kind::Kind;
use crate::source::{FileId, Files, Listed, ReadError, Sources, Span};

pub use entries::entry_fields;
pub use markdown::MarkdownSettings;
pub use punctuation::Quotes;
pub use scalar::{comment as yaml_comment, scalar as yaml_scalar};
pub use yaml::read as read_yaml;

/// How a file of entries is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Front matter, then Markdown: one entry.
    Markdown,
    /// A mapping is one entry, a sequence several.
    Yaml,
}

/// A file of entries, before it is read.
struct Found<'a> {
    path: &'a str,
    kind: Kind,
    form: Form,
}

/// Reads everything in the content folder.
pub fn parse(files: &dyn Files, config: &Config, sources: &mut Sources) -> (Book, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut book = Book::default();
    let mut listed = files.list(config.content());
    // The order of the book is that of the paths, whatever order a disk gives.
    listed.sort_by(|a, b| a.path().cmp(b.path()));
    if listed.is_empty() {
        let message = format!(
            "the content folder `{}` is empty or missing",
            config.content()
        );
        let help = "put entries into it: `mendbook new topic \"What trust is\"` writes a first one";
        diagnostics.push(Diagnostic::error("no-content", config.span(), message).help(help));
    }
    check_case(&listed, sources, &mut diagnostics);

    let mut found = Vec::new();
    for item in &listed {
        match item {
            Listed::File(path) => match classify(path, config.content()) {
                Ok(Some(file)) => found.push(file),
                Ok(None) => book.assets.push(path.clone()),
                Err(problem) => {
                    let file = sources.add(path.as_str(), "");
                    diagnostics.push(problem.at(Span::start_of(file)));
                }
            },
            Listed::LinkOutside(path) => {
                let file = sources.add(path.as_str(), "");
                let message = "this is a link that leads out of the book's folder, or nowhere";
                let help = "copy what it leads to into the content folder";
                diagnostics.push(
                    Diagnostic::error("link-outside", Span::start_of(file), message).help(help),
                );
            }
            Listed::Unreadable(path, why) => {
                let file = sources.add(path.as_str(), "");
                let message = format!("this could not be read: {why}");
                diagnostics.push(Diagnostic::error(
                    "unreadable-file",
                    Span::start_of(file),
                    message,
                ));
            }
        }
    }

    let texts: Vec<Result<String, ReadError>> = found
        .par_iter()
        .map(|file| files.read_text(file.path))
        .collect();
    let mut readable = Vec::with_capacity(found.len());
    for (file, text) in found.iter().zip(texts) {
        match text {
            Ok(text) => readable.push((file, sources.add(file.path, text))),
            Err(error) => {
                let id = sources.add(file.path, "");
                diagnostics.push(unreadable(&error, Span::start_of(id)));
            }
        }
    }

    let parsed: Vec<entries::Parsed> = readable
        .par_iter()
        .map(|(file, id)| parse_file(file, *id, &sources.get(*id).text, config))
        .collect();
    for parsed in parsed {
        book.entries.extend(parsed.entries);
        book.broken.extend(parsed.broken);
        diagnostics.extend(parsed.diagnostics);
    }
    (book, diagnostics)
}

fn parse_file(file: &Found<'_>, id: FileId, text: &str, config: &Config) -> entries::Parsed {
    let settings = MarkdownSettings {
        raw_html: config.raw_html(),
        quotes: config
            .has_smart_punctuation()
            .then(|| Quotes::of(config.primary_language())),
    };
    let context = entries::Context {
        file: id,
        text,
        kind: file.kind,
        names: &config.names,
        settings,
    };
    match file.form {
        Form::Markdown => entries::from_markdown(&context, file.path),
        Form::Yaml => entries::from_yaml(&context, file.path),
    }
}

fn unreadable(error: &ReadError, span: Span) -> Diagnostic {
    match error {
        ReadError::NotUtf8(at) => Diagnostic::error(
            "not-utf8",
            span,
            format!(
                "this file is not UTF-8 text: byte {} cannot be read",
                at + 1
            ),
        )
        .help("in your editor, save it again with the encoding UTF-8"),
        ReadError::TooLarge(size) => Diagnostic::error(
            "too-large",
            span,
            format!("this file has {} MiB", size >> 20),
        )
        .help("split it into several files"),
        ReadError::Missing => Diagnostic::error(
            "unreadable-file",
            span,
            "this file went away while it was read",
        ),
        ReadError::Io(error) => Diagnostic::error(
            "unreadable-file",
            span,
            format!("this file could not be read: {error}"),
        ),
    }
}

/// What is wrong with a file by its path alone.
struct PathProblem {
    code: &'static str,
    message: String,
    help: String,
}

impl PathProblem {
    fn at(self, span: Span) -> Diagnostic {
        Diagnostic::error(self.code, span, self.message).help(self.help)
    }
}

/// The kind and the form of a file of entries, by its path; `None` for a file that is none, such as a picture.
fn classify<'a>(path: &'a str, content: &str) -> Result<Option<Found<'a>>, PathProblem> {
    let inside = path
        .strip_prefix(content)
        .unwrap_or(path)
        .trim_start_matches('/');
    let (stem, ending) = inside.rsplit_once('.').unwrap_or((inside, ""));
    let form = match ending.to_ascii_lowercase().as_str() {
        "md" | "markdown" => Form::Markdown,
        "yaml" | "yml" => Form::Yaml,
        "txt" => return hidden_ending(stem).map_or(Ok(None), Err),
        _ => return Ok(None),
    };
    let place = stem.split('/').next().unwrap_or(stem);
    match Kind::at_place(place) {
        Some(kind) => Ok(Some(Found { path, kind, form })),
        None => {
            let places = || Kind::ALL.iter().map(|kind| kind.spec().place);
            let known: Vec<&str> = places().collect();
            let help = match crate::diagnostic::nearest(place, places()) {
                Some(near) => format!("did you mean `{near}`? Known: {}", known.join(", ")),
                None => format!("known folders and lists: {}", known.join(", ")),
            };
            Err(PathProblem {
                code: "unknown-kind",
                message: format!("no kind of entry lives in `{place}`"),
                help,
            })
        }
    }
}

/// What is wrong with a file `step.md.txt`: some editors add an ending and do not show it.
fn hidden_ending(stem: &str) -> Option<PathProblem> {
    let (_, ending) = stem.rsplit_once('.')?;
    let is_entry = matches!(
        ending.to_ascii_lowercase().as_str(),
        "md" | "markdown" | "yaml" | "yml"
    );
    let name = stem.rsplit('/').next().unwrap_or(stem);
    is_entry.then(|| PathProblem {
        code: "hidden-ending",
        message: format!("this file ends in `.{ending}.txt`, so it is no entry"),
        help: format!(
            "rename it to `{name}`; when you save it in an editor for plain texts, choose \"all files\" as its type"
        ),
    })
}

/// Two files whose paths differ only in case are one file on Windows and macOS.
fn check_case(listed: &[Listed], sources: &mut Sources, diagnostics: &mut Vec<Diagnostic>) {
    let mut paths: Vec<(String, &str)> = listed
        .iter()
        .map(|item| (item.path().to_lowercase(), item.path()))
        .collect();
    paths.sort();
    for pair in paths.windows(2) {
        if let [(lower, first), (other, second)] = pair
            && lower == other
        {
            let file = sources.add(*second, "");
            let message = format!("`{second}` and `{first}` differ only in capital letters");
            let help = "rename one of them: on Windows and macOS the two would be one file";
            diagnostics
                .push(Diagnostic::error("same-path", Span::start_of(file), message).help(help));
        }
    }
}
