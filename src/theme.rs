//! Themes: templates, files to copy, and every word that the book shows beside its content.
//!
//! The default theme is compiled in. A book's own `themes/NAME/` takes its place file by file, and in `strings/` word by
//! word: what it lacks comes from the default. Nothing here knows what a template or a word is used for.

use std::collections::{BTreeMap, BTreeSet};

use include_dir::{Dir, include_dir};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Files, Listed, ReadError, Sources, Span};

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The name of the theme that is compiled in.
pub const DEFAULT_NAME: &str = "default";

/// The folders of a theme.
const FOLDERS: &[&str] = &["templates", "static", "strings", "print"];

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
    // By their paths within a theme: where each is shown, and what it holds.
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
    let mut unread: BTreeSet<String> = BTreeSet::new();
    for item in own {
        let path = match item {
            Listed::File(path) => path,
            other => {
                diagnostics.push(no_file(&other, sources));
                continue;
            }
        };
        let inside = path[folder.len()..].trim_start_matches('/').to_owned();
        diagnostics.extend(unused(&path, &inside, &mut unread, sources));
        match files.read(&path) {
            Ok(bytes) => {
                if inside.starts_with("strings/") {
                    own_strings.push((inside, path, bytes));
                } else {
                    raw.insert(inside, (path, bytes));
                }
            }
            Err(ReadError::Missing) => {}
            Err(_) => {
                let file = sources.add(path.as_str(), "");
                diagnostics.push(
                    Diagnostic::error(
                        "unreadable-file",
                        Span::start_of(file),
                        "this file of the theme could not be read",
                    )
                    .help("check that you can open it, and close other programs that use it"),
                );
            }
        }
    }
    let mut loader = Loader {
        name,
        language,
        sources,
        diagnostics,
        theme: Theme::default(),
        translated: BTreeMap::new(),
    };
    let (strings, others): (Vec<_>, Vec<_>) = raw
        .into_iter()
        .map(|(inside, (path, bytes))| (inside, path, bytes))
        .partition(|(inside, ..)| inside.starts_with("strings/"));
    for words in [strings, own_strings] {
        for (inside, path, bytes) in by_language(words) {
            loader.file(&inside, &path, bytes);
        }
    }
    for (inside, path, bytes) in others {
        loader.file(&inside, &path, bytes);
    }
    loader.finish(wanted_at)
}

/// Files of words in the order in which they lie over one another: `pt` first, then `pt-BR`, which knows better.
fn by_language(mut files: Vec<(String, String, Vec<u8>)>) -> Vec<(String, String, Vec<u8>)> {
    files.sort_by(|(a, ..), (b, ..)| {
        let name = |inside: &str| inside.trim_end_matches(".toml").to_owned();
        name(a).cmp(&name(b))
    });
    files
}

/// What to say of something in a theme's folder that is no file to read.
fn no_file(item: &Listed, sources: &mut Sources) -> Diagnostic {
    let at = Span::start_of(sources.add(item.path(), ""));
    match item {
        Listed::Unreadable(_, why) => {
            let message = format!("this could not be read: {why}");
            Diagnostic::error("unreadable-file", at, message)
                .help("put what is meant into the theme's folder, as files that you can open")
        }
        _ => {
            let message = "this is a link that leads out of the book's folder, or nowhere";
            let help = "copy what it leads to into the theme's folder";
            Diagnostic::error("link-outside", at, message).help(help)
        }
    }
}

/// What to say of a file that no part of a theme takes; once for a folder, which is then among the `told`.
fn unused(
    path: &str,
    inside: &str,
    told: &mut BTreeSet<String>,
    sources: &mut Sources,
) -> Option<Diagnostic> {
    let (folder, file) = inside.split_once('/').unwrap_or(("", inside));
    let (message, help) = if folder.is_empty() {
        // What a theme says of itself (`theme.toml`, a licence) may stand beside its folders; what works elsewhere may not.
        let belongs = match file.rsplit_once('.')?.1 {
            "html" => "templates",
            "css" | "js" | "svg" => "static",
            "typ" | "ttf" | "otf" => "print",
            _ => return None,
        };
        (
            format!("nothing reads `{file}` here, so it changes nothing"),
            format!("move it into the folder `{belongs}` beside it"),
        )
    } else if FOLDERS.contains(&folder) || !told.insert(folder.to_owned()) {
        return None;
    } else {
        let known = FOLDERS.join("`, `");
        let help = match crate::diagnostic::nearest(folder, FOLDERS.iter().copied()) {
            Some(near) => format!("did you mean `{near}`? A theme has `{known}`"),
            None => format!("a theme has `{known}`"),
        };
        (
            format!("a theme has no folder `{folder}`, so nothing in it changes anything"),
            help,
        )
    };
    let at = Span::start_of(sources.add(path, ""));
    Some(Diagnostic::warning("unused-theme-file", at, message).help(help))
}

struct Loader<'a> {
    name: &'a str,
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
                let is = |wanted: &str| language.eq_ignore_ascii_case(wanted);
                let wanted = is("en") || is(primary) || is(self.language);
                if !wanted {
                    return;
                }
                if let Some((file, text)) = self.text(path, bytes) {
                    let words = self.strings(&text, file);
                    if language.eq_ignore_ascii_case("en") {
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
                    "add them to `themes/{}/strings/{primary}.toml` in the book's folder",
                    self.name
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::MemoryFiles;

    /// A folder in memory in which some paths are links or cannot be read.
    struct Odd {
        files: MemoryFiles,
        odd: Vec<Listed>,
    }

    impl Files for Odd {
        fn list(&self, folder: &str) -> Vec<Listed> {
            let mut listed = self.files.list(folder);
            listed.extend(self.odd.iter().cloned());
            listed
        }

        fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
            self.files.read(path)
        }
    }

    fn loaded(files: &[(&str, &str)], odd: Vec<Listed>, language: &str) -> (Theme, Vec<String>) {
        let mut memory = MemoryFiles::new();
        for (path, text) in files {
            memory.add(*path, *text);
        }
        let files = Odd { files: memory, odd };
        let mut sources = Sources::new();
        let at = Span::start_of(sources.add("book.toml", ""));
        let (theme, found) = load(&files, "mine", language, at, &mut sources);
        let said = found.iter().map(|one| {
            let helps: Vec<&str> = one.helps.iter().map(|help| &*help.text).collect();
            let path = sources.path(one.primary.span.file);
            format!(
                "{path}: {}: {} [{}]",
                one.code,
                one.message,
                helps.join("; ")
            )
        });
        (theme, said.collect())
    }

    #[test]
    fn what_a_region_says_lies_over_what_its_language_says() {
        let files = [
            (
                "themes/mine/strings/pt-br.toml",
                "[word]\nphone = \"celular\"\n",
            ),
            (
                "themes/mine/strings/pt.toml",
                "[word]\nphone = \"telemóvel\"\ncar = \"carro\"\n",
            ),
        ];
        let theme = loaded(&files, Vec::new(), "pt-BR").0;
        assert_eq!(theme.strings.text("word.phone"), "celular");
        assert_eq!(theme.strings.text("word.car"), "carro");
    }

    #[test]
    fn what_changes_nothing_in_a_theme_is_said() {
        let files = [
            ("themes/mine/template/step.html", ""),
            ("themes/mine/template/topic.html", ""),
            ("themes/mine/step.html", ""),
            ("themes/mine/theme.toml", ""),
            ("themes/mine/static/own/a.css", ""),
        ];
        let odd = vec![
            Listed::LinkOutside("themes/mine/static/b.css".to_owned()),
            Listed::Unreadable(
                "themes/mine/templates".to_owned(),
                "it is a link".to_owned(),
            ),
        ];
        let said = loaded(&files, odd, "en").1;
        let expected = [
            "themes/mine/step.html: unused-theme-file: nothing reads `step.html` here, so it changes nothing [move it into the folder `templates` beside it]",
            "themes/mine/template/step.html: unused-theme-file: a theme has no folder `template`, so nothing in it changes anything [did you mean `templates`? A theme has `templates`, `static`, `strings`, `print`]",
            "themes/mine/static/b.css: link-outside: this is a link that leads out of the book's folder, or nowhere [copy what it leads to into the theme's folder]",
            "themes/mine/templates: unreadable-file: this could not be read: it is a link [put what is meant into the theme's folder, as files that you can open]",
        ];
        assert_eq!(said, expected);
    }
}
