//! A sheet with its answers as one page that needs no other file.

use tera::Context;

use super::chrome;
use super::contexts::FilledContext;
use super::templates::Templates;
use crate::diagnostic::Diagnostic;
use crate::model::answers::Answers;
use crate::resolve::Index;
use crate::site::sheet::{self, Making, Sheet};
use crate::site::{Plan, audience};
use crate::source::{Located, Sources};
use crate::theme::Theme;

/// One sheet with its answers, from the template `filled.html`.
///
/// # Errors
///
/// When the entry is no sheet, or the template asks for something that it does not get.
pub fn filled(
    plan: &Plan<'_>,
    theme: &Theme,
    sources: &Sources,
    index: Index,
    answers: &Answers,
) -> Result<String, Diagnostic> {
    let entry = &plan.book.entries[index];
    let making = Making {
        plan,
        strings: &theme.strings,
        answers,
        ready: str::to_owned,
    };
    let Some(Sheet { view, slots }) = sheet::sheet(making, index, false) else {
        let message = format!(
            "`{}` is no sheet, so it cannot be filled in",
            entry.id.value
        );
        return Err(Diagnostic::error("no-sheet", entry.id.span, message)
            .help("name a worksheet or an agreement"));
    };
    let context = FilledContext {
        sheet: &view,
        tips: slots.iter().map(|slot| slot.tip.as_str()).collect(),
        private: audience::owner(entry, plan.book).is_some(),
    };
    let place = Located::new(entry.id.value.to_string(), entry.id.span);
    let site = chrome::site_view(plan, &theme.strings);
    let templates =
        Templates::new(theme, &site).map_err(|error| error.diagnostic(sources, None))?;
    Context::from_serialize(&context)
        .map_err(|error| error.to_string())
        .map_err(|message| Diagnostic::error("theme-error", entry.id.span, message))
        .and_then(|context| {
            templates
                .render("filled.html", &context)
                .map_err(|error| error.diagnostic(sources, Some(&place)))
        })
}
