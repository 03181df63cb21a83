//! The styles by which a practitioner changes how a document looks, and the numbering of its lists.

use docx_rs::{
    AbstractNumbering, AlignmentType, BorderType, Docx, IndentLevel, Level, LevelJc, LevelText,
    LineSpacing, LineSpacingType, NumberFormat, Numbering, NumberingId, ParagraphBorder,
    ParagraphBorderPosition, ParagraphProperty, RunFonts, SpecialIndentType, Start, Style,
    StyleType, TableCellMargins, TableProperty,
};

pub(super) const LABEL: &str = "Label";
pub(super) const HINT: &str = "Hint";
pub(super) const SMALL: &str = "Small";
pub(super) const NOTICE: &str = "Notice";
pub(super) const QUOTE: &str = "Quote";
pub(super) const OPTION: &str = "Option";
pub(super) const LINE: &str = "WritingLine";
pub(super) const ANSWER: &str = "Answer";
pub(super) const CELL: &str = "Cell";
pub(super) const HEAD: &str = "TableHead";
pub(super) const LIST: &str = "ListParagraph";
pub(super) const GAP: &str = "Gap";
pub(super) const TABLE: &str = "SheetTable";
pub(super) const PLAIN_TABLE: &str = "PlainTable";
pub(super) const OPEN: &str = "PlaceholderText";

/// The three headings.
pub(super) const HEADINGS: [&str; 3] = ["Heading1", "Heading2", "Heading3"];

/// The sorts of lists; the crate has one of its own with the number 1.
pub(super) const BULLETS: usize = 2;
pub(super) const DECIMAL: usize = 3;
pub(super) const CLAUSES: usize = 4;
/// Lists of their own come from this number on.
pub(super) const FIRST_LIST: usize = 10;

/// Lengths in twentieths of a point: a step of indentation, the margin within cells, a line to write on (8.5 mm).
pub(super) const STEP: usize = 567;
pub(super) const CELL_MARGIN: usize = 100;
pub(super) const PITCH: usize = 482;

/// Sizes in half points. Clients read 14 points, and 12 below labels.
const BODY: usize = 28;
const SMALLER: usize = 24;

/// A humanist sans that Word and LibreOffice have or know a stand-in for.
const FONT: &str = "Calibri";

/// Adds every style and sort of list.
pub(super) fn add_to(docx: Docx) -> Docx {
    let fonts = RunFonts::new()
        .ascii(FONT)
        .hi_ansi(FONT)
        .east_asia(FONT)
        .cs(FONT);
    let docx = docx
        .default_fonts(fonts)
        .default_size(BODY)
        .default_line_spacing(spacing(0, 120).line(276).line_rule(LineSpacingType::Auto));
    let docx = styles().into_iter().fold(docx, Docx::add_style);
    numberings().into_iter().fold(docx, |docx, (list, id)| {
        docx.add_abstract_numbering(list)
            .add_numbering(Numbering::new(id, id))
    })
}

fn paragraph(id: &str, name: &str) -> Style {
    Style::new(id, StyleType::Paragraph)
        .name(name)
        .based_on("Normal")
}

fn with(mut style: Style, change: impl FnOnce(ParagraphProperty) -> ParagraphProperty) -> Style {
    style.paragraph_property = change(style.paragraph_property);
    style
}

fn spacing(before: u32, after: u32) -> LineSpacing {
    LineSpacing::new().before(before).after(after)
}

fn styles() -> Vec<Style> {
    let heading = |at: usize, size: usize, before: u32| {
        let style = paragraph(HEADINGS[at], &format!("heading {}", at + 1))
            .next("Normal")
            .size(size)
            .bold()
            .outline_lvl(at)
            .line_spacing(spacing(before, 120));
        with(style, |property| property.keep_next(true).keep_lines(true))
    };
    let step = i32::try_from(STEP).unwrap_or_default();
    let keep = |style: Style| with(style, |property| property.keep_next(true).keep_lines(true));
    let edge = |position| {
        ParagraphBorder::new(position)
            .val(BorderType::Single)
            .size(8)
            .space(6)
            .color("1E1E1E")
    };
    let notice = [
        ParagraphBorderPosition::Top,
        ParagraphBorderPosition::Left,
        ParagraphBorderPosition::Bottom,
        ParagraphBorderPosition::Right,
    ]
    .into_iter()
    .fold(
        paragraph(NOTICE, "Notice").indent(Some(120), None, Some(120), None),
        |style, position| with(style, |property| property.set_border(edge(position))),
    );
    let mut cells = Style::new(TABLE, StyleType::Table).name("Sheet Table");
    cells.table_property = TableProperty::new().set_margins(margins());
    let mut plain = Style::new(PLAIN_TABLE, StyleType::Table).name("Plain Table");
    plain.table_property = TableProperty::without_borders().set_margins(margins());
    vec![
        heading(0, 48, 0),
        heading(1, 36, 480),
        heading(2, 28, 360),
        keep(
            paragraph(LABEL, "Label")
                .next("Normal")
                .bold()
                .line_spacing(spacing(320, 60)),
        ),
        keep(paragraph(HINT, "Hint").next("Normal").size(SMALLER)),
        paragraph(SMALL, "Small").size(SMALLER),
        notice,
        paragraph(QUOTE, "Quote").indent(Some(step), None, Some(step), None),
        paragraph(OPTION, "Option").indent(
            Some(step),
            Some(SpecialIndentType::Hanging(step)),
            None,
            None,
        ),
        paragraph(LINE, "Writing Line").line_spacing(
            spacing(0, 0)
                .line(i32::try_from(PITCH).unwrap_or_default())
                .line_rule(LineSpacingType::Exact),
        ),
        paragraph(ANSWER, "Answer"),
        paragraph(CELL, "Cell").line_spacing(spacing(20, 20)),
        keep(
            paragraph(HEAD, "Table Head")
                .bold()
                .size(SMALLER)
                .line_spacing(spacing(20, 20)),
        ),
        paragraph(LIST, "List Paragraph"),
        paragraph(GAP, "Gap").size(8).line_spacing(spacing(0, 120)),
        paragraph("Footer", "footer")
            .size(SMALLER)
            .line_spacing(spacing(0, 40)),
        Style::new(OPEN, StyleType::Character)
            .name("Placeholder Text")
            .color("404040"),
        cells,
        plain,
    ]
}

fn margins() -> TableCellMargins {
    TableCellMargins::new().margin(40, CELL_MARGIN, 40, CELL_MARGIN)
}

fn numberings() -> Vec<(AbstractNumbering, usize)> {
    let step = i32::try_from(STEP).unwrap_or_default();
    let level = |at: usize, format: &str, sign: &str| {
        let left = step * i32::try_from(at + 1).unwrap_or(1);
        Level::new(
            at,
            Start::new(1),
            NumberFormat::new(format),
            LevelText::new(sign),
            LevelJc::new("left"),
        )
        .indent(
            Some(left),
            Some(SpecialIndentType::Hanging(step)),
            None,
            None,
        )
    };
    let levels = |id: usize, format: &'static str, sign: &'static dyn Fn(usize) -> String| {
        (0..6).fold(AbstractNumbering::new(id), |list, at| {
            list.add_level(level(at, format, &sign(at)))
        })
    };
    vec![
        (levels(BULLETS, "bullet", &|_| "•".to_owned()), BULLETS),
        (
            levels(DECIMAL, "decimal", &|at| format!("%{}.", at + 1)),
            DECIMAL,
        ),
        (
            AbstractNumbering::new(CLAUSES).add_level(level(0, "decimal", "%1.")),
            CLAUSES,
        ),
    ]
}

/// The number and the depth of a list, as a paragraph names them.
pub(super) fn in_list(id: usize, depth: usize) -> (NumberingId, IndentLevel) {
    (NumberingId::new(id), IndentLevel::new(depth.min(5)))
}

/// Words in the middle of their cell.
pub(super) const MIDDLE: AlignmentType = AlignmentType::Center;
