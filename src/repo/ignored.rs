//! Which paths `.gitignore` files and `.git/info/exclude` leave out.
//!
//! Only what belongs to the repository counts: a person's global ignore file is not read, so that the
//! same commit gives the same files on every machine.

use std::path::Path;
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::repo::discovery::GitPlace;

const FILE: &str = ".gitignore";

/// The rules in force in one folder, its own before those above it.
#[derive(Clone, Default)]
pub(super) struct Ignored(Option<Arc<Level>>);

struct Level {
    rules: Gitignore,
    above: Ignored,
}

impl Ignored {
    /// The rules in force at `root`: from the root of its git repository down to it.
    pub(super) fn at_root(root: &Path, git: Option<&GitPlace>) -> Self {
        let Some(git) = git else { return Self::default().inside(root) };
        let mut rules = Self::default().with(excluded(git));
        let mut folders: Vec<&Path> =
            root.ancestors().take_while(|folder| folder.starts_with(&git.root)).collect();
        folders.reverse();
        for folder in folders {
            rules = rules.inside(folder);
        }
        rules
    }

    /// The rules in force inside `folder`, whose own file is read if it has one.
    pub(super) fn inside(self, folder: &Path) -> Self {
        let file = folder.join(FILE);
        // Git does not follow a `.gitignore` that is a symbolic link either.
        if !file.symlink_metadata().is_ok_and(|metadata| metadata.is_file()) {
            return self;
        }
        let mut builder = GitignoreBuilder::new(folder);
        // A pattern that cannot be understood is passed over, as git does.
        let _ = builder.add(file);
        self.with(builder.build().unwrap_or_else(|_| Gitignore::empty()))
    }

    fn with(self, rules: Gitignore) -> Self {
        if rules.is_empty() { self } else { Self(Some(Arc::new(Level { rules, above: self }))) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    pub(super) fn leaves_out(&self, path: &Path, is_folder: bool) -> bool {
        let mut level = &self.0;
        while let Some(here) = level {
            match here.rules.matched(path, is_folder) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None => level = &here.above.0,
            }
        }
        false
    }
}

/// The rules of `info/exclude`, which all worktrees of a repository share.
fn excluded(git: &GitPlace) -> Gitignore {
    let common = std::fs::read_to_string(git.folder.join("commondir"));
    let folder = common.map_or_else(|_| git.folder.clone(), |to| git.folder.join(to.trim_end()));
    let mut builder = GitignoreBuilder::new(&git.root);
    let _ = builder.add(folder.join("info/exclude"));
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}
