//! The history of the files under some folders, as git's objects tell it.
//!
//! Commits are compared on all threads, a stretch of the history at a time, and shown in order. Knows
//! no product word.

mod messages;
mod renames;
mod similarity;
mod trees;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use git2::{Oid, Sort};
use rayon::prelude::*;

use self::renames::{Side, renames};
use self::trees::{Difference, Trees};
use crate::repo::fault;
use crate::repo::git::{self, Git};
use crate::repo::revision::time_of;
use crate::source::log::{
    Change, Commit, Extent, Log, MessageQuestion, Messages, ObjectId, Question, Signature, Tag, Walk,
};
use crate::source::{RelPath, SourceFault, SourceFaultKind};

/// How many commits are compared before they are shown.
const STRETCH: usize = 1_024;
/// How many commits one thread compares in a row: enough that folders it has read serve it again.
const RUN: usize = 64;

/// The history of the repository that holds a product.
pub(crate) struct GitLog {
    git: Arc<Git>,
}

/// A commit that waits to be compared with what came before it.
#[derive(Clone, Copy)]
struct Step {
    commit: Oid,
    tree: Oid,
    /// The tree of its first parent.
    before: Option<Oid>,
    /// Whether it has other parents, whose part of it is left out.
    is_merge: bool,
    is_boundary: bool,
}

impl GitLog {
    pub(super) fn new(git: Arc<Git>) -> Self {
        Self { git }
    }

    fn stretch(&self, steps: &[Step], folders: &[Vec<u8>], walk: Walk) -> Result<Vec<Commit>, SourceFault> {
        let runs: Vec<Vec<Commit>> = steps
            .par_chunks(RUN)
            .map(|run| {
                self.git
                    .with(|repository| self.compared(repository, run, folders, walk))?
                    .map_err(|error| self.git.fault(&error))
            })
            .collect::<Result<_, SourceFault>>()?;
        Ok(runs.into_iter().flatten().collect())
    }

    fn compared(
        &self,
        repository: &git2::Repository,
        run: &[Step],
        folders: &[Vec<u8>],
        walk: Walk,
    ) -> Result<Vec<Commit>, git2::Error> {
        let objects = repository.odb()?;
        let mut trees = Trees::new(&objects, folders);
        let mut commits = Vec::new();
        for step in run {
            let mut differences = trees.differences(step.before, Some(step.tree));
            if differences.is_empty() {
                continue;
            }
            let commit = repository.find_commit(step.commit)?;
            if step.is_merge && walk == Walk::Whole {
                differences = own_part(&commit, &mut trees, step.tree, differences);
            }
            let mut read = |id| objects.read(id).ok().map(|object| object.data().to_vec());
            let changes = self.changes(&differences, &mut read);
            if changes.is_empty() {
                continue;
            }
            commits.extend(described(&commit, step.is_boundary, changes));
        }
        Ok(commits)
    }

    /// The changes with renames found, of files inside the product.
    fn changes(
        &self,
        differences: &[Difference],
        read: &mut dyn FnMut(Oid) -> Option<Vec<u8>>,
    ) -> Vec<Change> {
        let gone: Vec<Side<'_>> = differences
            .iter()
            .filter(|difference| difference.after.is_none())
            .filter_map(|difference| Side::of(&difference.path, difference.before))
            .collect();
        let come: Vec<Side<'_>> = differences
            .iter()
            .filter(|difference| difference.before.is_none())
            .filter_map(|difference| Side::of(&difference.path, difference.after))
            .collect();
        let sources = if gone.is_empty() || come.is_empty() {
            vec![None; come.len()]
        } else {
            renames(&gone, &come, read)
        };
        let moved: HashMap<&[u8], Side<'_>> = come
            .iter()
            .zip(&sources)
            .filter_map(|(come, source)| Some((come.path, gone[(*source)?])))
            .collect();
        let left: HashSet<&[u8]> = moved.values().map(|gone| gone.path).collect();
        let change = |difference: &Difference| {
            if difference.after.is_none() && left.contains(difference.path.as_slice()) {
                return None;
            }
            let source = moved.get(difference.path.as_slice());
            let before = source.map(|gone| gone.id).or(difference.before.map(|(_, id)| id));
            let id = |id: Option<Oid>| ObjectId::of_bytes(id?.as_bytes());
            Some(Change {
                path: self.product_path(&difference.path)?,
                from: source.and_then(|gone| self.product_path(gone.path)),
                before: id(before),
                after: id(difference.after.map(|(_, id)| id)),
            })
        };
        differences.iter().filter_map(change).collect()
    }

    fn product_path(&self, path: &[u8]) -> Option<RelPath> {
        self.git.to_product_path(&RelPath::new(std::str::from_utf8(path).ok()?)?)
    }
}

/// Of a merge's differences to its first parent those that it took from no other parent either.
fn own_part(
    commit: &git2::Commit<'_>,
    trees: &mut Trees<'_>,
    tree: Oid,
    mut differences: Vec<Difference>,
) -> Vec<Difference> {
    for parent in commit.parents().skip(1) {
        let from_there = trees.differences(Some(parent.tree_id()), Some(tree));
        differences.retain(|own| from_there.iter().any(|other| other.path == own.path));
    }
    differences
}

fn described(commit: &git2::Commit<'_>, is_boundary: bool, changes: Vec<Change>) -> Option<Commit> {
    let author = commit.author();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().into();
    Some(Commit {
        id: ObjectId::of_bytes(commit.id().as_bytes())?,
        time: time_of(commit),
        author: Signature { name: text(author.name_bytes()), mail: text(author.email_bytes()) },
        message: text(commit.message_bytes()),
        is_boundary,
        changes,
    })
}

/// The commits that a question asks for, oldest first.
fn steps(repository: &git2::Repository, question: &Question<'_>) -> Result<Vec<Step>, SourceFault> {
    let until = git::commit(repository, question.until)?.id();
    let since = question.since.map(|since| git::commit(repository, since)).transpose()?;
    let failed = |error: git2::Error| {
        fault::general(
            SourceFaultKind::Unavailable,
            format!("git cannot walk the history: {}", error.message()),
        )
    };
    let mut walk = repository.revwalk().map_err(failed)?;
    walk.set_sorting(Sort::TOPOLOGICAL | Sort::REVERSE).map_err(failed)?;
    if question.walk == Walk::FirstParent {
        walk.simplify_first_parent().map_err(failed)?;
    }
    walk.push(until).map_err(failed)?;
    if let Some(since) = since {
        walk.hide(since.id()).map_err(failed)?;
    }
    let is_shallow = repository.is_shallow();
    let mut trees: HashMap<Oid, Oid> = HashMap::new();
    let mut steps = Vec::new();
    for id in walk {
        let commit = repository.find_commit(id.map_err(failed)?).map_err(failed)?;
        let parent = commit.parent_id(0).ok();
        let before = parent.and_then(|parent| {
            trees.get(&parent).copied().or_else(|| Some(repository.find_commit(parent).ok()?.tree_id()))
        });
        trees.insert(commit.id(), commit.tree_id());
        steps.push(Step {
            commit: commit.id(),
            tree: commit.tree_id(),
            before,
            is_merge: commit.parent_count() > 1,
            // A commit whose parent is cut off, as a shallow clone does, is the first that is known.
            is_boundary: before.is_none() && (parent.is_some() || is_shallow),
        });
    }
    Ok(steps)
}

impl Log for GitLog {
    fn read(&self, question: &Question<'_>, see: &mut dyn FnMut(Vec<Commit>)) -> Result<Extent, SourceFault> {
        let (steps, is_shallow) =
            self.git.with(|repository| Ok((steps(repository, question)?, repository.is_shallow())))??;
        let folders: Vec<Vec<u8>> = match question.folders {
            [] => vec![self.git.to_git_path(&RelPath::root())],
            folders => folders.iter().map(|folder| self.git.to_git_path(folder)).collect(),
        }
        .into_iter()
        .map(|folder| folder.as_str().as_bytes().to_vec())
        .collect();
        let whole = folders.iter().any(Vec::is_empty);
        for stretch in steps.chunks(STRETCH) {
            see(self.stretch(stretch, if whole { &[] } else { &folders }, question.walk)?);
        }
        Ok(Extent { commits: steps.len(), is_shallow })
    }

    fn content(&self, path: &RelPath, id: ObjectId) -> Result<Vec<u8>, SourceFault> {
        let unknown = |_| fault::new(path, SourceFaultKind::Unavailable, "git has no such content");
        self.git.blob(path, Oid::from_bytes(id.as_bytes()).map_err(unknown)?)
    }

    fn tags(&self) -> Result<Vec<Tag>, SourceFault> {
        messages::tags(&self.git)
    }

    fn messages(&self, question: &MessageQuestion<'_>) -> Result<Messages, SourceFault> {
        messages::messages(&self.git, question)
    }
}

#[cfg(test)]
mod tests;
