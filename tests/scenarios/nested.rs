//! A product in a folder of a larger git repository: what git and the forge do at the top of it finds the plan.

use std::process::{Command, Output};

use crate::sandbox::{Sandbox, has_git};

/// A repository whose product lies in a folder with a blank in its name, with the hooks installed.
struct Nested {
    sandbox: Sandbox,
}

impl Nested {
    /// Nothing where there is no git.
    fn new() -> Option<Self> {
        if !has_git() {
            return None;
        }
        let sandbox = Sandbox::bare();
        sandbox.begin_git();
        sandbox.write("src/main.rs", "fn main() {}\n");
        sandbox.write("the plan/pm.yaml", "format: 1\n");
        sandbox.write("the plan/ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: A\nstatus: new\n---\n");
        let nested = Self { sandbox };
        nested.done(&["add", "-A"]);
        nested.done(&["commit", "-q", "-m", "Begin"]);
        let installed = nested.sandbox.pm(&["-C", "the plan", "hooks", "install"]);
        assert_eq!(installed.code, 0, "{}", installed.shown());
        Some(nested)
    }

    /// Git in a folder of the repository, as a person calls it.
    fn git_in(&self, folder: &str, arguments: &[&str]) -> Output {
        let tools = std::path::Path::new(env!("CARGO_BIN_EXE_pm")).parent().expect("a folder");
        let path = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap_or_default());
        Command::new("git")
            .args(["-c", "user.name=Ana", "-c", "user.email=ana@example.com"])
            .args(arguments)
            .env("PATH", &path)
            .env("PM_TODAY", crate::sandbox::TODAY)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .current_dir(self.sandbox.path().join(folder))
            .output()
            .expect("git runs")
    }

    #[track_caller]
    fn done(&self, arguments: &[&str]) {
        let output = self.git_in("", arguments);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    }

    fn idea(&self, number: u32, front: &str) {
        let text = format!("---\nid: IDEA-{number}\ntitle: Idea {number}\n{front}---\n");
        self.sandbox.write(&format!("the plan/ideas/IDEA-{number}-idea.md"), &text);
    }
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[cfg(unix)]
#[test]
fn what_is_staged_is_checked_before_a_commit_wherever_it_is_made() {
    let Some(nested) = Nested::new() else { return };
    nested.idea(2, "status: unheard of\n");
    nested.done(&["add", "-A"]);
    for folder in ["", "src", "the plan/ideas"] {
        let refused = nested.git_in(folder, &["commit", "-m", "Wrong"]);
        assert!(!refused.status.success() && told(&refused).contains("unheard of"), "{}", told(&refused));
    }
    // With files named, git keeps what is to be committed in an index of its own.
    let refused = nested.git_in("", &["commit", "-m", "Wrong", "the plan/ideas/IDEA-2-idea.md"]);
    assert!(!refused.status.success() && told(&refused).contains("unheard of"), "{}", told(&refused));
    nested.idea(2, "status: new\n");
    let made = nested.git_in("the plan", &["commit", "-a", "-m", "Right"]);
    assert!(made.status.success(), "{}", told(&made));
}

#[cfg(unix)]
#[test]
fn a_message_with_an_unknown_id_is_refused() {
    let Some(nested) = Nested::new() else { return };
    nested.sandbox.write("src/main.rs", "fn main() { }\n");
    let refused = nested.git_in("src", &["commit", "-a", "-m", "Work", "-m", "Implements: IDEA-9"]);
    assert!(!refused.status.success() && told(&refused).contains("names IDEA-9"), "{}", told(&refused));
    let made = nested.git_in("src", &["commit", "-a", "-m", "Work", "-m", "Implements: IDEA-1"]);
    assert!(made.status.success(), "{}", told(&made));
}

#[cfg(unix)]
#[test]
fn documents_are_merged_by_field_and_what_came_with_the_merge_is_told() {
    let Some(nested) = Nested::new() else { return };
    nested.done(&["checkout", "-q", "-b", "side"]);
    nested.sandbox.write(
        "the plan/ideas/IDEA-1-a.md",
        "---\nid: IDEA-1\ntitle: A\nstatus: new\nowner: ben\nrelated: [IDEA-2]\n---\n",
    );
    nested.idea(2, "status: new\n");
    nested.done(&["add", "-A"]);
    nested.done(&["commit", "-q", "-m", "An owner"]);
    nested.done(&["checkout", "-q", "main"]);
    nested.sandbox.write(
        "the plan/ideas/IDEA-1-a.md",
        "---\nid: IDEA-1\ntitle: A\nstatus: exploring\nowner: ben\n---\n",
    );
    nested
        .sandbox
        .write("the plan/ideas/IDEA-2-other.md", "---\nid: IDEA-2\ntitle: Other\nstatus: new\n---\n");
    nested.done(&["add", "-A"]);
    nested.done(&["commit", "-q", "--no-verify", "-m", "Explored"]);
    let merged = nested.git_in("", &["merge", "--no-edit", "side"]);
    assert!(merged.status.success(), "{}", told(&merged));
    let document = nested.sandbox.read("the plan/ideas/IDEA-1-a.md");
    assert!(document.contains("status: exploring") && document.contains("related: [IDEA-2]"), "{document}");
    assert!(told(&merged).contains("`pm renumber IDEA-2 --commit`"), "{}", told(&merged));
}

#[test]
fn owners_are_written_where_the_forge_looks_for_them() {
    let sandbox = Sandbox::bare();
    sandbox.begin_git();
    let settings = "format: 1\npeople:\n  ana: {roles: product, accounts: [\"@ana\"]}\nkinds:\n  requirement: \
                    {approvals: {approved: [product]}}\n";
    sandbox.write("plan/pm.yaml", settings);
    let written = sandbox.pm(&["-C", "plan", "codeowners", "--out", "../.github/CODEOWNERS"]);
    insta::assert_snapshot!(written.shown(), @r#".github/CODEOWNERS"#);
    insta::assert_snapshot!(sandbox.read(".github/CODEOWNERS"), @r#"
    # Begin of what `pm codeowners` writes; change pm.yaml instead.
    /plan/requirements/ @ana
    /plan/pm.yaml @ana
    # End of what `pm codeowners` writes.
    "#);
    let checked = sandbox.pm(&["-C", "plan", "codeowners", "--out", "../.github/CODEOWNERS", "--check"]);
    assert_eq!(checked.code, 0, "{}", checked.shown());
    let outside = sandbox.pm(&["-C", "plan", "codeowners", "--out", "../../CODEOWNERS"]);
    assert_eq!(outside.code, 2, "{}", outside.shown());
}
