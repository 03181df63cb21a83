//! The whole guide on one page, for printing: every entry that may stand in it, rendered in parallel and joined.

use rayon::prelude::*;
use tera::Context;

use super::blocks::Writer;
use super::contexts::{WholeEntryContext, WholeGuideContext};
use super::entry::Depth;
use super::links::in_whole;
use super::pages::Renderer;
use super::templates::TemplateError;
use crate::model::kind::Kind;
use crate::resolve::Index;
use crate::site::audience;

/// Where the entries go; no author's text can hold it, since their brackets come out escaped.
const PLACE: &str = "<!--the whole guide-->";

/// How many entries are rendered before they are joined to what stands already.
const AT_ONCE: usize = 512;

/// An entry, and whether it is the first or the last of its part.
struct Placed {
    index: Index,
    first: bool,
    last: bool,
}

/// The parts of the guide, in order.
const PARTS: &[Kind] = &[
    Kind::Guide,
    Kind::Topic,
    Kind::Step,
    Kind::Note,
    Kind::Mistake,
    Kind::Faq,
    Kind::Sign,
    Kind::Script,
    Kind::Prompt,
    Kind::Exercise,
    Kind::Habit,
    Kind::Worksheet,
    Kind::Agreement,
    Kind::Tension,
    Kind::Term,
    Kind::Source,
];

/// Renders the page; `frame` renders its template around the place where the entries go.
pub(super) fn render<'a>(
    renderer: &Renderer<'a>,
    path: &'a str,
    frame: impl FnOnce(&WholeGuideContext) -> Result<String, TemplateError>,
) -> Result<String, TemplateError> {
    let plan = renderer.views.plan;
    let mut entries: Vec<Placed> = Vec::new();
    for kind in PARTS.iter().filter(|kind| in_whole(**kind)) {
        let mut own = match kind {
            Kind::Step => plan.navigation.steps().map(|(_, step)| step).collect(),
            kind => plan.book.of_kind(*kind),
        };
        own.retain(|index| audience::in_whole_guide(&plan.book.entries[*index], plan.book));
        let end = own.len();
        entries.extend(own.into_iter().enumerate().map(|(at, index)| Placed {
            index,
            first: at == 0,
            last: at + 1 == end,
        }));
    }
    let page = frame(&WholeGuideContext {
        content: PLACE.to_owned(),
    })?;
    let (before, after) = page.split_once(PLACE).unwrap_or((&page, ""));
    let mut whole = String::from(before);
    // By parts, so that no second copy of a long guide is ever whole.
    for part in entries.chunks(AT_ONCE) {
        let sections: Vec<String> = part
            .par_iter()
            .map(|placed| section(renderer, path, placed))
            .collect::<Result<_, _>>()?;
        whole.extend(sections);
    }
    whole.push_str(after);
    Ok(whole)
}

fn part_name(renderer: &Renderer<'_>, kind: Kind) -> String {
    renderer
        .views
        .strings
        .text(&format!("whole.parts.{}", kind.name()))
        .to_owned()
}

fn section<'a>(
    renderer: &Renderer<'a>,
    path: &'a str,
    placed: &Placed,
) -> Result<String, TemplateError> {
    let plan = renderer.views.plan;
    let index = placed.index;
    let mut writer = Writer::new(plan, renderer.views.strings, path).whole();
    let kind = plan.book.entries[index].kind();
    let entry = renderer.views.entry(index, &mut writer, Depth::Printed);
    let own = WholeEntryContext {
        entry,
        part: if placed.first {
            part_name(renderer, kind)
        } else {
            String::new()
        },
        part_id: format!("part_{}", kind.name()),
        ends_part: placed.last,
    };
    let context = Context::from_serialize(&own).unwrap_or_default();
    renderer.templates.render("whole-entry.html", &context)
}
