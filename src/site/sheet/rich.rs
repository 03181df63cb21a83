//! Prose as the templates walk it: a tree of plain words, in which nothing an author types can act as code.

use std::borrow::Cow;

use super::super::audience::{self, Audience};
use super::Maker;
use super::views::{RichBlock, RichInline};
use crate::model::block::{Block, Inline, Prose, Tone};
use crate::model::id::HELP;
use crate::model::kind::Data;

impl<'a> Maker<'a> {
    pub(super) fn prose(&mut self, prose: &'a Prose) -> Vec<RichBlock> {
        self.blocks(&prose.blocks)
    }

    pub(super) fn optional_prose(&mut self, prose: Option<&'a Prose>) -> Vec<RichBlock> {
        prose.map(|prose| self.prose(prose)).unwrap_or_default()
    }

    fn blocks(&mut self, blocks: &'a [Block]) -> Vec<RichBlock> {
        blocks
            .iter()
            .filter_map(|block| self.block(block))
            .collect()
    }

    fn block(&mut self, block: &'a Block) -> Option<RichBlock> {
        Some(match block {
            Block::Paragraph(content) => RichBlock::Paragraph {
                c: self.inlines(content),
            },
            Block::Heading { content, .. } => RichBlock::Heading {
                c: self.inlines(content),
            },
            Block::List { start, items, .. } => RichBlock::List {
                start: *start,
                items: items.iter().map(|item| self.blocks(item)).collect(),
            },
            Block::Quote(blocks) => RichBlock::Quote {
                b: self.blocks(blocks),
            },
            Block::Callout { tone, blocks } => RichBlock::Callout {
                title: self.strings.text(tone_key(*tone)).to_owned(),
                b: self.blocks(blocks),
            },
            Block::Table { head, rows, .. } => RichBlock::Table {
                head: head.iter().map(|cell| self.inlines(cell)).collect(),
                rows: rows
                    .iter()
                    .map(|row| row.iter().map(|cell| self.inlines(cell)).collect())
                    .collect(),
            },
            Block::Code(text) => RichBlock::Code {
                s: self.ready(text),
            },
            Block::Rule => RichBlock::Rule,
            Block::Footnote { name, blocks } => {
                let mut b = vec![RichBlock::Paragraph {
                    c: vec![RichInline::Mark {
                        s: name.to_string(),
                    }],
                }];
                b.extend(self.blocks(blocks));
                RichBlock::Quote { b }
            }
            Block::Html(_) => return None,
        })
    }

    fn inlines(&mut self, content: &'a [Inline]) -> Vec<RichInline> {
        let mut list = Vec::with_capacity(content.len());
        for (at, inline) in content.iter().enumerate() {
            match inline {
                // The full stop after a blank that takes the rest of the paragraph would stand alone below it.
                Inline::Text(_)
                    if matches!(list.last(), Some(RichInline::Blank { wide: true, .. })) => {}
                Inline::Blank(name) => {
                    let wide = self.is_wide(inline, &content[at + 1..]);
                    list.extend(self.blank(&name.value, wide));
                }
                inline => self.inline(inline, &mut list),
            }
        }
        list
    }

    fn inline(&mut self, inline: &'a Inline, list: &mut Vec<RichInline>) {
        match inline {
            Inline::Text(words) => list.push(self.text(&words.text)),
            Inline::Code(code) => list.push(RichInline::Code {
                s: self.ready(code),
            }),
            Inline::Emphasis(inner) | Inline::Strong(inner) => list.push(RichInline::Strong {
                c: self.inlines(inner),
            }),
            Inline::Struck(inner) => list.push(RichInline::Struck {
                c: self.inlines(inner),
            }),
            Inline::Link { address, content } => {
                list.extend(self.inlines(content));
                // On paper an address must stand in words; one that is its own text stands there already.
                let shown = address
                    .value
                    .trim_start_matches("mailto:")
                    .trim_start_matches("tel:");
                let mut words = String::new();
                crate::model::block::plain_inlines(content, &mut words);
                if !shown.starts_with('#') && words.trim() != shown {
                    list.push(self.text(&format!(" ({shown})")));
                }
            }
            Inline::Foreign { language, content } => list.push(RichInline::Foreign {
                language: language.value.to_string(),
                c: self.inlines(content),
            }),
            Inline::Reference { id, words } => match words {
                Some(words) => list.extend(self.inlines(words)),
                None => match self.reference(id.value.as_str()) {
                    Some(words) => list.push(self.text(&words)),
                    None => close_up(list),
                },
            },
            Inline::Term { words, .. } => list.push(self.text(words)),
            Inline::Image { text: words, .. } => list.push(self.text(&format!("[{words}]"))),
            Inline::FootnoteMark(name) => list.push(RichInline::Mark {
                s: name.value.to_string(),
            }),
            Inline::Break => list.push(RichInline::Break),
            Inline::Blank(_) | Inline::Html(_) => {}
        }
    }

    /// What stands for a reference on paper: the entry's title, a claim's source, and on what two people share nothing
    /// that is for one of them alone. `None` for what leads to a draft, or nowhere.
    fn reference(&self, id: &str) -> Option<String> {
        let Some(entry) = self.plan.book.get(id) else {
            return (id == HELP).then(|| self.strings.text("print.help_page").to_owned());
        };
        if let Data::Claim(claim) = &entry.data {
            let source = claim
                .source
                .as_ref()
                .and_then(|source| self.plan.book.get(source.id.value.as_str()));
            return Some(match source.map(|source| (&source.data, source)) {
                Some((Data::Source(work), source)) => {
                    let year = work
                        .year
                        .as_ref()
                        .map(|year| format!(", {}", year.value))
                        .unwrap_or_default();
                    let first = work
                        .authors
                        .value
                        .split([',', ';'])
                        .next()
                        .unwrap_or(&source.title.value);
                    format!("({}{year})", first.trim())
                }
                _ => self.strings.text("print.no_source").to_owned(),
            });
        }
        if self.neutral && audience::of(entry, self.plan.book) != Audience::Everyone {
            return Some(self.strings.text("print.help_page").to_owned());
        }
        Some(entry.title.value.to_string())
    }

    /// The words of a piece of prose without any marks, for names that programs read out.
    pub(super) fn plain(&self, prose: &Prose) -> String {
        prose.plain_named(&|id| self.reference(id.as_str()).map(Cow::Owned))
    }

    fn text(&self, words: &str) -> RichInline {
        RichInline::Text {
            s: self.ready(words),
        }
    }

    /// Whether a blank is the last of its paragraph but for a full stop, so that it may take the rest of it. An answer needs
    /// that only if it has lines of its own.
    fn is_wide(&self, inline: &Inline, rest: &[Inline]) -> bool {
        let Inline::Blank(name) = inline else {
            return false;
        };
        let answer = self.slots.answer(&name.value);
        if !answer.is_empty() && !answer.contains('\n') {
            return false;
        }
        match rest {
            [] => true,
            [Inline::Text(words)] => matches!(words.text.trim(), "" | "."),
            _ => false,
        }
    }
}

/// Takes away the space before what leaves no word behind.
fn close_up(list: &mut [RichInline]) {
    if let Some(RichInline::Text { s }) = list.last_mut() {
        s.truncate(s.trim_end().len());
    }
}

fn tone_key(tone: Tone) -> &'static str {
    match tone {
        Tone::Note => "callout.note",
        Tone::Tip => "callout.tip",
        Tone::Important => "callout.important",
        Tone::Warning => "callout.warning",
        Tone::Caution => "callout.caution",
    }
}
