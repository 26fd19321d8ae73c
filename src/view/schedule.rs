//! When an artifact is planned for: by itself, or by the release that it goes out with.
//!
//! Says where the target was found. Knows nothing of today.

use serde::Serialize;

use crate::model::key::TARGET;
use crate::model::values::Target;
use crate::plan::{ArtifactIndex, Plan};

/// Where a target was found.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Debug)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Origin {
    Own,
    Release,
    /// The latest of what is delivered for it.
    Deliverables,
}

/// A target and where it was found.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Schedule {
    pub(crate) target: Target,
    pub(crate) origin: Origin,
}

impl Schedule {
    /// The target that an artifact has by itself or by its release.
    pub(crate) fn of(plan: &Plan, index: ArtifactIndex) -> Option<Self> {
        let target_of = |index: ArtifactIndex| {
            let artifact = plan.artifact(index);
            artifact.get(plan.kind(artifact), TARGET)
        };
        if let Some(target) = target_of(index) {
            return Some(Self { target, origin: Origin::Own });
        }
        let target = plan.targets_of_field(index, "release").find_map(target_of)?;
        Some(Self { target, origin: Origin::Release })
    }

    /// The target of an artifact; the latest of its deliverables' where it has none.
    pub(crate) fn of_whole(
        plan: &Plan,
        index: ArtifactIndex,
        deliverables: &[ArtifactIndex],
    ) -> Option<Self> {
        Self::of(plan, index).or_else(|| {
            let targets = deliverables.iter().filter_map(|index| Self::of(plan, *index));
            let fiscal = &plan.config.fiscal_year;
            let target = targets.map(|each| each.target).max_by(|one, other| one.compare(*other, fiscal))?;
            Some(Self { target, origin: Origin::Deliverables })
        })
    }
}
