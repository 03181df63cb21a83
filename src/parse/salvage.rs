//! What can still be told of an entry or a file that could not be read: the ids in it, and the references that it makes.
//!
//! Without it one mistake would raise others, at every reference to what is lost and at everything that only the lost entry
//! leads to.

use crate::model::block::{Inline, Prose, each_inline};
use crate::model::decode::MarkdownParser;
use crate::model::entry::Mention;
use crate::model::field::{Field, Takes};
use crate::model::id::Id;
use crate::model::node::{Node, Value};
use crate::source::Located;

/// The ids that a text of YAML gives, as far as its lines show: `id: own-the-harm`.
pub(super) fn ids(text: &str) -> Vec<Id> {
    let mut found = Vec::new();
    for (at, key) in text.match_indices("id:") {
        let stands_alone = text[..at]
            .chars()
            .next_back()
            .is_none_or(|before| before.is_whitespace() || matches!(before, '{' | ',' | '-'));
        let rest = text[at + key.len()..].trim_start_matches([' ', '\'', '"']);
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .unwrap_or(rest.len());
        if stands_alone && let Ok(id) = Id::new(&rest[..end]) {
            found.push(id);
        }
    }
    found
}

/// The references in a map of fields, wherever the declarations say that there may be some.
pub(super) fn mentions(
    node: &Node,
    declared: &[&'static [Field]],
    markdown: &dyn MarkdownParser,
) -> Vec<Mention> {
    let mut reader = Reader {
        markdown,
        found: Vec::new(),
    };
    for fields in declared {
        reader.fields(node, fields);
    }
    reader.found
}

/// The references in a text.
pub(super) fn mentions_of_prose(field: &'static Field, prose: &Prose) -> Vec<Mention> {
    let mut found = Vec::new();
    each_inline(&prose.blocks, &mut |inline| {
        if let Inline::Reference { id, .. } = inline {
            found.push(Mention {
                field,
                id: id.clone(),
                kinds: &[],
            });
        }
    });
    found
}

struct Reader<'a> {
    markdown: &'a dyn MarkdownParser,
    found: Vec<Mention>,
}

impl Reader<'_> {
    fn fields(&mut self, node: &Node, declared: &'static [Field]) {
        for field in declared {
            if let Some(value) = node.get(field.name) {
                self.value(value, field, &field.takes);
            }
        }
    }

    fn value(&mut self, node: &Node, field: &'static Field, takes: &'static Takes) {
        if let (Value::List(items), Takes::Many(inner)) = (&node.value, takes) {
            for item in items {
                self.value(item, field, inner);
            }
            return;
        }
        match takes {
            Takes::Many(inner) => self.value(node, field, inner),
            Takes::Record(fields) => self.fields(node, fields),
            Takes::Variants(variants) => {
                for (_, fields) in *variants {
                    self.fields(node, fields);
                }
            }
            Takes::IdOrRecord(_, fields) if matches!(node.value, Value::Map(_)) => {
                self.fields(node, fields);
            }
            Takes::Id(kinds) | Takes::IdOrRecord(kinds, _) => {
                if let Value::Scalar(scalar) = &node.value
                    && let Ok(id) = Id::new(&scalar.text)
                {
                    let id = Located::new(id, node.span);
                    self.found.push(Mention { field, id, kinds });
                }
            }
            Takes::Prose => {
                if let Value::Scalar(scalar) = &node.value {
                    // What is wrong with the Markdown itself has been said.
                    let prose = self
                        .markdown
                        .prose(&scalar.text, node.span, &mut Vec::new());
                    self.found.extend(mentions_of_prose(field, &prose));
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_told_from_lines_however_they_are_written() {
        let text = "- id: tea\n  title: A grid: no\n- {id: 'milk', was: [x]}\n-\n  id: \"sugar\" # sweet\n  paid: ten\n- id: No\n";
        let found: Vec<String> = ids(text)
            .into_iter()
            .map(|id| id.as_str().to_owned())
            .collect();
        assert_eq!(found, ["tea", "milk", "sugar"]);
    }
}
