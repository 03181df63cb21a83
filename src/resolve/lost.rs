//! What could not be read of a book, for those who look for what is missing: it may be in there.

use crate::model::entry::Broken;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::source::Sources;

/// The ids and the words of everything that could not be read.
#[derive(Debug, Default)]
pub struct Lost {
    ids: Vec<Id>,
    kinds: Vec<Kind>,
    /// In small letters.
    text: String,
    /// What stands in the glossary, in small letters.
    glossary: String,
}

impl Lost {
    pub(super) fn of(broken: &[Broken], sources: &Sources) -> Self {
        let mut lost = Self::default();
        for part in broken {
            lost.ids.extend(part.ids.iter().cloned());
            lost.kinds.push(part.kind);
            let text = sources.get(part.span.file).text.get(part.span.range());
            let text = text.unwrap_or_default().to_lowercase();
            if part.kind == Kind::Term {
                lost.glossary.push_str(&text);
                lost.glossary.push('\n');
            }
            lost.text.push_str(&text);
            lost.text.push('\n');
        }
        lost
    }

    /// Whether an entry of this id is among it.
    pub fn holds(&self, id: &str) -> bool {
        self.ids.iter().any(|lost| lost.as_str() == id)
    }

    /// Whether an entry of this kind is among it.
    pub fn has(&self, kind: Kind) -> bool {
        self.kinds.contains(&kind)
    }

    /// Whether a term that starts so may be explained in it.
    pub fn may_explain(&self, start: &str) -> bool {
        !self.glossary.is_empty() && self.glossary.contains(&start.to_lowercase())
    }

    /// Whether these words, an id or a term, stand in it.
    pub fn mentions(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
        self.text.match_indices(&words).any(|(at, _)| {
            let before = self.text[..at].chars().next_back();
            let after = self.text[at + words.len()..].chars().next();
            !is_part(before) && !is_part(after)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_mentioned_as_a_whole() {
        let lost = Lost {
            glossary: String::new(),
            ids: Vec::new(),
            kinds: Vec::new(),
            text: "scripts: [say-so]\nhold trust".to_owned(),
        };
        assert!(lost.mentions("say-so") && lost.mentions("Trust"));
        assert!(!lost.mentions("say") && !lost.mentions("so") && !lost.mentions("trus"));
        assert!(!Lost::default().mentions("trust"));
    }
}
