//! Where a link in the text of a document leads: to another document of the import, to a file beside them, elsewhere.
//!
//! Knows how people write to each other's documents; changes no text.

use std::collections::{HashMap, HashSet};

use super::super::batch::plain;
use super::super::draft::Draft;
use super::super::ledger::is_named_only;
use crate::plan::file_link;
use crate::source::{RelPath, Tree};
use crate::text::markdown::WikiName;

/// Files that stand for the folder that holds them, the likeliest first.
const OF_FOLDERS: [&str; 3] = ["README.md", "index.md", "_index.md"];

/// The folder that the documents of a batch lie in.
pub(crate) struct Folder<'a> {
    pub(crate) name: &'a str,
    /// Where it lies in the repository; nothing for one outside of it.
    pub(crate) at: Option<RelPath>,
    /// Its files as seen from there with their texts, in the order in which records count them.
    pub(crate) files: Vec<(RelPath, &'a str)>,
    /// The repository.
    pub(crate) tree: &'a dyn Tree,
}

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Goal {
    /// To a document of the import, by its position among the drafts.
    Draft(usize),
    /// To a file of the repository that stays where it is.
    File(RelPath),
    /// To something that the repository does not hold.
    Outside,
    /// A name that several documents have.
    Several,
    /// To nothing that is known: a web address, a section of its own, a file that never was there.
    Unknown,
}

/// Every way to a document or a file of a folder.
pub(super) struct Goals<'a> {
    folder: &'a Folder<'a>,
    documents: HashMap<&'a str, usize>,
    /// By folder, the only document there that is all YAML, whose text lies beside it.
    bundles: HashMap<String, Option<usize>>,
    /// By name in lower case, with the whole path too; nothing for a name of several.
    called: HashMap<String, Option<usize>>,
    /// By file name in lower case, the files that are no documents.
    files: HashMap<String, Option<&'a RelPath>>,
    /// Every file, and every folder that holds one.
    there: HashSet<&'a str>,
}

impl<'a> Goals<'a> {
    pub(super) fn of(folder: &'a Folder<'a>, drafts: &[Draft]) -> Self {
        let mut goals = Self {
            folder,
            documents: HashMap::new(),
            bundles: HashMap::new(),
            called: HashMap::new(),
            files: HashMap::new(),
            there: HashSet::new(),
        };
        for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| !is_named_only(&draft.source)) {
            let Some((path, _)) = folder.files.get(draft.file) else { continue };
            goals.documents.insert(path.as_str(), at);
            if matches!(path.extension(), "yaml" | "yml") {
                let only = goals.bundles.entry(path.parent().as_str().to_owned());
                only.and_modify(|only| *only = None).or_insert(Some(at));
            }
        }
        for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| !is_named_only(&draft.source)) {
            let Some((path, _)) = folder.files.get(draft.file) else { continue };
            goals.call(without_ending(path).to_lowercase(), at);
            goals.call(path.stem().to_lowercase(), at);
        }
        // A title says it where no file is called so.
        let by_path = goals.called.clone();
        for (at, draft) in drafts.iter().enumerate() {
            let is_number = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
            for name in draft.names.iter().chain([&draft.source, &draft.title]) {
                let key = plain(name);
                if !is_number(name) && !by_path.contains_key(&name.to_lowercase()) {
                    goals.call(format!("\u{1f}{key}"), at);
                }
            }
        }
        for (path, _) in &folder.files {
            let mut around = Some(path.as_str());
            while let Some(place) = around.filter(|place| goals.there.insert(place)) {
                around = place.rsplit_once('/').map(|(folder, _)| folder);
            }
            if !goals.documents.contains_key(path.as_str()) {
                let only = goals.files.entry(path.file_name().to_lowercase());
                only.and_modify(|only| *only = None).or_insert(Some(path));
            }
        }
        goals
    }

    fn call(&mut self, name: String, at: usize) {
        let only = self.called.entry(name).or_insert(Some(at));
        if *only != Some(at) {
            *only = None;
        }
    }

    /// The file of a draft, as seen from the folder, with its text.
    pub(super) fn file_of(&self, draft: &Draft) -> Option<&'a (RelPath, &'a str)> {
        self.folder.files.get(draft.file)
    }

    /// Where a target leads that stands in the document at `from`, a path as seen from the folder.
    pub(super) fn of_target(&self, written: &str, from: &RelPath) -> Goal {
        let Some((path, _)) = file_link::path_and_rest(written) else { return Goal::Unknown };
        if path.is_empty() {
            return Goal::Unknown;
        }
        if path.starts_with('/') {
            return self.of_rooted(&path);
        }
        match RelPath::resolve(&from.parent(), &path) {
            Some(inside) => self.inside(&inside),
            None => self.around(&path, from),
        }
    }

    /// A path that counts from a root: of the repository, of the folder, or of what is around the folder.
    fn of_rooted(&self, path: &str) -> Goal {
        let Some(path) = RelPath::resolve(&RelPath::root(), path) else { return Goal::Unknown };
        let below =
            |folder: &str| path.as_str().strip_prefix(folder)?.strip_prefix('/').and_then(RelPath::new);
        let of_repository = self.folder.at.as_ref().and_then(|at| match at.is_root() {
            true => Some(path.clone()),
            false => below(at.as_str()),
        });
        let inside = [of_repository, below(self.folder.name), Some(path.clone())];
        let found = inside.into_iter().flatten().find_map(|inside| self.document(&inside));
        match found {
            Some(at) => Goal::Draft(at),
            None if !path.is_root() && self.folder.tree.exists(&path) => Goal::File(path),
            None => match self.inside(&path) {
                Goal::File(file) => Goal::File(file),
                _ => Goal::Unknown,
            },
        }
    }

    /// A path in the folder.
    fn inside(&self, path: &RelPath) -> Goal {
        if let Some(at) = self.document(path) {
            return Goal::Draft(at);
        }
        let Some(at) = &self.folder.at else {
            let is_here = path.is_root() || self.there.contains(path.as_str());
            return if is_here { Goal::Outside } else { Goal::Unknown };
        };
        let whole = RelPath::resolve(at, path.as_str()).filter(|whole| self.folder.tree.exists(whole));
        whole.map_or(Goal::Unknown, Goal::File)
    }

    /// A path that leaves the folder.
    fn around(&self, path: &str, from: &RelPath) -> Goal {
        let Some(at) = &self.folder.at else { return Goal::Outside };
        let home = RelPath::resolve(at, from.parent().as_str());
        match home.and_then(|home| RelPath::resolve(&home, path)) {
            Some(whole) if self.folder.tree.exists(&whole) => Goal::File(whole),
            Some(_) => Goal::Unknown,
            None => Goal::Outside,
        }
    }

    /// The document that a path in the folder means: its file, the folder that holds it, its page.
    fn document(&self, path: &RelPath) -> Option<usize> {
        let known = |path: &str| self.documents.get(path).copied();
        if let Some(at) = known(path.as_str()) {
            return Some(at);
        }
        let name = path.file_name();
        let stands_for_folder = OF_FOLDERS.iter().any(|file| file.eq_ignore_ascii_case(name));
        let bundle = |folder: &RelPath| self.bundles.get(folder.as_str()).copied().flatten();
        if stands_for_folder {
            return bundle(&path.parent());
        }
        let page = path.as_str().strip_suffix(".html").unwrap_or(path.as_str());
        known(&format!("{page}.md"))
            .or_else(|| OF_FOLDERS.iter().find_map(|file| known(&format!("{path}/{file}"))))
            .or_else(|| bundle(path))
    }

    /// Where a name in double brackets leads.
    pub(super) fn of_name(&self, wiki: WikiName<'_>) -> Goal {
        let name = wiki.name.trim_start_matches('/');
        let lower = name.to_lowercase();
        let without = lower.strip_suffix(".md").unwrap_or(&lower);
        let found = self.called.get(without).or_else(|| self.called.get(&format!("\u{1f}{}", plain(name))));
        match found {
            Some(Some(at)) => return Goal::Draft(*at),
            Some(None) => return Goal::Several,
            None => {}
        }
        let inside = RelPath::new(name).map_or(Goal::Unknown, |path| self.inside(&path));
        if inside != Goal::Unknown {
            return inside;
        }
        let last = lower.rsplit('/').next().unwrap_or(&lower);
        match self.files.get(last).or_else(|| self.files.get(&format!("{last}.md"))) {
            Some(Some(path)) => self.inside(path),
            Some(None) => Goal::Several,
            None => Goal::Unknown,
        }
    }
}

fn without_ending(path: &RelPath) -> &str {
    let ending = path.extension();
    path.as_str().strip_suffix(ending).and_then(|path| path.strip_suffix('.')).unwrap_or(path.as_str())
}
