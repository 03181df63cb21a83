//! A question that readers ask.

use crate::record;

record! {
    /// An FAQ has nothing but its question and its answer.
    pub struct Faq {}
}
