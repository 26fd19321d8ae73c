//! What stands at a path where something is to be written, without following a symbolic link.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

use crate::repo::fault;
use crate::source::{RelPath, SourceFault, SourceFaultKind};

pub(super) enum Standing {
    Nothing,
    File(Metadata),
    Folder,
    /// A pipe, a socket or a device.
    Special,
}

/// Looks at a path part by part. A link anywhere on the way is refused, wherever it leads: nothing is
/// written through one.
pub(super) fn at(root: &Path, path: &RelPath) -> Result<Standing, SourceFault> {
    if path.is_root() {
        return Ok(Standing::Folder);
    }
    if fault::is_in_git_folder(path) {
        return Err(fault::git_folder(path));
    }
    let mut ends = path.as_str().match_indices('/').map(|(end, _)| end).collect::<Vec<_>>();
    ends.push(path.as_str().len());
    for end in ends {
        let part = &path.as_str()[..end];
        let metadata = match fs::symlink_metadata(root.join(part)) {
            Ok(metadata) => metadata,
            Err(error) if is_absent(&error) => return Ok(Standing::Nothing),
            Err(error) => return Err(fault::of_io(path, &error)),
        };
        if metadata.is_symlink() {
            let what = if part == path.as_str() { "it".to_owned() } else { format!("the folder {part}") };
            let reason = format!("{what} is a symbolic link; nothing is written through one");
            return Err(fault::new(path, SourceFaultKind::Outside, reason));
        }
        if part == path.as_str() {
            return Ok(match metadata {
                metadata if metadata.is_file() => Standing::File(metadata),
                metadata if metadata.is_dir() => Standing::Folder,
                _ => Standing::Special,
            });
        }
    }
    Ok(Standing::Nothing)
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
