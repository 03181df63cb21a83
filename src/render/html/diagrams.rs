//! From a topic's fields to its diagrams, each with the same in words.

use super::diagram::{self, Column, Item, Stage};
use super::entry::Views;
use super::views::DiagramView;
use crate::model::entry::Entry;
use crate::model::topic::Topic;

/// The diagrams of a topic, in the order in which its fields are declared.
pub(super) fn of(views: &Views<'_>, entry: &Entry, topic: &Topic) -> Vec<DiagramView> {
    let id = entry.id.value.as_str();
    let mut diagrams = Vec::new();
    if !topic.cycle.is_empty() {
        diagrams.push(cycle(views, id, topic));
    }
    if !topic.timeline.is_empty() {
        diagrams.push(timeline(views, id, topic));
    }
    if topic.route == Some(true) {
        diagrams.push(route(views, id));
    }
    diagrams
}

fn title(views: &Views<'_>, name: &str) -> String {
    views.strings.text(&format!("diagram.{name}")).to_owned()
}

fn cycle(views: &Views<'_>, id: &str, topic: &Topic) -> DiagramView {
    let roles = &views.plan.config.names.roles;
    let stages: Vec<Stage> = topic
        .cycle
        .iter()
        .map(|stage| {
            let role = stage.role.as_ref().map(|role| role.as_str());
            let column = match role.and_then(|role| roles.iter().position(|known| known == role)) {
                Some(0) => Column::Start,
                Some(_) => Column::End,
                None => Column::Middle,
            };
            Stage {
                column,
                head: role.map(|role| views.role(role).name).unwrap_or_default(),
                text: stage.text.value.to_string(),
            }
        })
        .collect();
    let words = stages.iter().map(|stage| match stage.head.as_str() {
        "" => stage.text.clone(),
        head => format!("{head}: {}", stage.text),
    });
    let mut words: Vec<String> = words.collect();
    words.push(views.strings.text("diagram.again").to_owned());
    let title = title(views, "cycle");
    DiagramView {
        name: "cycle".to_owned(),
        svg: diagram::cycle(
            views.plan.config.direction(),
            &format!("{id}-cycle"),
            &title,
            &stages,
        ),
        title,
        words,
    }
}

fn timeline(views: &Views<'_>, id: &str, topic: &Topic) -> DiagramView {
    let items: Vec<Item> = topic
        .timeline
        .iter()
        .map(|stretch| Item {
            title: stretch.title.value.to_string(),
            lines: vec![stretch.about.value.to_string()],
        })
        .collect();
    let title = title(views, "timeline");
    DiagramView {
        name: "timeline".to_owned(),
        svg: diagram::timeline(
            views.plan.config.direction(),
            &format!("{id}-timeline"),
            &title,
            &items,
        ),
        title,
        words: in_words(&items),
    }
}

fn route(views: &Views<'_>, id: &str) -> DiagramView {
    let mut number = 0;
    let phases = views.plan.navigation.route.iter().map(|part| Item {
        title: views.plan.config.phases[part.phase].name.value.to_string(),
        lines: part
            .steps
            .iter()
            .map(|step| {
                number += 1;
                format!("{number}. {}", views.plan.book.entries[*step].title.value)
            })
            .collect(),
    });
    let phases: Vec<Item> = phases.collect();
    let title = title(views, "route");
    DiagramView {
        name: "route".to_owned(),
        svg: diagram::route(
            views.plan.config.direction(),
            &format!("{id}-route"),
            &title,
            &phases,
        ),
        title,
        words: in_words(&phases),
    }
}

fn in_words(items: &[Item]) -> Vec<String> {
    items
        .iter()
        .map(|item| format!("{}: {}", item.title, item.lines.join("; ")))
        .collect()
}
