//! Whether the values of a field name other documents, by their ids, their numbers or their paths.
//!
//! Follows references as the plan does, as far as that shows that a field holds any.

use std::collections::{BTreeMap, BTreeSet};

use super::values::Piece;
use super::words::meaning;
use crate::model::field::Meaning;
use crate::model::values::{Id, IdKey, Url};
use crate::source::RelPath;
use crate::text::markdown::WikiName;

/// All documents of all groups, by what they may be called.
#[derive(Default)]
pub(super) struct Known {
    /// The group of each document.
    paths: BTreeMap<RelPath, usize>,
    /// By the name of the file without its ending, in lower case, and by title: what double brackets name.
    names: BTreeMap<String, usize>,
    ids: BTreeMap<IdKey, usize>,
    /// The number of an id, where a group writes it alone.
    numbers: BTreeSet<(usize, u64)>,
    /// The name of the file of a group's bundles.
    bundles: BTreeMap<usize, String>,
}

impl Known {
    pub(super) fn insert(&mut self, group: usize, path: RelPath, id: Option<Id>) {
        if let Some(id) = id {
            self.numbers.extend(id.number().map(|number| (group, number)));
            self.ids.insert(id.key().clone(), group);
        }
        self.names.entry(path.stem().to_lowercase()).or_insert(group);
        self.paths.insert(path, group);
    }

    /// Another name of a document, as its title.
    pub(super) fn title(&mut self, group: usize, title: &str) {
        self.names.entry(title.trim().to_lowercase()).or_insert(group);
    }

    pub(super) fn bundle(&mut self, group: usize, name: &str) {
        self.bundles.insert(group, name.to_owned());
    }
}

/// A field that leads to other documents.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct ProposedLink {
    /// The positions of the groups it leads to; of their kinds, once these have names.
    pub(crate) to: BTreeSet<usize>,
    pub(crate) meaning: Meaning,
    pub(crate) urls: bool,
    /// Endings of paths that say nothing.
    pub(crate) strip: Vec<String>,
    /// The field of the target that says the same from its side.
    pub(crate) mirror: Option<String>,
}

/// What the fields of one group may lead to.
pub(super) struct LinkTry<'a> {
    pub(super) known: &'a Known,
    pub(super) group: usize,
    /// The folders of the documents, by their position.
    pub(super) folders: &'a dyn Fn(usize) -> RelPath,
}

/// What one text names.
enum Named {
    Group(usize),
    /// A document by its path, with an ending that the path need not have had.
    Path(usize, Option<String>),
    Url,
    Nothing,
}

impl LinkTry<'_> {
    /// The link that the texts of a field are, and how many of them lead nowhere.
    pub(super) fn of(&self, key: &str, pieces: &[Piece<'_>]) -> Option<(ProposedLink, usize)> {
        let meaning = meaning(key);
        let mut to: BTreeMap<usize, usize> = BTreeMap::new();
        let (mut urls, mut odd, mut broken, mut strip) = (0, 0, 0, BTreeMap::new());
        for piece in pieces {
            match self.named(piece, meaning.is_some()) {
                Named::Group(group) => *to.entry(group).or_default() += 1,
                Named::Path(group, ending) => {
                    *to.entry(group).or_default() += 1;
                    if let Some(ending) = ending {
                        *strip.entry(ending).or_insert(0) += 1;
                    }
                }
                Named::Url => urls += 1,
                Named::Nothing => {
                    odd += 1;
                    broken += usize::from(is_path(piece.text));
                }
            }
        }
        let found: usize = to.values().sum();
        let is_link = found > 0
            && match meaning {
                // A path that leads nowhere shows a link too, as long as some lead somewhere.
                Some(_) => found * 6 >= odd && (found + broken) * 2 >= odd - broken,
                None => found * 2 > odd + urls,
            };
        if !is_link {
            return None;
        }
        // The file of a bundle may be left out of a path wherever it may be written otherwise.
        let bundle = to.keys().find_map(|group| self.known.bundles.get(group));
        let mut strip: Vec<String> = strip.into_keys().collect();
        if let (Some(bundle), false) = (bundle, strip.is_empty()) {
            strip.push(format!("/{bundle}"));
            strip.sort();
            strip.dedup();
        }
        let link = ProposedLink {
            to: to.into_keys().collect(),
            meaning: meaning.unwrap_or(Meaning::RelatesTo),
            urls: urls > 0,
            strip,
            mirror: None,
        };
        Some((link, odd))
    }

    fn named(&self, piece: &Piece<'_>, may_be_a_number: bool) -> Named {
        let text = piece.text.trim();
        if text.starts_with("http") && Url::parse(text).is_ok() {
            return Named::Url;
        }
        if let Some(wiki) = WikiName::parse(text) {
            let name = wiki.name.strip_suffix(".md").unwrap_or(wiki.name);
            let name = name.rsplit('/').next().unwrap_or(name).to_lowercase();
            return self.known.names.get(&name).map_or(Named::Nothing, |group| Named::Group(*group));
        }
        if is_path(text) {
            return self.path(piece.document, text);
        }
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let number = text.parse().ok().filter(|_| may_be_a_number);
            return match number.filter(|number| self.known.numbers.contains(&(self.group, *number))) {
                Some(_) => Named::Group(self.group),
                None => Named::Nothing,
            };
        }
        let id = Id::parse(text).ok();
        match id.and_then(|id| self.known.ids.get(id.without_product().key()).copied()) {
            Some(group) => Named::Group(group),
            None => Named::Nothing,
        }
    }

    /// The document at a path, which may name its folder, or another file in it.
    fn path(&self, document: usize, text: &str) -> Named {
        let group = |path: &RelPath| self.known.paths.get(path).copied();
        let own = (self.folders)(document);
        for folder in [RelPath::root(), own] {
            let Some(path) = RelPath::resolve(&folder, text) else { continue };
            if let Some(group) = group(&path) {
                return Named::Path(group, None);
            }
            for (at, bundle) in &self.known.bundles {
                let ending = format!("/{bundle}");
                if group(&path.join(bundle)) == Some(*at) {
                    return Named::Path(*at, Some(ending));
                }
                if group(&path.parent().join(bundle)) == Some(*at) {
                    return Named::Path(*at, Some(format!("/{}", path.file_name())));
                }
            }
        }
        Named::Nothing
    }
}

fn is_path(text: &str) -> bool {
    text.contains('/') || text.ends_with(".md") || text.ends_with(".yaml")
}
