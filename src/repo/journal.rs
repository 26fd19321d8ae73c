//! The journal of a change of several files: what an interrupted write still has to do.
//!
//! It is written aside before the temporary files (the intent), and renamed into place when all of them
//! are on the disk: that is the moment from which the change will happen. An intent that was never
//! put in place is undone; a journal in place is completed.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::repo::discovery::GitPlace;
use crate::repo::disk::Disk;
use crate::repo::fault;
use crate::repo::standing::{self, Standing};
use crate::repo::temporary;
use crate::repo::working_tree::read_file;
use crate::source::{RelPath, SourceFault, SourceFaultKind};

const FORMAT: u32 = 1;

/// One step of a change, as the journal keeps it. Paths are relative to the root; contents are named by
/// the id that git gives a blob of them.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Step {
    /// Renames the temporary file over `to`, which holds `before` or does not exist.
    Put {
        temporary: String,
        to: String,
        before: Option<String>,
        after: String,
    },
    Move {
        from: String,
        to: String,
        respelled: bool,
    },
    Remove {
        path: String,
        before: String,
    },
}

#[derive(Serialize, Deserialize)]
struct Written {
    format: u32,
    steps: Vec<Step>,
}

/// How far a step got.
#[derive(PartialEq)]
enum Progress {
    Waiting,
    /// All is done but the temporary file is still there.
    Uncleared,
    Done,
}

/// Where the journal of one root is kept.
pub(super) struct Journal {
    root: PathBuf,
    file: PathBuf,
    intent: PathBuf,
}

impl Journal {
    /// Inside git's folder, where nobody commits it; beside `pm.yaml` where there is no git.
    pub(super) fn at(root: &Path, git: Option<&GitPlace>) -> Self {
        let (folder, name) = match git {
            None => (root, ".pm-journal".to_owned()),
            Some(git) if git.root == root => (git.folder.as_path(), "pm-journal".to_owned()),
            Some(git) => {
                let below = root.strip_prefix(&git.root).unwrap_or(root);
                let id = content_id(below.as_os_str().as_encoded_bytes());
                (git.folder.as_path(), format!("pm-journal-{}", &id[..12.min(id.len())]))
            }
        };
        Self { root: root.to_owned(), intent: folder.join(format!("{name}.new")), file: folder.join(name) }
    }

    /// Writes the steps aside, before any of their temporary files exists.
    pub(super) fn intend(&self, disk: &dyn Disk, steps: &[Step]) -> Result<(), SourceFault> {
        let written = Written { format: FORMAT, steps: steps.to_vec() };
        let text = serde_json::to_vec(&written)
            .map_err(|error| self.fault(SourceFaultKind::Unavailable, &error.to_string()))?;
        disk.create_file(&self.intent, &text, None).map_err(|error| self.io(&error))
    }

    /// Puts the journal in place: from now on the change happens.
    pub(super) fn commit(&self, disk: &dyn Disk) -> Result<(), SourceFault> {
        disk.sync_files(std::slice::from_ref(&self.intent))
            .and_then(|()| disk.replace(&self.intent, &self.file))
            .and_then(|()| disk.sync_folder(self.file.parent().unwrap_or(&self.root)))
            .map_err(|error| self.io(&error))
    }

    /// Removes the journal and its intent: the change is complete, or undone.
    pub(super) fn remove(&self, disk: &dyn Disk) -> Result<(), SourceFault> {
        for file in [&self.file, &self.intent] {
            match disk.remove_file(file) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(self.io(&error)),
                _ => {}
            }
        }
        Ok(())
    }

    /// Clears what an earlier write left behind; refuses where it has to be completed first.
    pub(super) fn settle(&self, disk: &dyn Disk) -> Result<(), SourceFault> {
        if let Some(steps) = self.read(&self.file)? {
            if let Some(path) = self.remaining(&steps).into_iter().next() {
                let reason = "an earlier change of it was interrupted and has to be completed first";
                return Err(fault::new(&path, SourceFaultKind::Conflict, reason));
            }
            self.remove(disk)?;
        }
        self.undo_intent(disk)
    }

    /// The paths that a journal in place still has to write; nothing where no change is unfinished.
    pub(super) fn pending(&self) -> Option<Vec<RelPath>> {
        match self.read(&self.file) {
            Ok(None) => None,
            Ok(Some(steps)) => Some(self.remaining(&steps)).filter(|paths| !paths.is_empty()),
            // What is wrong with the journal is said by `complete`.
            Err(_) => Some(Vec::new()),
        }
    }

    /// Carries out what is left of an interrupted change; the paths of the whole change. Nothing is
    /// touched where a person has edited one of its files since.
    pub(super) fn complete(&self, disk: &dyn Disk) -> Result<Vec<RelPath>, SourceFault> {
        let Some(steps) = self.read(&self.file)? else {
            self.undo_intent(disk)?;
            return Ok(Vec::new());
        };
        let mut waiting = Vec::new();
        for step in &steps {
            match self.progress(step)? {
                Progress::Done => {}
                progress => waiting.push((step, progress)),
            }
        }
        for (step, progress) in waiting {
            match (step, progress) {
                (Step::Put { temporary, .. }, Progress::Uncleared) => {
                    disk.remove_file(&self.root.join(temporary))
                        .map_err(|error| fault::of_io(&path_of(step), &error))?;
                }
                _ => perform(&self.root, disk, step)?,
            }
        }
        for folder in folders_of(&steps) {
            disk.sync_folder(&self.root.join(folder.as_str()))
                .map_err(|error| fault::of_io(&folder, &error))?;
        }
        self.remove(disk)?;
        Ok(steps.iter().map(path_of).collect())
    }

    /// Removes the temporary files of a change that never came to happen.
    fn undo_intent(&self, disk: &dyn Disk) -> Result<(), SourceFault> {
        let steps = match fs::read(&self.intent) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(self.io(&error)),
        };
        // An intent cut short was being written when the process ended: no temporary file exists yet.
        let steps =
            serde_json::from_slice::<Written>(&steps).map(|written| written.steps).unwrap_or_default();
        for step in steps {
            if let Step::Put { temporary, .. } = &step {
                let temporary = checked(temporary).filter(is_temporary).ok_or_else(|| self.unreadable())?;
                if let Standing::File(_) = standing::at(&self.root, &temporary)? {
                    disk.remove_file(&self.root.join(temporary.as_str()))
                        .map_err(|error| fault::of_io(&temporary, &error))?;
                }
            }
        }
        disk.remove_file(&self.intent).map_err(|error| self.io(&error))
    }

    fn read(&self, file: &Path) -> Result<Option<Vec<Step>>, SourceFault> {
        let text = match fs::read(file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(self.io(&error)),
        };
        let written: Written = serde_json::from_slice(&text).map_err(|_| self.unreadable())?;
        if written.format != FORMAT {
            return Err(self.fault(SourceFaultKind::Unavailable, "it was written by another version of pm"));
        }
        for step in &written.steps {
            let paths = match step {
                Step::Put { temporary, to, .. } => {
                    if !checked(temporary).is_some_and(|path| is_temporary(&path)) {
                        return Err(self.unreadable());
                    }
                    [to, to]
                }
                Step::Move { from, to, .. } => [from, to],
                Step::Remove { path, .. } => [path, path],
            };
            if paths.iter().any(|path| checked(path).is_none()) {
                return Err(self.unreadable());
            }
        }
        Ok(Some(written.steps))
    }

    fn remaining(&self, steps: &[Step]) -> Vec<RelPath> {
        let is_left = |step: &&Step| !matches!(self.progress(step), Ok(Progress::Done));
        steps.iter().filter(is_left).map(path_of).collect()
    }

    fn progress(&self, step: &Step) -> Result<Progress, SourceFault> {
        match step {
            Step::Put { temporary, to, before, after } => {
                if self.id_at(temporary)?.is_none() {
                    return Ok(Progress::Done);
                }
                match self.id_at(to)? {
                    id if id == *before => Ok(Progress::Waiting),
                    Some(id) if id == *after => Ok(Progress::Uncleared),
                    _ => Err(self.edited(to, &format!("compare it with {temporary}, then remove"))),
                }
            }
            Step::Move { from, to, respelled } => match (self.id_at(from)?, self.id_at(to)?) {
                (None, _) => Ok(Progress::Done),
                (Some(_), None) => Ok(Progress::Waiting),
                (Some(_), Some(_)) if *respelled && !self.is_spelt(from) => Ok(Progress::Done),
                (Some(_), Some(_)) if *respelled && !self.is_spelt(to) => Ok(Progress::Waiting),
                (Some(_), Some(_)) => Err(self.edited(to, &format!("compare it with {from}, then remove"))),
            },
            Step::Remove { path, before } => match self.id_at(path)? {
                None => Ok(Progress::Done),
                Some(id) if id == *before => Ok(Progress::Waiting),
                Some(_) => Err(self.edited(path, "keep or remove it, then remove")),
            },
        }
    }

    /// Whether the folder lists the file in exactly this spelling.
    fn is_spelt(&self, path: &str) -> bool {
        let place = self.root.join(path);
        let (Some(folder), Some(name)) = (place.parent(), place.file_name()) else { return false };
        fs::read_dir(folder).is_ok_and(|entries| entries.flatten().any(|entry| entry.file_name() == name))
    }

    /// The id of the contents of a file; nothing where no file stands.
    fn id_at(&self, path: &str) -> Result<Option<String>, SourceFault> {
        let path = checked(path).ok_or_else(|| self.unreadable())?;
        match standing::at(&self.root, &path)? {
            Standing::Nothing => Ok(None),
            Standing::File(metadata) => {
                let bytes = read_file(&path, &self.root.join(path.as_str()), metadata.len())?;
                Ok(Some(content_id(&bytes)))
            }
            Standing::Folder | Standing::Special => {
                Err(fault::new(&path, SourceFaultKind::Conflict, "a folder or a special file stands there"))
            }
        }
    }

    fn edited(&self, path: &str, advice: &str) -> SourceFault {
        let reason = format!(
            "it was edited after a change of it was interrupted; {advice} the journal {}",
            self.file.display()
        );
        SourceFault { path: checked(path), kind: SourceFaultKind::Conflict, reason }
    }

    fn unreadable(&self) -> SourceFault {
        self.fault(SourceFaultKind::Unavailable, "it is not a journal that pm wrote")
    }

    fn io(&self, error: &io::Error) -> SourceFault {
        self.fault(SourceFaultKind::Unavailable, &fault::reason(error))
    }

    fn fault(&self, kind: SourceFaultKind, reason: &str) -> SourceFault {
        fault::general(kind, format!("the journal {}: {reason}", self.file.display()))
    }
}

/// Carries out one step.
pub(super) fn perform(root: &Path, disk: &dyn Disk, step: &Step) -> Result<(), SourceFault> {
    let done = match step {
        Step::Put { temporary, to, before: Some(_), .. } => {
            disk.replace(&root.join(temporary), &root.join(to))
        }
        Step::Put { temporary, to, before: None, .. } => disk.place(&root.join(temporary), &root.join(to)),
        Step::Move { from, to, respelled: true } => disk.replace(&root.join(from), &root.join(to)),
        Step::Move { from, to, respelled: false } => disk.place(&root.join(from), &root.join(to)),
        Step::Remove { path, .. } => disk.remove_file(&root.join(path)),
    };
    done.map_err(|error| fault::of_io(&path_of(step), &error))
}

/// The path that the step is about.
pub(super) fn path_of(step: &Step) -> RelPath {
    let (Step::Put { to: path, .. } | Step::Move { to: path, .. } | Step::Remove { path, .. }) = step;
    RelPath::new(path).unwrap_or_else(RelPath::root)
}

/// The folders whose names the steps change.
pub(super) fn folders_of(steps: &[Step]) -> BTreeSet<RelPath> {
    let from = steps.iter().filter_map(|step| match step {
        Step::Move { from, .. } => RelPath::new(from),
        _ => None,
    });
    steps.iter().map(path_of).chain(from).map(|path| path.parent()).collect()
}

/// The id that git gives a blob of these bytes.
pub(super) fn content_id(bytes: &[u8]) -> String {
    // Hashing in memory has no way to fail; an id that never matches would be the safe answer if it did.
    git2::Oid::hash_object(git2::ObjectType::Blob, bytes).map(|id| id.to_string()).unwrap_or_default()
}

/// A path as `pm` writes it in a journal, or nothing for any other text.
fn checked(path: &str) -> Option<RelPath> {
    RelPath::new(path)
        .filter(|clean| clean.as_str() == path && !clean.is_root() && !fault::is_in_git_folder(clean))
}

fn is_temporary(path: &RelPath) -> bool {
    temporary::is_temporary(path.file_name().as_ref())
}

#[cfg(test)]
mod tests;
