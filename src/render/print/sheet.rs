//! From an entry to the sheet that the templates print: what stands above and below the fields of every sheet.

use std::collections::BTreeMap;

use super::code;
use super::rich::soft;
use super::slots::{Answers, Slot, Slots};
use super::views::{LeadView, RichBlock, SheetView};
use crate::model::block::Prose;
use crate::model::entry::Entry;
use crate::model::kind::Data;
use crate::model::value::Text;
use crate::model::worksheet::FilledBy;
use crate::resolve::Index;
use crate::site::Plan;
use crate::theme::Strings;

/// A sheet ready for the templates, with its places to fill in.
#[derive(Debug)]
pub(super) struct Sheet {
    /// What the templates get.
    pub view: SheetView,
    /// Its places, by their numbers.
    pub slots: Vec<Slot>,
}

/// Makes one sheet.
pub(super) struct Maker<'a> {
    pub plan: &'a Plan<'a>,
    pub strings: &'a Strings,
    /// Whether nothing private may be named, since another may read it.
    pub neutral: bool,
    pub slots: Slots<'a>,
    /// The sheet, for messages.
    pub entry: &'a Entry,
}

/// Makes a worksheet or an agreement; `None` for any other entry. `shared` is one that lies in a pack for two.
pub(super) fn sheet<'a>(
    plan: &'a Plan<'a>,
    strings: &'a Strings,
    index: Index,
    shared: bool,
    answers: &'a Answers,
) -> Option<Sheet> {
    let entry = &plan.book.entries[index];
    let for_two = match &entry.data {
        Data::Worksheet(sheet) => sheet.filled_by == FilledBy::Together,
        Data::Agreement(_) => true,
        _ => return None,
    };
    let mut maker = Maker::new(plan, strings, entry, for_two || shared, answers);
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
pub(super) fn notes<'a>(
    plan: &'a Plan<'a>,
    strings: &'a Strings,
    index: Index,
    text: &'a Prose,
    answers: &'a Answers,
) -> Sheet {
    let entry = &plan.book.entries[index];
    let mut maker = Maker::new(plan, strings, entry, false, answers);
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
    fn new(
        plan: &'a Plan<'a>,
        strings: &'a Strings,
        entry: &'a Entry,
        neutral: bool,
        answers: &'a Answers,
    ) -> Self {
        Self {
            plan,
            strings,
            neutral,
            slots: Slots::new(answers),
            entry,
        }
    }

    fn finish(self, view: SheetView) -> Sheet {
        Sheet {
            view,
            slots: self.slots.list,
        }
    }

    /// What every sheet has: its title and its footer.
    fn frame(&self) -> SheetView {
        let title = soft(&self.entry.title.value);
        SheetView {
            running: if is_discreet(self.plan) {
                self.words("print.discreet_title")
            } else {
                title.clone()
            },
            title,
            private: self.private(),
            footer: footer(self.plan, self.strings),
            ..SheetView::default()
        }
    }

    fn private(&self) -> String {
        let Some(owner) = &self.entry.common.private else {
            return String::new();
        };
        let name = match owner.as_str() {
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
        match (site, self.plan.collection(crate::site::Collection::Help)) {
            (Some(site), Some(page)) => {
                let at = format!("{}/{page}", site.value.trim_end_matches('/'));
                format!(
                    "{} {}",
                    self.words(key),
                    soft(&self.filled("print.help_at", &[("address", &at)]))
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
            self.entry.common.private.is_some() || matches!(self.entry.data, Data::Agreement(_));
        if hidden {
            return;
        }
        let address = format!(
            "{}/{}",
            site.value.trim_end_matches('/'),
            self.plan.addresses[index].page
        );
        view.code = code::modules(&address);
        view.address = soft(&address);
    }

    pub(super) fn lead(&self, key: &str, text: Vec<RichBlock>) -> LeadView {
        LeadView {
            title: self.words(key),
            text,
            boxed: false,
        }
    }

    pub(super) fn words(&self, key: &str) -> String {
        self.strings.text(key).to_owned()
    }

    /// A text with `{name}` replaced by values.
    pub(super) fn filled(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.strings.text(key), values)
    }

    /// A text in the form for one or for several.
    pub(super) fn counted(&self, key: &str, n: u32) -> String {
        let form = if n == 1 { "one" } else { "other" };
        self.filled(&format!("{key}.{form}"), &[("n", &n.to_string())])
    }

    pub(super) fn role(&self, role: &str) -> String {
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
pub(super) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    })
}

pub(super) fn optional(text: Option<&Text>) -> String {
    text.map(|text| soft(&text.value)).unwrap_or_default()
}

/// Whether titles must give nothing away.
pub(super) fn is_discreet(plan: &Plan<'_>) -> bool {
    plan.config.book.discreet == Some(true)
}

/// The footer's lines beside title and page: book and version, practice, licence with leave to photocopy.
fn footer(plan: &Plan<'_>, strings: &Strings) -> Vec<String> {
    let config = plan.config;
    let mut lines = Vec::new();
    let version = config.book.version.as_ref().map(|version| {
        fill(
            strings.text("print.version"),
            &[("version", &version.value)],
        )
    });
    let title = (!is_discreet(plan)).then(|| config.book.title.value.to_string());
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
            strings.text("print.licence"),
            &[("licence", &licence.name.value)],
        ));
    }
    lines.iter().map(|line| soft(line)).collect()
}

/// The words of the theme for paper, by their key after `print.`.
pub(super) fn print_words(strings: &Strings) -> BTreeMap<String, String> {
    strings
        .iter()
        .filter_map(|(key, _)| {
            Some((
                key.strip_prefix("print.")?.to_owned(),
                strings.text(key).to_owned(),
            ))
        })
        .collect()
}
