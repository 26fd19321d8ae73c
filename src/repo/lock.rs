//! One writer at a time: an exclusive lock on `pm.yaml`, held from before a plan is read until its
//! change is written.
//!
//! The system releases it when the process ends, however it ends. Reading commands take no lock.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::repo::discovery::CONFIGURATION;
use crate::repo::disk::identity;
use crate::repo::fault;
use crate::source::{RelPath, SourceFault, SourceFaultKind};

/// How long to sleep between two attempts: short enough that many writers in a row stay quick.
const PAUSE: Duration = Duration::from_millis(4);

/// The right to write. Released when dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

/// Locks the product at `root`: its `pm.yaml`, or the folder itself before there is one. Where another
/// process holds the lock, says so once through `waiting`, and gives up after `patience`.
pub(super) fn lock(
    root: &Path,
    patience: Duration,
    waiting: &mut dyn FnMut(&str),
) -> Result<Lock, SourceFault> {
    let started = Instant::now();
    let mut said = false;
    loop {
        let place = place(root);
        let file = File::open(&place).map_err(|error| cannot_lock(&fault::reason(&error)))?;
        match file.try_lock() {
            // Whoever held the lock may have replaced the file; then this is the lock of a file gone.
            Ok(()) if is_still(&file, &place) => return Ok(Lock { _file: file }),
            Ok(()) => continue,
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => return Err(cannot_lock(&fault::reason(&error))),
        }
        if started.elapsed() >= patience {
            let reason = format!(
                "{} is still writing to this repository after {} s of waiting; try again when it is done",
                holder(&file),
                patience.as_secs()
            );
            return Err(fault::new(&configuration(), SourceFaultKind::Unavailable, reason));
        }
        if !said {
            waiting(&format!("waiting for {}, which is writing to this repository", holder(&file)));
            said = true;
        }
        thread::sleep(PAUSE);
    }
}

fn place(root: &Path) -> PathBuf {
    let file = root.join(CONFIGURATION);
    if file.exists() { file } else { root.to_owned() }
}

fn configuration() -> RelPath {
    RelPath::root().join(CONFIGURATION)
}

fn cannot_lock(reason: &str) -> SourceFault {
    fault::new(&configuration(), SourceFaultKind::Unavailable, format!("it cannot be locked: {reason}"))
}

fn is_still(file: &File, place: &Path) -> bool {
    match (file.metadata(), fs::metadata(place)) {
        (Ok(locked), Ok(named)) => identity(&locked) == identity(&named),
        _ => false,
    }
}

/// Who holds the lock, as far as the system tells.
fn holder(file: &File) -> String {
    let process = file.metadata().ok().and_then(|metadata| identity(&metadata)).and_then(|(_, inode)| {
        let locks = fs::read_to_string("/proc/locks").ok()?;
        let process = process_of(&locks, inode)?;
        let name = fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default();
        Some((process, name.trim().to_owned()))
    });
    match process {
        Some((process, name)) if name.is_empty() => format!("process {process}"),
        Some((process, name)) => format!("{name} (process {process})"),
        None => "another process".to_owned(),
    }
}

/// The process in a line like `1: FLOCK  ADVISORY  WRITE 4711 08:02:131090 0 EOF`.
fn process_of(locks: &str, inode: u64) -> Option<u32> {
    let inode = format!(":{inode}");
    locks.lines().find_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            [_, "FLOCK", _, "WRITE", process, file, ..] if file.ends_with(&inode) => process.parse().ok(),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests;
