//! From an agreement to what the templates print: clauses with their blanks, what must stand in every agreement, and two
//! blocks of signature.

use super::Maker;
use super::slots::Entry;
use super::views::{
    AlternativeView, ClauseView, LeadView, RichBlock, RichInline, SheetView, SignatureView,
    SlotView,
};
use crate::model::agreement::{Agreement, Blank, BlankType, Clause};
use crate::model::answers::{self, Decision, signing};
use crate::model::kind::Data;

impl<'a> Maker<'a> {
    pub(super) fn agreement(&mut self, sheet: &'a Agreement, view: &mut SheetView) {
        view.form = "agreement";
        let parties: Vec<String> = sheet
            .parties
            .iter()
            .map(|role| self.role(role.as_str()))
            .collect();
        view.facts = vec![format!(
            "{}: {}",
            self.words("agreement.parties"),
            parties.join("; ")
        )];
        let purpose = self.prose(&sheet.purpose);
        view.lead = vec![self.lead("sheet.purpose", purpose)];
        if let Some(before) = &sheet.before {
            let text = self.prose(before);
            view.lead.push(self.lead("sheet.before", text));
        }
        self.safety(view);
        view.clauses_title = self.words("agreement.clauses");
        // Clauses that do not come out leave no gap in the numbers.
        let clauses: Vec<_> = self.answers.clauses(sheet).collect();
        view.clauses = clauses
            .into_iter()
            .enumerate()
            .map(|(number, (at, clause, decision))| {
                self.clause(sheet, clause, decision, at, number + 1)
            })
            .collect();
        self.terms(sheet, view);
        view.signing_title = self.words("agreement.sign");
        view.signing_about = self.words("agreement.sign_about");
        view.signatures = parties
            .iter()
            .enumerate()
            .map(|(at, role)| SignatureView {
                role: role.clone(),
                lines: ["name", "signature", "date"]
                    .into_iter()
                    .map(|part| {
                        let label = self.words(&format!("agreement.{part}"));
                        let tip = format!("{role}: {label}");
                        let slot = self.slots.words(signing(at, part), tip, Entry::Line);
                        SlotView { label, ..slot }
                    })
                    .collect(),
            })
            .collect();
    }

    fn terms(&mut self, sheet: &'a Agreement, view: &mut SheetView) {
        view.terms_title = self.words("agreement.ending");
        let starts = self.prose(&sheet.starts);
        let mut review = self.prose(&sheet.review);
        review.push(paragraph(
            self.counted("agreement.review_days", sheet.review_days.value),
        ));
        let names: Vec<&str> = sheet
            .exceptions
            .iter()
            .map(|one| self.strings.text(exception_key(one.word())))
            .collect();
        let mut exceptions = vec![paragraph(names.join(" · "))];
        let note = self.optional_prose(sheet.exceptions_note.as_ref());
        exceptions.extend(note);
        let expires = self.prose(&sheet.expires);
        let ending = self.prose(&sheet.ending);
        let free = self.prose(&sheet.free_choice);
        let contract = self.prose(&sheet.not_legal);
        view.terms = [
            ("agreement.starts", starts),
            ("agreement.review", review),
            ("agreement.expires", expires),
            ("agreement.ends", ending),
            ("agreement.exceptions", exceptions),
            ("agreement.free_choice", free),
            ("agreement.not_legal", contract),
        ]
        .into_iter()
        .map(|(key, text)| LeadView {
            title: self.words(key),
            text,
            boxed: false,
        })
        .collect();
    }

    /// A clause. What was decided about it is no longer asked.
    fn clause(
        &mut self,
        sheet: &'a Agreement,
        clause: &'a Clause,
        decision: Option<Decision>,
        at: usize,
        number: usize,
    ) -> ClauseView {
        let title = self.optional(clause.title.as_ref());
        let name = answers::part("clause", at + 1);
        let open = decision.is_none();
        // A clause that may not count, or one of several wordings, is no place to look an answer up.
        let counts = !open || (clause.when.is_none() && clause.optional != Some(true));
        let wordings = Decision::wordings(decision, clause);
        self.at_clause = (counts && wordings.len() < 2).then_some(number);
        let when = clause
            .when
            .as_ref()
            .filter(|_| open)
            .map(|when| self.condition(sheet, &when.value))
            .unwrap_or_default();
        let optional = (open && clause.optional == Some(true)).then(|| {
            let words = self.words("print.optional");
            self.slots.mark(
                &answers::part(&name, "taken"),
                &words,
                Entry::Tick,
                format!("{number}. {title}: {words}"),
            )
        });
        let text = match wordings {
            [one] => self.prose(one),
            _ => self.optional_prose(clause.text.as_ref()),
        };
        let alternatives = match wordings {
            [_] => Vec::new(),
            several => several
                .iter()
                .enumerate()
                .map(|(at, prose)| {
                    let option = self.filled("agreement.option", &[("n", &(at + 1).to_string())]);
                    let tip = format!("{number}. {title}: {}", self.plain(prose));
                    AlternativeView {
                        slot: self.slots.mark(&name, &option, Entry::Pick, tip),
                        text: self.prose(prose),
                    }
                })
                .collect(),
        };
        self.at_clause = counts.then_some(number);
        let until = self.optional_prose(clause.until.as_ref());
        self.at_clause = None;
        ClauseView {
            number,
            title,
            when,
            optional,
            one_of: self.words("agreement.one_of"),
            alternatives,
            text,
            until_title: self.words("agreement.until"),
            until,
        }
    }

    /// "phones = limited" in the book's words.
    fn condition(&self, sheet: &Agreement, when: &str) -> String {
        let (label, choice) = sheet.condition(when);
        self.ready(&self.filled("when", &[("label", label), ("choice", choice)]))
    }

    fn declared(&self, name: &str) -> Option<&'a Blank> {
        match &self.entry.data {
            Data::Agreement(sheet) => find(sheet, name),
            _ => None,
        }
    }

    /// A blank as a line with its label, or as boxes to tick.
    pub(super) fn blank(&mut self, name: &str, last: bool) -> Option<RichInline> {
        let blank = self.declared(name)?;
        let label = &blank.label.value;
        // What was chosen stands in the sentence, as what was written does; the other choices are gone.
        let chosen = !self.slots.answer(name).is_empty();
        let entry = match blank.blank_type {
            _ if chosen => None,
            BlankType::Choice => Some(Entry::Pick),
            BlankType::Choices => Some(Entry::Tick),
            _ => None,
        };
        let again = self.again(name, label);
        let wide = last && blank.blank_type == BlankType::Text && again.is_empty();
        let slots = match entry {
            Some(entry) => blank
                .choices
                .iter()
                .map(|choice| {
                    self.slots.mark(
                        name,
                        &choice.value,
                        entry,
                        format!("{label}: {}", choice.value),
                    )
                })
                .collect(),
            None => {
                let entry = if wide { Entry::Area } else { Entry::Line };
                vec![self.slots.words(name.to_owned(), label.to_string(), entry)]
            }
        };
        Some(RichInline::Blank {
            label: self.ready(label),
            form: blank.blank_type.word(),
            wide,
            again,
            slots,
        })
    }

    /// What stands for a blank that was asked before, so that nobody writes the same date ten times with a pen. A place
    /// that may not count, such as an optional clause, is no place to look an answer up.
    fn again(&mut self, name: &str, label: &str) -> String {
        let Some(clause) = self.asked.get(name) else {
            if let Some(clause) = self.at_clause {
                self.asked.insert(name.to_owned(), clause);
            }
            return String::new();
        };
        let (clause, short) = (clause.to_string(), self.short_label(label));
        let words = self.filled("print.again", &[("label", &short), ("n", &clause)]);
        self.ready(&words)
    }

    /// A label up to its first comma, where that tells it from all others.
    fn short_label(&self, label: &str) -> String {
        let short = |label: &str| label.split(',').next().unwrap_or(label).trim().to_owned();
        let own = short(label);
        let Data::Agreement(sheet) = &self.entry.data else {
            return own;
        };
        let alike = sheet
            .blanks
            .iter()
            .filter(|blank| short(&blank.label.value) == own);
        if alike.count() == 1 {
            own
        } else {
            label.to_owned()
        }
    }
}

fn find<'a>(sheet: &'a Agreement, name: &str) -> Option<&'a Blank> {
    sheet
        .blanks
        .iter()
        .find(|blank| blank.id.0.value.as_str() == name)
}

fn exception_key(word: &str) -> &'static str {
    match word {
        "work" => "exception.work",
        "children" => "exception.children",
        "doctors" => "exception.doctors",
        "lawyers" => "exception.lawyers",
        "therapists" => "exception.therapists",
        _ => "exception.helplines",
    }
}

fn paragraph(words: String) -> RichBlock {
    RichBlock::Paragraph {
        c: vec![RichInline::Text { s: words }],
    }
}
