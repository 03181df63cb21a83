//! Reading orders.

use super::block::Prose;
use super::value::{Any, Ref};
use crate::record;

record! {
    /// What a path has beside its title.
    pub struct Path {
        /// The entries to read, in order.
        entries: some Stop;
    }
}

record! {
    /// One entry on a path.
    pub struct Stop {
        /// The entry to read.
        id: required Ref<Any>;
        /// The reason to read it now.
        why: optional Prose, advice;
    }
}
