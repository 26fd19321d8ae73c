//! `pm similar` as its callers see it: what says much the same as an artifact or a text.

use crate::sandbox::{Sandbox, in_example};

#[test]
fn the_nearest_come_first() {
    insta::assert_snapshot!(in_example("tideline", &["similar", "FB-5"]).shown(), @r#"
    Similar to FB-5 Cancelled at noon, empty at night
    ═════════════════════════════════════════════════
    compared with 30 texts of ideas, opportunities, feedback and requirements

    ID      TITLE                                                     STATUS     SIMILARITY
    IDEA-3  A waiting list for nights that are full                   exploring        0.32
    OPP-1   Boats that booked do not come, and the berth stays empty  pursuing         0.21
    REQ-12  A waiting list on the booking page                        draft            0.20
    REQ-11  The berth plan opens within two seconds on an old phone   draft            0.16
    "#);
}

#[test]
fn a_text_is_compared_with_what_is_there() {
    let text = "Guests should pay when they reserve a berth";
    insta::assert_snapshot!(in_example("tideline", &["similar", text, "--kind", "idea", "--limit", "2"]).shown(), @r#"
    Similar to the text
    ═══════════════════
    the first 2 of 3 · compared with 8 texts of ideas

    ID      TITLE                                        STATUS    SIMILARITY
    IDEA-1  Take a deposit when a berth is booked        planned         0.38
    IDEA-4  Take the whole price when a berth is booked  declined        0.35
    "#);
}

#[test]
fn a_text_comes_from_standard_input() {
    let sandbox = Sandbox::new();
    sandbox.write("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: Export invoices as CSV\nstatus: new\n---\n");
    let output = sandbox.pm_with(&["similar", "-", "--format", "json"], "A csv export of our invoices\n");
    insta::assert_snapshot!(output.shown(), @r#"
    {
      "schema_version": 1,
      "view": "similar",
      "of": null,
      "text": "A csv export of our invoices",
      "kinds": [
        "idea",
        "opportunity",
        "feedback",
        "requirement"
      ],
      "compared": 1,
      "similar": [
        {
          "id": "IDEA-1",
          "kind": "idea",
          "title": "Export invoices as CSV",
          "status": "new",
          "category": "open",
          "path": "ideas/IDEA-1-a.md",
          "similarity": 1.0
        }
      ],
      "more": 0
    }
    "#);
}

#[test]
fn what_is_similar_to_nothing_is_told_so() {
    let sandbox = Sandbox::new();
    sandbox.write("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: Export invoices as CSV\nstatus: new\n---\n");
    insta::assert_snapshot!(sandbox.pm(&["similar", "IDEA-1"]).shown(), @r#"
    Similar to IDEA-1 Export invoices as CSV
    ════════════════════════════════════════
    compared with 0 texts of ideas, opportunities, feedback and requirements

    · Nothing says the same.
    "#);
    insta::assert_snapshot!(sandbox.pm(&["similar", "a quiet room"]).shown(), @r#"
    Similar to the text
    ═══════════════════
    compared with 1 text of ideas, opportunities, feedback and requirements

    · Nothing says the same.
    "#);
}

#[test]
fn an_id_that_there_is_not_is_no_text() {
    insta::assert_snapshot!(in_example("tideline", &["similar", "IDEA-99"]).shown(), @r#"
    ------- stderr -------
    error: there is no `IDEA-99`
    hint: did you mean IDEA-1 (Take a deposit when a berth is booked)?
    [exit code: 2]
    "#);
    insta::assert_snapshot!(in_example("tideline", &["similar", "IDEA-1", "--kind", "wish"]).shown(), @r#"
    ------- stderr -------
    error: there is no kind `wish`
    hint: the kinds are idea, requirement, objective, release, strategy, opportunity, initiative, segment, customer, feedback, dependency, metric, experiment, decision, assumption, stakeholder, checkin
    [exit code: 2]
    "#);
}
