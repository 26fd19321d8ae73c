//! The programs that git runs around a commit or a merge: where they lie, and writing one.
//!
//! Does not know what a hook does.

use std::fs;
use std::path::{Path, PathBuf};

use crate::repo::fault;
use crate::repo::git::Git;
use crate::repo::mirror;
use crate::source::{SourceFault, SourceFaultKind};

/// What became of a hook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum HookChange {
    Written(PathBuf),
    /// It says already what it is to say, or there is nothing to remove.
    Unchanged(PathBuf),
    /// Somebody else's hook stands there, and was left alone.
    Foreign(PathBuf),
    Removed(PathBuf),
}

impl Git {
    /// The folder that git looks for hooks in: `core.hooksPath`, or `hooks` in git's own folder, which all
    /// worktrees share.
    fn hooks_folder(&self) -> Result<PathBuf, SourceFault> {
        if self.mirror.is_some() {
            return mirror::path_of(&self.root, "hooks");
        }
        self.with(|repository| {
            let configured = repository.config().and_then(|config| config.get_path("core.hooksPath"));
            match configured {
                Ok(path) => repository.workdir().unwrap_or(repository.path()).join(path),
                Err(_) => repository.commondir().join("hooks"),
            }
        })
    }

    /// Writes a hook. A hook that does not hold `mark` is somebody else's.
    pub(super) fn write_hook(&self, name: &str, text: &str, mark: &str) -> Result<HookChange, SourceFault> {
        let folder = self.hooks_folder()?;
        let path = folder.join(name);
        match fs::read_to_string(&path) {
            Ok(old) if old == text => return Ok(HookChange::Unchanged(path)),
            Ok(old) if !old.contains(mark) => return Ok(HookChange::Foreign(path)),
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(failed(&path, &error));
            }
            _ => {}
        }
        fs::create_dir_all(&folder).map_err(|error| failed(&folder, &error))?;
        let write = || -> std::io::Result<()> {
            let mut file = tempfile::NamedTempFile::new_in(&folder)?;
            std::io::Write::write_all(&mut file, text.as_bytes())?;
            make_executable(file.path())?;
            file.persist(&path).map_err(|error| error.error)?;
            Ok(())
        };
        write().map_err(|error| failed(&path, &error))?;
        Ok(HookChange::Written(path))
    }

    /// Whether a hook stands there that holds `mark`.
    pub(super) fn has_hook(&self, name: &str, mark: &str) -> Result<bool, SourceFault> {
        let path = self.hooks_folder()?.join(name);
        Ok(fs::read_to_string(path).is_ok_and(|text| text.contains(mark)))
    }

    /// Removes a hook that holds `mark`.
    pub(super) fn remove_hook(&self, name: &str, mark: &str) -> Result<HookChange, SourceFault> {
        let path = self.hooks_folder()?.join(name);
        match fs::read_to_string(&path) {
            Ok(old) if !old.contains(mark) => Ok(HookChange::Foreign(path)),
            Ok(_) => {
                fs::remove_file(&path).map_err(|error| failed(&path, &error))?;
                Ok(HookChange::Removed(path))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(HookChange::Unchanged(path)),
            Err(error) => Err(failed(&path, &error)),
        }
    }
}

fn failed(path: &Path, error: &std::io::Error) -> SourceFault {
    let reason = format!("{}: {}", path.display(), fault::reason(error));
    fault::general(SourceFaultKind::Unavailable, reason)
}

#[cfg(unix)]
fn make_executable(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repo::sandbox::Sandbox;

    #[test]
    fn a_hook_is_written_once_renewed_and_removed() {
        let sandbox = Sandbox::with_git();
        let repository = sandbox.repository();
        let write = |text: &str| repository.write_hook("pre-commit", text, "# ours").expect("written");
        let path = sandbox.root.join(".git/hooks/pre-commit");
        assert_eq!(write("#!/bin/sh\n# ours\n"), HookChange::Written(path.clone()));
        assert_eq!(write("#!/bin/sh\n# ours\n"), HookChange::Unchanged(path.clone()));
        assert_eq!(write("#!/bin/sh\n# ours, newer\n"), HookChange::Written(path.clone()));
        let removed = repository.remove_hook("pre-commit", "# ours").expect("removed");
        assert_eq!(removed, HookChange::Removed(path.clone()));
        assert!(!path.exists());
    }

    #[test]
    fn somebody_elses_hook_is_left_alone() {
        let sandbox = Sandbox::with_git();
        let path = sandbox.root.join("shared-hooks/pre-commit");
        sandbox.put("shared-hooks/pre-commit", "#!/bin/sh\nexit 0\n");
        sandbox
            .git()
            .config()
            .and_then(|mut config| config.set_str("core.hooksPath", "shared-hooks"))
            .expect("set");
        let repository = sandbox.repository();
        let change = repository.write_hook("pre-commit", "#!/bin/sh\n# ours\n", "# ours").expect("no fault");
        assert_eq!(change, HookChange::Foreign(path.clone()));
        assert_eq!(
            repository.remove_hook("pre-commit", "# ours").expect("no fault"),
            HookChange::Foreign(path)
        );
        assert_eq!(sandbox.text("shared-hooks/pre-commit").as_deref(), Some("#!/bin/sh\nexit 0\n"));
    }

    #[cfg(unix)]
    #[test]
    fn a_hook_can_be_run() {
        use std::os::unix::fs::PermissionsExt;
        let sandbox = Sandbox::with_git();
        let change = sandbox.repository().write_hook("pre-commit", "#!/bin/sh\n# ours\n", "# ours");
        let Ok(HookChange::Written(path)) = change else { panic!("{change:?}") };
        assert_eq!(fs::metadata(path).expect("a file").permissions().mode() & 0o777, 0o755);
    }
}
