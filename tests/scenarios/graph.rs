//! `pm graph`, `pm tree` and `pm matrix` as their callers see them.

use crate::sandbox::{Sandbox, in_example};

#[test]
fn what_waits_for_what_in_the_examples() {
    insta::assert_snapshot!(in_example("tideline", &["graph"]).shown(), @r#"
    Dependencies
    ════════════
    13 artifacts · 9 links · 63 without one not shown

    • REQ-2 Notes are no longer lost when entries are sent in bundles · done
      ◦ → REQ-13 Entries of the round are sent in bundles · done
    • REQ-3 Berths show their depth at the next two low waters · done
      ◦ → DEP-2 Tide heights for forty more stations · delivered
    • REQ-4 The list of free berths begins with those that fit · done
      ◦ → REQ-3 Berths show their depth at the next two low waters · done
    • REQ-5 A visitor pays a deposit when booking · building
      ◦ → DEC-2 Deposits go straight to the harbour through Paybridge · decided
      ◦ → DEP-1 Paybridge verifies municipal owners · agreed
    • REQ-6 A harbour sets when a deposit is given back · review
      ◦ → DEC-3 Is a deposit given back when a gale keeps boats in port · proposed
      ◦ → REQ-5 A visitor pays a deposit when booking · building
    • REQ-7 A statement of deposits for the harbour's books · approved
      ◦ → REQ-5 A visitor pays a deposit when booking · building
    • REQ-14 Booking links of the first version stop working · approved
      ◦ → REQ-9 Booking links of the first version are announced to end · done
    "#);
    insta::assert_snapshot!(in_example("tideline", &["graph", "REQ-7", "--depth", "1", "--format", "mermaid"]).shown(), @r#"
    flowchart LR
      accTitle: An arrow says#58; depends on
      n0["REQ-5 A visitor pays a deposit when booking<br/>building"]:::active
      n1["REQ-7 A statement of deposits for the harbour's books<br/>approved"]:::active
      n1 --> n0
      classDef good fill:#def3e6,stroke:#12593a,color:#0b3d27
      classDef active fill:#e3ebfc,stroke:#1c4499,color:#12306e
      classDef caution fill:#fbeccb,stroke:#704600,color:#4d3000
      classDef bad fill:#fce3e2,stroke:#981b23,color:#6e1118
    "#);
    insta::assert_snapshot!(Sandbox::new().pm(&["graph"]).shown(), @r#"
    Dependencies
    ════════════
    0 artifacts · 0 links

    ! No link here says depends on; write one: pm link REQ-2 depends_on REQ-1, or look for others with
      --meaning
    "#);
}

#[test]
fn a_circle_is_marked_and_named() {
    let sandbox = Sandbox::new();
    for (id, on) in [(1, "[REQ-2]"), (2, "[REQ-3]"), (3, "[REQ-1, REQ-4]"), (4, "[]"), (5, "[]")] {
        sandbox.write(
            &format!("requirements/REQ-{id}-x.md"),
            &format!("---\nid: REQ-{id}\ntitle: Work {id}\nstatus: draft\ndepends_on: {on}\n---\n"),
        );
    }
    insta::assert_snapshot!(sandbox.pm(&["graph"]).shown(), @r#"
    Dependencies
    ════════════
    4 artifacts · 4 links · 1 without one not shown

    ✗ REQ-1, REQ-2 and REQ-3 go round in a circle.

    • REQ-1 Work 1 · draft
      ◦ → REQ-2 Work 2 · draft
    • REQ-2 Work 2 · draft
      ◦ → REQ-3 Work 3 · draft
    • REQ-3 Work 3 · draft
      ◦ → REQ-1 Work 1 · draft
      ◦ → REQ-4 Work 4 · draft
    "#);
    let json = sandbox.pm(&["graph", "--format", "json"]).stdout;
    assert_eq!(json.matches("\"circle\": true").count(), 3, "{json}");
    // Of a part of the plan, links within it alone are drawn.
    let part =
        sandbox.pm(&["graph", "--kind", "requirement", "--where", "id != \"REQ-2\"", "--format", "csv"]);
    assert_eq!(part.stdout.lines().count(), 3, "{}", part.shown());
}

#[test]
fn the_tree_leads_from_objectives_to_what_is_done_for_them() {
    insta::assert_snapshot!(in_example("tideline", &["tree"]).shown(), @r#"
    From objectives to experiments
    ══════════════════════════════
    2 objectives and what is for them · 8 for none · 16 done or dropped not shown

    • OBJ-2 Harbours have the money before the boat arrives · objective · active
      ◦ OPP-1 Boats that booked do not come, and the berth stays empty · opportunity · pursuing
        ◦ INIT-3 Money before arrival · initiative · building
          ◦ REQ-5 A visitor pays a deposit when booking · requirement · building
          ◦ REQ-6 A harbour sets when a deposit is given back · requirement · review
          ◦ REQ-7 A statement of deposits for the harbour's books · requirement · approved
        ◦ IDEA-1 Take a deposit when a berth is booked · idea · planned
          ◦ EXP-2 A fifth of the price at booking · experiment · running
    • OBJ-4 Takings enter the town's books without being typed again · objective · review
      ◦ OPP-3 The evening's takings have to be typed again for the town · opportunity · pursuing
        ◦ INIT-4 Takings go to the town by themselves · initiative · committed
          ◦ REQ-10 A file of takings that the town's ledger takes · requirement · review
        ◦ IDEA-7 Hand the day's takings to the town as a file · idea · planned
      ◦ REQ-11 The berth plan opens within two seconds on an old phone · requirement · draft

    For no objective
    ────────────────
    • INIT-2 Berths that fit the tide · initiative · measuring
    • INIT-5 Full nights are filled again · initiative · shaping
      ◦ REQ-12 A waiting list on the booking page · requirement · draft
    • INIT-6 One booking for a cruise along the coast · initiative · proposed
    • IDEA-3 A waiting list for nights that are full · idea · exploring
    • IDEA-6 One stamp card for all harbours of the coast · idea · parked
    • IDEA-8 A sensor in every berth · idea · new
    • REQ-14 Booking links of the first version stop working · requirement · approved
    "#);
    insta::assert_snapshot!(Sandbox::new().pm(&["tree"]).shown(), @r#"
    From objectives to experiments
    ══════════════════════════════
    0 objectives and what is for them

    ! there is no objective that anything could be for; write the first one: pm objective add "…"
    "#);
}

#[test]
fn what_is_part_of_each_other_is_lost_to_nobody() {
    let sandbox = Sandbox::new();
    for (id, parent) in [(1, 2), (2, 1)] {
        sandbox.write(
            &format!("requirements/REQ-{id}-x.md"),
            &format!("---\nid: REQ-{id}\ntitle: Work {id}\nstatus: draft\nparent: REQ-{parent}\n---\n"),
        );
    }
    insta::assert_snapshot!(sandbox.pm(&["tree"]).stdout, @r#"
    From objectives to experiments
    ══════════════════════════════
    0 objectives and what is for them · 2 for none

    ! there is no objective that anything could be for; write the first one: pm objective add "…"

    For no objective
    ────────────────
    • REQ-1 Work 1 · requirement · draft
      ◦ REQ-2 Work 2 · requirement · draft
    "#);
}

#[test]
fn two_amounts_part_what_there_is_into_quarters() {
    let call = ["matrix", "--kind", "idea", "--up", "reach * impact"];
    insta::assert_snapshot!(in_example("tideline", &call).shown(), @r#"
    Reach * impact against effort
    ═════════════════════════════
    4 artifacts · 1 without an amount

    ↑ Reach * impact (0 to 7900)
    │                                    ┊
    │                                    ┊                            1
    │                                    ┊       2
    │                                    ┊
    │                                    ┊
    │                                    ┊
    │┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┼┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈
    │                                    ┊
    │                                    ┊
    │                                    ┊
    │                           3        ┊
    │                                    ┊
    │                                    ┊
    │                                    ┊
    │                        4           ┊
    └────────────────────────────────────────────────────────────────────────
    → Effort (0 to 12)

    big bet
     1  IDEA-6 One stamp card for all harbours of the coast 11 × 7500 · parked
     2  IDEA-1 Take a deposit when a berth is booked 7.5 × 6800 · planned

    fill in
     3  IDEA-3 A waiting list for nights that are full 4.5 × 2100 · exploring
     4  IDEA-7 Hand the day's takings to the town as a file 4 × 21 · planned

    Without an amount
    ─────────────────
    • IDEA-8 A sensor in every berth · lacks effort, reach and impact
    "#);
    insta::assert_snapshot!(in_example("tideline", &[&call[..], &["--format", "csv"]].concat()).shown(), @r#"
    what,across,up,quadrant,note
    IDEA-6 One stamp card for all harbours of the coast,11,7500,big bet,parked
    IDEA-1 Take a deposit when a berth is booked,7.5,6800,big bet,planned
    IDEA-3 A waiting list for nights that are full,4.5,2100,fill in,exploring
    IDEA-7 Hand the day's takings to the town as a file,4,21,fill in,planned
    "#);
    insta::assert_snapshot!(in_example("tideline", &["matrix", "--kind", "idea", "--up", "title"]).shown(), @r#"
    ------- stderr -------
    error: the expression must give a number, but gives text
      title
      ^^^^^
    [exit code: 2]
    "#);
    insta::assert_snapshot!(Sandbox::new().pm(&["matrix"]).shown(), @r#"
    Value against effort
    ════════════════════
    0 artifacts

    ! nothing fits; look with pm list what there is
    "#);
}
