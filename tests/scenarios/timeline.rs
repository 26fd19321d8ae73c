//! `pm timeline`: how long artifacts stood in each status.

use crate::sandbox::Sandbox;

fn requirement(sandbox: &Sandbox, number: u32, front: &str) {
    let path = format!("requirements/REQ-{number}-a.md");
    sandbox.write(&path, &format!("---\nid: REQ-{number}\ntitle: Export {number}\n{front}---\n"));
}

/// One requirement that goes back once, one that came as done, one whose status is none for a time.
fn three() -> Sandbox {
    let sandbox = Sandbox::with_git();
    requirement(&sandbox, 1, "status: draft\npriority: could\n");
    requirement(&sandbox, 2, "status: done\n");
    sandbox.commit("2026-01-05", "Write the exports down");
    requirement(&sandbox, 1, "status: building\npriority: must\n");
    requirement(&sandbox, 3, "status: draft\n");
    sandbox.commit("2026-02-01", "Begin");
    requirement(&sandbox, 1, "status: approved\npriority: must\n");
    requirement(&sandbox, 3, "status: half done\n");
    sandbox.commit("2026-02-11", "Stop");
    sandbox.write("requirements/REQ-1-a.md", "---\nid: [\n---\n");
    sandbox.commit("2026-02-12", "Oops");
    requirement(&sandbox, 1, "status: done\npriority: must\n");
    sandbox.commit("2026-03-01", "Shipped");
    sandbox
}

#[test]
fn each_status_is_told_with_its_first_day_and_how_long_it_lasted() {
    let sandbox = three();
    insta::assert_snapshot!(sandbox.pm(&["timeline", "req"]).shown(), @r#"
    Timeline of status
    ══════════════════
    3 artifacts; first parents, renames followed at 50 % similarity

    ID     BANDS
    REQ-1  draft 2026-01-05 (27 d) · building 2026-02-01 (10 d) · approved 2026-02-11 (18 d) · done
           2026-03-01
    REQ-2  done 2026-01-05
    REQ-3  draft 2026-02-01 (296 d so far) · half done 2026-02-11

    ! Passed over, being none of the choices: 1 value (`half done`).

    ! Passed over, for they cannot be read: 1 old revision.
    "#);
    insta::assert_snapshot!(sandbox.pm(&["timeline", "REQ-1"]).shown(), @r#"
    REQ-1 Export 1
    ══════════════
    4 bands; first parents, renames followed at 50 % similarity

    STATUS    FROM        UNTIL       DAYS  COMMIT MESSAGE          COMMIT
    draft     2026-01-05  2026-02-01  27 d  Write the exports down  a8022007c3
    building  2026-02-01  2026-02-11  10 d  Begin                   cf84b16b8e
    approved  2026-02-11  2026-03-01  18 d  Stop                    f4963f89ed
    done      2026-03-01                    Shipped                 9b6834675a

    ! Passed over, for they cannot be read: 1 old revision.
    "#);
}

#[test]
fn another_field_with_choices_can_be_told() {
    let sandbox = three();
    insta::assert_snapshot!(sandbox.pm(&["timeline", "req", "--has", "priority", "--field", "priority"]).shown(), @r#"
    REQ-1 Export 1
    ══════════════
    2 bands; first parents, renames followed at 50 % similarity

    PRIORITY  FROM        UNTIL       DAYS  COMMIT MESSAGE          COMMIT
    could     2026-01-05  2026-02-01  27 d  Write the exports down  a8022007c3
    must      2026-02-01                    Begin                   cf84b16b8e

    ! Passed over, for they cannot be read: 1 old revision.
    "#);
    insta::assert_snapshot!(sandbox.pm(&["req", "timeline", "1", "--field", "title"]).shown(), @r#"
    ------- stderr -------
    error: `title` is not a field with choices
    hint: fields with choices: kano, priority, type and visibility
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["timeline", "--field", "priority", "--field", "type"]).shown(), @r#"
    ------- stderr -------
    error: `--field priority` and `--field type`: only one field is told at a time
    hint: write `--field NAME=VALUE` to choose artifacts by a field
    [exit code: 2]
    "#);
}

#[test]
fn a_sheet_has_a_row_for_each_band() {
    let sandbox = three();
    let output = sandbox.pm(&["timeline", "--field", "priority=must", "--format", "csv"]);
    insta::assert_snapshot!(output.shown(), @r#"
    id,kind,title,value,category,from,until,days,beginning,commit
    REQ-1,requirement,Export 1,draft,open,2026-01-05,2026-02-01,27,known,a8022007c3
    REQ-1,requirement,Export 1,building,active,2026-02-01,2026-02-11,10,known,cf84b16b8e
    REQ-1,requirement,Export 1,approved,active,2026-02-11,2026-03-01,18,known,f4963f89ed
    REQ-1,requirement,Export 1,done,done,2026-03-01,,268,known,9b6834675a
    "#);
}

#[test]
fn bands_end_with_the_moment_that_is_named_and_with_the_document() {
    let sandbox = three();
    let output = sandbox.pm(&["timeline", "REQ-3", "--until", "2026-02-08"]);
    insta::assert_snapshot!(output.shown(), @r#"
    REQ-3 Export 3
    ══════════════
    1 band; first parents, renames followed at 50 % similarity

    STATUS  FROM        UNTIL        DAYS  COMMIT MESSAGE  COMMIT
    draft   2026-02-01         0 d so far  Begin           cf84b16b8e
    "#);
}

#[test]
fn without_git_it_says_so() {
    let output = Sandbox::new().pm(&["timeline"]);
    assert_eq!(output.code, 2);
    assert!(output.stderr.contains("is not in a git repository"), "{}", output.shown());
}

#[test]
fn a_clone_that_begins_later_says_that_a_first_day_may_be_an_earlier_one() {
    let sandbox = three();
    let git = sandbox.git();
    let second = git.revparse_single("HEAD~3").expect("a commit").id().to_string();
    // The file that a shallow clone has: the commits that it knows no parents of.
    std::fs::write(git.path().join("shallow"), format!("{second}\n")).expect("a shallow repository");
    insta::assert_snapshot!(sandbox.pm(&["timeline", "req"]).shown(), @r#"
    Timeline of status
    ══════════════════
    3 artifacts; first parents, renames followed at 50 % similarity

    ID     BANDS
    REQ-1  building ≤ 2026-02-01 (≥ 10 d) · approved 2026-02-11 (18 d) · done 2026-03-01
    REQ-2  done ≤ 2026-02-01
    REQ-3  draft ≤ 2026-02-01 (≥ 296 d so far) · half done 2026-02-11

    · ≤ marks a first day that may be an earlier one: what came before cannot be read.

    ! Passed over, being none of the choices: 1 value (`half done`).

    ! Passed over, for they cannot be read: 1 old revision.

    ! This clone is shallow: what was before its first commit is not known here.
    "#);
    let told = sandbox.pm(&["flow", "req", "--format", "csv"]).stdout;
    assert!(told.contains("REQ-1,requirement,Export 1,done,undated,,2026-03-01,"), "{told}");
    assert!(told.contains("REQ-2,requirement,Export 2,done,undated,,2026-02-01,"), "{told}");
}

#[test]
fn an_artifact_that_was_removed_is_named_by_its_id() {
    let sandbox = three();
    std::fs::remove_file(sandbox.path().join("requirements/REQ-2-a.md")).expect("a removed file");
    sandbox.commit("2026-05-01", "Remove REQ-2");
    insta::assert_snapshot!(sandbox.pm(&["timeline", "REQ-2", "REQ-1"]).shown(), @r#"
    Timeline of status
    ══════════════════
    2 artifacts; first parents, renames followed at 50 % similarity

    ID     BANDS
    REQ-1  draft 2026-01-05 (27 d) · building 2026-02-01 (10 d) · approved 2026-02-11 (18 d) · done
           2026-03-01
    REQ-2  done 2026-01-05 (116 d) until 2026-05-01

    ! Passed over, for they cannot be read: 1 old revision.
    "#);
    assert_eq!(sandbox.pm(&["timeline", "REQ-99"]).code, 2);
}
