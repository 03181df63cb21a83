//! What browsers, crawlers and feed readers look for: robots.txt, the sitemap, the feed, the web manifest.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use serde_json::json;

use crate::config::Direction;
use crate::model::date::Date;
use crate::resolve::Index;
use crate::site::{Content, Page, Plan, SiteFile};
use crate::theme::Theme;

/// What crawlers may read: everything. A page that asks not to be listed must be read for the request to be seen, so
/// nothing is forbidden where search engines are to stay away; each page and the headers say it.
pub(super) fn robots(plan: &Plan<'_>) -> String {
    let mut text = String::from("User-agent: *\nDisallow:\n");
    if plan.files.contains(&SiteFile::Sitemap)
        && let Some(address) = plan.on_site(SiteFile::Sitemap.path())
    {
        text.push_str(&format!("\nSitemap: {address}\n"));
    }
    text
}

/// Every page that search engines may list, with the day of its last review where there is one.
pub(super) fn sitemap(plan: &Plan<'_>) -> Vec<u8> {
    let listed = plan.pages.iter().filter(|page| !plan.is_unlisted(page));
    document(
        "urlset",
        "http://www.sitemaps.org/schemas/sitemap/0.9",
        &[],
        |urls| {
            for page in listed {
                let Some(address) = plan.on_site(&page.path) else {
                    continue;
                };
                element(urls, "url", |url| {
                    text(url, "loc", &address)?;
                    match reviewed(plan, page) {
                        Some(day) => text(url, "lastmod", &day.to_string()),
                        None => Ok(()),
                    }
                })?;
            }
            Ok(())
        },
    )
}

/// The day on which a page's one entry was last reviewed. Of a page that gathers many it would say too much.
fn reviewed(plan: &Plan<'_>, page: &Page) -> Option<Date> {
    let entry = match &page.content {
        Content::Entry(index) => plan.book.entries.get(*index),
        Content::Home => plan.book.guide(),
        _ => None,
    };
    Some(entry?.common.reviewed.as_ref()?.value)
}

/// What was reviewed last. Its days are the book's own, so the same book has the same feed on every day.
pub(super) fn feed(plan: &Plan<'_>, theme: &Theme) -> Vec<u8> {
    let book = &plan.config.book;
    let title = theme
        .strings
        .text("feed.title")
        .replace("{title}", &book.title.value);
    let home = plan.on_site("index.html").unwrap_or_default();
    let own = plan.on_site(SiteFile::Feed.path()).unwrap_or_default();
    let help = theme.strings.text("collection.help");
    let language = [("xml:lang", plan.config.language())];
    document("feed", "http://www.w3.org/2005/Atom", &language, |feed| {
        text(feed, "title", &title)?;
        text(feed, "id", &home)?;
        if let Some(day) = plan.feed.first().and_then(|index| day_of(plan, *index)) {
            text(feed, "updated", &day)?;
        }
        // Atom asks for an author; without one, the book is its own.
        let names: Vec<&str> = match book.authors.as_slice() {
            [] => vec![&book.title.value],
            authors => authors.iter().map(|author| &*author.value).collect(),
        };
        for name in names {
            element(feed, "author", |author| text(author, "name", name))?;
        }
        link(feed, "self", &own)?;
        link(feed, "alternate", &home)?;
        if let Some(licence) = &plan.config.licence {
            text(feed, "rights", &licence.name.value)?;
        }
        plan.feed
            .iter()
            .try_for_each(|index| entry(plan, help, feed, *index))
    })
}

fn entry(plan: &Plan<'_>, help: &str, feed: &mut Xml, index: Index) -> Result {
    let entry = &plan.book.entries[index];
    let stands = &plan.addresses[index];
    let page = plan.on_site(&stands.page).unwrap_or_default();
    let address = match &stands.anchor {
        Some(anchor) => format!("{page}#{anchor}"),
        None => page,
    };
    element(feed, "entry", |item| {
        text(item, "title", &entry.title.value)?;
        text(item, "id", &address)?;
        if let Some(day) = day_of(plan, index) {
            text(item, "updated", &day)?;
        }
        link(item, "alternate", &address)?;
        match &entry.common.summary {
            Some(summary) => text(item, "summary", &plan.words(summary, help)),
            None => Ok(()),
        }
    })
}

/// The day of an entry's review as a point in time (RFC 3339): its beginning, in UTC.
fn day_of(plan: &Plan<'_>, index: Index) -> Option<String> {
    let day = plan.book.entries[index].common.reviewed.as_ref()?;
    Some(format!("{}T00:00:00Z", day.value))
}

/// The name and the icon that a telephone shows for the book. It opens in the browser, with its address and the ways out
/// that people know, and is not offered as an app: an app's icon on a shared telephone says too much.
pub(super) fn manifest(plan: &Plan<'_>, theme: &Theme) -> String {
    let discreet = plan.config.is_discreet();
    let (name, icon) = if discreet {
        (theme.strings.text("discreet.title"), "plain")
    } else {
        (&*plan.config.book.title.value, "icon")
    };
    let direction = match plan.config.direction() {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    };
    let manifest = json!({
        "name": name,
        "lang": plan.config.language(),
        "dir": direction,
        "start_url": "index.html",
        "scope": "./",
        "display": "browser",
        "icons": [{ "src": format!("static/{icon}.svg"), "type": "image/svg+xml", "sizes": "any" }],
    });
    format!("{manifest:#}\n")
}

type Xml = Writer<Vec<u8>>;
type Result = std::io::Result<()>;

/// An XML document. Writing into memory does not fail; if it ever did, what is there so far would stand.
fn document(
    name: &str,
    namespace: &str,
    attributes: &[(&str, &str)],
    content: impl FnOnce(&mut Xml) -> Result,
) -> Vec<u8> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    let _ = xml
        .write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))
        .and_then(|()| {
            xml.create_element(name)
                .with_attribute(("xmlns", namespace))
                .with_attributes(attributes.iter().copied())
                .write_inner_content(content)
                .map(drop)
        });
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    bytes
}

fn element(xml: &mut Xml, name: &str, content: impl FnOnce(&mut Xml) -> Result) -> Result {
    xml.create_element(name)
        .write_inner_content(content)
        .map(drop)
}

fn text(xml: &mut Xml, name: &str, words: &str) -> Result {
    // XML 1.0 has no way to write most control characters (section 2.2).
    let words: String = words
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    xml.create_element(name)
        .write_text_content(BytesText::new(&words))
        .map(drop)
}

fn link(xml: &mut Xml, relation: &str, address: &str) -> Result {
    xml.create_element("link")
        .with_attribute(("rel", relation))
        .with_attribute(("href", address))
        .write_empty()
        .map(drop)
}
