//! `pm triage` as its callers see it: what came in, what says the same, and each decision.

use crate::sandbox::{Sandbox, in_example};

/// A new piece of feedback, an idea that says the same, and one that was parked until now.
fn waiting() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(
        "customers/CUST-1-a.md",
        "---\nid: CUST-1\ntitle: Aldermoor\nstatus: active\nrevenue: 1000 EUR\n---\n",
    );
    sandbox.write(
        "feedback/FB-1-s.md",
        "---\nid: FB-1\ntitle: A spreadsheet of our bookings\nstatus: new\ncustomer: CUST-1\nchannel: support\ndate: \
         2026-11-20\n---\n\n## Words\n\n\"I type every booking into Excel by hand.\"\n",
    );
    sandbox.write(
        "ideas/IDEA-1-a.md",
        "---\nid: IDEA-1\ntitle: Export bookings as CSV\nstatus: exploring\n---\n\n## Problem\n\nTyping.\n",
    );
    sandbox.write(
        "ideas/IDEA-2-b.md",
        "---\nid: IDEA-2\ntitle: Bookings as a table for Excel\nstatus: new\n---\n",
    );
    sandbox.write("ideas/IDEA-3-c.md", "---\nid: IDEA-3\ntitle: Darker colours\nstatus: parked\nuntil: 2026-Q4\n---\n\n## Problem\n\nGlare.\n");
    sandbox.write(
        "ideas/IDEA-4-d.md",
        "---\nid: IDEA-4\ntitle: Larger letters\nstatus: parked\nuntil: 2027\n---\n\n## Problem\n\nEyes.\n",
    );
    sandbox
}

#[test]
fn what_waits_stands_beside_what_says_the_same() {
    insta::assert_snapshot!(in_example("tideline", &["triage"]).shown(), @r#"
    Triage
    ══════
    2 wait

    FB-5 Cancelled at noon, empty at night
    ──────────────────────────────────────
    new · Northmole Yacht Haven · front desk · sales · 2026-11-19

    "At noon somebody cancels, at two I send somebody away because the plan on the wall still says full.
    Can your thing ring the people I sent away?"

    SIMILAR  TITLE                              STATUS     ASKED FOR BY                       SIMILARITY
    IDEA-3   A waiting list for nights that     exploring  1 voice · 1 customer ·                   0.32
             are full                                      customer-weighted score 7,200
    OPP-1    Boats that booked do not come,     pursuing   1 voice · 2 customers · 36,000           0.21
             and the berth stays empty                     EUR a year · customer-weighted
                                                           score 19,800
    REQ-12   A waiting list on the booking      draft                                               0.20
             page

    IDEA-8 A sensor in every berth
    ──────────────────────────────
    new

    The association asks whether we could tell by sensor which berths are taken, so that the harbour
    master need not walk.

    · Nothing says the same.
    "#);
    insta::assert_snapshot!(waiting().pm(&["triage", "--list"]).shown(), @r#"
    Triage
    ══════
    3 wait

    FB-1 A spreadsheet of our bookings
    ──────────────────────────────────
    new · Aldermoor · support · 2026-11-20

    "I type every booking into Excel by hand."

    SIMILAR  TITLE                          STATUS     SIMILARITY
    IDEA-1   Export bookings as CSV         exploring        0.61
    IDEA-2   Bookings as a table for Excel  new              0.55

    IDEA-2 Bookings as a table for Excel
    ────────────────────────────────────
    new

    SIMILAR  TITLE                          STATUS     SIMILARITY
    FB-1     A spreadsheet of our bookings  new              0.55
    IDEA-1   Export bookings as CSV         exploring        0.31

    IDEA-3 Darker colours
    ─────────────────────
    parked until Q4 2026, which has come

    Glare.

    · Nothing says the same.
    "#);
    insta::assert_snapshot!(waiting().pm(&["triage", "--format", "csv"]).shown(), @r#"
    id,kind,title,why,customer,role,channel,date,similar
    FB-1,feedback,A spreadsheet of our bookings,new,Aldermoor,,support,2026-11-20,"IDEA-1, IDEA-2"
    IDEA-2,idea,Bookings as a table for Excel,new,,,,,"FB-1, IDEA-1"
    IDEA-3,idea,Darker colours,"parked until Q4 2026, which has come",,,,,
    "#);
    insta::assert_snapshot!(in_example("halden", &["triage"]).shown(), @r#"
    Triage
    ══════
    0 wait

    ✓ Everything was read.
    "#);
}

#[test]
fn an_idea_answers_feedback() {
    let sandbox = waiting();
    insta::assert_snapshot!(sandbox.pm(&["triage", "FB-1", "--answer-by", "IDEA-1"]).shown(), @r#"
    ------- stderr -------
    error: feedback that is triaged needs `importance`
    hint: add --set importance=…: How much it matters to the one who said it. 1 low, 4 major, 7 critical, 10 stops them
    [exit code: 2]
    "#);
    let arguments = ["triage", "FB-1", "--answer-by", "IDEA-1", "--set", "importance=7"];
    insta::assert_snapshot!(sandbox.pm(&arguments).shown(), @r#"
    FB-1 feedback/FB-1-s.md
      - status: new
      + status: triaged
      + importance: 7
    IDEA-1 ideas/IDEA-1-a.md
      + answers: [FB-1]
    ------- stderr -------
    2 artifacts changed
    "#);
}

#[test]
fn feedback_becomes_an_idea_or_an_opportunity() {
    let sandbox = waiting();
    let arguments =
        ["triage", "FB-1", "--as", "idea", "--title", "Bookings leave as a file", "--set", "importance=7"];
    insta::assert_snapshot!(sandbox.pm(&arguments).shown(), @r#"
    IDEA-5 ideas/IDEA-5-bookings-leave-as-a-file.md
    FB-1 feedback/FB-1-s.md
      - status: new
      + status: triaged
      + importance: 7
    ------- stderr -------
    2 artifacts changed
    "#);
    insta::assert_snapshot!(sandbox.pm(&["triage", "FB-1", "--as", "opportunity"]).shown(), @"OPP-1 opportunities/OPP-1-a-spreadsheet-of-our-bookings.md");
    insta::assert_snapshot!(sandbox.pm(&["triage", "IDEA-2", "--as", "opportunity"]).shown(), @r#"
    OPP-2 opportunities/OPP-2-bookings-as-a-table-for-excel.md
    IDEA-2 ideas/IDEA-2-b.md
      - status: new
      + status: exploring
      + answers: [OPP-2]
    ------- stderr -------
    warning[missing-section]: this idea has no section `Problem`, which it needs from `exploring` on
     --> ideas/IDEA-2-b.md:4:9
      |
    4 | status: exploring
      |         ^^^^^^^^^
      |
      = help: add a heading `## Problem`: Whose problem it is, and what it costs them
    2 artifacts changed
    "#);
}

#[test]
fn ideas_are_merged_parked_declined_and_kept() {
    insta::assert_snapshot!(waiting().pm(&["triage", "IDEA-2", "--merge", "IDEA-1"]).shown(), @r#"
    IDEA-2 ideas/IDEA-2-b.md
      - status: new
      + status: duplicate
      + duplicate_of: IDEA-1
    "#);
    insta::assert_snapshot!(waiting().pm(&["triage", "IDEA-2", "--park", "2027-Q2"]).shown(), @r#"
    IDEA-2 ideas/IDEA-2-b.md
      - status: new
      + status: parked
      + until: 2027-Q2
    ------- stderr -------
    warning[missing-section]: this idea has no section `Problem`, which it needs from `exploring` on
     --> ideas/IDEA-2-b.md:4:9
      |
    4 | status: parked
      |         ^^^^^^
      |
      = help: add a heading `## Problem`: Whose problem it is, and what it costs them
    "#);
    insta::assert_snapshot!(waiting().pm(&["triage", "IDEA-2", "--decline", "Nobody asked twice"]).shown(), @r#"
    IDEA-2 ideas/IDEA-2-b.md
      - status: new
      + status: declined
      + reason: Nobody asked twice
    "#);
    insta::assert_snapshot!(waiting().pm(&["triage", "IDEA-2", "--keep", "--dry-run"]).shown(), @r#"
    --- a/ideas/IDEA-2-b.md
    +++ b/ideas/IDEA-2-b.md
    @@ -1,5 +1,5 @@
     ---
     id: IDEA-2
     title: Bookings as a table for Excel
    -status: new
    +status: exploring
     ---
    ------- stderr -------
    warning[missing-section]: this idea has no section `Problem`, which it needs from `exploring` on
     --> ideas/IDEA-2-b.md:4:9
      |
    4 | status: exploring
      |         ^^^^^^^^^
      |
      = help: add a heading `## Problem`: Whose problem it is, and what it costs them
    would change IDEA-2 ideas/IDEA-2-b.md
    "#);
    insta::assert_snapshot!(waiting().pm(&["triage", "FB-1", "--decline", "Spam"]).shown(), @r#"
    FB-1 feedback/FB-1-s.md
      - status: new
      + status: dismissed
      + reason: Spam
    "#);
}

#[test]
fn what_cannot_be_is_refused() {
    let sandbox = waiting();
    insta::assert_snapshot!(sandbox.pm(&["triage", "FB-1", "--park", "2027-Q2"]).shown(), @r#"
    ------- stderr -------
    error: feedback cannot be parked: no status of theirs asks until when
    hint: make an idea of it and park that, or decline it
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["triage", "FB-1", "--answer-by", "CUST-1"]).shown(), @r#"
    ------- stderr -------
    error: customers do not answer feedback
    hint: link them by hand: pm link
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["triage", "FB-1", "--as", "wish"]).shown(), @r#"
    ------- stderr -------
    error: there is no kind `wish`
    hint: the kinds are idea, requirement, objective, release, strategy, opportunity, initiative, segment, customer, feedback, dependency, metric, experiment, decision, assumption, stakeholder, checkin
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["triage", "FB-1", "--merge", "IDEA-1"]).shown(), @r#"
    ------- stderr -------
    error: FB-1 is of the kind feedback, IDEA-1 of the kind idea
    hint: merge what is of one kind, and link the others
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["triage", "--keep"]).shown(), @r#"
    ------- stderr -------
    error: the following required arguments were not provided:
      <ID>

    Usage: pm triage --keep <ID>

    For more information, try '--help'.
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["triage", "FB-1", "--keep", "--decline", "no"]).shown(), @r#"
    ------- stderr -------
    error: the argument '--keep' cannot be used with '--decline <REASON>'

    Usage: pm triage --keep <ID>

    For more information, try '--help'.
    [exit code: 2]
    "#);
}

#[test]
fn at_the_terminal_a_letter_decides() {
    let sandbox = waiting();
    let lines = "x\na\na 1\n7\nd\nm IDEA-1\ns\n";
    insta::assert_snapshot!(sandbox.pm_typing(&["triage"], lines).shown(), @r#"
    FB-1 A spreadsheet of our bookings
    ══════════════════════════════════
    2 more behind it

    new · Aldermoor · support · 2026-11-20

    "I type every booking into Excel by hand."

    SIMILAR  TITLE                          STATUS     SIMILARITY
    IDEA-1   Export bookings as CSV         exploring        0.61
    IDEA-2   Bookings as a table for Excel  new              0.55
    FB-1 feedback/FB-1-s.md
      - status: new
      + status: triaged
      + importance: 7
    IDEA-1 ideas/IDEA-1-a.md
      + answers: [FB-1]

    IDEA-2 Bookings as a table for Excel
    ════════════════════════════════════
    1 more behind it

    new

    SIMILAR  TITLE                          STATUS     ASKED FOR BY                           SIMILARITY
    FB-1     A spreadsheet of our bookings  triaged                                                 0.55
    IDEA-1   Export bookings as CSV         exploring  1 voice · 1 customer · 1,000 EUR a           0.31
                                                       year · customer-weighted score 1,000
    IDEA-2 ideas/IDEA-2-b.md
      - status: new
      + status: duplicate
      + duplicate_of: IDEA-1

    IDEA-3 Darker colours
    ═════════════════════
    the last one

    parked until Q4 2026, which has come

    Glare.

    · Nothing says the same.
    ------- stderr -------
    a ID      that one answers it            i [TITLE]  make an idea of it
    m ID      merge it into that one         o [TITLE]  make an opportunity of it
    p PERIOD  park it until then             d REASON   decline it
    k         keep it: read, nothing follows
    s         skip it for now                q          stop
    1, 2 and 3 stand for the similar ones, from the top.
    FB-1> a ID      that one answers it            i [TITLE]  make an idea of it
    m ID      merge it into that one         o [TITLE]  make an opportunity of it
    p PERIOD  park it until then             d REASON   decline it
    k         keep it: read, nothing follows
    s         skip it for now                q          stop
    1, 2 and 3 stand for the similar ones, from the top.
    FB-1> say which one behind the letter, such as `a 1`
    FB-1> importance (How much it matters to the one who said it. 1 low, 4 major, 7 critical, 10 stops them): 2 artifacts changed
    IDEA-2> say why behind the letter, such as `d Not about the product`
    IDEA-2> IDEA-3> 2 decided, 1 left
    "#);
    insta::assert_snapshot!(waiting().pm_typing(&["triage"], "q\n").stderr, @r#"
    a ID      that one answers it            i [TITLE]  make an idea of it
    m ID      merge it into that one         o [TITLE]  make an opportunity of it
    p PERIOD  park it until then             d REASON   decline it
    k         keep it: read, nothing follows
    s         skip it for now                q          stop
    1, 2 and 3 stand for the similar ones, from the top.
    FB-1> 0 decided, 3 left
    "#);
}
