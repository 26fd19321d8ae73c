//! What is shipped for other services, run as they run it: with their environment, and a `gh` that only
//! writes down what it was asked.

#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use crate::sandbox::Sandbox;

/// A pull request that brings in a broken link, over a main branch that has another.
struct PullRequest {
    sandbox: Sandbox,
    tools: tempfile::TempDir,
}

impl PullRequest {
    fn new() -> Self {
        let sandbox = Sandbox::with_git();
        let requirement = |id: u32, objective: u32| {
            let front =
                format!("id: REQ-{id}\ntitle: Requirement {id}\nstatus: draft\nobjective: OBJ-{objective}\n");
            sandbox.write(&format!("requirements/REQ-{id}-r.md"), &format!("---\n{front}---\n"));
        };
        requirement(1, 404);
        let base = sandbox.commit("2026-11-01", "The plan");
        let git = sandbox.git();
        let base = git.find_commit(base.parse().expect("an id")).expect("a commit");
        git.reference("refs/remotes/origin/main", base.id(), true, "fetched").expect("a reference");
        requirement(2, 405);
        sandbox.commit("2026-11-02", "More");
        let tools = tempfile::tempdir().expect("a folder");
        let gh = tools.path().join("gh");
        std::fs::write(
            &gh,
            "#!/bin/sh\nprintf '%s\\n' \"$*\" >>\"$GH_SAID\"\ncat \"$GH_COMMENTS\" 2>/dev/null\nexit 0\n",
        )
        .expect("a file");
        std::fs::set_permissions(&gh, PermissionsExt::from_mode(0o755)).expect("permissions");
        Self { sandbox, tools }
    }

    /// Runs the action's script with the environment that GitHub documents.
    fn run(&self, more: &[(&str, &str)]) -> Output {
        let pm = Path::new(env!("CARGO_BIN_EXE_pm")).parent().expect("a folder");
        let path = std::env::var("PATH").unwrap_or_default();
        let tool = |name: &str| self.tools.path().join(name);
        Command::new("sh")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("integrations/github/plan.sh"))
            .env_clear()
            .env("PATH", format!("{}:{}:{path}", self.tools.path().display(), pm.display()))
            .env("HOME", self.tools.path())
            .env("GITHUB_BASE_REF", "main")
            .env("GITHUB_REF", "refs/pull/7/merge")
            .env("GITHUB_REPOSITORY", "ana/plan")
            .env("GITHUB_OUTPUT", tool("output"))
            .env("GITHUB_STEP_SUMMARY", tool("summary"))
            .env("RUNNER_TEMP", self.tools.path())
            .env("GH_SAID", tool("said"))
            .env("GH_COMMENTS", tool("comments"))
            .envs(more.iter().copied())
            .current_dir(self.sandbox.path())
            .output()
            .expect("sh runs")
    }

    fn tool(&self, name: &str) -> String {
        std::fs::read_to_string(self.tools.path().join(name)).unwrap_or_default()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_pull_request_is_annotated_and_told_what_it_changes_in_one_comment() {
    let request = PullRequest::new();
    let output = request.run(&[]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    let annotations = text(&output.stdout);
    assert!(annotations.contains("::error") && annotations.contains("OBJ-405"), "{annotations}");
    let outputs = request.tool("output");
    assert!(outputs.contains("sarif=") && outputs.contains("diff="), "{outputs}");
    let sarif: serde_json::Value = serde_json::from_str(&request.tool("pm.sarif")).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    assert!(request.tool("summary").contains("REQ-2"), "{}", request.tool("summary"));
    let said = request.tool("said");
    assert!(said.contains("--method POST repos/ana/plan/issues/7/comments"), "{said}");
}

#[test]
fn a_comment_that_is_there_is_written_again() {
    let request = PullRequest::new();
    std::fs::write(request.tools.path().join("comments"), "99\n").expect("a file");
    let _ = request.run(&[]);
    let said = request.tool("said");
    assert!(said.contains("--method PATCH repos/ana/plan/issues/comments/99"), "{said}");
    assert!(!said.contains("POST"), "{said}");
}

#[test]
fn without_a_comment_and_outside_of_a_pull_request_nothing_is_asked_of_github() {
    let request = PullRequest::new();
    let _ = request.run(&[("PM_COMMENT", "false")]);
    assert_eq!(request.tool("said"), "");
    let output = request.run(&[("GITHUB_BASE_REF", ""), ("GITHUB_REF", "refs/heads/main")]);
    // Without a base both findings count.
    assert!(text(&output.stdout).contains("OBJ-404"), "{}", text(&output.stdout));
    assert_eq!(request.tool("said"), "");
}

#[test]
fn a_shallow_clone_is_told_what_to_set() {
    let request = PullRequest::new();
    let head = request.sandbox.git().head().and_then(|head| head.peel_to_commit()).expect("a commit").id();
    std::fs::write(request.sandbox.path().join(".git/shallow"), format!("{head}\n")).expect("a file");
    let output = request.run(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).contains("fetch-depth: 0"), "{}", text(&output.stdout));
}
