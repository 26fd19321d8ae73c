//! `pm import`: mappings that people change, files that are none, rows that do not fit.

use std::fs;

use crate::import::with_jira;
use crate::sandbox::Sandbox;

#[test]
fn a_mapping_is_a_file_of_the_repository() {
    let sandbox = with_jira();
    assert_eq!(sandbox.pm(&["import", "jira.csv", "--save-mapping"]).stdout, "imports/jira.yaml\n");
    insta::assert_snapshot!(sandbox.pm(&["import", "jira.csv", "--as", "idea"]).shown(), @r#"
    ------- stderr -------
    error: imports/jira.yaml says what records become, so that --as idea cannot
    hint: change `kind` in imports/jira.yaml, or name a mapping of its own with --mapping
    [exit code: 2]
    "#);
    let mapping = sandbox.read("imports/jira.yaml");
    sandbox.write("imports/jira.yaml", &mapping.replace("owner: Assignee", "ownr: Assignee"));
    insta::assert_snapshot!(sandbox.pm(&["import", "jira.csv", "--yes"]).shown(), @r#"
    ------- stderr -------
    error: imports/jira.yaml: line 49: requirement has no field and no section `ownr`; line 95: idea has no field and no section `ownr`
    hint: did you mean `owner`?
    [exit code: 2]
    "#);
    sandbox.write(
        "imports/jira.yaml",
        &mapping.replace("creates: true", "creates: perhaps").replace("ignored:", "ignore:"),
    );
    insta::assert_snapshot!(sandbox.pm(&["import", "jira.csv", "--yes"]).shown(), @r#"
    ------- stderr -------
    error[invalid-config]: expected true or false, found `perhaps`
      --> imports/jira.yaml:54:16
       |
    54 |       creates: perhaps
       |                ^^^^^^^

    error[unknown-setting]: unknown setting `ignore`
       --> imports/jira.yaml:102:1
        |
    102 | ignore: [Project key, Project name, Watchers, Custom field (Rank)]
        | ^^^^^^
        |
        = help: did you mean `ignored`?
    error: imports/jira.yaml has 2 errors; nothing was imported
    [exit code: 2]
    "#);
    sandbox.write(
        "imports/jira.yaml",
        &mapping.replace("        Waiting on legal: draft\n", "").replace("Idea: idea", "Idea: \"\""),
    );
    insta::assert_snapshot!(sandbox.pm(&["import", "jira.csv", "--yes"]).shown(), @r#"
    jira.csv
    ════════
    Jira export, 10 records, read as imports/jira.yaml says

    • 5 requirements new
    • 3 releases new
    • 1 record left out by the mapping: Idea (1)
    • 4 records that do not fit are not imported, told below

    The first 5 of 8
    ────────────────
    ID     TITLE                            FROM
    REQ-1  Payments in the app              TIDE-1
    REQ-2  Pay by card, with "3-D Secure"   TIDE-2
    REQ-3  Receipts by mail                 TIDE-3
    REQ-4  Crash when the receipt is empty  TIDE-4
    REQ-5  Short row                        TIDE-7

    Records that stay out
    ─────────────────────
    • jira.csv:10:60: Status: `Waiting on legal` is no status of requirements
      ◦ say what it becomes under `words`: draft, review, approved, building, done and dropped
    • jira.csv:11:138: the row has 44 cells, and the head has 41
      ◦ put quotes around the cell that holds a separator or a line break
    • jira.csv:13:1: the record has no title, and requirements need one
    • jira.csv:14:1: `TIDE-2` has a record before this one already
      ◦ leave one record for each id

    Cells that stay out; their records go in
    ────────────────────────────────────────
    • jira.csv:9:175: Due date: `TBD` is no day
    ------- stderr -------
    note: `pm check` has 10 findings in what was imported; name a `baseline` in pm.yaml before an import to accept them
    wrote 9 files
    "#);
}

#[test]
fn bad_files_are_refused_with_their_place() {
    let sandbox = Sandbox::with_git();
    let refused = |name: &str, bytes: &[u8]| {
        fs::write(sandbox.path().join(name), bytes).expect("a file");
        let output = sandbox.pm(&["import", name, "--yes"]);
        assert_eq!(output.code, 2, "{name}");
        output.stderr
    };
    let told = [
        refused("latin.csv", b"Title\nCaf\xe9\n"),
        refused("sheet.xlsx", b"PK\x03\x04\0\0\0\0"),
        refused("empty.csv", b""),
        refused("head.csv", b"Title,Status\n"),
        refused("broken.json", b"[{\"title\": \"a\"},\n{\"title\": }]"),
        refused("number.json", b"{\"a\": 1}"),
        sandbox.pm(&["import", "none.csv"]).stderr,
    ];
    insta::assert_snapshot!(told.concat(), @r#"
    error: latin.csv:2:4: the file is not UTF-8
    hint: save it as UTF-8, or name its encoding, such as --encoding windows-1252
    error: sheet.xlsx is no text
    hint: export it as CSV or JSON; a spreadsheet saves CSV under "save as"
    error: empty.csv:1:1: the sheet is empty
    hint: name the columns in its first line
    error: head.csv has no record
    error: broken.json:2:11: this is no JSON: expected value
    hint: export the file again; nothing behind this place was read
    error: number.json:1:1: the file holds no list of objects
    hint: export records as a list of objects
    error: none.csv cannot be read: no such file
    "#);
    assert_eq!(sandbox.pm(&["import", "latin.csv", "--yes", "--encoding", "latin1"]).code, 0);
    assert!(sandbox.read("ideas/IDEA-1-cafe.md").contains("title: Café\n"));
}

#[test]
fn a_file_of_any_size_is_told_of_in_a_line() {
    let sandbox = Sandbox::with_git();
    let endless = "x, y\n".repeat(40 << 20);
    let told = |name: &str, text: &[u8]| {
        fs::write(sandbox.path().join(name), text).expect("a file");
        let output = sandbox.pm(&["import", name, "--as", "idea", "--dry-run"]);
        fs::remove_file(sandbox.path().join(name)).expect("the file");
        format!("{}\n{}{}", output.code, output.stdout, output.stderr)
    };
    let open = told("open.csv", format!("Title,Text\nFirst,\"never closed {endless}").as_bytes());
    let long =
        told("long.csv", format!("Title,Text\nFirst,\"{}\"\nSecond,short\n", &endless[..5 << 20]).as_bytes());
    let sparse = fs::File::create(sandbox.path().join("sparse.csv")).expect("a file");
    sparse.set_len(300 << 20).expect("room");
    let large = sandbox.pm(&["import", "sparse.csv"]);
    insta::assert_snapshot!([open, long, large.stderr].join("\n"), @r#"
    2
    error: open.csv:2:7: the quote that begins this cell is never closed
    hint: close it, and write a quote within a cell twice

    0
    long.csv
    ════════
    2 records, read as proposed below

    • 2 ideas would be new

    New
    ───
    ID      TITLE   FROM
    IDEA-1  First
    IDEA-2  Second

    How a record becomes an idea
    ────────────────────────────
    FIELD  READ FROM  WORDS
    title  Title
    body   Text

    Cells that stay out; their records go in
    ────────────────────────────────────────
    • long.csv:2:7: Text: the cell has 5 MB
      ◦ look for a quote that is never closed, or for a picture written as text
    would write 4 files: pm import long.csv --yes
    hint: to read columns otherwise, write imports/long.yaml with --save-mapping, change it and import again

    error: sparse.csv is too large: 300 MB, and 256 MB are the most
    "#);
}

#[test]
fn rows_that_do_not_fit_are_told_and_the_others_go_in() {
    let sandbox = Sandbox::with_git();
    let mut head = vec!["Title"];
    head.extend(["Tags"; 30]);
    let row = |title: &str, tags: usize| {
        format!("{title},{}\n", (0..tags).map(|n| format!("t{n}")).collect::<Vec<_>>().join(","))
    };
    let text = format!(
        "{}\n{}{}{}{}\"cut off",
        head.join(","),
        row("a", 30),
        row("b", 2),
        row("c", 31),
        row("=d", 1)
    );
    sandbox.write("odd.csv", &text);
    insta::assert_snapshot!(sandbox.pm(&["import", "odd.csv", "--yes", "--as", "idea"]).shown(), @r#"
    odd.csv
    ═══════
    5 records, read as proposed in imports/odd.yaml, which is yours to change

    • 3 ideas new
    • 2 records that do not fit are not imported, told below

    New
    ───
    ID      TITLE  FROM
    IDEA-1  a
    IDEA-2  b
    IDEA-3  =d

    Records that stay out
    ─────────────────────
    • odd.csv:4:113: the row has 32 cells, and the head has 31
      ◦ put quotes around the cell that holds a separator or a line break
    • odd.csv:6:1: the quote that begins this cell is never closed
      ◦ close it, and write a quote within a cell twice
    ------- stderr -------
    wrote 5 files
    "#);
    assert!(sandbox.read("ideas/IDEA-1-a.md").contains("t29"));
    assert!(
        sandbox.read("ideas/IDEA-3-d.md").contains("title: =d\n")
            || sandbox.read("ideas/IDEA-3-d.md").contains("title: \"=d\"\n")
    );
}
