//! Trees of commits, compared with what was committed.

use super::*;
use crate::repo::Repository;
use crate::repo::sandbox::{Sandbox, path};

fn at(sandbox: &Sandbox, revision: &str) -> RevisionTree {
    sandbox.repository().revision(revision).expect("a revision")
}

fn names(listing: &Listing) -> Vec<&str> {
    listing.files.iter().map(RelPath::as_str).collect()
}

#[test]
fn a_revision_is_read_without_looking_at_the_working_tree() {
    let sandbox = Sandbox::with_git().file("x/a.md", "one").file("x/deep/b.md", "b");
    let first = sandbox.commit("first");
    sandbox.put("x/a.md", "two");
    sandbox.put("x/c.md", "c");
    sandbox.commit("second");
    std::fs::remove_dir_all(sandbox.root.join("x")).expect("an emptied tree");

    let tree = at(&sandbox, "HEAD~1");
    assert_eq!(tree.commit(), first.to_string());
    assert_eq!(tree.committed(), CommitTime { seconds: 1_700_000_000, offset_minutes: 60 });
    assert_eq!(names(&tree.list(&[path("x")])), ["x/a.md", "x/deep/b.md"]);
    assert_eq!(names(&tree.list(&[])), ["pm.yaml", "x/a.md", "x/deep/b.md"]);
    assert_eq!(tree.read(&path("x/a.md")), Ok(b"one".to_vec()));
    assert!(tree.exists(&path("x/deep")) && tree.exists(&path("")) && !tree.exists(&path("x/c.md")));
    assert_eq!(at(&sandbox, "main").read(&path("x/a.md")), Ok(b"two".to_vec()));
    assert_eq!(at(&sandbox, &first.to_string()[..8]).commit(), first.to_string());
}

#[test]
fn what_is_not_there_has_the_reasons_of_a_working_tree() {
    let sandbox = Sandbox::with_git().file("x/a.md", "a");
    sandbox.commit("first");
    let tree = at(&sandbox, "HEAD");
    let reason = |file: &str| tree.read(&path(file)).map_err(|fault| fault.reason);
    assert_eq!(reason("x/b.md"), Err("no such file".into()));
    assert_eq!(reason("x/a.md/b.md"), Err("no such file".into()));
    assert_eq!(reason("x"), Err("a folder stands there, not a file".into()));
    assert!(tree.list(&[path("none")]).files.is_empty());
}

#[test]
fn a_product_in_a_sub_folder_counts_paths_from_itself() {
    let sandbox = Sandbox::with_git().file("plan/pm.yaml", "").file("plan/x/a.md", "a").file("x/b.md", "b");
    sandbox.commit("first");
    let repository = Repository::open(&sandbox.root.join("plan/x")).expect("a product");
    let tree = repository.revision("HEAD").expect("a revision");
    assert_eq!(names(&tree.list(&[])), ["pm.yaml", "x/a.md"]);
    assert_eq!(tree.read(&path("x/a.md")), Ok(b"a".to_vec()));
    assert!(!tree.exists(&path("x/b.md")));
}

#[test]
fn a_folder_sorts_by_its_plain_name() {
    let sandbox = Sandbox::with_git().file("x/a.md", "1").file("x/a/b.md", "2").file("x/a-b.md", "3");
    sandbox.commit("first");
    let tree = at(&sandbox, "HEAD");
    assert_eq!(names(&tree.list(&[path("x")])), ["x/a-b.md", "x/a.md", "x/a/b.md"]);
    assert_eq!(tree.read(&path("x/a/b.md")), Ok(b"2".to_vec()));
}

#[test]
fn a_revision_that_does_not_exist_is_named() {
    let sandbox = Sandbox::with_git().file("a.md", "a");
    sandbox.commit("first");
    let reason =
        |revision: &str| sandbox.repository().revision(revision).map(drop).map_err(|fault| fault.reason);
    assert_eq!(reason("nowhere"), Err("no revision \"nowhere\"".into()));
    assert_eq!(reason("HEAD~9"), Err("no revision \"HEAD~9\"".into()));
    assert_eq!(reason("a..b^{"), Err("\"a..b^{\" is not the name of a revision".into()));
    assert_eq!(reason("HEAD:a.md"), Err("\"HEAD:a.md\" does not name a commit".into()));
    let empty = Sandbox::with_git();
    assert!(empty.repository().revision("HEAD").is_err());
}

#[test]
fn a_missing_blob_is_said_to_be_missing_from_the_clone() {
    let sandbox = Sandbox::with_git().file("x/a.md", "gone").file("x/b.md", "there");
    sandbox.commit("first");
    let id = Oid::hash_object(git2::ObjectType::Blob, b"gone").expect("an id").to_string();
    std::fs::remove_file(sandbox.root.join(".git/objects").join(&id[..2]).join(&id[2..]))
        .expect("a lost blob");
    let tree = at(&sandbox, "HEAD");
    assert_eq!(names(&tree.list(&[path("x")])), ["x/a.md", "x/b.md"]);
    let fault = tree.read(&path("x/a.md")).expect_err("a missing blob");
    assert_eq!(fault.kind, SourceFaultKind::Unavailable);
    assert!(fault.reason.contains("not in this clone"), "{fault}");
    assert_eq!(tree.read(&path("x/b.md")), Ok(b"there".to_vec()));
}

/// A commit made by hand, of entries that no working tree is needed for.
fn commit_of(sandbox: &Sandbox, entries: &[(&[u8], i32, &str)]) -> RevisionTree {
    let git = sandbox.git();
    let mut folder = git.treebuilder(None).expect("a builder");
    let mut odd = Vec::new();
    for (name, mode, text) in entries {
        let id = if *mode == 0o160_000 {
            Oid::from_str("1111111111111111111111111111111111111111").expect("an id")
        } else {
            git.blob(text.as_bytes()).expect("a blob")
        };
        match std::str::from_utf8(name) {
            Ok(name) => drop(folder.insert(name, id, *mode).expect("an entry")),
            Err(_) => odd.push((*name, id)),
        }
    }
    let mut id = folder.write().expect("a tree");
    for (name, blob) in odd {
        let mut bytes =
            git.odb().and_then(|odb| odb.read(id).map(|tree| tree.data().to_vec())).expect("a tree");
        bytes.extend_from_slice(b"100644 ");
        bytes.extend_from_slice(name);
        bytes.push(0);
        bytes.extend_from_slice(blob.as_bytes());
        id = git.odb().and_then(|odb| odb.write(git2::ObjectType::Tree, &bytes)).expect("a tree");
    }
    let mut top = git.treebuilder(None).expect("a builder");
    top.insert("x", id, 0o040_000).expect("an entry");
    let shared = {
        let mut folder = git.treebuilder(None).expect("a builder");
        let blob = git.blob(b"shared").expect("a blob");
        folder.insert("s.md", blob, 0o100_644).expect("an entry");
        folder.write().expect("a tree")
    };
    top.insert("shared", shared, 0o040_000).expect("an entry");
    let top = git.find_tree(top.write().expect("a tree")).expect("a tree");
    let author = git2::Signature::new("Ana", "ana@example.com", &git2::Time::new(0, 0)).expect("a signature");
    git.commit(Some("HEAD"), &author, &author, "by hand", &top, &[]).expect("a commit");
    at(sandbox, "HEAD")
}

#[test]
fn links_submodules_and_odd_names_are_judged_as_in_a_working_tree() {
    let sandbox = Sandbox::with_git();
    let tree = commit_of(
        &sandbox,
        &[
            (b"a.md", 0o100_644, "a"),
            (b".hidden.md", 0o100_644, ""),
            (b"tool.md", 0o100_755, "tool"),
            (b"in.md", 0o120_000, "../shared/s.md"),
            (b"folder", 0o120_000, "../shared"),
            (b"lost.md", 0o120_000, "nowhere.md"),
            (b"loop.md", 0o120_000, "loop.md"),
            (b"out.md", 0o120_000, "../../secret.md"),
            (b"absolute.md", 0o120_000, "/etc/passwd"),
            (b"module", 0o160_000, ""),
            (b"zaf\xe9.md", 0o100_644, ""),
        ],
    );
    let listing = tree.list(&[path("x")]);
    assert_eq!(names(&listing), ["x/a.md", "x/in.md", "x/tool.md"]);
    let faults: Vec<String> = listing.faults.iter().map(ToString::to_string).collect();
    let expected = [
        "x: a file name that is not UTF-8: \"zaf\\xe9.md\"",
        "x/absolute.md: a symbolic link that leads out of the repository; it is not followed",
        "x/folder: a symbolic link to a folder; files behind it are not read",
        "x/loop.md: a symbolic link that leads back to itself",
        "x/lost.md: a symbolic link to nowhere.md, which does not exist",
        "x/out.md: a symbolic link that leads out of the repository; it is not followed",
    ];
    assert_eq!(faults, expected);
    assert_eq!(tree.read(&path("x/in.md")), Ok(b"shared".to_vec()));
    assert!(tree.read(&path("x/out.md")).is_err_and(|fault| fault.kind == SourceFaultKind::Outside));
    assert!(tree.exists(&path("x/in.md")) && !tree.exists(&path("x/lost.md")));
    assert_eq!(tree.list(&[path("x/.hidden.md")]).files, [path("x/.hidden.md")]);
    assert!(tree.list(&[path("x/module")]).files.is_empty());
}

#[test]
fn the_files_that_changed_between_two_commits_are_named() {
    let sandbox = Sandbox::with_git().file("x/a.md", "1").file("x/b.md", "2").file("y/c.md", "3");
    sandbox.commit("first");
    std::fs::remove_file(sandbox.root.join("x/b.md")).expect("a removed file");
    let sandbox = sandbox.file("x/a.md", "one").file("x/d.md", "2");
    sandbox.commit("second");
    let changed = |one: &str, other: &str| {
        let (one, other) = (at(&sandbox, one), at(&sandbox, other));
        let paths = sandbox.repository().changed_files(&one, &other).expect("paths");
        paths.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(changed("HEAD~1", "HEAD"), ["x/a.md", "x/b.md", "x/d.md"]);
    assert_eq!(changed("HEAD", "HEAD~1"), ["x/a.md", "x/b.md", "x/d.md"]);
    assert!(changed("HEAD", "HEAD").is_empty());
}
