//! What changed in the plan changes in the files of the folder, and there alone.

use super::{CHANGESETS, DOORSTOP, FRAGMENTS, folder, imported};

#[test]
fn what_changed_in_the_plan_changes_those_lines_alone() {
    let sandbox = imported(DOORSTOP);
    for change in [
        &["set", "REQ-1", "title=Storage", "rank=001z0111"][..],
        &["status", "REQ-1", "review"],
        &["set", "REQ-2", "tags=[REQ]"],
        &["set", "REQ-4", "parent=REQ-3", "title=Add many items"],
        &["status", "REQ-5", "dropped", "--because", "told elsewhere"],
    ] {
        let run = sandbox.pm(change);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    let path = "requirements/REQ-3-words-that-explain.md";
    sandbox
        .write(path, &sandbox.read(path).replace("explain\n", "explain\n\nAnd more: a list\n\n- of `one`\n"));
    insta::assert_snapshot!(sandbox.pm(&["export", "--to", "doorstop", "--out", "in", "--dry-run"]).shown(), @r#"
    --- a/reqs/REQ002.yml
    +++ b/reqs/REQ002.yml
    @@ -2,8 +2,9 @@
     active: true
     color: '#00ff00'   # green
     derived: false
    -header: ''
    -level: '1.10'
    +header: |
    +  Storage
    +level: '1.11'
     links: []
     normative: true
     ref: ''
    --- a/reqs/REQ003.yml
    +++ b/reqs/REQ003.yml
    @@ -1,5 +1,5 @@
     active: false
    -derived: true
    +derived: false
     header: |
       Identifiers
     level: 1.2
    --- a/reqs/REQ004.yml
    +++ b/reqs/REQ004.yml
    @@ -3,4 +3,9 @@
     level: 2.1.3
     normative: false
     reviewed: def=
    -text: "Words: \"that\" explain"
    +text: |-
    +  Words: "that" explain
    +
    +  And more: a list
    +
    +  - of `one`
    --- a/reqs/tutorial/TUT-1.md
    +++ b/reqs/tutorial/TUT-1.md
    @@ -3,7 +3,7 @@
     derived: false
     level: 1.0
     links:
    -- REQ002: one=
    +- REQ004: null
     - REQ003: two=
     - REQ001: three=
     normative: true
    @@ -11,6 +11,6 @@
     reviewed: ghi=
     ---
     
    -# Add items
    +# Add many items
     
     Like this.
    --- a/reqs/tutorial/TUT-2.md
    +++ b/reqs/tutorial/TUT-2.md
    @@ -1,4 +1,5 @@
     ---
    +active: false
     level: 1.1
     links: [TUT-1]
     reviewed: null
    ------- stderr -------
    note: 1 file untouched, with no artifact among those exported
    would write 5 files
    "#);
    assert_eq!(folder(&sandbox, "in"), folder(&imported(DOORSTOP), "in"), "a dry run writes nothing");
    insta::assert_snapshot!(sandbox.pm(&["export", "--to", "doorstop", "--out", "in"]).shown(), @r#"
    in/reqs/REQ002.yml
    in/reqs/REQ003.yml
    in/reqs/REQ004.yml
    in/reqs/tutorial/TUT-1.md
    in/reqs/tutorial/TUT-2.md
    ------- stderr -------
    note: imports/doorstop.csv remembers what was exchanged; commit it with the plan
    note: 1 file untouched, with no artifact among those exported
    wrote 5 files
    "#);
    insta::assert_snapshot!(sandbox.pm(&["export", "--to", "doorstop", "--out", "in"]).shown(), @r#"
    ------- stderr -------
    note: 1 file untouched, with no artifact among those exported
    wrote 0 files, 5 unchanged
    "#);
    let again = sandbox.pm(&["import", "in", "--dry-run"]).shown();
    assert!(again.contains("• 5 records unchanged"), "{again}");
}

#[test]
fn sentences_that_changed_change_in_their_files() {
    let sandbox = imported(CHANGESETS);
    for change in [
        &["set", "REQ-2", "changelog.text=allow much more"][..],
        &["set", "REQ-1", "title=Another title", "tags=['@x/kit: minor', '@x/new: patch', own]"],
        &["set", "REQ-3", "type=quality", "changelog.text=one of two"],
    ] {
        let run = sandbox.pm(change);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    insta::assert_snapshot!(sandbox.pm(&["export", "--to", "changesets", "--out", "in", "--dry-run"]).shown(), @r#"
    --- a/.changeset/few-cats.md
    +++ b/.changeset/few-cats.md
    @@ -1,4 +1,5 @@
     ---
    -"@x/kit": patch
    +"@x/kit": minor
    +"@x/new": patch
     ---
     No sort in front
    --- a/.changeset/odd-jokes.md
    +++ b/.changeset/odd-jokes.md
    @@ -3,6 +3,6 @@
     "@x/node": patch
     ---
     
    -feat: allow more
    +feat: allow much more
     
     - Details: all of them
    --- a/.changeset/quiet.md
    +++ b/.changeset/quiet.md
    @@ -2,5 +2,5 @@
     "@x/node": none # nothing
     ---
     
    -fix: one
    +fix: one of two
     two
    ------- stderr -------
    note: 1 tag left out: a changeset has a place for packages alone
    note: 1 change left out: a changeset says `changelog.text`, and not `title`
    note: 1 change left out: a changeset has no place for `type`
    would write 3 files
    "#);
    assert_eq!(sandbox.pm(&["export", "--to", "changesets", "--out", "in"]).code, 0);
    let again = sandbox.pm(&["export", "--to", "changesets", "--out", "in"]);
    assert!(again.stderr.contains("wrote 0 files, 3 unchanged"), "{}", again.stderr);
    let sandbox = imported(FRAGMENTS);
    for change in [
        &["set", "REQ-1", "changelog.text=New: a sum"][..],
        &["set", "REQ-2", "title=Mended"],
        &["set", "REQ-3", "changelog.type=security"],
    ] {
        let run = sandbox.pm(change);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    insta::assert_snapshot!(sandbox.pm(&["export", "--to", "fragments", "--out", "in", "--dry-run"]).shown(), @r#"
    --- a/+loose.feature.rst
    +++ b/+loose.feature.rst
    @@ -1 +1 @@
    -New: =SUM(A1)
    +New: a sum
    ------- stderr -------
    note: 1 change left out: a news fragment says `changelog.text`, and not `title`
    note: 1 change left out: a news fragment has no place for `changelog.type`
    would write 1 file, 3 unchanged
    "#);
}

#[test]
fn what_the_tool_has_not_seen_gets_a_file_once() {
    let sandbox = imported(DOORSTOP);
    for add in [
        &["requirement", "add", "Store twice", "--tags", "TUT", "--parent", "REQ-1"][..],
        &["requirement", "add", "Keep the order", "--tags", "ux"],
        &["idea", "add", "Nothing for Doorstop"],
    ] {
        let run = sandbox.pm(add);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    insta::assert_snapshot!(sandbox.pm(&["export", "--to", "doorstop", "--out", "in"]).shown(), @r#"
    in/reqs/REQ005.yml
    in/reqs/tutorial/TUT-3.md
    ------- stderr -------
    note: imports/doorstop.csv remembers what was exchanged; commit it with the plan
    note: 1 artifact left out: doorstop has no records for their kinds
    note: 1 tag left out: a Doorstop item has a place for `derived` and `informative` alone
    note: 1 file untouched, with no artifact among those exported
    wrote 2 files, 5 unchanged
    "#);
    insta::assert_snapshot!(sandbox.read("in/reqs/tutorial/TUT-3.md"), @r#"
    ---
    active: true
    derived: false
    level: 1.2
    links:
    - REQ002: null
    normative: true
    ref: ''
    reviewed: null
    ---

    # Store twice

    ## Problem
    <!-- Who has it, in which situation, and how we know. -->

    ## Acceptance criteria
    <!-- Each one can be shown to hold or not to hold, as a list item such as: [ ] Given …, when …, then …. -->

    ## Out of scope
    <!-- What a reader would expect and will not get. -->
    "#);
    insta::assert_snapshot!(sandbox.read("in/reqs/REQ005.yml"), @r#"
    active: true
    derived: false
    header: |
      Keep the order
    level: 2.1.4
    links: []
    normative: true
    ref: ''
    reviewed: null
    text: |
      ## Problem
      <!-- Who has it, in which situation, and how we know. -->

      ## Acceptance criteria
      <!-- Each one can be shown to hold or not to hold, as a list item such as: [ ] Given …, when …, then …. -->

      ## Out of scope
      <!-- What a reader would expect and will not get. -->
    "#);
    insta::assert_snapshot!(sandbox.pm(&["export", "--to", "doorstop", "--out", "in"]).shown(), @r#"
    ------- stderr -------
    note: 1 artifact left out: doorstop has no records for their kinds
    note: 1 tag left out: a Doorstop item has a place for `derived` and `informative` alone
    note: 1 file untouched, with no artifact among those exported
    wrote 0 files, 7 unchanged
    "#);
    insta::assert_snapshot!(sandbox.pm(&["import", "in", "--yes"]).shown(), @r#"
    in
    ══
    Doorstop export, 8 records, read as imports/doorstop.yaml says

    • 2 requirements changed
    • 5 records unchanged
    • 1 record left out by the mapping: heading (1)
    • 1 file beside the documents passed over, such as a README, a template or a picture

    Changed at the source
    ─────────────────────
    ID     FIELD  HERE       SOURCE
    REQ-7  tags   ux         ux, REQ
    REQ-7  rank   (nothing)  002z001z0041
    REQ-6  rank   (nothing)  001z0021

    Cells that stay out; their records go in
    ────────────────────────────────────────
    • in/reqs/tutorial/TUT-1.md:8:3: links: `REQ001` is neither in the file nor in the plan
    ------- stderr -------
    wrote 3 files
    "#);
    insta::assert_snapshot!(sandbox.pm(&["export", "--to", "doorstop", "--out", "in"]).shown(), @r#"
    ------- stderr -------
    note: 1 artifact left out: doorstop has no records for their kinds
    note: 1 tag left out: a Doorstop item has a place for `derived` and `informative` alone
    note: 1 file untouched, with no artifact among those exported
    wrote 0 files, 7 unchanged
    "#);
}
