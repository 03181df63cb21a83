//! Questions to ask.

use crate::{choice, record};

record! {
    /// What a prompt has beside its question.
    pub struct Prompt {
        /// Whom the question is put to.
        to: required AskedOf;
    }
}

choice! {
    /// Whom a question is put to.
    pub enum AskedOf {
        /// The other person.
        Partner = "partner",
        /// Oneself.
        Oneself = "self",
    }
}
