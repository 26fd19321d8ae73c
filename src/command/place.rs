//! A folder that a person named for files to be written into; it need not exist yet.
//!
//! Does not know what the files say.

use std::path::{Path, PathBuf};

use super::error::CommandError;
use crate::repo::Repository;
use crate::source::{FileChange, RelPath, SourceFault, Store, Tree};

/// A folder seen from the nearest folder above it that exists.
pub(crate) struct Place {
    ground: Repository,
    below: RelPath,
}

impl Place {
    pub(crate) fn of(folder: &Path) -> Result<Self, CommandError> {
        let (ground, below) = nearest(folder)?;
        let text = below.to_str().ok_or_else(|| {
            CommandError::usage(format!("the name of {} is not UTF-8", folder.display()))
                .with_hint("choose another name for the folder")
        })?;
        let below = RelPath::new(text).ok_or_else(|| {
            CommandError::usage(format!("{} is no name for a folder", folder.display()))
                .with_hint("write the path without `..` behind a folder that does not exist")
        })?;
        Ok(Self { ground, below })
    }

    /// The folder itself, whether it exists or not.
    pub(crate) fn path(&self) -> PathBuf {
        self.ground.root().join(self.below.as_str())
    }

    pub(crate) fn has_git(&self) -> bool {
        self.ground.has_git()
    }

    pub(crate) fn exists(&self, name: &str) -> bool {
        self.ground.working_tree().exists(&self.below.join(name))
    }

    /// Writes new files; one that exists is refused, and then none is written.
    pub(crate) fn create(&self, files: Vec<(String, Vec<u8>)>) -> Result<(), CommandError> {
        let changes: Vec<FileChange> = files
            .into_iter()
            .map(|(name, bytes)| FileChange::Create { path: self.below.join(&name), bytes })
            .collect();
        Ok(self.ground.working_tree().write(&changes)?)
    }

    /// Writes files that a program made, over those that it made before; says how many differed.
    pub(crate) fn renew(&self, files: Vec<(String, Vec<u8>)>) -> Result<usize, CommandError> {
        let tree = self.ground.working_tree();
        let mut changes = Vec::new();
        for (name, bytes) in files {
            let path = self.below.join(&name);
            if !tree.exists(&path) {
                changes.push(FileChange::Create { path, bytes });
                continue;
            }
            let before = tree.read(&path)?;
            if before != bytes {
                changes.push(FileChange::Replace { path, before, bytes });
            }
        }
        tree.write(&changes)?;
        Ok(changes.len())
    }
}

/// The nearest folder that exists, at `folder` or above it, and the way from there to `folder`.
fn nearest(folder: &Path) -> Result<(Repository, PathBuf), CommandError> {
    let mut first: Option<SourceFault> = None;
    for ground in folder.ancestors() {
        match Repository::at(ground) {
            Ok(repository) => {
                let below = folder.strip_prefix(ground).unwrap_or(Path::new("")).to_owned();
                return Ok((repository, below));
            }
            Err(fault) => first = first.or(Some(fault)),
        }
    }
    let reason = first.map_or_else(|| format!("{} cannot be found", folder.display()), |fault| fault.reason);
    Err(CommandError::environment(reason))
}
