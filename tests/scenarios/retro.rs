//! `pm retro`: a release looked back on.

use crate::sandbox::Sandbox;

fn write(sandbox: &Sandbox, path: &str, front: &str, body: &str) {
    let id = path.rsplit('/').next().unwrap_or_default();
    sandbox.write(&format!("{path}.md"), &format!("---\nid: {id}\n{front}---\n{body}"));
}

fn release(sandbox: &Sandbox, rest: &str, body: &str) {
    write(sandbox, "releases/REL-1", &format!("title: Export\nowner: ana\nversion: 1.0.0\n{rest}"), body);
}

fn requirement(sandbox: &Sandbox, number: usize, rest: &str) {
    write(
        sandbox,
        &format!("requirements/REQ-{number}"),
        &format!("title: Requirement {number}\n{rest}"),
        "",
    );
}

/// A release of four months: one piece came in, one was dropped and one moved on, and its day moved twice.
fn built() -> Sandbox {
    let sandbox = Sandbox::with_git();
    release(&sandbox, "status: planned\ntarget: 2026-08\n", "");
    for number in 1..=4 {
        requirement(&sandbox, number, "status: approved\neffort: 2\nrelease: REL-1\n");
    }
    sandbox.commit("2026-05-04", "The plan");
    release(&sandbox, "status: building\ntarget: 2026-08-31\n", "");
    requirement(&sandbox, 1, "status: building\neffort: 2\nrelease: REL-1\n");
    sandbox.commit("2026-06-01", "Begun");
    requirement(&sandbox, 1, "status: done\neffort: 2\nrelease: REL-1\n");
    requirement(&sandbox, 2, "status: building\neffort: 2\nrelease: REL-1\n");
    requirement(&sandbox, 5, "status: approved\neffort: 1\nrelease: REL-1\n");
    sandbox.commit("2026-06-15", "One is done, and one came in");
    release(&sandbox, "status: building\ntarget: 2026-09-15\n", "");
    requirement(&sandbox, 3, "status: dropped\nreason: Nobody needs it\neffort: 2\nrelease: REL-1\n");
    sandbox.commit("2026-08-20", "Two weeks more\n\nThe format is new.\n\nReason: Ana is ill\n");
    release(&sandbox, "status: building\ntarget: 2026-09-30\n", "");
    write(
        &sandbox,
        "releases/REL-2",
        "title: More\nstatus: planned\nowner: ana\nversion: 1.1.0\ntarget: 2026-12\n",
        "",
    );
    requirement(&sandbox, 4, "status: approved\neffort: 2\nrelease: REL-2\n");
    sandbox.commit("2026-09-10", "Another two weeks");
    requirement(&sandbox, 2, "status: done\neffort: 2\nrelease: REL-1\n");
    requirement(&sandbox, 5, "status: done\neffort: 1\nrelease: REL-1\n");
    write(
        &sandbox,
        "decisions/DEC-1",
        "title: Which format\nstatus: decided\napprover: ana\ndate: 2026-07-01\noutcome: One table.\nconcerns: [REQ-2]\n",
        "",
    );
    release(
        &sandbox,
        "status: released\ntarget: 2026-09-30\ndate: 2026-10-02\n",
        "\n## Lessons\n\nAsk the *auditor* first.\n",
    );
    sandbox.commit("2026-10-02", "Out");
    sandbox
}

#[test]
fn the_plan_at_the_start_is_held_against_what_went_out() {
    insta::assert_snapshot!(built().pm(&["retro"]).shown(), @r#"
    Retrospective
    ═════════════
    1 release; first parents, renames followed at 50 % similarity

    REL-1 1.0.0 Export
    ──────────────────
    Built   from 1 Jun 2026 to 2 Oct 2026, 123 days
    Target  31 Aug 2026 at the start, 30 Sep 2026 at last; out 32 days after the first
    Scope   4 planned at the start · 2 of them shipped · 1 came in · 2 went out

    ID     WHAT           AT THE START  WHAT CAME OF IT           EFFORT      TOOK
    REQ-1  Requirement 1  planned       shipped                        2   42 days
    REQ-2  Requirement 2  planned       shipped                        2  151 days
    REQ-5  Requirement 5  came in       shipped                        1  109 days
    REQ-3  Requirement 3  planned       dropped: Nobody needs it       2
    REQ-4  Requirement 4  planned       moved to 1.1.0                 2

    Moved to a later day
    • REL-1 Export: target moved 2 times, by 30 days, from 31 Aug 2026 to 30 Sep 2026 (Ana is ill;
      Another two weeks)

    Decided
    • DEC-1 Which format, 1 Jul 2026: One table.

    Learned, from REL-1
    Ask the auditor first.

    To talk about
    1. REQ-5 came in after the start. What did we learn that made it necessary?
    2. REQ-3 and REQ-4 went out of the scope. When could we have known?
    3. The target of REL-1 moved 2 times. What would have told us the last day the first time?
    4. It went out 32 days after what was planned at the start. Who waited for it, and did they know?
    5. REQ-2 took 151 days, estimated at 2 person-weeks, half of the others no more than 42 days. What
       took the time?
    "#);
}

#[test]
fn a_release_that_is_being_built_is_looked_back_on_too() {
    let sandbox = built();
    insta::assert_snapshot!(sandbox.pm(&["retro", "1.1.0"]).shown(), @r#"
    Retrospective
    ═════════════
    1 release; first parents, renames followed at 50 % similarity

    REL-2 1.1.0 More
    ────────────────
    Target  December 2026
    Scope   0 pieces of work shipped

    ! Git knows no moment at which it was being built, so that what was planned at the start cannot be
      told.

    ID     WHAT           WHAT CAME OF IT  EFFORT
    REQ-4  Requirement 4  not done              2
    "#);
    insta::assert_snapshot!(sandbox.pm(&["retro", "--until", "2026-09-01", "REL-1"]).shown(), @r#"
    Retrospective
    ═════════════
    1 release; first parents, renames followed at 50 % similarity

    REL-1 1.0.0 Export
    ──────────────────
    Built   since 1 Jun 2026, and not out
    Target  31 Aug 2026 at the start, 15 Sep 2026 at last
    Scope   4 planned at the start · 1 of them shipped · 1 came in · 1 went out · 3 not done

    ID     WHAT           AT THE START  WHAT CAME OF IT           EFFORT     TOOK
    REQ-1  Requirement 1  planned       shipped                        2  42 days
    REQ-2  Requirement 2  planned       not done                       2
    REQ-4  Requirement 4  planned       not done                       2
    REQ-5  Requirement 5  came in       not done                       1
    REQ-3  Requirement 3  planned       dropped: Nobody needs it       2

    Moved to a later day
    • REL-1 Export: target moved, by 15 days, from 31 Aug 2026 to 15 Sep 2026 (Ana is ill)

    To talk about
    1. REQ-5 came in after the start. What did we learn that made it necessary?
    2. REQ-3 went out of the scope. When could we have known?
    "#);
}

#[test]
fn a_time_shows_what_went_out_in_it() {
    let sandbox = built();
    insta::assert_snapshot!(sandbox.pm(&["retro", "--since", "2026-09-01"]).shown(), @r#"
    Retrospective
    ═════════════
    1 release · 1 Sep 2026 to 24 Nov 2026; first parents, renames followed at 50 % similarity

    REL-1 1.0.0 Export
    ──────────────────
    Built   from 1 Jun 2026 to 2 Oct 2026, 123 days
    Start   the plan of 1 Sep 2026, where the time that is looked at begins
    Target  15 Sep 2026 at the start, 30 Sep 2026 at last; out 17 days after the first
    Scope   4 planned at the start · 3 of them shipped · 1 went out

    ID     WHAT           AT THE START  WHAT CAME OF IT  EFFORT      TOOK
    REQ-1  Requirement 1  planned       shipped               2   42 days
    REQ-2  Requirement 2  planned       shipped               2  151 days
    REQ-5  Requirement 5  planned       shipped               1  109 days
    REQ-4  Requirement 4  planned       moved to 1.1.0        2

    Moved to a later day
    • REL-1 Export: target moved, by 15 days, from 15 Sep 2026 to 30 Sep 2026 (Another two weeks)

    Learned, from REL-1
    Ask the auditor first.

    To talk about
    1. REQ-4 went out of the scope. When could we have known?
    2. The target of REL-1 moved, and no commit says why. Why?
    3. It went out 17 days after what was planned at the start. Who waited for it, and did they know?
    4. REQ-2 took 151 days, estimated at 2 person-weeks, half of the others no more than 42 days. What
       took the time?
    "#);
    insta::assert_snapshot!(sandbox.pm(&["retro", "--since", "2026-11-01"]).shown(), @r#"
    Retrospective
    ═════════════
    0 releases · 1 Nov 2026 to 24 Nov 2026; first parents, renames followed at 50 % similarity

    ! no release went out since then, and none is being built
    "#);
}

#[test]
fn what_git_does_not_know_is_said() {
    let sandbox = Sandbox::of_example("tideline");
    sandbox.begin_git();
    sandbox.commit("2026-11-02", "The plan");
    insta::assert_snapshot!(sandbox.pm(&["retro", "2.5.0"]).shown(), @r#"
    Retrospective
    ═════════════
    1 release; first parents, renames followed at 50 % similarity

    REL-4 2.5.0 Berths that fit the tide
    ────────────────────────────────────
    Out     29 Sep 2026
    Target  29 Sep 2026
    Scope   2 pieces of work shipped

    ! Git knows no moment at which it was being built, so that what was planned at the start cannot be
      told.

    ID     WHAT                                                     WHAT CAME OF IT  EFFORT
    REQ-4  The list of free berths begins with those that fit       shipped               1
    REQ-9  Booking links of the first version are announced to end  shipped             0.5

    Learned, from REL-4
    It was planned for 1 September. Soundings of three harbours came four weeks late, and we had no plan
    without them.
    "#);
    let empty = Sandbox::with_git();
    empty.commit("2026-11-02", "Begun");
    insta::assert_snapshot!(empty.pm(&["retro"]).shown(), @r#"
    Retrospective
    ═════════════
    0 releases; first parents, renames followed at 50 % similarity

    ! no release has gone out yet; look back on what is being built: pm retro REL-…
    "#);
    insta::assert_snapshot!(sandbox.pm(&["retro", "9.9.9"]).shown(), @r#"
    ------- stderr -------
    error: there is no release `9.9.9`
    hint: `pm list release` shows those that there are
    [exit code: 2]
    "#);
}

#[test]
fn a_table_has_one_row_for_each_piece_of_work() {
    insta::assert_snapshot!(built().pm(&["retro", "--format", "csv"]).shown(), @r#"
    release,id,title,status,planned,came_of_it,effort_low,effort_high,days
    REL-1,REQ-1,Requirement 1,done,true,shipped,2,2,42
    REL-1,REQ-2,Requirement 2,done,true,shipped,2,2,151
    REL-1,REQ-5,Requirement 5,done,false,shipped,1,1,109
    REL-1,REQ-3,Requirement 3,dropped,true,dropped: Nobody needs it,2,2,
    REL-1,REQ-4,Requirement 4,approved,true,moved to 1.1.0,2,2,
    "#);
}
