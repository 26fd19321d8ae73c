//! Any view at any moment: `--at` and `--staged`.

use crate::sandbox::Sandbox;

fn idea(sandbox: &Sandbox, status: &str) {
    sandbox.write("ideas/IDEA-1-a.md", &format!("---\nid: IDEA-1\ntitle: A\nstatus: {status}\n---\n"));
}

/// Three moments: new on 1 March, shaping on 10 March and tagged, gone on 20 March.
fn three_moments() -> Sandbox {
    let sandbox = Sandbox::with_git();
    idea(&sandbox, "new");
    sandbox.commit("2026-03-01", "An idea");
    idea(&sandbox, "planned");
    let second = sandbox.commit("2026-03-10", "Take it up");
    let git = sandbox.git();
    let object = git.revparse_single(&second).expect("a commit");
    git.tag_lightweight("v1", &object, false).expect("a tag");
    std::fs::remove_file(sandbox.path().join("ideas/IDEA-1-a.md")).expect("a removed file");
    sandbox.write("ideas/IDEA-2-b.md", "---\nid: IDEA-2\ntitle: B\nstatus: new\n---\n");
    sandbox.commit("2026-03-20", "Another idea instead");
    sandbox
}

fn statuses(sandbox: &Sandbox, arguments: &[&str]) -> String {
    let base = ["list", "idea", "--columns", "id,status", "--format", "csv"];
    let output = sandbox.pm(&[&base, arguments].concat());
    assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{}", output.shown());
    output.stdout.lines().skip(1).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_moment_is_a_revision_a_tag_a_day_or_words() {
    let sandbox = three_moments();
    let check =
        |moment: &str, expect: &str| assert_eq!(statuses(&sandbox, &["--at", moment]), expect, "{moment}");
    check("HEAD", "IDEA-2,new");
    check("HEAD~2", "IDEA-1,new");
    check("v1", "IDEA-1,planned");
    check("main~1", "IDEA-1,planned");
    check("2026-03-09", "IDEA-1,new");
    check("2026-03-10", "IDEA-1,planned");
    check("2026-03", "IDEA-2,new");
    // Scenarios run on 24 November 2026.
    check("yesterday", "IDEA-2,new");
    check("one-month-ago", "IDEA-2,new");
    check("259 days ago", "IDEA-1,planned");
}

#[test]
fn a_name_of_a_reference_is_no_day() {
    let sandbox = three_moments();
    let git = sandbox.git();
    let first = git.revparse_single("HEAD~2").expect("a commit");
    git.tag_lightweight("2026-03-20", &first, false).expect("a tag");
    assert_eq!(statuses(&sandbox, &["--at", "2026-03-20"]), "IDEA-1,new");
}

#[test]
fn the_past_is_read_from_git_and_not_from_the_working_tree() {
    let sandbox = three_moments();
    idea(&sandbox, "declined");
    sandbox.write("pm.yaml", "format: 1\nkinds: broken");
    assert_eq!(statuses(&sandbox, &["--at", "HEAD"]), "IDEA-2,new");
}

#[test]
fn what_is_staged_is_read_apart_from_what_is_not() {
    let sandbox = three_moments();
    idea(&sandbox, "new");
    sandbox.stage();
    idea(&sandbox, "planned");
    assert_eq!(statuses(&sandbox, &["--staged"]), "IDEA-1,new IDEA-2,new");
}

#[test]
fn today_in_the_past_is_the_day_of_the_commit() {
    let sandbox = three_moments();
    let day = |arguments: &[&str]| {
        let base = ["list", "idea", "--columns", "today()", "--format", "csv"];
        sandbox.pm(&[&base, arguments].concat()).stdout.lines().nth(1).unwrap_or_default().to_owned()
    };
    assert_eq!(day(&[]), "2026-11-24");
    assert_eq!(day(&["--at", "v1"]), "2026-03-10");
    assert_eq!(day(&["--at", "v1", "--today", "2026-04-01"]), "2026-04-01");
}

#[test]
fn every_command_that_reads_takes_a_moment() {
    let sandbox = three_moments();
    for command in [
        &["list"][..],
        &["idea", "list"],
        &["show", "IDEA-1"],
        &["links"],
        &["roadmap"],
        &["prioritize"],
        &["changelog"],
        &["check"],
    ] {
        let output = sandbox.pm(&[command, &["--at", "v1"]].concat());
        assert_eq!(output.code, 0, "{command:?}: {}", output.shown());
    }
}

#[test]
fn a_moment_that_is_not_there_is_said_with_what_can_be_named() {
    let sandbox = three_moments();
    let said = |moment: &str| sandbox.pm(&["list", "--at", moment]).stderr;
    insta::assert_snapshot!(said("v2"), @r#"
    error: no revision "v2"
    hint: name a branch, a tag, a commit, a day such as 2026-11-23, or words such as "3 weeks ago"
    "#);
    insta::assert_snapshot!(said("2025-01-01"), @r#"
    error: no commit was made on or before 2025-01-01
    hint: name a later day
    "#);
    let without_git = Sandbox::new().pm(&["list", "--at", "v1"]);
    assert_eq!(without_git.code, 2);
    assert!(without_git.stderr.ends_with("is not in a git repository\n"), "{}", without_git.stderr);
    let without_commits = Sandbox::with_git().pm(&["list", "--at", "yesterday"]);
    assert_eq!(without_commits.stderr, "error: the repository has no commit yet\n");
    insta::assert_snapshot!(sandbox.pm(&["check", "--fix", "--at", "v1"]).stderr, @r#"
    error: the argument '--fix' cannot be used with '--at <MOMENT>'

    Usage: pm check --fix [PATH]...

    For more information, try '--help'.
    "#);
}

#[test]
fn a_past_without_pm_yaml_is_read_with_the_present_one() {
    let sandbox = Sandbox::with_git();
    std::fs::remove_file(sandbox.path().join("pm.yaml")).expect("a removed file");
    idea(&sandbox, "new");
    sandbox.commit("2026-03-01", "Before pm");
    sandbox.write("pm.yaml", "format: 1\n");
    let output = sandbox.pm(&["list", "--at", "HEAD", "--columns", "id", "--format", "csv"]);
    assert_eq!(output.stdout, "id\r\nIDEA-1\r\n");
    assert!(output.stderr.starts_with("note: there is no pm.yaml at that moment"), "{}", output.stderr);
}

#[test]
fn a_bare_repository_has_a_past() {
    let sandbox = three_moments();
    let bare = tempfile::tempdir().expect("a folder");
    let url = sandbox.path().to_str().expect("a path");
    git2::build::RepoBuilder::new().bare(true).clone(url, bare.path()).expect("a clone");
    let folder = bare.path().to_str().expect("a path");
    let output =
        sandbox.pm(&["-C", folder, "list", "--at", "v1", "--columns", "id,status", "--format", "csv"]);
    assert_eq!(output.stdout.lines().nth(1), Some("IDEA-1,planned"), "{}", output.shown());
    let output = sandbox.pm(&["-C", folder, "list"]);
    assert_eq!(output.code, 2, "{}", output.shown());
}
