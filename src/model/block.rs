//! The Markdown tree: parsed once, and what HTML, paper, documents and search are all made from.

use std::borrow::Cow;

use super::id::Id;
use crate::source::{Located, Span};

/// A piece of Markdown: a body, or a field that takes prose.
#[derive(Clone, Debug, PartialEq)]
pub struct Prose {
    /// Its blocks in order.
    pub blocks: Vec<Block>,
    /// Where it stands.
    pub span: Span,
}

/// A part of a page that stands on lines of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its words.
        content: Vec<Inline>,
        /// Where it stands.
        span: Span,
    },
    /// A list.
    List {
        /// The first number, for a numbered list.
        start: Option<u64>,
        /// Whether its items stand close together.
        tight: bool,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// Words set apart.
    Quote(Vec<Block>),
    /// A box that stands out: `> [!WARNING]`.
    Callout {
        /// How much it stands out.
        tone: Tone,
        /// What it says.
        blocks: Vec<Block>,
    },
    /// A table.
    Table {
        /// How each column is set.
        columns: Vec<Align>,
        /// The head row, a cell a column.
        head: Vec<Vec<Inline>>,
        /// The other rows.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// Text set as typed.
    Code(Box<str>),
    /// A line across.
    Rule,
    /// A footnote's text.
    Footnote {
        /// Its name in the Markdown.
        name: Box<str>,
        /// What it says.
        blocks: Vec<Block>,
    },
    /// Raw HTML, where `book.toml` allows it.
    Html(Box<str>),
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Words.
    Text(Words),
    /// Words as typed.
    Code(Box<str>),
    /// Stressed.
    Emphasis(Vec<Inline>),
    /// Strongly stressed.
    Strong(Vec<Inline>),
    /// No longer meant.
    Struck(Vec<Inline>),
    /// A link to an address, or to a place on the same page.
    Link {
        /// Where to.
        address: Located<Box<str>>,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A link to an entry: `[[id]]` or `[[id|own words]]`.
    Reference {
        /// The entry.
        id: Located<Id>,
        /// Own words; without them the entry's title stands.
        words: Option<Vec<Inline>>,
    },
    /// A link to a glossary term, put in at its first use on a page.
    Term {
        /// The term's entry.
        id: Id,
        /// The words as they stood.
        words: Box<str>,
    },
    /// Words of another language: `[palabras](lang:es)`.
    Foreign {
        /// The language, as a BCP 47 tag.
        language: Located<Box<str>>,
        /// The words.
        content: Vec<Inline>,
    },
    /// A blank of an agreement: `{id}`.
    Blank(Located<Box<str>>),
    /// A picture.
    Image {
        /// The file, relative to the one that shows it.
        address: Located<Box<str>>,
        /// What it shows, in words.
        text: Box<str>,
    },
    /// A mark that leads to a footnote.
    FootnoteMark(Located<Box<str>>),
    /// A new line within a paragraph.
    Break,
    /// Raw HTML, where `book.toml` allows it.
    Html(Box<str>),
}

/// Some words and where they start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub text: Box<str>,
    /// Where they stand. With escapes or folded lines between, places inside are near, not exact.
    pub span: Span,
}

/// How a column of a table is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the start of the line.
    Start,
    /// In the middle.
    Center,
    /// At the end.
    End,
}

/// How much a callout stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// By the way.
    Note,
    /// Makes it easier.
    Tip,
    /// Not to be missed.
    Important,
    /// May do harm.
    Warning,
    /// Danger.
    Caution,
}

impl Prose {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Its words without any marks, with one space between blocks. Where a reference has no words of its own, its id
    /// stands.
    pub fn plain(&self) -> String {
        self.plain_named(&|id| Some(id.as_str().to_owned().into()))
    }

    /// Its words without any marks; `named` says what stands for a reference that has no words of its own, and `None`
    /// that nothing does.
    pub fn plain_named(&self, named: &Namer<'_>) -> String {
        let mut text = String::new();
        plain_blocks(&self.blocks, named, &mut text);
        text
    }
}

/// Says what stands for a reference that has no words of its own; `None` if nothing does.
pub type Namer<'n> = dyn Fn(&Id) -> Option<Cow<'n, str>> + 'n;

/// Calls `see` for every inline in reading order, those inside others after the ones that hold them.
pub fn each_inline<'a>(blocks: &'a [Block], see: &mut impl FnMut(&'a Inline)) {
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Heading { content, .. } => inlines(content, see),
            Block::List { items, .. } => items.iter().for_each(|item| each_inline(item, see)),
            Block::Quote(blocks)
            | Block::Callout { blocks, .. }
            | Block::Footnote { blocks, .. } => {
                each_inline(blocks, see);
            }
            Block::Table { head, rows, .. } => {
                head.iter().for_each(|cell| inlines(cell, see));
                rows.iter().flatten().for_each(|cell| inlines(cell, see));
            }
            Block::Code(_) | Block::Rule | Block::Html(_) => {}
        }
    }
}

/// Calls `see` for every inline of a line, those inside others after the ones that hold them.
pub fn inlines<'a>(content: &'a [Inline], see: &mut impl FnMut(&'a Inline)) {
    for inline in content {
        see(inline);
        match inline {
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => {
                inlines(inner, see)
            }
            Inline::Link { content, .. } | Inline::Foreign { content, .. } => inlines(content, see),
            Inline::Reference {
                words: Some(words), ..
            } => inlines(words, see),
            _ => {}
        }
    }
}

/// Calls `change` with every line of running text in reading order; headings are no running text.
pub fn each_run_mut(blocks: &mut [Block], change: &mut impl FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        match block {
            Block::Paragraph(content) => change(content),
            Block::List { items, .. } => {
                items.iter_mut().for_each(|item| each_run_mut(item, change))
            }
            Block::Quote(blocks)
            | Block::Callout { blocks, .. }
            | Block::Footnote { blocks, .. } => {
                each_run_mut(blocks, change);
            }
            Block::Table { rows, .. } => rows.iter_mut().flatten().for_each(&mut *change),
            Block::Heading { .. } | Block::Code(_) | Block::Rule | Block::Html(_) => {}
        }
    }
}

/// The words of a line without any marks. Where a reference has no words of its own, its id stands.
pub fn plain_inlines(content: &[Inline], text: &mut String) {
    let mut see = |inline: &Inline| match inline {
        Inline::Reference { id, words: None } => text.push_str(id.value.as_str()),
        inline => push_words(inline, text),
    };
    inlines(content, &mut see);
}

/// The words that one inline adds to those of the inlines in it.
fn push_words(inline: &Inline, text: &mut String) {
    match inline {
        Inline::Text(words) => text.push_str(&words.text),
        Inline::Code(code) => text.push_str(code),
        Inline::Term { words, .. } => text.push_str(words),
        Inline::Blank(_) => text.push('…'),
        Inline::Break => text.push(' '),
        Inline::Image { text: words, .. } => text.push_str(words),
        _ => {}
    }
}

/// The words of a line without any marks; `named` says what stands for a reference that has no words of its own.
pub fn plain_named_line(content: &[Inline], named: &Namer<'_>) -> String {
    let mut text = String::new();
    push_line(content, named, &mut text);
    text
}

fn push_line(content: &[Inline], named: &Namer<'_>, text: &mut String) {
    let mut see = |inline: &Inline| match inline {
        Inline::Reference { id, words: None } => match named(&id.value) {
            Some(name) => text.push_str(&name),
            // The space before what leaves no word behind.
            None => text.truncate(text.trim_end().len()),
        },
        inline => push_words(inline, text),
    };
    inlines(content, &mut see);
}

fn plain_blocks(blocks: &[Block], named: &Namer<'_>, text: &mut String) {
    let line = |content: &[Inline], text: &mut String| {
        if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
        push_line(content, named, text);
    };
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Heading { content, .. } => line(content, text),
            Block::List { items, .. } => items
                .iter()
                .for_each(|item| plain_blocks(item, named, text)),
            Block::Quote(blocks)
            | Block::Callout { blocks, .. }
            | Block::Footnote { blocks, .. } => {
                plain_blocks(blocks, named, text);
            }
            Block::Table { head, rows, .. } => {
                for cell in head.iter().chain(rows.iter().flatten()) {
                    line(cell, text);
                }
            }
            Block::Code(code) => {
                text.push(' ');
                text.push_str(code);
            }
            Block::Rule | Block::Html(_) => {}
        }
    }
}
