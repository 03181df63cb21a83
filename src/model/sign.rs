//! Signs that it may be time to walk away.

use super::block::Prose;
use super::helpline::HelpType;
use super::value::GroupName;
use crate::record;

record! {
    /// What a sign has beside its text, which says what it looks like.
    pub struct Sign {
        /// The group it belongs to: `safety` for danger, others from book.toml.
        group: required GroupName;
        /// What to do about it.
        what_to_do: required Prose, advice;
        /// The types of help that fit.
        help: list HelpType;
    }
}
