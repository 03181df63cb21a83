//! guide.json of both books against its own schema.
//!
//! The checker knows the words of JSON Schema (2020-12) that the schema uses, and stops at any other.

use serde_json::Value;

use super::{compiled, shipped};
use mendbook::pipeline::Compilation;

fn json(compilation: &Compilation, path: &str) -> Value {
    serde_json::from_slice(compilation.output.get(path).unwrap()).unwrap()
}

/// What is wrong with a value, and where.
fn faults(value: &Value, schema: &Value, root: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    let fault = |what: &str| format!("{at}: {what}");
    for (word, says) in schema.as_object().unwrap() {
        match word.as_str() {
            "$schema" | "$defs" | "title" | "description" => {}
            "$ref" => {
                let pointer = says.as_str().unwrap().trim_start_matches('#');
                found.extend(faults(value, root.pointer(pointer).unwrap(), root, at));
            }
            "type" => {
                let names = says.as_array().cloned().unwrap_or(vec![says.clone()]);
                if !names.iter().any(|name| is(value, name.as_str().unwrap())) {
                    found.push(fault(&format!("is no {says}")));
                }
            }
            "const" if value != says => found.push(fault(&format!("is not {says}"))),
            "enum" if !says.as_array().unwrap().contains(value) => {
                found.push(fault(&format!("is none of {says}")));
            }
            "const" | "enum" => {}
            "oneOf" | "anyOf" => {
                let all: Vec<Vec<String>> = says
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter(|one| may_be(value, one, root))
                    .map(|one| faults(value, one, root, at))
                    .collect();
                let fitting = all.iter().filter(|faults| faults.is_empty()).count();
                if fitting == 0 {
                    // The one that comes nearest says most.
                    let nearest = all.into_iter().min_by_key(Vec::len);
                    found.extend(nearest.unwrap_or(vec![fault("fits none")]));
                } else if fitting > 1 && word == "oneOf" {
                    found.push(fault("fits more than one"));
                }
            }
            "required" => {
                for name in says.as_array().unwrap() {
                    if value.is_object() && value.get(name.as_str().unwrap()).is_none() {
                        found.push(fault(&format!("lacks {name}")));
                    }
                }
            }
            "properties" => {
                for (name, schema) in says.as_object().unwrap() {
                    if let Some(inner) = value.get(name) {
                        found.extend(faults(inner, schema, root, &format!("{at}/{name}")));
                    }
                }
            }
            "additionalProperties" => {
                assert_eq!(says, &Value::Bool(false));
                let known = schema["properties"].as_object().unwrap();
                for name in value.as_object().into_iter().flat_map(|map| map.keys()) {
                    if !known.contains_key(name) {
                        found.push(fault(&format!("has a surprising `{name}`")));
                    }
                }
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(faults(item, says, root, &format!("{at}/{index}")));
                }
            }
            "minItems" => {
                if value.as_array().is_some_and(Vec::is_empty) {
                    found.push(fault("is empty"));
                }
            }
            "pattern" => {
                assert_eq!(says, "^[a-z0-9-]+$");
                let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
                let text = value.as_str().unwrap_or("-");
                if text.is_empty() || !text.chars().all(fits) {
                    found.push(fault("is no id"));
                }
            }
            "format" => {
                assert_eq!(says, "date");
                let day = value.as_str().and_then(mendbook::model::date::Date::parse);
                if day.is_none() {
                    found.push(fault("is no date"));
                }
            }
            "minimum" | "maximum" => {
                let (number, limit) = (value.as_u64().unwrap_or(0), says.as_u64().unwrap());
                let fits = (word == "minimum" && number >= limit)
                    || (word == "maximum" && number <= limit);
                if !fits {
                    found.push(fault("is out of bounds"));
                }
            }
            word => panic!("the schema uses `{word}`, which the checker does not know"),
        }
    }
    found
}

/// Whether a value has the kind and the type that a schema asks for, which is soon seen.
fn may_be(value: &Value, schema: &Value, root: &Value) -> bool {
    let schema = match schema["$ref"].as_str() {
        Some(pointer) => root.pointer(pointer.trim_start_matches('#')).unwrap(),
        None => schema,
    };
    ["kind", "type"].iter().all(|name| {
        let asked = &schema["properties"][name]["const"];
        asked.is_null() || value.get(name) == Some(asked)
    })
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        name => panic!("no such type: {name}"),
    }
}

fn keeps_its_promise(compilation: &Compilation) {
    let schema = json(compilation, "guide.schema.json");
    let mut guide = json(compilation, "guide.json");
    let wrong = faults(&guide, &schema, &schema, "");
    assert!(wrong.is_empty(), "{:#?}", &wrong[..wrong.len().min(5)]);
    assert!(guide["entries"].as_array().unwrap().len() > 20);

    // What is not promised is refused, wherever it stands.
    guide["entries"][0]["surprise"] = Value::Bool(true);
    guide["entries"][1]["data"] = Value::Null;
    assert!(faults(&guide, &schema, &schema, "").len() >= 2);
}

#[test]
fn the_book_for_programs_keeps_its_promise() {
    keeps_its_promise(shipped());
    keeps_its_promise(&compiled("tests/books/crianza-compartida"));
}

#[test]
fn every_address_in_it_is_one_of_the_book() {
    let compilation = shipped();
    for entry in json(compilation, "guide.json")["entries"]
        .as_array()
        .unwrap()
    {
        let address = entry["address"].as_str().unwrap();
        let (page, place) = address.split_once('#').unwrap_or((address, ""));
        let html = compilation
            .output
            .get(page)
            .unwrap_or_else(|| panic!("there is no {page}"));
        let html = String::from_utf8_lossy(html);
        assert!(
            place.is_empty() || html.contains(&format!("id=\"{place}\"")),
            "{address}"
        );
    }
}
