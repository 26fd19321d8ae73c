//! The files as they lie on the disk.
//!
//! Reading never waits on a pipe and never leaves the root; writing is in `write`.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError, RwLock};

use crate::repo::discovery::GitPlace;
use crate::repo::disk::RealDisk;
use crate::repo::fault;
use crate::repo::ignored::Ignored;
use crate::repo::journal::Journal;
use crate::repo::spelling::Listed;
use crate::repo::walk;
use crate::repo::write;
use crate::source::{FileChange, Listing, RelPath, SourceFault, SourceFaultKind, Store, Tree};

/// The largest file that is read at all, in bytes: 256 MiB.
pub(super) const LARGEST_FILE: u64 = 256 << 20;

/// The working tree below one root.
///
/// A folder found to lie inside the root is taken to stay there while the value lives; writing looks
/// anew each time. Whoever writes holds the [`crate::repo::Lock`].
pub(crate) struct WorkingTree {
    root: PathBuf,
    git: Option<GitPlace>,
    ignored: OnceLock<Ignored>,
    folders_inside: RwLock<BTreeSet<RelPath>>,
    /// The names that the last listing found; nothing after a write.
    listed: Mutex<Option<Listed>>,
    /// Temporary files of interrupted writes that listings came across; the next write removes them.
    leftovers: Mutex<BTreeSet<PathBuf>>,
}

impl WorkingTree {
    /// `root` has its symbolic links resolved.
    pub(super) fn new(root: PathBuf, git: Option<GitPlace>) -> Self {
        Self {
            root,
            git,
            ignored: OnceLock::new(),
            folders_inside: RwLock::default(),
            listed: Mutex::default(),
            leftovers: Mutex::default(),
        }
    }

    /// A number that is another one once a file in these folders, or `pm.yaml`, has another name, size or time.
    pub(crate) fn state_of(&self, folders: &[RelPath]) -> u64 {
        let mut hasher = DefaultHasher::new();
        let settings = RelPath::root().join("pm.yaml");
        for path in std::iter::once(settings).chain(self.list(folders).files) {
            path.as_str().hash(&mut hasher);
            if let Ok(found) = fs::metadata(self.root.join(path.as_str())) {
                (found.len(), found.modified().ok()).hash(&mut hasher);
            }
        }
        hasher.finish()
    }

    fn journal(&self) -> Journal {
        Journal::at(&self.root, self.git.as_ref())
    }

    /// Refuses a folder that a symbolic link takes out of the root.
    fn check_inside(&self, folder: &RelPath, path: &RelPath) -> Result<(), SourceFault> {
        if folder.is_root() || self.folders_inside.read().is_ok_and(|folders| folders.contains(folder)) {
            return Ok(());
        }
        let place = self.root.join(folder.as_str());
        let real = fs::canonicalize(place).map_err(|error| fault::of_io(path, &error))?;
        if !real.starts_with(&self.root) {
            return Err(fault::outside(path));
        }
        if let Ok(mut folders) = self.folders_inside.write() {
            folders.insert(folder.clone());
        }
        Ok(())
    }
}

impl Tree for WorkingTree {
    fn list(&self, folders: &[RelPath]) -> Listing {
        let ignored = self.ignored.get_or_init(|| Ignored::at_root(&self.root, self.git.as_ref()));
        let walked = walk::walk(&self.root, folders, ignored);
        if !walked.leftovers.is_empty() {
            self.leftovers.lock().unwrap_or_else(PoisonError::into_inner).extend(walked.leftovers);
        }
        let listed = Listed::new(folders, &walked.listing.files);
        *self.listed.lock().unwrap_or_else(PoisonError::into_inner) = Some(listed);
        walked.listing
    }

    fn read(&self, path: &RelPath) -> Result<Vec<u8>, SourceFault> {
        self.read_up_to(path, LARGEST_FILE)?.ok_or_else(|| too_large(path))
    }

    fn read_up_to(&self, path: &RelPath, largest: u64) -> Result<Option<Vec<u8>>, SourceFault> {
        if fault::is_in_git_folder(path) {
            return Err(fault::git_folder(path));
        }
        self.check_inside(&path.parent(), path)?;
        let place = self.root.join(path.as_str());
        let mut metadata = fs::symlink_metadata(&place).map_err(|error| fault::of_io(path, &error))?;
        if metadata.is_symlink() {
            if let walk::Judged::LinkToFolder = walk::judge(&self.root, path, metadata.file_type())? {
                return Err(fault::of_io(path, &io::ErrorKind::IsADirectory.into()));
            }
            metadata = fs::metadata(&place).map_err(|error| fault::of_io(path, &error))?;
        } else if metadata.is_dir() {
            return Err(fault::of_io(path, &io::ErrorKind::IsADirectory.into()));
        } else {
            walk::judge(&self.root, path, metadata.file_type())?;
        }
        if metadata.len() > largest {
            return Ok(None);
        }
        read_file(path, &place, metadata.len()).map(Some)
    }

    fn exists(&self, path: &RelPath) -> bool {
        !fault::is_in_git_folder(path)
            && (path.is_root() || self.check_inside(&path.parent(), path).is_ok())
            && match fs::symlink_metadata(self.root.join(path.as_str())) {
                Ok(metadata) if metadata.is_symlink() => {
                    walk::judge(&self.root, path, metadata.file_type()).is_ok()
                }
                Ok(_) => true,
                Err(_) => false,
            }
    }
}

impl Store for WorkingTree {
    fn write(&self, changes: &[FileChange]) -> Result<(), SourceFault> {
        let journal = self.journal();
        let listed = self.listed.lock().unwrap_or_else(PoisonError::into_inner).take();
        write::write(&self.root, &journal, &RealDisk, listed.as_ref(), changes)?;
        let leftovers = std::mem::take(&mut *self.leftovers.lock().unwrap_or_else(PoisonError::into_inner));
        for leftover in leftovers {
            // What cannot be removed is hidden from every listing and tried again another time.
            let _ = fs::remove_file(leftover);
        }
        Ok(())
    }

    fn pending(&self) -> Option<Vec<RelPath>> {
        self.journal().pending()
    }

    fn complete(&self) -> Result<Vec<RelPath>, SourceFault> {
        self.journal().complete(&RealDisk)
    }
}

/// Reads a regular file whose length was just seen.
pub(super) fn read_file(path: &RelPath, place: &Path, length: u64) -> Result<Vec<u8>, SourceFault> {
    let vanished = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => {
            fault::new(path, SourceFaultKind::NotFound, "it vanished while it was being read")
        }
        _ => fault::of_io(path, &error),
    };
    if length > LARGEST_FILE {
        return Err(too_large(path));
    }
    let mut file = File::open(place).map_err(vanished)?;
    // One byte more than expected shows whether the file has grown.
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    let mut bytes = Vec::new();
    bytes
        .try_reserve_exact(length.saturating_add(1))
        .map_err(|_| fault::of_io(path, &io::ErrorKind::OutOfMemory.into()))?;
    bytes.resize(length.saturating_add(1), 0);
    let mut filled = 0;
    loop {
        match file.read(&mut bytes[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(vanished(error)),
        }
        if filled == length {
            break;
        }
        if filled == bytes.len() {
            bytes.resize(filled * 2, 0);
        }
        if filled as u64 > LARGEST_FILE {
            return Err(too_large(path));
        }
    }
    bytes.truncate(filled);
    Ok(bytes)
}

/// The fault of a file over [`LARGEST_FILE`].
pub(super) fn too_large(path: &RelPath) -> SourceFault {
    fault::new(path, SourceFaultKind::Unavailable, "it is larger than 256 MiB")
}

#[cfg(test)]
mod tests;
