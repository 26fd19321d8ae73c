//! `pm apply`: a sheet that `pm list` gave comes back with changed cells.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use crate::sandbox::Sandbox;

const REQ_1: &str = "---\nid: REQ-1\ntitle: \"=A: first\"   # said by Ana\nstatus: draft\nowner: ana\ntags:\n  - b # why\n---\n\n## Problem\n\nWords.\n";
const REQ_2: &str = "---\nid: REQ-2\ntitle: B\nstatus: draft\ndepends_on: [REQ-1]\n---\n";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("requirements/REQ-1-a.md", REQ_1);
    sandbox.write("requirements/REQ-2-b.md", REQ_2);
    sandbox.write(
        "releases/REL-2-autumn.md",
        "---\nid: REL-2\ntitle: Autumn\nstatus: planned\nversion: 2.1\n---\n",
    );
    sandbox
}

#[test]
fn changed_cells_are_written_and_nothing_else() {
    let sandbox = sandbox();
    let listed =
        sandbox.pm(&["list", "requirement", "--columns", "id,title,owner,tags,release,effort", "-f", "csv"]);
    assert_eq!(
        listed.stdout,
        "id,title,owner,tags,release,effort\r\nREQ-1,'=A: first,ana,b,,\r\nREQ-2,B,,,,\r\n"
    );
    let changed = listed.stdout.replace("ana,b,,", ",\"b, c\",2.1,2-5").replace("REQ-2,B", "REQ-2,=B");
    sandbox.write("plan.csv", &changed);
    insta::assert_snapshot!(sandbox.pm(&["apply", "plan.csv"]).shown(), @r#"
    REQ-1 requirements/REQ-1-a.md
      owner: ana → (nothing)
      tags: b → b, c
      release: (nothing) → REL-2
      effort: (nothing) → 2-5
    REQ-2 requirements/REQ-2-b.md
      title: B → =B
    ------- stderr -------
    2 artifacts changed
    "#);
    let expect = REQ_1
        .replace("owner: ana\n", "release: REL-2\neffort: 2-5\nestimated_for: \"999fafe71702cb4ca5a1392f\"\n")
        .replace("  - b # why\n", "  - b # why\n  - c\n");
    assert_eq!(sandbox.read("requirements/REQ-1-a.md"), expect);
    assert_eq!(sandbox.read("requirements/REQ-2-b.md"), REQ_2.replace("title: B", "title: \"=B\""));
    let again = sandbox.pm(&["list", "requirement", "--columns", "id,title,tags", "-f", "csv"]).stdout;
    insta::assert_snapshot!(sandbox.pm_with(&["apply", "-"], &again).shown(), @r#"
    ------- stderr -------
    nothing to change: the sheet says what the plan says
    "#);
}

#[test]
fn a_dry_run_shows_the_difference_and_writes_nothing() {
    let sandbox = sandbox();
    sandbox.write("plan.csv", "id;owner;status\r\nREQ-1;ben;review\r\n");
    insta::assert_snapshot!(sandbox.pm(&["apply", "plan.csv", "--dry-run"]).shown(), @r#"
    --- a/requirements/REQ-1-a.md
    +++ b/requirements/REQ-1-a.md
    @@ -1,8 +1,8 @@
     ---
     id: REQ-1
     title: "=A: first"   # said by Ana
    -status: draft
    -owner: ana
    +status: review
    +owner: ben
     tags:
       - b # why
     ---
    ------- stderr -------
    REQ-1 requirements/REQ-1-a.md
      owner: ana → ben
      status: draft → review
    would change 1 artifact
    "#);
    assert_eq!(sandbox.read("requirements/REQ-1-a.md"), REQ_1);
    let json = sandbox.pm(&["apply", "plan.csv", "--format", "json"]);
    insta::assert_snapshot!(json.stdout, @r#"
    {
      "schema_version": 1,
      "view": "applied",
      "sheet": "plan.csv",
      "changed": [
        {
          "id": "REQ-1",
          "path": "requirements/REQ-1-a.md",
          "fields": [
            {
              "field": "owner",
              "from": "ana",
              "to": "ben"
            },
            {
              "field": "status",
              "from": "draft",
              "to": "review"
            }
          ]
        }
      ],
      "unchanged": 0,
      "dry_run": false
    }
    "#);
}

#[test]
fn every_fault_is_told_with_its_place_and_nothing_is_written() {
    let sandbox = sandbox();
    sandbox.write(
        "plan.csv",
        "id,owner,prority,status,path\nREQ-1,ben,,gone,requirements/REQ-1-a.md\nREQ-2,ben\nREQ-3,eva,,draft,\n\
         REQ-2,\"ben\"x,,draft,requirements/REQ-2-b.md\nREQ-1,,,,\n",
    );
    insta::assert_snapshot!(sandbox.pm(&["apply", "plan.csv"]).shown(), @r#"
    ------- stderr -------
    error: plan.csv:1:10: requirement has no field `prority`
      hint: did you mean `priority`?
    error: plan.csv:2:12: REQ-1, column status: `gone` is no status of requirements
      hint: did you mean `done`?
    error: plan.csv:3:1: the row has 2 cells, and the head has 5
      hint: give every column its cell, and put quotes around a cell with a separator in it
    error: plan.csv:4:1: there is no `REQ-3`
      hint: did you mean REQ-1 (=A: first)?
    error: plan.csv:5:12: a cell goes on behind its closing quote
      hint: write a quote within a cell twice, and put the whole cell into quotes
    error: plan.csv:6:1: REQ-1 has a row already
      hint: leave one row for each artifact
    error: plan.csv has 6 errors; nothing was written
    hint: mend them in the sheet, or leave the rows out
    [exit code: 2]
    "#);
    assert_eq!(sandbox.read("requirements/REQ-1-a.md"), REQ_1);
}

#[test]
fn against_the_commit_it_was_taken_from_a_sheet_keeps_what_others_wrote() {
    let sandbox = Sandbox::with_git();
    sandbox.write("requirements/REQ-1-a.md", "---\nid: REQ-1\ntitle: A\nstatus: draft\nowner: ana\n---\n");
    sandbox.commit("2026-11-01", "A plan");
    let listed = sandbox.pm(&["list", "requirement", "--columns", "id,title,owner", "-f", "csv"]).stdout;
    assert_eq!(sandbox.pm(&["set", "REQ-1", "owner=ben"]).code, 0);
    sandbox.write("plan.csv", &listed.replace(",A,", ",First,"));
    insta::assert_snapshot!(sandbox.pm(&["apply", "plan.csv", "--base", "HEAD"]).shown(), @r#"
    REQ-1 requirements/REQ-1-a.md
      title: A → First
    ------- stderr -------
    1 artifact changed
    "#);
    assert!(sandbox.read("requirements/REQ-1-a.md").contains("title: First\nstatus: draft\nowner: ben\n"));
    sandbox.write("plan.csv", &listed.replace("ana", "eva"));
    insta::assert_snapshot!(sandbox.pm(&["apply", "plan.csv", "--base", "HEAD"]).shown(), @r#"
    ------- stderr -------
    error: plan.csv:2:9: REQ-1, column owner: it was `ana`, is `ben` now, and the sheet says `eva`
      hint: let the cell say what is there now; where the sheet is right, run `pm set`
    error: plan.csv has 1 error; nothing was written
    hint: mend them in the sheet, or leave the rows out
    [exit code: 2]
    "#);
    assert!(sandbox.read("requirements/REQ-1-a.md").contains("owner: ben\n"));
}

#[test]
fn what_check_would_call_an_error_is_not_written() {
    let sandbox = sandbox();
    sandbox.write("plan.csv", "id,owner,depends_on\nREQ-1,ben,REQ-2\n");
    let output = sandbox.pm(&["apply", "plan.csv"]);
    assert_eq!(output.code, 2, "{}", output.shown());
    assert!(output.stderr.contains("nothing was written"), "{}", output.shown());
    assert_eq!(sandbox.read("requirements/REQ-1-a.md"), REQ_1);
}

#[test]
fn a_sheet_that_is_no_text_is_refused_with_the_place() {
    let sandbox = sandbox();
    fs::write(sandbox.path().join("latin.csv"), b"id,owner\nREQ-1,Bj\xf6rn\n").expect("a file");
    fs::write(sandbox.path().join("wide.csv"), b"\xff\xfei\0d\0").expect("a file");
    insta::assert_snapshot!(sandbox.pm(&["apply", "latin.csv"]).shown(), @r#"
    ------- stderr -------
    error: latin.csv:2:9: the sheet is not UTF-8
    hint: save it as CSV in UTF-8
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["apply", "wide.csv"]).shown(), @r#"
    ------- stderr -------
    error: wide.csv is UTF-16, not UTF-8
    hint: save it as CSV in UTF-8
    [exit code: 2]
    "#);
    assert_eq!(sandbox.pm(&["apply", "no.csv"]).code, 2);
}

/// Every field of the shipped kinds, as `--columns` takes them.
const COLUMNS: &str = "path,id,kind,title,status,type,owner,objective,answers,release,priority,target,effort,\
                       reach,impact,confidence,depends_on,tags,reason,visibility,changelog,questions,links,version,\
                       category,links()";

#[test]
fn the_sheets_of_the_examples_come_back_unchanged() {
    for example in ["halden", "tideline"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(example);
        let sandbox = Sandbox::bare();
        copy(&folder, sandbox.path());
        let columns = ["id,title,status,owner", COLUMNS];
        for columns in columns {
            let sheet = sandbox.pm(&["list", "--columns", columns, "-f", "csv"]);
            assert!(sheet.stdout.lines().count() > 3, "{}", sheet.shown());
            for sheet in [sheet.stdout.clone(), format!("\u{feff}{}", sheet.stdout)] {
                let output = sandbox.pm_with(&["apply", "-"], &sheet);
                assert_eq!(
                    output.shown(),
                    "------- stderr -------\nnothing to change: the sheet says what the plan says\n"
                );
            }
        }
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target).expect("a folder");
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// Words, and what means something to YAML, to CSV or to a spreadsheet.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z0-9]{1,6}",
        1 => "[ -~]{1,4}",
        2 => prop::sample::select(vec![
            " ", ", ", ",", ";", "\"", "'", "=", "+1", "-2", "@", "#", ": ", "[x]", "{a", "\t", "計画", "é", "null", "- ",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.concat())
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("JSON")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sheet_as_it_was_taken_changes_nothing_and_a_changed_cell_reads_back(
        title in texts(),
        owner in texts(),
        tags in prop::collection::vec(texts().prop_filter("an item says something", |text| !text.trim().is_empty()), 0..4),
        new_title in texts(),
        new_tag in "[a-z]{1,6}",
        separator in prop::sample::select(vec![',', ';', '\t']),
    ) {
        prop_assume!(!title.trim().is_empty() && !new_title.trim().is_empty() && !owner.trim().is_empty());
        let sandbox = Sandbox::new();
        let tags: Vec<String> = tags.iter().map(|tag| quoted(tag)).collect();
        let document = format!(
            "---\nid: REQ-1\ntitle: {}\nstatus: draft\nowner: {}\ntags: [{}]\n---\n",
            quoted(&title), quoted(&owner), tags.join(", ")
        );
        sandbox.write("requirements/REQ-1-a.md", &document);
        let list = || sandbox.pm(&["list", "--columns", "id,title,owner,tags,effort", "-f", "csv"]).stdout;
        let cells = |text: &str| -> Vec<String> {
            let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
            reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect::<Vec<_>>()).next().expect("a row")
        };
        let sheet = |row: &[String]| {
            let mut writer = csv::WriterBuilder::new().delimiter(separator as u8).from_writer(Vec::new());
            writer.write_record(["id", "title", "owner", "tags", "effort"]).expect("memory");
            writer.write_record(row).expect("memory");
            String::from_utf8(writer.into_inner().expect("memory")).expect("text")
        };
        let mut row = cells(&list());
        let unchanged = sandbox.pm_with(&["apply", "-", "--allow-findings"], &sheet(&row));
        prop_assert_eq!(
            unchanged.shown(), "------- stderr -------\nnothing to change: the sheet says what the plan says\n"
        );
        prop_assert_eq!(sandbox.read("requirements/REQ-1-a.md"), document);

        new_title.trim().clone_into(&mut row[1]);
        row[3] = if row[3].trim().is_empty() { new_tag } else { format!("{}, {new_tag}", row[3]) };
        row[4] = "2-5".into();
        let changed = sandbox.pm_with(&["apply", "-", "--allow-findings"], &sheet(&row));
        prop_assert_eq!(changed.code, 0, "{}", changed.shown());
        let after = cells(&list());
        let plain = |row: &[String]| -> Vec<String> {
            row.iter().map(|cell| cell.trim_start_matches('\'').to_owned()).collect()
        };
        prop_assert_eq!(plain(&after), plain(&row));
    }
}
