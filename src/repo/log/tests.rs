use super::*;
use crate::repo::sandbox::{Sandbox, path};

const LINES: &str = "one\ntwo\nthree\nfour\n";

/// The history of the folder `docs` as lines of text: subjects, then `+path`, `-path`, `~path` or
/// `from>path`.
fn told(sandbox: &Sandbox, since: Option<&str>, walk: Walk) -> Vec<String> {
    let folders = [path("docs")];
    let question = Question { until: "HEAD", since, folders: &folders, walk };
    let mut lines = Vec::new();
    let extent = sandbox.repository().log().expect("git").read(&question, &mut |commits| {
        for commit in commits {
            lines.push(commit.subject().to_owned());
            lines.extend(commit.changes.iter().map(|change| {
                match (&change.from, change.before, change.after) {
                    (Some(from), ..) => format!("  {from}>{}", change.path),
                    (None, None, _) => format!("  +{}", change.path),
                    (None, _, None) => format!("  -{}", change.path),
                    (None, ..) => format!("  ~{}", change.path),
                }
            }));
        }
    });
    assert!(extent.expect("a history").commits > 0);
    lines
}

#[test]
fn a_history_is_told_from_its_beginning_by_what_each_commit_changed() {
    let sandbox = Sandbox::with_git();
    sandbox.put("docs/a.md", LINES);
    sandbox.put("code/x.rs", "fn main() {}\n");
    sandbox.commit("first\n\nwith a body");
    sandbox.put("code/x.rs", "fn main() { }\n");
    sandbox.commit("nothing of interest");
    sandbox.put("docs/deep/er/b.md", "b\n");
    sandbox.put("docs/a.md", "one\n");
    sandbox.commit("second");
    std::fs::remove_file(sandbox.root.join("docs/deep/er/b.md")).expect("a removed file");
    sandbox.commit("third");
    assert_eq!(
        told(&sandbox, None, Walk::FirstParent),
        [
            "first",
            "  +docs/a.md",
            "second",
            "  ~docs/a.md",
            "  +docs/deep/er/b.md",
            "third",
            "  -docs/deep/er/b.md"
        ]
    );
    assert_eq!(told(&sandbox, Some("HEAD~1"), Walk::FirstParent), ["third", "  -docs/deep/er/b.md"]);
}

#[test]
fn a_file_that_moves_and_changes_less_than_half_is_the_same_file() {
    let sandbox = Sandbox::with_git();
    sandbox.put("docs/a.md", LINES);
    sandbox.commit("first");
    std::fs::remove_file(sandbox.root.join("docs/a.md")).expect("a removed file");
    sandbox.put("docs/new/b.md", &LINES.replace("four", "five"));
    sandbox.commit("second");
    assert_eq!(told(&sandbox, Some("HEAD~1"), Walk::FirstParent), ["second", "  docs/a.md>docs/new/b.md"]);
}

#[test]
fn a_file_that_comes_from_outside_of_the_folders_is_new() {
    let sandbox = Sandbox::with_git();
    sandbox.put("drafts/a.md", LINES);
    sandbox.commit("first");
    std::fs::remove_file(sandbox.root.join("drafts/a.md")).expect("a removed file");
    sandbox.put("docs/a.md", LINES);
    sandbox.commit("second");
    assert_eq!(told(&sandbox, None, Walk::FirstParent), ["second", "  +docs/a.md"]);
}

#[test]
fn a_file_named_like_the_beginning_of_a_folder_is_told_apart() {
    let sandbox = Sandbox::with_git();
    sandbox.put("docs/a", "x\n");
    sandbox.put("docs/a.md", "x\n");
    sandbox.put("docs2/a.md", "x\n");
    sandbox.commit("first");
    std::fs::remove_file(sandbox.root.join("docs/a")).expect("a removed file");
    sandbox.put("docs/a/b.md", "unlike\n");
    sandbox.put("docs2/a.md", "y\n");
    sandbox.commit("second");
    assert_eq!(told(&sandbox, Some("HEAD~1"), Walk::FirstParent), ["second", "  -docs/a", "  +docs/a/b.md"]);
}

#[test]
fn a_merge_is_one_step_along_first_parents_and_tells_its_own_part_in_the_whole() {
    let sandbox = Sandbox::with_git();
    sandbox.put("docs/a.md", "a\n");
    let first = sandbox.commit("first");
    sandbox.put("docs/b.md", "b\n");
    let side = sandbox.commit("on the side");
    let git = sandbox.git();
    let commit = |id| git.find_commit(id).expect("a commit");
    git.reset(commit(first).as_object(), git2::ResetType::Hard, None).expect("a reset");
    sandbox.put("docs/c.md", "c\n");
    let main = sandbox.commit("on main");
    sandbox.put("docs/b.md", "b\n");
    sandbox.put("docs/c.md", "changed by the merge\n");
    sandbox.stage();
    let mut index = git.index().expect("an index");
    index.read(true).expect("a read index");
    let tree = git.find_tree(index.write_tree().expect("a tree")).expect("a tree");
    let who =
        git2::Signature::new("Ana", "ana@example.com", &git2::Time::new(1_700_000_000, 0)).expect("a name");
    let parents = [&commit(main), &commit(side)];
    git.commit(Some("HEAD"), &who, &who, "the merge", &tree, &parents).expect("a merge");
    assert_eq!(
        told(&sandbox, Some(&first.to_string()), Walk::FirstParent),
        ["on main", "  +docs/c.md", "the merge", "  +docs/b.md", "  ~docs/c.md"]
    );
    let mut whole = told(&sandbox, Some(&first.to_string()), Walk::Whole);
    assert_eq!(whole.split_off(4), ["the merge", "  ~docs/c.md"]);
    whole.sort();
    assert_eq!(whole, ["  +docs/b.md", "  +docs/c.md", "on main", "on the side"]);
}

#[test]
fn the_first_commit_of_a_shallow_clone_is_a_boundary() {
    let sandbox = Sandbox::with_git();
    sandbox.put("docs/a.md", "a\n");
    sandbox.commit("first");
    sandbox.put("docs/b.md", "b\n");
    let second = sandbox.commit("second");
    std::fs::write(sandbox.root.join(".git/shallow"), format!("{second}\n")).expect("a file");
    let log = sandbox.repository().log().expect("git");
    let question = Question { until: "HEAD", since: None, folders: &[], walk: Walk::FirstParent };
    let mut seen = Vec::new();
    let extent = log.read(&question, &mut |commits| seen.extend(commits)).expect("a history");
    assert_eq!(extent, Extent { commits: 1, is_shallow: true });
    assert!(seen[0].is_boundary);
    let change = seen[0].changes.iter().find(|change| change.path == path("docs/b.md")).expect("a change");
    let content = log.content(&change.path, change.after.expect("a content"));
    assert_eq!(content.expect("bytes"), b"b\n");
}
