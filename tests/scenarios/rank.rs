//! `pm rank`: an order made by hand.

use crate::sandbox::Sandbox;

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    for (id, title) in [("1", "One"), ("2", "Two"), ("3", "Three"), ("4", "Four")] {
        let text = format!("---\nid: REQ-{id}\ntitle: {title} # by Ana\nstatus: draft\n---\n");
        sandbox.write(&format!("requirements/REQ-{id}-x.md"), &text);
    }
    sandbox
}

fn order(sandbox: &Sandbox) -> String {
    let output = sandbox.pm(&["list", "--sort", "rank", "--columns", "id,rank", "--format", "csv"]);
    output.stdout.lines().skip(1).collect::<Vec<_>>().join(" ")
}

#[test]
fn artifacts_are_put_before_and_behind_others() {
    let sandbox = sandbox();
    insta::assert_snapshot!(sandbox.pm(&["rank", "REQ-3", "REQ-1", "--first"]).shown(), @r#"
    REQ-3 requirements/REQ-3-x.md
      + rank: i
    REQ-1 requirements/REQ-1-x.md
      + rank: i01
    ------- stderr -------
    2 artifacts changed
    "#);
    assert_eq!(order(&sandbox), "REQ-3,i REQ-1,i01 REQ-2, REQ-4,");
    insta::assert_snapshot!(sandbox.pm(&["req", "rank", "4", "--before", "1"]).shown(), @r#"
    REQ-4 requirements/REQ-4-x.md
      + rank: i00i
    "#);
    assert_eq!(order(&sandbox), "REQ-3,i REQ-4,i00i REQ-1,i01 REQ-2,");
    assert!(!sandbox.read("requirements/REQ-2-x.md").contains("rank"));
    assert!(sandbox.read("requirements/REQ-3-x.md").contains("title: Three # by Ana\n"));
}

#[test]
fn a_place_beside_what_has_none_is_refused() {
    let sandbox = sandbox();
    insta::assert_snapshot!(sandbox.pm(&["rank", "REQ-3", "--after", "REQ-1"]).shown(), @r#"
    ------- stderr -------
    error: REQ-1 has no place in the order yet
    hint: give it one first: pm rank REQ-1 --last
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["rank", "REQ-3"]).shown(), @r#"
    ------- stderr -------
    error: the following required arguments were not provided:
      <--before <ID>|--after <ID>|--first|--last>

    Usage: pm rank <--before <ID>|--after <ID>|--first|--last> <ID>...

    For more information, try '--help'.
    [exit code: 2]
    "#);
}
