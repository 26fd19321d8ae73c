//! What people asked for, and who they are.

use std::collections::BTreeSet;

use super::Recipient;
use crate::analysis::fate::{FEEDBACK, Fate, fate};
use crate::model::key::Key;
use crate::plan::{ArtifactIndex, Plan};
use crate::view::changelog::one_line;
use crate::view::voices::PEOPLE;

const ROLE: Key<str> = Key::new("role");
const LANGUAGE: Key<str> = Key::new("language");
const MAIL: Key<str> = Key::new("mail");

/// Something that somebody asked for.
#[derive(Debug)]
pub(super) struct Heard {
    pub(super) index: ArtifactIndex,
    pub(super) fate: Fate,
    /// Those of the artifact's people that no feedback speaks for.
    people: Vec<ArtifactIndex>,
}

/// Everything that people asked for: feedback, and ideas of people whose words nobody wrote down. In the order of
/// ids.
pub(super) fn all(plan: &Plan) -> Vec<Heard> {
    let people = |index: ArtifactIndex| -> Vec<ArtifactIndex> {
        PEOPLE.iter().flat_map(|field| plan.targets_of_field(index, field)).collect()
    };
    let mut found: Vec<ArtifactIndex> = plan
        .indices()
        .filter(|index| plan.kind_of(*index).name == FEEDBACK || !people(*index).is_empty())
        .collect();
    found.sort_by_key(|index| {
        let artifact = plan.artifact(*index);
        (
            plan.kind_of(*index).name != FEEDBACK,
            artifact.kind,
            artifact.id.as_ref().map(|id| id.key().clone()),
        )
    });
    let mut spoken: BTreeSet<(ArtifactIndex, ArtifactIndex)> = BTreeSet::new();
    let mut all = Vec::new();
    for index in found {
        let fate = fate(plan, index);
        let is_feedback = plan.kind_of(index).name == FEEDBACK;
        let mut own = people(index);
        if is_feedback {
            spoken.extend(own.iter().flat_map(|person| fate.ways.iter().map(|way| (*way, *person))));
        } else {
            own.retain(|person| !spoken.contains(&(index, *person)));
            if own.is_empty() {
                continue;
            }
        }
        all.push(Heard { index, fate, people: own });
    }
    all
}

/// Those who are told what became of it.
pub(super) fn people_behind(plan: &Plan, heard: &Heard) -> Vec<Recipient> {
    let named: Vec<Recipient> = heard.people.iter().map(|person| Recipient::of(plan, *person)).collect();
    if !named.is_empty() {
        return named;
    }
    let (artifact, kind) = (plan.artifact(heard.index), plan.kind_of(heard.index));
    let name = artifact.get(kind, ROLE).map_or_else(|| "somebody".to_owned(), one_line);
    vec![Recipient { is_nameless: true, name, id: None, path: None, language: None, mail: None }]
}

impl Recipient {
    fn of(plan: &Plan, person: ArtifactIndex) -> Self {
        let (artifact, kind) = (plan.artifact(person), plan.kind_of(person));
        Self {
            is_nameless: false,
            name: artifact.title.to_string(),
            id: Some(artifact.label()),
            path: Some(artifact.path.to_string()),
            language: artifact.get(kind, LANGUAGE).map(str::to_owned),
            mail: artifact.get(kind, MAIL).map(str::to_owned),
        }
    }

    pub(super) fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }
}
