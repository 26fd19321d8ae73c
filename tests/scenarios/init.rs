//! `pm init` as its callers see it.

use crate::sandbox::Sandbox;

#[test]
fn a_folder_becomes_a_product_and_says_what_is_next() {
    let sandbox = Sandbox::bare();
    insta::assert_snapshot!(sandbox.pm(&["init", "tide", "--name", "Tide: \"one\""]).shown(), @r#"
    tide/pm.yaml
    ------- stderr -------

    next:
      pm -C tide idea add "What somebody asked for"
      pm -C tide check
      pm -C tide explain
    hint: run `git init` too; the plan's history is read from git
    "#);
    assert_eq!(sandbox.files(), ["tide/pm.yaml"]);
    assert!(sandbox.read("tide/pm.yaml").contains(r#"name: "Tide: \"one\"""#));
    let output = sandbox.pm(&["-C", "tide", "idea", "add", "First"]);
    assert_eq!(output.code, 0, "{}", output.shown());
}

#[test]
fn the_example_is_clean() {
    let sandbox = Sandbox::bare();
    let output = sandbox.pm(&["init", "--example", "--name", "Example"]);
    assert_eq!(output.code, 0, "{}", output.shown());
    assert_eq!(sandbox.files().len(), 5);
    let output = sandbox.pm(&["check", "--fail-on", "warning"]);
    assert_eq!(output.code, 0, "{}", output.shown());
}

#[test]
fn an_existing_product_is_never_written_over() {
    let sandbox = Sandbox::bare();
    sandbox.write("pm.yaml", "# mine\n");
    sandbox.write("teams/.keep", "");
    for arguments in [&["init"][..], &["init", "--example"], &["init", "teams"], &["init", "teams/new"]] {
        let output = sandbox.pm(arguments);
        assert_eq!(output.code, 2, "{}", output.shown());
        assert!(output.stderr.contains("hint: "), "{}", output.shown());
    }
    assert_eq!(sandbox.files(), ["pm.yaml", "teams/.keep"]);
    assert_eq!(sandbox.read("pm.yaml"), "# mine\n");
}

#[test]
fn a_document_in_the_way_of_the_example_leaves_everything_as_it_was() {
    let sandbox = Sandbox::bare();
    sandbox.write("releases/REL-1-first-release.md", "mine\n");
    assert_eq!(sandbox.pm(&["init", "--example"]).code, 2);
    assert_eq!(sandbox.files(), ["releases/REL-1-first-release.md"]);
}
