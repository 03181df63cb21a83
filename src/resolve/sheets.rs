//! Sheets that hold together: ids of fields once, blanks declared and used, and the rules that keep an agreement fair.
//!
//! The rules for agreements are section 4 of the design: an agreement is mutual, short, free, and touches nobody's
//! freedom without an end.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::model::agreement::{Agreement, Blank, BlankType, Clause, Exception, Touch};
use crate::model::block::{Inline, Prose, each_inline};
use crate::model::entry::Entry;
use crate::model::id::Id;
use crate::model::kind::Data;
use crate::model::sheet_field::Form;
use crate::model::worksheet::Worksheet;
use crate::source::{Located, Span};

/// An agreement is looked at again after this many days at most.
const LONGEST: u32 = 90;

/// Checks one entry, if it is a sheet.
pub(super) fn check(entry: &Entry, diagnostics: &mut Vec<Diagnostic>) {
    match &entry.data {
        Data::Worksheet(sheet) => worksheet(sheet, diagnostics),
        Data::Agreement(sheet) => agreement(entry, sheet, diagnostics),
        _ => {}
    }
}

fn worksheet(sheet: &Worksheet, diagnostics: &mut Vec<Diagnostic>) {
    let fields = || sheet.sections.iter().flat_map(|section| &section.fields);
    once(
        fields().filter_map(|field| field.id.as_ref().map(|id| &id.0)),
        "field",
        diagnostics,
    );
    for field in fields() {
        if let Form::Scale(scale) = &field.form
            && scale.min.value >= scale.max.value
        {
            let message = format!(
                "the scale ends at {}, before it starts at {}",
                scale.max.value, scale.min.value
            );
            diagnostics.push(
                Diagnostic::error("wrong-value", scale.max.span, message)
                    .also(scale.min.span, "it starts here")
                    .help("write the smaller number as `min`"),
            );
        }
    }
}

/// Ids within a sheet: the second of two is an error.
fn once<'a>(
    ids: impl Iterator<Item = &'a Located<Id>>,
    what: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut seen: BTreeMap<&Id, Span> = BTreeMap::new();
    for id in ids {
        if let Some(first) = seen.insert(&id.value, id.span) {
            let message = format!("two of this sheet's {what}s are called `{}`", id.value);
            diagnostics.push(
                Diagnostic::error("duplicate-id", id.span, message)
                    .also(first, "the first one")
                    .help("give one of them another id"),
            );
        }
    }
}

fn agreement(entry: &Entry, sheet: &Agreement, diagnostics: &mut Vec<Diagnostic>) {
    once(
        sheet.blanks.iter().map(|blank| &blank.id.0),
        "blank",
        diagnostics,
    );
    once(
        sheet
            .clauses
            .iter()
            .filter_map(|clause| clause.id.as_ref().map(|id| &id.0)),
        "clause",
        diagnostics,
    );
    // Where an error has been raised, what seems to be missing may be what could not be read.
    if entry.is_whole(&["choices"]) {
        for blank in &sheet.blanks {
            choices(blank, diagnostics);
        }
    }
    if entry.is_whole(&["text", "alternatives", "touches", "until"]) {
        for clause in &sheet.clauses {
            clause_rules(entry, sheet, clause, diagnostics);
        }
    }
    uses(entry, sheet, diagnostics);
    parts(entry, sheet, diagnostics);
}

/// What an agreement must have beside the fields that are required anyway.
fn parts(entry: &Entry, sheet: &Agreement, diagnostics: &mut Vec<Diagnostic>) {
    let days = &sheet.review_days;
    if days.value == 0 || days.value > LONGEST {
        let message = format!(
            "the review is {} days away; it must be at most {LONGEST}",
            days.value
        );
        let help = "an agreement that nobody looks at again turns into a rule: choose 14, 30 or 60";
        diagnostics.push(Diagnostic::error("agreement-review", days.span, message).help(help));
    }
    let lacking: Vec<&str> = Exception::ALL
        .iter()
        .filter(|exception| !sheet.exceptions.contains(exception))
        .map(|exception| exception.word())
        .collect();
    if !lacking.is_empty() && entry.is_whole(&["exceptions"]) {
        let message = format!("the agreement does not leave {} alone", lacking.join(", "));
        let help = format!("write `exceptions: [{}]`", Exception::WORDS.join(", "));
        diagnostics
            .push(Diagnostic::error("agreement-exceptions", entry.id.span, message).help(help));
    }
    let mut parties: Vec<&str> = sheet.parties.iter().map(|party| party.as_str()).collect();
    parties.sort_unstable();
    parties.dedup();
    // `both` is no role of its own: nobody could sign for it.
    if (parties.len() != 2 || parties.contains(&"both")) && entry.is_whole(&["parties"]) {
        let span = sheet
            .parties
            .first()
            .map_or(entry.id.span, |party| party.0.span);
        let message = "an agreement is made by two different roles";
        let help = "name both: `parties: [hurt, broke-trust]`";
        diagnostics.push(Diagnostic::error("agreement-parties", span, message).help(help));
    }
}

fn choices(blank: &Blank, diagnostics: &mut Vec<Diagnostic>) {
    let span = blank.id.0.span;
    let name = &blank.id.0.value;
    let chosen = matches!(blank.blank_type, BlankType::Choice | BlankType::Choices);
    if chosen && blank.choices.len() < 2 {
        let message = format!("the blank `{name}` is a choice and has fewer than two choices");
        let help = "add `choices: [one, another]`, or make it `type: text`";
        diagnostics.push(Diagnostic::error("blank-choices", span, message).help(help));
    }
    if !chosen && !blank.choices.is_empty() {
        let message = format!("the blank `{name}` has choices and is no choice");
        let help = "make it `type: choice`, or `type: choices` where several may be taken";
        diagnostics.push(Diagnostic::error("blank-choices", span, message).help(help));
    }
}

fn clause_rules(
    entry: &Entry,
    sheet: &Agreement,
    clause: &Clause,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let span = clause_span(entry, clause);
    if clause.text.is_some() != clause.alternatives.is_empty() {
        let message = "a clause has either a `text` or `alternatives`";
        let help =
            "write the wording as `text`, or two or more wordings to choose from as `alternatives`";
        diagnostics.push(Diagnostic::error("clause-text", span, message).help(help));
    }
    if let [only] = clause.alternatives.as_slice() {
        let message = "there is only one wording to choose from";
        let help = "write a second wording, or make it the clause's `text`";
        diagnostics.push(Diagnostic::error("clause-text", only.span, message).help(help));
    }
    for touch in &clause.touches {
        if touch.is_forbidden() {
            let message = format!("no agreement may touch `{}`", touch.word());
            let help = "take the clause out: it would make the agreement a means of control";
            diagnostics.push(Diagnostic::error("forbidden-clause", span, message).help(help));
        }
    }
    let ends = clause.until.as_ref().is_some_and(|until| !until.is_empty());
    if clause.touches.contains(&Touch::Monitoring) && !ends {
        let message = "a clause that touches monitoring must say when it ends";
        let help = "add `until: …`, with a date blank or with what both will have seen by then";
        diagnostics.push(Diagnostic::error("monitoring-without-end", span, message).help(help));
    }
    if let Some(when) = &clause.when {
        condition(entry, sheet, when, diagnostics);
    }
}

fn clause_span(entry: &Entry, clause: &Clause) -> Span {
    let prose = clause.text.as_ref().or(clause.alternatives.first());
    match (&clause.title, prose) {
        (Some(title), _) => title.span,
        (None, Some(prose)) => prose.span,
        (None, None) => entry.id.span,
    }
}

/// `when: blank = choice`, where the choice is one of the blank's.
fn condition(
    entry: &Entry,
    sheet: &Agreement,
    when: &Located<Box<str>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some((name, choice)) = when
        .value
        .split_once('=')
        .map(|(name, choice)| (name.trim(), choice.trim()))
    else {
        let message = format!(
            "`when` takes a blank and one of its choices, found `{}`",
            when.value
        );
        diagnostics.push(
            Diagnostic::error("wrong-condition", when.span, message)
                .help("write `when: phones = limited`"),
        );
        return;
    };
    let Some(blank) = sheet
        .blanks
        .iter()
        .find(|blank| blank.id.0.value.as_str() == name)
    else {
        if entry.has_lost(name) {
            return;
        }
        let names = sheet.blanks.iter().map(|blank| blank.id.0.value.as_str());
        let message = format!("the agreement has no blank `{name}`");
        let help = near(
            name,
            names,
            "declare it under `blanks`, with `type: choice`",
        );
        diagnostics.push(Diagnostic::error("wrong-condition", when.span, message).help(help));
        return;
    };
    let is_choice = blank.choices.iter().any(|known| &*known.value == choice);
    if !is_choice && entry.is_whole(&["choices"]) {
        let known = blank.choices.iter().map(|choice| &*choice.value);
        let message = format!("`{choice}` is not among the choices of `{name}`");
        let help = near(
            choice,
            known,
            "name one of its choices as it is written there",
        );
        diagnostics.push(
            Diagnostic::error("wrong-condition", when.span, message)
                .also(blank.id.0.span, "the blank is declared here")
                .help(help),
        );
    }
}

fn near<'a>(found: &str, known: impl Iterator<Item = &'a str>, otherwise: &str) -> String {
    match crate::diagnostic::nearest(found, known) {
        Some(name) => format!("did you mean `{name}`?"),
        None => otherwise.to_owned(),
    }
}

/// Every blank is used, and every `{blank}` is declared.
fn uses(entry: &Entry, sheet: &Agreement, diagnostics: &mut Vec<Diagnostic>) {
    let mut used: Vec<&str> = Vec::new();
    for prose in proses(sheet) {
        each_inline(&prose.blocks, &mut |inline| {
            let Inline::Blank(name) = inline else { return };
            let declared = sheet
                .blanks
                .iter()
                .any(|blank| blank.id.0.value.as_str() == &*name.value);
            if declared {
                used.push(&name.value);
                return;
            }
            if entry.has_lost(&name.value) {
                return;
            }
            let names = sheet.blanks.iter().map(|blank| blank.id.0.value.as_str());
            let message = format!("the agreement has no blank `{}`", name.value);
            let help = near(
                &name.value,
                names,
                "declare it under `blanks`, with a `type` and a `label`",
            );
            diagnostics.push(Diagnostic::error("unknown-blank", name.span, message).help(help));
        });
    }
    // A clause that could not be read may be the one that uses a blank.
    let clauses_are_whole = entry.is_whole(&["clauses", "text", "alternatives", "until", "when"]);
    if !clauses_are_whole {
        return;
    }
    let asked = |name: &str| {
        let mut conditions = sheet
            .clauses
            .iter()
            .filter_map(|clause| clause.when.as_ref()?.value.split_once('='));
        conditions.any(|(asked, _)| asked.trim() == name)
    };
    for blank in &sheet.blanks {
        let name = blank.id.0.value.as_str();
        if used.contains(&name) {
            continue;
        }
        let (message, help) = if asked(name) {
            (
                format!("a condition asks for the blank `{name}`, and nobody can fill it in"),
                format!("write `{{{name}}}` in a clause, where the choice is made"),
            )
        } else {
            (
                format!("no clause uses the blank `{name}`"),
                format!("write `{{{name}}}` where it is to be filled in, or take the blank out"),
            )
        };
        diagnostics.push(Diagnostic::error("unused-blank", blank.id.0.span, message).help(help));
    }
}

/// Everything of an agreement in which a blank may stand.
fn proses(sheet: &Agreement) -> impl Iterator<Item = &Prose> {
    let clauses = sheet.clauses.iter().flat_map(|clause| {
        clause
            .text
            .iter()
            .chain(&clause.alternatives)
            .chain(&clause.until)
    });
    clauses.chain(sheet.around_clauses())
}
