//! Two branches that change one document, merged by git itself with the driver of `pm`.

use std::process::{Command, Output};

use crate::sandbox::{Sandbox, has_git};

const DOCUMENT: &str = "---
id: REQ-1
title: Export
status: draft
owner: ana
# what it answers
answers: [IDEA-1]
priority: must
---

## Acceptance criteria
- [ ] one
- [ ] two
";

const PLACE: &str = "requirements/REQ-1-export.md";

/// A repository with the driver installed, and a document on `main` and on `side`.
struct Branches {
    sandbox: Sandbox,
}

impl Branches {
    /// Nothing where there is no git.
    fn new() -> Option<Self> {
        if !has_git() {
            return None;
        }
        let sandbox = Sandbox::with_git();
        sandbox.write("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: A\nstatus: new\n---\n");
        sandbox.write(PLACE, DOCUMENT);
        let branches = Self { sandbox };
        branches.done(&["add", "-A"]);
        branches.done(&["commit", "-q", "-m", "Begin"]);
        branches.done(&["branch", "side"]);
        assert_eq!(branches.sandbox.pm(&["hooks", "install"]).code, 0);
        Some(branches)
    }

    fn git(&self, arguments: &[&str]) -> Output {
        let folder = std::path::Path::new(env!("CARGO_BIN_EXE_pm")).parent().expect("a folder");
        let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
        Command::new("git")
            .args(["-c", "user.name=Ana", "-c", "user.email=ana@example.com"])
            .args(arguments)
            .env("PATH", &path)
            .env("PM_TODAY", crate::sandbox::TODAY)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .current_dir(self.sandbox.path())
            .output()
            .expect("git runs")
    }

    fn done(&self, arguments: &[&str]) {
        let output = self.git(arguments);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    }

    /// Commits another text of the document on a branch.
    fn change(&self, branch: &str, change: impl Fn(&str) -> String) {
        self.done(&["checkout", "-q", branch]);
        self.sandbox.write(PLACE, &change(DOCUMENT));
        self.done(&["commit", "-q", "-n", "-a", "-m", "Change"]);
    }

    /// Merges `side` into `main`: whether git was content, and what it told.
    fn merge(&self) -> (bool, String) {
        self.done(&["checkout", "-q", "main"]);
        let output = self.git(&["merge", "-q", "--no-edit", "side"]);
        let told = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(told).expect("text"))
    }
}

#[cfg(unix)]
#[test]
fn what_two_branches_changed_apart_merges_with_its_comments() {
    let Some(branches) = Branches::new() else { return };
    branches.change("main", |text| {
        let text = text.replace("draft", "review").replace("[ ] one", "[x] one");
        text.replace("[IDEA-1]", "[IDEA-1, IDEA-2]").replace("# what", "# here is what")
    });
    branches.change("side", |text| {
        let text = text.replace("owner: ana", "owner: bo # for now").replace("[ ] two", "[x] two");
        text.replace("[IDEA-1]", "[IDEA-1, IDEA-3]")
    });
    let (is_clean, told) = branches.merge();
    assert!(is_clean, "{told}");
    insta::assert_snapshot!(branches.sandbox.read(PLACE), @r#"
    ---
    id: REQ-1
    title: Export
    status: review
    owner: bo # for now
    # here is what it answers
    answers: [IDEA-1, IDEA-2, IDEA-3]
    priority: must
    ---

    ## Acceptance criteria
    - [x] one
    - [x] two
    "#);
}

#[cfg(unix)]
#[test]
fn what_both_changed_is_marked_around_that_field_alone() {
    let Some(branches) = Branches::new() else { return };
    branches.change("main", |text| text.replace("draft", "review").replace("owner: ana", "owner: bo"));
    branches.change("side", |text| text.replace("draft", "approved").replace("must", "should"));
    let (is_clean, told) = branches.merge();
    assert!(!is_clean);
    assert!(told.contains(&format!("{PLACE}:4: both sides changed status\n")), "{told}");
    let merged = branches.sandbox.read(PLACE);
    insta::assert_snapshot!(merged.split("\n\n").next().expect("front matter"), @r#"
    ---
    id: REQ-1
    title: Export
    <<<<<<< HEAD
    status: review
    =======
    status: approved
    >>>>>>> side
    owner: bo
    # what it answers
    answers: [IDEA-1]
    priority: should
    ---
    "#);
    let status = branches.git(&["status", "--short"]);
    assert_eq!(String::from_utf8_lossy(&status.stdout), format!("UU {PLACE}\n"));
    insta::assert_snapshot!(branches.sandbox.pm(&["check", PLACE]).shown(), @r#"
    error[unfinished-merge]: a merge was not finished: a conflict is still marked here
     --> requirements/REQ-1-export.md:4:1
      |
    4 | <<<<<<< HEAD
      | ^^^^^^^^^^^^
      |
      = help: keep one side, or what both meant, and take the lines with the markers out

    1 error in 1 of 2 files
    [exit code: 1]
    "#);
    // Whichever side is kept, the rest can be read.
    let side = |text: &str, from: &str, to: &str| {
        let (start, end) = (text.find(from).expect("a marker"), text.find(to).expect("a marker"));
        let end = end + text[end..].find('\n').expect("a line") + 1;
        format!("{}{}", &text[..start], &text[end..])
    };
    let ours = side(&merged, "=======", ">>>>>>>").replace("<<<<<<< HEAD\n", "");
    branches.sandbox.write(PLACE, &ours);
    assert_eq!(branches.sandbox.pm(&["check", PLACE, "--fail-on", "error"]).code, 0);
}

#[cfg(unix)]
#[test]
fn a_document_that_was_renamed_meanwhile_merges_too() {
    let Some(branches) = Branches::new() else { return };
    branches.change("main", |text| text.replace("must", "should"));
    branches.change("side", |text| text.replace("draft", "review"));
    branches.done(&["mv", PLACE, "requirements/REQ-1-sheet.md"]);
    branches.done(&["commit", "-q", "-n", "-m", "Rename"]);
    let (is_clean, told) = branches.merge();
    assert!(is_clean, "{told}");
    let merged = branches.sandbox.read("requirements/REQ-1-sheet.md");
    assert!(merged.contains("status: review") && merged.contains("priority: should"), "{merged}");
}

#[cfg(unix)]
#[test]
fn what_a_merge_brought_in_is_told_after_it() {
    let Some(branches) = Branches::new() else { return };
    branches.change("side", |text| text.replace("[IDEA-1]", "[IDEA-9]"));
    branches.done(&["checkout", "-q", "main"]);
    branches.sandbox.write("ideas/IDEA-2-b.md", "---\nid: IDEA-2\ntitle: B\nstatus: new\n---\n");
    branches.done(&["add", "-A"]);
    branches.done(&["commit", "-q", "-n", "-m", "Another"]);
    let (is_clean, told) = branches.merge();
    assert!(is_clean, "{told}");
    insta::assert_snapshot!(told, @r#"
    error[dangling-link]: `answers` leads to `IDEA-9`, which does not exist
     --> requirements/REQ-1-export.md:7:11
      |
    7 | answers: [IDEA-9]
      |           ^^^^^^
      |
      = help: did you mean IDEA-1?

    1 error in 1 of 3 files
    note: the merge is made, and brought in what is above
    hint: mend it and commit that
    "#);
}

#[cfg(unix)]
#[test]
fn a_plan_in_a_folder_has_its_documents_merged() {
    if !has_git() {
        return;
    }
    let sandbox = Sandbox::bare();
    sandbox.begin_git();
    sandbox.write("the plan/pm.yaml", "format: 1\n");
    let attributes = |path: &str| {
        let output =
            Command::new("git").args(["check-attr", "merge", path]).current_dir(sandbox.path()).output();
        String::from_utf8(output.expect("git runs").stdout).expect("text")
    };
    let output = sandbox.pm(&["-C", "the plan", "hooks", "install"]);
    assert_eq!(output.code, 0, "{}", output.shown());
    assert!(attributes("the plan/ideas/IDEA-1-a.md").ends_with("merge: pm\n"));
    assert!(attributes("the plan/ideas/old/IDEA-1-a.yaml").ends_with("merge: pm\n"));
    assert!(attributes("ideas/IDEA-1-a.md").ends_with("merge: unspecified\n"));
    assert_eq!(sandbox.pm(&["-C", "the plan", "hooks", "remove"]).code, 0);
    assert!(attributes("the plan/ideas/IDEA-1-a.md").ends_with("merge: unspecified\n"));
}

#[test]
fn the_driver_can_be_tried_by_hand_without_git_and_without_a_plan() {
    let sandbox = Sandbox::bare();
    sandbox.write("base.md", "---\na: 1\nb: 1\n---\n");
    sandbox.write("ours.md", "---\na: 2\nb: 1\n---\n");
    sandbox.write("theirs.md", "---\na: 1\nb: 2\n---\n");
    let output = sandbox.pm(&["merge-driver", "base.md", "ours.md", "theirs.md"]);
    assert_eq!((output.code, output.shown().as_str()), (0, ""));
    assert_eq!(sandbox.read("ours.md"), "---\na: 2\nb: 2\n---\n");
    sandbox.write("theirs.md", "---\na: 3\nb: 2\n---\n");
    let output =
        sandbox.pm(&["merge-driver", "base.md", "ours.md", "theirs.md", "9", "%P", "%S", "me", "you"]);
    insta::assert_snapshot!(output.shown(), @r#"
    ------- stderr -------
    ours.md:2: both sides changed a
    [exit code: 1]
    "#);
    insta::assert_snapshot!(sandbox.read("ours.md"), @r#"
    ---
    <<<<<<<<< me
    a: 2
    =========
    a: 3
    >>>>>>>>> you
    b: 2
    ---
    "#);
    let output = sandbox.pm(&["merge-driver", "base.md", "none.md", "theirs.md"]);
    assert_eq!(output.code, 2, "{}", output.shown());
    assert!(output.stderr.contains("none.md cannot be read: no such file"), "{}", output.shown());
}

#[test]
fn what_is_wrong_with_the_merged_document_is_told() {
    let sandbox = Sandbox::new();
    let place = "ideas/IDEA-1-a.md";
    sandbox.write("ideas/README.md", "# Ideas\n");
    sandbox.write("base", "---\nid: IDEA-1\ntitle: A\nstatus: new\n---\n");
    sandbox.write("ours", "---\nid: IDEA-1\ntitle: B\nstatus: new\n---\n");
    sandbox.write("theirs", "---\nid: IDEA-1\ntitle: A\nstatus: unheard\n---\n");
    let output = sandbox.pm(&["merge-driver", "base", "ours", "theirs", "7", place]);
    insta::assert_snapshot!(output.shown(), @r#"
    ------- stderr -------
    ideas/IDEA-1-a.md:4:9: error[unknown-status]: `unheard` is no status of idea
    "#);
}

#[test]
fn a_merge_that_was_not_finished_is_one_finding() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "ideas/IDEA-1-a.md",
        "---\nid: IDEA-1\n<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> side\nstatus: new\n---\n",
    );
    sandbox.write(
        "ideas/IDEA-2-b.md",
        "---\nid: IDEA-2\ntitle: B\nstatus: new\nrelated: [IDEA-1]\n---\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> side\n",
    );
    insta::assert_snapshot!(sandbox.pm(&["check"]).shown(), @r#"
    error[unfinished-merge]: a merge was not finished: a conflict is still marked here
     --> ideas/IDEA-1-a.md:3:1
      |
    3 | <<<<<<< HEAD
      | ^^^^^^^^^^^^
      |
      = help: keep one side, or what both meant, and take the lines with the markers out

    error[unfinished-merge]: a merge was not finished: a conflict is still marked here
     --> ideas/IDEA-2-b.md:7:1
      |
    7 | <<<<<<< HEAD
      | ^^^^^^^^^^^^
      |
      = help: keep one side, or what both meant, and take the lines with the markers out

    2 errors in 2 of 2 files
    [exit code: 1]
    "#);
}
