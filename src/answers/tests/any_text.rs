//! A property: no file of answers is too odd to be read.

use proptest::prelude::*;

use super::{OPENNESS, PLAN, answered};

/// What files of answers are made of beside names, and what else may stand in them.
const PIECES: &[&str] = &[
    "answers:",
    "clauses:",
    "names:",
    "sheet: plan",
    "\n",
    "\n  ",
    "\n    ",
    "- ",
    ": ",
    ":",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "|",
    "\"",
    "#",
    "5",
    "true",
    "-1",
    "2026-12-01",
    "2026-02-30",
    "99999999999999999999",
    "What",
    "Monday",
    "left",
    "tea",
    "shown together",
    "\u{e9}",
    "\u{1f9f9}",
    "\u{0}",
    "&a",
    "*a",
    "1e9",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_text_is_too_odd_to_be_read(
        pieces in prop::collection::vec(prop::sample::select([PIECES, PLAN, OPENNESS].concat()), 0..40),
        agreement in any::<bool>(),
        gaps in any::<bool>(),
    ) {
        let text = pieces.concat();
        let sheet = if agreement { "openness" } else { "plan" };
        let (_, said) = answered(sheet, &text, gaps);
        for one in said {
            prop_assert!(!one.contains(". ["), "a message ends with a full stop: {one}");
        }
    }
}
