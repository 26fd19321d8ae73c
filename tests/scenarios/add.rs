//! `pm KIND add`: what is written, and what is refused.

use crate::sandbox::Sandbox;

#[test]
fn a_new_idea_has_what_was_said_and_its_id_and_path_are_printed() {
    let sandbox = Sandbox::new();
    sandbox.write("customers/CUST-4-acme.md", "---\nid: CUST-4\ntitle: Acme\nstatus: active\n---\n");
    let output = sandbox.pm(&[
        "idea",
        "add",
        "Export the roadmap as CSV",
        "--problem",
        "It is copied by hand.",
        "--from",
        "cust-4",
        "--tag",
        "export",
        "--tag",
        "csv",
        "--effort",
        "2-5",
    ]);
    insta::assert_snapshot!(output.shown(), @"IDEA-1 ideas/IDEA-1-export-the-roadmap-as-csv.md");
    insta::assert_snapshot!(sandbox.read("ideas/IDEA-1-export-the-roadmap-as-csv.md"), @r#"
    ---
    id: IDEA-1
    title: Export the roadmap as CSV
    status: new
    from: [CUST-4]
    effort: 2-5
    estimated_for: "8e4733827e95494f41a27ab6"
    tags: [export, csv]
    ---

    ## Problem

    It is copied by hand.

    ## Proposal
    <!-- A few lines on what could be done. It may be wrong. -->

    ## Notes
    <!-- Other ways, doubts, what to find out first. -->
    "#);
}

#[test]
fn the_body_comes_from_standard_input_or_a_file() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.pm_with(&["idea", "add", "A", "--body", "-"], "Just words.\n").code, 0);
    assert_eq!(
        sandbox.read("ideas/IDEA-1-a.md"),
        "---\nid: IDEA-1\ntitle: A\nstatus: new\n---\n\nJust words.\n"
    );
    sandbox.write("notes.txt", "From a file.");
    assert_eq!(sandbox.pm(&["idea", "add", "B", "--body", "@notes.txt"]).code, 0);
    assert!(sandbox.read("ideas/IDEA-2-b.md").ends_with("---\n\nFrom a file.\n"));
    insta::assert_snapshot!(sandbox.pm(&["idea", "add", "C", "--body", "@gone.txt"]).stderr.contains("gone.txt cannot be read"), @"true");
}

#[test]
fn what_cannot_be_read_as_its_field_is_refused_and_nothing_is_written() {
    let sandbox = Sandbox::new();
    let refused = |arguments: &[&str]| {
        let mut all = vec!["idea", "add", "A"];
        all.extend(arguments);
        sandbox.pm(&all).shown()
    };
    insta::assert_snapshot!(refused(&["--kano", "perfomance"]), @r"
    ------- stderr -------
    error: `perfomance` is no choice of `kano`
    hint: did you mean `performance`?
    [exit code: 2]
    ");
    insta::assert_snapshot!(refused(&["--status", "parked"]), @r"
    ------- stderr -------
    error: an idea that is parked needs `until`
    hint: add --until …: When to look at it again
    [exit code: 2]
    ");
    insta::assert_snapshot!(refused(&["--objective", "OBJ-1"]), @r"
    ------- stderr -------
    error: `objective`: there is no `OBJ-1`
    hint: run `pm objective list` to see what there is
    [exit code: 2]
    ");
    insta::assert_snapshot!(refused(&["--template", "onepager"]), @r"
    ------- stderr -------
    error: idea has no template `onepager`
    hint: did you mean `one-pager`?
    [exit code: 2]
    ");
    assert_eq!(sandbox.files(), ["pm.yaml"]);
}

#[test]
fn a_dry_run_shows_the_file_and_writes_nothing() {
    let sandbox = Sandbox::new();
    insta::assert_snapshot!(sandbox.pm(&["release", "add", "Autumn", "--set", "version=2.10", "--dry-run"]).shown(), @"
    --- /dev/null
    +++ b/releases/REL-1-autumn.md
    @@ -0,0 +1,15 @@
    +---
    +id: REL-1
    +title: Autumn
    +status: planned
    +version: 2.10
    +---
    +
    +## Goal
    +<!-- What customers can do afterwards that they cannot do today. The scope is the requirements that name this release. -->
    +
    +## Rollout
    +<!-- Who gets it first, in which steps, and what is watched on the way. -->
    +
    +## Rollback
    +<!-- How it is taken back, what would make us do it, and who decides. -->
    ------- stderr -------
    would write REL-1 releases/REL-1-autumn.md
    ");
    assert_eq!(sandbox.files(), ["pm.yaml"]);
    let json = sandbox.pm(&["idea", "add", "A", "--format", "json"]).stdout;
    insta::assert_snapshot!(json, @r#"
    {
      "schema_version": 1,
      "view": "added",
      "id": "IDEA-1",
      "path": "ideas/IDEA-1-a.md",
      "dry_run": false
    }
    "#);
}

#[test]
fn numbers_of_unreadable_and_nameless_files_are_not_given_again() {
    let sandbox = Sandbox::new();
    sandbox.write("ideas/IDEA-7-broken.md", "---\ntitle: @x\n---\n");
    sandbox.write("ideas/nameless.md", "---\nid: IDEA-12\ntitle: X\nstatus: new\n---\n");
    assert_eq!(sandbox.pm(&["idea", "add", "A"]).stdout, "IDEA-13 ideas/IDEA-13-a.md\n");
}

#[test]
fn a_title_is_data_in_the_file_its_name_and_the_answer() {
    let sandbox = Sandbox::new();
    let title = "\u{1b}[31mred: #1 \"quoted\"";
    let output = sandbox.pm(&["idea", "add", title, "--body", "x"]);
    assert_eq!(output.stdout, "IDEA-1 ideas/IDEA-1-31mred-1-quoted.md\n", "{}", output.shown());
    assert_eq!(sandbox.pm(&["check"]).code, 0, "{}", sandbox.pm(&["check"]).shown());
}

#[test]
fn random_ids_are_made_of_the_entropy_that_comes_in() {
    let sandbox = Sandbox::new();
    sandbox.write("pm.yaml", "ids: random\n");
    let first = sandbox.pm(&["idea", "add", "A"]).stdout;
    let second = sandbox.pm(&["idea", "add", "A"]).stdout;
    assert!(first.starts_with("IDEA-") && second.starts_with("IDEA-") && first != second, "{first}{second}");
}

#[test]
fn a_broken_configuration_keeps_files_from_being_written() {
    let sandbox = Sandbox::new();
    sandbox.write("pm.yaml", "kinds: [\n");
    let output = sandbox.pm(&["idea", "add", "A"]);
    assert_eq!(output.code, 2);
    assert!(output.stderr.contains("hint: run `pm check` to see where"), "{}", output.shown());
}

#[test]
fn a_number_in_the_name_of_a_folder_on_another_branch_is_not_given_again() {
    let sandbox = Sandbox::with_git();
    sandbox.write(
        "pm.yaml",
        "kinds:\n  prop:\n    folder: props\n    files: '**/prop.yaml'\n    path: props/{number:digits}-{slug}/prop.yaml\n    \
         id: {prefix: PROP, capture: number}\n    status: {open: [draft]}\n",
    );
    sandbox.commit("2026-11-01", "first");
    sandbox.git().set_head("refs/heads/side").expect("a branch");
    sandbox.write("props/7-labels/prop.yaml", "title: Labels\nstatus: draft\n");
    sandbox.commit("2026-11-02", "second");
    sandbox.git().set_head("refs/heads/main").expect("a branch");
    std::fs::remove_dir_all(sandbox.path().join("props")).expect("a folder that is gone");
    let output = sandbox.pm(&["prop", "add", "Snapshots"]);
    assert_eq!(output.stdout, "PROP-8 props/8-snapshots/prop.yaml\n", "{}", output.shown());
    let output = sandbox.pm(&["prop", "add", "Moved", "--file", "props/31-moved/prop.yaml"]);
    assert_eq!(output.stdout, "PROP-31 props/31-moved/prop.yaml\n", "{}", output.shown());
}
