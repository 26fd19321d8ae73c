//! The only code that does input and output: the working tree, the staged index, any revision, and
//! atomic writes.
//!
//! Everything here implements the traits of `source`; nothing here knows what a document means. Git is
//! opened only when something is asked of it, so that a folder without git, or with one that cannot be
//! read, is still a product.

#![expect(clippy::disallowed_methods, reason = "this is the floor that may touch files, git and the clock")]

mod commits;
mod discovery;
mod disk;
mod draft;
mod fault;
mod git;
mod hooks;
mod ignored;
mod index;
mod journal;
mod lines;
mod lock;
mod log;
mod mirror;
mod objects;
mod outside;
mod own_lines;
mod publish;
mod refs;
mod revision;
#[cfg(test)]
mod sandbox;
mod spelling;
mod standing;
mod temporary;
mod walk;
mod working_tree;
mod write;

pub(crate) use commits::{GitCommits, Message};
pub(crate) use hooks::HookChange;
pub(crate) use index::IndexTree;
pub(crate) use lines::merge_lines;
pub(crate) use lock::Lock;
pub(crate) use log::GitLog;
pub(crate) use outside::{files_of, is_folder, is_missing, write_files};
pub(crate) use own_lines::GitFile;
pub(crate) use publish::{may_publish, publish};
pub(crate) use refs::{NamesOnRefs, Naming};
pub(crate) use revision::RevisionTree;
pub(crate) use working_tree::WorkingTree;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use crate::repo::discovery::GitPlace;
use crate::repo::git::Git;
use crate::source::log::Signature;
use crate::source::{RelPath, SourceFault, SourceFaultKind};

/// A product on the disk: the folder with `pm.yaml`, and the git repository around it if there is one.
pub(crate) struct Repository {
    root: PathBuf,
    place: Option<GitPlace>,
    git: OnceLock<Result<Arc<Git>, SourceFault>>,
}

impl Repository {
    /// The product that `start` lies in: the nearest folder upwards with a `pm.yaml`, not above the root
    /// of the git repository.
    pub(crate) fn open(start: &Path) -> Result<Self, SourceFault> {
        Ok(Self::with_root(discovery::find_root(start)?))
    }

    /// The product that `start` lies in as [`Repository::open`] finds it, else the root of the git
    /// repository around it, which may be a bare one: its past may hold a `pm.yaml`.
    pub(crate) fn open_past(start: &Path) -> Result<Self, SourceFault> {
        Self::open(start).or_else(|fault| {
            let place = discovery::find_git(&discovery::absolute(start)?);
            place.map(|place| Self::with_root(place.root)).ok_or(fault)
        })
    }

    /// The folder itself, which need not have a `pm.yaml` yet.
    pub(crate) fn at(root: &Path) -> Result<Self, SourceFault> {
        Ok(Self::with_root(discovery::absolute(root)?))
    }

    fn with_root(root: PathBuf) -> Self {
        let place = discovery::find_git(&root);
        Self { root, place, git: OnceLock::new() }
    }

    /// The git repository around the product, as if all of it were one; the product itself without git.
    pub(crate) fn whole(&self) -> Self {
        let root = self.place.as_ref().map_or(&self.root, |place| &place.root);
        Self::with_root(root.clone())
    }

    /// The folder with `pm.yaml`, absolute and without symbolic links.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Whether a git repository holds the product, readable or not.
    pub(crate) fn has_git(&self) -> bool {
        self.place.is_some()
    }

    /// Where the root lies, seen from the root of the git repository; the root itself without git.
    pub(crate) fn folder_in_git(&self) -> RelPath {
        let below = self.place.as_ref().and_then(|place| self.root.strip_prefix(&place.root).ok()?.to_str());
        below.and_then(RelPath::new).unwrap_or_else(RelPath::root)
    }

    pub(crate) fn working_tree(&self) -> WorkingTree {
        WorkingTree::new(self.root.clone(), self.place.clone())
    }

    /// The tree of the commit that `revision` names: a branch, a tag, an id or its beginning, `HEAD~2`.
    pub(crate) fn revision(&self, revision: &str) -> Result<RevisionTree, SourceFault> {
        RevisionTree::at(self.git()?, revision)
    }

    /// The tree of the last commit on or before a day, given in days since 1970-01-01; nothing where the
    /// history that is here begins later.
    pub(crate) fn on_day(&self, epoch_day: i64) -> Result<Option<RevisionTree>, SourceFault> {
        RevisionTree::on_day(self.git()?, epoch_day)
    }

    /// The full id of the commit at which two revisions parted; nothing where they have none in common.
    pub(crate) fn merge_base(&self, one: &str, other: &str) -> Result<Option<String>, SourceFault> {
        revision::merge_base(&*self.git()?, one, other)
    }

    /// The files that are not the same in two commits, by their paths, sorted; what was moved has both paths.
    pub(crate) fn changed_files(
        &self,
        one: &RevisionTree,
        other: &RevisionTree,
    ) -> Result<Vec<RelPath>, SourceFault> {
        revision::changed_files(&*self.git()?, one, other)
    }

    /// The files that are not as a commit left them, by their paths, sorted: in the index where `is_staged`, else
    /// on the disk, where what git ignores is left out. Files are opened only where their times say that they may
    /// have changed.
    pub(crate) fn files_changed_since(
        &self,
        commit: &RevisionTree,
        is_staged: bool,
    ) -> Result<Vec<RelPath>, SourceFault> {
        revision::files_changed_since(&*self.git()?, commit, is_staged)
    }

    /// Whether a branch, a tag or another reference has exactly this name.
    pub(crate) fn is_reference(&self, name: &str) -> Result<bool, SourceFault> {
        self.git()?.with(|repository| repository.resolve_reference_from_short_name(name).is_ok())
    }

    /// Whether the clone holds only a part of its history.
    pub(crate) fn is_shallow(&self) -> Result<bool, SourceFault> {
        self.git()?.with(git2::Repository::is_shallow)
    }

    /// Who commits here: as the environment of git says, else its settings.
    pub(crate) fn signature(&self, variables: &BTreeMap<String, String>) -> Option<Signature> {
        let said = |variable: &str, setting: &str| {
            let configured = || {
                let git = self.git().ok()?;
                git.with(|repository| repository.config().ok()?.snapshot().ok()?.get_string(setting).ok())
                    .ok()
                    .flatten()
            };
            variables.get(variable).cloned().or_else(configured).map(|text| text.trim().to_owned())
        };
        let name = said("GIT_AUTHOR_NAME", "user.name").unwrap_or_default();
        let mail = said("GIT_AUTHOR_EMAIL", "user.email").unwrap_or_default();
        let is_somebody = !name.is_empty() || !mail.is_empty();
        is_somebody.then(|| Signature { name: name.into(), mail: mail.into() })
    }

    /// What git remembers.
    pub(crate) fn log(&self) -> Result<GitLog, SourceFault> {
        Ok(GitLog::new(self.git()?))
    }

    /// Its commits, one at a time.
    pub(crate) fn commits(&self) -> Result<GitCommits, SourceFault> {
        Ok(GitCommits::new(self.git()?))
    }

    /// Writes a hook of git, unless one stands there that does not hold `mark`.
    pub(crate) fn write_hook(&self, name: &str, text: &str, mark: &str) -> Result<HookChange, SourceFault> {
        self.git()?.write_hook(name, text, mark)
    }

    /// Removes a hook of git that holds `mark`.
    pub(crate) fn remove_hook(&self, name: &str, mark: &str) -> Result<HookChange, SourceFault> {
        self.git()?.remove_hook(name, mark)
    }

    /// Whether a hook of git stands there that holds `mark`.
    pub(crate) fn has_hook(&self, name: &str, mark: &str) -> Result<bool, SourceFault> {
        self.git()?.has_hook(name, mark)
    }

    /// Writes lines of our own into a file that git keeps, in place of those that were there.
    pub(crate) fn write_lines(&self, file: GitFile, lines: &str) -> Result<HookChange, SourceFault> {
        self.git()?.write_lines(file, lines)
    }

    /// Takes our own lines out of a file that git keeps.
    pub(crate) fn remove_lines(&self, file: GitFile) -> Result<HookChange, SourceFault> {
        self.git()?.remove_lines(file)
    }

    /// Whether our own lines stand in a file that git keeps.
    pub(crate) fn has_lines(&self, file: GitFile) -> Result<bool, SourceFault> {
        self.git()?.has_lines(file)
    }

    /// The value of a setting of git, wherever it is set.
    pub(crate) fn git_setting(&self, name: &str) -> Result<Option<String>, SourceFault> {
        self.git()?.setting(name)
    }

    /// The staged index as it is now.
    pub(crate) fn staged(&self) -> Result<IndexTree, SourceFault> {
        IndexTree::open(self.git()?, None)
    }

    /// What a file in the form of git's index stages. Git names one to its hooks where the commit at hand
    /// is not made of the index as it stands, as with `git commit --all`.
    pub(crate) fn staged_in(&self, file: &Path) -> Result<IndexTree, SourceFault> {
        IndexTree::open(self.git()?, Some(file))
    }

    /// The names of all files below the folders on the tips of all local and remote-tracking branches.
    /// Without git there are none.
    pub(crate) fn names_on_refs(
        &self,
        folders: &[RelPath],
        naming: Naming,
    ) -> Result<NamesOnRefs, SourceFault> {
        if self.place.is_none() {
            return Ok(NamesOnRefs::default());
        }
        refs::names_on_refs(&*self.git()?, folders, naming)
    }

    /// The right to write, to be held from before the plan is read until the change is written. Says
    /// through `waiting` for whom it waits, and gives up after `patience`.
    pub(crate) fn lock(
        &self,
        patience: Duration,
        waiting: &mut dyn FnMut(&str),
    ) -> Result<Lock, SourceFault> {
        lock::lock(&self.root, patience, waiting)
    }

    fn git(&self) -> Result<Arc<Git>, SourceFault> {
        self.git.get_or_init(|| self.open_git().map(Arc::new)).clone()
    }

    fn open_git(&self) -> Result<Git, SourceFault> {
        let place = self.place.as_ref().ok_or_else(|| {
            let reason = format!("{} is not in a git repository", self.root.display());
            fault::general(SourceFaultKind::NotFound, reason)
        })?;
        Git::open(place, &self.root)
    }
}

/// The bytes of a file that a person named on the command line, inside the product or not.
pub(crate) fn read_outside(path: &Path) -> Result<Vec<u8>, SourceFault> {
    let failed = |error: std::io::Error| {
        let kind = match error.kind() {
            std::io::ErrorKind::NotFound => SourceFaultKind::NotFound,
            _ => SourceFaultKind::Unavailable,
        };
        fault::general(kind, format!("{} cannot be read: {}", path.display(), fault::reason(&error)))
    };
    std::fs::read(path).map_err(failed)
}

/// The bytes of a file that a person named, where it is no larger than `most`.
pub(crate) fn read_outside_up_to(path: &Path, most: u64) -> Result<Vec<u8>, SourceFault> {
    let size = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
    if size > most {
        let mega = 1024 * 1024;
        let reason = format!(
            "{} is too large: {} MB, and {} MB are the most",
            path.display(),
            size / mega,
            most / mega
        );
        return Err(fault::general(SourceFaultKind::Unavailable, reason));
    }
    read_outside(path)
}

/// Writes a file that a person or git named, over what it holds.
pub(crate) fn write_outside(path: &Path, bytes: &[u8]) -> Result<(), SourceFault> {
    std::fs::write(path, bytes).map_err(|error| {
        let reason = format!("{} cannot be written: {}", path.display(), fault::reason(&error));
        fault::general(SourceFaultKind::Unavailable, reason)
    })
}

#[cfg(test)]
mod tests;
