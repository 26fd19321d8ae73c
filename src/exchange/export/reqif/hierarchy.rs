//! What is below what: for each kind its artifacts as a tree, each of them once.
//!
//! An artifact is below the first one of its kind that it is part of. One that goes round in a circle is at the top.

use std::collections::{BTreeMap, BTreeSet};

use crate::exchange::export::Chosen;
use crate::model::field::Meaning;
use crate::plan::{ArtifactIndex, Plan};

/// The artifacts of the kinds that are exported.
pub(super) struct Hierarchy {
    /// By kind, those at the top, in the order of their ids.
    tops: BTreeMap<usize, Vec<ArtifactIndex>>,
    /// Those directly below each, in the order of their ids.
    below: BTreeMap<ArtifactIndex, Vec<ArtifactIndex>>,
}

/// A step on the way through a tree.
pub(super) enum Step {
    /// Into an artifact.
    Down(ArtifactIndex),
    /// Out of the one that was entered last and is still open.
    Up,
}

impl Hierarchy {
    pub(super) fn of(chosen: &Chosen<'_>, is_exported: &[bool]) -> Self {
        let plan = chosen.plan;
        let mut artifacts = chosen.artifacts.to_vec();
        artifacts.sort_by_cached_key(|index| {
            let artifact = plan.artifact(*index);
            (artifact.kind, artifact.product, artifact.id.as_ref().map(|id| id.key().clone()), *index)
        });
        let above: BTreeMap<ArtifactIndex, ArtifactIndex> =
            artifacts.iter().filter_map(|index| Some((*index, above(plan, is_exported, *index)?))).collect();
        let mut tops: BTreeMap<usize, Vec<ArtifactIndex>> = BTreeMap::new();
        let mut below: BTreeMap<ArtifactIndex, Vec<ArtifactIndex>> = BTreeMap::new();
        let circles = in_circles(&artifacts, &above);
        for index in &artifacts {
            match above.get(index).filter(|_| !circles.contains(index)) {
                Some(above) => below.entry(*above).or_default().push(*index),
                None => tops.entry(usize::from(plan.artifact(*index).kind)).or_default().push(*index),
            }
        }
        Self { tops, below }
    }

    pub(super) fn has_below(&self, index: ArtifactIndex) -> bool {
        self.below.contains_key(&index)
    }

    /// The kinds that have artifacts.
    pub(super) fn kinds(&self) -> impl Iterator<Item = usize> + '_ {
        self.tops.keys().copied()
    }

    /// The way through the tree of a kind: into each artifact, through those below it, and out again.
    pub(super) fn walk(&self, kind: usize) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut waiting: Vec<Step> =
            self.tops.get(&kind).into_iter().flatten().rev().map(|index| Step::Down(*index)).collect();
        while let Some(step) = waiting.pop() {
            if let Step::Down(index) = step {
                waiting.push(Step::Up);
                let below = self.below.get(&index).into_iter().flatten();
                waiting.extend(below.rev().map(|index| Step::Down(*index)));
            }
            steps.push(step);
        }
        steps
    }
}

/// The first artifact of the same kind that one is part of, from whichever side it is written.
fn above(plan: &Plan, is_exported: &[bool], index: ArtifactIndex) -> Option<ArtifactIndex> {
    let kind = plan.artifact(index).kind;
    plan.targets(index, Meaning::PartOf)
        .chain(plan.sources(index, Meaning::Contains))
        .find(|whole| *whole != index && plan.artifact(*whole).kind == kind && is_exported[whole.0 as usize])
}

/// The artifacts that are above themselves.
fn in_circles(
    artifacts: &[ArtifactIndex],
    above: &BTreeMap<ArtifactIndex, ArtifactIndex>,
) -> BTreeSet<ArtifactIndex> {
    let mut circles = BTreeSet::new();
    // By which walk upwards each was reached; each is walked through once.
    let mut reached: BTreeMap<ArtifactIndex, usize> = BTreeMap::new();
    for (walk, start) in artifacts.iter().enumerate() {
        let mut at = *start;
        while !reached.contains_key(&at) {
            reached.insert(at, walk);
            match above.get(&at) {
                Some(next) => at = *next,
                None => break,
            }
        }
        if reached.get(&at) == Some(&walk) && above.contains_key(&at) {
            let mut round = at;
            while circles.insert(round) {
                match above.get(&round) {
                    Some(next) => round = *next,
                    None => break,
                }
            }
        }
    }
    circles
}
