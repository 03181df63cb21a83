//! From a worksheet's sections and fields to what the templates print.

use super::Maker;
use super::slots::Entry;
use super::views::{FieldView, LeadView, SectionView, SheetView, SlotView};
use crate::model::answers::{cell, part};
use crate::model::sheet_field::{Form, LETTER_ROWS, ROWS, SheetField, rows};
use crate::model::value::Text;
use crate::model::worksheet::{FilledBy, Worksheet};
use crate::source::Located;

/// A scale of more points than this is a number to write, since its circles would not fit across a page.
const MOST_POINTS: u32 = 13;

impl<'a> Maker<'a> {
    pub(super) fn worksheet(&mut self, sheet: &'a Worksheet, view: &mut SheetView) {
        view.form = "worksheet";
        let who = match &sheet.filled_by {
            FilledBy::Each => self.words("filled_by.each"),
            FilledBy::Together => self.words("filled_by.together"),
            FilledBy::Role(role) => self.role(&role.value),
        };
        view.facts = vec![
            format!("{}: {who}", self.words("sheet.filled_by")),
            format!(
                "{}: {}",
                self.words("sheet.time"),
                self.counted("sheet.minutes", sheet.minutes.value)
            ),
        ];
        let purpose = self.prose(&sheet.purpose);
        let before = self.prose(&sheet.before);
        view.lead = vec![
            self.lead("sheet.purpose", purpose),
            self.lead("sheet.before", before),
        ];
        if let Some(privacy) = &sheet.privacy {
            let text = self.prose(privacy);
            view.lead.push(self.lead("sheet.privacy", text));
        }
        if let Some(stop) = &sheet.stop_rule {
            let text = self.prose(stop);
            let stop = self.lead("sheet.stop", text);
            view.lead.push(LeadView {
                boxed: true,
                ..stop
            });
        }
        self.safety(view);
        view.sections = sheet
            .sections
            .iter()
            .map(|section| SectionView {
                title: self.ready(&section.title.value),
                intro: self.optional_prose(section.intro.as_ref()),
                fields: section
                    .fields
                    .iter()
                    .map(|field| self.field(field))
                    .collect(),
            })
            .collect();
    }

    pub(super) fn safety(&mut self, view: &mut SheetView) {
        if let Some(safety) = &self.entry.common.safety {
            let text = self.prose(safety);
            let safety = self.lead("print.safety", text);
            view.lead.push(LeadView {
                boxed: true,
                ..safety
            });
        }
    }

    fn field(&mut self, field: &'a SheetField) -> FieldView {
        let id = field
            .id
            .as_ref()
            .map(|id| id.0.value.to_string())
            .unwrap_or_default();
        let label = field
            .label
            .as_ref()
            .map(|label| label.value.to_string())
            .unwrap_or_default();
        let mut view = FieldView {
            form: field.form.word(),
            label: self.ready(&label),
            hint: self.optional(field.hint.as_ref()),
            ..FieldView::default()
        };
        match &field.form {
            Form::Line(_) | Form::DateField(_) | Form::NameField(_) | Form::Signature(_) => {
                view.slots = vec![self.slots.words(id, label, Entry::Line)];
            }
            Form::Lines(form) => {
                view.rows = rows(form.rows.as_ref(), ROWS);
                view.slots = vec![self.slots.words(id, label, Entry::Area)];
            }
            Form::Frame(form) => {
                view.rows = rows(form.rows.as_ref(), ROWS);
                view.slots = vec![self.slots.words(id, label, Entry::Area)];
            }
            Form::Checklist(form) => {
                view.slots = self.marks(&id, &label, &form.options, Entry::Tick)
            }
            Form::Choice(form) => view.slots = self.marks(&id, &label, &form.options, Entry::Pick),
            Form::Feelings(form) => {
                view.columns = form
                    .columns
                    .as_ref()
                    .map_or(3, |columns| columns.value.clamp(1, 6));
                view.slots = self.marks(&id, &label, &form.options, Entry::Tick);
            }
            Form::Scale(form) => {
                view.first = self.ready(&form.low.value);
                view.last = self.ready(&form.high.value);
                view.shown = form.shown.map_or("across", |shown| shown.word());
                let (low, high) = (form.min.value, form.max.value);
                let (min, max) = (low.min(high), low.max(high));
                if max.saturating_sub(min) >= MOST_POINTS {
                    view.shown = "number";
                    view.heads = vec![min.to_string(), max.to_string()];
                    view.slots = vec![self.slots.words(id, label, Entry::Line)];
                } else {
                    let points: Vec<Text> = (min..=max)
                        .map(|point| Located::new(point.to_string().into(), form.min.span))
                        .collect();
                    view.slots = self.marks(&id, &label, &points, Entry::Pick);
                }
            }
            Form::Stem(form) => {
                view.parts = form.parts().iter().map(|part| self.ready(part)).collect();
                view.slots = (1..view.parts.len())
                    .map(|n| {
                        let tip =
                            self.filled("field.gap", &[("label", &label), ("n", &n.to_string())]);
                        self.slots.words(part(&id, n), tip, Entry::Line)
                    })
                    .collect();
            }
            Form::Table(form) => {
                view.heads = self.ready_all(&form.columns);
                let labels = if form.days == Some(true) {
                    self.days()
                } else {
                    self.ready_all(&form.rows)
                };
                let blank = form
                    .blank_rows
                    .as_ref()
                    .map_or(0, |blank| rows(Some(blank), 0) as usize);
                // More rows than there are lines for are written down all the same.
                let filled = self.answers.rows(&id);
                let count = (labels.len() + blank).max(filled);
                view.row_labels = labels;
                view.row_labels.resize(count, String::new());
                if view.row_labels.is_empty() {
                    view.row_labels.push(String::new());
                }
                view.slots = self.cells(&id, &view.row_labels, &view.heads);
            }
            Form::TwoColumns(form) => {
                view.heads = vec![self.ready(&form.left.value), self.ready(&form.right.value)];
                view.rows = rows(form.rows.as_ref(), ROWS);
                view.slots = (1..=2)
                    .map(|n| {
                        self.slots.words(
                            part(&id, n),
                            format!("{label}: {}", view.heads[n - 1]),
                            Entry::Area,
                        )
                    })
                    .collect();
            }
            Form::Turns(form) => {
                view.about = self.counted("field.each_minutes", form.minutes.value);
                if let Some(topic) = &form.topic {
                    let topic = self.filled("field.topic", &[("topic", &topic.value)]);
                    view.about = format!("{}. {}", view.about, self.ready(&topic));
                }
                let turns: Vec<String> = self.strings.list("field.turns").to_vec();
                view.slots = turns
                    .iter()
                    .map(|turn| {
                        self.slots
                            .mark(&id, turn, Entry::Tick, format!("{label}: {turn}"))
                    })
                    .collect();
            }
            Form::TimedCheckIn(form) => {
                view.about = self.counted("field.minutes", form.minutes.value);
                view.parts = self.ready_all(&form.parts);
                view.slots = form
                    .parts
                    .iter()
                    .enumerate()
                    .map(|(at, said)| {
                        self.slots
                            .words(part(&id, at + 1), said.value.to_string(), Entry::Area)
                    })
                    .collect();
            }
            Form::Calendar(form) => {
                let weeks = rows(Some(&form.weeks), 1);
                view.heads = self.strings.list("date.days_short").to_vec();
                view.row_labels = (1..=weeks)
                    .map(|week| self.filled("field.week", &[("n", &week.to_string())]))
                    .collect();
                view.slots = self.cells(&id, &view.row_labels, &view.heads);
            }
            Form::Balance(form) => {
                view.heads = vec![
                    self.words("field.balance_gives"),
                    self.words("field.balance_costs"),
                ];
                view.row_labels = self.ready_all(&form.options);
                view.slots = self.cells(&id, &view.row_labels, &view.heads);
            }
            Form::Letter(form) => {
                view.first = self.optional(form.opening.as_ref());
                view.last = self.optional(form.closing.as_ref());
                view.rows = rows(form.rows.as_ref(), LETTER_ROWS);
                view.slots = vec![self.slots.words(id, label, Entry::Area)];
            }
            Form::Reading(form) => view.text = self.prose(&form.text),
            Form::PageBreak(_) => {}
        }
        view
    }

    fn marks(&mut self, id: &str, label: &str, options: &[Text], entry: Entry) -> Vec<SlotView> {
        options
            .iter()
            .map(|option| {
                let slot = self.slots.mark(
                    id,
                    &option.value,
                    entry,
                    format!("{label}: {}", option.value),
                );
                SlotView {
                    label: self.ready(&slot.label),
                    ..slot
                }
            })
            .collect()
    }

    /// The cells of a table, row by row.
    fn cells(&mut self, id: &str, rows: &[String], heads: &[String]) -> Vec<SlotView> {
        let mut cells = Vec::with_capacity(rows.len() * heads.len());
        for (row, label) in rows.iter().enumerate() {
            let n = (row + 1).to_string();
            let label = if label.is_empty() {
                self.filled("field.row", &[("n", &n)])
            } else {
                label.clone()
            };
            for (column, head) in heads.iter().enumerate() {
                let tip = self.filled("field.cell", &[("row", &label), ("head", head)]);
                cells.push(
                    self.slots
                        .words(cell(id, row + 1, column + 1), tip, Entry::Area),
                );
            }
        }
        cells
    }

    fn days(&self) -> Vec<String> {
        self.strings.list("date.days").to_vec()
    }
}
