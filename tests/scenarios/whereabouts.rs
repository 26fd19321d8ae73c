//! `pm where` as its callers see it: where something is that was asked for, or why it is not planned.

use crate::sandbox::Sandbox;

/// A customer who asked for three things, of which one moved twice and one was declined.
fn product() -> Sandbox {
    let sandbox = Sandbox::with_git();
    sandbox.write("customers/CUST-1-a.md", "---\nid: CUST-1\ntitle: Kvist\nstatus: active\n---\n");
    sandbox.write(
        "feedback/FB-1-a.md",
        "---\nid: FB-1\ntitle: Pages are slow\nstatus: new\ncustomer: CUST-1\ndate: 2026-02-02\nimportance: 9\n---\n\
         ## Words\n\"I wait.\"\n",
    );
    let release = |target: &str, announced: &str| {
        let text = format!(
            "---\nid: REL-1\ntitle: Faster\nstatus: building\nowner: ana\nversion: 1.2.0\ntarget: {target}\nannounced: \
             {announced}\n---\n## Goal\nNobody waits.\n"
        );
        sandbox.write("releases/REL-1-r.md", &text);
    };
    release("2026-Q2", "2026-Q3");
    sandbox.commit("2026-02-03", "Plan the spring");
    sandbox.write(
        "requirements/REQ-1-w.md",
        "---\nid: REQ-1\ntitle: Pages load in a second\nstatus: approved\nanswers: FB-1\nrelease: REL-1\n---\n",
    );
    sandbox.write(
        "ideas/IDEA-1-i.md",
        "---\nid: IDEA-1\ntitle: A page without pictures\nstatus: new\nfrom: CUST-1\n---\n",
    );
    let text = sandbox.read("feedback/FB-1-a.md").replace("status: new", "status: triaged");
    sandbox.write("feedback/FB-1-a.md", &text);
    sandbox.commit("2026-03-04", "Speed is planned");
    release("2026-09-30", "2026-Q3");
    sandbox.commit("2026-05-05", "The cache needs a rewrite");
    release("2026-12-15", "2026-Q4");
    sandbox.write(
        "ideas/IDEA-1-i.md",
        "---\nid: IDEA-1\ntitle: A page without pictures\nstatus: declined\nfrom: CUST-1\nreason: Pictures are what \
         people come for\nresponse: We make the pages faster instead.\n---\n",
    );
    sandbox.write(
        "decisions/DEC-1-d.md",
        "---\nid: DEC-1\ntitle: Pictures stay\nstatus: decided\napprover: ana\ndate: 2026-08-30\nconcerns: IDEA-1\noutcome: \
         Pages get faster with their pictures\n---\n",
    );
    sandbox.commit("2026-09-01", "The autumn is full");
    sandbox
}

#[test]
fn the_answer_comes_first_and_the_trail_behind_it() {
    let sandbox = product();
    insta::assert_snapshot!(sandbox.pm(&["where", "FB-1"]).shown(), @r#"
    FB-1 Pages are slow
    ═══════════════════
    On the way

    It is on the way with 1.2.0, planned for 15 Dec 2026 and announced for Q4 2026. Its date moved
    twice, from Q2 2026 to 15 Dec 2026, 168 days later. What was announced moved once, from Q3 2026 to
    Q4 2026, 92 days later.

    Status         triaged since 4 Mar 2026
    Said           2 Feb 2026
    Asked by       Kvist
    Answered by    REQ-1 Pages load in a second (approved)
    Goes out with  REL-1 1.2.0 Faster (building, target 15 Dec 2026, announced Q4 2026)
    REL-1 moved    target: twice, from Q2 2026 to 15 Dec 2026, 168 days later
    REL-1 moved    announced: once, from Q3 2026 to Q4 2026, 92 days later
    "#);
    insta::assert_snapshot!(sandbox.pm(&["where", "IDEA-1"]).shown(), @r#"
    IDEA-1 A page without pictures
    ══════════════════════════════
    Not planned

    It is not planned: it was declined on 1 Sep 2026. Pictures are what people come for. That was
    decided on 30 Aug 2026 in DEC-1: Pages get faster with their pictures.

    Status        declined since 1 Sep 2026
    Asked by      Kvist
    Decision      DEC-1 Pictures stay (decided 30 Aug 2026): Pages get faster with their pictures
    Answer given  We make the pages faster instead.
    "#);
}

#[test]
fn a_customer_is_told_of_everything_they_asked_for() {
    let sandbox = product();
    insta::assert_snapshot!(sandbox.pm(&["where", "CUST-1", "--format", "markdown"]).shown(), @r#"
    # [CUST-1](customers/CUST-1-a.md) Kvist

    asked for 2 things · 1 on the way · 1 not planned

    ### On the way

    | ID                         | Asked for      | Said       | Answered by                      | Where it is |
    | -------------------------- | -------------- | ---------- | -------------------------------- | ----------- |
    | [FB-1](feedback/FB-1-a.md) | Pages are slow | 2 Feb 2026 | [REQ-1](requirements/REQ-1-w.md) | It is on the way with 1.2.0, planned for 15 Dec 2026 and announced for Q4 2026. Its date moved twice, from Q2 2026 to 15 Dec 2026, 168 days later. What was announced moved once, from Q3 2026 to Q4 2026, 92 days later. |

    ### Not planned

    | ID                          | Asked for               | Where it is |
    | --------------------------- | ----------------------- | ----------- |
    | [IDEA-1](ideas/IDEA-1-i.md) | A page without pictures | It is not planned: it was declined on 1 Sep 2026. Pictures are what people come for. That was decided on 30 Aug 2026 in DEC-1: Pages get faster with their pictures. |
    "#);
    sandbox.write("customers/CUST-2-b.md", "---\nid: CUST-2\ntitle: Ellery\nstatus: active\n---\n");
    insta::assert_snapshot!(sandbox.pm(&["where", "CUST-2", "IDEA-9"]).shown(), @r#"
    ------- stderr -------
    error: there is no `IDEA-9`
    hint: did you mean IDEA-1 (A page without pictures)?
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["where", "CUST-2"]).shown(), @r#"
    CUST-2 Ellery
    ═════════════
    asked for nothing

    · Nothing that Ellery asked for is written down.
    "#);
}

#[test]
fn the_past_knows_where_it_was() {
    let sandbox = product();
    insta::assert_snapshot!(sandbox.pm(&["where", "FB-1", "IDEA-1", "--at", "2026-05-06"]).shown(), @r#"
    Where it is
    ═══════════
    on 5 May 2026

    FB-1 Pages are slow
    ───────────────────
    On the way

    It is on the way with 1.2.0, planned for 30 Sep 2026 and announced for Q3 2026. Its date moved once,
    from Q2 2026 to 30 Sep 2026, 92 days later.

    Status         triaged since 4 Mar 2026
    Said           2 Feb 2026
    Asked by       Kvist
    Answered by    REQ-1 Pages load in a second (approved)
    Goes out with  REL-1 1.2.0 Faster (building, target 30 Sep 2026, announced Q3 2026)
    REL-1 moved    target: once, from Q2 2026 to 30 Sep 2026, 92 days later

    IDEA-1 A page without pictures
    ──────────────────────────────
    No answer yet

    Nobody has decided on it yet. It waits since 4 Mar 2026.

    Status    new since 4 Mar 2026
    Asked by  Kvist
    "#);
}

#[test]
fn the_examples_tell_a_story() {
    let sandbox = Sandbox::of_example("tideline");
    insta::assert_snapshot!(sandbox.pm(&["where", "FB-1"]).shown(), @r#"
    FB-1 Eleven booked berths stayed empty on the busiest Saturday
    ══════════════════════════════════════════════════════════════
    On the way

    It is on the way with 3.0.0, planned for 15 Dec 2026 and announced for Q4 2026.

    Status         triaged
    Said           17 Aug 2026
    Asked by       Kvist Marina
    Taken up by    IDEA-1 Take a deposit when a berth is booked (planned); OPP-1 Boats that booked do
                   not come, and the berth stays empty (pursuing)
    Answered by    REQ-5 A visitor pays a deposit when booking (building); REQ-6 A harbour sets when a
                   deposit is given back (review); REQ-7 A statement of deposits for the harbour's books
                   (approved)
    Goes out with  REL-5 3.0.0 Deposits (building, target 15 Dec 2026, announced Q4 2026)
    Serves         OBJ-2 Harbours have the money before the boat arrives
    "#);
    insta::assert_snapshot!(sandbox.pm(&["where", "IDEA-5", "IDEA-6", "FB-5", "IDEA-8"]).shown(), @r#"
    Where it is
    ═══════════
    on 24 Nov 2026

    IDEA-5 Ask skippers for money beforehand
    ────────────────────────────────────────
    On the way

    It says the same as IDEA-1 Take a deposit when a berth is booked, which lives on. It is on the way
    with 3.0.0, planned for 15 Dec 2026 and announced for Q4 2026.

    Status         duplicate
    Asked by       Port Ellery
    Lives on as    IDEA-1 Take a deposit when a berth is booked
    Answered by    REQ-5 A visitor pays a deposit when booking (building)
    Goes out with  REL-5 3.0.0 Deposits (building, target 15 Dec 2026, announced Q4 2026)
    Serves         OBJ-2 Harbours have the money before the boat arrives

    IDEA-6 One stamp card for all harbours of the coast
    ───────────────────────────────────────────────────
    Not planned

    It is put off until Q4 2027.

    Status    parked
    Asked by  Visiting skippers

    FB-5 Cancelled at noon, empty at night
    ──────────────────────────────────────
    Being considered

    It is being considered as IDEA-3 A waiting list for nights that are full (exploring); nothing is
    promised.

    Status       new
    Said         19 Nov 2026
    Asked by     Northmole Yacht Haven
    Taken up by  IDEA-3 A waiting list for nights that are full (exploring)
    Answered by  REQ-12 A waiting list on the booking page (draft)

    IDEA-8 A sensor in every berth
    ──────────────────────────────
    No answer yet

    Nobody has decided on it yet.

    Status    new
    Asked by  Board of the association of small harbours
    "#);
    insta::assert_snapshot!(sandbox.pm(&["where", "CUST-2"]).shown(), @r#"
    CUST-2 Kvist Marina
    ═══════════════════
    asked for 2 things · 1 on the way · 1 not planned

    On the way
    ID    ASKED FOR                      SAID         ANSWERED BY          WHERE IT IS
    FB-1  Eleven booked berths stayed    17 Aug 2026  REQ-5, REQ-6, REQ-7  It is on the way with 3.0.0,
          empty on the busiest Saturday                                    planned for 15 Dec 2026 and
                                                                           announced for Q4 2026.

    Not planned
    ID      ASKED FOR                                    WHERE IT IS
    IDEA-4  Take the whole price when a berth is booked  It is not planned. We tried it for six weeks.
                                                         Of every 100 visitors who began a booking, 35
                                                         finished it instead of 41, so the harbour would
                                                         lose more in bookings than it saves in empty
                                                         berths. A deposit keeps most of the good and is
                                                         what we build.
    "#);
    insta::assert_snapshot!(sandbox.pm(&["where", "REQ-5", "--audience", "customers"]).shown(), @r#"
    REQ-5 A visitor pays a deposit when booking
    ═══════════════════════════════════════════
    On the way

    It is on the way with 3.0.0, announced for Q4 2026.

    Status         Being built
    Goes out with  REL-5 3.0.0 Deposits (Being built, target Q4 2026, announced Q4 2026)

    This is what we work on today. It is not a promise, and dates move with the weather and with what we
    learn.
    "#);
    insta::assert_snapshot!(sandbox.pm(&["where", "IDEA-1", "--audience", "customers"]).shown(), @r#"
    ------- stderr -------
    error: there is no `IDEA-1`
    hint: run `pm list` to see what there is
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["where", "FB-2", "--format", "csv"]).shown(), @r#"
    asked_by,id,kind,title,state,status,since,work,release,target,announced,moved,reason,answer
    Port Ellery,FB-2,feedback,Takings are typed a second time for the town,on_the_way,triaged,,REQ-10,3.1.0,2027-Q1,,0,,"It is on the way with 3.1.0, planned for Q1 2027."
    "#);
    let sandbox = Sandbox::of_example("halden");
    insta::assert_snapshot!(sandbox.pm(&["where", "IDEA-1", "FB-2"]).shown(), @r#"
    Where it is
    ═══════════
    on 24 Nov 2026

    IDEA-1 Say on the first page what changed since the last bill
    ─────────────────────────────────────────────────────────────
    On the way

    Part of it is out: it went out with Halden Portal 3.3.0 on 6 Oct 2026. The rest is on the way,
    planned for H2 2027.

    Status         planned
    Asked by       Suppliers with fewer than 50,000 meters
    Answered by    REQ-10 The first page of a bill says what changed (done); INIT-5 A bill that explains
                   itself (shaping)
    Goes out with  REL-5 3.3.0 Bills that say what changed (released, out 6 Oct 2026)
    Serves         OBJ-2 Customers understand their bill without calling

    FB-2 Our members ask what tomorrow costs
    ────────────────────────────────────────
    On the way

    It is on the way with Halden Tariff 5.0.0, planned for 12 Mar 2027 and announced for Q2 2027. More
    of it comes with Halden Portal 3.4.0, planned for April 2027 and announced for Q2 2027.

    Status         triaged
    Said           4 Nov 2026
    Asked by       Aldermoor Energy
    Taken up by    IDEA-2 A message when power will be cheap tomorrow (exploring)
    Answered by    REQ-7 Tomorrow's prices can be fetched by half past two (approved); REQ-12 The first
                   page shows what power costs tomorrow (approved)
    Goes out with  REL-4 5.0.0 Hourly tariffs (building, target 12 Mar 2027, announced Q2 2027); REL-6
                   3.4.0 Tomorrow's prices and one sign-in (planned, target April 2027, announced Q2
                   2027)
    Serves         OBJ-1 Suppliers can offer hourly prices before the law asks for it
    "#);
}

#[test]
fn a_name_does_for_an_id_where_only_one_has_it() {
    let sandbox = Sandbox::of_example("tideline");
    assert_eq!(sandbox.pm(&["where", "port ellery"]).stdout, sandbox.pm(&["where", "CUST-1"]).stdout);
    for number in [8, 9] {
        sandbox.write(
            &format!("ideas/IDEA-{number}-twice.md"),
            &format!("---\nid: IDEA-{number}\ntitle: Twice\nstatus: new\n---\n"),
        );
    }
    insta::assert_snapshot!(sandbox.pm(&["where", "Twice", "Port Elery"]).shown(), @r#"
    ------- stderr -------
    error: 2 artifacts are called `Twice`
    hint: name one by its id: IDEA-8 and IDEA-9
    [exit code: 2]
    "#);
}
