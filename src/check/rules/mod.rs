//! One file per rule: what it finds, its documentation, and the fix where one is safe.
//!
//! A rule sees the plan through its context and puts findings into [`Findings`](super::Findings); name
//! and level are added for it. Its examples are run as tests.

mod ambiguous_link;
mod dangling_link;
mod dependency_cycle;
mod duplicate_chain;
mod link_to_dropped;
mod one_sided_link;
mod part_cycle;
mod self_link;
mod wrong_kind_link;

use super::rule::Rule;

/// All rules but those that loading reports, sorted by name.
pub(crate) static RULES: &[&Rule] = &[
    &ambiguous_link::RULE,
    &dangling_link::RULE,
    &dependency_cycle::RULE,
    &duplicate_chain::RULE,
    &link_to_dropped::RULE,
    &one_sided_link::RULE,
    &part_cycle::RULE,
    &self_link::RULE,
    &wrong_kind_link::RULE,
];

#[cfg(test)]
mod tests;
