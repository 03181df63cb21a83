//! Writing YAML that authors will read and change: fields with a comment above each, and optional ones commented out.
//!
//! It knows nothing of kinds; [`super::sample`] says what to write.

pub(super) use crate::parse::{yaml_comment as write_comment, yaml_scalar as scalar};

/// A value to write.
pub(super) enum Value {
    /// One value, already as it stands in YAML.
    Scalar(String),
    /// Several.
    List(Vec<Value>),
    /// Fields of its own.
    Fields(Vec<FieldText>),
}

/// A field to write.
pub(super) struct FieldText {
    /// What it is for, as a sentence or two.
    pub comment: String,
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Value,
    /// Whether it is written as a comment, for the author to take up.
    pub commented_out: bool,
}

/// Writes fields, each on lines of its own, `indent` spaces in.
pub(super) fn write_fields(text: &mut String, fields: &[FieldText], indent: usize) {
    for field in fields {
        write_field(text, field, indent, "");
    }
}

/// Writes the fields of one item of a list: the first of them stands behind the hyphen.
pub(super) fn write_item(text: &mut String, fields: &[FieldText], indent: usize) {
    // The hyphen belongs to a field that is really there; commented ones cannot hold an item together.
    let (there, commented): (Vec<_>, Vec<_>) =
        fields.iter().partition(|field| !field.commented_out);
    for (index, field) in there.iter().enumerate() {
        if index == 0 {
            write_field(text, field, indent, "- ");
        } else {
            write_field(text, field, indent + 2, "");
        }
    }
    for field in commented {
        write_field(text, field, indent + 2, "");
    }
}

fn write_field(text: &mut String, field: &FieldText, indent: usize, lead: &str) {
    write_comment(text, &field.comment, indent);
    let mut lines = String::new();
    let inner = lead.len();
    match &field.value {
        Value::Scalar(value) => lines.push_str(&format!("{lead}{}: {value}\n", field.name)),
        value => {
            lines.push_str(&format!("{lead}{}:\n", field.name));
            write_value(&mut lines, value, inner + 2);
        }
    }
    let sign = if field.commented_out { "#" } else { "" };
    for line in lines.lines() {
        text.push_str(&format!("{:indent$}{sign}{line}\n", ""));
    }
}

fn write_value(text: &mut String, value: &Value, indent: usize) {
    match value {
        Value::Scalar(value) => text.push_str(&format!("{:indent$}{value}\n", "")),
        Value::Fields(fields) => write_fields(text, fields, indent),
        Value::List(items) => {
            for item in items {
                match item {
                    Value::Fields(fields) => write_item(text, fields, indent),
                    Value::Scalar(value) => text.push_str(&format!("{:indent$}- {value}\n", "")),
                    Value::List(_) => {
                        text.push_str(&format!("{:indent$}-\n", ""));
                        write_value(text, item, indent + 2);
                    }
                }
            }
        }
    }
}
