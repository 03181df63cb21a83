//! Ways through the book: the route, and what comes before and after each entry.

use crate::config::Config;
use crate::model::kind::{Data, Kind};
use crate::resolve::{Index, ResolvedBook};
use crate::site::audience;

/// The ways through a book.
#[derive(Debug, Default)]
pub struct Navigation {
    /// The route: the phases that have steps, in order.
    pub route: Vec<RoutePhase>,
    /// For each entry, the one before it in the order of its kind.
    pub previous: Vec<Option<Index>>,
    /// For each entry, the one after it in the order of its kind.
    pub next: Vec<Option<Index>>,
}

/// One phase of the route.
#[derive(Debug, PartialEq, Eq)]
pub struct RoutePhase {
    /// Its place among the phases of book.toml.
    pub phase: usize,
    /// Its steps in order.
    pub steps: Vec<Index>,
}

impl Navigation {
    /// Works the ways out.
    pub(super) fn of(book: &ResolvedBook, config: &Config) -> Self {
        let mut navigation = Self {
            route: route(book, config),
            previous: vec![None; book.entries.len()],
            next: vec![None; book.entries.len()],
        };
        let steps: Vec<Index> = navigation.steps().map(|(_, step)| step).collect();
        navigation.chain(&steps);
        for kind in [
            Kind::Topic,
            Kind::Exercise,
            Kind::Worksheet,
            Kind::Agreement,
            Kind::Path,
        ] {
            let mut entries = book.of_kind(kind);
            entries.retain(|index| audience::is_listed(&book.entries[*index], book));
            navigation.chain(&entries);
        }
        navigation
    }

    /// Every step with its phase's place among the phases, in the order of the route.
    pub fn steps(&self) -> impl Iterator<Item = (usize, Index)> {
        self.route
            .iter()
            .flat_map(|phase| phase.steps.iter().map(|step| (phase.phase, *step)))
    }

    fn chain(&mut self, entries: &[Index]) {
        for pair in entries.windows(2) {
            self.next[pair[0]] = Some(pair[1]);
            self.previous[pair[1]] = Some(pair[0]);
        }
    }
}

fn route(book: &ResolvedBook, config: &Config) -> Vec<RoutePhase> {
    let mut phases: Vec<RoutePhase> = (0..config.phases.len())
        .map(|phase| RoutePhase {
            phase,
            steps: Vec::new(),
        })
        .collect();
    for index in book.of_kind(Kind::Step) {
        let entry = &book.entries[index];
        let Data::Step(step) = &entry.data else {
            continue;
        };
        let phase = config
            .names
            .phases
            .iter()
            .position(|name| name == step.phase.as_str());
        // A step that is private to a role is on that role's page alone.
        if let Some(phase) = phase.and_then(|phase| phases.get_mut(phase))
            && audience::is_listed(entry, book)
        {
            phase.steps.push(index);
        }
    }
    phases.retain(|phase| !phase.steps.is_empty());
    phases
}
