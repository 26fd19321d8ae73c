//! Where the documents of a kind lie: its folders, what their paths look like, and what is left out.
//!
//! What a pattern takes is asked of a kind as `pm.yaml` would make it, never worked out a second time.

use std::collections::{BTreeMap, BTreeSet};

use super::grouping::Group;
use super::reading::Document;
use super::words::{is_put_away, is_state_of_work};
use crate::config::{Config, FILE_NAME};
use crate::model::kind::{Kind, PathPattern};
use crate::source::RelPath;
use crate::text::edit::{Value, written};

/// A pattern that needs no more exclusions than this is good enough; else the one that needs fewest is taken.
const FEW: usize = 3;

/// So many folders are listed before the one around them is named in their place.
const LISTED: usize = 8;

/// The folders of a kind and what its paths look like.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Place {
    pub(super) folders: Vec<RelPath>,
    /// What paths below the folders look like; empty where all Markdown and YAML below them is meant.
    pub(super) files: Vec<String>,
    pub(super) exclude: Vec<String>,
}

/// What a place must tell apart.
pub(super) struct Ground<'a> {
    pub(super) documents: &'a [Document],
    /// Every file that may be a document, whether or not it is one.
    pub(super) files: &'a [RelPath],
    /// Files that cannot be read, which belong to the kind that lies around them.
    pub(super) unreadable: &'a BTreeSet<&'a RelPath>,
    /// Files that other kinds have already.
    pub(super) owned: &'a BTreeSet<RelPath>,
}

impl Place {
    /// The place of a group; `others` are the documents of all other groups.
    pub(super) fn of(ground: &Ground<'_>, group: &Group, others: &BTreeSet<&RelPath>) -> Self {
        let own: BTreeSet<&RelPath> = group.documents.iter().map(|at| &ground.documents[*at].path).collect();
        let mut best: Option<Self> = None;
        for folders in folder_sets(group, others) {
            for files in patterns(group, &folders, &own) {
                let Some(place) = Self::tried(ground, &own, folders.clone(), files) else { continue };
                if place.exclude.len() <= FEW {
                    return place;
                }
                if best.as_ref().is_none_or(|best| place.length() < best.length()) {
                    best = Some(place);
                }
            }
        }
        best.unwrap_or_else(|| Self { folders: ordered(&group.folders), ..Self::default() })
    }

    /// The place with what must be left out of it; nothing where it does not hold every document.
    fn tried(
        ground: &Ground<'_>,
        own: &BTreeSet<&RelPath>,
        folders: Vec<RelPath>,
        files: Vec<String>,
    ) -> Option<Self> {
        let mut place = Self { folders, files, exclude: Vec::new() };
        let kind = place.kind()?;
        if !own.iter().all(|path| kind.owns(path.as_str())) {
            return None;
        }
        let strays: Vec<&RelPath> = ground
            .files
            .iter()
            .filter(|path| !own.contains(path) && !ground.owned.contains(*path))
            .filter(|path| !ground.unreadable.contains(path) && kind.owns(path.as_str()))
            .collect();
        let kept: Vec<&RelPath> = own.iter().copied().chain(ground.unreadable.iter().copied()).collect();
        place.exclude = exclusions(&place.folders, &strays, &kept);
        Some(place)
    }

    /// How much there is to write.
    fn length(&self) -> usize {
        self.exclude.len() + self.folders.len()
    }

    /// The kind that `pm.yaml` would make of this place.
    pub(super) fn kind(&self) -> Option<Kind> {
        let texts = |texts: &[String]| Value::List(texts.iter().map(Value::text).collect());
        let folders: Vec<String> = self.folders.iter().map(RelPath::to_string).collect();
        let mut entries =
            vec![("folder".to_owned(), texts(&folders)), ("exclude".to_owned(), texts(&self.exclude))];
        if !self.files.is_empty() {
            entries.push(("files".to_owned(), texts(&self.files)));
        }
        let kinds = Value::Map(vec![("probe".to_owned(), Value::Map(entries))]);
        let text =
            written(&[("shipped_kinds".to_owned(), Value::plain("none")), ("kinds".to_owned(), kinds)]);
        Config::read(&RelPath::root().join(FILE_NAME), &text).0.kinds.pop()
    }
}

/// The folders that may be named, the likeliest first: a folder around those that hold the documents, where
/// nothing of another kind lies in it; else they themselves.
fn folder_sets(group: &Group, others: &BTreeSet<&RelPath>) -> Vec<Vec<RelPath>> {
    let is_free = |folder: &RelPath| !others.iter().any(|path| path.is_under(folder));
    let mut folders = outermost(&group.folders);
    let own = ordered(&folders);
    // A folder above takes the place of several in it.
    loop {
        let mut below: BTreeMap<RelPath, (usize, usize)> = BTreeMap::new();
        for folder in folders.iter().filter(|folder| !folder.is_root()) {
            let (count, states) = below.entry(folder.parent()).or_default();
            (*count, *states) = (*count + 1, *states + usize::from(is_state_of_work(folder.file_name())));
        }
        let all = folders.len();
        let above = below.into_iter().find(|(parent, (count, states))| {
            // One folder beside those of what is done or put away is where new documents go, and stays named.
            let is_row = *count >= 2 && count - states != 1;
            is_row && is_free(parent) && (!parent.is_root() || all > LISTED)
        });
        let Some((parent, _)) = above else { break };
        folders.insert(parent);
        folders = outermost(&folders);
    }
    // What is archived may lie deeper than what is not.
    let raised: BTreeSet<RelPath> = folders
        .iter()
        .map(|folder| {
            let parent = folder.parent();
            if is_put_away(parent.file_name()) && is_free(&parent) { parent } else { folder.clone() }
        })
        .collect();
    let mut sets = vec![ordered(&outermost(&raised))];
    if own.len() <= LISTED && !sets.contains(&own) {
        sets.push(own);
    }
    sets
}

fn outermost(folders: &BTreeSet<RelPath>) -> BTreeSet<RelPath> {
    let lies_in_another =
        |folder: &RelPath| folders.iter().any(|other| other != folder && folder.is_under(other));
    folders.iter().filter(|folder| !lies_in_another(folder)).cloned().collect()
}

/// In the order of `pm.yaml`, where the first takes new documents: what says how far work is comes last.
fn ordered(folders: &BTreeSet<RelPath>) -> Vec<RelPath> {
    let mut ordered: Vec<RelPath> = outermost(folders).into_iter().collect();
    let parts = |folder: &RelPath, is: fn(&str) -> bool| folder.as_str().split('/').any(is);
    ordered.sort_by_key(|folder| (parts(folder, is_put_away), is_state_of_work(folder.file_name())));
    ordered
}

/// What paths may look like, the shortest first.
fn patterns(group: &Group, folders: &[RelPath], own: &BTreeSet<&RelPath>) -> Vec<Vec<String>> {
    if let Some(name) = &group.bundle {
        return vec![vec![format!("**/{}", literal(name))]];
    }
    let endings: BTreeSet<&str> = own.iter().map(|path| path.extension()).collect();
    let with =
        |start: &str| -> Vec<String> { endings.iter().map(|ending| format!("{start}*.{ending}")).collect() };
    let mut patterns = Vec::new();
    // At the root whatever else there is would be taken too.
    let is_at_root = folders.iter().any(RelPath::is_root);
    if !is_at_root && endings.iter().all(|ending| matches!(*ending, "md" | "yaml")) {
        patterns.push(Vec::new());
    }
    let below: Vec<&str> = own.iter().filter_map(|path| path_below(folders, path)).collect();
    if let Some(start) = common_start(below.iter().map(|path| path.split('/').next().unwrap_or("")))
        && below.iter().all(|path| path.contains('/'))
    {
        let is_flat = below.iter().all(|path| path.matches('/').count() == 1);
        patterns.push(with(&format!("{}*/{}", literal(&start), if is_flat { "" } else { "**/" })));
    }
    if let Some(start) = common_start(own.iter().map(|path| path.file_name())) {
        patterns.push(with(&format!("**/{}", literal(&start))));
    }
    if own
        .iter()
        .all(|path| super::words::name_parts(path.stem()).is_some_and(|(before, ..)| before.is_empty()))
    {
        patterns.push(endings.iter().map(|ending| format!("**/{{number:digits}}*.{ending}")).collect());
    }
    let at = usize::from(patterns.first().is_some_and(Vec::is_empty));
    patterns.insert(if is_at_root { patterns.len() } else { at }, with("**/"));
    patterns
}

/// What all names begin with, up to the last sign between words or the first digit; nothing where that is short.
fn common_start<'a>(mut names: impl Iterator<Item = &'a str>) -> Option<String> {
    let first = names.next()?;
    let mut start = first.to_owned();
    for name in names {
        let shared = start.chars().zip(name.chars()).take_while(|(one, other)| one == other).count();
        start = start.chars().take(shared).collect();
    }
    // A number or a word that goes on differently is cut where it begins.
    let cut = start.rfind(['-', '_', ' ']).map_or(0, |at| at + 1);
    let digits = start.trim_end_matches(|sign: char| sign.is_ascii_digit());
    // Of years the century.
    let kept = if start.len() >= 2 && digits.is_empty() { &start[..2] } else { &start[..cut] };
    (kept.chars().count() >= 2).then(|| kept.to_owned())
}

/// The path as seen from the folder that holds it.
pub(super) fn path_below<'p>(folders: &[RelPath], path: &'p RelPath) -> Option<&'p str> {
    let folder = folders.iter().find(|folder| path.is_under(folder))?;
    let text = path.as_str();
    if folder.is_root() { Some(text) } else { text.strip_prefix(folder.as_str())?.strip_prefix('/') }
}

/// A text as a pattern that takes it: signs that mean something in a pattern are any one sign.
pub(super) fn literal(text: &str) -> String {
    text.replace(['*', '?', '{', '}'], "?")
}

/// Patterns that take all strays and nothing that is kept.
fn exclusions(folders: &[RelPath], strays: &[&RelPath], kept: &[&RelPath]) -> Vec<String> {
    let kept: Vec<&str> = kept.iter().filter_map(|path| path_below(folders, path)).collect();
    let mut left: Vec<&str> = strays.iter().filter_map(|path| path_below(folders, path)).collect();
    let mut exclude = Vec::new();
    let mut take = |pattern: String, left: &mut Vec<&str>| {
        let Ok(parsed) = PathPattern::parse(&pattern) else { return };
        if !kept.iter().any(|path| parsed.matches(path)) && left.iter().any(|path| parsed.matches(path)) {
            left.retain(|path| !parsed.matches(path));
            exclude.push(pattern);
        }
    };
    // A folder of nothing else, then a name that several folders have, then one file at a time.
    let tops: BTreeSet<&str> = left.iter().filter_map(|path| Some(path.split_once('/')?.0)).collect();
    for top in tops {
        take(format!("{}/**", literal(top)), &mut left);
    }
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for path in &left {
        *names.entry(path.rsplit('/').next().unwrap_or(path)).or_default() += 1;
    }
    for (name, _) in names.into_iter().filter(|(_, count)| *count > 1) {
        take(format!("**/{}", literal(name)), &mut left);
    }
    while let Some(path) = left.first().copied() {
        let before = left.len();
        take(literal(path), &mut left);
        if left.len() == before {
            left.remove(0);
        }
    }
    exclude
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_begin_alike_up_to_a_whole_word() {
        let check = |names: &[&str], expect: Option<&str>| {
            assert_eq!(common_start(names.iter().copied()).as_deref(), expect, "{names:?}");
        };
        check(&["eip-20.md", "eip-55.md"], Some("eip-"));
        check(&["sig-node", "sig-network"], Some("sig-"));
        check(&["2024h2", "2025h1"], Some("20"));
        check(&["2024", "2031"], Some("20"));
        check(&["a.md", "b.md"], None);
    }

    #[test]
    fn what_is_left_out_is_named_shortly() {
        let paths =
            |texts: &[&str]| -> Vec<RelPath> { texts.iter().filter_map(|text| RelPath::new(text)).collect() };
        let (strays, kept) = (
            paths(&["a/notes/1.md", "a/notes/2.md", "a/x/SUMMARY.md", "a/y/SUMMARY.md", "a/x/odd{1}.md"]),
            paths(&["a/x/1.md", "a/y/2.md"]),
        );
        let found =
            exclusions(&paths(&["a"]), &strays.iter().collect::<Vec<_>>(), &kept.iter().collect::<Vec<_>>());
        assert_eq!(found, ["notes/**", "**/SUMMARY.md", "x/odd?1?.md"]);
    }
}
