//! The product as a whole: with git, without it, and with a git that cannot be read.

use super::*;
use crate::repo::sandbox::{Sandbox, path};
use crate::source::{Store, Tree};

#[test]
fn a_working_tree_is_read_where_git_cannot_be() {
    let sandbox = Sandbox::with_git().file("x/a.md", "a");
    let mut config = sandbox.git().config().expect("a configuration");
    config.set_i32("core.repositoryformatversion", 1).expect("a setting");
    config.set_str("extensions.refstorage", "reftable").expect("a setting");
    let repository = Repository::open(&sandbox.root.join("x")).expect("a product");
    let tree = repository.working_tree();
    assert_eq!(tree.list(&[path("x")]).files, [path("x/a.md")]);
    assert_eq!(tree.read(&path("x/a.md")), Ok(b"a".to_vec()));
    for fault in [repository.revision("HEAD").map(drop), repository.staged().map(drop)] {
        let fault = fault.expect_err("a reftable");
        assert_eq!(fault.kind, SourceFaultKind::Unavailable);
        assert!(fault.reason.starts_with("the git program could not tell"), "{fault}");
    }
}

#[test]
fn a_git_folder_without_a_repository_is_said_to_be_none() {
    let sandbox = Sandbox::new().file(".git/x", "");
    let fault = sandbox.repository().revision("HEAD").map(drop).expect_err("no repository");
    assert!(fault.reason.ends_with("is not a git repository"), "{fault}");
}

#[test]
fn without_git_a_revision_says_so() {
    let sandbox = Sandbox::new();
    assert!(!sandbox.repository().has_git());
    let fault = sandbox.repository().revision("HEAD").map(drop).expect_err("no git");
    assert!(fault.reason.ends_with("is not in a git repository"), "{fault}");
}

#[test]
fn a_linked_worktree_reads_its_own_head_and_keeps_its_own_journal() {
    let sandbox = Sandbox::with_git().file("x/a.md", "main");
    sandbox.commit("first");
    let side = tempfile::tempdir().expect("a temporary folder");
    let side = side.path().join("side");
    sandbox.git().worktree("side", &side, None).expect("a worktree");
    let repository = Repository::open(&side.join("x")).expect("a product");
    assert_eq!(repository.revision("HEAD").expect("a revision").read(&path("x/a.md")), Ok(b"main".to_vec()));
    assert_eq!(repository.staged().expect("an index").read(&path("x/a.md")), Ok(b"main".to_vec()));
    let folder = repository.place.as_ref().map(|place| place.folder.clone()).expect("a git place");
    assert!(folder.ends_with(".git/worktrees/side"), "{folder:?}");
}

#[test]
fn reading_leaves_git_and_the_tree_as_they_were() {
    let sandbox = Sandbox::with_git().file("x/a.md", "a");
    sandbox.commit("first");
    let snapshot = || {
        let mut walk: Vec<_> = ignore::WalkBuilder::new(&sandbox.root)
            .standard_filters(false)
            .build()
            .map(|entry| {
                let entry = entry.expect("an entry");
                let metadata = entry.metadata().expect("its metadata");
                (entry.path().to_owned(), metadata.len(), metadata.modified().expect("a time"))
            })
            .collect();
        walk.sort();
        walk
    };
    let before = snapshot();
    let repository = sandbox.repository();
    let _ = repository.working_tree().list(&[]);
    let _ = repository.working_tree().pending();
    let _ = repository.staged().map(|tree| tree.list(&[]));
    let _ = repository.revision("HEAD").map(|tree| tree.list(&[]));
    let _ = repository.names_on_refs(&[path("x")], Naming::Names);
    assert_eq!(snapshot(), before);
}
