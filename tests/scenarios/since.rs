//! `pm check --since`: what a branch brings in decides.

use crate::sandbox::Sandbox;

fn requirement(id: u32, front: &str) -> (String, String) {
    let path = format!("requirements/REQ-{id}-r.md");
    (path, format!("---\nid: REQ-{id}\ntitle: Requirement {id}\n{front}---\n## Problem\nIt is slow.\n"))
}

fn write(sandbox: &Sandbox, (path, text): (String, String)) {
    sandbox.write(&path, &text);
}

/// A main branch with an old mistake in REQ-1, and a sound REQ-2; checked out is a branch `work`.
fn on_a_branch() -> Sandbox {
    let sandbox = Sandbox::with_git();
    write(&sandbox, requirement(1, "status: draft\nobjective: OBJ-404\n"));
    write(&sandbox, requirement(2, "status: draft\n"));
    sandbox.commit("2026-11-01", "The plan");
    let git = sandbox.git();
    let head = git.head().expect("a head").peel_to_commit().expect("a commit");
    git.branch("work", &head, false).expect("a branch");
    git.set_head("refs/heads/work").expect("checked out");
    sandbox
}

#[test]
fn an_old_finding_is_listed_apart_and_does_not_decide() {
    let sandbox = on_a_branch();
    assert_eq!(sandbox.pm(&["check"]).code, 1);
    insta::assert_snapshot!(sandbox.pm(&["check", "--since", "main"]).shown(), @r#"
    Already there at main, not counted:
      requirements/REQ-1-r.md:5:12: error[dangling-link]: `objective` leads to `OBJ-404`, which does not exist

    2 artifacts in 2 files: no findings
    "#);
}

#[test]
fn a_finding_that_the_branch_brings_decides_in_a_renamed_document_too() {
    let sandbox = on_a_branch();
    std::fs::remove_file(sandbox.path().join("requirements/REQ-1-r.md")).expect("a removed file");
    let (_, text) = requirement(1, "status: draft\nobjective: OBJ-404\n");
    sandbox.write("requirements/REQ-1-renamed.md", &text);
    write(&sandbox, requirement(2, "status: draft\nobjective: OBJ-405\n"));
    sandbox.commit("2026-11-02", "A branch");
    let output = sandbox.pm(&["check", "--since", "main", "--format", "concise"]);
    assert_eq!(output.code, 1, "{}", output.shown());
    assert!(output.stdout.contains("OBJ-405"), "{}", output.shown());
    let json = sandbox.pm(&["check", "--since", "main", "--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let messages = |findings: &serde_json::Value| -> Vec<String> {
        let findings = findings.as_array().expect("findings").iter();
        findings.map(|finding| finding["subject"].as_str().expect("a subject").to_owned()).collect()
    };
    assert_eq!(messages(&json["findings"]), ["REQ-2"]);
    assert_eq!(messages(&json["older"]["findings"]), ["REQ-1"]);
}

#[test]
fn rules_about_a_change_see_both_of_its_ends() {
    let sandbox = Sandbox::with_git();
    sandbox.write("objectives/OBJ-1-o.md", "---\nid: OBJ-1\ntitle: Grow\nstatus: open\n---\n");
    sandbox.write("objectives/OBJ-2-o.md", "---\nid: OBJ-2\ntitle: Shrink\nstatus: open\n---\n");
    write(&sandbox, requirement(1, "status: draft\nobjective: OBJ-1\n"));
    write(&sandbox, requirement(2, "status: draft\nobjective: OBJ-1\n"));
    sandbox.commit("2026-11-01", "The plan");
    std::fs::remove_file(sandbox.path().join("objectives/OBJ-2-o.md")).expect("a removed file");
    sandbox.commit("2026-11-02", "Not that one");
    std::fs::remove_file(sandbox.path().join("objectives/OBJ-1-o.md")).expect("a removed file");
    sandbox.write("objectives/OBJ-2-again.md", "---\nid: OBJ-2\ntitle: Again\nstatus: open\n---\n");
    write(&sandbox, requirement(1, "status: building\nobjective: OBJ-1\n"));
    let output = sandbox.pm(&["check", "--since", "HEAD", "--format", "concise"]);
    let said: Vec<&str> = output.stdout.lines().filter(|line| line.contains("error")).collect();
    for rule in ["illegal-status-move", "removed-while-referenced", "reused-id"] {
        assert_eq!(said.iter().filter(|line| line.contains(rule)).count(), 1, "{rule}: {}", output.shown());
    }
    assert!(!output.stdout.contains("dangling-link"), "{}", output.shown());
}

#[test]
fn what_is_staged_is_held_against_a_day() {
    let sandbox = on_a_branch();
    write(&sandbox, requirement(2, "status: draft\nobjective: OBJ-405\n"));
    assert_eq!(sandbox.pm(&["check", "--staged", "--since", "2026-11-20"]).code, 0);
    sandbox.stage();
    assert_eq!(sandbox.pm(&["check", "--staged", "--since", "2026-11-20"]).code, 1);
}

#[test]
fn a_base_that_is_not_there_is_said() {
    let sandbox = on_a_branch();
    insta::assert_snapshot!(sandbox.pm(&["check", "--since", "origin/main"]).shown(), @r#"
    ------- stderr -------
    error: no revision "origin/main"
    hint: name a branch, a tag, a commit, a day such as 2026-11-23, or words such as "3 weeks ago"
    [exit code: 2]
    "#);
}

#[test]
fn a_changed_agreement_demands_a_reason_in_a_commit_of_the_branch() {
    let sandbox = on_a_branch();
    let agreed = |text: &str| {
        let front = "status: approved\nowner: ana\n";
        let (path, document) = requirement(2, front);
        sandbox.write(&path, &document.replace("It is slow.", text));
    };
    agreed("It is slow.");
    sandbox.commit("2026-11-02", "Agree on it");
    let git = sandbox.git();
    let main = git.head().expect("a head").peel_to_commit().expect("a commit");
    git.branch("main", &main, true).expect("a branch");
    agreed("It is very slow.");
    let check = || {
        let output = sandbox.pm(&["check", "--since", "main", "--format", "concise"]);
        let lines = output.stdout.lines().filter(|line| line.contains("unexplained"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        check(),
        [
            "requirements/REQ-2-r.md:4:9: warning[unexplained-scope-change]: REQ-2 is `approved`, and what was agreed has \
             changed without a reason"
        ]
    );
    sandbox.commit("2026-11-03", "Say how slow it is\n\nReason: two customers measured it");
    assert_eq!(check(), Vec::<String>::new());
}
