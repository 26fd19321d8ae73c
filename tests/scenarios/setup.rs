//! `pm schema`, `pm completions` and `pm man` as their callers see them.

use crate::sandbox::Sandbox;

#[test]
fn the_schema_of_an_own_kind_follows_from_its_data() {
    let sandbox = Sandbox::bare();
    sandbox.write(
        "pm.yaml",
        "kinds:\n  risk:\n    prefix: RISK\n    folder: risks\n    status: {open: [open], done: [gone]}\n    \
         fields:\n      odds: {type: percent, required: always, summary: How likely it is.}\n",
    );
    let output = sandbox.pm(&["schema", "risk"]);
    assert_eq!(output.code, 0, "{}", output.shown());
    let schema: serde_json::Value = serde_json::from_str(&output.stdout).expect("JSON");
    assert_eq!(schema["required"], serde_json::json!(["id", "title", "status", "odds"]));
    assert_eq!(schema["properties"]["odds"]["description"], "How likely it is.");
}

#[test]
fn an_unknown_kind_has_a_neighbour() {
    let output = Sandbox::new().pm(&["schema", "requirment"]);
    assert_eq!(output.stderr, "error: there is no kind `requirment`\nhint: did you mean `requirement`?\n");
    assert_eq!(output.code, 2);
}

#[test]
fn completions_know_kinds_and_verbs() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = Sandbox::new().pm(&["completions", shell]);
        assert_eq!(output.code, 0, "{}", output.shown());
        for word in ["requirement", "explain", "add"] {
            assert!(output.stdout.contains(word), "{word} for {shell}");
        }
    }
}

#[test]
fn the_manual_has_a_page_for_each_command_and_can_be_written_again() {
    let sandbox = Sandbox::new();
    assert!(sandbox.pm(&["man"]).stdout.contains(".TH"));
    for _ in 0..2 {
        let output = sandbox.pm(&["man", "--out", "man/man1"]);
        assert_eq!(output.code, 0, "{}", output.shown());
        let files = sandbox.files();
        for page in ["man/man1/pm.1", "man/man1/pm-check.1", "man/man1/pm-idea-add.1"] {
            assert!(files.iter().any(|file| file == page), "{page} in {files:?}");
        }
    }
}
