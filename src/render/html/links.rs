//! Where the links of a page lead, and what they leave of themselves where nothing may lead there.

use std::fmt::Write as _;

use super::blocks::{Writer, escape};
use crate::model::block::{Block, Inline};
use crate::model::id::{HELP, Id, slug};
use crate::model::kind::{Data, Kind};
use crate::resolve::{Index, asset_of};
use crate::site::places::is_fixed;
use crate::site::{Address, Collection, audience};

impl Writer<'_> {
    /// Whether a link may lead from here to an entry: not from the whole guide, which people print and hand on, to what may
    /// not stand in it.
    pub(super) fn may_lead_to(&self, to: Index) -> bool {
        !self.whole || audience::in_whole_guide(&self.plan.book.entries[to], self.plan.book)
    }

    /// Whether what an entry says may stand beside a link to it.
    pub(super) fn may_quote(&self, to: Index) -> bool {
        let book = self.plan.book;
        match self.entry {
            Some(host) => audience::may_stand_within(&book.entries[to], host, book),
            None => audience::is_listed(&book.entries[to], book),
        }
    }

    pub(super) fn reference(&mut self, id: &Id, words: Option<&[Inline]>, html: &mut String) {
        let Some(to) = self.plan.book.find(id.as_str()) else {
            if let (HELP, Some(page)) = (id.as_str(), self.plan.collection(Collection::Help)) {
                let _ = write!(
                    html,
                    "<a href=\"{}\">",
                    Address::page(page).seen_from(self.page)
                );
                match words {
                    Some(words) => self.line(words, html),
                    None => escape(self.strings.text("collection.help"), html),
                }
                html.push_str("</a>");
                return;
            }
            // A diagnostic was raised: it leads to a draft, or nowhere.
            return self.only_words(words, html);
        };
        if !self.may_lead_to(to) {
            return self.only_words(words, html);
        }
        let entry = &self.plan.book.entries[to];
        if let (Data::Claim(claim), None) = (&entry.data, words) {
            let key = if claim.unsourced == Some(true) {
                "claim.mark_unsourced"
            } else {
                "claim.mark"
            };
            let href = self.href(to);
            html.push_str("<sup class=\"claim\"><a href=\"");
            escape(&href, html);
            html.push_str("\">");
            escape(self.strings.text(key), html);
            html.push_str("</a></sup>");
            return;
        }
        html.push_str("<a href=\"");
        escape(&self.href(to), html);
        html.push_str("\">");
        match words {
            Some(words) => self.line(words, html),
            None => escape(&entry.title.value, html),
        }
        html.push_str("</a>");
    }

    /// What a reference leaves of itself where it leads nowhere: its own words, or nothing, for an id tells readers nothing
    /// and may tell too much.
    fn only_words(&mut self, words: Option<&[Inline]>, html: &mut String) {
        match words {
            Some(words) => self.line(words, html),
            None => html.truncate(html.trim_end_matches(' ').len()),
        }
    }

    /// Where an entry stands, seen from this page.
    pub(super) fn href(&self, to: Index) -> String {
        let entry = &self.plan.book.entries[to];
        if self.whole && audience::in_whole_guide(entry, self.plan.book) && in_whole(entry.kind()) {
            return format!("#{}", self.plan.anchor(entry));
        }
        self.plan.link(to, self.page)
    }

    pub(super) fn term(&mut self, id: &Id, words: &str, html: &mut String) {
        let to = self.plan.book.find(id.as_str());
        match to {
            Some(to) if self.may_lead_to(to) && self.terms.insert(id.clone()) => {
                html.push_str("<a class=\"term\" href=\"");
                escape(&self.href(to), html);
                html.push_str("\">");
                escape(words, html);
                html.push_str("</a>");
            }
            _ => escape(words, html),
        }
    }

    /// Whether the entry has a heading at a place.
    fn has_heading(&self, place: &str) -> bool {
        let help = self.strings.text("collection.help");
        let blocks = self.entry.map_or(&[][..], |entry| &entry.body.blocks);
        blocks.iter().any(|block| match block {
            Block::Heading { content, .. } => {
                slug(&self.plan.line_words(content, help)).as_deref() == Some(place)
            }
            _ => false,
        })
    }

    pub(super) fn address(&self, address: &str) -> String {
        if let Some(place) = address.strip_prefix('#') {
            // Where a heading has the name of one of the theme's own places, its own name goes on.
            let again = if self.prefix.is_empty() && is_fixed(place) && self.has_heading(place) {
                "-2"
            } else {
                ""
            };
            let name = self.plan.place_name(place.to_owned());
            return format!("#{}{name}{again}", self.prefix);
        }
        match asset_of(address, self.source_path) {
            Some(Some(file)) => match self.plan.assets.iter().find(|(from, _)| *from == file) {
                Some((_, to)) => Address::page(to.clone()).seen_from(self.page),
                None => address.to_owned(),
            },
            _ => address.to_owned(),
        }
    }
}

/// Whether entries of a kind stand in the whole guide.
pub(super) fn in_whole(kind: Kind) -> bool {
    !matches!(kind, Kind::Helpline | Kind::Pack | Kind::Path | Kind::Claim)
}
