//! Small daily acts.

use crate::record;

record! {
    /// A habit has nothing but its title and its text.
    pub struct Habit {}
}
