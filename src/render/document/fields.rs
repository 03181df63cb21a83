//! The fields of a worksheet: boxes to tick are boxes, lines are lines to type or write on, tables are tables.

use docx_rs::{Paragraph, Run, TableCell};

use super::rich::Setting;
use super::styles;
use super::writer::{Writer, head_row, line_to, lines, row, table, text};
use crate::site::sheet::{FieldView, SectionView, SlotView};

/// No column of a table is narrower than this (2 cm).
const NARROWEST: usize = 1134;

/// Nor is that of a day in a calendar (1.5 cm): a week stands in one table.
const NARROWEST_DAY: usize = 850;

/// So many things to tick, or rungs of a scale, stay on one page.
const MOST_KEPT: usize = 13;

/// A place in a sentence until something is typed there.
const GAP: &str = "________________";

/// Whether what stands at a place of several stays on one page with the next; longer lists may break.
fn is_kept(at: usize, of: usize) -> bool {
    at + 1 < of && of <= MOST_KEPT
}

impl Writer<'_> {
    pub fn section(&mut self, section: &SectionView) {
        self.styled(styles::HEADINGS[1], &section.title);
        self.rich(&section.intro, Setting::new("Normal"));
        for field in &section.fields {
            self.field(field);
        }
    }

    fn field(&mut self, field: &FieldView) {
        match field.form {
            "page-break" => return self.break_page(),
            "text" => return self.rich(&field.text, Setting::new("Normal")),
            _ => self.styled(styles::LABEL, &field.label),
        }
        self.styled(styles::HINT, &field.hint);
        match field.form {
            "line" | "date" | "name" | "signature" => self.writing(field.slots.first(), 1),
            "lines" => self.writing(field.slots.first(), field.rows),
            "box" => self.frame(field),
            "checklist" => self.ticks(&field.slots, "print.choose_any"),
            "choice" => self.ticks(&field.slots, "print.choose_one"),
            "feelings" => self.feelings(field),
            "scale" => self.scale(field),
            "stem" => self.stem(field),
            "table" => self.grid(field, 2, NARROWEST),
            "calendar" => self.grid(field, 2, NARROWEST_DAY),
            "balance" => self.grid(field, 4, NARROWEST),
            "two-columns" => self.two_columns(field),
            "turns" => {
                self.styled(styles::HINT, &field.about);
                self.ticks(&field.slots, "");
            }
            "timed-check-in" => self.check_in(field),
            _ => {
                self.styled("Normal", &field.first);
                self.writing(field.slots.first(), field.rows);
                self.styled("Normal", &field.last);
            }
        }
    }

    /// Lines to write on, which go when something is typed; the answer where there is one.
    pub fn writing(&mut self, slot: Option<&SlotView>, rows: u32) {
        let Some(slot) = slot else { return };
        if self.paragraphs(slot, styles::ANSWER) {
            return;
        }
        let named = self.slot(slot.n);
        let line = Paragraph::new().add_tab(line_to(self.width));
        if slot.answer.is_empty() && rows > 1 {
            let line = line
                .style(styles::LINE)
                .add_run(Run::new().add_tab().style(styles::OPEN));
            let control = self.controls.lines(named, &line, rows);
            return self.control(control);
        }
        let style = if slot.answer.is_empty() {
            styles::LINE
        } else {
            styles::ANSWER
        };
        let stand_in = Run::new().add_tab().style(styles::OPEN);
        let control = self.controls.text(named, &slot.answer, stand_in, rows > 1);
        self.paragraph(line.style(style).add_structured_data_tag(control));
    }

    /// An answer of several lines, as paragraphs of the document; whether it was one. Within a place to type, LibreOffice
    /// puts line breaks where they do not belong.
    fn paragraphs(&mut self, slot: &SlotView, style: &'static str) -> bool {
        let several = slot.answer.contains('\n');
        if several {
            for line in slot.answer.lines().filter(|line| !line.trim().is_empty()) {
                self.styled(style, line);
            }
        }
        several
    }

    fn frame(&mut self, field: &FieldView) {
        let Some(slot) = field.slots.first() else {
            return;
        };
        let width = self.width;
        let cell = self.cell(width, |writer| writer.typed(slot));
        let height = usize::try_from(field.rows).unwrap_or(1) * styles::PITCH;
        self.table(table(&[width], vec![row(vec![cell], height)], true));
    }

    /// An answer, or room to type one, without a line.
    fn typed(&mut self, slot: &SlotView) {
        if self.paragraphs(slot, styles::CELL) {
            return;
        }
        let named = self.slot(slot.n);
        // A control must hold something, or it cannot be seen to be there.
        let control = self.controls.text(
            named,
            &slot.answer,
            text("\u{a0}").style(styles::OPEN),
            true,
        );
        self.paragraph(
            Paragraph::new()
                .style(styles::CELL)
                .add_structured_data_tag(control),
        );
    }

    fn ticks(&mut self, slots: &[SlotView], about: &str) {
        if !about.is_empty() {
            let about = self.words(about);
            self.styled(styles::HINT, &about);
        }
        for (at, slot) in slots.iter().enumerate() {
            let paragraph = Paragraph::new()
                .style(styles::OPTION)
                .keep_next(is_kept(at, slots.len()));
            let paragraph = self.tick(slot, paragraph);
            self.paragraph(paragraph);
        }
    }

    /// A box to tick and its words behind a tab.
    fn tick(&mut self, slot: &SlotView, paragraph: Paragraph) -> Paragraph {
        let named = self.slot(slot.n);
        let control = self.controls.tick(named, slot.ticked);
        paragraph
            .add_structured_data_tag(control)
            .add_run(lines(Run::new().add_tab(), &slot.label))
    }

    fn feelings(&mut self, field: &FieldView) {
        let about = self.words("print.choose_any");
        self.styled(styles::HINT, &about);
        let columns = usize::try_from(field.columns).unwrap_or(1).max(1);
        let width = self.width / columns;
        let mut rows = Vec::new();
        for slots in field.slots.chunks(columns) {
            let cells = (0..columns)
                .map(|at| {
                    self.cell(width, |writer| {
                        if let Some(slot) = slots.get(at) {
                            let paragraph =
                                writer.tick(slot, Paragraph::new().style(styles::OPTION));
                            writer.paragraph(paragraph);
                        }
                    })
                })
                .collect();
            rows.push(row(cells, 0));
        }
        if !rows.is_empty() {
            self.table(table(&vec![width; columns], rows, false));
        }
    }

    fn scale(&mut self, field: &FieldView) {
        match (field.shown, field.slots.as_slice()) {
            ("number", _) => {
                if let [min, max] = field.heads.as_slice() {
                    let words = self
                        .words("print.number_from")
                        .replace("{min}", min)
                        .replace("{max}", max);
                    self.styled("Normal", &words);
                    self.writing(field.slots.first(), 1);
                    self.styled("Normal", &format!("{min}: {}", field.first));
                    self.styled("Normal", &format!("{max}: {}", field.last));
                }
            }
            (_, []) => {}
            ("thermometer", slots) => self.thermometer(field, slots),
            (_, slots) => {
                if let (Some(low), Some(high)) = (slots.first(), slots.last()) {
                    let ends = [(low, &field.first), (high, &field.last)]
                        .map(|(slot, words)| format!("{}: {words}", slot.label));
                    self.styled(styles::HINT, &ends.join(" · "));
                }
                let width = self.width / slots.len();
                let middle = |writer: &mut Self, slot: &SlotView, numbers: bool| {
                    writer.cell(width, |writer| {
                        let paragraph = Paragraph::new()
                            .style(if numbers { styles::HEAD } else { styles::CELL })
                            .align(styles::MIDDLE);
                        let paragraph = if numbers {
                            paragraph.add_run(text(&slot.label))
                        } else {
                            let named = writer.slot(slot.n);
                            paragraph
                                .add_structured_data_tag(writer.controls.tick(named, slot.ticked))
                        };
                        writer.paragraph(paragraph);
                    })
                };
                let numbers = slots.iter().map(|slot| middle(self, slot, true)).collect();
                let boxes = slots.iter().map(|slot| middle(self, slot, false)).collect();
                self.table(table(
                    &vec![width; slots.len()],
                    vec![head_row(numbers), row(boxes, 0)],
                    true,
                ));
            }
        }
    }

    fn thermometer(&mut self, field: &FieldView, slots: &[SlotView]) {
        let widths = [
            NARROWEST,
            NARROWEST,
            self.width.saturating_sub(2 * NARROWEST),
        ];
        let mut rows = Vec::with_capacity(slots.len());
        for (at, slot) in slots.iter().enumerate().rev() {
            let end = match at {
                _ if at + 1 == slots.len() => &field.last,
                0 => &field.first,
                _ => "",
            };
            let kept = is_kept(slots.len() - 1 - at, slots.len());
            let start = || Paragraph::new().style(styles::CELL).keep_next(kept);
            let cells = vec![
                self.cell(widths[0], |writer| {
                    writer.paragraph(start().align(styles::MIDDLE).add_run(text(&slot.label)));
                }),
                self.cell(widths[1], |writer| {
                    let named = writer.slot(slot.n);
                    let control = writer.controls.tick(named, slot.ticked);
                    writer.paragraph(
                        start()
                            .align(styles::MIDDLE)
                            .add_structured_data_tag(control),
                    );
                }),
                self.cell(widths[2], |writer| {
                    writer.paragraph(start().add_run(text(end)));
                }),
            ];
            rows.push(row(cells, 0));
        }
        self.table(table(&widths, rows, false));
    }

    fn stem(&mut self, field: &FieldView) {
        let mut paragraph = Paragraph::new().style("Normal");
        for (at, part) in field.parts.iter().enumerate() {
            paragraph = paragraph.add_run(text(part));
            if let Some(slot) = field.slots.get(at).filter(|_| at + 1 < field.parts.len()) {
                let named = self.slot(slot.n);
                let control =
                    self.controls
                        .text(named, &slot.answer, text(GAP).style(styles::OPEN), false);
                paragraph = paragraph.add_structured_data_tag(control);
            }
        }
        self.paragraph(paragraph);
    }

    /// A table for the columns that fit side by side; the others follow in tables of their own.
    fn grid(&mut self, field: &FieldView, height: usize, narrowest: usize) {
        let columns = field.heads.len();
        if columns == 0 {
            return;
        }
        let named = field.row_labels.iter().any(|label| !label.is_empty());
        let first = if named { self.width / 4 } else { 0 };
        let fitting = ((self.width - first) / narrowest).max(1);
        // Columns of equal number, not one full table and a lonely rest.
        let each = columns.div_ceil(columns.div_ceil(fitting));
        for start in (0..columns).step_by(each) {
            let shown = start..(start + each).min(columns);
            let width = (self.width - first) / shown.len();
            let mut widths: Vec<usize> = vec![width; shown.len()];
            if named {
                widths.insert(0, first);
            }
            let mut head: Vec<TableCell> = Vec::new();
            if named {
                head.push(self.cell(first, |_| {}));
            }
            for column in shown.clone() {
                head.push(self.cell(width, |writer| {
                    writer.styled(styles::HEAD, &field.heads[column])
                }));
            }
            let mut rows = vec![head_row(head)];
            for (at, label) in field.row_labels.iter().enumerate() {
                let mut cells = Vec::new();
                if named {
                    cells.push(self.cell(first, |writer| writer.styled(styles::HEAD, label)));
                }
                for column in shown.clone() {
                    let slot = field.slots.get(at * columns + column);
                    cells.push(self.cell(width, |writer| {
                        if let Some(slot) = slot {
                            writer.typed(slot);
                        }
                    }));
                }
                rows.push(row(cells, height * styles::PITCH));
            }
            self.table(table(&widths, rows, true));
        }
    }

    fn two_columns(&mut self, field: &FieldView) {
        let width = self.width / 2;
        let head: Vec<TableCell> = field
            .heads
            .iter()
            .map(|head| self.cell(width, |writer| writer.styled(styles::HEAD, head)))
            .collect();
        let cells: Vec<TableCell> = field
            .slots
            .iter()
            .map(|slot| self.cell(width, |writer| writer.typed(slot)))
            .collect();
        let height = usize::try_from(field.rows).unwrap_or(1) * styles::PITCH;
        self.table(table(
            &[width, width],
            vec![head_row(head), row(cells, height)],
            true,
        ));
    }

    fn check_in(&mut self, field: &FieldView) {
        self.styled(styles::HINT, &field.about);
        let id = self.numbered(1, 0);
        for (part, slot) in field.parts.iter().zip(&field.slots) {
            let (list, level) = styles::in_list(id, 0);
            self.paragraph(
                Paragraph::new()
                    .style(styles::LIST)
                    .numbering(list, level)
                    .keep_next(true)
                    .add_run(text(part)),
            );
            self.writing(Some(slot), 2);
        }
    }
}
