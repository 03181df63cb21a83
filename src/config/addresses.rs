//! Where the addresses and folders of book.toml lead: nowhere but to the web, and to nothing outside the book's own folder.

use super::Root;
use crate::diagnostic::Diagnostic;
use crate::model::value::Text;
use crate::source::join;

/// Takes out addresses and folders that lead where nothing should, and says so.
pub(super) fn check(root: &mut Root, diagnostics: &mut Vec<Diagnostic>) {
    let licence = root
        .licence
        .as_mut()
        .map(|licence| ("address", &mut licence.address));
    let book = &mut root.book;
    let addresses = [
        ("site", &mut book.site),
        ("exit-address", &mut book.exit_address),
    ];
    for (name, address) in addresses.into_iter().chain(licence) {
        let leads = |address: &mut Text| {
            address.value.starts_with("https://") || address.value.starts_with("http://")
        };
        // What could run as a program is shown on no page, not even while the book is being mended.
        if let Some(wrong) = address.take_if(|address| !leads(address)) {
            let message = format!(
                "`{name}` takes an address that starts with `https://`, found `{}`",
                wrong.value
            );
            diagnostics.push(Diagnostic::error("address-scheme", wrong.span, message));
        }
    }
    // Other addresses are made from it by adding to its end, and headers of hosts take it as it is.
    let odd = |c: char| c.is_whitespace() || c.is_control() || "\"'<>\\^`{|}?#".contains(c);
    if let Some(wrong) = book.site.take_if(|site| site.value.contains(odd)) {
        let message = format!(
            "`site` takes the address of a folder, found `{}`",
            wrong.value
        );
        let help = "write it like `https://example.org/guide`, without `?`, `#` or spaces";
        diagnostics.push(Diagnostic::error("wrong-value", wrong.span, message).help(help));
    }
    for (name, folder) in [
        ("content", &mut book.content),
        ("build-dir", &mut book.build_dir),
        ("theme", &mut book.theme),
    ] {
        let Some(found) = folder else { continue };
        match folder_inside(&found.value) {
            Some(inside) => found.value = inside.into(),
            None => {
                let message = format!(
                    "`{name}` takes a folder inside the book's own, found `{}`",
                    found.value
                );
                let help = "write it relative to book.toml, with `/` between its parts";
                diagnostics.push(Diagnostic::error("wrong-value", found.span, message).help(help));
                // Nothing outside the book is read, not even while the book is being mended.
                *folder = None;
            }
        }
    }
}

/// A folder's path without `.` and needless `/`; `None` if it is not inside the book's folder.
fn folder_inside(path: &str) -> Option<String> {
    let plain = !path.starts_with('/')
        && !path.contains(['\\', ':'])
        && !path.split('/').any(|part| part == "..");
    join("", path).filter(|inside| plain && !inside.is_empty())
}
