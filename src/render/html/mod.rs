//! The HTML site: the only place that knows Tera.
//!
//! `blocks` writes the prose; `entry`, `names`, `files`, `helplines`, `sheet_views` and `diagrams` build what templates get
//! (`views`, `sheets`, `contexts`), `gathered` what the pages that no author writes get, and `toc` what "on this page" lists; `chrome`
//! renders once what all pages share; `pages` and `whole_guide` render the pages, each within its `frame`; `structured` says
//! for search engines what a page is.

mod blocks;
mod chrome;
mod contexts;
mod diagram;
mod diagrams;
mod docs;
mod entry;
mod files;
mod filled;
mod frame;
mod gathered;
mod helplines;
mod links;
mod names;
mod pages;
mod sheet_views;
mod sheets;
mod structured;
mod templates;
mod toc;
mod views;
mod whole_guide;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::output::Output;
use crate::site::{Content, PageCounts, Plan};
use crate::source::{Located, Sources};
use crate::theme::Theme;

pub use docs::context_docs;
pub use filled::filled;

/// Renders every page of the plan. `pages` says how many pages the files of sheets have, where somebody counted them.
pub(super) fn render(
    plan: &Plan<'_>,
    theme: &Theme,
    sources: &Sources,
    pages: &PageCounts,
) -> (Output, Vec<Diagnostic>) {
    let site = chrome::site_view(plan, &theme.strings);
    let templates = match templates::Templates::new(theme, &site) {
        Ok(templates) => templates,
        Err(error) => return (Output::new(), vec![error.diagnostic(sources, None)]),
    };
    let views = entry::Views {
        plan,
        strings: &theme.strings,
        sources,
        pages,
    };
    let chrome = match chrome::Chrome::new(&views, &templates) {
        Ok(chrome) => chrome,
        Err(error) => return (Output::new(), vec![error.diagnostic(sources, None)]),
    };
    let renderer = pages::Renderer {
        views,
        templates,
        chrome,
        site,
    };
    let rendered: Vec<_> = plan
        .pages
        .par_iter()
        .map(|page| renderer.page(page))
        .collect();

    let mut output = Output::new();
    // One mistake in a template shows on every page that uses it; it is told once, with the first entry.
    let mut problems: BTreeMap<_, Diagnostic> = BTreeMap::new();
    for (page, result) in plan.pages.iter().zip(rendered) {
        match result {
            Ok(html) => output.add(page.path.clone(), html),
            Err(error) => {
                let entry = match &page.content {
                    Content::Entry(index) | Content::Facilitator(index) => {
                        let entry = &plan.book.entries[*index];
                        Located::new(entry.id.value.to_string(), entry.id.span)
                    }
                    _ => Located::new(page.path.clone(), plan.config.span()),
                };
                let diagnostic = error.diagnostic(sources, Some(&entry));
                problems
                    .entry(diagnostic.primary.span)
                    .or_insert(diagnostic);
            }
        }
    }
    (output, problems.into_values().collect())
}
