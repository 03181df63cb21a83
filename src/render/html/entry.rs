//! From an entry to the [`EntryView`] that templates get.

use super::blocks::Writer;
use super::names::Declared;
use super::views::{
    ClaimView, DataView, EntryView, ExerciseView, GuideView, Html, Link, MentionsView, MistakeView,
    PackSheetView, PackView, PathView, PromptView, RoleActions, ScriptView, SideView, SignView,
    SourceLink, SourceView, StepView, StopView, TensionView, TermView, TopicView, TurnView,
};
use super::{diagrams, sheet_views};
use crate::model::block::Prose;
use crate::model::entry::Entry;
use crate::model::id::Id;
use crate::model::kind::{Data, Kind};
use crate::model::pack::Pack;
use crate::model::source::Source;
use crate::model::step::Step;
use crate::model::value::Text;
use crate::resolve::Index;
use crate::site::audience;
use crate::site::{Address, PageCounts, Plan};
use crate::source::{Located, Sources};
use crate::theme::Strings;

/// How many entries are named that mention another. A reader looks at a few; a list of hundreds helps nobody, and would
/// make each page grow with the book.
const MOST_MENTIONS: usize = 30;

/// What views are built from.
pub(super) struct Views<'a> {
    pub plan: &'a Plan<'a>,
    pub strings: &'a Strings,
    pub sources: &'a Sources,
    pub pages: &'a PageCounts,
}

/// How much of an entry a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// Everything, on a page of its own.
    Page,
    /// Everything, on a page that several entries share.
    Shared,
    /// Everything but what links to it: the whole guide, on paper.
    Printed,
    /// Its text and its own fields, within another entry or among many: not what links to it.
    Brief,
}

impl<'a> Views<'a> {
    /// An entry as templates get it.
    pub(super) fn entry(&self, index: Index, writer: &mut Writer<'a>, depth: Depth) -> EntryView {
        let entry = &self.plan.book.entries[index];
        writer.turn_to(entry, self.sources, depth != Depth::Page);
        let full = depth != Depth::Brief;
        let page = writer.page();
        // The body first: the glossary's words are linked where a reader first meets them.
        let (body, sections) = match &entry.data {
            Data::Guide(_) | Data::Step(_) if depth == Depth::Page => {
                let sections = writer.sections(&entry.body);
                (sections.concat(), sections)
            }
            _ => (writer.prose(&entry.body), Vec::new()),
        };
        let common = &entry.common;
        let backlinks = if full {
            self.backlinks(index, writer, depth != Depth::Printed)
        } else {
            (Vec::new(), MentionsView::default())
        };
        EntryView {
            id: self.plan.anchor(entry),
            old: self.plan.old_anchors(index),
            kind: entry.kind().name().to_owned(),
            title: entry.title.value.to_string(),
            href: writer.href(index),
            summary: optional(writer, common.summary.as_ref()),
            teaser: self.teaser(entry),
            body,
            roles: common
                .roles
                .iter()
                .map(|role| self.role(role.as_str()))
                .collect(),
            breaches: common
                .breach
                .iter()
                .map(|breach| self.declared(breach.as_str(), Declared::Breach))
                .collect(),
            risks: common
                .risks
                .iter()
                .map(|risk| self.declared(risk.as_str(), Declared::Risk))
                .collect(),
            safety: optional(writer, common.safety.as_ref()),
            private: audience::owner(entry, self.plan.book).map(|owner| self.owner(&owner)),
            sources: if full {
                self.sources_of(entry, writer)
            } else {
                Vec::new()
            },
            tensions: backlinks.0,
            related: if full {
                common
                    .related
                    .iter()
                    .filter_map(|related| self.link_to(&related.id, writer))
                    .collect()
            } else {
                Vec::new()
            },
            backlinks: backlinks.1,
            reviewed: common
                .reviewed
                .as_ref()
                .map(|date| self.date(date.value))
                .unwrap_or_default(),
            reviewed_by: text(common.reviewed_by.as_ref()),
            files: self.files(index, page),
            data: self.data(index, entry, sections, writer, page),
        }
    }

    fn data(
        &self,
        index: Index,
        entry: &'a Entry,
        mut sections: Vec<Html>,
        writer: &mut Writer<'a>,
        page: &str,
    ) -> DataView {
        let opening = if sections.is_empty() {
            String::new()
        } else {
            sections.remove(0)
        };
        match &entry.data {
            Data::Guide(guide) => DataView::Guide(GuideView {
                opening,
                sections,
                takeaways: inlines(writer, &guide.takeaways),
                who_for: inlines(writer, &guide.who_for),
                before_you_begin: optional(writer, guide.before_you_begin.as_ref()),
                safety_check: guide
                    .safety_check
                    .as_ref()
                    .and_then(|check| self.link_to(&check.id, writer)),
            }),
            Data::Step(step) => {
                let view = self.step(index, step, writer);
                DataView::Step(Box::new(StepView {
                    opening,
                    sections,
                    ..view
                }))
            }
            Data::Mistake(mistake) => DataView::Mistake(MistakeView {
                why: writer.inline(&mistake.why),
                instead: writer.inline(&mistake.instead),
                steps: self.links(mistake.steps.iter().map(|step| &step.id), writer),
            }),
            Data::Sign(sign) => DataView::Sign(SignView {
                group: sign.group.as_str().to_owned(),
                what_to_do: writer.inline(&sign.what_to_do),
                help: sign
                    .help
                    .iter()
                    .map(|help| help.word().to_owned())
                    .collect(),
            }),
            Data::Script(script) => DataView::Script(ScriptView {
                instead_of: script
                    .instead_of
                    .as_ref()
                    .map(|words| writer.inline(words))
                    .unwrap_or_default(),
                why: script
                    .why
                    .as_ref()
                    .map(|why| writer.inline(why))
                    .unwrap_or_default(),
            }),
            Data::Prompt(prompt) => DataView::Prompt(PromptView {
                to: prompt.to.word().to_owned(),
            }),
            Data::Exercise(exercise) => DataView::Exercise(ExerciseView {
                time: exercise.time.value.to_string(),
                turns: exercise
                    .turns
                    .iter()
                    .map(|turn| TurnView {
                        title: text(turn.title.as_ref()),
                        speaker: writer.inline(&turn.speaker),
                        listener: writer.inline(&turn.listener),
                        minutes: turn.minutes.as_ref().map(|minutes| minutes.value),
                    })
                    .collect(),
                stop_rule: writer.inline(&exercise.stop_rule),
            }),
            Data::Claim(claim) => DataView::Claim(ClaimView {
                statement: writer.inline(&entry.body),
                source: claim
                    .source
                    .as_ref()
                    .and_then(|source| self.link_to(&source.id, writer)),
                unsourced: claim.unsourced == Some(true),
                sure: claim.sure.word().to_owned(),
                said_by: text(claim.said_by.as_ref()),
            }),
            Data::Tension(tension) => DataView::Tension(TensionView {
                sides: tension
                    .sides
                    .iter()
                    .map(|side| SideView {
                        sources: self.links(side.sources.iter().map(|source| &source.id), writer),
                        says: writer.inline(&side.says),
                    })
                    .collect(),
                shows: self.links(tension.shows.iter().map(|shows| &shows.id), writer),
            }),
            Data::Term(term) => DataView::Term(TermView {
                names: term
                    .names
                    .iter()
                    .map(|name| name.value.to_string())
                    .collect(),
                uses: self.uses(index, writer),
            }),
            Data::Source(source) => DataView::Source(Box::new(self.source(index, source, writer))),
            Data::Helpline(helpline) => DataView::Helpline(Box::new(self.helpline(helpline))),
            Data::Worksheet(sheet) => DataView::Worksheet(Box::new(sheet_views::worksheet(
                self,
                sheet,
                writer,
                self.notes(index, page),
            ))),
            Data::Agreement(sheet) => DataView::Agreement(Box::new(sheet_views::agreement(
                self,
                sheet,
                writer,
                self.notes(index, page),
            ))),
            Data::Pack(pack) => DataView::Pack(self.pack(index, pack, writer)),
            Data::Path(path) => DataView::Path(PathView {
                entries: path
                    .entries
                    .iter()
                    .filter_map(|stop| {
                        Some(StopView {
                            link: self.link_to(&stop.id.id, writer)?,
                            why: optional(writer, stop.why.as_ref()),
                        })
                    })
                    .collect(),
            }),
            Data::Topic(topic) => DataView::Topic(TopicView {
                diagrams: diagrams::of(self, entry, topic),
            }),
            Data::Note(_) | Data::Faq(_) | Data::Habit(_) => DataView::None {},
        }
    }

    /// A pack, without the sheets that it names and may not hold.
    fn pack(&self, index: Index, pack: &Pack, writer: &Writer<'a>) -> PackView {
        let kept_out = self.plan.kept_out(index);
        let sheets = pack.sheets.iter().filter_map(|sheet| {
            let named = self.plan.book.find(sheet.id.id.value.as_str())?;
            (!kept_out.contains(&named)).then_some(PackSheetView {
                link: self.link_to(&sheet.id.id, writer)?,
                copies: sheet.copies.as_ref().map_or(1, |copies| copies.value),
                role: self.role(sheet.role.as_str()),
            })
        });
        PackView {
            session: pack.session.value.to_string(),
            sheets: sheets.collect(),
            facilitator: self.notes(index, writer.page()),
        }
    }

    fn step(&self, index: Index, step: &Step, writer: &mut Writer<'a>) -> StepView {
        let steps: Vec<Index> = self.plan.navigation.steps().map(|(_, step)| step).collect();
        let phase = self
            .plan
            .config
            .phases
            .iter()
            .find(|phase| phase.id.0.value.as_str() == step.phase.as_str());
        let mut roles: Vec<&str> = self
            .plan
            .config
            .names
            .roles
            .iter()
            .map(String::as_str)
            .collect();
        roles.extend(["both", "practitioner"]);
        let actions = roles
            .into_iter()
            .map(|role| RoleActions {
                role: self.role(role),
                shared: matches!(role, "both" | "practitioner"),
                actions: step
                    .actions
                    .iter()
                    .filter(|action| action.role.as_str() == role)
                    .map(|action| writer.inline(&action.text))
                    .collect(),
            })
            .filter(|actions| !actions.actions.is_empty())
            .collect();
        let named = step
            .mistakes
            .iter()
            .filter_map(|mistake| self.plan.book.find(mistake.id.value.as_str()));
        let mut mistakes: Vec<Index> = named.collect();
        for from in &self.plan.book.backlinks[index] {
            if !mistakes.contains(from) {
                mistakes.push(*from);
            }
        }
        StepView {
            opening: String::new(),
            sections: Vec::new(),
            number: steps
                .iter()
                .position(|step| *step == index)
                .map_or(0, |at| at + 1),
            of: steps.len(),
            phase: phase
                .map(|phase| phase.name.value.to_string())
                .unwrap_or_default(),
            actions,
            done_when: inlines(writer, &step.done_when),
            may_take: optional(writer, step.may_take.as_ref()),
            worksheets: self.links(step.worksheets.iter().map(|sheet| &sheet.id), writer),
            agreements: self.links(step.agreements.iter().map(|sheet| &sheet.id), writer),
            exercises: self.links(step.exercises.iter().map(|exercise| &exercise.id), writer),
            // Entries of their own come last: with them the writer turns away from the step.
            scripts: self.within(
                index,
                Kind::Script,
                self.found(step.scripts.iter().map(|script| &script.id)),
                writer,
            ),
            prompts: self.within(
                index,
                Kind::Prompt,
                self.found(step.prompts.iter().map(|prompt| &prompt.id)),
                writer,
            ),
            mistakes: self.within(index, Kind::Mistake, mistakes, writer),
        }
    }

    fn found<'i>(&self, ids: impl Iterator<Item = &'i Located<Id>>) -> Vec<Index> {
        ids.filter_map(|id| self.plan.book.find(id.value.as_str()))
            .collect()
    }

    /// Entries of one kind that stand within another entry, if they may. An entry of another kind raised a diagnostic,
    /// and could hold the one that it stands in.
    fn within(
        &self,
        host: Index,
        kind: Kind,
        inner: Vec<Index>,
        writer: &mut Writer<'a>,
    ) -> Vec<EntryView> {
        let entries = &self.plan.book.entries;
        let may = |index: &Index| {
            let entry = &entries[*index];
            entry.kind() == kind
                && audience::may_stand_within(entry, &entries[host], self.plan.book)
        };
        inner
            .into_iter()
            .filter(may)
            .map(|index| self.entry(index, writer, Depth::Brief))
            .collect()
    }

    fn source(&self, index: Index, source: &Source, writer: &mut Writer<'a>) -> SourceView {
        let mut claims = Vec::new();
        let mut supports = Vec::new();
        for from in &self.plan.book.backlinks[index] {
            let entry = &self.plan.book.entries[*from];
            if !audience::is_listed(entry, self.plan.book) {
                continue;
            }
            match entry.kind() {
                Kind::Claim => claims.push(*from),
                _ => supports.push(*from),
            }
        }
        SourceView {
            authors: source.authors.value.to_string(),
            year: text(source.year.as_ref()),
            publisher: text(source.publisher.as_ref()),
            journal: text(source.journal.as_ref()),
            locator: text(source.locator.as_ref()),
            doi: text(source.doi.as_ref()),
            source_type: source.kind_of_source.word().to_owned(),
            studied: optional(writer, source.studied.as_ref()),
            found: optional(writer, source.found.as_ref()),
            limits: writer.inline(&source.limits),
            claims: claims
                .into_iter()
                .map(|claim| self.entry(claim, writer, Depth::Brief))
                .collect(),
            supports: self.mentions(&supports, writer),
        }
    }

    /// Where an entry's facilitator notes stand.
    fn notes(&self, index: Index, page: &str) -> Option<String> {
        self.plan
            .facilitator_notes
            .get(&index)
            .map(|address: &Address| address.seen_from(page))
    }

    /// The tensions that name an entry, and everything else that refers to it.
    fn backlinks(
        &self,
        index: Index,
        writer: &Writer<'a>,
        others_too: bool,
    ) -> (Vec<Link>, MentionsView) {
        let entries = &self.plan.book.entries;
        let from = self.plan.book.backlinks[index].iter().copied();
        let listed = from.filter(|from| audience::is_listed(&entries[*from], self.plan.book));
        let (tensions, others): (Vec<Index>, Vec<Index>) =
            listed.partition(|from| entries[*from].kind() == Kind::Tension);
        let tensions = tensions
            .into_iter()
            .map(|index| self.mention(index, writer))
            .collect();
        let others = if others_too { others.as_slice() } else { &[] };
        (tensions, self.mentions(others, writer))
    }

    fn uses(&self, term: Index, writer: &Writer<'a>) -> MentionsView {
        let book = self.plan.book;
        let uses = book
            .term_uses
            .get(&term)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let listed = uses
            .iter()
            .copied()
            .filter(|index| audience::is_listed(&book.entries[*index], book));
        self.mentions(&listed.collect::<Vec<_>>(), writer)
    }

    fn mentions(&self, all: &[Index], writer: &Writer<'a>) -> MentionsView {
        let shown = all.len().min(MOST_MENTIONS);
        MentionsView {
            count: all.len(),
            links: all[..shown]
                .iter()
                .map(|index| self.mention(*index, writer))
                .collect(),
            more: all.len() - shown,
        }
    }

    fn sources_of(&self, entry: &Entry, writer: &mut Writer<'a>) -> Vec<SourceLink> {
        let uses = entry.common.sources.iter();
        uses.filter_map(|used| {
            let link = self.link_to(&used.id.id, writer)?;
            let source_type = match &self.plan.book.get(used.id.id.value.as_str())?.data {
                Data::Source(source) => source.kind_of_source.word().to_owned(),
                _ => String::new(),
            };
            Some(SourceLink {
                link,
                place: text(used.place.as_ref()),
                source_type,
            })
        })
        .collect()
    }
}

/// Text that may not be there.
pub(super) fn text(text: Option<&Text>) -> String {
    text.map(|text| text.value.to_string()).unwrap_or_default()
}

/// Prose that may not be there, within a line if it is one.
pub(super) fn optional(writer: &mut Writer<'_>, prose: Option<&Prose>) -> Html {
    prose.map(|prose| writer.inline(prose)).unwrap_or_default()
}

/// Several pieces of prose, each within a line if it is one.
pub(super) fn inlines(writer: &mut Writer<'_>, prose: &[Prose]) -> Vec<Html> {
    prose.iter().map(|prose| writer.inline(prose)).collect()
}
