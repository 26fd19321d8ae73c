//! All that a customer, a segment or a stakeholder asked for.

use serde::Serialize;

use super::Whereabout;
use crate::analysis::fate::{EVIDENCE, FEEDBACK, fate, is_asked_for};
use crate::plan::{ArtifactIndex, Plan};
use crate::view::subject::Subject;
use crate::view::voices::{ASKING, PEOPLE};

/// The field that puts a customer into a segment.
const SEGMENT: &str = "segment";

/// Somebody who asked, with where each thing is.
#[derive(Serialize, Debug)]
pub(super) struct Person {
    #[serde(flatten)]
    pub(super) subject: Subject,
    /// In the order of what became of them, then of their days.
    pub(super) asked_for: Vec<Whereabout>,
}

impl Person {
    pub(super) fn of(plan: &Plan, index: ArtifactIndex, asked_for: Vec<Whereabout>) -> Self {
        Self { subject: Subject::of(plan, index), asked_for }
    }
}

/// What somebody asked for, in the order of ids; nothing for an artifact that asks for nothing. An idea is left out
/// where words of the same people say what it answers.
pub(super) fn requests(plan: &Plan, index: ArtifactIndex) -> Option<Vec<ArtifactIndex>> {
    if !ASKING.contains(&plan.kind_of(index).name.as_str()) {
        return None;
    }
    let members = plan.links_to(index).filter(|link| plan.link_name(link) == SEGMENT).map(|link| link.source);
    let people: Vec<ArtifactIndex> = [index].into_iter().chain(members).collect();
    let names = |name: &str| PEOPLE.contains(&name) || name == EVIDENCE;
    let mut asked: Vec<ArtifactIndex> = people
        .iter()
        .flat_map(|person| plan.links_to(*person))
        .filter(|link| names(&plan.link_name(link)) && is_asked_for(plan, link.source))
        .map(|link| link.source)
        .collect();
    asked.sort();
    asked.dedup();
    let said: Vec<ArtifactIndex> =
        asked.iter().copied().filter(|index| plan.kind_of(*index).name == FEEDBACK).collect();
    let told: Vec<ArtifactIndex> = said.iter().flat_map(|index| fate(plan, *index).ways).collect();
    asked.retain(|index| !told.contains(index));
    asked.sort_by_key(|index| {
        let artifact = plan.artifact(*index);
        (fate(plan, *index).state, artifact.kind, artifact.id.as_ref().map(|id| id.key().clone()))
    });
    Some(asked)
}
