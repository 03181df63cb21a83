//! What a sheet says and asks, with every word filled in: plain data that a renderer walks.

use schemars::JsonSchema;
use serde::Serialize;

/// One sheet. What it does not have is empty.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct SheetView {
    /// `worksheet`, `agreement`, `notes` or `deck`.
    pub form: &'static str,
    /// Its title.
    pub title: String,
    /// The title in the footer; a neutral one where the book is discreet.
    pub running: String,
    /// What else the footer says: the book with its version, the practice, the licence.
    pub footer: Vec<String>,
    /// The line above the title: for whom alone it is.
    pub private: String,
    /// Who fills it in, how long it takes, who makes the agreement.
    pub facts: Vec<String>,
    /// What to read before filling it in.
    pub lead: Vec<LeadView>,
    /// The sections of a worksheet.
    pub sections: Vec<SectionView>,
    /// The cards of a deck.
    pub cards: Vec<CardView>,
    /// The heading above the clauses of an agreement.
    pub clauses_title: String,
    /// The clauses of an agreement.
    pub clauses: Vec<ClauseView>,
    /// What an agreement says about its start, review and end.
    pub terms_title: String,
    /// The parts below that heading.
    pub terms: Vec<LeadView>,
    /// The heading above the signatures, and the words below it.
    pub signing_title: String,
    /// What to think of before signing.
    pub signing_about: String,
    /// Who signs.
    pub signatures: Vec<SignatureView>,
    /// The words about help.
    pub help: String,
    /// Where the sheet stands on the web; empty on private sheets and agreements, and where the book has no site.
    pub address: String,
}

/// One card of a deck.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CardView {
    /// For whom it is, or what it is for; may be empty.
    pub label: String,
    /// What it asks, or what it is called.
    pub title: String,
    /// What else it says; what keeps a reader safe is boxed.
    pub parts: Vec<LeadView>,
}

/// Words with a title in front.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct LeadView {
    /// The title; may be empty.
    pub title: String,
    /// The words.
    pub text: Vec<RichBlock>,
    /// Whether an outline sets them apart.
    pub boxed: bool,
}

/// A section of a worksheet.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SectionView {
    /// Its heading.
    pub title: String,
    /// What to know before filling it in.
    pub intro: Vec<RichBlock>,
    /// Its fields.
    pub fields: Vec<FieldView>,
}

/// A place to fill in.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct SlotView {
    /// Its number among the document's slots: the fillable PDF finds its field by it.
    pub n: usize,
    /// What stands beside a box to tick.
    pub label: String,
    /// The answer, where there is one.
    pub answer: String,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// A field of a worksheet. What a form does not have is empty or 0.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct FieldView {
    /// The form, by the word that authors use.
    pub form: &'static str,
    /// What is asked.
    pub label: String,
    /// A hint on how to answer.
    pub hint: String,
    /// The places to fill in, in reading order; a table's row by row.
    pub slots: Vec<SlotView>,
    /// How many lines to write on.
    pub rows: u32,
    /// How many columns: `feelings`.
    pub columns: u32,
    /// The heads of columns.
    pub heads: Vec<String>,
    /// The labels of rows; empty for blank rows.
    pub row_labels: Vec<String>,
    /// The parts of a sentence between its gaps, and of a `timed-check-in`.
    pub parts: Vec<String>,
    /// What the low end of a scale means, or how a letter begins.
    pub first: String,
    /// What the high end of a scale means, or how a letter ends.
    pub last: String,
    /// How a scale is drawn: `across`, `thermometer`, or `number` where it has too many points to draw.
    pub shown: &'static str,
    /// How long it takes, and what it is about.
    pub about: String,
    /// Words to read.
    pub text: Vec<RichBlock>,
}

/// A clause of an agreement.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ClauseView {
    /// Its number.
    pub number: usize,
    /// Its heading; may be empty.
    pub title: String,
    /// Under which choice it applies; empty if always.
    pub when: String,
    /// The box that takes it in, where it may be left out.
    pub optional: Option<SlotView>,
    /// The words above the alternatives.
    pub one_of: String,
    /// The wordings to choose from, each with its circle.
    pub alternatives: Vec<AlternativeView>,
    /// The clause; empty where there are alternatives.
    pub text: Vec<RichBlock>,
    /// The word before the end, and when it ends.
    pub until_title: String,
    /// When it ends.
    pub until: Vec<RichBlock>,
}

/// One wording of a clause.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AlternativeView {
    /// Its circle.
    pub slot: SlotView,
    /// The wording.
    pub text: Vec<RichBlock>,
}

/// One person's block of signature.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SignatureView {
    /// Whose.
    pub role: String,
    /// Name, signature, date: label and place.
    pub lines: Vec<SlotView>,
}

/// A block of rich text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum RichBlock {
    /// A paragraph.
    Paragraph {
        /// Its words.
        c: Vec<RichInline>,
    },
    /// A heading inside a text.
    Heading {
        /// Its words.
        c: Vec<RichInline>,
    },
    /// A list.
    List {
        /// The first number, where it is numbered.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<RichBlock>>,
    },
    /// Words set apart.
    Quote {
        /// The words.
        b: Vec<RichBlock>,
    },
    /// An outlined box.
    Callout {
        /// Its title.
        title: String,
        /// What it says.
        b: Vec<RichBlock>,
    },
    /// A table to read.
    Table {
        /// The head row.
        head: Vec<Vec<RichInline>>,
        /// The rows.
        rows: Vec<Vec<Vec<RichInline>>>,
    },
    /// Text set as typed.
    Code {
        /// The text.
        s: String,
    },
    /// A line across.
    Rule,
}

/// A part of a line.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum RichInline {
    /// Words.
    Text {
        /// The words.
        s: String,
    },
    /// Words that stand out.
    Strong {
        /// The words.
        c: Vec<RichInline>,
    },
    /// Words no longer meant.
    Struck {
        /// The words.
        c: Vec<RichInline>,
    },
    /// Words of another language.
    Foreign {
        /// The language, as a BCP 47 tag.
        language: String,
        /// The words.
        c: Vec<RichInline>,
    },
    /// Words as typed.
    Code {
        /// The words.
        s: String,
    },
    /// A footnote's mark.
    Mark {
        /// Its name.
        s: String,
    },
    /// A new line.
    Break,
    /// A blank of an agreement.
    Blank {
        /// What is asked.
        label: String,
        /// `text`, `date`, `number`, `money`, `duration`, `choice` or `choices`.
        form: &'static str,
        /// Whether it ends its paragraph, so that it gets lines of its own.
        wide: bool,
        /// Where it was asked before: "End: see 2". A pen need not fill it in again; empty the first time.
        again: String,
        /// One place, or one for each choice.
        slots: Vec<SlotView>,
    },
}
