//! The fields of a worksheet: a closed list of forms, each with what it needs.

use super::block::Prose;
use super::decode::Decoder;
use super::field::{
    Exporter, Field, FieldValue, Need, Record, Takes, Visitor, VisitorMut, Voice, export_one,
};
use super::node::{Node, Value};
use super::value::{NewId, Text};
use crate::diagnostic::Diagnostic;
use crate::source::{Located, Span};
use crate::{choice, record};

/// How many lines there are to write on where a field does not say.
pub const ROWS: u32 = 3;

/// How many lines a letter has where it does not say.
pub const LETTER_ROWS: u32 = 12;

/// No field is longer than this many lines: a slip of the keyboard must not print a ream of paper.
const MOST_ROWS: u32 = 200;

/// How many lines a field gets: as many as it says, within reason.
pub fn rows(rows: Option<&Located<u32>>, otherwise: u32) -> u32 {
    rows.map_or(otherwise, |rows| rows.value.clamp(1, MOST_ROWS))
}

/// One field of a worksheet.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetField {
    /// Its name for filling in; `text` and `page-break` have none.
    pub id: Option<NewId>,
    /// What is asked.
    pub label: Option<Text>,
    /// A hint on how to answer.
    pub hint: Option<Text>,
    /// What there is to fill in.
    pub form: Form,
    /// Where it stands.
    pub span: Span,
}

record! {
    /// What every field has.
    pub struct Asked {
        /// The field's name for filling in.
        id: optional NewId;
        /// What is asked.
        label: optional Text, name;
        /// A hint on how to answer.
        hint: optional Text, name;
    }
}

/// As many lines, columns, weeks or points of a scale as a field may have.
const MOST: u32 = 200;

static TYPES: [Field; 1] = [Field {
    name: "type",
    takes: Takes::Choice(Form::WORDS),
    need: Need::Required,
    voice: Voice::Name,
    about: "The form of the field.",
}];

/// Declares the forms: the word for `type`, the record of what the form needs, and the enum of all.
macro_rules! forms {
    ($( $(#[doc = $about:literal])+ $form:ident = $word:literal { $( $(#[doc = $doc:literal])+ $field:ident: $need:ident $ty:ty $(, $voice:ident)?; )* } )*) => {
        $( record! {
            $(#[doc = $about])+
            pub struct $form {
                $( $(#[doc = $doc])+ $field: $need $ty $(, $voice)?; )*
            }
        } )*

        /// What there is to fill in.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Form {
            $( $(#[doc = $about])+ $form($form), )*
        }

        impl Form {
            /// The words for `type`, in order.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word for `type`.
            pub fn word(&self) -> &'static str {
                match self {
                    $( Form::$form(_) => $word, )*
                }
            }

            fn fields_of(index: usize) -> &'static [Field] {
                const ALL: &[&[Field]] = &[$(<$form as Record>::FIELDS),*];
                ALL[index]
            }

            fn decode(
                index: usize,
                fields: &mut super::decode::Fields<'_>,
                decoder: &mut Decoder<'_>,
            ) -> Option<Self> {
                match Form::WORDS[index] {
                    $( $word => <$form as Record>::decode_fields(fields, decoder).map(Form::$form), )*
                    _ => None,
                }
            }

            fn visit<'a>(&'a self, visitor: &mut dyn Visitor<'a>) {
                match self {
                    $( Form::$form(form) => form.visit_fields(visitor), )*
                }
            }

            fn export_fields(&self, exporter: &mut dyn Exporter) {
                match self {
                    $( Form::$form(form) => form.export_fields(exporter), )*
                }
            }

            fn visit_mut(&mut self, visitor: &mut dyn VisitorMut) {
                match self {
                    $( Form::$form(form) => form.visit_fields_mut(visitor), )*
                }
            }
        }

        impl FieldValue for SheetField {
            const TAKES: Takes = Takes::Variants(&[$(($word, <$form as Record>::FIELDS)),*]);

            fn decode(node: &Node, field: &'static Field, decoder: &mut Decoder<'_>) -> Option<Self> {
                decode_field(node, field, decoder)
            }

            fn visit<'a>(&'a self, _field: &'static Field, visitor: &mut dyn Visitor<'a>) {
                for (declared, text) in Asked::FIELDS[1..].iter().zip([&self.label, &self.hint]) {
                    if let Some(text) = text {
                        visitor.text(declared, text);
                    }
                }
                self.form.visit(visitor);
            }

            fn visit_mut(&mut self, _field: &'static Field, visitor: &mut dyn VisitorMut) {
                self.form.visit_mut(visitor);
            }

            fn export(&self, exporter: &mut dyn Exporter) {
                export_field(self, exporter);
            }
        }
    };
}

forms! {
    /// One line to write on.
    Line = "line" {}
    /// Several lines to write on.
    Lines = "lines" {
        /// How many lines.
        rows: optional Located<u32>;
    }
    /// A box to write or draw in.
    Frame = "box" {
        /// How high, in lines.
        rows: optional Located<u32>;
    }
    /// Several to tick.
    Checklist = "checklist" {
        /// The things to tick.
        options: some Text, name;
    }
    /// One to tick.
    Choice = "choice" {
        /// The things to choose from.
        options: some Text, name;
    }
    /// A number between two ends.
    Scale = "scale" {
        /// The number at the low end.
        min: required Located<u32>;
        /// The number at the high end.
        max: required Located<u32>;
        /// What the low end means.
        low: required Text, name;
        /// What the high end means.
        high: required Text, name;
        /// How the scale is drawn.
        shown: optional ScaleShown;
    }
    /// Feelings to mark, in columns.
    Feelings = "feelings" {
        /// The feelings.
        options: some Text, name;
        /// How many columns.
        columns: optional Located<u32>;
    }
    /// A sentence with gaps to complete.
    Stem = "stem" {
        /// The sentence; `___` is a gap.
        text: required Text, name;
    }
    /// A table to fill in.
    Table = "table" {
        /// The heads of the columns.
        columns: some Text, name;
        /// The labels of the rows.
        rows: list Text, name;
        /// How many empty rows.
        blank_rows: optional Located<u32>;
        /// Whether the rows are the seven days of a week.
        days: optional bool;
    }
    /// Two columns side by side.
    TwoColumns = "two-columns" {
        /// The head of the left column.
        left: required Text, name;
        /// The head of the right column.
        right: required Text, name;
        /// How many lines.
        rows: optional Located<u32>;
    }
    /// Turns of speaking, reflecting, checking, and switching.
    Turns = "turns" {
        /// How many minutes a turn lasts.
        minutes: required Located<u32>;
        /// What the turns are about.
        topic: optional Text, name;
    }
    /// A short talk in parts, by the clock.
    TimedCheckIn = "timed-check-in" {
        /// How many minutes in all.
        minutes: required Located<u32>;
        /// The parts, in order.
        parts: some Text, name;
    }
    /// Weeks of days to mark.
    Calendar = "calendar" {
        /// How many weeks.
        weeks: required Located<u32>;
    }
    /// What each of several choices costs and brings.
    Balance = "balance" {
        /// The choices that are weighed.
        options: some Text, name;
    }
    /// A letter, to send or to keep.
    Letter = "letter" {
        /// How it begins.
        opening: optional Text, name;
        /// How it ends.
        closing: optional Text, name;
        /// How many lines.
        rows: optional Located<u32>;
    }
    /// A date.
    DateField = "date" {}
    /// A name.
    NameField = "name" {}
    /// A signature.
    Signature = "signature" {}
    /// Words to read; nothing to fill in.
    Reading = "text" {
        /// The words.
        text: required Prose, advice;
    }
    /// What follows stands on a new page.
    PageBreak = "page-break" {}
}

choice! {
    /// How a scale is drawn.
    pub enum ScaleShown {
        /// From left to right.
        Across = "across",
        /// Upright.
        Thermometer = "thermometer",
    }
}

impl Stem {
    /// The parts of the sentence between its gaps. Three or more low lines are one gap.
    pub fn parts(&self) -> Vec<String> {
        let mut parts = vec![String::new()];
        let mut rest = &*self.text.value;
        while let Some(at) = rest.find("___") {
            let (before, gap) = rest.split_at(at);
            if let Some(part) = parts.last_mut() {
                part.push_str(before);
            }
            parts.push(String::new());
            rest = gap.trim_start_matches('_');
        }
        if let Some(part) = parts.last_mut() {
            part.push_str(rest);
        }
        parts
    }
}

impl Form {
    /// Whether there is anything to fill in.
    pub fn is_filled_in(&self) -> bool {
        !matches!(self, Form::Reading(_) | Form::PageBreak(_))
    }
}

fn export_field(field: &SheetField, exporter: &mut dyn Exporter) {
    exporter.record();
    if exporter.field(&TYPES[0]) {
        exporter.text(field.form.word());
        exporter.end_field(&TYPES[0]);
    }
    if let Some(id) = &field.id {
        export_one(id, &Asked::FIELDS[0], exporter);
    }
    for (declared, text) in Asked::FIELDS[1..].iter().zip([&field.label, &field.hint]) {
        if let Some(text) = text {
            export_one(text, declared, exporter);
        }
    }
    field.form.export_fields(exporter);
    exporter.end_record();
}

fn decode_field(
    node: &Node,
    field: &'static Field,
    decoder: &mut Decoder<'_>,
) -> Option<SheetField> {
    let Value::Map(_) = &node.value else {
        decoder.wrong_value(node, field);
        return None;
    };
    let outer = std::mem::replace(&mut decoder.owner, "a field".to_owned());
    let read = read_field(node, decoder);
    decoder.owner = outer;
    read
}

/// Whether no number asks for more to be drawn than a sheet can hold.
fn fits_on_a_sheet(node: &Node, decoder: &mut Decoder<'_>) -> bool {
    let mut fits = true;
    for name in ["rows", "blank_rows", "columns", "weeks", "max"] {
        let Some(Node {
            value: Value::Scalar(scalar),
            span,
        }) = node.get(name)
        else {
            continue;
        };
        if scalar.text.parse().is_ok_and(|number: u32| number > MOST) {
            let message = format!(
                "`{name}` takes a whole number up to {MOST}, found `{}`",
                scalar.text
            );
            let help = "more than that fits on no sheet";
            decoder
                .diagnostics
                .push(Diagnostic::error("wrong-value", *span, message).help(help));
            fits = false;
        }
    }
    fits
}

fn read_field(node: &Node, decoder: &mut Decoder<'_>) -> Option<SheetField> {
    let Some(word) = node.get("type").filter(|word| word.value != Value::Null) else {
        decoder
            .fields(
                &Node {
                    value: Value::Map(Vec::new()),
                    span: node.span,
                },
                &[&TYPES],
            )
            .missing("type", decoder);
        return None;
    };
    let index = decoder.choice(word, &TYPES[0], Form::WORDS)?;
    decoder.owner = format!("a `{}` field", Form::WORDS[index]);
    let mut fields = decoder.fields(node, &[&TYPES, Asked::FIELDS, Form::fields_of(index)]);
    let form = Form::decode(index, &mut fields, decoder);
    let asked = Asked::decode_fields(&mut fields, decoder);
    let (form, asked) = (form?, asked?);
    if !fits_on_a_sheet(node, decoder) {
        return None;
    }
    if form.is_filled_in() {
        for (name, there) in [("id", asked.id.is_some()), ("label", asked.label.is_some())] {
            if !there {
                fields.missing(name, decoder);
            }
        }
    }
    Some(SheetField {
        id: asked.id,
        label: asked.label,
        hint: asked.hint,
        form,
        span: node.span,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn a_gap_stands_between_each_two_parts() {
        let file = Sources::new().add("a.yaml", "");
        let parts = |sentence: &str| {
            let text = Located::new(sentence.into(), Span::start_of(file));
            Stem { text }.parts()
        };
        assert_eq!(parts("When ___ I felt ____."), ["When ", " I felt ", "."]);
        assert_eq!(parts("no gap_here"), ["no gap_here"]);
        assert_eq!(parts("___"), ["", ""]);
    }
}
