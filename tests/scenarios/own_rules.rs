//! Rules and formulas of the repository's own, from `pm.yaml` to the report.

use crate::sandbox::Sandbox;

/// A kind that no rule of `pm` says more of than that it can be read.
const KINDS: &str = "\
shipped_kinds: none
kinds:
  ticket:
    folder: tickets
    id: {prefix: TICK}
    status: {open: [draft], active: [approved], dropped: [dropped]}
    fields:
      effort: {type: effort}
      reach: {type: number}
      owner: {type: person}
      related: {type: list of link, to: ticket, meaning: relates to}
";

fn sandbox(config: &str) -> Sandbox {
    let sandbox = Sandbox::bare();
    sandbox.write("pm.yaml", &format!("{config}{KINDS}"));
    let ticket = |id: &str, rest: &str| {
        sandbox.write(&format!("tickets/{id}-one.md"), &format!("---\nid: {id}\n{rest}---\n"));
    };
    ticket("TICK-1", "title: Export\nstatus: draft\neffort: 2-6\nrelated: [TICK-2]\n");
    ticket("TICK-2", "title: Import\nstatus: dropped\n");
    sandbox
}

#[test]
fn a_rule_finds_what_it_asserts_and_points_at_its_field() {
    let sandbox = sandbox(
        "rules:\n  - name: too-large\n    kind: ticket\n    when: has(effort)\n    assert: effort < 3\n    field: effort\n    \
         level: error\n    message: '{title} takes {effort} weeks: {{split it}}'\n    help: cut it in two\n",
    );
    insta::assert_snapshot!(sandbox.pm(&["check"]).shown(), @r"
    error[too-large]: Export takes 4 weeks: {split it}
     --> tickets/TICK-1-one.md:5:9
      |
    5 | effort: 2-6
      |         ^^^
      |
      = help: cut it in two

    1 error in 1 of 2 files
    [exit code: 1]
    ");
}

#[test]
fn a_rule_over_links_sees_both_ends() {
    let sandbox = sandbox(
        "rules:\n  - name: waits-for-dropped\n    over: links\n    when: link.meaning == \"relates to\"\n    \
         assert: target.category() != \"dropped\"\n    message: \"{source} waits for {target}, which is {target.status}\"\n",
    );
    insta::assert_snapshot!(sandbox.pm(&["check", "--format", "concise"]).shown(), @r"
    tickets/TICK-1-one.md:6:11: warning[waits-for-dropped]: TICK-1 waits for TICK-2, which is dropped
    ");
    let only = sandbox.pm(&["check", "tickets/TICK-2-one.md", "--format", "concise"]);
    assert_eq!(only.code, 0);
}

#[test]
fn a_mistake_in_an_expression_is_shown_where_it_stands() {
    let sandbox = sandbox(
        "rules:\n  - name: one\n    when: status == \"aproved\"\n    assert: has(ownr)\n    message: \"{titel}\"\n  - name: two\n    \
         assert: >\n      has(onwer)\nscores:\n  own: {formula: reach / efort, kinds: [ticket]}\n",
    );
    insta::assert_snapshot!(sandbox.pm(&["check"]).shown(), @r#"
    error[invalid-expression]: `aproved` is not a value of `status`
     --> pm.yaml:3:21
      |
    3 |     when: status == "aproved"
      |                     ^^^^^^^^^
      |
      = help: did you mean `approved`?

    error[invalid-expression]: unknown name `ownr`
     --> pm.yaml:4:17
      |
    4 |     assert: has(ownr)
      |                 ^^^^
      |
      = help: did you mean `owner`?

    error[invalid-expression]: unknown name `titel`
     --> pm.yaml:5:16
      |
    5 |     message: "{titel}"
      |                ^^^^^
      |
      = help: did you mean `title`?

    error[invalid-expression]: unknown name `onwer`
     --> pm.yaml:7:13
      |
    7 |       assert: >
      |  _____________^
    8 | |       has(onwer)
      | |________________^
      |
      = help: did you mean `owner`?

    error[invalid-expression]: unknown name `efort`
      --> pm.yaml:10:26
       |
    10 |   own: {formula: reach / efort, kinds: [ticket]}
       |                          ^^^^^
       |
       = help: did you mean `effort`?

    5 errors in 1 of 2 files
    [exit code: 1]
    "#);
}

#[test]
fn the_level_of_a_rule_of_ones_own_can_be_set_and_a_misspelt_name_is_a_finding() {
    let sandbox = sandbox(
        "rules:\n  - {name: owned, assert: has(owner), message: nobody owns it}\nlevels: {owned: off, onwed: note}\n",
    );
    insta::assert_snapshot!(sandbox.pm(&["check"]).shown(), @r"
    error[unknown-rule]: there is no rule `onwed`
     --> pm.yaml:3:22
      |
    3 | levels: {owned: off, onwed: note}
      |                      ^^^^^
      |
      = help: did you mean `owned`?

    1 error in 1 of 2 files
    [exit code: 1]
    ");
}

#[test]
fn what_cannot_be_computed_is_said_once() {
    let sandbox = sandbox("rules:\n  - {name: ratio, assert: 1 / (effort - 4) > 0, message: no}\n");
    insta::assert_snapshot!(sandbox.pm(&["check"]).shown(), @r"
    warning[ratio]: the rule ratio cannot be computed everywhere: division by zero
     --> pm.yaml:2:12
      |
    2 |   - {name: ratio, assert: 1 / (effort - 4) > 0, message: no}
      |            ^^^^^

    warning[ratio]: no
     --> tickets/TICK-2-one.md:4:9
      |
    4 | status: dropped
      |         ^^^^^^^

    2 warnings in 2 of 2 files
    ");
}
