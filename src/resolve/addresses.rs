//! Addresses in Markdown that lead to a file of the book: pictures and downloads.

use crate::diagnostic::Diagnostic;
use crate::source::{Located, join};

/// The file under the content folder that an address leads to, seen from the file at `path`; `None` when the address
/// leads to another site or to a place on its own page.
pub fn asset_of(address: &str, path: &str) -> Option<Option<String>> {
    if address.is_empty() || address.starts_with('#') || address.contains(':') {
        return None;
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let file = address.split(['#', '?']).next().unwrap_or(address);
    Some(join(folder, file))
}

/// Checks an address; gives the file that the built book must hold because of it.
pub(super) fn check(
    address: &Located<Box<str>>,
    path: &str,
    content: &str,
    assets: &[String],
) -> Result<Option<String>, Diagnostic> {
    let Some(file) = asset_of(&address.value, path) else {
        return Ok(None);
    };
    let inside = file.filter(|file| file.starts_with(content) && !address.value.starts_with('/'));
    let Some(file) = inside else {
        let message = format!("`{}` leads out of the content folder", address.value);
        return Err(Diagnostic::error("link-outside", address.span, message)
            .help("copy the file into the content folder and write its path from here"));
    };
    if assets.binary_search(&file).is_ok() {
        return Ok(Some(file));
    }
    let message = format!("there is no file `{file}`");
    let help = if has_entry_ending(&file) {
        "link to an entry by its id: [[id]] or [[id|own words]]"
    } else {
        "check the path; it is read from the folder of the file that it stands in"
    };
    Err(Diagnostic::error("broken-link", address.span, message).help(help))
}

fn has_entry_ending(file: &str) -> bool {
    [".md", ".yaml", ".yml", ".html"]
        .iter()
        .any(|ending| file.ends_with(ending))
}
