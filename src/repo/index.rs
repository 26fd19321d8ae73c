//! The files as they are staged for the next commit: what a commit hook has to judge.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::path::Path;
use std::sync::Arc;

use git2::{Index, IndexEntry, IndexEntryExtendedFlag};

use crate::repo::fault;
use crate::repo::git::Git;
use crate::repo::objects::{self, Entry, Objects};
use crate::repo::walk;
use crate::source::{Listing, RelPath, SourceFault, SourceFaultKind, Tree};

/// The staged index, as it was when opened.
pub(crate) struct IndexTree {
    git: Arc<Git>,
    entries: BTreeMap<RelPath, Entry>,
    /// Entries that cannot be shown, with the folder or file that each concerns.
    faults: Vec<SourceFault>,
}

impl IndexTree {
    /// The index of the working tree, or the `file` that git has for the commit at hand.
    pub(super) fn open(git: Arc<Git>, file: Option<&Path>) -> Result<Self, SourceFault> {
        let read = git.with(|repository| {
            let index = match file {
                Some(file) => Index::open_ext(file, repository.object_format())?,
                None => repository.index()?,
            };
            Ok(index.iter().collect::<Vec<_>>())
        })?;
        let staged: Vec<IndexEntry> = read.map_err(|error| git.fault(&error))?;
        let mut tree = Self { git, entries: BTreeMap::new(), faults: Vec::new() };
        for entry in &staged {
            tree.take(entry);
        }
        tree.faults.dedup();
        Ok(tree)
    }

    fn take(&mut self, entry: &IndexEntry) {
        let intended = IndexEntryExtendedFlag::from_bits_truncate(entry.flags_extended).is_intent_to_add();
        if intended {
            return;
        }
        let Ok(name) = std::str::from_utf8(&entry.path) else {
            let slash = entry.path.iter().rposition(|byte| *byte == b'/');
            let (folder, name) = entry.path.split_at(slash.map_or(0, |slash| slash + 1));
            let folder = RelPath::new(&String::from_utf8_lossy(folder))
                .and_then(|path| self.git.to_product_path(&path));
            self.faults.extend(folder.map(|folder| walk::not_utf8(&folder, name)));
            return;
        };
        let Some(path) = RelPath::new(name).and_then(|path| self.git.to_product_path(&path)) else { return };
        // The bits of the stage: a file in conflict has no staged content but two or three.
        if entry.flags & 0x3000 != 0 {
            let reason = "it is in a merge conflict; resolve it and stage it with `git add`";
            self.faults.push(fault::new(&path, SourceFaultKind::Conflict, reason));
        } else if let Some(entry) = Entry::of_mode(entry.mode, entry.id) {
            self.entries.insert(path, entry);
        }
    }

    /// The entries below a folder, in order.
    fn below<'a>(&'a self, folder: &'a RelPath) -> impl Iterator<Item = (&'a RelPath, Entry)> {
        let start = if folder.is_root() { folder.clone() } else { folder.join("") };
        self.entries
            .range((Bound::Excluded(start), Bound::Unbounded))
            .take_while(|(path, _)| path.is_under(folder))
            .map(|(path, entry)| (path, *entry))
    }
}

impl Objects for IndexTree {
    fn git(&self) -> &Git {
        &self.git
    }

    fn entry(&self, path: &RelPath) -> Result<Option<Entry>, SourceFault> {
        if let Some(entry) = self.entries.get(path) {
            return Ok(Some(*entry));
        }
        let is_folder = path.is_root() || self.below(path).next().is_some();
        Ok(is_folder.then_some(Entry::Folder))
    }

    fn visit(&self, folder: &RelPath, see: &mut dyn FnMut(RelPath, Entry), _faults: &mut Vec<SourceFault>) {
        for (path, entry) in self.below(folder) {
            if !is_hidden(path, folder) {
                see(path.clone(), entry);
            }
        }
    }
}

/// Whether a part of the path below the folder is hidden.
fn is_hidden(path: &RelPath, folder: &RelPath) -> bool {
    let below = path.as_str().get(folder.as_str().len()..).unwrap_or("");
    below.trim_start_matches('/').split('/').any(|part| part.starts_with('.'))
}

impl Tree for IndexTree {
    fn list(&self, folders: &[RelPath]) -> Listing {
        let mut listing = objects::list(self, folders);
        let concerns = |fault: &&SourceFault| {
            folders.is_empty()
                || fault.path.as_ref().is_some_and(|path| folders.iter().any(|folder| path.is_under(folder)))
        };
        listing.faults.extend(self.faults.iter().filter(concerns).cloned());
        listing
    }

    fn read(&self, path: &RelPath) -> Result<Vec<u8>, SourceFault> {
        let conflict = self.faults.iter().find(|fault| fault.path.as_ref() == Some(path));
        match conflict {
            Some(fault) if fault.kind == SourceFaultKind::Conflict => Err(fault.clone()),
            _ => objects::read(self, path),
        }
    }

    fn exists(&self, path: &RelPath) -> bool {
        objects::exists(self, path)
            || self.faults.iter().any(|fault| {
                fault.kind == SourceFaultKind::Conflict
                    && fault.path.as_ref().is_some_and(|conflict| conflict.is_under(path))
            })
    }
}

#[cfg(test)]
mod tests;
