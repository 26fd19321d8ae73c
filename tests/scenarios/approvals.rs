//! `pm approve`, and what `pm check` says of approvals when texts and commits change.

use crate::sandbox::{Sandbox, has_git};

const PATH: &str = "requirements/REQ-1-export.md";

const PM_YAML: &str = "format: 1
people:
  ana: {name: Ana Lopez, roles: product, accounts: [\"@ana-l\", ana@example.com]}
  ben: {name: Ben Ode, roles: [engineering], accounts: [ben@example.com]}
  cleo: {name: Cleo Ruiz, roles: [engineering, product]}
  dora: {name: Dora}
kinds:
  requirement: {approvals: {approved: [product, engineering]}}
levels: {personal-data: off}
";

const TEXT: &str = "---
id: REQ-1
title: Export as CSV
status: review # soon
owner: ana
---

## Problem
Sheets are typed by hand.

## Acceptance criteria
- [ ] A file is written within 10 s.

## Out of scope
Other formats.
";

/// A requirement that Cleo wrote.
fn written() -> Sandbox {
    let sandbox = Sandbox::with_git();
    sandbox.write("pm.yaml", PM_YAML);
    sandbox.write(PATH, TEXT);
    sandbox.commit_by("Cleo", "2026-11-01", "Write the export down");
    sandbox
}

/// Approves as `who`, and commits.
fn approve(sandbox: &Sandbox, who: &str, role: &str, day: &str, author: &str, message: &str) {
    let output = sandbox.pm(&["approve", "REQ-1", "--by", who, "--as", role]);
    assert_eq!(output.code, 0, "{}", output.shown());
    sandbox.commit_by(author, day, message);
}

/// The same requirement, approved by Ana and by Ben.
fn approved() -> Sandbox {
    let sandbox = written();
    approve(&sandbox, "ana", "product", "2026-11-02", "Ana", "Agree");
    approve(&sandbox, "ben", "engineering", "2026-11-03", "Ben", "Agree");
    edit(&sandbox, "status: review", "status: approved");
    sandbox.commit_by("Cleo", "2026-11-04", "Approved");
    sandbox
}

fn edit(sandbox: &Sandbox, from: &str, to: &str) {
    let text = sandbox.read(PATH);
    assert!(text.contains(from), "{text}");
    sandbox.write(PATH, &text.replace(from, to));
}

/// What `check` finds, each in one line without its place.
fn found(sandbox: &Sandbox) -> Vec<String> {
    let output = sandbox.pm(&["check", "--format", "concise"]);
    let findings = output.stdout.lines().filter(|line| line.starts_with("requirements/"));
    findings.filter_map(|line| Some(line.split_once(": ")?.1.to_owned())).collect()
}

#[test]
fn an_approval_is_an_entry_with_a_fingerprint_and_changes_nothing_else() {
    let sandbox = written();
    let commits_as_ana = [("GIT_AUTHOR_NAME", "Ana"), ("GIT_AUTHOR_EMAIL", "ana@example.com")];
    insta::assert_snapshot!(sandbox.pm_in(&["req", "approve", "req-1"], &commits_as_ana).shown(), @r#"
    REQ-1 requirements/REQ-1-export.md
      + approvals:
      +   - by: ana
      +     date: 2026-11-24
      +     role: product
      +     fingerprint: "90f1f9747d555629539dc181"
    ------- stderr -------
    REQ-1: `approved` still needs engineering
    "#);
    let lines: Vec<String> = sandbox.read(PATH).lines().map(str::to_owned).collect();
    let entry = ["approvals:", "  - by: ana", "    date: 2026-11-24", "    role: product"];
    assert_eq!(lines[5..9], entry);
    assert_eq!([&lines[..5], &lines[10..]].concat().join("\n") + "\n", TEXT);
    insta::assert_snapshot!(sandbox.pm_in(&["approve", "REQ-1"], &commits_as_ana).shown(), @r#"
    ------- stderr -------
    nothing to change: everything is as wanted already
    REQ-1: `approved` still needs engineering
    "#);
    insta::assert_snapshot!(
        sandbox.pm(&["approve", "REQ-1", "--by", "Ben Ode", "--as", "engineering", "--note", "In EUR only."]).shown(),
        @r#"
        REQ-1 requirements/REQ-1-export.md
          +   - by: ben
          +     date: 2026-11-24
          +     role: engineering
          +     note: In EUR only.
          +     fingerprint: "90f1f9747d555629539dc181"
        ------- stderr -------
        REQ-1 has every approval that a status needs
        note: the commit that adds the approval has to come from ben
        "#
    );
    insta::assert_snapshot!(sandbox.pm(&["approve", "REQ-1", "--by", "ana", "--withdraw"]).shown(), @r#"
    REQ-1 requirements/REQ-1-export.md
      -   - by: ana
      -     date: 2026-11-24
      -     role: product
      -     fingerprint: "90f1f9747d555629539dc181"
    "#);
    assert_eq!(sandbox.pm(&["approve", "REQ-1", "--by", "@ana-l", "--withdraw"]).code, 2);
    let _ = sandbox.pm(&["approve", "REQ-1", "--by", "ben", "--withdraw"]);
    assert_eq!(sandbox.read(PATH), TEXT);
}

#[test]
fn who_may_not_approve_is_told_who_may() {
    let sandbox = written();
    let refused = |arguments: &[&str], variables: &[(&str, &str)]| {
        let output = sandbox.pm_in(&[&["approve", "REQ-1"], arguments].concat(), variables);
        assert_eq!(output.code, 2, "{}", output.shown());
        assert_eq!(sandbox.read(PATH), TEXT);
        output.stderr
    };
    let zoe = [("GIT_AUTHOR_NAME", "Zoe"), ("GIT_AUTHOR_EMAIL", "zoe@example.com")];
    let said = [
        refused(&["--as", "product"], &zoe),
        refused(&["--by", "bem", "--as", "product"], &[]),
        refused(&["--by", "ben", "--as", "product"], &[]),
        refused(&["--by", "cleo"], &[]),
        refused(&["--by", "dora"], &[]),
        refused(&["--by", "ana", "--as", "legal"], &[]),
    ];
    insta::assert_snapshot!(said.concat(), @r#"
    error: pm.yaml knows nobody who commits as Zoe <zoe@example.com>
    hint: say who agrees with --by, or put the address under `accounts` of that person in pm.yaml
    error: pm.yaml knows nobody called `bem`
    hint: did you mean `ben`?
    error: ben may not approve as product
    hint: ben may approve as engineering
    hint: as product may approve: ana and cleo
    error: cleo may approve as engineering and product
    hint: say as what: --as engineering
    error: dora may approve nothing
    hint: say in pm.yaml what a person may approve as: people: {dora: {roles: [product]}}
    error: ana may not approve as legal
    hint: ana may approve as product
    hint: say in pm.yaml what a person may approve as: people: {ana: {roles: [legal]}}
    "#);
}

#[test]
fn a_status_cannot_be_reached_without_its_approvals() {
    let sandbox = written();
    insta::assert_snapshot!(sandbox.pm(&["status", "REQ-1", "approved"]).shown(), @r#"
    ------- stderr -------
    error[missing-approval]: this requirement is `approved`, and nobody has approved it as product or engineering
     --> requirements/REQ-1-export.md:4:9
      |
    4 | status: approved # soon
      |         ^^^^^^^^
      |
      = help: have ana or cleo run `pm approve REQ-1 --as product`
      = help: have ben or cleo run `pm approve REQ-1 --as engineering`


    error: the change would bring in 1 error; nothing was written
    hint: make the change whole, or write it as it is with --allow-findings
    [exit code: 2]
    "#);
    approve(&sandbox, "ana", "product", "2026-11-02", "Ana", "Agree");
    approve(&sandbox, "ben", "engineering", "2026-11-03", "Ben", "Agree");
    let output = sandbox.pm(&["status", "REQ-1", "approved"]);
    assert_eq!(output.code, 0, "{}", output.shown());
    assert_eq!(found(&sandbox), [""; 0]);
}

#[test]
fn another_text_makes_an_approval_stale_and_another_form_does_not() {
    let sandbox = approved();
    edit(&sandbox, "- [ ] A file is written", "* [x] A *file* is\n  [written](../README.md)<!-- how? -->");
    sandbox.write("README.md", "# Product\n");
    edit(&sandbox, "owner: ana", "owner: ben\npriority: must");
    assert_eq!(found(&sandbox), [""; 0]);
    edit(&sandbox, "10 s", "5 s");
    edit(&sandbox, "Other formats.", "Other formats, and printing.");
    insta::assert_snapshot!(sandbox.pm(&["check"]).shown(), @r#"
    error[stale-approval]: the text has changed since ana approved it as product: `within 10 s.` became `within 5 s.` in Acceptance criteria and `formats.` became `formats, and printing.` in Out of scope
     --> requirements/REQ-1-export.md:8:9
      |
    8 |   - by: ana
      |         ^^^
      |
      = help: have ana read it and run `pm approve REQ-1 --as product`

    error[stale-approval]: the text has changed since ben approved it as engineering: `within 10 s.` became `within 5 s.` in Acceptance criteria and `formats.` became `formats, and printing.` in Out of scope
      --> requirements/REQ-1-export.md:12:9
       |
    12 |   - by: ben
       |         ^^^
       |
       = help: have ben read it and run `pm approve REQ-1 --as engineering`

    2 errors in 1 of 1 file
    [exit code: 1]
    "#);
    edit(&sandbox, "status: approved", "status: review");
    insta::assert_snapshot!(found(&sandbox).join("\n"), @r#"
    warning[stale-approval]: the text has changed since ana approved it as product: `within 10 s.` became `within 5 s.` in Acceptance criteria and `formats.` became `formats, and printing.` in Out of scope
    warning[stale-approval]: the text has changed since ben approved it as engineering: `within 10 s.` became `within 5 s.` in Acceptance criteria and `formats.` became `formats, and printing.` in Out of scope
    "#);
    sandbox.commit_by("Cleo", "2026-11-09", "Faster, and no printing");
    approve(&sandbox, "ben", "engineering", "2026-11-10", "Ben", "Agree again");
    insta::assert_snapshot!(found(&sandbox).join("\n"), @r#"
    warning[stale-approval]: the text has changed since ana approved it as product: `within 10 s.` became `within 5 s.` in Acceptance criteria and `formats.` became `formats, and printing.` in Out of scope
    "#);
}

#[test]
fn words_are_found_in_the_past_of_a_document_that_was_moved() {
    let sandbox = approved();
    let text = sandbox.read(PATH);
    std::fs::remove_file(sandbox.path().join(PATH)).expect("a removed file");
    sandbox.write("requirements/old/REQ-1-csv.md", &text.replace("10 s", "1 s"));
    sandbox.commit_by("Cleo", "2026-11-10", "Move it");
    insta::assert_snapshot!(found(&sandbox).join("\n"), @r#"
    error[stale-approval]: the text has changed since ana approved it as product: `within 10 s.` became `within 1 s.` in Acceptance criteria
    error[stale-approval]: the text has changed since ben approved it as engineering: `within 10 s.` became `within 1 s.` in Acceptance criteria
    "#);
}

#[test]
fn without_history_it_says_that_the_words_are_not_known() {
    let sandbox = approved();
    let bare = Sandbox::bare();
    for file in sandbox.files() {
        bare.write(&file, &sandbox.read(&file));
    }
    let output = bare.pm(&["check"]);
    insta::assert_snapshot!(output.shown(), @r#"
    1 artifact in 1 file: no findings
    ------- stderr -------
    note: who approved REQ-1 was not judged: the folder is not in a git repository
    "#);
    bare.write(PATH, &bare.read(PATH).replace("10 s", "5 s"));
    let output = bare.pm(&["check"]);
    assert!(output.stdout.contains("which words changed is not known"), "{}", output.shown());
}

#[test]
fn an_approval_comes_from_the_person_it_names() {
    let sandbox = written();
    approve(&sandbox, "ana", "product", "2026-11-02", "Cleo", "Agree for Ana");
    insta::assert_snapshot!(found(&sandbox).join("\n"), @r#"error[improper-approval]: the approval of ana as product comes from cleo (commit f745975476)"#);
    let sandbox = written();
    approve(
        &sandbox,
        "ana",
        "product",
        "2026-11-02",
        "Cleo",
        "Agree\n\nCo-authored-by: Ana L <ana@example.com>",
    );
    assert_eq!(found(&sandbox), [""; 0]);
}

#[test]
fn whoever_wrote_the_text_does_not_approve_it() {
    let sandbox = written();
    approve(&sandbox, "cleo", "engineering", "2026-11-02", "Cleo", "Agree with myself");
    insta::assert_snapshot!(found(&sandbox).join("\n"), @r#"error[improper-approval]: cleo approved as engineering what cleo wrote (commit 2a494a2ce0)"#);
    // An approval that is not committed is nobody's yet.
    let sandbox = written();
    let _ = sandbox.pm(&["approve", "REQ-1", "--by", "cleo", "--as", "engineering"]);
    assert_eq!(found(&sandbox), [""; 0]);
}

#[test]
fn a_squashed_commit_holds_its_people_in_trailers() {
    let squashed = |author: &str, trailers: &str| {
        let sandbox = Sandbox::with_git();
        sandbox.write("pm.yaml", PM_YAML);
        sandbox.commit_by("Dora", "2026-11-01", "Begin");
        sandbox.write(PATH, TEXT);
        approve(&sandbox, "ben", "engineering", "2026-11-02", author, &format!("Export (#7)\n\n{trailers}"));
        found(&sandbox)
    };
    assert_eq!(squashed("Cleo", "Co-authored-by: Ben Ode <ben@example.com>\n"), [""; 0]);
    assert_eq!(squashed("Ben", "Co-authored-by: Cleo Ruiz <cleo@example.com>\n"), [""; 0]);
    insta::assert_snapshot!(
        [squashed("Ben", ""), squashed("Cleo", "Co-authored-by: Dora <dora@example.com>\n")].concat().join("\n"),
        @r#"
        error[improper-approval]: ben wrote this and approved it as engineering in one commit (6eaa52416a)
        error[improper-approval]: the approval of ben as engineering comes from cleo and dora (commit c05042ef20)
        "#
    );
}

#[test]
fn a_merged_branch_is_judged_by_its_own_commits() {
    let sandbox = written();
    let git = sandbox.git();
    let base = git.head().and_then(|head| head.peel_to_commit()).expect("a commit");
    approve(&sandbox, "ben", "engineering", "2026-11-02", "Ben", "Agree");
    let branch = git.head().and_then(|head| head.peel_to_commit()).expect("a commit");
    let tree = branch.tree().expect("a tree");
    let dora = git2::Signature::now("Dora", "dora@example.com").expect("a signature");
    git.reset(base.as_object(), git2::ResetType::Soft, None).expect("a reset");
    git.commit(Some("HEAD"), &dora, &dora, "Merge branch 'agree'", &tree, &[&base, &branch])
        .expect("a merge");
    assert_eq!(found(&sandbox), [""; 0]);
}

#[test]
fn findings_that_were_there_before_the_branch_do_not_fail_it() {
    let sandbox = written();
    approve(&sandbox, "cleo", "engineering", "2026-11-02", "Cleo", "Agree with myself");
    sandbox.write("README.md", "# Product\n");
    sandbox.commit_by("Cleo", "2026-11-03", "More");
    let output = sandbox.pm(&["check", "--since", "HEAD~1"]);
    assert_eq!(output.code, 0, "{}", output.shown());
    let output = sandbox.pm(&["check", "--since", "HEAD~2"]);
    assert_eq!(output.code, 1, "{}", output.shown());
    assert_eq!(sandbox.pm(&["check", "--at", "HEAD~2"]).code, 0);
}

#[test]
fn a_commit_of_an_approval_says_who_approved() {
    if !has_git() {
        return;
    }
    let sandbox = written();
    let mut settings = sandbox.git().config().expect("settings");
    settings.set_str("user.name", "Ben Ode").expect("a name");
    settings.set_str("user.email", "ben@example.com").expect("an address");
    let output = sandbox.pm(&["approve", "REQ-1", "--commit"]);
    assert!(output.stderr.contains("REQ-1: approved by ben as engineering"), "{}", output.shown());
    let output = sandbox.pm(&["approve", "REQ-1", "--note", "Not before March.", "--commit"]);
    assert!(output.stderr.contains("REQ-1: approved anew"), "{}", output.shown());
    assert_eq!(found(&sandbox), [""; 0]);
    let output = sandbox.pm(&["approve", "REQ-1", "--withdraw", "--commit"]);
    assert!(output.stderr.contains("REQ-1: no longer approved by ben as engineering"), "{}", output.shown());
}
