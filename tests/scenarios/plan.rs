//! `pm plan` as its callers see it: the releases ahead with their scope, what they wait for, and what is missing.

use crate::sandbox::{Sandbox, in_example};

fn release(sandbox: &Sandbox, number: usize, more: &str) {
    sandbox.write(
        &format!("releases/REL-{number}-r.md"),
        &format!("---\nid: REL-{number}\ntitle: Release {number}\nowner: ana\n{more}---\n"),
    );
}

fn work(sandbox: &Sandbox, number: usize, more: &str) {
    sandbox.write(
        &format!("requirements/REQ-{number}-w.md"),
        &format!("---\nid: REQ-{number}\ntitle: Work {number}\n{more}---\n"),
    );
}

/// Two releases: the first one late in every way, and waiting for work of the second.
fn late() -> Sandbox {
    let sandbox = Sandbox::new();
    release(
        &sandbox,
        1,
        "status: building\nversion: 1.1.0\ntarget: 2026-11-20\nannounced: 2026-10\ncapacity: 3\n",
    );
    release(&sandbox, 2, "status: planned\nversion: 1.2.0\ntarget: 2027-02\ndepends_on: [REL-1]\n");
    work(&sandbox, 1, "status: building\nrelease: REL-1\nteam: web\neffort: 4-6\ndepends_on: [REQ-4]\n");
    work(&sandbox, 2, "status: done\nrelease: REL-1\nteam: core\neffort: 1\n");
    work(&sandbox, 3, "status: draft\nrelease: REL-1\ntarget: 2027-01\n");
    work(&sandbox, 4, "status: draft\nrelease: REL-2\neffort: 2\n");
    work(&sandbox, 5, "status: draft\nrelease: REL-1\npriority: wont\neffort: 9\n");
    work(&sandbox, 6, "status: dropped\nrelease: REL-1\nreason: nobody asked\neffort: 9\n");
    sandbox
}

#[test]
fn the_releases_of_the_examples() {
    insta::assert_snapshot!(in_example("tideline", &["plan"]).shown(), @r#"
    Release plan
    ════════════
    2 releases · on 24 Nov 2026

    ID     RELEASE                 TARGET       DAYS  DONE      EFFORT  CAPACITY  LOOK AT
    REL-5  3.0.0 Deposits          15 Dec 2026    21  1 of 5  8.5-13.5        12  may not fit · 1 wait
                                                                                  is late
    REL-6  3.1.0 Takings for the   Q1 2027       127  0 of 2       4-8
           town

    REL-5 3.0.0 Deposits
    ────────────────────
    Target     15 Dec 2026 · 21 days left · announced for Q4 2026
    Status     building · Mira Sandoval
    Check-in   at risk on 20 Nov 2026: Deposits are built and being tested; the second factor is done.
               What is open is the rule for giving deposits back, which waits for DEC-3. Without an
               answer by 4 December it goes out without the rule, and support will feel it.
    Scope      5 items · 1 done · 3 in progress · 1 not begun
    Effort     8.5-13.5 person-weeks · 1 done · 6.5-9.5 in progress · 1-3 not begun · may not fit into
               the 12 that the teams can do
    Musts      59.1 % of the effort
    Checklist  1 of 5 ready · it waits for 3 of the others

    ID        WHAT                 STATUS       OWNER            PRIORITY   EFFORT  WAITS FOR
              Harbour              1 of 2 done                                 3-4
      REQ-8   Whoever sees         done         Jonas Lindqvist  must            1
              payments signs in
              with a second
              factor
      REQ-7   A statement of       approved     Mira Sandoval    could         2-3  REQ-5 (building)
              deposits for the
              harbour's books
              Visitor              0 of 3 done                             5.5-9.5
      REQ-5   A visitor pays a     building     Jonas Lindqvist  must          4-6  DEP-1 (agreed, 8 Dec
              deposit when                                                          2026, late: needed
              booking                                                               by 27 Nov 2026)
      REQ-14  Booking links of     approved     Ade Okafor       must          0.5
              the first version
              stop working
      REQ-6   A harbour sets when  review       Mira Sandoval    should        1-3  DEC-3 (proposed, 4
              a deposit is given                                                    Dec 2026), REQ-5
              back                                                                  (building)

    Longest chain
    • DEP-1 Paybridge verifies municipal owners · agreed · outside this release
      ◦ REQ-5 A visitor pays a deposit when booking · building · 4-6 person-weeks
        ◦ REQ-7 A statement of deposits for the harbour's books · approved · 2-3 person-weeks

    To be ready besides
    [ ] Message to all harbours about the old booking links · Ade Okafor · until 2 Dec 2026
    [ ] Help pages for harbours and visitors · Priya Raman · until 8 Dec 2026 · the release waits for it
    [ ] Support has rehearsed a payment that arrives twice · Priya Raman · until 10 Dec 2026 · the
        release waits for it
    [ ] Payment keys are rotated and the old ones revoked · Jonas Lindqvist · until 11 Dec 2026 · the
        release waits for it

    REL-6 3.1.0 Takings for the town
    ────────────────────────────────
    Target  Q1 2027 · 127 days left
    Status  planned · Mira Sandoval
    Scope   2 items · 2 not begun
    Effort  4-8 person-weeks · 4-8 not begun
    Musts   66.7 % of the effort; above 60 % little is left to give up

    ID        WHAT                                        STATUS       OWNER            PRIORITY  EFFORT
              Harbour                                     0 of 2 done                                4-8
      REQ-10  A file of takings that the town's ledger    review       Mira Sandoval    must         3-5
              takes
      REQ-11  The berth plan opens within two seconds on  draft        Jonas Lindqvist  should       1-3
              an old phone
    "#);
    insta::assert_snapshot!(in_example("halden", &["plan", "--product", "tariff"]).shown(), @r#"
    Release plan
    ════════════
    1 release · on 24 Nov 2026

    REL-4 5.0.0 Hourly tariffs · Halden Tariff
    ──────────────────────────────────────────
    Target     12 Mar 2027 · 108 days left · announced for Q2 2027
    Status     building · Lotte Brandt
    Scope      3 items · 3 in progress
    Effort     15-22 person-weeks · 15-22 in progress · may not fit into the 20 that the teams can do
    Musts      81.1 % of the effort; above 60 % little is left to give up
    Waits for  meter/REL-2 (building, 29 Jan 2027)
    Checklist  0 of 2 ready · it waits for 2 of the others

    ID       WHAT                    STATUS       OWNER         PRIORITY  EFFORT  WAITS FOR
             Billing                 0 of 3 done                           15-22
      REQ-5  A tariff has a price    building     Lotte Brandt  must        8-12  tariff/DEP-1 (agreed,
             for every hour                                                       29 Jan 2027, late:
                                                                                  needed by 15 Jan
                                                                                  2027), meter/REQ-2
                                                                                  (building, 29 Jan
                                                                                  2027, with 2.0.0)
      REQ-6  The bill run of 61,000  approved     Lotte Brandt  must         4-6
             contracts takes four
             hours at most
      REQ-7  Tomorrow's prices can   approved     Lotte Brandt  should       3-4  tariff/REQ-5
             be fetched by half                                                   (building)
             past two

    Longest chain
    • meter/REQ-2 A day of quarter-hours is complete by six in the morning · building · 6-9 person-weeks
      · outside this release
      ◦ tariff/DEP-1 Quarter-hours with a mark for what is missing · agreed · outside this release
        ◦ tariff/REQ-5 A tariff has a price for every hour · building · 8-12 person-weeks
          ◦ tariff/REQ-7 Tomorrow's prices can be fetched by half past two · approved · 3-4 person-weeks

    To be ready besides
    [ ] Counsel has read the new terms for hourly contracts · Ingrid Solheim · until 12 Feb 2027 · the
        release waits for it
    [ ] Two suppliers have compared a month of bills with their own sums · Lotte Brandt · until 5 Mar
        2027 · the release waits for it
    "#);
}

#[test]
fn what_is_late_does_not_fit_or_is_not_estimated_is_said() {
    insta::assert_snapshot!(late().pm(&["plan"]).shown(), @r#"
    Release plan
    ════════════
    2 releases · on 24 Nov 2026

    ID     RELEASE          TARGET         DAYS  DONE    EFFORT  CAPACITY  LOOK AT
    REL-1  1.1.0 Release 1  20 Nov 2026      -4  1 of 3     5-7         3  overdue since 20 Nov 2026 ·
                                                                           later than announced (October
                                                                           2026) · does not fit · 1 wait
                                                                           is late · 1 not estimated
    REL-2  1.2.0 Release 2  February 2027    96  0 of 1       2            1 wait is late

    REL-1 1.1.0 Release 1
    ─────────────────────
    Target    20 Nov 2026 · overdue since 20 Nov 2026 · later than announced (October 2026)
    Status    building · ana
    Scope     3 items · 1 done · 1 in progress · 1 not begun
    Effort    5-7 person-weeks · 1 done · 4-6 in progress · does not fit into the 3 that the teams can
              do
    Left out  REQ-5, REQ-6

    ! not estimated, and in no sum: REQ-3; estimate the first: pm set REQ-3 effort=2-4

    ID       WHAT     STATUS       EFFORT  WAITS FOR                       LOOK AT
             core     1 of 1 done       1
      REQ-2  Work 2   done              1
             web      0 of 1 done     4-6
      REQ-1  Work 1   building        4-6  REQ-4 (draft, February 2027,
                                           with 1.2.0, late: in a later
                                           release, needed for 20 Nov
                                           2026)
             no team  0 of 1 done
      REQ-3  Work 3   draft                                                planned for January 2027,
                                                                           after its release

    Longest chain
    • REQ-4 Work 4 · draft · 2 person-weeks · outside this release
      ◦ REQ-1 Work 1 · building · 4-6 person-weeks

    REL-2 1.2.0 Release 2
    ─────────────────────
    Target     February 2027 · 96 days left
    Status     planned · ana
    Scope      1 item · 1 not begun
    Effort     2 person-weeks · 2 not begun
    Waits for  REL-1 (building, 20 Nov 2026, late: overdue since 20 Nov 2026)

    ID     WHAT    STATUS  EFFORT
    REQ-4  Work 4  draft        2
    "#);
}

#[test]
fn a_release_is_named_by_its_id_or_its_version() {
    let sandbox = late();
    let by_version = sandbox.pm(&["plan", "1.2.0"]);
    insta::assert_snapshot!(by_version.shown(), @r#"
    Release plan
    ════════════
    1 release · on 24 Nov 2026

    REL-2 1.2.0 Release 2
    ─────────────────────
    Target     February 2027 · 96 days left
    Status     planned · ana
    Scope      1 item · 1 not begun
    Effort     2 person-weeks · 2 not begun
    Waits for  REL-1 (building, 20 Nov 2026, late: overdue since 20 Nov 2026)

    ID     WHAT    STATUS  EFFORT
    REQ-4  Work 4  draft        2
    "#);
    assert_eq!(by_version.shown(), sandbox.pm(&["plan", "rel-2"]).shown());
    insta::assert_snapshot!(sandbox.pm(&["plan", "REQ-1"]).shown(), @r#"
    ------- stderr -------
    error: REQ-1 is of the kind requirement, not release
    hint: run `pm requirement …` instead
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["plan", "1.9"]).shown(), @r#"
    ------- stderr -------
    error: there is no release `1.9`
    hint: `pm list release` shows those that there are
    [exit code: 2]
    "#);
}

#[test]
fn conditions_choose_work_and_leave_the_figures_of_the_whole() {
    insta::assert_snapshot!(late().pm(&["plan", "--field", "team=web"]).shown(), @r#"
    Release plan
    ════════════
    1 release · on 24 Nov 2026 · 1 of 3 items shown

    REL-1 1.1.0 Release 1
    ─────────────────────
    Target    20 Nov 2026 · overdue since 20 Nov 2026 · later than announced (October 2026)
    Status    building · ana
    Scope     3 items · 1 done · 1 in progress · 1 not begun
    Effort    5-7 person-weeks · 1 done · 4-6 in progress · does not fit into the 3 that the teams can
              do
    Left out  REQ-5, REQ-6

    ! not estimated, and in no sum: REQ-3; estimate the first: pm set REQ-3 effort=2-4

    ID       WHAT    STATUS       EFFORT  WAITS FOR
             web     0 of 1 done     4-6
      REQ-1  Work 1  building        4-6  REQ-4 (draft, February 2027, with 1.2.0, late: in a later
                                          release, needed for 20 Nov 2026)
    "#);
    insta::assert_snapshot!(late().pm(&["plan", "--owner", "nobody"]).shown(), @r#"
    Release plan
    ════════════
    0 releases · on 24 Nov 2026

    ! no work of these releases fits; leave out a condition, or see all with `pm plan`
    "#);
}

#[test]
fn a_sheet_has_a_row_for_each_piece_of_work() {
    insta::assert_snapshot!(late().pm(&["plan", "--format", "csv"]).shown(), @r#"
    release,version,release_target,team,id,title,status,stage,owner,priority,effort_low,effort_high,target,waits_for,late,remarks
    REL-1,1.1.0,2026-11-20,core,REQ-2,Work 2,done,done,,,1,1,2026-11-20,,,
    REL-1,1.1.0,2026-11-20,web,REQ-1,Work 1,building,in progress,,,4,6,2026-11-20,REQ-4,REQ-4,
    REL-1,1.1.0,2026-11-20,,REQ-3,Work 3,draft,not begun,,,,,2027-01,,,"planned for January 2027, after its release"
    REL-2,1.2.0,2027-02,,REQ-4,Work 4,draft,not begun,,,2,2,2027-02,,,
    "#);
}

#[test]
fn a_diagram_shows_the_longest_chain() {
    insta::assert_snapshot!(in_example("tideline", &["plan", "3.0.0", "--format", "mermaid"]).shown(), @r#"
    flowchart LR
      accTitle: Each waits for the one before
      n0["DEP-1 Paybridge verifies municipal owners<br/>agreed · outside this release"]:::active
      n1["REQ-5 A visitor pays a deposit when booking<br/>building · 4-6 person-weeks"]:::active
      n2["REQ-7 A statement of deposits for the harbour's books<br/>approved · 2-3 person-weeks"]:::active
      n0 --> n1
      n1 --> n2
      classDef good fill:#def3e6,stroke:#12593a,color:#0b3d27
      classDef active fill:#e3ebfc,stroke:#1c4499,color:#12306e
      classDef caution fill:#fbeccb,stroke:#704600,color:#4d3000
      classDef bad fill:#fce3e2,stroke:#981b23,color:#6e1118
    %% left out: list 1, table 2
    "#);
}

#[test]
fn every_format_tells_of_the_wait_that_is_late() {
    for format in ["markdown", "html", "svg", "json"] {
        let output = late().pm(&["plan", "--format", format]);
        assert_eq!(output.code, 0, "{}", output.shown());
        assert!(output.stdout.contains("in a later release"), "{}", output.shown());
    }
}

#[test]
fn a_circle_is_named_and_on_no_chain() {
    let sandbox = Sandbox::new();
    release(&sandbox, 1, "status: planned\nversion: 1.0.0\ntarget: next\n");
    work(&sandbox, 1, "status: draft\nrelease: REL-1\neffort: 1\ndepends_on: [REQ-2]\n");
    work(&sandbox, 2, "status: draft\nrelease: REL-1\neffort: 1\ndepends_on: [REQ-1]\n");
    insta::assert_snapshot!(sandbox.pm(&["plan"]).shown(), @r#"
    Release plan
    ════════════
    1 release · on 24 Nov 2026

    REL-1 1.0.0 Release 1
    ─────────────────────
    Target  Next
    Status  planned · ana
    Scope   2 items · 2 not begun
    Effort  2 person-weeks · 2 not begun

    ✗ REQ-1 and REQ-2 wait for each other in a circle

    ID     WHAT    STATUS  EFFORT  WAITS FOR
    REQ-1  Work 1  draft        1  REQ-2 (draft)
    REQ-2  Work 2  draft        1  REQ-1 (draft)
    "#);
}

#[test]
fn an_empty_plan_says_what_to_type() {
    let sandbox = Sandbox::new();
    insta::assert_snapshot!(sandbox.pm(&["plan"]).shown(), @r#"
    Release plan
    ════════════
    0 releases · on 24 Nov 2026

    ! there is no release to plan; write the first one: pm release add "…" --target next
    "#);
    assert!(
        sandbox
            .pm(&["plan", "--format", "csv"])
            .stdout
            .starts_with("release,version,release_target,team,id,")
    );
    release(&sandbox, 1, "status: released\nversion: 1.0.0\ntarget: 2026-10\ndate: 2026-10-05\n");
    insta::assert_snapshot!(sandbox.pm(&["plan"]).shown(), @r#"
    Release plan
    ════════════
    0 releases · on 24 Nov 2026

    ! nothing is planned: 1 release is out or dropped; write the next one: pm release add "…" --target
      next
    "#);
    release(&sandbox, 2, "status: planned\n");
    insta::assert_snapshot!(sandbox.pm(&["plan"]).shown(), @r#"
    Release plan
    ════════════
    1 release · on 24 Nov 2026

    REL-2 Release 2
    ───────────────
    Status  planned · ana

    ! nothing is planned for it yet; plan something: pm set REQ-… release=REL-2
    "#);
}

#[test]
fn an_audience_gets_no_commands_and_no_finer_dates_than_it_may_know() {
    let shown = in_example("tideline", &["plan", "--audience", "executives"]).shown();
    assert!(!shown.contains("pm set") && !shown.contains("15 Dec 2026"), "{shown}");
    assert!(shown.contains("Q4 2026"), "{shown}");
}
