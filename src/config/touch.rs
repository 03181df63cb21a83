//! Words by which clauses of agreements touch something.

use crate::model::agreement::Touch;
use crate::model::value::Text;
use crate::record;

record! {
    /// Words by which a clause of an agreement touches something.
    pub struct TouchWords {
        /// What is touched: `monitoring`, `contact`, `money` or another word that `touches` takes.
        id: required Touch;
        /// The words, each as it stands in a text; `*` at the end stands for any ending.
        words: some Text, name;
    }
}
