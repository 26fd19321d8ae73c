//! `pm report` as its callers see it: every week, every month, before a release, for a board.

use crate::sandbox::Sandbox;

/// A plan of last week, and what became of it: a release that moved for the second time, scope that came and went, a bet
/// that is off track and one that is silent, a requirement that is done and one that was dropped.
fn product() -> Sandbox {
    let sandbox = Sandbox::with_git();
    sandbox.write(
        "pm.yaml",
        "format: 1\nproduct: {name: Pages}\npeople:\n  ana: {name: Ana Lopez}\n  ben: {name: Ben Okri}\n",
    );
    let release = |target: &str| {
        sandbox.write(
            "releases/REL-1-r.md",
            &format!("---\nid: REL-1\ntitle: Faster\nstatus: building\nowner: ana\nversion: 1.2.0\ntarget: {target}\n---\n## \
                      Goal\nNobody waits.\n"),
        );
    };
    let work = |number: u8, title: &str, more: &str| {
        sandbox.write(
            &format!("requirements/REQ-{number}-w.md"),
            &format!("---\nid: REQ-{number}\ntitle: {title}\n{more}---\n"),
        );
    };
    let objective = |now: &str| {
        sandbox.write(
            "objectives/OBJ-1-o.md",
            &format!("---\nid: OBJ-1\ntitle: Nobody waits\nstatus: active\nowner: ana\nperiod: 2026-Q4\nkey_results:\n  - \
                      {{id: KR1, text: Seconds until a page is there, direction: down, baseline: 4, target: 1, now: {now}, \
                      confidence: {}}}\n---\n## Why now\nThey leave.\n", if now == "3" { "80 %" } else { "40 %" }),
        );
    };
    let bet = |number: u8, title: &str, status: &str| {
        sandbox.write(
            &format!("initiatives/INIT-{number}-b.md"),
            &format!("---\nid: INIT-{number}\ntitle: {title}\nstatus: {status}\nowner: ben\nobjective: OBJ-1\ntarget: \
                      2026-11-15\noutcome: Fast.\nappetite: 4\nconfidence: 80 %\n---\n"),
        );
    };
    release("2026-11-30");
    objective("3");
    bet(1, "A cache", "building");
    bet(2, "Fewer pictures", "building");
    work(1, "Keep pages near", "status: building\nowner: ben\ninitiative: INIT-1\nrelease: REL-1\n");
    work(2, "Print", "status: approved\nowner: ben\nrelease: REL-1\n");
    work(3, "Measure", "status: approved\nowner: ben\nobjective: OBJ-1\n");
    sandbox.write(
        "metrics/MET-1-m.md",
        "---\nid: MET-1\ntitle: Seconds until a page is there\nstatus: active\nunit: seconds\ndirection: down\nfrequency: \
         weekly\npurpose: north_star\nmeasures: OBJ-1\nseries: {2026-11-01: 3}\n---\n",
    );
    sandbox.write(
        "decisions/DEC-1-d.md",
        "---\nid: DEC-1\ntitle: Which pictures go\nstatus: proposed\napprover: ana\ndue: 2026-11-27\nconcerns: INIT-2\n---\n",
    );
    sandbox.write(
        "checkins/CHK-1-c.md",
        "---\nid: CHK-1\ntitle: C\nstatus: posted\non: INIT-2\ndate: 2026-10-01\nhealth: on_track\nwords: Begun.\nauthor: \
         ben\n---\n",
    );
    sandbox.commit("2026-10-02", "Plan");
    release("2026-12-01");
    sandbox.commit("2026-11-05", "The cache is late");
    release("2026-12-15");
    objective("2.5");
    work(1, "Keep pages near", "status: done\nowner: ben\ninitiative: INIT-1\nrelease: REL-1\n");
    work(2, "Print", "status: dropped\nreason: Browsers do it\nrelease: REL-1\n");
    work(3, "Measure", "status: approved\nowner: ben\nobjective: OBJ-1\nrelease: REL-1\n");
    sandbox.write(
        "checkins/CHK-2-c.md",
        "---\nid: CHK-2\ntitle: C\nstatus: posted\non: INIT-1\ndate: 2026-11-23\nhealth: off_track\nwords: The cache forgets\n\
         asks: [Ana to lend us a tester by Friday]\nauthor: ben\n---\n",
    );
    sandbox.write(
        "checkins/CHK-3-c.md",
        "---\nid: CHK-3\ntitle: C\nstatus: posted\ndate: 2026-11-22\nhealth: on_track\nwords: A good week otherwise.\nauthor: \
         ana\n---\n",
    );
    let metric =
        sandbox.read("metrics/MET-1-m.md").replace("2026-11-01: 3", "2026-11-01: 3, 2026-11-20: 2.5");
    sandbox.write("metrics/MET-1-m.md", &metric);
    sandbox.commit("2026-11-20", "A week");
    sandbox
}

#[test]
fn a_week_is_told_with_what_needs_attention_first() {
    let sandbox = product();
    insta::assert_snapshot!(sandbox.pm(&["report"]).shown(), @r#"
    Weekly report, week 48 of 2026
    ══════════════════════════════
    17 Nov 2026 to 24 Nov 2026 · objectives, bets and releases: 1 off track, 3 silent

    Needs attention
    ───────────────
    • Off track: INIT-1 A cache: The cache forgets. (Ben Okri, 23 Nov 2026) · for OBJ-1
    • Overdue: INIT-1 A cache was due 15 Nov 2026, 9 days ago · for OBJ-1
    • Overdue: INIT-2 Fewer pictures was due 15 Nov 2026, 9 days ago · for OBJ-1
    • Moved again: REL-1 Faster moved from 1 Dec 2026 to 15 Dec 2026, the second move · for OBJ-1
    • Silent: OBJ-1 Nobody waits: nobody has checked in on it
    • Silent: INIT-2 Fewer pictures: no check-in for 54 days, since 1 Oct 2026 · for OBJ-1
    • Silent: REL-1 Faster: nobody has checked in on it · for OBJ-1

    Since 17 Nov 2026
    ─────────────────

    Done
    • REQ-1 Keep pages near is done · for OBJ-1

    Scope
    • REL-1 Faster gained REQ-3 Measure; lost REQ-2 Print · for OBJ-1

    Given up
    • REQ-2 Print is dropped: Browsers do it. · for no objective

    In their words
    ──────────────
    Pages, on track: A good week otherwise. (Ana Lopez, 22 Nov 2026)

    Objectives
    ──────────

    OBJ-1 Nobody waits · Q4 2026 · Ana Lopez
    ID   KEY RESULT                     FROM  BEFORE  NOW  TARGET  REACHED  CONFIDENCE
    KR1  Seconds until a page is there     4       3  2.5       1      50%   80% → 40%

    Numbers
    ───────
    ID     METRIC                         BEFORE    NOW  UNIT     READ         FOR
    MET-1  Seconds until a page is there       3  2.5 ✓  seconds  20 Nov 2026  OBJ-1

    Next
    ────
    • 27 Nov 2026 DEC-1 Which pictures go (proposed, Ana Lopez) · for OBJ-1
    • 15 Dec 2026 REL-1 Faster (building, Ana Lopez) · for OBJ-1

    Asked of you
    ────────────
    • Ana to lend us a tester by Friday. (INIT-1, 23 Nov 2026) · for OBJ-1
    • Ana Lopez to decide, by 27 Nov 2026, in 3 days: Which pictures go. (DEC-1) · for OBJ-1
    "#);
    insta::assert_snapshot!(sandbox.pm(&["report", "--format", "csv"]).shown(), @r#"
    section,sort,id,title,text,day,objectives
    attention,off track,INIT-1,A cache,"The cache forgets. (Ben Okri, 23 Nov 2026)",,OBJ-1
    attention,overdue,INIT-1,A cache,"was due 15 Nov 2026, 9 days ago",,OBJ-1
    attention,overdue,INIT-2,Fewer pictures,"was due 15 Nov 2026, 9 days ago",,OBJ-1
    attention,moved again,REL-1,Faster,"moved from 1 Dec 2026 to 15 Dec 2026, the second move",,OBJ-1
    attention,silent,OBJ-1,Nobody waits,nobody has checked in on it,,OBJ-1
    attention,silent,INIT-2,Fewer pictures,"no check-in for 54 days, since 1 Oct 2026",,OBJ-1
    attention,silent,REL-1,Faster,nobody has checked in on it,,OBJ-1
    changed,done,REQ-1,Keep pages near,is done,,OBJ-1
    changed,scope,REL-1,Faster,gained REQ-3 Measure; lost REQ-2 Print,,OBJ-1
    changed,given up,REQ-2,Print,is dropped: Browsers do it.,,
    next,,DEC-1,Which pictures go,"(proposed, Ana Lopez)",27 Nov 2026,OBJ-1
    next,,REL-1,Faster,"(building, Ana Lopez)",15 Dec 2026,OBJ-1
    words,on_track,,,A good week otherwise.,2026-11-22,
    objectives,key result,OBJ-1.KR1,Seconds until a page is there,4 → 2.5 → 1,,
    numbers,north_star,MET-1,Seconds until a page is there,3 → 2.5,2026-11-20,OBJ-1
    asked,,INIT-1,A cache,Ana to lend us a tester by Friday.,,OBJ-1
    asked,,DEC-1,Which pictures go,"Ana Lopez to decide, by 27 Nov 2026, in 3 days: Which pictures go.",2026-11-27,OBJ-1
    "#);
}

#[test]
fn a_release_and_a_board_are_told_what_they_need() {
    let sandbox = product();
    insta::assert_snapshot!(sandbox.pm(&["report", "release", "1.2.0"]).shown(), @r#"
    Release report, REL-1 Faster
    ════════════════════════════
    17 Nov 2026 to 24 Nov 2026 · objectives, bets and releases: 1 off track, 1 silent

    Needs attention
    ───────────────
    • Off track: INIT-1 A cache: The cache forgets. (Ben Okri, 23 Nov 2026) · for OBJ-1
    • Overdue: INIT-1 A cache was due 15 Nov 2026, 9 days ago · for OBJ-1
    • Moved again: REL-1 Faster moved from 1 Dec 2026 to 15 Dec 2026, the second move · for OBJ-1
    • Silent: REL-1 Faster: nobody has checked in on it · for OBJ-1

    Since 17 Nov 2026
    ─────────────────

    Done
    • REQ-1 Keep pages near is done · for OBJ-1

    Scope
    • REL-1 Faster gained REQ-3 Measure; lost REQ-2 Print · for OBJ-1

    Given up
    • REQ-2 Print is dropped: Browsers do it. · for no objective

    Objectives
    ──────────

    OBJ-1 Nobody waits · Q4 2026 · Ana Lopez
    ID   KEY RESULT                     FROM  BEFORE  NOW  TARGET  REACHED  CONFIDENCE
    KR1  Seconds until a page is there     4       3  2.5       1      50%   80% → 40%

    Numbers
    ───────
    ID     METRIC                         BEFORE    NOW  UNIT     READ         FOR
    MET-1  Seconds until a page is there       3  2.5 ✓  seconds  20 Nov 2026  OBJ-1

    Next
    ────
    • 15 Dec 2026 REL-1 Faster (building, Ana Lopez) · for OBJ-1

    Asked of you
    ────────────
    • Ana to lend us a tester by Friday. (INIT-1, 23 Nov 2026) · for OBJ-1
    "#);
    insta::assert_snapshot!(sandbox.pm(&["report", "board", "--since", "2026-11-04", "--format", "marp"]).shown(), @r#"
    ---
    marp: true
    paginate: true
    style: |
      section { font-size: 22px; place-content: start; }
      section table { width: 100%; display: table; }
      section td a { white-space: nowrap; }
    ---

    # Board report, November 2026

    4 Nov 2026 to 24 Nov 2026 · objectives, bets and releases: 1 off track, 3 silent

    ---

    # Objectives

    ### [OBJ-1](objectives/OBJ-1-o.md) Nobody waits · Q4 2026 · Ana Lopez

    | ID  | Key result                    | From | Before | Now | Target | Reached | Confidence |
    | --- | ----------------------------- | ---: | -----: | --: | -----: | ------: | ---------: |
    | KR1 | Seconds until a page is there |    4 |      3 | 2.5 |      1 |     50% |  80% → 40% |

    ---

    # Needs attention

    - **Off track**: [INIT-1](initiatives/INIT-1-b.md) A cache: The cache forgets. (Ben Okri, 23 Nov 2026) · for [OBJ-1](objectives/OBJ-1-o.md)
    - **Overdue**: [INIT-1](initiatives/INIT-1-b.md) A cache was due 15 Nov 2026, 9 days ago · for [OBJ-1](objectives/OBJ-1-o.md)
    - **Overdue**: [INIT-2](initiatives/INIT-2-b.md) Fewer pictures was due 15 Nov 2026, 9 days ago · for [OBJ-1](objectives/OBJ-1-o.md)
    - Moved again: [REL-1](releases/REL-1-r.md) Faster moved from 30 Nov 2026 to 15 Dec 2026, the second move · for [OBJ-1](objectives/OBJ-1-o.md)
    - Silent: [OBJ-1](objectives/OBJ-1-o.md) Nobody waits: nobody has checked in on it
    - Silent: [INIT-2](initiatives/INIT-2-b.md) Fewer pictures: no check-in for 54 days, since 1 Oct 2026 · for [OBJ-1](objectives/OBJ-1-o.md)
    - Silent: [REL-1](releases/REL-1-r.md) Faster: nobody has checked in on it · for [OBJ-1](objectives/OBJ-1-o.md)

    ---

    # Since 4 Nov 2026

    ### Scope

    - [REL-1](releases/REL-1-r.md) Faster gained REQ-3 Measure; lost REQ-2 Print · for [OBJ-1](objectives/OBJ-1-o.md)

    ---

    # In their words

    Pages, on track: A good week otherwise. (Ana Lopez, 22 Nov 2026)

    ---

    # Numbers

    | ID                          | Metric                        | Before |   Now | Unit    | Read        | For                            |
    | --------------------------- | ----------------------------- | -----: | ----: | ------- | ----------- | ------------------------------ |
    | [MET-1](metrics/MET-1-m.md) | Seconds until a page is there |      3 | 2.5 ✓ | seconds | 20 Nov 2026 | [OBJ-1](objectives/OBJ-1-o.md) |

    ---

    # Next

    - **27 Nov 2026** [DEC-1](decisions/DEC-1-d.md) Which pictures go (proposed, Ana Lopez) · for [OBJ-1](objectives/OBJ-1-o.md)
    - **15 Dec 2026** [REL-1](releases/REL-1-r.md) Faster (building, Ana Lopez) · for [OBJ-1](objectives/OBJ-1-o.md)
    - **Q4 2026** [OBJ-1](objectives/OBJ-1-o.md) Nobody waits (active, Ana Lopez)

    ---

    # Asked of you

    - Ana to lend us a tester by Friday. ([INIT-1](initiatives/INIT-1-b.md), 23 Nov 2026) · for [OBJ-1](objectives/OBJ-1-o.md)
    - Ana Lopez to decide, by 27 Nov 2026, in 3 days: Which pictures go. ([DEC-1](decisions/DEC-1-d.md)) · for [OBJ-1](objectives/OBJ-1-o.md)
    "#);
    insta::assert_snapshot!(sandbox.pm(&["report", "weekly", "1.2.0"]).shown(), @r#"
    ------- stderr -------
    error: a weekly report is about no single release
    hint: write `pm report release …`
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["report", "release", "9.0.0"]).shown(), @r#"
    ------- stderr -------
    error: there is no release `9.0.0`
    hint: `pm list release` shows those that there are
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["report", "daily"]).shown(), @r#"
    ------- stderr -------
    error: invalid value 'daily' for '[SORT]'
      [possible values: weekly, monthly, release, board]

    For more information, try '--help'.
    [exit code: 2]
    "#);
}

#[test]
fn what_a_person_wrote_stays_and_is_quoted_in_the_next_one() {
    let sandbox = product();
    insta::assert_snapshot!(sandbox.pm(&["report", "--draft", "--today", "2026-11-17"]).shown(), @r#"
    reports/2026-W47.md
    ------- stderr -------
    hint: write your words around the markers; they stay when the report is written anew
    "#);
    let path = "reports/2026-W47.md";
    let text = sandbox.read(path);
    assert!(text.starts_with("# Weekly report, week 47 of 2026\n\n<!-- What matters"), "{text}");
    let mine = text.replace("<!-- What matters", "A week of meetings.\n\n<!-- What matters")
        + "\n## Thanks\n\nTo Ben.\n";
    sandbox.write(path, &mine);
    sandbox.write("requirements/REQ-4-w.md", "---\nid: REQ-4\ntitle: New work\nstatus: draft\n---\n");
    insta::assert_snapshot!(sandbox.pm(&["report", "--draft", "--today", "2026-11-17"]).shown(), @"reports/2026-W47.md");
    let again = sandbox.read(path);
    let outside = |text: &str| {
        let begin = text.find("<!-- pm:begin").unwrap();
        (text[..begin].to_owned(), text[text.find("<!-- pm:end").unwrap()..].to_owned())
    };
    assert_eq!(outside(&again), outside(&mine));
    assert!(again.contains("New work"), "{again}");
    insta::assert_snapshot!(sandbox.pm(&["report", "--draft", "--today", "2026-11-17"]).shown(), @r#"
    ------- stderr -------
    reports/2026-W47.md says all of it already
    "#);
    insta::assert_snapshot!(sandbox.pm(&["report", "--format", "markdown"]).stdout.split("## In their words").nth(1).unwrap(), @r#"
    Pages, on track: A good week otherwise. (Ana Lopez, 22 Nov 2026)

    ## What we wrote last time

    A week of meetings.

    **Thanks**

    To Ben.

    ## Objectives

    ### [OBJ-1](objectives/OBJ-1-o.md) Nobody waits · Q4 2026 · Ana Lopez

    | ID  | Key result                    | From | Before | Now | Target | Reached | Confidence |
    | --- | ----------------------------- | ---: | -----: | --: | -----: | ------: | ---------: |
    | KR1 | Seconds until a page is there |    4 |      3 | 2.5 |      1 |     50% |  80% → 40% |

    ## Numbers

    | ID                          | Metric                        | Before |   Now | Unit    | Read        | For                            |
    | --------------------------- | ----------------------------- | -----: | ----: | ------- | ----------- | ------------------------------ |
    | [MET-1](metrics/MET-1-m.md) | Seconds until a page is there |      3 | 2.5 ✓ | seconds | 20 Nov 2026 | [OBJ-1](objectives/OBJ-1-o.md) |

    ## Next

    - **27 Nov 2026** [DEC-1](decisions/DEC-1-d.md) Which pictures go (proposed, Ana Lopez) · for [OBJ-1](objectives/OBJ-1-o.md)
    - **15 Dec 2026** [REL-1](releases/REL-1-r.md) Faster (building, Ana Lopez) · for [OBJ-1](objectives/OBJ-1-o.md)

    ## Asked of you

    - Ana to lend us a tester by Friday. ([INIT-1](initiatives/INIT-1-b.md), 23 Nov 2026) · for [OBJ-1](objectives/OBJ-1-o.md)
    - Ana Lopez to decide, by 27 Nov 2026, in 3 days: Which pictures go. ([DEC-1](decisions/DEC-1-d.md)) · for [OBJ-1](objectives/OBJ-1-o.md)
    "#);
    sandbox.write(path, "# Mine\n");
    insta::assert_snapshot!(sandbox.pm(&["report", "--draft", "--today", "2026-11-17"]).shown(), @r#"
    ------- stderr -------
    error: reports/2026-W47.md has no markers `report`, so that nobody knows where the facts go
    hint: write where they go: `<!-- pm:begin report -->` and below it `<!-- pm:end report -->`
    [exit code: 2]
    "#);
}

#[test]
fn without_a_past_and_without_words_that_is_said() {
    let sandbox = Sandbox::new();
    insta::assert_snapshot!(sandbox.pm(&["report"]).shown(), @r#"
    Weekly report, week 48 of 2026
    ══════════════════════════════
    17 Nov 2026 to 24 Nov 2026

    Needs attention
    ───────────────
    ✓ Nothing.

    Not known
    ─────────
    • No plan of 17 Nov 2026 or before is known, so that what changed is not either.
    • Nobody has ever checked in.
    • No objective is active.
    "#);
    let refused = sandbox.pm(&["report", "--since", "2026-01-01"]);
    assert!(refused.stderr.contains("is not in a git repository"), "{}", refused.stderr);
    insta::assert_snapshot!(sandbox.pm(&["report", "release"]).shown(), @r#"
    ------- stderr -------
    error: no release is ahead
    hint: name the one to report on: `pm report release 2.0.0`
    [exit code: 2]
    "#);
}

#[test]
fn the_examples_report_as_a_person_would() {
    let sandbox = Sandbox::of_example("tideline");
    insta::assert_snapshot!(sandbox.pm(&["report"]).shown(), @r#"
    Weekly report, week 48 of 2026
    ══════════════════════════════
    17 Nov 2026 to 24 Nov 2026 · objectives, bets and releases: 3 at risk, 1 on track, 1 silent

    Needs attention
    ───────────────
    • At risk: OBJ-2 Harbours have the money before the boat arrives: With the release on 15 December,
      two weeks are left for the first key result. 20 percent is out of reach this quarter; 12 is likely
      from the pilot alone. We keep the target and carry it into the first quarter rather than lower it.
      (Mira Sandoval, 23 Nov 2026)
    • At risk: INIT-3 Money before arrival: Paybridge moved verification of towns from 20 November to 8
      December. The release moves from 24 November to 15 December with it. Private marinas could go
      earlier, and we decided against two releases in one month. (Mira Sandoval, 10 Nov 2026) · for
      OBJ-2
    • At risk: REL-5 Deposits: Deposits are built and being tested; the second factor is done. What is
      open is the rule for giving deposits back, which waits for DEC-3. Without an answer by 4 December
      it goes out without the rule, and support will feel it. (Jonas Lindqvist, 20 Nov 2026) · for OBJ-2
    • Silent: INIT-2 Berths that fit the tide: nobody has checked in on it · for OBJ-3

    In their words
    ──────────────
    INIT-4 Takings go to the town by themselves, on track: Four towns have sent a file, and three of
    them share a layout. Port Ellery answers questions within a day. Work begins when 3.0.0 is out.
    (Mira Sandoval, 23 Nov 2026) · for OBJ-4

    Objectives
    ──────────

    OBJ-2 Harbours have the money before the boat arrives · Q4 2026 · Mira Sandoval · at risk
    ID   KEY RESULT                                              FROM   NOW  TARGET  REACHED  CONFIDENCE
    KR1  Berth nights booked ahead that are paid, in whole or       6   8.8      20      20%         40%
         in part, before arrival (%)
    KR2  Booked nights on which no boat came and nobody            14  12.6      10      35%         50%
         cancelled (%)
    KR3  Questions about payments that reach support, per 100     3.1   2.4       2      64%         80%
         bookings (per 100 bookings)

    Numbers
    ───────
    ID     METRIC                                     NOW  TARGET  UNIT              READ         FOR
    MET-1  Berth nights paid before arrival           8.8      40  %                 31 Oct 2026  OBJ-2
    MET-2  Booked nights on which no boat came       12.6       5  %                 31 Oct 2026  OBJ-2
    MET-3  Minutes that an evening round takes         46      45  minutes           31 Oct 2026  OBJ-1
    MET-4  Visitors who finish a booking they began    41      48  %                 31 Oct 2026
    MET-5  Payment questions per 100 bookings         2.4       2  per 100 bookings  31 Oct 2026  OBJ-2

    Next
    ────
    • 4 Dec 2026 DEC-3 Is a deposit given back when a gale keeps boats in port (proposed, Tom Brannigan)
      · for OBJ-2
    • 8 Dec 2026 DEP-1 Paybridge verifies municipal owners (agreed, Mira Sandoval) · for OBJ-2
    • 15 Dec 2026 REL-5 Deposits (building, Mira Sandoval) · for OBJ-2

    Asked of you
    ────────────
    • Tom to decide DEC-3 by 4 December. (REL-5, 20 Nov 2026) · for OBJ-2
    • Tom to call Paybridge about a named contact, by 13 November. (INIT-3, 10 Nov 2026) · for OBJ-2

    Not known
    ─────────
    • No plan of 17 Nov 2026 or before is known, so that what changed is not either.
    "#);
    insta::assert_snapshot!(sandbox.pm(&["report", "board", "--for", "executives"]).shown(), @r#"
    Board report, November 2026
    ═══════════════════════════
    30 Jun 2026 to 24 Nov 2026 · objectives, bets and releases: 3 at risk, 1 on track, 1 silent

    Objectives
    ──────────

    OBJ-2 Harbours have the money before the boat arrives · Q4 2026 · Mira Sandoval · at risk
    ID   KEY RESULT                                              FROM   NOW  TARGET  REACHED  CONFIDENCE
    KR1  Berth nights booked ahead that are paid, in whole or       6   8.8      20      20%         40%
         in part, before arrival (%)
    KR2  Booked nights on which no boat came and nobody            14  12.6      10      35%         50%
         cancelled (%)
    KR3  Questions about payments that reach support, per 100     3.1   2.4       2      64%         80%
         bookings (per 100 bookings)

    Needs attention
    ───────────────
    • At risk: OBJ-2 Harbours have the money before the boat arrives: With the release on 15 December,
      two weeks are left for the first key result. 20 percent is out of reach this quarter; 12 is likely
      from the pilot alone. We keep the target and carry it into the first quarter rather than lower it.
      (Mira Sandoval, Q4 2026)
    • At risk: INIT-3 Money before arrival: Paybridge moved verification of towns from 20 November to 8
      December. The release moves from 24 November to 15 December with it. Private marinas could go
      earlier, and we decided against two releases in one month. (Mira Sandoval, Q4 2026) · for OBJ-2
    • At risk: REL-5 Deposits: Deposits are built and being tested; the second factor is done. What is
      open is the rule for giving deposits back, which waits for DEC-3. Without an answer by 4 December
      it goes out without the rule, and support will feel it. (Jonas Lindqvist, Q4 2026)
    • Silent: INIT-2 Berths that fit the tide: nobody has checked in on it · for OBJ-3

    In their words
    ──────────────
    INIT-4 Takings go to the town by themselves, on track: Four towns have sent a file, and three of
    them share a layout. Port Ellery answers questions within a day. Work begins when 3.0.0 is out.
    (Mira Sandoval, Q4 2026) · for OBJ-4

    INIT-3 Money before arrival, on track: Holding a berth while somebody pays works. Kvist takes
    deposits by hand since yesterday, so the numbers begin to move. Paybridge has confirmed verification
    of towns for 20 November. (Mira Sandoval, Q4 2026) · for OBJ-2

    Numbers
    ───────
    ID     METRIC                               BEFORE     NOW  TARGET  UNIT              READ     FOR
    MET-1  Berth nights paid before arrival        6.2   8.8 ✓      40  %                 Q4 2026  OBJ-2
    MET-2  Booked nights on which no boat came    14.1  12.6 ✓       5  %                 Q4 2026  OBJ-2
    MET-3  Minutes that an evening round takes      50    46 ✓      45  minutes           Q4 2026  OBJ-1
    MET-4  Visitors who finish a booking they               41      48  %                 Q4 2026
           began
    MET-5  Payment questions per 100 bookings              2.4       2  per 100 bookings  Q4 2026  OBJ-2

    Next
    ────
    • Q4 2026 REL-5 Deposits (building, Mira Sandoval)
    • Q4 2026 INIT-3 Money before arrival (building, Mira Sandoval) · for OBJ-2
    • Q4 2026 OBJ-2 Harbours have the money before the boat arrives (active, Mira Sandoval)
    • Q4 2026 DEC-3 Is a deposit given back when a gale keeps boats in port (proposed, Tom Brannigan) ·
      for OBJ-2

    Asked of you
    ────────────
    • Tom to call Paybridge about a named contact, by 13 November. (INIT-3, Q4 2026) · for OBJ-2
    • Tom to decide DEC-3 by 4 December. (REL-5, Q4 2026)

    Not known
    ─────────
    • No plan of 30 Jun 2026 or before is known, so that what changed is not either.
    "#);
    insta::assert_snapshot!(sandbox.pm(&["report", "monthly", "--audience", "customers"]).shown(), @r#"
    Monthly report, November 2026
    ═════════════════════════════
    24 Oct 2026 to 24 Nov 2026

    Needs attention
    ───────────────
    ✓ Nothing.

    Next
    ────
    • Q4 2026 REL-5 Deposits (Being built)
    • Q4 2026 INIT-2 Berths that fit the tide (With you)
    • Q4 2026 INIT-3 Money before arrival (Being built)

    Not known
    ─────────
    • No plan of 24 Oct 2026 or before is known, so that what changed is not either.

    This is what we work on today. It is not a promise, and dates move with the weather and with what we
    learn.
    "#);
    let sandbox = Sandbox::of_example("halden");
    insta::assert_snapshot!(sandbox.pm(&["report", "monthly"]).shown(), @r#"
    Monthly report, November 2026
    ═════════════════════════════
    24 Oct 2026 to 24 Nov 2026 · objectives, bets and releases: 1 at risk, 1 on track, 4 silent

    Needs attention
    ───────────────
    • At risk: INIT-1 A price for every hour, from meter to bill: Completeness has stopped at 88
      percent, as one grid operator delivers late. Meter moved its release from 15 to 29 January, which
      is two weeks after Tariff needs it. We can lose one of the two weeks in the pilot; the other has
      to come from the decision on missing values. (Ingrid Solheim, 23 Nov 2026) · for OBJ-1
    • Silent: OBJ-1 Suppliers can offer hourly prices before the law asks for it: nobody has checked in
      on it
    • Silent: INIT-4 One sign-in for the staff of a supplier: nobody has checked in on it · for OBJ-2
    • Silent: REL-2 Complete days: nobody has checked in on it · for OBJ-1
    • Silent: REL-4 Hourly tariffs: nobody has checked in on it · for OBJ-1

    In their words
    ──────────────
    OBJ-2 Customers understand their bill without calling, on track: Calls fell to 4.4 per 100 after the
    new first page went to six suppliers. The test says that the page is the reason. (Noor de Vries, 20
    Nov 2026)

    INIT-1 A price for every hour, from meter to bill, on track: Stenby has sent the first hourly bills,
    the day with 25 hours included. Completeness is at 83 percent and rises by three points a week.
    (Ingrid Solheim, 27 Oct 2026) · for OBJ-1

    Objectives
    ──────────

    OBJ-1 Suppliers can offer hourly prices before the law asks for it · H1 FY2027 · Ingrid Solheim
    ID   KEY RESULT                                               FROM  NOW  TARGET  REACHED  CONFIDENCE
    KR1  Suppliers that bill at least one real customer by the       0    1       4      25%         60%
         hour (suppliers)
    KR2  Meters whose quarter-hours of a day are complete by six    71   88      98      63%         50%
         the next morning (%)
    KR3  Hours that the monthly bill run of the largest supplier     9  7.5       4      30%         80%
         takes (hours)

    OBJ-2 Customers understand their bill without calling · H1 FY2027 · Noor de Vries · on track
    ID   KEY RESULT                                              FROM  NOW  TARGET  REACHED  CONFIDENCE
    KR1  Calls about a bill, per 100 bills sent (per 100 bills)   4.8  4.4       3      22%         50%

    Numbers
    ───────
    ID     METRIC                               BEFORE    NOW  TARGET  UNIT           READ         FOR
    MET-1  Meters with a complete day by six        76   88 ✓      99  %              22 Nov 2026  OBJ-1
           in the morning
    MET-3  Length of the monthly bill run          8.8  7.5 ✓       3  hours          31 Oct 2026  OBJ-1
    MET-2  Calls about a bill                      4.7  4.4 ✓     2.5  per 100 bills  31 Oct 2026  OBJ-2

    Next
    ────
    • 11 Dec 2026 DEC-1 Who fills in a value that did not arrive (proposed, Ingrid Solheim) · for OBJ-1
    • 29 Jan 2027 REL-2 Complete days (building, Farid Haddad) · for OBJ-1

    Asked of you
    ────────────
    • Farid and Lotte to bring one proposal for DEC-1, by 4 December. (INIT-1, 23 Nov 2026) · for OBJ-1

    Not known
    ─────────
    • No plan of 24 Oct 2026 or before is known, so that what changed is not either.
    "#);
    insta::assert_snapshot!(sandbox.pm(&["report", "--product", "portal"]).shown(), @r#"
    Weekly report, week 48 of 2026
    ══════════════════════════════
    17 Nov 2026 to 24 Nov 2026 · objectives, bets and releases: 1 at risk, 1 on track, 2 silent

    Needs attention
    ───────────────
    • At risk: INIT-1 A price for every hour, from meter to bill: Completeness has stopped at 88
      percent, as one grid operator delivers late. Meter moved its release from 15 to 29 January, which
      is two weeks after Tariff needs it. We can lose one of the two weeks in the pilot; the other has
      to come from the decision on missing values. (Ingrid Solheim, 23 Nov 2026) · for OBJ-1
    • Silent: OBJ-1 Suppliers can offer hourly prices before the law asks for it: nobody has checked in
      on it
    • Silent: INIT-4 One sign-in for the staff of a supplier: nobody has checked in on it · for OBJ-2

    In their words
    ──────────────
    OBJ-2 Customers understand their bill without calling, on track: Calls fell to 4.4 per 100 after the
    new first page went to six suppliers. The test says that the page is the reason. (Noor de Vries, 20
    Nov 2026)

    Objectives
    ──────────

    OBJ-1 Suppliers can offer hourly prices before the law asks for it · H1 FY2027 · Ingrid Solheim
    ID   KEY RESULT                                               FROM  NOW  TARGET  REACHED  CONFIDENCE
    KR1  Suppliers that bill at least one real customer by the       0    1       4      25%         60%
         hour (suppliers)
    KR2  Meters whose quarter-hours of a day are complete by six    71   88      98      63%         50%
         the next morning (%)
    KR3  Hours that the monthly bill run of the largest supplier     9  7.5       4      30%         80%
         takes (hours)

    OBJ-2 Customers understand their bill without calling · H1 FY2027 · Noor de Vries · on track
    ID   KEY RESULT                                              FROM  NOW  TARGET  REACHED  CONFIDENCE
    KR1  Calls about a bill, per 100 bills sent (per 100 bills)   4.8  4.4       3      22%         50%

    Next
    ────
    • April 2027 REL-6 Tomorrow's prices and one sign-in (planned, Noor de Vries) · for OBJ-2, OBJ-1

    Asked of you
    ────────────
    • Farid and Lotte to bring one proposal for DEC-1, by 4 December. (INIT-1, 23 Nov 2026) · for OBJ-1

    Not known
    ─────────
    • No plan of 17 Nov 2026 or before is known, so that what changed is not either.
    "#);
}

#[test]
fn a_mail_holds_the_text_and_the_page() {
    let sandbox = product();
    let mail = sandbox.pm(&["report", "--format", "mail"]).stdout;
    assert!(
        mail.starts_with("X-Unsent: 1\nSubject: Weekly report, week 48 of 2026\nMIME-Version: 1.0\n"),
        "{mail}"
    );
    assert!(
        mail.contains("Content-Type: text/plain; charset=utf-8")
            && mail.contains("Content-Type: text/html; charset=utf-8")
    );
}
