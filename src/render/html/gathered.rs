//! What the pages that no author writes gather from all entries.

use std::collections::BTreeMap;

use super::blocks::Writer;
use super::chrome::{entry_link, role_link};
use super::contexts::{
    GroupView, HelpContext, LetterView, NamedLink, NamesContext, PractitionersContext, RoleContext,
    RoleStep, SourcesContext, UrgentView,
};
use super::entry::{Depth, optional};
use super::helplines::unbroken;
use super::pages::Renderer;
use super::views::{DataView, EntryView, Link, StopView};
use crate::model::helpline::HelpType;
use crate::model::kind::{Data, Kind};
use crate::model::source::SourceType;
use crate::model::worksheet::FilledBy;
use crate::resolve::Index;
use crate::site::{Address, Name, Named, audience};

impl<'a> Renderer<'a> {
    /// What a role's page shows.
    pub(super) fn role_context(&self, role: usize, writer: &mut Writer<'a>) -> RoleContext {
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
        let page = writer.page();
        let others = plan
            .config
            .roles
            .iter()
            .enumerate()
            .filter(|(index, _)| *index != role)
            .filter_map(|(index, other)| role_link(plan, index, other, page));
        RoleContext {
            role: self.views.role(id),
            notes: notes
                .into_iter()
                .map(|note| self.views.entry(note, writer, Depth::Shared))
                .collect(),
            paths: self.links(paths, writer),
            steps: self.role_steps(id, writer),
            sheets: self.links(sheets, writer),
            private: self.links(private, writer),
            others: others.collect(),
        }
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

    pub(super) fn sign_groups(&self, writer: &mut Writer<'a>) -> Vec<GroupView> {
        let plan = self.views.plan;
        let signs = plan.listed(Kind::Sign);
        let safety = (
            "safety",
            self.views.strings.text("sign_group.safety").to_owned(),
            self.views.strings.text("sign.safety_about").to_owned(),
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

    pub(super) fn card_groups(&self, writer: &mut Writer<'a>) -> Vec<GroupView> {
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

    /// The terms by their first letters, in the order of the language.
    pub(super) fn letters(&self, writer: &mut Writer<'a>) -> Vec<GroupView> {
        let plan = self.views.plan;
        let title = |index: &Index| &*plan.book.entries[*index].title.value;
        let order = plan.language.order();
        let mut terms = plan.listed(Kind::Term);
        terms.sort_by(|one, other| order.compare(title(one), title(other)).then(one.cmp(other)));
        let mut groups: Vec<(String, Vec<Index>)> = Vec::new();
        for term in terms {
            let letter = plan.language.heading(title(&term));
            match groups.last_mut() {
                Some((last, terms)) if *last == letter => terms.push(term),
                _ => groups.push((letter, vec![term])),
            }
        }
        groups
            .into_iter()
            .map(|(letter, terms)| GroupView {
                id: plan.place_name(format!("letter_{}", letter.to_lowercase())),
                name: letter,
                about: String::new(),
                entries: self.entries(terms, writer),
            })
            .collect()
    }

    /// The names of a part, or, where there are several, the way to each.
    pub(super) fn names_context(&self, part: Option<usize>, writer: &Writer<'a>) -> NamesContext {
        let plan = self.views.plan;
        let is_one = plan.names.len() < 2;
        let shown = part.or(is_one.then_some(0));
        let names = shown.and_then(|part| plan.names.get(part));
        let letters = names.map(Vec::as_slice).unwrap_or_default();
        let letters = letters
            .chunk_by(|one, other| one.letter == other.letter)
            .enumerate()
            .map(|(at, names)| LetterView {
                id: plan.place_name(format!("letter_{}", at + 1)),
                name: names[0].letter.clone(),
                names: names.iter().map(|name| self.named(name, writer)).collect(),
            });
        let parts = plan.name_pages.iter().zip(&plan.names);
        let parts = parts.filter_map(|(path, names)| {
            let (first, last) = (names.first()?, names.last()?);
            let mut letters = first.letter.clone();
            if first.letter != last.letter {
                letters = format!("{letters}–{}", last.letter);
            }
            Some(Link {
                href: Address::page(path).seen_from(writer.page()),
                title: letters,
                kind: "page".to_owned(),
                id: String::new(),
                summary: format!("{} … {}", first.name, last.name),
            })
        });
        NamesContext {
            letters: letters.collect(),
            parts: parts.collect(),
            whole: part.is_none(),
        }
    }

    fn named(&self, name: &Name, writer: &Writer<'a>) -> NamedLink {
        let plan = self.views.plan;
        let (href, kind, title, country) = match name.of {
            Named::Role(role) => {
                let page = plan.role_page(role).unwrap_or_default();
                let href = Address::page(page).seen_from(writer.page());
                (href, "role", "", String::new())
            }
            Named::Entry(index) | Named::Also(index) => {
                let entry = &plan.book.entries[index];
                let is_other = matches!(name.of, Named::Also(_));
                let title = if is_other { &*entry.title.value } else { "" };
                let country = match &entry.data {
                    Data::Helpline(helpline) => self.country(&helpline.country.value),
                    _ => String::new(),
                };
                (writer.href(index), entry.kind().name(), title, country)
            }
        };
        NamedLink {
            name: name.name.clone(),
            href,
            kind: kind.to_owned(),
            title: title.to_owned(),
            country,
        }
    }

    /// The name of a country in the book's language; its code, where the theme has none.
    fn country(&self, code: &str) -> String {
        let key = format!("country.{code}");
        if self.views.strings.has(&key) {
            self.views.strings.text(&key).to_owned()
        } else {
            code.to_owned()
        }
    }

    pub(super) fn help(&self, writer: &mut Writer<'a>) -> HelpContext {
        let plan = self.views.plan;
        let mut countries: BTreeMap<(String, String), Vec<Index>> = BTreeMap::new();
        let mut unchecked = false;
        for index in plan.listed(Kind::Helpline) {
            let Data::Helpline(helpline) = &plan.book.entries[index].data else {
                continue;
            };
            unchecked |= helpline.checked.is_none();
            let code = helpline.country.value.to_string();
            countries
                .entry((self.country(&code), code))
                .or_default()
                .push(index);
        }
        let order = plan.language.order();
        let mut countries: Vec<_> = countries.into_iter().collect();
        countries.sort_by(|((one, _), _), ((other, _), _)| order.compare(one, other));
        let countries: Vec<GroupView> = countries
            .into_iter()
            .map(|((name, code), mut lines)| {
                lines.sort_by_key(|index| match &plan.book.entries[*index].data {
                    Data::Helpline(helpline) => Some(helpline.help_type),
                    _ => None,
                });
                GroupView {
                    id: plan.place_name(format!("country_{}", code.to_lowercase())),
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
            urgent: countries.iter().flat_map(urgent_in).collect(),
            countries,
            unchecked,
            safety_signs: self.links(safety, writer),
            private: self.links(private, writer),
        }
    }

    pub(super) fn practitioners(&self, writer: &mut Writer<'a>) -> PractitionersContext {
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
            let mut link = entry_link(&self.views, *index, writer.page());
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

    pub(super) fn entries(&self, indexes: Vec<Index>, writer: &mut Writer<'a>) -> Vec<EntryView> {
        indexes
            .into_iter()
            .map(|index| self.views.entry(index, writer, Depth::Shared))
            .collect()
    }

    pub(super) fn links(&self, indexes: Vec<Index>, writer: &Writer<'a>) -> Vec<Link> {
        indexes
            .into_iter()
            .map(|index| self.views.link(index, writer))
            .collect()
    }

    /// Entries by the role that they speak to, in the order of the roles; what speaks to several comes last. Few entries
    /// stand together, in a group without a name.
    pub(super) fn by_role(&self, indexes: Vec<Index>, writer: &mut Writer<'a>) -> Vec<GroupView> {
        let plan = self.views.plan;
        let alone = |index: &Index| match plan.book.entries[*index].common.roles.as_slice() {
            [role] if role.as_str() != "both" => Some(role.as_str().to_owned()),
            _ => None,
        };
        let roles = plan.config.names.roles.iter().map(String::as_str);
        let mut groups: Vec<(&str, Vec<Index>)> = roles
            .chain(["practitioner", "both"])
            .map(|role| (role, Vec::new()))
            .collect();
        let few = indexes.len() < FEWEST_TO_GROUP;
        for index in indexes {
            let role = alone(&index).filter(|_| !few);
            let role = role.as_deref().unwrap_or("both");
            if let Some((_, own)) = groups.iter_mut().find(|(name, _)| *name == role) {
                own.push(index);
            }
        }
        groups.retain(|(_, own)| !own.is_empty());
        let only = groups.len() == 1;
        // Numbers, not ids: the address of a place on a discreet page gives nothing away.
        let group = |(at, (role, own)): (usize, (&str, Vec<Index>))| GroupView {
            id: (at + 1).to_string(),
            name: if only {
                String::new()
            } else {
                self.views.role(role).name
            },
            about: String::new(),
            entries: self.entries(own, writer),
        };
        groups.into_iter().enumerate().map(group).collect()
    }

    /// The sources by how far they can be trusted, the firmest first, and the claims that rest on none.
    pub(super) fn sources(&self, writer: &mut Writer<'a>) -> SourcesContext {
        let plan = self.views.plan;
        let sources = plan.listed(Kind::Source);
        let unsourced = |index: &Index| matches!(&plan.book.entries[*index].data, Data::Claim(claim) if claim.source.is_none());
        let mut claims = plan.listed(Kind::Claim);
        claims.retain(unsourced);
        let groups = FIRMEST_FIRST
            .iter()
            .map(|sort| {
                let mut own = sources.clone();
                own.retain(|index| matches!(&plan.book.entries[*index].data, Data::Source(source) if source.kind_of_source == *sort));
                let word = sort.word();
                GroupView {
                    id: word.to_owned(),
                    name: self.views.strings.text(&format!("source_types.{word}")).to_owned(),
                    about: self.views.strings.text(&format!("source_trust.{word}")).to_owned(),
                    entries: self.entries(own, writer),
                }
            })
            .filter(|group| !group.entries.is_empty())
            .collect();
        SourcesContext {
            groups,
            unsourced: self.entries(claims, writer),
        }
    }
}

/// How many entries there are at least on a page that groups them by role.
const FEWEST_TO_GROUP: usize = 12;

/// The types of source, from what can be trusted furthest.
const FIRMEST_FIRST: &[SourceType] = &[
    SourceType::Review,
    SourceType::Study,
    SourceType::Clinician,
    SourceType::Lay,
];

/// A country's helplines for danger now.
fn urgent_in(country: &GroupView) -> impl Iterator<Item = UrgentView> + '_ {
    country.entries.iter().filter_map(|entry| {
        let DataView::Helpline(line) = &entry.data else {
            return None;
        };
        (line.help_type == HelpType::Emergency.word()).then(|| UrgentView {
            country: country.name.clone(),
            name: if unbroken(&entry.title) == unbroken(&line.number) {
                String::new()
            } else {
                entry.title.clone()
            },
            number: line.number.clone(),
            href: line.number_href.clone(),
        })
    })
}
