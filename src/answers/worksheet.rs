//! Answers to the fields of a worksheet. Nothing is asked for: a sheet may be filled in as far as one likes.

use super::reader::{Parts, Reader, is_same, listed};
use crate::model::answers::{Answer, cell, part};
use crate::model::node::{Form as Scalar, Key, Node, Value};
use crate::model::sheet_field::{Form, SheetField, Table};
use crate::model::value::Text;
use crate::model::worksheet::Worksheet;
use crate::source::Located;

/// A table never grows past this many rows.
const MOST_ROWS: usize = 200;

/// Reads answers to a worksheet.
pub(super) fn read(reader: &mut Reader<'_>, sheet: &Worksheet, node: &Node) {
    let fields: Vec<(&str, &SheetField)> = sheet
        .sections
        .iter()
        .flat_map(|section| &section.fields)
        .filter_map(|field| Some((field.id.as_ref()?.0.value.as_str(), field)))
        .collect();
    let ids: Vec<&str> = fields.iter().map(|(id, _)| *id).collect();
    let Parts { answers, .. } = reader.parts(node, &["sheet", "answers"], &ids);
    let Some((key, node)) = answers else { return };
    for (key, value) in reader.named(key, node, "an answer") {
        match fields.iter().find(|(id, _)| *id == &*key.text) {
            Some((id, field)) if !value.is_empty() => reader.field(id, field, value),
            Some(_) => {}
            None => reader.unknown(key, "field", &ids),
        }
    }
}

impl Reader<'_> {
    fn field(&mut self, id: &str, field: &SheetField, node: &Node) {
        match &field.form {
            Form::Line(_)
            | Form::Lines(_)
            | Form::Frame(_)
            | Form::NameField(_)
            | Form::Letter(_) => {
                self.put_words(id, id, node);
            }
            Form::DateField(_) => {
                self.put_day(id, node);
            }
            Form::Checklist(form) => {
                self.put_marks(id, node, &form.options, false);
            }
            Form::Feelings(form) => {
                self.put_marks(id, node, &form.options, false);
            }
            Form::Choice(form) => {
                self.put_marks(id, node, &form.options, true);
            }
            Form::Scale(form) => self.scale(id, node, form.min.value, form.max.value),
            Form::Stem(form) => self.texts(id, node, form.parts().len() - 1, "gap"),
            Form::TimedCheckIn(form) => self.texts(id, node, form.parts.len(), "part"),
            Form::Table(form) => self.table(id, node, form),
            Form::Calendar(form) => {
                let weeks = usize::try_from(form.weeks.value).unwrap_or(MOST_ROWS);
                let days = self.asked.days.to_vec();
                self.rows(id, node, &vec![String::new(); weeks], &days, weeks);
            }
            Form::Balance(form) => {
                let heads = ["gives".to_owned(), "costs".to_owned()];
                let labels = words(&form.options);
                self.rows(id, node, &labels, &heads, labels.len());
            }
            Form::TwoColumns(_) => {
                for (key, value) in self.fields_of(id, node, "`left:` and `right:`") {
                    match &*key.text {
                        "left" => self.put_words(&part(id, 1), "left", value),
                        "right" => self.put_words(&part(id, 2), "right", value),
                        other => {
                            let message =
                                format!("`{id}` has a `left` and a `right`, found `{other}`");
                            self.wrong(key.span, message, "write `left: …` and `right: …`");
                        }
                    }
                }
            }
            Form::Turns(_) => self.turns(id, node),
            Form::Signature(_) => {
                let message = format!("`{id}` is signed by hand, with a pen");
                self.wrong(node.span, message, "take this answer out");
            }
            Form::Reading(_) | Form::PageBreak(_) => {}
        }
    }

    fn scale(&mut self, id: &str, node: &Node, min: u32, max: u32) {
        let number = match &node.value {
            Value::Scalar(scalar) => scalar.text.trim().parse::<u32>().ok(),
            _ => None,
        };
        match number {
            Some(number) if (min..=max).contains(&number) => {
                let words = Located::new(number.to_string().into(), node.span);
                self.answers.put(id, Answer::Words(words));
            }
            Some(number) => {
                let message = format!("`{id}` goes from {min} to {max}, found `{number}`");
                self.wrong(
                    node.span,
                    message,
                    format!("write a number from {min} to {max}"),
                );
            }
            None => {
                let message = format!("`{id}` takes one number, found {}", node.describe());
                self.wrong(
                    node.span,
                    message,
                    format!("write a whole number from {min} to {max}"),
                );
            }
        }
    }

    /// One text for each gap or part, in order.
    fn texts(&mut self, id: &str, node: &Node, count: usize, what: &str) {
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            Value::Scalar(_) => std::slice::from_ref(node),
            _ => {
                let message = format!(
                    "`{id}` takes a text for each {what}, found {}",
                    node.describe()
                );
                self.wrong(
                    node.span,
                    message,
                    "write them below each other, each behind a hyphen",
                );
                return;
            }
        };
        if let Some(extra) = items.get(count) {
            let has = if count == 1 {
                format!("one {what}")
            } else {
                format!("{count} {what}s")
            };
            let message = format!("`{id}` has {has}, found {} answers", items.len());
            self.wrong(
                extra.span,
                message,
                format!("write {}", one_each(count, what)),
            );
            return;
        }
        for (at, item) in items.iter().enumerate() {
            self.put_words(&part(id, at + 1), id, item);
        }
    }

    fn table(&mut self, id: &str, node: &Node, form: &Table) {
        let mut labels = if form.days == Some(true) {
            self.asked.days.to_vec()
        } else {
            words(&form.rows)
        };
        let blank = form
            .blank_rows
            .as_ref()
            .map_or(0, |rows| rows.value as usize);
        // Rows without labels are as many as there is to write.
        let most = if blank > 0 || labels.is_empty() {
            MOST_ROWS
        } else {
            labels.len()
        };
        labels.extend((0..blank).map(|_| String::new()));
        self.rows(id, node, &labels, &words(&form.columns), most);
    }

    /// The rows of a table: in a list, in order, or by their labels.
    fn rows(&mut self, id: &str, node: &Node, labels: &[String], heads: &[String], most: usize) {
        match &node.value {
            Value::List(items) => {
                if let Some(extra) = items.get(most) {
                    let message = format!("`{id}` has {most} rows, found {}", items.len());
                    self.wrong(extra.span, message, "take the rows out that are too many");
                }
                for (at, item) in items.iter().take(most).enumerate() {
                    self.row(id, at + 1, item, heads);
                }
            }
            Value::Map(entries) => {
                for (key, value) in entries {
                    let by_label = labels.iter().position(|label| is_same(label, &key.text));
                    let by_number = key.text.parse().ok().filter(|n| (1..=most).contains(n));
                    match by_label.map(|at| at + 1).or(by_number) {
                        Some(row) => self.row(id, row, value, heads),
                        None => self.no_row(id, key, labels),
                    }
                }
            }
            _ => {
                let message = format!("`{id}` takes rows, found {}", node.describe());
                self.wrong(node.span, message, row_help(heads));
            }
        }
    }

    fn no_row(&mut self, id: &str, key: &Key, labels: &[String]) {
        let known: Vec<&str> = labels
            .iter()
            .map(String::as_str)
            .filter(|label| !label.is_empty())
            .collect();
        let message = format!("`{id}` has no row `{}`", key.text);
        let help = if known.is_empty() {
            "write the rows below each other, each behind a hyphen".to_owned()
        } else {
            format!("it has {}", listed(&known))
        };
        let diagnostic = crate::diagnostic::Diagnostic::error("wrong-answer", key.span, message);
        self.diagnostics.push(
            diagnostic
                .did_you_mean(key.span, &key.text, known.iter().copied())
                .help(help),
        );
    }

    /// One row: by the heads of its columns, in a list, or one text where there is one column.
    fn row(&mut self, id: &str, row: usize, node: &Node, heads: &[String]) {
        if node.is_empty() {
            return;
        }
        self.answers.put_rows(id, self.answers.rows(id).max(row));
        match &node.value {
            Value::Map(entries) => {
                for (key, value) in entries {
                    match heads.iter().position(|head| is_same(head, &key.text)) {
                        Some(column) => {
                            self.put_words(&cell(id, row, column + 1), &key.text, value);
                        }
                        None => {
                            let known: Vec<&str> = heads.iter().map(String::as_str).collect();
                            let message = format!("`{id}` has no column `{}`", key.text);
                            let diagnostic = crate::diagnostic::Diagnostic::error(
                                "wrong-answer",
                                key.span,
                                message,
                            );
                            self.diagnostics.push(
                                diagnostic
                                    .did_you_mean(key.span, &key.text, known.iter().copied())
                                    .help(format!("it has {}", listed(&known))),
                            );
                        }
                    }
                }
            }
            Value::List(items) => {
                if let Some(extra) = items.get(heads.len()) {
                    let message =
                        format!("`{id}` has {} columns, found {}", heads.len(), items.len());
                    self.wrong(extra.span, message, row_help(heads));
                }
                for (at, item) in items.iter().take(heads.len()).enumerate() {
                    self.put_words(&cell(id, row, at + 1), id, item);
                }
            }
            Value::Scalar(_) if heads.len() == 1 => {
                self.put_words(&cell(id, row, 1), id, node);
            }
            _ => {
                let message = format!(
                    "a row of `{id}` has {} columns, found {}",
                    heads.len(),
                    node.describe()
                );
                self.wrong(node.span, message, row_help(heads));
            }
        }
    }

    /// The steps of the turns that are done, by their numbers.
    fn turns(&mut self, id: &str, node: &Node) {
        let turns = self.asked.turns;
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut marks = Vec::new();
        for item in items.iter().filter(|item| !item.is_empty()) {
            let number = match &item.value {
                Value::Scalar(scalar) if scalar.form == Scalar::Number => {
                    scalar.text.trim().parse::<usize>().ok()
                }
                _ => None,
            };
            match number.and_then(|n| turns.get(n.checked_sub(1)?)) {
                Some(turn) => marks.push(Located::new(turn.as_str().into(), item.span)),
                None => {
                    let message = format!(
                        "`{id}` takes the numbers of the steps that you have done, found {}",
                        item.describe()
                    );
                    self.wrong(
                        item.span,
                        message,
                        format!("write some of the numbers from 1 to {}", turns.len()),
                    );
                }
            }
        }
        if !marks.is_empty() {
            self.answers.put(id, Answer::Marks(marks));
        }
    }

    fn fields_of<'n>(&mut self, id: &str, node: &'n Node, parts: &str) -> &'n [(Key, Node)] {
        match &node.value {
            Value::Map(entries) => entries,
            _ => {
                let message = format!("`{id}` takes {parts}, found {}", node.describe());
                self.wrong(
                    node.span,
                    message,
                    "write each on a line of its own, two spaces further in",
                );
                &[]
            }
        }
    }
}

fn words(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| text.value.to_string()).collect()
}

fn one_each(count: usize, what: &str) -> String {
    if count == 1 {
        format!("one text for its {what}")
    } else {
        format!("one text for each {what}, in order; \"\" leaves one open")
    }
}

fn row_help(heads: &[String]) -> String {
    let shown: Vec<String> = heads
        .iter()
        .take(3)
        .map(|head| format!("{head}: …"))
        .collect();
    format!(
        "write each row behind a hyphen, by its columns: `- {}`",
        shown.join("`, `")
    )
}
