//! Answers to an agreement: its blanks, what is decided about its clauses, and who makes it.
//!
//! Answers decide which clauses come out: a condition that is not met, an optional clause that is left out, and every
//! wording but the chosen one are gone. What comes out must be whole.

use std::collections::BTreeMap;

use super::reader::{Parts, Reader, is_amount, is_bare_number, is_number, listed};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::agreement::{Agreement, Blank, BlankType, Clause};
use crate::model::answers::{Decision, signing};
use crate::model::block::{Inline, Prose, each_inline};
use crate::model::node::{Key, Node, Value};
use crate::source::Span;

/// Reads answers to an agreement.
pub(super) fn read(reader: &mut Reader<'_>, sheet: &Agreement, node: &Node) {
    let ids: Vec<&str> = sheet.blanks.iter().map(id).collect();
    let parts = reader.parts(node, &["sheet", "answers", "clauses", "names"], &ids);
    let before = reader.diagnostics.len();
    let mut given: BTreeMap<&str, Span> = BTreeMap::new();
    if let Some((key, node)) = parts.answers {
        for (key, value) in reader.named(key, node, "an answer") {
            match sheet.blanks.iter().find(|blank| id(blank) == &*key.text) {
                Some(blank) if !value.is_empty() => {
                    given.insert(id(blank), key.span);
                    reader.blank(blank, value);
                }
                Some(_) => {}
                None => reader.unknown(key, "blank", &ids),
            }
        }
    }
    let wanted = reader.wanted(sheet, &parts);
    reader.decide(sheet, &wanted);
    reader.names(sheet, &parts);
    reader.dates(sheet, &given);
    // What is missing follows from what is wrong; said together, the one would hide the other.
    let sound = reader.diagnostics[before..]
        .iter()
        .all(|one| one.severity == Severity::Warning);
    reader.whole(sheet, &parts, &wanted, &given, sound);
}

fn id(blank: &Blank) -> &str {
    blank.id.0.value.as_str()
}

/// What a file says about clauses, by their place from 0: where it says it, and what.
type Wanted = BTreeMap<usize, (Span, Wish)>;

/// What is wanted of a clause.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wish {
    Out,
    In,
    Wording(usize),
}

impl Reader<'_> {
    fn blank(&mut self, blank: &Blank, node: &Node) {
        let name = id(blank);
        let shape = |reader: &mut Self, what: &str, help: &str| {
            let message = format!("`{name}` takes {what}, found {}", node.describe());
            reader.wrong(node.span, message, help);
        };
        match blank.blank_type {
            BlankType::Text => self.put_words(name, name, node),
            BlankType::Date => {
                self.put_day(name, node);
            }
            BlankType::Number if !is_number(node) => {
                shape(self, "a number", "write digits alone, as 2");
            }
            BlankType::Money if !is_amount(node) => {
                shape(
                    self,
                    "an amount of money",
                    "write a number with its currency, as 50 EUR",
                );
            }
            BlankType::Duration if is_bare_number(node) => {
                shape(
                    self,
                    "a length of time",
                    "say of what, as 24 hours or 3 days",
                );
            }
            BlankType::Number | BlankType::Money | BlankType::Duration => {
                self.put_words(name, name, node)
            }
            BlankType::Choice => {
                self.put_marks(name, node, &blank.choices, true);
            }
            BlankType::Choices => {
                self.put_marks(name, node, &blank.choices, false);
            }
        }
    }

    /// What the file says about clauses.
    fn wanted(&mut self, sheet: &Agreement, parts: &Parts<'_>) -> Wanted {
        let mut wanted = Wanted::new();
        let Some((key, node)) = parts.clauses else {
            return wanted;
        };
        for (key, value) in self.named(key, node, "true, false or a number") {
            let Some(at) = place(sheet, &key.text) else {
                let open: Vec<String> = sheet
                    .clauses
                    .iter()
                    .enumerate()
                    .filter(|(_, clause)| is_open(clause))
                    .map(|(at, clause)| name(clause, at))
                    .collect();
                let known: Vec<&str> = open.iter().map(String::as_str).collect();
                self.unknown(key, "clause to decide about", &known);
                continue;
            };
            if value.is_empty() {
                continue;
            }
            if let Some(wish) = self.wish(key, value, &sheet.clauses[at])
                && let Some((first, _)) = wanted.insert(at, (key.span.to(value.span), wish))
            {
                self.diagnostics.push(
                    Diagnostic::error(
                        "wrong-answer",
                        key.span,
                        "this clause is decided about twice",
                    )
                    .also(first, "the first time")
                    .help("keep one of the two"),
                );
            }
        }
        wanted
    }

    fn wish(&mut self, key: &Key, node: &Node, clause: &Clause) -> Option<Wish> {
        let optional = clause.optional == Some(true);
        let wordings = clause.alternatives.len();
        let text = match &node.value {
            Value::Scalar(scalar) => scalar.text.trim().to_lowercase(),
            _ => String::new(),
        };
        let takes = match (optional, wordings) {
            (false, 0) => {
                let message = format!("there is nothing to decide about the clause `{}`", key.text);
                let help = match &clause.when {
                    Some(when) => format!("it comes out when `{}`; take this line out", when.value),
                    None => "it is always a part of the agreement; take this line out".to_owned(),
                };
                self.wrong(key.span, message, help);
                return None;
            }
            (true, 0) => "true to take it in, or false to leave it out".to_owned(),
            (false, n) => format!("the number of a wording, from 1 to {n}"),
            (true, n) => {
                format!("the number of a wording, from 1 to {n}, or false to leave it out")
            }
        };
        match (text.as_str(), text.parse::<usize>()) {
            ("false" | "no", _) if optional => Some(Wish::Out),
            ("true" | "yes", _) if optional && wordings == 0 => Some(Wish::In),
            (_, Ok(n)) if (1..=wordings).contains(&n) => Some(Wish::Wording(n - 1)),
            _ => {
                let message = format!(
                    "the clause `{}` takes {takes}, found {}",
                    key.text,
                    node.describe()
                );
                let help: Vec<String> = clause
                    .alternatives
                    .iter()
                    .enumerate()
                    .map(|(at, wording)| format!("{}: {}", at + 1, short(wording)))
                    .collect();
                let help = if help.is_empty() {
                    format!("write {takes}")
                } else {
                    help.join("; ")
                };
                self.wrong(node.span, message, help);
                None
            }
        }
    }

    /// Decides on every clause of which the answers say enough.
    fn decide(&mut self, sheet: &Agreement, wanted: &Wanted) {
        for (at, clause) in sheet.clauses.iter().enumerate() {
            let met = clause.when.as_ref().map(|when| self.is_met(&when.value));
            let wish = wanted.get(&at).map(|(_, wish)| *wish);
            let decision = match (met, wish) {
                (Some(Some(false)), _) | (_, Some(Wish::Out)) => Some(Decision::LeftOut),
                // Whether the condition is met is not known yet.
                (Some(None), _) => None,
                (_, Some(Wish::Wording(n))) => Some(Decision::TakenIn(Some(n))),
                (_, Some(Wish::In)) => Some(Decision::TakenIn(None)),
                (_, None) if is_open(clause) => None,
                (_, None) => Some(Decision::TakenIn(None)),
            };
            // On a sheet without any answer nothing is decided, so that it comes out for the pen.
            if let Some(decision) = decision
                && (decision != Decision::TakenIn(None) || clause.when.is_some() || wish.is_some())
            {
                self.answers.decide(at, decision);
            }
            if let (Some(Some(false)), Some((span, wish))) = (met, wanted.get(&at))
                && *wish != Wish::Out
                && let Some(when) = &clause.when
            {
                let message = format!(
                    "the clause `{}` does not come out: it asks for `{}`",
                    name(clause, at),
                    when.value
                );
                let warning = Diagnostic::warning("unused-answer", *span, message)
                    .help("take this line out, or change the answer that the clause depends on");
                self.diagnostics.push(warning);
            }
        }
    }

    /// Whether `blank = choice` holds; `None` where the blank was not answered.
    fn is_met(&self, when: &str) -> Option<bool> {
        let (blank, choice) = when.split_once('=')?;
        let (blank, choice) = (blank.trim(), choice.trim());
        self.answers.get(blank)?;
        Some(self.answers.is_marked(blank, choice))
    }

    /// The names of those who make the agreement, by their roles.
    fn names(&mut self, sheet: &Agreement, parts: &Parts<'_>) {
        let Some((key, node)) = parts.names else {
            return;
        };
        let roles: Vec<&str> = sheet.parties.iter().map(|party| party.as_str()).collect();
        for (key, value) in self.named(key, node, "a name") {
            match roles.iter().position(|role| *role == &*key.text) {
                Some(at) => self.put_words(&signing(at, "name"), &key.text, value),
                None => self.unknown(key, "party", &roles),
            }
        }
    }

    /// That what comes out is whole, and that nothing was answered for what does not.
    fn whole(
        &mut self,
        sheet: &Agreement,
        parts: &Parts<'_>,
        wanted: &Wanted,
        given: &BTreeMap<&str, Span>,
        sound: bool,
    ) {
        let mut used = blanks_in(sheet.around_clauses());
        for (at, clause) in sheet.clauses.iter().enumerate() {
            // A blank that a condition asks about is decided on even where its clause then goes.
            if let Some((blank, _)) = clause
                .when
                .as_ref()
                .and_then(|when| when.value.split_once('='))
                && !matches!(wanted.get(&at), Some((_, Wish::Out)))
            {
                used.push(blank.trim().to_owned());
            }
        }
        for (_, clause, decision) in self.answers.clauses(sheet) {
            used.extend(blanks_in(
                clause
                    .text
                    .iter()
                    .chain(Decision::wordings(decision, clause))
                    .chain(&clause.until),
            ));
        }
        if sound && !self.asked.gaps {
            self.missing(sheet, parts, wanted, &used);
        }
        for (name, span) in given {
            if !used.iter().any(|used| used == name) {
                let message = format!("`{name}` stands in nothing that comes out");
                let warning = Diagnostic::warning("unused-answer", *span, message)
                    .help("take it out, or look at what you chose: a clause that asks for it does not come out");
                self.diagnostics.push(warning);
            }
        }
    }

    fn missing(&mut self, sheet: &Agreement, parts: &Parts<'_>, wanted: &Wanted, used: &[String]) {
        let open = "or leave it for the pen: `--gaps`";
        let answers = parts.answers.map_or(self.start, |(key, _)| key.span);
        for blank in &sheet.blanks {
            let name = id(blank);
            if self.answers.get(name).is_some() || !used.iter().any(|used| used == name) {
                continue;
            }
            let message = format!("`{name}` has no answer: {}", blank.label.value);
            let help = match blank.blank_type {
                BlankType::Choice | BlankType::Choices => {
                    let known: Vec<&str> =
                        blank.choices.iter().map(|choice| &*choice.value).collect();
                    format!(
                        "add `{name}: …` below `answers:`, with one of {}, {open}",
                        listed(&known)
                    )
                }
                _ => format!("add `{name}: …` below `answers:`, {open}"),
            };
            self.diagnostics.push(
                Diagnostic::error("missing-answer", answers, message)
                    .also(blank.id.0.span, "it is asked for here")
                    .help(help),
            );
        }
        let clauses = parts.clauses.map_or(self.start, |(key, _)| key.span);
        for (at, clause) in sheet.clauses.iter().enumerate() {
            let unmet = clause
                .when
                .as_ref()
                .is_some_and(|when| self.is_met(&when.value) == Some(false));
            if !is_open(clause) || wanted.contains_key(&at) || unmet {
                continue;
            }
            let name = name(clause, at);
            let title = clause
                .title
                .as_ref()
                .map(|title| format!(" ({})", title.value))
                .unwrap_or_default();
            let (message, help) = if clause.alternatives.is_empty() {
                (
                    format!(
                        "the clause `{name}`{title} may be left out, and nobody says whether it is"
                    ),
                    format!(
                        "add `{name}: true` below `clauses:` to take it in, or `{name}: false`, {open}"
                    ),
                )
            } else {
                (
                    format!("no wording of the clause `{name}`{title} is chosen"),
                    format!(
                        "add `{name}: 1` below `clauses:` for the first of its {}, and so on, {open}",
                        clause.alternatives.len()
                    ),
                )
            };
            let span = clause.title.as_ref().map(|title| title.span).or(clause
                .text
                .as_ref()
                .or(clause.alternatives.first())
                .map(|prose| prose.span));
            let mut diagnostic = Diagnostic::error("missing-answer", clauses, message);
            if let Some(span) = span {
                diagnostic = diagnostic.also(span, "the clause");
            }
            self.diagnostics.push(diagnostic.help(help));
        }
    }
}

/// Whether something is to be decided about a clause.
pub(super) fn is_open(clause: &Clause) -> bool {
    clause.optional == Some(true) || !clause.alternatives.is_empty()
}

/// What a file of answers calls a clause: its id, or its number.
pub(super) fn name(clause: &Clause, at: usize) -> String {
    clause
        .id
        .as_ref()
        .map_or_else(|| (at + 1).to_string(), |id| id.0.value.to_string())
}

fn place(sheet: &Agreement, called: &str) -> Option<usize> {
    let by_id = sheet.clauses.iter().position(|clause| {
        clause
            .id
            .as_ref()
            .is_some_and(|id| id.0.value.as_str() == called)
    });
    by_id.or_else(|| {
        let number: usize = called.parse().ok()?;
        (1..=sheet.clauses.len())
            .contains(&number)
            .then(|| number - 1)
    })
}

/// The beginning of a wording.
pub(super) fn short(prose: &Prose) -> String {
    const LONGEST: usize = 60;
    let plain = prose.plain();
    match plain.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", plain[..end].trim_end()),
        None => plain,
    }
}

/// The blanks that stand in these texts.
pub(super) fn blanks_in<'p>(proses: impl IntoIterator<Item = &'p Prose>) -> Vec<String> {
    let mut found = Vec::new();
    for prose in proses {
        each_inline(&prose.blocks, &mut |inline| {
            if let Inline::Blank(name) = inline {
                found.push(name.value.to_string());
            }
        });
    }
    found
}
