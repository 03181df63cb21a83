//! The crate's markup as a tree, for what the crate cannot say, and in the order that the standard wants: the crate writes
//! some properties before others that must stand in front of them (ISO/IEC 29500-1, annex A).

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element, with its text and markup as they were written.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    /// Its name, with the prefix.
    pub name: String,
    /// Its attributes, as written.
    pub attributes: String,
    /// What stands in it.
    pub parts: Vec<Part>,
}

/// A part of an element.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// An element.
    Element(Element),
    /// Text, with its escapes.
    Text(String),
}

/// The order of what stands in an element, where the crate has another.
const ORDERS: &[(&str, &[&str])] = &[
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:numPr",
            "w:pBdr",
            "w:tabs",
            "w:bidi",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
            "w:rPr",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:strike", "w:color", "w:sz", "w:szCs", "w:u",
            "w:lang",
        ],
    ),
    ("w:pBdr", &["w:top", "w:left", "w:bottom", "w:right"]),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:next",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
            "w:trPr",
            "w:tcPr",
        ],
    ),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblW",
            "w:jc",
            "w:tblInd",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblCellMar",
        ],
    ),
    (
        "w:sectPr",
        &[
            "w:footerReference",
            "w:pgSz",
            "w:pgMar",
            "w:cols",
            "w:docGrid",
        ],
    ),
];

impl Element {
    /// Reads a part of the file: its declaration, and its one element.
    ///
    /// # Errors
    ///
    /// When it is no XML.
    pub fn read(xml: &[u8]) -> Result<Self, quick_xml::Error> {
        let mut reader = Reader::from_reader(xml);
        let mut open: Vec<Element> = vec![Element::default()];
        loop {
            match reader.read_event()? {
                Event::Start(start) => open.push(Element::new(&start)),
                Event::Empty(start) => add(&mut open, Part::Element(Element::new(&start))),
                Event::End(_) => {
                    if let Some(element) = open.pop() {
                        add(&mut open, Part::Element(element));
                    }
                }
                Event::Text(text) => add(&mut open, Part::Text(text_of(&text))),
                Event::GeneralRef(name) => {
                    add(&mut open, Part::Text(format!("&{};", text_of(&name))))
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let root = open.pop().unwrap_or_default();
        let element = root.parts.into_iter().find_map(|part| match part {
            Part::Element(element) => Some(element),
            Part::Text(_) => None,
        });
        Ok(element.unwrap_or_default())
    }

    fn new(start: &BytesStart<'_>) -> Self {
        Self {
            name: text_of(start.name().as_ref()),
            attributes: text_of(start.attributes_raw()).trim().to_owned(),
            parts: Vec::new(),
        }
    }

    /// Puts everything in the order that the standard wants, and leaves out properties of text that say nothing.
    pub fn order(&mut self) {
        self.parts
            .retain(|part| !matches!(part, Part::Element(element) if element.says_nothing()));
        if let Some((_, order)) = ORDERS.iter().find(|(name, _)| *name == self.name) {
            let place = |part: &Part| match part {
                Part::Element(element) => order
                    .iter()
                    .position(|name| *name == element.name)
                    .unwrap_or(order.len()),
                Part::Text(_) => order.len(),
            };
            self.parts.sort_by_key(place);
        }
        for part in &mut self.parts {
            if let Part::Element(element) = part {
                element.order();
            }
        }
    }

    fn says_nothing(&self) -> bool {
        self.name == "w:rPr" && self.parts.is_empty()
    }

    /// Calls `change` for this element and for every one in it.
    pub fn each(&mut self, change: &mut impl FnMut(&mut Element)) {
        change(self);
        for part in &mut self.parts {
            if let Part::Element(element) = part {
                element.each(change);
            }
        }
    }

    /// The value of an attribute, as written.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let start = self.attributes.find(&format!("{name}=\""))? + name.len() + 2;
        self.attributes[start..].split('"').next()
    }

    /// Takes an attribute out.
    pub fn forget(&mut self, name: &str) {
        if let Some(value) = self.attribute(name) {
            let whole = format!("{name}=\"{value}\"");
            self.attributes = self.attributes.replace(&whole, "").trim().to_owned();
        }
    }

    /// The first element of a name that stands in this one.
    pub fn child(&mut self, name: &str) -> Option<&mut Element> {
        self.parts.iter_mut().find_map(|part| match part {
            Part::Element(element) if element.name == name => Some(element),
            _ => None,
        })
    }

    /// Adds an element of one name and no content.
    pub fn add(&mut self, name: &str, attributes: &str) {
        self.parts.push(Part::Element(Element {
            name: name.to_owned(),
            attributes: attributes.to_owned(),
            parts: Vec::new(),
        }));
    }

    /// The part of the file with this element in it.
    pub fn written(&self) -> Vec<u8> {
        let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>");
        self.write(&mut xml);
        xml.into_bytes()
    }

    fn write(&self, xml: &mut String) {
        xml.push('<');
        xml.push_str(&self.name);
        if !self.attributes.is_empty() {
            xml.push(' ');
            xml.push_str(&self.attributes);
        }
        if self.parts.is_empty() {
            xml.push_str("/>");
            return;
        }
        xml.push('>');
        for part in &self.parts {
            match part {
                Part::Element(element) => element.write(xml),
                Part::Text(text) => xml.push_str(text),
            }
        }
        xml.push_str("</");
        xml.push_str(&self.name);
        xml.push('>');
    }
}

fn add(open: &mut [Element], part: Part) {
    if let Some(element) = open.last_mut() {
        element.parts.push(part);
    }
}

fn text_of(text: &str) -> String {
    text.to_owned()
}
