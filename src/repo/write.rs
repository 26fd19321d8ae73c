//! Writes several files as one change.
//!
//! Every new content goes to a temporary file in its own folder and to the disk before any name
//! changes; renaming is what replaces a file, so that a reader sees the old bytes or the new ones. Files
//! and folders are synchronised, so that the same holds when the power fails and what `pm` says it
//! has written is on the disk. (On the build machine that takes 0.4 ms of the 25 ms of `pm set`.)
//!
//! A change of one file needs no journal. A hard link to a replaced file keeps the old bytes, and
//! extended attributes are not carried over.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::repo::disk::{Disk, Stamp};
use crate::repo::draft::Draft;
use crate::repo::fault;
use crate::repo::journal::{self, Journal, Step};
use crate::repo::spelling::Listed;
use crate::repo::temporary::Names;
use crate::source::{FileChange, RelPath, SourceFault, SourceFaultKind};

/// Carries out all changes, or none and says why. Only where the machine fails between two renames is
/// the change left to be completed, and the fault says so. `listed` spares a look into large folders.
pub(super) fn write(
    root: &Path,
    journal: &Journal,
    disk: &dyn Disk,
    listed: Option<&Listed>,
    changes: &[FileChange],
) -> Result<(), SourceFault> {
    journal.settle(disk)?;
    let draft = Draft::of(root, listed, changes)?;
    if draft.is_empty() {
        return Ok(());
    }
    let steps = steps(&draft);
    let mut write = Write { root, journal, disk, steps, made: Made::default() };
    if let Err(fault) = write.prepare(&draft) {
        write.undo();
        return Err(fault);
    }
    write.perform()?;
    write.settle()
}

/// The steps of a change in an order in which no content is ever without a name.
fn steps(draft: &Draft<'_>) -> Vec<Step> {
    let mut names = Names::new();
    let text = |path: &RelPath| path.as_str().to_owned();
    let temporaries: Vec<String> =
        draft.puts.iter().map(|put| text(&put.to.parent().join(&names.next()))).collect();
    let mut steps: Vec<Step> = draft
        .puts
        .par_iter()
        .zip(temporaries)
        .map(|(put, temporary)| Step::Put {
            temporary,
            to: text(&put.to),
            before: put.before.as_deref().map(journal::content_id),
            after: journal::content_id(&put.bytes),
        })
        .collect();
    steps.extend(draft.moves.iter().map(|step| Step::Move {
        from: text(&step.from),
        to: text(&step.to),
        respelled: step.respelled,
    }));
    steps.extend(draft.removals.iter().map(|removal| Step::Remove {
        path: text(&removal.path),
        before: journal::content_id(&removal.before),
    }));
    steps
}

struct Write<'a> {
    root: &'a Path,
    journal: &'a Journal,
    disk: &'a dyn Disk,
    steps: Vec<Step>,
    made: Made,
}

/// What exists because of a write that has not happened yet.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    temporaries: Vec<PathBuf>,
    journal: bool,
}

impl Write<'_> {
    fn needs_journal(&self) -> bool {
        self.steps.len() > 1
    }

    /// Everything up to the moment from which the change happens.
    fn prepare(&mut self, draft: &Draft<'_>) -> Result<(), SourceFault> {
        for folder in &draft.new_folders {
            let place = self.root.join(folder.as_str());
            self.disk.create_folder(&place).map_err(|error| fault::of_io(folder, &error))?;
            self.made.folders.push(place);
        }
        if self.needs_journal() {
            self.made.journal = true;
            self.journal.intend(self.disk, &self.steps)?;
        }
        for (put, step) in draft.puts.iter().zip(&self.steps) {
            let Step::Put { temporary, .. } = step else { continue };
            let temporary = self.root.join(temporary);
            self.made.temporaries.push(temporary.clone());
            self.disk
                .create_file(&temporary, &put.bytes, put.like.as_ref())
                .map_err(|error| fault::of_io(&put.to, &error))?;
        }
        self.disk.sync_files(&self.made.temporaries).map_err(|error| self.whole(&error))?;
        self.check_unchanged(draft)?;
        if self.needs_journal() {
            self.journal.commit(self.disk)?;
        }
        Ok(())
    }

    /// Looks once more whether somebody saved one of the files meanwhile.
    fn check_unchanged(&self, draft: &Draft<'_>) -> Result<(), SourceFault> {
        for (path, stamp) in &draft.seen {
            let now = fs::symlink_metadata(self.root.join(path.as_str()));
            if !now.is_ok_and(|now| Stamp::of(&now) == *stamp) {
                let reason = "the file changed since it was read";
                return Err(fault::new(path, SourceFaultKind::Conflict, reason));
            }
        }
        Ok(())
    }

    fn perform(&mut self) -> Result<(), SourceFault> {
        for at in 0..self.steps.len() {
            let Err(mut fault) = journal::perform(self.root, self.disk, &self.steps[at]) else { continue };
            if at == 0 {
                self.undo();
            } else {
                fault.reason = format!(
                    "{}; {at} of {} files are written, the rest is pending",
                    fault.reason,
                    self.steps.len()
                );
            }
            return Err(fault);
        }
        Ok(())
    }

    /// Makes the new names last, then forgets the journal.
    fn settle(&self) -> Result<(), SourceFault> {
        let mut folders: BTreeSet<PathBuf> =
            journal::folders_of(&self.steps).iter().map(|folder| self.root.join(folder.as_str())).collect();
        folders.extend(self.made.folders.iter().filter_map(|folder| folder.parent()).map(Path::to_owned));
        for folder in folders {
            self.disk.sync_folder(&folder).map_err(|error| self.whole(&error))?;
        }
        if self.needs_journal() { self.journal.remove(self.disk) } else { Ok(()) }
    }

    /// Takes back what was prepared. What cannot be removed is hidden from every listing and cleared by
    /// a later write.
    fn undo(&self) {
        if self.made.journal && self.journal.remove(self.disk).is_err() {
            return;
        }
        for temporary in &self.made.temporaries {
            let _ = self.disk.remove_file(temporary);
        }
        for folder in self.made.folders.iter().rev() {
            let _ = self.disk.remove_folder(folder);
        }
    }

    /// A fault that the disk reports for the change as a whole.
    fn whole(&self, error: &std::io::Error) -> SourceFault {
        let path = self.steps.first().map_or_else(RelPath::root, journal::path_of);
        fault::of_io(&path, error)
    }
}

#[cfg(test)]
mod tests;
