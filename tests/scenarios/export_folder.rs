//! `pm export --to TOOL --out FOLDER`: folders of other tools are written back.

mod changed;
mod told;

use std::collections::BTreeMap;

use crate::sandbox::Sandbox;

const DOORSTOP: &[(&str, &str)] = &[
    ("reqs/.doorstop.yml", "settings:\n  digits: 3\n  prefix: REQ\n  sep: ''\n"),
    (
        "reqs/REQ001.yml",
        "active: true\nderived: false\nheader: ''\nlevel: 1.0\nlinks: []\nnormative: false\nref: ''\nreviewed: abc=\ntext: |\n  \
         Composition\n",
    ),
    (
        "reqs/REQ002.yml",
        "# Kept by hand.\nactive: true\ncolor: '#00ff00'   # green\nderived: false\nheader: ''\nlevel: '1.10'\nlinks: []\nnormative: \
         true\nref: ''\nreferences:\n- keyword: store\n  path: src/a.py\n  sha: 3f\n  type: file\nreviewed: null\ntext: |\n  It \
         **shall** store\n  assets.\n\n      $ like this: # no comment\n",
    ),
    (
        "reqs/REQ003.yml",
        "active: false\nderived: true\nheader: |\n  Identifiers\nlevel: 1.2\nlinks: []\nnormative: true\nref: IDS\nreviewed: \
         def=\ntext: |\n  Text.\n",
    ),
    (
        "reqs/REQ004.yml",
        "active: true\nderived: false\nlevel: 2.1.3\nnormative: false\nreviewed: def=\ntext: \"Words: \\\"that\\\" explain\"\n",
    ),
    (
        "reqs/tutorial/.doorstop.yml",
        "settings: {digits: 1, prefix: TUT, sep: '-', parent: REQ, itemformat: markdown}\n",
    ),
    (
        "reqs/tutorial/TUT-1.md",
        "---\nactive: true\nderived: false\nlevel: 1.0\nlinks:\n- REQ002: one=\n- REQ003: two=\n- REQ001: three=\nnormative: \
         true\nref: ''\nreviewed: ghi=\n---\n\n# Add items\n\nLike this.\n",
    ),
    ("reqs/tutorial/TUT-2.md", "---\nlevel: 1.1\nlinks: [TUT-1]\nreviewed: null\n---\nNo heading here.\n"),
    ("reqs/assets/logo.txt", "x"),
];

const CHANGESETS: &[(&str, &str)] = &[
    (".changeset/config.json", "{}\n"),
    (".changeset/README.md", "Words.\n"),
    (
        ".changeset/odd-jokes.md",
        "---\n'@x/kit': major\n\"@x/node\": patch\n---\n\nfeat: allow more\n\n- Details: all of them\n",
    ),
    (".changeset/few-cats.md", "---\n\"@x/kit\": patch\n---\nNo sort in front\n"),
    (".changeset/quiet.md", "---\r\n\"@x/node\": none # nothing\r\n---\r\n\r\nfix: one\r\ntwo\r\n"),
];

const FRAGMENTS: &[(&str, &str)] = &[
    ("README.rst", "How to write one.\n"),
    ("_template.rst", "{{ x }}\n"),
    ("12.bugfix.rst", "Fixed :func:`it`.\n"),
    ("12.bugfix.1.rst", "\nFixed more,\nin two lines.\n\nAnd a paragraph.\n"),
    ("13.improvement.rst", "Better."),
    ("+loose.feature.rst", "New: =SUM(A1)\n"),
];

const ALL: [(&str, &[(&str, &str)]); 3] =
    [("doorstop", DOORSTOP), ("changesets", CHANGESETS), ("fragments", FRAGMENTS)];

/// A product in which the files were imported from the folder `in`.
fn imported(files: &[(&str, &str)]) -> Sandbox {
    let sandbox = Sandbox::with_git();
    for (path, text) in files {
        sandbox.write(&format!("in/{path}"), text);
    }
    let run = sandbox.pm(&["import", "in", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    sandbox
}

fn folder(sandbox: &Sandbox, name: &str) -> BTreeMap<String, String> {
    let prefix = format!("{name}/");
    let files = sandbox.files().into_iter().filter(|file| file.starts_with(&prefix));
    files.map(|file| (file[prefix.len()..].to_owned(), sandbox.read(&file))).collect()
}

fn plan(sandbox: &Sandbox) -> String {
    sandbox.pm(&["export", "--format", "json"]).stdout
}

#[test]
fn an_export_onto_the_folder_that_was_imported_changes_no_byte() {
    for (tool, files) in ALL {
        let sandbox = imported(files);
        let before = folder(&sandbox, "in");
        let ledger = sandbox.read(&format!("imports/{tool}.csv"));
        let run = sandbox.pm(&["export", "--to", tool, "--out", "in"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(run.stdout, "", "{tool}");
        assert!(run.stderr.contains("wrote 0 files, "), "{}", run.stderr);
        assert_eq!(folder(&sandbox, "in"), before, "{tool}");
        assert_eq!(sandbox.read(&format!("imports/{tool}.csv")), ledger);
    }
}

#[test]
fn importing_an_export_into_an_empty_product_gives_the_same_plan() {
    for (tool, files) in ALL {
        let sandbox = imported(files);
        let run = sandbox.pm(&["export", "--to", tool, "--out", "new"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let into = Sandbox::with_git();
        for (path, text) in folder(&sandbox, "new") {
            into.write(&format!("in/{path}"), &text);
        }
        let run = into.pm(&["import", "in", "--yes"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        // What an item links to that is no artifact cannot come back, and new files stand in another order.
        assert_eq!(by_source(&plan(&into)), by_source(&plan(&sandbox)), "{tool}");
        let again = into.pm(&["export", "--to", tool, "--out", "in"]);
        assert!(again.stderr.contains("wrote 0 files, "), "{tool}: {}", again.stderr);
    }
}

/// The records of a plan by their titles, without ids and paths, which say when a record was read.
fn by_source(plan: &str) -> BTreeMap<String, serde_json::Value> {
    let plan: serde_json::Value = serde_json::from_str(plan).expect("JSON");
    let records = plan["records"].as_array().expect("a list").iter();
    records
        .map(|record| {
            let mut record = record.clone();
            let fields = record.as_object_mut().expect("an object");
            fields.remove("id");
            fields.remove("path");
            (record["title"].to_string() + &record["aliases"].to_string(), record)
        })
        .collect()
}

#[test]
fn a_new_folder_of_doorstop_is_written_as_doorstop_writes_it() {
    let sandbox = imported(DOORSTOP);
    insta::assert_snapshot!(sandbox.pm(&["export", "--to", "doorstop", "--out", "new"]).shown(), @r#"
    new/REQ/.doorstop.yml
    new/REQ/REQ002.yml
    new/REQ/REQ003.yml
    new/REQ/REQ004.yml
    new/TUT/.doorstop.yml
    new/TUT/TUT-1.yml
    new/TUT/TUT-2.yml
    ------- stderr -------
    wrote 7 files
    "#);
    insta::assert_snapshot!(shown(&folder(&sandbox, "new")), @r#"
    ==> REQ/.doorstop.yml
    settings:
      digits: 3
      prefix: REQ
      sep: ''

    ==> REQ/REQ002.yml
    active: true
    derived: false
    header: ''
    level: '1.10'
    links: []
    normative: true
    ref: ''
    references:
    - keyword: store
      path: src/a.py
      type: file
    reviewed: null
    text: |
      It **shall** store
      assets.

          $ like this: # no comment

    ==> REQ/REQ003.yml
    active: false
    derived: true
    header: |
      Identifiers
    level: 1.2
    links: []
    normative: true
    ref: IDS
    reviewed: null
    text: |
      Text.

    ==> REQ/REQ004.yml
    active: true
    derived: false
    header: ''
    level: 2.1.3
    links: []
    normative: false
    ref: ''
    reviewed: true
    text: |
      Words: "that" explain

    ==> TUT/.doorstop.yml
    settings:
      digits: 1
      parent: REQ
      prefix: TUT
      sep: '-'

    ==> TUT/TUT-1.yml
    active: true
    derived: false
    header: |
      Add items
    level: 1.0
    links:
    - REQ002: null
    - REQ003: null
    normative: true
    ref: ''
    reviewed: true
    text: |
      Like this.

    ==> TUT/TUT-2.yml
    active: true
    derived: false
    header: ''
    level: 1.1
    links:
    - TUT-1: null
    normative: true
    ref: ''
    reviewed: null
    text: |
      No heading here.
    "#);
}

#[test]
fn new_folders_of_changesets_and_fragments_hold_what_was_imported() {
    let sandbox = imported(CHANGESETS);
    insta::assert_snapshot!(sandbox.pm(&["export", "--to", "changesets", "--out", "new"]).shown(), @r#"
    new/.changeset/few-cats.md
    new/.changeset/odd-jokes.md
    new/.changeset/quiet.md
    ------- stderr -------
    wrote 3 files
    "#);
    insta::assert_snapshot!(shown(&folder(&sandbox, "new")), @r#"
    ==> .changeset/few-cats.md
    ---
    "@x/kit": patch
    ---

    No sort in front

    ==> .changeset/odd-jokes.md
    ---
    "@x/kit": major
    "@x/node": patch
    ---

    feat: allow more

    - Details: all of them

    ==> .changeset/quiet.md
    ---
    "@x/node": none
    ---

    fix: one
    two
    "#);
    let sandbox = imported(FRAGMENTS);
    assert_eq!(sandbox.pm(&["export", "--to", "fragments", "--out", "new"]).code, 0);
    insta::assert_snapshot!(shown(&folder(&sandbox, "new")), @r#"
    ==> +loose.feature.rst
    New: =SUM(A1)

    ==> 12.bugfix.1.rst
    Fixed more,
    in two lines.

    And a paragraph.

    ==> 12.bugfix.rst
    Fixed :func:`it`.

    ==> 13.improvement.rst
    Better.
    "#);
}

fn shown(files: &BTreeMap<String, String>) -> String {
    files.iter().map(|(path, text)| format!("==> {path}\n{text}\n")).collect::<String>().replace('\r', "␍")
}

#[test]
fn a_plan_that_no_tool_has_seen_becomes_a_folder() {
    let mut shown = String::new();
    for tool in ["doorstop", "fragments", "changesets"] {
        let sandbox = Sandbox::of_example("halden");
        let run = sandbox.pm(&["export", "--to", tool, "--out", "new"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let files = folder(&sandbox, "new");
        let example =
            files.iter().nth(1).map(|(path, text)| format!("==> {path}\n{text}")).unwrap_or_default();
        shown.push_str(&format!("{tool}\n{}{example}\n", run.stderr));
        let again = sandbox.pm(&["export", "--to", tool, "--out", "new"]);
        assert!(again.stderr.contains("wrote 0 files"), "{tool}: {}", again.stderr);
        assert!(!again.stderr.contains("newer"), "{tool}: {}", again.stderr);
    }
    insta::assert_snapshot!(shown, @r#"
    doorstop
    note: imports/doorstop.csv remembers what was exchanged; commit it with the plan
    note: 37 artifacts left out: doorstop has no records for their kinds
    wrote 13 files
    ==> REQ/REQ-1.yml
    active: true
    derived: false
    header: |
      Messages of grid operators are taken as they come
    level: 1.0
    links: []
    normative: true
    ref: ''
    reviewed: true
    text: |
      ## Problem

      One broken file at night costs a whole area its day.

      ## Acceptance criteria

      - [x] A message is visible within five minutes, also while the nightly file is read.
      - [x] A message that cannot be read is kept, and does not stop those behind it.

      ## Out of scope

      Messages of meters themselves.

    fragments
    note: imports/fragments.csv remembers what was exchanged; commit it with the plan
    note: 37 artifacts left out: fragments has no records for their kinds
    note: 8 artifacts left out: a news fragment tells of what is done
    wrote 4 files
    ==> +REQ-10.changed.md
    The first page of a bill says in one sentence what changed since the last one.

    changesets
    note: 37 artifacts left out: changesets has no records for their kinds
    note: 8 artifacts left out: a changeset tells of what is done
    note: 4 artifacts left out: no tag names a package with its bump, such as `@x/kit: minor`
    wrote 0 files
    "#);
}

#[test]
fn a_package_comes_from_a_tag_and_an_issue_too() {
    let sandbox = imported(CHANGESETS);
    sandbox.write(
        "requirements/REQ-9-new.md",
        "---\nid: REQ-9\ntitle: New\nstatus: done\ntags: ['@x/node']\nchangelog: {type: added, text: Something new.}\n---\n\n## Problem\n\nNone.\n",
    );
    sandbox.write(
        "requirements/REQ-10-none.md",
        "---\nid: REQ-10\ntitle: None\nstatus: done\nchangelog: {type: added, text: Nothing.}\n---\n",
    );
    sandbox.write("requirements/REQ-11-open.md", "---\nid: REQ-11\ntitle: Open\nstatus: draft\n---\n");
    insta::assert_snapshot!(sandbox.pm(&["export", "--to", "changesets", "--out", "in"]).shown(), @r#"
    in/.changeset/REQ-9.md
    ------- stderr -------
    note: imports/changesets.csv remembers what was exchanged; commit it with the plan
    note: 1 artifact left out: a changeset tells of what is done
    note: 1 artifact left out: no tag names a package with its bump, such as `@x/kit: minor`
    wrote 1 file, 3 unchanged
    "#);
    let again = sandbox.pm(&["export", "--to", "changesets", "--out", "in"]);
    assert!(again.stderr.contains("wrote 0 files, 4 unchanged"), "{}", again.stderr);
    insta::assert_snapshot!(sandbox.read("in/.changeset/REQ-9.md"), @r#"
    ---
    "@x/node": minor
    ---

    Something new.
    "#);
    let sandbox = imported(FRAGMENTS);
    sandbox.write(
        "requirements/REQ-9-new.md",
        "---\nid: REQ-9\ntitle: New\nstatus: done\ntags: ['12']\ntype: fix\nchangelog: {type: fixed, text: Mended.}\n---\n",
    );
    sandbox.write(
        "requirements/REQ-10-none.md",
        "---\nid: REQ-10\ntitle: None\nstatus: done\nchangelog: {type: changed, text: Changed.}\n---\n",
    );
    sandbox.write("requirements/REQ-11-none.md", "---\nid: REQ-11\ntitle: Silent\nstatus: done\n---\n");
    insta::assert_snapshot!(sandbox.pm(&["export", "--to", "fragments", "--out", "in"]).shown(), @r#"
    in/+REQ-10.improvement.rst
    in/12.bugfix.2.rst
    ------- stderr -------
    note: imports/fragments.csv remembers what was exchanged; commit it with the plan
    note: 1 artifact left out: `changelog.text` says nothing
    wrote 2 files, 4 unchanged
    "#);
}
