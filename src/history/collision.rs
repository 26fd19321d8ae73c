//! Which of several artifacts with one id came first and keeps it, and which get another.
//!
//! The base branch decides where it knows some of them and others not; else the order in which they came
//! to the checked-out branch, along first parents. Where neither tells them apart, nothing is decided.

use std::collections::BTreeMap;

use super::lineage::Lineages;
use super::standing::{named, standing_by_name};
use crate::model::artifact::Artifact;
use crate::model::values::IdKey;
use crate::plan::{ArtifactIndex, Plan, id_named_by, key_of};
use crate::source::{RelPath, Tree};

/// The artifacts of one product that have one id, in the order of the plan.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) kind: u16,
    pub(crate) product: u16,
    pub(crate) key: IdKey,
    pub(crate) members: Vec<ArtifactIndex>,
}

/// Who keeps an id that several artifacts have.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Settlement {
    /// One keeps it and the others get new ones.
    Settled { keeper: ArtifactIndex, newcomers: Vec<ArtifactIndex>, by: Ground },
    /// Nothing tells them apart.
    Open,
}

/// What an order was decided by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ground {
    /// The base branch has the one and not the other.
    Base,
    /// The one came to the checked-out branch before the other.
    Arrival,
}

/// The groups of artifacts that share an id, ordered by their first documents.
pub(crate) fn groups(plan: &Plan) -> Vec<Group> {
    let mut groups: Vec<Group> = by_id(plan).into_values().filter(|group| group.members.len() > 1).collect();
    groups.sort_by_key(|group| group.members.first().copied());
    groups
}

/// The artifacts with an id of their own, by product and key.
pub(crate) fn by_id(plan: &Plan) -> BTreeMap<(u16, IdKey), Group> {
    let mut groups: BTreeMap<(u16, IdKey), Group> = BTreeMap::new();
    for index in plan.indices() {
        let artifact = plan.artifact(index);
        let kind = plan.kind(artifact);
        let Some(id) = &artifact.id else { continue };
        // A malformed id has its own finding; the one that the file's name gives is no repair of it.
        let is_own = artifact.id_span.map_or(kind.identity.capture.is_some(), |span| {
            let tail = id.as_str().rsplit_once('-').map_or(id.as_str(), |(_, tail)| tail);
            span.slice(&artifact.text).trim().trim_matches(['"', '\'']).ends_with(tail)
        });
        if is_own {
            let key = key_of(kind, id);
            let (kind, product) = (artifact.kind, artifact.product);
            groups
                .entry((product, key.clone()))
                .or_insert_with(|| Group { kind, product, key, members: Vec::new() })
                .members
                .push(index);
        }
    }
    groups
}

/// Which members of a group stand in the tree of the base.
pub(crate) fn known_to(base: &dyn Tree, plan: &Plan, group: &Group) -> Vec<bool> {
    let members: Vec<&Artifact> = group.members.iter().map(|index| plan.artifact(*index)).collect();
    standing_by_name(base, &plan.config, &group.key, &members).iter().map(Option::is_some).collect()
}

/// Who keeps the id of a group. `known` says which members the base has; `arrivals` tells, where it is asked,
/// when each document came to the branch.
pub(crate) fn settle<E>(
    plan: &Plan,
    group: &Group,
    known: &[bool],
    arrivals: impl FnOnce() -> Result<Arrivals, E>,
) -> Result<Settlement, E> {
    let of = |is_known: bool| {
        let pairs = group.members.iter().zip(known).filter(move |(_, known)| **known == is_known);
        pairs.map(|(index, _)| *index).collect::<Vec<_>>()
    };
    if let ([keeper], newcomers) = (of(true).as_slice(), of(false))
        && !newcomers.is_empty()
    {
        return Ok(Settlement::Settled { keeper: *keeper, newcomers, by: Ground::Base });
    }
    let arrivals = arrivals()?;
    let mut ordered: Vec<(usize, ArtifactIndex)> =
        group.members.iter().map(|index| (arrivals.of(&plan.artifact(*index).path), *index)).collect();
    ordered.sort();
    match ordered.as_slice() {
        [(first, keeper), (second, _), ..] if first < second => Ok(Settlement::Settled {
            keeper: *keeper,
            newcomers: ordered[1..].iter().map(|(_, index)| *index).collect(),
            by: Ground::Arrival,
        }),
        _ => Ok(Settlement::Open),
    }
}

/// When documents came to the branch, as positions of commits along first parents.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arrivals(BTreeMap<RelPath, usize>);

impl Arrivals {
    pub(crate) fn of_lineages(lineages: &Lineages) -> Self {
        let first = |at: &usize| Some(lineages.lineages[*at].versions.first()?.commit as usize);
        let present = lineages.present();
        Self(present.iter().filter_map(|(path, at)| Some(((*path).clone(), first(at)?))).collect())
    }

    /// What no commit has came last.
    fn of(&self, path: &RelPath) -> usize {
        self.0.get(path).copied().unwrap_or(usize::MAX)
    }
}

/// An artifact of the base that has the id of another one here.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Rival {
    pub(crate) path: RelPath,
    pub(crate) title: String,
}

/// The artifact at the tip of the base that has the id of a group whose only member is new on the branch.
pub(crate) fn rival_on_base(tip: &dyn Tree, fork: &dyn Tree, plan: &Plan, group: &Group) -> Option<Rival> {
    if known_to(tip, plan, group).contains(&true) || known_to(fork, plan, group).contains(&true) {
        return None;
    }
    named(tip, &plan.config, &group.key)
        .into_iter()
        .find(|other| other.product == group.product)
        .map(|other| Rival { path: other.path.clone(), title: other.title.to_string() })
}

/// The ids that documents had which are gone, with where they lay and the position of the commit that
/// removed them.
pub(crate) fn former(lineages: &Lineages, plan: &Plan) -> BTreeMap<IdKey, (RelPath, usize)> {
    let gone = lineages.lineages.iter().filter(|lineage| !lineage.is_present());
    gone.filter_map(|lineage| {
        let last = lineage.versions.last()?;
        Some((id_named_by(&plan.config, &last.path)?, (last.path.clone(), last.commit as usize)))
    })
    .collect()
}

/// Whether a document came after the one that had its id before had gone.
pub(crate) fn came_after(lineages: &Lineages, path: &RelPath, gone: usize) -> bool {
    Arrivals::of_lineages(lineages).of(path) >= gone
}
