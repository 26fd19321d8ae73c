//! `pm history`: who changed what, when.

use crate::sandbox::Sandbox;

fn requirement(front: &str, body: &str) -> String {
    format!("---\nid: REQ-1\ntitle: Export as CSV\n{front}---\n{body}")
}

/// A requirement whose target moves twice, which is renamed, broken and mended on the way.
fn moved_twice() -> Sandbox {
    let sandbox = Sandbox::with_git();
    let body =
        "## Problem\nSheets are typed by hand.\n## Acceptance criteria\n- [ ] AC1: A file is written.\n";
    sandbox.write("requirements/REQ-1-export.md", &requirement("status: draft\ntarget: 2026-Q1\n", body));
    sandbox.commit("2026-01-05", "Write the export down");
    sandbox.write("requirements/REQ-1-export.md", &requirement("status: review\ntarget: 2026-Q2\n", body));
    sandbox.commit_by("Ben", "2026-02-10", "The team is short of a person\n\nSee the retro.");
    sandbox.write("requirements/REQ-1-export.md", "---\nid: [\n---\n");
    sandbox.commit("2026-02-11", "Oops");
    std::fs::remove_file(sandbox.path().join("requirements/REQ-1-export.md")).expect("a removed file");
    let body = body.replace("A file", "A file with a heading");
    sandbox.write("requirements/REQ-1-csv.md", &requirement("status: review\ntarget: 2026-Q4\n", &body));
    sandbox.commit("2026-03-01", "Later, again");
    sandbox
}

#[test]
fn every_change_is_told_with_its_day_its_author_and_its_reason() {
    let sandbox = moved_twice();
    insta::assert_snapshot!(sandbox.pm(&["history", "REQ-1", "--follow", "id"]).shown(), @r#"
    REQ-1 Export as CSV
    ═══════════════════
    3 commits; first parents, renames followed at 50 % similarity, documents joined by id

    • 2026-01-05 Ana: Write the export down (a16adc4579)
      ◦ added draft
    • 2026-02-10 Ben: The team is short of a person (a50318335f)
      ◦ status draft → review
      ◦ target 2026-Q1 → 2026-Q2
    • 2026-03-01 Ana: Later, again (2ea8e52e64)
      ◦ path requirements/REQ-1-export.md → requirements/REQ-1-csv.md
      ◦ target 2026-Q2 → 2026-Q4
      ◦ § Acceptance criteria AC1: A file is written. → AC1: A file with a heading is written.

    ! Passed over, for they cannot be read: 1 old revision.
    "#);
}

#[test]
fn a_rename_is_followed_while_half_of_the_document_stays() {
    let sandbox = moved_twice();
    let csv = sandbox.pm(&["history", "REQ-1", "--format", "csv"]).stdout;
    // What came after the broken revision shares nothing with it, so that it is another document.
    assert_eq!(csv.lines().count(), 2, "{csv}");
    let sandbox = Sandbox::with_git();
    let long = "## Problem\n".to_owned() + &"Words that stay.\n".repeat(20);
    sandbox.write("requirements/REQ-1-a.md", &requirement("status: draft\n", &long));
    sandbox.commit("2026-01-05", "First");
    std::fs::remove_file(sandbox.path().join("requirements/REQ-1-a.md")).expect("a removed file");
    sandbox.write("requirements/REQ-1-b.md", &requirement("status: review\n", &long));
    sandbox.commit("2026-01-06", "Second");
    insta::assert_snapshot!(sandbox.pm(&["history", "REQ-1"]).shown(), @r#"
    REQ-1 Export as CSV
    ═══════════════════
    2 commits; first parents, renames followed at 50 % similarity

    • 2026-01-05 Ana: First (b5f93b16cb)
      ◦ added draft
    • 2026-01-06 Ana: Second (7046087c79)
      ◦ path requirements/REQ-1-a.md → requirements/REQ-1-b.md
      ◦ status draft → review
    "#);
}

#[test]
fn a_removed_artifact_keeps_its_history() {
    let sandbox = moved_twice();
    std::fs::remove_file(sandbox.path().join("requirements/REQ-1-csv.md")).expect("a removed file");
    sandbox.commit("2026-04-01", "Not needed");
    let output = sandbox.pm(&["history", "REQ-1"]);
    assert!(output.stdout.contains("removed since"), "{}", output.shown());
    assert!(output.stdout.contains("Not needed"), "{}", output.shown());
    let unknown = sandbox.pm(&["history", "REQ-2"]);
    assert_eq!(unknown.code, 2, "{}", unknown.shown());
}

#[test]
fn a_beginning_and_an_end_can_be_named() {
    let sandbox = moved_twice();
    let days = |arguments: &[&str]| {
        let base = ["history", "REQ-1", "--follow", "id", "--format", "csv"];
        let output = sandbox.pm(&[&base, arguments].concat());
        let mut days: Vec<String> = output.stdout.lines().skip(1).map(|line| line[..10].to_owned()).collect();
        days.dedup();
        days
    };
    assert_eq!(days(&["--since", "2026-02-09"]), ["2026-02-10", "2026-03-01"]);
    assert_eq!(days(&["--until", "2026-02-28"]), ["2026-01-05", "2026-02-10"]);
}

#[test]
fn without_git_it_says_so() {
    let sandbox = Sandbox::new();
    let output = sandbox.pm(&["history", "REQ-1"]);
    assert_eq!(output.code, 2);
    assert!(output.stderr.contains("is not in a git repository"), "{}", output.shown());
}
