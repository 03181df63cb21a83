//! Where the fields of a Markdown file end and its text begins.

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};

/// The two parts of a Markdown file, as ranges of bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// The YAML between the lines of hyphens; empty where there is none.
    pub fields: std::ops::Range<usize>,
    /// The Markdown.
    pub body: std::ops::Range<usize>,
}

/// Splits a file.
///
/// # Errors
///
/// When the front matter begins and never ends.
pub(super) fn split(text: &str, file: FileId) -> Result<Parts, Diagnostic> {
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    if first.trim_end() != "---" {
        return Ok(Parts {
            fields: 0..0,
            body: 0..text.len(),
        });
    }
    let start = first.len();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let next = at + line.len();
        if line.trim_end() == "---" {
            return Ok(Parts {
                fields: start..at,
                body: next..text.len(),
            });
        }
        at = next;
    }
    Err(Diagnostic::error(
        "front-matter-open",
        Span::new(file, 0, 3),
        "the fields at the top never end",
    )
    .label("they start here")
    .help("put a line of three hyphens, `---`, between the last field and the text"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn splits_with_any_line_ends() {
        let mut sources = Sources::new();
        let file = sources.add("a.md", "");
        let parts = split("---\r\na: b\r\n---\r\ntext", file).unwrap();
        assert_eq!(
            parts,
            Parts {
                fields: 5..11,
                body: 16..20
            }
        );
        assert_eq!(
            split("text\n---\n", file).unwrap(),
            Parts {
                fields: 0..0,
                body: 0..9
            }
        );
        assert_eq!(
            split("---\na: b\n", file).unwrap_err().code,
            "front-matter-open"
        );
        assert_eq!(
            split("---\n---", file).unwrap(),
            Parts {
                fields: 4..4,
                body: 7..7
            }
        );
    }
}
