//! The tree of values with places that YAML and TOML are both read into, before anything is known of their meaning.

use crate::source::Span;

/// One value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where it stands: for a map or a list from its first to its last part.
    pub span: Span,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: `field:` with no value.
    Null,
    /// One value, as written.
    Scalar(Scalar),
    /// Several in order.
    List(Vec<Node>),
    /// Fields in the order of the file.
    Map(Vec<(Key, Node)>),
}

/// A single value: its text as the author wrote it, whatever YAML would make of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scalar {
    /// The text, with quotes and escapes resolved.
    pub text: Box<str>,
    /// What it is without quotes.
    pub form: Form,
}

/// What a plain scalar reads as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Words.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool(bool),
}

/// A field's name in a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The name.
    pub text: Box<str>,
    /// Where it stands.
    pub span: Span,
}

impl Node {
    /// What this is, in words that complete "found …".
    pub fn describe(&self) -> String {
        match &self.value {
            Value::Null => "nothing".to_owned(),
            Value::Scalar(scalar) => {
                let short: String = scalar.text.chars().take(40).collect();
                let dots = if short.len() < scalar.text.len() {
                    "…"
                } else {
                    ""
                };
                match scalar.form {
                    Form::Number => format!("the number `{short}{dots}`"),
                    _ => format!("`{short}{dots}`"),
                }
            }
            Value::List(_) => "a list".to_owned(),
            Value::Map(_) => "fields of its own".to_owned(),
        }
    }

    /// Whether nothing stands here: no value, or a text of white space alone.
    pub fn is_empty(&self) -> bool {
        match &self.value {
            Value::Null => true,
            Value::Scalar(scalar) => scalar.text.trim().is_empty(),
            _ => false,
        }
    }

    /// The value of a field, if this is a map that has it.
    pub fn get(&self, name: &str) -> Option<&Node> {
        match &self.value {
            Value::Map(fields) => fields
                .iter()
                .find(|(key, _)| &*key.text == name)
                .map(|(_, node)| node),
            _ => None,
        }
    }
}
