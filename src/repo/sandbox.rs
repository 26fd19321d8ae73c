//! A product in a temporary folder, for the tests of this floor.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::repo::Repository;
use crate::repo::temporary;
use crate::source::RelPath;

pub(super) struct Sandbox {
    _folder: tempfile::TempDir,
    pub(super) root: PathBuf,
}

pub(super) fn path(text: &str) -> RelPath {
    RelPath::new(text).expect("a clean path")
}

impl Sandbox {
    /// A product without git.
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = fs::canonicalize(folder.path()).expect("a folder");
        Self { _folder: folder, root }.file("pm.yaml", "version: 1\n")
    }

    /// A product in a git repository without commits.
    pub(super) fn with_git() -> Self {
        let sandbox = Self::new();
        let mut options = git2::RepositoryInitOptions::new();
        options.initial_head("main").external_template(false);
        git2::Repository::init_opts(&sandbox.root, &options).expect("a git repository");
        sandbox
    }

    pub(super) fn file(self, path: &str, text: &str) -> Self {
        self.put(path, text);
        self
    }

    pub(super) fn put(&self, path: &str, text: &str) {
        let place = self.root.join(path);
        fs::create_dir_all(place.parent().expect("a parent")).expect("folders");
        fs::write(place, text).expect("a file");
    }

    pub(super) fn text(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.root.join(path)).ok()
    }

    pub(super) fn repository(&self) -> Repository {
        Repository::at(&self.root).expect("a product")
    }

    pub(super) fn git(&self) -> git2::Repository {
        git2::Repository::open(&self.root).expect("a git repository")
    }

    /// Stages everything, removals included.
    pub(super) fn stage(&self) {
        let git = self.git();
        let mut index = git.index().expect("an index");
        index.add_all(["*"], git2::IndexAddOption::DEFAULT, None).expect("staged files");
        index.update_all(["*"], None).expect("staged removals");
        index.write().expect("a written index");
    }

    /// Commits everything to the branch that `HEAD` names.
    pub(super) fn commit(&self, message: &str) -> git2::Oid {
        self.stage();
        let git = self.git();
        let tree = git.index().and_then(|mut index| index.write_tree()).expect("a tree");
        let tree = git.find_tree(tree).expect("a tree");
        let time = git2::Time::new(1_700_000_000, 60);
        let author = git2::Signature::new("Ana", "ana@example.com", &time).expect("a signature");
        let parent = git.head().ok().and_then(|head| head.peel_to_commit().ok());
        let parents: Vec<&git2::Commit<'_>> = parent.iter().collect();
        git.commit(Some("HEAD"), &author, &author, message, &tree, &parents).expect("a commit")
    }

    /// Every file below the root but git's own and the configuration.
    pub(super) fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        collect(&self.root, &self.root, &mut files);
        files.remove("pm.yaml");
        files
    }

    /// The temporary files and journals that are left.
    pub(super) fn traces(&self) -> Vec<String> {
        let mut traces: Vec<String> = self.files().into_keys().filter(|path| is_trace(path)).collect();
        if let Ok(entries) = fs::read_dir(self.root.join(".git")) {
            let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
            traces.extend(names.filter(|name| name.starts_with("pm-journal")));
        }
        traces
    }

    /// Every file that a person would see.
    pub(super) fn documents(&self) -> BTreeMap<String, String> {
        self.files().into_iter().filter(|(path, _)| !is_trace(path)).collect()
    }
}

fn is_trace(path: &str) -> bool {
    let name = Path::new(path).file_name().expect("a name");
    temporary::is_temporary(name) || name.to_string_lossy().starts_with(".pm-journal")
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        let kind = entry.file_type().expect("a type");
        if kind.is_dir() && entry.file_name() != ".git" {
            collect(root, &path, files);
        } else if kind.is_file() {
            let name = path.strip_prefix(root).expect("inside").to_string_lossy().into_owned();
            files.insert(name, fs::read_to_string(&path).expect("a text"));
        }
    }
}
