//! The files of one commit, read from git's objects and never from the working tree.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use git2::Oid;

use crate::repo::fault;
use crate::repo::git::{self, Git};
use crate::repo::objects::{self, Entry, Objects};
use crate::repo::walk;
use crate::source::log::ObjectId;
use crate::source::{CommitTime, Listing, RelPath, SourceFault, SourceFaultKind, Tree};

/// The tree of one commit. A folder is taken apart once, however many of its files are read.
pub(crate) struct RevisionTree {
    git: Arc<Git>,
    commit: Oid,
    committed: CommitTime,
    /// The tree of the whole repository.
    tree: Oid,
    folders: RwLock<HashMap<Oid, Arc<Folder>>>,
}

/// The entries of one tree object, sorted by name.
struct Folder(Vec<Child>);

struct Child {
    name: Vec<u8>,
    mode: u32,
    id: Oid,
}

impl RevisionTree {
    /// The tree of the commit that `revision` names in one of git's ways.
    pub(super) fn at(git: Arc<Git>, revision: &str) -> Result<Self, SourceFault> {
        let (commit, tree, committed) = git.with(|repository| {
            let commit = git::commit(repository, revision)?;
            Ok((commit.id(), commit.tree_id(), time_of(&commit)))
        })??;
        Ok(Self { git, commit, committed, tree, folders: RwLock::default() })
    }

    /// The tree of the last commit that was made on or before a day, each commit's day taken in its own
    /// offset: the first such commit on the way from `HEAD` along first parents. Nothing where all are later.
    pub(super) fn on_day(git: Arc<Git>, epoch_day: i64) -> Result<Option<Self>, SourceFault> {
        let found = git.with(|repository| {
            let mut next = Some(git::commit(repository, "HEAD")?);
            while let Some(commit) = next {
                if time_of(&commit).epoch_day() <= epoch_day {
                    return Ok(Some(commit.id()));
                }
                // The oldest commit of a shallow clone names parents that are not there.
                next = commit.parent(0).ok();
            }
            Ok(None)
        })??;
        found.map(|commit| Self::at(git, &commit.to_string())).transpose()
    }

    /// The full id of the commit.
    pub(crate) fn commit(&self) -> String {
        self.commit.to_string()
    }

    /// The symbolic links below the folders, everywhere where none is named. What they give changes with
    /// another file.
    pub(crate) fn links(&self, folders: &[RelPath]) -> Vec<RelPath> {
        let root = [RelPath::root()];
        let mut links = Vec::new();
        let mut waiting = Vec::new();
        for path in if folders.is_empty() { &root } else { folders } {
            if let Ok(Some((0o040_000, id))) = self.find(path) {
                waiting.push((path.clone(), id));
            }
        }
        // A folder that cannot be read has no link that anything could be read through.
        while let Some((path, id)) = waiting.pop() {
            let Ok(folder) = self.folder(&path, id) else { continue };
            for child in folder.0.iter().filter(|child| child.mode & 0o170_000 != 0o100_000) {
                let Ok(name) = std::str::from_utf8(&child.name) else { continue };
                match Entry::of_mode(child.mode, child.id) {
                    Some(Entry::Folder) => waiting.push((path.join(name), child.id)),
                    Some(Entry::Link(_)) => links.push(path.join(name)),
                    _ => {}
                }
            }
        }
        links
    }

    pub(crate) fn committed(&self) -> CommitTime {
        self.committed
    }

    fn folder(&self, path: &RelPath, id: Oid) -> Result<Arc<Folder>, SourceFault> {
        if let Some(folder) = self.folders.read().unwrap_or_else(PoisonError::into_inner).get(&id) {
            return Ok(Arc::clone(folder));
        }
        let read = self.git.with(|repository| {
            let tree = repository.find_tree(id)?;
            let child = |entry: git2::TreeEntry<'_>| Child {
                name: entry.name_bytes().to_vec(),
                mode: u32::try_from(entry.filemode_raw()).unwrap_or(0),
                id: entry.id(),
            };
            Ok(tree.iter().map(child).collect::<Vec<_>>())
        })?;
        let mut children = read.map_err(|error| git::missing_object(path, &error))?;
        // Git sorts a folder as if its name ended in a slash.
        children.sort_unstable_by(|one, other| one.name.cmp(&other.name));
        let folder = Arc::new(Folder(children));
        self.folders.write().unwrap_or_else(PoisonError::into_inner).insert(id, Arc::clone(&folder));
        Ok(folder)
    }

    /// The mode and the object at a path, from the root of the product.
    fn find(&self, path: &RelPath) -> Result<Option<(u32, Oid)>, SourceFault> {
        let whole = self.git.to_git_path(path);
        let mut found = (0o040_000, self.tree);
        for part in whole.as_str().split('/').filter(|part| !part.is_empty()) {
            if found.0 & 0o170_000 != 0o040_000 {
                return Ok(None);
            }
            let folder = self.folder(path, found.1)?;
            let Ok(at) = folder.0.binary_search_by(|child| child.name.as_slice().cmp(part.as_bytes())) else {
                return Ok(None);
            };
            found = (folder.0[at].mode, folder.0[at].id);
        }
        Ok(Some(found))
    }
}

/// The commit at which two revisions parted; nothing where their histories never met.
pub(super) fn merge_base(git: &Git, one: &str, other: &str) -> Result<Option<String>, SourceFault> {
    git.with(|repository| {
        let (one, other) = (git::commit(repository, one)?.id(), git::commit(repository, other)?.id());
        match repository.merge_base(one, other) {
            Ok(base) => Ok(Some(base.to_string())),
            Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(None),
            Err(error) => Err(git.fault(&error)),
        }
    })?
}

/// The files that are not the same in two commits. Folders that are the same are not looked into.
pub(super) fn changed_files(
    git: &Git,
    one: &RevisionTree,
    other: &RevisionTree,
) -> Result<Vec<RelPath>, SourceFault> {
    let paths = git.with(|repository| {
        let (one, other) = (repository.find_tree(one.tree)?, repository.find_tree(other.tree)?);
        repository.diff_tree_to_tree(Some(&one), Some(&other), None).map(|difference| paths_in(&difference))
    })?;
    product_paths(git, paths)
}

/// The files that are not as a commit left them, in the index or on the disk.
pub(super) fn files_changed_since(
    git: &Git,
    commit: &RevisionTree,
    is_staged: bool,
) -> Result<Vec<RelPath>, SourceFault> {
    let paths = git.with(|repository| {
        let tree = repository.find_tree(commit.tree)?;
        let mut options = git2::DiffOptions::new();
        options.include_untracked(true).recurse_untracked_dirs(true).include_typechange(true);
        let difference = match is_staged {
            true => repository.diff_tree_to_index(Some(&tree), None, Some(&mut options)),
            false => repository.diff_tree_to_workdir_with_index(Some(&tree), Some(&mut options)),
        };
        difference.map(|difference| paths_in(&difference))
    })?;
    product_paths(git, paths)
}

fn paths_in(difference: &git2::Diff<'_>) -> Vec<RelPath> {
    let path = |delta: git2::DiffDelta<'_>| {
        let file = if delta.status() == git2::Delta::Deleted { delta.old_file() } else { delta.new_file() };
        file.path().and_then(|path| RelPath::new(path.to_str()?))
    };
    difference.deltas().filter_map(path).collect()
}

fn product_paths(git: &Git, paths: Result<Vec<RelPath>, git2::Error>) -> Result<Vec<RelPath>, SourceFault> {
    let paths = paths.map_err(|error| git.fault(&error))?;
    let mut paths: Vec<RelPath> = paths.iter().filter_map(|path| git.to_product_path(path)).collect();
    paths.sort();
    Ok(paths)
}

pub(super) fn time_of(commit: &git2::Commit<'_>) -> CommitTime {
    let time = commit.time();
    CommitTime { seconds: time.seconds(), offset_minutes: time.offset_minutes() }
}

impl Objects for RevisionTree {
    fn git(&self) -> &Git {
        &self.git
    }

    fn entry(&self, path: &RelPath) -> Result<Option<Entry>, SourceFault> {
        Ok(self.find(path)?.and_then(|(mode, id)| Entry::of_mode(mode, id)))
    }

    fn visit(&self, folder: &RelPath, see: &mut dyn FnMut(RelPath, Entry), faults: &mut Vec<SourceFault>) {
        let mut waiting = match self.find(folder) {
            Ok(Some((_, id))) => vec![(folder.clone(), id)],
            Ok(None) => return,
            Err(fault) => return faults.push(fault),
        };
        while let Some((path, id)) = waiting.pop() {
            let folder = match self.folder(&path, id) {
                Ok(folder) => folder,
                Err(fault) => {
                    faults.push(fault);
                    continue;
                }
            };
            for child in folder.0.iter().filter(|child| !child.name.starts_with(b".")) {
                let Ok(name) = std::str::from_utf8(&child.name) else {
                    faults.push(walk::not_utf8(&path, &child.name));
                    continue;
                };
                match Entry::of_mode(child.mode, child.id) {
                    Some(Entry::Folder) => waiting.push((path.join(name), child.id)),
                    Some(entry) => see(path.join(name), entry),
                    None => faults.push(fault::new(
                        &path.join(name),
                        SourceFaultKind::Unavailable,
                        format!("git gives it the unknown mode {:o}", child.mode),
                    )),
                }
            }
        }
    }
}

impl Tree for RevisionTree {
    fn list(&self, folders: &[RelPath]) -> Listing {
        objects::list(self, folders)
    }

    fn read(&self, path: &RelPath) -> Result<Vec<u8>, SourceFault> {
        objects::read(self, path)
    }

    fn read_up_to(&self, path: &RelPath, largest: u64) -> Result<Option<Vec<u8>>, SourceFault> {
        objects::read_up_to(self, path, largest)
    }

    fn content(&self, path: &RelPath) -> Option<ObjectId> {
        match self.entry(path) {
            Ok(Some(Entry::File(id))) => ObjectId::of_bytes(id.as_bytes()),
            _ => None,
        }
    }

    fn exists(&self, path: &RelPath) -> bool {
        objects::exists(self, path)
    }
}

#[cfg(test)]
mod tests;
