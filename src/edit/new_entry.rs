//! The text of a new entry: commented, valid as it stands, made from the kind's declarations.

use super::manuscript::{Changed, Manuscript};
use super::sample::{Samples, WRITE_THIS, about};
use super::yaml::{FieldText, Value, scalar, write_comment, write_fields, write_item};
use crate::config::Config;
use crate::diagnostic::Severity;
use crate::model::date::Date;
use crate::model::entry::Common;
use crate::model::field::{Field, Need, Record};
use crate::model::id::{Id, slug};
use crate::model::kind::Kind;
use crate::source::{Files, ReadError};

/// Ids made from a title get no longer than this: they are file names and addresses too.
const LONGEST_ID: usize = 60;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// What the entry is.
    pub kind: Kind,
    /// The words that name it; for a claim, the statement.
    pub title: &'a str,
    /// Its id; made from the title, if nothing is said.
    pub id: Option<&'a str>,
    /// Whether it gets a file of its own even where the book keeps a list of its kind.
    pub own_file: bool,
    /// The day to put where a day is asked for.
    pub today: Date,
}

/// A new entry, ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// Its id.
    pub id: Id,
    /// The file, by its path in the book's folder.
    pub path: String,
    /// The line at which the entry starts, from 1.
    pub line: usize,
    /// What to write there.
    pub change: Change,
}

/// How a file changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new; this is its text.
    Create(String),
    /// It has more at its end.
    Append {
        /// How many bytes the file had when it was read.
        length: usize,
        /// What comes behind them.
        text: String,
    },
}

/// Why there is no new entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is in the way.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Refusal {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: Some(help.into()),
        }
    }
}

/// How an entry is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Front matter and Markdown, in a file of its own.
    Markdown,
    /// YAML in a file of its own.
    Yaml,
    /// One item of a list, so many spaces in.
    Item(usize),
}

/// Makes a new entry, and sees to it that the book can hold it.
///
/// # Errors
///
/// When the id is taken, the file is there, the book has nothing that the entry must refer to, or the result would not
/// be sound.
pub fn new_entry(
    files: &dyn Files,
    manuscript: &Manuscript,
    config: &Config,
    request: &Request<'_>,
) -> Result<NewEntry, Refusal> {
    let kind = request.kind;
    let title = request
        .title
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if title.is_empty() {
        return Err(Refusal::new(
            "the title is empty",
            "name the entry in a few words",
        ));
    }
    let id = id_for(manuscript, request, &title)?;
    let list = if request.own_file || kind == Kind::Guide {
        None
    } else {
        List::find(files, config, kind)?
    };
    let form = match &list {
        Some(list) => Form::Item(list.indent),
        None => own_form(kind),
    };
    let samples = Samples {
        kind,
        config,
        book: &manuscript.book,
        today: request.today,
    };
    let text = write(&samples, &title, &id, form)?;
    let (entry, whole) = match list {
        Some(list) => list.with(id, &text),
        None => own_file(files, config, request, id, text)?,
    };
    prove(files, manuscript, kind, &entry, &whole)?;
    Ok(entry)
}

/// The id that was asked for, or one made from the title; not one that is taken.
fn id_for(manuscript: &Manuscript, request: &Request<'_>, title: &str) -> Result<Id, Refusal> {
    if request.kind == Kind::Guide
        && let Some(guide) = manuscript
            .book
            .entries
            .iter()
            .find(|entry| entry.kind() == Kind::Guide)
    {
        let path = manuscript.sources.path(guide.span.file);
        return Err(Refusal::new(
            "the book has its front page already",
            format!("change {path}"),
        ));
    }
    let id = match request.id {
        Some(id) => Id::new(id).map_err(|wrong| Refusal {
            message: format!("`{id}` is not an id: {}", wrong.rule),
            help: wrong.nearest.map(|near| format!("did you mean `{near}`?")),
        })?,
        None if request.kind == Kind::Guide => made("index")?,
        None => match slug(title) {
            Some(id) => made(shortened(&id))?,
            None => {
                let message = "no id can be made from this title";
                return Err(Refusal::new(message, "give it one: `--id some-name`"));
            }
        },
    };
    if let Some(place) = taken(manuscript, &id) {
        let help = format!("give it another: `--id {}-{id}`", request.kind.name());
        return Err(Refusal::new(
            format!("the id `{id}` is taken: {place}"),
            help,
        ));
    }
    Ok(id)
}

fn made(id: &str) -> Result<Id, Refusal> {
    Id::new(id).map_err(|wrong| {
        Refusal::new(
            format!("`{id}` is not an id: {}", wrong.rule),
            "give it one: `--id some-name`",
        )
    })
}

/// An id cut at a hyphen, if it is longer than a file's name should be.
fn shortened(id: &str) -> &str {
    match id.get(..LONGEST_ID) {
        Some(start) if id.len() > LONGEST_ID => {
            start.rsplit_once('-').map_or(start, |(start, _)| start)
        }
        _ => id,
    }
}

/// Where an id is used already.
fn taken(manuscript: &Manuscript, id: &Id) -> Option<String> {
    let same = manuscript.book.entries.iter().find(|entry| {
        entry.id.value == *id || entry.common.was.iter().any(|was| was.0.value == *id)
    });
    if let Some(entry) = same {
        let place = manuscript.sources.line_column(entry.id.span);
        let path = manuscript.sources.path(entry.id.span.file);
        let kind = entry.kind().with_article();
        let was = if entry.id.value == *id {
            ""
        } else {
            " was once called so"
        };
        return Some(format!("{kind}{was}, {path}:{}", place.line));
    }
    manuscript
        .book
        .broken
        .iter()
        .any(|broken| broken.ids.contains(id))
        .then(|| "an entry that cannot be read; `mendbook check` says why".to_owned())
}

/// How a kind is written in a file of its own: where there is a text to write, as Markdown.
fn own_form(kind: Kind) -> Form {
    let has_text = kind.spec().body.need == Need::Required;
    match kind {
        Kind::Guide | Kind::Path | Kind::Tension => Form::Markdown,
        _ if has_text => Form::Markdown,
        _ => Form::Yaml,
    }
}

/// The text of an entry.
fn write(samples: &Samples<'_>, title: &str, id: &Id, form: Form) -> Result<String, Refusal> {
    let kind = samples.kind;
    let spec = kind.spec();
    // A claim has no title: what one calls it is what it states.
    let is_stated = spec.title.need != Need::Required;
    let named = if is_stated { &spec.body } else { &spec.title };
    let name = FieldText {
        comment: about(named),
        name: named.name.to_owned(),
        value: Value::Scalar(scalar(title)),
        commented_out: false,
    };
    let body_below = form == Form::Markdown;
    let mut fields = Vec::new();
    if !(is_stated && body_below) {
        fields.push(name);
    }
    fields.extend(samples.fields(spec.fields)?);
    if !body_below && !is_stated {
        fields.extend(samples.fields(std::slice::from_ref(&spec.body))?);
    }
    let mut common = samples.fields(Common::FIELDS)?;
    common.retain(|field| field.name != "id");
    let (asked_for, common): (Vec<_>, Vec<_>) =
        common.into_iter().partition(|field| !field.commented_out);
    fields.extend(asked_for);
    let (fields, optional): (Vec<_>, Vec<_>) =
        fields.into_iter().partition(|field| !field.commented_out);

    let mut text = String::new();
    if let Form::Item(indent) = form {
        write_as_item(&mut text, id, fields, optional, indent);
        return Ok(text);
    }
    write_comment(&mut text, &about_file(kind, id), 0);
    for field in &fields {
        text.push('\n');
        write_fields(&mut text, std::slice::from_ref(field), 0);
    }
    write_comment_block(
        &mut text,
        "You may add these: take away the # in front of a name, and change what stands there.",
    );
    write_fields(&mut text, &optional, 0);
    write_fields(&mut text, &common, 0);
    if !body_below {
        return Ok(text);
    }
    let body = if is_stated { title } else { WRITE_THIS };
    Ok(format!("---\n{text}---\n\n{body}\n"))
}

/// One item of a list: no more comments than the entry's own fields need, since a list has many.
fn write_as_item(
    text: &mut String,
    id: &Id,
    mut fields: Vec<FieldText>,
    optional: Vec<FieldText>,
    indent: usize,
) {
    fields.insert(
        0,
        FieldText {
            comment: String::new(),
            name: "id".to_owned(),
            value: Value::Scalar(scalar(id.as_str())),
            commented_out: false,
        },
    );
    fields.extend(optional);
    write_item(text, &fields, indent);
    let others: Vec<&str> = Common::FIELDS
        .iter()
        .map(|field: &Field| field.name)
        .filter(|name| *name != "id")
        .collect();
    write_comment(
        text,
        &format!("Any entry may also have: {}.", others.join(", ")),
        indent + 2,
    );
}

fn about_file(kind: Kind, id: &Id) -> String {
    let about = kind.spec().about.trim().trim_end_matches('.');
    match kind {
        Kind::Guide => format!("{about}."),
        _ => format!("{about}. Its id is the file's name, `{id}`: use it to refer to this entry."),
    }
}

fn write_comment_block(text: &mut String, comment: &str) {
    text.push('\n');
    write_comment(text, comment, 0);
    text.push('\n');
}

/// A list of entries of one kind, to which one is added.
struct List {
    path: String,
    /// The file as it is, with a byte-order mark if it has one.
    text: String,
    indent: usize,
}

impl List {
    /// The list in which the book keeps a kind, if it does.
    fn find(files: &dyn Files, config: &Config, kind: Kind) -> Result<Option<Self>, Refusal> {
        for ending in ["yaml", "yml"] {
            let path = format!("{}/{}.{ending}", config.content(), kind.spec().place);
            let bytes = match files.read(&path) {
                Ok(bytes) => bytes,
                Err(ReadError::Missing) => continue,
                Err(_) => return Err(unreadable(&path)),
            };
            let text = String::from_utf8(bytes).map_err(|_| unreadable(&path))?;
            let Some(indent) = indentation(&text) else {
                let message = format!("{path} is not a list with one entry under each hyphen");
                return Err(Refusal::new(
                    message,
                    "write the entry into a file of its own: `--file`",
                ));
            };
            return Ok(Some(Self { path, text, indent }));
        }
        Ok(None)
    }

    /// The new entry, and the whole file with it.
    fn with(self, id: Id, item: &str) -> (NewEntry, String) {
        let line_end = if self.text.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        };
        let mut more = String::new();
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            more.push_str(line_end);
        }
        if !self.text.trim_start_matches('\u{feff}').trim().is_empty() {
            more.push_str(line_end);
        }
        let line = self.text.matches('\n').count() + more.matches('\n').count() + 1;
        more.push_str(&item.replace('\n', line_end));
        let length = self.text.len();
        let whole = self.text + &more;
        let entry = NewEntry {
            id,
            path: self.path,
            line,
            change: Change::Append { length, text: more },
        };
        (entry, whole)
    }
}

fn unreadable(path: &str) -> Refusal {
    Refusal::new(
        format!("{path} cannot be read"),
        "`mendbook check` says why",
    )
}

/// How many spaces stand before the hyphens of a file that is one list; `None` if it is none.
fn indentation(text: &str) -> Option<usize> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().find(|line| {
        let line = line.trim();
        !line.is_empty() && !line.starts_with('#') && line != "---"
    });
    match first {
        None => Some(0),
        Some(line) => {
            let item = line.trim_start();
            let is_item = item.starts_with("- ") || item.trim_end() == "-";
            is_item.then_some(line.len() - item.len())
        }
    }
}

/// A file for the entry alone.
fn own_file(
    files: &dyn Files,
    config: &Config,
    request: &Request<'_>,
    id: Id,
    text: String,
) -> Result<(NewEntry, String), Refusal> {
    let place = format!("{}/{}", config.content(), request.kind.spec().place);
    let ending = if own_form(request.kind) == Form::Markdown {
        "md"
    } else {
        "yaml"
    };
    let (path, text) = match (request.kind, request.id) {
        (Kind::Guide, Some(id)) => (
            format!("{place}.md"),
            text.replacen("---\n", &format!("---\nid: {id}\n"), 1),
        ),
        (Kind::Guide, None) => (format!("{place}.md"), text),
        _ => (format!("{place}/{id}.{ending}"), text),
    };
    if !matches!(files.read(&path), Err(ReadError::Missing)) {
        let help = "give the entry another id: `--id some-name`";
        return Err(Refusal::new(format!("{path} is there already"), help));
    }
    let entry = NewEntry {
        id,
        path,
        line: 1,
        change: Change::Create(text.clone()),
    };
    Ok((entry, text))
}

/// The book as it would be has the entry, and no error that it has not now.
fn prove(
    files: &dyn Files,
    before: &Manuscript,
    kind: Kind,
    entry: &NewEntry,
    whole: &str,
) -> Result<(), Refusal> {
    let changed = Changed {
        files,
        path: &entry.path,
        text: whole,
    };
    let after = Manuscript::read(&changed);
    let is_there = after
        .book
        .entries
        .iter()
        .any(|one| one.id.value == entry.id && one.kind() == kind);
    if is_there && after.errors() <= before.errors() {
        return Ok(());
    }
    let found = after.diagnostics.iter().find(|one| {
        one.severity == Severity::Error && after.sources.path(one.primary.span.file) == entry.path
    });
    let why = match found {
        Some(found) => {
            let line = after.sources.line_column(found.primary.span).line;
            format!(": {}:{line}: {}", entry.path, found.message)
        }
        None => String::new(),
    };
    Err(Refusal::new(
        format!("the entry cannot be added as it is{why}"),
        "nothing was written; `mendbook check` says what is wrong now",
    ))
}
