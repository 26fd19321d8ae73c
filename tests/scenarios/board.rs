//! `pm board` as its callers see it: limits, lanes, and a board with nothing on it.

use crate::sandbox::{Sandbox, in_example};

const LIMITED: &str = "format: 1\nkinds:\n  requirement: {status: {limits: {building: 1, review: 2}}}\n";

fn limited() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("pm.yaml", LIMITED);
    for (id, status, owner, team) in [
        (1, "building", "ana", "web"),
        (2, "building", "ben", "web"),
        (3, "review", "ana", "core"),
        (4, "draft", "ben", "core"),
    ] {
        let depends_on = if id == 2 { "depends_on: [REQ-4]\n" } else { "" };
        sandbox.write(
            &format!("requirements/REQ-{id}-x.md"),
            &format!(
                "---\nid: REQ-{id}\ntitle: Work {id}\nstatus: {status}\nowner: {owner}\nteam: {team}\n{depends_on}---\n"
            ),
        );
    }
    sandbox
}

#[test]
fn a_column_over_its_limit_is_marked() {
    insta::assert_snapshot!(limited().pm(&["board"]).shown(), @r#"
    Requirements by status
    ══════════════════════
    4 cards · 1 waiting for something else · over the limit: building

    draft
    ────────────────────────────────────────────────────────────
    1

    • REQ-4 Work 4
      ben

    review
    ────────────────────────────────────────────────────────────
    1 of 2

    • REQ-3 Work 3
      ana

    approved
    ────────────────────────────────────────────────────────────
    0

    building
    ────────────────────────────────────────────────────────────
    2 of 1: over the limit

    • REQ-1 Work 1
      ana

    • REQ-2 Work 2
      ben
      waits for REQ-4 (draft)
    "#);
}

#[test]
fn a_limit_counts_what_a_condition_hides() {
    insta::assert_snapshot!(limited().pm(&["req", "board", "--owner", "ana"]).shown(), @r#"
    Requirements by status
    ══════════════════════
    2 cards · over the limit: building

    draft
    ────────────────────────────────────────────────────────────
    0

    review
    ────────────────────────────────────────────────────────────
    1 of 2

    • REQ-3 Work 3
      ana

    approved
    ────────────────────────────────────────────────────────────
    0

    building
    ────────────────────────────────────────────────────────────
    1 shown, 2 of 1: over the limit

    • REQ-1 Work 1
      ana
    "#);
}

#[test]
fn lanes_are_rows_across_the_statuses() {
    insta::assert_snapshot!(limited().pm(&["board", "--lanes", "team"]).shown(), @r#"
    Requirements by status
    ══════════════════════
    4 cards · 1 waiting for something else · over the limit: building

    draft                    review                   approved                 building
    ──────────────────────   ──────────────────────   ──────────────────────   ──────────────────────
    1                        1 of 2                   0                        2 of 1: over the limit

    ▌ core
    ▌ 2 cards
    • REQ-4 Work 4           • REQ-3 Work 3
      ben                      ana

    ▌ web
    ▌ 2 cards
                                                                               • REQ-1 Work 1
                                                                                 ana

                                                                               • REQ-2 Work 2
                                                                                 ben
                                                                                 waits for REQ-4
                                                                                 (draft)
    "#);
    insta::assert_snapshot!(limited().pm(&["board", "--lanes", "team", "--format", "csv"]).shown(), @r#"
    team,status,id,title,priority,owner,effort,waits_for
    core,draft,REQ-4,Work 4,,ben,,
    core,review,REQ-3,Work 3,,ana,,
    web,building,REQ-1,Work 1,,ana,,
    web,building,REQ-2,Work 2,,ben,,REQ-4
    "#);
}

#[test]
fn check_tells_of_a_limit_at_its_place() {
    let sandbox = limited();
    let output = sandbox.pm(&["check", "--format", "human"]);
    let shown = output.shown();
    let finding = shown.split("\n\n").find(|finding| finding.contains("over-wip-limit")).unwrap_or_default();
    insta::assert_snapshot!(finding, @r#"
    warning[over-wip-limit]: 2 requirements are in `building`, and the limit is 1
     --> pm.yaml:3:45
      |
    3 |   requirement: {status: {limits: {building: 1, review: 2}}}
      |                                             ^
      |
     ::: requirements/REQ-1-x.md:4:9
      |
    4 | status: building
      |         -------- REQ-1 is in `building`
      |
     ::: requirements/REQ-2-x.md:4:9
      |
    4 | status: building
      |         -------- REQ-2 is in `building`
      |
      = help: finish 1 of REQ-1 and REQ-2 before another is begun: pm status REQ-1 done
    "#);
    sandbox.write("pm.yaml", &LIMITED.replace("building: 1", "building: 2"));
    assert!(!sandbox.pm(&["check"]).shown().contains("over-wip-limit"));
}

#[test]
fn an_empty_board_says_so_in_every_format() {
    let board = |format: &str| Sandbox::new().pm(&["board", "--format", format]);
    insta::assert_snapshot!(board("terminal").shown(), @r#"
    Requirements by status
    ══════════════════════
    0 cards

    · There are no requirements yet. Write the first one: `pm req add "…"`.
    "#);
    assert_eq!(board("csv").stdout, "status,id,title,priority,owner,effort,waits_for\r\n");
    insta::assert_snapshot!(board("markdown").stdout, @r#"
    # Requirements by status

    0 cards

    > [!NOTE]
    > There are no requirements yet. Write the first one: \`pm req add "…"\`.
    "#);
    insta::assert_snapshot!(board("json").stdout, @r#"
    {
      "schema_version": 1,
      "view": "board",
      "kind": "requirement",
      "total": 0,
      "hidden": 0,
      "unreadable": 0,
      "lanes_by": null,
      "columns": [
        {
          "status": "draft",
          "category": "open",
          "summary": "being written",
          "total": 0,
          "in_status": 0,
          "limit": null,
          "over_limit": false
        },
        {
          "status": "review",
          "category": "open",
          "summary": "waits for the people who must agree",
          "total": 0,
          "in_status": 0,
          "limit": null,
          "over_limit": false
        },
        {
          "status": "approved",
          "category": "active",
          "summary": "agreed and ready to build",
          "total": 0,
          "in_status": 0,
          "limit": null,
          "over_limit": false
        },
        {
          "status": "building",
          "category": "active",
          "summary": "being built",
          "total": 0,
          "in_status": 0,
          "limit": null,
          "over_limit": false
        }
      ],
      "lanes": [
        {
          "by": null,
          "cells": [
            [],
            [],
            [],
            []
          ]
        }
      ]
    }
    "#);
    for format in ["html", "svg"] {
        assert!(board(format).stdout.contains("pm req add"), "{}", board(format).shown());
    }
    insta::assert_snapshot!(board("mermaid").shown(), @r#"
    ------- stderr -------
    error: this answer holds nothing that mermaid can draw
    hint: use `--format svg` for a picture of any answer, or `--format markdown` for its text
    [exit code: 2]
    "#);
}

#[test]
fn an_empty_sheet_has_the_columns_that_were_asked_for() {
    let csv = |arguments: &[&str]| {
        let all = [&["board", "initiative", "--format", "csv"], arguments].concat();
        Sandbox::new().pm(&all).stdout
    };
    assert_eq!(csv(&["--fields", "team,target"]), "status,id,title,team,target,waits_for\r\n");
    assert_eq!(csv(&["--lanes", "team"]), "team,status,id,title,owner,effort,waits_for\r\n");
}

#[test]
fn the_boards_of_the_examples() {
    insta::assert_snapshot!(in_example("tideline", &["board", "--lanes", "owner"]).shown(), @r#"
    Requirements by status
    ══════════════════════
    7 cards · 8 done or dropped not shown · 3 waiting for something else

    draft                    review                   approved                 building
    ──────────────────────   ──────────────────────   ──────────────────────   ──────────────────────
    2                        2                        2                        1

    ▌ ade
    ▌ 2 cards
    • REQ-12 A waiting                                • REQ-14 Booking links
      list on the booking                               of the first version
      page                                              stop working
      ade · 4-8                                         must · ade · 0.5

    ▌ jonas
    ▌ 2 cards
    • REQ-11 The berth                                                         • REQ-5 A visitor pays
      plan opens within                                                          a deposit when
      two seconds on an                                                          booking
      old phone                                                                  must · jonas · 4-6
      should · jonas · 1-3                                                       waits for DEP-1
                                                                                 (agreed)

    ▌ mira
    ▌ 3 cards
                             • REQ-10 A file of       • REQ-7 A statement of
                               takings that the         deposits for the
                               town's ledger takes      harbour's books
                               must · mira · 3-5        could · mira · 2-3
                                                        waits for REQ-5
                             • REQ-6 A harbour sets     (building)
                               when a deposit is
                               given back
                               should · mira · 1-3
                               waits for REQ-5
                               (building), DEC-3
                               (proposed)
    "#);
}
