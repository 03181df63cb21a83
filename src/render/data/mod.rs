//! The files that stand beside the pages: the book for other programs, lists for search engines and feed readers, and
//! headers for the host.
//!
//! `guide` writes guide.json and `schema` its JSON Schema, both from the kinds' declarations; with `json`; `web` writes what browsers
//! and crawlers look for, `hosts` what servers do. None of them knows HTML.

mod guide;
mod hosts;
mod json;
mod schema;
mod web;

use crate::output::Output;
use crate::site::{Plan, SiteFile};
use crate::source::Sources;
use crate::theme::Theme;

/// Every file that the plan names.
pub(super) fn render(plan: &Plan<'_>, theme: &Theme, sources: &Sources) -> Output {
    let mut output = Output::new();
    for file in &plan.files {
        let bytes = match file {
            SiteFile::Guide => guide::write(plan, theme, sources),
            SiteFile::GuideSchema => schema::write(),
            SiteFile::Robots => web::robots(plan).into_bytes(),
            SiteFile::Sitemap => web::sitemap(plan),
            SiteFile::Feed => web::feed(plan, theme),
            SiteFile::Manifest => web::manifest(plan, theme).into_bytes(),
            SiteFile::Headers => hosts::headers(plan).into_bytes(),
            SiteFile::Htaccess => hosts::htaccess(plan).into_bytes(),
            SiteFile::Nginx => hosts::nginx(plan).into_bytes(),
        };
        output.add(file.path(), bytes);
    }
    output
}
