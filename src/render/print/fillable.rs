//! Fields that can be typed into. Typst has none: the templates mark each place with a link to `field:N`, so that Typst
//! writes its rectangle, its page and its part of the structure; here each such link becomes a field of a form
//! (ISO 32000-1, 12.7), in reading order.
//!
//! The file keeps its tags. Nobody has validated it as PDF/UA, so it does not claim to be.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary, text_string};
use typst::text::Font;

use crate::model::answers::part;
use crate::site::sheet::{Entered as Entry, Slot};

/// The name by which the fields know their font.
const FONT: &str = "Form";

/// The size of what is typed, in points.
const SIZE: u32 = 12;

/// Flags of fields (ISO 32000-1, tables 226 and 228): several lines; circles, those of one value going together.
const MULTILINE: i64 = 1 << 12;
const RADIO: i64 = 1 << 15;
const IN_UNISON: i64 = 1 << 25;

/// The flag of a widget that is printed (table 165).
const PRINTED: i64 = 4;

/// The longest name that every reader of PDF takes (ISO 32000-1, annex C), in bytes.
const LONGEST_NAME: usize = 127;

/// One place on a page.
struct Widget<'a> {
    slot: &'a Slot,
    id: ObjectId,
    page: ObjectId,
}

/// What the circles of a group are called in what a program reads from the form: as the sheet words them, where names of a
/// PDF may be so; else by their numbers. Circles of one tip are one choice, at several places.
fn values(group: &[&Widget<'_>]) -> Vec<String> {
    let mut choices: Vec<&Slot> = Vec::new();
    for widget in group {
        if !choices.iter().any(|slot| slot.tip == widget.slot.tip) {
            choices.push(widget.slot);
        }
    }
    let named = choices.iter().enumerate().all(|(at, slot)| {
        let option = slot.option.as_str();
        let fits = (1..=LONGEST_NAME).contains(&option.len()) && option != "Off";
        let plain = option
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b" ,.-".contains(&byte));
        fits && plain && !choices[..at].iter().any(|other| other.option == option)
    });
    let value = |slot: &Slot| {
        let at = choices.iter().position(|choice| choice.tip == slot.tip);
        match at {
            Some(at) if !named => (at + 1).to_string(),
            _ => slot.option.clone(),
        }
    };
    group.iter().map(|widget| value(widget.slot)).collect()
}

/// Turns the marked links of a PDF into fields.
///
/// # Errors
///
/// When the PDF cannot be read or written again: a fault of ours, not of the author's.
pub(super) fn with_fields(
    pdf: &[u8],
    slots: &[Slot],
    font: Option<&Font>,
) -> Result<Vec<u8>, String> {
    let fault = |error: lopdf::Error| format!("the fields could not be put in: {error}");
    let mut document = Document::load_mem(pdf).map_err(fault)?;
    let widgets = find(&document, slots);
    if widgets.is_empty() {
        return Ok(pdf.to_vec());
    }
    let mut form = Form {
        fields: Vec::new(),
        font: font.map(|font| embed(&mut document, font)),
        document: &mut document,
    };
    form.build(&widgets).map_err(fault)?;
    let mut bytes = Vec::new();
    document
        .save_modern(&mut bytes)
        .map_err(|error| format!("the fields could not be put in: {error}"))?;
    Ok(bytes)
}

/// Every marked link, in the order of pages and of places on them.
fn find<'a>(document: &Document, slots: &'a [Slot]) -> Vec<Widget<'a>> {
    let mut widgets = Vec::new();
    for page in document.get_pages().into_values() {
        let annotations = document
            .get_dictionary(page)
            .and_then(|page| page.get_deref(b"Annots", document));
        let Ok(Object::Array(annotations)) = annotations else {
            continue;
        };
        for annotation in annotations {
            let Ok(id) = annotation.as_reference() else {
                continue;
            };
            if let Some(slot) = marked(document, id).and_then(|n| slots.get(n)) {
                widgets.push(Widget { slot, id, page });
            }
        }
    }
    widgets
}

/// The number in a link to `field:N`.
fn marked(document: &Document, annotation: ObjectId) -> Option<usize> {
    let action = document
        .get_dictionary(annotation)
        .ok()?
        .get_deref(b"A", document)
        .ok()?
        .as_dict()
        .ok()?;
    let address = action.get(b"URI").ok()?.as_str().ok()?;
    std::str::from_utf8(address)
        .ok()?
        .strip_prefix("field:")?
        .parse()
        .ok()
}

struct Form<'d> {
    document: &'d mut Document,
    fields: Vec<Object>,
    font: Option<ObjectId>,
}

impl Form<'_> {
    fn build(&mut self, widgets: &[Widget<'_>]) -> Result<(), lopdf::Error> {
        let mut done = BTreeSet::new();
        for widget in widgets {
            let slot = widget.slot;
            let same = |other: &&Widget<'_>| match slot.entry {
                Entry::Tick => other.slot.name == slot.name && other.slot.tip == slot.tip,
                _ => other.slot.name == slot.name,
            };
            let group: Vec<&Widget<'_>> = widgets.iter().filter(same).collect();
            let name = match slot.entry {
                Entry::Tick => part(&slot.name, number(widgets, slot)),
                _ => slot.name.clone(),
            };
            if done.insert(name.clone()) {
                self.field(&name, &group)?;
            }
        }
        for widget in widgets {
            let page = self.document.get_object_mut(widget.page)?.as_dict_mut()?;
            page.set("Tabs", Object::Name(b"S".to_vec()));
        }
        self.tag(widgets);
        let mut form =
            dictionary! { "Fields" => std::mem::take(&mut self.fields), "DA" => appearance_text() };
        if let Some(font) = self.font {
            form.set("DR", dictionary! { "Font" => dictionary! { FONT => font } });
        }
        let form = self.document.add_object(form);
        let catalog = self.document.catalog_mut()?;
        catalog.set("AcroForm", form);
        // The window is named after the sheet, not after the file; Typst says so in PDF/UA alone.
        catalog.set(
            "ViewerPreferences",
            dictionary! { "DisplayDocTitle" => true },
        );
        Ok(())
    }

    /// One field, at one place or at several that show the same.
    fn field(&mut self, name: &str, group: &[&Widget<'_>]) -> Result<(), lopdf::Error> {
        let Some(first) = group.first() else {
            return Ok(());
        };
        let slot = first.slot;
        let mut field = dictionary! { "T" => text_string(name) };
        match slot.entry {
            Entry::Line | Entry::Area => {
                field.set("FT", "Tx");
                field.set("DA", appearance_text());
                if slot.entry == Entry::Area {
                    field.set("Ff", MULTILINE);
                }
            }
            Entry::Tick => {
                field.set("FT", "Btn");
                field.set("V", "Off");
            }
            Entry::Pick => {
                field.set("FT", "Btn");
                field.set("V", "Off");
                field.set("Ff", RADIO | IN_UNISON);
            }
        }
        let alone = group.len() == 1 && slot.entry != Entry::Pick;
        if alone {
            field.set("TU", text_string(&slot.tip));
            let widget = self.widget(first, "")?;
            self.rewrite(first, field, widget)?;
            self.fields.push(Object::Reference(first.id));
            return Ok(());
        }
        field.set("TU", text_string(group_tip(group)));
        field.set(
            "Kids",
            group
                .iter()
                .map(|widget| Object::Reference(widget.id))
                .collect::<Vec<_>>(),
        );
        let parent = self.document.add_object(field);
        for (widget, value) in group.iter().zip(values(group)) {
            let own = dictionary! { "Parent" => parent, "TU" => text_string(&widget.slot.tip) };
            let look = self.widget(widget, &value)?;
            self.rewrite(widget, own, look)?;
        }
        self.fields.push(Object::Reference(parent));
        Ok(())
    }

    /// What a widget has beside its field; `value` tells the circles of a group apart.
    fn widget(&mut self, widget: &Widget<'_>, value: &str) -> Result<Dictionary, lopdf::Error> {
        let rectangle = self
            .document
            .get_dictionary(widget.id)?
            .get(b"Rect")?
            .as_array()?
            .clone();
        let at = |index: usize| {
            rectangle
                .get(index)
                .and_then(|value| value.as_float().ok())
                .unwrap_or_default()
        };
        let (width, height) = ((at(2) - at(0)).abs(), (at(3) - at(1)).abs());
        let mut look = dictionary! {
            "Type" => "Annot",
            "Subtype" => "Widget",
            "Rect" => rectangle.clone(),
            "F" => PRINTED,
            "P" => widget.page,
        };
        let marks = match widget.slot.entry {
            Entry::Line | Entry::Area => {
                let empty = self.stream(width, height, "/Tx BMC EMC");
                look.set("AP", dictionary! { "N" => empty });
                return Ok(look);
            }
            Entry::Tick => check(width, height),
            Entry::Pick => dot(width, height),
        };
        let value = if widget.slot.entry == Entry::Tick {
            "Yes"
        } else {
            value
        };
        let on = self.stream(width, height, &marks);
        let off = self.stream(width, height, "");
        look.set("AS", "Off");
        look.set(
            "AP",
            dictionary! { "N" => dictionary! { value => on, "Off" => off } },
        );
        Ok(look)
    }

    fn stream(&mut self, width: f32, height: f32, content: &str) -> ObjectId {
        let dictionary = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => vec![0.into(), 0.into(), Object::Real(width), Object::Real(height)],
            "Resources" => dictionary! {},
        };
        self.document
            .add_object(Stream::new(dictionary, content.as_bytes().to_vec()))
    }

    /// Puts a field and its look in the place of a link, which keeps its number and its place in the structure.
    fn rewrite(
        &mut self,
        widget: &Widget<'_>,
        field: Dictionary,
        look: Dictionary,
    ) -> Result<(), lopdf::Error> {
        let link = self.document.get_object_mut(widget.id)?.as_dict_mut()?;
        let parent = link.get(b"StructParent").ok().cloned();
        let mut whole = look;
        whole.extend(&field);
        if let Some(parent) = parent {
            whole.set("StructParent", parent);
        }
        *link = whole;
        Ok(())
    }

    /// Names the parts of the structure that hold a field `Form`; Typst called them `Link`.
    fn tag(&mut self, widgets: &[Widget<'_>]) {
        let ids: Vec<ObjectId> = widgets.iter().map(|widget| widget.id).collect();
        for object in self.document.objects.values_mut() {
            let Ok(element) = object.as_dict_mut() else {
                continue;
            };
            if element
                .get(b"S")
                .and_then(Object::as_name)
                .is_ok_and(|name| name == b"Link")
                && holds(element, &ids)
            {
                element.set("S", "Form");
            }
        }
    }
}

/// Whether a part of the structure refers to one of these annotations.
fn holds(element: &Dictionary, ids: &[ObjectId]) -> bool {
    let refers = |kid: &Object| {
        let annotation = kid
            .as_dict()
            .and_then(|kid| kid.get(b"Obj"))
            .and_then(Object::as_reference);
        annotation.is_ok_and(|annotation| ids.contains(&annotation))
    };
    match element.get(b"K") {
        Ok(Object::Array(kids)) => kids.iter().any(refers),
        Ok(kid) => refers(kid),
        Err(_) => false,
    }
}

/// The number of a box among those of its list: boxes have names of their own, `ID-1`, `ID-2`.
fn number(widgets: &[Widget<'_>], slot: &Slot) -> usize {
    let mut tips: Vec<&str> = Vec::new();
    for widget in widgets
        .iter()
        .filter(|widget| widget.slot.name == slot.name)
    {
        if !tips.contains(&widget.slot.tip.as_str()) {
            tips.push(&widget.slot.tip);
        }
    }
    tips.iter()
        .position(|tip| *tip == slot.tip)
        .map_or(1, |at| at + 1)
}

/// What a group of circles is called: what their own names have in common, which is the label.
fn group_tip<'a>(group: &[&Widget<'a>]) -> &'a str {
    let first = group.first().map_or("", |widget| widget.slot.tip.as_str());
    if group
        .first()
        .is_some_and(|widget| widget.slot.entry != Entry::Pick)
    {
        return first;
    }
    first.rsplit_once(": ").map_or(first, |(label, _)| label)
}

fn appearance_text() -> Object {
    Object::string_literal(format!("/{FONT} {SIZE} Tf 0 g"))
}

/// A tick, drawn: no font of symbols is needed.
fn check(width: f32, height: f32) -> String {
    let at = |x: f32, y: f32| format!("{:.2} {:.2}", width * x, height * y);
    format!(
        "q 1.6 w 0 G {} m {} l {} l S Q",
        at(0.2, 0.45),
        at(0.42, 0.2),
        at(0.82, 0.8)
    )
}

/// A dot in the middle of a circle, of four Bézier curves.
fn dot(width: f32, height: f32) -> String {
    let (x, y) = (width / 2.0, height / 2.0);
    let r = width.min(height) * 0.26;
    let k = r * 0.5523;
    format!(
        "q 0 g {:.2} {y:.2} m {:.2} {:.2} {:.2} {:.2} {x:.2} {:.2} c {:.2} {:.2} {:.2} {:.2} {:.2} {y:.2} c \
         {:.2} {:.2} {:.2} {:.2} {x:.2} {:.2} c {:.2} {:.2} {:.2} {:.2} {:.2} {y:.2} c f Q",
        x + r,
        x + r,
        y + k,
        x + k,
        y + r,
        y + r,
        x - k,
        y + r,
        x - r,
        y + k,
        x - r,
        x - r,
        y - k,
        x - k,
        y - r,
        y - r,
        x + k,
        y - r,
        x + r,
        y - k,
        x + r,
    )
}

/// Embeds a whole font for what people type, in Windows' Western encoding.
fn embed(document: &mut Document, font: &Font) -> ObjectId {
    let data = font.data().as_slice();
    let name = font.post_script_name().unwrap_or_else(|| "Form".to_owned());
    let mut file = Stream::new(
        dictionary! { "Length1" => i64::try_from(data.len()).unwrap_or_default() },
        data.to_vec(),
    );
    // Left as it is where it cannot be made smaller.
    let _ = file.compress();
    let file = document.add_object(file);
    let mut descriptor = dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name.as_str(),
        "Flags" => 32,
        "ItalicAngle" => 0,
        "StemV" => 80,
        "FontFile2" => file,
    };
    let mut widths = Vec::new();
    if let Ok(face) = ttf_parser::Face::parse(data, font.index()) {
        let scale = 1000.0 / f32::from(face.units_per_em().max(1));
        let scaled = |units: i16| Object::Real((f32::from(units) * scale).round());
        let bounds = face.global_bounding_box();
        descriptor.set(
            "FontBBox",
            vec![
                scaled(bounds.x_min),
                scaled(bounds.y_min),
                scaled(bounds.x_max),
                scaled(bounds.y_max),
            ],
        );
        descriptor.set("Ascent", scaled(face.ascender()));
        descriptor.set("Descent", scaled(face.descender()));
        descriptor.set(
            "CapHeight",
            scaled(face.capital_height().unwrap_or(face.ascender())),
        );
        widths.extend((32..=255).map(|code| {
            let glyph = face
                .glyph_index(western(code))
                .and_then(|glyph| face.glyph_hor_advance(glyph));
            Object::Real((f32::from(glyph.unwrap_or_default()) * scale).round())
        }));
    }
    let descriptor = document.add_object(descriptor);
    document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "TrueType",
        "BaseFont" => name.as_str(),
        "FirstChar" => 32,
        "LastChar" => 255,
        "Widths" => widths,
        "Encoding" => "WinAnsiEncoding",
        "FontDescriptor" => descriptor,
    })
}

/// The character of a code in Windows' Western encoding (code page 1252).
fn western(code: u8) -> char {
    const FROM_128: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match code {
        128..=159 => FROM_128.chars().nth(usize::from(code) - 128).unwrap_or(' '),
        code => char::from(code),
    }
}
