//! guide.json of both books against its own schema, by another library.

use serde_json::Value;

use super::compiled;

fn json(compilation: &mendbook::pipeline::Compilation, path: &str) -> Value {
    serde_json::from_slice(compilation.output.get(path).unwrap()).unwrap()
}

#[test]
fn the_book_for_programs_keeps_its_promise() {
    for folder in [".", "tests/books/crianza-compartida"] {
        let compilation = compiled(folder);
        let schema = json(&compilation, "guide.schema.json");
        jsonschema::meta::validate(&schema).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let mut guide = json(&compilation, "guide.json");
        let wrong: Vec<String> = validator
            .iter_errors(&guide)
            .take(3)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{folder}: {}", wrong.join("\n"));
        assert!(guide["entries"].as_array().unwrap().len() > 20);

        // The schema says something: what is not promised is refused.
        guide["entries"][0]["surprise"] = Value::Bool(true);
        assert!(!validator.is_valid(&guide));
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
