//! Who asked for some work: the people behind the ideas, the problems and the words that it answers.
//!
//! Knows no audience; who may not be named is not in the plan.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::analysis::fate::{EVIDENCE, FEEDBACK};
use crate::model::field::Meaning;
use crate::model::key::Key;
use crate::plan::graph::reachable;
use crate::plan::{ArtifactIndex, Plan};
use crate::view::changelog::one_line;

/// What somebody does who said something.
const ROLE: Key<str> = Key::new("role");
/// Fields that lead from words, ideas and problems to those who said or felt them.
pub(crate) const PEOPLE: [&str; 2] = ["customer", "from"];
/// The kinds of those who ask.
pub(crate) const ASKING: [&str; 3] = ["customer", "stakeholder", "segment"];

/// Somebody who asked.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub(crate) struct Voice {
    /// The name of a customer, a stakeholder or a segment; the role of somebody without a name.
    pub(crate) name: String,
    /// customer, stakeholder, segment or feedback.
    pub(crate) kind: String,
    pub(crate) id: String,
    pub(crate) path: String,
}

/// Those behind a piece of work, an idea or words: customers first, each once.
pub(crate) fn voices(plan: &Plan, work: ArtifactIndex) -> Vec<Voice> {
    let behind = reachable(work, |index| heard(plan, index)).into_iter().map(|(index, _)| index);
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for index in std::iter::once(work).chain(behind) {
        let people: Vec<ArtifactIndex> = PEOPLE
            .iter()
            .flat_map(|field| plan.targets_of_field(index, field))
            .chain([index])
            .filter(|at| ASKING.contains(&plan.kind_of(*at).name.as_str()))
            .collect();
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        if people.is_empty()
            && kind.name == FEEDBACK
            && let Some(role) = artifact.get(kind, ROLE)
        {
            found.push(voice(plan, index, somebody(role)));
        }
        for person in people.into_iter().filter(|person| seen.insert(*person)) {
            found.push(voice(plan, person, plan.artifact(person).title.to_string()));
        }
    }
    let place = |voice: &Voice| ASKING.iter().position(|kind| *kind == voice.kind).unwrap_or(ASKING.len());
    found.sort_by(|one, other| place(one).cmp(&place(other)).then_with(|| one.name.cmp(&other.name)));
    found.dedup_by(|one, other| one.name == other.name);
    found
}

/// What a piece of work, an idea or a problem goes back to.
fn heard(plan: &Plan, index: ArtifactIndex) -> Vec<ArtifactIndex> {
    plan.targets(index, Meaning::Answers)
        .chain(plan.targets_of_field(index, EVIDENCE))
        .chain(plan.sources(index, Meaning::Duplicates))
        .collect()
}

/// A role as one of those who have it: `a skipper`, `an operations lead`.
fn somebody(role: &str) -> String {
    let role = one_line(role);
    match role.chars().next() {
        Some(first) if "aeiouAEIOU".contains(first) => format!("an {role}"),
        _ => format!("a {role}"),
    }
}

fn voice(plan: &Plan, index: ArtifactIndex, name: String) -> Voice {
    let artifact = plan.artifact(index);
    Voice {
        name,
        kind: plan.kind_of(index).name.clone(),
        id: artifact.label(),
        path: artifact.path.to_string(),
    }
}
