//! The values that fields hold: text, numbers, dates, references, and the names that book.toml declares.

use std::marker::PhantomData;

use super::block::Prose;
use super::date::Date;
use super::decode::Decoder;
use super::field::{
    Declared, Exporter, Field, FieldValue, Need, Takes, Visitor, VisitorMut, Voice, export_one,
};
use super::id::Id;
use super::kind::Kind;
use super::node::{Form, Node, Value};
use crate::diagnostic::Diagnostic;
use crate::source::Located;

/// A line of plain text and its place.
pub type Text = Located<Box<str>>;

/// Words with one space between them, whatever white space a file has there.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl FieldValue for Text {
    const TAKES: Takes = Takes::Text;

    fn decode(node: &Node, field: &'static Field, decoder: &mut Decoder<'_>) -> Option<Self> {
        let text = decoder.scalar(node, field)?.trim();
        Some(Located::new(text.into(), node.span))
    }

    fn visit<'a>(&'a self, field: &'static Field, visitor: &mut dyn Visitor<'a>) {
        visitor.text(field, self);
    }

    fn export(&self, exporter: &mut dyn Exporter) {
        exporter.text(&self.value);
    }
}

impl FieldValue for Prose {
    const TAKES: Takes = Takes::Prose;

    fn decode(node: &Node, field: &'static Field, decoder: &mut Decoder<'_>) -> Option<Self> {
        if let Some(hint) = reference_in_brackets(node) {
            let message = format!("`{}` takes text, found a list in a list", field.name);
            let help = format!("text that starts with `[[` must stand in quotes: \"{hint}\"");
            decoder
                .diagnostics
                .push(Diagnostic::error("wrong-value", node.span, message).help(help));
            return None;
        }
        if matches!(node.value, Value::Map(_)) {
            let message = format!("`{}` takes text, found fields of its own", field.name);
            let help = "text with a colon and a space in it must stand in quotes: \"like: this\"";
            decoder
                .diagnostics
                .push(Diagnostic::error("wrong-value", node.span, message).help(help));
            return None;
        }
        let text = decoder.scalar(node, field)?;
        Some(
            decoder
                .markdown
                .prose(text, node.span, &mut decoder.diagnostics),
        )
    }

    fn visit<'a>(&'a self, field: &'static Field, visitor: &mut dyn Visitor<'a>) {
        visitor.prose(field, self);
    }

    fn visit_mut(&mut self, field: &'static Field, visitor: &mut dyn VisitorMut) {
        visitor.prose(field, self);
    }

    fn export(&self, exporter: &mut dyn Exporter) {
        exporter.prose(self);
    }
}

/// `field: [[id]]` is a list in a list to YAML. The author meant a reference.
fn reference_in_brackets(node: &Node) -> Option<String> {
    let Value::List(outer) = &node.value else {
        return None;
    };
    let [
        Node {
            value: Value::List(inner),
            ..
        },
    ] = outer.as_slice()
    else {
        return None;
    };
    let [
        Node {
            value: Value::Scalar(scalar),
            ..
        },
    ] = inner.as_slice()
    else {
        return None;
    };
    Some(format!("[[{}]]", scalar.text))
}

impl FieldValue for Located<u32> {
    const TAKES: Takes = Takes::Number;

    fn decode(node: &Node, field: &'static Field, decoder: &mut Decoder<'_>) -> Option<Self> {
        match &node.value {
            Value::Scalar(scalar) if scalar.form == Form::Number => match scalar.text.parse() {
                Ok(number) => return Some(Located::new(number, node.span)),
                Err(_) => decoder.wrong_value(node, field),
            },
            _ => decoder.wrong_value(node, field),
        }
        None
    }

    fn export(&self, exporter: &mut dyn Exporter) {
        exporter.number(self.value);
    }
}

impl FieldValue for bool {
    const TAKES: Takes = Takes::YesNo;

    fn decode(node: &Node, field: &'static Field, decoder: &mut Decoder<'_>) -> Option<Self> {
        match &node.value {
            Value::Scalar(scalar) => match scalar.form {
                Form::Bool(value) => Some(value),
                _ => {
                    decoder.wrong_value(node, field);
                    None
                }
            },
            _ => {
                decoder.wrong_value(node, field);
                None
            }
        }
    }

    fn export(&self, exporter: &mut dyn Exporter) {
        exporter.yes_no(*self);
    }
}

impl FieldValue for Located<Date> {
    const TAKES: Takes = Takes::Date;

    fn decode(node: &Node, field: &'static Field, decoder: &mut Decoder<'_>) -> Option<Self> {
        let text = decoder.scalar(node, field)?;
        match Date::parse(text) {
            Some(date) => Some(Located::new(date, node.span)),
            None => {
                decoder.wrong_value(node, field);
                None
            }
        }
    }

    fn export(&self, exporter: &mut dyn Exporter) {
        exporter.text(&self.value.to_string());
    }
}

/// The id that an entry or a sheet's field gives itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewId(pub Located<Id>);

impl FieldValue for NewId {
    const TAKES: Takes = Takes::NewId;

    fn decode(node: &Node, field: &'static Field, decoder: &mut Decoder<'_>) -> Option<Self> {
        decoder.id(node, field).map(Self)
    }

    fn export(&self, exporter: &mut dyn Exporter) {
        exporter.text(self.0.value.as_str());
    }
}

/// What a [`Ref`] may lead to.
pub trait Target {
    /// The kinds; empty for any.
    const KINDS: &'static [Kind];
}

/// Any entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Any;

impl Target for Any {
    const KINDS: &'static [Kind] = &[];
}

/// Any sheet: a worksheet or an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet;

impl Target for Sheet {
    const KINDS: &'static [Kind] = &[Kind::Worksheet, Kind::Agreement];
}

/// The id of another entry, and in its type the kinds that it may be. Resolution checks both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ref<T> {
    /// The id and its place.
    pub id: Located<Id>,
    target: PhantomData<T>,
}

impl<T: Target> FieldValue for Ref<T> {
    const TAKES: Takes = Takes::Id(T::KINDS);

    fn decode(node: &Node, field: &'static Field, decoder: &mut Decoder<'_>) -> Option<Self> {
        if let Some(written) = reference_in_brackets(node) {
            let id = written.trim_matches(['[', ']']);
            let message = format!("`{}` takes an id, found `{written}`", field.name);
            let diagnostic = Diagnostic::error("wrong-value", node.span, message);
            let help = "in fields an id stands without brackets";
            decoder
                .diagnostics
                .push(diagnostic.replace(help, node.span, id));
            return None;
        }
        decoder.id(node, field).map(|id| Self {
            id,
            target: PhantomData,
        })
    }

    fn visit<'a>(&'a self, field: &'static Field, visitor: &mut dyn Visitor<'a>) {
        visitor.reference(field, &self.id, T::KINDS);
    }

    fn export(&self, exporter: &mut dyn Exporter) {
        exporter.reference(&self.id.value);
    }
}

macro_rules! names {
    ($( $(#[doc = $about:literal])+ $name:ident = $declared:ident; )*) => { $(
        $(#[doc = $about])+
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(pub Located<Box<str>>);

        impl $name {
            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0.value
            }
        }

        impl FieldValue for $name {
            const TAKES: Takes = Takes::Declared(Declared::$declared);

            fn decode(node: &Node, field: &'static Field, decoder: &mut Decoder<'_>) -> Option<Self> {
                decoder.declared(node, field, Declared::$declared).map(Self)
            }

            fn export(&self, exporter: &mut dyn Exporter) {
                exporter.text(self.as_str());
            }
        }
    )* };
}

names! {
    /// A role of the book, `both` or `practitioner`.
    RoleName = Role;
    /// Whom an entry is private to: a role, or `each` who fills a sheet in.
    OwnerName = Owner;
    /// A phase of the route.
    PhaseName = Phase;
    /// A kind of breach.
    BreachName = Breach;
    /// A risk.
    RiskName = Risk;
    /// A group of signs.
    GroupName = SignGroup;
}

/// Declares an enum of fixed words: its type, the words an author writes, and how they are read.
#[macro_export]
macro_rules! choice {
    (
        $(#[doc = $about:literal])+
        pub enum $name:ident {
            $( $(#[doc = $doc:literal])+ $variant:ident = $word:literal, )*
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( $(#[doc = $doc])+ $variant, )*
        }

        impl $name {
            /// The words that an author writes, in order.
            pub const WORDS: &'static [&'static str] = &[$($word),*];
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word that an author writes for it.
            pub fn word(self) -> &'static str {
                match self {
                    $( Self::$variant => $word, )*
                }
            }
        }

        impl $crate::model::field::FieldValue for $name {
            const TAKES: $crate::model::field::Takes = $crate::model::field::Takes::Choice(Self::WORDS);

            fn decode(
                node: &$crate::model::node::Node,
                field: &'static $crate::model::field::Field,
                decoder: &mut $crate::model::decode::Decoder<'_>,
            ) -> Option<Self> {
                let index = decoder.choice(node, field, Self::WORDS)?;
                Self::ALL.get(index).copied()
            }

            fn export(&self, exporter: &mut dyn $crate::model::field::Exporter) {
                exporter.text(self.word());
            }
        }
    };
}

/// A source that an entry rests on, and where in it.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceUse {
    /// The source.
    pub id: Ref<super::source::Source>,
    /// Where in it: a page, a heading.
    pub place: Option<Text>,
}

static SOURCE_USE: [Field; 2] = [
    Field {
        name: "id",
        takes: Takes::Id(&[Kind::Source]),
        need: Need::Required,
        voice: Voice::Name,
        about: "The source.",
    },
    Field {
        name: "where",
        takes: Takes::Text,
        need: Need::Optional,
        voice: Voice::Citation,
        about: "Where in the source: a page, a heading.",
    },
];

impl FieldValue for SourceUse {
    const TAKES: Takes = Takes::IdOrRecord(&[Kind::Source], &SOURCE_USE);

    fn decode(node: &Node, field: &'static Field, decoder: &mut Decoder<'_>) -> Option<Self> {
        if !matches!(node.value, Value::Map(_)) {
            let id = Ref::decode(node, field, decoder)?;
            return Some(Self { id, place: None });
        }
        let outer = std::mem::replace(&mut decoder.owner, format!("`{}`", field.name));
        let mut fields = decoder.fields(node, &[&SOURCE_USE]);
        let id = fields.required("id", decoder);
        let place = fields.optional("where", decoder);
        decoder.owner = outer;
        Some(Self {
            id: id?,
            place: place?,
        })
    }

    fn visit<'a>(&'a self, field: &'static Field, visitor: &mut dyn Visitor<'a>) {
        self.id.visit(field, visitor);
    }

    fn export(&self, exporter: &mut dyn Exporter) {
        let [id, place] = &SOURCE_USE;
        exporter.record();
        export_one(&self.id, id, exporter);
        if let Some(text) = &self.place {
            export_one(text, place, exporter);
        }
        exporter.end_record();
    }
}

/// A lint that an entry does not want, with the reason. The lints see to it that the code is one of theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The lint's code.
    pub code: Text,
    /// Why it does not apply here.
    pub reason: Box<str>,
}

/// The lints that an entry does not want.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllowList(pub Vec<Allow>);

impl AllowList {
    /// Whether this lint is named.
    pub fn names(&self, code: &str) -> bool {
        self.0.iter().any(|allow| &*allow.code.value == code)
    }
}

impl FieldValue for AllowList {
    const TAKES: Takes = Takes::Named;

    fn decode(node: &Node, field: &'static Field, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            decoder.wrong_value(node, field);
            return None;
        };
        let mut list = Vec::new();
        for (key, value) in entries {
            let reason = match &value.value {
                Value::Scalar(scalar) if !scalar.text.trim().is_empty() => scalar.text.trim(),
                _ => {
                    let message =
                        format!("`allow` needs the reason why `{}` does not apply", key.text);
                    let help = format!("write it in words: `{}: because …`", key.text);
                    let span = key.span.to(value.span);
                    decoder
                        .diagnostics
                        .push(Diagnostic::error("allow-without-reason", span, message).help(help));
                    continue;
                }
            };
            list.push(Allow {
                code: Located::new(key.text.clone(), key.span),
                reason: reason.into(),
            });
        }
        Some(Self(list))
    }

    /// What an author says to the lints is nobody else's business.
    fn export(&self, exporter: &mut dyn Exporter) {
        exporter.record();
        exporter.end_record();
    }
}
