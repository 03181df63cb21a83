//! What a document is put together with: blocks in order, lists with numbers of their own, and places to fill in.

use docx_rs::{
    BreakType, LevelOverride, Numbering, Paragraph, Run, StructuredDataTag, Tab, TabLeaderType,
    TabValueType, Table, TableCell, TableLayoutType, TableRow, WidthType,
};

use super::controls::Controls;
use super::finish::HEADER_ROW;
use super::styles;
use crate::site::sheet::Slot;
use crate::theme::Strings;

/// A part of a document that stands on lines of its own.
pub(super) enum Block {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
    Control(Box<StructuredDataTag>),
}

/// Collects what a document is made of.
pub(super) struct Writer<'a> {
    pub strings: &'a Strings,
    pub controls: Controls,
    pub numberings: Vec<Numbering>,
    /// The room between the margins, in twentieths of a point.
    pub width: usize,
    slots: &'a [Slot],
    /// What was written so far, the innermost part last.
    parts: Vec<Vec<Block>>,
    /// Whether the next paragraph starts a page.
    new_page: bool,
}

impl<'a> Writer<'a> {
    pub fn new(strings: &'a Strings, slots: &'a [Slot], width: usize) -> Self {
        Self {
            strings,
            controls: Controls::default(),
            numberings: Vec::new(),
            width,
            slots,
            parts: vec![Vec::new()],
            new_page: false,
        }
    }

    pub fn finish(mut self) -> (Vec<Block>, Controls, Vec<Numbering>) {
        (
            self.parts.pop().unwrap_or_default(),
            self.controls,
            self.numberings,
        )
    }

    pub fn words(&self, key: &str) -> String {
        self.strings.text(key).to_owned()
    }

    /// What a screen reader says for a place, and its name.
    pub fn slot(&self, n: usize) -> (&'a str, &'a str) {
        self.slots
            .get(n)
            .map_or(("", ""), |slot| (slot.tip.as_str(), slot.name.as_str()))
    }

    pub fn paragraph(&mut self, paragraph: Paragraph) {
        let paragraph = if std::mem::take(&mut self.new_page) {
            paragraph.page_break_before(true)
        } else {
            paragraph
        };
        self.block(Block::Paragraph(Box::new(paragraph)));
    }

    /// A table, and a thin paragraph below it: two tables in a row would be one, and a cell must end with a paragraph.
    pub fn table(&mut self, table: Table) {
        if std::mem::take(&mut self.new_page) {
            let start = Paragraph::new().style(styles::GAP).page_break_before(true);
            self.block(Block::Paragraph(Box::new(start)));
        }
        self.block(Block::Table(Box::new(table)));
        self.block(Block::Paragraph(Box::new(
            Paragraph::new().style(styles::GAP),
        )));
    }

    /// A place to fill in that stands on lines of its own.
    pub fn control(&mut self, control: StructuredDataTag) {
        self.block(Block::Control(Box::new(control)));
    }

    fn block(&mut self, block: Block) {
        if let Some(part) = self.parts.last_mut() {
            part.push(block);
        }
    }

    pub fn break_page(&mut self) {
        self.new_page = true;
    }

    /// A line of words in a style; nothing where there are none.
    pub fn styled(&mut self, style: &str, words: &str) {
        if !words.is_empty() {
            self.paragraph(Paragraph::new().style(style).add_run(text(words)));
        }
    }

    /// What `write` writes, as the inside of a cell of this width.
    pub fn cell(&mut self, width: usize, write: impl FnOnce(&mut Self)) -> TableCell {
        let outer = std::mem::replace(
            &mut self.width,
            width.saturating_sub(2 * styles::CELL_MARGIN),
        );
        self.parts.push(Vec::new());
        write(self);
        let blocks = self.parts.pop().unwrap_or_default();
        self.width = outer;
        let mut cell = TableCell::new().width(width, WidthType::Dxa);
        if blocks.is_empty() {
            cell = cell.add_paragraph(Paragraph::new().style(styles::CELL));
        }
        for block in blocks {
            cell = match block {
                Block::Paragraph(paragraph) => cell.add_paragraph(*paragraph),
                Block::Table(table) => cell.add_table(*table),
                Block::Control(control) => cell.add_structured_data_tag(*control),
            };
        }
        cell
    }

    /// A list with numbers of its own, from `start`, at this depth: the id by which its paragraphs belong to it.
    pub fn numbered(&mut self, start: u64, depth: usize) -> usize {
        let id = styles::FIRST_LIST + self.numberings.len();
        let start = usize::try_from(start).unwrap_or(1);
        self.numberings.push(
            Numbering::new(id, styles::DECIMAL)
                .add_override(LevelOverride::new(depth.min(5)).start(start)),
        );
        id
    }
}

/// A run of words. Line breaks in them stay line breaks.
pub(super) fn text(words: &str) -> Run {
    lines(Run::new(), words)
}

/// Adds words to a run; line breaks in them stay line breaks.
pub(super) fn lines(run: Run, words: &str) -> Run {
    words.split('\n').enumerate().fold(run, |run, (at, line)| {
        let run = if at == 0 {
            run
        } else {
            run.add_break(BreakType::TextWrapping)
        };
        run.add_text(line)
    })
}

/// A tab stop at the end of the line, with a line to write on before it.
pub(super) fn line_to(width: usize) -> Tab {
    Tab::new()
        .val(TabValueType::Right)
        .leader(TabLeaderType::Underscore)
        .pos(width)
}

/// A table of these column widths.
pub(super) fn table(widths: &[usize], rows: Vec<TableRow>, lined: bool) -> Table {
    let table = if lined {
        Table::new(rows)
    } else {
        Table::without_borders(rows)
    };
    table
        .style(if lined {
            styles::TABLE
        } else {
            styles::PLAIN_TABLE
        })
        .set_grid(widths.to_vec())
        .width(widths.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
}

/// The row of heads, which every page of the table repeats.
pub(super) fn head_row(cells: Vec<TableCell>) -> TableRow {
    TableRow::new(cells)
        .cant_split()
        .row_height(HEADER_ROW)
        .height_rule(docx_rs::HeightRule::Auto)
}

/// A row that is at least so high, and stays on one page.
pub(super) fn row(cells: Vec<TableCell>, height: usize) -> TableRow {
    let row = TableRow::new(cells).cant_split();
    if height == 0 {
        return row;
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "heights are a few thousand at most"
    )]
    let height = height as f32;
    row.row_height(height)
        .height_rule(docx_rs::HeightRule::AtLeast)
}
