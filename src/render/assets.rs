//! Files that are copied: the theme's, its style sheets without comments and indentation, and the pictures that pages show.

use super::css::compact;
use crate::diagnostic::Diagnostic;
use crate::output::Output;
use crate::site::Plan;
use crate::source::Files;
use crate::theme::Theme;

/// The theme's files below `static/`, and the book's own below `files/`.
pub(super) fn render(
    plan: &Plan<'_>,
    theme: &Theme,
    files: &dyn Files,
) -> (Output, Vec<Diagnostic>) {
    let mut output = Output::new();
    let mut diagnostics = Vec::new();
    for (path, bytes) in &theme.statics {
        let bytes = match std::str::from_utf8(bytes) {
            Ok(css) if path.ends_with(".css") => compact(css).into_bytes(),
            _ => bytes.clone(),
        };
        output.add(format!("static/{path}"), bytes);
    }
    for (from, to) in &plan.assets {
        match files.read(from) {
            Ok(bytes) => output.add(to.clone(), bytes),
            Err(_) => diagnostics.push(
                Diagnostic::error(
                    "unreadable-file",
                    plan.config.span(),
                    format!("`{from}` could not be read"),
                )
                .help("check that the file is there and may be read"),
            ),
        }
    }
    (output, diagnostics)
}
