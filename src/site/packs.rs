//! Packs: who gets which copies of which sheets, and what must never lie in a pack that others leaf through.

use super::audience::{self, Audience, Place, Shown};
use crate::config::Config;
use crate::model::entry::Entry;
use crate::model::kind::{Data, Kind};
use crate::model::pack::Pack;
use crate::resolve::{Index, ResolvedBook};
use crate::source::Span;

/// One person's copies, or those that all share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hand {
    /// The role; `both` for what is shared.
    pub role: String,
    /// The sheets in the order of the session, a copy each.
    pub sheets: Vec<Index>,
}

/// What a pack gives to whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deal {
    /// Whether two people leaf through it.
    pub for_two: bool,
    /// The clients' copies, one person after the other.
    pub hands: Vec<Hand>,
    /// The practitioner's own copies.
    pub practitioner: Vec<Index>,
    /// The sheets of the session, each once, for their notes.
    pub sheets: Vec<Index>,
    /// What the pack names and may not hold: no copy of it is in the rest.
    pub kept_out: Vec<KeptOut>,
}

/// A sheet that may not lie in a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptOut {
    /// The sheet.
    pub sheet: Index,
    /// Where the pack names it.
    pub named: Span,
    /// Whether it is kept out because it asks whether somebody is safe; else it is private.
    pub safety: bool,
}

/// Deals a pack out; `None` for an entry that is no pack. With a role, to that role alone.
pub fn deal(
    index: Index,
    book: &ResolvedBook,
    config: &Config,
    only: Option<&str>,
) -> Option<Deal> {
    let Data::Pack(pack) = &book.entries[index].data else {
        return None;
    };
    let mut deal = Deal::default();
    let roles: Vec<&str> = config
        .roles
        .iter()
        .map(|role| role.id.0.value.as_str())
        .collect();
    let alone = only_role(pack);
    deal.for_two = alone.is_none();
    for wanted in &pack.sheets {
        let Some(index) = book.find(wanted.id.id.value.as_str()) else {
            continue;
        };
        let sheet = &book.entries[index];
        if !matches!(sheet.data, Data::Worksheet(_) | Data::Agreement(_)) {
            continue;
        }
        if !may_hold(sheet, book, alone) {
            deal.kept_out.push(KeptOut {
                sheet: index,
                named: wanted.id.id.span,
                safety: audience::of(sheet, book) == Audience::Safety,
            });
            continue;
        }
        if !deal.sheets.contains(&index) {
            deal.sheets.push(index);
        }
        let copies = wanted
            .copies
            .as_ref()
            .map_or(1, |copies| copies.value.min(MOST_COPIES));
        match wanted.role.as_str() {
            "practitioner" => deal.practitioner.extend((0..copies).map(|_| index)),
            "both" => {
                // Two copies for both are one for each; what is left over is shared.
                let people = u32::try_from(roles.len()).unwrap_or(u32::MAX).max(1);
                for role in &roles {
                    give(&mut deal.hands, role, index, copies / people);
                }
                give(&mut deal.hands, "both", index, copies % people);
            }
            role => give(&mut deal.hands, role, index, copies),
        }
    }
    let place = |hand: &Hand| {
        roles
            .iter()
            .position(|role| *role == hand.role)
            .unwrap_or(roles.len())
    };
    deal.hands.sort_by_key(place);
    if let Some(only) = only {
        deal.hands.retain(|hand| hand.role == only);
    }
    Some(deal)
}

/// No pack holds more copies of a sheet than this.
const MOST_COPIES: u32 = 50;

fn give(hands: &mut Vec<Hand>, role: &str, sheet: Index, copies: u32) {
    if copies == 0 {
        return;
    }
    let copies = (0..copies).map(|_| sheet);
    match hands.iter_mut().find(|hand| hand.role == role) {
        Some(hand) => hand.sheets.extend(copies),
        None => hands.push(Hand {
            role: role.to_owned(),
            sheets: copies.collect(),
        }),
    }
}

/// The role that a pack is private to, because it is for that role alone and holds a sheet that no other may see.
pub(super) fn private_to<'p>(pack: &'p Pack, book: &ResolvedBook) -> Option<&'p str> {
    let role = only_role(pack)?;
    let mut sheets = pack.sheets.iter();
    let holds_private = sheets.any(|sheet| {
        let sheet = book.get(sheet.id.id.value.as_str());
        sheet.is_some_and(|sheet| {
            sheet.kind() != Kind::Pack && audience::is_private_to(sheet, role, book)
        })
    });
    holds_private.then_some(role)
}

/// The role that a pack is for, if it is for one alone.
fn only_role(pack: &Pack) -> Option<&str> {
    let mut roles: Vec<&str> = pack
        .sheets
        .iter()
        .map(|sheet| sheet.role.as_str())
        .filter(|role| *role != "practitioner")
        .collect();
    roles.dedup();
    match roles.as_slice() {
        [role] if *role != "both" => Some(role),
        _ => None,
    }
}

/// Whether a sheet may lie in a pack: one for a role alone, or one that two leaf through.
pub(super) fn may_hold(sheet: &Entry, book: &ResolvedBook, alone: Option<&str>) -> bool {
    let place = if alone.is_some() {
        Place::PackForOne
    } else {
        Place::PackForTwo
    };
    match audience::shown(&audience::of(sheet, book), place) {
        Shown::Yes => true,
        Shown::OwnRoleOnly => alone.is_some_and(|role| audience::is_private_to(sheet, role, book)),
        _ => false,
    }
}
