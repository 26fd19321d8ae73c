//! Feedback from the forms of a forge: the answers, and what is shipped for services, run as they run it.

#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use crate::sandbox::{Sandbox, has_git};

const FORM: &str = "### Words\n\n\"Can your thing ring the people I sent away?\"\n$(touch pwned)\n\n### Context\n\nNoon, and full.\n\n\
                    ### Customer\n\nNorthmole Yacht Haven\n\n### Role\n\nfront desk\n\n### Channel\n\nsales\n\n### Importance\n\n\
                    7 critical\n\n### Which app?\n\nThe one on the wall; ask jo@example.org.\n\n### Date\n\n_No response_\n";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with_git();
    sandbox.write(
        "customers/CUST-4-northmole.md",
        "---\nid: CUST-4\ntitle: Northmole Yacht Haven\nstatus: active\n---\n",
    );
    sandbox.commit("2026-11-01", "The plan");
    sandbox
}

#[test]
fn the_answers_of_a_form_become_feedback() {
    let sandbox = sandbox();
    insta::assert_snapshot!(sandbox.pm_with(&["feedback", "add", "--from", "-"], FORM).shown(), @"FB-1 feedback/FB-1-can-your-thing-ring-the-people-i-sent-away.md");
    insta::assert_snapshot!(sandbox.read("feedback/FB-1-can-your-thing-ring-the-people-i-sent-away.md"), @r#"
    ---
    id: FB-1
    title: Can your thing ring the people I sent away?
    status: new
    customer: CUST-4
    role: front desk
    channel: sales
    date: 2026-11-24
    importance: 7
    ---

    ## Words

    "Can your thing ring the people I sent away?"
    $(touch pwned)

    ## Context

    Noon, and full.

    **Which app?**

    The one on the wall; ask jo@example.org.
    "#);
    let unknown = FORM.replace("Northmole", "Southmole");
    insta::assert_snapshot!(sandbox.pm_with(&["feedback", "add", "A title", "--from", "-", "--dry-run"], &unknown).stderr, @r#"
    note: no one customer is called Southmole Yacht Haven; name it with --customer
    would write FB-2 feedback/FB-2-a-title.md
    "#);
    let written =
        sandbox.pm_with(&["feedback", "add", "A title", "--from", "-", "--dry-run"], &unknown).stdout;
    assert!(written.contains("+**Customer**\n+\n+Southmole Yacht Haven\n"), "no answer is lost: {written}");
    insta::assert_snapshot!(sandbox.pm_with(&["feedback", "add", "--from", "-"], "### Importance\n\n7\n").shown(), @r#"
    ------- stderr -------
    error: the form in standard input has neither words nor a title
    hint: call a question of the form `Words`, and let it be answered
    [exit code: 2]
    "#);
}

/// A clone with a remote, and tools that write down what they were asked.
struct Forge {
    sandbox: Sandbox,
    tools: tempfile::TempDir,
}

impl Forge {
    fn new() -> Self {
        let (sandbox, tools) = (sandbox(), tempfile::tempdir().expect("a folder"));
        let remote = tools.path().join("remote.git");
        git2::Repository::init_bare(&remote).expect("a remote");
        sandbox.git().remote("origin", &remote.to_string_lossy()).expect("a remote");
        let gh = tools.path().join("gh");
        std::fs::write(&gh, "#!/bin/sh\nprintf '%s\\n' \"$*\" >>\"$GH_SAID\"\n").expect("a file");
        std::fs::set_permissions(&gh, PermissionsExt::from_mode(0o755)).expect("permissions");
        Self { sandbox, tools }
    }

    fn run(&self, script: &str, more: &[(&str, &str)]) -> Output {
        let pm = Path::new(env!("CARGO_BIN_EXE_pm")).parent().expect("a folder");
        let path = std::env::var("PATH").unwrap_or_default();
        Command::new("sh")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("integrations").join(script))
            .env_clear()
            .env("PATH", format!("{}:{}:{path}", self.tools.path().display(), pm.display()))
            .env("HOME", self.tools.path())
            .env("PM_TODAY", "2026-11-24")
            .env("GH_SAID", self.tools.path().join("said"))
            .envs(more.iter().copied())
            .current_dir(self.sandbox.path())
            .output()
            .expect("sh runs")
    }

    /// The file of a branch of the remote.
    fn pushed(&self, branch: &str, path: &str) -> Option<String> {
        let remote = git2::Repository::open_bare(self.tools.path().join("remote.git")).expect("a remote");
        let commit = remote.find_branch(branch, git2::BranchType::Local).ok()?.get().peel_to_commit().ok()?;
        let entry = commit.tree().ok()?.get_path(Path::new(path)).ok()?;
        let blob = remote.find_blob(entry.id()).ok()?;
        Some(String::from_utf8_lossy(blob.content()).into_owned())
    }
}

#[test]
fn an_issue_of_github_becomes_a_pull_request() {
    if !has_git() {
        return;
    }
    let forge = Forge::new();
    let environment = [
        ("ISSUE_BODY", FORM),
        ("ISSUE_NUMBER", "12"),
        ("ISSUE_TITLE", "Feedback: -rf cannot ring $(touch pwned)"),
        ("ISSUE_URL", "https://github.com/x/y/issues/12"),
    ];
    let output = forge.run("github/feedback.sh", &environment);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let files = forge.sandbox.files();
    let written = files.iter().find(|file| file.starts_with("feedback/")).expect("a file of feedback");
    let text = forge.pushed("feedback/issue-12", written).expect("a pushed file");
    assert!(
        text.contains("links: [https://github.com/x/y/issues/12]") && text.contains("customer: CUST-4"),
        "{text}"
    );
    assert!(!files.iter().any(|file| file == "pwned"), "what a stranger writes is never run");
    let said = std::fs::read_to_string(forge.tools.path().join("said")).expect("what gh was asked");
    assert!(said.starts_with("pr create --head feedback/issue-12 --title FB-1, from issue #12"), "{said}");
    let again = forge.run("github/feedback.sh", &environment);
    assert!(String::from_utf8_lossy(&again.stdout).contains("already"), "one issue is written down once");
}

#[test]
fn an_issue_of_gitlab_becomes_a_merge_request() {
    if !has_git() || Command::new("jq").arg("--version").output().is_err() {
        return;
    }
    let forge = Forge::new();
    let payload = serde_json::json!({
        "object_attributes": {"iid": 3, "title": "Feedback: It cannot ring", "url": "https://gitlab.com/x/y/-/issues/3",
            "description": format!("<!-- read me -->\n\n{FORM}\n/label ~feedback\n")},
        "labels": [{"title": "feedback"}],
    });
    let file = forge.tools.path().join("payload.json");
    std::fs::write(&file, payload.to_string()).expect("a file");
    let remote = forge.tools.path().join("remote.git");
    git2::Repository::open_bare(&remote)
        .and_then(|remote| remote.config())
        .and_then(|mut config| config.set_bool("receive.advertisePushOptions", true))
        .expect("a remote that takes options");
    let environment = [
        ("TRIGGER_PAYLOAD", file.to_string_lossy().into_owned()),
        ("PM_REMOTE", remote.to_string_lossy().into_owned()),
    ];
    let environment: Vec<(&str, &str)> =
        environment.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let output = forge.run("gitlab/feedback.sh", &environment);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = forge.pushed("feedback/issue-3", "feedback/FB-1-it-cannot-ring.md").expect("a pushed file");
    assert!(text.contains("title: It cannot ring") && !text.contains("/label"), "{text}");
}
