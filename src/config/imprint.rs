//! Who stands behind a book on paper: whose practice prints it, and under which licence.

use crate::model::value::Text;
use crate::record;

record! {
    /// Whose practice prints the sheets.
    pub struct Practice {
        /// The practice's name.
        name: required Text, name;
        /// How to reach it.
        contact: optional Text, citation;
    }
}

record! {
    /// The content's licence.
    pub struct Licence {
        /// The licence's name.
        name: required Text, citation;
        /// Where it can be read.
        address: optional Text, citation;
    }
}
