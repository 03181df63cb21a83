//! What stands around each page: its head, and the links that it shares with others.

use serde::Serialize;
use tera::Context;

use super::chrome::entry_link;
use super::pages::Renderer;
use super::structured;
use super::templates::TemplateError;
use super::views::{Link, PageView, TocItem};
use crate::resolve::Index;
use crate::site::{Address, Page, up_from};

/// What a page says of itself.
#[derive(Default)]
pub(super) struct Head {
    /// The name of what it shows.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// One sentence about it.
    pub description: String,
    /// Its headings.
    pub toc: Vec<TocItem>,
    /// The pages above it.
    pub trail: Vec<Link>,
    /// The entry that it is about, if it is about one alone.
    pub entry: Option<Index>,
}

impl Renderer<'_> {
    /// Renders a page's template with its own context and what every page gets.
    ///
    /// # Errors
    ///
    /// When the template asks for something that it does not get.
    pub(super) fn render(
        &self,
        template: &str,
        page: &Page,
        head: Head,
        own: &impl Serialize,
    ) -> Result<String, TemplateError> {
        let plan = self.views.plan;
        let path = plan.seen_as(page);
        let mut context = Context::from_serialize(own).unwrap_or_default();
        let discreet = self.site.discreet;
        let neighbour = |of: &[Option<Index>]| {
            let index = head
                .entry
                .and_then(|entry| of.get(entry).copied().flatten())?;
            Some(entry_link(&self.views, index, path))
        };
        let tab_title = match (discreet, head.name.as_str()) {
            (true, _) => self.views.strings.text("discreet.title").to_owned(),
            (false, "home") => head.title.clone(),
            (false, _) => format!("{} – {}", head.title, self.site.title),
        };
        let unlisted = plan.is_unlisted(page);
        let no_index = self.site.no_index || unlisted;
        let canonical = (!no_index).then(|| plan.on_site(path)).flatten();
        let structured = canonical
            .as_deref()
            .map(|address| structured::of(self, address, &head))
            .unwrap_or_default();
        let view = PageView {
            path: page.path.clone(),
            name: head.name,
            title: head.title,
            tab_title,
            description: if discreet {
                String::new()
            } else {
                head.description
            },
            root: up_from(path),
            canonical,
            no_index,
            social: !discreet && !unlisted,
            structured,
            toc: head.toc,
            search: plan
                .search_parts_of(page)
                .into_iter()
                .map(|part| part.name(plan))
                .collect::<Vec<_>>()
                .join(" "),
            trail: head.trail,
            previous: neighbour(&plan.navigation.previous),
            next: neighbour(&plan.navigation.next),
        };
        context.insert("page", &view);
        if let Some(shared) = self.chrome.of(path) {
            let href = Address::page(path).seen_from(path);
            context.insert_value("nav", shared.nav.clone());
            context.insert_value("route", shared.route.clone());
            context.insert_value("chrome", shared.fragments(&href));
        }
        self.templates.render(template, &context)
    }
}
