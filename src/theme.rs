//! Themes: templates, files to copy, and every word that the book shows beside its content.
//!
//! The default theme is compiled in. A book's own `themes/NAME/` takes its place file by file, and in `strings/` word by
//! word: what it lacks comes from the default. Nothing here knows what a template or a word is used for.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Files, Listed, ReadError, Sources, Span};

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The name of the theme that is compiled in.
pub const DEFAULT_NAME: &str = "default";

/// A theme, ready to render with.
#[derive(Debug, Default)]
pub struct Theme {
    /// The templates by their name, such as `step.html`.
    pub templates: BTreeMap<String, Template>,
    /// Files to copy by their path below `static/`.
    pub statics: BTreeMap<String, Vec<u8>>,
    /// The templates and fonts for paper by their path below `print/`.
    pub print: BTreeMap<String, PrintFile>,
    /// The words.
    pub strings: Strings,
}

/// One template.
#[derive(Debug)]
pub struct Template {
    /// Its file, for diagnostics.
    pub file: FileId,
    /// Its text.
    pub text: String,
}

/// One file for paper: a template or a font.
#[derive(Debug)]
pub struct PrintFile {
    /// The file, for diagnostics.
    pub file: FileId,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Words by their key: `sheet.print`. A key holds a text or a list of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strings {
    words: BTreeMap<String, Words>,
}

/// What a key holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// One text.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl Strings {
    /// The text of a key; the key itself where the theme has none, so that it shows what is missing.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        match self.words.get(key) {
            Some(Words::One(text)) => text,
            _ => key,
        }
    }

    /// The list of a key; empty where the theme has none.
    pub fn list(&self, key: &str) -> &[String] {
        match self.words.get(key) {
            Some(Words::Many(list)) => list,
            _ => &[],
        }
    }

    /// A day in the theme's language, from its year, month and day; `None` if the theme has no name for the month.
    pub fn day(&self, (year, month, day): (i16, i8, i8)) -> Option<String> {
        let at = usize::try_from(month - 1).ok()?;
        let month = self.list("date.months").get(at)?;
        let text = self.text("date.format");
        Some(
            text.replace("{day}", &day.to_string())
                .replace("{month}", month)
                .replace("{year}", &year.to_string()),
        )
    }

    /// Whether the theme has this key.
    pub fn has(&self, key: &str) -> bool {
        self.words.contains_key(key)
    }

    /// Every key and what it holds, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Words)> {
        self.words.iter().map(|(key, words)| (key.as_str(), words))
    }
}

/// The files of the default theme by their path, for `theme copy`.
pub fn default_files() -> BTreeMap<String, &'static [u8]> {
    let mut files = BTreeMap::new();
    collect(&DEFAULT, &mut files);
    files
}

fn collect(folder: &'static Dir<'static>, files: &mut BTreeMap<String, &'static [u8]>) {
    for file in folder.files() {
        let parts: Vec<_> = file
            .path()
            .iter()
            .map(|part| part.to_string_lossy())
            .collect();
        files.insert(parts.join("/"), file.contents());
    }
    for inner in folder.dirs() {
        collect(inner, files);
    }
}

/// Loads a theme for a language, the book's own files over the default's.
///
/// `wanted_at` is the place in book.toml that names the theme.
pub fn load(
    files: &dyn Files,
    name: &str,
    language: &str,
    wanted_at: Span,
    sources: &mut Sources,
) -> (Theme, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut raw: BTreeMap<String, (String, Vec<u8>)> = default_files()
        .into_iter()
        .map(|(path, bytes)| {
            let shown = format!("themes/{DEFAULT_NAME}/{path}");
            (path, (shown, bytes.to_vec()))
        })
        .collect();
    // A book changes words one by one; its strings lie over the default's.
    let mut own_strings: Vec<(String, String, Vec<u8>)> = Vec::new();
    let folder = format!("themes/{name}");
    let own = files.list(&folder);
    if own.is_empty() && name != DEFAULT_NAME {
        let help = format!(
            "make the folder `{folder}`, or copy a file to change: `mendbook theme copy templates/step.html`"
        );
        diagnostics.push(
            Diagnostic::error(
                "unknown-theme",
                wanted_at,
                format!("there is no theme `{name}`"),
            )
            .help(help),
        );
    }
    for item in own {
        let Listed::File(path) = item else { continue };
        match files.read(&path) {
            Ok(bytes) => {
                let inside = path[folder.len()..].trim_start_matches('/').to_owned();
                if inside.starts_with("strings/") {
                    own_strings.push((inside, path, bytes));
                } else {
                    raw.insert(inside, (path, bytes));
                }
            }
            Err(ReadError::Missing) => {}
            Err(_) => {
                let file = sources.add(path.as_str(), "");
                diagnostics.push(Diagnostic::error(
                    "unreadable-file",
                    Span::start_of(file),
                    "this file of the theme could not be read",
                ));
            }
        }
    }
    let mut loader = Loader {
        language,
        sources,
        diagnostics,
        theme: Theme::default(),
        translated: BTreeMap::new(),
    };
    for (inside, (path, bytes)) in raw {
        loader.file(&inside, &path, bytes);
    }
    own_strings.sort();
    for (inside, path, bytes) in own_strings {
        loader.file(&inside, &path, bytes);
    }
    loader.finish(wanted_at)
}

struct Loader<'a> {
    language: &'a str,
    sources: &'a mut Sources,
    diagnostics: Vec<Diagnostic>,
    theme: Theme,
    /// The words of the book's language, to be laid over the English ones.
    translated: BTreeMap<String, Words>,
}

impl Loader<'_> {
    fn file(&mut self, inside: &str, path: &str, bytes: Vec<u8>) {
        match inside.split_once('/') {
            Some(("static", rest)) => {
                self.theme.statics.insert(rest.to_owned(), bytes);
            }
            Some(("print", rest)) => {
                // A font has no text to show a place in, and needs a file all the same, to be named.
                let text = std::str::from_utf8(&bytes).unwrap_or_default();
                let file = self.sources.add(path, text);
                self.theme
                    .print
                    .insert(rest.to_owned(), PrintFile { file, bytes });
            }
            Some(("templates", rest)) => {
                if let Some((file, text)) = self.text(path, bytes) {
                    self.theme
                        .templates
                        .insert(rest.to_owned(), Template { file, text });
                }
            }
            Some(("strings", rest)) => {
                let language = rest.trim_end_matches(".toml");
                let primary = self.language.split('-').next().unwrap_or_default();
                let wanted = language == "en" || language == primary || language == self.language;
                if !wanted {
                    return;
                }
                if let Some((file, text)) = self.text(path, bytes) {
                    let words = self.strings(&text, file);
                    if language == "en" {
                        self.theme.strings.words.extend(words);
                    } else {
                        self.translated.extend(words);
                    }
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, path: &str, bytes: Vec<u8>) -> Option<(FileId, String)> {
        match String::from_utf8(bytes) {
            Ok(text) => {
                let file = self.sources.add(path, text.as_str());
                Some((file, text))
            }
            Err(_) => {
                let file = self.sources.add(path, "");
                let message = "this file of the theme is not UTF-8 text";
                self.diagnostics
                    .push(Diagnostic::error("not-utf8", Span::start_of(file), message));
                None
            }
        }
    }

    fn strings(&mut self, text: &str, file: FileId) -> BTreeMap<String, Words> {
        let mut words = BTreeMap::new();
        match DeTable::parse(text) {
            Ok(table) => flatten(table.get_ref(), "", &mut words),
            Err(error) => {
                let span = error.span().unwrap_or(0..0);
                let message = error
                    .message()
                    .lines()
                    .next()
                    .unwrap_or("this is no TOML")
                    .to_owned();
                self.diagnostics.push(Diagnostic::error(
                    "toml-syntax",
                    Span::new(file, span.start, span.end),
                    message,
                ));
            }
        }
        words
    }

    fn finish(mut self, wanted_at: Span) -> (Theme, Vec<Diagnostic>) {
        let primary = self.language.split('-').next().unwrap_or_default();
        if primary != "en" {
            // Words that lints look for are of one language: the English ones mean nothing in another.
            let is_shown = |key: &&String| !key.starts_with("lint.");
            let lacking: Vec<&str> = self
                .theme
                .strings
                .words
                .keys()
                .filter(is_shown)
                .filter(|key| !self.translated.contains_key(*key))
                // A language may have other forms for numbers, but all have `other`.
                .filter(|key| {
                    let forms = key.strip_suffix(".one");
                    !forms.is_some_and(|key| self.translated.contains_key(&format!("{key}.other")))
                })
                .map(String::as_str)
                .collect();
            if let Some(first) = lacking.first() {
                let message = format!(
                    "the theme lacks {} texts in `{}`, `{first}` among them; English stands in",
                    lacking.len(),
                    self.language
                );
                let help = format!(
                    "add them to `themes/{DEFAULT_NAME}/strings/{primary}.toml` in the book's folder"
                );
                self.diagnostics
                    .push(Diagnostic::warning("missing-strings", wanted_at, message).help(help));
            }
            self.theme
                .strings
                .words
                .retain(|key, _| !key.starts_with("lint."));
        }
        self.theme.strings.words.extend(self.translated);
        (self.theme, self.diagnostics)
    }
}

fn flatten(table: &DeTable<'_>, prefix: &str, words: &mut BTreeMap<String, Words>) {
    for (key, value) in table.iter() {
        let key = match prefix {
            "" => key.get_ref().to_string(),
            prefix => format!("{prefix}.{}", key.get_ref()),
        };
        match value.get_ref() {
            DeValue::String(text) => {
                words.insert(key, Words::One(text.to_string()));
            }
            DeValue::Array(items) => {
                words.insert(key, Words::Many(items.iter().filter_map(text_of).collect()));
            }
            DeValue::Table(inner) => flatten(inner, &key, words),
            _ => {}
        }
    }
}

fn text_of(value: &Spanned<DeValue<'_>>) -> Option<String> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        _ => None,
    }
}
