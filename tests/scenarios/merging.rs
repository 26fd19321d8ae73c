//! `pm merge` and `pm unmerge` as their callers see them: one matter told twice becomes one, and two again.

use crate::sandbox::Sandbox;

fn two_ideas(sandbox: &Sandbox) {
    sandbox.write(
        "customers/CUST-1-a.md",
        "---\nid: CUST-1\ntitle: Aldermoor\nstatus: active\nrevenue: 1000 EUR\n---\n",
    );
    sandbox.write("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: Export as CSV\nstatus: new\n---\n");
    sandbox.write(
        "ideas/IDEA-2-b.md",
        "---\nid: IDEA-2\ntitle: Bookings in a spreadsheet\nstatus: parked\nuntil: 2027-Q1\nfrom: [CUST-1]\n---\n",
    );
}

#[test]
fn what_is_merged_keeps_its_voices_and_gets_its_status_back() {
    let sandbox = Sandbox::with_git();
    two_ideas(&sandbox);
    sandbox.commit("2026-11-01", "Ideas");
    let before = sandbox.read("ideas/IDEA-2-b.md");
    insta::assert_snapshot!(sandbox.pm(&["merge", "IDEA-2", "--into", "IDEA-1"]).shown(), @r#"
    IDEA-2 ideas/IDEA-2-b.md
      - status: parked
      + status: duplicate
      + duplicate_of: IDEA-1
    "#);
    insta::assert_snapshot!(sandbox.pm(&["demand", "IDEA-1"]).shown(), @r#"
    Demand for IDEA-1 Export as CSV
    ═══════════════════════════════
    0 voices · 1 customer · 1,000 EUR a year · customer-weighted score 1,000

    Customers
    ─────────
    CUSTOMER          PRIORITY            REVENUE  URGENCY  RETENTION
    CUST-1 Aldermoor  1 of 1, not said  1,000 EUR  × 1          1,000
    "#);
    insta::assert_snapshot!(sandbox.pm(&["merge", "IDEA-2", "--into", "IDEA-1"]).shown(), @r#"
    ------- stderr -------
    nothing to change: everything is as wanted already
    "#);
    sandbox.commit("2026-11-02", "One idea");
    insta::assert_snapshot!(sandbox.pm(&["unmerge", "IDEA-2"]).shown(), @r#"
    IDEA-2 ideas/IDEA-2-b.md
      - status: duplicate
      + status: parked
      - duplicate_of: IDEA-1
    ------- stderr -------
    warning[missing-section]: this idea has no section `Problem`, which it needs from `exploring` on
     --> ideas/IDEA-2-b.md:4:9
      |
    4 | status: parked
      |         ^^^^^^
      |
      = help: add a heading `## Problem`: Whose problem it is, and what it costs them
    "#);
    assert_eq!(sandbox.read("ideas/IDEA-2-b.md"), before);
}

#[test]
fn without_git_the_first_status_is_given_and_said() {
    let sandbox = Sandbox::new();
    two_ideas(&sandbox);
    let merged = sandbox.pm(&["merge", "IDEA-2", "--into", "IDEA-1"]).shown();
    assert!(merged.contains("duplicate_of"), "{merged}");
    insta::assert_snapshot!(sandbox.pm(&["unmerge", "IDEA-2"]).shown(), @r#"
    IDEA-2 ideas/IDEA-2-b.md
      - status: duplicate
      + status: new
      - duplicate_of: IDEA-1
    ------- stderr -------
    note: git does not tell which status IDEA-2 had before; it gets new
    "#);
}

#[test]
fn feedback_keeps_its_status() {
    let sandbox = Sandbox::new();
    for number in [1, 2] {
        let front = format!("---\nid: FB-{number}\ntitle: Said {number}\nstatus: new\n---\n");
        sandbox.write(&format!("feedback/FB-{number}-s.md"), &front);
    }
    insta::assert_snapshot!(sandbox.pm(&["feedback", "merge", "2", "--into", "1"]).shown(), @r#"
    FB-2 feedback/FB-2-s.md
      + duplicate_of: FB-1
    "#);
    insta::assert_snapshot!(sandbox.pm(&["unmerge", "FB-2", "--format", "json"]).shown(), @r#"
    {
      "schema_version": 1,
      "view": "changed",
      "changed": [
        {
          "id": "FB-2",
          "path": "feedback/FB-2-s.md",
          "change": "changed",
          "lines": [
            "- duplicate_of: FB-1"
          ]
        }
      ],
      "unchanged": 0,
      "dry_run": false
    }
    "#);
}

#[test]
fn what_makes_no_sense_is_refused_with_what_to_do() {
    let sandbox = Sandbox::new();
    two_ideas(&sandbox);
    sandbox.write(
        "ideas/IDEA-3-c.md",
        "---\nid: IDEA-3\ntitle: Sheets\nstatus: duplicate\nduplicate_of: IDEA-2\n---\n",
    );
    insta::assert_snapshot!(sandbox.pm(&["merge", "IDEA-1", "--into", "IDEA-1"]).shown(), @r#"
    ------- stderr -------
    error: IDEA-1 cannot be merged into itself
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["merge", "IDEA-2", "--into", "CUST-1"]).shown(), @r#"
    ------- stderr -------
    error: customers are not merged: they have no field for what they duplicate
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["merge", "IDEA-1", "--into", "IDEA-3"]).shown(), @r#"
    ------- stderr -------
    error: IDEA-3 is itself merged into IDEA-2
    hint: merge into IDEA-2
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["merge", "IDEA-2", "--into", "IDEA-1"]).shown(), @r#"
    ------- stderr -------
    error: IDEA-3 says that it duplicates IDEA-2, which would make a chain
    hint: merge them in one go: pm merge IDEA-2 IDEA-3 --into IDEA-1
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["merge", "IDEA-3", "--into", "IDEA-1"]).shown(), @r#"
    ------- stderr -------
    error: IDEA-3 is merged into IDEA-2 already
    hint: part them first: pm unmerge IDEA-3
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["unmerge", "IDEA-1"]).shown(), @r#"
    ------- stderr -------
    error: IDEA-1 is merged into nothing
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["merge", "IDEA-2", "IDEA-3", "--into", "IDEA-1"]).shown(), @r#"
    IDEA-2 ideas/IDEA-2-b.md
      - status: parked
      + status: duplicate
      + duplicate_of: IDEA-1
    IDEA-3 ideas/IDEA-3-c.md
      - duplicate_of: IDEA-2
      + duplicate_of: IDEA-1
    ------- stderr -------
    2 artifacts changed
    "#);
}
