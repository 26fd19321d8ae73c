//! A plan beside another one of the same settings: what is the same in both is neither read nor kept twice.
//!
//! Knows which files differ, never why.

use std::collections::HashSet;
use std::sync::Arc;

use super::document::Document;
use super::load::{connect, documents, folders, read};
use super::lookup::Names;
use super::{Plan, Unreadable, link};
use crate::model::artifact::Artifact;
use crate::source::{RelPath, Tree};

/// A plan, and what is different in the tree from which another one is loaded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Beside<'a> {
    pub(crate) plan: &'a Plan,
    /// The files that are not the same, sorted.
    pub(crate) changed: &'a [RelPath],
}

/// Loads a plan from `tree` with the settings of the other one. What is wrong with its documents is not said.
pub(crate) fn load_beside(tree: &dyn Tree, beside: Beside<'_>) -> Plan {
    let Plan { config, config_text, .. } = beside.plan;
    let changed = beside.changed_documents(tree);
    let (found, broken) = read(tree, config, &changed, &mut Vec::new());
    let artifacts = merged(&beside.plan.artifacts, found, beside.changed, |artifact| &artifact.path);
    let unreadable = merged(&beside.plan.unreadable, broken, beside.changed, |document| &document.path);
    let has_same_names = beside.has_same_names(&artifacts, &unreadable);
    let names = match has_same_names {
        true => Arc::clone(&beside.plan.names),
        false => Arc::new(Names::of(config, &artifacts, &unreadable)),
    };
    let mut plan = Plan {
        config: config.clone(),
        config_text: config_text.clone(),
        file_count: artifacts.len() + unreadable.len(),
        artifacts,
        unreadable,
        names,
        links: Vec::new(),
        outgoing: Vec::new(),
        incoming: Vec::new(),
    };
    connect(&mut plan, |plan, index| {
        let artifact = plan.artifact(index);
        // Where every name means the same, so does every link, and positions are the same, too.
        match has_same_names && !beside.is_changed(&artifact.path) {
            true => beside.plan.links_from(index).to_vec(),
            false => link::links_of(plan, index, artifact),
        }
    });
    plan
}

impl Beside<'_> {
    fn is_changed(&self, path: &RelPath) -> bool {
        self.changed.binary_search(path).is_ok()
    }

    /// The changed files that are documents in `tree`.
    fn changed_documents(&self, tree: &dyn Tree) -> Vec<Document> {
        // No folder at all would stand for the whole tree.
        if self.changed.is_empty() {
            return Vec::new();
        }
        let folders = folders(&self.plan.config);
        let mut files = tree.list(self.changed).files;
        files.retain(|path| self.is_changed(path) && is_listed(&folders, path));
        documents(&self.plan.config, files)
    }

    /// Whether a reference leads to the same artifact, at the same position, in both plans.
    fn has_same_names(&self, artifacts: &[Arc<Artifact>], unreadable: &[Unreadable]) -> bool {
        let kinds = &self.plan.config.kinds;
        let is_same_artifact = |(old, new): (&Arc<Artifact>, &Arc<Artifact>)| {
            Arc::ptr_eq(old, new)
                || (&old.path, old.kind, old.product) == (&new.path, new.kind, new.product)
                    && Names::written_in(&kinds[usize::from(old.kind)], old)
                        == Names::written_in(&kinds[usize::from(new.kind)], new)
        };
        let is_same_place = |(old, new): (&Unreadable, &Unreadable)| {
            (&old.path, old.product, &old.key) == (&new.path, new.product, &new.key)
        };
        self.plan.artifacts.len() == artifacts.len()
            && self.plan.unreadable.len() == unreadable.len()
            && self.plan.artifacts.iter().zip(artifacts).all(is_same_artifact)
            && self.plan.unreadable.iter().zip(unreadable).all(is_same_place)
    }
}

/// Whether a listing of `folders`, or of everything where there are none, holds a file: it does not lie in a
/// hidden folder, nor is it hidden itself.
fn is_listed(folders: &[RelPath], path: &RelPath) -> bool {
    let below = |folder: &RelPath| match folder.is_root() {
        true => Some(path.as_str()),
        false if path.is_under(folder) => path.as_str().get(folder.as_str().len() + 1..),
        false => None,
    };
    let is_shown = |below: &str| !below.split('/').any(|part| part.starts_with('.'));
    match folders {
        [] => is_shown(path.as_str()),
        folders => folders.iter().filter_map(below).any(is_shown),
    }
}

/// What is the same and what was found, sorted by path.
fn merged<T: Clone>(old: &[T], found: Vec<T>, changed: &[RelPath], path: impl Fn(&T) -> &RelPath) -> Vec<T> {
    let changed: HashSet<&RelPath> = changed.iter().collect();
    let mut merged: Vec<T> = old.iter().filter(|one| !changed.contains(path(one))).cloned().collect();
    merged.extend(found);
    merged.sort_by(|one, other| path(one).cmp(path(other)));
    merged
}
