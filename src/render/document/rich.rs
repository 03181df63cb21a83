//! Rich text as paragraphs, lists and tables.

use docx_rs::{BreakType, Paragraph, Run, TableCell};

use super::styles;
use super::writer::{Writer, head_row, row, table, text};
use crate::site::sheet::{RichBlock, RichInline, SlotView};

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    /// The style of its paragraphs.
    pub style: &'static str,
    /// The list it stands in, and how deep in it the first paragraph stands.
    list: Option<(usize, usize)>,
    /// How far its paragraphs stand in, in steps.
    inset: usize,
    /// Whether it stays on the page of what follows.
    kept: bool,
}

impl Setting {
    /// Paragraphs in a style.
    pub fn new(style: &'static str) -> Self {
        Self {
            style,
            list: None,
            inset: 0,
            kept: false,
        }
    }

    /// Paragraphs that stay on the page of what follows them.
    pub fn kept(self) -> Self {
        Self { kept: true, ..self }
    }

    /// Paragraphs that stand in by one step.
    pub fn inset(self) -> Self {
        Self {
            inset: self.inset + 1,
            ..self
        }
    }

    /// The first paragraph carries the sign of a list.
    pub fn in_list(self, id: usize, depth: usize) -> Self {
        Self {
            list: Some((id, depth)),
            style: styles::LIST,
            ..self
        }
    }

    fn start(self) -> Paragraph {
        let paragraph = Paragraph::new().style(self.style);
        let paragraph = if self.kept {
            paragraph.keep_next(true)
        } else {
            paragraph
        };
        match self.list {
            Some((id, depth)) => {
                let (id, level) = styles::in_list(id, depth);
                paragraph.numbering(id, level)
            }
            None if self.inset > 0 => {
                let left = i32::try_from(self.inset * styles::STEP).unwrap_or_default();
                paragraph.indent(Some(left), None, None, None)
            }
            None => paragraph,
        }
    }

    /// What follows the first paragraph: it stands below it, without a sign of its own.
    fn further(self) -> Self {
        match self.list {
            Some((_, depth)) => Self {
                list: None,
                inset: depth + 1,
                ..self
            },
            None => self,
        }
    }
}

impl Writer<'_> {
    /// Rich text, all of it in one setting.
    pub fn rich(&mut self, blocks: &[RichBlock], setting: Setting) {
        self.begun(Vec::new(), blocks, setting);
    }

    /// Rich text whose first paragraph begins with something of ours.
    pub fn begun(&mut self, start: Vec<Piece>, blocks: &[RichBlock], setting: Setting) {
        let mut start = Some(start).filter(|start| !start.is_empty());
        if start.is_some() && !matches!(blocks.first(), Some(RichBlock::Paragraph { .. })) {
            let paragraph = joined(setting.start(), start.take().unwrap_or_default());
            self.paragraph(paragraph);
        }
        let mut setting = setting;
        for block in blocks {
            self.block_of(block, start.take().unwrap_or_default(), setting);
            setting = setting.further();
        }
    }

    fn block_of(&mut self, block: &RichBlock, start: Vec<Piece>, setting: Setting) {
        match block {
            RichBlock::Paragraph { c } => {
                let mut pieces = start;
                pieces.extend(self.pieces(c, Weight::default()));
                self.paragraph(joined(setting.start(), pieces));
            }
            RichBlock::Heading { c } => {
                let pieces = self.pieces(c, Weight::default().strong());
                self.paragraph(joined(setting.start().keep_next(true), pieces));
            }
            RichBlock::List { start, items } => {
                let depth = setting.inset;
                let id = start.map_or(styles::BULLETS, |start| self.numbered(start, depth));
                for item in items {
                    self.rich(item, Setting::new(styles::LIST).in_list(id, depth));
                }
            }
            RichBlock::Quote { b } => self.rich(b, Setting::new(styles::QUOTE)),
            RichBlock::Callout { title, b } => {
                let setting = Setting::new(styles::NOTICE);
                self.paragraph(setting.start().keep_next(true).add_run(text(title).bold()));
                self.rich(b, setting);
            }
            RichBlock::Table { head, rows } => self.rich_table(head, rows),
            RichBlock::Code { s } => self.paragraph(setting.start().add_run(text(s))),
            RichBlock::Rule => self.paragraph(
                Paragraph::new()
                    .style(styles::GAP)
                    .add_tab(super::writer::line_to(self.width))
                    .add_run(Run::new().add_tab()),
            ),
        }
    }

    fn rich_table(&mut self, head: &[Vec<RichInline>], rows: &[Vec<Vec<RichInline>>]) {
        if head.is_empty() {
            return;
        }
        let width = self.width / head.len();
        let widths = vec![width; head.len()];
        let cells =
            |writer: &mut Self, cells: &[Vec<RichInline>], style: &'static str| -> Vec<TableCell> {
                (0..head.len())
                    .map(|at| {
                        writer.cell(width, |writer| {
                            let pieces = cells
                                .get(at)
                                .map(|cell| writer.pieces(cell, Weight::default()));
                            writer.paragraph(joined(
                                Paragraph::new().style(style),
                                pieces.unwrap_or_default(),
                            ));
                        })
                    })
                    .collect()
            };
        let mut all = vec![head_row(cells(self, head, styles::HEAD))];
        for one in rows {
            all.push(row(cells(self, one, styles::CELL), 0));
        }
        self.table(table(&widths, all, true));
    }

    /// The parts of a line.
    pub fn pieces(&mut self, content: &[RichInline], weight: Weight) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(content.len());
        for inline in content {
            match inline {
                RichInline::Text { s } | RichInline::Code { s } => pieces.push(weight.run(text(s))),
                RichInline::Strong { c } => pieces.extend(self.pieces(c, weight.strong())),
                RichInline::Struck { c } => pieces.extend(self.pieces(c, weight.struck())),
                // docx-rs knows no language of a run.
                RichInline::Foreign { c, .. } => pieces.extend(self.pieces(c, weight)),
                RichInline::Mark { s } => pieces.push(weight.run(text(&format!("[{s}]")))),
                RichInline::Break => pieces.push(Piece::Run(Box::new(
                    Run::new().add_break(BreakType::TextWrapping),
                ))),
                RichInline::Blank {
                    label,
                    form,
                    wide,
                    slots,
                    // What is typed is copied quickly, so every blank stays open.
                    again: _,
                } => self.blank(label, form, *wide, slots, &mut pieces),
            }
        }
        pieces
    }

    /// A blank of an agreement: what was answered, a list to choose from, boxes to tick, or a line with its label behind it.
    fn blank(
        &mut self,
        label: &str,
        form: &str,
        wide: bool,
        slots: &[SlotView],
        pieces: &mut Vec<Piece>,
    ) {
        let Some(first) = slots.first() else { return };
        let (tip, name) = self.slot(first.n);
        match form {
            "choice" if first.answer.is_empty() => {
                let choices = slots.iter().map(|slot| slot.label.clone()).collect();
                let control = self.controls.choice((label, name), choices);
                pieces.push(Piece::Control(Box::new(control)));
            }
            "choices" if first.answer.is_empty() => {
                for (at, slot) in slots.iter().enumerate() {
                    let (tip, name) = self.slot(slot.n);
                    let box_ = self.controls.tick((tip, name), slot.ticked);
                    pieces.push(Piece::Control(Box::new(box_)));
                    let gap = if at + 1 < slots.len() { "   " } else { "" };
                    pieces.push(Piece::Run(Box::new(text(&format!(" {}{gap}", slot.label)))));
                }
            }
            _ => {
                let length = match form {
                    "number" => 8,
                    "money" | "date" | "duration" => 16,
                    _ if wide => 40,
                    _ => 28,
                };
                let stand_in = text(&"_".repeat(length)).style(styles::OPEN);
                // In a sentence an answer has one line.
                let answer = first
                    .answer
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ");
                let control = self.controls.text((tip, name), &answer, stand_in, wide);
                pieces.push(Piece::Control(Box::new(control)));
                if answer.is_empty() {
                    pieces.push(Piece::Run(Box::new(text(&format!(" ({label})")).size(24))));
                }
            }
        }
    }
}

/// A part of a line, ready for its paragraph.
pub(super) enum Piece {
    /// Words.
    Run(Box<Run>),
    /// A place to fill in.
    Control(Box<docx_rs::StructuredDataTag>),
}

/// Puts the parts of a line into a paragraph.
pub(super) fn joined(paragraph: Paragraph, pieces: Vec<Piece>) -> Paragraph {
    pieces
        .into_iter()
        .fold(paragraph, |paragraph, piece| match piece {
            Piece::Run(run) => paragraph.add_run(*run),
            Piece::Control(control) => paragraph.add_structured_data_tag(*control),
        })
}

/// How words stand out.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weight {
    strong: bool,
    struck: bool,
}

impl Weight {
    pub fn strong(self) -> Self {
        Self {
            strong: true,
            ..self
        }
    }

    fn struck(self) -> Self {
        Self {
            struck: true,
            ..self
        }
    }

    fn run(self, run: Run) -> Piece {
        let run = if self.strong { run.bold() } else { run };
        Piece::Run(Box::new(if self.struck { run.strike() } else { run }))
    }
}
