//! A step of the route.

use super::agreement::Agreement;
use super::block::Prose;
use super::exercise::Exercise;
use super::mistake::Mistake;
use super::prompt::Prompt;
use super::script::Script;
use super::value::{PhaseName, Ref, RoleName};
use super::worksheet::Worksheet;
use crate::record;

record! {
    /// What a step has beside its text, which says why.
    pub struct Step {
        /// The phase of the route that the step belongs to.
        phase: required PhaseName;
        /// What each person does, one thing an action.
        actions: some Action;
        /// The signs by which both can see that the step is done.
        done_when: list Prose, advice;
        /// The scripts that help with the step.
        scripts: list Ref<Script>;
        /// The prompts that help with the step.
        prompts: list Ref<Prompt>;
        /// The mistakes that endanger the step.
        mistakes: list Ref<Mistake>;
        /// The worksheets that belong to the step.
        worksheets: list Ref<Worksheet>;
        /// The agreements that belong to the step.
        agreements: list Ref<Agreement>;
        /// The exercises that belong to the step.
        exercises: list Ref<Exercise>;
        /// How long it may take, and what that depends on.
        may_take: optional Prose, advice;
    }
}

record! {
    /// One thing that somebody does.
    pub struct Action {
        /// The role that does it, or `both`.
        role: required RoleName;
        /// The thing to do.
        text: required Prose, advice;
    }
}
