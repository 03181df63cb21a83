//! The documentation of what templates get, made from the types themselves.

use std::fmt::Write;

use schemars::{JsonSchema, SchemaGenerator, schema_for};
use serde_json::Value;

use super::contexts;
use super::views::{NavView, PageView, PhaseView, SiteView};

/// What each template gets, as Markdown: the template's name and its documentation.
pub fn context_docs() -> Vec<(String, String)> {
    let mut docs = vec![("every template".to_owned(), every_template())];
    macro_rules! document {
        ($($context:ident),* $(,)?) => { $( {
            let schema = schema_for!(contexts::$context).to_value();
            docs.push((description(&schema), describe(&schema)));
        } )* };
    }
    document!(
        HomeContext,
        EntryContext,
        FacilitatorContext,
        RedirectContext,
        NotFoundContext,
        RoleContext,
        LinksContext,
        RolesContext,
        ListContext,
        SourcesContext,
        WalkAwayContext,
        CardsContext,
        DeckContext,
        SheetsContext,
        GlossaryContext,
        NamesContext,
        HelpContext,
        PractitionersContext,
        WholeGuideContext,
        WholeEntryContext,
        FilledContext,
    );
    docs
}

fn every_template() -> String {
    let mut text = String::from(
        "`t` holds the words of `strings/<language>.toml`: `{{ t.sheet.print }}`. `| fill(n=5)` puts 5 in place of `{n}`; \
         `| count(n=5)` takes a table with `one` and `other`.\n\n`chrome.top`, `chrome.bottom` and `chrome.route` are the \
         HTML of the templates of these names, rendered once for all pages of a depth.\n\n",
    );
    text.push_str(&one::<SiteView>("site"));
    text.push_str(&one::<NavView>("nav"));
    text.push_str(&one::<PhaseView>("route, each"));
    text.push_str(&one::<PageView>("page"));
    text
}

fn one<T: JsonSchema>(name: &str) -> String {
    let schema = SchemaGenerator::default()
        .into_root_schema_for::<T>()
        .to_value();
    format!("### {name}\n\n{}", describe(&schema))
}

fn description(schema: &Value) -> String {
    schema
        .get("description")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .replace('\n', " ")
}

/// The fields of a schema, then those of every type that it uses.
fn describe(schema: &Value) -> String {
    let mut text = fields(schema);
    let Some(definitions) = schema.get("$defs").and_then(Value::as_object) else {
        return text;
    };
    for (name, definition) in definitions {
        let _ = write!(
            text,
            "#### {name}\n\n{}\n\n{}",
            description(definition),
            fields(definition)
        );
    }
    text
}

fn fields(schema: &Value) -> String {
    let mut text = String::new();
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        for (name, property) in properties {
            let _ = writeln!(
                text,
                "- `{name}` ({}): {}",
                type_of(property),
                description(property)
            );
        }
    }
    // Parts of a text: each says in `t` which it is.
    for variant in schema
        .get("oneOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let name = variant
            .pointer("/properties/t/const")
            .and_then(Value::as_str)
            .unwrap_or("value");
        let _ = writeln!(text, "- `t` is `{name}`: {}", description(variant));
    }
    for variant in schema
        .get("anyOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let _ = writeln!(text, "- {}: {}", type_of(variant), description(variant));
    }
    text.push('\n');
    text
}

fn type_of(property: &Value) -> String {
    if let Some(name) = property.get("$ref").and_then(Value::as_str) {
        return name.rsplit('/').next().unwrap_or(name).to_owned();
    }
    match property.get("type") {
        Some(Value::String(name)) if name == "array" => {
            let items = property
                .get("items")
                .map_or_else(|| "value".to_owned(), type_of);
            format!("list of {items}")
        }
        Some(Value::String(name)) => name.clone(),
        Some(Value::Array(names)) => names
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join(" or "),
        _ => match property.get("anyOf").and_then(Value::as_array) {
            Some(any) => any.iter().map(type_of).collect::<Vec<_>>().join(" or "),
            None => "value".to_owned(),
        },
    }
}
