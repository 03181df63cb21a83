//! What all pages share, rendered once for each depth of folder: nothing here is done again for each page.

use std::collections::BTreeMap;

use tera::{Context, Value};

use super::blocks::escape;
use super::entry::Views;
use super::templates::{TemplateError, Templates, shared};
use super::views::{Link, MenuGroup, NameView, NavView, PhaseView, RoleView, SiteView, StepLink};
use crate::config::{Config, Role};
use crate::resolve::Index;
use crate::site::{Address, Collection, Plan, SiteFile, content_security_policy, up_from};
use crate::theme::Strings;

/// Where the current page's link is marked in the shared route.
const CURRENT: &str = "<a aria-current=\"page\" href=\"";

/// What the top of a wide page names: what a reader comes back for.
const MAIN: &[Collection] = &[
    Collection::Route,
    Collection::PhraseBook,
    Collection::Sheets,
];

/// The menu: which pages are for the same. The key of each group's name stands below `menu` in the theme's words.
const MENU: &[(&str, &[Collection])] = &[
    (
        "read",
        &[
            Collection::Route,
            Collection::Topics,
            Collection::Mistakes,
            Collection::Faqs,
            Collection::WalkAway,
            Collection::WholeGuide,
        ],
    ),
    (
        "use",
        &[
            Collection::Sheets,
            Collection::PhraseBook,
            Collection::Cards,
            Collection::Exercises,
            Collection::Habits,
            Collection::Paths,
        ],
    ),
    (
        "more",
        &[
            Collection::Help,
            Collection::Practitioners,
            Collection::AToZ,
            Collection::Glossary,
            Collection::Tensions,
            Collection::Sources,
        ],
    ),
];

/// What pages of one depth share.
pub(super) struct Shared {
    /// The links that every page has.
    pub nav: Value,
    /// The phases with their steps.
    pub route: Value,
    top: Value,
    bottom: Value,
    /// The step-by-step navigation; no link in it is marked.
    route_html: String,
}

/// What all pages share, by the way from them up to the book's top folder.
pub(super) struct Chrome {
    depths: BTreeMap<String, Shared>,
}

impl Chrome {
    /// Renders it for each depth at which the plan has pages.
    pub(super) fn new(views: &Views<'_>, templates: &Templates) -> Result<Self, TemplateError> {
        let mut depths = BTreeMap::new();
        for page in &views.plan.pages {
            let up = up_from(views.plan.seen_as(page));
            if let std::collections::btree_map::Entry::Vacant(slot) = depths.entry(up) {
                let shared = render(views, templates, slot.key())?;
                slot.insert(shared);
            }
        }
        Ok(Self { depths })
    }

    /// What a page shares with others of its depth.
    pub(super) fn of(&self, page: &str) -> Option<&Shared> {
        self.depths.get(&up_from(page))
    }
}

impl Shared {
    /// The shared fragments for one page: in templates, `chrome`.
    pub(super) fn fragments(&self, href: &str) -> Value {
        let link = format!("<a href=\"{href}\"");
        let marked = format!("{CURRENT}{href}\"");
        let route = self.route_html.replacen(&link, &marked, 1);
        let mut map = tera::Map::new();
        map.insert("top".into(), self.top.clone());
        map.insert("bottom".into(), self.bottom.clone());
        map.insert("route".into(), Value::safe_string(&route));
        Value::from(map)
    }
}

fn render(views: &Views<'_>, templates: &Templates, up: &str) -> Result<Shared, TemplateError> {
    // A page that is not there, so that no link is one to a place on the page itself.
    let from = format!("{}x.html", up.replace("../", "x/"));
    let nav = shared(&nav_view(views, &from));
    let route = shared(&route_view(views, &from));
    let mut context = Context::new();
    context.insert_value("nav", nav.clone());
    context.insert_value("route", route.clone());
    context.insert("root", up);
    Ok(Shared {
        nav,
        route,
        top: Value::safe_string(&templates.render("chrome-top.html", &context)?),
        bottom: Value::safe_string(&templates.render("chrome-bottom.html", &context)?),
        route_html: templates.render("chrome-route.html", &context)?,
    })
}

/// The path of a file beside the pages, if the book has it.
fn file(plan: &Plan<'_>, file: SiteFile) -> Option<String> {
    let is_there = plan.files.contains(&file);
    is_there.then(|| file.path().to_owned())
}

/// The book, for every page.
pub(super) fn site_view(plan: &Plan<'_>, strings: &Strings) -> SiteView {
    let config = plan.config;
    let book = &config.book;
    SiteView {
        title: book.title.value.to_string(),
        description: book
            .description
            .as_ref()
            .map(|text| text.value.to_string())
            .unwrap_or_default(),
        language: config.language().to_owned(),
        direction: config.direction().word().to_owned(),
        version: book
            .version
            .as_ref()
            .map(|text| text.value.to_string())
            .unwrap_or_default(),
        authors: book
            .authors
            .iter()
            .map(|author| author.value.to_string())
            .collect(),
        discreet: config.is_discreet(),
        no_index: config.asks_for_no_index(),
        policy: content_security_policy(config),
        manifest: file(plan, SiteFile::Manifest),
        feed: file(plan, SiteFile::Feed),
        exit_address: config.exit_address().to_owned(),
        licence: config.licence.as_ref().map(|licence| NameView {
            name: licence.name.value.to_string(),
            address: licence
                .address
                .as_ref()
                .map(|address| address.value.to_string())
                .unwrap_or_default(),
        }),
        practice: config.practice.as_ref().map(|practice| NameView {
            name: practice.name.value.to_string(),
            address: practice
                .contact
                .as_ref()
                .map(|contact| contact.value.to_string())
                .unwrap_or_default(),
        }),
        roles: roles(config, strings),
    }
}

fn roles(config: &Config, strings: &Strings) -> Vec<RoleView> {
    let own = config.roles.iter().map(|role| RoleView {
        id: role.id.0.value.to_string(),
        name: role.name.value.to_string(),
        door: role.door.as_ref().unwrap_or(&role.name).value.to_string(),
    });
    let built_in = ["both", "practitioner"].into_iter().map(|role| {
        let name = strings.text(&format!("role.{role}")).to_owned();
        RoleView {
            id: role.to_owned(),
            door: name.clone(),
            name,
        }
    });
    own.chain(built_in).collect()
}

fn nav_view(views: &Views<'_>, from: &str) -> NavView {
    let plan = views.plan;
    let roles = plan
        .config
        .roles
        .iter()
        .enumerate()
        .filter_map(|(index, role)| role_link(plan, index, role, from));
    let check = plan
        .book
        .entries
        .iter()
        .position(|entry| plan.book.is_safety_check(entry));
    // Every book has these pages.
    let always = |collection: Collection| {
        collection_link(views, collection, from).unwrap_or_else(|| Link {
            href: String::new(),
            title: String::new(),
            kind: "page".to_owned(),
            id: collection.name().to_owned(),
            summary: String::new(),
        })
    };
    NavView {
        home: Link {
            href: Address::page("index.html").seen_from(from),
            title: plan.config.book.title.value.to_string(),
            kind: "home".to_owned(),
            id: "index".to_owned(),
            summary: String::new(),
        },
        help: always(Collection::Help),
        by_name: always(Collection::AToZ),
        roles: roles.collect(),
        main: MAIN
            .iter()
            .filter_map(|collection| collection_link(views, *collection, from))
            .collect(),
        menu: MENU
            .iter()
            .map(|(group, pages)| MenuGroup {
                name: views.strings.text(&format!("menu.{group}")).to_owned(),
                links: pages
                    .iter()
                    .filter_map(|collection| collection_link(views, *collection, from))
                    .collect(),
            })
            .filter(|group| !group.links.is_empty())
            .collect(),
        pages: Collection::ALL
            .iter()
            .filter_map(|collection| collection_link(views, *collection, from))
            .collect(),
        safety_check: check.map(|index| entry_link(views, index, from)),
    }
}

/// A link to a role's page, in the words of its door.
pub(super) fn role_link(plan: &Plan<'_>, index: usize, role: &Role, from: &str) -> Option<Link> {
    Some(Link {
        href: Address::page(plan.role_page(index)?).seen_from(from),
        title: role.door.as_ref().unwrap_or(&role.name).value.to_string(),
        kind: "role".to_owned(),
        id: role.id.0.value.to_string(),
        summary: String::new(),
    })
}

/// A link to a page that gathers entries, in the theme's words.
pub(super) fn collection_link(
    views: &Views<'_>,
    collection: Collection,
    from: &str,
) -> Option<Link> {
    let page = views.plan.collection(collection)?;
    let name = collection.name();
    let mut summary = String::new();
    escape(
        views.strings.text(&format!("collection_about.{name}")),
        &mut summary,
    );
    Some(Link {
        href: Address::page(page).seen_from(from),
        title: views.strings.text(&format!("collection.{name}")).to_owned(),
        kind: "page".to_owned(),
        id: name.to_owned(),
        summary,
    })
}

/// A link to an entry, for pages that no writer belongs to.
pub(super) fn entry_link(views: &Views<'_>, index: Index, from: &str) -> Link {
    let plan = views.plan;
    let entry = &plan.book.entries[index];
    Link {
        href: plan.link(index, from),
        title: entry.title.value.to_string(),
        kind: entry.kind().name().to_owned(),
        id: plan.anchor(entry),
        summary: views.teaser(entry),
    }
}

fn route_view(views: &Views<'_>, from: &str) -> Vec<PhaseView> {
    let plan = views.plan;
    let mut number = 0;
    plan.navigation
        .route
        .iter()
        .enumerate()
        .map(|(at, part)| {
            let phase = &plan.config.phases[part.phase];
            PhaseView {
                id: phase.id.0.value.to_string(),
                name: phase.name.value.to_string(),
                about: phase
                    .about
                    .as_ref()
                    .map(|about| about.value.to_string())
                    .unwrap_or_default(),
                number: at + 1,
                steps: part
                    .steps
                    .iter()
                    .map(|step| {
                        number += 1;
                        StepLink {
                            link: entry_link(views, *step, from),
                            number,
                        }
                    })
                    .collect(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_menu_leads_to_every_page_that_gathers_entries_once() {
        let mut named: Vec<_> = MENU.iter().flat_map(|(_, pages)| pages.iter()).collect();
        let mut all: Vec<_> = Collection::ALL.iter().collect();
        named.sort();
        all.sort();
        assert_eq!(named, all);
    }
}
