//! Which objectives something serves: by itself, by what it is part of, by its work, or by what waits for it.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::model::field::Meaning;
use crate::plan::due::RELEASE;
use crate::plan::{ArtifactIndex, Plan, parts};

const OBJECTIVE: &str = "objective";
/// Fields of what is said of other artifacts: a decision, a check-in.
const ABOUT: [&str; 2] = ["concerns", "on"];

/// The objectives that artifacts of a plan serve, each walk remembered: an answer asks for many of them.
#[derive(Debug)]
pub(crate) struct Serves<'p> {
    plan: &'p Plan,
    known: RefCell<HashMap<ArtifactIndex, Vec<ArtifactIndex>>>,
}

/// An artifact on the way of a walk.
struct Step {
    index: ArtifactIndex,
    /// What leads on, the nearest way first.
    ways: Vec<Vec<ArtifactIndex>>,
    found: Vec<ArtifactIndex>,
    /// The outermost step of the walk that this one led back to: what is found here may not be all.
    leads_back_to: usize,
}

impl<'p> Serves<'p> {
    pub(crate) fn new(plan: &'p Plan) -> Self {
        Self { plan, known: RefCell::default() }
    }

    /// The objectives, nearest first, each once. The nearest way that leads to any counts alone.
    pub(crate) fn of(&self, index: ArtifactIndex) -> Vec<ArtifactIndex> {
        if let Some(found) = self.known.borrow().get(&index) {
            return found.clone();
        }
        // What a circle cut short, with where it led back to: it may not be all until that step is done.
        let mut cut_short: HashMap<ArtifactIndex, (Vec<ArtifactIndex>, usize)> = HashMap::new();
        let mut places: HashMap<ArtifactIndex, usize> = HashMap::from([(index, 0)]);
        let mut walk = vec![self.step(index)];
        // A walk may be as long as the plan, so it stands on a list of its own.
        while let Some(step) = walk.last_mut() {
            if step.ways.first().is_some_and(Vec::is_empty) {
                step.ways.remove(0);
                if !step.found.is_empty() {
                    step.ways.clear();
                }
            }
            let depth = walk.len() - 1;
            let Some(step) = walk.last_mut() else { break };
            if let Some(next) = step.ways.first_mut().and_then(Vec::pop) {
                if let Some(known) = self.known.borrow().get(&next) {
                    add(&mut step.found, known);
                } else if let Some((found, place)) = cut_short.get(&next) {
                    step.leads_back_to = step.leads_back_to.min(*place);
                    add(&mut step.found, found);
                } else if let Some(place) = places.get(&next) {
                    step.leads_back_to = step.leads_back_to.min(*place);
                } else {
                    places.insert(next, walk.len());
                    walk.push(self.step(next));
                }
                continue;
            }
            if !step.ways.is_empty() {
                continue;
            }
            let Some(done) = walk.pop() else { break };
            places.remove(&done.index);
            if done.leads_back_to >= depth {
                self.known.borrow_mut().insert(done.index, done.found.clone());
                cut_short.retain(|_, (_, place)| *place < depth);
            } else {
                cut_short.insert(done.index, (done.found.clone(), done.leads_back_to));
            }
            match walk.last_mut() {
                Some(above) => {
                    above.leads_back_to = above.leads_back_to.min(done.leads_back_to);
                    add(&mut above.found, &done.found);
                }
                None => return done.found,
            }
        }
        Vec::new()
    }

    fn step(&self, index: ArtifactIndex) -> Step {
        let plan = self.plan;
        let is_objective = |at: &ArtifactIndex| plan.kind_of(*at).name == OBJECTIVE;
        let mut step = Step { index, ways: Vec::new(), found: Vec::new(), leads_back_to: usize::MAX };
        if is_objective(&index) {
            step.found.push(index);
            return step;
        }
        let own = plan.targets(index, Meaning::Serves).filter(is_objective);
        let above = plan.targets(index, Meaning::PartOf).filter(|at| plan.kind_of(*at).name != RELEASE);
        let about = ABOUT.iter().flat_map(|field| plan.targets_of_field(index, field));
        let below = parts::parts(plan, index).filter(|_| plan.kind_of(index).name == RELEASE);
        let waiting = plan.sources(index, Meaning::DependsOn);
        let ways: [Vec<ArtifactIndex>; 5] =
            [own.collect(), above.collect(), about.collect(), below.collect(), waiting.collect()];
        // Each is taken from its end.
        step.ways = ways.into_iter().map(|way| way.into_iter().rev().collect()).collect();
        step
    }
}

/// Adds what is not there yet, in its order.
fn add(found: &mut Vec<ArtifactIndex>, more: &[ArtifactIndex]) {
    for index in more {
        if !found.contains(index) {
            found.push(*index);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::plan::load;
    use crate::source::RelPath;
    use crate::source::memory::MemoryTree;

    fn plan(documents: &[(String, String)]) -> Plan {
        let documents: Vec<(&str, &str)> =
            documents.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let path = RelPath::new("pm.yaml").expect("a clean path");
        load(&MemoryTree::of(&documents), Config::read(&path, "").0, String::new()).0
    }

    fn document(folder: &str, id: &str, front: &str) -> (String, String) {
        (format!("{folder}/{id}.md"), format!("---\nid: {id}\ntitle: About {id}\n{front}\n---\n"))
    }

    #[track_caller]
    fn check(serves: &Serves<'_>, id: &str, expect: &[&str]) {
        let index = serves.plan.find(id).expect("an artifact").artifact;
        let found: Vec<String> =
            serves.of(index).into_iter().map(|at| serves.plan.artifact(at).label()).collect();
        assert_eq!(found, expect, "{id}");
    }

    #[test]
    fn the_nearest_way_counts_alone() {
        let plan = plan(&[
            document("objectives", "OBJ-1", "status: draft"),
            document("objectives", "OBJ-2", "status: draft"),
            document("initiatives", "INIT-1", "status: proposed\nobjective: OBJ-1"),
            document("requirements", "REQ-1", "status: draft\ninitiative: INIT-1\nrelease: REL-1"),
            document(
                "requirements",
                "REQ-2",
                "status: draft\nobjective: OBJ-2\ndepends_on: [REQ-1, REQ-3]\nrelease: REL-1",
            ),
            document("requirements", "REQ-3", "status: draft"),
            document("releases", "REL-1", "status: planned\nversion: 1.0.0"),
        ]);
        let serves = Serves::new(&plan);
        check(&serves, "OBJ-1", &["OBJ-1"]);
        check(&serves, "REQ-1", &["OBJ-1"]);
        check(&serves, "REQ-2", &["OBJ-2"]);
        check(&serves, "REQ-3", &["OBJ-2"]);
        check(&serves, "REL-1", &["OBJ-1", "OBJ-2"]);
    }

    #[test]
    fn a_circle_ends_and_every_member_serves_what_one_of_them_does() {
        let plan = plan(&[
            document("objectives", "OBJ-1", "status: draft"),
            document("requirements", "REQ-1", "status: draft\ndepends_on: [REQ-2]"),
            document("requirements", "REQ-2", "status: draft\ndepends_on: [REQ-3]"),
            document("requirements", "REQ-3", "status: draft\ndepends_on: [REQ-1, REQ-4]"),
            document("requirements", "REQ-4", "status: draft"),
            document("requirements", "REQ-5", "status: draft\nobjective: OBJ-1\ndepends_on: [REQ-2]"),
        ]);
        let serves = Serves::new(&plan);
        for id in ["REQ-4", "REQ-1", "REQ-2", "REQ-3"] {
            check(&serves, id, &["OBJ-1"]);
        }
    }

    #[test]
    fn a_chain_may_be_as_long_as_the_plan() {
        let mut documents: Vec<(String, String)> = (2..4_000)
            .map(|at| {
                document(
                    "requirements",
                    &format!("REQ-{at}"),
                    &format!("status: draft\ndepends_on: [REQ-{}]", at - 1),
                )
            })
            .collect();
        documents.push(document("requirements", "REQ-1", "status: draft"));
        let plan = plan(&documents);
        let serves = Serves::new(&plan);
        check(&serves, "REQ-1", &[]);
        check(&serves, "REQ-3000", &[]);
    }
}
