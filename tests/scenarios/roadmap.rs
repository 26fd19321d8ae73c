//! `pm roadmap` as its readers see it.

use crate::sandbox::{Sandbox, in_example};

fn shows(name: &str, example: &str, arguments: &[&str]) {
    insta::assert_snapshot!(name, in_example(example, &[&["roadmap"], arguments].concat()).shown());
}

#[test]
fn the_examples_by_horizon() {
    shows("roadmap-tideline", "tideline", &[]);
    shows("roadmap-halden", "halden", &[]);
    shows("roadmap-tideline-markdown", "tideline", &["--format", "markdown"]);
}

#[test]
fn the_examples_by_quarter() {
    shows("roadmap-tideline-quarter", "tideline", &["--by", "quarter", "--done"]);
    shows("roadmap-halden-quarter-markdown", "halden", &["--by", "quarter", "--format", "markdown"]);
}

#[test]
fn the_examples_by_what_work_is_for() {
    shows("roadmap-tideline-objective", "tideline", &["--by", "objective"]);
    shows("roadmap-halden-release", "halden", &["--by", "release"]);
    shows("roadmap-halden-product", "halden", &["--by", "product"]);
}

#[test]
fn the_examples_with_outcomes_before_deliverables() {
    shows("roadmap-tideline-outcomes", "tideline", &["--as", "outcomes"]);
    shows("roadmap-halden-outcomes-markdown", "halden", &["--as", "outcomes", "--format", "markdown"]);
}

#[test]
fn the_examples_along_the_days() {
    shows("roadmap-tideline-timeline-csv", "tideline", &["--as", "timeline", "--done", "--format", "csv"]);
    shows(
        "roadmap-halden-timeline-csv",
        "halden",
        &["--as", "timeline", "--lanes", "product", "--format", "csv"],
    );
}

#[test]
fn the_examples_as_lists() {
    shows("roadmap-tideline-list", "tideline", &["--as", "list"]);
    shows(
        "roadmap-halden-list-fields",
        "halden",
        &[
            "--as",
            "list",
            "--kind",
            "initiative",
            "--fields",
            "target,owner,confidence",
            "--sort",
            "-confidence",
        ],
    );
}

#[test]
fn the_examples_by_any_field() {
    shows("roadmap-tideline-priority", "tideline", &["--by", "priority", "--as", "columns"]);
    shows("roadmap-tideline-owner", "tideline", &["--by", "owner", "--horizon", "now,next"]);
    shows(
        "roadmap-tideline-fields",
        "tideline",
        &[
            "--fields",
            "outcome,status,target,appetite,remarks",
            "--kind",
            "initiative",
            "--where",
            "has(appetite)",
        ],
    );
}

#[test]
fn forms_that_do_not_go_together_are_refused_with_what_does() {
    let refused = |arguments: &[&str]| Sandbox::new().pm(&[&["roadmap"], arguments].concat()).shown();
    insta::assert_snapshot!(refused(&["--as", "timeline", "--by", "team"]), @r#"
    ------- stderr -------
    error: a timeline has no columns
    hint: leave out --by, or write --lanes team
    [exit code: 2]
    "#);
    insta::assert_snapshot!(refused(&["--as", "list", "--lanes", "team"]), @r#"
    ------- stderr -------
    error: a list has no lanes
    hint: write --by team for a table of each
    [exit code: 2]
    "#);
    insta::assert_snapshot!(refused(&["--as", "outcomes", "--by", "team"]), @r#"
    ------- stderr -------
    error: outcomes stand under their objectives, in no columns or lanes
    hint: leave out --by and --lanes
    [exit code: 2]
    "#);
    insta::assert_snapshot!(refused(&["--by", "qarter"]), @r#"
    ------- stderr -------
    error: no kind has a field `qarter`
    hint: did you mean `quarter`?
    [exit code: 2]
    "#);
    insta::assert_snapshot!(refused(&["--lanes", "ownr"]), @r#"
    ------- stderr -------
    error: no kind has a field `ownr`
    hint: did you mean `owner`?
    [exit code: 2]
    "#);
    insta::assert_snapshot!(refused(&["--where", "nothing == 1"]), @r#"
    ------- stderr -------
    error: unknown name `nothing`
      nothing == 1
      ^^^^^^^
    [exit code: 2]
    "#);
}

#[test]
fn what_a_form_lacks_is_said_with_what_to_type() {
    let sandbox = small(&[
        ("initiatives/INIT-1.md", "status: proposed\ntarget: later"),
        ("objectives/OBJ-1.md", "status: draft"),
    ]);
    let shown = |arguments: &[&str]| sandbox.pm(&[&["roadmap"], arguments].concat()).shown();
    insta::assert_snapshot!(shown(&["--as", "timeline"]), @r#"
    Roadmap
    ═══════
    timeline on 24 Nov 2026 · 1 item

    ! nothing here has a date; give it one: pm set INIT-1 target=2026-Q4
    "#);
    insta::assert_snapshot!(shown(&["--as", "outcomes"]), @r#"
    Roadmap
    ═══════
    outcomes on 24 Nov 2026 · 1 item

    OBJ-1 OBJ-1 does something
    ──────────────────────────
    draft

    ! no key result says when this is reached; write one: pm edit OBJ-1

    ! nothing serves it yet; say what does: pm set INIT-… objective=OBJ-1

    Serves no objective
    ───────────────────
    ID      WHAT                   STATUS    WHEN   OWNER  PROGRESS
    INIT-1  INIT-1 does something  proposed  Later
    "#);
    insta::assert_snapshot!(shown(&["--by", "tags"]), @r#"
    Roadmap
    ═══════
    by tags on 24 Nov 2026 · 1 item

    ! nothing here has `tags`; give it one: pm set INIT-1 tags=…

    No tags
    ───────
    ID      WHAT                   STATUS    WHEN   OWNER  PROGRESS
    INIT-1  INIT-1 does something  proposed  Later
    "#);
    insta::assert_snapshot!(shown(&["--status", "building"]), @r#"
    Roadmap
    ═══════
    by horizon on 24 Nov 2026

    ! no initiatives or requirements fit; leave out a condition, or see all with `pm roadmap`
    "#);
    insta::assert_snapshot!(shown(&["--horizon", "now"]), @r#"
    Roadmap
    ═══════
    by horizon on 24 Nov 2026

    ! no initiatives or requirements fit; leave out a condition, or see all with `pm roadmap`
    "#);
}

#[test]
fn kinds_of_a_repository_are_shown_where_they_are_named() {
    let sandbox = small(&[("epics/EPIC-1.md", "status: open")]);
    sandbox.write(
        "pm.yaml",
        "shipped_kinds: none\nkinds:\n  epic: {folder: epics, prefix: EPIC, status: {open: [open]}}\n",
    );
    insta::assert_snapshot!(sandbox.pm(&["roadmap"]).shown(), @r#"
    Roadmap
    ═══════
    by horizon on 24 Nov 2026

    ! no kind of this repository has a target; name those to show: pm roadmap --kind epic --by status
    "#);
    insta::assert_snapshot!(sandbox.pm(&["roadmap", "--kind", "epic", "--by", "status"]).shown(), @r#"
    Roadmap
    ═══════
    by status on 24 Nov 2026 · 1 item

    open
    ────
    ID      WHAT                   STATUS  WHEN  OWNER  PROGRESS
    EPIC-1  EPIC-1 does something  open
    "#);
}

fn small(files: &[(&str, &str)]) -> Sandbox {
    let sandbox = Sandbox::new();
    for (path, front) in files {
        let id = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
        sandbox.write(path, &format!("---\nid: {id}\ntitle: {id} does something\n{front}\n---\n"));
    }
    sandbox
}

#[test]
fn an_empty_roadmap_says_what_to_type() {
    insta::assert_snapshot!(Sandbox::new().pm(&["roadmap"]).shown(), @r#"
    Roadmap
    ═══════
    by horizon on 24 Nov 2026

    ! there are no initiatives or requirements to show; write the first one: pm initiative add "…"
    "#);
}

#[test]
fn dates_come_from_releases_and_deliverables_and_faults_in_them_are_said() {
    let sandbox = small(&[
        ("releases/REL-1.md", "status: planned\nversion: 1.2\ntarget: 2027-02"),
        ("initiatives/INIT-1.md", "status: proposed"),
        ("requirements/REQ-1.md", "status: draft\ninitiative: INIT-1\nrelease: REL-1"),
        ("requirements/REQ-2.md", "status: done\ninitiative: INIT-1\ntarget: 2026-09"),
        ("initiatives/INIT-2.md", "status: proposed\ntarget: 2026-Q4\nannounced: 2026-11"),
        ("requirements/REQ-3.md", "status: draft\ninitiative: INIT-2\nrelease: REL-1"),
        ("requirements/REQ-4.md", "status: draft\ntarget: 2026-10"),
        ("requirements/REQ-5.md", "status: dropped\nreason: no\ntarget: 2026-10"),
        ("requirements/REQ-6.md", "status: draft\nparent: REQ-7"),
        ("requirements/REQ-7.md", "status: draft\nparent: REQ-6"),
    ]);
    insta::assert_snapshot!(sandbox.pm(&["roadmap"]).shown(), @r#"
    Roadmap
    ═══════
    by horizon on 24 Nov 2026 · 5 items · 2 deliverables · 1 done and left out

    Now
    ────────────────────────────────────────────────────────────
    until 31 Dec 2026

    • INIT-2 INIT-2 does something
      proposed · Q4 2026 · 0 of 1 done
      later than announced (November 2026)
      slipping: REQ-3 is planned for February 2027
      ◦ REQ-3 REQ-3 does something
        draft · February 2027 with 1.2

    • REQ-4 REQ-4 does something
      draft · October 2026
      overdue since 31 Oct 2026

    Next
    ────────────────────────────────────────────────────────────
    until 31 Mar 2027

    • INIT-1 INIT-1 does something
      proposed · February 2027 by its deliverables · 1 of 2 done
      ◦ REQ-1 REQ-1 does something
        draft · February 2027 with 1.2

    Later
    ────────────────────────────────────────────────────────────
    after 31 Mar 2027 · nothing planned

    Unscheduled
    ────────────────────────────────────────────────────────────
    no target yet

    • REQ-6 REQ-6 does something
      draft

    • REQ-7 REQ-7 does something
      draft
    "#);
}

#[test]
fn json_tells_columns_items_and_deliverables() {
    let sandbox = small(&[
        ("initiatives/INIT-1.md", "status: proposed\ntarget: 2026-Q4"),
        ("requirements/REQ-1.md", "status: draft\ninitiative: INIT-1"),
    ]);
    insta::assert_snapshot!(sandbox.pm(&["roadmap", "--format", "json"]).shown(), @r#"
    {
      "schema_version": 1,
      "view": "roadmap",
      "products": [],
      "today": "2026-11-24",
      "form": "columns",
      "by": "horizon",
      "lanes_by": null,
      "with_done": false,
      "hidden": 0,
      "shown": 2,
      "items": 1,
      "hint": null,
      "columns": [
        {
          "title": "Now",
          "subject": null,
          "note": "until 31 Dec 2026",
          "key_results": [],
          "count": 1,
          "items": [
            {
              "id": "INIT-1",
              "kind": "initiative",
              "title": "INIT-1 does something",
              "status": "proposed",
              "category": "open",
              "path": "initiatives/INIT-1.md",
              "outcome": null,
              "owner": null,
              "owner_name": null,
              "team": null,
              "team_name": null,
              "product": null,
              "target": {
                "text": "Q4 2026",
                "written": "2026-Q4",
                "first_day": "2026-10-01",
                "last_day": "2026-12-31",
                "from": "own"
              },
              "horizon": "now",
              "announced": null,
              "confidence": null,
              "objective": null,
              "release": null,
              "release_version": null,
              "progress": {
                "done": 0,
                "total": 1
              },
              "remarks": [],
              "deliverables": [
                {
                  "id": "REQ-1",
                  "kind": "requirement",
                  "title": "REQ-1 does something",
                  "status": "draft",
                  "category": "open",
                  "path": "requirements/REQ-1.md",
                  "outcome": null,
                  "owner": null,
                  "owner_name": null,
                  "team": null,
                  "team_name": null,
                  "product": null,
                  "target": null,
                  "horizon": null,
                  "announced": null,
                  "confidence": null,
                  "objective": null,
                  "release": null,
                  "release_version": null,
                  "progress": null,
                  "remarks": [],
                  "deliverables": []
                }
              ]
            }
          ]
        },
        {
          "title": "Next",
          "subject": null,
          "note": "until 31 Mar 2027",
          "key_results": [],
          "count": 0,
          "items": []
        },
        {
          "title": "Later",
          "subject": null,
          "note": "after 31 Mar 2027",
          "key_results": [],
          "count": 0,
          "items": []
        }
      ]
    }
    "#);
}

#[test]
fn a_document_that_cannot_be_read_is_named() {
    let sandbox = small(&[("initiatives/INIT-1.md", "status: proposed\ntarget: 2026-Q4")]);
    sandbox.write("requirements/REQ-1-broken.md", "---\nid: [\n---\n");
    let output = sandbox.pm(&["roadmap"]);
    assert_eq!(output.code, 1);
    insta::assert_snapshot!(output.stderr, @r#"
    warning: requirements/REQ-1-broken.md cannot be read and is left out
    hint: run `pm check` to see why
    "#);
}

#[test]
fn an_unknown_kind_is_told_the_nearest() {
    insta::assert_snapshot!(Sandbox::new().pm(&["roadmap", "--kind", "initative"]).shown(), @r#"
    ------- stderr -------
    error: there is no kind `initative`
    hint: did you mean `initiative`?
    [exit code: 2]
    "#);
}
