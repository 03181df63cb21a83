//! Places on pages: those that every theme has, and what keeps an author's ids and headings from meeting them.
//!
//! What joins two names in a place has a `_`, which neither an id nor a heading's place has: `for_hurt`, `phones_clause_1`.

use crate::config::Config;

use super::routes::neutral_name;

/// The places of the default theme that are one word each. No entry and no heading stands under any of these names.
pub const FIXED: &[&str] = &[
    "agreements",
    "ask",
    "asks",
    "avoid",
    "content",
    "decks",
    "do",
    "done",
    "exit",
    "keep",
    "links",
    "look-dark",
    "look-device",
    "look-light",
    "look-slash-off",
    "look-slash-on",
    "menu",
    "notes",
    "packs",
    "paths",
    "private",
    "read",
    "related",
    "say",
    "search-status",
    "search-words",
    "sheets",
    "signs",
    "sources",
    "takes",
    "tensions",
    "tools",
    "traces",
    "why",
    "worksheets",
];

/// The place of an entry on a page that it shares with others: its id; a neutral name where the book is discreet.
pub(super) fn of_entry(id: &str, config: &Config) -> String {
    let name = match is_fixed(id) {
        true => format!("{id}_entry"),
        false => id.to_owned(),
    };
    place(name, config.is_discreet())
}

/// A place by its name; a neutral one where the book is discreet, for addresses stand in a browser's history.
pub fn place(name: String, is_discreet: bool) -> String {
    if is_discreet {
        neutral_name(&name)
    } else {
        name
    }
}

/// Whether a theme has a place of this name.
pub fn is_fixed(name: &str) -> bool {
    FIXED.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_holds_every_place_of_the_default_theme_that_could_be_an_id() {
        assert!(FIXED.is_sorted());
        for template in walkdir::WalkDir::new("themes/default/templates") {
            let template = template.unwrap();
            // A filled sheet is a page without headings of an author's.
            if template.path().ends_with("filled.html") {
                continue;
            }
            let text = std::fs::read_to_string(template.path()).unwrap_or_default();
            for (at, start) in text.match_indices(" id=\"") {
                let id = &text[at + start.len()..];
                let id = id.strip_prefix("{{ \"").unwrap_or(id);
                let id = id.split('"').next().unwrap_or_default();
                let joined = id.contains('_') || id.starts_with("{{");
                let ours = joined || is_fixed(id);
                assert!(ours, "{}: {id}", template.path().display());
            }
        }
    }
}
