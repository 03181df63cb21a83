//! guide.json: the whole resolved book, for other programs. Its shape is promised by [`super::schema`].
//!
//! It holds what the whole guide on one page may hold: nothing private, no notes for facilitators, no drafts. Where a
//! field names what it may not hold, the value is left out, and with it the record that makes no sense without it.

use std::collections::HashSet;

use rayon::prelude::*;
use serde_json::json;

use super::json::Json;
use crate::model::block::{Block, Inline, Prose, Tone};
use crate::model::entry::Entry;
use crate::model::field::{Exporter, Field, Need, Record, Voice};
use crate::model::id::{HELP, Id};
use crate::resolve::{Index, asset_of};
use crate::site::{Collection, Plan, SheetForm, SiteFile, audience};
use crate::source::Sources;
use crate::theme::Theme;

/// The number of the format: it changes when a program that reads it has to change.
pub(super) const FORMAT: u32 = 1;

/// The fields of [`crate::model::entry::Common`] that say something to the compiler alone, or stand elsewhere.
pub(super) const LEFT_OUT: &[&str] = &["id", "draft", "allow", "order"];

/// The file.
pub(super) fn write(plan: &Plan<'_>, theme: &Theme, sources: &Sources) -> Vec<u8> {
    let entries: Vec<Index> = (0..plan.book.entries.len())
        .filter(|index| audience::in_whole_guide(&plan.book.entries[*index], plan.book))
        .collect();
    let mut written: Vec<(Index, Json)> = entries
        .par_iter()
        .filter_map(|index| {
            let entry = EntryWriter::new(plan, theme, sources, *index).write()?;
            Some((*index, entry))
        })
        .collect();
    // Only now is known which entries stand here, and so which are named by one that does.
    let stands: HashSet<Index> = written.iter().map(|(index, _)| *index).collect();
    let written: Vec<Vec<u8>> = written
        .drain(..)
        .map(|(index, mut entry)| {
            linked_from(plan, index, &stands, &mut entry);
            entry.end(b'}');
            entry.into_bytes()
        })
        .collect();

    let head = head(plan);
    // The head is an object without its end; the entries are its last field.
    let head = head.trim_end_matches('}');
    let length: usize = written.iter().map(|entry| entry.len() + 2).sum();
    // Room for all at once: a long book is not copied again and again as it grows.
    let mut out = Vec::with_capacity(head.len() + length + 32);
    out.extend_from_slice(head.as_bytes());
    out.extend_from_slice(b",\"entries\":[");
    for (at, entry) in written.into_iter().enumerate() {
        out.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        out.extend_from_slice(&entry);
    }
    out.extend_from_slice(b"\n]}\n");
    out
}

/// The entries of this file that refer to one.
fn linked_from(plan: &Plan<'_>, index: Index, stands: &HashSet<Index>, json: &mut Json) {
    let mut from = plan.book.backlinks[index].iter();
    let mut next = || from.find(|from| stands.contains(from));
    let Some(first) = next() else { return };
    json.key("linked_from");
    json.begin(b'[');
    for from in std::iter::once(first).chain(std::iter::from_fn(next)) {
        json.string(plan.book.entries[*from].id.value.as_str());
    }
    json.end(b']');
}

/// What book.toml says of the book, without the levels of lints and the like.
fn head(plan: &Plan<'_>) -> String {
    let config = plan.config;
    let text = |text: &crate::model::value::Text| text.value.to_string();
    let listed = |named: &crate::config::Named| json!({ "id": named.id.0.value.as_str(), "name": text(&named.name), "about": named.about.as_ref().map(text) });
    let steps = |phase: usize| -> Vec<&str> {
        let steps = plan.navigation.steps().filter(|(of, _)| *of == phase);
        steps
            .map(|(_, step)| plan.book.entries[step].id.value.as_str())
            .collect()
    };
    let head = json!({
        "$schema": SiteFile::GuideSchema.path(),
        "format": FORMAT,
        "book": {
            "title": text(&config.book.title),
            "description": config.book.description.as_ref().map(text),
            "language": config.language(),
            "direction": config.direction().word(),
            "version": config.book.version.as_ref().map(text),
            "authors": config.book.authors.iter().map(text).collect::<Vec<_>>(),
            "site": config.site(),
            "licence": config.licence.as_ref().map(|licence| json!({
                "name": text(&licence.name), "address": licence.address.as_ref().map(text),
            })),
        },
        "roles": config.roles.iter().map(|role| json!({
            "id": role.id.0.value.as_str(), "name": text(&role.name), "door": role.door.as_ref().map(text),
        })).collect::<Vec<_>>(),
        "phases": config.phases.iter().enumerate().map(|(at, phase)| json!({
            "id": phase.id.0.value.as_str(), "name": text(&phase.name), "about": phase.about.as_ref().map(text),
            "steps": steps(at),
        })).collect::<Vec<_>>(),
        "breaches": config.breaches.iter().map(listed).collect::<Vec<_>>(),
        "risks": config.risks.iter().map(|risk| json!({
            "id": risk.id.0.value.as_str(), "name": text(&risk.name),
        })).collect::<Vec<_>>(),
        "sign_groups": config.sign_groups.iter().map(listed).collect::<Vec<_>>(),
    });
    head.to_string()
}

/// A field or an item that is being written.
struct Open {
    /// Where it starts, so that it can be taken back.
    start: (usize, bool),
    /// Whether it makes no sense without what may not stand here.
    is_left_out: bool,
}

/// Writes one entry.
struct EntryWriter<'a> {
    plan: &'a Plan<'a>,
    sources: &'a Sources,
    index: Index,
    /// What the page of help is called.
    help_title: &'a str,
    json: Json,
    /// Whether the fields come that any entry may have.
    is_common: bool,
    /// The fields and items that are being written, each in the one before.
    open: Vec<Open>,
    /// How many items each list has that is being written.
    counts: Vec<usize>,
    /// Whether the entry makes no sense without what may not stand here.
    is_left_out: bool,
}

impl<'a> EntryWriter<'a> {
    fn new(plan: &'a Plan<'a>, theme: &'a Theme, sources: &'a Sources, index: Index) -> Self {
        Self {
            plan,
            sources,
            index,
            help_title: theme.strings.text("collection.help"),
            // Marks make JSON longer than the Markdown that it comes from.
            json: Json::with_room(2 * plan.book.entries[index].body.span.range().len() + 512),
            is_common: false,
            open: Vec::new(),
            counts: Vec::new(),
            is_left_out: false,
        }
    }

    /// The entry as JSON but for what names it and its end; `None` if it makes no sense without what may not stand here.
    fn write(mut self) -> Option<Json> {
        let plan = self.plan;
        let entry = &plan.book.entries[self.index];
        let spec = entry.kind().spec();
        self.json.begin(b'{');
        self.line("kind", entry.kind().name());
        self.line("id", entry.id.value.as_str());
        self.line("title", &entry.title.value);
        let address = plan.addresses[self.index].seen_from("index.html");
        self.line("address", &address);
        if spec.body.voice != Voice::Practitioner && !entry.body.is_empty() {
            self.json.key("body");
            self.prose(&entry.body);
        }
        self.is_common = true;
        entry.common.export_fields(&mut self);
        self.is_common = false;
        self.json.key("data");
        self.json.begin(b'{');
        entry.data.export(&mut self);
        self.json.end(b'}');
        self.files();
        (!self.is_left_out).then_some(self.json)
    }

    /// The files to print, to type into or to write in; not those for the practitioner alone.
    fn files(&mut self) {
        let plan = self.plan;
        let files: Vec<_> = plan
            .sheet_files(self.index)
            .iter()
            .filter(|file| file.form != SheetForm::Facilitator)
            .collect();
        if files.is_empty() {
            return;
        }
        self.json.key("files");
        self.json.begin(b'[');
        for file in files {
            self.json.begin(b'{');
            self.line("path", &file.path);
            self.line("form", file.form.name());
            if let Some(paper) = file.paper {
                self.line("paper", paper.word());
            }
            self.json.end(b'}');
        }
        self.json.end(b']');
    }

    /// What a block or an inline is.
    fn form(&mut self, form: &str) {
        self.json.key("type");
        self.json.word(form);
    }

    fn line(&mut self, key: &str, text: &str) {
        self.json.key(key);
        self.json.string(text);
    }

    /// The entry of an id, if it stands in this file.
    fn shown(&self, id: &Id) -> Option<&'a Entry> {
        let entry = self.plan.book.get(id.as_str())?;
        audience::in_whole_guide(entry, self.plan.book).then_some(entry)
    }

    /// Begins a field or an item.
    fn open(&mut self) {
        self.open.push(Open {
            start: self.json.mark(),
            is_left_out: false,
        });
    }

    /// Ends a field or an item, and says whether it stands: what makes no sense is taken back.
    fn close(&mut self) -> bool {
        let Some(Open { start, is_left_out }) = self.open.pop() else {
            return true;
        };
        if is_left_out {
            self.json.take_back(start.0, start.1);
        }
        !is_left_out
    }

    /// Says that what is being written makes no sense.
    fn leave_out(&mut self) {
        match self.open.last_mut() {
            Some(open) => open.is_left_out = true,
            None => self.is_left_out = true,
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        self.json.begin(b'[');
        for block in blocks {
            self.json.begin(b'{');
            self.block(block);
            self.json.end(b'}');
        }
        self.json.end(b']');
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(content) => {
                self.form("paragraph");
                self.content(content);
            }
            Block::Heading { level, content, .. } => {
                self.form("heading");
                self.json.key("level");
                self.json.number(u32::from(*level));
                self.content(content);
            }
            Block::List { start, items, .. } => {
                self.form("list");
                if let Some(start) = start {
                    self.json.key("start");
                    self.json.number(u32::try_from(*start).unwrap_or(u32::MAX));
                }
                self.json.key("items");
                self.json.begin(b'[');
                items.iter().for_each(|item| self.blocks(item));
                self.json.end(b']');
            }
            Block::Quote(blocks) => {
                self.form("quote");
                self.json.key("blocks");
                self.blocks(blocks);
            }
            Block::Callout { tone, blocks } => {
                self.form("callout");
                self.line("tone", tone_name(*tone));
                self.json.key("blocks");
                self.blocks(blocks);
            }
            Block::Table { head, rows, .. } => {
                self.form("table");
                self.json.key("head");
                self.cells(head);
                self.json.key("rows");
                self.json.begin(b'[');
                rows.iter().for_each(|row| self.cells(row));
                self.json.end(b']');
            }
            Block::Code(code) => {
                self.form("code");
                self.line("text", code);
            }
            Block::Rule => self.form("rule"),
            Block::Footnote { name, blocks } => {
                self.form("footnote");
                self.line("name", name);
                self.json.key("blocks");
                self.blocks(blocks);
            }
            Block::Html(html) => {
                self.form("html");
                self.line("html", html);
            }
        }
    }

    fn cells(&mut self, cells: &[Vec<Inline>]) {
        self.json.begin(b'[');
        for cell in cells {
            self.json.begin(b'[');
            self.inlines(cell);
            self.json.end(b']');
        }
        self.json.end(b']');
    }

    fn content(&mut self, content: &[Inline]) {
        self.json.key("content");
        self.json.begin(b'[');
        self.inlines(content);
        self.json.end(b']');
    }

    fn inlines(&mut self, content: &[Inline]) {
        content.iter().for_each(|inline| self.inline(inline));
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(words) => return self.json.string(&words.text),
            Inline::Reference { id, words } if self.is_help(&id.value) => {
                return self.help(words.as_deref());
            }
            // What may not stand here is no more than its words.
            Inline::Reference { id, words } if self.shown(&id.value).is_none() => {
                return self.inlines(words.as_deref().unwrap_or_default());
            }
            Inline::Term { id, words } if self.shown(id).is_none() => {
                return self.json.string(words);
            }
            _ => self.json.begin(b'{'),
        }
        match inline {
            Inline::Text(_) => {}
            Inline::Code(code) => {
                self.form("code");
                self.line("text", code);
            }
            Inline::Emphasis(inner) => {
                self.form("emphasis");
                self.content(inner);
            }
            Inline::Strong(inner) => {
                self.form("strong");
                self.content(inner);
            }
            Inline::Struck(inner) => {
                self.form("struck");
                self.content(inner);
            }
            Inline::Link { address, content } => {
                self.form("link");
                let address = self.address(&address.value);
                self.line("address", &address);
                self.content(content);
            }
            Inline::Foreign { language, content } => {
                self.form("foreign");
                self.line("language", &language.value);
                self.content(content);
            }
            Inline::Reference { id, words } => {
                self.form("reference");
                self.line("id", id.value.as_str());
                if let Some(words) = words {
                    self.content(words);
                }
            }
            Inline::Term { id, words } => {
                self.form("term");
                self.line("id", id.as_str());
                self.line("text", words);
            }
            Inline::Blank(name) => {
                self.form("blank");
                self.line("id", &name.value);
            }
            Inline::Image { address, text } => {
                self.form("image");
                let address = self.address(&address.value);
                self.line("address", &address);
                self.line("text", text);
            }
            Inline::FootnoteMark(name) => {
                self.form("footnote-mark");
                self.line("name", &name.value);
            }
            Inline::Break => self.form("break"),
            Inline::Html(html) => {
                self.form("html");
                self.line("html", html);
            }
        }
        self.json.end(b'}');
    }

    /// Whether an id stands for the page of help, and for no entry.
    fn is_help(&self, id: &Id) -> bool {
        id.as_str() == HELP && self.plan.book.get(HELP).is_none()
    }

    fn help(&mut self, words: Option<&[Inline]>) {
        self.json.begin(b'{');
        self.form("link");
        let page = self.plan.collection(Collection::Help).unwrap_or_default();
        self.line("address", page);
        match words {
            Some(words) => self.content(words),
            None => {
                self.json.key("content");
                self.json.begin(b'[');
                self.json.string(self.help_title);
                self.json.end(b']');
            }
        }
        self.json.end(b'}');
    }

    /// An address; for a file of the book, its path inside the built book.
    fn address(&self, address: &str) -> String {
        let entry = &self.plan.book.entries[self.index];
        match asset_of(address, self.sources.path(entry.span.file)) {
            Some(Some(file)) => {
                let asset = self.plan.assets.iter().find(|(from, _)| *from == file);
                asset.map_or(address, |(_, to)| to).to_owned()
            }
            _ => address.to_owned(),
        }
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

/// Whether a field stands in this file.
pub(super) fn is_exported(field: &Field) -> bool {
    field.voice != Voice::Practitioner
}

impl Exporter for EntryWriter<'_> {
    fn field(&mut self, field: &'static Field) -> bool {
        let is_common = self.is_common && self.open.is_empty();
        if !is_exported(field) || is_common && LEFT_OUT.contains(&field.name) {
            return false;
        }
        self.open();
        self.json.key(field.name);
        true
    }

    fn end_field(&mut self, field: &'static Field) {
        // A record goes with a field that it must have.
        if !self.close() && matches!(field.need, Need::Required | Need::Some) {
            self.leave_out();
        }
    }

    fn list(&mut self) {
        self.counts.push(0);
        self.json.begin(b'[');
    }

    fn item(&mut self) {
        self.open();
    }

    fn end_item(&mut self) {
        if self.close()
            && let Some(count) = self.counts.last_mut()
        {
            *count += 1;
        }
    }

    fn end_list(&mut self) {
        self.json.end(b']');
        // A list from which all was taken is none.
        if self.counts.pop() == Some(0) {
            self.leave_out();
        }
    }

    fn record(&mut self) {
        self.json.begin(b'{');
    }

    fn end_record(&mut self) {
        self.json.end(b'}');
    }

    fn text(&mut self, text: &str) {
        self.json.string(text);
    }

    fn prose(&mut self, prose: &Prose) {
        self.blocks(&prose.blocks);
    }

    fn number(&mut self, number: u32) {
        self.json.number(number);
    }

    fn yes_no(&mut self, yes: bool) {
        self.json.yes_no(yes);
    }

    fn reference(&mut self, id: &Id) {
        // It is written all the same, and taken back with the field or the item that it stands in.
        if self.shown(id).is_none() {
            self.leave_out();
        }
        self.json.string(id.as_str());
    }
}
