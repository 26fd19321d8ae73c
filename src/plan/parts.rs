//! What is part of what, from whichever side the repository writes it.

use super::{ArtifactIndex, Plan};
use crate::model::field::Meaning;

/// The artifacts of one kind that an artifact is part of.
pub(crate) fn wholes<'a>(
    plan: &'a Plan,
    index: ArtifactIndex,
    kind: &'a str,
) -> impl Iterator<Item = ArtifactIndex> + 'a {
    plan.targets(index, Meaning::PartOf)
        .chain(plan.sources(index, Meaning::Contains))
        .filter(move |whole| *whole != index && plan.kind_of(*whole).name == kind)
}

/// The artifacts that are part of an artifact.
pub(crate) fn parts(plan: &Plan, index: ArtifactIndex) -> impl Iterator<Item = ArtifactIndex> + '_ {
    plan.sources(index, Meaning::PartOf)
        .chain(plan.targets(index, Meaning::Contains))
        .filter(move |part| *part != index)
}
