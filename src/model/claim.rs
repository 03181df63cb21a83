//! Statements of fact.

use super::source::Source;
use super::value::{Ref, Text};
use crate::{choice, record};

record! {
    /// What a claim has beside its statement. It has either a source or the mark that it has none.
    pub struct Claim {
        /// The source it rests on.
        source: optional Ref<Source>;
        /// Whether nobody has given a source for it.
        unsourced: optional bool;
        /// How sure we are.
        sure: required Sure;
        /// The person whose opinion it is.
        said_by: optional Text, citation;
    }
}

choice! {
    /// How sure we are of a claim.
    pub enum Sure {
        /// Several good studies agree.
        WellSupported = "well-supported",
        /// One good study, or several small ones.
        SomeEvidence = "some-evidence",
        /// A small or indirect study.
        LittleEvidence = "little-evidence",
        /// Somebody's view; no study.
        Opinion = "opinion",
    }
}
