//! Worksheets: what they say, and the sections of fields to fill in.

use super::block::Prose;
use super::sheet_field::SheetField;
use super::value::Text;
use crate::record;
use crate::source::Located;

record! {
    /// What a worksheet has beside its title.
    pub struct Worksheet {
        /// What the sheet is for.
        purpose: required Prose, advice;
        /// Who fills it in: a role, `each` alone, or both `together`.
        filled_by: required FilledBy;
        /// How many minutes it takes.
        minutes: required Located<u32>;
        /// What to do before you start.
        before: required Prose, advice;
        /// The rule by which anyone may stop.
        stop_rule: optional Prose, advice;
        /// Who may see what is written.
        privacy: optional Prose, advice;
        /// The sections, in order.
        sections: some Section;
        /// Notes for the practitioner, which clients do not get.
        facilitator: optional Prose, practitioner;
    }
}

record! {
    /// A section of a worksheet.
    pub struct Section {
        /// The section's heading.
        title: required Text, name;
        /// What to know before filling it in.
        intro: optional Prose, advice;
        /// The fields, in order.
        fields: some SheetField;
    }
}

/// Who fills a worksheet in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilledBy {
    /// Everyone alone, on a copy of their own.
    Each,
    /// Both on one copy.
    Together,
    /// One role.
    Role(Text),
}

impl super::field::FieldValue for FilledBy {
    const TAKES: super::field::Takes =
        super::field::Takes::Declared(super::field::Declared::FilledBy);

    fn decode(
        node: &super::node::Node,
        field: &'static super::field::Field,
        decoder: &mut super::decode::Decoder<'_>,
    ) -> Option<Self> {
        let name = decoder.declared(node, field, super::field::Declared::FilledBy)?;
        Some(match &*name.value {
            "each" => FilledBy::Each,
            "together" => FilledBy::Together,
            _ => FilledBy::Role(name),
        })
    }

    fn export(&self, exporter: &mut dyn super::field::Exporter) {
        exporter.text(match self {
            FilledBy::Each => "each",
            FilledBy::Together => "together",
            FilledBy::Role(role) => &role.value,
        });
    }
}
