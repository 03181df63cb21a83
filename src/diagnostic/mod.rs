//! What the compiler says about the content: plain data, and beside it one file for each way to print it.
//!
//! Messages are for authors, who are no programmers: lower case, no full stop, what was found, what was expected, and
//! in a [`Help`] how to mend it.

mod codes;
pub mod render;
mod suggest;

use crate::source::Span;

pub use codes::{CODES, Code, find as find_code};
pub use suggest::nearest;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The book is not built.
    Error,
    /// The book is built; `--strict` refuses it.
    Warning,
}

impl Severity {
    /// The word for it, as every format prints it.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// A place and what to say there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What to write beside it; may be empty.
    pub text: String,
}

/// A way to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// What to do, in words.
    pub text: String,
    /// What to put in place of what stands there, where that is known exactly.
    pub replacement: Option<(Span, String)>,
}

/// One thing the compiler has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable name that `mendbook explain` knows.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where. A diagnostic about the book as a whole points at the start of `book.toml`.
    pub primary: Label,
    /// Other places that belong to it.
    pub others: Vec<Label>,
    /// Ways to mend it.
    pub helps: Vec<Help>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, span, message)
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, span, message)
    }

    /// A diagnostic of a given severity.
    pub fn new(
        severity: Severity,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            primary: Label {
                span,
                text: String::new(),
            },
            others: Vec::new(),
            helps: Vec::new(),
        }
    }

    /// Says something beside the place itself.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Points at one more place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.others.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.helps.push(Help {
            text: text.into(),
            replacement: None,
        });
        self
    }

    /// Says what to put in place of what stands at `span`.
    #[must_use]
    pub fn replace(mut self, text: impl Into<String>, span: Span, with: impl Into<String>) -> Self {
        self.helps.push(Help {
            text: text.into(),
            replacement: Some((span, with.into())),
        });
        self
    }

    /// "Did you mean": offers the nearest known name, if one is near enough.
    #[must_use]
    pub fn did_you_mean<'a>(
        self,
        span: Span,
        found: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        match nearest(found, known) {
            Some(name) => self.replace(format!("did you mean `{name}`?"), span, name),
            None => self,
        }
    }
}

/// Puts diagnostics in the order in which a person reads the files, and takes doubles away.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        (a.primary.span, a.code, &a.message, a.severity).cmp(&(
            b.primary.span,
            b.code,
            &b.message,
            b.severity,
        ))
    });
    diagnostics.dedup();
}
