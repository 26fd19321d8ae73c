//! Where artifacts stood at another moment, whatever their documents were called then.
//!
//! Recognises a document by its path, else by the name of its file, its title or its text, among those
//! that name the same id: the id alone is what is in question.

use std::sync::Arc;

use similar::TextDiff;

use crate::config::Config;
use crate::model::artifact::Artifact;
use crate::model::values::IdKey;
use crate::plan::{folders, id_named_by, key_of, read_document};
use crate::source::{RelPath, Tree};

/// From which share of equal lines on two texts are versions of one document, as git takes it for renames.
const SIMILAR: f32 = 0.5;

/// The paths at which artifacts stand in `tree` under the id with this key; nothing for one that does not.
///
/// The artifacts are of one product and one kind, and none of them is another.
pub(super) fn standing(
    tree: &dyn Tree,
    config: &Config,
    key: &IdKey,
    artifacts: &[&Artifact],
) -> Vec<Option<RelPath>> {
    let (mut found, others) = by_name(tree, config, key, artifacts);
    let ratio =
        |artifact: &Artifact, other: &Artifact| TextDiff::from_lines(&*artifact.text, &*other.text).ratio();
    // Two that were made under one name: one of them has another since the conflict was resolved.
    for at in 0..artifacts.len() {
        if found[at].is_some() {
            continue;
        }
        let taken = (0..artifacts.len()).find(|other| {
            let there =
                found[*other].as_ref().and_then(|path| read_document(config, path, tree.read(path).ok()?));
            there.is_some_and(|there| {
                there.title == artifacts[at].title
                    && ratio(artifacts[at], &there) > ratio(artifacts[*other], &there)
            })
        });
        if let Some(other) = taken {
            found[at] = found[other].take();
        }
    }
    // What nobody recognises by a name is the one whose text is most like it.
    let mut alike: Vec<(f32, usize, &Artifact)> = Vec::new();
    for (at, artifact) in artifacts.iter().enumerate().filter(|(at, _)| found[*at].is_none()) {
        alike.extend(others.iter().map(Arc::as_ref).map(|other| (ratio(artifact, other), at, other)));
    }
    alike.retain(|(ratio, ..)| *ratio > SIMILAR);
    alike.sort_by(|one, other| other.0.total_cmp(&one.0));
    for (_, at, other) in alike {
        if found[at].is_none() && !found.iter().flatten().any(|path| *path == other.path) {
            found[at] = Some(other.path.clone());
        }
    }
    found
}

/// The same for artifacts that may never have been in `tree`: without a look at what is alike, for two
/// documents that are new are alike as well.
pub(super) fn standing_by_name(
    tree: &dyn Tree,
    config: &Config,
    key: &IdKey,
    artifacts: &[&Artifact],
) -> Vec<Option<RelPath>> {
    by_name(tree, config, key, artifacts).0
}

/// What is recognised by its path, its file's name or its title; and the other documents with the id.
fn by_name(
    tree: &dyn Tree,
    config: &Config,
    key: &IdKey,
    artifacts: &[&Artifact],
) -> (Vec<Option<RelPath>>, Vec<Arc<Artifact>>) {
    let mut found: Vec<Option<RelPath>> = artifacts
        .iter()
        .map(|artifact| has_id(tree, config, &artifact.path, key).then(|| artifact.path.clone()))
        .collect();
    if found.iter().all(Option::is_some) {
        return (found, Vec::new());
    }
    let mut others = named(tree, config, key);
    others.retain(|other| {
        artifacts.first().is_some_and(|first| (other.kind, other.product) == (first.kind, first.product))
    });
    let ways: [fn(&Artifact, &Artifact) -> bool; 2] =
        [|now, then| now.path.file_name() == then.path.file_name(), |now, then| now.title == then.title];
    for is_same in ways {
        for (at, artifact) in artifacts.iter().enumerate().filter(|(_, artifact)| !artifact.title.is_empty())
        {
            others.retain(|other| !found.iter().flatten().any(|path| *path == other.path));
            if found[at].is_none() {
                let same = others.iter().find(|other| is_same(artifact, other));
                found[at] = same.map(|same| same.path.clone());
            }
        }
    }
    others.retain(|other| !found.iter().flatten().any(|path| *path == other.path));
    (found, others)
}

/// The documents in `tree` whose names give the id with this key, as far as they can be read.
pub(super) fn named(tree: &dyn Tree, config: &Config, key: &IdKey) -> Vec<Arc<Artifact>> {
    let files = tree.list(&folders(config)).files;
    files
        .iter()
        .filter(|path| id_named_by(config, path).as_ref() == Some(key))
        .filter_map(|path| read_document(config, path, tree.read(path).ok()?))
        .filter(|artifact| is_called(config, artifact, key))
        .collect()
}

/// Whether a document at `path` has the id; one that cannot be read has the id that its name gives.
fn has_id(tree: &dyn Tree, config: &Config, path: &RelPath, key: &IdKey) -> bool {
    let Ok(bytes) = tree.read(path) else { return false };
    match read_document(config, path, bytes) {
        Some(artifact) => is_called(config, &artifact, key),
        None => id_named_by(config, path).as_ref() == Some(key),
    }
}

fn is_called(config: &Config, artifact: &Artifact, key: &IdKey) -> bool {
    let kind = &config.kinds[usize::from(artifact.kind)];
    artifact.id.as_ref().is_some_and(|id| key_of(kind, id) == *key)
}
