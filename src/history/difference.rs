//! How the plan at one moment differs from the plan at another.
//!
//! A function of two plans, whatever revisions they come from. Artifacts are matched by id, those without
//! one by path; a document whose text is the same is not looked into.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::artifact_change::{ArtifactChange, FieldChange, change_across};
use super::moves::is_move;
use crate::model::artifact::Artifact;
use crate::model::values::{Date, IdKey};
use crate::plan::{ArtifactIndex, Plan, Unreadable, key_of};

/// What is in one plan and not in the other. Everything in the order of kind, id and path.
#[derive(Debug, Default)]
pub(crate) struct PlanDifference {
    /// Artifacts of the later plan.
    pub(crate) added: Vec<ArtifactIndex>,
    /// Artifacts of the earlier plan.
    pub(crate) removed: Vec<ArtifactIndex>,
    pub(crate) changed: Vec<Changed>,
    /// Artifacts of the earlier plan whose documents are still there and can no longer be read.
    pub(crate) broken: Vec<ArtifactIndex>,
    /// Artifacts of the later plan whose documents were there and could not be read.
    pub(crate) mended: Vec<ArtifactIndex>,
    /// How many documents changed in nothing that is read: layout, comments, keys that are no field.
    pub(crate) reformatted: usize,
    /// The artifact of the earlier plan by that of the later one.
    before: Vec<Option<ArtifactIndex>>,
    /// The artifact of the later plan by that of the earlier one.
    after: Vec<Option<ArtifactIndex>>,
}

/// An artifact that is in both plans and says something else.
#[derive(Debug)]
pub(crate) struct Changed {
    /// In the earlier plan.
    pub(crate) before: ArtifactIndex,
    /// In the later plan.
    pub(crate) after: ArtifactIndex,
    pub(crate) change: ArtifactChange,
    /// Whether a field of the change, at the same position, is a target that is later or earlier now.
    is_moved: Vec<bool>,
}

impl Changed {
    fn of(before: &Plan, old: ArtifactIndex, after: &Plan, new: ArtifactIndex, on: Date) -> Self {
        let artifact = after.artifact(new);
        let change = change_across((&before.config, before.artifact(old)), (&after.config, artifact));
        let is_moved = |field: &FieldChange| is_move(&after.config, artifact, field, on);
        let is_moved = change.fields.iter().map(is_moved).collect();
        Self { before: old, after: new, change, is_moved }
    }

    /// The targets that are later or earlier now.
    pub(crate) fn moves(&self) -> impl Iterator<Item = &FieldChange> {
        self.told(true)
    }

    /// The fields that changed otherwise.
    pub(crate) fn other_fields(&self) -> impl Iterator<Item = &FieldChange> {
        self.told(false)
    }

    fn told(&self, is_moved: bool) -> impl Iterator<Item = &FieldChange> {
        let fields = self.change.fields.iter().zip(&self.is_moved);
        fields.filter(move |(_, moved)| **moved == is_moved).map(|(field, _)| field)
    }
}

impl PlanDifference {
    /// Whether a reader of the two plans sees no difference.
    pub(crate) fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.removed.is_empty()
            && self.changed.is_empty()
            && self.broken.is_empty()
            && self.mended.is_empty()
    }

    /// What an artifact of the later plan was in the earlier one.
    pub(crate) fn before_of(&self, after: ArtifactIndex) -> Option<ArtifactIndex> {
        self.before.get(after.0 as usize).copied().flatten()
    }

    /// What an artifact of the earlier plan is in the later one.
    pub(crate) fn after_of(&self, before: ArtifactIndex) -> Option<ArtifactIndex> {
        self.after.get(before.0 as usize).copied().flatten()
    }
}

/// The difference of two plans, as told on a day: that of the later one.
pub(crate) fn difference(before: &Plan, after: &Plan, on: Date) -> PlanDifference {
    let mut matching = Matching {
        before,
        after,
        of_after: vec![None; after.artifacts.len()],
        of_before: vec![None; before.artifacts.len()],
    };
    let unequal = matching.leave_out_equal();
    matching.join(|plan, index| Some(Name::Key(key(plan, index)?)));
    matching.join(|plan, index| Some(Name::Path(plan.artifact(index).path.as_str())));
    matching.join(|plan, index| Some(Name::Text(&plan.artifact(index).text)));
    matching.join(|plan, index| Some(Name::Title(&plan.artifact(index).title)));

    let pairs: Vec<(ArtifactIndex, ArtifactIndex)> =
        unequal.iter().filter_map(|index| Some((matching.of_after[index.0 as usize]?, *index))).collect();
    let read = |(old, new): &(ArtifactIndex, ArtifactIndex)| Changed::of(before, *old, after, *new, on);
    let (same, mut changed): (Vec<Changed>, Vec<Changed>) =
        pairs.par_iter().map(read).collect::<Vec<_>>().into_iter().partition(|one| one.change.is_empty());
    let mut added: Vec<ArtifactIndex> =
        after.indices().filter(|index| matching.of_after[index.0 as usize].is_none()).collect();
    let mut removed: Vec<ArtifactIndex> =
        before.indices().filter(|index| matching.of_before[index.0 as usize].is_none()).collect();
    sort(after, &mut added, |index| *index);
    sort(before, &mut removed, |index| *index);
    sort(after, &mut changed, |changed| changed.after);
    let (mended, added) = added.into_iter().partition(|index| is_unreadable(after, *index, before));
    let (broken, removed) = removed.into_iter().partition(|index| is_unreadable(before, *index, after));
    PlanDifference {
        added,
        removed,
        changed,
        broken,
        mended,
        reformatted: same.len(),
        before: matching.of_after,
        after: matching.of_before,
    }
}

/// What makes two artifacts of two plans the same.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Name<'a> {
    Key(IdKey),
    Path(&'a str),
    Text(&'a str),
    Title(&'a str),
}

struct Matching<'a> {
    before: &'a Plan,
    after: &'a Plan,
    of_after: Vec<Option<ArtifactIndex>>,
    of_before: Vec<Option<ArtifactIndex>>,
}

impl<'a> Matching<'a> {
    /// Matches documents of the same path and text; the artifacts of the later plan that are left.
    fn leave_out_equal(&mut self) -> Vec<ArtifactIndex> {
        let (before, after) = (self.before, self.after);
        let mut left = Vec::new();
        for index in after.indices() {
            let artifact = after.artifact(index);
            let same = before.at_path(&artifact.path).filter(|old| {
                before.artifact(*old).text == artifact.text
                    && before.kind_of(*old).name == after.kind(artifact).name
            });
            match same {
                Some(old) => self.pair(old, index),
                None => left.push(index),
            }
        }
        left
    }

    /// Matches what is left and has the same name and kind, as long as that name means one artifact on
    /// each side; documents that share an id are told apart by their paths.
    fn join(&mut self, name: impl Fn(&'a Plan, ArtifactIndex) -> Option<Name<'a>>) {
        let (before, after) = (self.before, self.after);
        let mut olds: BTreeMap<(&str, &str, Name<'_>), Vec<ArtifactIndex>> = BTreeMap::new();
        let mut news: BTreeMap<(&str, &str, Name<'_>), Vec<ArtifactIndex>> = BTreeMap::new();
        let sides = [(before, &self.of_before, &mut olds), (after, &self.of_after, &mut news)];
        for (plan, taken, names) in sides {
            for index in plan.indices().filter(|index| taken[index.0 as usize].is_none()) {
                if let Some(name) = name(plan, index) {
                    let kind = plan.kind_of(index).name.as_str();
                    names.entry((kind, product(plan, index), name)).or_default().push(index);
                }
            }
        }
        for (name, new) in news {
            let Some(old) = olds.get(&name) else { continue };
            if let ([old], [new]) = (old.as_slice(), new.as_slice()) {
                self.pair(*old, *new);
                continue;
            }
            for new in new {
                let path = &after.artifact(new).path;
                if let Some(old) = old.iter().find(|old| before.artifact(**old).path == *path) {
                    self.pair(*old, new);
                }
            }
        }
    }

    fn pair(&mut self, old: ArtifactIndex, new: ArtifactIndex) {
        self.of_after[new.0 as usize] = Some(old);
        self.of_before[old.0 as usize] = Some(new);
    }
}

fn key(plan: &Plan, index: ArtifactIndex) -> Option<IdKey> {
    let artifact = plan.artifact(index);
    artifact.id.as_ref().map(|id| key_of(plan.kind(artifact), id))
}

/// The key of the product that an artifact belongs to; empty for what belongs to none.
fn product(plan: &Plan, index: ArtifactIndex) -> &str {
    let at = usize::from(plan.artifact(index).product);
    plan.config.products.get_index(at).map_or("", |(key, _)| key)
}

/// Whether the document of an artifact is in another plan but cannot be read there.
fn is_unreadable(plan: &Plan, index: ArtifactIndex, other: &Plan) -> bool {
    let artifact: &Artifact = plan.artifact(index);
    let key = key(plan, index);
    let is_same =
        |document: &Unreadable| document.path == artifact.path || (key.is_some() && document.key == key);
    other.unreadable.iter().any(is_same)
}

/// Sorts by kind, then by id, then by path.
fn sort<T>(plan: &Plan, these: &mut [T], index: impl Fn(&T) -> ArtifactIndex) {
    these.sort_by_cached_key(|one| {
        let artifact = plan.artifact(index(one));
        let key = artifact.id.as_ref().map(|id| id.key().clone());
        (artifact.kind, key.is_none(), key, artifact.path.clone())
    });
}

#[cfg(test)]
mod tests;
