//! Words to try.

use super::block::Prose;
use crate::record;

record! {
    /// What a script has beside its text, which is what to say.
    pub struct Script {
        /// The words that people often say and that do harm.
        instead_of: optional Prose, quoted;
        /// The reason why these words help.
        why: optional Prose, advice;
    }
}
