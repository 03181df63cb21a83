//! What a new entry says before its author does: a value for each declared field, valid in this book.
//!
//! Values follow from the declarations. Where what is merely allowed would still be wrong, or would read badly, the
//! table [`BETTER`] has something better, and [`Samples::own`] has what depends on the rest of the book.

use super::new_entry::Refusal;
use super::yaml::{FieldText, Value, scalar};
use crate::config::Config;
use crate::model::date::Date;
use crate::model::entry::{Book, Entry};
use crate::model::field::{Declared, Field, Need, Takes, one_of};
use crate::model::kind::{Data, Kind};

/// What stands where the author is to write.
pub(super) const WRITE_THIS: &str = "Write this part.";

/// Values that are better than any made from a declaration, by the way to their field. A field that has one is written
/// even where the declaration does not ask for it: other rules do.
const BETTER: &[(&str, &str)] = &[
    ("step.actions.0.role", "both"),
    ("exercise.time", "15 minutes"),
    (
        "exercise.stop_rule",
        "Either of you may stop at any time, without giving a reason.",
    ),
    ("claim.unsourced", "true"),
    ("claim.sure", "opinion"),
    ("source.type", "lay"),
    ("helpline.country", "XX"),
    ("helpline.type", "counselling"),
    ("worksheet.filled_by", "each"),
    ("worksheet.minutes", "20"),
    (
        "worksheet.before",
        "Choose a time and a place where nobody disturbs you.",
    ),
    (
        "worksheet.stop_rule",
        "You may stop at any time, without giving a reason.",
    ),
    (
        "worksheet.privacy",
        "What you write is yours. Show it only if you want to.",
    ),
    ("agreement.blanks.0.id", "start"),
    ("agreement.blanks.0.label", "The day it starts"),
    ("agreement.blanks.0.type", "date"),
    ("agreement.blanks.1.id", "review-day"),
    ("agreement.blanks.1.label", "The day of your review"),
    ("agreement.blanks.1.type", "date"),
    ("agreement.blanks.2.id", "what"),
    ("agreement.blanks.2.label", "What you agree on"),
    ("agreement.blanks.2.type", "text"),
    ("agreement.clauses.0.text", "We agree on this: {what}."),
    ("agreement.starts", "It starts on {start}."),
    ("agreement.review_days", "30"),
    (
        "agreement.review",
        "On {review-day} we read it again, and keep it, change it or end it.",
    ),
    (
        "agreement.expires",
        "It ends by itself on {review-day}, unless both of us sign it again.",
    ),
    (
        "agreement.ending",
        "Either of us may end this, without giving a reason.",
    ),
    ("agreement.free_choice", "I was not pressured."),
    ("agreement.not_legal", "This is not a legal contract."),
    ("agreement.exceptions.0", "work"),
    ("agreement.exceptions.1", "children"),
    ("agreement.exceptions.2", "doctors"),
    ("agreement.exceptions.3", "lawyers"),
    ("agreement.exceptions.4", "therapists"),
    ("agreement.exceptions.5", "helplines"),
];

/// Fields that no declaration asks for, and yet an entry without them is unfinished or refused.
const ASKED_FOR: &[&str] = &[
    "guide.takeaways",
    "guide.who_for",
    "guide.before_you_begin",
    "note.for",
    "step.order",
    "tension.shows",
    "tension.advice",
];

/// Values for the fields of a new entry.
pub(super) struct Samples<'a> {
    /// What the entry is.
    pub kind: Kind,
    /// What book.toml says.
    pub config: &'a Config,
    /// The entries there are, for references to lead to.
    pub book: &'a Book,
    /// The day to put where a day is asked for.
    pub today: Date,
}

impl Samples<'_> {
    /// The fields of a declaration; those that may be left out are commented out.
    ///
    /// # Errors
    ///
    /// When one must be there that the book has nothing for, as a step where it has no step.
    pub(super) fn fields(&self, fields: &'static [Field]) -> Result<Vec<FieldText>, Refusal> {
        self.record(fields, self.kind.name())
    }

    fn record(&self, fields: &'static [Field], path: &str) -> Result<Vec<FieldText>, Refusal> {
        let mut written = Vec::with_capacity(fields.len());
        for field in fields {
            let path = format!("{path}.{}", field.name);
            let commented_out = !self.is_asked_for(field, &path);
            let value = match self.value(field, &field.takes, &path) {
                Ok(value) => value,
                Err(_) if commented_out => stand_in(&field.takes),
                Err(refusal) => return Err(refusal),
            };
            written.push(FieldText {
                comment: self.comment(field),
                name: field.name.to_owned(),
                value,
                commented_out,
            });
        }
        Ok(written)
    }

    fn is_asked_for(&self, field: &Field, path: &str) -> bool {
        matches!(field.need, Need::Required | Need::Some)
            || ASKED_FOR.contains(&path)
            || better(path).is_some()
            || count(path) > 0
            || (path == "guide.safety_check" && self.first_of(&[Kind::Worksheet]).is_some())
    }

    fn value(&self, field: &Field, takes: &Takes, path: &str) -> Result<Value, Refusal> {
        let own = self.own(path).or_else(|| better(path).map(str::to_owned));
        if let Some(own) = own {
            let is_bare = matches!(takes, Takes::Number | Takes::YesNo | Takes::Date);
            return Ok(Value::Scalar(if is_bare { own } else { scalar(&own) }));
        }
        Ok(Value::Scalar(match takes {
            Takes::Text => WRITE_THIS.trim_end_matches('.').to_owned(),
            Takes::Prose => WRITE_THIS.to_owned(),
            Takes::Number => "1".to_owned(),
            Takes::YesNo => "true".to_owned(),
            Takes::Date => self.today.to_string(),
            Takes::NewId => "an-id".to_owned(),
            Takes::Choice(words) => scalar(words.first().copied().unwrap_or_default()),
            Takes::Id(kinds) | Takes::IdOrRecord(kinds, _) => match self.first_of(kinds) {
                Some(entry) => entry.id.value.to_string(),
                None => return Err(self.no_entry(field, kinds)),
            },
            Takes::Declared(declared) => match self.config.names.of(*declared).first() {
                Some(name) => scalar(name),
                None => return Err(self.no_name(*declared)),
            },
            Takes::Record(fields) => return Ok(Value::Fields(self.record(fields, path)?)),
            Takes::Variants(variants) => return Ok(Value::Fields(question(variants))),
            Takes::Named => {
                return Ok(Value::Fields(vec![FieldText {
                    comment: "A lint's name, and after it the reason why it does not apply here."
                        .to_owned(),
                    name: "orphan-entry".to_owned(),
                    value: Value::Scalar("Write the reason.".to_owned()),
                    commented_out: false,
                }]));
            }
            Takes::Many(inner) => {
                let count = count(path).max(self.parties(path)).max(1);
                let mut items = Vec::with_capacity(count);
                for item in 0..count {
                    let value = self.value(field, inner, &format!("{path}.{item}"))?;
                    items.push(if item == 0 {
                        value
                    } else {
                        without_comments(value)
                    });
                }
                return Ok(Value::List(items));
            }
        }))
    }

    /// What depends on the rest of the book.
    fn own(&self, path: &str) -> Option<String> {
        let role = |index: usize| self.config.names.roles.get(index).cloned();
        match path {
            "note.for" => role(0).or_else(|| Some("practitioner".to_owned())),
            "step.order" => Some(self.next_order().to_string()),
            "agreement.parties.0" => role(0).or_else(|| Some("both".to_owned())),
            "agreement.parties.1" => role(1),
            "pack.sheets.0.role" => {
                let sheet = self.first_of(&[Kind::Worksheet, Kind::Agreement])?;
                match &sheet.common.private {
                    Some(owner) if owner.as_str() != "each" => Some(owner.as_str().to_owned()),
                    Some(_) => role(0),
                    None => Some("both".to_owned()),
                }
            }
            _ => None,
        }
    }

    /// How many parties an agreement has.
    fn parties(&self, path: &str) -> usize {
        if path == "agreement.parties" {
            self.config.names.roles.len().min(2)
        } else {
            0
        }
    }

    /// The place after the last entry of this kind.
    fn next_order(&self) -> u32 {
        let same = self
            .book
            .entries
            .iter()
            .filter(|entry| entry.kind() == self.kind);
        let last = same
            .filter_map(|entry| entry.common.order.as_ref())
            .map(|order| order.value)
            .max();
        last.unwrap_or(0).saturating_add(1)
    }

    /// An entry to refer to. What is private, a draft or about safety is taken only where there is nothing else: it may
    /// not come out everywhere.
    fn first_of(&self, kinds: &[Kind]) -> Option<&Entry> {
        const READ_FIRST: &[Kind] = &[Kind::Topic, Kind::Step];
        let fits = |entry: &&Entry| match kinds {
            [] => entry.kind() != Kind::Guide && !entry.is_draft(),
            kinds => kinds.contains(&entry.kind()) && !entry.is_draft(),
        };
        let found = || self.book.entries.iter().filter(fits);
        let open = |entry: &&Entry| entry.common.private.is_none() && !self.is_safety_check(entry);
        let read_first = |entry: &&Entry| !kinds.is_empty() || READ_FIRST.contains(&entry.kind());
        found()
            .filter(open)
            .find(read_first)
            .or_else(|| found().find(open))
            .or_else(|| found().next())
    }

    fn is_safety_check(&self, entry: &Entry) -> bool {
        self.book.entries.iter().any(|other| match &other.data {
            Data::Guide(guide) => guide
                .safety_check
                .as_ref()
                .is_some_and(|check| check.id.value == entry.id.value),
            _ => false,
        })
    }

    /// What a field is for and what it takes.
    fn comment(&self, field: &Field) -> String {
        let about = about(field);
        match self.hint(&field.takes) {
            Some(hint) => format!("{about} {hint}"),
            None => about,
        }
    }

    fn hint(&self, takes: &Takes) -> Option<String> {
        let (takes, many) = match takes {
            Takes::Many(inner) => (*inner, true),
            takes => (takes, false),
        };
        let list = if many { "A list, each" } else { "It takes" };
        match takes {
            Takes::Choice(words) => Some(format!("{list} one of: {}.", words.join(", "))),
            Takes::Declared(declared) => Some(match self.config.names.of(*declared).as_slice() {
                [] => "book.toml declares none yet.".to_owned(),
                names => format!("{list} one of: {}.", names.join(", ")),
            }),
            Takes::Id(kinds) | Takes::IdOrRecord(kinds, _) => {
                Some(format!("{list} the id of {}.", one_of(kinds)))
            }
            Takes::Variants(variants) => {
                let names: Vec<&str> = variants.iter().map(|(name, _)| *name).collect();
                Some(format!("{list} of one type: {}.", names.join(", ")))
            }
            _ if many => Some("A list.".to_owned()),
            _ => None,
        }
    }

    fn no_entry(&self, field: &Field, kinds: &[Kind]) -> Refusal {
        let (entry, wanted) = (self.kind.with_article(), one_of(kinds));
        let first = kinds.first().map_or("topic", |kind| kind.name());
        Refusal {
            message: format!(
                "`{}` of {entry} names {wanted}, and the book has none yet",
                field.name
            ),
            help: Some(format!("write it first: `mendbook new {first} \"Title\"`")),
        }
    }

    fn no_name(&self, declared: Declared) -> Refusal {
        let what = declared.describe().trim_end_matches(',');
        let table = match declared {
            Declared::Phase => "phase",
            Declared::Breach => "breach",
            Declared::Risk => "risk",
            Declared::SignGroup => "sign-group",
            Declared::Role | Declared::Owner | Declared::FilledBy => "role",
        };
        Refusal {
            message: format!(
                "{} names {what}, and book.toml declares none",
                self.kind.with_article()
            ),
            help: Some(format!(
                "add one to book.toml: `[[{table}]]`, and below it `id = \"…\"` and `name = \"…\"`"
            )),
        }
    }
}

/// What a field is for; here it stands where the comment does, so nothing needs saying of where else it could.
pub(super) fn about(field: &Field) -> String {
    field
        .about()
        .replace("; in a .md file, the Markdown below the front matter", "")
}

fn better(path: &str) -> Option<&'static str> {
    BETTER
        .iter()
        .find(|(known, _)| *known == path)
        .map(|(_, value)| *value)
}

/// How many items of a list have something better.
fn count(path: &str) -> usize {
    let has = |item: &usize| {
        let item = format!("{path}.{item}");
        BETTER.iter().any(|(known, _)| {
            known
                .strip_prefix(item.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    };
    (0..).take_while(has).count()
}

/// One more item of a list: what its fields are for stands at the first.
fn without_comments(item: Value) -> Value {
    let Value::Fields(fields) = item else {
        return item;
    };
    let there = fields.into_iter().filter(|field| !field.commented_out);
    Value::Fields(
        there
            .map(|field| FieldText {
                comment: String::new(),
                ..field
            })
            .collect(),
    )
}

/// A first question of a sheet: one line to write on.
fn question(variants: &[(&'static str, &[Field])]) -> Vec<FieldText> {
    let line = variants.first().map_or("line", |(name, _)| name);
    let field = |name: &str, comment: &str, value: &str, commented_out| FieldText {
        comment: comment.to_owned(),
        name: name.to_owned(),
        value: Value::Scalar(value.to_owned()),
        commented_out,
    };
    vec![
        field("type", "The form of the field.", line, false),
        field(
            "id",
            "The field's name for filling in, unique in the sheet.",
            "first-question",
            false,
        ),
        field("label", "What is asked.", "Write this question", false),
        field("hint", "A hint on how to answer.", "Write this hint", true),
    ]
}

/// What a field may look like that the book has nothing for yet.
fn stand_in(takes: &Takes) -> Value {
    match takes {
        Takes::Many(inner) => Value::List(vec![stand_in(inner)]),
        Takes::Id([kind, ..]) | Takes::IdOrRecord([kind, ..], _) => {
            Value::Scalar(format!("id-of-{}", kind.with_article().replace(' ', "-")))
        }
        Takes::Id([]) | Takes::IdOrRecord([], _) => Value::Scalar("id-of-an-entry".to_owned()),
        _ => Value::Scalar("name-from-book-toml".to_owned()),
    }
}
