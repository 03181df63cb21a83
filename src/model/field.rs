//! Declarations: what fields there are, what each takes, and what it is for.
//!
//! A kind is declared once, with [`record!`](crate::record). The declaration makes the type, and drives decoding,
//! messages, "did you mean", the JSON Schemas, what `new` writes and the reference pages of the format.

use super::block::Prose;
use super::decode::Decoder;
use super::id::Id;
use super::kind::Kind;
use super::node::Node;
use super::value::Text;
use crate::source::Located;

/// One field of a record.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in the author's file.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether it must be there.
    pub need: Need,
    /// Whose words it holds.
    pub voice: Voice,
    /// What it is for, in a sentence for the author.
    pub about: &'static str,
}

impl Field {
    /// What it is for, without the space that a doc comment starts with.
    pub fn about(&self) -> &'static str {
        self.about.trim()
    }
}

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// An entry without it is an error.
    Required,
    /// It may be left out.
    Optional,
    /// Any number of values, also none.
    List,
    /// One value or more.
    Some,
}

/// Whose words a field holds. Lints on wording read advice alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The book's own guidance.
    Advice,
    /// The book's notes for practitioners, who read longer sentences.
    Practitioner,
    /// Words that somebody says.
    Quoted,
    /// A title, a label or another name.
    Name,
    /// Where something comes from.
    Citation,
}

/// What a field takes.
#[derive(Debug, PartialEq, Eq)]
pub enum Takes {
    /// A line of plain text.
    Text,
    /// Markdown.
    Prose,
    /// A whole number from 0.
    Number,
    /// `true` or `false`.
    YesNo,
    /// A date: `2026-11-23`.
    Date,
    /// The id of an entry of one of these kinds; of any kind if the list is empty.
    Id(&'static [Kind]),
    /// An id of its own, which other fields may use.
    NewId,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// A name that `book.toml` declares.
    Declared(Declared),
    /// Fields of its own.
    Record(&'static [Field]),
    /// Either an id, or fields of its own that begin with it.
    IdOrRecord(&'static [Kind], &'static [Field]),
    /// Any names, each with a text.
    Named,
    /// One of several records, told apart by the field `type`.
    Variants(&'static [(&'static str, &'static [Field])]),
    /// Values of one sort.
    Many(&'static Takes),
}

impl Takes {
    /// In words that complete "takes …".
    pub fn describe(&self) -> String {
        match self {
            Takes::Text => "a line of text".to_owned(),
            Takes::Prose => "text (Markdown)".to_owned(),
            Takes::Number => "a whole number".to_owned(),
            Takes::YesNo => "`true` or `false`".to_owned(),
            Takes::Date => "a date such as `2026-11-23`".to_owned(),
            Takes::Id([]) => "the id of an entry".to_owned(),
            Takes::Id(kinds) => format!("the id of {}", one_of(kinds)),
            Takes::NewId => "an id: lower-case letters, digits and hyphens".to_owned(),
            Takes::Choice(words) => format!("one of {}", quoted(words.iter().copied())),
            Takes::Declared(declared) => format!("{} that book.toml declares", declared.describe()),
            Takes::Record(_) | Takes::Variants(_) => "fields of its own".to_owned(),
            Takes::IdOrRecord(kinds, _) => {
                format!("the id of {}, or fields of its own", one_of(kinds))
            }
            Takes::Named => "names, each with a text".to_owned(),
            Takes::Many(inner) => format!("a list, each {}", inner.describe()),
        }
    }
}

/// "a step", "a step or a topic".
pub fn one_of(kinds: &[Kind]) -> String {
    let names: Vec<String> = kinds.iter().map(|kind| kind.with_article()).collect();
    match names.as_slice() {
        [] => "an entry".to_owned(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// Names in back quotes with commas between.
pub fn quoted<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// The sorts of names that `book.toml` declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Declared {
    /// A role, or the built-in `both` and `practitioner`.
    Role,
    /// A role, or `each` for a sheet that is private to whoever fills it in.
    Owner,
    /// Who fills a sheet in: a role, `each` or `together`.
    FilledBy,
    /// A phase of the route.
    Phase,
    /// A kind of breach.
    Breach,
    /// A risk.
    Risk,
    /// A group of signs: the built-in `safety`, or one of the book's.
    SignGroup,
}

impl Declared {
    /// With an article, for messages.
    pub fn describe(self) -> &'static str {
        match self {
            Declared::Role => "a role",
            Declared::Owner => "a role, or `each`,",
            Declared::FilledBy => "a role, `each` or `together`,",
            Declared::Phase => "a phase",
            Declared::Breach => "a kind of breach",
            Declared::Risk => "a risk",
            Declared::SignGroup => "a group of signs",
        }
    }
}

/// A value that a field can hold.
pub trait FieldValue: Sized {
    /// What an author may write.
    const TAKES: Takes;

    /// Reads it; says what is wrong and gives `None` where it cannot.
    fn decode(node: &Node, field: &'static Field, decoder: &mut Decoder<'_>) -> Option<Self>;

    /// Shows a visitor what is inside.
    fn visit<'a>(&'a self, _field: &'static Field, _visitor: &mut dyn Visitor<'a>) {}

    /// Lets a visitor change the prose inside.
    fn visit_mut(&mut self, _field: &'static Field, _visitor: &mut dyn VisitorMut) {}

    /// Gives it to an exporter.
    fn export(&self, exporter: &mut dyn Exporter);
}

/// A set of fields that stand together.
pub trait Record: Sized {
    /// Its fields, in the order of their declaration.
    const FIELDS: &'static [Field];

    /// Reads its fields out of a map that was matched against [`Record::FIELDS`].
    fn decode_fields(
        fields: &mut super::decode::Fields<'_>,
        decoder: &mut Decoder<'_>,
    ) -> Option<Self>;

    /// Shows a visitor every field.
    fn visit_fields<'a>(&'a self, visitor: &mut dyn Visitor<'a>);

    /// Lets a visitor change every field's prose.
    fn visit_fields_mut(&mut self, visitor: &mut dyn VisitorMut);

    /// Gives an exporter every field that has a value.
    fn export_fields(&self, exporter: &mut dyn Exporter);
}

/// Sees every part of an entry that a later stage may care about, wherever it is nested.
pub trait Visitor<'a> {
    /// A piece of Markdown.
    fn prose(&mut self, _field: &'static Field, _prose: &'a Prose) {}
    /// A line of plain text.
    fn text(&mut self, _field: &'static Field, _text: &'a Text) {}
    /// The id of another entry, and the kinds it may be (any, if the list is empty).
    fn reference(&mut self, _field: &'static Field, _id: &'a Located<Id>, _kinds: &'static [Kind]) {
    }
}

/// Changes prose, wherever it is nested.
pub trait VisitorMut {
    /// A piece of Markdown.
    fn prose(&mut self, field: &'static Field, prose: &mut Prose);
}

/// Takes every value of an entry with its structure, to write it down for other programs.
pub trait Exporter {
    /// A field that has a value, which comes next if this says that it is wanted; then [`Exporter::end_field`].
    fn field(&mut self, field: &'static Field) -> bool;
    /// The field's value was given.
    fn end_field(&mut self, field: &'static Field);
    /// A list begins; each value in it comes between [`Exporter::item`] and [`Exporter::end_item`].
    fn list(&mut self);
    /// The next value of the list comes.
    fn item(&mut self);
    /// The value of the list was given.
    fn end_item(&mut self);
    /// The list ends.
    fn end_list(&mut self);
    /// Fields that stand together begin.
    fn record(&mut self);
    /// They end.
    fn end_record(&mut self);
    /// A line of plain text, a name, a date, or one of a few words.
    fn text(&mut self, text: &str);
    /// A piece of Markdown.
    fn prose(&mut self, prose: &Prose);
    /// A whole number.
    fn number(&mut self, number: u32);
    /// Yes or no.
    fn yes_no(&mut self, yes: bool);
    /// The id of another entry.
    fn reference(&mut self, id: &Id);
}

/// Gives an exporter a list of values; an empty one is no value.
pub fn export_list<T: FieldValue>(
    values: &[T],
    field: &'static Field,
    exporter: &mut dyn Exporter,
) {
    if values.is_empty() || !exporter.field(field) {
        return;
    }
    exporter.list();
    for value in values {
        exporter.item();
        value.export(exporter);
        exporter.end_item();
    }
    exporter.end_list();
    exporter.end_field(field);
}

/// Gives an exporter one value.
pub fn export_one<T: FieldValue>(value: &T, field: &'static Field, exporter: &mut dyn Exporter) {
    if exporter.field(field) {
        value.export(exporter);
        exporter.end_field(field);
    }
}

/// Declares a record: its type, its fields, how it is read and how it is walked.
///
/// Each field is `name: NEED Type, voice;` with a doc comment for the author. NEED is `required`, `optional`, `list` (any
/// number) or `some` (one or more); the voice may be left out where the type has no words. `name as "other"` gives the
/// field another name in the author's file.
#[macro_export]
macro_rules! record {
    (
        $(#[doc = $about:literal])+
        pub struct $name:ident {
            $(
                $(#[doc = $doc:literal])+
                $field:ident $(as $key:literal)? : $need:ident $ty:ty $(, $voice:ident)? ;
            )*
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $( $(#[doc = $doc])+ pub $field: $crate::record!(@type $need $ty), )*
        }

        impl $crate::model::field::Record for $name {
            const FIELDS: &'static [$crate::model::field::Field] = &[
                $( $crate::model::field::Field {
                    name: $crate::record!(@name $field $($key)?),
                    takes: $crate::record!(@takes $need $ty),
                    need: $crate::record!(@need $need),
                    voice: $crate::record!(@voice $($voice)?),
                    about: concat!($($doc),+),
                }, )*
            ];

            #[allow(unused_variables, reason = "a record may have no fields")]
            fn decode_fields(
                fields: &mut $crate::model::decode::Fields<'_>,
                decoder: &mut $crate::model::decode::Decoder<'_>,
            ) -> Option<Self> {
                $( let $field = fields.$need::<$ty>($crate::record!(@name $field $($key)?), decoder); )*
                Some(Self { $( $field: $field?, )* })
            }

            #[allow(unused_variables, unused_mut, unused_assignments, reason = "a record may have no fields")]
            fn visit_fields<'a>(&'a self, visitor: &mut dyn $crate::model::field::Visitor<'a>) {
                let mut fields = <Self as $crate::model::field::Record>::FIELDS.iter();
                $( if let Some(declared) = fields.next() {
                    $crate::record!(@each $need value in (&self.$field) {
                        <$ty as $crate::model::field::FieldValue>::visit(value, declared, visitor);
                    });
                } )*
            }

            #[allow(unused_variables, unused_mut, unused_assignments, reason = "a record may have no fields")]
            fn export_fields(&self, exporter: &mut dyn $crate::model::field::Exporter) {
                let mut fields = <Self as $crate::model::field::Record>::FIELDS.iter();
                $( if let Some(declared) = fields.next() {
                    $crate::record!(@export $need (&self.$field) declared exporter);
                } )*
            }

            #[allow(unused_variables, unused_mut, unused_assignments, reason = "a record may have no fields")]
            fn visit_fields_mut(&mut self, visitor: &mut dyn $crate::model::field::VisitorMut) {
                let mut fields = <Self as $crate::model::field::Record>::FIELDS.iter();
                $( if let Some(declared) = fields.next() {
                    $crate::record!(@each $need value in (&mut self.$field) {
                        <$ty as $crate::model::field::FieldValue>::visit_mut(value, declared, visitor);
                    });
                } )*
            }
        }

        impl $crate::model::field::FieldValue for $name {
            const TAKES: $crate::model::field::Takes =
                $crate::model::field::Takes::Record(<Self as $crate::model::field::Record>::FIELDS);

            fn decode(
                node: &$crate::model::node::Node,
                field: &'static $crate::model::field::Field,
                decoder: &mut $crate::model::decode::Decoder<'_>,
            ) -> Option<Self> {
                decoder.record(node, field)
            }

            fn visit<'a>(
                &'a self,
                _field: &'static $crate::model::field::Field,
                visitor: &mut dyn $crate::model::field::Visitor<'a>,
            ) {
                $crate::model::field::Record::visit_fields(self, visitor);
            }

            fn visit_mut(
                &mut self,
                _field: &'static $crate::model::field::Field,
                visitor: &mut dyn $crate::model::field::VisitorMut,
            ) {
                $crate::model::field::Record::visit_fields_mut(self, visitor);
            }

            fn export(&self, exporter: &mut dyn $crate::model::field::Exporter) {
                exporter.record();
                $crate::model::field::Record::export_fields(self, exporter);
                exporter.end_record();
            }
        }
    };

    (@type required $ty:ty) => { $ty };
    (@type optional $ty:ty) => { Option<$ty> };
    (@type list $ty:ty) => { Vec<$ty> };
    (@type some $ty:ty) => { Vec<$ty> };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $key:literal) => { $key };
    (@takes required $ty:ty) => { <$ty as $crate::model::field::FieldValue>::TAKES };
    (@takes optional $ty:ty) => { <$ty as $crate::model::field::FieldValue>::TAKES };
    (@takes list $ty:ty) => {
        $crate::model::field::Takes::Many(&<$ty as $crate::model::field::FieldValue>::TAKES)
    };
    (@takes some $ty:ty) => {
        $crate::model::field::Takes::Many(&<$ty as $crate::model::field::FieldValue>::TAKES)
    };
    (@need required) => { $crate::model::field::Need::Required };
    (@need optional) => { $crate::model::field::Need::Optional };
    (@need list) => { $crate::model::field::Need::List };
    (@need some) => { $crate::model::field::Need::Some };
    (@voice) => { $crate::model::field::Voice::Name };
    (@voice advice) => { $crate::model::field::Voice::Advice };
    (@voice practitioner) => { $crate::model::field::Voice::Practitioner };
    (@voice quoted) => { $crate::model::field::Voice::Quoted };
    (@voice name) => { $crate::model::field::Voice::Name };
    (@voice citation) => { $crate::model::field::Voice::Citation };
    (@export required ($from:expr) $field:ident $to:ident) => {
        $crate::model::field::export_one($from, $field, $to)
    };
    (@export optional ($from:expr) $field:ident $to:ident) => {
        if let Some(value) = $from { $crate::model::field::export_one(value, $field, $to) }
    };
    (@export list ($from:expr) $field:ident $to:ident) => {
        $crate::model::field::export_list($from, $field, $to)
    };
    (@export some ($from:expr) $field:ident $to:ident) => {
        $crate::model::field::export_list($from, $field, $to)
    };
    (@each required $value:ident in ($from:expr) $body:block) => { { let $value = $from; $body } };
    (@each optional $value:ident in ($from:expr) $body:block) => { if let Some($value) = $from $body };
    (@each list $value:ident in ($from:expr) $body:block) => { for $value in $from $body };
    (@each some $value:ident in ($from:expr) $body:block) => { for $value in $from $body };
}
