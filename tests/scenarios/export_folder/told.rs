//! What is left as it is in a folder, what is refused, and what is told of both.

use super::{DOORSTOP, FRAGMENTS, folder, imported};

#[test]
fn what_changed_at_the_source_stays_and_is_told() {
    let sandbox = imported(DOORSTOP);
    let path = "in/reqs/REQ003.yml";
    sandbox.write(path, &sandbox.read(path).replace("Text.", "Newer text."));
    assert_eq!(sandbox.pm(&["set", "REQ-2", "title=Ids"]).code, 0);
    insta::assert_snapshot!(sandbox.pm(&["export", "--to", "doorstop", "--out", "in"]).shown(), @r#"
    in/reqs/REQ003.yml
    ------- stderr -------
    note: imports/doorstop.csv remembers what was exchanged; commit it with the plan
    note: what is newer than the last import stays, in 1 file such as reqs/REQ003.yml; `pm import in` takes it
    note: 1 file untouched, with no artifact among those exported
    wrote 1 file, 4 unchanged
    "#);
    let changed = sandbox.read(path).replace("Newer text.", "Newest text.");
    sandbox.write(path, &changed);
    let again = sandbox.pm(&["export", "--to", "doorstop", "--out", "in"]);
    assert!(again.stderr.contains("newer than the last import"), "{}", again.stderr);
    assert_eq!(sandbox.read(path), changed, "what an export has written is nobody's change here");
    insta::assert_snapshot!(sandbox.read(path), @r#"
    active: false
    derived: true
    header: |
      Ids
    level: 1.2
    links: []
    normative: true
    ref: IDS
    reviewed: def=
    text: |
      Newest text.
    "#);
}

#[test]
fn files_that_cannot_be_read_and_files_of_others_stay() {
    let sandbox = imported(DOORSTOP);
    sandbox.write("in/reqs/REQ003.yml", "active: [\n");
    sandbox.write("in/reqs/REQ009.yml", "text: Not imported yet\n");
    assert_eq!(sandbox.pm(&["set", "REQ-2", "title=Ids"]).code, 0);
    let before = folder(&sandbox, "in");
    insta::assert_snapshot!(
        sandbox.pm(&["export", "--to", "doorstop", "--out", "in", "--where", "status != 'draft'"]).shown(),
        @r#"
    ------- stderr -------
    note: 1 artifact left out: reqs/REQ003.yml is there already and is read as nothing of the kind
    note: 4 files untouched, with no artifact among those exported
    wrote 0 files, 2 unchanged
    "#
    );
    assert_eq!(folder(&sandbox, "in"), before);
}

#[test]
fn a_folder_that_is_not_meant_is_refused() {
    let sandbox = imported(FRAGMENTS);
    let mut shown = String::new();
    sandbox.write("src/main.py", "print()\n");
    sandbox.write("pm.yaml", "format: 1\naudiences:\n  customers: {includes: [internal]}\n");
    for args in [
        &["--to", "fragments"][..],
        &["--to", "jira", "--out", "in"],
        &["--to", "fragments", "--out", "in", "--format", "csv"],
        &["--out", "in"],
        &["--to", "fragments", "--dry-run"],
        &["--to", "fragments", "--out", "src"],
        &["--to", "fragments", "--out", "pm.yaml"],
        &["--to", "fragments", "--out", "in", "--audience", "customers"],
    ] {
        let run = sandbox.pm(&[&["export"][..], args].concat());
        shown.push_str(&format!("$ pm export {}\n{}\n", args.join(" "), run.shown()));
    }
    insta::assert_snapshot!(shown, @r#"
    $ pm export --to fragments
    ------- stderr -------
    error: --to fragments writes a folder, and nothing says which one
    hint: name it: pm export --to fragments --out FOLDER
    [exit code: 2]

    $ pm export --to jira --out in
    ------- stderr -------
    error: --out names a folder, and --to jira writes one file
    hint: write the output to it: pm export --to jira > jira.csv
    [exit code: 2]

    $ pm export --to fragments --out in --format csv
    ------- stderr -------
    error: --to fragments writes a folder, and --format csv one file
    hint: leave out --format
    [exit code: 2]

    $ pm export --out in
    ------- stderr -------
    error: the following required arguments were not provided:
      --to <TOOL>

    Usage: pm export --to <TOOL> --out <FOLDER> [KIND]...

    For more information, try '--help'.
    [exit code: 2]

    $ pm export --to fragments --dry-run
    ------- stderr -------
    error: the following required arguments were not provided:
      --out <FOLDER>

    Usage: pm export --to <TOOL> --out <FOLDER> --dry-run [KIND]...

    For more information, try '--help'.
    [exit code: 2]

    $ pm export --to fragments --out src
    ------- stderr -------
    error: src holds files that are no news fragments, such as main.py, and none that is
    hint: name a new folder, or the one that holds them
    [exit code: 2]

    $ pm export --to fragments --out pm.yaml
    ------- stderr -------
    error: pm.yaml is no folder
    hint: name a folder, new or not
    [exit code: 2]

    $ pm export --to fragments --out in --audience customers
    ------- stderr -------
    error: in holds 4 news fragments, and an audience is not told which artifacts they are of
    hint: name a new folder
    [exit code: 2]
    "#);
}
