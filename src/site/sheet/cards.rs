//! A deck of cards as it is printed. Cards lie open on a table, so nothing private is named on them.

use super::super::DeckIndex;
use super::views::{CardView, LeadView, RichBlock, RichInline, SheetView};
use super::{Maker, Making, Sheet};
use crate::model::block::Prose;
use crate::model::entry::Entry;
use crate::model::kind::Data;

/// Makes a deck; `None` if it has no card.
pub fn deck(making: Making<'_>, deck: DeckIndex) -> Option<Sheet> {
    let deck = making.plan.decks.get(deck)?;
    let entries = || {
        deck.entries
            .iter()
            .map(|index| &making.plan.book.entries[*index])
    };
    let cards = entries().map(|entry| card(making, entry)).collect();
    let maker = Maker::new(making, entries().next()?, true);
    let lead = [
        deck.about(making.strings),
        making.strings.text("print.deck"),
    ];
    let view = SheetView {
        form: "deck",
        lead: lead
            .into_iter()
            .filter(|words| !words.is_empty())
            .map(|words| maker.said(words))
            .collect(),
        cards,
        ..maker.titled(deck.name(making.strings))
    };
    Some(maker.finish(view))
}

fn card(making: Making<'_>, entry: &Entry) -> CardView {
    let mut maker = Maker::new(making, entry, true);
    let mut label: Vec<String> = match &entry.data {
        Data::Prompt(prompt) => vec![maker.words(&format!("prompt_to.{}", prompt.to.word()))],
        _ => Vec::new(),
    };
    let roles = entry.common.roles.iter().map(|role| role.as_str());
    let own = roles.filter(|role| *role != "both");
    label.extend(own.map(|role| maker.role(role)));
    let mut parts: Vec<LeadView> = parts_of(entry)
        .into_iter()
        .filter(|(_, prose)| !prose.is_empty())
        .map(|(key, prose)| maker.part(key, prose))
        .collect();
    if let Some(safety) = &entry.common.safety {
        parts.push(LeadView {
            boxed: true,
            ..maker.part("print.safety", safety)
        });
    }
    CardView {
        label: maker.ready(&label.join(" · ")),
        title: maker.ready(&entry.title.value),
        parts,
    }
}

/// The texts of a card in order, each with the key of the words above it; an empty key for none.
fn parts_of(entry: &Entry) -> Vec<(&'static str, &Prose)> {
    let body = &entry.body;
    match &entry.data {
        Data::Script(script) => {
            let instead = script
                .instead_of
                .iter()
                .map(|text| ("script.instead", text));
            let why = script.why.iter().map(|text| ("script.why", text));
            instead.chain([("script.say", body)]).chain(why).collect()
        }
        Data::Mistake(mistake) => vec![
            ("mistake.looks", body),
            ("mistake.why", &mistake.why),
            ("mistake.instead", &mistake.instead),
        ],
        _ => vec![("", body)],
    }
}

impl<'a> Maker<'a> {
    fn part(&mut self, key: &str, prose: &'a Prose) -> LeadView {
        let text = self.prose(prose);
        if key.is_empty() {
            return LeadView {
                text,
                ..LeadView::default()
            };
        }
        self.lead(key, text)
    }

    /// Words of the theme or of book.toml as a paragraph.
    fn said(&self, words: &str) -> LeadView {
        LeadView {
            text: vec![RichBlock::Paragraph {
                c: vec![RichInline::Text {
                    s: self.ready(words),
                }],
            }],
            ..LeadView::default()
        }
    }
}
