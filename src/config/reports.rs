//! `reports:`: where reports lie that people finish, and when silence is too long.

use super::node::{get, integer, text};
use crate::source::RelPath;
use crate::text::yaml::Node;

/// Where `pm.yaml` does not say.
const FOLDER: &str = "reports";
const SILENT: i64 = 30;

/// The settings of reports.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Reports {
    /// The folder of drafts.
    pub(crate) folder: RelPath,
    /// How many days something active may go without a check-in.
    pub(crate) silent: i64,
}

pub(super) fn read(root: &Node) -> Reports {
    let node = get(root, "reports");
    let folder = node.and_then(|node| text(node, "folder")).and_then(|path| RelPath::new(&path));
    Reports {
        folder: folder.unwrap_or_else(|| RelPath::root().join(FOLDER)),
        silent: node.and_then(|node| integer(node, "silent")).unwrap_or(SILENT).max(0),
    }
}
