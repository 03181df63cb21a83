//! Entries, and the book they make.

use super::block::Prose;
use super::date::Date;
use super::decode::Flaws;
use super::field::{Field, Record, Visitor, VisitorMut};
use super::id::Id;
use super::kind::{Data, Kind};
use super::value::{
    Allow, AllowList, Any, BreachName, NewId, OwnerName, Ref, RiskName, RoleName, SourceUse, Text,
};
use crate::record;
use crate::source::{Located, Span};

record! {
    /// The fields that any entry may have, of whatever kind.
    pub struct Common {
        /// The name that references use; without it, the file's name.
        id: optional NewId;
        /// One sentence on what it is about.
        summary: optional Prose, advice;
        /// The roles it speaks to.
        roles as "for": list RoleName;
        /// Its place among its kind, smallest first.
        order: optional Located<u32>;
        /// Words to group it by.
        tags: list Text, name;
        /// The kinds of breach it applies to; all, if nothing is said.
        breach: list BreachName;
        /// The sources it rests on.
        sources: list SourceUse;
        /// The risks that its advice carries.
        risks: list RiskName;
        /// The qualifier that stands beside the advice.
        safety: optional Prose, advice;
        /// The role that it is for alone.
        private: optional OwnerName;
        /// The day on which somebody last reviewed it.
        reviewed: optional Located<Date>;
        /// Who reviewed it.
        reviewed_by: optional Text, citation;
        /// Whether it is left out of the book for now.
        draft: optional bool;
        /// Other entries worth reading with it.
        related: list Ref<Any>;
        /// Ids that it had before, which lead here.
        was: list NewId;
        /// The lints that do not apply to it, each with the reason.
        allow: optional AllowList;
    }
}

/// One addressable piece of guidance.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its name, unique in the book, and where that stands.
    pub id: Located<Id>,
    /// The words that name it.
    pub title: Text,
    /// The main text.
    pub body: Prose,
    /// The fields that any entry may have.
    pub common: Common,
    /// The fields of its kind.
    pub data: Data,
    /// Where it starts: the place for what is wrong with the entry as a whole.
    pub span: Span,
    /// All of it: its fields, and in a Markdown file the text below them.
    pub extent: Span,
    /// What could not be read of it.
    pub flaws: Flaws,
}

impl Entry {
    /// What it is.
    pub fn kind(&self) -> Kind {
        self.data.kind()
    }

    /// Whether it is left out for now.
    pub fn is_draft(&self) -> bool {
        self.common.draft == Some(true)
    }

    /// Whether all that stands in these fields could be read.
    pub fn is_whole(&self, fields: &[&str]) -> bool {
        !self
            .flaws
            .fields
            .iter()
            .any(|flawed| fields.contains(flawed))
    }

    /// Whether a part of it that is called so could not be read.
    pub fn has_lost(&self, id: &str) -> bool {
        self.flaws.ids.iter().any(|lost| &**lost == id)
    }

    /// The reason for which it does not want a lint.
    pub fn allows(&self, code: &str) -> Option<&Allow> {
        let AllowList(list) = self.common.allow.as_ref()?;
        list.iter().find(|allow| &*allow.code.value == code)
    }

    /// Shows a visitor the title, the body, then every field in the order of the declarations.
    pub fn visit<'a>(&'a self, visitor: &mut dyn Visitor<'a>) {
        let spec = self.kind().spec();
        visitor.text(&spec.title, &self.title);
        if !self.body.is_empty() {
            visitor.prose(&spec.body, &self.body);
        }
        self.common.visit_fields(visitor);
        self.data.visit(visitor);
    }

    /// Lets a visitor change the body's prose, then every field's, in the same order.
    pub fn visit_mut(&mut self, visitor: &mut dyn VisitorMut) {
        visitor.prose(&self.data.kind().spec().body, &mut self.body);
        self.common.visit_fields_mut(visitor);
        self.data.visit_mut(visitor);
    }
}

/// What parsing gives: every entry that could be read, in the order of files and of places in them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// The entries.
    pub entries: Vec<Entry>,
    /// What could not be read.
    pub broken: Vec<Broken>,
    /// Files under the content folder that pages may show: pictures and the like.
    pub assets: Vec<String>,
}

/// An entry or a file that could not be read. An error says so; what is known of it keeps that error from raising others.
#[derive(Clone, Debug, PartialEq)]
pub struct Broken {
    /// What it is, or what stands in it.
    pub kind: Kind,
    /// The ids that stand in it, as far as they can be told: references to them raise no second error.
    pub ids: Vec<Id>,
    /// The references in it, which are checked all the same.
    pub mentions: Vec<Mention>,
    /// Where it stands. Its text may name entries that nothing else names.
    pub span: Span,
}

/// A reference in an entry that could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The field it stands in.
    pub field: &'static Field,
    /// What it names.
    pub id: Located<Id>,
    /// The kinds that it may name; empty for any.
    pub kinds: &'static [Kind],
}
