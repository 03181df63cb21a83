//! What the templates for paper get: one document, read by them as JSON. Nothing in it is ever read as Typst code.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::site::sheet::SheetView;

/// One document: what it is printed on, every sheet once, and the copies in order.
#[derive(Clone, Debug, Serialize)]
pub(super) struct DocumentView<'a> {
    /// The PDF's title; a neutral one where the book is discreet.
    pub title: &'a str,
    /// The language, as ISO 639 has it.
    pub language: String,
    /// The region, as ISO 3166 has it; empty if the book names none.
    pub region: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// `a4` or `letter`.
    pub paper: &'static str,
    /// Whether it is large print.
    pub large: bool,
    /// Whether its fields can be typed into.
    pub fillable: bool,
    /// Whether it is set closer, which saves a page.
    pub tight: bool,
    /// Every `print.…` word of the theme, by the rest of its key.
    pub words: &'a BTreeMap<String, String>,
    /// The sheets, each once.
    pub sheets: Vec<PrintedSheet<'a>>,
    /// The copies in order.
    pub copies: Vec<CopyView>,
}

/// One copy of a sheet.
#[derive(Clone, Debug, Serialize)]
pub(super) struct CopyView {
    /// Its place among the document's sheets.
    pub sheet: usize,
    /// Whose copy it is, in words; may be empty.
    pub whose: String,
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
