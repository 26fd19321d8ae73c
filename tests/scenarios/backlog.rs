//! `pm backlog`: what is not begun, in its order, whether it is ready, and what is missing.

use crate::sandbox::Sandbox;

const CRITERIA: &str = "## Problem\nIt is typed.\n\n## Acceptance criteria\n- [ ] AC1: A file is there.\n";

fn requirement(sandbox: &Sandbox, number: usize, front: &str, body: &str) {
    let text = format!("---\nid: REQ-{number}\ntitle: Requirement {number}\n{front}---\n\n{body}");
    sandbox.write(&format!("requirements/REQ-{number}.md"), &text);
}

/// One of each that is not ready, one that is, and some that are begun.
fn refinement() -> Sandbox {
    let sandbox = Sandbox::with_git();
    requirement(&sandbox, 1, "status: draft\n", CRITERIA);
    sandbox.commit("2026-06-01", "An old one");
    requirement(
        &sandbox,
        2,
        "status: draft\n",
        "## Problem\nIt is typed.\n\n## Acceptance criteria\nIt works well.\n",
    );
    requirement(&sandbox, 3, "status: review\neffort: 5-9\nestimate: 21\n", CRITERIA);
    requirement(
        &sandbox,
        4,
        "status: approved\nowner: ana\ndepends_on: [REQ-6, REQ-7]\nquestions:\n  - {id: Q1, text: How large?}\n  - {id: Q2, \
         text: Since when?, answer: June}\n  - {text: By whom?}\n",
        CRITERIA,
    );
    requirement(
        &sandbox,
        5,
        "status: approved\nreach: 100\nimpact: 2\nconfidence: 80%\neffort: 2\n",
        CRITERIA,
    );
    requirement(&sandbox, 6, "status: building\n", CRITERIA);
    requirement(&sandbox, 7, "status: done\n", CRITERIA);
    requirement(&sandbox, 8, "status: draft\nrank: m\n", CRITERIA);
    sandbox.commit("2026-11-02", "The others");
    sandbox
}

#[test]
fn what_is_not_begun_is_shown_with_what_it_lacks() {
    let sandbox = refinement();
    insta::assert_snapshot!(sandbox.pm(&["backlog"]).shown(), @r#"
    Backlog of requirements
    ═══════════════════════
    6 requirements not begun · 2 ready · 4 not · by hand, then by RICE

    ID     WHAT           STATUS        RICE  EFFORT  OWNER  READY
    REQ-8  Requirement 8  draft     unscored                 ready
    REQ-5  Requirement 5  approved        80       2         ready
    REQ-3  Requirement 3  review    unscored     5-9         too large (5-9) · too large (21)
    REQ-1  Requirement 1  draft     unscored                 unchanged for 176 days
    REQ-2  Requirement 2  draft     unscored                 no acceptance criteria
    REQ-4  Requirement 4  approved  unscored          ana    2 open questions · waits for REQ-6

    pm.yaml says nothing under `ready`, so that a requirement is ready when it has acceptance criteria
    that can be ticked, its questions are answered, what it depends on is there, its effort is at most 8
    person-weeks, its estimate at most 13 and it was changed within 90 days.
    "#);
    insta::assert_snapshot!(sandbox.pm(&["backlog", "--not-ready"]).shown(), @r#"
    Backlog of requirements
    ═══════════════════════
    6 requirements not begun · 2 ready · 4 not · by hand, then by RICE

    1. REQ-3 Requirement 3 · review · 5-9 person-weeks
       ◦ Too large: 5-9 person-weeks, where 8 is the most; split it
         ◦ pm requirement add "…" --parent REQ-3
       ◦ Too large: 21 points, where 13 is the most; split it
    2. REQ-1 Requirement 1 · draft
       ◦ Nobody has changed it for 176 days; is it still wanted?
         ◦ pm show REQ-1
    3. REQ-2 Requirement 2 · draft
       ◦ No acceptance criteria that could be ticked
         ◦ pm edit REQ-2
    4. REQ-4 Requirement 4 · approved · ana
       ◦ 2 open questions: “How large?” and “By whom?”
         ◦ pm set REQ-4.Q1 answer="…"
       ◦ Waits for REQ-6 (building)
         ◦ pm show REQ-6

    pm.yaml says nothing under `ready`, so that a requirement is ready when it has acceptance criteria
    that can be ticked, its questions are answered, what it depends on is there, its effort is at most 8
    person-weeks, its estimate at most 13 and it was changed within 90 days.
    "#);
}

#[test]
fn a_definition_of_ones_own_counts() {
    let sandbox = refinement();
    sandbox.write(
        "pm.yaml",
        "format: 1\nready:\n  requirement:\n    acceptance_criteria: false\n    dependencies_done: false\n    estimated: \
         true\n    largest_effort: 2\n    stale_after: 0\n    rules:\n      - name: has-owner\n        when: status == \
         \"approved\"\n        assert: has(self.owner)\n        message: \"{self.title} is {status}, and nobody owns it\"\n",
    );
    assert_eq!(sandbox.pm(&["check", "pm.yaml"]).code, 0);
    insta::assert_snapshot!(sandbox.pm(&["backlog", "--not-ready"]).shown(), @r#"
    Backlog of requirements
    ═══════════════════════
    6 requirements not begun · 0 ready · 6 not · by hand, then by RICE

    1. REQ-8 Requirement 8 · draft
       ◦ Nobody has estimated it
         ◦ pm set REQ-8 effort=…
    2. REQ-5 Requirement 5 · approved · 2 person-weeks
       ◦ Requirement 5 is approved, and nobody owns it
    3. REQ-3 Requirement 3 · review · 5-9 person-weeks
       ◦ Too large: 5-9 person-weeks, where 2 is the most; split it
         ◦ pm requirement add "…" --parent REQ-3
       ◦ Too large: 21 points, where 13 is the most; split it
    4. REQ-1 Requirement 1 · draft
       ◦ Nobody has estimated it
         ◦ pm set REQ-1 effort=…
    5. REQ-2 Requirement 2 · draft
       ◦ Nobody has estimated it
         ◦ pm set REQ-2 effort=…
    6. REQ-4 Requirement 4 · approved · ana
       ◦ 2 open questions: “How large?” and “By whom?”
         ◦ pm set REQ-4.Q1 answer="…"
       ◦ Nobody has estimated it
         ◦ pm set REQ-4 effort=…

    By `ready` in pm.yaml, a requirement is ready when its questions are answered, its present text is
    estimated, its effort is at most 2 person-weeks, its estimate at most 13 and the rule has-owner
    holds.
    "#);
}

#[test]
fn a_definition_that_is_wrong_is_found_at_its_place() {
    let sandbox = refinement();
    sandbox.write(
        "pm.yaml",
        "format: 1\nready:\n  requirment:\n    stale_after: 60\n  requirement:\n    largest_efort: 2\n    rules:\n      - \
         name: has-owner\n        assert: has(self.ownr)\n        message: nobody owns it\n",
    );
    insta::assert_snapshot!(sandbox.pm(&["check", "pm.yaml"]).shown(), @r#"
    error[invalid-config]: there is no kind `requirment`
     --> pm.yaml:3:3
      |
    3 |   requirment:
      |   ^^^^^^^^^^
      |
      = help: did you mean `requirement`?

    error[unknown-setting]: unknown setting `largest_efort`
     --> pm.yaml:6:5
      |
    6 |     largest_efort: 2
      |     ^^^^^^^^^^^^^
      |
      = help: did you mean `largest_effort`?

    error[invalid-expression]: `requirement` has no field `ownr`
     --> pm.yaml:9:26
      |
    9 |         assert: has(self.ownr)
      |                          ^^^^
      |
      = help: did you mean `owner`?

    3 errors in 1 of 8 files
    [exit code: 1]
    "#);
    let read = sandbox.pm(&["backlog"]).stdout;
    let said = read.lines().find(|line| line.contains("has-owner")).unwrap_or_default();
    insta::assert_snapshot!(said, @"✗ the rule has-owner cannot be read and judges nothing; `pm check` says why");
}

#[test]
fn conditions_choose_and_a_day_without_anything_missing_says_so() {
    let sandbox = refinement();
    insta::assert_snapshot!(sandbox.pm(&["backlog", "--not-ready", "--where", "id == \"REQ-5\""]).shown(), @r#"
    Backlog of requirements
    ═══════════════════════
    1 requirement not begun · 1 ready · 0 not · by RICE

    ✓ 1 requirement that is not begun is ready.

    pm.yaml says nothing under `ready`, so that a requirement is ready when it has acceptance criteria
    that can be ticked, its questions are answered, what it depends on is there, its effort is at most 8
    person-weeks, its estimate at most 13 and it was changed within 90 days.
    "#);
    insta::assert_snapshot!(Sandbox::new().pm(&["backlog"]).shown(), @r#"
    Backlog of requirements
    ═══════════════════════
    0 requirements not begun · by RICE

    · Nothing is here that is not begun; write one: pm requirement add "…"

    pm.yaml says nothing under `ready`, so that a requirement is ready when it has acceptance criteria
    that can be ticked, its questions are answered, what it depends on is there, its effort is at most 8
    person-weeks, its estimate at most 13 and it was changed within 90 days. No commit is there to read,
    so that nothing is stale.
    "#);
}

#[test]
fn a_kind_without_a_score_is_ordered_by_hand_and_id() {
    let sandbox = Sandbox::of_example("tideline");
    insta::assert_snapshot!(sandbox.pm(&["backlog", "decision"]).shown(), @r#"
    Backlog of decisions
    ════════════════════
    1 decision not begun · 1 ready · 0 not · by id

    ID     WHAT                                                     STATUS    OWNER          READY
    DEC-3  Is a deposit given back when a gale keeps boats in port  proposed  Mira Sandoval  ready

    pm.yaml says nothing under `ready`, so that a decision is ready when it was changed within 90 days.
    No commit is there to read, so that nothing is stale.
    "#);
}

#[test]
fn programs_get_every_reason() {
    let sandbox = refinement();
    let json = sandbox.pm(&["backlog", "--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let reasons: Vec<String> = json["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| {
            let missing = item["missing"].as_array().expect("a list");
            let what: Vec<&str> = missing.iter().filter_map(|it| it["what"].as_str()).collect();
            format!("{} {}", item["id"].as_str().expect("an id"), what.join(" "))
        })
        .collect();
    insta::assert_snapshot!(reasons.join("\n"), @r#"
    REQ-8 
    REQ-5 
    REQ-3 too_large too_large
    REQ-1 stale
    REQ-2 acceptance_criteria
    REQ-4 questions dependencies
    "#);
    insta::assert_snapshot!(sandbox.pm(&["backlog", "--not-ready", "--format", "csv"]).shown(), @r#"
    id,title,status,score,effort_low,effort_high,owner,ready,missing,commands
    REQ-3,Requirement 3,review,,5,9,,no,"too large: 5-9 person-weeks, where 8 is the most; split it; too large: 21 points, where 13 is the most; split it","pm requirement add ""…"" --parent REQ-3"
    REQ-1,Requirement 1,draft,,,,,no,nobody has changed it for 176 days; is it still wanted?,pm show REQ-1
    REQ-2,Requirement 2,draft,,,,,no,no acceptance criteria that could be ticked,pm edit REQ-2
    REQ-4,Requirement 4,approved,,,,ana,no,2 open questions: “How large?” and “By whom?”; waits for REQ-6 (building),"pm set REQ-4.Q1 answer=""…""; pm show REQ-6"
    "#);
}
