//! A sheet as a whole: what stands above its fields, the foot of each page, the paper.

use docx_rs::{Docx, Footer, NumPages, PageMargin, PageNum, Paragraph, Run, Tab, TabValueType};

use super::finish::Package;
use super::rich::{Piece, Setting};
use super::styles;
use super::writer::{Block, Writer, text};
use crate::config::{Direction, Paper};
use crate::site::Plan;
use crate::site::sheet::{LeadView, SheetView, Slot};
use crate::theme::Strings;

/// The margins at the sides and above, in twentieths of a point (22 and 18 mm).
const SIDE: u32 = 1247;
const ABOVE: i32 = 1020;

/// The room below the foot of a page, that for a line of it, and how many signs stand on one.
const BELOW: i32 = 500;
const FOOT_LINE: i32 = 340;
const FOOT_SIGNS: usize = 76;

/// The document of a sheet.
pub(super) fn package(
    plan: &Plan<'_>,
    strings: &Strings,
    sheet: &SheetView,
    slots: &[Slot],
    paper: Paper,
) -> Package {
    let (width, height) = match paper {
        Paper::A4 => (11_906, 16_838),
        Paper::Letter => (12_240, 15_840),
    };
    let room = usize::try_from(width - 2 * SIDE).unwrap_or_default();
    let mut writer = Writer::new(strings, slots, room);
    writer.opening(sheet);
    if sheet.form == "agreement" {
        writer.agreement(sheet);
    } else {
        for section in &sheet.sections {
            writer.section(section);
        }
    }
    let (blocks, controls, numberings) = writer.finish();
    let side = i32::try_from(SIDE).unwrap_or_default();
    let docx = Docx::new()
        .page_size(width, height)
        .page_margin(PageMargin {
            top: ABOVE,
            left: side,
            bottom: room_below(sheet),
            right: side,
            header: 500,
            footer: BELOW,
            gutter: 0,
        })
        .footer(footer(strings, sheet, room));
    let docx = styles::add_to(docx);
    let docx = numberings.into_iter().fold(docx, Docx::add_numbering);
    let docx = blocks.into_iter().fold(docx, |docx, block| match block {
        Block::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
        Block::Table(table) => docx.add_table(*table),
        Block::Control(control) => docx.add_structured_data_tag(*control),
    });
    Package {
        parts: docx.build(),
        controls,
        title: sheet.running.clone(),
        language: plan.config.language().to_owned(),
        right_to_left: plan.config.direction() == Direction::RightToLeft,
    }
}

/// The margin below the words: where the foot does not fit into it, LibreOffice parts a field from its label.
fn room_below(sheet: &SheetView) -> i32 {
    let words = sheet.footer.join(" · ").chars().count();
    let lines = i32::try_from(1 + words.div_ceil(FOOT_SIGNS)).unwrap_or(1);
    BELOW + (lines + 1) * FOOT_LINE
}

impl Writer<'_> {
    fn opening(&mut self, sheet: &SheetView) {
        if !sheet.private.is_empty() {
            self.paragraph(
                Paragraph::new()
                    .style(styles::NOTICE)
                    .add_run(text(&sheet.private).bold()),
            );
        }
        self.styled(styles::HEADINGS[0], &sheet.title);
        for fact in &sheet.facts {
            self.styled("Normal", fact);
        }
        for part in &sheet.lead {
            self.lead(part, false);
        }
        self.styled(styles::SMALL, &sheet.help);
        if !sheet.address.is_empty() {
            let words = format!("{} {}", self.words("print.web"), sheet.address);
            self.styled(styles::SMALL, &words);
        }
    }

    /// Words with a title of their own, in a box where they are set apart; on the page of what follows, where they are
    /// `kept` there.
    pub fn lead(&mut self, part: &LeadView, kept: bool) {
        let setting = Setting::new(if part.boxed { styles::NOTICE } else { "Normal" });
        let setting = if kept { setting.kept() } else { setting };
        if !part.title.is_empty() {
            if part.boxed {
                let title = vec![Piece::Run(Box::new(text(&part.title).bold()))];
                self.begun(title, &[], setting);
            } else {
                self.styled(styles::LABEL, &part.title);
            }
        }
        self.rich(&part.text, setting);
    }
}

/// The sheet's title, page x of y, and below them the book with its version, the practice and the licence.
fn footer(strings: &Strings, sheet: &SheetView, room: usize) -> Footer {
    let end = Tab::new().val(TabValueType::Right).pos(room);
    let mut first = Paragraph::new()
        .style("Footer")
        .add_tab(end)
        .add_run(text(&sheet.running).bold())
        .add_run(Run::new().add_tab());
    // "Page {page} of {pages}": the fields stand where the theme wants them.
    let mut rest = strings.text("print.page");
    while let Some(at) = rest.find('{') {
        first = first.add_run(text(&rest[..at]));
        let end = rest[at..].find('}').map_or(rest.len(), |end| at + end + 1);
        first = match &rest[at..end] {
            "{page}" => first.add_page_num(PageNum::new()),
            "{pages}" => first.add_num_pages(NumPages::new()),
            other => first.add_run(text(other)),
        };
        rest = &rest[end..];
    }
    let footer = Footer::new().add_paragraph(first.add_run(text(rest)));
    if sheet.footer.is_empty() {
        return footer;
    }
    footer.add_paragraph(
        Paragraph::new()
            .style("Footer")
            .add_run(text(&sheet.footer.join(" · "))),
    )
}
