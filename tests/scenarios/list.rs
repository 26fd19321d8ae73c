//! `pm list` as its callers see it.

use crate::sandbox::{Sandbox, in_example};

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(
        "requirements/REQ-1-export.md",
        "---\nid: REQ-1\ntitle: Export\ntype: feature\nstatus: approved\nowner: ana\npriority: must\n---\n",
    );
    sandbox.write(
        "requirements/REQ-2-import.md",
        "---\nid: REQ-2\ntitle: Import\ntype: feature\nstatus: draft\ndepends_on: REQ-1\n---\n",
    );
    sandbox
}

#[test]
fn flags_and_expressions_narrow_a_list() {
    let sandbox = sandbox();
    insta::assert_snapshot!(sandbox.pm(&["list", "requirement", "--status", "approved"]).shown(), @r"
    Requirements
    ════════════
    1

    ID     TITLE   STATUS    PRIORITY  OWNER
    REQ-1  Export  approved  must      ana
    ");
    insta::assert_snapshot!(
        sandbox.pm(&["req", "list", "--where", "depends_on.exists(d, d.owner == \"ana\")", "--columns", "id,depends_on.size()"]).shown(),
        @r"
        Requirements
        ════════════
        1

        ID     DEPENDS_ON.SIZE()
        REQ-2                  1
        ");
    assert_eq!(sandbox.pm(&["list", "--no", "owner", "--count"]).shown(), "1\n");
    insta::assert_snapshot!(sandbox.pm(&["list", "reqs", "--count-by", "owner", "--format", "csv"]).shown(), @r"
    ------- stderr -------
    error: there is no kind `reqs`
    hint: did you mean `req`?
    [exit code: 2]
    ");
    insta::assert_snapshot!(sandbox.pm(&["list", "requirements", "--count-by", "owner", "--format", "csv"]).shown(), @r"
    owner,count
    (none),1
    ana,1
    ");
}

#[test]
fn a_mistake_in_an_expression_is_shown_under_it() {
    insta::assert_snapshot!(sandbox().pm(&["list", "--where", "status == \"approved\" && ownr == \"ana\""]).shown(), @r#"
    ------- stderr -------
    error: unknown name `ownr`
      status == "approved" && ownr == "ana"
                              ^^^^
    hint: did you mean `owner`?
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox().pm(&["list", "requirement", "--sort", "prioritty"]).shown(), @r"
    ------- stderr -------
    error: requirement has no field `prioritty`
    hint: did you mean `priority`?
    [exit code: 2]
    ");
    insta::assert_snapshot!(sandbox().pm(&["list", "--field", "priority"]).shown(), @r"
    ------- stderr -------
    error: `--field priority` names no value
    hint: write `--field priority=VALUE`, or `--has priority`
    [exit code: 2]
    ");
}

#[test]
fn what_cannot_be_read_is_said_and_fails() {
    let sandbox = sandbox();
    sandbox.write("requirements/REQ-3-broken.md", "---\nid: [\n---\n");
    insta::assert_snapshot!(sandbox.pm(&["list", "requirement", "--columns", "id"]).shown(), @r"
    Requirements
    ════════════
    2

    ID
    REQ-1
    REQ-2
    ------- stderr -------
    1 document cannot be read: run `pm check`
    [exit code: 1]
    ");
    assert_eq!(sandbox.pm(&["list", "idea"]).code, 0, "the broken document is no idea");
}

#[test]
fn the_examples_can_be_listed() {
    insta::assert_snapshot!(in_example("tideline", &["list", "--count-by", "kind"]).shown(), @r"
    Artifacts
    ═════════
    76

    KIND         COUNT
    requirement     15
    idea             8
    initiative       6
    release          6
    checkin          5
    feedback         5
    metric           5
    customer         4
    objective        4
    decision         3
    opportunity      3
    segment          3
    assumption       2
    dependency       2
    experiment       2
    strategy         2
    stakeholder      1
    ");
    insta::assert_snapshot!(
        in_example("tideline", &["list", "requirement", "--group-by", "release", "--columns", "id,title,status,effort", "--limit", "6"]).shown(),
        @r"
        Requirements
        ════════════
        6 of 15

        REL-1 · 1
        ─────────
        ID     TITLE                                     STATUS  EFFORT
        REQ-1  The evening round works without a signal  done         9

        REL-2 · 1
        ─────────
        ID      TITLE                                     STATUS  EFFORT
        REQ-13  Entries of the round are sent in bundles  done         1

        REL-3 · 1
        ─────────
        ID     TITLE                                                      STATUS  EFFORT
        REQ-2  Notes are no longer lost when entries are sent in bundles  done       0.5

        REL-4 · 3
        ─────────
        ID     TITLE                                                    STATUS  EFFORT
        REQ-3  Berths show their depth at the next two low waters       done         5
        REQ-4  The list of free berths begins with those that fit       done         1
        REQ-9  Booking links of the first version are announced to end  done       0.5
        ");
}

#[test]
fn a_list_is_a_picture_of_its_own_and_no_diagram() {
    let sandbox = sandbox();
    insta::assert_snapshot!(sandbox.pm(&["list", "requirement", "--format", "mermaid"]).shown(), @r"
    ------- stderr -------
    error: this answer holds nothing that mermaid can draw
    hint: use `--format svg` for a picture of any answer, or `--format markdown` for its text
    [exit code: 2]
    ");
    let picture = sandbox.pm(&["list", "requirement", "--format", "svg"]).stdout;
    assert!(picture.starts_with("<svg ") && picture.contains(">Import</text>"), "{picture}");
}
