//! Words of the glossary.

use super::value::Text;
use crate::record;

record! {
    /// What a term has beside its definition.
    pub struct Term {
        /// Other names and forms of the word that mean the same.
        names: list Text, name;
    }
}
