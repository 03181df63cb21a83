//! What the templates for paper get, read by them as JSON. Nothing in it is ever read as Typst code.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::site::sheet::SheetView;

/// `how.json`: how something is printed. Apart from what is printed, since many sheets are printed in the same way.
#[derive(Clone, Debug, Serialize)]
pub(super) struct HowView<'a> {
    /// The language, as ISO 639 has it.
    pub language: String,
    /// The region, as ISO 3166 has it; empty if the book names none.
    pub region: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// `a4` or `us-letter`.
    pub paper: &'static str,
    /// Whether it is large print.
    pub large: bool,
    /// Whether its fields can be typed into.
    pub fillable: bool,
    /// Whether it is set closer, which saves a page.
    pub tight: bool,
    /// Whether something may be higher than a page, so that everything is measured before it is kept together.
    pub careful: bool,
    /// Whether Typst sets the sheet alone, feet and all.
    pub alone: bool,
    /// Every `print.…` word of the theme, by the rest of its key.
    pub words: &'a BTreeMap<String, String>,
}

/// `data.json` for `main.typ`: one copy of a sheet.
#[derive(Clone, Debug, Serialize)]
pub(super) struct CopyView<'a> {
    /// The sheet.
    pub sheet: PrintedSheet<'a>,
    /// Whose copy it is, in words; may be empty.
    pub whose: &'a str,
}

/// A sheet with what only paper has.
#[derive(Clone, Debug, Serialize)]
pub(super) struct PrintedSheet<'a> {
    /// The sheet.
    #[serde(flatten)]
    pub sheet: &'a SheetView,
    /// Its address as a QR code.
    pub code: Option<CodeView>,
}

/// A QR code: its side in modules, and each module, row by row: 0 for dark, 255 for light.
#[derive(Clone, Debug, Serialize)]
pub(super) struct CodeView {
    /// The side, in modules.
    pub side: usize,
    /// The modules.
    pub modules: Vec<u8>,
}

/// `data.json` for `feet.typ`: the feet of a copy's pages.
#[derive(Clone, Debug, Serialize)]
pub(super) struct FeetView<'a> {
    /// What the feet say of the sheet.
    pub sheet: FootView<'a>,
    /// Whose copy it is, in words; may be empty.
    pub whose: &'a str,
    /// How many pages the copy has.
    pub pages: usize,
}

/// What a foot says of its sheet.
#[derive(Clone, Debug, Serialize)]
pub(super) struct FootView<'a> {
    /// `worksheet`, `agreement`, `notes` or `deck`.
    pub form: &'static str,
    /// The title in the foot.
    pub running: &'a str,
    /// What else it says.
    pub footer: &'a [String],
}
