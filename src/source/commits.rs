//! Commits asked for one at a time: what each held, and what came before it.
//!
//! For questions that go back a little way along every line of history; whoever reads all of it asks
//! [`Log`](super::log::Log).

use super::log::ObjectId;
use super::{SourceFault, Tree};

/// The commits of a repository by their names.
pub(crate) trait Commits: Sync {
    fn commit(&self, id: ObjectId) -> Result<Snapshot, SourceFault>;

    /// Whether `tip` holds `commit`: is the same or came after it.
    fn holds(&self, tip: ObjectId, commit: ObjectId) -> Result<bool, SourceFault>;
}

/// The files of one commit.
pub(crate) struct Snapshot {
    pub(crate) tree: Box<dyn Tree>,
    /// Those that the clone has, the first one first.
    pub(crate) parents: Vec<ObjectId>,
    /// Seconds since 1970-01-01T00:00Z, as the committer's clock said.
    pub(crate) seconds: i64,
    /// Whether what came before it is not in this clone.
    pub(crate) is_boundary: bool,
}
