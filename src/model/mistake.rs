//! Something that does harm, and what to do instead.

use super::block::Prose;
use super::step::Step;
use super::value::Ref;
use crate::record;

record! {
    /// What a mistake has beside its text, which says what it looks like.
    pub struct Mistake {
        /// The reason why it does harm.
        why: required Prose, advice;
        /// What to do instead.
        instead: required Prose, advice;
        /// The steps that it endangers.
        steps: some Ref<Step>;
    }
}
