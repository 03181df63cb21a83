//! The commands as a person runs them: the real program, in folders of its own, with their most likely mistakes.

#[path = "cli/bench.rs"]
mod bench;
#[path = "cli/building.rs"]
mod building;
#[path = "cli/filling.rs"]
mod filling;
#[cfg(feature = "print")]
#[path = "cli/printing.rs"]
mod printing;
#[path = "cli/reporting.rs"]
mod reporting;
#[path = "cli/serving.rs"]
mod serving;
#[path = "cli/talking.rs"]
mod talking;
#[path = "cli/writing.rs"]
mod writing;
