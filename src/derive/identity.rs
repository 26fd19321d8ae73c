//! How the documents of a group are told apart: a field that holds an id, a number in their path, or neither;
//! and the pattern of the path that reads the number.
//!
//! Looks at one group alone.

use std::collections::{BTreeMap, BTreeSet};

use super::grouping::Group;
use super::is_most;
use super::places::{Place, literal, path_below};
use super::reading::Document;
use super::words::{is_id_key, is_period_like, name_parts};
use crate::model::kind::PathPattern;
use crate::model::values::Id;
use crate::source::RelPath;

/// How a kind names its documents.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Identity {
    /// The key that holds the id.
    pub(crate) field: Option<String>,
    /// The prefix of the ids; nothing where documents are known by their paths.
    pub(crate) prefix: Option<String>,
    /// Other prefixes that the same ids are written with.
    pub(crate) spellings: Vec<String>,
    /// Whether ids are written with their prefix.
    is_whole: bool,
    /// The name in the path that gives the number.
    pub(crate) capture: Option<String>,
    /// How many documents have an id, by their field or their path.
    pub(crate) count: usize,
    pub(crate) example: Option<String>,
}

/// The number of the last part of a path that is no name of a bundle.
pub(super) fn number_of(group: &Group, path: &RelPath) -> Option<u64> {
    let name = own_name(group, path);
    let (_, digits, _) = name_parts(&name)?;
    digits.parse().ok()
}

/// What a document is called: its file, or in a bundle its folder.
fn own_name(group: &Group, path: &RelPath) -> String {
    match group.bundle {
        Some(_) => path.parent().file_name().to_owned(),
        None => path.stem().to_owned(),
    }
}

/// The number and the prefix that a value holds.
enum Written {
    Number(u64),
    Id(Id),
}

fn written(document: &Document, key: &str) -> Option<Written> {
    let text = document.get(key)?.as_str()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().map(Written::Number);
    }
    Id::parse(text).ok().map(|id| Written::Id(id.without_product()))
}

impl Identity {
    /// The identity of a group whose kind is called `name`; `may_have` says whether a prefix is free.
    pub(super) fn of(
        documents: &[Document],
        group: &Group,
        name: &str,
        path: Option<&PathPattern>,
        may_have: &dyn Fn(&str) -> bool,
    ) -> Self {
        let own: Vec<&Document> = group.documents.iter().map(|at| &documents[*at]).collect();
        let capture = path.filter(|path| path.names().any(|name| name == NUMBER)).filter(|path| {
            let numbers: Vec<&str> =
                own.iter().filter_map(|document| path.capture(document.path.as_str(), NUMBER)).collect();
            is_most(numbers.len(), own.len())
                && are_distinct(numbers.iter().filter_map(|text| text.parse::<u64>().ok()))
        });
        let mut keys: Vec<&str> =
            own.iter().flat_map(|document| document.keys()).collect::<BTreeSet<_>>().into_iter().collect();
        // `id` before all others, then the usual names, then whatever repeats the number of the path.
        keys.sort_by_key(|key| (*key != "id", !is_id_key(key)));
        let found = keys.into_iter().find_map(|key| Self::in_field(&own, group, name, key));
        let mut identity = match found {
            Some(found) => found,
            None if capture.is_some() => Self { prefix: Some(name.to_uppercase()), ..Self::default() },
            None => return Self::default(),
        };
        if !identity.prefix.as_deref().is_some_and(may_have) {
            return Self::default();
        }
        identity.spellings.retain(|spelling| may_have(spelling));
        // An id that is written whole is read from the start of the file's name, which needs no pattern.
        let capture = capture.filter(|_| !identity.is_whole);
        identity.capture = capture.map(|_| NUMBER.to_owned());
        let by_path =
            |document: &Document| Some(capture?.capture(document.path.as_str(), NUMBER)?.to_owned());
        let id = |document: &Document| match identity.field.as_deref().and_then(|key| written(document, key))
        {
            Some(Written::Id(id)) => Some(id.to_string()),
            Some(Written::Number(number)) => Some(format!("{}-{number}", identity.prefix.as_deref()?)),
            None => Some(format!("{}-{}", identity.prefix.as_deref()?, by_path(document)?)),
        };
        identity.count = own.iter().filter(|document| id(document).is_some()).count();
        identity.example = own.iter().find_map(|document| id(document));
        identity
    }

    fn in_field(own: &[&Document], group: &Group, name: &str, key: &str) -> Option<Self> {
        let values: Vec<(&Document, Written)> =
            own.iter().filter_map(|document| Some((*document, written(document, key)?))).collect();
        if !is_most(values.len(), own.len()) {
            return None;
        }
        let mut prefixes: BTreeMap<String, usize> = BTreeMap::new();
        let (mut numbers, mut repeats) = (Vec::new(), 0);
        for (document, value) in &values {
            match value {
                Written::Number(number) => {
                    numbers.push(number.to_string());
                    repeats += usize::from(number_of(group, &document.path) == Some(*number));
                }
                Written::Id(id) => {
                    numbers.push(id.key().to_string());
                    *prefixes.entry(id.prefix().to_owned()).or_default() += 1;
                }
            }
        }
        let is_called_so = is_id_key(key) || key.eq_ignore_ascii_case(name);
        let is_id =
            is_called_so && are_distinct(numbers.iter()) || is_most(repeats, own.len()) && own.len() > 2;
        if !is_id {
            return None;
        }
        let is_whole = !prefixes.is_empty();
        let main =
            prefixes.iter().max_by_key(|(prefix, count)| (**count, std::cmp::Reverse((*prefix).clone())));
        let prefix = main.map_or_else(|| name.to_uppercase(), |(prefix, _)| prefix.clone());
        let mut spellings: Vec<String> =
            prefixes.into_keys().filter(|other| !other.eq_ignore_ascii_case(&prefix)).collect();
        spellings.dedup_by(|one, other| one.eq_ignore_ascii_case(other));
        Some(Self {
            field: Some(key.to_owned()),
            prefix: Some(prefix),
            spellings,
            is_whole,
            ..Self::default()
        })
    }
}

/// Whether nine of ten values are there once.
fn are_distinct<T: Ord>(values: impl Iterator<Item = T>) -> bool {
    let all: Vec<T> = values.collect();
    let count = all.len();
    is_most(all.into_iter().collect::<BTreeSet<_>>().len(), count)
}

/// The name of the part of a path that is the number.
const NUMBER: &str = "number";

/// Patterns for the whole path of each document.
pub(super) struct PathOf {
    /// With the number of a document.
    pub(super) numbered: Option<String>,
    /// With the folders that documents lie in, where these are a row.
    pub(super) in_row: Option<String>,
}

/// A pattern for the whole path whose names are worth having: a number, or folders in a row.
pub(super) fn path_of(documents: &[Document], group: &Group, place: &Place) -> Option<PathOf> {
    let [folder] = place.folders.as_slice() else { return None };
    let paths: Vec<&RelPath> = group.documents.iter().map(|at| &documents[*at].path).collect();
    let below: Vec<&str> = paths.iter().filter_map(|path| path_below(&place.folders, path)).collect();
    let deepest = usize::from(group.bundle.is_some());
    let depths: BTreeSet<usize> = below.iter().map(|path| path.matches('/').count()).collect();
    let (least, most) = (*depths.first()?, *depths.last()?);
    let mut pattern = if folder.is_root() { String::new() } else { format!("{}/", literal(folder.as_str())) };
    let tops: Vec<&str> = below.iter().map(|path| path.split('/').next().unwrap_or("")).collect();
    let has_row = least > deepest;
    if has_row {
        pattern.push_str(&format!("{{{}}}/", row_name(&tops)));
    }
    if most > deepest + usize::from(has_row) {
        pattern.push_str("**/");
    }
    let endings: BTreeSet<&str> = paths.iter().map(|path| path.extension()).collect();
    let ending = match &group.bundle {
        Some(name) => format!("/{}", literal(name)),
        None if endings.len() == 1 => format!(".{}", endings.first()?),
        None => ".*".to_owned(),
    };
    let names: Vec<String> = paths.iter().map(|path| own_name(group, path)).collect();
    Some(PathOf {
        numbered: number_pattern(&names).map(|name| format!("{pattern}{name}{ending}")),
        in_row: has_row.then(|| format!("{pattern}{{name}}{ending}")),
    })
}

/// What folders in a row are called: `period`, or the word they begin with, of `sig-node` the `sig`.
fn row_name(folders: &[&str]) -> String {
    if folders.iter().all(|folder| is_period_like(folder)) {
        return "period".to_owned();
    }
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    for folder in folders {
        if let Some((word, _)) = folder.split_once(['-', '_']) {
            *words.entry(word).or_default() += 1;
        }
    }
    let usual =
        words.into_iter().max_by_key(|(_, count)| *count).filter(|(_, count)| is_most(*count, folders.len()));
    match usual {
        Some((word, _)) if word.bytes().all(|byte| byte.is_ascii_lowercase()) && word != NUMBER => {
            word.to_owned()
        }
        _ => "folder".to_owned(),
    }
}

/// The pattern of names that hold a number in one place: `eip-{number:digits}`, `{number:digits}-{slug}`.
fn number_pattern(names: &[String]) -> Option<String> {
    let mut forms: BTreeMap<(&str, Option<char>), usize> = BTreeMap::new();
    for name in names {
        if let Some((before, _, behind)) = name_parts(name) {
            *forms.entry((before, behind.chars().next())).or_default() += 1;
        }
    }
    let count = |same: &str| {
        forms.iter().filter(|((before, _), _)| *before == same).map(|(_, count)| count).sum::<usize>()
    };
    let ((before, sign), _) = forms.iter().max_by_key(|(_, count)| **count)?;
    if !is_most(count(before), names.len()) {
        return None;
    }
    let behind = sign.map_or_else(String::new, |sign| format!("{sign}{{slug}}"));
    Some(format!("{}{{{NUMBER}:digits}}{behind}", literal(before)))
}
