//! `pm diff`: what is different between two moments of the plan.

use crate::sandbox::Sandbox;

fn requirement(sandbox: &Sandbox, number: usize, title: &str, fields: &str, body: &str) {
    let text = format!("---\nid: REQ-{number}\ntitle: {title}\n{fields}---\n{body}");
    sandbox.write(&format!("requirements/REQ-{number}-a.md"), &text);
}

fn release(sandbox: &Sandbox, target: &str) {
    let text = format!("---\nid: REL-1\ntitle: Spring\nstatus: planned\ntarget: {target}\n---\n");
    sandbox.write("releases/REL-1-spring.md", &text);
}

const CRITERIA: &str =
    "## Problem\nSheets are typed.\n## Acceptance criteria\n- [ ] AC1: A file is written.\n";

/// A plan whose release has moved once, and what a branch does to it.
fn branch() -> Sandbox {
    let sandbox = Sandbox::with_git();
    release(&sandbox, "2026-Q2");
    let objective = "---\nid: OBJ-1\ntitle: Nothing is typed twice\nstatus: active\n---\n";
    sandbox.write("objectives/OBJ-1-typed.md", objective);
    requirement(&sandbox, 1, "Export as CSV", "status: draft\nrelease: REL-1\neffort: 2-3\n", CRITERIA);
    requirement(
        &sandbox,
        2,
        "Import a sheet",
        "status: draft\nrelease: REL-1\neffort: 5\nobjective: OBJ-1\n",
        "",
    );
    requirement(&sandbox, 3, "Print", "status: draft\ntarget: 2026-Q3\ndepends_on: [REQ-1]\n", "");
    sandbox.commit("2026-01-05", "The plan");
    release(&sandbox, "2026-Q3");
    let main = sandbox.commit("2026-02-02", "The team is short of a person");
    let git = sandbox.git();
    git.tag_lightweight("v1", &git.revparse_single(&main).expect("a commit"), false).expect("a tag");
    release(&sandbox, "2026-Q4");
    requirement(
        &sandbox,
        1,
        "Export as CSV",
        "status: review\nrelease: REL-1\neffort: 2-5\nowner: ana\n",
        &CRITERIA.replace("typed", "typed by hand").replace("A file", "A file with a heading"),
    );
    std::fs::remove_file(sandbox.path().join("requirements/REQ-2-a.md")).expect("a removed file");
    requirement(&sandbox, 4, "Choose columns", "status: draft\nrelease: REL-1\neffort: 1\n", "");
    sandbox
}

#[test]
fn a_difference_is_told_with_what_follows_from_it() {
    let sandbox = branch();
    insta::assert_snapshot!(sandbox.pm(&["diff"]).shown(), @r#"
    Changes of the plan
    ═══════════════════
    HEAD (2026-02-02) → the working tree: 1 added, 1 removed, 2 changed

    What follows
    ────────────
    • OBJ-1 Nothing is typed twice is left without work
    • REQ-3 Print is due in 2026-Q3, before REQ-1, which it depends on, in 2026-Q4
    • REL-1 Spring lost 1 of 2 requirements (REQ-2), gained 1 (REQ-4); effort 7-8 → 3-6 person-weeks

    Moved
    ─────
    • REL-1 Spring moved from 2026-Q3 to 2026-Q4, the second move

    Added
    ─────
    • REQ-4 Choose columns · requirement · draft

    Removed
    ───────
    • REQ-2 Import a sheet · requirement · draft

    Changed
    ───────
    • REQ-1 Export as CSV
      ◦ status draft → review
      ◦ effort 2-3 → 2-5
      ◦ owner ana
      ◦ § Problem Sheets are typed. → Sheets are typed by hand.
      ◦ § Acceptance criteria AC1: A file is written. → AC1: A file with a heading is written.
    "#);
}

#[test]
fn each_side_can_be_named() {
    let sandbox = branch();
    let summary = |arguments: &[&str]| {
        let output = sandbox.pm(&[&["diff"], arguments].concat());
        assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{}", output.shown());
        output.stdout.lines().nth(2).unwrap_or_default().to_owned()
    };
    let open = "1 added, 1 removed, 2 changed";
    assert_eq!(summary(&["v1"]), format!("v1 (2026-02-02) → the working tree: {open}"));
    assert_eq!(summary(&["--staged"]), "HEAD (2026-02-02) → what is staged: no difference");
    sandbox.stage();
    assert_eq!(summary(&["--staged"]), format!("HEAD (2026-02-02) → what is staged: {open}"));
    sandbox.commit("2026-03-01", "A branch");
    assert_eq!(summary(&[]), "HEAD (2026-03-01) → the working tree: no difference");
    assert_eq!(summary(&["v1.."]), format!("v1 (2026-02-02) → HEAD (2026-03-01): {open}"));
    assert_eq!(
        summary(&["2026-02-15..2026-03-02"]),
        format!("2026-02-15 (2026-02-02) → 2026-03-02 (2026-03-01): {open}")
    );
    assert_eq!(summary(&["HEAD~2..v1"]), "HEAD~2 (2026-01-05) → v1 (2026-02-02): 1 changed");
    assert_eq!(summary(&["HEAD...v1"]), "where v1 left HEAD (2026-02-02) → v1 (2026-02-02): no difference");
    assert_eq!(
        summary(&["v1...HEAD"]),
        format!("where HEAD left v1 (2026-02-02) → HEAD (2026-03-01): {open}")
    );
}

#[test]
fn the_exit_code_says_whether_there_is_a_difference_where_asked() {
    let sandbox = branch();
    assert_eq!(sandbox.pm(&["diff", "--exit-code"]).code, 1);
    assert_eq!(sandbox.pm(&["diff", "v1..HEAD", "--exit-code"]).code, 0);
}

#[test]
fn a_sheet_has_a_row_for_each_change() {
    let sandbox = branch();
    insta::assert_snapshot!(sandbox.pm(&["diff", "--format", "csv"]).stdout.replace('\r', ""), @r#"
    change,id,kind,title,field,from,to,moves
    added,REQ-4,requirement,Choose columns,,,,
    removed,REQ-2,requirement,Import a sheet,,,,
    changed,REQ-1,requirement,Export as CSV,status,draft,review,
    changed,REQ-1,requirement,Export as CSV,effort,2-3,2-5,
    changed,REQ-1,requirement,Export as CSV,owner,,ana,
    changed,REQ-1,requirement,Export as CSV,§ Problem,Sheets are typed.,Sheets are typed by hand.,
    changed,REQ-1,requirement,Export as CSV,§ Acceptance criteria,AC1: A file is written.,AC1: A file with a heading is written.,
    changed,REL-1,release,Spring,target,2026-Q3,2026-Q4,2
    "#);
}

#[test]
fn the_data_says_everything() {
    let sandbox = branch();
    let json: serde_json::Value =
        serde_json::from_str(&sandbox.pm(&["diff", "--format", "json"]).stdout).expect("JSON");
    assert_eq!(json["view"], "diff");
    assert_eq!(json["from"]["day"], "2026-02-02");
    assert_eq!(json["added"][0]["id"], "REQ-4");
    assert_eq!(json["removed"][0]["id"], "REQ-2");
    assert_eq!(json["moved"][0]["moves"], 2);
    assert_eq!(json["consequences"]["scopes"][0]["lost"][0]["id"], "REQ-2");
    assert_eq!(json["consequences"]["scopes"][0]["effort_after"]["high"], 6.0);
    assert_eq!(json["consequences"]["without_work"][0]["id"], "OBJ-1");
    assert_eq!(json["changed"][0]["change"]["fields"][0]["field"], "status");
}

#[test]
fn the_same_change_of_many_is_told_once() {
    let sandbox = Sandbox::with_git();
    let write = |owner: &str| {
        for number in 1..=5 {
            requirement(&sandbox, number, "A", &format!("status: draft\nowner: {owner}\n"), "");
        }
    };
    write("ana");
    sandbox.commit("2026-01-05", "The plan");
    write("ben");
    let shown = sandbox.pm(&["diff"]).stdout;
    assert!(
        shown.contains("• 5 requirements: owner ana → ben\n  ◦ REQ-1, REQ-2, REQ-3, REQ-4, REQ-5\n"),
        "{shown}"
    );
}

#[test]
fn a_document_that_can_no_longer_be_read_is_no_removal() {
    let sandbox = branch();
    sandbox.write("requirements/REQ-3-a.md", "---\nid: [\n---\n");
    let output = sandbox.pm(&["diff"]);
    assert_eq!(output.code, 1);
    assert!(output.stdout.contains("No longer readable\n"), "{}", output.shown());
    assert!(output.stderr.contains("REQ-3-a.md cannot be read"), "{}", output.shown());
}

#[test]
fn what_cannot_be_compared_is_said() {
    let sandbox = branch();
    insta::assert_snapshot!(sandbox.pm(&["diff", "v1..HEAD", "--staged"]).shown(), @r#"
    ------- stderr -------
    error: `--staged` and `HEAD` both name where to end
    hint: write `pm diff v1 --staged`
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["diff", "v2"]).shown(), @r#"
    ------- stderr -------
    error: no revision "v2"
    hint: name a branch, a tag, a commit, a day such as 2026-11-23, or words such as "3 weeks ago"
    [exit code: 2]
    "#);
    insta::assert_snapshot!(Sandbox::with_git().pm(&["diff"]).shown(), @r#"
    ------- stderr -------
    error: the repository has no commit yet
    hint: name a branch, a tag, a commit, a day such as 2026-11-23, or words such as "3 weeks ago"
    [exit code: 2]
    "#);
    let without_git = Sandbox::new().pm(&["diff"]);
    assert_eq!(without_git.code, 2);
    assert!(without_git.stderr.ends_with("is not in a git repository\n"), "{}", without_git.stderr);
}

#[test]
fn a_past_without_pm_yaml_is_read_with_the_later_one() {
    let sandbox = Sandbox::with_git();
    std::fs::remove_file(sandbox.path().join("pm.yaml")).expect("a removed file");
    requirement(&sandbox, 1, "A", "status: draft\n", "");
    sandbox.commit("2026-01-05", "Before pm");
    sandbox.write("pm.yaml", "format: 1\n");
    requirement(&sandbox, 1, "B", "status: draft\n", "");
    sandbox.commit("2026-01-06", "With pm");
    let output = sandbox.pm(&["diff", "HEAD~1..HEAD"]);
    assert!(output.stdout.contains("REQ-1 B: title A → B"), "{}", output.shown());
}

#[test]
fn a_brief_difference_tells_the_same_without_what_follows() {
    let sandbox = branch();
    sandbox.commit("2026-03-01", "A branch");
    let whole = sandbox.pm(&["diff", "v1..HEAD"]).stdout;
    let brief = sandbox.pm(&["diff", "v1..HEAD", "--brief"]).stdout;
    let (head, rest) = whole.split_once("What follows\n").expect("what follows");
    let (_, moved) = rest.split_once("Moved\n").expect("what moved");
    assert_eq!(brief, format!("{head}Moved\n{}", moved.replace(", the second move", "")));
    let json: serde_json::Value =
        serde_json::from_str(&sandbox.pm(&["diff", "v1..HEAD", "--brief", "-f", "json"]).stdout)
            .expect("JSON");
    assert!(json.get("consequences").is_none());
    // With other settings any document may mean something else, so that all are read.
    sandbox.write("pm.yaml", "format: 1\nkinds: {requirement: {folder: needs}}\n");
    sandbox.commit("2026-03-02", "Requirements move house");
    let output = sandbox.pm(&["diff", "HEAD~1..HEAD", "--brief"]);
    assert!(output.stdout.contains("3 removed"), "{}", output.shown());
}

#[test]
fn what_waits_for_something_that_changed_is_told_how_it_changed() {
    let sandbox = branch();
    let print = |target: &str| {
        let fields = format!("status: draft\ntarget: {target}\ndepends_on: [REQ-1]\n");
        requirement(&sandbox, 3, "Print", &fields, "");
    };
    print("2027-Q1");
    sandbox.commit("2026-03-01", "A branch");
    let said = |sandbox: &Sandbox| {
        let shown = sandbox.pm(&["diff"]).stdout;
        let line = shown.lines().find(|line| line.contains("depends on")).unwrap_or_default();
        line.trim_start_matches(" • ").trim_start_matches("• ").to_owned()
    };
    let change = |status: &str, words: &str| {
        let fields = format!("status: {status}\nrelease: REL-1\neffort: 2-5\nowner: ana\n");
        let body = CRITERIA.replace("typed", words).replace("A file", "A file with a heading");
        requirement(&sandbox, 1, "Export as CSV", &fields, &body);
    };
    change("approved", "typed by hand");
    assert_eq!(said(&sandbox), "REQ-3 depends on REQ-1 Export as CSV, which is now approved");
    change("review", "copied by hand");
    assert_eq!(said(&sandbox), "REQ-3 depends on REQ-1 Export as CSV, which was reworded");
}

#[test]
fn many_consequences_of_one_sort_are_counted() {
    let sandbox = Sandbox::with_git();
    release(&sandbox, "2026-Q2");
    requirement(&sandbox, 1, "Export", "status: draft\nrelease: REL-1\n", "");
    for number in 2..=16 {
        requirement(&sandbox, number, "A", "status: draft\ntarget: 2026-Q2\ndepends_on: [REQ-1]\n", "");
    }
    sandbox.commit("2026-01-05", "The plan");
    release(&sandbox, "2026-Q3");
    let shown = sandbox.pm(&["diff"]).stdout;
    assert_eq!(shown.matches("is due in 2026-Q2, before REQ-1").count(), 11, "{shown}");
    assert!(shown.contains("• 4 more are due before what they depend on\n"), "{shown}");
}

#[test]
fn documents_that_move_to_another_folder_together_are_told_at_once() {
    let sandbox = Sandbox::with_git();
    sandbox.write("pm.yaml", "format: 1\nkinds: {requirement: {files: \"**/*.md\"}}\n");
    let text = |number: usize| format!("---\nid: REQ-{number}\ntitle: A {number}\nstatus: draft\n---\n");
    for number in 1..=5 {
        sandbox.write(&format!("requirements/REQ-{number}-a.md"), &text(number));
    }
    sandbox.commit("2026-01-05", "The plan");
    for number in 1..=5 {
        std::fs::remove_file(sandbox.path().join(format!("requirements/REQ-{number}-a.md")))
            .expect("removed");
        sandbox.write(&format!("requirements/old/REQ-{number}-a.md"), &text(number));
    }
    sandbox.commit("2026-01-06", "Tidy up");
    let shown = sandbox.pm(&["diff", "HEAD~1..HEAD"]).stdout;
    assert!(shown.contains("• 5 requirements: requirements/ → requirements/old/\n"), "{shown}");
    let shown = sandbox.pm(&["log", "-n", "1"]).stdout;
    assert!(shown.contains("• 5 requirements: moved to requirements/old/ (REQ-1,"), "{shown}");
}

#[test]
fn tests_and_code_that_name_what_changed_are_told() {
    let sandbox = branch();
    sandbox.write("src/export.rs", "// REQ-1: a row for each item\n// REQ-2 comes later\n");
    sandbox.write("tests/export.rs", "// REQ-1.AC1\n\n// REQ-1\n// REQ-3\n");
    insta::assert_snapshot!(
        sandbox.pm(&["diff"]).stdout.split("\n\n").filter(|part| part.contains("Tests and code")).collect::<String>(),
        @r#"
        Tests and code that name what changed (2)
        ─────────────────────────────────────────
        • REQ-2 Import a sheet · removed
          ◦ src/export.rs:2 · code
        • REQ-1 Export as CSV · reworded
          ◦ tests/export.rs:1, 3 · test · AC1
          ◦ src/export.rs:1 · code
        "#
    );
    let json = sandbox.pm(&["diff", "--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["named_in_code"][0]["because"], "removed");
    assert_eq!(json["named_in_code"][1]["tests"][0]["lines"], serde_json::json!([1, 3]));
    let brief = sandbox.pm(&["diff", "--brief"]).stdout;
    assert!(!brief.contains("Tests and code"), "{brief}");
}

#[test]
fn links_lead_to_the_forge_where_its_address_is_known() {
    let sandbox = branch();
    let markdown = ["diff", "--format", "markdown"];
    let output = sandbox.pm(&markdown).stdout;
    assert!(output.contains("[REQ-4](requirements/REQ-4-a.md)"), "{output}");
    sandbox.write("pm.yaml", "format: 1\nproduct: {repository: 'https://git.example.com/team/sheets.git'}\n");
    let commit = sandbox.commit("2026-03-01", "A branch");
    let output = sandbox.pm(&["diff", "v1..HEAD", "--format", "markdown"]).stdout;
    let address = format!("https://git.example.com/team/sheets/blob/{commit}/requirements/REQ-4-a.md");
    assert!(output.contains(&format!("[REQ-4]({address})")), "{output}");
}

#[test]
fn without_an_address_in_the_settings_links_lead_to_the_forge_that_is_the_origin() {
    let sandbox = branch();
    let commit = sandbox.commit("2026-03-01", "A branch");
    let link = || {
        let output = sandbox.pm(&["diff", "v1..HEAD", "--format", "markdown"]).stdout;
        let at = output.find("[REQ-4](").expect("a link") + "[REQ-4](".len();
        output[at..].split(')').next().unwrap_or_default().to_owned()
    };
    assert_eq!(link(), "requirements/REQ-4-a.md");
    let git = sandbox.git();
    git.remote("origin", "https://ana:secret@github.com/ana/sheets.git").expect("a remote");
    assert_eq!(link(), format!("https://github.com/ana/sheets/blob/{commit}/requirements/REQ-4-a.md"));
    git.remote_set_url("origin", "git@codeberg.org:ana/sheets.git").expect("another address");
    assert_eq!(
        link(),
        format!("https://codeberg.org/ana/sheets/src/commit/{commit}/requirements/REQ-4-a.md")
    );
    git.remote_set_url("origin", "git@git.example.com:ana/sheets.git").expect("another address");
    assert_eq!(link(), "requirements/REQ-4-a.md");
}

#[test]
fn a_brief_difference_says_the_same_of_the_working_tree_and_of_what_is_staged() {
    let sandbox = branch();
    std::fs::rename(
        sandbox.path().join("requirements/REQ-3-a.md"),
        sandbox.path().join("requirements/REQ-3-print.md"),
    )
    .expect("a renamed file");
    let changes = |arguments: &[&str]| -> serde_json::Value {
        let output = sandbox.pm(&[&["diff", "--format", "json"], arguments].concat());
        let mut json: serde_json::Value = serde_json::from_str(&output.stdout).expect("JSON");
        for key in ["consequences", "named_in_code", "moved"] {
            json.as_object_mut().expect("an object").remove(key);
        }
        json
    };
    assert_eq!(changes(&["--brief"]), changes(&[]));
    assert_eq!(changes(&["HEAD~1", "--brief"]), changes(&["HEAD~1"]));
    sandbox.stage();
    assert_eq!(changes(&["--staged", "--brief"]), changes(&["--staged"]));
    assert_eq!(changes(&["--brief"])["renamed"][0]["id"], "REQ-3");
}
