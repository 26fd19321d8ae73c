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

#[test]
fn a_team_has_its_name_and_a_bet_the_target_of_its_deliverables() {
    let sandbox = Sandbox::new();
    sandbox.write("pm.yaml", "teams: {web: {name: People of the harbour}, pay: {name: Pay}}\n");
    sandbox.write(
        "initiatives/INIT-1-a.md",
        "---\nid: INIT-1\ntitle: A\nstatus: shaping\nowner: ana\nteam: web\n---\n",
    );
    sandbox.write(
        "requirements/REQ-1-b.md",
        "---\nid: REQ-1\ntitle: B\nstatus: draft\nteam: pay\nrelease: REL-1\ninitiative: INIT-1\n---\n",
    );
    sandbox.write(
        "requirements/REQ-2-c.md",
        "---\nid: REQ-2\ntitle: C\nstatus: draft\nteam: crew\ntarget: 2026-Q3\nparent: REQ-1\n---\n",
    );
    sandbox.write(
        "releases/REL-1-d.md",
        "---\nid: REL-1\ntitle: D\nstatus: planned\nversion: 1.0.0\ntarget: 2026-12\n---\n",
    );
    insta::assert_snapshot!(sandbox.pm(&["show", "INIT-1", "REQ-1", "REQ-2"]).shown(), @r#"
    INIT-1 A
    ────────
    initiative · shaping · initiatives/INIT-1-a.md

    owner  ana
    team   People of the harbour (web)

    Where it stands
    status       scope, risks and appetite are being worked out
    planned for  December 2026 · by the latest of its deliverables · now
    delivered    0 of 1 done

    What leads here
    deliverables  REQ-1 B (draft)

    REQ-1 B
    ───────
    requirement · draft · requirements/REQ-1-b.md

    initiative  INIT-1 A
    release     REL-1 D
    team        Pay

    Where it stands
    status       being written
    planned for  December 2026 · by its release · now
    for          INIT-1 A
    delivered    0 of 1 done

    What leads here
    children  REQ-2 C (draft)

    REQ-2 C
    ───────
    requirement · draft · requirements/REQ-2-c.md

    parent  REQ-1 B
    target  Q3 2026
    team    crew

    Where it stands
    status       being written
    planned for  Q3 2026 · now · overdue since 30 Sep 2026
    for          REQ-1 B → INIT-1 A
    "#);
}

#[test]
fn numbers_have_the_units_of_the_repository() {
    let sandbox = Sandbox::bare();
    sandbox.write("pm.yaml", "format: 1\ncurrency: EUR\neffort_unit: days\n");
    sandbox
        .write("customers/CUST-1-a.md", "---\nid: CUST-1\ntitle: A\nstatus: active\nrevenue: 12000\n---\n");
    sandbox.write("requirements/REQ-1-a.md", "---\nid: REQ-1\ntitle: A\nstatus: draft\neffort: 2-5\n---\n");
    assert_eq!(sandbox.pm(&["check"]).code, 0);
    assert!(sandbox.pm(&["show", "CUST-1"]).stdout.contains("12,000 EUR per year"));
    assert!(sandbox.pm(&["show", "REQ-1"]).stdout.contains("2-5 days"));
}
