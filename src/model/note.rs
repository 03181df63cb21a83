//! Guidance for one role.

use crate::record;

record! {
    /// A note has nothing but the fields that every entry may have; `for` names its role.
    pub struct Note {}
}
