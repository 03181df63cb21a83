//! Where guidance and claims come from.

use super::block::Prose;
use super::value::Text;
use crate::{choice, record};

record! {
    /// What a source has beside its title.
    pub struct Source {
        /// Who wrote it.
        authors: required Text, citation;
        /// The year it came out.
        year: optional Text, citation;
        /// The publisher.
        publisher: optional Text, citation;
        /// The journal.
        journal: optional Text, citation;
        /// Where in the journal or book: volume, pages.
        locator: optional Text, citation;
        /// The Digital Object Identifier, without the address in front.
        doi: optional Text, citation;
        /// The sort of source it is, which says how far to trust it.
        kind_of_source as "type": required SourceType;
        /// What it studied, and how many people.
        studied: optional Prose, citation;
        /// What it found, in our own words.
        found: optional Prose, citation;
        /// The limits: how small, how indirect, who had an interest.
        limits: required Prose, citation;
    }
}

choice! {
    /// Sorts of source, from the one to trust most.
    pub enum SourceType {
        /// Several studies put together.
        Review = "review",
        /// One study.
        Study = "study",
        /// Somebody who works with couples.
        Clinician = "clinician",
        /// Somebody who does not.
        Lay = "lay",
    }
}
