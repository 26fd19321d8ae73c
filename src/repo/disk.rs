//! The steps by which a write touches the disk.
//!
//! They stand behind a trait so that tests can make any of them fail, or end the process at it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;

use tempfile::TempPath;

/// How many files are synchronised at once. A thread only waits, and file systems put concurrent
/// requests together: with sixteen, 2,000 files take a tenth of the time that one after another takes.
const SYNC_AT_ONCE: usize = 16;

/// From how many files on a whole file system is synchronised instead of each of them, which is quicker for many. For few,
/// what others have yet to write there would take longer.
#[cfg(target_os = "linux")]
const SYNC_ALL_FROM: usize = 500;

/// Every way in which a write touches the disk. Each step is atomic to a reader but `create_file`, whose
/// file nobody reads before it is complete.
pub(super) trait Disk {
    fn create_folder(&self, path: &Path) -> io::Result<()>;

    /// Writes a file that does not exist yet, with the permissions and the owner of `like`.
    fn create_file(&self, path: &Path, bytes: &[u8], like: Option<&fs::Metadata>) -> io::Result<()>;

    /// Waits until the contents of the files are on the disk.
    fn sync_files(&self, paths: &[PathBuf]) -> io::Result<()>;

    /// Waits until the names in the folder are on the disk.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;

    /// Renames over whatever file stands at `to`.
    fn replace(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Renames to a name that must be free.
    fn place(&self, from: &Path, to: &Path) -> io::Result<()>;

    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes an empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
}

/// The disk itself.
pub(super) struct RealDisk;

impl Disk for RealDisk {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn create_file(&self, path: &Path, bytes: &[u8], like: Option<&fs::Metadata>) -> io::Result<()> {
        let mut file = File::create_new(path)?;
        file.write_all(bytes)?;
        if let Some(like) = like {
            keep_owner(&file, like);
            file.set_permissions(like.permissions())?;
        }
        Ok(())
    }

    fn sync_files(&self, paths: &[PathBuf]) -> io::Result<()> {
        let sync = |paths: &[PathBuf]| paths.iter().try_for_each(|path| File::open(path)?.sync_all());
        if paths.len() == 1 {
            return sync(paths);
        }
        #[cfg(target_os = "linux")]
        if paths.len() >= SYNC_ALL_FROM && sync_file_systems(paths).is_ok() {
            return Ok(());
        }
        let share = paths.len().div_ceil(SYNC_AT_ONCE).max(1);
        thread::scope(|scope| {
            let waits: Vec<_> = paths.chunks(share).map(|paths| scope.spawn(move || sync(paths))).collect();
            waits.into_iter().try_for_each(|wait| match wait.join() {
                Ok(result) => result,
                Err(panic) => std::panic::resume_unwind(panic),
            })
        })
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        match File::open(path)?.sync_all() {
            // Some file systems cannot do this for a folder and need not.
            Err(error)
                if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) =>
            {
                Ok(())
            }
            result => result,
        }
    }

    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn place(&self, from: &Path, to: &Path) -> io::Result<()> {
        TempPath::try_from_path(from)?.persist_noclobber(to).map_err(|refused| {
            // Dropping the path would remove the file; it is the caller's.
            let _ = refused.path.keep();
            refused.error
        })
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }
}

/// Waits until everything is on the disk that was written to the file systems of these files. A fault is not told in
/// full: whoever asks then synchronises each file, which tells it.
#[cfg(target_os = "linux")]
fn sync_file_systems(paths: &[PathBuf]) -> io::Result<()> {
    use std::collections::BTreeSet;
    use std::os::unix::fs::MetadataExt;
    let folders: BTreeSet<&Path> = paths.iter().filter_map(|path| path.parent()).collect();
    let mut known = BTreeSet::new();
    for folder in folders {
        let folder = File::open(folder)?;
        if known.insert(folder.metadata()?.dev()) {
            rustix::fs::syncfs(&folder)?;
        }
    }
    Ok(())
}

/// Gives the new file the owner of the old one, where this process may; else it belongs to the writer,
/// as after `git checkout`.
#[cfg(unix)]
fn keep_owner(file: &File, like: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let differs = |metadata: fs::Metadata| (metadata.uid(), metadata.gid()) != (like.uid(), like.gid());
    if file.metadata().is_ok_and(differs) {
        let _ = fchown(file, Some(like.uid()), Some(like.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_file: &File, _like: &fs::Metadata) {}

/// What tells whether a file is still the one that was looked at.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Stamp {
    length: u64,
    modified: Option<std::time::SystemTime>,
    identity: Option<(u64, u64)>,
}

impl Stamp {
    pub(super) fn of(metadata: &fs::Metadata) -> Self {
        Self { length: metadata.len(), modified: metadata.modified().ok(), identity: identity(metadata) }
    }

    /// Whether both are one file under two names, as on a file system that ignores case.
    pub(super) fn is_same_file(&self, other: &Self) -> bool {
        self.identity.is_some() && self.identity == other.identity
    }
}

/// Device and number of a file, where the system tells them.
#[cfg(unix)]
pub(super) fn identity(metadata: &fs::Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
pub(super) fn identity(_metadata: &fs::Metadata) -> Option<(u64, u64)> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_there_is_told_however_many_there_are() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |at: usize| folder.path().join(at.to_string());
        let mut paths: Vec<PathBuf> = (0..SYNC_ALL_FROM).map(path).collect();
        for path in &paths {
            RealDisk.create_file(path, b"x", None).expect("a file");
        }
        assert!(RealDisk.sync_files(&paths).is_ok());
        paths.push(folder.path().join("none/at/all"));
        assert!(RealDisk.sync_files(&paths).is_err());
    }
}
