//! The JSON Schema (2020-12) of guide.json, made from the same declarations that guide.json is written by.

use serde_json::{Map, Value, json};

use super::guide::{FORMAT, LEFT_OUT, is_exported};
use crate::config::Paper;
use crate::model::entry::Common;
use crate::model::field::{Field, Need, Record, Takes, Voice};
use crate::model::kind::Kind;

/// The file.
pub(super) fn write() -> Vec<u8> {
    format!("{}\n", schema()).into_bytes()
}

fn schema() -> Value {
    let text = json!({ "type": "string" });
    let text_or_null = json!({ "type": ["string", "null"] });
    let named = object(&[
        ("id", id(), true),
        ("name", text.clone(), true),
        ("about", text_or_null.clone(), true),
    ]);
    let mut definitions = Map::new();
    definitions.insert("prose".to_owned(), list(reference("block")));
    definitions.insert("block".to_owned(), block());
    definitions.insert("inline".to_owned(), inline());
    let shared: Map<String, Value> = common()
        .map(|field| (field.name.to_owned(), value(field)))
        .collect();
    definitions.insert(
        "common".to_owned(),
        json!({ "type": "object", "properties": shared }),
    );
    let kinds = Kind::ALL.iter().map(|kind| {
        definitions.insert(kind.name().to_owned(), entry(*kind));
        reference(kind.name())
    });
    let kinds: Vec<Value> = kinds.collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A book compiled by Mendbook",
        "description": "Every entry that everyone may see, with its fields, its text as a tree, and where it stands. What is private to a role, notes for facilitators and drafts are not in it.",
        "type": "object",
        "required": ["$schema", "format", "book", "roles", "phases", "breaches", "risks", "sign_groups", "entries"],
        "additionalProperties": false,
        "properties": {
            "$schema": text,
            "format": { "const": FORMAT, "description": "The number of this format. It changes when a program that reads it has to change." },
            "book": object(&[
                ("title", text.clone(), true),
                ("description", text_or_null.clone(), true),
                ("language", json!({ "type": "string", "description": "A BCP 47 tag." }), true),
                ("direction", json!({ "enum": ["ltr", "rtl"] }), true),
                ("version", text_or_null.clone(), true),
                ("authors", list(text.clone()), true),
                ("site", json!({ "type": ["string", "null"], "description": "The address at which the book stands, without the slash at its end. An entry's address follows it." }), true),
                ("licence", json!({ "anyOf": [{ "type": "null" }, object(&[("name", text.clone(), true), ("address", text_or_null.clone(), true)])] }), true),
            ]),
            "roles": list(object(&[("id", id(), true), ("name", text.clone(), true), ("door", text_or_null.clone(), true)])),
            "phases": list(object(&[
                ("id", id(), true),
                ("name", text.clone(), true),
                ("about", text_or_null, true),
                ("steps", list(id()), true),
            ])),
            "breaches": list(named.clone()),
            "risks": list(object(&[("id", id(), true), ("name", text, true)])),
            "sign_groups": list(named),
            "entries": list(json!({ "oneOf": kinds })),
        },
        "$defs": definitions,
    })
}

/// One kind's entries.
fn entry(kind: Kind) -> Value {
    let spec = kind.spec();
    let mut properties = Map::new();
    let mut required = vec!["kind", "id", "title", "address", "data"];
    properties.insert("kind".to_owned(), json!({ "const": spec.name }));
    properties.insert("id".to_owned(), id());
    properties.insert(
        "title".to_owned(),
        described(json!({ "type": "string" }), &spec.title),
    );
    properties.insert(
        "address".to_owned(),
        json!({ "type": "string", "description": "Where it stands: a path inside the built book, perhaps with a place on the page." }),
    );
    if spec.body.voice != Voice::Practitioner {
        properties.insert("body".to_owned(), described(reference("prose"), &spec.body));
        if spec.body.need == Need::Required {
            required.push("body");
        }
    }
    for field in common() {
        let place = format!("common/properties/{}", field.name);
        properties.insert(field.name.to_owned(), reference(&place));
    }
    properties.insert("data".to_owned(), record(spec.fields, None));
    if kind.is_sheet() || kind == Kind::Pack {
        let file = object(&[
            ("path", json!({ "type": "string" }), true),
            ("form", json!({ "type": "string" }), true),
            ("paper", json!({ "enum": Paper::WORDS }), false),
        ]);
        properties.insert(
            "files".to_owned(),
            json!({ "type": "array", "items": file, "description": "Its files beside its page, by their paths inside the built book." }),
        );
    }
    properties.insert(
        "linked_from".to_owned(),
        json!({ "type": "array", "items": id(), "description": "The entries that refer to it." }),
    );
    json!({
        "type": "object",
        "description": spec.about.trim(),
        "required": required,
        "additionalProperties": false,
        "properties": properties,
    })
}

/// The fields that any entry may have and that stand in guide.json.
fn common() -> impl Iterator<Item = &'static Field> {
    Common::FIELDS
        .iter()
        .filter(|field| is_exported(field) && !LEFT_OUT.contains(&field.name))
}

/// A record; `form` is the word in its field `type`, if it has one of several forms.
fn record(fields: &[Field], form: Option<&str>) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    if let Some(form) = form {
        properties.insert("type".to_owned(), json!({ "const": form }));
        required.push("type");
        // What every form has beside its own fields; only those to be filled in must have them.
        properties.insert("id".to_owned(), id());
        for name in ["label", "hint"] {
            properties.insert(name.to_owned(), json!({ "type": "string" }));
        }
    }
    for field in fields.iter().filter(|field| is_exported(field)) {
        properties.insert(field.name.to_owned(), value(field));
        if matches!(field.need, Need::Required | Need::Some) {
            required.push(field.name);
        }
    }
    json!({ "type": "object", "required": required, "additionalProperties": false, "properties": properties })
}

fn value(field: &Field) -> Value {
    described(taken(&field.takes), field)
}

fn described(mut schema: Value, field: &Field) -> Value {
    schema["description"] = json!(field.about());
    schema
}

fn taken(takes: &Takes) -> Value {
    match takes {
        Takes::Text | Takes::Declared(_) => json!({ "type": "string" }),
        Takes::Prose => reference("prose"),
        Takes::Number => json!({ "type": "integer", "minimum": 0 }),
        Takes::YesNo => json!({ "type": "boolean" }),
        Takes::Date => json!({ "type": "string", "format": "date" }),
        Takes::Id(_) | Takes::NewId => id(),
        Takes::Choice(words) => json!({ "enum": words }),
        Takes::Record(fields) | Takes::IdOrRecord(_, fields) => record(fields, None),
        Takes::Named => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
        Takes::Variants(forms) => {
            let forms = forms
                .iter()
                .map(|(form, fields)| record(fields, Some(form)));
            json!({ "oneOf": forms.collect::<Vec<_>>() })
        }
        Takes::Many(each) => json!({ "type": "array", "minItems": 1, "items": taken(each) }),
    }
}

fn block() -> Value {
    let text = json!({ "type": "string" });
    let content = ("content", list(reference("inline")), true);
    let blocks = ("blocks", reference("prose"), true);
    let cells = list(list(reference("inline")));
    json!({ "description": "A part of a text that stands on lines of its own.", "oneOf": [
        one("paragraph", std::slice::from_ref(&content)),
        one("heading", &[("level", json!({ "type": "integer", "minimum": 1, "maximum": 6 }), true), content]),
        one("list", &[
            ("start", json!({ "type": "integer", "description": "The first number, for a numbered list." }), false),
            ("items", list(reference("prose")), true),
        ]),
        one("quote", std::slice::from_ref(&blocks)),
        one("callout", &[("tone", json!({ "enum": ["note", "tip", "important", "warning", "caution"] }), true), blocks.clone()]),
        one("table", &[("head", cells.clone(), true), ("rows", list(cells), true)]),
        one("code", &[("text", text.clone(), true)]),
        one("rule", &[]),
        one("footnote", &[("name", text.clone(), true), blocks]),
        one("html", &[("html", text, true)]),
    ] })
}

fn inline() -> Value {
    let text = ("text", json!({ "type": "string" }), true);
    let content = ("content", list(reference("inline")), true);
    let own_words = ("content", list(reference("inline")), false);
    let address = ("address", json!({ "type": "string" }), true);
    let to = ("id", id(), true);
    json!({ "description": "Words, or a part of a line that is more than words. A reference without content shows the title of its entry, and to a claim only a mark.", "anyOf": [
        { "type": "string" },
        one("code", std::slice::from_ref(&text)),
        one("emphasis", std::slice::from_ref(&content)),
        one("strong", std::slice::from_ref(&content)),
        one("struck", std::slice::from_ref(&content)),
        one("foreign", &[("language", json!({ "type": "string" }), true), content.clone()]),
        one("link", &[address.clone(), content]),
        one("reference", &[to.clone(), own_words]),
        one("term", &[to, text.clone()]),
        one("blank", &[("id", json!({ "type": "string" }), true)]),
        one("image", &[address, text]),
        one("footnote-mark", &[("name", json!({ "type": "string" }), true)]),
        one("break", &[]),
        one("html", &[("html", json!({ "type": "string" }), true)]),
    ] })
}

/// A property's name, its schema, and whether it must be there.
type Property<'a> = (&'a str, Value, bool);

fn one(form: &str, properties: &[Property<'_>]) -> Value {
    let mut all = vec![("type", json!({ "const": form }), true)];
    all.extend_from_slice(properties);
    object(&all)
}

fn object(properties: &[Property<'_>]) -> Value {
    let required = properties.iter().filter(|(_, _, must)| *must);
    let required: Vec<&str> = required.map(|(name, _, _)| *name).collect();
    let properties: Map<String, Value> = properties
        .iter()
        .map(|(name, schema, _)| ((*name).to_owned(), schema.clone()))
        .collect();
    json!({ "type": "object", "required": required, "additionalProperties": false, "properties": properties })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn id() -> Value {
    json!({ "type": "string", "pattern": "^[a-z0-9-]+$" })
}
