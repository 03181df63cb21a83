//! Places to fill in: what Word calls content controls (ISO/IEC 29500-1, 17.5.2). The crate knows controls by their title
//! alone; what sort each is, its name and its number are put in when the document is finished.

use docx_rs::{Paragraph, Run, RunFonts, StructuredDataTag};

use super::styles;
use super::writer::text;

/// Word takes no longer titles and names.
const LONGEST: usize = 64;

/// The font that has boxes to tick, in Word and elsewhere.
const TICKS: &str = "Segoe UI Symbol";

/// The title that stands in for a control's own while the document is made.
pub(super) const MARK: &str = "mendbook-control-";

/// What can be done at a place.
#[derive(Clone, Debug)]
enum Sort {
    /// Typing.
    Text { lines: bool },
    /// Writing several lines.
    Lines,
    /// Ticking.
    Tick { ticked: bool },
    /// Choosing one of several.
    Choice { choices: Vec<String> },
}

/// One place to fill in.
#[derive(Clone, Debug)]
struct Control {
    sort: Sort,
    title: String,
    name: String,
    /// Whether nothing was filled in yet.
    empty: bool,
}

/// Every place of a document, by its number.
#[derive(Clone, Debug, Default)]
pub(super) struct Controls {
    list: Vec<Control>,
}

impl Controls {
    /// A place to type, with the answer or with what stands there until something is typed.
    pub fn text(
        &mut self,
        (title, name): (&str, &str),
        answer: &str,
        stand_in: Run,
        many: bool,
    ) -> StructuredDataTag {
        let run = if answer.is_empty() {
            stand_in
        } else if many {
            text(answer)
        } else {
            text(answer).underline("single")
        };
        let sort = Sort::Text { lines: many };
        self.add(sort, title, name, answer.is_empty(), run)
    }

    /// A box to tick.
    pub fn tick(&mut self, (title, name): (&str, &str), ticked: bool) -> StructuredDataTag {
        let fonts = RunFonts::new()
            .ascii(TICKS)
            .hi_ansi(TICKS)
            .east_asia(TICKS)
            .cs(TICKS);
        let run = text(if ticked { "\u{2612}" } else { "\u{2610}" }).fonts(fonts);
        self.add(Sort::Tick { ticked }, title, name, false, run)
    }

    /// One of several choices. All of them stand there until one is chosen, so that they are there on paper too.
    pub fn choice(
        &mut self,
        (title, name): (&str, &str),
        choices: Vec<String>,
    ) -> StructuredDataTag {
        let run = text(&choices.join(" / ")).style(styles::OPEN);
        self.add(Sort::Choice { choices }, title, name, true, run)
    }

    fn add(
        &mut self,
        sort: Sort,
        title: &str,
        name: &str,
        empty: bool,
        run: Run,
    ) -> StructuredDataTag {
        self.named(sort, title, name, empty).add_run(run)
    }

    /// A place to write several lines, which stand there until something is written. Each line is a paragraph: within one,
    /// LibreOffice puts line breaks where they do not belong.
    pub fn lines(
        &mut self,
        (title, name): (&str, &str),
        line: &Paragraph,
        rows: u32,
    ) -> StructuredDataTag {
        let control = self.named(Sort::Lines, title, name, true);
        (0..rows).fold(control, |control, _| control.add_paragraph(line.clone()))
    }

    fn named(&mut self, sort: Sort, title: &str, name: &str, empty: bool) -> StructuredDataTag {
        let mark = format!("{MARK}{}", self.list.len());
        self.list.push(Control {
            sort,
            title: cut(title),
            name: cut(name),
            empty,
        });
        StructuredDataTag::new().alias(mark)
    }

    /// The properties of a control as XML; empty for a number that no control has.
    pub fn xml(&self, number: usize) -> String {
        let Some(control) = self.list.get(number) else {
            return String::new();
        };
        let mut xml = format!(
            "<w:alias w:val=\"{}\" /><w:tag w:val=\"{}\" /><w:id w:val=\"{}\" />",
            escaped(&control.title),
            escaped(&control.name),
            number + 1
        );
        if control.empty {
            xml.push_str("<w:showingPlcHdr />");
        }
        match &control.sort {
            Sort::Text { lines: true } => xml.push_str("<w:text w:multiLine=\"1\" />"),
            Sort::Text { lines: false } => xml.push_str("<w:text />"),
            Sort::Lines => xml.push_str("<w:richText />"),
            Sort::Tick { ticked } => {
                let checked = u8::from(*ticked);
                xml.push_str(&format!(
                    "<w14:checkbox><w14:checked w14:val=\"{checked}\" /><w14:checkedState w14:val=\"2612\" w14:font=\"{TICKS}\" />\
                     <w14:uncheckedState w14:val=\"2610\" w14:font=\"{TICKS}\" /></w14:checkbox>"
                ));
            }
            Sort::Choice { choices } => {
                xml.push_str("<w:dropDownList>");
                let mut seen: Vec<&str> = Vec::new();
                for choice in choices {
                    // Two items of one value make Word call the file damaged.
                    if !seen.contains(&choice.as_str()) {
                        seen.push(choice);
                        let choice = escaped(choice);
                        xml.push_str(&format!(
                            "<w:listItem w:displayText=\"{choice}\" w:value=\"{choice}\" />"
                        ));
                    }
                }
                xml.push_str("</w:dropDownList>");
            }
        }
        xml
    }
}

/// A title or a name, no longer than Word takes.
fn cut(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.encode_utf16().count() <= LONGEST {
        return words;
    }
    let mut short = String::new();
    for c in words.chars() {
        if short.encode_utf16().count() + c.len_utf16() >= LONGEST {
            break;
        }
        short.push(c);
    }
    format!("{}…", short.trim_end())
}

/// A text within an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
