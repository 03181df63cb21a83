//! Each page: its context, and its template.

use serde::Serialize;
use tera::Context;

use super::blocks::Writer;
use super::chrome::{Chrome, collection_link, entry_link};
use super::contexts::{
    CardsContext, EntryContext, FacilitatorContext, GlossaryContext, HomeContext, LinksContext,
    ListContext, RedirectContext, SheetsContext, WalkAwayContext,
};
use super::entry::{Depth, Views};
use super::templates::{TemplateError, Templates};
use super::views::{DataView, Link, PageView, SiteView, TocItem};
use super::{toc, whole_guide};
use crate::model::block::Prose;
use crate::model::kind::{Data, Kind};
use crate::resolve::Index;
use crate::site::{Collection, Content, Page, SheetForm};

/// Everything that rendering a page needs.
pub(super) struct Renderer<'a> {
    pub views: Views<'a>,
    pub templates: Templates,
    pub chrome: Chrome,
    pub site: SiteView,
}

/// What a page says of itself.
struct Head {
    name: String,
    title: String,
    description: String,
    toc: Vec<TocItem>,
    trail: Vec<Link>,
    entry: Option<Index>,
}

/// What the front page offers to use.
const TOOLS: &[Collection] = &[
    Collection::Sheets,
    Collection::PhraseBook,
    Collection::Cards,
    Collection::Exercises,
    Collection::Habits,
    Collection::Faqs,
    Collection::Mistakes,
    Collection::Topics,
    Collection::WholeGuide,
];

/// Where the front page says how sure the guide is.
const GROUNDS: &[Collection] = &[
    Collection::Sources,
    Collection::Tensions,
    Collection::Glossary,
];

impl<'a> Renderer<'a> {
    /// Renders one page.
    ///
    /// # Errors
    ///
    /// When its template asks for something that it does not get.
    pub(super) fn page(&self, page: &'a Page) -> Result<String, TemplateError> {
        let path = page.path.as_str();
        let mut writer = Writer::new(self.views.plan, self.views.strings, path);
        match &page.content {
            Content::Home => self.home(path, &mut writer),
            Content::Entry(index) => self.entry(path, *index, &mut writer),
            Content::Facilitator(index) => self.facilitator(path, *index, &mut writer),
            Content::Role(role) => self.role(path, *role, &mut writer),
            Content::Collection(collection) => self.collection(path, *collection, writer),
            Content::Redirect(index) => self.redirect(path, *index, &writer),
        }
    }

    fn home(&self, path: &'a str, writer: &mut Writer<'a>) -> Result<String, TemplateError> {
        let guide = self
            .views
            .plan
            .book
            .entries
            .iter()
            .position(|entry| matches!(entry.data, Data::Guide(_)));
        let entry = guide.map(|index| self.views.entry(index, writer, Depth::Page));
        let head = Head {
            name: "home".to_owned(),
            title: entry
                .as_ref()
                .map_or_else(|| self.site.title.clone(), |entry| entry.title.clone()),
            description: self.site.description.clone(),
            toc: Vec::new(),
            trail: Vec::new(),
            entry: None,
        };
        let link = |collection| collection_link(&self.views, collection, path);
        let context = HomeContext {
            entry,
            route_page: link(Collection::Route),
            practitioners: link(Collection::Practitioners),
            walk_away: link(Collection::WalkAway),
            paths: self.links(self.views.plan.listed(Kind::Path), writer),
            tools: TOOLS.iter().filter_map(|tool| link(*tool)).collect(),
            grounds: GROUNDS.iter().filter_map(|ground| link(*ground)).collect(),
        };
        self.render("home.html", path, head, &context)
    }

    fn entry(
        &self,
        path: &'a str,
        index: Index,
        writer: &mut Writer<'a>,
    ) -> Result<String, TemplateError> {
        let entry = self.views.entry(index, writer, Depth::Page);
        let kind = self.views.plan.book.entries[index].kind();
        let gathered = Collection::ALL
            .iter()
            .find(|collection| collection.kinds().contains(&kind));
        let headings = writer.take_toc();
        let toc = match &entry.data {
            DataView::Step(step) => toc::of_step(step, headings, self.views.strings),
            _ => toc::of_text(headings),
        };
        let head = Head {
            name: entry.kind.clone(),
            title: entry.title.clone(),
            description: self.summary(index),
            toc,
            trail: gathered
                .and_then(|gathered| collection_link(&self.views, *gathered, path))
                .into_iter()
                .collect(),
            entry: Some(index),
        };
        let own = format!("{}.html", entry.kind);
        let template = if self.templates.has(&own) {
            own
        } else {
            "entry.html".to_owned()
        };
        self.render(&template, path, head, &EntryContext { entry })
    }

    fn facilitator(
        &self,
        path: &'a str,
        index: Index,
        writer: &mut Writer<'a>,
    ) -> Result<String, TemplateError> {
        let plan = self.views.plan;
        let entry = &plan.book.entries[index];
        writer.turn_to(entry, self.views.sources, false);
        let notes = match &entry.data {
            Data::Worksheet(sheet) => sheet.facilitator.as_ref(),
            Data::Agreement(sheet) => sheet.facilitator.as_ref(),
            _ => Some(&entry.body),
        };
        let notes = notes.map(|notes| writer.prose(notes)).unwrap_or_default();
        let head = Head {
            name: "facilitator".to_owned(),
            title: self
                .views
                .strings
                .text("facilitator.title")
                .replace("{sheet}", &entry.title.value),
            description: String::new(),
            toc: toc::of_text(writer.take_toc()),
            trail: collection_link(&self.views, Collection::Practitioners, path)
                .into_iter()
                .collect(),
            entry: None,
        };
        let sheet = self.views.link(index, writer);
        let mut files = self.views.files(index, path);
        files.retain(|files| files.form == SheetForm::Facilitator.name());
        self.render(
            "facilitator.html",
            path,
            head,
            &FacilitatorContext {
                sheet,
                notes,
                files,
            },
        )
    }

    fn redirect(
        &self,
        path: &'a str,
        index: Index,
        writer: &Writer<'a>,
    ) -> Result<String, TemplateError> {
        let link = self.views.link(index, writer);
        let head = Head {
            name: "redirect".to_owned(),
            title: link.title.clone(),
            description: String::new(),
            toc: Vec::new(),
            trail: Vec::new(),
            entry: None,
        };
        self.render("redirect.html", path, head, &RedirectContext { link })
    }

    fn role(
        &self,
        path: &'a str,
        role: usize,
        writer: &mut Writer<'a>,
    ) -> Result<String, TemplateError> {
        let context = self.role_context(role, writer);
        let head = Head {
            name: "role".to_owned(),
            title: context.role.name.clone(),
            description: String::new(),
            toc: toc::of_role(&context, self.views.strings),
            trail: Vec::new(),
            entry: None,
        };
        self.render("role.html", path, head, &context)
    }

    fn collection(
        &self,
        path: &'a str,
        collection: Collection,
        mut writer: Writer<'a>,
    ) -> Result<String, TemplateError> {
        let plan = self.views.plan;
        let name = collection.name();
        let mut head = Head {
            name: name.to_owned(),
            title: self
                .views
                .strings
                .text(&format!("collection.{name}"))
                .to_owned(),
            description: self
                .views
                .strings
                .text(&format!("collection_about.{name}"))
                .to_owned(),
            toc: Vec::new(),
            trail: Vec::new(),
            entry: None,
        };
        let template = format!("{name}.html");
        let writer = &mut writer;
        match collection {
            Collection::WholeGuide => whole_guide::render(self, path, |context| {
                self.render(&template, path, head, context)
            }),
            Collection::WalkAway => {
                let context = WalkAwayContext {
                    groups: self.sign_groups(writer),
                };
                head.toc = toc::of_entries(&context.groups, "group-");
                self.render(&template, path, head, &context)
            }
            Collection::Cards => {
                let context = CardsContext {
                    groups: self.card_groups(writer),
                };
                self.render(&template, path, head, &context)
            }
            Collection::Sheets => {
                let context = SheetsContext {
                    worksheets: self.entries(plan.listed(Kind::Worksheet), writer),
                    agreements: self.entries(plan.listed(Kind::Agreement), writer),
                    packs: self.entries(plan.listed(Kind::Pack), writer),
                };
                head.toc = toc::of_sheets(&context, self.views.strings);
                self.render(&template, path, head, &context)
            }
            Collection::Glossary => {
                let context = GlossaryContext {
                    groups: self.letters(writer),
                };
                self.render(&template, path, head, &context)
            }
            Collection::Sources => {
                let context = self.sources(writer);
                head.toc = toc::of_entries(&context.groups, "type-");
                self.render(&template, path, head, &context)
            }
            Collection::Help => {
                let context = self.help(writer);
                head.toc = toc::of_help(&context, self.views.strings);
                self.render(&template, path, head, &context)
            }
            Collection::Practitioners => {
                let context = self.practitioners(writer);
                head.toc = toc::of_practitioners(&context, self.views.strings);
                self.render(&template, path, head, &context)
            }
            // The route and the lists of topics and exercises show links and summaries; what they list has its own pages.
            Collection::Route | Collection::Topics | Collection::Exercises | Collection::Paths => {
                let entries = plan.listed(collection.kinds()[0]);
                let entries = self.links(entries, writer);
                self.render(&template, path, head, &LinksContext { entries })
            }
            Collection::Mistakes
            | Collection::Faqs
            | Collection::PhraseBook
            | Collection::Habits
            | Collection::Tensions => {
                let entries = self.entries(plan.listed(collection.kinds()[0]), writer);
                self.render(&template, path, head, &ListContext { entries })
            }
        }
    }

    fn summary(&self, index: Index) -> String {
        self.views.plan.book.entries[index]
            .common
            .summary
            .as_ref()
            .map(Prose::plain)
            .unwrap_or_default()
    }

    fn render(
        &self,
        template: &str,
        path: &str,
        head: Head,
        own: &impl Serialize,
    ) -> Result<String, TemplateError> {
        let plan = self.views.plan;
        let mut context = Context::from_serialize(own).unwrap_or_default();
        let discreet = self.site.discreet;
        let neighbour = |of: &[Option<Index>]| {
            let index = head
                .entry
                .and_then(|entry| of.get(entry).copied().flatten())?;
            Some(entry_link(plan, index, path))
        };
        let tab_title = match (discreet, head.name.as_str()) {
            (true, _) => self.views.strings.text("discreet.title").to_owned(),
            (false, "home") => head.title.clone(),
            (false, _) => format!("{} – {}", head.title, self.site.title),
        };
        let page = PageView {
            path: path.to_owned(),
            name: head.name,
            title: head.title,
            tab_title,
            description: if discreet {
                String::new()
            } else {
                head.description
            },
            root: "../".repeat(path.matches('/').count()),
            canonical: self.canonical(path),
            toc: head.toc,
            trail: head.trail,
            previous: neighbour(&plan.navigation.previous),
            next: neighbour(&plan.navigation.next),
        };
        context.insert("page", &page);
        if let Some(shared) = self.chrome.of(path) {
            let href = crate::site::Address::page(path).seen_from(path);
            context.insert_value("nav", shared.nav.clone());
            context.insert_value("route", shared.route.clone());
            context.insert_value("chrome", shared.fragments(&href));
        }
        self.templates.render(template, &context)
    }

    fn canonical(&self, path: &str) -> Option<String> {
        let site = self.views.plan.config.book.site.as_ref()?;
        let path = if path == "index.html" { "" } else { path };
        Some(format!("{}/{path}", site.value.trim_end_matches('/')))
    }
}
