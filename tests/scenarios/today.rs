//! `pm today`: what waits for whoever asks, and what is most worth doing.

use crate::sandbox::Sandbox;

const PEOPLE: &str = "format: 1\npeople:\n  ana: {name: Ana Lopez, roles: product, accounts: ana@example.com}\n  ben: \
                      {name: Ben Ode, roles: [engineering, design]}\nkinds:\n  requirement:\n    approvals: {approved: \
                      [product, engineering]}\n";

const MIRA: [(&str, &str); 2] = [("GIT_AUTHOR_NAME", "Mira Sandoval"), ("GIT_AUTHOR_EMAIL", "")];

fn write(sandbox: &Sandbox, path: &str, front: &str) {
    let id = path.rsplit('/').next().unwrap_or_default();
    sandbox.write(&format!("{path}.md"), &format!("---\nid: {id}\n{front}---\n"));
}

/// One of everything that waits, over three months.
fn busy() -> Sandbox {
    let sandbox = Sandbox::with_git();
    sandbox.write("pm.yaml", PEOPLE);
    write(
        &sandbox,
        "feedback/FB-1",
        "title: We type it twice\nstatus: triaged\nimportance: 7\ndate: 2026-08-01\n",
    );
    write(&sandbox, "feedback/FB-2", "title: Nothing opens on a phone\nstatus: new\n");
    write(&sandbox, "ideas/IDEA-1", "title: A file for the books\nstatus: planned\nanswers: [FB-1]\n");
    write(
        &sandbox,
        "requirements/REQ-1",
        "title: Export a day\nstatus: done\nowner: ben\nanswers: [IDEA-1]\nrelease: REL-1\n",
    );
    write(
        &sandbox,
        "releases/REL-1",
        "title: Export\nstatus: released\nowner: ana\nversion: 1.0.0\ndate: 2026-11-02\ntarget: 2026-11-02\n",
    );
    write(
        &sandbox,
        "requirements/REQ-2",
        "title: Export a year\nstatus: building\nowner: ben\ndepends_on: [DEC-1]\nannounced: 2026-Q3\ntarget: 2026-Q4\n",
    );
    write(
        &sandbox,
        "requirements/REQ-3",
        "title: Import a year\nstatus: draft\nowner: ana\ndepends_on: [REQ-2]\n",
    );
    write(
        &sandbox,
        "objectives/OBJ-1",
        "title: Nobody types twice\nstatus: active\nowner: ana\nperiod: 2026-Q4\n",
    );
    write(&sandbox, "objectives/OBJ-2", "title: Nobody waits\nstatus: active\nowner: ana\nperiod: 2027-Q1\n");
    sandbox.commit("2026-09-01", "The plan");
    write(
        &sandbox,
        "requirements/REQ-3",
        "title: Import a year\nstatus: review\nowner: ana\ndepends_on: [REQ-2]\n",
    );
    write(
        &sandbox,
        "checkins/CHK-1",
        "title: October\nstatus: posted\non: OBJ-1\ndate: 2026-10-01\nhealth: on_track\nwords: Going well.\nauthor: ana\n",
    );
    write(
        &sandbox,
        "checkins/CHK-2",
        "title: November\nstatus: posted\non: OBJ-2\ndate: 2026-11-20\nhealth: off_track\nwords: It will not be \
         met.\nauthor: ana\n",
    );
    write(
        &sandbox,
        "decisions/DEC-1",
        "title: Which format a year has\nstatus: proposed\ndriver: ben\napprover: ana\ndue: 2026-11-21\n",
    );
    write(
        &sandbox,
        "releases/REL-2",
        "title: Years\nstatus: building\nowner: ana\nversion: 2.0.0\ntarget: 2027-03-31\nchecklist:\n  - {id: CL1, text: \
         Help pages, owner: ben, due: 2026-11-30, blocker: true}\n  - {text: Prices, due: 2026-11-24}\n  - {id: CL3, \
         text: Terms, due: 2026-11-01, done: true}\n",
    );
    write(
        &sandbox,
        "requirements/REQ-4",
        "title: Read a file\nstatus: draft\nowner: ana\nquestions:\n  - {id: Q1, text: How large may it be?, owner: ben, \
         due: 2026-12-01}\n  - {text: In which letters, answer: Latin}\n  - {text: And who pays, owner: ana}\n",
    );
    sandbox.commit("2026-11-10", "November");
    sandbox
}

#[test]
fn each_person_sees_what_waits_for_them() {
    let sandbox = busy();
    insta::assert_snapshot!(sandbox.pm(&["today", "--for", "ana"]).shown(), @r#"
    Today
    ═════
    24 Nov 2026 · for Ana Lopez · 10 things wait

    Decisions
    ─────────
    • DEC-1 Which format a year has: overdue since 21 Nov 2026, 3 days ago; Ana Lopez decides; REQ-2 and
      REQ-3 wait for it
      ◦ pm status DEC-1 decided date=2026-11-24 outcome="…"

    To review and approve
    ─────────────────────
    • REQ-2 Export a year: building for 84 days, without the approval as product; REQ-3 waits for it
      ◦ pm approve REQ-2 --as product
    • REQ-3 Import a year: in review for 14 days, without the approval as product
      ◦ pm approve REQ-3 --as product

    Questions to answer
    ───────────────────
    • REQ-4 And who pays: without a day
      ◦ pm set REQ-4 'questions[2].answer'="…"

    To have ready for a release
    ───────────────────────────
    • REL-2 Prices: due today
      ◦ pm set REL-2 'checklist[1].done'=true

    Off track, at risk or silent
    ────────────────────────────
    • OBJ-1 Nobody types twice: without a check-in for 54 days, since CHK-1 on 1 Oct 2026
      ◦ pm checkin add OBJ-1 on_track "…"
    • OBJ-2 Nobody waits: off track, as CHK-2 said on 20 Nov 2026
      ◦ pm show OBJ-2 CHK-2
    • REL-2 Years: nobody has said yet how it is doing
      ◦ pm checkin add REL-2 on_track "…"

    New, to look at
    ───────────────
    • FB-2 Nothing opens on a phone: new for 84 days
      ◦ pm triage FB-2

    People to answer
    ────────────────
    • FB-1 We type it twice: REQ-1 went out in 1.0.0 22 days ago, and whoever asked has not been told
      ◦ pm feedback answered FB-1

    Most worth doing
    ────────────────
    1. DEC-1 Which format a year has: overdue since 21 Nov 2026, 3 days ago; Ana Lopez decides; REQ-2
       and REQ-3 wait for it
       ◦ pm status DEC-1 decided date=2026-11-24 outcome="…"
    2. REQ-2 Export a year: building for 84 days, without the approval as product; REQ-3 waits for it
       ◦ pm approve REQ-2 --as product
    3. OBJ-2 Nobody waits: off track, as CHK-2 said on 20 Nov 2026
       ◦ pm show OBJ-2 CHK-2
    "#);
    insta::assert_snapshot!(sandbox.pm(&["today", "--for", "Ben Ode"]).shown(), @r#"
    Today
    ═════
    24 Nov 2026 · for Ben Ode · 7 things wait

    Decisions
    ─────────
    • DEC-1 Which format a year has: overdue since 21 Nov 2026, 3 days ago; Ana Lopez decides; REQ-2 and
      REQ-3 wait for it
      ◦ pm status DEC-1 decided date=2026-11-24 outcome="…"

    To review and approve
    ─────────────────────
    • REQ-2 Export a year: building for 84 days, without the approval as engineering; REQ-3 waits for it
      ◦ pm approve REQ-2 --as engineering
    • REQ-3 Import a year: in review for 14 days, without the approval as engineering
      ◦ pm approve REQ-3 --as engineering

    Questions to answer
    ───────────────────
    • REQ-4.Q1 How large may it be? due in 7 days, on 1 Dec 2026
      ◦ pm set REQ-4.Q1 answer="…"

    To have ready for a release
    ───────────────────────────
    • REL-2.CL1 Help pages: due in 6 days, on 30 Nov 2026; the release waits for it
      ◦ pm set REL-2.CL1 done=true

    Due soon or overdue
    ───────────────────
    • REQ-2 Export a year: announced for Q3 2026, which ended 55 days ago; it is building; REQ-3 waits
      for it
      ◦ pm set REQ-2 announced=…

    Under way and unchanged
    ───────────────────────
    • REQ-2 Export a year: building for 84 days, and unchanged since
      ◦ pm show REQ-2

    Most worth doing
    ────────────────
    1. REQ-2 Export a year: announced for Q3 2026, which ended 55 days ago; it is building; REQ-3 waits
       for it
       ◦ pm set REQ-2 announced=…
    2. DEC-1 Which format a year has: overdue since 21 Nov 2026, 3 days ago; Ana Lopez decides; REQ-2
       and REQ-3 wait for it
       ◦ pm status DEC-1 decided date=2026-11-24 outcome="…"
    3. REL-2.CL1 Help pages: due in 6 days, on 30 Nov 2026; the release waits for it
       ◦ pm set REL-2.CL1 done=true
    "#);
}

#[test]
fn whoever_commits_here_is_who_asks() {
    let sandbox = busy();
    let asked =
        sandbox.pm_in(&["today"], &[("GIT_AUTHOR_EMAIL", "ana@example.com"), ("GIT_AUTHOR_NAME", "A")]);
    assert_eq!(asked.stdout, sandbox.pm(&["today", "--for", "ana"]).stdout);
    let stranger =
        sandbox.pm_in(&["today"], &[("GIT_AUTHOR_EMAIL", "x@example.com"), ("GIT_AUTHOR_NAME", "Xa")]);
    let lines: Vec<&str> = stranger.stdout.lines().take(12).collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    Today
    ═════
    24 Nov 2026 · for everybody · 16 things wait

    ! pm.yaml knows nobody who commits as Xa <x@example.com>, so this is what waits for everybody; put
      the address under `accounts` of that person, or name one: pm today --for ana

    Decisions
    ─────────
    • DEC-1 Which format a year has: overdue since 21 Nov 2026, 3 days ago; Ana Lopez decides; REQ-2 and
      REQ-3 wait for it — Ana Lopez and Ben Ode
      ◦ pm status DEC-1 decided date=2026-11-24 outcome="…"
    "#);
}

#[test]
fn a_person_nobody_knows_is_named_with_those_that_there_are() {
    let sandbox = busy();
    insta::assert_snapshot!(sandbox.pm(&["today", "--for", "bene"]).shown(), @r#"
    ------- stderr -------
    error: pm.yaml knows nobody called `bene`
    hint: did you mean `ben`?
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["today", "--for", "zoe"]).shown(), @r#"
    ------- stderr -------
    error: pm.yaml knows nobody called `zoe`
    hint: people of pm.yaml: ana and ben
    [exit code: 2]
    "#);
}

#[test]
fn a_day_on_which_nothing_waits_says_what_comes_next() {
    let sandbox = Sandbox::with_git();
    sandbox.write("pm.yaml", PEOPLE);
    sandbox.commit("2026-11-01", "Begun");
    insta::assert_snapshot!(sandbox.pm(&["today", "--for", "ana"]).shown(), @r#"
    Today
    ═════
    24 Nov 2026 · for Ana Lopez

    ✓ Nothing waits for Ana Lopez today. No day is set for anything ahead.
    "#);
    write(
        &sandbox,
        "releases/REL-1",
        "title: Export\nstatus: planned\nowner: ana\nversion: 1.0.0\ntarget: 2027-03-31\n",
    );
    insta::assert_snapshot!(sandbox.pm(&["today", "--for", "ana"]).shown(), @r#"
    Today
    ═════
    24 Nov 2026 · for Ana Lopez

    ✓ Nothing waits for Ana Lopez today. Next: REL-1 Export: due in 127 days, on 31 Mar 2027; it is
      planned
    "#);
    insta::assert_snapshot!(sandbox.pm(&["today", "--everybody"]).shown(), @r#"
    Today
    ═════
    24 Nov 2026 · for everybody

    ✓ Nothing waits for anybody today. Next: REL-1 Export: due in 127 days, on 31 Mar 2027; it is
      planned — Ana Lopez
    "#);
}

#[test]
fn without_git_it_is_said_that_nothing_is_known_of_how_long() {
    let sandbox = Sandbox::new();
    write(&sandbox, "ideas/IDEA-1", "title: A file for the books\nstatus: new\n");
    insta::assert_snapshot!(sandbox.pm(&["today"]).shown(), @r#"
    Today
    ═════
    24 Nov 2026 · for everybody · 1 thing waits

    New, to look at
    ───────────────
    • IDEA-1 A file for the books: new — nobody is named
      ◦ pm triage IDEA-1

    · No commit is there to read, so that nothing is said of how long things wait.
    "#);
}

#[test]
fn many_things_of_one_sort_are_counted() {
    let sandbox = Sandbox::with_git();
    sandbox.write("pm.yaml", PEOPLE);
    for number in 1..=20 {
        write(&sandbox, &format!("ideas/IDEA-{number}"), "title: An idea\nstatus: new\n");
    }
    sandbox.commit("2026-11-22", "Many");
    insta::assert_snapshot!(sandbox.pm(&["today", "--for", "ana"]).shown(), @r#"
    Today
    ═════
    24 Nov 2026 · for Ana Lopez · 20 things wait

    New, to look at
    ───────────────
    • IDEA-1 An idea: new for 2 days
      ◦ pm triage IDEA-1
    • IDEA-2 An idea: new for 2 days
      ◦ pm triage IDEA-2
    • IDEA-3 An idea: new for 2 days
      ◦ pm triage IDEA-3
    • IDEA-4 An idea: new for 2 days
      ◦ pm triage IDEA-4
    • IDEA-5 An idea: new for 2 days
      ◦ pm triage IDEA-5
    • IDEA-6 An idea: new for 2 days
      ◦ pm triage IDEA-6
    • and 14 more: IDEA-7, IDEA-8, IDEA-9, IDEA-10, IDEA-11, IDEA-12, IDEA-13 …; all of them: pm today
      --format csv

    Most worth doing
    ────────────────
    1. IDEA-1 An idea: new for 2 days
       ◦ pm triage IDEA-1
    2. IDEA-2 An idea: new for 2 days
       ◦ pm triage IDEA-2
    3. IDEA-3 An idea: new for 2 days
       ◦ pm triage IDEA-3
    "#);
}

#[test]
fn what_waits_in_the_examples() {
    let example = |name: &str, person: &str| {
        let sandbox = Sandbox::of_example(name);
        sandbox.begin_git();
        sandbox.commit("2026-11-02", "The plan");
        sandbox.pm(&["today", "--for", person])
    };
    insta::assert_snapshot!(example("tideline", "mira").shown(), @r#"
    Today
    ═════
    24 Nov 2026 · for Mira Sandoval · 10 things wait

    Decisions
    ─────────
    • DEC-3 Is a deposit given back when a gale keeps boats in port: due in 10 days, on 4 Dec 2026; Tom
      Brannigan decides; REQ-6 waits for it
      ◦ pm status DEC-3 decided date=2026-11-24 outcome="…"

    To review and approve
    ─────────────────────
    • OBJ-4 Takings enter the town's books without being typed again: in review for 22 days
      ◦ pm status OBJ-4 active
    • REQ-6 A harbour sets when a deposit is given back: in review for 22 days; DEC-3 and 1 question
      first
      ◦ pm show REQ-6
    • REQ-10 A file of takings that the town's ledger takes: in review for 22 days; 1 question first
      ◦ pm show REQ-10

    Due soon or overdue
    ───────────────────
    • DEP-1 Paybridge verifies municipal owners: due in 14 days, on 8 Dec 2026; it is agreed; REQ-5 and
      2 more wait for it
      ◦ pm show DEP-1

    Off track, at risk or silent
    ────────────────────────────
    • INIT-3 Money before arrival: at risk, as CHK-2 said on 10 Nov 2026
      ◦ pm show INIT-3 CHK-2
    • REL-5 Deposits: at risk, as CHK-3 said on 20 Nov 2026
      ◦ pm show REL-5 CHK-3
    • OBJ-2 Harbours have the money before the boat arrives: at risk, as CHK-4 said on 23 Nov 2026
      ◦ pm show OBJ-2 CHK-4

    New, to look at
    ───────────────
    • FB-5 Cancelled at noon, empty at night: new for 22 days
      ◦ pm triage FB-5
    • IDEA-8 A sensor in every berth: new for 22 days
      ◦ pm triage IDEA-8

    Most worth doing
    ────────────────
    1. DEP-1 Paybridge verifies municipal owners: due in 14 days, on 8 Dec 2026; it is agreed; REQ-5 and
       2 more wait for it
       ◦ pm show DEP-1
    2. DEC-3 Is a deposit given back when a gale keeps boats in port: due in 10 days, on 4 Dec 2026; Tom
       Brannigan decides; REQ-6 waits for it
       ◦ pm status DEC-3 decided date=2026-11-24 outcome="…"
    3. INIT-3 Money before arrival: at risk, as CHK-2 said on 10 Nov 2026
       ◦ pm show INIT-3 CHK-2
    "#);
    insta::assert_snapshot!(example("halden", "ingrid").shown(), @r#"
    Today
    ═════
    24 Nov 2026 · for Ingrid Solheim · 2 things wait

    Off track, at risk or silent
    ────────────────────────────
    • INIT-1 A price for every hour, from meter to bill: at risk, as CHK-2 said on 23 Nov 2026
      ◦ pm show INIT-1 CHK-2
    • OBJ-1 Suppliers can offer hourly prices before the law asks for it: nobody has said yet how it is
      doing
      ◦ pm checkin add OBJ-1 on_track "…"

    Most worth doing
    ────────────────
    1. INIT-1 A price for every hour, from meter to bill: at risk, as CHK-2 said on 23 Nov 2026
       ◦ pm show INIT-1 CHK-2
    2. OBJ-1 Suppliers can offer hourly prices before the law asks for it: nobody has said yet how it is
       doing
       ◦ pm checkin add OBJ-1 on_track "…"
    "#);
}

#[test]
fn programs_get_all_of_it() {
    let sandbox = busy();
    let json = sandbox.pm(&["today", "--for", "ana", "--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["person"], "ana");
    assert_eq!(json["first"][0]["because"], "blocks");
    assert_eq!(json["sections"][0]["items"][0]["waited_for_by"], serde_json::json!(["REQ-2", "REQ-3"]));
    let csv = sandbox.pm(&["today", "--for", "ana", "--format", "csv"]).stdout;
    insta::assert_snapshot!(csv.lines().take(3).collect::<Vec<_>>().join("\n"), @r#"
    section,id,kind,title,status,part,text,people,why,due,days_left,days_waiting,command
    decisions,DEC-1,decision,Which format a year has,proposed,,,"ana, ben","overdue since 21 Nov 2026, 3 days ago; Ana Lopez decides; REQ-2 and REQ-3 wait for it",2026-11-21,-3,14,"pm status DEC-1 decided date=2026-11-24 outcome=""…"""
    reviews,REQ-2,requirement,Export a year,building,,,ana,"building for 84 days, without the approval as product; REQ-3 waits for it",,,84,pm approve REQ-2 --as product
    "#);
}

#[test]
fn the_name_in_git_is_enough() {
    let sandbox = Sandbox::of_example("tideline");
    let asked = sandbox.pm_in(&["today"], &MIRA).stdout;
    assert!(asked.contains("for Mira Sandoval"), "{asked}");
}
