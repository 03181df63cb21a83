//! Words that lints look for in one book, beside those that its language brings along.

use crate::diagnostic::Diagnostic;
use crate::model::value::Text;
use crate::{choice, record};

choice! {
    /// The lints that look for words.
    pub enum WordList {
        /// Words that state a fact.
        UnsourcedClaim = "unsourced-claim",
        /// Terms of art, which the glossary explains.
        UndefinedTerm = "undefined-term",
        /// Metaphors and long words.
        WordsToAvoid = "words-to-avoid",
        /// Words that promise what nobody can.
        AbsolutePromise = "absolute-promise",
        /// Words that blame.
        BlamingLanguage = "blaming-language",
        /// Words that take a gender for granted.
        GenderedRole = "gendered-role",
    }
}

impl WordList {
    /// Whether each word must say what stands in its place. A fact wants a claim, a term of art its entry in the glossary.
    fn wants_instead(self) -> bool {
        !matches!(self, Self::UnsourcedClaim | Self::UndefinedTerm)
    }
}

record! {
    /// Words that a lint looks for in this book, or that it leaves alone.
    pub struct WordLine {
        /// The lint that looks for them.
        lint: required WordList;
        /// The words, each as it stands in a text; `*` at the end of a word stands for any ending.
        words: some Text, name;
        /// What to say in their place.
        instead: optional Text, name;
        /// The reason why this book may use them, though the lint looks for them.
        allow: optional Text, name;
    }
}

impl WordLine {
    /// Whether the book may use the words. A line that says both looks for them, until one is taken out.
    pub fn is_allowed(&self) -> bool {
        self.allow.is_some() && self.instead.is_none()
    }
}

/// What is wrong with the lines that could be read.
pub(super) fn check(lines: &[WordLine]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for line in lines {
        let first = line.words.first();
        match (&line.instead, &line.allow) {
            (Some(_), Some(allow)) => diagnostics.push(
                Diagnostic::error(
                    "wrong-value",
                    allow.span,
                    "`words` says what stands in their place and that they may be used",
                )
                .help("keep `instead` or `allow`, and take the other one out"),
            ),
            (None, None) if line.lint.wants_instead() => {
                let message = format!("`words` for `{}` needs `instead`", line.lint.word());
                let help = "add `instead = \"…\"`: what to say in their place; or `allow = \"…\"`: why this book may use them";
                diagnostics.extend(first.map(|first| {
                    Diagnostic::error("missing-field", first.span, message).help(help)
                }));
            }
            _ => {}
        }
        diagnostics.extend(everywhere(&line.words));
    }
    diagnostics
}

/// Words that begin with nothing would stand everywhere, and are found nowhere.
pub(super) fn everywhere(words: &[Text]) -> impl Iterator<Item = Diagnostic> {
    words.iter().filter_map(|word| {
        let start = word.value.split('*').next().unwrap_or_default();
        start.trim().is_empty().then(|| {
            let message = format!("`words` takes words to look for, found `{}`", word.value);
            let help = "write the word as it stands in a text; `*` stands only at the end of a word: `promise*`";
            Diagnostic::error("wrong-value", word.span, message).help(help)
        })
    })
}
