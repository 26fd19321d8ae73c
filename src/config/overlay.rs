//! `overlay:`: another repository that joins this one where it is there. Says what comes from it; reads no file.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::Config;
use super::node::{get, merge, text, words};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::model::kind::Kind;
use crate::source::RelPath;
use crate::text::yaml::{Content, Node};

/// What the overlay's own `pm.yaml` adds to this one, which stands wherever it says something itself.
const JOINING: [&str; 6] = ["fields", "kinds", "people", "teams", "scores", "views"];

/// Another repository whose documents, kinds and fields join this one's.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Overlay {
    /// Where it lies, as seen from the folder of `pm.yaml`.
    pub(crate) path: String,
    /// The kinds that have documents there; where none are named, those that have none here.
    pub(crate) kinds: Vec<String>,
    /// What came from it; nothing while it is not there.
    pub(crate) joined: Option<Joined>,
}

/// What came from an overlay that is there.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Joined {
    /// The fields that it brought, by kind.
    fields: IndexMap<String, BTreeSet<String>>,
}

impl Joined {
    pub(crate) fn brought_field(&self, kind: &str, field: &str) -> bool {
        self.fields.get(kind).is_some_and(|fields| fields.contains(field))
    }
}

pub(super) fn read(path: &RelPath, root: &Node, findings: &mut Vec<Diagnostic>) -> Option<Overlay> {
    let node = get(root, "overlay")?;
    let place = if node.as_str().is_some() { node } else { get(node, "path")? };
    let written = place.as_str()?.trim().trim_end_matches('/').to_owned();
    if written.is_empty() || RelPath::new(&written).is_some() {
        let message = format!("`{written}` lies in this repository, and whoever has one has the other");
        findings.push(
            Diagnostic::new("invalid-config", Level::Error, Place::at(path, place.span), message)
                .with_help("name another repository beside this one, such as `../product-private`"),
        );
    }
    let kinds = if text(root, "overlay").is_some() { Vec::new() } else { words(node, "kinds") };
    Some(Overlay { path: written, kinds, joined: None })
}

/// The settings with what the overlay's add to them.
pub(super) fn with(root: &Node, overlay: &Node) -> Node {
    let Content::Map { entries, flow } = &overlay.content else { return root.clone() };
    let entries = entries.iter().filter(|entry| JOINING.contains(&&*entry.key.text)).cloned().collect();
    let base = Node { content: Content::Map { entries, flow: *flow }, ..overlay.clone() };
    merge(&base, root)
}

/// What the overlay brought to the kinds of `own`.
pub(super) fn brought(own: &[Kind], joined: &Config) -> Joined {
    let mut brought = Joined::default();
    for kind in &joined.kinds {
        let before = own.iter().find(|own| own.name == kind.name);
        let is_new = |name: &&String| before.is_none_or(|before| !before.fields.contains_key(*name));
        brought.fields.insert(kind.name.clone(), kind.fields.keys().filter(is_new).cloned().collect());
    }
    brought
}
