//! The verbs that change what is there: `set`, `unset`, `link`, `unlink`, `status`, `rename`, `remove`, `edit`.

use crate::sandbox::Sandbox;

const REQ_1: &str = "---\nid: REQ-1\ntitle: \"A: first\"   # said by Ana\nstatus: draft\nowner: ana\nx-own: kept\ntags:\n  - b # why\n---\n\n## Problem\n\nWords.\n";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("pm.yaml", "levels: {unknown-field: off}\n");
    sandbox.write("requirements/REQ-1-a.md", REQ_1);
    sandbox.write(
        "requirements/REQ-2-b.md",
        "---\nid: REQ-2\ntitle: B\nstatus: draft\ndepends_on: [REQ-1]\n---\n",
    );
    sandbox.write(
        "releases/REL-2-autumn.md",
        "---\nid: REL-2\ntitle: Autumn\nstatus: planned\nversion: 2.1\n---\n",
    );
    sandbox.write("ideas/IDEA-7-c.md", "---\nid: IDEA-7\ntitle: C\nstatus: new\n---\n");
    sandbox
}

#[test]
fn a_field_changes_and_no_other_byte() {
    let sandbox = sandbox();
    let output = sandbox.pm(&["set", "REQ-1", "effort=2-5", "tags+=c", "release=2.1"]);
    insta::assert_snapshot!(output.shown(), @r#"
    REQ-1 requirements/REQ-1-a.md
      + release: REL-2
      + effort: 2-5
      + estimated_for: "992b4d0ab41404871eb6c0e0"
      +   - c
    "#);
    let expect = REQ_1
        .replace("---\n\n", "XX")
        .replace(
            "owner: ana\n",
            "release: REL-2\neffort: 2-5\nowner: ana\nestimated_for: \"992b4d0ab41404871eb6c0e0\"\n",
        )
        .replace("  - b # why\n", "  - b # why\n  - c\n")
        .replace("XX", "---\n\n");
    assert_eq!(sandbox.read("requirements/REQ-1-a.md"), expect);
    let again = sandbox.pm(&["set", "REQ-1", "effort=2-5", "tags+=c"]);
    insta::assert_snapshot!(again.shown(), @"
    ------- stderr -------
    nothing to change: everything is as wanted already
    ");
}

#[test]
fn a_kind_before_the_verb_takes_a_number_alone_and_refuses_others() {
    let sandbox = sandbox();
    assert_eq!(sandbox.pm(&["req", "set", "1", "priority=must"]).code, 0);
    assert!(sandbox.read("requirements/REQ-1-a.md").contains("priority: must\n"));
    insta::assert_snapshot!(sandbox.pm(&["req", "set", "IDEA-7", "effort=1"]).shown(), @"
    ------- stderr -------
    error: IDEA-7 is of the kind idea, not requirement
    hint: run `pm idea …` instead
    [exit code: 2]
    ");
    insta::assert_snapshot!(sandbox.pm(&["set", "REQ-11", "effort=1"]).shown(), @"
    ------- stderr -------
    error: there is no `REQ-11`
    hint: did you mean REQ-1 (A: first)?
    [exit code: 2]
    ");
}

#[test]
fn several_artifacts_change_together_or_not_at_all() {
    let sandbox = sandbox();
    let refused = sandbox.pm(&["set", "REQ-1", "REQ-2", "priority=mustt"]);
    assert_eq!(refused.code, 2);
    assert_eq!(sandbox.read("requirements/REQ-1-a.md"), REQ_1);
    let output = sandbox.pm(&["set", "REQ-1", "REQ-2", "priority=must", "--format", "json"]);
    insta::assert_snapshot!(output.stdout, @r#"
    {
      "schema_version": 1,
      "view": "changed",
      "changed": [
        {
          "id": "REQ-1",
          "path": "requirements/REQ-1-a.md",
          "change": "changed",
          "lines": [
            "+ priority: must"
          ]
        },
        {
          "id": "REQ-2",
          "path": "requirements/REQ-2-b.md",
          "change": "changed",
          "lines": [
            "+ priority: must"
          ]
        }
      ],
      "unchanged": 0,
      "dry_run": false
    }
    "#);
}

#[test]
fn what_a_filter_finds_changes_as_one() {
    let sandbox = sandbox();
    let output =
        sandbox.pm(&["set", "--where", "kind == \"requirement\" && !has(priority)", "priority=must"]);
    insta::assert_snapshot!(output.shown(), @"
    REQ-1 requirements/REQ-1-a.md
      + priority: must
    REQ-2 requirements/REQ-2-b.md
      + priority: must
    ------- stderr -------
    2 artifacts changed
    ");
    assert_eq!(sandbox.pm(&["req", "set", "--status", "draft", "priority=should"]).code, 0);
    assert!(sandbox.read("requirements/REQ-2-b.md").contains("priority: should\n"));
    let none = sandbox.pm(&["set", "--status", "done", "priority=must"]);
    assert_eq!((none.code, none.stderr.as_str()), (0, "nothing to change: no artifact matches\n"));
    insta::assert_snapshot!(sandbox.pm(&["set", "--where", "priorty == 1", "priority=must"]).shown(), @"
    ------- stderr -------
    error: unknown name `priorty`
      priorty == 1
      ^^^^^^^
    hint: did you mean `priority`?
    [exit code: 2]
    ");
    assert_eq!(sandbox.pm(&["set", "REQ-1", "--status", "draft", "priority=must"]).code, 2);
}

#[test]
fn a_status_moves_as_the_workflow_allows_and_takes_what_it_demands() {
    let sandbox = sandbox();
    insta::assert_snapshot!(sandbox.pm(&["status", "IDEA-7", "declined"]).shown(), @r#"
    ------- stderr -------
    error: an idea that is declined needs `reason`
    hint: add --because "…": Why it ended the way its status says, in words that the person who asked for it would accept
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["status", "IDEA-7", "declined", "--because", "Nobody asked."]).shown(), @"
    IDEA-7 ideas/IDEA-7-c.md
      - status: new
      + status: declined
      + reason: Nobody asked.
    ");
    insta::assert_snapshot!(sandbox.pm(&["status", "REQ-1", "done"]).shown(), @"
    ------- stderr -------
    error: REQ-1 is draft and cannot become done from there
    hint: move it to review or dropped first
    [exit code: 2]
    ");
}

#[test]
fn links_are_made_and_taken_away() {
    let sandbox = sandbox();
    assert_eq!(sandbox.pm(&["link", "REQ-2", "depends_on", "rel-2", "REQ-1"]).code, 0);
    assert!(sandbox.read("requirements/REQ-2-b.md").contains("depends_on: [REQ-1, REL-2]\n"));
    assert_eq!(sandbox.pm(&["unlink", "REQ-2", "depends_on", "REQ-1"]).code, 0);
    assert!(sandbox.read("requirements/REQ-2-b.md").contains("depends_on: [REL-2]\n"));
    assert_eq!(sandbox.pm(&["unlink", "REQ-2", "depends_on"]).code, 0);
    assert_eq!(sandbox.read("requirements/REQ-2-b.md"), "---\nid: REQ-2\ntitle: B\nstatus: draft\n---\n");
    insta::assert_snapshot!(sandbox.pm(&["link", "REQ-2", "release", "IDEA-7"]).shown(), @"
    ------- stderr -------
    error: `release` leads to releases, but IDEA-7 is an idea
    [exit code: 2]
    ");
}

#[test]
fn both_sides_of_a_mirrored_link_are_written() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "pm.yaml",
        "kinds:\n  rule:\n    folder: rules\n    prefix: RULE\n    status: {open: [draft], done: [final]}\n    fields:\n      \
         replaces: {type: list of link, to: rule, meaning: supersedes, mirror: replaced_by}\n      replaced_by: {type: link, to: rule, meaning: superseded by, mirror: replaces}\n",
    );
    for number in 1..=3 {
        sandbox.write(
            &format!("rules/RULE-{number}-x.md"),
            &format!("---\nid: RULE-{number}\ntitle: X\nstatus: draft\n---\n"),
        );
    }
    assert_eq!(sandbox.pm(&["link", "RULE-2", "replaces", "RULE-1"]).code, 0);
    assert!(sandbox.read("rules/RULE-1-x.md").contains("replaced_by: RULE-2\n"));
    insta::assert_snapshot!(sandbox.pm(&["link", "RULE-3", "replaces", "RULE-1"]).shown(), @"
    ------- stderr -------
    error: `replaced_by` of RULE-1 leads to RULE-2 already
    hint: take that away first: pm unlink RULE-1 replaced_by
    [exit code: 2]
    ");
    assert_eq!(sandbox.pm(&["unlink", "RULE-1", "replaced_by"]).code, 0);
    assert!(!sandbox.read("rules/RULE-2-x.md").contains("replaces"));
}

#[test]
fn a_title_changes_and_the_file_name_where_that_is_wanted() {
    let sandbox = sandbox();
    insta::assert_snapshot!(sandbox.pm(&["rename", "REQ-1", "Better words", "--file"]).shown(), @r#"
    REQ-1 requirements/REQ-1-better-words.md
      - title: "A: first"   # said by Ana
      + title: "Better words"   # said by Ana
      was requirements/REQ-1-a.md
    "#);
    assert!(
        sandbox
            .read("requirements/REQ-1-better-words.md")
            .contains("title: \"Better words\"   # said by Ana\n")
    );
}

#[test]
fn what_something_refers_to_is_not_removed() {
    let sandbox = sandbox();
    insta::assert_snapshot!(sandbox.pm(&["remove", "REQ-1"]).shown(), @r#"
    ------- stderr -------
    error: REQ-1 stays: 1 artifact refers to it
    hint: REQ-2 in `depends_on` (requirements/REQ-2-b.md:5)
    hint: keep it and say why it ended: pm status REQ-1 dropped --because "…"
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["remove", "IDEA-7"]).shown(), @"
    ------- stderr -------
    error: no commit holds ideas/IDEA-7-c.md as it is, so nothing could bring it back
    hint: commit it first, or remove it for good with --for-good
    [exit code: 2]
    ");
    assert_eq!(sandbox.pm(&["remove", "REQ-1", "REQ-2", "--for-good"]).code, 0);
    assert_eq!(sandbox.files(), ["ideas/IDEA-7-c.md", "pm.yaml", "releases/REL-2-autumn.md"]);
}

#[test]
fn nothing_that_check_would_call_an_error_is_written_unasked() {
    let sandbox = sandbox();
    sandbox.write("ideas/IDEA-8-d.md", "---\nid: IDEA-8\ntitle: D\nstatus: new\nrelated: [REQ-99]\n---\n");
    // An error that was there before stands in nobody's way.
    assert_eq!(sandbox.pm(&["set", "IDEA-8", "effort=3"]).code, 0);
    // The form of this path is one that only a person can change.
    let by_path = REQ_1
        .replace("REQ-1", "REQ-3")
        .replace("x-own", "depends_on: [\"..\\u002frequirements/REQ-1-a.md\"]\nx-own");
    sandbox.write("requirements/REQ-3-c.md", &by_path);
    let refused = sandbox.pm(&["rename", "REQ-1", "Better words", "--file"]);
    insta::assert_snapshot!(refused.shown(), @r#"
    ------- stderr -------
    error[dangling-link]: `depends_on` leads to `../requirements/REQ-1-a.md`, which does not exist
     --> requirements/REQ-3-c.md:6:14
      |
    6 | depends_on: ["..\u002frequirements/REQ-1-a.md"]
      |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^


    error: the change would bring in 1 error; nothing was written
    hint: make the change whole, or write it as it is with --allow-findings
    [exit code: 2]
    "#);
    assert_eq!(sandbox.read("requirements/REQ-1-a.md"), REQ_1);
    assert_eq!(sandbox.pm(&["rename", "REQ-1", "Better words", "--file", "--allow-findings"]).code, 0);
    assert_eq!(sandbox.files().iter().filter(|path| path.ends_with("REQ-1-better-words.md")).count(), 1);
}

#[test]
fn links_by_path_follow_a_file_that_gets_another_name() {
    let sandbox = sandbox();
    sandbox.write(
        "ideas/IDEA-8-d.md",
        "---\nid: IDEA-8\ntitle: D\nstatus: new\nrelated: [requirements/REQ-1-a.md] # by path\n---\n\nSee [A](../requirements/REQ-1-a.md#problem).\n",
    );
    insta::assert_snapshot!(sandbox.pm(&["rename", "REQ-1", "Better words", "--file"]).shown(), @r#"
    REQ-1 requirements/REQ-1-better-words.md
      - title: "A: first"   # said by Ana
      + title: "Better words"   # said by Ana
      was requirements/REQ-1-a.md
    IDEA-8 ideas/IDEA-8-d.md
      - related: [requirements/REQ-1-a.md] # by path
      + related: [requirements/REQ-1-better-words.md] # by path
      - See [A](../requirements/REQ-1-a.md#problem).
      + See [A](../requirements/REQ-1-better-words.md#problem).
    ------- stderr -------
    2 artifacts changed
    "#);
    insta::assert_snapshot!(sandbox.read("ideas/IDEA-8-d.md"), @r#"
    ---
    id: IDEA-8
    title: D
    status: new
    related: [requirements/REQ-1-better-words.md] # by path
    ---

    See [A](../requirements/REQ-1-better-words.md#problem).
    "#);
    insta::assert_snapshot!(sandbox.pm(&["check"]).shown(), @r#"5 artifacts in 5 files: no findings"#);
}

#[cfg(unix)]
#[test]
fn the_editor_is_opened_and_the_document_is_checked_afterwards() {
    let sandbox = sandbox();
    let output = sandbox.pm_in(&["edit", "REQ-2"], &[("EDITOR", "sed -i s/draft/drafty/")]);
    assert_eq!(output.code, 1, "{}", output.shown());
    assert!(output.stderr.contains("error[unknown-status]"), "{}", output.shown());
    assert_eq!(sandbox.pm(&["edit", "REQ-2"]).code, 2);
    let repaired = sandbox.pm_in(&["edit", "REQ-2"], &[("VISUAL", "sed -i s/drafty/draft/")]);
    assert_eq!((repaired.code, repaired.stderr.as_str()), (0, ""));
    // What cannot be read is what an editor is needed for.
    sandbox.write("ideas/IDEA-7-c.md", "---\ntitle: @broken\n---\n");
    let repaired = sandbox.pm_in(
        &["edit", "IDEA-7"],
        &[("EDITOR", "printf -- '---\\nid: IDEA-7\\ntitle: C\\nstatus: new\\n---\\n' >")],
    );
    assert_eq!((repaired.code, repaired.stderr.as_str()), (0, ""));
}
