//! A file of answers to start from: every name that a sheet has, with what it asks as a comment above.

use std::fmt::Write;

use super::Asked;
use super::agreement::{is_open, name, short};
use crate::model::agreement::{Agreement, Blank, BlankType};
use crate::model::kind::Data;
use crate::model::sheet_field::{Form, SheetField};
use crate::model::value::{Text, one_line};
use crate::model::worksheet::Worksheet;
use crate::parse::{yaml_comment, yaml_scalar};

/// A file of answers without any, with comments that say what each takes; empty for what is no sheet.
pub fn template(asked: Asked<'_>) -> String {
    let mut text = String::new();
    let id = asked.sheet.id.value.as_str();
    comment(
        &mut text,
        0,
        &format!("Answers to \"{}\".", asked.sheet.title.value),
    );
    match &asked.sheet.data {
        Data::Worksheet(sheet) => {
            comment(
                &mut text,
                0,
                "Write behind the names what is to stand on the sheet. What you leave empty stays open, for a pen.",
            );
            head(&mut text, id);
            worksheet(&mut text, sheet, asked);
        }
        Data::Agreement(sheet) => {
            comment(
                &mut text,
                0,
                "Write behind the names what you have agreed. A clause that asks for another choice does not come out, and what stands in it need not be answered.",
            );
            head(&mut text, id);
            agreement(&mut text, sheet, asked);
        }
        _ => return String::new(),
    }
    text
}

fn head(text: &mut String, id: &str) {
    comment(
        text,
        0,
        &format!("Then: mendbook fill {id} THIS-FILE -o {id}-filled.pdf (or .docx, .html)"),
    );
    let _ = write!(text, "sheet: {id}\nanswers:\n");
}

fn worksheet(text: &mut String, sheet: &Worksheet, asked: Asked<'_>) {
    for section in &sheet.sections {
        text.push('\n');
        comment(text, 2, &format!("== {} ==", section.title.value));
        for field in &section.fields {
            if let Some(id) = &field.id
                && !matches!(field.form, Form::Signature(_))
            {
                text.push('\n');
                self::field(text, id.0.value.as_str(), field, asked);
            }
        }
    }
}

fn field(text: &mut String, id: &str, field: &SheetField, asked: Asked<'_>) {
    for words in field.label.iter().chain(&field.hint) {
        comment(text, 2, &words.value);
    }
    match &field.form {
        Form::Lines(_) | Form::Frame(_) | Form::Letter(_) => {
            comment(text, 2, "Put longer texts below, four spaces in.");
            let _ = writeln!(text, "  {id}: |");
        }
        Form::DateField(_) => {
            comment(text, 2, "A day, as 2026-11-23.");
            let _ = writeln!(text, "  {id}:");
        }
        Form::Checklist(form) => options(text, id, &form.options),
        Form::Feelings(form) => options(text, id, &form.options),
        Form::Choice(form) => {
            one_of(text, &form.options);
            let _ = writeln!(text, "  {id}:");
        }
        Form::Scale(form) => {
            comment(
                text,
                2,
                &format!(
                    "A number from {} ({}) to {} ({}).",
                    form.min.value, form.low.value, form.max.value, form.high.value
                ),
            );
            let _ = writeln!(text, "  {id}:");
        }
        Form::Stem(form) => {
            comment(text, 2, &form.text.value);
            comment(text, 2, "What goes into each gap, in order.");
            list(text, id, form.parts().len() - 1);
        }
        Form::TimedCheckIn(form) => {
            for (at, part) in form.parts.iter().enumerate() {
                comment(text, 2, &format!("{}. {}", at + 1, part.value));
            }
            list(text, id, form.parts.len());
        }
        Form::Table(form) => {
            let heads: Vec<&str> = form.columns.iter().map(|head| &*head.value).collect();
            let labels: Vec<&str> = if form.days == Some(true) {
                asked.days.iter().map(String::as_str).collect()
            } else {
                form.rows.iter().map(|row| &*row.value).collect()
            };
            if labels.is_empty() {
                comment(text, 2, "Copy these lines for each further row.");
            }
            rows(text, id, &labels, &heads);
        }
        Form::Calendar(_) => {
            comment(text, 2, "Copy these lines for each further week.");
            let days: Vec<&str> = asked.days.iter().map(String::as_str).collect();
            rows(text, id, &[], &days);
        }
        Form::Balance(form) => {
            let labels: Vec<&str> = form.options.iter().map(|option| &*option.value).collect();
            rows(text, id, &labels, &["gives", "costs"]);
        }
        Form::TwoColumns(form) => {
            let _ = writeln!(text, "  {id}:");
            comment(text, 4, &form.left.value);
            text.push_str("    left:\n");
            comment(text, 4, &form.right.value);
            text.push_str("    right:\n");
        }
        Form::Turns(_) => {
            for (at, turn) in asked.turns.iter().enumerate() {
                comment(text, 2, &format!("{}. {turn}", at + 1));
            }
            comment(
                text,
                2,
                "The numbers of the steps that are done, as [1, 2].",
            );
            let _ = writeln!(text, "  {id}:");
        }
        _ => {
            let _ = writeln!(text, "  {id}:");
        }
    }
}

fn options(text: &mut String, id: &str, options: &[Text]) {
    comment(text, 2, "Take the # away in front of each that fits.");
    let _ = writeln!(text, "  {id}:");
    for option in options {
        let _ = writeln!(text, "    #- {}", yaml_scalar(&one_line(&option.value)));
    }
}

fn one_of(text: &mut String, options: &[Text]) {
    comment(text, 2, "One of:");
    for option in options {
        let _ = writeln!(text, "  #   {}", yaml_scalar(&one_line(&option.value)));
    }
}

fn list(text: &mut String, id: &str, count: usize) {
    let _ = writeln!(text, "  {id}:");
    for _ in 0..count {
        text.push_str("    - \"\"\n");
    }
}

fn rows(text: &mut String, id: &str, labels: &[&str], heads: &[&str]) {
    let _ = writeln!(text, "  {id}:");
    let key = |words: &str| yaml_scalar(&one_line(words));
    if labels.is_empty() {
        for (at, head) in heads.iter().enumerate() {
            let mark = if at == 0 { "-" } else { " " };
            let _ = writeln!(text, "    {mark} {}:", key(head));
        }
    }
    for label in labels {
        let _ = writeln!(text, "    {}:", key(label));
        for head in heads {
            let _ = writeln!(text, "      {}:", key(head));
        }
    }
}

fn agreement(text: &mut String, sheet: &Agreement, asked: Asked<'_>) {
    for blank in &sheet.blanks {
        text.push('\n');
        self::blank(text, blank);
    }
    let open: Vec<_> = sheet
        .clauses
        .iter()
        .enumerate()
        .filter(|(_, clause)| is_open(clause))
        .collect();
    if !open.is_empty() {
        text.push('\n');
        comment(text, 0, "What you decide about clauses.");
        text.push_str("clauses:\n");
    }
    for (at, clause) in open {
        text.push('\n');
        let title = clause
            .title
            .as_ref()
            .map(|title| format!(". {}", title.value))
            .unwrap_or_default();
        comment(text, 2, &format!("{}{title}", at + 1));
        if let Some(when) = &clause.when {
            comment(text, 2, &format!("Only if {}.", when.value));
        }
        if let Some(wording) = &clause.text {
            comment(text, 2, &wording.plain());
        }
        for (at, wording) in clause.alternatives.iter().enumerate() {
            comment(text, 2, &format!("{}: {}", at + 1, short(wording)));
        }
        comment(
            text,
            2,
            match (
                clause.optional == Some(true),
                clause.alternatives.is_empty(),
            ) {
                (true, true) => "true takes it in, false leaves it out.",
                (true, false) => "The number of a wording, or false to leave it out.",
                (false, _) => "The number of a wording.",
            },
        );
        let _ = writeln!(text, "  {}:", key_of(&name(clause, at)));
    }
    text.push('\n');
    comment(
        text,
        0,
        "The names of those who agree, if they are to stand there. Both sign by hand.",
    );
    text.push_str("names:\n");
    for party in &sheet.parties {
        if let Some(name) = asked.config.role_name(party.as_str()) {
            comment(text, 2, name);
        }
        let _ = writeln!(text, "  {}:", party.as_str());
    }
}

/// A number before a colon is a name all the same; in quotes nobody wonders.
fn key_of(name: &str) -> String {
    if name.chars().all(|c| c.is_ascii_digit()) {
        format!("\"{name}\"")
    } else {
        name.to_owned()
    }
}

fn blank(text: &mut String, blank: &Blank) {
    comment(text, 2, &blank.label.value);
    let id = blank.id.0.value.as_str();
    match blank.blank_type {
        BlankType::Choices => {
            options(text, id, &blank.choices);
            return;
        }
        BlankType::Choice => one_of(text, &blank.choices),
        BlankType::Date => comment(text, 2, "A day, as 2026-11-23."),
        BlankType::Number => comment(text, 2, "A number."),
        BlankType::Money => comment(text, 2, "An amount with its currency, as 50 EUR."),
        BlankType::Duration => comment(text, 2, "A length of time, as 24 hours."),
        BlankType::Text => {}
    }
    let _ = writeln!(text, "  {id}:");
}

/// Words behind `#`.
fn comment(text: &mut String, indent: usize, words: &str) {
    yaml_comment(text, words, indent);
}
