//! The pages that gather entries: which there are, what each is called, and what it gathers.

use crate::model::kind::Kind;

/// Pages that gather entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Collection {
    /// The steps in their phases.
    Route,
    /// All topics.
    Topics,
    /// All mistakes, with the steps that they endanger.
    Mistakes,
    /// All questions and answers.
    Faqs,
    /// All signs that it may be time to walk away.
    WalkAway,
    /// All scripts.
    PhraseBook,
    /// All prompts, laid out to be cut.
    Cards,
    /// All exercises.
    Exercises,
    /// All habits.
    Habits,
    /// All worksheets, agreements and packs.
    Sheets,
    /// All reading orders.
    Paths,
    /// Where sources disagree.
    Tensions,
    /// Which source supports what.
    Sources,
    /// The glossary with uses.
    Glossary,
    /// Places to turn to.
    Help,
    /// What is for practitioners.
    Practitioners,
    /// The whole guide on one page.
    WholeGuide,
    /// Everything by its name.
    AToZ,
}

impl Collection {
    /// Every one, in the order in which a reader would leaf through them.
    pub const ALL: &'static [Collection] = &[
        Collection::Route,
        Collection::Topics,
        Collection::Mistakes,
        Collection::Faqs,
        Collection::WalkAway,
        Collection::PhraseBook,
        Collection::Cards,
        Collection::Exercises,
        Collection::Habits,
        Collection::Sheets,
        Collection::Paths,
        Collection::Tensions,
        Collection::Sources,
        Collection::Glossary,
        Collection::Help,
        Collection::Practitioners,
        Collection::WholeGuide,
        Collection::AToZ,
    ];

    /// Its plain name: its address, and the name of its template and of its words in a theme.
    pub fn name(self) -> &'static str {
        match self {
            Collection::Route => "route",
            Collection::Topics => "topics",
            Collection::Mistakes => "mistakes",
            Collection::Faqs => "faqs",
            Collection::WalkAway => "walk-away",
            Collection::PhraseBook => "phrase-book",
            Collection::Cards => "cards",
            Collection::Exercises => "exercises",
            Collection::Habits => "habits",
            Collection::Sheets => "sheets",
            Collection::Paths => "paths",
            Collection::Tensions => "tensions",
            Collection::Sources => "sources",
            Collection::Glossary => "glossary",
            Collection::Help => "help",
            Collection::Practitioners => "practitioners",
            Collection::WholeGuide => "whole-guide",
            Collection::AToZ => "a-z",
        }
    }

    /// The kinds whose entries it gathers.
    pub fn kinds(self) -> &'static [Kind] {
        match self {
            Collection::Route => &[Kind::Step],
            Collection::Topics => &[Kind::Topic],
            Collection::Mistakes => &[Kind::Mistake],
            Collection::Faqs => &[Kind::Faq],
            Collection::WalkAway => &[Kind::Sign],
            Collection::PhraseBook => &[Kind::Script],
            Collection::Cards => &[Kind::Prompt],
            Collection::Exercises => &[Kind::Exercise],
            Collection::Habits => &[Kind::Habit],
            Collection::Sheets => &[Kind::Worksheet, Kind::Agreement, Kind::Pack],
            Collection::Paths => &[Kind::Path],
            Collection::Tensions => &[Kind::Tension],
            Collection::Sources => &[Kind::Source, Kind::Claim],
            Collection::Glossary => &[Kind::Term],
            Collection::Help => &[Kind::Helpline],
            Collection::Practitioners | Collection::WholeGuide | Collection::AToZ => &[],
        }
    }

    /// The page on which entries of a kind stand, for kinds whose entries have no pages of their own.
    pub(super) fn gathering(kind: Kind) -> Option<Collection> {
        Collection::ALL
            .iter()
            .copied()
            .find(|collection| collection.kinds().contains(&kind))
    }

    /// Whether it stands even when it gathers nothing: help is linked from every page, and so is what stands in for search.
    pub(super) fn always(self) -> bool {
        matches!(
            self,
            Collection::Help | Collection::WholeGuide | Collection::AToZ
        )
    }
}
