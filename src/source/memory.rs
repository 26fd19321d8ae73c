//! A tree in memory, for tests and fuzz targets.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::source::spelling::are_twins;
use crate::source::{FileChange, Listing, RelPath, SourceFault, SourceFaultKind, Store, Tree};

/// Files by path. Cloning copies the files.
#[derive(Debug, Default)]
pub(crate) struct MemoryTree {
    files: Mutex<BTreeMap<RelPath, Vec<u8>>>,
}

impl MemoryTree {
    /// A tree of the given paths and texts; a path that is not clean is left out.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let files = files
            .iter()
            .filter_map(|(path, text)| Some((RelPath::new(path)?, text.as_bytes().to_vec())))
            .collect();
        Self { files: Mutex::new(files) }
    }

    pub(crate) fn insert(&self, path: RelPath, bytes: Vec<u8>) {
        self.lock().insert(path, bytes);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<RelPath, Vec<u8>>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tree for MemoryTree {
    fn list(&self, folders: &[RelPath]) -> Listing {
        let files = self
            .lock()
            .keys()
            .filter(|path| folders.is_empty() || folders.iter().any(|folder| path.is_under(folder)))
            .cloned()
            .collect();
        Listing { files, faults: Vec::new() }
    }

    fn read(&self, path: &RelPath) -> Result<Vec<u8>, SourceFault> {
        self.lock().get(path).cloned().ok_or_else(|| fault(path, SourceFaultKind::NotFound, "no such file"))
    }

    fn exists(&self, path: &RelPath) -> bool {
        path.is_root() || self.lock().keys().any(|file| file.is_under(path))
    }
}

impl Store for MemoryTree {
    fn write(&self, changes: &[FileChange]) -> Result<(), SourceFault> {
        let mut files = self.lock();
        let mut after = files.clone();
        for change in changes {
            apply(&mut after, change)?;
        }
        *files = after;
        Ok(())
    }

    fn pending(&self) -> Option<Vec<RelPath>> {
        None
    }

    fn complete(&self) -> Result<Vec<RelPath>, SourceFault> {
        Ok(Vec::new())
    }
}

fn apply(files: &mut BTreeMap<RelPath, Vec<u8>>, change: &FileChange) -> Result<(), SourceFault> {
    let expect = |files: &BTreeMap<RelPath, Vec<u8>>, path: &RelPath, before: &[u8]| match files.get(path) {
        None => Err(fault(path, SourceFaultKind::NotFound, "no such file")),
        Some(bytes) if bytes != before => {
            Err(fault(path, SourceFaultKind::Conflict, "the file changed since it was read"))
        }
        Some(_) => Ok(()),
    };
    let expect_free =
        |files: &BTreeMap<RelPath, Vec<u8>>, path: &RelPath, from: Option<&RelPath>| match in_the_way(
            files, path, from,
        ) {
            Some(reason) => Err(fault(path, SourceFaultKind::Conflict, reason)),
            None => Ok(()),
        };
    match change {
        FileChange::Create { path, bytes } => {
            expect_free(files, path, None)?;
            files.insert(path.clone(), bytes.clone());
        }
        FileChange::Replace { path, before, bytes } => {
            expect(files, path, before)?;
            files.insert(path.clone(), bytes.clone());
        }
        FileChange::Rename { from, to } => {
            expect_free(files, to, Some(from))?;
            let bytes =
                files.remove(from).ok_or_else(|| fault(from, SourceFaultKind::NotFound, "no such file"))?;
            files.insert(to.clone(), bytes);
        }
        FileChange::Remove { path, before } => {
            expect(files, path, before)?;
            files.remove(path);
        }
    }
    Ok(())
}

/// Why a new file cannot stand at `path`, as a disk would say; `from` is the file that is renamed to it.
fn in_the_way(
    files: &BTreeMap<RelPath, Vec<u8>>,
    path: &RelPath,
    from: Option<&RelPath>,
) -> Option<&'static str> {
    let folder = path.parent();
    let mut above = folder.clone();
    while !above.is_root() {
        if files.contains_key(&above) {
            return Some("a file stands where a folder should be");
        }
        above = above.parent();
    }
    let below = |folder: &RelPath| {
        let start = if folder.is_root() { folder.clone() } else { folder.join("") };
        let folder = folder.clone();
        files.range(start..).map(|(file, _)| file).take_while(move |file| file.is_under(&folder))
    };
    if files.contains_key(path) {
        return Some("a file stands there already");
    }
    if below(path).next().is_some() {
        return Some("a folder stands there, not a file");
    }
    let is_twin = |file: &RelPath| {
        from != Some(file) && file.parent() == folder && are_twins(file.file_name(), path.file_name())
    };
    below(&folder).any(is_twin).then_some("a file stands there already, spelt differently")
}

fn fault(path: &RelPath, kind: SourceFaultKind, reason: &str) -> SourceFault {
    SourceFault { path: Some(path.clone()), kind, reason: reason.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> RelPath {
        RelPath::new(text).expect("a clean path")
    }

    #[test]
    fn a_change_is_carried_out_whole_or_not_at_all() {
        let tree = MemoryTree::of(&[("a.md", "a"), ("b.md", "b")]);
        let replace = FileChange::Replace { path: path("a.md"), before: b"a".to_vec(), bytes: b"A".to_vec() };
        let stale = FileChange::Remove { path: path("b.md"), before: b"old".to_vec() };
        assert_eq!(tree.write(&[replace, stale]).map_err(|fault| fault.kind), Err(SourceFaultKind::Conflict));
        assert_eq!(tree.read(&path("a.md")), Ok(b"a".to_vec()));
    }

    #[test]
    fn a_new_file_is_refused_where_a_disk_would_refuse_it() {
        let tree = MemoryTree::of(&[("a.md", "a"), ("ideas/b.md", "b")]);
        let create = |at: &str| tree.write(&[FileChange::Create { path: path(at), bytes: Vec::new() }]);
        for at in ["a.md", "A.md", "a.md/c.md", "ideas", "ideas/B.md"] {
            assert_eq!(create(at).map_err(|fault| fault.kind), Err(SourceFaultKind::Conflict), "{at}");
        }
        assert_eq!(tree.write(&[FileChange::Rename { from: path("a.md"), to: path("A.md") }]), Ok(()));
        assert_eq!(create("B.md"), Ok(()));
    }

    #[test]
    fn folders_exist_and_limit_a_listing() {
        let tree = MemoryTree::of(&[("ideas/a.md", ""), ("x.md", "")]);
        assert!(tree.exists(&path("ideas")));
        assert_eq!(tree.list(&[path("ideas")]).files, [path("ideas/a.md")]);
    }
}
