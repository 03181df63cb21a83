//! The front page.

use super::block::Prose;
use super::value::Ref;
use super::worksheet::Worksheet;
use crate::record;

record! {
    /// What the front page has beside its text.
    pub struct Guide {
        /// The few things to know if nothing else is read.
        takeaways: list Prose, advice;
        /// Whom the guide is for, and whom it is not.
        who_for: list Prose, advice;
        /// What to do before anything else: the safety check comes first.
        before_you_begin: optional Prose, advice;
        /// The worksheet that asks whether it is safe to begin.
        safety_check: optional Ref<Worksheet>;
    }
}
