//! `pm export --format ical`: the days of the plan in a calendar.

use crate::sandbox::{Output, Sandbox};

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(
        "pm.yaml",
        "format: 1\nproduct: {name: Tide}\nsite: {address: 'https://plan.example/tide/'}\npeople:\n  ana: {name: Ana Lopez}\n\
         audiences:\n  customers:\n    name: Harbours\n    public: true\n    kinds: [release]\n    dates: quarter\n    \
         disclaimer: Dates may move.\n    fields:\n      release: [title, status, target, announced]\n",
    );
    sandbox.write(
        "releases/REL-1-deposits.md",
        "---\nid: REL-1\ntitle: Deposits\nstatus: building\nowner: ana\nversion: 2.1.0\ntarget: 2026-12-15\nannounced: \
         2027-Q1\nvisibility: public\nchecklist:\n  - {id: CL1, text: Help pages, due: 2026-12-08}\n  - {id: CL2, text: \
         Keys, due: 2026-12-09, done: true}\n  - {text: Counsel, due: 2026-12-10}\n---\n\n## Goal\n\nDeposits.\n",
    );
    sandbox.write(
        "releases/REL-2-tides.md",
        "---\nid: REL-2\ntitle: Tides\nstatus: released\nowner: ana\nversion: 2.0.0\ntarget: 2026-Q2\nannounced: \
         2026-Q3\ndate: 2026-07-02\nvisibility: public\n---\n\n## Goal\n\nTides.\n",
    );
    sandbox.write(
        "releases/REL-3-later.md",
        "---\nid: REL-3\ntitle: Later\nstatus: planned\ntarget: later\n---\n",
    );
    sandbox.write(
        "decisions/DEC-1-provider.md",
        "---\nid: DEC-1\ntitle: 'Größe; Währung, und \\Pfad\\: wer zahlt im Hafen für die Überfahrt nach Ærø?'\nstatus: \
         proposed\ndue: 2026-12-04\n---\n",
    );
    sandbox.write(
        "experiments/EXP-1-price.md",
        "---\nid: EXP-1\ntitle: Price\nstatus: dropped\nreason: no time\nstart: 2027-01-11\nend: 2027-01-29\n---\n",
    );
    sandbox.write(
        "ideas/IDEA-1-stamps.md",
        "---\nid: IDEA-1\ntitle: Stamps\nstatus: parked\nuntil: soon\n---\n",
    );
    sandbox
}

fn shown(output: &Output) -> String {
    assert!(
        output.stdout.replace("\r\n", "").find(['\r', '\n']).is_none(),
        "every line ends as RFC 5545 wants"
    );
    output.shown().replace('\r', "")
}

/// For each event its first day, what it is, and how sure it is.
fn days(output: &Output) -> String {
    let text = output.stdout.replace("\r\n ", "").replace("\r\n", "\n");
    let of = |event: &str, name: &str| {
        let line = event.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        line.to_owned()
    };
    let events = text.split("BEGIN:VEVENT\n").skip(1).map(|event| {
        let (first, end) = (of(event, "DTSTART;VALUE=DATE:"), of(event, "DTEND;VALUE=DATE:"));
        format!("{first} {end} {:9} {}\n", of(event, "STATUS:"), of(event, "SUMMARY:"))
    });
    events.collect()
}

#[test]
fn each_day_of_a_document_is_an_event() {
    let sandbox = sandbox();
    insta::assert_snapshot!(shown(&sandbox.pm(&["export", "--format", "ical"])), @r#"
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//pm//pm export//EN
    CALSCALE:GREGORIAN
    X-WR-CALNAME:Tide
    BEGIN:VEVENT
    UID:REL-2.date@tide
    DTSTAMP:20261124T000000Z
    DTSTART;VALUE=DATE:20260702
    DTEND;VALUE=DATE:20260703
    SUMMARY:Released: REL-2 Tides
    DESCRIPTION:Release REL-2\, released\nReleased: 2 Jul 2026\nOwner: Ana Lope
     z
    CATEGORIES:Release
    STATUS:CONFIRMED
    TRANSP:TRANSPARENT
    URL:https://plan.example/tide/artifacts/REL-2.html
    END:VEVENT
    BEGIN:VEVENT
    UID:DEC-1.due@tide
    DTSTAMP:20261124T000000Z
    DTSTART;VALUE=DATE:20261204
    DTEND;VALUE=DATE:20261205
    SUMMARY:Due: DEC-1 Größe\; Währung\, und \\Pfad\\: wer zahlt im Hafen f
     ür die Überfahrt nach Ærø?
    DESCRIPTION:Decision DEC-1\, proposed\nDue: 4 Dec 2026
    CATEGORIES:Decision
    STATUS:CONFIRMED
    TRANSP:TRANSPARENT
    URL:https://plan.example/tide/artifacts/DEC-1.html
    END:VEVENT
    BEGIN:VEVENT
    UID:REL-1.checklist.CL1.due@tide
    DTSTAMP:20261124T000000Z
    DTSTART;VALUE=DATE:20261208
    DTEND;VALUE=DATE:20261209
    SUMMARY:Due: REL-1.CL1 Help pages
    DESCRIPTION:Release REL-1\, building\nOf: Deposits\nDue: 8 Dec 2026\nOwner:
      Ana Lopez
    CATEGORIES:Release
    STATUS:CONFIRMED
    TRANSP:TRANSPARENT
    URL:https://plan.example/tide/artifacts/REL-1.html
    END:VEVENT
    BEGIN:VEVENT
    UID:REL-1.checklist.3.due@tide
    DTSTAMP:20261124T000000Z
    DTSTART;VALUE=DATE:20261210
    DTEND;VALUE=DATE:20261211
    SUMMARY:Due: REL-1 Counsel
    DESCRIPTION:Release REL-1\, building\nOf: Deposits\nDue: 10 Dec 2026\nOwner
     : Ana Lopez
    CATEGORIES:Release
    STATUS:CONFIRMED
    TRANSP:TRANSPARENT
    URL:https://plan.example/tide/artifacts/REL-1.html
    END:VEVENT
    BEGIN:VEVENT
    UID:REL-1.target@tide
    DTSTAMP:20261124T000000Z
    DTSTART;VALUE=DATE:20261215
    DTEND;VALUE=DATE:20261216
    SUMMARY:Target: REL-1 Deposits
    DESCRIPTION:Release REL-1\, building\nTarget: 15 Dec 2026\nOwner: Ana Lopez
    CATEGORIES:Release
    STATUS:TENTATIVE
    TRANSP:TRANSPARENT
    URL:https://plan.example/tide/artifacts/REL-1.html
    END:VEVENT
    BEGIN:VEVENT
    UID:REL-1.announced@tide
    DTSTAMP:20261124T000000Z
    DTSTART;VALUE=DATE:20270101
    DTEND;VALUE=DATE:20270401
    SUMMARY:Announced for Q1 2027: REL-1 Deposits
    DESCRIPTION:Release REL-1\, building\nAnnounced for: Q1 2027\, from 2027-01
     -01 to 2027-03-31\nOwner: Ana Lopez
    CATEGORIES:Release
    STATUS:TENTATIVE
    TRANSP:TRANSPARENT
    URL:https://plan.example/tide/artifacts/REL-1.html
    END:VEVENT
    BEGIN:VEVENT
    UID:EXP-1.start@tide
    DTSTAMP:20261124T000000Z
    DTSTART;VALUE=DATE:20270111
    DTEND;VALUE=DATE:20270130
    SUMMARY:Experiment: EXP-1 Price
    DESCRIPTION:Experiment EXP-1\, dropped\nExperiment: 11 Jan 2027 to 29 Jan 2
     027
    CATEGORIES:Experiment
    STATUS:CANCELLED
    TRANSP:TRANSPARENT
    URL:https://plan.example/tide/artifacts/EXP-1.html
    END:VEVENT
    END:VCALENDAR
    ------- stderr -------
    note: 1 horizon left out: now, next and later have no days
    note: 1 value left out: it is no day or period; `pm check` tells where
    "#);
}

#[test]
fn an_audience_gets_what_was_announced_to_it_and_its_disclaimer() {
    let sandbox = sandbox();
    insta::assert_snapshot!(shown(&sandbox.pm(&["export", "--format", "ical", "--audience", "customers"])), @r#"
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//pm//pm export//EN
    CALSCALE:GREGORIAN
    X-WR-CALNAME:Tide
    BEGIN:VEVENT
    UID:REL-2.target@harbours.tide
    DTSTAMP:20261124T000000Z
    DTSTART;VALUE=DATE:20260401
    DTEND;VALUE=DATE:20260701
    SUMMARY:Target Q2 2026: REL-2 Tides
    DESCRIPTION:Release REL-2\, released\nTarget: Q2 2026\, from 2026-04-01 to 
     2026-06-30\nDates may move.
    CATEGORIES:Release
    STATUS:TENTATIVE
    TRANSP:TRANSPARENT
    URL:https://plan.example/tide/artifacts/REL-2.html
    END:VEVENT
    BEGIN:VEVENT
    UID:REL-2.announced@harbours.tide
    DTSTAMP:20261124T000000Z
    DTSTART;VALUE=DATE:20260701
    DTEND;VALUE=DATE:20261001
    SUMMARY:Announced for Q3 2026: REL-2 Tides
    DESCRIPTION:Release REL-2\, released\nAnnounced for: Q3 2026\, from 2026-07
     -01 to 2026-09-30\nDates may move.
    CATEGORIES:Release
    STATUS:CONFIRMED
    TRANSP:TRANSPARENT
    URL:https://plan.example/tide/artifacts/REL-2.html
    END:VEVENT
    BEGIN:VEVENT
    UID:REL-1.target@harbours.tide
    DTSTAMP:20261124T000000Z
    DTSTART;VALUE=DATE:20261001
    DTEND;VALUE=DATE:20270101
    SUMMARY:Target Q4 2026: REL-1 Deposits
    DESCRIPTION:Release REL-1\, building\nTarget: Q4 2026\, from 2026-10-01 to 
     2026-12-31\nDates may move.
    CATEGORIES:Release
    STATUS:TENTATIVE
    TRANSP:TRANSPARENT
    URL:https://plan.example/tide/artifacts/REL-1.html
    END:VEVENT
    BEGIN:VEVENT
    UID:REL-1.announced@harbours.tide
    DTSTAMP:20261124T000000Z
    DTSTART;VALUE=DATE:20270101
    DTEND;VALUE=DATE:20270401
    SUMMARY:Announced for Q1 2027: REL-1 Deposits
    DESCRIPTION:Release REL-1\, building\nAnnounced for: Q1 2027\, from 2027-01
     -01 to 2027-03-31\nDates may move.
    CATEGORIES:Release
    STATUS:TENTATIVE
    TRANSP:TRANSPARENT
    URL:https://plan.example/tide/artifacts/REL-1.html
    END:VEVENT
    END:VCALENDAR
    "#);
}

#[test]
fn kinds_and_conditions_choose_the_artifacts() {
    let sandbox = Sandbox::of_example("tideline");
    let arguments = ["export", "release", "decision", "experiment", "strategy", "--format", "ical"];
    insta::assert_snapshot!(days(&sandbox.pm(&arguments)), @r#"
    20260101 20270101 CANCELLED Horizon 2026: STR-1 Every marina on the coast
    20260210 20260211 CONFIRMED Decided: DEC-1 Deposits are collected on an account of ours
    20260512 20260513 CONFIRMED Released: REL-1 The round without paper
    20260520 20260521 CONFIRMED Released: REL-2 Longer battery life
    20260521 20260522 CONFIRMED Released: REL-3 Notes are safe again
    20260716 20260717 CONFIRMED Decided: DEC-2 Deposits go straight to the harbour through Paybridge
    20260803 20260914 CONFIRMED Experiment: EXP-1 The whole price at booking
    20260929 20260930 CONFIRMED Released: REL-4 Berths that fit the tide
    20261001 20270101 TENTATIVE Announced for Q4 2026: REL-5 Deposits
    20261109 20270125 CONFIRMED Experiment: EXP-2 A fifth of the price at booking
    20261202 20261203 CONFIRMED Due: REL-5.CL5 Message to all harbours about the old booking links
    20261204 20261205 CONFIRMED Due: DEC-3 Is a deposit given back when a gale keeps boats in port
    20261208 20261209 CONFIRMED Due: REL-5.CL2 Help pages for harbours and visitors
    20261210 20261211 CONFIRMED Due: REL-5.CL3 Support has rehearsed a payment that arrives twice
    20261211 20261212 CONFIRMED Due: REL-5.CL4 Payment keys are rotated and the old ones revoked
    20261215 20261216 TENTATIVE Target: REL-5 Deposits
    20270101 20270401 TENTATIVE Target Q1 2027: REL-6 Takings for the town
    20270101 20280101 TENTATIVE Horizon 2027: STR-2 The harbour office in one pocket
    20270129 20270130 CONFIRMED Review by: STR-2 The harbour office in one pocket
    "#);
    let arguments = ["export", "--format", "ical", "--audience", "customers"];
    insta::assert_snapshot!(days(&sandbox.pm(&arguments)), @r#"
    20260401 20260701 CONFIRMED Announced for Q2 2026: INIT-1 Walk the harbour without paper
    20260512 20260513 CONFIRMED Released: REL-1 The round without paper
    20260520 20260521 CONFIRMED Released: REL-2 Longer battery life
    20260521 20260522 CONFIRMED Released: REL-3 Notes are safe again
    20260929 20260930 CONFIRMED Released: REL-4 Berths that fit the tide
    20261001 20270101 TENTATIVE Announced for Q4 2026: INIT-2 Berths that fit the tide
    20261001 20270101 TENTATIVE Announced for Q4 2026: INIT-3 Money before arrival
    20261001 20270101 TENTATIVE Announced for Q4 2026: REL-5 Deposits
    "#);
}

#[test]
fn an_event_keeps_its_name_when_its_day_moves() {
    let sandbox = sandbox();
    let names = |sandbox: &Sandbox| -> Vec<String> {
        let text = sandbox.pm(&["export", "--format", "ical"]).stdout.replace("\r\n ", "");
        let mut names: Vec<String> =
            text.lines().filter_map(|line| line.strip_prefix("UID:")).map(str::to_owned).collect();
        names.sort();
        names
    };
    let before = names(&sandbox);
    let moved = sandbox.read("releases/REL-1-deposits.md").replace("target: 2026-12-15", "target: 2027-Q1");
    sandbox.write("releases/REL-1-deposits.md", &moved.replace("announced: 2027-Q1", "announced: 2027-Q2"));
    assert_eq!(names(&sandbox), before);
    // Two artifacts with one id are two in the calendar too.
    sandbox.write("releases/REL-1-again.md", &moved);
    let both = names(&sandbox);
    assert_eq!(both.len(), before.len() + 3, "{both:?}");
    assert!(both.windows(2).all(|pair| pair[0] != pair[1]), "{both:?}");
}

#[test]
fn kinds_of_ones_own_have_their_days_too() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "pm.yaml",
        "format: 1\nkinds:\n  audit:\n    plural: audits\n    prefix: AUD\n    folder: audits\n    status: {open: {open: x}, \
         done: {closed: x}}\n    fields:\n      visits: {type: list of date, summary: Days on site.}\n      start: {type: \
         date, summary: x}\n      end: {type: period, summary: x}\n      closed_on: {type: date, required-from: closed, \
         summary: x}\n      ready_by: {type: target, summary: x}\n",
    );
    sandbox.write(
        "audits/AUD-1.md",
        "---\nid: AUD-1\ntitle: Fire\nstatus: open\nvisits: [2026-12-01, 2026-12-03]\nstart: 2026-11-30\nend: \
         2027-01\nready_by: 2027-W05\n---\n",
    );
    sandbox.write(
        "audits/AUD-2.md",
        "---\nid: AUD-2\ntitle: Water\nstatus: closed\nstart: 2026-02-01\nend: 2026-01\nclosed_on: 9999-12-31\nready_by: \
         2027-W05\n---\n",
    );
    insta::assert_snapshot!(days(&sandbox.pm(&["export", "--format", "ical"])), @r#"
    20261130 20270201 TENTATIVE Audit: AUD-1 Fire
    20261201 20261202 CONFIRMED Visits: AUD-1 Fire
    20261203 20261204 CONFIRMED Visits: AUD-1 Fire
    20270201 20270208 TENTATIVE Ready by week 5 of 2027: AUD-1 Fire
    99991231  CONFIRMED Closed on: AUD-2 Water
    "#);
}

#[test]
fn what_a_calendar_cannot_hold_is_said() {
    let sandbox = Sandbox::new();
    insta::assert_snapshot!(shown(&sandbox.pm(&["export", "--format", "ical"])), @r#"
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//pm//pm export//EN
    CALSCALE:GREGORIAN
    X-WR-CALNAME:Plan
    END:VCALENDAR
    ------- stderr -------
    note: the calendar is empty: nothing that was chosen names a day
    "#);
    insta::assert_snapshot!(sandbox.pm(&["export", "--format", "ical", "--to", "jira"]).shown(), @r#"
    ------- stderr -------
    error: ical holds no records as jira exports them
    hint: leave out `--to jira`, or write csv or json
    [exit code: 2]
    "#);
}
