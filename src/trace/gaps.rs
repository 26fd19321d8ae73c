//! Where plan and code do not meet, seen from either side.

use std::collections::BTreeMap;

use super::chain::with_parts;
use super::evidence::Evidence;
use super::tags::{VersionTag, is_versioned};
use crate::model::artifact::Artifact;
use crate::model::key::VERSION;
use crate::model::values::Version;
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Plan};

/// One place where plan and code do not meet.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Gap {
    /// Done, and no commit names it or a part of it.
    DoneWithoutCommit(ArtifactIndex),
    /// Done, and no test names it or a part of it.
    DoneWithoutTest(ArtifactIndex),
    /// Commits are work on it, and its status says that it is not decided.
    WorkedOnButOpen(ArtifactIndex),
    /// It will not be done, and tests or code name it.
    DroppedButNamed(ArtifactIndex),
    /// Commits, tests or code name it, and it does not exist: how often in commits, and the first few places.
    Unknown { id: String, commits: Vec<String>, places: Vec<String> },
    /// It is out by its status, and no tag has its version.
    ReleasedWithoutTag(ArtifactIndex),
    /// A tag has a version that no release has.
    TagWithoutRelease(VersionTag),
}

impl Gap {
    /// Every sort of gap in its order: a name for machines and a title for people.
    pub(crate) const SORTS: [(&'static str, &'static str); 7] = [
        ("done-without-commit", "Done, and no commit names it"),
        ("done-without-test", "Done, and no test names it"),
        ("worked-on-but-open", "Worked on, and not decided yet"),
        ("dropped-but-named", "Dropped, and still named in tests or code"),
        ("unknown-id", "Named, and not in the plan"),
        ("released-without-tag", "Released, and no tag has the version"),
        ("tag-without-release", "Tagged, and no release has the version"),
    ];

    /// The place of its sort in [`Gap::SORTS`].
    pub(crate) fn sort(&self) -> usize {
        match self {
            Self::DoneWithoutCommit(_) => 0,
            Self::DoneWithoutTest(_) => 1,
            Self::WorkedOnButOpen(_) => 2,
            Self::DroppedButNamed(_) => 3,
            Self::Unknown { .. } => 4,
            Self::ReleasedWithoutTag(_) => 5,
            Self::TagWithoutRelease(_) => 6,
        }
    }

    pub(crate) fn name(&self) -> &'static str {
        Self::SORTS[self.sort()].0
    }

    /// The artifact that it is about.
    pub(crate) fn artifact(&self) -> Option<ArtifactIndex> {
        match self {
            Self::DoneWithoutCommit(index)
            | Self::DoneWithoutTest(index)
            | Self::WorkedOnButOpen(index)
            | Self::DroppedButNamed(index)
            | Self::ReleasedWithoutTag(index) => Some(*index),
            Self::Unknown { .. } | Self::TagWithoutRelease(_) => None,
        }
    }
}

/// The gaps of one artifact; `is_delivered` says whether it is expected to be named by commits and tests.
pub(crate) fn gaps_of(
    plan: &Plan,
    evidence: &Evidence<'_>,
    index: ArtifactIndex,
    is_delivered: bool,
) -> Vec<Gap> {
    let artifact = plan.artifact(index);
    let kind = plan.kind(artifact);
    let category = artifact.category(kind);
    let mut gaps = Vec::new();
    if is_delivered && category == Some(Category::Done) {
        let parts = with_parts(plan, index);
        // What a shallow clone does not hold may be what is looked for.
        let has_history = evidence.git.is_some_and(|git| !git.commits.extent.is_shallow);
        if has_history && parts.iter().all(|part| evidence.commits(*part).is_empty()) {
            gaps.push(Gap::DoneWithoutCommit(index));
        }
        if parts.iter().all(|part| evidence.tests(*part).next().is_none()) {
            gaps.push(Gap::DoneWithoutTest(index));
        }
    }
    let is_worked_on =
        || evidence.commits(index).iter().any(|(_, names)| names.iter().any(|name| name.is_work()));
    if category == Some(Category::Open) && is_worked_on() {
        gaps.push(Gap::WorkedOnButOpen(index));
    }
    let is_named = || evidence.tests(index).chain(evidence.code(index)).next().is_some();
    if category == Some(Category::Dropped) && is_named() {
        gaps.push(Gap::DroppedButNamed(index));
    }
    // Without any tag of a version the code is tagged elsewhere, or not at all.
    let has_tags = evidence.git.is_some_and(|git| !git.versions.is_empty() && !git.commits.extent.is_shallow);
    if is_versioned(kind)
        && category == Some(Category::Done)
        && has_tags
        && evidence.tags(index).next().is_none()
    {
        gaps.push(Gap::ReleasedWithoutTag(index));
    }
    gaps
}

/// The gaps of no artifact: ids that nothing has, and tags that no release has.
pub(crate) fn other_gaps(plan: &Plan, evidence: &Evidence<'_>) -> Vec<Gap> {
    let mut unknown: BTreeMap<&str, (Vec<String>, Vec<String>)> = BTreeMap::new();
    for (commit, name) in &evidence.unknown_commits {
        let (commits, _) = unknown.entry(&name.id).or_default();
        if commits.last() != Some(&commit.id.short()) {
            commits.push(commit.id.short());
        }
    }
    for mention in &evidence.unknown_mentions {
        let (_, places) = unknown.entry(&mention.id).or_default();
        places.push(format!("{}:{}", mention.path, mention.line));
    }
    let mut gaps: Vec<Gap> = unknown
        .into_iter()
        .map(|(id, (commits, places))| Gap::Unknown { id: id.to_owned(), commits, places })
        .collect();
    gaps.sort_by_cached_key(|gap| match gap {
        Gap::Unknown { id, .. } => crate::model::values::Id::parse(id).ok(),
        _ => None,
    });
    let known: Vec<&Version> = plan
        .artifacts()
        .filter_map(|artifact: &Artifact| artifact.get(plan.kind(artifact), VERSION))
        .collect();
    let oldest = known.into_iter().min_by(|one, other| one.precedence(other));
    let versions = evidence.git.map(|git| git.versions.as_slice()).unwrap_or_default();
    // What was tagged before the plan began to tell of releases is no gap, nor is a version that was a trial.
    let is_gap = |version: &&VersionTag| {
        let of_a_release =
            || versions.iter().any(|other| other.tag == version.tag && other.release.is_some());
        version.release.is_none()
            && !version.version.is_prerelease()
            && oldest.is_some_and(|oldest| version.version.precedence(oldest).is_gt())
            && !of_a_release()
    };
    gaps.extend(versions.iter().filter(is_gap).cloned().map(Gap::TagWithoutRelease));
    gaps
}
