//! From worksheets and agreements to what templates get.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::blocks::{Writer, escape};
use super::entry::{Views, inlines, optional, text};
use super::sheets::{AgreementView, ClauseView, FieldView, SectionView, WorksheetView};
use crate::model::agreement::{Agreement, Blank, BlankType, Clause};
use crate::model::sheet_field::{Form, LETTER_ROWS, ROWS, SheetField, rows};
use crate::model::value::Text;
use crate::model::worksheet::{FilledBy, Worksheet};

pub(super) fn worksheet<'a>(
    views: &Views<'a>,
    sheet: &'a Worksheet,
    writer: &mut Writer<'a>,
    facilitator: Option<String>,
) -> WorksheetView {
    let (filled_by, form) = match &sheet.filled_by {
        FilledBy::Each => (views.strings.text("filled_by.each").to_owned(), "each"),
        FilledBy::Together => (
            views.strings.text("filled_by.together").to_owned(),
            "together",
        ),
        FilledBy::Role(role) => (views.role(&role.value).name, "role"),
    };
    WorksheetView {
        purpose: writer.inline(&sheet.purpose),
        filled_by,
        filled_by_form: form.to_owned(),
        minutes: sheet.minutes.value,
        before: writer.inline(&sheet.before),
        stop_rule: optional(writer, sheet.stop_rule.as_ref()),
        privacy: optional(writer, sheet.privacy.as_ref()),
        sections: sheet
            .sections
            .iter()
            .map(|section| SectionView {
                title: section.title.value.to_string(),
                intro: optional(writer, section.intro.as_ref()),
                fields: section
                    .fields
                    .iter()
                    .map(|field| field_view(views, field, writer))
                    .collect(),
            })
            .collect(),
        facilitator,
    }
}

fn field_view<'a>(views: &Views<'a>, field: &'a SheetField, writer: &mut Writer<'a>) -> FieldView {
    let mut view = FieldView {
        form: field.form.word().to_owned(),
        id: field
            .id
            .as_ref()
            .map(|id| id.0.value.to_string())
            .unwrap_or_default(),
        label: text(field.label.as_ref()),
        hint: text(field.hint.as_ref()),
        ..FieldView::default()
    };
    let days = || views.strings.list("date.days").to_vec();
    match &field.form {
        Form::Line(_)
        | Form::DateField(_)
        | Form::NameField(_)
        | Form::Signature(_)
        | Form::PageBreak(_) => {}
        Form::Lines(form) => view.rows = rows(form.rows.as_ref(), ROWS),
        Form::Frame(form) => view.rows = rows(form.rows.as_ref(), ROWS),
        Form::Checklist(form) => view.options = words(&form.options),
        Form::Choice(form) => view.options = words(&form.options),
        Form::Scale(form) => {
            view.points = (form.min.value..=form.max.value).collect();
            view.first = form.low.value.to_string();
            view.last = form.high.value.to_string();
            view.shown = form.shown.map_or("across", |shown| shown.word()).to_owned();
        }
        Form::Feelings(form) => {
            view.options = words(&form.options);
            view.columns = form.columns.as_ref().map_or(3, |columns| columns.value);
        }
        Form::Stem(form) => view.parts = form.parts(),
        Form::Table(form) => {
            view.heads = words(&form.columns);
            view.row_labels = if form.days == Some(true) {
                days()
            } else {
                words(&form.rows)
            };
            let blank = form.blank_rows.as_ref().map_or(0, |rows| rows.value);
            view.row_labels.extend((0..blank).map(|_| String::new()));
        }
        Form::TwoColumns(form) => {
            view.first = form.left.value.to_string();
            view.last = form.right.value.to_string();
            view.rows = rows(form.rows.as_ref(), ROWS);
        }
        Form::Turns(form) => {
            view.minutes = form.minutes.value;
            view.topic = text(form.topic.as_ref());
        }
        Form::TimedCheckIn(form) => {
            view.minutes = form.minutes.value;
            view.options = words(&form.parts);
        }
        Form::Calendar(form) => {
            view.weeks = (1..=form.weeks.value).collect();
            view.days = days();
        }
        Form::Balance(form) => view.options = words(&form.options),
        Form::Letter(form) => {
            view.first = text(form.opening.as_ref());
            view.last = text(form.closing.as_ref());
            view.rows = rows(form.rows.as_ref(), LETTER_ROWS);
        }
        Form::Reading(form) => view.text = writer.prose(&form.text),
    }
    view
}

fn words(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| text.value.to_string()).collect()
}

pub(super) fn agreement<'a>(
    views: &Views<'a>,
    sheet: &'a Agreement,
    writer: &mut Writer<'a>,
    facilitator: Option<String>,
) -> AgreementView {
    let prefix = writer.blank_prefix();
    let blanks: BTreeMap<String, String> = sheet
        .blanks
        .iter()
        .map(|blank| {
            (
                blank.id.0.value.to_string(),
                blank_field(views, blank, &prefix),
            )
        })
        .collect();
    writer.set_blanks(blanks);
    let view = AgreementView {
        parties: sheet
            .parties
            .iter()
            .map(|role| views.role(role.as_str()))
            .collect(),
        purpose: writer.inline(&sheet.purpose),
        before: optional(writer, sheet.before.as_ref()),
        clauses: sheet
            .clauses
            .iter()
            .enumerate()
            .map(|(index, clause)| clause_view(views, sheet, clause, index + 1, writer))
            .collect(),
        starts: writer.inline(&sheet.starts),
        review_days: sheet.review_days.value,
        review: writer.inline(&sheet.review),
        expires: writer.inline(&sheet.expires),
        ending: writer.inline(&sheet.ending),
        free_choice: writer.inline(&sheet.free_choice),
        not_legal: writer.inline(&sheet.not_legal),
        exceptions: sheet
            .exceptions
            .iter()
            .map(|exception| {
                views
                    .strings
                    .text(&format!("exception.{}", exception.word()))
                    .to_owned()
            })
            .collect(),
        exceptions_note: optional(writer, sheet.exceptions_note.as_ref()),
        facilitator,
    };
    writer.set_blanks(BTreeMap::new());
    view
}

fn clause_view<'a>(
    views: &Views<'a>,
    sheet: &Agreement,
    clause: &'a Clause,
    number: usize,
    writer: &mut Writer<'a>,
) -> ClauseView {
    ClauseView {
        number,
        title: text(clause.title.as_ref()),
        text: optional(writer, clause.text.as_ref()),
        alternatives: inlines(writer, &clause.alternatives),
        optional: clause.optional == Some(true),
        until: optional(writer, clause.until.as_ref()),
        when: clause
            .when
            .as_ref()
            .map(|when| condition(views, sheet, &when.value))
            .unwrap_or_default(),
    }
}

/// "phones = limited" in the book's words.
fn condition(views: &Views<'_>, sheet: &Agreement, when: &str) -> String {
    let (label, choice) = sheet.condition(when);
    views
        .strings
        .text("when")
        .replace("{label}", label)
        .replace("{choice}", choice)
}

/// Where the number of a blank's use goes: the same blank may stand in several clauses, and the buttons of one clause must
/// not answer for another.
pub(super) const USE: &str = "{use}";

/// A blank as a form field, named by its label. Choices stand open, so that they are there on paper too.
fn blank_field(views: &Views<'_>, blank: &Blank, prefix: &str) -> String {
    let mut label = String::new();
    escape(&blank.label.value, &mut label);
    let name = &blank.id.0.value;
    let kind = blank.blank_type.word();
    let mut hint = String::new();
    escape(
        views.strings.text(&format!("blank.placeholder.{kind}")),
        &mut hint,
    );
    let (role, button) = match blank.blank_type {
        BlankType::Choice => ("radiogroup", "radio"),
        BlankType::Choices => ("group", "checkbox"),
        BlankType::Number | BlankType::Money => {
            return format!(
                "<input type=\"text\" class=\"blank blank-{kind}\" name=\"{name}\" aria-label=\"{label}\" \
                 placeholder=\"{hint}\" inputmode=\"decimal\" autocomplete=\"off\">"
            );
        }
        BlankType::Text | BlankType::Date | BlankType::Duration => {
            return format!(
                "<input type=\"text\" class=\"blank blank-{kind}\" name=\"{name}\" aria-label=\"{label}\" \
                 placeholder=\"{hint}\" autocomplete=\"off\">"
            );
        }
    };
    let mut html = format!("<span class=\"blank-choices\" role=\"{role}\" aria-label=\"{label}\">");
    for (at, choice) in blank.choices.iter().enumerate() {
        let mut words = String::new();
        escape(&choice.value, &mut words);
        // By its id a page keeps what a reader ticked, and no other id has a `_`.
        let _ = write!(
            html,
            "<label><input type=\"{button}\" id=\"{prefix}{name}_{USE}_{}\" name=\"{name}_{USE}\" value=\"{words}\"> {words}",
            at + 1
        );
        html.push_str("</label> ");
    }
    html.push_str("</span>");
    html
}
