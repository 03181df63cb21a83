//! From one file to its entries.

use std::ops::Range;

use super::markdown::{InYaml, MarkdownSettings};
use super::{front_matter, markdown, salvage, yaml};
use crate::diagnostic::Diagnostic;
use crate::model::block::Prose;
use crate::model::decode::{Decoder, Fields, Flaws, Names};
use crate::model::entry::{Broken, Common, Entry, Mention};
use crate::model::field::{Field, Need, Record};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::node::{Node, Value};
use crate::model::value::Text;
use crate::source::{FileId, Located, Span};

/// What a file gave.
#[derive(Default)]
pub(super) struct Parsed {
    pub entries: Vec<Entry>,
    pub broken: Vec<Broken>,
    pub diagnostics: Vec<Diagnostic>,
}

/// The file that is read, and what is known of the book.
pub(super) struct Context<'a> {
    pub file: FileId,
    pub text: &'a str,
    pub kind: Kind,
    pub names: &'a Names,
    pub settings: MarkdownSettings,
}

/// Where an entry's body stands.
enum Body {
    /// Below the front matter.
    Below(Range<usize>),
    /// In a field.
    Field,
}

/// The fields that an entry of a kind may have, in the order in which a template shows them.
pub fn entry_fields(kind: Kind) -> [&'static [Field]; 4] {
    let spec = kind.spec();
    [
        std::slice::from_ref(&spec.title),
        spec.fields,
        std::slice::from_ref(&spec.body),
        Common::FIELDS,
    ]
}

/// Reads front matter and Markdown: one entry.
pub(super) fn from_markdown(context: &Context<'_>, path: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let stem = stem(path);
    let parts = match front_matter::split(context.text, context.file) {
        Ok(parts) => parts,
        Err(diagnostic) => return parsed.failed(diagnostic, context, stem),
    };
    let node = match yaml::read(context.text, parts.fields, context.file) {
        Ok(node) => node,
        Err(diagnostic) => return parsed.failed(diagnostic, context, stem),
    };
    parsed.entry(context, &node, stem, Body::Below(parts.body));
    parsed
}

/// Reads a mapping as one entry and a sequence as several.
pub(super) fn from_yaml(context: &Context<'_>, path: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let stem = stem(path);
    let node = match yaml::read(context.text, 0..context.text.len(), context.file) {
        Ok(node) => node,
        Err(diagnostic) => return parsed.failed(diagnostic, context, stem),
    };
    match &node.value {
        Value::List(items) => items
            .iter()
            .for_each(|item| parsed.entry(context, item, None, Body::Field)),
        Value::Map(fields) if fields.is_empty() => {}
        _ => parsed.entry(context, &node, stem, Body::Field),
    }
    parsed
}

/// A file's name without its folder and ending.
fn stem(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next()?;
    Some(name.split_once('.').map_or(name, |(stem, _)| stem))
}

impl Parsed {
    /// The whole file is lost; its name may be an id that others refer to, and so may what its lines show.
    fn failed(mut self, diagnostic: Diagnostic, context: &Context<'_>, stem: Option<&str>) -> Self {
        self.diagnostics.push(diagnostic);
        let mut ids = salvage::ids(context.text);
        ids.extend(stem.and_then(|stem| Id::new(stem).ok()));
        self.broken.push(Broken {
            kind: context.kind,
            ids,
            mentions: Vec::new(),
            span: Span::new(context.file, 0, context.text.len()),
        });
        self
    }

    fn entry(&mut self, context: &Context<'_>, node: &Node, stem: Option<&str>, body: Body) {
        let markdown = InYaml {
            text: context.text,
            settings: context.settings,
        };
        let mut decoder = Decoder {
            file: context.file,
            names: context.names,
            markdown: &markdown,
            diagnostics: Vec::new(),
            owner: context.kind.with_article(),
            flaws: Flaws::default(),
        };
        let below = match &body {
            Body::Below(range) => Some(range.clone()),
            Body::Field => None,
        };
        let entry = match &node.value {
            Value::Map(_) => read_entry(context, node, stem, body, &mut decoder),
            _ => {
                let message = format!(
                    "{} is a set of fields, found {}",
                    decoder.owner,
                    node.describe()
                );
                let help =
                    "write `- id: …` and the other fields below it, each on a line of its own";
                decoder
                    .diagnostics
                    .push(Diagnostic::error("wrong-value", node.span, message).help(help));
                None
            }
        };
        self.diagnostics.append(&mut decoder.diagnostics);
        match entry {
            // Nobody but the author knows for whom alone it was meant, so nobody sees it.
            Some(entry) if entry.is_whole(&["private"]) => self.entries.push(entry),
            _ => self
                .broken
                .push(broken(context, node, stem, below, &markdown)),
        }
    }
}

/// What can be told of an entry that could not be read.
fn broken(
    context: &Context<'_>,
    node: &Node,
    stem: Option<&str>,
    below: Option<Range<usize>>,
    markdown: &InYaml<'_>,
) -> Broken {
    let named = node.get("id").and_then(|id| match &id.value {
        Value::Scalar(scalar) => Some(&*scalar.text),
        _ => None,
    });
    let mut mentions = salvage::mentions(node, &entry_fields(context.kind), markdown);
    let mut span = node.span;
    if let Some(range) = below {
        span = Span::new(context.file, 0, context.text.len());
        mentions.extend(mentions_below(context, range));
    }
    Broken {
        kind: context.kind,
        ids: named
            .or(stem)
            .and_then(|id| Id::new(id).ok())
            .into_iter()
            .collect(),
        mentions,
        span,
    }
}

/// The references in the Markdown below the fields.
fn mentions_below(context: &Context<'_>, range: Range<usize>) -> Vec<Mention> {
    let prose = markdown::parse(
        context.text,
        range,
        context.file,
        context.settings,
        // What is wrong with the Markdown itself has been said.
        &mut Vec::new(),
    );
    salvage::mentions_of_prose(&context.kind.spec().body, &prose)
}

fn read_entry(
    context: &Context<'_>,
    node: &Node,
    stem: Option<&str>,
    body: Body,
    decoder: &mut Decoder<'_>,
) -> Option<Entry> {
    let spec = context.kind.spec();
    let declared = entry_fields(context.kind);
    let mut fields = decoder.fields(node, &declared);
    let head = Span::new(
        context.file,
        node.span.start as usize,
        node.span.start as usize,
    );

    let extent = match &body {
        Body::Below(text) => node.span.to(Span::new(context.file, 0, text.end)),
        Body::Field => node.span,
    };
    let title = read_title(&mut fields, &spec.title, decoder);
    let data = context.kind.decode(&mut fields, decoder);
    let body = match body {
        Body::Below(range) => below(context, &mut fields, &spec.body, range, decoder),
        Body::Field => match spec.body.need {
            Need::Required => fields.required::<Prose>(spec.body.name, decoder),
            _ => fields
                .optional::<Prose>(spec.body.name, decoder)
                .map(|body| body.unwrap_or_else(|| nothing(head))),
        },
    };
    let common = Common::decode_fields(&mut fields, decoder);
    let id = match common.as_ref().and_then(|common| common.id.as_ref()) {
        Some(id) => Some(id.0.clone()),
        None if node.get("id").is_some_and(|id| !id.is_empty()) => None,
        None => id_from_stem(stem, head, &fields, decoder),
    };
    let (id, data, body, common) = (id?, data?, body?, common?);
    let title = match title? {
        Some(title) => title,
        None => Located::new(id.value.as_str().replace('-', " ").into(), head),
    };
    Some(Entry {
        id,
        title,
        body,
        common,
        data,
        span: head,
        extent,
        flaws: std::mem::take(&mut decoder.flaws),
    })
}

fn read_title(
    fields: &mut Fields<'_>,
    title: &'static Field,
    decoder: &mut Decoder<'_>,
) -> Option<Option<Text>> {
    match title.need {
        Need::Required => fields.required::<Text>(title.name, decoder).map(Some),
        _ => fields.optional::<Text>(title.name, decoder),
    }
}

/// The body of a Markdown file. The field of its name may stand in for it, but not beside it.
fn below(
    context: &Context<'_>,
    fields: &mut Fields<'_>,
    body: &'static Field,
    range: Range<usize>,
    decoder: &mut Decoder<'_>,
) -> Option<Prose> {
    let prose = markdown::parse(
        context.text,
        range,
        context.file,
        context.settings,
        &mut decoder.diagnostics,
    );
    match fields.take(body.name) {
        Some((_, node)) if !prose.is_empty() => {
            let message = format!("`{}` stands in the fields and below them", body.name);
            let help = "keep the text below the fields, and take the field out";
            decoder
                .diagnostics
                .push(Diagnostic::error("two-bodies", node.span, message).help(help));
            None
        }
        Some((field, node)) => {
            <Prose as crate::model::field::FieldValue>::decode(node, field, decoder)
        }
        None if prose.is_empty() && body.need == Need::Required => {
            fields.missing(body.name, decoder);
            None
        }
        None => Some(prose),
    }
}

fn id_from_stem(
    stem: Option<&str>,
    head: Span,
    fields: &Fields<'_>,
    decoder: &mut Decoder<'_>,
) -> Option<Located<Id>> {
    let Some(stem) = stem else {
        fields.missing("id", decoder);
        return None;
    };
    match Id::new(stem) {
        Ok(id) => Some(Located::new(id, head)),
        Err(wrong) => {
            let message = format!("the file's name, `{stem}`, is not an id");
            let help = match wrong.nearest {
                Some(near) => {
                    format!(
                        "{}; rename the file to `{near}`, or add `id: {near}`",
                        wrong.rule
                    )
                }
                None => "rename the file, or add an `id`".to_owned(),
            };
            decoder
                .diagnostics
                .push(Diagnostic::error("bad-id", head, message).help(help));
            None
        }
    }
}

fn nothing(span: Span) -> Prose {
    Prose {
        blocks: Vec::new(),
        span,
    }
}
