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
