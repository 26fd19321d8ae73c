//! `pm shipped` as its callers see it: what went out, and the outcome that was expected against what was measured.

use crate::sandbox::{Sandbox, in_example};

/// One release for a bet, an objective with two key results, and a metric that was read before and after.
fn measured() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(
        "releases/REL-1-r.md",
        "---\nid: REL-1\ntitle: Faster\nstatus: released\nowner: ana\nversion: 1.0.0\ntarget: 2026-09-30\nannounced: \
         2026-Q3\ndate: 2026-10-05\n---\n",
    );
    sandbox.write(
        "requirements/REQ-1-w.md",
        "---\nid: REQ-1\ntitle: Pages load in a second\nstatus: done\nrelease: REL-1\nobjective: OBJ-1.KR2\ninitiative: \
         INIT-1\n---\n",
    );
    sandbox.write(
        "initiatives/INIT-1-b.md",
        "---\nid: INIT-1\ntitle: Speed\nstatus: measuring\noutcome: Nobody waits.\n---\n",
    );
    sandbox.write(
        "objectives/OBJ-1-o.md",
        "---\nid: OBJ-1\ntitle: Nobody waits\nstatus: active\nkey_results:\n  - {id: KR1, text: Something else, \
         baseline: 0, target: 1, now: 0}\n  - {id: KR2, text: Seconds until a page is there, metric: MET-1, direction: \
         down, baseline: 4, target: 1}\n---\n",
    );
    sandbox.write(
        "metrics/MET-1-m.md",
        "---\nid: MET-1\ntitle: Seconds until a page is there\nstatus: active\nunit: seconds\ndirection: down\nseries: \
         {2026-09-30: 4.2, 2026-10-31: 2.5, 2027-01-31: 0.1}\n---\n",
    );
    sandbox
}

#[test]
fn what_came_of_the_releases_of_the_examples() {
    insta::assert_snapshot!(in_example("tideline", &["shipped"]).shown(), @r#"
    Shipped
    ═══════
    4 releases · until 24 Nov 2026 · by quarter · 6 pieces of work

    Q3 2026
    ───────
    ID     RELEASE             OUT          PLANNED              WORK                WHAT CAME OF IT
    REL-4  2.5.0 Berths that   29 Sep 2026  on target ·          REQ-3, REQ-4,       In October 2026,
           fit the tide                     announced for Q4     REQ-9               5.1 of 100 visiting
                                            2026                                     boats were moved
                                                                                     after arrival (11
                                                                                     before). Read again
                                                                                     at the end of June
                                                                                     2027, when harbours
                                                                                     are full.

    ID         WHAT IT WAS FOR           STATUS     EXPECTED                   MEASURED          REACHED
    INIT-2     Berths that fit the tide  measuring  Visitors float in the      not measured yet
                                                    berth they are given
                                                    first; boats moved after
                                                    arrival fall from 11 to 4
                                                    in 100 visits.
    OBJ-3.KR1  Boats that are moved to   missed     11 → 4 per 100 visits      7                     57%
               another berth after
               arrival, per 100 visits
    OBJ-3.KR2  Berths whose depth at     missed     22 → 90 % of berths        94                   106%
               low water is known

    Q2 2026
    ───────
    ID     RELEASE                 OUT          PLANNED                  WORK    WHAT CAME OF IT
    REL-3  2.4.2 Notes are safe    21 May 2026  on target                REQ-2
           again
    REL-2  2.4.1 Longer battery    20 May 2026  on target                REQ-13  withdrawn: Notes were
           life                                                                  lost when entries were
                                                                                 sent in a bundle.
                                                                                 Withdrawn after
                                                                                 nineteen hours,
                                                                                 replaced by 2.4.2.
    REL-1  2.4.0 The round         12 May 2026  on target · announced    REQ-1   By 30 June 2026, 81
           without paper                        for Q2 2026                      percent of visits were
                                                                                 recorded at the berth
                                                                                 (38 before) and a round
                                                                                 took 50 minutes (74
                                                                                 before).

    ID         WHAT IT WAS FOR   STATUS    EXPECTED          MEASURED          REACHED  WITH
    INIT-1     Walk the harbour  done      A harbour master  The round took             REL-3, REL-2,
               without paper               records the       50 minutes on 30           REL-1
                                           whole evening     June 2026 and 47
                                           round at the      at the end of
                                           berths, signal    August; 81
                                           or not, and it    percent of
                                           takes 50 minutes  visits are
                                           instead of 74.    recorded at the
                                                             berth.
    OBJ-1.KR1  Visits that are   achieved  38 → 75 % of      81                   116%  REL-3, REL-2,
               recorded at the             visits                                       REL-1
               berth and not
               later in the
               office
    OBJ-1.KR2  Minutes that an   achieved  74 → 50 minutes   46 on 31 Oct         117%  REL-3, REL-2,
               evening round                                 2026, 74 before            REL-1
               takes

    ! INIT-2 is not measured yet; write down what came of it: pm set INIT-2 measured="…"
    "#);
    insta::assert_snapshot!(in_example("halden", &["shipped", "--by", "release", "--since", "2026-10"]).shown(), @r#"
    Shipped
    ═══════
    2 releases · 1 Oct 2026 to 24 Nov 2026 · 3 pieces of work

    REL-3 4.2.0 Nothing is billed that did not arrive
    ─────────────────────────────────────────────────
    ID     RELEASE              PRODUCT        OUT          PLANNED    WORK          WHAT CAME OF IT
    REL-3  4.2.0 Nothing is     Halden Tariff  20 Oct 2026  on target  REQ-8, REQ-9  In the November
           billed that did not                                                       run, 9 bills were
           arrive                                                                    held back and none
                                                                                     with missing hours
                                                                                     was sent.

    ID         WHAT IT WAS FOR         STATUS    EXPECTED                MEASURED                REACHED
    INIT-1     A price for every       building  Four suppliers bill
               hour, from meter to               real customers by the
               bill                              hour by the end of
                                                 March, and no bill
                                                 holds an hour that was
                                                 invented.
    OBJ-1.KR1  Suppliers that bill at  active    0 → 4 suppliers         1                           25%
               least one real
               customer by the hour
    OBJ-1.KR2  Meters whose            active    71 → 98 %               88 on 22 Nov 2026, 76       63%
               quarter-hours of a day                                    before
               are complete by six
               the next morning
    OBJ-1.KR3  Hours that the monthly  active    9 → 4 hours             7.5 on 31 Oct 2026,         30%
               bill run of the                                           8.8 before
               largest supplier takes

    REL-5 3.3.0 Bills that say what changed
    ───────────────────────────────────────
    ID     RELEASE             PRODUCT        OUT         PLANNED             WORK    WHAT CAME OF IT
    REL-5  3.3.0 Bills that    Halden Portal  6 Oct 2026  on target ·         REQ-10  Calls about a bill
           say what changed                               announced for Q4            fell from 4.7 to
                                                          2026                        4.4 per 100 in
                                                                                      October 2026, with
                                                                                      the page at six of
                                                                                      38 suppliers.

    ID         WHAT IT WAS FOR           STATUS  EXPECTED               MEASURED                 REACHED
    OBJ-2.KR1  Calls about a bill, per   active  4.8 → 3 per 100 bills  4.4 on 31 Oct 2026, 4.7      22%
               100 bills sent                                           before
    "#);
}

#[test]
fn a_metric_is_read_before_and_after_the_day_it_went_out() {
    insta::assert_snapshot!(measured().pm(&["shipped"]).shown(), @r#"
    Shipped
    ═══════
    1 release · until 24 Nov 2026 · by quarter · 1 piece of work

    Q4 2026
    ───────
    ID     RELEASE       OUT         PLANNED                                                   WORK
    REL-1  1.0.0 Faster  5 Oct 2026  5 days after its target · later than announced (Q3 2026)  REQ-1

    ID         WHAT IT WAS FOR             STATUS     EXPECTED       MEASURED                    REACHED
    INIT-1     Speed                       measuring  Nobody waits.  not measured yet
    OBJ-1.KR2  Seconds until a page is     active     4 → 1 seconds  2.5 on 31 Oct 2026, 4.2         50%
               there                                                 before

    ! INIT-1 is not measured yet; write down what came of it: pm set INIT-1 measured="…"
    "#);
}

#[test]
fn what_nobody_measured_is_said_with_what_to_type() {
    let sandbox = measured();
    sandbox.write(
        "metrics/MET-1-m.md",
        "---\nid: MET-1\ntitle: Seconds\nstatus: active\nseries: {2026-09-30: 4.2}\n---\n",
    );
    insta::assert_snapshot!(sandbox.pm(&["shipped"]).shown(), @r#"
    Shipped
    ═══════
    1 release · until 24 Nov 2026 · by quarter · 1 piece of work

    Q4 2026
    ───────
    ID     RELEASE       OUT         PLANNED                                     WORK   WHAT CAME OF IT
    REL-1  1.0.0 Faster  5 Oct 2026  5 days after its target · later than        REQ-1  not measured yet
                                     announced (Q3 2026)

    ID         WHAT IT WAS FOR                STATUS     EXPECTED       MEASURED
    INIT-1     Speed                          measuring  Nobody waits.  not measured yet
    OBJ-1.KR2  Seconds until a page is there  active     4 → 1          not measured yet

    ! INIT-1, OBJ-1.KR2 and REL-1 are not measured yet; write down what came of it: pm set INIT-1
      measured="…"
    "#);
}

#[test]
fn a_sheet_has_a_row_for_each_release_and_each_outcome() {
    insta::assert_snapshot!(measured().pm(&["shipped", "--format", "csv"]).shown(), @r#"
    period,release,version,date,target,announced,work,type,id,title,expected,baseline,goal,unit,before,before_day,now,now_day,reached_percent,measured
    Q4 2026,REL-1,1.0.0,2026-10-05,2026-09-30,2026-Q3,REQ-1,release,REL-1,Faster,,,,,,,,,,
    Q4 2026,REL-1,1.0.0,2026-10-05,2026-09-30,2026-Q3,REQ-1,bet,INIT-1,Speed,Nobody waits.,,,,,,,,,
    Q4 2026,REL-1,1.0.0,2026-10-05,2026-09-30,2026-Q3,REQ-1,key_result,OBJ-1.KR2,Seconds until a page is there,,4,1,seconds,4.2,2026-09-30,2.5,2026-10-31,50,
    "#);
}

#[test]
fn chapters_are_months_halves_or_years() {
    for (by, title) in [("month", "September 2026"), ("half", "H2 2026"), ("year", "2026")] {
        let shown = in_example("tideline", &["shipped", "--by", by]).shown();
        assert!(shown.lines().any(|line| line == title), "{shown}");
    }
}

#[test]
fn conditions_choose_among_the_work_of_releases() {
    insta::assert_snapshot!(in_example("tideline", &["shipped", "--field", "team=visitor"]).shown(), @r#"
    Shipped
    ═══════
    1 release · until 24 Nov 2026 · by quarter · 1 piece of work

    Q3 2026
    ───────
    ID     RELEASE                  OUT          PLANNED                  WORK   WHAT CAME OF IT
    REL-4  2.5.0 Berths that fit    29 Sep 2026  on target · announced    REQ-9  In October 2026, 5.1 of
           the tide                              for Q4 2026                     100 visiting boats were
                                                                                 moved after arrival (11
                                                                                 before). Read again at
                                                                                 the end of June 2027,
                                                                                 when harbours are full.
    "#);
    insta::assert_snapshot!(in_example("tideline", &["shipped", "--owner", "nobody"]).shown(), @r#"
    Shipped
    ═══════
    0 releases · until 24 Nov 2026

    ! no work of these releases fits; leave out a condition, or see all with `pm shipped`
    "#);
}

#[test]
fn every_format_has_what_was_measured() {
    for format in ["markdown", "html", "svg", "json", "csv"] {
        let output = measured().pm(&["shipped", "--format", format]);
        assert_eq!(output.code, 0, "{}", output.shown());
        assert!(output.stdout.contains("2.5"), "{}", output.shown());
    }
}

#[test]
fn where_nothing_went_out_it_says_what_to_type() {
    let sandbox = Sandbox::new();
    insta::assert_snapshot!(sandbox.pm(&["shipped"]).shown(), @r#"
    Shipped
    ═══════
    0 releases · until 24 Nov 2026

    ! nothing has gone out yet; plan a release: pm release add "…" --target next
    "#);
    assert!(sandbox.pm(&["shipped", "--format", "csv"]).stdout.starts_with("period,release,version,date,"));
    sandbox.write("releases/REL-1-r.md", "---\nid: REL-1\ntitle: First\nstatus: planned\n---\n");
    sandbox.write("requirements/REQ-1-w.md", "---\nid: REQ-1\ntitle: Work\nstatus: done\n---\n");
    insta::assert_snapshot!(sandbox.pm(&["shipped"]).shown(), @r#"
    Shipped
    ═══════
    0 releases · until 24 Nov 2026

    Done, and in no release
    ───────────────────────
    ID     WHAT  STATUS
    REQ-1  Work  done

    ! nothing has gone out yet; when it does: pm status REL-1 released date=2026-11-24
    "#);
    insta::assert_snapshot!(in_example("tideline", &["shipped", "--since", "2026-11"]).shown(), @r#"
    Shipped
    ═══════
    0 releases · 1 Nov 2026 to 24 Nov 2026

    ! nothing went out since 1 Nov 2026; see all with `pm shipped`
    "#);
}

#[test]
fn an_audience_is_not_told_that_something_was_not_measured() {
    let shown = in_example("tideline", &["shipped", "--audience", "customers"]).shown();
    assert!(!shown.contains("not measured") && !shown.contains("pm set"), "{shown}");
}
