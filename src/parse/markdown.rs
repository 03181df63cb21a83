//! From Markdown to the block tree, with the place of every word in its file.

mod foreign;
mod words;

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd,
};

use super::html::{Pieces, Rest};
use super::places::Places;
use super::punctuation::Quotes;
use crate::diagnostic::Diagnostic;
use crate::model::block::{Align, Block, Inline, Prose, Tone};
use crate::model::decode::MarkdownParser;
use crate::model::id::Id;
use crate::source::{FileId, Located, Span};

/// Lists in lists, quotes in quotes and stress in stress past this depth are refused: nobody could read them.
const DEEPEST: usize = 24;

/// The schemes that an address may have. Others can run code (`javascript:`) or lead out of the book (`file:`).
const SCHEMES: &[&str] = &["https", "http", "mailto", "tel"];

/// What book.toml says about Markdown.
#[derive(Clone, Copy, Debug, Default)]
pub struct MarkdownSettings {
    /// Whether raw HTML may stand in it.
    pub raw_html: bool,
    /// The quotation marks of print in the place of typed ones, and its dashes and apostrophes; as it is typed, if `None`.
    pub quotes: Option<Quotes>,
}

/// Parses the Markdown in `text[range]` of a file.
pub(super) fn parse(
    text: &str,
    range: Range<usize>,
    file: FileId,
    settings: MarkdownSettings,
    diagnostics: &mut Vec<Diagnostic>,
) -> Prose {
    let span = Span::new(file, range.start, range.end);
    let places = Places::Straight(range.start);
    parse_at(&text[range], span, &places, settings, diagnostics)
}

/// Parses Markdown that stands in scalars of a YAML file.
pub(super) struct InYaml<'a> {
    /// The whole file.
    pub text: &'a str,
    /// What book.toml says.
    pub settings: MarkdownSettings,
}

impl MarkdownParser for InYaml<'_> {
    fn prose(&self, text: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Prose {
        let written = self.text.get(span.range()).unwrap_or_default();
        let before = self.text.get(..span.start as usize).unwrap_or_default();
        let places = Places::of_scalar(text, before, written);
        parse_at(text, span, &places, self.settings, diagnostics)
    }
}

fn parse_at(
    text: &str,
    span: Span,
    places: &Places,
    settings: MarkdownSettings,
    diagnostics: &mut Vec<Diagnostic>,
) -> Prose {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS;
    options.set(Options::ENABLE_SMART_PUNCTUATION, settings.quotes.is_some());
    let mut reader = Reader {
        events: Parser::new_ext(text, options).into_offset_iter().peekable(),
        places,
        file: span.file,
        settings,
        diagnostics,
        depth: 0,
        inline_depth: 0,
        words: String::new(),
        words_span: span,
    };
    let blocks = reader.blocks();
    Prose { blocks, span }
}

struct Reader<'a, 'd> {
    events: Peekable<OffsetIter<'a>>,
    places: &'a Places,
    file: FileId,
    settings: MarkdownSettings,
    diagnostics: &'d mut Vec<Diagnostic>,
    /// How many blocks stand around what is read.
    depth: usize,
    /// How many inlines stand around what is read.
    inline_depth: usize,
    /// Words that were read and may go on: the parser gives a line in several pieces.
    words: String,
    /// Where those words stand.
    words_span: Span,
}

impl<'a> Reader<'a, '_> {
    fn span(&self, range: &Range<usize>) -> Span {
        // The last byte's place plus one: the range may end where the next line's indentation begins.
        let start = self.places.byte(range.start);
        let end = if range.is_empty() {
            start
        } else {
            self.places.byte(range.end - 1) + 1
        };
        Span::new(self.file, start, self.places.within(end))
    }

    /// Blocks up to the end of what holds them, whose end event is taken.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.depth += 1;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) => self.start(tag, range, &mut blocks),
                Event::Rule => blocks.push(Block::Rule),
                Event::Html(html) => {
                    let mut pieces = Pieces::new();
                    pieces.push(&html, &range);
                    blocks.extend(self.html(&pieces).map(Block::Html));
                }
                // In tight lists words stand without a paragraph around them.
                inline => {
                    let mut content = Vec::new();
                    self.inline(inline, range, &mut content);
                    self.loose_inlines(&mut content);
                    blocks.push(Block::Paragraph(content));
                }
            }
        }
        self.depth -= 1;
        blocks.shrink_to_fit();
        blocks
    }

    /// Refuses what stands too deep in other things, and leaves it out.
    fn too_deep(&mut self, what: &str, range: &Range<usize>) {
        let span = self.span(range);
        let message = format!("{what} stand too deep in one another here");
        self.diagnostics
            .push(Diagnostic::error("too-deep", span, message).help("write it with fewer levels"));
        self.skip();
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>, blocks: &mut Vec<Block>) {
        if self.depth > DEEPEST
            && matches!(
                tag,
                Tag::BlockQuote(_) | Tag::List(_) | Tag::FootnoteDefinition(_)
            )
        {
            self.too_deep("lists or quotes", &range);
            return;
        }
        match tag {
            Tag::Paragraph => {
                let content = self.inlines();
                blocks.push(Block::Paragraph(content));
            }
            Tag::Heading { level, .. } => {
                let content = self.inlines();
                blocks.push(Block::Heading {
                    level: level as u8,
                    content,
                    span: self.span(&range),
                });
            }
            Tag::BlockQuote(kind) => {
                let inner = self.blocks();
                blocks.push(match kind.map(tone) {
                    Some(tone) => Block::Callout {
                        tone,
                        blocks: inner,
                    },
                    None => Block::Quote(inner),
                });
            }
            Tag::CodeBlock(_) => {
                let mut code = String::new();
                for (event, _) in self.events.by_ref() {
                    match event {
                        Event::Text(text) => code.push_str(&text),
                        Event::End(_) => break,
                        _ => {}
                    }
                }
                blocks.push(Block::Code(code.into()));
            }
            Tag::List(start) => {
                let list = self.list(start);
                blocks.push(list);
            }
            Tag::Table(alignments) => {
                let table = self.table(&alignments);
                blocks.push(table);
            }
            Tag::FootnoteDefinition(name) => {
                let inner = self.blocks();
                blocks.push(Block::Footnote {
                    name: name.as_ref().into(),
                    blocks: inner,
                });
            }
            Tag::HtmlBlock => {
                let mut pieces = Pieces::new();
                for (event, range) in self.events.by_ref() {
                    match event {
                        Event::Html(html) => pieces.push(&html, &range),
                        Event::End(_) => break,
                        _ => {}
                    }
                }
                blocks.extend(self.html(&pieces).map(Block::Html));
            }
            inline => {
                let mut content = Vec::new();
                self.start_inline(inline, range, &mut content);
                self.loose_inlines(&mut content);
                blocks.push(Block::Paragraph(content));
            }
        }
    }

    /// Inlines that stand among blocks, up to the next block or the end of what holds them, which is left.
    fn loose_inlines(&mut self, content: &mut Vec<Inline>) {
        while let Some((event, range)) = self.events.next_if(|(event, _)| is_inline(event)) {
            self.inline(event, range, content);
        }
        self.end_words(content);
    }

    fn list(&mut self, start: Option<u64>) -> Block {
        let mut items = Vec::new();
        let mut tight = true;
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    if matches!(self.events.peek(), Some((Event::Start(Tag::Paragraph), _))) {
                        tight = false;
                    }
                    items.push(self.blocks());
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        Block::List {
            start,
            tight,
            items,
        }
    }

    fn table(&mut self, alignments: &[Alignment]) -> Block {
        let columns = alignments
            .iter()
            .map(|alignment| match alignment {
                Alignment::Center => Align::Center,
                Alignment::Right => Align::End,
                Alignment::None | Alignment::Left => Align::Start,
            })
            .collect();
        let mut head = Vec::new();
        let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
        let mut in_head = false;
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead) => in_head = true,
                Event::End(TagEnd::TableHead) => in_head = false,
                Event::Start(Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let cell = self.inlines();
                    if in_head {
                        head.push(cell);
                    } else if let Some(row) = rows.last_mut() {
                        row.push(cell);
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        Block::Table {
            columns,
            head,
            rows,
        }
    }

    /// Inlines up to the end of what holds them, whose end event is taken.
    fn inlines(&mut self) -> Vec<Inline> {
        let mut content = Vec::new();
        while let Some((event, range)) = self.events.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            self.inline(event, range, &mut content);
        }
        self.end_words(&mut content);
        // The tree lives as long as the compilation, and most lines are short: room that is not used is given back.
        content.shrink_to_fit();
        content
    }

    fn inline(&mut self, event: Event<'a>, range: Range<usize>, content: &mut Vec<Inline>) {
        if !matches!(event, Event::Text(_) | Event::SoftBreak) {
            self.end_words(content);
        }
        match event {
            Event::Text(text) => {
                let text = self
                    .settings
                    .quotes
                    .map_or(&*text, |quotes| quotes.set(&text));
                self.words(text, &range, content);
            }
            Event::SoftBreak => self.words(" ", &range, content),
            Event::HardBreak => content.push(Inline::Break),
            Event::Code(code) => content.push(Inline::Code(code.as_ref().into())),
            Event::InlineHtml(html) | Event::Html(html) => {
                let mut pieces = Pieces::new();
                pieces.push(&html, &range);
                content.extend(self.html(&pieces).map(Inline::Html));
            }
            Event::FootnoteReference(name) => {
                let span = self.span(&range);
                content.push(Inline::FootnoteMark(Located::new(
                    name.as_ref().into(),
                    span,
                )));
            }
            Event::Start(tag) => self.start_inline(tag, range, content),
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.words(&text, &range, content)
            }
            Event::End(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn start_inline(&mut self, tag: Tag<'a>, range: Range<usize>, content: &mut Vec<Inline>) {
        if self.inline_depth > DEEPEST {
            self.too_deep("stressed words or links", &range);
            return;
        }
        self.inline_depth += 1;
        match tag {
            Tag::Emphasis => {
                let inner = self.inlines();
                content.push(Inline::Emphasis(inner));
            }
            Tag::Strong => {
                let inner = self.inlines();
                content.push(Inline::Strong(inner));
            }
            Tag::Strikethrough => {
                let inner = self.inlines();
                content.push(Inline::Struck(inner));
            }
            Tag::Link {
                link_type: LinkType::WikiLink { has_pothole },
                dest_url,
                ..
            } => {
                let words = self.inlines();
                self.reference(&dest_url, has_pothole.then_some(words), &range, content);
            }
            Tag::Link {
                link_type: LinkType::Inline | LinkType::Reference,
                dest_url,
                ..
            } if dest_url.starts_with(foreign::LANGUAGE) => {
                let words = self.inlines();
                self.foreign(&dest_url, words, &range, content);
            }
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                // `<name@example.org>` is a link to mail, and CommonMark leaves the scheme to whoever writes it out.
                let dest_url = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}").into(),
                    _ => dest_url,
                };
                let words = self.inlines();
                let span = self.span(&range);
                if self.address_allowed(&dest_url, span) {
                    content.push(Inline::Link {
                        address: Located::new(dest_url.as_ref().into(), span),
                        content: words,
                    });
                } else {
                    content.extend(words);
                }
            }
            Tag::Image { dest_url, .. } => {
                let words = self.inlines();
                let mut text = String::new();
                crate::model::block::plain_inlines(&words, &mut text);
                let span = self.span(&range);
                if self.address_allowed(&dest_url, span) {
                    content.push(Inline::Image {
                        address: Located::new(dest_url.as_ref().into(), span),
                        text: text.into(),
                    });
                }
            }
            _ => content.extend(self.inlines()),
        }
        self.inline_depth -= 1;
    }

    fn reference(
        &mut self,
        id: &str,
        words: Option<Vec<Inline>>,
        range: &Range<usize>,
        content: &mut Vec<Inline>,
    ) {
        let span = self.span(range);
        match Id::new(id.trim()) {
            Ok(id) => content.push(Inline::Reference {
                id: Located::new(id, span),
                words,
            }),
            Err(wrong) => {
                let message = format!("`{id}` is not an id, and `[[…]]` takes one");
                let mut diagnostic = Diagnostic::error("bad-id", span, message)
                    .help(format!("{}: [[own-the-harm|own words]]", wrong.rule));
                if let Some(nearest) = wrong.nearest {
                    diagnostic = diagnostic.replace(
                        format!("did you mean `{nearest}`?"),
                        span,
                        format!("[[{nearest}]]"),
                    );
                }
                self.diagnostics.push(diagnostic);
                content.extend(words.unwrap_or_default());
            }
        }
    }

    /// HTML that may come out. Comments are notes to oneself and go without a word; the rest needs leave from book.toml.
    fn html(&mut self, pieces: &Pieces) -> Option<Box<str>> {
        let (html, range) = match pieces.without_comments() {
            Rest::Nothing => return None,
            Rest::Html(html, range) => (html, range),
            Rest::Open(range) => {
                let message = "a comment starts here and never ends, so all that follows is hidden";
                let found = Diagnostic::error("raw-html", self.span(&range), message);
                self.diagnostics
                    .push(found.help("write `-->` where it ends"));
                return None;
            }
        };
        if self.settings.raw_html {
            return Some(html.into());
        }
        let span = self.span(&range);
        let diagnostic = Diagnostic::error("raw-html", span, "raw HTML stands here");
        let diagnostic = if html.contains('<') {
            diagnostic.help("write it in Markdown; `<` as a sign is written `\\<`; `raw-html = true` in book.toml allows HTML")
        } else {
            // A line that begins with a comment is HTML to its end (CommonMark 0.31, section 4.6).
            diagnostic.help("put the comment before it on a line of its own, with an empty line after it: words in the same line are not read as Markdown")
        };
        // A tag that closes follows one that opens: one diagnostic a paragraph says enough.
        let told = self.diagnostics.last().is_some_and(|last| {
            last.code == "raw-html"
                && last.primary.span.end <= span.start
                && html.trim_start().starts_with("</")
        });
        if !told {
            self.diagnostics.push(diagnostic);
        }
        None
    }

    fn address_allowed(&mut self, address: &str, span: Span) -> bool {
        let scheme = address
            .split_once(':')
            .map(|(scheme, _)| scheme)
            .filter(|scheme| {
                let mut letters = scheme.chars();
                letters.next().is_some_and(|c| c.is_ascii_alphabetic())
                    && letters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
            });
        // Browsers drop tabs and line ends within a scheme, and white space before it.
        let hidden =
            address.chars().any(|c| c.is_control()) || address.starts_with(char::is_whitespace);
        let allowed = !hidden
            && scheme.is_none_or(|found| SCHEMES.contains(&found.to_ascii_lowercase().as_str()));
        if !allowed || address.starts_with("//") {
            let found = scheme.unwrap_or(address);
            let message = format!("an address may not start with `{found}`");
            let help = format!("it may start with {}", SCHEMES.join(", "));
            self.diagnostics
                .push(Diagnostic::error("address-scheme", span, message).help(help));
            return false;
        }
        true
    }

    /// Leaves out everything up to the end of what just started.
    fn skip(&mut self) {
        let mut open = 1;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                _ => {}
            }
            if open == 0 {
                break;
            }
        }
    }
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        Event::End(_) | Event::Rule | Event::Html(_) => false,
        _ => true,
    }
}

fn tone(kind: BlockQuoteKind) -> Tone {
    match kind {
        BlockQuoteKind::Note => Tone::Note,
        BlockQuoteKind::Tip => Tone::Tip,
        BlockQuoteKind::Important => Tone::Important,
        BlockQuoteKind::Warning => Tone::Warning,
        BlockQuoteKind::Caution => Tone::Caution,
    }
}
