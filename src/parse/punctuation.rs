//! The marks of print, in the place of those of a typewriter: quotation marks in the manner of the book's language,
//! dashes for `--` and `---`, `…` for three dots, and the curled apostrophe.

/// The marks around quoted words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotes {
    open: &'static str,
    close: &'static str,
}

/// What pulldown-cmark writes for `"` before and after words.
const PARSED: Quotes = Quotes {
    open: "“",
    close: "”",
};

impl Quotes {
    /// Those of a language, by its primary subtag (Unicode CLDR, "Delimiters"); the English ones for one that is not known.
    pub fn of(language: &str) -> Self {
        let (open, close) = match language {
            "es" | "it" | "el" | "nb" | "nn" | "no" | "ru" | "uk" | "be" | "ca" | "eu" => {
                ("«", "»")
            }
            "fr" => ("«\u{202f}", "\u{202f}»"),
            "de" | "cs" | "sk" | "sl" | "is" | "lt" | "et" | "bg" | "sq" | "mk" => ("„", "“"),
            "pl" | "hu" | "ro" | "hr" | "bs" | "sr" => ("„", "”"),
            "sv" | "fi" => ("”", "”"),
            _ => return PARSED,
        };
        Self { open, close }
    }

    /// A piece of text as the parser gives it, with the marks of the language.
    pub(super) fn set<'t>(&self, text: &'t str) -> &'t str {
        if text == PARSED.open {
            self.open
        } else if text == PARSED.close {
            self.close
        } else {
            text
        }
    }
}
