//! The compiler's own codes: rules that always hold, and mistakes that no `allow` can silence. Lints have theirs in `lint`.
//!
//! A code's page for authors is a file of Markdown in `codes/`; `explain` shows it, and the documentation holds them all.

use super::Severity;

/// One code and what it means.
#[derive(Debug)]
pub struct Code {
    /// The code, as a diagnostic shows it.
    pub name: &'static str,
    /// What it says, in one sentence.
    pub summary: &'static str,
    /// A page for authors, in Markdown: what is wrong, an example, how to mend it.
    pub explanation: &'static str,
}

/// The codes that are told as warnings, whatever the place.
const WARNINGS: &[&str] = &[
    "reference-to-draft",
    "unused-answer",
    "unused-theme-file",
    "missing-strings",
    "missing-lint-words",
    "unused-allow",
];

impl Code {
    /// How much it matters wherever it is told; a few matter less in some places.
    pub fn severity(&self) -> Severity {
        if WARNINGS.contains(&self.name) {
            Severity::Warning
        } else {
            Severity::Error
        }
    }
}

/// Declares the list, each code with its page.
macro_rules! codes {
    ($( $name:literal: $summary:literal, )*) => {
        /// Every code that is no lint's: files first, then their fields, references, sheets, and the book as a whole.
        pub const CODES: &[Code] = &[$( Code {
            name: $name,
            summary: $summary,
            explanation: include_str!(concat!("codes/", $name, ".md")),
        }, )*];
    };
}

codes! {
    "missing-config": "there is no book.toml",
    "not-utf8": "a file is not UTF-8 text",
    "too-large": "a file is too large to read",
    "unreadable-file": "a file could not be read",
    "no-content": "the content folder is empty or missing",
    "same-path": "two files differ only in capital letters",
    "link-outside": "a link leads out of the content folder",
    "unknown-kind": "no kind of entry lives in this folder",
    "hidden-ending": "a file of entries has a second ending",
    "toml-syntax": "a TOML file cannot be read",
    "yaml-syntax": "the fields of an entry cannot be read",
    "yaml-tab": "a tab stands where YAML takes spaces",
    "yaml-too-complex": "the fields are too deep or repeat themselves too often",
    "duplicate-field": "a field stands twice in one entry",
    "front-matter-open": "the fields at the top of a file never end",
    "unknown-field": "an entry has a field that its kind does not know",
    "missing-field": "an entry lacks a field that it needs",
    "wrong-value": "a field holds something that it does not take",
    "unknown-name": "a role, phase, risk or the like is not declared",
    "duplicate-name": "book.toml declares a name twice",
    "bad-id": "an id has letters that an id cannot have",
    "two-bodies": "the main text of an entry stands twice",
    "allow-without-reason": "an allow gives no reason",
    "raw-html": "raw HTML stands in a text",
    "address-scheme": "an address begins with something that is not allowed",
    "language-tag": "words are marked as of a language that has no such tag",
    "too-deep": "lists or quotes stand too deep in one another",
    "duplicate-id": "two entries or fields have the same id",
    "unknown-reference": "a reference leads to no entry",
    "wrong-kind": "a field names an entry of the wrong kind",
    "reference-to-draft": "a reference leads to a draft",
    "broken-link": "a link leads to a file that is not there",
    "claim-source": "a claim has no source, or says two things about it",
    "agreement-parties": "an agreement is not between two roles",
    "agreement-review": "the review of an agreement is too far away",
    "agreement-exceptions": "an agreement does not leave everything alone that it must",
    "blank-choices": "a blank and its choices do not fit",
    "clause-text": "a clause has no wording, or two sorts of it",
    "forbidden-clause": "a clause touches what no agreement may touch",
    "monitoring-without-end": "a clause on monitoring does not say when it ends",
    "unknown-blank": "an agreement uses a blank that it does not declare",
    "blank-outside": "a blank stands where nobody can fill it in",
    "unused-blank": "no clause uses a blank",
    "wrong-condition": "the condition of a clause cannot be met",
    "empty-deck": "a deck has no card",
    "no-sheet": "an entry that is no sheet cannot be printed",
    "unknown-answer": "an answer is given to something that the sheet does not ask",
    "wrong-answer": "an answer does not fit what the sheet asks",
    "missing-answer": "something that an agreement needs is not answered",
    "unused-answer": "an answer stands in nothing that comes out",
    "missing-glyph": "a sheet has a character that no font of the theme can draw",
    "no-document": "a Word file could not be put together",
    "no-threads": "the PDFs could not be made",
    "same-address": "two pages would stand at one address",
    "unknown-theme": "there is no theme of this name",
    "unused-theme-file": "a file of the theme stands where nothing reads it",
    "missing-strings": "the theme lacks words in the language of the book",
    "missing-lint-words": "the theme has no words for a lint to look for",
    "theme-error": "a template of the theme has a mistake",
    "unknown-lint": "there is no lint of this name",
    "unused-allow": "an allow silences nothing",
}

/// The code of this name.
pub fn find(name: &str) -> Option<&'static Code> {
    CODES.iter().find(|code| code.name == name)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use walkdir::WalkDir;

    use super::*;

    /// The text of every file of the program, without its tests.
    fn program() -> Vec<String> {
        let files =
            WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).follow_links(true);
        let rust = files
            .into_iter()
            .flatten()
            .map(|file| file.into_path())
            .filter(|path| {
                path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs")
            });
        let texts = rust.filter_map(|path| std::fs::read_to_string(path).ok());
        texts
            .map(|text| {
                text.split("#[cfg(test)]")
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            })
            .collect()
    }

    #[test]
    fn a_code_that_is_a_warning_is_an_error_nowhere() {
        let program: String = program().concat().split_whitespace().collect();
        for name in WARNINGS {
            assert!(find(name).is_some(), "there is no code `{name}`");
            let says =
                |severity: &str| program.contains(&format!("Diagnostic::{severity}(\"{name}\""));
            assert!(says("warning") && !says("error"), "{name}");
        }
    }

    #[test]
    fn every_code_that_is_explained_is_used() {
        let program: String = program().concat();
        for code in CODES {
            let uses = program.matches(&format!("\"{}\"", code.name)).count();
            assert!(uses > 1, "nothing says `{}`", code.name);
        }
    }
}
