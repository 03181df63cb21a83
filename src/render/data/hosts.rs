//! Headers for the hosts on which books stand: the policy of the pages once more, and what only a header can say.
//!
//! No page in a frame of another site; no address of a page given away to the next site; private sheets kept nowhere; and
//! where the book asks for it, nothing listed by search engines, files without pages included.

use std::fmt::Write as _;

use crate::site::{Content, Plan, SearchPart, SheetForm, audience, content_security_policy};

/// A header's name and value.
type Header = (&'static str, String);

/// A regular expression for the addresses of what no reader asks for: files whose names begin with a point, and the two
/// that tell other hosts about headers.
const OURS: &str = r"/(\.[^/]+|_headers|headers\.nginx)$";

/// The headers of every file.
fn everywhere(plan: &Plan<'_>) -> Vec<Header> {
    let policy = content_security_policy(plan.config);
    let mut headers = vec![
        // A page cannot say this of itself, so the policy in the pages lacks it.
        (
            "Content-Security-Policy",
            format!("{policy}; frame-ancestors 'none'"),
        ),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("X-Frame-Options", "DENY".to_owned()),
        (
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=()".to_owned(),
        ),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
    ];
    if plan.config.asks_for_no_index() {
        headers.push(no_index());
    }
    if plan.config.is_discreet() {
        headers.push(no_store());
    }
    headers
}

fn no_index() -> Header {
    ("X-Robots-Tag", "noindex, nofollow, noarchive".to_owned())
}

fn no_store() -> Header {
    ("Cache-Control", "no-store".to_owned())
}

/// What nobody's browser is to keep, each with the headers that it and the files beside it have for themselves: whatever
/// is private to a role, every private sheet, what is for practitioners, and the parts of the search index that hold their
/// words. The safety check is one of these, but search engines may list it: people must find it.
fn private(plan: &Plan<'_>) -> Vec<(Vec<Header>, Vec<String>)> {
    let (mut listed, mut unlisted) = (Vec::new(), Vec::new());
    let stem = |path: &str| {
        path.rsplit_once('.')
            .map_or(path, |(stem, _)| stem)
            .to_owned()
    };
    for page in &plan.pages {
        let (Content::Entry(index) | Content::Facilitator(index) | Content::Redirect(index)) =
            page.content
        else {
            continue;
        };
        let entry = &plan.book.entries[index];
        let is_listed = audience::is_listed(entry, plan.book);
        if !is_listed || matches!(page.content, Content::Facilitator(_)) {
            unlisted.push(stem(&page.path));
        } else if audience::owner(entry, plan.book).is_some() {
            listed.push(stem(&page.path));
        }
    }
    let notes = plan.all_sheet_files().map(|(_, file)| file);
    // The names of the other papers start with that of the first.
    let first = plan.config.papers().first().copied();
    let notes = notes.filter(|file| file.form == SheetForm::Facilitator && file.paper == first);
    unlisted.extend(notes.map(|file| stem(&file.path)));
    let parts = plan.search_parts().into_iter();
    let own = parts.filter(|part| *part != SearchPart::Everyone);
    unlisted.extend(own.map(|part| format!("search/{}", part.name(plan))));
    let (mut of_listed, mut of_unlisted) = (Vec::new(), Vec::new());
    if !plan.config.is_discreet() {
        of_listed.push(no_store());
        of_unlisted.push(no_store());
    }
    if !plan.config.asks_for_no_index() {
        of_unlisted.push(no_index());
    }
    let mut groups = vec![(of_listed, listed), (of_unlisted, unlisted)];
    groups.retain(|(headers, pages)| !headers.is_empty() && !pages.is_empty());
    groups
}

/// `_headers`, as Netlify and Cloudflare Pages read it. Both serve a site from the host's top.
pub(super) fn headers(plan: &Plan<'_>) -> String {
    let mut text = String::new();
    let mut rule = |path: &str, headers: &[Header]| {
        let _ = writeln!(text, "{path}");
        for (name, value) in headers {
            let _ = writeln!(text, "  {name}: {value}");
        }
    };
    rule("/*", &everywhere(plan));
    for (headers, pages) in private(plan) {
        for page in pages {
            rule(&format!("/{page}*"), &headers);
        }
    }
    text
}

/// `.htaccess`, as Apache reads it in the folder where the book stands. It uses nothing that a host has to allow beside
/// `AllowOverride FileInfo`: a directive that is not allowed there takes the whole site down.
pub(super) fn htaccess(plan: &Plan<'_>) -> String {
    let top = &plan.top;
    let mut text = format!("ErrorDocument 404 {top}404.html\n<IfModule mod_headers.c>\n");
    for (name, value) in everywhere(plan) {
        let _ = writeln!(text, "Header always set {name} \"{value}\"");
    }
    for (headers, pages) in private(plan) {
        let _ = writeln!(text, "<If \"%{{REQUEST_URI}} =~ m#{}#\">", pattern(&pages));
        for (name, value) in headers {
            let _ = writeln!(text, "Header always set {name} \"{value}\"");
        }
        text.push_str("</If>\n");
    }
    // Files that are for whoever builds and serves the book, and for no reader.
    let _ = writeln!(
        text,
        "</IfModule>\n<IfModule mod_alias.c>\nRedirectMatch 404 \"{OURS}\"\n</IfModule>"
    );
    text
}

/// `headers.nginx`, to be named in nginx's `server` block by `include`.
pub(super) fn nginx(plan: &Plan<'_>) -> String {
    let top = &plan.top;
    let mut text = format!("error_page 404 {top}404.html;\n");
    let everywhere = everywhere(plan);
    for (name, value) in &everywhere {
        let _ = writeln!(text, "add_header {name} \"{value}\" always;");
    }
    for (headers, pages) in private(plan) {
        let _ = writeln!(text, "location ~ \"{}\" {{", pattern(&pages));
        // A `location` with headers of its own takes none from outside: all stand again.
        for (name, value) in everywhere.iter().chain(&headers) {
            let _ = writeln!(text, "  add_header {name} \"{value}\" always;");
        }
        text.push_str("}\n");
    }
    let _ = writeln!(text, "location ~ \"{OURS}\" {{\n  return 404;\n}}");
    text
}

/// A regular expression for the addresses of pages, of what stands beside them, and of folders with what is in them.
fn pattern(pages: &[String]) -> String {
    // Ids have letters, digits and hyphens alone, so that nothing in a path needs to be escaped.
    format!("/({})([-./]|$)", pages.join("|"))
}
