//! Finds the root of the product, the folder with `pm.yaml`, and the git repository around it.
//!
//! Looks at names alone: git is not opened and `pm.yaml` is not read here.

use std::fs;
use std::path::{Path, PathBuf};

use crate::repo::fault;
use crate::source::{SourceFault, SourceFaultKind};

/// The file that makes a folder the root of a product.
pub(super) const CONFIGURATION: &str = "pm.yaml";

/// A git repository as its working tree shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct GitPlace {
    /// The folder that holds `.git`.
    pub(super) root: PathBuf,
    /// Git's own folder: `.git`, or where a `.git` file points (a worktree, a submodule).
    pub(super) folder: PathBuf,
}

/// The nearest folder with a `pm.yaml`, from `start` upwards to the root of the git repository, or of the
/// file system where there is no git.
pub(super) fn find_root(start: &Path) -> Result<PathBuf, SourceFault> {
    let start = absolute(start)?;
    for folder in start.ancestors() {
        if folder.join(CONFIGURATION).is_file() {
            return Ok(folder.to_owned());
        }
        if has_git(folder) {
            break;
        }
    }
    let reason = format!("no {CONFIGURATION} in {} or above it; `pm init` starts a product", start.display());
    Err(fault::general(SourceFaultKind::NotFound, reason))
}

/// The folder with its symbolic links resolved.
pub(super) fn absolute(folder: &Path) -> Result<PathBuf, SourceFault> {
    fs::canonicalize(folder).map_err(|error| {
        let reason = format!("{}: {}", folder.display(), fault::reason(&error));
        fault::general(SourceFaultKind::NotFound, reason)
    })
}

/// The git repository whose working tree holds `folder`.
///
/// A bare repository has no working tree: it is its own root.
pub(super) fn find_git(folder: &Path) -> Option<GitPlace> {
    if let Some(bare) = folder.ancestors().find(|folder| is_bare(folder)) {
        return Some(GitPlace { root: bare.to_owned(), folder: bare.to_owned() });
    }
    let root = folder.ancestors().find(|folder| has_git(folder))?;
    let git = root.join(".git");
    let folder = if git.is_dir() { git } else { pointed_to(root, &git)? };
    Some(GitPlace { root: root.to_owned(), folder })
}

fn has_git(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(".git")).is_ok()
}

/// Whether the folder is laid out as git's own folder is.
fn is_bare(folder: &Path) -> bool {
    folder.file_name().is_some_and(|name| name != ".git")
        && folder.join("HEAD").is_file()
        && folder.join("objects").is_dir()
        && folder.join("refs").is_dir()
}

/// Where a `.git` file (`gitdir: ../.git/worktrees/x`) points.
fn pointed_to(root: &Path, file: &Path) -> Option<PathBuf> {
    let text = fs::read_to_string(file).ok()?;
    let target = text.strip_prefix("gitdir:")?.trim();
    fs::canonicalize(root.join(target)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn make(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a temporary folder");
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
            fs::write(path, "").expect("a file");
        }
        root
    }

    #[test]
    fn the_nearest_configuration_upwards_is_the_root() {
        let place = make(&[".git/HEAD", "pm.yaml", "plan/pm.yaml", "plan/ideas/x/a.md"]);
        let top = fs::canonicalize(place.path()).expect("a folder");
        assert_eq!(find_root(&top.join("plan/ideas/x")), Ok(top.join("plan")));
        assert_eq!(find_git(&top.join("plan")).map(|git| git.root), Some(top));
    }

    #[test]
    fn the_search_ends_at_the_git_root() {
        let place = make(&["pm.yaml", "code/.git/HEAD", "code/src/main.rs"]);
        let fault = find_root(&place.path().join("code/src")).expect_err("no product");
        assert_eq!(fault.kind, SourceFaultKind::NotFound);
        assert!(fault.reason.contains("pm init"), "{fault}");
    }

    #[test]
    fn a_folder_named_like_the_configuration_is_not_it() {
        let place = make(&[".git/HEAD", "pm.yaml/x"]);
        assert!(find_root(place.path()).is_err());
    }

    #[test]
    fn a_git_file_leads_to_the_folder_of_a_worktree() {
        let place = make(&["main/.git/worktrees/side/HEAD", "side/pm.yaml"]);
        let top = fs::canonicalize(place.path()).expect("a folder");
        fs::write(top.join("side/.git"), "gitdir: ../main/.git/worktrees/side\n").expect("a file");
        let git = find_git(&top.join("side")).expect("a git place");
        assert_eq!(git, GitPlace { root: top.join("side"), folder: top.join("main/.git/worktrees/side") });
    }

    #[test]
    fn a_git_file_that_leads_nowhere_is_no_git() {
        let place = make(&["pm.yaml"]);
        fs::write(place.path().join(".git"), "gitdir: /nowhere/at/all\n").expect("a file");
        assert_eq!(find_git(place.path()), None);
        assert!(find_root(place.path()).is_ok());
    }

    #[test]
    fn a_start_that_does_not_exist_is_named() {
        let fault = find_root(Path::new("/no/such/folder")).expect_err("no folder");
        assert_eq!(fault.reason, "/no/such/folder: no such file");
    }
}
