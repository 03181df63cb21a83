//! Words, put together from the pieces in which the parser gives them, with their blanks.

use std::ops::Range;

use super::Reader;
use crate::model::block::{Inline, Words};
use crate::model::id::Id;
use crate::source::Located;

impl Reader<'_, '_> {
    /// Adds words; words that follow words become one, and `{id}` becomes a blank.
    pub(super) fn words(&mut self, text: &str, range: &Range<usize>, content: &mut Vec<Inline>) {
        // A mark of print has other bytes than what was typed, and holds nothing else.
        if text.len() != range.len() && !text.contains('{') {
            return self.push_words(text, range.clone());
        }
        let mut rest = text;
        let mut at = range.start;
        while let Some((before, name, after)) = split_blank(rest) {
            self.push_words(before, at..at + before.len());
            self.end_words(content);
            let start = at + before.len();
            let span = self.span(&(start..start + name.len() + 2));
            content.push(Inline::Blank(Located::new(name.into(), span)));
            at = start + name.len() + 2;
            rest = after;
        }
        self.push_words(rest, at..at + rest.len());
    }

    fn push_words(&mut self, text: &str, range: Range<usize>) {
        if text.is_empty() {
            return;
        }
        let span = self.span(&range);
        self.words_span = if self.words.is_empty() {
            span
        } else {
            self.words_span.to(span)
        };
        self.words.push_str(text);
    }

    /// Ends the words that were read: what follows is something else.
    pub(super) fn end_words(&mut self, content: &mut Vec<Inline>) {
        if !self.words.is_empty() {
            content.push(Inline::Text(Words {
                text: self.words.as_str().into(),
                span: self.words_span,
            }));
            self.words.clear();
        }
    }
}

/// The first `{id}` in a text: what stands before it, its id, what stands after.
fn split_blank(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(open) = text[from..].find('{') {
        let inside = from + open + 1;
        let close = inside + text[inside..].find(['{', '}'])?;
        let name = &text[inside..close];
        if text[close..].starts_with('}') && Id::new(name).is_ok() {
            return Some((&text[..inside - 1], name, &text[close + 1..]));
        }
        from = close;
    }
    None
}
