//! `pm release ship` as its callers see it: a release goes out, open work moves on, and those who asked can be told.

use crate::answers::product;
use crate::sandbox::Sandbox;

const BUILDING: &str = "status: building\n";

/// A release that is done, save for one piece of work and one point of its checklist.
fn unready() -> Sandbox {
    let sandbox = product(
        "status: building\nchecklist:\n  - {id: CL1, text: Support has read it, blocker: true}\n  - {id: CL2, text: A \
         cake}\n",
    );
    sandbox.write(
        "requirements/REQ-2-w.md",
        "---\nid: REQ-2\ntitle: A second cache\ntype: feature\nstatus: draft\nrelease: REL-1\n---\n",
    );
    sandbox.write(
        "requirements/REQ-3-w.md",
        "---\nid: REQ-3\ntitle: A third cache\ntype: feature\nstatus: draft\npriority: wont\nrelease: REL-1\n---\n",
    );
    sandbox.write(
        "releases/REL-2-r.md",
        "---\nid: REL-2\ntitle: Faster still\nversion: 2.1.0\ntarget: 2027-Q1\nstatus: planned\nowner: ana\n---\n",
    );
    sandbox
}

#[test]
fn a_release_goes_out_and_those_who_asked_are_named() {
    let sandbox = product(BUILDING);
    insta::assert_snapshot!(sandbox.pm(&["release", "ship", "2.0.0"]).shown(), @r#"
    REL-1 releases/REL-1-r.md
      + date: 2026-11-24
      - status: building
      + status: released
    ------- stderr -------
    3 people wait for an answer that can be given now: Kvist (FB-1), Søndre (FB-2) and travelling reader (FB-3)
    hint: write to them: pm answers REL-1 --mail drafts
    hint: tell everybody else: pm notes REL-1
    "#);
    insta::assert_snapshot!(sandbox.pm(&["answers", "REL-1", "--by", "idea"]).shown(), @r#"
    Answers
    ═══════
    3 people to tell · 3 answers · on 24 Nov 2026 · for customers

    IDEA-1 Keep pages near the reader, as Kvist wants · shipped
    ───────────────────────────────────────────────────────────
    We have done something about it, and it came out with 2.0.0 on 24 Nov 2026. Pages load in a second.

    TELL               ID    ASKED FOR                SAID
    Kvist              FB-1  Pages are slow           1 Jun 2026
    Søndre             FB-2  I wait for every page    2 Jun 2026
    travelling reader  FB-3  It is slow on the train  3 Jun 2026

    ! when they are told, write it down: pm answers REL-1 --record, or pm feedback answered FB-1
    "#);
    // It can only go out once.
    insta::assert_snapshot!(sandbox.pm(&["release", "ship", "1"]).shown(), @r#"
    ------- stderr -------
    error: REL-1 is out already: its status is released
    hint: see who waits for an answer because of it: pm answers REL-1
    [exit code: 2]
    "#);
}

#[test]
fn the_letters_are_written_at_once() {
    let sandbox = product(BUILDING);
    let ship = ["release", "ship", "REL-1", "--on", "2026-11-20", "--answers", "drafts"];
    let tried = sandbox.pm(&[&ship[..], &["--dry-run"]].concat()).shown();
    insta::assert_snapshot!(tried, @r#"
    --- a/releases/REL-1-r.md
    +++ b/releases/REL-1-r.md
    @@ -4,9 +4,10 @@
     visibility: public
     version: 2.0.0
     announced: 2026-Q4
    +date: 2026-11-20
     target: 2026-11-10
     owner: ana
    -status: building
    +status: released
     ---
     ## Goal
     Nobody waits.
    ------- stderr -------
    would change REL-1 releases/REL-1-r.md
    3 people would then wait for an answer: Kvist (FB-1), Søndre (FB-2) and travelling reader (FB-3)
    would write drafts/CUST-1-kvist.eml, drafts/CUST-2-sondre.eml and drafts/FB-3-travelling-reader.eml
    note: no address is known for Kvist, Søndre and travelling reader
    "#);
    assert!(
        !sandbox.path().join("drafts").exists() && sandbox.read("releases/REL-1-r.md").contains("building")
    );
    insta::assert_snapshot!(sandbox.pm(&ship).shown(), @r#"
    REL-1 releases/REL-1-r.md
      + date: 2026-11-20
      - status: building
      + status: released
    drafts/CUST-1-kvist.eml
    drafts/CUST-2-sondre.eml
    drafts/FB-3-travelling-reader.eml
    ------- stderr -------
    3 people wait for an answer that can be given now: Kvist (FB-1), Søndre (FB-2) and travelling reader (FB-3)
    note: no address is known for Kvist, Søndre and travelling reader
    wrote 3 drafts; nothing was sent
    hint: when they are told, write it down: pm answers REL-1 --record
    hint: tell everybody else: pm notes REL-1
    "#);
    insta::assert_snapshot!(sandbox.read("drafts/CUST-1-kvist.eml"), @r#"
    X-Unsent: 1
    Subject: Pages are slow
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: quoted-printable

    Hello Kvist,

    On 1 Jun 2026 you told us: "Pages are slow".

    We have done something about it, and it came out with 2.0.0 on 20 Nov 2026.=
     Pages load in a second.

    Thank you for telling us.

    Pages
    "#);
    insta::assert_snapshot!(sandbox.pm(&["answers", "REL-1", "--record", "--dry-run"]).shown(), @r#"
    --- a/feedback/FB-1-f.md
    +++ b/feedback/FB-1-f.md
    @@ -1,10 +1,11 @@
     ---
     id: FB-1
     title: Pages are slow
    -status: triaged
    +status: answered
     customer: CUST-1
     date: 2026-06-01
     importance: 7
    +response: We have done something about it, and it came out with 2.0.0 on 20 Nov 2026. Pages load in a second.
     ---
     ## Words
     "I wait."
    --- a/feedback/FB-2-f.md
    +++ b/feedback/FB-2-f.md
    @@ -1,10 +1,11 @@
     ---
     id: FB-2
     title: I wait for every page
    -status: triaged
    +status: answered
     customer: CUST-2
     date: 2026-06-02
     importance: 7
    +response: We have done something about it, and it came out with 2.0.0 on 20 Nov 2026. Pages load in a second.
     ---
     ## Words
     "I wait."
    --- a/feedback/FB-3-f.md
    +++ b/feedback/FB-3-f.md
    @@ -1,10 +1,11 @@
     ---
     id: FB-3
     title: It is slow on the train
    -status: triaged
    +status: answered
     role: travelling reader
     date: 2026-06-03
     importance: 7
    +response: We have done something about it, and it came out with 2.0.0 on 20 Nov 2026. Pages load in a second.
     ---
     ## Words
     "I wait."
    ------- stderr -------
    would change FB-1 feedback/FB-1-f.md
    would change FB-2 feedback/FB-2-f.md
    would change FB-3 feedback/FB-3-f.md
    3 artifacts would change
    "#);
}

#[test]
fn a_folder_of_somebody_else_stops_it_before_anything_is_written() {
    let sandbox = product(BUILDING);
    sandbox.write("drafts/mine.txt", "mine");
    let shown = sandbox.pm(&["release", "ship", "REL-1", "--answers", "drafts"]).shown();
    assert!(shown.contains("drafts holds files that pm has not written"), "{shown}");
    assert!(sandbox.read("releases/REL-1-r.md").contains("building"));
}

#[test]
fn what_is_not_ready_is_named_and_can_move_or_stay() {
    let sandbox = unready();
    insta::assert_snapshot!(sandbox.pm(&["release", "ship", "REL-1"]).shown(), @r#"
    ------- stderr -------
    error: REL-1 cannot go out yet: 1 piece of work in it is not done: REQ-2 (draft); and 1 point of its checklist that it waits for is not ready: CL1
    hint: move what is open to another release: pm release ship REL-1 --move-open-to REL-2
    hint: see the checklist: pm show REL-1
    hint: send it out as it is with --allow-findings: what is open stays in it
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["release", "ship", "REL-1", "--move-open-to", "REL-2"]).shown(), @r#"
    ------- stderr -------
    error: REL-1 cannot go out yet: 1 point of its checklist that it waits for is not ready: CL1
    hint: see the checklist: pm show REL-1
    hint: send it out as it is with --allow-findings: what is open stays in it
    [exit code: 2]
    "#);
    assert!(sandbox.pm(&["set", "REL-1.CL1", "done=true"]).shown().contains("done: true"));
    insta::assert_snapshot!(sandbox.pm(&["release", "ship", "REL-1", "--move-open-to", "REL-2"]).shown(), @r#"
    REL-1 releases/REL-1-r.md
      + date: 2026-11-24
      - status: building
      + status: released
    REQ-2 requirements/REQ-2-w.md
      - release: REL-1
      + release: REL-2
    ------- stderr -------
    2 artifacts changed
    3 people wait for an answer that can be given now: Kvist (FB-1), Søndre (FB-2) and travelling reader (FB-3)
    hint: write to them: pm answers REL-1 --mail drafts
    hint: tell everybody else: pm notes REL-1
    "#);
}

#[test]
fn what_is_open_stays_where_a_person_says_so() {
    let sandbox = unready();
    insta::assert_snapshot!(sandbox.pm(&["release", "ship", "REL-1", "--allow-findings"]).shown(), @r#"
    REL-1 releases/REL-1-r.md
      + date: 2026-11-24
      - status: building
      + status: released
    ------- stderr -------
    warning[open-work-in-shipped-release]: REQ-2 is draft, but its release REL-1 is released
      --> requirements/REQ-2-w.md:5:9
       |
     5 | status: draft
       |         ^^^^^
       |
      ::: releases/REL-1-r.md:10:9
       |
    10 | status: released
       |         -------- REL-1 is released here
       |
       = help: set the status of REQ-2, or move it to a release that is not out
    3 people wait for an answer that can be given now: Kvist (FB-1), Søndre (FB-2) and travelling reader (FB-3)
    hint: write to them: pm answers REL-1 --mail drafts
    hint: tell everybody else: pm notes REL-1
    "#);
}

#[test]
fn programs_read_what_happened() {
    let sandbox = product(BUILDING);
    let shown = sandbox
        .pm(&["release", "ship", "REL-1", "--version", "2.0.1", "--answers", "drafts", "--format", "json"])
        .shown();
    insta::assert_snapshot!(shown, @r#"
    {
      "schema_version": 1,
      "view": "went_out",
      "changed": [
        {
          "id": "REL-1",
          "path": "releases/REL-1-r.md",
          "change": "changed",
          "lines": [
            "- version: 2.0.0",
            "+ version: 2.0.1",
            "+ date: 2026-11-24",
            "- status: building",
            "+ status: released"
          ]
        }
      ],
      "unchanged": 0,
      "dry_run": false,
      "waiting": [
        {
          "name": "Kvist",
          "id": "CUST-1",
          "asked_for": [
            "FB-1"
          ]
        },
        {
          "name": "Søndre",
          "id": "CUST-2",
          "asked_for": [
            "FB-2"
          ]
        },
        {
          "name": "travelling reader",
          "id": null,
          "asked_for": [
            "FB-3"
          ]
        }
      ],
      "drafts": [
        "drafts/CUST-1-kvist.eml",
        "drafts/CUST-2-sondre.eml",
        "drafts/FB-3-travelling-reader.eml"
      ]
    }
    "#);
}

#[test]
fn what_cannot_be_is_refused_with_what_to_do() {
    let sandbox = product(BUILDING);
    let shown = |arguments: &[&str]| sandbox.pm(&[&["release", "ship"], arguments].concat()).shown();
    insta::assert_snapshot!(shown(&["REL-1", "--on", "2026-12-24"]), @r#"
    ------- stderr -------
    error: 2026-12-24 has not come yet, and nothing goes out before its day
    hint: ship it on that day, or say when it should go out: pm set REL-1 target=2026-12-24
    [exit code: 2]
    "#);
    insta::assert_snapshot!(shown(&["REL-1", "--on", "24.11.2026"]), @r#"
    ------- stderr -------
    error: `24.11.2026` is not a date
    hint: write 2026-11-24
    [exit code: 2]
    "#);
    insta::assert_snapshot!(shown(&["REL-1", "REL-2"]), @r#"
    ------- stderr -------
    error: REL-1 and REL-2 cannot go out with one command
    hint: name one: each has its own day and its own open work
    [exit code: 2]
    "#);
    insta::assert_snapshot!(shown(&["REL-9"]), @r#"
    ------- stderr -------
    error: there is no `REL-9`
    hint: did you mean REL-1 (Faster)?
    [exit code: 2]
    "#);
    insta::assert_snapshot!(shown(&["REL-1", "--move-open-to", "REL-1"]), @r#"
    ------- stderr -------
    error: what is open cannot move to REL-1 itself
    hint: name another release that is not out
    [exit code: 2]
    "#);
    insta::assert_snapshot!(shown(&["REL-1", "--version", "soon"]), @r#"
    ------- stderr -------
    error: `version`: `soon` is not a version
    hint: write numbers with dots, such as 2.1, v1.30 or 1.0.0-beta.2
    [exit code: 2]
    "#);
}

#[test]
fn a_release_nobody_asked_for_goes_out_too() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "releases/REL-1-r.md",
        "---\nid: REL-1\ntitle: First\nversion: 1.0.0\ntarget: 2026-11\nstatus: planned\n---\n## Goal\nIt is there.\n",
    );
    insta::assert_snapshot!(sandbox.pm(&["release", "ship", "REL-1", "--answers", "drafts"]).shown(), @r#"
    ------- stderr -------
    error: a release that is released needs `owner`
    hint: add owner=…: The one person who answers for it. A handle of `people` in pm.yaml
    [exit code: 2]
    "#);
    let shown = sandbox.pm(&["release", "ship", "REL-1", "owner=ana", "--answers", "drafts"]).shown();
    insta::assert_snapshot!(shown, @r#"
    REL-1 releases/REL-1-r.md
      - status: planned
      + date: 2026-11-24
      + owner: ana
      + status: released
    ------- stderr -------
    warning[release-without-scope]: REL-1 is released, but nothing is part of it
     --> releases/REL-1-r.md:8:9
      |
    8 | status: released
      |         ^^^^^^^^
      |
      = help: write `release: REL-1` in each requirement that goes out with it
    nobody waits for an answer that can be given because of it
    hint: tell everybody else: pm notes REL-1
    "#);
    assert!(!sandbox.path().join("drafts").exists());
}
