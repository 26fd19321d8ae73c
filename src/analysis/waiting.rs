//! What cannot go on before something is there.

use crate::model::field::Meaning;
use crate::plan::graph::reachable;
use crate::plan::{ArtifactIndex, Plan, due};

/// Everything open that depends on an artifact, directly or through others, the nearest first; nothing where the
/// artifact is there already.
pub(crate) fn waiting_for(plan: &Plan, index: ArtifactIndex) -> Vec<ArtifactIndex> {
    let is_met = |index: ArtifactIndex| due::is_met(plan.artifact(index), plan.kind_of(index));
    if is_met(index) {
        return Vec::new();
    }
    let next = |index: ArtifactIndex| {
        plan.sources(index, Meaning::DependsOn).filter(|source| !is_met(*source)).collect::<Vec<_>>()
    };
    let found = reachable(index, next).into_iter().map(|(found, _)| found);
    found.filter(|found| *found != index).collect()
}
