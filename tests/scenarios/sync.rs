//! `pm sync`: two people, one remote, and git between them.

use std::path::Path;
use std::process::Command;

use crate::sandbox::{Output, Sandbox, has_git};

/// Runs git in a folder, which must not fail.
fn git(folder: &Path, words: &[&str]) {
    let output = Command::new("git").arg("-C").arg(folder).args(words).output().expect("git runs");
    assert!(output.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn as_person(sandbox: &Sandbox, name: &str) {
    let mail = format!("{}@example.com", name.to_lowercase());
    for (key, value) in
        [("user.name", name), ("user.email", &mail), ("commit.gpgsign", "false"), ("pull.rebase", "false")]
    {
        git(sandbox.path(), &["config", key, value]);
    }
}

/// A remote, and the clones of Ana and Ben.
struct Team {
    remote: Sandbox,
    ana: Sandbox,
    ben: Sandbox,
}

fn team() -> Team {
    let (remote, ana, ben) = (Sandbox::bare(), Sandbox::with_git(), Sandbox::bare());
    git(remote.path(), &["init", "--quiet", "--bare", "--initial-branch=main"]);
    as_person(&ana, "Ana");
    ana.write("requirements/REQ-1.md", "---\nid: REQ-1\ntitle: Export a day\nstatus: draft\n---\n");
    ana.write("notes.txt", "one\n");
    ana.commit("2026-11-02", "Begin");
    let remote_path = remote.path().display().to_string();
    git(ana.path(), &["remote", "add", "origin", &remote_path]);
    git(ana.path(), &["push", "--quiet", "-u", "origin", "main"]);
    git(ben.path(), &["clone", "--quiet", &remote_path, "."]);
    as_person(&ben, "Ben");
    Team { remote, ana, ben }
}

impl Team {
    /// What was said, without what is another each time: folders and names of commits.
    fn said(&self, output: &Output) -> String {
        let mut shown = output.shown();
        for (name, sandbox) in [("REMOTE", &self.remote), ("ANA", &self.ana), ("BEN", &self.ben)] {
            shown = shown.replace(&sandbox.path().display().to_string(), name);
        }
        let lines = shown.lines().map(|line| match line.strip_prefix("committed ") {
            Some(rest) => format!("committed ID:{}", rest.split_once(':').map_or("", |(_, rest)| rest)),
            None => line.to_owned(),
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

fn titled(title: &str, status: &str) -> String {
    format!("---\nid: REQ-1\ntitle: {title}\nstatus: {status}\n---\n")
}

#[test]
fn what_one_writes_the_other_gets() {
    if !has_git() {
        return;
    }
    let team = team();
    insta::assert_snapshot!(team.said(&team.ana.pm(&["sync"])), @r#"
    ------- stderr -------
    everything is in step with origin/main
    "#);
    team.ana.write("requirements/REQ-1.md", &titled("Export a whole day", "draft"));
    team.ana.write("ideas/IDEA-1.md", "---\nid: IDEA-1\ntitle: Import\nstatus: new\n---\n");
    team.ana.write("notes.txt", "mine\n");
    insta::assert_snapshot!(team.said(&team.ana.pm(&["sync", "--dry-run"])), @r#"
    ------- stderr -------
    would commit ideas/IDEA-1.md
    would commit requirements/REQ-1.md
    would push 1 commit to origin/main
    "#);
    insta::assert_snapshot!(team.said(&team.ana.pm(&["sync"])), @r#"
    ------- stderr -------
    committed ID: Change IDEA-1 and REQ-1
    pushed 1 commit to origin/main
    "#);
    assert_eq!(team.ana.read("notes.txt"), "mine\n");
    insta::assert_snapshot!(team.said(&team.ben.pm(&["sync"])), @r#"
    ------- stderr -------
    took in 1 commit from origin/main
    "#);
    assert_eq!(team.ben.read("requirements/REQ-1.md"), titled("Export a whole day", "draft"));
    assert_eq!(team.ben.read("notes.txt"), "one\n");
}

#[test]
fn both_sides_are_merged_and_a_conflict_is_left_as_git_leaves_it() {
    if !has_git() {
        return;
    }
    let team = team();
    team.ana.write("ideas/IDEA-1.md", "---\nid: IDEA-1\ntitle: Import\nstatus: new\n---\n");
    assert_eq!(team.ana.pm(&["sync"]).code, 0);
    team.ben.write("ideas/IDEA-2.md", "---\nid: IDEA-2\ntitle: Export\nstatus: new\n---\n");
    insta::assert_snapshot!(team.said(&team.ben.pm(&["sync", "-m", "One more idea"])), @r#"
    ------- stderr -------
    committed ID: One more idea
    took in 1 commit from origin/main
    pushed 2 commits to origin/main
    "#);
    team.ana.write("requirements/REQ-1.md", &titled("Ana's words", "draft"));
    assert_eq!(team.ana.pm(&["sync"]).code, 0);
    team.ben.write("requirements/REQ-1.md", &titled("Ben's words", "draft"));
    insta::assert_snapshot!(team.said(&team.ben.pm(&["sync"])), @r#"
    ------- stderr -------
    committed ID: REQ-1: title from Export a day to Ben's words
    error: others changed the same words as you did, and git left both in requirements/REQ-1.md
    hint: in each file keep what is right of what stands between <<<<<<< and >>>>>>>, and take the marks out
    hint: run `pm check`
    hint: tell git that it is settled: git add requirements/REQ-1.md && git commit
    hint: run `pm sync` again
    [exit code: 2]
    "#);
    assert!(team.ben.read("requirements/REQ-1.md").contains("<<<<<<<"));
    insta::assert_snapshot!(team.said(&team.ben.pm(&["sync"])), @r#"
    ------- stderr -------
    error: others changed the same words as you did, and git left both in requirements/REQ-1.md
    hint: in each file keep what is right of what stands between <<<<<<< and >>>>>>>, and take the marks out
    hint: run `pm check`
    hint: tell git that it is settled: git add requirements/REQ-1.md && git commit
    hint: run `pm sync` again
    [exit code: 2]
    "#);
    team.ben.write("requirements/REQ-1.md", &titled("Our words", "draft"));
    git(team.ben.path(), &["add", "requirements/REQ-1.md"]);
    insta::assert_snapshot!(team.said(&team.ben.pm(&["sync"])), @r#"
    ------- stderr -------
    error: a merge is not finished
    hint: finish it with `git commit`, then run `pm sync` again
    [exit code: 2]
    "#);
    git(team.ben.path(), &["commit", "--quiet", "--no-edit"]);
    insta::assert_snapshot!(team.said(&team.ben.pm(&["sync"])), @r#"
    ------- stderr -------
    pushed 2 commits to origin/main
    "#);
}

#[test]
fn an_error_that_is_new_stops_it_and_can_be_let_through() {
    if !has_git() {
        return;
    }
    let team = team();
    team.ana.write("requirements/REQ-1.md", &titled("Export", "dreft"));
    insta::assert_snapshot!(team.said(&team.ana.pm(&["sync"])), @r#"
    error[unknown-status]: `dreft` is no status of requirement
     --> requirements/REQ-1.md:4:9
      |
    4 | status: dreft
      |         ^^^^^
      |
      = help: did you mean `draft`?

    1 error in 1 of 1 file
    ------- stderr -------
    nothing is committed: the errors above were not there before
    hint: correct them, or commit all the same with --allow-findings
    [exit code: 1]
    "#);
    insta::assert_snapshot!(team.said(&team.ana.pm(&["sync", "--allow-findings"])), @r#"
    ------- stderr -------
    committed ID: REQ-1: title from Export a day to Export; status from draft to dreft
    pushed 1 commit to origin/main
    "#);
}

#[test]
fn two_artifacts_with_one_id_are_found_before_anything_is_pushed() {
    if !has_git() {
        return;
    }
    let team = team();
    team.ana.write("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: Import\nstatus: new\n---\n");
    assert_eq!(team.ana.pm(&["sync"]).code, 0);
    team.ben.write("ideas/IDEA-1-b.md", "---\nid: IDEA-1\ntitle: Export\nstatus: new\n---\n");
    let stopped = team.ben.pm(&["sync"]);
    insta::assert_snapshot!(stopped.stderr.lines().skip(1).collect::<Vec<_>>().join("\n"), @r#"
    took in 1 commit from origin/main
    nothing is pushed: the errors above are not in origin/main
    hint: correct them and run `pm sync` again; `pm renumber` gives new ids where two artifacts have one
    "#);
    assert!(stopped.stdout.contains("duplicate-id"), "{}", stopped.shown());
    assert_eq!(stopped.code, 1);
    let again = team.ben.pm(&["sync"]);
    assert_eq!(again.code, 1, "{}", again.shown());
    assert_eq!(team.ben.pm(&["renumber", "--commit"]).code, 0);
    let done = team.ben.pm(&["sync", "--format", "json"]);
    insta::assert_snapshot!(done.stdout, @r#"
    {
      "schema_version": 1,
      "view": "synced",
      "upstream": "origin/main",
      "committed": [],
      "took_in": 0,
      "pushed": 3,
      "dry_run": false
    }
    "#);
}

#[test]
fn a_remote_that_is_away_or_refuses_is_told_in_plain_words() {
    if !has_git() {
        return;
    }
    let team = team();
    team.remote.write("hooks/pre-receive", "#!/bin/sh\necho main is protected\nexit 1\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let hook = team.remote.path().join("hooks/pre-receive");
        std::fs::set_permissions(hook, std::fs::Permissions::from_mode(0o755)).expect("it can be run");
        team.ana.write("requirements/REQ-1.md", &titled("Export all", "draft"));
        insta::assert_snapshot!(team.said(&team.ana.pm(&["sync"])), @r#"
        ------- stderr -------
        committed ID: REQ-1: title from Export a day to Export all
        error: the remote refused the commits, which are safe here
          git: remote: main is protected
          git: To REMOTE
          git:  ! [remote rejected] main -> main (pre-receive hook declined)
          git: error: failed to push some refs to 'REMOTE'
        hint: where the branch is protected, push to another one and ask for a merge: git push origin HEAD:NAME
        [exit code: 2]
        "#);
    }
    std::fs::remove_dir_all(team.remote.path()).expect("the remote is gone");
    let away = team.ana.pm(&["sync"]);
    assert!(away.stderr.starts_with("error: the remote cannot be reached\n  git: "), "{}", away.shown());
    std::fs::create_dir_all(team.remote.path()).expect("a folder to remove");
}

#[test]
fn a_place_from_which_nothing_can_be_synced_is_named() {
    if !has_git() {
        return;
    }
    let team = team();
    git(team.ana.path(), &["checkout", "--quiet", "--detach"]);
    insta::assert_snapshot!(team.said(&team.ana.pm(&["sync"])), @r#"
    ------- stderr -------
    error: no branch is checked out, so that there is nothing to keep in step
    hint: go back to your branch: git switch NAME
    [exit code: 2]
    "#);
    git(team.ana.path(), &["checkout", "--quiet", "-b", "other"]);
    insta::assert_snapshot!(team.said(&team.ana.pm(&["sync"])), @r#"
    ------- stderr -------
    error: the branch `other` follows no branch of a remote
    hint: say once which one it follows: git push -u origin other
    [exit code: 2]
    "#);
    let alone = Sandbox::with_git();
    alone.commit("2026-11-02", "Begin");
    insta::assert_snapshot!(alone.pm(&["sync"]).shown(), @r#"
    ------- stderr -------
    error: this repository has no remote, so that there is nobody to be in step with
    hint: name one: git remote add origin ADDRESS && git push -u origin main
    [exit code: 2]
    "#);
    insta::assert_snapshot!(Sandbox::new().pm(&["sync"]).shown(), @r#"
    ------- stderr -------
    error: this folder is in no git repository, so that there is nobody to be in step with
    hint: begin one with `git init`, and name a remote: git remote add origin ADDRESS
    [exit code: 2]
    "#);
}
