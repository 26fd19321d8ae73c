//! `pm prioritize` as its callers see it.

use crate::sandbox::{Sandbox, in_example};

#[test]
fn ideas_and_requirements_are_ranked_together_by_one_method() {
    insta::assert_snapshot!(in_example("tideline", &["prioritize", "--where", "reach > 0.0 || kind == \"requirement\"", "--status", "planned,parked,exploring,approved"]).shown(), @r"
    Ideas and requirements by RICE
    ══════════════════════════════
    4 scored, 2 unscored; reach × impact × confidence / effort

    #  ID      TITLE                  STATUS     REACH  IMPACT  CONFIDENCE  EFFORT  SCORE
    1  IDEA-1  Take a deposit when a  planned     3400       2        80 %     6-9  725
               berth is booked
    2  IDEA-6  One stamp card for     parked     15000     0.5        50 %    8-14  341
               all harbours of the
               coast
    3  IDEA-3  A waiting list for     exploring   2100       1        50 %     3-6  233
               nights that are full
    4  IDEA-7  Hand the day's         planned        7       3        80 %     3-5  4.2
               takings to the town
               as a file
       REQ-7   A statement of         approved                                 2-3  unscored: needs
               deposits for the                                                     reach, impact and
               harbour's books                                                      confidence
       REQ-14  Booking links of the   approved                                 0.5  unscored: needs
               first version stop                                                   reach, impact and
               working                                                              confidence
    ");
}

#[test]
fn kinds_of_different_methods_stand_apart() {
    insta::assert_snapshot!(in_example("halden", &["prioritize", "--format", "markdown"]).shown(), @r"
    # Priorities

    scores of different methods cannot be compared

    ## Ideas by RICE

    2 scored; reach × impact × confidence / effort

    |   # | Id  | Title                                                  | Status    | Reach | Impact | Confidence | Effort | Score     |
    | --: | --- | ------------------------------------------------------ | --------- | ----: | -----: | ---------: | -----: | --------- |
    |   1 | [IDEA-1](portal/ideas/IDEA-1-say-on-the-first-page-what-changed.md) | Say on the first page what changed since the last bill | planned   | 61000 |      1 |       80 % |    3-5 | **12200** |
    |   2 | [IDEA-2](portal/ideas/IDEA-2-a-message-when-power-will-be-cheap.md) | A message when power will be cheap tomorrow            | exploring |  4000 |      2 |       50 % |    4-6 | **800**   |

    ## Requirements by WSJF

    8 scored; (value + time criticality + risk reduction) / job size

    |   # | Id  | Title                                                     | Status   | Value | Time criticality | Risk reduction | Job size | Score    |
    | --: | --- | --------------------------------------------------------- | -------- | ----: | ---------------: | -------------: | -------: | -------- |
    |   1 | [REQ-3](meter/requirements/REQ-3-late-values-of-one-operator-are-asked.md) | Late values of one operator are asked for again           | approved |     3 |                8 |              3 |        1 | **14**   |
    |   2 | [REQ-2](meter/requirements/REQ-2-a-day-of-quarter-hours-is-complete.md) | A day of quarter-hours is complete by six in the morning  | building |     8 |               13 |              5 |        5 | **5.2**  |
    |   3 | [REQ-12](portal/requirements/REQ-12-the-first-page-shows-what-power-costs.md) | The first page shows what power costs tomorrow            | approved |     3 |                5 |              1 |        2 | **4.5**  |
    |   4 | [REQ-4](meter/requirements/REQ-4-estimated-values-carry-a-mark-of-their.md) | Estimated values carry a mark of their own                | review   |     2 |                3 |              8 |        3 | **4.33** |
    |   5 | [REQ-7](tariff/requirements/REQ-7-tomorrows-prices-can-be-fetched-by-half.md) | Tomorrow's prices can be fetched by half past two         | approved |     3 |                5 |              2 |        3 | **3.33** |
    |   6 | [REQ-5](tariff/requirements/REQ-5-a-tariff-has-a-price-for-every.md) | A tariff has a price for every hour                       | building |     8 |               13 |              3 |        8 | **3**    |
    |   7 | [REQ-6](tariff/requirements/REQ-6-the-bill-run-of-61-000-contracts.md) | The bill run of 61,000 contracts takes four hours at most | approved |     3 |                3 |              5 |        5 | **2.2**  |
    |   8 | [REQ-11](portal/requirements/REQ-11-staff-sign-in-once-for-all-three.md) | Staff sign in once for all three products                 | approved |     1 |                1 |              8 |        5 | **2**    |
    ");
}

#[test]
fn a_formula_of_pm_yaml_is_a_method() {
    insta::assert_snapshot!(in_example("halden", &["prioritize", "initiative", "--by", "law", "--format", "csv"]).shown(), @r#"
    rank,id,title,status,value,time_criticality,risk_reduction,job_size,score
    1,INIT-4,One sign-in for the staff of a supplier,committed,1,1,3,1,6
    2,INIT-1,"A price for every hour, from meter to bill",building,8,8,3,5,5.4
    3,INIT-5,A bill that explains itself,shaping,2,1,1,2,2.5
    ,INIT-2,Batteries and roofs,proposed,,,,,"unscored: needs value, time_criticality, risk_reduction and job_size"
    "#);
}

#[test]
fn the_json_keeps_the_inputs_apart_from_the_score() {
    let output = in_example("tideline", &["prioritize", "idea", "--status", "planned", "--format", "json"]);
    insta::assert_snapshot!(output.shown(), @r#"
    {
      "schema_version": 1,
      "view": "priorities",
      "rankings": [
        {
          "method": "rice",
          "title": "RICE",
          "formula": "reach × impact × confidence / effort",
          "kinds": [
            "idea"
          ],
          "inputs": [
            "reach",
            "impact",
            "confidence",
            "effort"
          ],
          "items": [
            {
              "rank": 1,
              "id": "IDEA-1",
              "path": "ideas/IDEA-1-take-a-deposit-when-a-berth-is.md",
              "title": "Take a deposit when a berth is booked",
              "kind": "idea",
              "status": "planned",
              "state": "scored",
              "score": 725.3333333333334,
              "currency": null,
              "shown": "725",
              "inputs": [
                {
                  "name": "reach",
                  "written": "3400",
                  "counted": 3400.0
                },
                {
                  "name": "impact",
                  "written": "2",
                  "counted": 2.0
                },
                {
                  "name": "confidence",
                  "written": "80 %",
                  "counted": 80.0
                },
                {
                  "name": "effort",
                  "written": "6-9",
                  "counted": 7.5
                }
              ],
              "needs": [],
              "reasons": [],
              "remarks": []
            },
            {
              "rank": 2,
              "id": "IDEA-7",
              "path": "ideas/IDEA-7-hand-the-days-takings-to-the-town.md",
              "title": "Hand the day's takings to the town as a file",
              "kind": "idea",
              "status": "planned",
              "state": "scored",
              "score": 4.2,
              "currency": null,
              "shown": "4.2",
              "inputs": [
                {
                  "name": "reach",
                  "written": "7",
                  "counted": 7.0
                },
                {
                  "name": "impact",
                  "written": "3",
                  "counted": 3.0
                },
                {
                  "name": "confidence",
                  "written": "80 %",
                  "counted": 80.0
                },
                {
                  "name": "effort",
                  "written": "3-5",
                  "counted": 4.0
                }
              ],
              "needs": [],
              "reasons": [],
              "remarks": []
            }
          ],
          "remarks": []
        }
      ]
    }
    "#);
}

#[test]
fn an_unknown_method_is_answered_with_the_nearest() {
    insta::assert_snapshot!(in_example("halden", &["prioritize", "--by", "rise"]).shown(), @r"
    ------- stderr -------
    error: there is no method `rise`
    hint: did you mean `rice`?
    [exit code: 2]
    ");
}

#[test]
fn nothing_to_rank_says_what_to_type() {
    insta::assert_snapshot!(Sandbox::new().pm(&["prioritize", "idea"]).shown(), @r#"
    Ideas by RICE
    ═════════════
    0 scored; reach × impact × confidence / effort

    ● there are no open ideas to rank; write one down with `pm idea add "…"`, or look at finished ones
      with `--all`
    "#);
}

#[test]
fn musts_that_leave_no_room_are_said_and_so_is_what_nobody_can_tell() {
    let sandbox = Sandbox::new();
    for (id, priority, effort) in [(1, "must", "3"), (2, "should", "1"), (3, "wont", "50")] {
        sandbox.write(
            &format!("requirements/REQ-{id}-x.md"),
            &format!(
                "---\nid: REQ-{id}\ntitle: X\nstatus: draft\npriority: {priority}\neffort: {effort}\n---\n"
            ),
        );
    }
    let moscow = || sandbox.pm(&["prioritize", "--by", "moscow", "requirement"]).shown();
    let shown = moscow().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("musts take 75.0 % of the effort; above 60 % too little is left"), "{shown}");
    sandbox
        .write("requirements/REQ-4-x.md", "---\nid: REQ-4\ntitle: X\nstatus: draft\npriority: could\n---\n");
    let shown = moscow().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("cannot be told: 1 without effort"), "{shown}");
    let done = "---\nid: REQ-1\ntitle: X\nstatus: draft\npriority: must\neffort: 1\n---\n";
    sandbox.write("requirements/REQ-1-x.md", done);
    sandbox.write("requirements/REQ-4-x.md", &done.replace("REQ-1", "REQ-4").replace("must", "could"));
    assert!(!moscow().contains("musts"), "{}", moscow());
}
