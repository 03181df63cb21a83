//! From the tree of values with places to typed records: every mistake of a file in one run, in words an author knows.

use super::block::Prose;
use super::field::{Declared, Field, FieldValue, Need, Record, Takes, quoted};
use super::id::Id;
use super::node::{Key, Node, Value};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::{FileId, Located, Span};

/// The names that `book.toml` declares, for the fields that use them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The book's own roles.
    pub roles: Vec<String>,
    /// The phases of the route, in order.
    pub phases: Vec<String>,
    /// The kinds of breach.
    pub breaches: Vec<String>,
    /// The risks.
    pub risks: Vec<String>,
    /// The groups of signs beside `safety`.
    pub sign_groups: Vec<String>,
    /// Names of whatever sort whose declaration could not be read. An error says so; using them raises no second one.
    pub lost: Vec<String>,
}

impl Names {
    /// Every name of one sort, those that are built in included.
    pub fn of(&self, declared: Declared) -> Vec<&str> {
        let (own, built_in): (&[String], &[&str]) = match declared {
            Declared::Role => (&self.roles, &["both", "practitioner"]),
            Declared::Owner => (&self.roles, &["each"]),
            Declared::FilledBy => (&self.roles, &["each", "together"]),
            Declared::Phase => (&self.phases, &[]),
            Declared::Breach => (&self.breaches, &[]),
            Declared::Risk => (&self.risks, &[]),
            Declared::SignGroup => (&self.sign_groups, &["safety"]),
        };
        own.iter()
            .map(String::as_str)
            .chain(built_in.iter().copied())
            .collect()
    }
}

/// How Markdown is parsed. The parser stands in another room; a decoder is handed it.
pub trait MarkdownParser {
    /// Parses the Markdown of a scalar in YAML; `span` is the scalar's place.
    fn prose(&self, text: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Prose;
}

/// What decoding needs to know, and what it has to say.
pub struct Decoder<'a> {
    /// The file that is read.
    pub file: FileId,
    /// The names that book.toml declares.
    pub names: &'a Names,
    /// How Markdown is parsed.
    pub markdown: &'a dyn MarkdownParser,
    /// What was found wrong so far.
    pub diagnostics: Vec<Diagnostic>,
    /// What is being decoded, with an article, for messages: "a step".
    pub owner: String,
    /// What could not be read so far.
    pub flaws: Flaws,
}

/// What could not be read of an entry. An error was raised there; what then seems to be missing may be what was lost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flaws {
    /// The fields of which some value could not be read, nested ones among them.
    pub fields: Vec<&'static str>,
    /// What the lost records among those values are called.
    pub ids: Vec<Box<str>>,
}

impl Decoder<'_> {
    /// Says that a field holds something it does not take.
    pub fn wrong_value(&mut self, node: &Node, field: &Field) {
        let expected = expected(field);
        let message = format!(
            "`{}` takes {expected}, found {}",
            field.name,
            node.describe()
        );
        let diagnostic = Diagnostic::error("wrong-value", node.span, message).help(about(field));
        self.diagnostics.push(diagnostic);
    }

    /// The text of a single value.
    pub fn scalar<'n>(&mut self, node: &'n Node, field: &Field) -> Option<&'n str> {
        match &node.value {
            Value::Scalar(scalar) => Some(&scalar.text),
            _ => {
                self.wrong_value(node, field);
                None
            }
        }
    }

    /// Reads a value of a field, and remembers the field if that fails.
    fn value<T: FieldValue>(&mut self, node: &Node, field: &'static Field) -> Option<T> {
        let value = T::decode(node, field, self);
        if value.is_none() {
            self.flaws.fields.push(field.name);
            if let Some(Value::Scalar(id)) = node.get("id").map(|id| &id.value) {
                self.flaws.ids.push(id.text.clone());
            }
        }
        value
    }

    /// One of a fixed set of words.
    pub fn choice(&mut self, node: &Node, field: &Field, known: &[&str]) -> Option<usize> {
        let found = self.scalar(node, field)?;
        if let Some(index) = known.iter().position(|word| *word == found) {
            return Some(index);
        }
        let message = format!(
            "`{}` takes one of {}, found `{found}`",
            field.name,
            quoted(known.iter().copied())
        );
        let diagnostic = Diagnostic::error("wrong-value", node.span, message);
        self.diagnostics.push(
            diagnostic
                .did_you_mean(node.span, found, known.iter().copied())
                .help(about(field)),
        );
        None
    }

    /// A name that book.toml declares.
    pub fn declared(
        &mut self,
        node: &Node,
        field: &Field,
        declared: Declared,
    ) -> Option<Located<Box<str>>> {
        let found = self.scalar(node, field)?;
        let known = self.names.of(declared);
        if known.contains(&found) {
            return Some(Located::new(found.into(), node.span));
        }
        if self.names.lost.iter().any(|lost| lost == found) {
            return None;
        }
        let what = declared.describe();
        let message = format!("`{found}` is not {what} of this book");
        let diagnostic = Diagnostic::error("unknown-name", node.span, message)
            .did_you_mean(node.span, found, known.iter().copied())
            .help(if known.is_empty() {
                format!("book.toml declares none; add {what} to it")
            } else {
                format!(
                    "known: {}; others are added in book.toml",
                    quoted(known.iter().copied())
                )
            });
        self.diagnostics.push(diagnostic);
        None
    }

    /// An id, of this entry or of another.
    pub fn id(&mut self, node: &Node, field: &Field) -> Option<Located<Id>> {
        let found = self.scalar(node, field)?;
        // `- [[own-the-harm]]` is how Markdown names an entry, and a natural slip in a list of ids.
        match Id::new(found) {
            Ok(id) => Some(Located::new(id, node.span)),
            Err(wrong) => {
                let message = format!("`{found}` is not an id");
                let mut diagnostic =
                    Diagnostic::error("bad-id", node.span, message).help(wrong.rule);
                if let Some(nearest) = wrong.nearest {
                    diagnostic = diagnostic.replace(
                        format!("did you mean `{nearest}`?"),
                        node.span,
                        nearest,
                    );
                }
                self.diagnostics.push(diagnostic);
                None
            }
        }
    }

    /// A record within a field.
    pub fn record<T: Record>(&mut self, node: &Node, field: &Field) -> Option<T> {
        let Value::Map(_) = &node.value else {
            self.wrong_value(node, field);
            return None;
        };
        let outer = std::mem::replace(&mut self.owner, format!("`{}`", field.name));
        let mut fields = self.fields(node, &[T::FIELDS]);
        let record = T::decode_fields(&mut fields, self);
        self.owner = outer;
        record
    }

    /// Matches the fields of a map against those declared, and reports the ones nobody declared.
    pub fn fields<'n>(&mut self, node: &'n Node, declared: &[&'static [Field]]) -> Fields<'n> {
        let mut found = Vec::new();
        let mut meant = Vec::new();
        let Value::Map(entries) = &node.value else {
            return Fields {
                found,
                meant,
                declared: declared.concat_refs(),
                span: node.span,
            };
        };
        for (key, value) in entries {
            match declared
                .iter()
                .flat_map(|fields| fields.iter())
                .find(|field| field.name == &*key.text)
            {
                Some(field) => found.push((field, value)),
                None => meant.extend(self.unknown_field(key, declared)),
            }
        }
        Fields {
            found,
            meant,
            declared: declared.concat_refs(),
            span: node.span,
        }
    }

    /// Says that nobody declared a field, and gives the one that was most likely meant.
    fn unknown_field(&mut self, key: &Key, declared: &[&'static [Field]]) -> Option<&'static str> {
        let known = || {
            declared
                .iter()
                .flat_map(|fields| fields.iter())
                .map(|field| field.name)
        };
        // What was written here is most likely what its nearest field lacks now.
        let meant = nearest(&key.text, known());
        self.flaws.fields.extend(meant);
        let message = format!("unknown field `{}` in {}", key.text, self.owner);
        self.diagnostics.push(
            Diagnostic::error("unknown-field", key.span, message)
                .did_you_mean(key.span, &key.text, known())
                .help(format!("known fields: {}", quoted(known()))),
        );
        meant
    }
}

/// Joins lists of declared fields into one.
trait ConcatRefs {
    fn concat_refs(&self) -> Vec<&'static Field>;
}

impl ConcatRefs for [&'static [Field]] {
    fn concat_refs(&self) -> Vec<&'static Field> {
        self.iter().flat_map(|fields| fields.iter()).collect()
    }
}

/// The fields of a map, matched to their declarations.
pub struct Fields<'n> {
    found: Vec<(&'static Field, &'n Node)>,
    /// The fields that were most likely meant where another name stands, which has been said.
    meant: Vec<&'static str>,
    declared: Vec<&'static Field>,
    /// Where the map stands.
    pub span: Span,
}

impl<'n> Fields<'n> {
    /// The declaration and the value of a field that is there and is not empty.
    pub fn take(&mut self, name: &str) -> Option<(&'static Field, &'n Node)> {
        let at = self
            .found
            .iter()
            .position(|(field, _)| field.name == name)?;
        let (field, node) = self.found.swap_remove(at);
        (!node.is_empty()).then_some((field, node))
    }

    fn declaration(&self, name: &str) -> Option<&'static Field> {
        self.declared
            .iter()
            .copied()
            .find(|field| field.name == name)
    }

    /// Says that a field which must be there is not; nothing, if it is there under a name with a slip in it.
    pub fn missing(&self, name: &str, decoder: &mut Decoder<'_>) {
        if self.meant.contains(&name) {
            return;
        }
        let message = format!("{} needs `{name}`", decoder.owner);
        let mut diagnostic = Diagnostic::error("missing-field", self.head(), message);
        if let Some(field) = self.declaration(name) {
            diagnostic = diagnostic.help(format!("add `{name}: …`: {}", about(field)));
        }
        decoder.diagnostics.push(diagnostic);
    }

    /// The start of the map: a whole entry marked from end to end would hide what is wrong.
    fn head(&self) -> Span {
        Span::new(
            self.span.file,
            self.span.start as usize,
            self.span.start as usize,
        )
    }

    /// A field that must be there.
    pub fn required<T: FieldValue>(&mut self, name: &str, decoder: &mut Decoder<'_>) -> Option<T> {
        match self.take(name) {
            Some((field, node)) => decoder.value(node, field),
            None => {
                self.missing(name, decoder);
                None
            }
        }
    }

    /// A field that may be there.
    pub fn optional<T: FieldValue>(
        &mut self,
        name: &str,
        decoder: &mut Decoder<'_>,
    ) -> Option<Option<T>> {
        Some(
            self.take(name)
                .and_then(|(field, node)| decoder.value(node, field)),
        )
    }

    /// Any number of values; one alone may stand without a list around it.
    pub fn list<T: FieldValue>(&mut self, name: &str, decoder: &mut Decoder<'_>) -> Option<Vec<T>> {
        let Some((field, node)) = self.take(name) else {
            return Some(Vec::new());
        };
        Some(match &node.value {
            Value::List(items) => items
                .iter()
                .filter_map(|item| decoder.value(item, field))
                .collect(),
            _ => decoder.value(node, field).into_iter().collect(),
        })
    }

    /// One value or more.
    pub fn some<T: FieldValue>(&mut self, name: &str, decoder: &mut Decoder<'_>) -> Option<Vec<T>> {
        let there = self.found.iter().any(|(field, node)| {
            field.name == name && !node.is_empty() && node.value != Value::List(Vec::new())
        });
        if !there {
            self.missing(name, decoder);
            return None;
        }
        self.list(name, decoder).filter(|list| !list.is_empty())
    }
}

fn expected(field: &Field) -> String {
    match (&field.takes, field.need) {
        (Takes::Many(inner), Need::List | Need::Some) => inner.describe(),
        (takes, _) => takes.describe(),
    }
}

/// What a field is for, as the end of a help line.
fn about(field: &Field) -> String {
    let about = field.about();
    let mut chars = about.chars();
    let start: String = chars
        .next()
        .into_iter()
        .flat_map(char::to_lowercase)
        .collect();
    format!(
        "`{}` is {start}{}",
        field.name,
        chars.as_str().trim_end_matches('.')
    )
}
