//! Each page: its context, and its template.

use super::blocks::Writer;
use super::chrome::{Chrome, collection_link};
use super::contexts::{
    CardsContext, DeckContext, EntryContext, FacilitatorContext, GlossaryContext, HomeContext,
    LinksContext, ListContext, NotFoundContext, RedirectContext, RolesContext, SheetsContext,
    WalkAwayContext,
};
use super::entry::{Depth, Views};
use super::frame::Head;
use super::templates::{TemplateError, Templates};
use super::views::{DataView, SiteView};
use super::{toc, whole_guide};
use crate::model::kind::{Data, Kind};
use crate::resolve::Index;
use crate::site::{Collection, Content, DeckIndex, Page, SheetForm, audience};

/// Everything that rendering a page needs.
pub(super) struct Renderer<'a> {
    pub views: Views<'a>,
    pub templates: Templates,
    pub chrome: Chrome,
    pub site: SiteView,
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

/// Where to go on for somebody who asked for a page that is not there.
const AFTER_NOTHING: &[Collection] = &[
    Collection::Help,
    Collection::Route,
    Collection::Sheets,
    Collection::AToZ,
];

impl<'a> Renderer<'a> {
    /// Renders one page.
    ///
    /// # Errors
    ///
    /// When its template asks for something that it does not get.
    pub(super) fn page(&self, page: &'a Page) -> Result<String, TemplateError> {
        let path = self.views.plan.seen_as(page);
        let mut writer = Writer::new(self.views.plan, self.views.strings, path);
        match &page.content {
            Content::Home => self.home(page, &mut writer),
            Content::Entry(index) => self.entry(page, *index, &mut writer),
            Content::Facilitator(index) => self.facilitator(page, *index, &mut writer),
            Content::Role(role) => self.role(page, *role, &mut writer),
            Content::Collection(collection) => self.collection(page, *collection, writer),
            Content::Deck(deck) => self.deck(page, *deck, &mut writer),
            Content::Names(part) => self.names(page, *part, &mut writer),
            Content::Redirect(index) => self.redirect(page, *index, &writer),
            Content::NotFound => self.not_found(page, &mut writer),
        }
    }

    fn home(&self, page: &'a Page, writer: &mut Writer<'a>) -> Result<String, TemplateError> {
        let path = self.views.plan.seen_as(page);
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
        self.render("home.html", page, head, &context)
    }

    fn entry(
        &self,
        page: &'a Page,
        index: Index,
        writer: &mut Writer<'a>,
    ) -> Result<String, TemplateError> {
        let path = self.views.plan.seen_as(page);
        let entry = self.views.entry(index, writer, Depth::Page);
        let kind = self.views.plan.book.entries[index].kind();
        let gathered = Collection::ALL
            .iter()
            .find(|collection| collection.kinds().contains(&kind));
        let headings = writer.take_toc();
        let toc = match &entry.data {
            DataView::Step(step) => toc::of_step(step, headings, &self.views),
            _ => toc::of_text(headings),
        };
        let head = Head {
            name: entry.kind.clone(),
            title: entry.title.clone(),
            description: self.views.summary(&self.views.plan.book.entries[index]),
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
        self.render(&template, page, head, &EntryContext { entry })
    }

    fn facilitator(
        &self,
        page: &'a Page,
        index: Index,
        writer: &mut Writer<'a>,
    ) -> Result<String, TemplateError> {
        let path = self.views.plan.seen_as(page);
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
            description: self.views.strings.text("facilitator.banner").to_owned(),
            toc: toc::of_text(writer.take_toc()),
            trail: collection_link(&self.views, Collection::Practitioners, path)
                .into_iter()
                .collect(),
            entry: None,
        };
        let sheet = self.views.link(index, writer);
        let mut files = self.views.all_files(index, path);
        files.retain(|files| files.form == SheetForm::Facilitator.name());
        self.render(
            "facilitator.html",
            page,
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
        page: &'a Page,
        index: Index,
        writer: &Writer<'a>,
    ) -> Result<String, TemplateError> {
        let link = self.views.link(index, writer);
        let head = Head {
            name: "redirect".to_owned(),
            title: link.title.clone(),
            ..Head::default()
        };
        let plan = self.views.plan;
        let is_listed = audience::is_listed(&plan.book.entries[index], plan.book);
        let canonical = (is_listed && !self.site.no_index)
            .then(|| plan.on_site(&plan.addresses[index].page))
            .flatten();
        let context = RedirectContext { link, canonical };
        self.render("redirect.html", page, head, &context)
    }

    fn not_found(&self, page: &'a Page, writer: &mut Writer<'a>) -> Result<String, TemplateError> {
        let head = Head {
            name: "not-found".to_owned(),
            title: self.views.strings.text("not_found.title").to_owned(),
            description: self.views.strings.text("not_found.about").to_owned(),
            ..Head::default()
        };
        let link = |collection| collection_link(&self.views, collection, writer.page());
        let context = NotFoundContext {
            pages: AFTER_NOTHING
                .iter()
                .filter_map(|page| link(*page))
                .collect(),
            urgent: self.help(writer).urgent,
        };
        self.render("not-found.html", page, head, &context)
    }

    fn role(
        &self,
        page: &'a Page,
        role: usize,
        writer: &mut Writer<'a>,
    ) -> Result<String, TemplateError> {
        let context = self.role_context(role, writer);
        let head = Head {
            name: "role".to_owned(),
            title: context.role.name.clone(),
            description: self.views.strings.text("home.role_about").to_owned(),
            toc: toc::of_role(&context, &self.views),
            trail: Vec::new(),
            entry: None,
        };
        self.render("role.html", page, head, &context)
    }

    fn deck(
        &self,
        page: &'a Page,
        deck: DeckIndex,
        writer: &mut Writer<'a>,
    ) -> Result<String, TemplateError> {
        let path = self.views.plan.seen_as(page);
        let deck = &self.views.plan.decks[deck];
        let about = deck.about(self.views.strings).to_owned();
        let head = Head {
            name: "deck".to_owned(),
            title: deck.name(self.views.strings).to_owned(),
            description: about.clone(),
            trail: collection_link(&self.views, Collection::Sheets, path)
                .into_iter()
                .collect(),
            ..Head::default()
        };
        let context = DeckContext {
            about,
            entries: self.entries(deck.entries.clone(), writer),
            files: self.views.forms(&deck.files, path),
            decks: self.views.decks(path),
        };
        self.render("deck.html", page, head, &context)
    }

    fn names(
        &self,
        page: &'a Page,
        part: usize,
        writer: &mut Writer<'a>,
    ) -> Result<String, TemplateError> {
        let path = self.views.plan.seen_as(page);
        let whole = collection_link(&self.views, Collection::AToZ, path);
        let context = self.names_context(Some(part), writer);
        let letters = context.parts[part].title.as_str();
        let head = Head {
            name: "a-z".to_owned(),
            title: self
                .views
                .strings
                .text("a_to_z.part")
                .replace("{letters}", letters),
            trail: whole.into_iter().collect(),
            ..Head::default()
        };
        self.render("a-z.html", page, head, &context)
    }

    fn collection(
        &self,
        page: &'a Page,
        collection: Collection,
        mut writer: Writer<'a>,
    ) -> Result<String, TemplateError> {
        let path = self.views.plan.seen_as(page);
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
                self.render(&template, page, head, context)
            }),
            Collection::AToZ => {
                let context = self.names_context(None, writer);
                self.render(&template, page, head, &context)
            }
            Collection::WalkAway => {
                let context = WalkAwayContext {
                    groups: self.sign_groups(writer),
                };
                head.toc = toc::of_entries(&context.groups, "group_", &self.views);
                self.render(&template, page, head, &context)
            }
            Collection::Cards => {
                let deck = plan.decks.iter().find(|deck| deck.page == path);
                let files = deck.map(|deck| self.views.forms(&deck.files, path));
                let context = CardsContext {
                    groups: self.card_groups(writer),
                    files: files.unwrap_or_default(),
                    decks: self.views.decks(path),
                };
                self.render(&template, page, head, &context)
            }
            Collection::Sheets => {
                let context = SheetsContext {
                    worksheets: self.entries(plan.listed(Kind::Worksheet), writer),
                    agreements: self.entries(plan.listed(Kind::Agreement), writer),
                    packs: self.entries(plan.listed(Kind::Pack), writer),
                    decks: self.views.decks(path),
                };
                head.toc = toc::of_sheets(&context, &self.views);
                self.render(&template, page, head, &context)
            }
            Collection::Glossary => {
                let context = GlossaryContext {
                    groups: self.letters(writer),
                };
                self.render(&template, page, head, &context)
            }
            Collection::Sources => {
                let context = self.sources(writer);
                head.toc = toc::of_groups(&context.groups, "type_", &self.views);
                self.render(&template, page, head, &context)
            }
            Collection::Help => {
                let context = self.help(writer);
                head.toc = toc::of_help(&context, &self.views);
                self.render(&template, page, head, &context)
            }
            Collection::Practitioners => {
                let context = self.practitioners(writer);
                head.toc = toc::of_practitioners(&context, &self.views);
                self.render(&template, page, head, &context)
            }
            // The route and the lists of topics and exercises show links and summaries; what they list has its own pages.
            Collection::Route | Collection::Topics | Collection::Exercises | Collection::Paths => {
                let entries = plan.listed(collection.kinds()[0]);
                let entries = self.links(entries, writer);
                self.render(&template, page, head, &LinksContext { entries })
            }
            Collection::Mistakes | Collection::Faqs | Collection::PhraseBook => {
                let context = RolesContext {
                    groups: self.by_role(plan.listed(collection.kinds()[0]), writer),
                };
                head.toc = toc::of_groups(&context.groups, "for_", &self.views);
                self.render(&template, page, head, &context)
            }
            Collection::Habits | Collection::Tensions => {
                let entries = self.entries(plan.listed(collection.kinds()[0]), writer);
                self.render(&template, page, head, &ListContext { entries })
            }
        }
    }
}
