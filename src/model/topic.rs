//! Something explained.

use super::value::{RoleName, Text};
use crate::record;

record! {
    /// What a topic has beside its text: diagrams, which the compiler draws.
    pub struct Topic {
        /// The stages of a circle that people go round in, drawn as a diagram.
        cycle: list Stage;
        /// The stretches of a time that has no fixed length, drawn as a diagram.
        timeline: list Stretch;
        /// Whether the route is drawn.
        route: optional bool;
    }
}

record! {
    /// One stage of a circle.
    pub struct Stage {
        /// The role that goes through it; nobody alone, if nothing is said.
        role: optional RoleName;
        /// The stage in a few words.
        text: required Text, advice;
    }
}

record! {
    /// One stretch of time.
    pub struct Stretch {
        /// The stretch in a word or two.
        title: required Text, name;
        /// What it is like, in a few words.
        about: required Text, advice;
    }
}
