//! `pm flow`: how long things take, how many get through, what is under way for long.

use crate::sandbox::Sandbox;

fn requirement(sandbox: &Sandbox, number: usize, status: &str) {
    let path = format!("requirements/REQ-{number}-a.md");
    sandbox.write(&path, &format!("---\nid: REQ-{number}\ntitle: Export {number}\nstatus: {status}\n---\n"));
}

/// Six requirements that are finished after 2 to 30 days, one that came so, one that was never active, one
/// that went back and is under way for long, one that was dropped, and one that was removed.
fn team() -> Sandbox {
    let sandbox = Sandbox::with_git();
    (1..=11).filter(|number| *number != 7).for_each(|number| requirement(&sandbox, number, "draft"));
    sandbox.commit("2026-08-03", "Write down");
    (1..=6).chain([9, 10]).for_each(|number| requirement(&sandbox, number, "building"));
    sandbox.commit("2026-09-01", "Begin");
    [1, 2].iter().for_each(|number| requirement(&sandbox, *number, "done"));
    requirement(&sandbox, 10, "dropped");
    sandbox.commit("2026-09-03", "Quick ones");
    [3, 4, 5, 7, 8].iter().for_each(|number| requirement(&sandbox, *number, "done"));
    requirement(&sandbox, 9, "approved");
    std::fs::remove_file(sandbox.path().join("requirements/REQ-11-a.md")).expect("a removed file");
    sandbox.commit("2026-09-15", "More");
    requirement(&sandbox, 6, "done");
    requirement(&sandbox, 12, "building");
    sandbox.commit("2026-10-01", "The last one");
    requirement(&sandbox, 12, "done");
    requirement(&sandbox, 13, "building");
    sandbox.commit("2026-10-01", "And one on the same day");
    sandbox
}

#[test]
fn cycle_times_weeks_and_what_is_under_way_are_told() {
    insta::assert_snapshot!(team().pm(&["flow", "requirement"]).shown(), @r#"
    Flow of requirements
    ════════════════════
    12 artifacts (without 1 removed since); first parents, renames followed at 50 % similarity

    Measured     from the first day in approved or building to the first in done
    Cycle time   median 14 days, 85 % within 14, at most 30; 7 finished
    Same day     1 of these, counted as 0 days
    Left out     1 first seen as done already; 1 done without having been approved or building before
    Not forward  1 step back to an earlier status

    Time in each status
    ───────────────────
    STATUS    MEDIAN DAYS  85 % WITHIN  AT MOST  HAVE LEFT  NOW
    draft              29           29       43          9    0
    approved            –            –        –          0    1
    building           14           14       30          9    1
    done                –            –        –          0    9
    dropped             –            –        –          0    1

    Finished each week
    ──────────────────
    WEEK FROM   FINISHED  CAME FINISHED
    2026-08-31         2              0  ██
    2026-09-07         0              0
    2026-09-14         4              1  ████
    2026-09-21         0              0
    2026-09-28         2              0  ██

    8 finished in 5 weeks, 8 finished in all 13 weeks; none in the 8 weeks since then.

    Under way, the oldest first
    ───────────────────────────
    2 are under way, 2 for longer than 85 % of the finished ones took (14 days).

    ID      TITLE      NOW       SINCE       DAYS
    REQ-9   Export 9   approved  2026-09-01  84 !
    REQ-13  Export 13  building  2026-10-01  54 !

    Cumulative flow
    ───────────────
    11 ┤                                      ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
       │                                      ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
       │▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓          ░░░░░░░░░░██████████████████████████████████████████
       │▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▒▒▒▒▒▒▒▒▒▒██████████████████████████████████████████
       │▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▒▒▒▒▒▒▒▒▒▒████████████████████████████████████████████████████
       │▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▒▒▒▒▒▒▒▒▒▒████████████████████████████████████████████████████
     6 ┤▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▒▒▒▒▒▒▒▒▒▒████████████████████████████████████████████████████
       │▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▒▒▒▒▒▒▒▒▒▒████████████████████████████████████████████████████
       │▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▒▒▒▒▒▒▒▒▒▒████████████████████████████████████████████████████
       │▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▒▒▒▒▒▒▒▒▒▒████████████████████████████████████████████████████
       │▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓██████████████████████████████████████████████████████████████
       │▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓██████████████████████████████████████████████████████████████
     0 └────────────────────────────────────────────────────────────────────────────────
        2026-08-09                                                            2026-11-24
    ▓ draft 0   ░ approved 1   ▒ building 1   █ done 9
    "#);
}

#[test]
fn two_statuses_can_be_named_and_a_day() {
    let sandbox = team();
    let output = sandbox.pm(&["flow", "req", "--from", "draft", "--to", "done", "--since", "2026-09-10"]);
    insta::assert_snapshot!(output.stdout.split("Time in").next().unwrap_or_default(), @r#"
    Flow of requirements
    ════════════════════
    12 artifacts (without 1 removed since), since 2026-09-10; first parents, renames followed at 50 %
    similarity

    Measured     from the first day in draft to the first in done
    Cycle time   median 43 days, 85 % within 59, at most 59; 5 finished
    Left out     1 first seen as done already; 1 done without having been draft before
    Not forward  1 step back to an earlier status
    "#);
    let refused = |from: &str, to: &str| sandbox.pm(&["flow", "req", "--from", from, "--to", to]).shown();
    insta::assert_snapshot!(refused("drat", "done"), @r#"
    ------- stderr -------
    error: `drat` is no status of requirement
    hint: did you mean `draft`?
    [exit code: 2]
    "#);
    insta::assert_snapshot!(refused("done", "done"), @r#"
    ------- stderr -------
    error: `done` cannot be both where the way begins and where it ends
    hint: name two that differ with `--from` and `--to`
    [exit code: 2]
    "#);
}

#[test]
fn a_sheet_tells_what_became_of_each() {
    insta::assert_snapshot!(team().pm(&["flow", "req", "--removed", "--format", "csv"]).shown(), @r#"
    id,kind,title,value,course,from,to,days
    REQ-1,requirement,Export 1,done,finished,2026-09-01,2026-09-03,2
    REQ-2,requirement,Export 2,done,finished,2026-09-01,2026-09-03,2
    REQ-3,requirement,Export 3,done,finished,2026-09-01,2026-09-15,14
    REQ-4,requirement,Export 4,done,finished,2026-09-01,2026-09-15,14
    REQ-5,requirement,Export 5,done,finished,2026-09-01,2026-09-15,14
    REQ-6,requirement,Export 6,done,finished,2026-09-01,2026-10-01,30
    REQ-7,requirement,Export 7,done,came-finished,,2026-09-15,
    REQ-8,requirement,Export 8,done,never-at-the-beginning,,2026-09-15,
    REQ-9,requirement,Export 9,approved,under-way,2026-09-01,,84
    REQ-10,requirement,Export 10,dropped,outside,,,
    REQ-12,requirement,Export 12,done,finished,2026-10-01,2026-10-01,0
    REQ-13,requirement,Export 13,building,under-way,2026-10-01,,54
    REQ-11,requirement,Export 11,,outside,,,
    "#);
}

#[test]
fn several_kinds_are_set_beside_each_other() {
    let sandbox = team();
    sandbox.write("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: An idea\nstatus: new\n---\n");
    sandbox.commit("2026-10-02", "An idea");
    let output = sandbox.pm(&["flow"]);
    insta::assert_snapshot!(output.stdout.split("Ideas").next().unwrap_or_default(), @r#"
    Flow
    ════
    13 artifacts (without 1 removed since); first parents, renames followed at 50 % similarity

    KIND         ARTIFACTS  FINISHED  MEDIAN DAYS  85 % WITHIN  UNDER WAY  FOR LONGER
    idea                 1         0            –            –          0           0
    requirement         12         7           14           14          2           2
    "#);
    assert!(output.stdout.contains("unknown: none went the whole way"), "{}", output.shown());
}

#[test]
fn without_git_it_says_so() {
    let output = Sandbox::new().pm(&["flow"]);
    assert_eq!(output.code, 2);
    assert!(output.stderr.contains("is not in a git repository"), "{}", output.shown());
}
