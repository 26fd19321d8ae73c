//! Lists the files of a working tree.
//!
//! Folders of one depth are read in parallel. Nothing is opened: an entry's type decides, so that a
//! pipe cannot block and a link is judged by where it leads.

use std::ffi::{OsStr, OsString};
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::repo::fault;
use crate::repo::ignored::Ignored;
use crate::repo::temporary;
use crate::source::{Listing, RelPath, SourceFault, SourceFaultKind};

/// What a walk found.
#[derive(Default)]
pub(super) struct Walked {
    pub(super) listing: Listing,
    /// Temporary files of writes that were interrupted.
    pub(super) leftovers: Vec<PathBuf>,
}

/// Walks the folders, or the whole tree where none is named. A folder that does not exist is empty.
///
/// Hidden entries are left out unless named; a nested repository likewise. In a walk of the whole tree
/// a link to a folder is left out without a fault.
pub(super) fn walk(root: &Path, folders: &[RelPath], ignored: &Ignored) -> Walked {
    let mut walk = Walk { root, whole: folders.is_empty(), walked: Walked::default() };
    let mut waiting = Vec::new();
    if walk.whole {
        waiting.push(Folder { path: RelPath::root(), ignored: ignored.clone(), named: true });
    }
    for folder in outermost(folders) {
        waiting.extend(walk.enter(folder, ignored.clone()));
    }
    while !waiting.is_empty() {
        let found: Vec<Found> = if waiting.len() == 1 {
            waiting.iter().map(|folder| walk.read_folder(folder)).collect()
        } else {
            waiting.par_iter().map(|folder| walk.read_folder(folder)).collect()
        };
        waiting.clear();
        for found in found {
            walk.walked.listing.files.extend(found.files);
            walk.walked.listing.faults.extend(found.faults);
            walk.walked.leftovers.extend(found.leftovers);
            waiting.extend(found.folders);
        }
    }
    let mut walked = walk.walked;
    // Each folder comes sorted; this sort finds such runs and merges them.
    walked.listing.files.sort();
    walked.listing.faults.sort_by(|one, other| (&one.path, &one.reason).cmp(&(&other.path, &other.reason)));
    walked
}

/// The folders without those that lie in another of them.
pub(super) fn outermost(folders: &[RelPath]) -> Vec<&RelPath> {
    let mut sorted: Vec<&RelPath> = folders.iter().collect();
    sorted.sort();
    sorted.dedup();
    let lies_in_another =
        |folder: &RelPath| sorted.iter().any(|other| *other != folder && folder.is_under(other));
    sorted.iter().copied().filter(|folder| !lies_in_another(folder)).collect()
}

struct Walk<'a> {
    root: &'a Path,
    whole: bool,
    walked: Walked,
}

/// A folder that is still to be read.
struct Folder {
    path: RelPath,
    /// The rules in force inside it, its own included.
    ignored: Ignored,
    named: bool,
}

#[derive(Default)]
struct Found {
    files: Vec<RelPath>,
    folders: Vec<Folder>,
    faults: Vec<SourceFault>,
    leftovers: Vec<PathBuf>,
}

impl Walk<'_> {
    /// Steps down to a named folder part by part; what stands there may also be a single file.
    fn enter(&mut self, folder: &RelPath, mut ignored: Ignored) -> Option<Folder> {
        if fault::is_in_git_folder(folder) {
            self.walked.listing.faults.push(fault::git_folder(folder));
            return None;
        }
        let mut at = RelPath::root();
        for part in folder.as_str().split('/').filter(|part| !part.is_empty()) {
            at = at.join(part);
            let place = self.root.join(at.as_str());
            let kind = match fs::symlink_metadata(&place) {
                Ok(metadata) => metadata.file_type(),
                Err(error) => {
                    if !is_absent(&error) {
                        self.walked.listing.faults.push(fault::of_io(&at, &error));
                    }
                    return None;
                }
            };
            if ignored.leaves_out(&place, kind.is_dir()) {
                return None;
            }
            if !kind.is_dir() {
                if at == *folder {
                    self.judge_named(&at, kind);
                } else if kind.is_symlink() {
                    self.walked.listing.faults.push(link_to_folder(&at));
                }
                return None;
            }
            ignored = ignored.inside(&place);
        }
        Some(Folder { path: at, ignored, named: true })
    }

    fn judge_named(&mut self, path: &RelPath, kind: FileType) {
        match judge(self.root, path, kind) {
            Ok(Judged::File) => self.walked.listing.files.push(path.clone()),
            Ok(Judged::LinkToFolder) => self.walked.listing.faults.push(link_to_folder(path)),
            Err(fault) => self.walked.listing.faults.push(fault),
        }
    }

    fn read_folder(&self, folder: &Folder) -> Found {
        let place = self.root.join(folder.path.as_str());
        let mut found = Found::default();
        let mut entries: Vec<(OsString, FileType)> = Vec::new();
        let read = fs::read_dir(&place).and_then(|reader| {
            for entry in reader {
                let entry = entry?;
                entries.push((entry.file_name(), entry.file_type()?));
            }
            Ok(())
        });
        match read {
            Err(error) if is_absent(&error) => return found,
            Err(error) => found.faults.push(fault::of_io(&folder.path, &error)),
            Ok(()) => {}
        }
        // A repository inside this one has its own history; its files are not this one's.
        if !folder.named && entries.iter().any(|(name, _)| name == ".git") {
            return found;
        }
        sort_by_name(&mut entries);
        for (name, kind) in entries {
            self.take(folder, &place, &name, kind, &mut found);
        }
        found
    }

    fn take(&self, folder: &Folder, place: &Path, name: &OsStr, kind: FileType, found: &mut Found) {
        if name.as_encoded_bytes().starts_with(b".") {
            if temporary::is_temporary(name) {
                found.leftovers.push(place.join(name));
            }
            return;
        }
        if !folder.ignored.is_empty() && folder.ignored.leaves_out(&place.join(name), kind.is_dir()) {
            return;
        }
        let Some(name) = name.to_str() else {
            found.faults.push(not_utf8(&folder.path, name.as_encoded_bytes()));
            return;
        };
        let path = folder.path.join(name);
        if kind.is_file() {
            found.files.push(path);
        } else if kind.is_dir() {
            let ignored = folder.ignored.clone().inside(&place.join(name));
            found.folders.push(Folder { path, ignored, named: false });
        } else {
            match judge(self.root, &path, kind) {
                Ok(Judged::File) => found.files.push(path),
                Ok(Judged::LinkToFolder) if self.whole => {}
                Ok(Judged::LinkToFolder) => found.faults.push(link_to_folder(&path)),
                Err(fault) => found.faults.push(fault),
            }
        }
    }
}

/// Sorts by the bytes of the names. Most comparisons are decided by the first sixteen bytes, which are
/// kept beside the name: a folder of 20,000 entries is sorted in a fraction of the time.
fn sort_by_name(entries: &mut Vec<(OsString, FileType)>) {
    let start = |name: &OsStr| {
        let mut start = [0; 16];
        for (to, from) in start.iter_mut().zip(name.as_encoded_bytes()) {
            *to = *from;
        }
        u128::from_be_bytes(start)
    };
    let mut keyed: Vec<_> = entries.drain(..).map(|(name, kind)| (start(&name), name, kind)).collect();
    keyed.sort_unstable_by(|one, other| one.0.cmp(&other.0).then_with(|| one.1.cmp(&other.1)));
    entries.extend(keyed.into_iter().map(|(_, name, kind)| (name, kind)));
}

/// What a name that is not a folder turns out to be.
pub(super) enum Judged {
    /// A regular file, or a link to one inside the root.
    File,
    LinkToFolder,
}

/// Judges a file, a link or a special file without opening it. `root` has its own links resolved.
pub(super) fn judge(root: &Path, path: &RelPath, kind: FileType) -> Result<Judged, SourceFault> {
    if kind.is_file() {
        return Ok(Judged::File);
    }
    if !kind.is_symlink() {
        let reason = "a pipe, a socket or a device, not a file";
        return Err(fault::new(path, SourceFaultKind::Unavailable, reason));
    }
    let place = root.join(path.as_str());
    let target = match fs::canonicalize(&place) {
        Ok(target) => target,
        Err(error) if is_absent(&error) => {
            let target = fs::read_link(&place).unwrap_or_default();
            let reason = format!("a symbolic link to {}, which does not exist", target.display());
            return Err(fault::new(path, SourceFaultKind::NotFound, reason));
        }
        Err(error) => return Err(fault::of_io(path, &error)),
    };
    if !target.starts_with(root) {
        return Err(fault::outside(path));
    }
    match fs::metadata(&target) {
        Ok(metadata) if metadata.is_dir() => Ok(Judged::LinkToFolder),
        Ok(metadata) => judge(root, path, metadata.file_type()),
        Err(error) => Err(fault::of_io(path, &error)),
    }
}

/// The fault of a file name that is not UTF-8; it is shown with its odd bytes escaped.
pub(super) fn not_utf8(folder: &RelPath, name: &[u8]) -> SourceFault {
    let reason = format!("a file name that is not UTF-8: \"{}\"", name.escape_ascii());
    fault::new(folder, SourceFaultKind::Unavailable, reason)
}

/// The fault of a link to a folder where documents are looked for.
pub(super) fn link_to_folder(path: &RelPath) -> SourceFault {
    let reason = "a symbolic link to a folder; files behind it are not read";
    fault::new(path, SourceFaultKind::Outside, reason)
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
