//! `pm slips`: which targets moved, by how much and why.

use crate::sandbox::Sandbox;

fn requirement(number: u8, title: &str, front: &str) -> (String, String) {
    let text = format!(
        "---\nid: REQ-{number}\ntitle: {title}\nstatus: approved\n{front}---\n## Problem\n{title}, by hand.\n"
    );
    (format!("requirements/REQ-{number}.md"), text)
}

/// A product of two releases and five requirements, most of which moved.
fn product() -> Sandbox {
    let sandbox = Sandbox::with_git();
    sandbox.write("pm.yaml", "format: 1\nteams:\n  apps: {name: Apps}\n  data: {name: Data}\n");
    let write = |number: u8, title: &str, front: &str| {
        let (path, text) = requirement(number, title, front);
        sandbox.write(&path, &text);
    };
    let release = |target: &str| {
        let text = format!(
            "---\nid: REL-1\ntitle: Spring\nstatus: planned\nversion: \"2.1\"\ntarget: {target}\n---\n"
        );
        sandbox.write("releases/REL-1-spring.md", &text);
    };
    release("2026-Q1");
    write(1, "Export as CSV", "team: data\nrelease: REL-1\ntarget: 2026-Q1\nannounced: 2026-H1\n");
    write(2, "Sign in once", "team: apps\ntarget: next\n");
    write(3, "Share a link", "team: apps\ntarget: 2026-12\n");
    write(4, "Dark colours", "team: apps\ntarget: TBD\n");
    write(5, "Print a page", "team: data\nrelease: REL-1\n");
    let summer = "---\nid: REL-2\ntitle: Summer\nstatus: planned\nversion: \"2.2\"\ntarget: 2026-Q3\n---\n";
    sandbox.write("releases/REL-2-summer.md", summer);
    sandbox.commit("2026-01-05", "Plan the spring");
    write(1, "Export as CSV", "team: data\nrelease: REL-1\ntarget: 2026-Q2\nannounced: 2026-H1\n");
    write(5, "Print a page", "team: data\nrelease: \"2.2\"\n");
    release("2026-05-29");
    sandbox.commit("2026-03-19", "Merge pull request #7 from ana/q2\n\nThe API of the bank is late");
    write(1, "Export as CSV", "team: data\nrelease: REL-1\ntarget: 2026-Q4\nannounced: 2026-H2\n");
    write(2, "Sign in once", "team: apps\ntarget: later\n");
    write(3, "Share a link", "team: apps\ntarget: 2026-10\n");
    write(4, "Dark colours", "team: apps\ntarget: 2026-Q3\n");
    sandbox.commit_by("Ben", "2026-07-03", "Ana is ill");
    write(2, "Sign in once", "team: apps\ntarget: 2026-Q4\n");
    sandbox.commit_by("Ben", "2026-07-20", "Sign in gets a date");
    sandbox
}

#[test]
fn every_target_that_moved_is_told_with_its_notice_and_its_reason() {
    let sandbox = product();
    insta::assert_snapshot!(sandbox.pm(&["slips"]).shown(), @r#"
    Slips
    ═════
    first parents, renames followed at 50 % similarity

    Moved later    5 of 8 targets, in 4 of 7 artifacts, 6 times in all
    Median slip    183 days, from the first target to the last
    Median notice  12 days before the target was due; 2 of 5 after it
    Pulled in      1 target, once

    Moved later
    ───────────
    ITEM                    TARGETS                 SLIPS  LATER BY       NOTICE  REASON
    REQ-1 Export as CSV,    2026-Q1 → Q2 → Q4           2  275 days  3 days late  Ana is ill
    target
    REQ-1 Export as CSV,    2026-H1 → H2                1  184 days  3 days late  Ana is ill
    announced
    REQ-5 Print a page,     REL-1 → REL-2               1  183 days      12 days  The API of the bank is
    release                                                                       late (#7)
    REL-1 Spring, target    2026-Q1 → 2026-05-29        1   59 days      12 days  The API of the bank is
                                                                                  late (#7)
    REQ-2 Sign in once,     next → later → 2026-Q4      1                         Ana is ill
    target

    Pulled in
    ─────────
    ITEM                TARGETS            EARLIER BY  REASON
    REQ-3 Share a link  2026-12 → 2026-10     61 days  Ana is ill

    ! Passed over, for they promise nothing: 1 value, `TBD`.
    "#);
}

#[test]
fn groups_are_compared() {
    let sandbox = product();
    insta::assert_snapshot!(sandbox.pm(&["slips", "--by", "team"]).shown(), @r#"
    Slips
    ═════
    first parents, renames followed at 50 % similarity

    Moved later    5 of 8 targets, in 4 of 7 artifacts, 6 times in all
    Median slip    183 days, from the first target to the last
    Median notice  12 days before the target was due; 2 of 5 after it
    Pulled in      1 target, once

    TEAM     TARGETS  SLIPPED  SLIPS  MEDIAN SLIP       NOTICE  TOLD LATE  PULLED IN
    Apps           3        1      1                                               1
    Data           3        3      4     184 days  3 days late          2
    No team        2        1      1      59 days      12 days

    Apps
    ────

    Moved later
    ITEM                TARGETS                 SLIPS  REASON
    REQ-2 Sign in once  next → later → 2026-Q4      1  Ana is ill

    Pulled in
    ITEM                TARGETS            EARLIER BY  REASON
    REQ-3 Share a link  2026-12 → 2026-10     61 days  Ana is ill

    Data
    ────
    ITEM                      TARGETS            SLIPS  LATER BY       NOTICE  REASON
    REQ-1 Export as CSV,      2026-Q1 → Q2 → Q4      2  275 days  3 days late  Ana is ill
    target
    REQ-1 Export as CSV,      2026-H1 → H2           1  184 days  3 days late  Ana is ill
    announced
    REQ-5 Print a page,       REL-1 → REL-2          1  183 days      12 days  The API of the bank is
    release                                                                    late (#7)

    No team
    ───────
    ITEM          TARGETS               SLIPS  LATER BY   NOTICE  REASON
    REL-1 Spring  2026-Q1 → 2026-05-29      1   59 days  12 days  The API of the bank is late (#7)

    ! Passed over, for they promise nothing: 1 value, `TBD`.
    "#);
}

#[test]
fn one_artifact_is_told_move_by_move() {
    let sandbox = product();
    insta::assert_snapshot!(sandbox.pm(&["slips", "REQ-1"]).shown(), @r#"
    REQ-1 Export as CSV
    ═══════════════════
    first parents, renames followed at 50 % similarity

    announced: 2026-H1 → 2026-H2
    ────────────────────────────
    Promised first on 2026-01-05, moved later once; 184 days later than at first.

    • 2026-01-05 2026-H1, the first promise
      ◦ Ana: Plan the spring (69ac504b07)
    • 2026-07-03 2026-H1 → 2026-H2, 184 days later, 3 days after it was due
      ◦ Ben: Ana is ill (bb642a1c1d)

    target: 2026-Q1 → 2026-Q4
    ─────────────────────────
    Promised first on 2026-01-05, moved later twice; 275 days later than at first.

    • 2026-01-05 2026-Q1, the first promise
      ◦ Ana: Plan the spring (69ac504b07)
    • 2026-03-19 2026-Q1 → 2026-Q2, 91 days later, 12 days before it was due
      ◦ Ana: The API of the bank is late (#7) (9f105002c9)
    • 2026-07-03 2026-Q2 → 2026-Q4, 184 days later, 3 days after it was due
      ◦ Ben: Ana is ill (bb642a1c1d)
    "#);
    insta::assert_snapshot!(sandbox.pm(&["req", "slips", "1", "--field", "target", "--format", "csv"]).shown(), @r#"
    id,field,day,from,to,shift,days,minors,notice,author,reason,commit
    REQ-1,target,2026-03-19,2026-Q1,2026-Q2,later,91,,12,Ana,The API of the bank is late (#7),9f105002c9
    REQ-1,target,2026-07-03,2026-Q2,2026-Q4,later,184,,-3,Ben,Ana is ill,bb642a1c1d
    "#);
}

#[test]
fn work_that_changes_its_release_moves_from_target_to_target() {
    let sandbox = product();
    insta::assert_snapshot!(sandbox.pm(&["slips", "REQ-5"]).shown(), @r#"
    REQ-5 Print a page
    ══════════════════
    first parents, renames followed at 50 % similarity

    release: REL-1 → REL-2
    ──────────────────────
    Promised first on 2026-01-05, moved later once; 183 days later than at first.

    • 2026-01-05 REL-1, the first promise
      ◦ Ana: Plan the spring (69ac504b07)
    • 2026-03-19 REL-1 → REL-2, 183 days later, 12 days before it was due
      ◦ Ana: The API of the bank is late (#7) (9f105002c9)
    "#);
}

#[test]
fn what_was_removed_counts_where_it_is_asked_for() {
    let sandbox = product();
    std::fs::remove_file(sandbox.path().join("requirements/REQ-1.md")).expect("a removed file");
    sandbox.commit("2026-08-01", "Not needed");
    let present = sandbox.pm(&["slips", "requirement"]).stdout;
    assert!(!present.contains("REQ-1"), "{present}");
    let all = sandbox.pm(&["slips", "requirement", "--gone", "--by", "release"]).stdout;
    assert!(all.contains("REQ-1 Export as CSV") && all.contains("Removed"), "{all}");
}

#[test]
fn documents_with_one_id_are_joined_where_it_is_asked_for() {
    let sandbox = product();
    std::fs::remove_file(sandbox.path().join("requirements/REQ-1.md")).expect("a removed file");
    let other = "---\nid: REQ-1\ntitle: Another text\nstatus: approved\ntarget: 2027-Q1\n---\nNothing is left of it.\n";
    sandbox.write("requirements/REQ-1-another.md", other);
    sandbox.commit("2026-08-01", "Write it anew");
    let alone = sandbox.pm(&["slips", "REQ-1", "--field", "target"]).stdout;
    assert!(alone.contains("and never moved"), "{alone}");
    let joined = sandbox.pm(&["slips", "REQ-1", "--field", "target", "--follow", "id"]).stdout;
    assert!(joined.contains("moved later 3 times; 365 days later than at first"), "{joined}");
}

#[test]
fn what_did_not_move_since_a_day_counts_among_the_targets() {
    let sandbox = product();
    let output = sandbox.pm(&["slips", "--since", "2026-07-10"]);
    insta::assert_snapshot!(output.shown(), @r#"
    Slips
    ═════
    first parents, renames followed at 50 % similarity

    Moved later  none of 8 targets

    Changed otherwise
    ─────────────────
    ITEM                TARGETS          REASON
    REQ-2 Sign in once  later → 2026-Q4  Sign in gets a date
    "#);
}

#[test]
fn a_field_that_cannot_move_is_refused() {
    let sandbox = product();
    insta::assert_snapshot!(sandbox.pm(&["slips", "release", "--field", "titel"]).shown(), @r#"
    ------- stderr -------
    error: `titel` is no field that can promise something
    hint: fields that can promise something: version, target, announced, date
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["slips", "feedback"]).shown(), @r#"
    ------- stderr -------
    error: no field here is of the type target or period
    hint: name another with --field: date
    [exit code: 2]
    "#);
}

#[test]
fn without_git_it_says_so() {
    let output = Sandbox::new().pm(&["slips"]);
    assert_eq!(output.code, 2);
    assert!(output.stderr.contains("is not in a git repository"), "{}", output.shown());
}

#[test]
fn a_shallow_clone_does_not_say_when_something_was_first_promised() {
    let sandbox = product();
    let head = sandbox.commit("2026-08-01", "Nothing new");
    std::fs::write(sandbox.path().join(".git/shallow"), format!("{head}\n")).expect("a file");
    insta::assert_snapshot!(sandbox.pm(&["slips", "REQ-1", "--field", "target"]).shown(), @r#"
    REQ-1 Export as CSV
    ═══════════════════
    first parents, renames followed at 50 % similarity

    target: 2026-Q4
    ───────────────
    Promised before the history that was read, and not moved since.

    • earlier 2026-Q4, the first promise that is known

    ! This clone is shallow: what was before its first commit is not known here.
    "#);
}
