//! Answers to a sheet, as plain data.

use std::collections::BTreeMap;

/// Answers by the name of their place, as the sheet's page names it: a field's id, or the id with `-1`, `-1-2` for its
/// parts. A checklist holds the words of every option that is ticked.
pub type Answers = BTreeMap<String, Vec<String>>;
