//! Agreements: numbered clauses, what must stand in every agreement, and two blocks of signature.

use docx_rs::{Paragraph, Run, TableCell};

use super::rich::{Piece, Setting, joined};
use super::styles;
use super::writer::{Writer, lines, row, table, text};
use crate::site::sheet::{ClauseView, SheetView, SignatureView, SlotView};

impl Writer<'_> {
    pub fn agreement(&mut self, sheet: &SheetView) {
        self.styled(styles::HEADINGS[1], &sheet.clauses_title);
        for clause in &sheet.clauses {
            self.clause(clause);
        }
        self.styled(styles::HEADINGS[1], &sheet.terms_title);
        // Nobody signs on a page that says nothing else: what was freely chosen stands on it too.
        let last = sheet.terms.len().saturating_sub(2);
        for (at, part) in sheet.terms.iter().enumerate() {
            self.lead(part, at >= last);
        }
        self.styled(styles::HEADINGS[1], &sheet.signing_title);
        let about = vec![Piece::Run(Box::new(text(&sheet.signing_about)))];
        self.begun(about, &[], Setting::new("Normal").kept());
        self.signatures(&sheet.signatures);
    }

    fn clause(&mut self, clause: &ClauseView) {
        let (list, level) = styles::in_list(styles::CLAUSES, 0);
        let titled = !clause.title.is_empty();
        if titled {
            self.paragraph(
                Paragraph::new()
                    .style(styles::HEADINGS[2])
                    .numbering(list, level)
                    .add_run(text(&clause.title)),
            );
        }
        // Without a title the clause's own words carry the number.
        let mut setting = if titled {
            Setting::new("Normal")
        } else {
            Setting::new("Normal").in_list(styles::CLAUSES, 0)
        };
        let mut after = Setting::new("Normal");
        if !titled {
            after = after.inset();
        }
        if !clause.when.is_empty() {
            self.begun(
                vec![Piece::Run(Box::new(text(&clause.when).bold()))],
                &[],
                setting.kept(),
            );
            setting = after;
        }
        if let Some(slot) = &clause.optional {
            let pieces = self.ticked(slot);
            self.begun(pieces, &[], setting.kept());
            setting = after;
        }
        if clause.alternatives.is_empty() {
            self.rich(&clause.text, setting);
        } else {
            self.begun(
                vec![Piece::Run(Box::new(text(&clause.one_of)))],
                &[],
                setting.kept(),
            );
            for alternative in &clause.alternatives {
                let named = self.slot(alternative.slot.n);
                let control = self.controls.tick(named, alternative.slot.ticked);
                let start = vec![
                    Piece::Control(Box::new(control)),
                    Piece::Run(Box::new(Run::new().add_tab())),
                ];
                self.begun(start, &alternative.text, Setting::new(styles::OPTION));
            }
        }
        if !clause.until.is_empty() {
            let words = format!("{} ", clause.until_title);
            self.begun(
                vec![Piece::Run(Box::new(text(&words).bold()))],
                &clause.until,
                after,
            );
        }
    }

    fn ticked(&mut self, slot: &SlotView) -> Vec<Piece> {
        let named = self.slot(slot.n);
        vec![
            Piece::Control(Box::new(self.controls.tick(named, slot.ticked))),
            Piece::Run(Box::new(lines(Run::new().add_text("  "), &slot.label))),
        ]
    }

    fn signatures(&mut self, signatures: &[SignatureView]) {
        if signatures.is_empty() {
            return;
        }
        let width = self.width / signatures.len();
        let cells: Vec<TableCell> = signatures
            .iter()
            .map(|signature| {
                self.cell(width, |writer| {
                    writer.styled(styles::LABEL, &signature.role);
                    for slot in &signature.lines {
                        let label = vec![Piece::Run(Box::new(text(&slot.label)))];
                        writer.paragraph(joined(Paragraph::new().style(styles::HINT), label));
                        writer.writing(Some(slot), 1);
                    }
                })
            })
            .collect();
        self.table(table(
            &vec![width; signatures.len()],
            vec![row(cells, 0)],
            false,
        ));
    }
}
