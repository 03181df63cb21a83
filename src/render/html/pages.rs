//! Each page: its context, and its template.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Context;

use super::blocks::Writer;
use super::chrome::{Chrome, collection_link, entry_link};
use super::contexts::{
    CardsContext, EntryContext, FacilitatorContext, GlossaryContext, GroupView, HelpContext,
    HomeContext, LinksContext, ListContext, PractitionersContext, RedirectContext, RoleContext,
    RoleStep, SheetsContext, SourcesContext, WalkAwayContext,
};
use super::entry::{Depth, Views, optional};
use super::templates::{TemplateError, Templates};
use super::views::{EntryView, Link, PageView, SiteView, StopView, TocItem};
use super::whole_guide;
use crate::model::block::Prose;
use crate::model::id::base_letter;
use crate::model::kind::{Data, Kind};
use crate::model::worksheet::FilledBy;
use crate::resolve::Index;
use crate::site::{Collection, Content, Page, SheetForm, audience};

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
            toc: writer.take_toc(),
            trail: Vec::new(),
            entry: None,
        };
        let paths = self.links(self.views.plan.listed(Kind::Path), writer);
        self.render("home.html", path, head, &HomeContext { entry, paths })
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
        let head = Head {
            name: entry.kind.clone(),
            title: entry.title.clone(),
            description: self.summary(index),
            toc: writer.take_toc(),
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
            toc: writer.take_toc(),
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
        let plan = self.views.plan;
        let declared = &plan.config.roles[role];
        let id = declared.id.0.value.as_str();
        let for_role = |index: &Index| {
            plan.book.entries[*index]
                .common
                .roles
                .iter()
                .any(|role| role.as_str() == id)
        };
        let mut notes = plan.listed(Kind::Note);
        notes.retain(for_role);
        let mut paths = plan.listed(Kind::Path);
        paths.retain(for_role);
        let mut sheets = plan.listed(Kind::Worksheet);
        sheets.retain(|index| match &plan.book.entries[*index].data {
            Data::Worksheet(sheet) => match &sheet.filled_by {
                FilledBy::Each | FilledBy::Together => true,
                FilledBy::Role(role) => &*role.value == id,
            },
            _ => false,
        });
        sheets.extend(plan.listed(Kind::Agreement));
        let private: Vec<Index> = (0..plan.book.entries.len())
            .filter(|index| audience::is_private_to(&plan.book.entries[*index], id, plan.book))
            .collect();
        let context = RoleContext {
            role: self.views.role(id),
            notes: notes
                .into_iter()
                .map(|note| self.views.entry(note, writer, Depth::Shared))
                .collect(),
            paths: self.links(paths, writer),
            steps: self.role_steps(id, writer),
            sheets: self.links(sheets, writer),
            private: self.links(private, writer),
        };
        let head = Head {
            name: "role".to_owned(),
            title: declared.name.value.to_string(),
            description: String::new(),
            toc: Vec::new(),
            trail: Vec::new(),
            entry: None,
        };
        self.render("role.html", path, head, &context)
    }

    fn role_steps(&self, role: &str, writer: &mut Writer<'a>) -> Vec<RoleStep> {
        let plan = self.views.plan;
        let mut steps = Vec::new();
        for (number, (_, index)) in plan.navigation.steps().enumerate() {
            let entry = &plan.book.entries[index];
            let Data::Step(step) = &entry.data else {
                continue;
            };
            writer.turn_to(entry, self.views.sources, true);
            let asked = step.actions.iter().filter(|action| {
                matches!(action.role.as_str(), "both") || action.role.as_str() == role
            });
            let actions: Vec<String> = asked.map(|action| writer.inline(&action.text)).collect();
            if !actions.is_empty() {
                steps.push(RoleStep {
                    link: self.views.link(index, writer),
                    number: number + 1,
                    safety: optional(writer, entry.common.safety.as_ref()),
                    actions,
                });
            }
        }
        steps
    }

    fn collection(
        &self,
        path: &'a str,
        collection: Collection,
        mut writer: Writer<'a>,
    ) -> Result<String, TemplateError> {
        let plan = self.views.plan;
        let name = collection.name();
        let head = Head {
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
                self.render(&template, path, head, &context)
            }
            Collection::Glossary => {
                let context = GlossaryContext {
                    groups: self.letters(writer),
                };
                self.render(&template, path, head, &context)
            }
            Collection::Sources => {
                let unsourced = |index: &Index| matches!(&plan.book.entries[*index].data, Data::Claim(claim) if claim.source.is_none());
                let claims = plan
                    .listed(Kind::Claim)
                    .into_iter()
                    .filter(unsourced)
                    .collect();
                let context = SourcesContext {
                    entries: self.entries(plan.listed(Kind::Source), writer),
                    unsourced: self.entries(claims, writer),
                };
                self.render(&template, path, head, &context)
            }
            Collection::Help => {
                let context = self.help(writer);
                self.render(&template, path, head, &context)
            }
            Collection::Practitioners => {
                let context = self.practitioners(writer);
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

    fn entries(&self, indexes: Vec<Index>, writer: &mut Writer<'a>) -> Vec<EntryView> {
        indexes
            .into_iter()
            .map(|index| self.views.entry(index, writer, Depth::Shared))
            .collect()
    }

    fn links(&self, indexes: Vec<Index>, writer: &Writer<'a>) -> Vec<Link> {
        indexes
            .into_iter()
            .map(|index| self.views.link(index, writer))
            .collect()
    }

    fn sign_groups(&self, writer: &mut Writer<'a>) -> Vec<GroupView> {
        let plan = self.views.plan;
        let signs = plan.listed(Kind::Sign);
        let safety = (
            "safety",
            self.views.strings.text("sign_group.safety").to_owned(),
            String::new(),
        );
        let own = plan.config.sign_groups.iter().map(|group| {
            let about = group
                .about
                .as_ref()
                .map(|about| about.value.to_string())
                .unwrap_or_default();
            (
                group.id.0.value.as_str(),
                group.name.value.to_string(),
                about,
            )
        });
        let groups: Vec<_> = std::iter::once(safety).chain(own).collect();
        groups
            .into_iter()
            .map(|(id, name, about)| {
                let mut own = signs.clone();
                own.retain(|index| matches!(&plan.book.entries[*index].data, Data::Sign(sign) if sign.group.as_str() == id));
                GroupView {
                    id: id.to_owned(),
                    name,
                    about,
                    entries: self.entries(own, writer),
                }
            })
            .filter(|group| !group.entries.is_empty())
            .collect()
    }

    fn card_groups(&self, writer: &mut Writer<'a>) -> Vec<GroupView> {
        let plan = self.views.plan;
        let prompts = plan.listed(Kind::Prompt);
        ["partner", "self"]
            .into_iter()
            .map(|to| {
                let mut own = prompts.clone();
                own.retain(|index| matches!(&plan.book.entries[*index].data, Data::Prompt(prompt) if prompt.to.word() == to));
                GroupView {
                    id: to.to_owned(),
                    name: self.views.strings.text(&format!("prompt_to.{to}")).to_owned(),
                    about: String::new(),
                    entries: self.entries(own, writer),
                }
            })
            .filter(|group| !group.entries.is_empty())
            .collect()
    }

    /// The terms by their first letters, accents apart.
    fn letters(&self, writer: &mut Writer<'a>) -> Vec<GroupView> {
        let plan = self.views.plan;
        let sort_key = |index: &Index| {
            let title = plan.book.entries[*index].title.value.to_lowercase();
            title.chars().map(base_letter).collect::<String>()
        };
        let mut terms = plan.listed(Kind::Term);
        terms.sort_by_key(|index| (sort_key(index), *index));
        let mut letters: BTreeMap<String, Vec<Index>> = BTreeMap::new();
        for term in terms {
            let letter = sort_key(&term)
                .chars()
                .next()
                .map(|c| c.to_uppercase().to_string())
                .unwrap_or_default();
            letters.entry(letter).or_default().push(term);
        }
        letters
            .into_iter()
            .map(|(letter, terms)| GroupView {
                id: format!("letter-{}", letter.to_lowercase()),
                name: letter,
                about: String::new(),
                entries: self.entries(terms, writer),
            })
            .collect()
    }

    fn help(&self, writer: &mut Writer<'a>) -> HelpContext {
        let plan = self.views.plan;
        let mut countries: BTreeMap<(String, String), Vec<Index>> = BTreeMap::new();
        let mut unchecked = false;
        for index in plan.listed(Kind::Helpline) {
            let Data::Helpline(helpline) = &plan.book.entries[index].data else {
                continue;
            };
            unchecked |= helpline.checked.is_none();
            let code = helpline.country.value.to_string();
            let key = format!("country.{code}");
            let name = if self.views.strings.has(&key) {
                self.views.strings.text(&key).to_owned()
            } else {
                code.clone()
            };
            countries.entry((name, code)).or_default().push(index);
        }
        let countries = countries
            .into_iter()
            .map(|((name, code), mut lines)| {
                lines.sort_by_key(|index| match &plan.book.entries[*index].data {
                    Data::Helpline(helpline) => Some(helpline.help_type),
                    _ => None,
                });
                GroupView {
                    id: format!("country-{}", code.to_lowercase()),
                    name,
                    about: String::new(),
                    entries: self.entries(lines, writer),
                }
            })
            .collect();
        let entries = || 0..plan.book.entries.len();
        let private = entries()
            .filter(|index| {
                let entry = &plan.book.entries[*index];
                !audience::is_listed(entry, plan.book) || plan.book.is_safety_check(entry)
            })
            .collect();
        let safety = entries()
            .filter(|index| matches!(&plan.book.entries[*index].data, Data::Sign(sign) if sign.group.as_str() == "safety"))
            .collect();
        HelpContext {
            countries,
            unchecked,
            safety_signs: self.links(safety, writer),
            private: self.links(private, writer),
        }
    }

    fn practitioners(&self, writer: &mut Writer<'a>) -> PractitionersContext {
        let plan = self.views.plan;
        let speaks = |index: &Index| {
            plan.book.entries[*index]
                .common
                .roles
                .iter()
                .any(|role| role.as_str() == "practitioner")
        };
        let for_practitioners = |kinds: &[Kind]| -> Vec<Index> {
            kinds
                .iter()
                .flat_map(|kind| plan.listed(*kind))
                .filter(speaks)
                .collect()
        };
        let notes = plan.facilitator_notes.iter().map(|(index, address)| {
            let mut link = entry_link(plan, *index, writer.page());
            link.href = address.seen_from(writer.page());
            StopView {
                link,
                why: String::new(),
            }
        });
        let facilitator_notes = notes.collect();
        let entries = for_practitioners(&[Kind::Note, Kind::Topic, Kind::Exercise]);
        PractitionersContext {
            entries: self.links(entries, writer),
            paths: self.links(for_practitioners(&[Kind::Path]), writer),
            facilitator_notes,
            packs: self.views.packs(writer),
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
