//! How often somebody looks an entry over.

use crate::record;
use crate::source::Located;

record! {
    /// How often entries are looked over.
    pub struct Review {
        /// The days that a review lasts; 365, if nothing is said.
        days: optional Located<u32>;
    }
}
