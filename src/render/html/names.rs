//! What views name: links to entries, roles, dates, and the names that book.toml declares.

use super::blocks::Writer;
use super::entry::Views;
use super::views::{Html, Link, NameView, RoleView};
use crate::model::date::Date;
use crate::model::entry::Entry;
use crate::model::id::Id;
use crate::resolve::Index;
use crate::source::Located;

impl<'a> Views<'a> {
    /// Links to the entries of some ids.
    pub(super) fn links<'i>(
        &self,
        ids: impl Iterator<Item = &'i Located<Id>>,
        writer: &mut Writer<'a>,
    ) -> Vec<Link> {
        ids.filter_map(|id| self.link_to(id, writer)).collect()
    }

    /// A link to the entry of an id that an author wrote; `None` if there is none, for which a diagnostic was raised, or if
    /// nothing may lead there from here.
    pub(super) fn link_to(&self, id: &Located<Id>, writer: &Writer<'a>) -> Option<Link> {
        let index = self.plan.book.find(id.value.as_str())?;
        if !writer.may_lead_to(index) {
            return None;
        }
        // An author may name what is private; what it says stands with what is private to the same one alone.
        Some(match writer.may_quote(index) {
            true => self.link(index, writer),
            false => self.mention(index, writer),
        })
    }

    /// A link to an entry.
    pub(super) fn link(&self, index: Index, writer: &Writer<'a>) -> Link {
        let entry = &self.plan.book.entries[index];
        Link {
            href: writer.href(index),
            title: entry.title.value.to_string(),
            kind: entry.kind().name().to_owned(),
            id: self.plan.anchor(entry),
            summary: self.teaser(entry),
        }
    }

    /// An entry's summary without links, for places that are links themselves.
    pub(super) fn teaser(&self, entry: &Entry) -> Html {
        let mut html = String::new();
        super::blocks::escape(&self.summary(entry), &mut html);
        html
    }

    /// An entry's summary in plain words.
    pub(super) fn summary(&self, entry: &Entry) -> String {
        let summary = entry.common.summary.as_ref();
        let help = self.strings.text("collection.help");
        summary.map_or_else(String::new, |summary| self.plan.words(summary, help))
    }

    /// A link to an entry in a list that may be long: without its summary.
    pub(super) fn mention(&self, index: Index, writer: &Writer<'a>) -> Link {
        let entry = &self.plan.book.entries[index];
        Link {
            href: writer.href(index),
            title: entry.title.value.to_string(),
            kind: entry.kind().name().to_owned(),
            id: self.plan.anchor(entry),
            summary: String::new(),
        }
    }

    /// A role as readers see it.
    pub(super) fn role(&self, id: &str) -> RoleView {
        let known = self
            .plan
            .config
            .roles
            .iter()
            .find(|role| role.id.0.value.as_str() == id);
        match known {
            Some(role) => RoleView {
                id: id.to_owned(),
                name: role.name.value.to_string(),
                door: role.door.as_ref().unwrap_or(&role.name).value.to_string(),
            },
            None => {
                let name = self.strings.text(&format!("role.{id}")).to_owned();
                RoleView {
                    id: id.to_owned(),
                    door: name.clone(),
                    name,
                }
            }
        }
    }

    pub(super) fn owner(&self, owner: &str) -> String {
        match owner {
            "each" => self.strings.text("private.each").to_owned(),
            role => self.role(role).name,
        }
    }

    pub(super) fn declared(&self, id: &str, sort: Declared) -> NameView {
        let config = self.plan.config;
        let name = match sort {
            Declared::Breach => config
                .breaches
                .iter()
                .find(|named| named.id.0.value.as_str() == id)
                .map(|n| &n.name),
            Declared::Risk => config
                .risks
                .iter()
                .find(|named| named.id.0.value.as_str() == id)
                .map(|n| &n.name),
        };
        NameView {
            name: name.map(|name| name.value.to_string()).unwrap_or_default(),
            address: id.to_owned(),
        }
    }

    /// A date in the book's language.
    pub(super) fn date(&self, date: Date) -> String {
        self.strings
            .day(date.parts())
            .unwrap_or_else(|| date.to_string())
    }
}

/// The sorts of names that views show.
#[derive(Clone, Copy)]
pub(super) enum Declared {
    /// Kinds of breach.
    Breach,
    /// Risks.
    Risk,
}
