//! guide.json of both books against its own schema, by another program: Python with jsonschema.

use std::process::Command;

use serde_json::Value;

use super::compiled;

fn json(compilation: &mendbook::pipeline::Compilation, path: &str) -> Value {
    serde_json::from_slice(compilation.output.get(path).unwrap()).unwrap()
}

/// What is wrong with a document, a line each; `None` if it keeps what the schema promises.
fn complaints(schema: &Value, document: &Value) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let [schema_file, document_file] =
        [("schema.json", schema), ("document.json", document)].map(|(name, value)| {
            let path = folder.path().join(name);
            std::fs::write(&path, value.to_string()).unwrap();
            path
        });
    let code = "import json, sys, jsonschema
schema, document = (json.load(open(path, encoding='utf-8')) for path in sys.argv[1:])
validator = jsonschema.validators.validator_for(schema)
validator.check_schema(schema)
for error in list(validator(schema).iter_errors(document))[:3]:
    print(error.json_path, error.message[:200])";
    let output = Command::new("python3")
        .args(["-c", code])
        .args([schema_file, document_file])
        .output()
        .expect("python3, which this test needs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "this test needs `pip install jsonschema`: {said}"
    );
    let found = String::from_utf8_lossy(&output.stdout).into_owned();
    (!found.is_empty()).then_some(found)
}

#[test]
fn the_book_for_programs_keeps_its_promise() {
    for folder in [".", "tests/books/crianza-compartida"] {
        let compilation = compiled(folder);
        let schema = json(&compilation, "guide.schema.json");
        let mut guide = json(&compilation, "guide.json");
        assert_eq!(complaints(&schema, &guide), None, "{folder}");
        assert!(guide["entries"].as_array().unwrap().len() > 20);

        // The schema says something: what is not promised is refused.
        guide["entries"][0]["surprise"] = Value::Bool(true);
        assert!(complaints(&schema, &guide).is_some(), "{folder}");
    }
}

#[test]
fn every_address_in_it_is_one_of_the_book() {
    let compilation = compiled(".");
    for entry in json(&compilation, "guide.json")["entries"]
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
