//! Characters that no font of the theme can draw, with their places: Typst's own message has none.

use super::world::Press;
use crate::diagnostic::Diagnostic;
use crate::model::block::{Inline, Prose, each_inline};
use crate::model::entry::Entry;
use crate::model::field::{Field, Visitor};
use crate::model::value::Text;
use crate::source::Span;

/// Fields of an entry that stand on no sheet.
const NOT_PRINTED: &[&str] = &["summary", "tags", "reviewed_by"];

/// Every text of a sheet or a pack that holds a character without a glyph.
pub(super) fn check(press: &Press, entry: &Entry) -> Vec<Diagnostic> {
    let mut reader = Reader {
        press,
        sheet: entry.id.value.as_str(),
        diagnostics: Vec::new(),
    };
    entry.visit(&mut reader);
    reader.diagnostics
}

/// What is wrong with a text that stands on every sheet, such as the practice's name.
pub(super) fn check_text(press: &Press, text: &Text) -> Option<Diagnostic> {
    let missing = missing(press, &text.value);
    (!missing.is_empty()).then(|| diagnostic(&missing, text.span, "every sheet's footer"))
}

/// What is wrong with an answer that is to stand on a sheet.
pub(super) fn check_answer(press: &Press, text: &Text) -> Option<Diagnostic> {
    let missing = missing(press, &text.value);
    (!missing.is_empty()).then(|| {
        diagnostic(&missing, text.span, "this answer")
            .help("a Word file or a page of HTML takes its letters from the machine: end the file's name with .docx or .html")
    })
}

struct Reader<'p> {
    press: &'p Press,
    sheet: &'p str,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn words(&mut self, words: &str, span: Span) {
        let missing = missing(self.press, words);
        if !missing.is_empty() {
            self.diagnostics.push(diagnostic(
                &missing,
                span,
                &format!("the sheet `{}`", self.sheet),
            ));
        }
    }
}

impl<'a> Visitor<'a> for Reader<'_> {
    fn prose(&mut self, field: &'static Field, prose: &'a Prose) {
        if NOT_PRINTED.contains(&field.name) {
            return;
        }
        each_inline(&prose.blocks, &mut |inline| match inline {
            Inline::Text(words) => self.words(&words.text, words.span),
            Inline::Code(words) => self.words(words, prose.span),
            Inline::Term { words, .. } => self.words(words, prose.span),
            Inline::Image { address, text } => self.words(text, address.span),
            _ => {}
        });
    }

    fn text(&mut self, field: &'static Field, text: &'a Text) {
        if !NOT_PRINTED.contains(&field.name) {
            self.words(&text.value, text.span);
        }
    }
}

fn missing(press: &Press, words: &str) -> Vec<char> {
    let mut missing: Vec<char> = words
        .chars()
        .filter(|c| {
            !c.is_ascii()
                && !c.is_control()
                && !c.is_whitespace()
                && !is_ignorable(*c)
                && !press.draws(*c)
        })
        .collect();
    missing.sort_unstable();
    missing.dedup();
    missing
}

/// Characters that are never drawn by themselves: joiners, marks of direction, variation selectors (Unicode's
/// Default_Ignorable_Code_Point, as far as text holds them).
fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

fn diagnostic(missing: &[char], span: Span, sheet: &str) -> Diagnostic {
    let shown: Vec<String> = missing
        .iter()
        .take(8)
        .map(|c| format!("`{c}` (U+{:04X})", u32::from(*c)))
        .collect();
    let more = if missing.len() > shown.len() {
        " and others"
    } else {
        ""
    };
    let message = format!(
        "no font of the theme can draw {}{more}, so {sheet} cannot be printed",
        shown.join(", ")
    );
    Diagnostic::error("missing-glyph", span, message).help(
        "write it in other characters, or put a font that has them into `themes/NAME/print/fonts/`",
    )
}
