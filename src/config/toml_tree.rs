//! From TOML to the tree of values with places.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::model::node::{Form, Key, Node, Scalar, Value};
use crate::source::{FileId, Span};

/// Reads a TOML document.
///
/// # Errors
///
/// When it is no TOML; the diagnostic says where.
pub(super) fn read(text: &str, file: FileId) -> Result<Node, Diagnostic> {
    match DeTable::parse(text) {
        Ok(table) => Ok(Node {
            span: Span::new(file, 0, 0),
            value: map(table.get_ref(), text, file),
        }),
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            let message = error
                .message()
                .lines()
                .next()
                .unwrap_or("this is no TOML")
                .to_owned();
            let help = "book.toml is written in TOML: `name = \"text\"`, one a line, under headings in `[brackets]`";
            Err(Diagnostic::error(
                "toml-syntax",
                Span::new(file, span.start, span.end),
                message,
            )
            .help(help))
        }
    }
}

fn map(table: &DeTable<'_>, text: &str, file: FileId) -> Value {
    let mut fields: Vec<(Key, Node)> = table
        .iter()
        .map(|(key, value)| {
            let span = Span::new(file, key.span().start, key.span().end);
            let key = Key {
                text: key.get_ref().as_ref().into(),
                span,
            };
            (key, node(value, text, file))
        })
        .collect();
    // The crate sorts a table's keys; the author's order is the order of places.
    fields.sort_by_key(|(key, _)| key.span.start);
    Value::Map(fields)
}

fn node(value: &Spanned<DeValue<'_>>, source: &str, file: FileId) -> Node {
    let range = match value.get_ref() {
        DeValue::String(_) => within_quotes(value.span(), source),
        _ => value.span(),
    };
    let span = Span::new(file, range.start, range.end);
    let scalar = |text: &str, form| {
        Value::Scalar(Scalar {
            text: text.into(),
            form,
        })
    };
    let value = match value.get_ref() {
        DeValue::String(text) => scalar(text, Form::Text),
        DeValue::Integer(number) => scalar(&number.to_string(), Form::Number),
        DeValue::Float(number) => scalar(&number.to_string(), Form::Number),
        DeValue::Boolean(value) => {
            scalar(if *value { "true" } else { "false" }, Form::Bool(*value))
        }
        DeValue::Datetime(date) => scalar(&date.to_string(), Form::Text),
        DeValue::Array(items) => {
            Value::List(items.iter().map(|item| node(item, source, file)).collect())
        }
        DeValue::Table(table) => map(table, source, file),
    };
    Node { value, span }
}

/// The place of a string's words, so that others can be put in their place: TOML cannot do without the quotes.
fn within_quotes(range: Range<usize>, source: &str) -> Range<usize> {
    let written = source.get(range.clone()).unwrap_or_default();
    let quotes = ["\"\"\"", "'''", "\"", "'"];
    let quote = quotes
        .into_iter()
        .find(|quote| written.len() >= 2 * quote.len() && written.starts_with(quote));
    let width = quote.map_or(0, str::len);
    range.start + width..range.end - width
}
