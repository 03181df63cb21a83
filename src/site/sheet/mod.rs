//! What stands on a sheet, with every word filled in: for paper and Word alike, which walk it and look no further.
//!
//! The words are the theme's and the author's; nothing here knows how a sheet looks.

mod agreement;
mod cards;
mod rich;
mod slots;
mod views;
mod worksheet;

use std::collections::BTreeMap;

use super::{Collection, Plan};
use crate::model::answers::Answers;
use crate::model::block::Prose;
use crate::model::entry::Entry;
use crate::model::kind::Data;
use crate::model::value::Text;
use crate::model::worksheet::FilledBy;
use crate::resolve::Index;
use crate::theme::Strings;

pub use cards::deck;
pub use slots::{Entry as Entered, Slot};
pub use views::{
    AlternativeView, CardView, ClauseView, FieldView, LeadView, RichBlock, RichInline, SectionView,
    SheetView, SignatureView, SlotView,
};

use slots::Slots;

/// What every sheet is made with.
#[derive(Clone, Copy)]
pub struct Making<'a> {
    /// The book, and where its pages stand.
    pub plan: &'a Plan<'a>,
    /// The words of the theme.
    pub strings: &'a Strings,
    /// What was filled in; empty for a sheet to fill in.
    pub answers: &'a Answers,
    /// How the medium wants a text: paper must be able to break long words, a document to be edited must not.
    pub ready: fn(&str) -> String,
}

/// A sheet with its places to fill in.
#[derive(Debug)]
pub struct Sheet {
    /// What it says and asks.
    pub view: SheetView,
    /// Its places, by their numbers.
    pub slots: Vec<Slot>,
}

/// Makes one sheet.
struct Maker<'a> {
    plan: &'a Plan<'a>,
    strings: &'a Strings,
    answers: &'a Answers,
    ready: fn(&str) -> String,
    /// Whether nothing private may be named, since another may read it.
    neutral: bool,
    slots: Slots<'a>,
    /// The sheet.
    entry: &'a Entry,
    /// The blanks of an agreement that were asked already, each with the number of its clause.
    asked: BTreeMap<String, usize>,
    /// The clause that is being made, if what is filled in there counts in any case.
    at_clause: Option<usize>,
}

/// Makes a worksheet or an agreement; `None` for any other entry. `shared` is one that lies in a pack for two.
pub fn sheet(making: Making<'_>, index: Index, shared: bool) -> Option<Sheet> {
    let entry = &making.plan.book.entries[index];
    let for_two = match &entry.data {
        Data::Worksheet(sheet) => sheet.filled_by == FilledBy::Together,
        Data::Agreement(_) => true,
        _ => return None,
    };
    let mut maker = Maker::new(making, entry, for_two || shared);
    let mut view = maker.frame();
    match &entry.data {
        Data::Worksheet(sheet) => maker.worksheet(sheet, &mut view),
        Data::Agreement(sheet) => maker.agreement(sheet, &mut view),
        _ => return None,
    }
    view.help = maker.help(for_two);
    maker.address(index, &mut view);
    Some(maker.finish(view))
}

/// A practitioner's notes on a sheet or a pack.
pub fn notes<'a>(making: Making<'a>, index: Index, text: &'a Prose) -> Sheet {
    let entry = &making.plan.book.entries[index];
    let mut maker = Maker::new(making, entry, false);
    let mut view = maker.frame();
    view.form = "notes";
    view.private = maker.words("print.facilitator_banner");
    view.lead = vec![LeadView {
        text: maker.prose(text),
        ..LeadView::default()
    }];
    maker.finish(view)
}

impl<'a> Maker<'a> {
    fn new(making: Making<'a>, entry: &'a Entry, neutral: bool) -> Self {
        Self {
            plan: making.plan,
            strings: making.strings,
            answers: making.answers,
            ready: making.ready,
            neutral,
            slots: Slots::new(making.answers, making.strings, making.ready),
            entry,
            asked: BTreeMap::new(),
            at_clause: None,
        }
    }

    /// A text as the medium wants it.
    fn ready(&self, text: &str) -> String {
        (self.ready)(text)
    }

    fn ready_all(&self, texts: &[Text]) -> Vec<String> {
        texts.iter().map(|text| self.ready(&text.value)).collect()
    }

    fn optional(&self, text: Option<&Text>) -> String {
        text.map(|text| self.ready(&text.value)).unwrap_or_default()
    }

    fn finish(self, view: SheetView) -> Sheet {
        Sheet {
            view,
            slots: self.slots.list,
        }
    }

    /// What every sheet has: its title and its footer.
    fn frame(&self) -> SheetView {
        SheetView {
            private: self.private(),
            ..self.titled(&self.entry.title.value)
        }
    }

    /// A title, above and below.
    fn titled(&self, title: &str) -> SheetView {
        let title = self.ready(title);
        SheetView {
            running: if self.plan.config.is_discreet() {
                self.words("print.discreet_title")
            } else {
                title.clone()
            },
            title,
            footer: self.footer(),
            ..SheetView::default()
        }
    }

    fn private(&self) -> String {
        let Some(owner) = self.plan.owner(self.entry) else {
            return String::new();
        };
        let name = match &*owner {
            "each" => self.words("private.each"),
            role => self.plan.config.role_name(role).unwrap_or(role).to_owned(),
        };
        self.filled("print.private", &[("name", &name)])
    }

    fn help(&self, for_two: bool) -> String {
        let key = if for_two {
            "print.help_two"
        } else {
            "print.help_one"
        };
        let site = self.plan.config.book.site.as_ref();
        match (site, self.plan.collection(Collection::Help)) {
            (Some(site), Some(page)) => {
                let at = format!("{}/{page}", site.value.trim_end_matches('/'));
                format!(
                    "{} {}",
                    self.words(key),
                    self.ready(&self.filled("print.help_at", &[("address", &at)]))
                )
            }
            _ => self.words(key),
        }
    }

    /// The address and its code, where the sheet may show them (section 4 of the design).
    fn address(&self, index: Index, view: &mut SheetView) {
        let Some(site) = &self.plan.config.book.site else {
            return;
        };
        let hidden =
            self.plan.owner(self.entry).is_some() || matches!(self.entry.data, Data::Agreement(_));
        if hidden {
            return;
        }
        let address = format!(
            "{}/{}",
            site.value.trim_end_matches('/'),
            self.plan.addresses[index].page
        );
        view.address = address;
    }

    /// The footer's lines beside title and page: book and version, practice, licence with leave to photocopy.
    fn footer(&self) -> Vec<String> {
        let config = self.plan.config;
        let mut lines = Vec::new();
        let version = config.book.version.as_ref().map(|version| {
            fill(
                self.strings.text("print.version"),
                &[("version", &version.value)],
            )
        });
        let title = (!self.plan.config.is_discreet()).then(|| config.book.title.value.to_string());
        let book: Vec<String> = title.into_iter().chain(version).collect();
        if !book.is_empty() {
            lines.push(book.join(", "));
        }
        if let Some(practice) = &config.practice {
            let contact = practice
                .contact
                .as_ref()
                .map(|contact| format!(", {}", contact.value))
                .unwrap_or_default();
            lines.push(format!("{}{contact}", practice.name.value));
        }
        if let Some(licence) = &config.licence {
            lines.push(fill(
                self.strings.text("print.licence"),
                &[("licence", &licence.name.value)],
            ));
        }
        lines.iter().map(|line| self.ready(line)).collect()
    }

    fn lead(&self, key: &str, text: Vec<RichBlock>) -> LeadView {
        LeadView {
            title: self.words(key),
            text,
            boxed: false,
        }
    }

    fn words(&self, key: &str) -> String {
        self.strings.text(key).to_owned()
    }

    /// A text with `{name}` replaced by values.
    fn filled(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.strings.text(key), values)
    }

    /// A text in the form that goes with a number in the book's language.
    fn counted(&self, key: &str, n: u32) -> String {
        let (language, n) = (&self.plan.language, u64::from(n));
        let own = format!("{key}.{}", language.form_for(n));
        let form = if self.strings.has(&own) {
            own
        } else {
            format!("{key}.other")
        };
        self.filled(&form, &[("n", &language.number(n))])
    }

    fn role(&self, role: &str) -> String {
        self.plan.config.role_name(role).map_or_else(
            || {
                let key = format!("print.role.{role}");
                if self.strings.has(&key) {
                    self.words(&key)
                } else {
                    role.to_owned()
                }
            },
            str::to_owned,
        )
    }
}

/// Puts values in the place of `{name}`.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    })
}
