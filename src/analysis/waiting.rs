//! What cannot go on before something is there.

use std::collections::{BTreeSet, VecDeque};

use crate::model::field::Meaning;
use crate::plan::{ArtifactIndex, Plan, due};

/// How many are looked for. Where all of a long plan hangs together, whoever asks of each would walk through it as often
/// as it is long, and nobody weighs a hundred against two.
const MOST: usize = 100;

/// What waits for an artifact.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Waiting {
    /// The nearest first, [`MOST`] at the most.
    pub(crate) nearest: Vec<ArtifactIndex>,
    /// Whether there are more.
    pub(crate) has_more: bool,
}

/// Everything open that depends on an artifact, directly or through others; nothing where the artifact is there
/// already.
pub(crate) fn waiting_for(plan: &Plan, index: ArtifactIndex) -> Waiting {
    let is_met = |index: ArtifactIndex| due::is_met(plan.artifact(index), plan.kind_of(index));
    let mut waiting = Waiting::default();
    if is_met(index) {
        return waiting;
    }
    let mut seen = BTreeSet::from([index]);
    let mut queue = VecDeque::from([index]);
    while let Some(at) = queue.pop_front() {
        for source in plan.sources(at, Meaning::DependsOn) {
            if is_met(source) || !seen.insert(source) {
                continue;
            }
            if waiting.nearest.len() == MOST {
                waiting.has_more = true;
                return waiting;
            }
            waiting.nearest.push(source);
            queue.push_back(source);
        }
    }
    waiting
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::plan::load;
    use crate::source::RelPath;
    use crate::source::memory::MemoryTree;

    /// Requirements of which each depends on the one before it, and the first on the last where it is a circle.
    fn chain(length: usize, is_circle: bool) -> Plan {
        let files: Vec<(String, String)> = (0..length)
            .map(|at| {
                let before = match at {
                    0 if is_circle => format!("depends_on: [REQ-{length}]\n"),
                    0 => String::new(),
                    at => format!("depends_on: [REQ-{at}]\n"),
                };
                let number = at + 1;
                let text = format!("---\nid: REQ-{number}\ntitle: R\nstatus: draft\n{before}---\n");
                (format!("requirements/REQ-{number}-r.md"), text)
            })
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
        let path = RelPath::new("pm.yaml").expect("a path");
        load(&MemoryTree::of(&files), Config::read(&path, "").0, String::new()).0
    }

    fn waiting(plan: &Plan, id: &str) -> (Vec<String>, bool) {
        let waiting = waiting_for(plan, plan.find(id).expect("an artifact").artifact);
        (waiting.nearest.iter().map(|index| plan.artifact(*index).label()).collect(), waiting.has_more)
    }

    #[test]
    fn the_nearest_come_first_and_a_circle_ends() {
        assert_eq!(waiting(&chain(3, false), "REQ-1"), (vec!["REQ-2".into(), "REQ-3".into()], false));
        assert_eq!(waiting(&chain(3, true), "REQ-2"), (vec!["REQ-3".into(), "REQ-1".into()], false));
        assert_eq!(waiting(&chain(1, false), "REQ-1"), (Vec::new(), false));
    }

    #[test]
    fn a_chain_as_long_as_the_plan_can_be_asked_of_each_of_its_links() {
        let plan = chain(20_000, false);
        let all: usize = plan.indices().map(|index| waiting_for(&plan, index).nearest.len()).sum();
        assert_eq!(all, 19_900 * MOST + (0..MOST).sum::<usize>());
        assert!(waiting(&plan, "REQ-1").1 && !waiting(&plan, "REQ-19900").1);
    }
}
