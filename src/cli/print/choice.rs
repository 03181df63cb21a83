//! From the ids on the command line to what is printed, and what is said of the rest.

use super::{KINDS, printable};
use crate::cli::Failure;
use crate::diagnostic::{Diagnostic, nearest};
use crate::model::entry::Entry;
use crate::model::kind::Kind;
use crate::pipeline::Checked;
use crate::render::print::{DeckIndex, FileOwner};
use crate::resolve::Index;

/// What is asked for.
pub(super) struct Choice {
    /// What has no errors, in the order asked for.
    pub sound: Vec<FileOwner>,
    /// The ids of what is broken: it cannot be read, or has errors.
    pub broken: Vec<String>,
    /// Of that, what can be read, and lies in a pack that is asked for.
    pub refused: Vec<Index>,
    /// What is wrong with that.
    pub errors: Vec<Diagnostic>,
}

/// Finds everything that is asked for.
///
/// # Errors
///
/// Wrong usage: an id that there is not, or of something that is never printed; a role that there is not, or that what is
/// asked for is not for. Then nothing is printed.
pub(super) fn choose(
    ids: &[String],
    role: Option<&str>,
    checked: &Checked<'_>,
) -> Result<Choice, Failure> {
    if let Some(role) = role {
        known_role(role, checked)?;
    }
    let book = &checked.plan.book;
    let mut choice = Choice {
        sound: Vec::new(),
        broken: Vec::new(),
        refused: Vec::new(),
        errors: Vec::new(),
    };
    for id in ids {
        let Some(index) = book.find(id) else {
            if let Some(deck) = checked.plan.decks.iter().position(|deck| deck.id == *id) {
                if role.is_some() {
                    return Err(Failure::Fault(format!(
                        "`{id}` is a deck of cards, the same for everyone; print it without `--for`"
                    )));
                }
                choice.add_deck(deck, checked);
                continue;
            }
            let declared = &checked.plan.config.decks;
            if declared.iter().any(|deck| deck.id.0.value.as_str() == id) {
                choice.errors.extend(errors_of_deck(id, checked));
            } else if book.lost.holds(id) {
                choice.errors.extend(errors_about(id, checked));
            } else {
                return Err(unknown(id, checked));
            }
            choice.broken.push(id.clone());
            continue;
        };
        let entry = &book.entries[index];
        if !KINDS.contains(&entry.kind()) {
            return Err(Failure::Fault(format!(
                "`{id}` is {}; {}",
                entry.kind().with_article(),
                elsewhere(index, checked)
            )));
        }
        if let Some(role) = role {
            is_for(role, index, checked)?;
        }
        if choice.is_sound(index, checked) {
            choice.sound.push(FileOwner::Entry(index));
            for sheet in checked.plan.sheets_of_pack(index) {
                if !choice.is_sound(sheet, checked) {
                    choice.refused.push(sheet);
                }
            }
        }
    }
    apart_from_packs(&choice, checked)?;
    Ok(choice)
}

impl Choice {
    /// What is asked for and is no deck.
    fn entries(&self) -> impl Iterator<Item = Index> {
        self.sound.iter().filter_map(|owner| match owner {
            FileOwner::Entry(index) => Some(*index),
            FileOwner::Deck(_) => None,
        })
    }

    /// Whether a pack is asked for, which may give a file of notes as well.
    pub fn has_pack(&self, checked: &Checked<'_>) -> bool {
        let entries = &checked.plan.book.entries;
        self.entries()
            .any(|index| entries[index].kind() == Kind::Pack)
    }

    /// Takes a deck, unless a card of it has errors: a deck with a card missing is told by nobody at the table.
    fn add_deck(&mut self, deck: DeckIndex, checked: &Checked<'_>) {
        let plan = checked.plan;
        let mut errors: Vec<Diagnostic> = Vec::new();
        for card in &plan.decks[deck].entries {
            errors.extend(checked.errors_of(*card).into_iter().cloned());
        }
        if errors.is_empty() {
            self.sound.push(FileOwner::Deck(deck));
            return;
        }
        self.broken.push(plan.decks[deck].id.clone());
        self.errors.extend(errors);
    }

    /// Whether an entry has no errors; else takes note of them.
    fn is_sound(&mut self, index: Index, checked: &Checked<'_>) -> bool {
        let errors = checked.errors_of(index);
        if errors.is_empty() {
            return true;
        }
        self.broken
            .push(checked.plan.book.entries[index].id.value.to_string());
        self.errors.extend(errors.into_iter().cloned());
        false
    }

    /// A line for each sheet that a pack names and may not hold.
    pub fn kept_out(&self, checked: &Checked<'_>) -> Vec<String> {
        let plan = checked.plan;
        let mut lines = Vec::new();
        for index in self.entries() {
            let pack = plan.book.entries[index].id.value.as_str();
            for sheet in plan.kept_out(index) {
                let sheet = plan.book.entries[sheet].id.value.as_str();
                lines.push(format!(
                    "`{sheet}` was left out of `{pack}`, since others may leaf through a pack; `mendbook print {sheet}` \
                     prints it for one person"
                ));
            }
        }
        lines
    }
}

fn known_role(role: &str, checked: &Checked<'_>) -> Result<(), Failure> {
    let roles = &checked.plan.config.names.roles;
    let mut known: Vec<&str> = roles.iter().map(String::as_str).collect();
    known.push("practitioner");
    if known.contains(&role) {
        return Ok(());
    }
    let all: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    let help = match nearest(role, known) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("there are {}", all.join(", ")),
    };
    Err(Failure::Fault(format!(
        "the book has no role `{role}`; {help}"
    )))
}

/// How an entry that is not printed here comes on paper.
fn elsewhere(index: Index, checked: &Checked<'_>) -> String {
    let mut decks = checked.plan.decks.iter();
    match decks.find(|deck| deck.entries.contains(&index)) {
        Some(deck) => format!(
            "it is a card of the deck `{0}`; `mendbook print {0}` prints that",
            deck.id
        ),
        None => "worksheets, agreements, packs and decks are printed here, and every other page from the browser"
            .to_owned(),
    }
}

/// Refuses to print somebody's private sheet for somebody else, and a pack for a role that gets nothing of it.
fn is_for(role: &str, index: Index, checked: &Checked<'_>) -> Result<(), Failure> {
    let plan = checked.plan;
    let entry = &plan.book.entries[index];
    let id = &entry.id.value;
    let owner = plan.owner(entry);
    if let Some(owner) = owner.filter(|owner| &**owner != "each" && &**owner != role) {
        return Err(Failure::Fault(format!(
            "`{id}` is private to `{owner}`, so it is not printed for `{role}`"
        )));
    }
    if entry.kind() != Kind::Pack {
        return Ok(());
    }
    let with_copies = plan.roles_of_pack(index);
    if with_copies.iter().any(|one| one == role) {
        return Ok(());
    }
    let all: Vec<String> = with_copies.iter().map(|one| format!("`{one}`")).collect();
    Err(Failure::Fault(format!(
        "the pack `{id}` holds nothing for `{role}`; it is for {}",
        all.join(", ")
    )))
}

/// Refuses to put what others must not see into one file with a pack that they leaf through.
fn apart_from_packs(choice: &Choice, checked: &Checked<'_>) -> Result<(), Failure> {
    let plan = checked.plan;
    let id = |index: Index| &plan.book.entries[index].id.value;
    let shared = choice.entries().find(|index| plan.is_pack_for_two(*index));
    let hidden = choice.entries().find(|index| {
        plan.book.entries[*index].kind() != Kind::Pack && plan.is_kept_from_two(*index)
    });
    let (Some(pack), Some(sheet)) = (shared, hidden) else {
        return Ok(());
    };
    let (pack, sheet) = (id(pack), id(sheet));
    Err(Failure::Fault(format!(
        "`{sheet}` may not stand in one file with `{pack}`, which two people leaf through; print it into a file of its own"
    )))
}

fn unknown(id: &str, checked: &Checked<'_>) -> Failure {
    let book = &checked.plan.book;
    if book.drafts.iter().any(|draft| draft.as_str() == id) {
        return Failure::Fault(format!(
            "`{id}` is a draft; take `draft: true` out of it to print it"
        ));
    }
    let renamed = book
        .redirects
        .iter()
        .find(|(old, _)| old.value.as_str() == id);
    let name = |entry: &'_ Entry| entry.id.value.to_string();
    let near = renamed
        .map(|(_, index)| name(&book.entries[*index]))
        .or_else(|| {
            let known = printable(checked).map(|owner| checked.plan.id_of(owner));
            nearest(id, known).map(str::to_owned)
        });
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`mendbook print` says what can be printed".to_owned(),
    };
    Failure::Fault(format!("no sheet, pack or deck has the id `{id}`; {help}"))
}

/// Why a deck that is declared has no card.
fn errors_of_deck(id: &str, checked: &Checked<'_>) -> Vec<Diagnostic> {
    let name = format!("`{id}`");
    let about = |error: &&Diagnostic| error.code == "empty-deck" && error.message.contains(&name);
    checked.errors().filter(about).cloned().collect()
}

/// The errors in files that hold an entry that could not be read: named after it, or with its id in them.
fn errors_about(id: &str, checked: &Checked<'_>) -> Vec<Diagnostic> {
    let within_sound = |error: &Diagnostic| {
        (0..checked.plan.book.entries.len()).any(|index| checked.errors_of(index).contains(&error))
    };
    let named = |error: &Diagnostic| {
        let file = error.primary.span.file;
        let stem = checked.sources.path(file).rsplit('/').next();
        let text = &checked.sources.get(file).text;
        let line = format!("id: {id}");
        stem.and_then(|name| name.split('.').next()) == Some(id)
            || text
                .lines()
                .any(|one| one.trim_start_matches(['-', ' ']).trim_end() == line)
    };
    checked
        .errors()
        .filter(|error| named(error) && !within_sound(error))
        .cloned()
        .collect()
}
