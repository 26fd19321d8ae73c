//! The staged index, apart from the working tree and from the last commit.

use super::*;
use crate::repo::Repository;
use crate::repo::sandbox::{Sandbox, path};

fn names(listing: &Listing) -> Vec<&str> {
    listing.files.iter().map(RelPath::as_str).collect()
}

#[test]
fn what_is_staged_is_shown_whatever_lies_on_the_disk() {
    let sandbox = Sandbox::with_git().file("x/a.md", "committed").file("x/gone.md", "").file("x/.h/b.md", "");
    sandbox.commit("first");
    sandbox.put("x/a.md", "staged");
    sandbox.put("x/deep/new.md", "new");
    std::fs::remove_file(sandbox.root.join("x/gone.md")).expect("a removed file");
    sandbox.stage();
    sandbox.put("x/a.md", "edited");
    sandbox.put("x/untracked.md", "");

    let tree = sandbox.repository().staged().expect("an index");
    assert_eq!(names(&tree.list(&[path("x")])), ["x/a.md", "x/deep/new.md"]);
    assert_eq!(names(&tree.list(&[])), ["pm.yaml", "x/a.md", "x/deep/new.md"]);
    assert_eq!(names(&tree.list(&[path("x/.h")])), ["x/.h/b.md"]);
    assert_eq!(tree.read(&path("x/a.md")), Ok(b"staged".to_vec()));
    assert!(tree.exists(&path("x/deep")) && tree.exists(&path("x/.h/b.md")));
    assert!(!tree.exists(&path("x/gone.md")) && !tree.exists(&path("x/dee")));
    assert_eq!(tree.read(&path("x/deep")).map_err(|fault| fault.kind), Err(SourceFaultKind::Unavailable));
}

#[test]
fn a_repository_without_an_index_stages_nothing() {
    let sandbox = Sandbox::with_git().file("x/a.md", "");
    let tree = sandbox.repository().staged().expect("an index");
    assert!(tree.list(&[]).files.is_empty());
    assert_eq!(tree.read(&path("x/a.md")).map_err(|fault| fault.kind), Err(SourceFaultKind::NotFound));
}

#[test]
fn a_product_in_a_sub_folder_counts_paths_from_itself() {
    let sandbox =
        Sandbox::with_git().file("plan/pm.yaml", "").file("plan/x/a.md", "a").file("planx/b.md", "b");
    sandbox.stage();
    let repository = Repository::open(&sandbox.root.join("plan")).expect("a product");
    let tree = repository.staged().expect("an index");
    assert_eq!(names(&tree.list(&[])), ["pm.yaml", "x/a.md"]);
    assert_eq!(tree.read(&path("x/a.md")), Ok(b"a".to_vec()));
}

#[test]
fn a_file_in_conflict_and_an_odd_name_are_faults_and_an_intended_file_is_not_there() {
    let sandbox = Sandbox::with_git().file("x/a.md", "a");
    sandbox.stage();
    let git = sandbox.git();
    let mut index = git.index().expect("an index");
    let blob = git.blob(b"text").expect("a blob");
    let entry = |path: &[u8], stage: u16, extended: u16| IndexEntry {
        ctime: git2::IndexTime::new(0, 0),
        mtime: git2::IndexTime::new(0, 0),
        dev: 0,
        ino: 0,
        mode: 0o100_644,
        uid: 0,
        gid: 0,
        file_size: 0,
        id: blob,
        flags: stage << 12,
        flags_extended: extended,
        path: path.to_vec(),
    };
    for entry in [
        entry(b"x/fight.md", 1, 0),
        entry(b"x/fight.md", 2, 0),
        entry(b"x/fight.md", 3, 0),
        entry(b"x/caf\xe9.md", 0, 0),
        entry(b"x/later.md", 0, IndexEntryExtendedFlag::INTENT_TO_ADD.bits()),
    ] {
        index.add(&entry).expect("an entry");
    }
    index.write().expect("a written index");

    let tree = sandbox.repository().staged().expect("an index");
    let listing = tree.list(&[path("x")]);
    assert_eq!(names(&listing), ["x/a.md"]);
    let faults: Vec<String> = listing.faults.iter().map(ToString::to_string).collect();
    let expected = [
        "x: a file name that is not UTF-8: \"caf\\xe9.md\"",
        "x/fight.md: it is in a merge conflict; resolve it and stage it with `git add`",
    ];
    assert_eq!(faults, expected);
    assert!(tree.list(&[path("y")]).faults.is_empty());
    assert!(tree.read(&path("x/fight.md")).is_err_and(|fault| fault.kind == SourceFaultKind::Conflict));
    assert!(tree.exists(&path("x/fight.md")) && !tree.exists(&path("x/later.md")));
}
