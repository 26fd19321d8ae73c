//! A folder that a person named, wherever it is: every file in it, hidden ones too, without what git ignores, and
//! changes of files in it, all of them or none.

use std::path::Path;

use ignore::WalkBuilder;

use crate::repo::{Repository, fault};
use crate::source::{FileChange, SourceFault, SourceFaultKind, Store};

/// A file of the folder: its path as seen from there, and what it holds or why it cannot be read.
pub(crate) type OutsideFile = (String, Result<Vec<u8>, String>);

/// Whether a person named a folder.
pub(crate) fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether nothing is there at all.
pub(crate) fn is_missing(path: &Path) -> bool {
    !path.exists()
}

/// Every file below `folder`, sorted by its path; no more than `most` bytes in all.
pub(crate) fn files_of(folder: &Path, most: u64) -> Result<Vec<OutsideFile>, SourceFault> {
    let walk = WalkBuilder::new(folder)
        .hidden(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        .sort_by_file_path(Path::cmp)
        .build();
    let mut files = Vec::new();
    let mut left = most;
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                files.push((".".to_owned(), Err(error.to_string())));
                continue;
            }
        };
        if !entry.file_type().is_some_and(|sort| sort.is_file()) {
            continue;
        }
        let below = entry.path().strip_prefix(folder).unwrap_or_else(|_| entry.path());
        let name = below.to_string_lossy().replace('\\', "/");
        let bytes = std::fs::read(entry.path()).map_err(|error| fault::reason(&error));
        if let Ok(bytes) = &bytes {
            left = left.checked_sub(bytes.len() as u64).ok_or_else(|| {
                let reason = format!("{} holds more than {} MB", folder.display(), most / 1024 / 1024);
                fault::general(SourceFaultKind::Unavailable, reason)
            })?;
        }
        files.push((name, bytes));
    }
    Ok(files)
}

/// Carries out changes in `folder`, which is made where it is not there.
pub(crate) fn write_files(folder: &Path, changes: &[FileChange]) -> Result<(), SourceFault> {
    std::fs::create_dir_all(folder).map_err(|error| {
        let reason = format!("{} cannot be made: {}", folder.display(), fault::reason(&error));
        fault::general(SourceFaultKind::Unavailable, reason)
    })?;
    Repository::at(folder)?.working_tree().write(changes)
}
