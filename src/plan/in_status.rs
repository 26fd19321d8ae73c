//! How many artifacts of a kind stand in each of its statuses.

use super::{ArtifactIndex, Plan};

/// The place of an artifact's status among those of its kind; behind all where it has none of them.
pub(crate) fn place_of_status(plan: &Plan, index: ArtifactIndex) -> usize {
    let status = plan.artifact(index).status.as_ref().and_then(|status| status.index);
    status.map_or(plan.kind_of(index).workflow.statuses.len(), usize::from)
}

/// The artifacts of a kind by the place of their status; the last are those that have none of them.
pub(crate) fn in_status(plan: &Plan, kind: usize) -> Vec<Vec<ArtifactIndex>> {
    let mut standing = vec![Vec::new(); plan.config.kinds[kind].workflow.statuses.len() + 1];
    for index in plan.of_kind(kind) {
        standing[place_of_status(plan, index)].push(index);
    }
    standing
}
