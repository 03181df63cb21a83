//! Something explained.

use crate::record;

record! {
    /// A topic has nothing but the fields that every entry may have.
    pub struct Topic {}
}
