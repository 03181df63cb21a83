//! What one session prints.

use super::value::{Ref, RoleName, Sheet, Text};
use crate::record;
use crate::source::Located;

record! {
    /// What a pack has beside its title and the facilitator's notes.
    pub struct Pack {
        /// The session it is for.
        session: required Text, name;
        /// The sheets, in the order of the session.
        sheets: some PackSheet;
    }
}

record! {
    /// One sheet of a pack.
    pub struct PackSheet {
        /// The sheet.
        id: required Ref<Sheet>;
        /// How many copies; one, if nothing is said.
        copies: optional Located<u32>;
        /// The role that gets it.
        role: required RoleName;
    }
}
