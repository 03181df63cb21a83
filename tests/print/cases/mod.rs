//! What must hold of every PDF, and what bad input does.

mod decks;
mod files;
mod form;
mod input;
mod packs;
mod page;

use super::Case;
use super::tools::Tool::{Poppler, Pypdf, Qpdf};

type Outcome = Result<(), String>;

/// Every test.
pub const ALL: &[Case] = &[
    (
        "every sheet has its files beside its page",
        &[],
        files::every_sheet_has_its_files,
    ),
    (
        "every link to a file of a sheet leads to one, and every file is linked to",
        &[],
        files::every_link_leads_to_a_file,
    ),
    (
        "nothing of the guide is wrong on paper",
        &[],
        files::nothing_is_wrong,
    ),
    (
        "the same content gives the same bytes",
        &[],
        files::same_bytes,
    ),
    (
        "pages have the size of their paper, a title, a language and tags",
        &[Poppler],
        files::sizes_and_tags,
    ),
    (
        "all but the fillable ones claim PDF/UA-1",
        &[],
        files::claims,
    ),
    (
        "the structure is whole: everything in it or an artifact, heads with scope, fields with names",
        &[Pypdf],
        files::structure,
    ),
    (
        "nothing stands outside the margins",
        &[Poppler],
        page::margins,
    ),
    (
        "every page says which it is, and of what",
        &[Poppler],
        page::footers,
    ),
    (
        "large print is 18 points or more, and all else 12",
        &[Pypdf],
        page::letter_sizes,
    ),
    ("pages are black, white and grey", &[Poppler], page::greys),
    ("another program finds no fault", &[Qpdf], files::no_fault),
    (
        "fields have names, tips and an order",
        &[Pypdf],
        form::fields,
    ),
    ("fields can be filled in", &[Pypdf], form::filling),
    (
        "a blank that stands twice is one field",
        &[Pypdf],
        form::one_field,
    ),
    (
        "a field that fits on a page is never split",
        &[Poppler],
        page::never_split,
    ),
    (
        "a field longer than a page says its label again",
        &[Poppler],
        page::label_again,
    ),
    (
        "each person's copies of a pack start on a new leaf",
        &[Poppler],
        packs::new_leaf,
    ),
    (
        "a pack's notes are in a file apart",
        &[Poppler],
        packs::notes_apart,
    ),
    (
        "nothing private comes out in a pack for two",
        &[Poppler],
        packs::nothing_private,
    ),
    (
        "a private sheet in a pack for two is an error",
        &[],
        packs::joint_pack,
    ),
    ("decks have their files", &[Poppler], decks::files),
    (
        "no card is clipped, however long it is",
        &[Poppler],
        decks::never_clipped,
    ),
    (
        "the guide's cards say all that they must, and none lies on another",
        &[Poppler],
        decks::in_the_guide,
    ),
    (
        "nothing private is a card or is named on one",
        &[Poppler],
        decks::nothing_private,
    ),
    (
        "nothing an author types is code",
        &[Poppler],
        input::no_code,
    ),
    (
        "a missing glyph is said with its place",
        &[],
        input::missing_glyph,
    ),
    (
        "a fault in a template names its file and line",
        &[],
        input::template_fault,
    ),
    (
        "a template can read nothing but its data",
        &[],
        input::closed_off,
    ),
    ("Greek and Cyrillic come out", &[Poppler], page::greek),
    (
        "tables and texts with nothing in them come out",
        &[],
        input::empty_parts,
    ),
    (
        "very long labels, many columns and many fields come out",
        &[Poppler],
        input::bad_input,
    ),
    (
        "right-to-left text is printed where a font has it, else named with its sheet",
        &[Poppler],
        input::right_to_left,
    ),
    (
        "a sheet that cannot be printed holds no other sheet and no pack up",
        &[],
        input::others_go_on,
    ),
    (
        "a code stands on public sheets of a book with a site alone",
        &[Poppler],
        files::codes,
    ),
    (
        "a discreet book gives nothing away",
        &[Poppler],
        files::discreet,
    ),
    (
        "answers stand in their places, and long ones grow the sheet",
        &[Poppler],
        form::answers,
    ),
    (
        "several print together in the order asked for, each copy on a leaf of its own",
        &[Poppler],
        packs::together,
    ),
    (
        "copies of one sheet start on new leaves and name their role",
        &[Poppler],
        packs::copies,
    ),
    (
        "a part of the structure stands for each field",
        &[Pypdf],
        form::form_structure,
    ),
];

fn check(holds: bool, otherwise: impl FnOnce() -> String) -> Outcome {
    if holds { Ok(()) } else { Err(otherwise()) }
}
