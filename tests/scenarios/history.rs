//! `pm history`: who changed what, when.

use crate::sandbox::Sandbox;

fn requirement(front: &str, body: &str) -> String {
    format!("---\nid: REQ-1\ntitle: Export as CSV\n{front}---\n{body}")
}

/// A requirement whose target moves twice, which is renamed, broken and mended on the way.
fn moved_twice() -> Sandbox {
    let sandbox = Sandbox::with_git();
    let body =
        "## Problem\nSheets are typed by hand.\n## Acceptance criteria\n- [ ] AC1: A file is written.\n";
    sandbox.write("requirements/REQ-1-export.md", &requirement("status: draft\ntarget: 2026-Q1\n", body));
    sandbox.commit("2026-01-05", "Write the export down");
    sandbox.write("requirements/REQ-1-export.md", &requirement("status: review\ntarget: 2026-Q2\n", body));
    sandbox.commit_by("Ben", "2026-02-10", "The team is short of a person\n\nSee the retro.");
    sandbox.write("requirements/REQ-1-export.md", "---\nid: [\n---\n");
    sandbox.commit("2026-02-11", "Oops");
    std::fs::remove_file(sandbox.path().join("requirements/REQ-1-export.md")).expect("a removed file");
    let body = body.replace("A file", "A file with a heading");
    sandbox.write("requirements/REQ-1-csv.md", &requirement("status: review\ntarget: 2026-Q4\n", &body));
    sandbox.commit("2026-03-01", "Later, again");
    sandbox
}

#[test]
fn every_change_is_told_with_its_day_its_author_and_its_reason() {
    let sandbox = moved_twice();
    insta::assert_snapshot!(sandbox.pm(&["history", "REQ-1", "--follow", "id"]).shown(), @r#"
    REQ-1 Export as CSV
    ═══════════════════
    3 commits; first parents, renames followed at 50 % similarity, documents joined by id

    • 2026-01-05 Ana: Write the export down (a16adc4579)
      ◦ added draft
    • 2026-02-10 Ben: The team is short of a person (a50318335f)
      ◦ status draft → review
      ◦ target 2026-Q1 → 2026-Q2
    • 2026-03-01 Ana: Later, again (2ea8e52e64)
      ◦ path requirements/REQ-1-export.md → requirements/REQ-1-csv.md
      ◦ target 2026-Q2 → 2026-Q4
      ◦ § Acceptance criteria AC1: A file is written. → AC1: A file with a heading is written.

    ! Passed over, for they cannot be read: 1 old revision.
    "#);
}

#[test]
fn a_rename_is_followed_while_half_of_the_document_stays() {
    let sandbox = moved_twice();
    let csv = sandbox.pm(&["history", "REQ-1", "--format", "csv"]).stdout;
    // What came after the broken revision shares nothing with it, so that it is another document.
    assert_eq!(csv.lines().count(), 2, "{csv}");
    let sandbox = Sandbox::with_git();
    let long = "## Problem\n".to_owned() + &"Words that stay.\n".repeat(20);
    sandbox.write("requirements/REQ-1-a.md", &requirement("status: draft\n", &long));
    sandbox.commit("2026-01-05", "First");
    std::fs::remove_file(sandbox.path().join("requirements/REQ-1-a.md")).expect("a removed file");
    sandbox.write("requirements/REQ-1-b.md", &requirement("status: review\n", &long));
    sandbox.commit("2026-01-06", "Second");
    insta::assert_snapshot!(sandbox.pm(&["history", "REQ-1"]).shown(), @r#"
    REQ-1 Export as CSV
    ═══════════════════
    2 commits; first parents, renames followed at 50 % similarity

    • 2026-01-05 Ana: First (b5f93b16cb)
      ◦ added draft
    • 2026-01-06 Ana: Second (7046087c79)
      ◦ path requirements/REQ-1-a.md → requirements/REQ-1-b.md
      ◦ status draft → review
    "#);
}

#[test]
fn a_removed_artifact_keeps_its_history() {
    let sandbox = moved_twice();
    std::fs::remove_file(sandbox.path().join("requirements/REQ-1-csv.md")).expect("a removed file");
    sandbox.commit("2026-04-01", "Not needed");
    let output = sandbox.pm(&["history", "REQ-1"]);
    assert!(output.stdout.contains("removed since"), "{}", output.shown());
    assert!(output.stdout.contains("Not needed"), "{}", output.shown());
    let unknown = sandbox.pm(&["history", "REQ-2"]);
    assert_eq!(unknown.code, 2, "{}", unknown.shown());
}

#[test]
fn a_beginning_and_an_end_can_be_named() {
    let sandbox = moved_twice();
    let days = |arguments: &[&str]| {
        let base = ["history", "REQ-1", "--follow", "id", "--format", "csv"];
        let output = sandbox.pm(&[&base, arguments].concat());
        let mut days: Vec<String> = output.stdout.lines().skip(1).map(|line| line[..10].to_owned()).collect();
        days.dedup();
        days
    };
    assert_eq!(days(&["--since", "2026-02-09"]), ["2026-02-10", "2026-03-01"]);
    assert_eq!(days(&["--until", "2026-02-28"]), ["2026-01-05", "2026-02-10"]);
}

#[test]
fn without_git_it_says_so() {
    let sandbox = Sandbox::new();
    let output = sandbox.pm(&["history", "REQ-1"]);
    assert_eq!(output.code, 2);
    assert!(output.stderr.contains("is not in a git repository"), "{}", output.shown());
}

/// A requirement that was private at first and is public now, one whose target moved, and one that is private.
fn seen_late() -> Sandbox {
    let sandbox = Sandbox::with_git();
    sandbox.write(
        "pm.yaml",
        "format: 1\npeople:\n  ana: {name: Ana Kask, accounts: [Ana]}\naudiences:\n  customers:\n    public: true\n    kinds: \
         [requirement]\n    visibility: [public]\n    fields: {requirement: [title, status, target]}\n    dates: \
         quarter\n  sales: {visibility: [public, internal], dates: month, past_dates: day}\n  press: {public: true, \
         dates: horizon}\n",
    );
    let write = |number: u8, title: &str, front: &str| {
        let text = format!("---\nid: REQ-{number}\ntitle: {title}\n{front}---\n");
        sandbox.write(&format!("requirements/REQ-{number}-secret.md"), &text);
    };
    write(1, "Export", "status: draft\ntarget: 2026-08-03\nvisibility: public\n");
    write(2, "Secret", "status: draft\nvisibility: private\n");
    sandbox.commit("2026-01-05", "Plan for secret customers");
    write(1, "Export", "status: review\ntarget: 2026-08-20\nvisibility: public\n");
    sandbox.commit("2026-02-10", "Secret haste");
    write(1, "Export", "status: approved\ntarget: 2026-11-01\nvisibility: public\n");
    write(2, "Import", "status: review\nvisibility: public\n");
    write(3, "Secret", "status: review\nvisibility: private\n");
    sandbox.commit("2026-04-02", "Secret reasons");
    sandbox
}

#[test]
fn an_audience_is_told_of_the_past_what_it_may_see_and_no_more_exactly_than_it_may_know() {
    let sandbox = seen_late();
    insta::assert_snapshot!(sandbox.pm(&["log", "--audience", "customers"]).shown(), @r#"
    What changed in the plan
    ════════════════════════
    3 changes on 2 days; first parents, renames followed at 50 % similarity; days are the first of the
    periods that changes were in

    2026-Q2
    ───────
    • REQ-1 Export: approved; target 2026-Q3 → 2026-Q4
    • REQ-2 Import: added as review

    2026-Q1
    ───────
    • REQ-1 Export: added as review
    "#);
    insta::assert_snapshot!(sandbox.pm(&["history", "REQ-1", "--audience", "sales"]).shown(), @r#"
    REQ-1 Export
    ════════════
    3 commits; first parents, renames followed at 50 % similarity

    • 2026-01-05 Ana Kask
      ◦ added draft
    • 2026-02-10 Ana Kask
      ◦ status draft → review
    • 2026-04-02 Ana Kask
      ◦ status review → approved
      ◦ target 2026-08 → 2026-11
    "#);
    insta::assert_snapshot!(sandbox.pm(&["timeline", "--audience", "customers"]).shown(), @r#"
    Timeline of status
    ══════════════════
    2 artifacts; first parents, renames followed at 50 % similarity; days are the first of the periods
    that changes were in

    ID     BANDS
    REQ-1  review 2026-01-01 (90 d) · approved 2026-04-01 (237 d so far)
    REQ-2  review 2026-04-01 (237 d so far)
    "#);
    insta::assert_snapshot!(sandbox.pm(&["slips", "REQ-1", "--audience", "customers"]).shown(), @r#"
    REQ-1 Export
    ════════════
    first parents, renames followed at 50 % similarity; days are the first of the periods that changes
    were in

    target: 2026-Q3 → 2026-Q4
    ─────────────────────────
    Promised first on 2026-Q1, moved later once; 92 days later than at first.

    • 2026-Q1 2026-Q3, the first promise
    • 2026-Q2 2026-Q3 → 2026-Q4, 92 days later, 182 days before it was due
    "#);
    insta::assert_snapshot!(sandbox.pm(&["diff", "HEAD~2..HEAD", "--audience", "customers"]).shown(), @r#"
    Changes of the plan
    ═══════════════════
    HEAD~2 → HEAD: 1 added, 1 changed

    Moved
    ─────
    • REQ-1 Export moved from 2026-Q3 to 2026-Q4, the first move

    Added
    ─────
    • REQ-2 Import · requirement · review

    Changed
    ───────
    • REQ-1 Export: status draft → approved
    "#);
}

#[test]
fn what_is_hidden_has_no_past_either() {
    let sandbox = seen_late();
    let asked = |id: &str, audience: &str| sandbox.pm(&["history", id, "--audience", audience]).shown();
    assert_eq!(asked("REQ-3", "customers"), asked("REQ-9", "customers").replace("REQ-9", "REQ-3"));
    assert_eq!(
        asked("REQ-1", "nobody"),
        "------- stderr -------\nerror: there is no audience `nobody`\nhint: audiences of pm.yaml: customers, sales and \
         press\n[exit code: 2]\n"
    );
    insta::assert_snapshot!(asked("REQ-1", "press"), @r#"
    ------- stderr -------
    error: the audience `press` may not know when anything happened
    hint: give it `past_dates: quarter` under `audiences.press` in pm.yaml, or a finer one
    [exit code: 2]
    "#);
}

#[test]
fn nobody_is_answered_where_it_is_not_known_what_they_may_see() {
    let sandbox = seen_late();
    sandbox.write("pm.yaml", "format: [");
    insta::assert_snapshot!(sandbox.pm(&["roadmap", "--audience", "customers"]).shown(), @r#"
    ------- stderr -------
    error: pm.yaml cannot be read, so that nobody knows what `customers` may see
    hint: run `pm check pm.yaml` to see why
    [exit code: 2]
    "#);
}
