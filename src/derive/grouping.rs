//! Which documents are of one kind: by the folder, the names of the files, the prefix of the ids and the
//! keys they share.
//!
//! Knows nothing of what keys mean but for the few that make a file a document.

use std::collections::{BTreeMap, BTreeSet};

use super::reading::{Document, Form, NO_FIELDS, README, SETTINGS, TOO_FEW, is_about_others};
use super::words::{is_period_like, is_state_of_work, number_in_name};
use crate::model::values::Id;
use crate::source::RelPath;

/// A file name that so many folders hold is one document in each of them.
const FOLDERS_OF_A_BUNDLE: usize = 3;

/// So many folders beside each other hold one kind where their documents have the same keys.
const FOLDERS_OF_ONE_KIND: usize = 5;

/// Documents that are one kind.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Group {
    /// Positions among the documents, in the order of paths.
    pub(super) documents: Vec<usize>,
    /// The name of the file, where each document lies in a folder of its own.
    pub(super) bundle: Option<String>,
    pub(super) form: Form,
    /// The prefix that most of the ids have, as written.
    pub(super) prefix: Option<String>,
    /// The folders that hold them, or of a bundle the folders that hold theirs.
    pub(super) folders: BTreeSet<RelPath>,
}

/// Documents of one folder that look alike.
struct Unit {
    folder: RelPath,
    bundle: Option<String>,
    form: Form,
    documents: Vec<usize>,
    prefix: Option<String>,
    /// The keys that at least half of them have.
    keys: BTreeSet<String>,
}

/// The groups, and the documents that belong to none with the reason.
pub(super) fn group(documents: &[Document]) -> (Vec<Group>, Vec<(usize, &'static str)>) {
    let units = units(documents);
    let mut parent: Vec<usize> = (0..units.len()).collect();
    for one in 0..units.len() {
        for other in 0..one {
            if units[one].is_like(&units[other]) && are_related(&units, one, other) {
                let (root, child) = (root_of(&parent, other), root_of(&parent, one));
                parent[root.max(child)] = root.min(child);
            }
        }
    }
    let mut joined: BTreeMap<usize, Vec<&Unit>> = BTreeMap::new();
    for (at, unit) in units.iter().enumerate() {
        joined.entry(root_of(&parent, at)).or_default().push(unit);
    }
    let (mut groups, mut left_out) = (Vec::new(), Vec::new());
    let all = joined.into_values().map(|units| Group::of(documents, &units)).collect();
    for group in with_bare_ones(documents, all) {
        match group.refusal(documents) {
            None => groups.push(group),
            Some(reason) => left_out.extend(group.documents.iter().map(|at| {
                let is_about_others = is_about_others(&documents[*at].path);
                (*at, if is_about_others && reason != SETTINGS { README } else { reason })
            })),
        }
    }
    left_out.sort_unstable();
    (groups, left_out)
}

/// Numbered texts that say nothing at their head belong to those around them that do.
fn with_bare_ones(documents: &[Document], groups: Vec<Group>) -> Vec<Group> {
    let is_numbered = |at: &usize| number_in_name(documents[*at].path.stem()).is_some();
    let (mut bare, mut others): (Vec<Group>, Vec<Group>) =
        groups.into_iter().partition(|group| group.form == Form::Text);
    for group in &mut bare {
        let around = others.iter_mut().find(|other| {
            let numbered = other.documents.iter().filter(|at| is_numbered(at)).count();
            other.form == Form::Lines
                && super::is_most(numbered, other.documents.len())
                && other.documents.len() > group.documents.len()
                && !other.folders.is_disjoint(&group.folders)
        });
        let Some(around) = around else { continue };
        let (numbered, rest) = std::mem::take(&mut group.documents).into_iter().partition(is_numbered);
        group.documents = rest;
        around.documents.extend::<Vec<usize>>(numbered);
        around.documents.sort_unstable();
    }
    bare.retain(|group| !group.documents.is_empty());
    others.extend(bare);
    others.sort_by_key(|group| group.documents.first().copied());
    others
}

fn root_of(parent: &[usize], mut at: usize) -> usize {
    while parent[at] != at {
        at = parent[at];
    }
    at
}

/// The folder, the bundle, the form, and the prefix that the name of the file begins with.
type Look = (RelPath, Option<String>, Form, Option<String>);

fn units(documents: &[Document]) -> Vec<Unit> {
    let bundles = bundles(documents);
    let mut units: BTreeMap<Look, Vec<usize>> = BTreeMap::new();
    for (at, document) in documents.iter().enumerate() {
        let path = &document.path;
        let bundle = Some(path.file_name()).filter(|name| bundles.contains(*name)).map(str::to_owned);
        let folder = if bundle.is_some() { path.parent().parent() } else { path.parent() };
        let begins =
            prefix_in(document).filter(|prefix| path.file_name().to_lowercase().starts_with(&**prefix));
        units.entry((folder, bundle, document.form.clone(), begins)).or_default().push(at);
    }
    let unit = |((folder, bundle, form, _), own): (_, Vec<usize>)| Unit {
        folder,
        bundle,
        form,
        prefix: most_common(own.iter().filter_map(|at| prefix_in(&documents[*at])), own.len()),
        keys: shared_keys(documents, &own),
        documents: own,
    };
    units.into_iter().map(unit).collect()
}

/// Names of files that stand almost alone in their folders, and in several.
fn bundles(documents: &[Document]) -> BTreeSet<String> {
    let mut folders: BTreeMap<&str, BTreeSet<RelPath>> = BTreeMap::new();
    let mut sizes: BTreeMap<RelPath, usize> = BTreeMap::new();
    for document in documents.iter().filter(|document| document.form != Form::Text) {
        folders.entry(document.path.file_name()).or_default().insert(document.path.parent());
        *sizes.entry(document.path.parent()).or_default() += 1;
    }
    let stands_alone = |folders: &BTreeSet<RelPath>| {
        folders.iter().filter_map(|folder| sizes.get(folder)).sum::<usize>() <= folders.len() * 2
    };
    let is_bundle = |folders: &BTreeSet<RelPath>| {
        folders.len() >= FOLDERS_OF_A_BUNDLE
            && folders.iter().all(|folder| !folder.is_root())
            && stands_alone(folders)
    };
    folders.iter().filter(|(_, folders)| is_bundle(folders)).map(|(name, _)| (*name).to_owned()).collect()
}

/// The prefix of the id under `id`, in lower case.
fn prefix_in(document: &Document) -> Option<String> {
    let id = Id::parse(document.get("id")?.as_str()?).ok()?.without_product();
    Some(id.prefix().to_lowercase())
}

/// The keys that at least half of these documents have.
fn shared_keys(documents: &[Document], own: &[usize]) -> BTreeSet<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for at in own {
        for key in documents[*at].keys() {
            *counts.entry(key).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| count * 2 >= own.len()).map(|(key, _)| key.to_owned()).collect()
}

/// What more than half of `total` are; of those equally many the first.
fn most_common(words: impl Iterator<Item = String>, total: usize) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let (word, count) = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
    (count * 2 > total).then_some(word)
}

impl Unit {
    fn is_like(&self, other: &Self) -> bool {
        if self.form != other.form || self.bundle != other.bundle {
            return false;
        }
        match (&self.prefix, &other.prefix) {
            (Some(one), Some(other)) => one == other,
            _ if self.form == Form::Text => self.folder == other.folder,
            _ => {
                let shared = self.keys.intersection(&other.keys).count();
                let all = self.keys.union(&other.keys).count();
                shared >= 2.min(all) && shared * 2 >= all
            }
        }
    }

    /// The parts of its path but for those that say how far the work is: `archive`, `completed`.
    fn place(&self) -> Vec<&str> {
        self.folder.as_str().split('/').filter(|part| !is_state_of_work(part)).collect()
    }
}

/// Whether the places of two units that look alike allow them to be one kind.
fn are_related(units: &[Unit], one: usize, other: usize) -> bool {
    let (one, other) = (&units[one], &units[other]);
    let is_same_name = one.prefix == other.prefix && one.prefix.is_some() || one.bundle.is_some();
    if is_same_name {
        return true;
    }
    let holds =
        |above: &Unit, below: &Unit| below.folder.is_under(&above.folder) && above.documents.len() >= 3;
    if one.folder == other.folder || holds(one, other) || holds(other, one) || one.place() == other.place() {
        return true;
    }
    let parent = one.folder.parent();
    if parent != other.folder.parent() {
        return false;
    }
    let is_one_of_a_row = |unit: &Unit| {
        let name = unit.folder.file_name();
        is_period_like(name) || is_state_of_work(name)
    };
    let beside = units.iter().filter(|unit| unit.folder.parent() == parent && unit.is_like(one)).count();
    is_one_of_a_row(one) && is_one_of_a_row(other) || beside >= FOLDERS_OF_ONE_KIND
}

impl Group {
    fn of(documents: &[Document], units: &[&Unit]) -> Self {
        let mut own: Vec<usize> = units.iter().flat_map(|unit| unit.documents.iter().copied()).collect();
        own.sort_unstable();
        let written = own.iter().filter_map(|at| {
            let id = Id::parse(documents[*at].get("id")?.as_str()?).ok()?.without_product();
            Some(id.prefix().to_owned())
        });
        let prefix = most_common(written.clone().map(|prefix| prefix.to_lowercase()), own.len());
        // Of several spellings the one that most documents have.
        let prefix = prefix.and_then(|folded| {
            let same = written.filter(|prefix| prefix.to_lowercase() == folded);
            most_common(same.clone(), 1).or_else(|| same.min())
        });
        Self {
            documents: own,
            bundle: units.first().and_then(|unit| unit.bundle.clone()),
            form: units.first().map_or(Form::Text, |unit| unit.form.clone()),
            prefix,
            folders: units.iter().map(|unit| unit.folder.clone()).collect(),
        }
    }

    /// Why these documents are no kind.
    fn refusal(&self, documents: &[Document]) -> Option<&'static str> {
        let (count, keys) = (self.documents.len(), shared_keys(documents, &self.documents));
        let has = |names: &[&str]| names.iter().any(|name| keys.contains(*name));
        let names_itself = self.prefix.is_some() && has(&["title", "name", "summary", "status", "state"]);
        match &self.form {
            Form::FrontMatter => {
                let is_kind = names_itself || count >= 3 && !keys.is_empty() || count == 2 && keys.len() >= 3;
                (!is_kind).then_some(TOO_FEW)
            }
            Form::Yaml => {
                let is_kind = names_itself || count >= 3 && has(&["title", "status"]);
                (!is_kind).then_some(SETTINGS)
            }
            Form::Table(_) => (count < 3 || keys.len() < 2).then_some(NO_FIELDS),
            Form::Lines if count >= 3 && keys.len() >= 2 => None,
            Form::Lines | Form::Text => {
                let numbers: Vec<u64> = self
                    .documents
                    .iter()
                    .filter_map(|at| number_in_name(documents[*at].path.stem()))
                    .collect();
                let distinct: BTreeSet<u64> = numbers.iter().copied().collect();
                let is_series =
                    count >= 3 && numbers.len() * 10 >= count * 9 && distinct.len() * 10 >= count * 9;
                (!is_series).then_some(NO_FIELDS)
            }
        }
    }
}
