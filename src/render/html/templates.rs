//! Tera: the templates of a theme, made ready once, and its errors as diagnostics.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use super::views::SiteView;
use crate::diagnostic::Diagnostic;
use crate::site::Language;
use crate::site::places::place;
use crate::source::{FileId, Located, Sources, Span};
use crate::theme::{Strings, Theme, Words};

/// A theme's templates, ready to render.
pub(super) struct Templates {
    tera: Tera,
    files: BTreeMap<String, FileId>,
}

/// What could not be rendered, before it is known for which entry.
#[derive(Debug)]
pub(super) struct TemplateError {
    file: FileId,
    /// The line and column in the template, from 1 and 0, where they are known.
    start: Option<(usize, usize)>,
    end: (usize, usize),
    message: String,
}

impl TemplateError {
    /// As a diagnostic at the template's line; `entry` is what was being rendered.
    pub(super) fn diagnostic(
        &self,
        sources: &Sources,
        entry: Option<&Located<String>>,
    ) -> Diagnostic {
        let source = sources.get(self.file);
        let byte = |(line, column): (usize, usize)| {
            let start = source
                .lines()
                .line_start(u32::try_from(line).unwrap_or(u32::MAX));
            let rest = &source.text[start..];
            start
                + rest
                    .char_indices()
                    .nth(column)
                    .map_or(rest.len(), |(at, _)| at)
        };
        let span = match self.start {
            Some(start) => Span::new(self.file, byte(start), byte(self.end)),
            None => Span::start_of(self.file),
        };
        let message = match entry {
            Some(entry) => format!("{} (while rendering `{}`)", self.message, entry.value),
            None => self.message.clone(),
        };
        let mut diagnostic = Diagnostic::error("theme-error", span, message);
        if let Some(entry) = entry {
            diagnostic = diagnostic.also(entry.span, "this was being rendered");
        }
        diagnostic.help("`mendbook theme contexts` lists what each template gets")
    }
}

impl Templates {
    /// Reads every template of a theme.
    ///
    /// # Errors
    ///
    /// When one of them is no template.
    pub(super) fn new(theme: &Theme, site: &SiteView) -> Result<Self, TemplateError> {
        let files: BTreeMap<String, FileId> = theme
            .templates
            .iter()
            .map(|(name, template)| (name.clone(), template.file))
            .collect();
        let mut tera = Tera::default();
        let language = Language::of(&site.language);
        let of_fill = language.clone();
        let fill = move |text: &str, values: Kwargs, _: &State<'_>| fill(&of_fill, text, &values);
        tera.register_filter("fill", fill);
        let count = move |forms: &tera::Map, values: Kwargs, _: &State<'_>| {
            count(&language, forms, &values)
        };
        tera.register_filter("count", count);
        let is_discreet = site.discreet;
        let of_place =
            move |name: &str, _: Kwargs, _: &State<'_>| place(name.to_owned(), is_discreet);
        tera.register_filter("place", of_place);
        let texts = theme
            .templates
            .iter()
            .map(|(name, template)| (name.clone(), template.text.clone()));
        let mut templates = Self { tera, files };
        if let Err(error) = templates.tera.add_raw_templates(texts) {
            return Err(templates.error(&error, "base.html"));
        }
        let context = templates.tera.global_context();
        context.insert("site", site);
        context.insert("t", &nested(&theme.strings));
        Ok(templates)
    }

    /// Renders one template.
    ///
    /// # Errors
    ///
    /// When the template asks for something that it does not get.
    pub(super) fn render(&self, name: &str, context: &Context) -> Result<String, TemplateError> {
        let mut html = self
            .tera
            .render(name, context)
            .map_err(|error| self.error(&error, name))?;
        // Every page is kept until all are written: what it does not need it gives back.
        html.shrink_to_fit();
        Ok(html)
    }

    /// Whether the theme has a template of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    fn error(&self, error: &tera::Error, name: &str) -> TemplateError {
        let any = || self.files.values().next().copied();
        let file_of = |name: &str| self.files.get(name).copied().or_else(any);
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let span = report.span();
                TemplateError {
                    file: file_of(report.filename()).unwrap_or_else(Span::default_file),
                    start: Some((span.start_line, span.start_col)),
                    end: (span.end_line, span.end_col),
                    message: decapitalised(report.message()),
                }
            }
            other => {
                let text = other.to_string();
                if let Some((message, template, at)) = reported(&text) {
                    return TemplateError {
                        file: file_of(template).unwrap_or_else(Span::default_file),
                        start: Some(at),
                        end: at,
                        message: decapitalised(message),
                    };
                }
                let name = match other {
                    ErrorKind::MissingParent { current, .. } => current,
                    ErrorKind::CircularExtend { tpl, .. }
                    | ErrorKind::CircularInclude { tpl, .. } => tpl,
                    _ => name,
                };
                TemplateError {
                    file: file_of(name).unwrap_or_else(Span::default_file),
                    start: None,
                    end: (1, 0),
                    message: decapitalised(&text),
                }
            }
        }
    }
}

/// Tera gives some errors as finished reports: `error: what`, then `--> template:line:column`. The first one's message,
/// its template, and its line (from 1) and column (from 0).
fn reported(text: &str) -> Option<(&str, &str, (usize, usize))> {
    let mut lines = text.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let place = lines.next()?.trim_start().strip_prefix("--> ")?;
    let (place, column) = place.rsplit_once(':')?;
    let (template, line) = place.rsplit_once(':')?;
    let column: usize = column.parse().ok()?;
    Some((
        message,
        template,
        (line.parse().ok()?, column.saturating_sub(1)),
    ))
}

/// A value that many contexts share, converted once.
pub(super) fn shared<T: Serialize>(value: &T) -> Value {
    Value::from_serializable(value)
}

fn decapitalised(message: &str) -> String {
    let line = message
        .lines()
        .next()
        .unwrap_or(message)
        .trim_end_matches('.');
    let mut chars = line.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// `sheet.print` as a map in a map, as templates use it.
fn nested(strings: &Strings) -> serde_json::Value {
    let mut top = serde_json::Map::new();
    for (key, words) in strings.iter() {
        let value = match words {
            Words::One(text) => serde_json::Value::from(text.as_str()),
            Words::Many(list) => serde_json::Value::from(list.clone()),
        };
        let mut parts = key.split('.').peekable();
        let mut map = &mut top;
        while let Some(part) = parts.next() {
            if parts.peek().is_none() {
                map.insert(part.to_owned(), value.clone());
                break;
            }
            let inner = map
                .entry(part)
                .or_insert_with(|| serde_json::Value::Object(serde_json::Map::new()));
            match inner {
                serde_json::Value::Object(inner) => map = inner,
                _ => break,
            }
        }
    }
    serde_json::Value::Object(top)
}

/// `{{ t.sheet.minutes | fill(n=5) }}`: puts values in place of `{n}`, numbers as the language writes them.
fn fill(language: &Language, text: &str, values: &Kwargs) -> String {
    let mut filled = text.to_owned();
    for (name, value) in values.iter() {
        let number = value.is_number().then(|| value.as_u64()).flatten();
        let value = number.map_or_else(|| value.to_string(), |n| language.number(n));
        filled = filled.replace(&format!("{{{name}}}"), &value);
    }
    filled
}

/// `{{ t.sheet.pages | count(n=2) }}`: takes the form that goes with a number in the language out of a table with `other`,
/// mostly `one`, and whatever forms the language has beside them.
fn count(language: &Language, forms: &tera::Map, values: &Kwargs) -> tera::TeraResult<String> {
    let n: u64 = values.must_get("n")?;
    let of = |form: &str| {
        let found = forms.iter().find(|(key, _)| key.to_string() == form);
        found.and_then(|(_, text)| text.as_str())
    };
    let text = of(language.form_for(n))
        .or_else(|| of("other"))
        .ok_or_else(|| tera::Error::message("`count` needs a table with `other`"))?;
    Ok(fill(language, text, values))
}
