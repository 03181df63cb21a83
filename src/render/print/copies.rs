//! One copy of a sheet on its pages: set loosely or closely, and with feet that know how many pages there are.
//!
//! Nothing here knows in which documents a copy stands.

use std::collections::BTreeMap;
use std::sync::Mutex;

use twox_hash::XxHash3_128;
use typst::layout::Abs;

use super::pages::Pages;
use super::views::{CodeView, CopyView, FeetView, FootView, HowView, PrintedSheet};
use super::world::{Press, Problem, Template};
use super::{PrintOptions, code};
use crate::config::{Config, Direction, Paper};
use crate::site::sheet::Sheet;

/// What is set closer is at least as high as this, in parts of its height before. The themes' measures say so: in the shipped guide
/// it is 0.924 to 0.972.
const CLOSER: f64 = 0.92;

/// A page that is filled up to this height above its feet, in millimetres, may hold something that is higher than it: Typst cuts
/// tables off at the end of the text, which is 5 mm above the feet, and the frame around one may be 3 mm wide.
const FULL: f64 = 8.0;

/// One copy that is wanted: of what, for whom, on what paper.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'w> {
    /// The sheet.
    pub sheet: &'w Sheet,
    /// Whose copy it is, in words; may be empty.
    pub whose: &'w str,
    /// How it is printed; of how many copies and for whom is nothing to it.
    pub options: PrintOptions<'w>,
}

/// How Typst is to set a copy.
#[derive(Clone, Copy, Default)]
pub(super) struct Manner {
    /// Closer, which may save a page.
    pub tight: bool,
    /// With regard to what may be higher than a page.
    pub careful: bool,
    /// Feet and all.
    pub alone: bool,
}

/// Sets copies of a book's sheets.
pub(super) struct Compositor<'a> {
    config: &'a Config,
    words: BTreeMap<String, String>,
    codes: Mutex<BTreeMap<String, Option<CodeView>>>,
}

impl<'a> Compositor<'a> {
    /// With the words of the theme for paper.
    pub fn new(config: &'a Config, words: BTreeMap<String, String>) -> Self {
        Self {
            config,
            words,
            codes: Mutex::default(),
        }
    }

    /// A hash of all that a copy is made from, but for the theme's templates and fonts.
    pub fn key(&self, copy: Wanted<'_>) -> u128 {
        let mut all = self.how(copy.options, Manner::default());
        all.extend(self.data(copy));
        XxHash3_128::oneshot(&all)
    }

    /// Sets a copy; closer, where that saves a page, so that no last page holds two lines.
    ///
    /// # Errors
    ///
    /// What is wrong in the templates.
    pub fn set(&self, press: &Press, copy: Wanted<'_>) -> Result<Pages, Vec<Problem>> {
        let data = self.data(copy);
        let loose = self.in_manner(press, copy, &data, Manner::default())?;
        let fewer = loose.pages.count().saturating_sub(1);
        let may_save =
            loose.pages.filled() * CLOSER <= (loose.limit - loose.pages.highest()) * fewer as f64;
        if fewer == 0 || !may_save || copy.sheet.view.form == "deck" {
            return Ok(loose.whole());
        }
        let tight = Manner {
            tight: true,
            ..Manner::default()
        };
        let closer = self.in_manner(press, copy, &data, tight)?;
        let saves = closer.pages.count() < loose.pages.count();
        Ok(if saves { closer } else { loose }.whole())
    }

    /// Sets a copy without measuring what may be higher than a page; and, where something may be, again with care.
    fn in_manner(
        &self,
        press: &Press,
        copy: Wanted<'_>,
        data: &[u8],
        manner: Manner,
    ) -> Result<SetCopy, Vec<Problem>> {
        let set = self.once(press, copy, data, manner)?;
        if copy.sheet.view.form == "deck" || set.pages.lowest() < set.limit - Abs::mm(FULL) {
            return Ok(set);
        }
        let careful = Manner {
            careful: true,
            ..manner
        };
        self.once(press, copy, data, careful)
    }

    fn once(
        &self,
        press: &Press,
        copy: Wanted<'_>,
        data: &[u8],
        manner: Manner,
    ) -> Result<SetCopy, Vec<Problem>> {
        let how = self.how(copy.options, manner);
        let pages = Pages::of(press.set(Template::Copy, how.clone(), data.to_vec())?);
        let view = &copy.sheet.view;
        let feet = json(&FeetView {
            sheet: FootView {
                form: view.form,
                running: &view.running,
                footer: &view.footer,
            },
            whose: copy.whose,
            pages: pages.count(),
        });
        let feet = Pages::of(press.set(Template::Feet, how, feet)?);
        Ok(SetCopy {
            limit: feet.highest(),
            pages,
            feet,
        })
    }

    /// `how.json`.
    pub fn how(&self, options: PrintOptions<'_>, manner: Manner) -> Vec<u8> {
        let language = self.config.language();
        let (language, region) = language.split_once('-').unwrap_or((language, ""));
        json(&HowView {
            language: language.to_lowercase(),
            region: if region.len() == 2 {
                region.to_uppercase()
            } else {
                String::new()
            },
            direction: match self.config.direction() {
                Direction::LeftToRight => "ltr",
                Direction::RightToLeft => "rtl",
            },
            paper: match options.paper {
                Paper::A4 => "a4",
                Paper::Letter => "us-letter",
            },
            large: options.large,
            fillable: options.fillable,
            tight: manner.tight,
            careful: manner.careful,
            alone: manner.alone,
            words: &self.words,
        })
    }

    /// `data.json` for a copy.
    pub fn data(&self, copy: Wanted<'_>) -> Vec<u8> {
        json(&CopyView {
            sheet: PrintedSheet {
                sheet: &copy.sheet.view,
                code: self.code(&copy.sheet.view.address),
            },
            whose: copy.whose,
        })
    }

    /// The QR code of an address, made once.
    fn code(&self, address: &str) -> Option<CodeView> {
        if address.is_empty() {
            return None;
        }
        let Ok(mut codes) = self.codes.lock() else {
            return code::modules(address);
        };
        codes
            .entry(address.to_owned())
            .or_insert_with(|| code::modules(address))
            .clone()
    }
}

/// A copy whose feet do not stand on it yet.
struct SetCopy {
    pages: Pages,
    feet: Pages,
    /// Where the feet begin, below the top of the paper.
    limit: Abs,
}

impl SetCopy {
    fn whole(self) -> Pages {
        self.pages.under(self.feet)
    }
}

/// A struct of plain words and numbers always becomes JSON.
fn json(view: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(view).unwrap_or_default()
}
