//! `pm log`: what changed in the plan, day by day.

use crate::sandbox::Sandbox;

fn requirement(sandbox: &Sandbox, number: usize, fields: &str, body: &str) {
    let text = format!("---\nid: REQ-{number}\ntitle: Requirement {number}\n{fields}---\n{body}");
    sandbox.write(&format!("requirements/REQ-{number}-a.md"), &text);
}

const CRITERIA: &str =
    "## Problem\nSheets are typed.\n## Acceptance criteria\n- [ ] AC1: A file is written.\n";

/// Four days: two requirements, one of them agreed in two steps, a commit of layout, and a removal.
fn four_days() -> Sandbox {
    let sandbox = Sandbox::with_git();
    requirement(&sandbox, 1, "status: draft\ntarget: 2026-Q2\n", CRITERIA);
    requirement(&sandbox, 2, "status: draft\n", "");
    sandbox.commit("2026-01-05", "The plan");
    requirement(&sandbox, 1, "status: review\ntarget: 2026-Q3\n", CRITERIA);
    sandbox.commit_by("Ben", "2026-02-02", "Ask for review");
    requirement(
        &sandbox,
        1,
        "status: approved\ntarget: 2026-Q3\nowner: ana\n",
        &CRITERIA.replace("typed", "typed by hand"),
    );
    sandbox.commit_by("Ben", "2026-02-02", "Agreed");
    requirement(
        &sandbox,
        1,
        "target: 2026-Q3   # still\nstatus: approved\nowner: ana\n",
        &CRITERIA.replace("typed", "typed by hand"),
    );
    sandbox.commit("2026-02-03", "Layout");
    let ticked = CRITERIA.replace("typed", "typed by hand").replace("[ ]", "[x]")
        + "- [ ] AC2: It opens in a sheet.\n";
    requirement(&sandbox, 1, "status: approved\ntarget: 2026-Q3\nowner: ana\n", &ticked);
    std::fs::remove_file(sandbox.path().join("requirements/REQ-2-a.md")).expect("a removed file");
    sandbox.commit("2026-03-01", "Not needed");
    sandbox
}

#[test]
fn each_day_tells_what_changed_in_one_line_for_each_artifact() {
    insta::assert_snapshot!(four_days().pm(&["log"]).shown(), @r#"
    What changed in the plan
    ════════════════════════
    6 changes on 3 days; first parents, renames followed at 50 % similarity

    2026-03-01
    ──────────
    • REQ-1 Requirement 1: Acceptance criteria: 1 ticked, 1 added — Ana
    • REQ-2 Requirement 2: removed — Ana

    2026-02-02
    ──────────
    • REQ-1 Requirement 1: approved; target 2026-Q2 → 2026-Q3; owner ana; Problem reworded — Ben

    2026-01-05
    ──────────
    • REQ-1 Requirement 1: added as draft — Ana
    • REQ-2 Requirement 2: added as draft — Ana
    "#);
}

#[test]
fn days_kinds_and_artifacts_can_be_chosen() {
    let sandbox = four_days();
    sandbox.write("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: A\nstatus: new\n---\n");
    sandbox.commit("2026-04-01", "An idea");
    let days = |arguments: &[&str]| {
        let output = sandbox.pm(&[&["log"], arguments].concat());
        assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{}", output.shown());
        output.stdout.lines().filter(|line| line.starts_with("2026-")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(days(&[]), "2026-04-01 2026-03-01 2026-02-02 2026-01-05");
    assert_eq!(days(&["-n", "2"]), "2026-04-01 2026-03-01");
    // The day of layout alone does not count.
    assert_eq!(days(&["-n", "3"]), "2026-04-01 2026-03-01 2026-02-02");
    assert_eq!(days(&["--kind", "idea"]), "2026-04-01");
    assert_eq!(days(&["REQ-2"]), "2026-03-01 2026-01-05");
    assert_eq!(days(&["REQ-1", "IDEA-1"]), "2026-04-01 2026-03-01 2026-02-02 2026-01-05");
    assert_eq!(days(&["--since", "2026-02-01", "--until", "2026-03-15"]), "2026-03-01 2026-02-02");
    assert!(sandbox.pm(&["log", "-n", "1"]).stdout.contains("Earlier days are left out"));
    assert!(!sandbox.pm(&["log", "-n", "4"]).stdout.contains("Earlier days are left out"));
}

#[test]
fn the_same_change_of_many_in_one_commit_is_one_line() {
    let sandbox = Sandbox::with_git();
    let write = |owner: &str| {
        for number in 1..=12 {
            requirement(&sandbox, number, &format!("status: draft\nowner: {owner}\n"), "");
        }
    };
    write("ana");
    sandbox.commit("2026-01-05", "The plan");
    write("ben");
    sandbox.commit("2026-01-06", "Ben takes over");
    insta::assert_snapshot!(sandbox.pm(&["log"]).shown(), @r#"
    What changed in the plan
    ════════════════════════
    24 changes on 2 days; first parents, renames followed at 50 % similarity

    2026-01-06
    ──────────
    • 12 requirements: owner ana → ben (REQ-1, REQ-2, REQ-3, REQ-4, REQ-5, REQ-6, REQ-7 and 5 more) —
      Ana

    2026-01-05
    ──────────
    • 12 requirements: added (REQ-1, REQ-2, REQ-3, REQ-4, REQ-5, REQ-6, REQ-7 and 5 more) — Ana
    "#);
}

#[test]
fn a_sheet_has_every_change_apart() {
    insta::assert_snapshot!(four_days().pm(&["log", "-f", "csv"]).stdout.replace('\r', ""), @r#"
    day,id,kind,title,author,field,from,to,subject,commit
    2026-03-01,REQ-1,requirement,Requirement 1,Ana,§ Acceptance criteria,,☑ AC1: A file is written.,Not needed,07b7664211
    2026-03-01,REQ-1,requirement,Requirement 1,Ana,§ Acceptance criteria,,'+ AC2: It opens in a sheet.,Not needed,07b7664211
    2026-03-01,REQ-2,requirement,Requirement 2,Ana,removed,,,Not needed,07b7664211
    2026-02-02,REQ-1,requirement,Requirement 1,Ben,status,review,approved,Agreed,a4e6969549
    2026-02-02,REQ-1,requirement,Requirement 1,Ben,owner,,ana,Agreed,a4e6969549
    2026-02-02,REQ-1,requirement,Requirement 1,Ben,§ Problem,,text changed,Agreed,a4e6969549
    2026-02-02,REQ-1,requirement,Requirement 1,Ben,status,draft,review,Ask for review,a115a7b8f5
    2026-02-02,REQ-1,requirement,Requirement 1,Ben,target,2026-Q2,2026-Q3,Ask for review,a115a7b8f5
    2026-01-05,REQ-1,requirement,Requirement 1,Ana,added,,draft,The plan,f566be8252
    2026-01-05,REQ-2,requirement,Requirement 2,Ana,added,,draft,The plan,f566be8252
    "#);
}

#[test]
fn what_cannot_be_told_is_said() {
    let sandbox = four_days();
    insta::assert_snapshot!(sandbox.pm(&["log", "REQ-9"]).shown(), @r#"
    ------- stderr -------
    error: there is no `REQ-9`
    hint: did you mean REQ-1 (Requirement 1)?
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["log", "--kind", "requirment"]).shown(), @r#"
    ------- stderr -------
    error: there is no kind `requirment`
    hint: did you mean `requirement`?
    [exit code: 2]
    "#);
    let without_git = Sandbox::new().pm(&["log"]);
    assert_eq!(without_git.code, 2);
    assert!(without_git.stderr.contains("is not in a git repository"), "{}", without_git.stderr);
    assert_eq!(Sandbox::with_git().pm(&["log"]).code, 2);
}

#[test]
fn a_log_without_a_change_says_so() {
    let output = four_days().pm(&["log", "--since", "2026-10-01"]);
    assert!(output.stdout.contains("No commit changed anything that is read."), "{}", output.shown());
}

#[test]
fn several_of_a_kind_are_called_as_the_kind_calls_them() {
    let sandbox = Sandbox::with_git();
    sandbox.commit("2026-11-01", "Begin");
    for number in 1..=6 {
        let path = format!("feedback/FB-{number}-a.md");
        sandbox.write(&path, &format!("---\nid: FB-{number}\ntitle: Too slow\nstatus: new\n---\n"));
    }
    sandbox.commit("2026-11-02", "What was said");
    let log = sandbox.pm(&["log"]).stdout;
    assert!(log.contains("6 feedback: added"), "{log}");
}
