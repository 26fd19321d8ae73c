//! What is part of what, from whichever side the repository writes it.

use std::collections::BTreeSet;

use super::{ArtifactIndex, Plan};
use crate::model::field::Meaning;
use crate::model::workflow::Category;

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

/// The work of a release or another whole, each piece once: without what is dropped, and without what has parts
/// in it.
pub(crate) fn work(plan: &Plan, whole: ArtifactIndex) -> BTreeSet<ArtifactIndex> {
    let scope: BTreeSet<ArtifactIndex> = parts(plan, whole)
        .filter(|part| plan.artifact(*part).category(plan.kind_of(*part)) != Some(Category::Dropped))
        .collect();
    let is_whole = |index: ArtifactIndex| parts(plan, index).any(|part| scope.contains(&part));
    scope.iter().copied().filter(|part| !is_whole(*part)).collect()
}
