//! `--commit`: git commits what `pm` wrote, and nothing else.

use crate::sandbox::{Output, Sandbox, has_git};

/// A repository whose git knows who commits, whatever the machine knows.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with_git();
    let mut config = sandbox.git().config().expect("a configuration");
    for (key, value) in [("user.name", "Ana"), ("user.email", "ana@example.com")] {
        config.set_str(key, value).expect("set");
    }
    config.set_bool("commit.gpgsign", false).expect("set");
    sandbox.write("notes.txt", "one\n");
    sandbox.commit("2026-11-01", "Begin");
    sandbox
}

/// The files of the last commit, and its message.
fn last(sandbox: &Sandbox) -> (Vec<String>, String) {
    let git = sandbox.git();
    let commit = git.head().and_then(|head| head.peel_to_commit()).expect("a commit");
    let before = commit.parent(0).and_then(|parent| parent.tree()).expect("a parent");
    let diff = git.diff_tree_to_tree(Some(&before), commit.tree().ok().as_ref(), None).expect("a difference");
    let files =
        diff.deltas().filter_map(|delta| Some(delta.new_file().path()?.display().to_string())).collect();
    (files, commit.message().unwrap_or_default().trim().to_owned())
}

#[track_caller]
fn fine(output: &Output) {
    assert_eq!(output.code, 0, "{}", output.shown());
}

#[test]
fn what_was_written_is_committed_and_a_dirty_index_is_left_alone() {
    if !has_git() {
        return;
    }
    let sandbox = sandbox();
    sandbox.write("notes.txt", "two\n");
    sandbox.stage();
    sandbox.write("notes.txt", "three\n");
    let added = sandbox.pm(&["idea", "add", "Export as CSV", "--body", "x", "--commit"]);
    fine(&added);
    assert!(added.stderr.contains("Add IDEA-1: Export as CSV"), "{}", added.shown());
    assert_eq!(
        last(&sandbox),
        (vec!["ideas/IDEA-1-export-as-csv.md".into()], "Add IDEA-1: Export as CSV".into())
    );
    let statuses = sandbox.git().status_file("notes.txt".as_ref()).expect("a status");
    assert!(statuses.is_index_modified() && statuses.is_wt_modified(), "{statuses:?}");
    fine(&sandbox.pm(&["set", "IDEA-1", "reach=200", "--commit"]));
    assert_eq!(last(&sandbox).1, "IDEA-1: reach 200");
    fine(&sandbox.pm(&["set", "IDEA-1", "reach=300", "--commit=They told us more"]));
    assert_eq!(last(&sandbox).1, "They told us more");
    fine(&sandbox.pm(&["remove", "IDEA-1", "--commit"]));
    assert_eq!(
        last(&sandbox),
        (vec!["ideas/IDEA-1-export-as-csv.md".into()], "Remove IDEA-1: Export as CSV".into())
    );
}

#[test]
fn without_the_flag_nothing_is_committed_and_with_the_setting_everything_is() {
    if !has_git() {
        return;
    }
    let sandbox = sandbox();
    fine(&sandbox.pm(&["idea", "add", "A", "--body", "x"]));
    assert_eq!(
        sandbox.git().head().and_then(|head| head.peel_to_commit()).expect("a commit").message(),
        Ok("Begin")
    );
    sandbox.write("pm.yaml", "format: 1\ncommit: auto\n");
    fine(&sandbox.pm(&["idea", "add", "B", "--body", "x"]));
    assert_eq!(last(&sandbox).1, "Add IDEA-2: B");
    fine(&sandbox.pm(&["set", "IDEA-2", "reach=5", "--dry-run"]));
    assert_eq!(last(&sandbox).1, "Add IDEA-2: B");
}

#[test]
fn what_git_never_knew_can_be_renamed_and_removed() {
    if !has_git() {
        return;
    }
    let sandbox = sandbox();
    sandbox.write("ideas/IDEA-1-a \"b\".md", "---\nid: IDEA-1\ntitle: A\nstatus: new\n---\n");
    fine(&sandbox.pm(&["rename", "IDEA-1", "Other", "--file", "--commit"]));
    assert_eq!(last(&sandbox).0, ["ideas/IDEA-1-other.md"]);
    sandbox.write("ideas/IDEA-2-a \"b\".md", "---\nid: IDEA-2\ntitle: A\nstatus: new\n---\n");
    fine(&sandbox.pm(&["set", "IDEA-2", "reach=5", "--commit"]));
    assert_eq!(last(&sandbox).0, ["ideas/IDEA-2-a \"b\".md"]);
    sandbox.write("ideas/IDEA-3-c.md", "---\nid: IDEA-3\ntitle: C\nstatus: new\n---\n");
    let removed = sandbox.pm(&["remove", "IDEA-3", "--for-good", "--commit"]);
    fine(&removed);
    assert!(removed.stderr.contains("nothing to commit"), "{}", removed.shown());
    assert_eq!(last(&sandbox).0, ["ideas/IDEA-2-a \"b\".md"]);
}

#[cfg(unix)]
#[test]
fn a_hook_that_refuses_is_obeyed_and_the_change_stays_written() {
    use std::os::unix::fs::PermissionsExt;
    if !has_git() {
        return;
    }
    let sandbox = sandbox();
    sandbox.write(".git/hooks/pre-commit", "#!/bin/sh\necho not today >&2\nexit 1\n");
    let hook = sandbox.path().join(".git/hooks/pre-commit");
    std::fs::set_permissions(hook, PermissionsExt::from_mode(0o755)).expect("permissions");
    let output = sandbox.pm(&["idea", "add", "A", "--body", "x", "--commit"]);
    assert_eq!(output.code, 2, "{}", output.shown());
    assert!(output.stderr.contains("not today"), "{}", output.shown());
    assert!(sandbox.files().contains(&"ideas/IDEA-1-a.md".to_owned()));
    let status = sandbox.git().status_file("ideas/IDEA-1-a.md".as_ref()).expect("a status");
    assert!(status.is_wt_new(), "{status:?}");
}

#[test]
fn without_git_it_says_so_before_anything_is_written() {
    let sandbox = Sandbox::new();
    let output = sandbox.pm(&["idea", "add", "A", "--commit"]);
    assert_eq!(output.code, 2, "{}", output.shown());
    assert_eq!(sandbox.files(), ["pm.yaml"]);
}

#[test]
fn what_a_person_wrote_in_the_editor_is_committed_where_it_has_no_error() {
    if !has_git() {
        return;
    }
    let sandbox = sandbox();
    sandbox.write("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: A\nstatus: new\n---\nx\n");
    sandbox.commit("2026-11-02", "An idea");
    let edit = |editor: &str| sandbox.pm_in(&["edit", "IDEA-1", "--commit"], &[("EDITOR", editor)]);
    fine(&edit("sed -i s/A$/B/"));
    assert_eq!(last(&sandbox), (vec!["ideas/IDEA-1-a.md".into()], "IDEA-1: title from A to B".into()));
    let unchanged = edit("true");
    fine(&unchanged);
    assert!(unchanged.stderr.contains("nothing was changed"), "{}", unchanged.shown());
    let wrong = edit("sed -i s/new$/newish/");
    assert!(wrong.code == 1 && wrong.stderr.contains("is not committed"), "{}", wrong.shown());
    assert_eq!(last(&sandbox).1, "IDEA-1: title from A to B");
}
