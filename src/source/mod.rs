//! Ground floor: what the rest may ask of storage.
//!
//! Three traits and their values: [`Tree`] lists and reads the files of one moment, [`Store`] writes
//! several files as one change. Knows nothing of disks, git or products; `memory` implements both
//! for tests, `overlay` reads a change as if it were made, `repo` is the real one.

mod commit;
pub(crate) mod commits;
pub(crate) mod log;
#[cfg(any(test, fuzzing))]
pub(crate) mod memory;
#[cfg(test)]
pub(crate) mod memory_log;
pub(crate) mod mounted;
pub(crate) mod overlay;
mod path;
pub(crate) mod spelling;

pub(crate) use commit::CommitTime;
pub(crate) use path::RelPath;

use std::fmt;

use crate::source::log::ObjectId;

/// The files of one moment: a working tree, the index, a revision, or a preview in memory.
pub(crate) trait Tree: Send + Sync {
    /// All files under the given folders (the whole tree where `folders` is empty), sorted by path. A
    /// folder that does not exist is empty; a path of a single file stands for that file.
    ///
    /// Ignored files and `.git` are left out, and so is a hidden file or folder unless it is named. A
    /// symbolic link to a file inside the tree is that file; any other link, a special file and a name
    /// that is not UTF-8 are in [`Listing::faults`], with whatever else could not be listed.
    fn list(&self, folders: &[RelPath]) -> Listing;

    /// The bytes of one file.
    fn read(&self, path: &RelPath) -> Result<Vec<u8>, SourceFault>;

    /// The bytes of one file; nothing of one that is larger than so many bytes.
    fn read_up_to(&self, path: &RelPath, largest: u64) -> Result<Option<Vec<u8>>, SourceFault> {
        Ok(Some(self.read(path)?).filter(|bytes| bytes.len() as u64 <= largest))
    }

    /// The content of a file as history names it; nothing where the tree does not know or the file is a link.
    fn content(&self, _path: &RelPath) -> Option<ObjectId> {
        None
    }

    /// Whether a file or a folder stands at this path (for relative links); never outside the tree.
    fn exists(&self, path: &RelPath) -> bool;
}

#[derive(Debug, Default)]
pub(crate) struct Listing {
    pub(crate) files: Vec<RelPath>,
    pub(crate) faults: Vec<SourceFault>,
}

/// Writes several files as one change.
pub(crate) trait Store: Tree {
    /// Carries out all changes or none, each file replaced atomically. A process killed in between
    /// leaves for every file its old or its new bytes, and a journal that [`Store::pending`] names.
    fn write(&self, changes: &[FileChange]) -> Result<(), SourceFault>;

    /// An earlier change that was interrupted: the paths it still has to write.
    fn pending(&self) -> Option<Vec<RelPath>>;

    /// Completes an interrupted change; the paths written.
    fn complete(&self) -> Result<Vec<RelPath>, SourceFault>;
}

/// One step of a change.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum FileChange {
    /// A file that must not exist yet.
    Create {
        path: RelPath,
        bytes: Vec<u8>,
    },
    /// New bytes for a file that still holds `before`; a file that changed meanwhile is refused.
    Replace {
        path: RelPath,
        before: Vec<u8>,
        bytes: Vec<u8>,
    },
    /// A move to a path that must not exist yet.
    Rename {
        from: RelPath,
        to: RelPath,
    },
    Remove {
        path: RelPath,
        before: Vec<u8>,
    },
}

impl FileChange {
    /// The path that the change is about: where it writes, or what it removes.
    pub(crate) fn path(&self) -> &RelPath {
        match self {
            Self::Create { path, .. } | Self::Replace { path, .. } | Self::Remove { path, .. } => path,
            Self::Rename { to, .. } => to,
        }
    }
}

/// Why storage could not do something: which path, and the reason as a fragment that fits
/// "failed to read PATH: …".
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct SourceFault {
    pub(crate) path: Option<RelPath>,
    pub(crate) kind: SourceFaultKind,
    pub(crate) reason: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum SourceFaultKind {
    NotFound,
    /// It is there but cannot be read or written: permissions, a directory, a full disk.
    Unavailable,
    /// Something else stands where a new file should go, or the file changed since it was read.
    Conflict,
    /// A symbolic link or a path that leaves the tree.
    Outside,
}

impl fmt::Display for SourceFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(f, "{path}: {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

impl std::error::Error for SourceFault {}
