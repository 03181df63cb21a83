//! From the block tree to HTML.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;

use super::sheet_views::USE;
use super::views::TocItem;
use crate::model::block::{Align, Block, Inline, Prose, Tone};
use crate::model::entry::Entry;
use crate::model::id::{Id, slug};
use crate::model::kind::Data;
use crate::model::language;
use crate::site::Plan;
use crate::site::places::is_fixed;
use crate::source::Sources;
use crate::theme::Strings;

/// Writes prose for one page, and remembers what may stand on it only once.
pub(super) struct Writer<'a> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) strings: &'a Strings,
    /// The page's path.
    pub(super) page: &'a str,
    /// Whether links to entries lead to their places on this page: the whole guide.
    pub(super) whole: bool,
    /// How many levels headings are set lower than written.
    shift: u8,
    /// What anchors start with, where several entries share a page.
    pub(super) prefix: String,
    /// The entry that is written, if it is one.
    pub(super) entry: Option<&'a Entry>,
    /// The file that the prose stands in, for the paths of pictures.
    pub(super) source_path: &'a str,
    pub(super) terms: HashSet<Id>,
    /// Every anchor so far, with how many headings of its words there are.
    anchors: HashMap<String, usize>,
    toc: Vec<TocItem>,
    /// The marks of the piece of prose that is written, in order.
    footnotes: Vec<String>,
    /// How many notes stand on the page already, below other pieces of prose.
    notes_before: usize,
    /// What stands for each blank of the agreement that is written.
    blanks: BTreeMap<String, String>,
    /// How many blanks were written.
    blank_uses: usize,
}

impl<'a> Writer<'a> {
    /// A writer for a page that shows one entry.
    pub(super) fn new(plan: &'a Plan<'a>, strings: &'a Strings, page: &'a str) -> Self {
        Self {
            plan,
            strings,
            page,
            whole: false,
            shift: 0,
            prefix: String::new(),
            entry: None,
            source_path: "",
            terms: HashSet::new(),
            anchors: HashMap::new(),
            toc: Vec::new(),
            footnotes: Vec::new(),
            notes_before: 0,
            blanks: BTreeMap::new(),
            blank_uses: 0,
        }
    }

    /// A writer for the whole guide on one page.
    pub(super) fn whole(mut self) -> Self {
        self.whole = true;
        self
    }

    /// Turns to an entry. Where several share the page, its anchors start with its id and its headings are set lower.
    pub(super) fn turn_to(&mut self, entry: &'a Entry, sources: &'a Sources, shared: bool) {
        self.entry = Some(entry);
        self.source_path = sources.path(entry.span.file);
        self.prefix = if shared {
            format!("{}_", self.plan.anchor(entry))
        } else {
            String::new()
        };
        self.shift = u8::from(shared);
    }

    /// Says what to write for each blank, by its id.
    pub(super) fn set_blanks(&mut self, blanks: BTreeMap<String, String>) {
        self.blanks = blanks;
    }

    /// What the ids of an agreement's blanks start with: nothing where it is alone on its page.
    pub(super) fn blank_prefix(&self) -> String {
        match self.prefix.as_str() {
            "" => String::new(),
            prefix => format!("{prefix}blank_"),
        }
    }

    /// The page that is written.
    pub(super) fn page(&self) -> &'a str {
        self.page
    }

    /// The headings seen so far, for "on this page".
    pub(super) fn take_toc(&mut self) -> Vec<TocItem> {
        std::mem::take(&mut self.toc)
    }

    /// Prose as HTML blocks.
    pub(super) fn prose(&mut self, prose: &Prose) -> String {
        // Marks make HTML a little longer than the Markdown that it comes from.
        let written = prose.span.range().len();
        let mut html = String::with_capacity(written + written / 4 + 64);
        self.footnotes.clear();
        self.blocks(&prose.blocks, &mut html);
        self.notes(&prose.blocks, &mut html);
        html
    }

    /// Prose as HTML blocks, cut before each main heading: what stands before the first of them comes first, and may be
    /// empty.
    pub(super) fn sections(&mut self, prose: &Prose) -> Vec<String> {
        self.footnotes.clear();
        let main = |block: &Block| matches!(block, Block::Heading { level, .. } if *level <= 2);
        let mut sections = vec![String::new()];
        for block in &prose.blocks {
            if main(block) {
                sections.push(String::new());
            }
            if let Some(section) = sections.last_mut() {
                self.block(block, section);
            }
        }
        if let Some(last) = sections.last_mut() {
            self.notes(&prose.blocks, last);
        }
        sections
    }

    /// Prose within a line: one paragraph loses its tags, more keep them.
    pub(super) fn inline(&mut self, prose: &Prose) -> String {
        match prose.blocks.as_slice() {
            [Block::Paragraph(content)] => {
                let mut html = String::new();
                self.line(content, &mut html);
                html
            }
            _ => self.prose(prose),
        }
    }

    fn blocks(&mut self, blocks: &[Block], html: &mut String) {
        for block in blocks {
            self.block(block, html);
        }
    }

    fn block(&mut self, block: &Block, html: &mut String) {
        match block {
            Block::Paragraph(content) => {
                html.push_str("<p>");
                self.line(content, html);
                html.push_str("</p>\n");
            }
            Block::Heading { level, content, .. } => self.heading(*level, content, html),
            Block::List {
                start,
                tight,
                items,
            } => self.list(*start, *tight, items, html),
            Block::Quote(blocks) => {
                html.push_str("<blockquote>\n");
                self.blocks(blocks, html);
                html.push_str("</blockquote>\n");
            }
            Block::Callout { tone, blocks } => {
                let name = tone_name(*tone);
                let key = format!("callout.{name}");
                let _ = write!(
                    html,
                    "<div class=\"callout callout-{name}\" role=\"note\">\n<p class=\"label\">"
                );
                escape(self.strings.text(&key), html);
                html.push_str("</p>\n");
                self.blocks(blocks, html);
                html.push_str("</div>\n");
            }
            Block::Table {
                columns,
                head,
                rows,
            } => self.table(columns, head, rows, html),
            Block::Code(code) => {
                html.push_str("<pre><code>");
                escape(code, html);
                html.push_str("</code></pre>\n");
            }
            Block::Rule => html.push_str("<hr>\n"),
            // Footnotes stand together below the prose.
            Block::Footnote { .. } => {}
            Block::Html(raw) => {
                html.push_str(raw);
                html.push('\n');
            }
        }
    }

    fn heading(&mut self, level: u8, content: &[Inline], html: &mut String) {
        let help = self.strings.text("collection.help");
        let title = self.plan.line_words(content, help);
        let anchor = self.anchor(&title);
        let level = (level + self.shift).clamp(2, 6);
        let _ = write!(html, "<h{level} id=\"{anchor}\">");
        self.line(content, html);
        let _ = writeln!(html, "</h{level}>");
        // On a page that several entries share, the entries are its contents.
        if self.prefix.is_empty() {
            self.toc.push(TocItem {
                anchor,
                title,
                level,
            });
        }
    }

    fn anchor(&mut self, title: &str) -> String {
        let name = slug(title).unwrap_or_else(|| "section".to_owned());
        let base = format!("{}{}", self.prefix, self.plan.place_name(name.clone()));
        let mut count = self.anchors.get(&base).copied().unwrap_or(0);
        // The theme's own places come first.
        if count == 0 && self.prefix.is_empty() && is_fixed(&name) {
            count = 1;
        }
        let anchor = loop {
            count += 1;
            let anchor = if count == 1 {
                base.clone()
            } else {
                format!("{base}-{count}")
            };
            if !self.anchors.contains_key(&anchor) {
                break anchor;
            }
        };
        self.anchors.insert(base, count);
        self.anchors.entry(anchor.clone()).or_insert(1);
        anchor
    }

    fn list(&mut self, start: Option<u64>, tight: bool, items: &[Vec<Block>], html: &mut String) {
        match start {
            None => html.push_str("<ul>\n"),
            Some(1) => html.push_str("<ol>\n"),
            Some(start) => {
                let _ = writeln!(html, "<ol start=\"{start}\">");
            }
        }
        for item in items {
            html.push_str("<li>");
            for block in item {
                match block {
                    Block::Paragraph(content) if tight => self.line(content, html),
                    block => self.block(block, html),
                }
            }
            html.push_str("</li>\n");
        }
        html.push_str(if start.is_some() {
            "</ol>\n"
        } else {
            "</ul>\n"
        });
    }

    fn table(
        &mut self,
        columns: &[Align],
        head: &[Vec<Inline>],
        rows: &[Vec<Vec<Inline>>],
        html: &mut String,
    ) {
        // A table that is wider than the page scrolls by itself; the keyboard must reach it to scroll it.
        html.push_str(
            "<div class=\"table\" tabindex=\"0\" role=\"group\">\n<table>\n<thead>\n<tr>",
        );
        for (index, cell) in head.iter().enumerate() {
            let _ = write!(html, "<th scope=\"col\"{}>", align(columns, index));
            self.line(cell, html);
            html.push_str("</th>");
        }
        html.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in rows {
            html.push_str("<tr>");
            for (index, cell) in row.iter().enumerate() {
                let _ = write!(html, "<td{}>", align(columns, index));
                self.line(cell, html);
                html.push_str("</td>");
            }
            html.push_str("</tr>\n");
        }
        html.push_str("</tbody>\n</table>\n</div>\n");
    }

    /// The footnotes of a piece of prose, in the order of their marks.
    fn notes(&mut self, blocks: &[Block], html: &mut String) {
        if self.footnotes.is_empty() {
            return;
        }
        html.push_str("<ol class=\"footnotes\">\n");
        let mut index = 0;
        // A note may have a mark of its own, and its note follows.
        while let Some(mark) = self.footnotes.get(index).cloned() {
            index += 1;
            let number = self.notes_before + index;
            let _ = write!(html, "<li id=\"{}note_{number}\">", self.prefix);
            if let Some(note) = find_note(blocks, &mark) {
                self.blocks(note, html);
            }
            let _ = write!(
                html,
                "<a href=\"#{}mark_{number}\" class=\"back\" aria-label=\"",
                self.prefix
            );
            escape(self.strings.text("footnote.back"), html);
            html.push_str("\">↩</a></li>\n");
        }
        html.push_str("</ol>\n");
        self.notes_before += index;
    }

    pub(super) fn line(&mut self, content: &[Inline], html: &mut String) {
        // How much of the next words stands already.
        let mut written = 0;
        for (at, inline) in content.iter().enumerate() {
            match inline {
                Inline::Text(words) => escape(&words.text[written..], html),
                _ => {
                    if self.is_mark(inline) {
                        written = close_up(content.get(at + 1), html);
                        self.inline_part(inline, html);
                        continue;
                    }
                    self.inline_part(inline, html);
                }
            }
            written = 0;
        }
    }

    /// Whether a part of a line is the mark of a claim, as `[[claim-id]]` is.
    fn is_mark(&self, inline: &Inline) -> bool {
        let Inline::Reference { id, words: None } = inline else {
            return false;
        };
        let entry = self.plan.book.get(id.value.as_str());
        entry.is_some_and(|entry| matches!(entry.data, Data::Claim(_)))
    }

    fn inline_part(&mut self, inline: &Inline, html: &mut String) {
        match inline {
            Inline::Text(words) => escape(&words.text, html),
            Inline::Code(code) => self.wrapped("code", html, |_, html| escape(code, html)),
            Inline::Emphasis(inner) => {
                self.wrapped("em", html, |writer, html| writer.line(inner, html))
            }
            Inline::Strong(inner) => {
                self.wrapped("strong", html, |writer, html| writer.line(inner, html))
            }
            Inline::Struck(inner) => {
                self.wrapped("s", html, |writer, html| writer.line(inner, html))
            }
            Inline::Link { address, content } => {
                html.push_str("<a href=\"");
                escape(&self.address(&address.value), html);
                html.push('"');
                if address.value.starts_with("http") {
                    // The next site shall not learn what somebody was reading.
                    html.push_str(" rel=\"noreferrer\"");
                }
                html.push('>');
                self.line(content, html);
                html.push_str("</a>");
            }
            Inline::Foreign { language, content } => {
                let tag = &language.value;
                let direction = language::direction(tag);
                let _ = write!(html, "<span lang=\"{tag}\" dir=\"{direction}\">");
                self.line(content, html);
                html.push_str("</span>");
            }
            Inline::Reference { id, words } => self.reference(&id.value, words.as_deref(), html),
            Inline::Term { id, words } => self.term(id, words, html),
            Inline::Blank(name) => match self.blanks.get(&*name.value) {
                Some(field) => {
                    self.blank_uses += 1;
                    html.push_str(&field.replace(USE, &self.blank_uses.to_string()));
                }
                None => {
                    let _ = write!(html, "{{{}}}", name.value);
                }
            },
            Inline::Image { address, text } => {
                html.push_str("<img src=\"");
                escape(&self.address(&address.value), html);
                html.push_str("\" alt=\"");
                escape(text, html);
                html.push_str("\" loading=\"lazy\">");
            }
            Inline::FootnoteMark(name) => self.footnote_mark(&name.value, html),
            Inline::Break => html.push_str("<br>\n"),
            Inline::Html(raw) => html.push_str(raw),
        }
    }

    fn wrapped(
        &mut self,
        tag: &str,
        html: &mut String,
        inner: impl FnOnce(&mut Self, &mut String),
    ) {
        let _ = write!(html, "<{tag}>");
        inner(self, html);
        let _ = write!(html, "</{tag}>");
    }

    fn footnote_mark(&mut self, name: &str, html: &mut String) {
        let known = self.footnotes.iter().position(|mark| mark == name);
        let first = known.is_none();
        let number = known.unwrap_or_else(|| {
            self.footnotes.push(name.to_owned());
            self.footnotes.len() - 1
        }) + 1;
        let prefix = &self.prefix;
        let place = self.notes_before + number;
        let id = if first {
            format!(" id=\"{prefix}mark_{place}\"")
        } else {
            String::new()
        };
        let _ = write!(
            html,
            "<sup{id}><a href=\"#{prefix}note_{place}\">{number}</a></sup>"
        );
    }
}

/// The text of a footnote, wherever in a piece of prose it stands.
fn find_note<'b>(blocks: &'b [Block], mark: &str) -> Option<&'b [Block]> {
    blocks.iter().find_map(|block| match block {
        Block::Footnote { name, blocks } if **name == *mark => Some(blocks.as_slice()),
        Block::Quote(blocks) | Block::Callout { blocks, .. } | Block::Footnote { blocks, .. } => {
            find_note(blocks, mark)
        }
        Block::List { items, .. } => items.iter().find_map(|item| find_note(item, mark)),
        _ => None,
    })
}

/// Sets the sign that ends a sentence or a part of it before the mark of a claim, and takes away the space before the mark:
/// so neither the mark nor the sign ever starts a line. How much of the next words stands then.
fn close_up(next: Option<&Inline>, html: &mut String) -> usize {
    html.truncate(html.trim_end_matches(' ').len());
    let Some(Inline::Text(words)) = next else {
        return 0;
    };
    match words.text.chars().next() {
        Some(sign @ ('.' | ',' | ';' | ':' | '!' | '?')) => {
            html.push(sign);
            sign.len_utf8()
        }
        _ => 0,
    }
}

fn tone_name(tone: Tone) -> &'static str {
    match tone {
        Tone::Note => "note",
        Tone::Tip => "tip",
        Tone::Important => "important",
        Tone::Warning => "warning",
        Tone::Caution => "caution",
    }
}

fn align(columns: &[Align], index: usize) -> &'static str {
    match columns.get(index) {
        Some(Align::Center) => " class=\"center\"",
        Some(Align::End) => " class=\"end\"",
        _ => "",
    }
}

/// Text with the five signs escaped that mean something in HTML. A NUL byte, which HTML does not take, becomes the sign
/// for a letter that is lost (CommonMark 0.31.2, section 2.3).
pub(super) fn escape(text: &str, html: &mut String) {
    // Bytes, not letters: the five signs are ASCII, and most text has none of them.
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            0 => "\u{fffd}",
            _ => continue,
        };
        html.push_str(&text[from..at]);
        html.push_str(escaped);
        from = at + 1;
    }
    html.push_str(&text[from..]);
}
