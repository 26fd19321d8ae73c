//! The way from an artifact up to why it is there, and down to the work that comes of it.
//!
//! Follows the links of the plan by what they mean, whatever the kinds at their ends are called.

use std::collections::{BTreeSet, VecDeque};

use super::tags::is_versioned;
use crate::config::Config;
use crate::model::field::Meaning;
use crate::model::kind::Kind;
use crate::plan::{ArtifactIndex, Link, Plan};

/// An artifact on the way, with those that come behind it. Each artifact is on the way once, as near as it can be.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Step {
    pub(crate) index: ArtifactIndex,
    /// What the link says that leads here.
    pub(crate) meaning: Meaning,
    pub(crate) behind: Vec<Step>,
}

/// What an artifact is for and what it answers: bets, objectives, ideas, and the evidence behind those.
pub(crate) fn why(plan: &Plan, index: ArtifactIndex) -> Vec<Step> {
    steps(index, |at| above(plan, at))
}

/// What serves an artifact, answers it or is part of it.
pub(crate) fn work(plan: &Plan, index: ArtifactIndex) -> Vec<Step> {
    steps(index, |at| below(plan, at))
}

/// The releases that an artifact goes out with.
pub(crate) fn releases(plan: &Plan, index: ArtifactIndex) -> Vec<ArtifactIndex> {
    let wholes = plan.targets(index, Meaning::PartOf).chain(plan.sources(index, Meaning::Contains));
    let releases = wholes.filter(|whole| *whole != index && is_versioned(plan.kind_of(*whole)));
    releases.collect::<BTreeSet<_>>().into_iter().collect()
}

/// An artifact and all that is part of it, at any depth.
pub(crate) fn with_parts(plan: &Plan, index: ArtifactIndex) -> BTreeSet<ArtifactIndex> {
    let mut all = BTreeSet::from([index]);
    let mut waiting = vec![index];
    while let Some(at) = waiting.pop() {
        let parts = plan.sources(at, Meaning::PartOf).chain(plan.targets(at, Meaning::Contains));
        waiting.extend(parts.filter(|part| all.insert(*part)));
    }
    all
}

/// The kinds whose artifacts go out with a release, by their places: those that the plan has any of.
pub(crate) fn delivered_kinds(plan: &Plan) -> Vec<usize> {
    let config = &plan.config;
    let goes_out = |kind: &Kind| {
        !is_versioned(kind)
            && kind.fields.values().filter_map(|field| field.link.as_ref()).any(|rule| {
                let leads_to_release =
                    |name: &String| config.kind_index(name).is_some_and(|at| is_versioned(&config.kinds[at]));
                rule.meaning == Meaning::PartOf && rule.to.iter().any(leads_to_release)
            })
    };
    let of = |fits: &dyn Fn(&Kind) -> bool| -> Vec<usize> {
        let places = config.kinds.iter().enumerate().filter(|(_, kind)| fits(kind)).map(|(place, _)| place);
        places.filter(|place| plan.of_kind(*place).next().is_some()).collect()
    };
    match of(&goes_out) {
        // A repository whose releases are no artifacts: every kind of its own that is done at some time.
        none if none.is_empty() => of(&|kind: &Kind| !kind.shipped && !kind.workflow.statuses.is_empty()),
        some => some,
    }
}

/// The artifacts on the way, found level by level, as a tree.
fn steps(start: ArtifactIndex, next: impl Fn(ArtifactIndex) -> Vec<(ArtifactIndex, Meaning)>) -> Vec<Step> {
    let mut seen = BTreeSet::from([start]);
    /// A step, and the place of the one that it comes behind.
    struct Found(ArtifactIndex, Meaning, Option<usize>);
    let mut found: Vec<Found> = Vec::new();
    let mut queue = VecDeque::from([(start, None)]);
    while let Some((at, place)) = queue.pop_front() {
        for (index, meaning) in next(at) {
            if seen.insert(index) {
                found.push(Found(index, meaning, place));
                queue.push_back((index, Some(found.len() - 1)));
            }
        }
    }
    let mut behind: Vec<Vec<Step>> = found.iter().map(|_| Vec::new()).collect();
    let mut tops = Vec::new();
    for (at, Found(index, meaning, parent)) in found.iter().enumerate().rev() {
        let mut own = std::mem::take(&mut behind[at]);
        own.reverse();
        let step = Step { index: *index, meaning: *meaning, behind: own };
        match parent {
            Some(parent) => behind[*parent].push(step),
            None => tops.push(step),
        }
    }
    tops.reverse();
    tops
}

fn above(plan: &Plan, at: ArtifactIndex) -> Vec<(ArtifactIndex, Meaning)> {
    let written = plan.links_from(at).iter().filter_map(|link| Some((link, link.artifact()?)));
    let mut above: Vec<(ArtifactIndex, Meaning)> = written
        .filter(|(link, target)| match plan.meaning_of(link) {
            Meaning::Serves | Meaning::Answers => true,
            Meaning::PartOf => !is_versioned(plan.kind_of(*target)),
            _ => is_evidence_link(plan, link),
        })
        .map(|(link, target)| (target, plan.meaning_of(link)))
        .collect();
    let wholes = plan.sources(at, Meaning::Contains).filter(|whole| !is_versioned(plan.kind_of(*whole)));
    above.extend(wholes.map(|whole| (whole, Meaning::PartOf)));
    above.sort_by_key(|(_, meaning)| order(*meaning));
    above
}

fn below(plan: &Plan, at: ArtifactIndex) -> Vec<(ArtifactIndex, Meaning)> {
    let mut below: Vec<(ArtifactIndex, Meaning)> = plan
        .links_to(at)
        .filter(|link| {
            matches!(plan.meaning_of(link), Meaning::Serves | Meaning::Answers | Meaning::PartOf)
                || is_evidence_link(plan, link)
        })
        .map(|link| (link.source, plan.meaning_of(link)))
        .collect();
    below.extend(plan.targets(at, Meaning::Contains).map(|part| (part, Meaning::PartOf)));
    below
}

/// Whether a link says who or what stands behind something that work may answer: a feedback's customer.
fn is_evidence_link(plan: &Plan, link: &Link) -> bool {
    let names_kinds = plan.field_of(link).link.as_ref().is_some_and(|rule| !rule.to.is_empty());
    plan.meaning_of(link) == Meaning::RelatesTo
        && names_kinds
        && is_answered(&plan.config, plan.kind_of(link.source))
}

/// Whether there are links that answer artifacts of a kind.
fn is_answered(config: &Config, kind: &Kind) -> bool {
    let rules =
        config.kinds.iter().flat_map(|kind| kind.fields.values()).filter_map(|field| field.link.as_ref());
    rules.filter(|rule| rule.meaning == Meaning::Answers).any(|rule| rule.to.contains(&kind.name))
}

/// What something is part of comes before what it serves, and that before what it answers.
fn order(meaning: Meaning) -> u8 {
    match meaning {
        Meaning::PartOf | Meaning::Contains => 0,
        Meaning::Serves => 1,
        Meaning::Answers => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::load;
    use crate::source::RelPath;
    use crate::source::memory::MemoryTree;

    fn plan() -> Plan {
        let document =
            |id: &str, front: &str| format!("---\nid: {id}\ntitle: A\nstatus: draft\n{front}---\n");
        let files = [
            ("objectives/OBJ-1.md", document("OBJ-1", "")),
            ("initiatives/INIT-1.md", document("INIT-1", "objective: OBJ-1\n")),
            ("ideas/IDEA-1.md", document("IDEA-1", "answers: [FB-1]\nobjective: OBJ-1\nrelated: [OBJ-2]\n")),
            ("objectives/OBJ-2.md", document("OBJ-2", "")),
            ("feedback/FB-1.md", document("FB-1", "customer: CUST-1\n")),
            ("customers/CUST-1.md", document("CUST-1", "")),
            ("releases/REL-1.md", document("REL-1", "version: 1.2.0\n")),
            (
                "requirements/REQ-1.md",
                document("REQ-1", "initiative: INIT-1\nanswers: [IDEA-1]\nrelease: REL-1\n"),
            ),
            ("requirements/REQ-2.md", document("REQ-2", "parent: REQ-1\n")),
        ];
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        let (config, _) = Config::read(&RelPath::root().join("pm.yaml"), "");
        load(&MemoryTree::of(&files), config, String::new()).0
    }

    fn written(plan: &Plan, steps: &[Step]) -> String {
        let each = steps.iter().map(|step| match step.behind.as_slice() {
            [] => plan.artifact(step.index).label(),
            behind => format!("{} ({})", plan.artifact(step.index).label(), written(plan, behind)),
        });
        each.collect::<Vec<_>>().join(", ")
    }

    #[track_caller]
    fn check(id: &str, up: &str, down: &str) {
        let plan = plan();
        let index = plan.find(id).expect("an artifact").artifact;
        assert_eq!(written(&plan, &why(&plan, index)), up, "why {id}");
        assert_eq!(written(&plan, &work(&plan, index)), down, "the work for {id}");
    }

    #[test]
    fn the_way_up_leads_to_objectives_and_to_the_customers_behind_ideas() {
        check("REQ-1", "INIT-1 (OBJ-1), IDEA-1 (FB-1 (CUST-1))", "REQ-2");
        check("REQ-2", "REQ-1 (INIT-1 (OBJ-1), IDEA-1 (FB-1 (CUST-1)))", "");
    }

    #[test]
    fn the_way_down_leads_to_what_is_built() {
        check("CUST-1", "", "FB-1 (IDEA-1 (REQ-1 (REQ-2)))");
        check("OBJ-1", "", "IDEA-1 (REQ-1 (REQ-2)), INIT-1");
        check("REL-1", "", "REQ-1 (REQ-2)");
    }

    #[test]
    fn what_goes_out_with_a_release_is_delivered() {
        let plan = plan();
        let names: Vec<&str> =
            delivered_kinds(&plan).into_iter().map(|place| plan.config.kinds[place].name.as_str()).collect();
        assert_eq!(names, ["requirement"]);
        let requirement = plan.find("REQ-1").expect("an artifact").artifact;
        let found: Vec<String> =
            releases(&plan, requirement).into_iter().map(|index| plan.artifact(index).label()).collect();
        assert_eq!(found, ["REL-1"]);
        assert_eq!(with_parts(&plan, requirement).len(), 2);
    }
}
