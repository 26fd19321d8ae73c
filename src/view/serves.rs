//! Which objectives something serves: by itself, by what it is part of, by its work, or by what waits for it.

use std::collections::BTreeSet;

use crate::model::field::Meaning;
use crate::plan::due::RELEASE;
use crate::plan::{ArtifactIndex, Plan, parts};

const OBJECTIVE: &str = "objective";
/// Fields of what is said of other artifacts: a decision, a check-in.
const ABOUT: [&str; 2] = ["concerns", "on"];

/// The objectives, nearest first, each once.
pub(crate) fn objectives_of(plan: &Plan, index: ArtifactIndex) -> Vec<ArtifactIndex> {
    let mut found = Vec::new();
    collect(plan, index, &mut BTreeSet::new(), &mut found);
    found
}

fn collect(
    plan: &Plan,
    index: ArtifactIndex,
    seen: &mut BTreeSet<ArtifactIndex>,
    found: &mut Vec<ArtifactIndex>,
) {
    if !seen.insert(index) {
        return;
    }
    if plan.kind_of(index).name == OBJECTIVE {
        if !found.contains(&index) {
            found.push(index);
        }
        return;
    }
    let is_objective = |at: &ArtifactIndex| plan.kind_of(*at).name == OBJECTIVE;
    let own = plan.targets(index, Meaning::Serves).filter(is_objective);
    let above = plan.targets(index, Meaning::PartOf).filter(|at| plan.kind_of(*at).name != RELEASE);
    let about = ABOUT.iter().flat_map(|field| plan.targets_of_field(index, field));
    let below = parts::parts(plan, index).filter(|_| plan.kind_of(index).name == RELEASE);
    let waiting = plan.sources(index, Meaning::DependsOn);
    // The nearest way that leads to any counts alone.
    let ways: [Vec<ArtifactIndex>; 5] =
        [own.collect(), above.collect(), about.collect(), below.collect(), waiting.collect()];
    let known = found.len();
    for way in ways {
        for at in way {
            collect(plan, at, seen, found);
        }
        if found.len() > known {
            return;
        }
    }
}
