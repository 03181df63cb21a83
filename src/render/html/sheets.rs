//! Worksheets and agreements as templates get them.

use schemars::JsonSchema;
use serde::Serialize;

use super::views::{Html, RoleView};

/// A worksheet's own fields.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct WorksheetView {
    /// What the sheet is for.
    pub purpose: Html,
    /// Who fills it in: a role's name, or the theme's words for each alone or both together.
    pub filled_by: String,
    /// `each`, `together` or `role`.
    pub filled_by_form: String,
    /// How many minutes it takes.
    pub minutes: u32,
    /// What to do before you start.
    pub before: Html,
    /// The rule by which anyone may stop.
    pub stop_rule: Html,
    /// Who may see what is written.
    pub privacy: Html,
    /// The sections in order.
    pub sections: Vec<SectionView>,
    /// Where the facilitator's notes stand, if there are any.
    pub facilitator: Option<String>,
}

/// A section of a worksheet.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SectionView {
    /// Its heading.
    pub title: String,
    /// What to know before filling it in.
    pub intro: Html,
    /// Its fields.
    pub fields: Vec<FieldView>,
}

/// A field of a worksheet. What a form does not have is empty or 0.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct FieldView {
    /// The form: `line`, `lines`, `box`, `checklist`, `choice`, `scale`, `feelings`, `stem`, `table`, `two-columns`,
    /// `turns`, `timed-check-in`, `calendar`, `balance`, `letter`, `date`, `name`, `signature`, `text` or `page-break`.
    pub form: String,
    /// Its id, unique on the sheet; empty for `text` and `page-break`.
    pub id: String,
    /// What is asked.
    pub label: String,
    /// A hint on how to answer.
    pub hint: String,
    /// The things to tick or choose: `checklist`, `choice`, `feelings`, `balance`, and the parts of `timed-check-in`.
    pub options: Vec<String>,
    /// How many lines to write on: `lines`, `box`, `two-columns`, `letter`.
    pub rows: u32,
    /// How many columns: `feelings`.
    pub columns: u32,
    /// Every number of a `scale`, from the low end to the high one.
    pub points: Vec<u32>,
    /// What the low end of a `scale` means, the head of the left column, or how a `letter` begins.
    pub first: String,
    /// What the high end of a `scale` means, the head of the right column, or how a `letter` ends.
    pub last: String,
    /// How a `scale` is drawn: `across` or `thermometer`.
    pub shown: String,
    /// The parts of a `stem` between its gaps: a gap stands between each two.
    pub parts: Vec<String>,
    /// The heads of a `table`'s columns.
    pub heads: Vec<String>,
    /// The labels of a `table`'s rows; empty texts for blank rows. The days of the week stand here by their names.
    pub row_labels: Vec<String>,
    /// The minutes of `turns` and of a `timed-check-in`.
    pub minutes: u32,
    /// What `turns` are about.
    pub topic: String,
    /// The weeks of a `calendar`, by their numbers.
    pub weeks: Vec<u32>,
    /// The days of the week by their names, Monday first, for a `calendar`.
    pub days: Vec<String>,
    /// The words of a `text`.
    pub text: Html,
}

/// An agreement's own fields.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AgreementView {
    /// The roles that make it.
    pub parties: Vec<RoleView>,
    /// What it is for.
    pub purpose: Html,
    /// What to do before you start.
    pub before: Html,
    /// The clauses in order.
    pub clauses: Vec<ClauseView>,
    /// When it starts.
    pub starts: Html,
    /// The days until the review.
    pub review_days: u32,
    /// When and how it is reviewed.
    pub review: Html,
    /// How it ends by itself.
    pub expires: Html,
    /// That either may end it.
    pub ending: Html,
    /// That nobody was pressured.
    pub free_choice: Html,
    /// That it is not a legal contract.
    pub not_legal: Html,
    /// What it never touches, in the theme's words.
    pub exceptions: Vec<String>,
    /// More about the exceptions.
    pub exceptions_note: Html,
    /// Where the facilitator's notes stand, if there are any.
    pub facilitator: Option<String>,
}

/// One clause. Blanks stand in it as finished form fields.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ClauseView {
    /// Its number, from 1.
    pub number: usize,
    /// Its heading; may be empty.
    pub title: String,
    /// The clause; empty where there are alternatives.
    pub text: Html,
    /// Wordings of which one is chosen.
    pub alternatives: Vec<Html>,
    /// Whether it counts only if it is taken in.
    pub optional: bool,
    /// When it ends.
    pub until: Html,
    /// The choice under which it applies, in the book's words: the blank's label and the choice; empty if always.
    pub when: String,
}
