//! What ties the plan to the code: the files and commits that name an artifact, and the tags of versions.
//!
//! Reads files and commits through the traits of `source` and says what they name; what an artifact is, and
//! what it leads to, the plan knows. Which revision is looked at is known to `command` alone.

mod chain;
mod changed;
mod commits;
mod evidence;
mod explanations;
mod gaps;
mod mentions;
mod naming;
mod tags;
mod trailers;

pub(crate) use chain::{Step, delivered_kinds, releases, why, work};
pub(crate) use changed::{Touched, places_of_touched, touched};
pub(crate) use commits::{CommitName, NamingCommit};
pub(crate) use evidence::{Evidence, GitFacts};
pub(crate) use explanations::{Explanation, explanations, reason_in};
pub(crate) use gaps::{Gap, gaps_of, other_gaps};
pub(crate) use mentions::{Mention, Mentions};
pub(crate) use tags::{VersionTag, is_versioned, version_tags};
