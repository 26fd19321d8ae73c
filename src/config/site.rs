//! `site:`: what a published plan is called, and where its readers go to change it or to answer.

use super::node::{get, text};
use crate::text::yaml::Node;

/// The settings of a published plan.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Site {
    pub(crate) title: Option<String>,
    /// Where it is published.
    pub(crate) address: Option<String>,
    /// Where a document is edited, with `{path}`, `{id}` and `{title}` in it.
    pub(crate) edit: Option<String>,
    /// Where readers say what they think, with the same names in it.
    pub(crate) feedback: Option<String>,
}

pub(super) fn read(root: &Node) -> Site {
    let Some(node) = get(root, "site") else { return Site::default() };
    let said = |key: &str| text(node, key).filter(|text| !text.trim().is_empty());
    Site { title: said("title"), address: said("address"), edit: said("edit"), feedback: said("feedback") }
}
