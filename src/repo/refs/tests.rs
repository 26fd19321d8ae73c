//! Names on branches that are not checked out.

use super::*;
use crate::repo::Repository;
use crate::repo::sandbox::{Sandbox, path};

fn branch(sandbox: &Sandbox, name: &str) {
    let git = sandbox.git();
    git.set_head(name).expect("a head");
}

#[track_caller]
fn check(repository: &Repository, folders: &[&str], names: &[&str]) -> usize {
    let folders: Vec<RelPath> = folders.iter().map(|folder| path(folder)).collect();
    let found = repository.names_on_refs(&folders, Naming::Names).expect("names");
    assert_eq!(found.names.iter().map(String::as_str).collect::<Vec<_>>(), names);
    found.passed_over
}

#[test]
fn names_come_from_every_local_and_remote_branch() {
    let sandbox = Sandbox::with_git().file("ideas/IDEA-1-a.md", "").file("other/X-9.md", "");
    let first = sandbox.commit("first");
    branch(&sandbox, "refs/heads/side");
    sandbox.put("ideas/2026/IDEA-2-b.md", "");
    let second = sandbox.commit("second");
    let git = sandbox.git();
    git.reference("refs/remotes/origin/feature", second, true, "").expect("a remote branch");
    git.reference("refs/heads/side", first, true, "").expect("a branch");
    git.reference_symbolic("refs/remotes/origin/HEAD", "refs/remotes/origin/feature", true, "")
        .expect("a head");
    check(&sandbox.repository(), &["ideas"], &["IDEA-1-a.md", "IDEA-2-b.md"]);
    check(&sandbox.repository(), &["ideas", "none"], &["IDEA-1-a.md", "IDEA-2-b.md"]);
    check(&sandbox.repository(), &["none"], &[]);
    check(&sandbox.repository(), &["ideas/IDEA-1-a.md"], &[]);
}

#[test]
fn paths_tell_the_folders_below_which_files_lie() {
    let sandbox = Sandbox::with_git().file("plan/pm.yaml", "").file("plan/a/0001-x/k.yaml", "");
    let first = sandbox.commit("first");
    branch(&sandbox, "refs/heads/side");
    sandbox.put("plan/a/0002-y/k.yaml", "");
    sandbox.commit("second");
    let git = sandbox.git();
    git.reference("refs/heads/main", first, true, "").expect("a branch");
    git.set_head("refs/heads/main").expect("a head");
    let repository = Repository::open(&sandbox.root.join("plan")).expect("a product");
    let found = |folder: &str| repository.names_on_refs(&[path(folder)], Naming::Paths).expect("paths").names;
    assert_eq!(found("a"), ["a/0001-x/k.yaml", "a/0002-y/k.yaml"]);
    assert_eq!(found(""), ["a/0001-x/k.yaml", "a/0002-y/k.yaml", "pm.yaml"]);
}

#[test]
fn a_detached_head_counts_and_tags_do_not() {
    let sandbox = Sandbox::with_git().file("ideas/IDEA-1.md", "");
    let first = sandbox.commit("first");
    sandbox.put("ideas/IDEA-2.md", "");
    let second = sandbox.commit("second");
    let git = sandbox.git();
    git.set_head_detached(second).expect("a detached head");
    git.reference("refs/heads/main", first, true, "").expect("a branch");
    check(&sandbox.repository(), &["ideas"], &["IDEA-1.md", "IDEA-2.md"]);
    git.set_head("refs/heads/main").expect("a head");
    git.reference("refs/tags/later", second, true, "").expect("a tag");
    check(&sandbox.repository(), &["ideas"], &["IDEA-1.md"]);
}

#[test]
fn a_branch_that_cannot_be_read_is_passed_over_and_counted() {
    let sandbox = Sandbox::with_git().file("ideas/IDEA-1.md", "");
    sandbox.commit("first");
    let lost = sandbox.root.join(".git/refs/heads/lost");
    std::fs::write(lost, "1111111111111111111111111111111111111111\n").expect("a reference");
    assert_eq!(check(&sandbox.repository(), &["ideas"], &["IDEA-1.md"]), 1);
}

#[test]
fn a_product_in_a_sub_folder_looks_below_itself() {
    let sandbox = Sandbox::with_git().file("plan/pm.yaml", "").file("plan/ideas/IDEA-1.md", "");
    sandbox.put("ideas/IDEA-7.md", "");
    sandbox.commit("first");
    let repository = Repository::open(&sandbox.root.join("plan")).expect("a product");
    check(&repository, &["ideas"], &["IDEA-1.md"]);
    check(&repository, &[""], &["IDEA-1.md", "pm.yaml"]);
}

#[test]
fn without_git_or_commits_there_are_no_names() {
    check(&Sandbox::new().repository(), &["ideas"], &[]);
    assert_eq!(check(&Sandbox::with_git().repository(), &["ideas"], &[]), 0);
}
