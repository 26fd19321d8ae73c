//! An import on a terminal: looked at, its columns gone through, then written.

use crate::sandbox::Sandbox;

const SHEET: &str = "Nr,What,Where it is,Who,Urgency\n\
                     1,Pay by card,Simmering,ana,Odd\n2,Print a bill,Done,ben,1\n3,Ship on Sundays,Simmering,ana,2\n";

#[test]
fn a_person_goes_through_the_columns_and_then_agrees() {
    let sandbox = Sandbox::with_git();
    sandbox.write("pm.yaml", "format: 1\npeople:\n  ana: {name: Ana}\n  ben: {name: Ben}\n");
    sandbox.write("wishes.csv", SHEET);
    let typed = "e\n\nstatus\nowner\npriority\nbuilding\n-\nmust\nshould\ny\n";
    let output = sandbox.pm_typing(&["import", "wishes.csv", "--as", "requirement"], typed);
    insta::assert_snapshot!(output.shown(), @r#"
    wishes.csv
    ══════════
    3 records, read as proposed below

    • 3 requirements would be new

    New
    ───
    ID     TITLE            FROM
    REQ-1  Pay by card      1
    REQ-2  Print a bill     2
    REQ-3  Ship on Sundays  3

    How a record becomes a requirement
    ──────────────────────────────────
    FIELD  READ FROM  WORDS
    title  What

    Columns that nothing is read from, with how many cells say something
    ────────────────────────────────────────────────────────────────────
    Where it is (3), Who (3), Urgency (3)
    wishes.csv
    ══════════
    3 records, read as proposed below

    • 3 requirements would be new

    New
    ───
    ID     TITLE            FROM
    REQ-1  Pay by card      1
    REQ-2  Print a bill     2
    REQ-3  Ship on Sundays  3

    How a record becomes a requirement
    ──────────────────────────────────
    FIELD     READ FROM    WORDS
    title     What
    status    Where it is  Simmering → building (2); Done → done (1)
    owner     Who
    priority  Urgency      Odd → nothing (1); 1 → must (1); 2 → should (1)
    ------- stderr -------
    Write 5 files? [y]es, [n]o, [e]dit how columns are read: Enter keeps · a field reads the column as that · - leaves it out · ? lists the fields · . ends

    1 of 4 · requirement · What: 3 values in 3 cells: Pay by card, Print a bill, Ship on Sundays
      read as [title]: 
    2 of 4 · requirement · Where it is: 2 values in 3 cells: Simmering (2), Done
      read as [left out]: 
    3 of 4 · requirement · Who: 2 values in 3 cells: ana (2), ben
      read as [left out]: 
    4 of 4 · requirement · Urgency: 3 values in 3 cells: Odd, 1, 2
      read as [left out]: 
    requirement · status: `Simmering` in 2 records
      becomes [draft]: 
    requirement · priority: `Odd` in 1 record
      becomes [left out]: 
    requirement · priority: `1` in 1 record
      becomes [left out]: 
    requirement · priority: `2` in 1 record
      becomes [left out]: Write 5 files? [y]es, [n]o, [e]dit how columns are read: note: `pm check` has 9 findings in what was imported; name a `baseline` in pm.yaml before an import to accept them
    wrote 5 files
    "#);
    insta::assert_snapshot!(sandbox.read("imports/wishes.yaml"), @r#"
    # How `pm import` reads what wishes.csv exports. Yours to change: the next import follows it.
    # A field is read from a column, or from several in a list. `words` says what a word becomes, `*` is
    # every other word.
    tool: wishes
    id: Nr
    kind: requirement
    fields:
      requirement:
        title: What
        status:
          column: Where it is
          words:
            Simmering: building
            Done: done
        owner: Who
        priority:
          column: Urgency
          words:
            Odd: ""
            "1": must
            "2": should
    "#);
    insta::assert_snapshot!(sandbox.read("requirements/REQ-1-pay-by-card.md"), @r#"
    ---
    id: REQ-1
    title: Pay by card
    status: building
    owner: ana
    aliases: [wishes-1]
    ---
    "#);
}

#[test]
fn a_mapping_of_ones_own_writes_the_sheet_that_it_reads() {
    let sandbox = Sandbox::with_git();
    sandbox.write("wishes.csv", "Nr,What,Where it is\n1,Pay by card,Simmering\n2,Print a bill,Done\n");
    let typed = "e\n\nstatus\nbuilding\ny\n";
    let _ = sandbox.pm_typing(&["import", "wishes.csv", "--as", "requirement"], typed);
    let output = sandbox.pm(&["export", "--to", "wishes"]);
    insta::assert_snapshot!(output.shown(), @r#"
    Nr,What,Where it is
    1,Pay by card,Simmering
    2,Print a bill,Done
    "#);
    sandbox.write("wishes.csv", &output.stdout);
    insta::assert_snapshot!(sandbox.pm(&["import", "wishes.csv", "--yes"]).shown(), @r#"
    wishes.csv
    ══════════
    2 records, read as imports/wishes.yaml says

    • 2 records unchanged
    "#);
    insta::assert_snapshot!(sandbox.pm(&["export", "--to", "wishs"]).shown(), @r#"
    ------- stderr -------
    error: there is no tool `wishs`, and no imports/wishs.yaml
    hint: name a mapping in imports/, or one of asana, changesets, doorstop, fider, fragments, github, gitlab, jira, linear, pivotal, plane, shortcut and uservoice
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["export", "--to", "../wishes"]).shown(), @r#"
    ------- stderr -------
    error: there is no tool `../wishes`, and no imports/../wishes.yaml
    hint: name a mapping in imports/, or one of asana, changesets, doorstop, fider, fragments, github, gitlab, jira, linear, pivotal, plane, shortcut and uservoice
    [exit code: 2]
    "#);
}

#[test]
fn nothing_is_written_where_nobody_agrees() {
    let sandbox = Sandbox::with_git();
    sandbox.write("wishes.csv", SHEET);
    for typed in ["n\n", "", "e\n.\n\n"] {
        let output = sandbox.pm_typing(&["import", "wishes.csv", "--as", "requirement"], typed);
        assert_eq!(output.code, 0);
        assert!(output.stderr.contains("nothing was written"), "{}", output.stderr);
    }
    assert!(!sandbox.path().join("imports").exists() && !sandbox.path().join("requirements").exists());
}
