//! What worksheets and agreements share in reading answers: the parts of the file, and the shapes that an answer has.

use super::Asked;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::answers::{Answer, Answers};
use crate::model::date::Date;
use crate::model::node::{Form, Key, Node, Value};
use crate::model::value::{Text, one_line};
use crate::source::{FileId, Located, Span};

/// Reads one file of answers.
pub(super) struct Reader<'a> {
    pub asked: Asked<'a>,
    pub answers: Answers,
    pub diagnostics: Vec<Diagnostic>,
    /// The start of the file, for what is missing in it.
    pub start: Span,
}

/// The parts of a file of answers.
#[derive(Default)]
pub(super) struct Parts<'n> {
    /// `answers`
    pub answers: Option<(&'n Key, &'n Node)>,
    /// `clauses`
    pub clauses: Option<(&'n Key, &'n Node)>,
    /// `names`
    pub names: Option<(&'n Key, &'n Node)>,
}

impl<'a> Reader<'a> {
    pub fn new(file: FileId, asked: Asked<'a>) -> Self {
        Self {
            asked,
            answers: Answers::new(),
            diagnostics: Vec::new(),
            start: Span::start_of(file),
        }
    }

    pub fn finish(mut self) -> (Answers, Vec<Diagnostic>) {
        let sound = self
            .diagnostics
            .iter()
            .all(|one| one.severity == Severity::Warning);
        if sound && self.answers.is_empty() {
            let message = "this file holds no answer, so the sheet comes out empty";
            let id = &self.asked.sheet.id.value;
            let help = format!(
                "write answers behind the names in it; `mendbook fill {id} --template` writes a file with all of them"
            );
            self.diagnostics
                .push(Diagnostic::warning("missing-answer", self.start, message).help(help));
        }
        (self.answers, self.diagnostics)
    }

    /// The parts of the file. `known` are those that this sheet has; `fields` what stands below `answers`.
    pub fn parts<'n>(
        &mut self,
        node: &'n Node,
        known: &'static [&'static str],
        fields: &[&str],
    ) -> Parts<'n> {
        let mut parts = Parts::default();
        let Value::Map(entries) = &node.value else {
            let message = format!(
                "a file of answers has parts with names, found {}",
                node.describe()
            );
            let help = "write `answers:`, and below it a name and an answer on each line";
            self.wrong(node.span, message, help);
            return parts;
        };
        for (key, value) in entries {
            match &*key.text {
                "sheet" => self.sheet(value),
                name if !known.contains(&name) => self.unknown_part(key, known, fields),
                "answers" => parts.answers = Some((key, value)),
                "clauses" => parts.clauses = Some((key, value)),
                _ => parts.names = Some((key, value)),
            }
        }
        parts
    }

    /// `sheet` says which sheet the answers are for, so that two files are not mixed up.
    fn sheet(&mut self, node: &Node) {
        if node.is_empty() {
            return;
        }
        let Some(found) = self.words(node, "sheet") else {
            return;
        };
        let sheet = self.asked.sheet;
        let is_it = *found.value == *sheet.id.value.as_str()
            || sheet
                .common
                .was
                .iter()
                .any(|old| old.0.value.as_str() == &*found.value);
        if !is_it {
            let message = format!(
                "these are answers to `{}`, and the sheet to fill in is `{}`",
                found.value, sheet.id.value
            );
            self.wrong(
                found.span,
                message,
                "name the sheet that the answers are for, or take this line out",
            );
        }
    }

    fn unknown_part(&mut self, key: &Key, known: &[&str], fields: &[&str]) {
        let name = &*key.text;
        let message = format!("a file of answers has no part `{name}`");
        let diagnostic = Diagnostic::error("unknown-answer", key.span, message);
        self.diagnostics.push(if fields.contains(&name) {
            diagnostic.help(format!(
                "put it below `answers:`, two spaces in: `  {name}: …`"
            ))
        } else {
            diagnostic
                .did_you_mean(key.span, name, known.iter().copied())
                .help(format!("it has {}", listed(known)))
        });
    }

    /// The names and values of a part.
    pub fn named<'n>(&mut self, key: &Key, node: &'n Node, what: &str) -> &'n [(Key, Node)] {
        match &node.value {
            Value::Map(entries) => entries,
            _ if node.is_empty() => &[],
            _ => {
                let message = format!(
                    "`{}` takes names with {what}, found {}",
                    key.text,
                    node.describe()
                );
                let help =
                    format!("write each on a line of its own, two spaces in: `  name: {what}`");
                self.wrong(node.span, message, help);
                &[]
            }
        }
    }

    pub fn unknown(&mut self, key: &Key, what: &str, known: &[&str]) {
        let name = &*key.text;
        let message = format!("`{}` has no {what} `{name}`", self.asked.sheet.id.value);
        let diagnostic = Diagnostic::error("unknown-answer", key.span, message).did_you_mean(
            key.span,
            name,
            known.iter().copied(),
        );
        self.diagnostics.push(if known.is_empty() {
            diagnostic.help("take this line out")
        } else {
            diagnostic.help(format!("it has {}", listed(known)))
        });
    }

    pub fn wrong(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics
            .push(Diagnostic::error("wrong-answer", span, message).help(help));
    }

    /// Words, as they were written.
    pub fn words(&mut self, node: &Node, name: &str) -> Option<Text> {
        match &node.value {
            Value::Scalar(scalar) => Some(Located::new(scalar.text.trim().into(), node.span)),
            Value::Map(_) => {
                let message = format!("`{name}` takes words, found {}", node.describe());
                let help =
                    "words with a colon and a space in them must stand in quotes: \"like: this\"";
                self.wrong(node.span, message, help);
                None
            }
            _ => {
                let message = format!("`{name}` takes words, found {}", node.describe());
                let help = format!(
                    "write one text; for several lines write `{name}: |` and the lines below it, two spaces further in"
                );
                self.wrong(node.span, message, help);
                None
            }
        }
    }

    /// Puts words to their place; nothing where nothing was written.
    pub fn put_words(&mut self, place: &str, name: &str, node: &Node) {
        if !node.is_empty()
            && let Some(words) = self.words(node, name)
        {
            self.answers.put(place, Answer::Words(words));
        }
    }

    /// Puts a day to its place.
    pub fn put_day(&mut self, name: &str, node: &Node) -> Option<Located<Date>> {
        let words = self.words(node, name)?;
        let shaped = words.value.len() == 10
            && words.value.bytes().enumerate().all(|(at, byte)| {
                if matches!(at, 4 | 7) {
                    byte == b'-'
                } else {
                    byte.is_ascii_digit()
                }
            });
        match Date::parse(&words.value) {
            Some(date) => {
                let day = Located::new(date, node.span);
                self.answers.put(name, Answer::Day(day.clone()));
                Some(day)
            }
            None if shaped => {
                let message = format!("there is no day `{}`", words.value);
                self.wrong(
                    node.span,
                    message,
                    "look at a calendar: year, month and day, as 2026-11-23",
                );
                None
            }
            None => {
                let message = format!("`{name}` takes a day, found {}", node.describe());
                self.wrong(
                    node.span,
                    message,
                    "write year, month and day with hyphens, as 2026-11-23",
                );
                None
            }
        }
    }

    /// One of several options, or several of them.
    pub fn put_marks(&mut self, name: &str, node: &Node, options: &[Text], one: bool) -> bool {
        let items = match &node.value {
            Value::List(items) if !one => items.as_slice(),
            Value::List(_) => {
                let message = format!("`{name}` takes one of its choices, found a list");
                let known: Vec<&str> = options.iter().map(|option| &*option.value).collect();
                self.wrong(
                    node.span,
                    message,
                    format!("name one alone: {}", listed(&known)),
                );
                return false;
            }
            _ => std::slice::from_ref(node),
        };
        let mut marks: Vec<Text> = Vec::new();
        let mut sound = true;
        for item in items.iter().filter(|item| !item.is_empty()) {
            match self.option(name, item, options) {
                Some(mark) if marks.iter().any(|known| known.value == mark.value) => {}
                Some(mark) => marks.push(mark),
                None => sound = false,
            }
        }
        if !marks.is_empty() {
            self.answers.put(name, Answer::Marks(marks));
        }
        sound
    }

    fn option(&mut self, name: &str, node: &Node, options: &[Text]) -> Option<Text> {
        let found = self.words(node, name)?;
        let is_it = |option: &&Text| is_same(&option.value, &found.value);
        if let Some(option) = options.iter().find(is_it) {
            return Some(Located::new(option.value.clone(), node.span));
        }
        let known: Vec<&str> = options.iter().map(|option| &*option.value).collect();
        let message = format!("`{}` is not among the choices of `{name}`", found.value);
        let mut diagnostic = Diagnostic::error("wrong-answer", node.span, message);
        // `[breathing out, ten times]` is a list of two to YAML, whatever its author meant.
        let part = found.value.to_lowercase();
        let whole = known
            .iter()
            .find(|option| option.contains(',') && option.to_lowercase().contains(&part));
        let near = crate::diagnostic::nearest(&found.value, known.iter().copied());
        if let Some(whole) = whole.filter(|_| near.is_none()) {
            self.diagnostics.push(diagnostic.help(format!(
                "within [ ] an option with a comma must stand in quotes: \"{whole}\""
            )));
            return None;
        }
        if let Some(near) = near {
            diagnostic = diagnostic.replace(
                format!("did you mean `{near}`?"),
                node.span,
                crate::parse::yaml_scalar(near),
            );
        }
        self.diagnostics
            .push(diagnostic.help(format!("it has {}", listed(&known))));
        None
    }
}

/// Whether a scalar is a number of 0 or more, in the digits of any script; a comma may stand for the point.
pub(super) fn is_number(node: &Node) -> bool {
    match &node.value {
        Value::Scalar(scalar) => {
            let text = scalar.text.trim();
            let points = text.chars().filter(|c| matches!(c, '.' | ',')).count();
            points <= 1
                && text.chars().any(char::is_numeric)
                && text
                    .chars()
                    .all(|c| c.is_numeric() || matches!(c, '.' | ','))
        }
        _ => false,
    }
}

/// Whether a scalar is an amount of money: a number, and beside it a sign or a word for the currency.
pub(super) fn is_amount(node: &Node) -> bool {
    let separates = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | '\'' | '’' | '-' | '+');
    match &node.value {
        Value::Scalar(scalar) => {
            let text = &scalar.text;
            text.chars().any(char::is_numeric)
                && text.chars().any(|c| !c.is_numeric() && !separates(c))
        }
        _ => false,
    }
}

/// Whether a scalar is a number and nothing else.
pub(super) fn is_bare_number(node: &Node) -> bool {
    matches!(&node.value, Value::Scalar(scalar) if scalar.form == Form::Number) || is_number(node)
}

/// "`a`, `b` and `c`", cut short where there are many.
pub(super) fn listed(names: &[&str]) -> String {
    const MOST: usize = 30;
    let quoted: Vec<String> = names
        .iter()
        .take(MOST)
        .map(|name| format!("`{name}`"))
        .collect();
    match quoted.as_slice() {
        [] => "none".to_owned(),
        _ if names.len() > MOST => format!("{} and {} more", quoted.join(", "), names.len() - MOST),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// Whether words name what a sheet calls so: in capital or small letters, however much white space lies between them.
pub(super) fn is_same(name: &str, words: &str) -> bool {
    let plain = |text: &str| one_line(text).to_lowercase();
    !name.is_empty() && plain(name) == plain(words)
}
