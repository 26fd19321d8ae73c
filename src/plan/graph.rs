//! Walks over the link graph: what follows from what, and where it runs in circles.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::ArtifactIndex;

/// Which way a walk follows links.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Direction {
    /// From the document that writes the link to what it names.
    Out,
    In,
}

/// Everything reachable from `start` by one step or more, each with its distance; `start` itself only
/// where a circle leads back to it. In the order of distance, then of index.
pub(crate) fn reachable<I>(
    start: ArtifactIndex,
    next: impl Fn(ArtifactIndex) -> I,
) -> Vec<(ArtifactIndex, usize)>
where
    I: IntoIterator<Item = ArtifactIndex>,
{
    let mut seen = BTreeSet::new();
    let mut queue = VecDeque::from([(start, 0)]);
    let mut found = Vec::new();
    while let Some((index, distance)) = queue.pop_front() {
        let steps: BTreeSet<ArtifactIndex> = next(index).into_iter().collect();
        for step in steps {
            if seen.insert(step) {
                found.push((step, distance + 1));
                queue.push_back((step, distance + 1));
            }
        }
    }
    found
}

/// One circle for every set of artifacts that reach each other, shortest path through its smallest
/// member, which comes first. A link of an artifact to itself is no circle here.
pub(crate) fn cycles(edges: &[(ArtifactIndex, ArtifactIndex)]) -> Vec<Vec<ArtifactIndex>> {
    let mut next: BTreeMap<ArtifactIndex, Vec<ArtifactIndex>> = BTreeMap::new();
    for (from, to) in edges.iter().filter(|(from, to)| from != to) {
        next.entry(*from).or_default().push(*to);
    }
    let mut cycles: Vec<Vec<ArtifactIndex>> = components(&next)
        .into_iter()
        .filter(|component| component.len() > 1)
        .filter_map(|component| shortest_circle(&component, &next))
        .collect();
    cycles.sort();
    cycles
}

/// The strongly connected components, by Tarjan's algorithm without recursion.
fn components(next: &BTreeMap<ArtifactIndex, Vec<ArtifactIndex>>) -> Vec<BTreeSet<ArtifactIndex>> {
    #[derive(Clone, Copy)]
    struct Mark {
        order: usize,
        low: usize,
        on_stack: bool,
    }
    let mut marks: BTreeMap<ArtifactIndex, Mark> = BTreeMap::new();
    let mut stack = Vec::new();
    let mut found = Vec::new();
    for start in next.keys() {
        if marks.contains_key(start) {
            continue;
        }
        let mut work = vec![(*start, 0)];
        while let Some((index, step)) = work.pop() {
            let order = marks.len();
            let mark = *marks.entry(index).or_insert_with(|| {
                stack.push(index);
                Mark { order, low: order, on_stack: true }
            });
            match next.get(&index).and_then(|steps| steps.get(step)) {
                Some(to) => {
                    work.push((index, step + 1));
                    match marks.get(to).copied() {
                        None => work.push((*to, 0)),
                        Some(other) if other.on_stack => {
                            let low = mark.low.min(other.order);
                            marks.insert(index, Mark { low, ..mark });
                        }
                        Some(_) => {}
                    }
                }
                None => {
                    if mark.low == mark.order {
                        let mut component = BTreeSet::new();
                        while let Some(member) = stack.pop() {
                            if let Some(mark) = marks.get_mut(&member) {
                                mark.on_stack = false;
                            }
                            component.insert(member);
                            if member == index {
                                break;
                            }
                        }
                        found.push(component);
                    }
                    if let Some((parent, _)) = work.last()
                        && let Some(parent) = marks.get_mut(parent)
                    {
                        parent.low = parent.low.min(mark.low);
                    }
                }
            }
        }
    }
    found
}

fn shortest_circle(
    component: &BTreeSet<ArtifactIndex>,
    next: &BTreeMap<ArtifactIndex, Vec<ArtifactIndex>>,
) -> Option<Vec<ArtifactIndex>> {
    let start = *component.first()?;
    let mut came_from: BTreeMap<ArtifactIndex, ArtifactIndex> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(index) = queue.pop_front() {
        for step in next.get(&index).into_iter().flatten().filter(|step| component.contains(step)) {
            if *step == start {
                let mut path = vec![index];
                while let Some(before) = path.last().and_then(|last| came_from.get(last)) {
                    path.push(*before);
                }
                path.reverse();
                return Some(path);
            }
            if !came_from.contains_key(step) {
                came_from.insert(*step, index);
                queue.push_back(*step);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(pairs: &[(u32, u32)]) -> Vec<(ArtifactIndex, ArtifactIndex)> {
        pairs.iter().map(|(from, to)| (ArtifactIndex(*from), ArtifactIndex(*to))).collect()
    }

    #[track_caller]
    fn check_cycles(pairs: &[(u32, u32)], expect: &[&[u32]]) {
        let found: Vec<Vec<u32>> = cycles(&edges(pairs))
            .into_iter()
            .map(|cycle| cycle.into_iter().map(|index| index.0).collect())
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn each_knot_gives_one_circle() {
        check_cycles(&[], &[]);
        check_cycles(&[(1, 2), (2, 3)], &[]);
        check_cycles(&[(1, 1)], &[]);
        check_cycles(&[(2, 1), (1, 2), (2, 3)], &[&[1, 2]]);
        check_cycles(&[(1, 2), (2, 3), (3, 1), (5, 6), (6, 5), (3, 5)], &[&[1, 2, 3], &[5, 6]]);
        check_cycles(&[(1, 2), (2, 3), (3, 1), (2, 1)], &[&[1, 2]]);
    }

    #[test]
    fn a_walk_tells_the_distance_and_finds_the_start_again_only_through_a_circle() {
        let pairs = edges(&[(1, 2), (2, 3), (3, 2), (1, 3)]);
        let next = |index| {
            pairs.iter().filter(move |(from, _)| *from == index).map(|(_, to)| *to).collect::<Vec<_>>()
        };
        let found: Vec<(u32, usize)> = reachable(ArtifactIndex(1), next)
            .into_iter()
            .map(|(index, distance)| (index.0, distance))
            .collect();
        assert_eq!(found, [(2, 1), (3, 1)]);
        let found: Vec<u32> =
            reachable(ArtifactIndex(2), next).into_iter().map(|(index, _)| index.0).collect();
        assert_eq!(found, [3, 2]);
    }
}
