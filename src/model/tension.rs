//! Places where sources disagree.

use super::block::Prose;
use super::source::Source;
use super::value::{Any, Ref};
use crate::record;

record! {
    /// What a tension has beside its text, which is what this book advises.
    pub struct Tension {
        /// What each side says.
        sides: some Side;
        /// The entries in which it shows.
        shows: list Ref<Any>;
    }
}

record! {
    /// One side of a tension.
    pub struct Side {
        /// The sources that say so.
        sources: some Ref<Source>;
        /// What they say, in our own words.
        says: required Prose, citation;
    }
}
