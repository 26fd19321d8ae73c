//! One file per rule: what it finds, its documentation, and the fix where one is safe.
//!
//! A rule sees the plan through its context and puts findings into [`Findings`](super::Findings); name
//! and level are added for it. Its examples are run as tests.

mod dangling_link;

use super::rule::Rule;

/// All rules but those that loading reports, sorted by name.
pub(crate) static RULES: &[&Rule] = &[&dangling_link::RULE];

#[cfg(test)]
mod tests;
