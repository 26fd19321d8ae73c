//! A tree with another one beside it that is read as if it lay in it, under a name that no file of its own has.
//!
//! Reads through to the two and writes nothing.

use crate::source::{Listing, RelPath, SourceFault, Tree};

/// The name under which the files of the overlay are known. A colon is in no name of a file that every system
/// can hold, so that no plan has a folder called so.
const OVERLAY: &str = "overlay:";

/// Where the files of the overlay are known.
pub(crate) fn overlay() -> RelPath {
    RelPath::root().join(OVERLAY)
}

/// The path as the overlay has it, of a file that lies there.
pub(crate) fn in_overlay(path: &RelPath) -> Option<&str> {
    path.as_str().strip_prefix(OVERLAY)?.strip_prefix('/')
}

/// A tree in which another one lies under `mount`, where the first has nothing itself.
pub(crate) struct Mounted {
    pub(crate) tree: Box<dyn Tree>,
    pub(crate) mount: RelPath,
    pub(crate) mounted: Box<dyn Tree>,
}

impl Mounted {
    /// The path as the mounted tree has it, if it lies there.
    fn below(&self, path: &RelPath) -> Option<RelPath> {
        below(&self.mount, path)
    }

    fn above(&self, path: &RelPath) -> RelPath {
        if path.is_root() { self.mount.clone() } else { self.mount.join(path.as_str()) }
    }

    fn named_here(&self, fault: SourceFault) -> SourceFault {
        SourceFault { path: fault.path.map(|path| self.above(&path)), ..fault }
    }
}

/// The path as seen from `mount`, if it lies there.
fn below(mount: &RelPath, path: &RelPath) -> Option<RelPath> {
    let rest = path.as_str().strip_prefix(mount.as_str())?;
    match rest.strip_prefix('/') {
        Some(rest) => RelPath::new(rest),
        None => rest.is_empty().then(RelPath::root),
    }
}

impl Tree for Mounted {
    fn list(&self, folders: &[RelPath]) -> Listing {
        let (there, here): (Vec<RelPath>, Vec<RelPath>) =
            folders.iter().cloned().partition(|folder| self.below(folder).is_some());
        let mut listing =
            if here.is_empty() && !folders.is_empty() { Listing::default() } else { self.tree.list(&here) };
        if !there.is_empty() || folders.is_empty() {
            let wanted: Vec<RelPath> = there.iter().filter_map(|folder| self.below(folder)).collect();
            // The root alone stands for everything.
            let wanted = if wanted.iter().any(RelPath::is_root) { Vec::new() } else { wanted };
            let mounted = self.mounted.list(&wanted);
            listing.files.extend(mounted.files.iter().map(|path| self.above(path)));
            listing.faults.extend(mounted.faults.into_iter().map(|fault| self.named_here(fault)));
            listing.files.sort();
        }
        listing
    }

    fn read(&self, path: &RelPath) -> Result<Vec<u8>, SourceFault> {
        match self.below(path) {
            Some(below) => self.mounted.read(&below).map_err(|fault| self.named_here(fault)),
            None => self.tree.read(path),
        }
    }

    fn read_up_to(&self, path: &RelPath, largest: u64) -> Result<Option<Vec<u8>>, SourceFault> {
        match self.below(path) {
            Some(below) => self.mounted.read_up_to(&below, largest).map_err(|fault| self.named_here(fault)),
            None => self.tree.read_up_to(path, largest),
        }
    }

    fn exists(&self, path: &RelPath) -> bool {
        match self.below(path) {
            Some(below) => self.mounted.exists(&below),
            None => self.tree.exists(path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::memory::MemoryTree;

    fn path(text: &str) -> RelPath {
        RelPath::new(text).expect("a path")
    }

    #[test]
    fn a_mounted_tree_is_listed_and_read_under_its_name() {
        let tree = Mounted {
            tree: Box::new(MemoryTree::of(&[("ideas/a.md", "a"), ("pm.yaml", "")])),
            mount: path("private:"),
            mounted: Box::new(MemoryTree::of(&[("customers/b.md", "b"), ("pm.yaml", "")])),
        };
        let listed = |folders: &[&str]| -> Vec<String> {
            let folders: Vec<RelPath> = folders.iter().map(|folder| path(folder)).collect();
            tree.list(&folders).files.iter().map(ToString::to_string).collect()
        };
        assert_eq!(listed(&["ideas", "private:/customers"]), ["ideas/a.md", "private:/customers/b.md"]);
        assert_eq!(listed(&["private:/customers"]), ["private:/customers/b.md"]);
        assert_eq!(listed(&["customers"]), Vec::<String>::new());
        assert_eq!(listed(&[]).len(), 4);
        assert_eq!(tree.read(&path("private:/customers/b.md")), Ok(b"b".to_vec()));
        assert!(tree.exists(&path("private:/customers")) && !tree.exists(&path("customers")));
        let fault = tree.read(&path("private:/x.md")).expect_err("no such file");
        assert_eq!(fault.path, Some(path("private:/x.md")));
    }
}
