//! `pm view` as its callers see it: questions that `pm.yaml` has a name for.

use crate::sandbox::{Sandbox, in_example};

fn product(views: &str) -> Sandbox {
    let sandbox = Sandbox::bare();
    sandbox.write(
        "pm.yaml",
        &format!(
            "format: 1\naudiences:\n  outside: {{public: true, kinds: [requirement], fields: [title, status]}}\nviews:\n{views}"
        ),
    );
    for (id, visibility) in [(1, "public"), (2, "internal")] {
        sandbox.write(
            &format!("requirements/REQ-{id}-x.md"),
            &format!(
                "---\nid: REQ-{id}\ntitle: Work {id}\nstatus: approved\ntarget: 2026-Q4\nvisibility: {visibility}\n---\n"
            ),
        );
    }
    sandbox
}

const VIEWS: &str = "  all: {view: list requirement, columns: [id, title], title: Everything}\n  told: {view: roadmap, \
                     audience: outside}\n";

#[test]
fn a_view_is_its_command_with_its_flags() {
    insta::assert_snapshot!(product(VIEWS).pm(&["view", "all"]).shown(), @r#"
    Everything
    ══════════
    2

    ID     TITLE
    REQ-1  Work 1
    REQ-2  Work 2
    "#);
    insta::assert_snapshot!(product(VIEWS).pm(&["view"]).shown(), @r#"
    Views
    ═════
    2 views

    NAME  WHAT IT SHOWS  AUDIENCE  COMMAND
    all   Everything               `pm list requirement --columns=id --columns=title`
    told                 outside   `pm roadmap --audience=outside`
    "#);
    insta::assert_snapshot!(Sandbox::new().pm(&["view"]).shown(), @r#"
    Views
    ═════

    ! pm.yaml names no views yet; name one: `views: {next: {view: roadmap, by: quarter}}`, then pm view
      next
    "#);
}

#[test]
fn flags_that_are_given_win() {
    let sandbox = product(VIEWS);
    let out = sandbox.pm(&["view", "all", "--columns", "title", "--format", "csv"]).shown();
    insta::assert_snapshot!(out, @r#"
    title
    Work 1
    Work 2
    "#);
    assert!(!sandbox.pm(&["view", "told"]).stdout.contains("REQ-2"));
    assert_eq!(sandbox.pm(&["view", "--format=json", "told"]).stdout.matches("\"id\"").count(), 1);
}

#[test]
fn what_a_view_says_wrong_has_its_place() {
    let sandbox = product("  a: {view: roadmap, bye: team}\n  b: {view: rodmap}\n  c: {title: Nothing}\n");
    insta::assert_snapshot!(sandbox.pm(&["view", "a"]).shown(), @r#"
    ------- stderr -------
    error: pm.yaml:5:22: `pm roadmap` has no flag `--bye`
    hint: did you mean `by`?
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["view", "d"]).shown(), @r#"
    ------- stderr -------
    error: there is no view `d`
    hint: the views of pm.yaml: a and b
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["check", "pm.yaml"]).shown(), @r#"
    error[invalid-config]: `pm roadmap` has no flag `--bye`
     --> pm.yaml:5:22
      |
    5 |   a: {view: roadmap, bye: team}
      |                      ^^^
      |
      = help: did you mean `by`?

    error[invalid-config]: the view `b` asks `pm rodmap`, which shows no view
     --> pm.yaml:6:13
      |
    6 |   b: {view: rodmap}
      |             ^^^^^^
      |
      = help: did you mean `roadmap`?

    error[invalid-config]: the view `c` names no command
     --> pm.yaml:7:3
      |
    7 |   c: {title: Nothing}
      |   ^
      |
      = help: say which: `view: roadmap`

    3 errors in 1 of 2 files
    [exit code: 1]
    "#);
}

#[test]
fn the_examples_name_views_that_can_be_shown() {
    for (example, views) in [
        ("tideline", ["owners", "quarter", "work", "season"].as_slice()),
        ("halden", &["board", "law", "suppliers"]),
    ] {
        for view in views {
            assert_eq!(in_example(example, &["view", view]).code, 0, "{example} {view}");
        }
    }
}
