//! What "on this page" lists. The places are those that the default theme's templates mark with these anchors.

use super::contexts::{GroupView, HelpContext, PractitionersContext, RoleContext, SheetsContext};
use super::entry::Views;
use super::views::{StepView, TocItem};

/// A list shorter than this helps nobody.
const FEWEST: usize = 3;

/// The main headings of a text.
pub(super) fn of_text(headings: Vec<TocItem>) -> Vec<TocItem> {
    let mut items = headings;
    items.retain(|item| item.level == 2);
    enough(items)
}

/// A step: what every step has, with the main headings of its text among it.
pub(super) fn of_step(step: &StepView, headings: Vec<TocItem>, views: &Views<'_>) -> Vec<TocItem> {
    let tools =
        !step.worksheets.is_empty() || !step.agreements.is_empty() || !step.exercises.is_empty();
    let mut items = parts(
        views,
        &[
            ("why", "step.why", true),
            ("do", "step.do", !step.actions.is_empty()),
        ],
    );
    items.extend(headings.into_iter().filter(|item| item.level == 2));
    items.extend(parts(
        views,
        &[
            ("say", "step.say", !step.scripts.is_empty()),
            ("ask", "step.ask", !step.prompts.is_empty()),
            ("avoid", "step.avoid", !step.mistakes.is_empty()),
            ("tools", "step.tools", tools),
            ("done", "step.done", !step.done_when.is_empty()),
            ("takes", "step.takes", !step.may_take.is_empty()),
        ],
    ));
    enough(items)
}

/// A role's page.
pub(super) fn of_role(role: &RoleContext, views: &Views<'_>) -> Vec<TocItem> {
    let mut items: Vec<TocItem> = role
        .notes
        .iter()
        .map(|note| item(note.id.clone(), &note.title, 2))
        .collect();
    items.extend(parts(
        views,
        &[
            ("paths", "role_page.paths", !role.paths.is_empty()),
            ("asks", "role_page.asks", !role.steps.is_empty()),
            ("sheets", "role_page.sheets", !role.sheets.is_empty()),
            ("private", "role_page.private", !role.private.is_empty()),
        ],
    ));
    enough(items)
}

/// The page of sheets.
pub(super) fn of_sheets(sheets: &SheetsContext, views: &Views<'_>) -> Vec<TocItem> {
    enough(parts(
        views,
        &[
            (
                "worksheets",
                "sheets.worksheets",
                !sheets.worksheets.is_empty(),
            ),
            (
                "agreements",
                "sheets.agreements",
                !sheets.agreements.is_empty(),
            ),
            ("packs", "sheets.packs", !sheets.packs.is_empty()),
            ("decks", "sheets.decks", !sheets.decks.is_empty()),
        ],
    ))
}

/// The page for practitioners.
pub(super) fn of_practitioners(page: &PractitionersContext, views: &Views<'_>) -> Vec<TocItem> {
    enough(parts(
        views,
        &[
            ("read", "practitioners.read", !page.entries.is_empty()),
            ("paths", "practitioners.paths", !page.paths.is_empty()),
            ("packs", "practitioners.packs", !page.packs.is_empty()),
            (
                "notes",
                "practitioners.notes",
                !page.facilitator_notes.is_empty(),
            ),
        ],
    ))
}

/// The page of helplines: its countries, then the rest.
pub(super) fn of_help(help: &HelpContext, views: &Views<'_>) -> Vec<TocItem> {
    let mut items: Vec<TocItem> = help
        .countries
        .iter()
        .map(|country| item(country.id.clone(), &country.name, 2))
        .collect();
    items.extend(parts(
        views,
        &[
            ("country_other", "country.other", true),
            ("signs", "help.signs", !help.safety_signs.is_empty()),
            ("private", "help.private", !help.private.is_empty()),
            ("exit", "help.leaving", true),
            ("traces", "help.traces", true),
        ],
    ));
    items
}

/// Groups of entries; their places start with `prefix`.
pub(super) fn of_groups(of: &[GroupView], prefix: &str, views: &Views<'_>) -> Vec<TocItem> {
    enough(groups(of, prefix, views))
}

fn groups(groups: &[GroupView], prefix: &str, views: &Views<'_>) -> Vec<TocItem> {
    groups
        .iter()
        .map(|group| item(place(group, prefix, views), &group.name, 2))
        .collect()
}

/// Groups of entries, and in each its entries.
pub(super) fn of_entries(groups: &[GroupView], prefix: &str, views: &Views<'_>) -> Vec<TocItem> {
    let mut items = Vec::new();
    for group in groups {
        items.push(item(place(group, prefix, views), &group.name, 2));
        items.extend(
            group
                .entries
                .iter()
                .map(|entry| item(entry.id.clone(), &entry.title, 3)),
        );
    }
    enough(items)
}

fn parts(views: &Views<'_>, parts: &[(&str, &str, bool)]) -> Vec<TocItem> {
    parts
        .iter()
        .filter(|(_, _, is_there)| *is_there)
        .map(|(anchor, words, _)| {
            let anchor = views.plan.place_name((*anchor).to_owned());
            item(anchor, views.strings.text(words), 2)
        })
        .collect()
}

fn place(group: &GroupView, prefix: &str, views: &Views<'_>) -> String {
    views.plan.place_name(format!("{prefix}{}", group.id))
}

fn item(anchor: String, title: &str, level: u8) -> TocItem {
    TocItem {
        anchor,
        title: title.to_owned(),
        level,
    }
}

fn enough(items: Vec<TocItem>) -> Vec<TocItem> {
    if items.len() < FEWEST {
        Vec::new()
    } else {
        items
    }
}
