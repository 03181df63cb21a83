//! Something to practise, by turns.

use super::block::Prose;
use super::value::Text;
use crate::record;
use crate::source::Located;

record! {
    /// What an exercise has beside its text, which says what it is for.
    pub struct Exercise {
        /// How long it takes, in words.
        time: required Text, advice;
        /// The turns, in order.
        turns: some Turn;
        /// The rule by which either person may stop.
        stop_rule: required Prose, advice;
    }
}

record! {
    /// One turn of an exercise.
    pub struct Turn {
        /// The name of the turn.
        title: optional Text, name;
        /// What the one who speaks does.
        speaker: required Prose, advice;
        /// What the one who listens does.
        listener: required Prose, advice;
        /// How many minutes the turn lasts.
        minutes: optional Located<u32>;
    }
}
