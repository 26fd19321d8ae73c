//! Single commits of the repository, and the branch that others are merged into.

use std::sync::Arc;

use git2::{BranchType, Oid};

use crate::repo::RevisionTree;
use crate::repo::fault;
use crate::repo::git::Git;
use crate::source::commits::{Commits, Snapshot};
use crate::source::log::ObjectId;
use crate::source::{SourceFault, SourceFaultKind};

/// Where a branch that everybody knows is looked for, besides the one that `origin` calls its own.
const KNOWN: [&str; 4] =
    ["refs/remotes/origin/main", "refs/remotes/origin/master", "refs/heads/main", "refs/heads/master"];

/// The commits of the repository that holds a product.
pub(crate) struct GitCommits {
    git: Arc<Git>,
}

/// A commit and its message.
pub(crate) struct Message {
    pub(crate) id: ObjectId,
    pub(crate) text: String,
}

impl GitCommits {
    pub(super) fn new(git: Arc<Git>) -> Self {
        Self { git }
    }

    /// The commit that a revision names.
    pub(crate) fn named(&self, revision: &str) -> Result<ObjectId, SourceFault> {
        let commit = self
            .git
            .with(|repository| crate::repo::git::commit(repository, revision).map(|commit| commit.id()))??;
        ObjectId::of_bytes(commit.as_bytes()).ok_or_else(unknown)
    }

    /// What the working tree was made from: the checked-out commit, and the one that is being merged into
    /// it. Nothing before the first commit.
    pub(crate) fn checked_out(&self) -> Vec<ObjectId> {
        ["HEAD", "MERGE_HEAD"].iter().filter_map(|name| self.named(name).ok()).collect()
    }

    /// The name of the branch that the checked-out one is to be merged into: the one it follows, else the one
    /// that `origin` shows, else `main` or `master`. Nothing where there is none but itself.
    pub(crate) fn base_branch(&self) -> Result<Option<String>, SourceFault> {
        self.git.with(|repository| {
            let head = repository.head().ok();
            let own = head.as_ref().and_then(|head| head.shorthand().ok()).unwrap_or_default().to_owned();
            let upstream =
                repository.find_branch(&own, BranchType::Local).and_then(|branch| branch.upstream());
            let upstream = upstream.ok().and_then(|branch| branch.get().name().ok().map(str::to_owned));
            let follows_itself = |name: &&String| name.ends_with(&format!("/{own}"));
            let shown = repository
                .find_reference("refs/remotes/origin/HEAD")
                .ok()
                .and_then(|head| head.symbolic_target().ok().flatten().map(str::to_owned));
            let local = format!("refs/heads/{own}");
            upstream
                .clone()
                .filter(|name| !follows_itself(&name))
                .into_iter()
                .chain(shown)
                .chain(KNOWN.map(str::to_owned))
                .chain(upstream)
                .filter(|name| *name != local)
                .find(|name| repository.find_reference(name).is_ok())
                .map(|name| {
                    name.trim_start_matches("refs/heads/").trim_start_matches("refs/remotes/").to_owned()
                })
        })
    }

    /// The messages of the commits that `tip` holds and none of `known` does, the latest first.
    pub(crate) fn messages(&self, tip: ObjectId, known: &[ObjectId]) -> Result<Vec<Message>, SourceFault> {
        let read = |repository: &git2::Repository| {
            let mut walk = repository.revwalk()?;
            walk.push(Oid::from_bytes(tip.as_bytes())?)?;
            for known in known {
                walk.hide(Oid::from_bytes(known.as_bytes())?)?;
            }
            let mut messages = Vec::new();
            for id in walk {
                let id = id?;
                let text = String::from_utf8_lossy(repository.find_commit(id)?.message_bytes()).into_owned();
                messages.extend(ObjectId::of_bytes(id.as_bytes()).map(|id| Message { id, text }));
            }
            Ok(messages)
        };
        self.git.with(read)?.map_err(|error: git2::Error| self.git.fault(&error))
    }
}

impl Commits for GitCommits {
    fn commit(&self, id: ObjectId) -> Result<Snapshot, SourceFault> {
        let tree = RevisionTree::at(Arc::clone(&self.git), &id.to_string())?;
        let (parents, is_boundary) = self
            .git
            .with(|repository| {
                let commit = repository.find_commit(Oid::from_bytes(id.as_bytes())?)?;
                let all: Vec<Oid> = commit.parent_ids().collect();
                let here: Vec<ObjectId> = all
                    .iter()
                    .filter(|parent| repository.find_commit(**parent).is_ok())
                    .filter_map(|parent| ObjectId::of_bytes(parent.as_bytes()))
                    .collect();
                let is_boundary = here.len() < all.len() || (all.is_empty() && repository.is_shallow());
                Ok((here, is_boundary))
            })?
            .map_err(|error: git2::Error| self.git.fault(&error))?;
        let seconds = tree.committed().seconds;
        Ok(Snapshot { tree: Box::new(tree), parents, seconds, is_boundary })
    }

    fn holds(&self, tip: ObjectId, commit: ObjectId) -> Result<bool, SourceFault> {
        if tip == commit {
            return Ok(true);
        }
        let answer = self.git.with(|repository| {
            repository
                .graph_descendant_of(Oid::from_bytes(tip.as_bytes())?, Oid::from_bytes(commit.as_bytes())?)
        })?;
        answer.map_err(|error| self.git.fault(&error))
    }
}

fn unknown() -> SourceFault {
    fault::general(SourceFaultKind::Unavailable, "git gives a commit a name of unknown length")
}
