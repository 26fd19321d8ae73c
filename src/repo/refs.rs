//! The file names on all branches: so that a new number avoids those given elsewhere.

use std::collections::HashSet;

use git2::{ObjectType, Oid};
use rayon::prelude::*;

use crate::repo::git::Git;
use crate::source::{RelPath, SourceFault};

/// How much of the path of a file is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Naming {
    /// The file's own name.
    Names,
    /// The path as the product counts it, for numbers that the name of a folder holds.
    Paths,
}

/// What the tips of the local and remote-tracking branches, and `HEAD`, hold.
#[derive(Default, PartialEq, Debug)]
pub(crate) struct NamesOnRefs {
    /// The names or paths of the files; sorted, each once.
    pub(crate) names: Vec<String>,
    /// How many references could not be read, as in a shallow or partial clone.
    pub(crate) passed_over: usize,
}

/// The names of all files below the folders. A folder that several tips share is read once.
pub(super) fn names_on_refs(
    git: &Git,
    folders: &[RelPath],
    naming: Naming,
) -> Result<NamesOnRefs, SourceFault> {
    let mut found = NamesOnRefs::default();
    let folders: Vec<Folder> = folders
        .iter()
        .map(|folder| {
            let prefix = match naming {
                Naming::Names => None,
                Naming::Paths if folder.is_root() => Some(String::new()),
                Naming::Paths => Some(format!("{folder}/")),
            };
            Folder { path: git.to_git_path(folder), prefix }
        })
        .collect();
    let trees = git.with(|repository| tips(repository, &folders, &mut found.passed_over))?;
    let trees = trees.map_err(|error| git.fault(&error))?;
    let Some((first, others)) = trees.split_first() else { return Ok(found) };
    let (names, complete) = git.with(|repository| unknown_names(repository, first, &HashSet::new()))?;
    found.passed_over += usize::from(!complete);
    // Branches differ in few files: of the other trees only what the first does not have is kept.
    let known: HashSet<&[u8]> = names.iter().map(String::as_bytes).collect();
    let read = |tree: &Tree| git.with(|repository| unknown_names(repository, tree, &known));
    let more: Vec<(Vec<String>, bool)> = match others {
        [] => Vec::new(),
        [other] => vec![read(other)?],
        others => others.par_iter().map(read).collect::<Result<_, _>>()?,
    };
    found.passed_over += more.iter().filter(|(_, complete)| !complete).count();
    found.names = names.into_iter().chain(more.into_iter().flat_map(|(names, _)| names)).collect();
    found.names.sort();
    found.names.dedup();
    Ok(found)
}

/// A folder to look below.
struct Folder {
    /// The path as git counts it.
    path: RelPath,
    /// What stands before the paths below it, where paths are wanted.
    prefix: Option<String>,
}

/// The tree of a folder on some branch, and what stands before the paths below it.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Tree {
    id: Oid,
    prefix: Option<String>,
}

/// The distinct trees that the tips have at the folders.
fn tips(
    repository: &git2::Repository,
    folders: &[Folder],
    passed_over: &mut usize,
) -> Result<Vec<Tree>, git2::Error> {
    let mut commits = HashSet::new();
    let mut roots = HashSet::new();
    let mut trees = Vec::new();
    let mut seen = HashSet::new();
    let head = repository.find_reference("HEAD").into_iter().map(Ok);
    for reference in repository.references()?.chain(head) {
        let Ok(reference) = reference else {
            *passed_over += 1;
            continue;
        };
        let is_head = reference.name_bytes() == b"HEAD";
        if !is_head && !is_branch(reference.name_bytes()) {
            continue;
        }
        if reference.target().is_some_and(|commit| !commits.insert(commit)) {
            continue;
        }
        let tree = match reference.peel_to_tree() {
            Ok(tree) => tree,
            // The branch that `HEAD` names before its first commit.
            Err(_) if is_head => continue,
            Err(_) => {
                *passed_over += 1;
                continue;
            }
        };
        if !roots.insert(tree.id()) {
            continue;
        }
        for folder in folders {
            let id = if folder.path.is_root() {
                Some(tree.id())
            } else {
                tree.get_path(folder.path.as_str().as_ref())
                    .ok()
                    .filter(|entry| entry.kind() == Some(ObjectType::Tree))
                    .map(|entry| entry.id())
            };
            let tree = id.map(|id| Tree { id, prefix: folder.prefix.clone() });
            trees.extend(tree.filter(|tree| seen.insert(tree.clone())));
        }
    }
    Ok(trees)
}

fn is_branch(name: &[u8]) -> bool {
    name.starts_with(b"refs/heads/") || name.starts_with(b"refs/remotes/")
}

/// The names or paths below a tree that are not known yet, and whether all of it could be read.
fn unknown_names(repository: &git2::Repository, tree: &Tree, known: &HashSet<&[u8]>) -> (Vec<String>, bool) {
    let mut names = Vec::new();
    let mut complete = true;
    let mut waiting = vec![tree.clone()];
    while let Some(Tree { id, prefix }) = waiting.pop() {
        let Ok(tree) = repository.find_tree(id) else {
            complete = false;
            continue;
        };
        for entry in &tree {
            let name = || String::from_utf8_lossy(entry.name_bytes()).into_owned();
            match (entry.kind(), &prefix) {
                (Some(ObjectType::Blob), None) if !known.contains(entry.name_bytes()) => names.push(name()),
                (Some(ObjectType::Blob), Some(prefix)) => {
                    let path = prefix.clone() + &name();
                    if !known.contains(path.as_bytes()) {
                        names.push(path);
                    }
                }
                (Some(ObjectType::Tree), prefix) => {
                    let below = prefix.as_ref().map(|prefix| format!("{prefix}{}/", name()));
                    waiting.push(Tree { id: entry.id(), prefix: below });
                }
                _ => {}
            }
        }
    }
    (names, complete)
}

#[cfg(test)]
mod tests;
