//! `pm hooks`: what git asks before a commit.

use crate::sandbox::{Sandbox, has_git};

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with_git();
    sandbox.write("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: A\nstatus: new\n---\n");
    sandbox.commit("2026-11-01", "An idea");
    sandbox
}

#[test]
fn hooks_are_installed_renewed_and_removed() {
    let sandbox = sandbox();
    let output = sandbox.pm(&["hooks", "install"]);
    assert_eq!(output.code, 0, "{}", output.shown());
    assert_eq!(output.stdout.lines().count(), 4, "{}", output.shown());
    let hook = sandbox.read(".git/hooks/pre-commit");
    assert!(hook.starts_with("#!/bin/sh\n") && hook.contains("exec pm hooks run pre-commit"), "{hook}");
    insta::assert_snapshot!(sandbox.pm(&["hooks", "install"]).shown(), @r#"
    pre-commit was installed already
    commit-msg was installed already
    post-merge was installed already
    the merge driver was installed already
    "#);
    insta::assert_snapshot!(sandbox.pm(&["hooks", "status"]).shown(), @r#"
    pre-commit is installed
    commit-msg is installed
    post-merge is installed
    the merge driver is installed
    "#);
    insta::assert_snapshot!(sandbox.pm(&["hooks", "remove"]).shown(), @r#"
    pre-commit is removed
    commit-msg is removed
    post-merge is removed
    the merge driver is removed
    "#);
    insta::assert_snapshot!(sandbox.pm(&["hooks", "status"]).shown(), @r#"
    pre-commit is not installed
    commit-msg is not installed
    post-merge is not installed
    the merge driver is not installed
    ------- stderr -------
    hint: run `pm hooks install`
    "#);
    assert!(!sandbox.path().join(".git/hooks/commit-msg").exists());
}

#[test]
fn another_programs_hook_is_left_alone_with_the_line_to_add() {
    let sandbox = sandbox();
    sandbox.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 0\n");
    let output = sandbox.pm(&["hooks", "install"]);
    assert_eq!(output.code, 1, "{}", output.shown());
    assert!(output.stderr.contains("pm hooks run pre-commit"), "{}", output.shown());
    assert_eq!(sandbox.read(".git/hooks/pre-commit"), "#!/bin/sh\nexit 0\n");
}

#[test]
fn what_is_staged_is_checked_and_what_was_wrong_before_does_not_stop_a_commit() {
    let sandbox = Sandbox::with_git();
    assert_eq!(sandbox.pm(&["hooks", "run", "pre-commit"]).code, 0);
    sandbox.write("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: A\nstatus: unheard of\n---\n");
    sandbox.stage();
    assert_eq!(sandbox.pm(&["hooks", "run", "pre-commit"]).code, 1);
    sandbox.commit("2026-11-01", "Wrong");
    assert_eq!(sandbox.pm(&["hooks", "run", "pre-commit"]).code, 0);
    sandbox.write("ideas/IDEA-2-b.md", "---\nid: IDEA-2\ntitle: B\nstatus: unheard of\n---\n");
    assert_eq!(sandbox.pm(&["hooks", "run", "pre-commit"]).code, 0);
    sandbox.stage();
    let output = sandbox.pm(&["hooks", "run", "pre-commit"]);
    assert_eq!(output.code, 1, "{}", output.shown());
    assert!(output.stdout.contains("IDEA-2"), "{}", output.shown());
}

#[test]
fn ids_in_a_message_are_looked_up() {
    let sandbox = sandbox();
    let message = |text: &str| {
        sandbox.write("message", text);
        sandbox.pm(&["hooks", "run", "commit-msg", "message"])
    };
    assert_eq!(message("IDEA-1 is a good one; UTF-8 and RFC-2119\n# IDEA-9\n\nRefs: IDEA-1\n").shown(), "");
    insta::assert_snapshot!(message("Begin with IDEA-7\n").shown(), @r#"
    ------- stderr -------
    note: the message names IDEA-7, which is not in the plan
    "#);
    insta::assert_snapshot!(message("Begin\n\nImplements: IDEA-8\n").shown(), @r#"
    ------- stderr -------
    error: a trailer of the message names IDEA-8, which is not in the plan
    hint: write it down and stage it first, or name another id
    [exit code: 1]
    "#);
}

#[test]
fn the_trailers_of_a_message_are_those_of_the_settings() {
    let sandbox = sandbox();
    sandbox.write("pm.yaml", "code: {trailers: {Task: implements, Refs: 'off'}}\n");
    sandbox.stage();
    let code = |trailer: &str| {
        sandbox.write("message", &format!("Begin\n\n{trailer}: IDEA-8\n"));
        sandbox.pm(&["hooks", "run", "commit-msg", "message"]).code
    };
    let codes = ["Task", "Closes", "Decision", "Refs", "Reason"].map(code);
    assert_eq!(codes, [1, 1, 1, 0, 0]);
}

/// With a real git, where there is one: the hook is found, and stops the commit.
#[cfg(unix)]
#[test]
fn git_runs_the_hook_and_obeys_it() {
    if !has_git() {
        return;
    }
    let sandbox = sandbox();
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_pm")).parent().expect("a folder");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    let git = |arguments: &[&str]| {
        std::process::Command::new("git")
            .args(["-c", "user.name=Ana", "-c", "user.email=ana@example.com"])
            .args(arguments)
            .env("PATH", &path)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .current_dir(sandbox.path())
            .output()
    };
    assert_eq!(sandbox.pm(&["hooks", "install"]).code, 0);
    sandbox.write("ideas/IDEA-2-b.md", "---\nid: IDEA-2\ntitle: B\nstatus: unheard of\n---\n");
    sandbox.stage();
    let refused = git(&["commit", "-m", "Wrong"]).expect("git");
    assert!(!refused.status.success(), "{refused:?}");
    sandbox.write("ideas/IDEA-2-b.md", "---\nid: IDEA-2\ntitle: B\nstatus: new\n---\n");
    sandbox.stage();
    let refused = git(&["commit", "-m", "Right", "-m", "Implements: IDEA-9"]).expect("git");
    assert!(!refused.status.success(), "{refused:?}");
    let made = git(&["commit", "-m", "Right", "-m", "Implements: IDEA-2"]).expect("git");
    assert!(made.status.success(), "{made:?}");
}
