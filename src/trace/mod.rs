//! What ties the plan to the code: the files and commits that name an artifact, and the tags of versions.
//!
//! Reads files and commits through the traits of `source` and says what they name; what an artifact is, and
//! what it leads to, the plan knows. Which revision is looked at is known to `command` alone.

mod commits;
mod mentions;
mod naming;
mod tags;
mod trailers;

pub(crate) use commits::{CommitName, Commits, NamedIn, NamingCommit};
pub(crate) use mentions::{Mention, Mentions, PassedOver};
pub(crate) use tags::{VersionTag, is_versioned, version_tags};
pub(crate) use trailers::trailers;
