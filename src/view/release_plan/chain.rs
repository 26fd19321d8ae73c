//! The open work that takes longest one piece after the other.

use std::collections::{BTreeMap, BTreeSet};

use super::scope::effort_of;
use crate::model::field::Meaning;
use crate::model::values::Range;
use crate::plan::due::{self, RELEASE};
use crate::plan::{ArtifactIndex, Plan, parts};

/// The longest chain, and every step that one piece of open work waits for another.
#[derive(Default)]
pub(super) struct Chain {
    /// What comes first first; none where nothing waits for anything.
    pub(super) steps: Vec<ArtifactIndex>,
    /// From what waits to what it waits for.
    pub(super) edges: Vec<(ArtifactIndex, ArtifactIndex)>,
}

/// How long the way up to and with a piece of work is: its effort in all, then how many pieces.
#[derive(Clone, Copy, PartialEq, Default)]
struct Length {
    effort: f64,
    pieces: usize,
}

impl Length {
    fn is_longer_than(self, other: Self) -> bool {
        self.effort.total_cmp(&other.effort).then(self.pieces.cmp(&other.pieces)).is_gt()
    }
}

/// The chain of open work that ends in `scope` and has the largest effort, by the means of the estimates. It may
/// begin outside. What goes round in a circle has no length and is on no chain.
pub(super) fn longest(plan: &Plan, scope: &[ArtifactIndex]) -> Chain {
    let next = reached(plan, scope);
    let edges: Vec<_> = next.iter().flat_map(|(from, to)| to.iter().map(|to| (*from, *to))).collect();
    let mut waiting: BTreeMap<ArtifactIndex, usize> = next.iter().map(|(at, to)| (*at, to.len())).collect();
    let mut behind: BTreeMap<ArtifactIndex, Vec<ArtifactIndex>> = BTreeMap::new();
    edges.iter().for_each(|(from, to)| behind.entry(*to).or_default().push(*from));
    let mut ready: Vec<ArtifactIndex> =
        waiting.iter().filter(|(_, count)| **count == 0).map(|(at, _)| *at).collect();
    let mut best: BTreeMap<ArtifactIndex, (Length, Option<ArtifactIndex>)> = BTreeMap::new();
    while let Some(at) = ready.pop() {
        let mut before = (Length::default(), None);
        for to in &next[&at] {
            if let Some((length, _)) = best.get(to)
                && (before.1.is_none() || length.is_longer_than(before.0))
            {
                before = (*length, Some(*to));
            }
        }
        let own = effort_of(plan, &[at]).map_or(0.0, Range::mean);
        let length = Length { effort: before.0.effort + own, pieces: before.0.pieces + 1 };
        best.insert(at, (length, before.1));
        for from in behind.get(&at).into_iter().flatten() {
            if let Some(count) = waiting.get_mut(from) {
                *count -= 1;
                if *count == 0 {
                    ready.push(*from);
                }
            }
        }
    }
    let mut end: Option<(Length, ArtifactIndex)> = None;
    for at in scope {
        if let Some((length, _)) = best.get(at).filter(|(length, _)| length.pieces > 1)
            && end.is_none_or(|(longest, _)| length.is_longer_than(longest))
        {
            end = Some((*length, *at));
        }
    }
    let mut steps: Vec<ArtifactIndex> = Vec::new();
    let mut at = end.map(|(_, at)| at);
    while let Some(step) = at {
        steps.push(step);
        at = best.get(&step).and_then(|(_, before)| *before);
    }
    steps.reverse();
    Chain { steps, edges }
}

/// What the open work of a scope waits for, at any distance: by artifact, what it waits for itself. A release
/// waits for its work too.
fn reached(plan: &Plan, scope: &[ArtifactIndex]) -> BTreeMap<ArtifactIndex, BTreeSet<ArtifactIndex>> {
    let is_open = |index: &ArtifactIndex| !due::is_met(plan.artifact(*index), plan.kind_of(*index));
    let mut next = BTreeMap::new();
    let mut left: Vec<ArtifactIndex> = scope.iter().copied().filter(is_open).collect();
    while let Some(at) = left.pop() {
        if next.contains_key(&at) {
            continue;
        }
        let mut to: BTreeSet<ArtifactIndex> =
            plan.targets(at, Meaning::DependsOn).filter(|to| *to != at).filter(is_open).collect();
        if plan.kind_of(at).name == RELEASE {
            to.extend(parts::work(plan, at).into_iter().filter(is_open));
        }
        left.extend(&to);
        next.insert(at, to);
    }
    next
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::config::Config;
    use crate::plan::load;
    use crate::source::RelPath;
    use crate::source::memory::MemoryTree;

    /// A plan in which each requirement has an effort and depends on others by their numbers.
    fn plan(work: &[(u8, Vec<usize>)]) -> Plan {
        let documents: Vec<(String, String)> = work
            .iter()
            .enumerate()
            .map(|(at, (effort, on))| {
                let on: Vec<String> = on.iter().map(|on| format!("REQ-{}", on + 10)).collect();
                let (id, on) = (format!("REQ-{}", at + 10), on.join(", "));
                let text = format!(
                    "---\nid: {id}\ntitle: {id}\nstatus: draft\neffort: {effort}\ndepends_on: [{on}]\n---\n"
                );
                (format!("requirements/{id}.md"), text)
            })
            .collect();
        let documents: Vec<(&str, &str)> =
            documents.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let path = RelPath::new("pm.yaml").expect("a clean path");
        load(&MemoryTree::of(&documents), Config::read(&path, "").0, String::new()).0
    }

    fn steps(work: &[(u8, Vec<usize>)]) -> Vec<usize> {
        let plan = plan(work);
        let all: Vec<ArtifactIndex> = plan.indices().collect();
        longest(&plan, &all).steps.into_iter().map(|step| step.0 as usize).collect()
    }

    #[test]
    fn the_longest_chain_is_the_one_with_the_most_effort() {
        assert_eq!(steps(&[(1, vec![]), (1, vec![0]), (9, vec![]), (1, vec![1, 2])]), [2, 3]);
        assert_eq!(steps(&[(0, vec![]), (0, vec![0]), (0, vec![1])]), [0, 1, 2]);
        assert_eq!(steps(&[(5, vec![]), (5, vec![])]), [0; 0]);
    }

    #[test]
    fn what_goes_round_in_a_circle_is_on_no_chain() {
        assert_eq!(steps(&[(5, vec![1]), (5, vec![0]), (1, vec![]), (1, vec![2])]), [2, 3]);
        assert_eq!(steps(&[(5, vec![1]), (5, vec![0]), (5, vec![0])]), [0; 0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn no_chain_is_longer(work in prop::collection::vec((0_u8..9, prop::collection::vec(0_usize..8, 0..4)), 1..8)) {
            // Each waits for earlier ones alone, so that nothing goes round in a circle.
            let work: Vec<(u8, Vec<usize>)> = work
                .into_iter()
                .enumerate()
                .map(|(at, (effort, on))| (effort, on.into_iter().filter(|on| *on < at).collect()))
                .collect();
            let mut best: BTreeMap<usize, usize> = BTreeMap::new();
            for (at, (effort, on)) in work.iter().enumerate() {
                let before = on.iter().map(|on| best[on]).max().unwrap_or(0);
                best.insert(at, before + usize::from(*effort));
            }
            let found = steps(&work);
            prop_assert!(found.windows(2).all(|pair| work[pair[1]].1.contains(&pair[0])), "{found:?}");
            let waits = |at: &usize| !work[*at].1.is_empty();
            let most = (0..work.len()).filter(waits).map(|at| best[&at]).max().unwrap_or(0);
            prop_assert_eq!(found.iter().map(|at| usize::from(work[*at].0)).sum::<usize>(), most);
        }
    }
}
