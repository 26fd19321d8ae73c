//! The checker: every rule over a plan, levels, the baseline.
//!
//! A rule is one file in `rules` with its documentation beside it. Checking reads a plan and gives
//! findings; it never writes and never asks for more than the plan, the tree and today's date.

mod audience;
pub(crate) mod baseline;
mod circles;
mod context;
#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;
mod levels;
mod names;
mod own;
mod past;
pub(crate) mod personal_data;
mod rule;
pub(crate) mod rules;
mod run;
mod sections;
mod shipped;
mod since;

pub(crate) use audience::AudienceContext;
pub(crate) use context::{ArtifactContext, ChangeContext, Files, FilesOfTree, PlanContext};
pub(crate) use names::{NameRule, Names};
pub(crate) use past::{Memory, Past};
pub(crate) use rule::{Cards, Findings, Look, Rule, all_rules, rule_text};
pub(crate) use run::{Request, check};
pub(crate) use shipped::Shipped;
pub(crate) use since::{Before, part};

#[cfg(test)]
mod tests;
