//! All that code and git say of the artifacts of one plan, by artifact.

use std::collections::BTreeMap;

use super::commits::{CommitName, Commits, NamedIn, NamingCommit};
use super::mentions::{Mention, Mentions};
use super::tags::{VersionTag, version_tags};
use crate::plan::{ArtifactIndex, Plan};
use crate::source::log::{Log, Tag};
use crate::source::{RelPath, SourceFault};

/// What git says: the commits that name artifacts, and the tags that are versions.
#[derive(Debug, Default)]
pub(crate) struct GitFacts {
    pub(crate) commits: Commits,
    /// Those that the last commit comes from, or is.
    pub(crate) versions: Vec<VersionTag>,
    /// The tags that [`NamingCommit::tag`] counts.
    tags: Vec<Tag>,
}

impl GitFacts {
    /// Reads what git says up to a commit; the plan lies in the folder `folder` of the git repository.
    pub(crate) fn read(
        log: &dyn Log,
        plan: &Plan,
        folder: &RelPath,
        until: &str,
    ) -> Result<Self, SourceFault> {
        let (all, tags) = tags_of_versions(log, plan)?;
        let commits = Commits::read(log, &plan.config, folder, until, &tags)?;
        Ok(Self::of(commits, all, tags))
    }

    /// The same without the commits that are no work; nothing is read where no tag is a version.
    pub(crate) fn read_shipped(log: &dyn Log, plan: &Plan, until: &str) -> Result<Self, SourceFault> {
        let (all, tags) = tags_of_versions(log, plan)?;
        if tags.is_empty() {
            return Ok(Self::default());
        }
        let commits = Commits::read_work(log, &plan.config, until, &tags)?;
        Ok(Self::of(commits, all, tags))
    }

    pub(crate) fn of(commits: Commits, all: Vec<VersionTag>, tags: Vec<Tag>) -> Self {
        let is_reached = |version: &VersionTag| {
            let at = tags.iter().position(|tag| tag.name == version.tag.name);
            at.is_some_and(|at| commits.reached.get(at) == Some(&true))
        };
        let versions = all.into_iter().filter(is_reached).collect();
        Self { commits, versions, tags }
    }

    /// The tags of the version that a release is.
    pub(crate) fn tags(&self, release: ArtifactIndex) -> impl Iterator<Item = &VersionTag> {
        self.versions.iter().filter(move |version| version.release == Some(release))
    }

    /// What work went out with a tagged version: the first such commit for each artifact, and the tag.
    pub(crate) fn shipped_work(&self, plan: &Plan) -> BTreeMap<ArtifactIndex, (&NamingCommit, &Tag)> {
        let mut shipped = BTreeMap::new();
        for (index, commits) in self.commits.by_artifact(plan).0 {
            let mut work = commits.into_iter().filter(|(_, name)| name.is_work());
            let out = work.find_map(|(commit, _)| Some((commit, self.tag_of(commit)?)));
            shipped.extend(out.map(|out| (index, out)));
        }
        shipped
    }

    /// The first tag of a version that holds a commit.
    pub(crate) fn tag_of(&self, commit: &NamingCommit) -> Option<&Tag> {
        self.tags.get(commit.tag?)
    }
}

/// The tags that are versions, and each of them once.
fn tags_of_versions(log: &dyn Log, plan: &Plan) -> Result<(Vec<VersionTag>, Vec<Tag>), SourceFault> {
    let all = version_tags(plan, &log.tags()?);
    let mut tags: Vec<Tag> = all.iter().map(|version| version.tag.clone()).collect();
    tags.dedup_by(|one, other| one.name == other.name);
    Ok((all, tags))
}

/// What names each artifact.
pub(crate) struct Evidence<'a> {
    pub(crate) mentions: &'a Mentions,
    /// Nothing without git, or without a commit.
    pub(crate) git: Option<&'a GitFacts>,
    mentioned: BTreeMap<ArtifactIndex, Vec<&'a Mention>>,
    committed: BTreeMap<ArtifactIndex, NamedIn<'a>>,
    /// Places and commits whose ids name no artifact.
    pub(crate) unknown_mentions: Vec<&'a Mention>,
    pub(crate) unknown_commits: NamedIn<'a>,
}

impl<'a> Evidence<'a> {
    pub(crate) fn of(plan: &Plan, mentions: &'a Mentions, git: Option<&'a GitFacts>) -> Self {
        let (mentioned, unknown_mentions) = mentions.by_artifact(plan);
        let (committed, unknown_commits) = git.map(|git| git.commits.by_artifact(plan)).unwrap_or_default();
        Self { mentions, git, mentioned, committed, unknown_mentions, unknown_commits }
    }

    pub(crate) fn tests(&self, index: ArtifactIndex) -> impl Iterator<Item = &'a Mention> + '_ {
        self.places(index).filter(|mention| mention.is_test)
    }

    pub(crate) fn code(&self, index: ArtifactIndex) -> impl Iterator<Item = &'a Mention> + '_ {
        self.places(index).filter(|mention| !mention.is_test)
    }

    fn places(&self, index: ArtifactIndex) -> impl Iterator<Item = &'a Mention> + '_ {
        self.mentioned.get(&index).into_iter().flatten().copied()
    }

    /// The commits that name an artifact, oldest first, each with all ways in which it does.
    pub(crate) fn commits(&self, index: ArtifactIndex) -> Vec<(&'a NamingCommit, Vec<&'a CommitName>)> {
        let mut commits: Vec<(&NamingCommit, Vec<&CommitName>)> = Vec::new();
        for (commit, name) in self.committed.get(&index).into_iter().flatten() {
            match commits.last_mut().filter(|(last, _)| last.id == commit.id) {
                Some((_, names)) => names.push(name),
                None => commits.push((commit, vec![name])),
            }
        }
        commits
    }

    /// The tags of the version that an artifact is.
    pub(crate) fn tags(&self, release: ArtifactIndex) -> impl Iterator<Item = &'a VersionTag> + '_ {
        self.git.into_iter().flat_map(move |git| git.tags(release))
    }
}
