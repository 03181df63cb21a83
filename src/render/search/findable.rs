//! What search knows of one entry or page: its words, and how much each matters. Taken from the block tree, never from HTML.

use crate::model::block::{Block, Inline, Prose};
use crate::model::entry::Entry;
use crate::model::field::{Field, Visitor, Voice};
use crate::model::kind::Kind;
use crate::model::value::Text;
use crate::resolve::Index;
use crate::site::{Collection, Plan, SearchPart};
use crate::theme::Strings;

/// Something that search can find.
#[derive(Clone, Debug, Default)]
pub(super) struct Document {
    /// Where it stands, from the book's top folder.
    pub href: String,
    /// The words that name it.
    pub title: String,
    /// What it is: a key below `kind.` of the theme's words.
    pub kind: &'static str,
    /// Whom it is for, in the theme's or the book's words.
    pub audience: String,
    /// Other names it goes by.
    pub names: Vec<String>,
    /// Its headings.
    pub headings: Vec<String>,
    /// Its other words, a paragraph, an item or a cell a line.
    pub lines: Vec<String>,
}

/// What a part of the index finds.
pub(super) enum Findable {
    /// A page that no author wrote.
    Page(Document),
    /// An entry.
    Entry(Index),
    /// The facilitator notes of a sheet or a pack.
    Notes(Index),
}

/// Everything that a part of the index finds, in the order of the book.
pub(super) fn of_part(plan: &Plan<'_>, strings: &Strings, part: SearchPart) -> Vec<Findable> {
    let entries = plan.searched_in(part).into_iter();
    if part == SearchPart::Practitioners {
        return entries.map(Findable::Notes).collect();
    }
    let mut found = match part {
        SearchPart::Everyone => pages(plan, strings),
        _ => Vec::new(),
    };
    // A statement has no title of its own; whoever looks for one finds what cites it.
    let named = |index: &Index| plan.book.entries[*index].kind() != Kind::Claim;
    found.extend(entries.filter(named).map(Findable::Entry));
    found
}

/// Reads its words.
pub(super) fn read(plan: &Plan<'_>, strings: &Strings, one: &Findable) -> Document {
    match one {
        Findable::Page(page) => page.clone(),
        Findable::Entry(index) => entry(plan, strings, *index),
        Findable::Notes(index) => notes(plan, strings, *index),
    }
}

/// The pages that no author wrote.
fn pages(plan: &Plan<'_>, strings: &Strings) -> Vec<Findable> {
    let roles = plan.config.roles.iter().enumerate();
    let roles = roles.filter_map(|(index, role)| {
        Some(Document {
            href: plan.role_page(index)?.to_owned(),
            title: role.door.as_ref().unwrap_or(&role.name).value.to_string(),
            kind: "role",
            names: vec![role.name.value.to_string()],
            ..Document::default()
        })
    });
    let collections = Collection::ALL.iter().filter_map(|collection| {
        let name = collection.name();
        Some(Document {
            href: plan.collection(*collection)?.to_owned(),
            title: strings.text(&format!("collection.{name}")).to_owned(),
            kind: "page",
            headings: vec![strings.text(&format!("collection_about.{name}")).to_owned()],
            ..Document::default()
        })
    });
    roles.chain(collections).map(Findable::Page).collect()
}

fn entry(plan: &Plan<'_>, strings: &Strings, index: Index) -> Document {
    let entry = &plan.book.entries[index];
    let mut reader = Reader::new(plan, strings, entry);
    entry.visit(&mut reader);
    Document {
        href: plan.link(index, ""),
        title: entry.title.value.to_string(),
        kind: entry.kind().name(),
        audience: roles(plan, strings, entry),
        ..reader.found
    }
}

/// The names of the roles that an entry speaks to, where it does not speak to everyone.
fn roles(plan: &Plan<'_>, strings: &Strings, entry: &Entry) -> String {
    let names = entry.common.roles.iter().filter_map(|role| {
        let id = role.as_str();
        if id == "both" {
            return None;
        }
        let declared = plan
            .config
            .roles
            .iter()
            .find(|role| role.id.0.value.as_str() == id);
        Some(match declared {
            Some(role) => role.name.value.to_string(),
            None => strings.text(&format!("role.{id}")).to_owned(),
        })
    });
    names.collect::<Vec<_>>().join(", ")
}

/// The facilitator notes of a sheet or a pack.
fn notes(plan: &Plan<'_>, strings: &Strings, index: Index) -> Document {
    let entry = &plan.book.entries[index];
    let mut reader = Reader::new(plan, strings, entry);
    reader.notes = true;
    entry.visit(&mut reader);
    let title = strings.text("facilitator.title");
    let address = plan.facilitator_notes.get(&index);
    Document {
        href: address.map_or(String::new(), |address| address.seen_from("")),
        title: title.replace("{sheet}", &entry.title.value),
        kind: "note",
        audience: strings.text("role.practitioner").to_owned(),
        ..reader.found
    }
}

/// Reads an entry's words.
struct Reader<'a> {
    plan: &'a Plan<'a>,
    entry: &'a Entry,
    /// What the page of help is called.
    help: &'a str,
    /// Whether it reads the facilitator notes, and nothing else, or everything else.
    notes: bool,
    found: Document,
}

impl<'a> Reader<'a> {
    fn new(plan: &'a Plan<'a>, strings: &'a Strings, entry: &'a Entry) -> Self {
        Self {
            plan,
            entry,
            help: strings.text("collection.help"),
            notes: false,
            found: Document::default(),
        }
    }

    fn is_wanted(&self, field: &Field) -> bool {
        let spec = self.entry.kind().spec();
        let is_body = std::ptr::eq(field, &spec.body);
        let notes =
            field.voice == Voice::Practitioner || (is_body && self.entry.kind() == Kind::Pack);
        // A note for practitioners is no facilitator note: it has a page like any other.
        notes == self.notes || self.entry.kind() == Kind::Note
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(content) => {
                    let line = self.line(content);
                    self.found.lines.push(line);
                }
                Block::Heading { content, .. } => {
                    let line = self.line(content);
                    self.found.headings.push(line);
                }
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
                Block::Quote(blocks)
                | Block::Callout { blocks, .. }
                | Block::Footnote { blocks, .. } => self.blocks(blocks),
                Block::Table { head, rows, .. } => {
                    for row in std::iter::once(head).chain(rows) {
                        let cells: Vec<String> = row.iter().map(|cell| self.line(cell)).collect();
                        self.found.lines.push(cells.join(" · "));
                    }
                }
                Block::Code(text) => self.found.lines.push(text.to_string()),
                Block::Rule | Block::Html(_) => {}
            }
        }
    }

    /// A line's words. A link without words of its own says the title of what it leads to, as it does on the page, unless
    /// that is nothing that everyone may find.
    fn line(&self, content: &[Inline]) -> String {
        self.plan.line_words(content, self.help)
    }
}

impl<'a> Visitor<'a> for Reader<'a> {
    fn prose(&mut self, field: &'static Field, prose: &'a Prose) {
        if self.is_wanted(field) {
            self.blocks(&prose.blocks);
        }
    }

    fn text(&mut self, field: &'static Field, text: &'a Text) {
        if !self.is_wanted(field) || std::ptr::eq(text, &self.entry.title) {
            return;
        }
        let own = matches!(self.entry.kind(), Kind::Source | Kind::Helpline);
        match field.name {
            "names" | "tags" => self.found.names.push(text.value.to_string()),
            // Where something was read is no use to a reader who looks for it.
            "page" | "where" | "reviewed_by" => {}
            _ if field.voice == Voice::Citation && !own => {}
            _ => self.found.lines.push(text.value.to_string()),
        }
    }
}
