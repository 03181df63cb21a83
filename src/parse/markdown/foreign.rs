//! Words of another language: a link whose address is the tag of a language, `[palabras](lang:es)`.

use std::ops::Range;

use super::Reader;
use crate::diagnostic::Diagnostic;
use crate::model::block::Inline;
use crate::model::language;
use crate::source::Located;

/// What stands before the tag of a language in the place of an address.
pub(super) const LANGUAGE: &str = "lang:";

impl Reader<'_, '_> {
    /// Words of the language that an address names; where there is no such language, the words alone.
    pub(super) fn foreign(
        &mut self,
        address: &str,
        words: Vec<Inline>,
        range: &Range<usize>,
        content: &mut Vec<Inline>,
    ) {
        let written = address.trim_start_matches(LANGUAGE);
        let span = self.span(range);
        let meant = match language::tag(written) {
            Ok(tag) => {
                return content.push(Inline::Foreign {
                    language: Located::new(tag.into(), span),
                    content: words,
                });
            }
            Err(meant) => meant,
        };
        let message = format!("`{written}` is no tag of a language");
        let help = match meant {
            Some(meant) => format!("did you mean `lang:{meant}`?"),
            None => "a tag is as `es` or `pt-BR`: [palabras](lang:es)".to_owned(),
        };
        self.diagnostics
            .push(Diagnostic::error("language-tag", span, message).help(help));
        content.extend(words);
    }
}
