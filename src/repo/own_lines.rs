//! Lines of our own in files that git keeps beside the repository: its settings and its attributes.
//!
//! They stand between two marks, so that they can be renewed and taken away with every other byte left as
//! it was. Does not know what the lines say.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::repo::fault;
use crate::repo::git::Git;
use crate::repo::hooks::HookChange;
use crate::source::{SourceFault, SourceFaultKind};

/// The line above ours.
const BEGIN: &str = "# Written by `pm hooks install`; `pm hooks remove` takes it away.\n";

/// The line below ours.
const END: &str = "# The end of what `pm hooks install` wrote.\n";

/// A file of git's own folder, which all worktrees share.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum GitFile {
    Config,
    Attributes,
}

impl Git {
    fn own_file(&self, file: GitFile) -> Result<PathBuf, SourceFault> {
        self.with(|repository| match file {
            GitFile::Config => repository.commondir().join("config"),
            GitFile::Attributes => repository.commondir().join("info").join("attributes"),
        })
    }

    /// Writes lines of ours at the end of a file, in place of those that were there.
    pub(super) fn write_lines(&self, file: GitFile, lines: &str) -> Result<HookChange, SourceFault> {
        let path = self.own_file(file)?;
        let old = read(&path)?;
        let new = match own_lines(&old) {
            Some((start, end)) => format!("{}{BEGIN}{lines}{END}{}", &old[..start], &old[end..]),
            None => {
                let line_break = if old.is_empty() || old.ends_with('\n') { "" } else { "\n" };
                format!("{old}{line_break}{BEGIN}{lines}{END}")
            }
        };
        if new == old {
            return Ok(HookChange::Unchanged(path));
        }
        replace(&path, &new)?;
        Ok(HookChange::Written(path))
    }

    /// Takes our lines out of a file; a file that held nothing else is removed.
    pub(super) fn remove_lines(&self, file: GitFile) -> Result<HookChange, SourceFault> {
        let path = self.own_file(file)?;
        let old = read(&path)?;
        let Some((start, end)) = own_lines(&old) else { return Ok(HookChange::Unchanged(path)) };
        let new = [&old[..start], &old[end..]].concat();
        if new.is_empty() {
            fs::remove_file(&path).map_err(|error| failed(&path, &error))?;
        } else {
            replace(&path, &new)?;
        }
        Ok(HookChange::Removed(path))
    }

    /// Whether lines of ours stand in a file.
    pub(super) fn has_lines(&self, file: GitFile) -> Result<bool, SourceFault> {
        Ok(own_lines(&read(&self.own_file(file)?)?).is_some())
    }

    /// The value of a setting of git, wherever it is set.
    pub(super) fn setting(&self, name: &str) -> Result<Option<String>, SourceFault> {
        self.with(|repository| repository.config().and_then(|config| config.get_string(name)).ok())
    }
}

/// Where our lines begin and end, with their marks.
fn own_lines(text: &str) -> Option<(usize, usize)> {
    let start = text.find(BEGIN)?;
    let end = start + text[start..].find(END)? + END.len();
    Some((start, end))
}

fn read(path: &Path) -> Result<String, SourceFault> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(failed(path, &error)),
    }
}

fn replace(path: &Path, text: &str) -> Result<(), SourceFault> {
    let write = || -> std::io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(text.as_bytes())?;
        match fs::metadata(path) {
            Ok(known) => fs::set_permissions(file.path(), known.permissions())?,
            Err(_) => readable_by_all(file.path())?,
        }
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    write().map_err(|error| failed(path, &error))
}

#[cfg(unix)]
fn readable_by_all(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &Path) -> std::io::Result<()> {
    Ok(())
}

fn failed(path: &Path, error: &std::io::Error) -> SourceFault {
    let reason = format!("{}: {}", path.display(), fault::reason(error));
    fault::general(SourceFaultKind::Unavailable, reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repo::sandbox::Sandbox;

    #[test]
    fn lines_are_written_renewed_and_removed_and_nothing_else() {
        let sandbox = Sandbox::with_git();
        let before = sandbox.text(".git/config").expect("a file");
        let repository = sandbox.repository();
        let path = sandbox.root.join(".git/config");
        let write = |lines: &str| repository.write_lines(GitFile::Config, lines).expect("no fault");
        assert_eq!(write("[a]\n"), HookChange::Written(path.clone()));
        assert_eq!(write("[a]\n"), HookChange::Unchanged(path.clone()));
        sandbox.put(".git/config", &(sandbox.text(".git/config").expect("a file") + "[z]\n"));
        assert_eq!(write("[b]\n"), HookChange::Written(path.clone()));
        let expected = format!("{before}{BEGIN}[b]\n{END}[z]\n");
        assert_eq!(sandbox.text(".git/config"), Some(expected));
        assert_eq!(repository.remove_lines(GitFile::Config).expect("no fault"), HookChange::Removed(path));
        assert_eq!(sandbox.text(".git/config"), Some(before + "[z]\n"));
    }

    #[test]
    fn a_file_that_held_only_ours_goes() {
        let sandbox = Sandbox::with_git();
        let repository = sandbox.repository();
        repository.write_lines(GitFile::Attributes, "*.md merge=pm\n").expect("written");
        assert!(repository.has_lines(GitFile::Attributes).expect("no fault"));
        repository.remove_lines(GitFile::Attributes).expect("removed");
        assert_eq!(sandbox.text(".git/info/attributes"), None);
        assert!(!repository.has_lines(GitFile::Attributes).expect("no fault"));
    }
}
