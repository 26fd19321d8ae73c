//! A tree as `check` asks it for what links in bodies lead to.

use crate::check::Files;
use crate::source::{RelPath, Tree};

/// Any tree.
pub(crate) struct FilesOfTree<'a>(pub(crate) &'a dyn Tree);

impl Files for FilesOfTree<'_> {
    fn exists(&self, path: &RelPath) -> bool {
        self.0.exists(path)
    }

    fn text(&self, path: &RelPath) -> Option<String> {
        String::from_utf8(self.0.read(path).ok()?).ok()
    }
}
