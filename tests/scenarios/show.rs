//! `pm show` as its readers see it.

use crate::sandbox::{Sandbox, in_example};

fn shows(name: &str, example: &str, arguments: &[&str]) {
    insta::assert_snapshot!(name, in_example(example, &[&["show"], arguments].concat()).shown());
}

#[test]
fn an_artifact_is_told_with_everything_around_it() {
    shows("show-requirement", "tideline", &["REQ-5"]);
    shows("show-objective-markdown", "tideline", &["OBJ-2", "--format", "markdown"]);
    shows("show-part", "halden", &["OBJ-1.KR1"]);
}

#[test]
fn a_kind_takes_the_number_alone_and_a_version_names_its_release() {
    let by_number = in_example("tideline", &["req", "show", "5"]);
    assert_eq!(by_number.stdout, in_example("tideline", &["show", "req-05"]).stdout);
    assert!(in_example("tideline", &["show", "3.0.0"]).stdout.starts_with("REL-5 Deposits"));
}

#[test]
fn a_criterion_is_named_by_its_place() {
    let output = in_example("tideline", &["show", "REQ-5.AC4"]);
    assert!(output.stdout.contains("AC4 A visitor without an account can book"), "{}", output.shown());
    insta::assert_snapshot!(in_example("tideline", &["show", "REQ-5.AC9"]).shown(), @r#"
    ------- stderr -------
    error: REQ-5 has no AC9
    hint: it has AC1, AC2, AC3, AC4 and AC5
    [exit code: 2]
    "#);
}

#[test]
fn an_unknown_id_is_told_the_nearest() {
    insta::assert_snapshot!(in_example("tideline", &["show", "REQ-55"]).shown(), @r#"
    ------- stderr -------
    error: there is no `REQ-55`
    hint: did you mean REQ-15 (Print the evening round)?
    [exit code: 2]
    "#);
}

#[test]
fn a_document_that_cannot_be_read_is_named_and_the_others_are_shown() {
    let sandbox = Sandbox::new();
    sandbox.write("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: A\nstatus: new\nrelated: IDEA-2\n---\n");
    sandbox.write("ideas/IDEA-2-b.md", "---\nid: IDEA-2\ntitle: [\n---\n");
    insta::assert_snapshot!(sandbox.pm(&["show", "IDEA-2", "IDEA-1"]).shown(), @r#"
    IDEA-1 A
    ════════
    idea · new · ideas/IDEA-1-a.md

    related  IDEA-2 (unreadable)

    Where it stands
    ───────────────
    status  not looked at
    ------- stderr -------
    error: IDEA-2 cannot be read: ideas/IDEA-2-b.md
    hint: run `pm check ideas/IDEA-2-b.md` to see why
    [exit code: 1]
    "#);
    assert_eq!(sandbox.pm(&["show", "IDEA-1"]).code, 0);
}
