//! Agreements: typed blanks, clauses, and the parts that keep an agreement fair.

use super::block::Prose;
use super::value::{NewId, RoleName, Text};
use crate::source::Located;
use crate::{choice, record};

record! {
    /// What an agreement has beside its title. Most parts must be there: they keep it free, mutual and short.
    pub struct Agreement {
        /// The roles that make the agreement.
        parties: some RoleName;
        /// What the agreement is for.
        purpose: required Prose, advice;
        /// What to do before you start.
        before: optional Prose, advice;
        /// The blanks to fill in; clauses use them as `{id}`.
        blanks: some Blank;
        /// The clauses, in order.
        clauses: some Clause;
        /// When it starts.
        starts: required Prose, advice;
        /// The days until the two of you review it, 90 at most.
        review_days: required Located<u32>;
        /// When and how the two of you review it.
        review: required Prose, advice;
        /// How it ends by itself.
        expires: required Prose, advice;
        /// That either of you may end it, without giving a reason.
        ending: required Prose, advice;
        /// That nobody was pressured.
        free_choice: required Prose, advice;
        /// That it is not a legal contract.
        not_legal: required Prose, advice;
        /// What it never touches: all of work, children, doctors, lawyers, therapists and helplines.
        exceptions: some Exception;
        /// More about the exceptions.
        exceptions_note: optional Prose, advice;
        /// Notes for the practitioner, which clients do not get.
        facilitator: optional Prose, practitioner;
    }
}

record! {
    /// A blank to fill in.
    pub struct Blank {
        /// The blank's name in clauses.
        id: required NewId;
        /// What is asked.
        label: required Text, name;
        /// What goes in.
        blank_type as "type": required BlankType;
        /// The choices, for `choice` and `choices`.
        choices: list Text, name;
    }
}

choice! {
    /// What goes into a blank.
    pub enum BlankType {
        /// Words.
        Text = "text",
        /// A date.
        Date = "date",
        /// A number.
        Number = "number",
        /// An amount of money.
        Money = "money",
        /// One of several.
        Choice = "choice",
        /// Some of several.
        Choices = "choices",
        /// A length of time.
        Duration = "duration",
    }
}

record! {
    /// One clause.
    pub struct Clause {
        /// The clause's name.
        id: optional NewId;
        /// The clause's heading.
        title: optional Text, name;
        /// The clause.
        text: optional Prose, advice;
        /// Wordings of which one is chosen, in place of `text`.
        alternatives: list Prose, advice;
        /// Whether it counts only if the two of them take it in: on the sheet, a box to tick.
        optional: optional bool;
        /// What it touches, so that it is checked.
        touches: list Touch;
        /// When it ends; a clause that touches monitoring must say so.
        until: optional Prose, advice;
        /// The choice under which it applies: `blank = choice`.
        when: optional Text, name;
    }
}

impl Agreement {
    /// Everything outside its clauses in which a blank may stand.
    pub fn around_clauses(&self) -> impl Iterator<Item = &Prose> {
        let optional = self.before.iter().chain(&self.exceptions_note);
        optional.chain([
            &self.purpose,
            &self.starts,
            &self.review,
            &self.expires,
            &self.ending,
            &self.free_choice,
            &self.not_legal,
        ])
    }
}

choice! {
    /// What a clause touches. Some things no agreement may touch.
    pub enum Touch {
        /// Seeing where somebody is, or what they write.
        Monitoring = "monitoring",
        /// Contact with other people.
        Contact = "contact",
        /// Money.
        Money = "money",
        /// Telling what was hidden.
        Disclosure = "disclosure",
        /// Touch and closeness.
        Affection = "affection",
        /// How time is spent.
        Time = "time",
        /// A loss for breaking the agreement. Never allowed.
        Forfeits = "forfeits",
        /// Checking in secret. Never allowed.
        SecretChecking = "secret-checking",
        /// Cutting somebody off from family, friends, work or money. Never allowed.
        CuttingOff = "cutting-off",
    }
}

impl Touch {
    /// Whether no agreement may touch it.
    pub fn is_forbidden(self) -> bool {
        matches!(
            self,
            Touch::Forfeits | Touch::SecretChecking | Touch::CuttingOff
        )
    }
}

choice! {
    /// What an agreement never touches.
    pub enum Exception {
        /// Work.
        Work = "work",
        /// Children.
        Children = "children",
        /// Doctors.
        Doctors = "doctors",
        /// Lawyers.
        Lawyers = "lawyers",
        /// Therapists.
        Therapists = "therapists",
        /// Helplines.
        Helplines = "helplines",
    }
}

impl Agreement {
    /// What a condition asks, as `phones = limited`: the blank's label, and the choice.
    pub fn condition<'a>(&'a self, when: &'a str) -> (&'a str, &'a str) {
        let (name, choice) = when.split_once('=').unwrap_or((when, ""));
        let mut blanks = self.blanks.iter();
        let blank = blanks.find(|blank| blank.id.0.value.as_str() == name.trim());
        let label = blank.map_or(name.trim(), |blank| &*blank.label.value);
        (label, choice.trim())
    }
}
