//! From the [`Plan`] to the [`Output`]: every file of the built book, as path and bytes.
//!
//! Each renderer gives an output of its own; none of them knows another.

mod assets;
pub mod html;
#[cfg(feature = "print")]
pub mod print;

use crate::diagnostic::Diagnostic;
use crate::output::Output;
use crate::site::Plan;
use crate::source::{Files, Sources};
use crate::theme::Theme;

/// Renders everything that the plan holds.
pub fn render(
    plan: &Plan<'_>,
    theme: &Theme,
    files: &dyn Files,
    sources: &Sources,
) -> (Output, Vec<Diagnostic>) {
    let (mut output, mut diagnostics) = html::render(plan, theme, sources);
    let (assets, problems) = assets::render(plan, theme, files);
    output.extend(assets);
    diagnostics.extend(problems);
    #[cfg(feature = "print")]
    {
        let (sheets, problems) = print::render(plan, theme, sources);
        output.extend(sheets);
        diagnostics.extend(problems);
    }
    (output, diagnostics)
}
