//! The id of a new artifact: a number that nobody has given, or a random one.

use std::collections::BTreeSet;

use crate::model::kind::Kind;
use crate::model::values::{Id, IdKey};

/// The next id of `kind`. `paths` are the paths or names of all files that may carry ids of the kind,
/// here and on other branches; `ids` those that documents are known to have besides.
pub(crate) fn next_id<'a>(
    kind: &Kind,
    paths: impl IntoIterator<Item = &'a str>,
    ids: impl IntoIterator<Item = &'a Id>,
    random: Option<u64>,
) -> Id {
    let prefix = &kind.identity.prefix;
    match random {
        None => {
            let named = paths.into_iter().filter_map(|path| number_of_name(kind, path));
            let largest = named.chain(ids.into_iter().filter_map(Id::number)).max().unwrap_or(0);
            Id::new(prefix, largest.saturating_add(1))
        }
        Some(entropy) => {
            let known = paths.into_iter().filter_map(|path| id_of_name(kind, path));
            let known = known.chain(ids.into_iter().cloned());
            let taken: BTreeSet<IdKey> = known.map(|id| id.key().with_prefix(prefix)).collect();
            let mut entropy = entropy;
            loop {
                let id = Id::random(prefix, entropy);
                if !taken.contains(id.key()) {
                    return id;
                }
                entropy = entropy.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            }
        }
    }
}

/// The next id beside one whose number has a dot, such as `task-354.02`: under the same first numbers, behind
/// every one that is taken there. Nothing for an id without a dot.
pub(crate) fn next_beside<'a>(
    kind: &Kind,
    old: &Id,
    paths: impl IntoIterator<Item = &'a str>,
    ids: impl IntoIterator<Item = &'a Id>,
) -> Option<Id> {
    let above = |id: &Id| {
        let text = id.key().with_prefix(&kind.identity.prefix).to_string();
        text.rsplit_once('.').and_then(|(above, last)| Some((above.to_owned(), last.parse::<u64>().ok()?)))
    };
    let (family, own) = above(old)?;
    let named = paths.into_iter().filter_map(|path| id_of_name(kind, path));
    let taken = named.chain(ids.into_iter().cloned()).filter_map(|id| above(&id));
    let largest = taken.filter(|(above, _)| *above == family).map(|(_, last)| last).max().unwrap_or(own);
    let (written, last) = old.as_str().rsplit_once('.')?;
    let width = last.len();
    Id::parse(&format!("{written}.{:0>width$}", largest.saturating_add(1))).ok()
}

/// The id that a path gives by the pattern of its kind.
pub(crate) fn captured_id(kind: &Kind, path: &str) -> Option<Id> {
    let (name, pattern) = (kind.identity.capture.as_ref()?, kind.files.captures.as_ref()?);
    Id::parse_of(&kind.identity.prefix, pattern.capture(path, name)?).ok()
}

/// The id that a path or the name of a file gives.
fn id_of_name(kind: &Kind, path: &str) -> Option<Id> {
    if let Some(id) = captured_id(kind, path) {
        return Some(id);
    }
    prefixes(kind).find_map(|prefix| Id::at_start_of(name_of(path), prefix))
}

/// The number of [`id_of_name`].
fn number_of_name(kind: &Kind, path: &str) -> Option<u64> {
    if let Some(id) = captured_id(kind, path) {
        return id.number();
    }
    prefixes(kind).find_map(|prefix| Id::number_at_start_of(name_of(path), prefix))
}

fn prefixes(kind: &Kind) -> impl Iterator<Item = &String> {
    std::iter::once(&kind.identity.prefix).chain(&kind.identity.spellings)
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
