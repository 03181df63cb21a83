//! What two checkers of HTML find on every page of both books: nothing.
//!
//! The Nu checker asks for the pages over HTTP, since what `'self'` means in a page's policy depends on where it stands.
//! Of html-validate's rules, four are switched off in `html-validate.json`, which takes no comments. `wcag/h32` and
//! `form-dup-name`: no form here sends anything, so none has a button that would, and a blank that stands in several
//! clauses is one. `tel-non-breaking`: the style sheet keeps a number on one line, and a space that does not break would be
//! copied with the number. `long-title`: a rule for search engines, none of HTML.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::super::Case;
use super::super::book::{Site, build, guide};
use super::super::tools::Tool::{HtmlValidate, Nu};
use super::super::tools::{html_validate, nu};
use super::{Outcome, none};

pub const ALL: &[Case] = &[
    (
        "the Nu checker finds nothing on any page, nor in the style sheets",
        &[Nu],
        nu_finds_nothing,
    ),
    (
        "html-validate finds nothing on any page",
        &[HtmlValidate],
        html_validate_finds_nothing,
    ),
];

/// Calls with the book that ships, then with the small one in Spanish.
fn both(check: impl Fn(&Site) -> Result<Vec<String>, String>) -> Outcome {
    let mut faults = check(guide())?;
    let (small, _folder) = build(Path::new("tests/books/crianza-compartida"));
    faults.extend(check(&small)?);
    none(&faults)
}

fn nu_finds_nothing() -> Outcome {
    both(|site| {
        let files = site.output.iter().map(|(path, _)| path);
        let addresses = files
            .filter(|path| path.ends_with(".html") || path.ends_with(".css"))
            .map(|path| format!("{}{path}", site.served));
        let output = Command::new("java")
            // Addresses of this machine are forbidden to it otherwise.
            .arg("-Dnu.validator.servlet.allow-forbidden-hosts=true")
            .arg("-jar")
            .arg(nu().ok_or("vnu.jar is missing")?)
            .args(["--format", "json", "--also-check-css"])
            .args(addresses)
            .output()
            .map_err(|error| error.to_string())?;
        let said: Value = serde_json::from_slice(&output.stderr)
            .map_err(|error| format!("{error}: {}", String::from_utf8_lossy(&output.stderr)))?;
        let messages = said["messages"].as_array().cloned().unwrap_or_default();
        Ok(messages
            .iter()
            .map(|one| {
                format!(
                    "{}:{}: {}",
                    one["url"].as_str().unwrap_or_default(),
                    one["lastLine"],
                    one["message"]
                )
            })
            .collect())
    })
}

fn html_validate_finds_nothing() -> Outcome {
    both(|site| {
        let output = Command::new(html_validate().ok_or("html-validate is missing")?)
            .args(["--config", "tests/site/html-validate.json"])
            .args(["--formatter", "json"])
            .arg(site.from_disk.trim_start_matches("file://"))
            .output()
            .map_err(|error| error.to_string())?;
        let said: Value = serde_json::from_slice(&output.stdout)
            .map_err(|error| format!("{error}: {}", String::from_utf8_lossy(&output.stderr)))?;
        let mut faults = Vec::new();
        for file in said.as_array().into_iter().flatten() {
            for one in file["messages"].as_array().into_iter().flatten() {
                faults.push(format!(
                    "{}:{}: {}: {}",
                    file["filePath"].as_str().unwrap_or_default(),
                    one["line"],
                    one["ruleId"].as_str().unwrap_or_default(),
                    one["message"].as_str().unwrap_or_default()
                ));
            }
        }
        Ok(faults)
    })
}
