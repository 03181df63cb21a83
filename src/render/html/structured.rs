//! What a page is, for search engines: JSON-LD in the words of schema.org.
//!
//! Only what the page itself says: who reviewed it and when, its licence. No rating, no author for a page that names none,
//! no date on which nothing happened, and no text a second time: questions with all their answers, as schema.org has them,
//! would double the page for every reader on a slow line. It stands in a `script` that no browser runs.

use serde_json::{Map, Value, json};

use super::frame::Head;
use super::pages::Renderer;

/// The description of a page that stands at an address, ready for its `script`.
pub(super) fn of(renderer: &Renderer<'_>, address: &str, head: &Head) -> String {
    let plan = renderer.views.plan;
    let value = match head.name.as_str() {
        "home" => book(renderer, address),
        _ => page(renderer, address, head),
    };
    let mut described = Map::new();
    described.insert("@context".to_owned(), json!("https://schema.org"));
    described.extend(value);
    if head.name != "home" {
        described.insert("isPartOf".to_owned(), json!({ "@type": "WebSite", "name": renderer.site.title, "url": plan.on_site("index.html") }));
    }
    // `<` would end the script, or begin a comment in it.
    Value::Object(described).to_string().replace('<', "\\u003c")
}

fn page(renderer: &Renderer<'_>, address: &str, head: &Head) -> Map<String, Value> {
    let mut page = named("WebPage", address, &head.title, &head.description);
    page.insert("inLanguage".to_owned(), json!(renderer.site.language));
    let Some(entry) = head
        .entry
        .map(|index| &renderer.views.plan.book.entries[index])
    else {
        return page;
    };
    if let Some(day) = &entry.common.reviewed {
        page.insert("lastReviewed".to_owned(), json!(day.value.to_string()));
    }
    if let Some(name) = &entry.common.reviewed_by {
        let person = json!({ "@type": "Person", "name": &*name.value });
        page.insert("reviewedBy".to_owned(), person);
    }
    page
}

fn book(renderer: &Renderer<'_>, address: &str) -> Map<String, Value> {
    let site = &renderer.site;
    let mut book = named("WebSite", address, &site.title, &site.description);
    book.insert("inLanguage".to_owned(), json!(site.language));
    if !site.authors.is_empty() {
        // Whether a name is a person's or a charity's is not known; both are called so.
        book.insert("creditText".to_owned(), json!(site.authors.join(", ")));
    }
    if let Some(licence) = &site.licence {
        let known = if licence.address.is_empty() {
            &licence.name
        } else {
            &licence.address
        };
        book.insert("license".to_owned(), json!(known));
    }
    book
}

fn named(of: &str, address: &str, name: &str, description: &str) -> Map<String, Value> {
    let mut page = Map::new();
    page.insert("@type".to_owned(), json!(of));
    page.insert("url".to_owned(), json!(address));
    page.insert("name".to_owned(), json!(name));
    if !description.is_empty() {
        page.insert("description".to_owned(), json!(description));
    }
    page
}
