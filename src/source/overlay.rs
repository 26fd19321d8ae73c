//! Trees made of another tree: as it would be after a change, and with some of its files alone.
//!
//! Both read through to the tree below and write nothing.

use std::collections::BTreeMap;

use crate::source::{FileChange, Listing, RelPath, SourceFault, SourceFaultKind, Tree};

/// A tree as it would be after changes that nobody has written.
pub(crate) struct Overlay<'a> {
    base: &'a dyn Tree,
    /// The new bytes by path; nothing for a file that is gone.
    files: BTreeMap<RelPath, Option<Vec<u8>>>,
}

impl<'a> Overlay<'a> {
    /// Lays `changes` over `base`, one after another. The bytes of a renamed file are read.
    pub(crate) fn of(base: &'a dyn Tree, changes: &[FileChange]) -> Result<Self, SourceFault> {
        let mut overlay = Self { base, files: BTreeMap::new() };
        for change in changes {
            match change {
                FileChange::Create { path, bytes } | FileChange::Replace { path, bytes, .. } => {
                    overlay.files.insert(path.clone(), Some(bytes.clone()));
                }
                FileChange::Remove { path, .. } => {
                    overlay.files.insert(path.clone(), None);
                }
                FileChange::Rename { from, to } => {
                    let bytes = overlay.read(from)?;
                    overlay.files.insert(from.clone(), None);
                    overlay.files.insert(to.clone(), Some(bytes));
                }
            }
        }
        Ok(overlay)
    }
}

impl Tree for Overlay<'_> {
    fn list(&self, folders: &[RelPath]) -> Listing {
        let mut listing = self.base.list(folders);
        listing.files.retain(|path| !self.files.contains_key(path));
        let new = self.files.iter().filter(|(path, bytes)| bytes.is_some() && is_listed(path, folders));
        listing.files.extend(new.map(|(path, _)| path.clone()));
        listing.files.sort();
        listing
    }

    fn read(&self, path: &RelPath) -> Result<Vec<u8>, SourceFault> {
        match self.files.get(path) {
            Some(Some(bytes)) => Ok(bytes.clone()),
            Some(None) => Err(SourceFault {
                path: Some(path.clone()),
                kind: SourceFaultKind::NotFound,
                reason: "no such file".into(),
            }),
            None => self.base.read(path),
        }
    }

    fn exists(&self, path: &RelPath) -> bool {
        match self.files.get(path) {
            Some(bytes) => bytes.is_some(),
            None => {
                self.base.exists(path)
                    || self.files.iter().any(|(file, bytes)| bytes.is_some() && file.is_under(path))
            }
        }
    }
}

/// A tree that lists some of its files and reads all of them: for a plan that needs few documents.
pub(crate) struct Narrowed<'a> {
    base: &'a dyn Tree,
    files: Vec<RelPath>,
}

impl<'a> Narrowed<'a> {
    pub(crate) fn to(base: &'a dyn Tree, files: impl IntoIterator<Item = RelPath>) -> Self {
        let mut files: Vec<RelPath> = files.into_iter().collect();
        files.sort();
        files.dedup();
        Self { base, files }
    }
}

impl Tree for Narrowed<'_> {
    fn list(&self, folders: &[RelPath]) -> Listing {
        let files = self.files.iter().filter(|path| is_listed(path, folders)).cloned().collect();
        Listing { files, faults: Vec::new() }
    }

    fn read(&self, path: &RelPath) -> Result<Vec<u8>, SourceFault> {
        self.base.read(path)
    }

    fn exists(&self, path: &RelPath) -> bool {
        self.base.exists(path)
    }
}

fn is_listed(path: &RelPath, folders: &[RelPath]) -> bool {
    folders.is_empty() || folders.iter().any(|folder| path.is_under(folder))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::memory::MemoryTree;

    fn path(text: &str) -> RelPath {
        RelPath::new(text).expect("a clean path")
    }

    #[test]
    fn a_change_is_seen_before_it_is_written() {
        let base = MemoryTree::of(&[("a.md", "a"), ("b.md", "b"), ("x/c.md", "c")]);
        let changes = [
            FileChange::Replace { path: path("a.md"), before: b"a".to_vec(), bytes: b"A".to_vec() },
            FileChange::Rename { from: path("a.md"), to: path("d.md") },
            FileChange::Remove { path: path("b.md"), before: b"b".to_vec() },
            FileChange::Create { path: path("new/e.md"), bytes: b"e".to_vec() },
        ];
        let after = Overlay::of(&base, &changes).expect("a preview");
        assert_eq!(after.list(&[]).files, [path("d.md"), path("new/e.md"), path("x/c.md")]);
        assert_eq!(after.list(&[path("x")]).files, [path("x/c.md")]);
        assert_eq!(after.read(&path("d.md")), Ok(b"A".to_vec()));
        assert_eq!(after.read(&path("a.md")).map_err(|fault| fault.kind), Err(SourceFaultKind::NotFound));
        assert!(after.exists(&path("new")) && after.exists(&path("x/c.md")) && !after.exists(&path("b.md")));
        assert_eq!(base.read(&path("a.md")), Ok(b"a".to_vec()));
    }

    #[test]
    fn a_narrowed_tree_lists_few_and_reads_all() {
        let base = MemoryTree::of(&[("a.md", "a"), ("b.md", "b")]);
        let narrow = Narrowed::to(&base, [path("a.md"), path("a.md")]);
        assert_eq!(narrow.list(&[]).files, [path("a.md")]);
        assert_eq!(narrow.read(&path("b.md")), Ok(b"b".to_vec()));
    }
}
