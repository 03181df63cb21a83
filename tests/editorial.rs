//! The guide that ships with Mendbook, held to what was set out for it: every idea of its sources is carried or left out
//! for a written reason, none of their sentences is copied, each of their disagreements has its page, no contact that is
//! known to be wrong stands in it, and it has the parts and reads as easily as it must. `tests/editorial/README.md` says how to keep the lists.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

#[path = "editorial/cautions.rs"]
mod cautions;
#[path = "editorial/coverage.rs"]
mod coverage;
#[path = "editorial/guide.rs"]
mod guide;
#[path = "editorial/originality.rs"]
mod originality;
#[path = "editorial/shipped.rs"]
mod shipped;
#[path = "editorial/tensions.rs"]
mod tensions;
