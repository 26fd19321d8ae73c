//! `pm check` as its callers see it.

use crate::sandbox::{Sandbox, in_example};

#[test]
fn the_examples_are_clean() {
    for example in ["tideline", "halden"] {
        let output = in_example(example, &["check"]);
        assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{}", output.shown());
    }
}

#[test]
fn an_empty_place_is_an_error() {
    insta::assert_snapshot!(Sandbox::new().pm(&["check"]).shown(), @r#"
    ------- stderr -------
    error: there is nothing to check: no document was found
    hint: run `pm idea add "…"` to write the first one
    hint: or tell pm.yaml where the documents lie: `kinds: NAME: folder:`
    [exit code: 2]
    "#);
}

#[test]
fn one_bad_file_is_one_finding_and_the_others_are_still_read() {
    let sandbox = Sandbox::new();
    sandbox.write("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: A\nstatus: new\nowner: @ana\n---\n");
    sandbox.write(
        "ideas/IDEA-2-b.md",
        "---\nid: IDEA-2\ntitle: B\nstatus: new\nrelated: [IDEA-1, IDEA-3]\n---\n",
    );
    let output = sandbox.pm(&["check", "--format", "concise"]);
    let rules: Vec<&str> = output.stdout.lines().filter_map(|line| line.split(['[', ']']).nth(1)).collect();
    assert_eq!(rules, ["invalid-yaml", "dangling-link"], "{}", output.shown());
    assert_eq!(output.code, 1);
}

#[test]
fn checking_leaves_every_byte_as_it_was() {
    let sandbox = Sandbox::new();
    sandbox.write("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: A\nstatus: nwe\n---\n");
    let before = sandbox.files();
    let text = sandbox.read("ideas/IDEA-1-a.md");
    assert_eq!(sandbox.pm(&["check"]).code, 1);
    assert_eq!(sandbox.files(), before);
    assert_eq!(sandbox.read("ideas/IDEA-1-a.md"), text);
}

#[test]
fn a_folder_without_pm_yaml_says_what_to_do() {
    let output = Sandbox::bare().pm(&["check"]);
    assert_eq!(output.code, 2);
    assert!(output.stderr.contains("hint: run `pm init`"), "{}", output.shown());
}

#[test]
fn a_baseline_keeps_back_what_is_accepted_and_only_shrinks() {
    let sandbox = Sandbox::new();
    let idea = |related: &str| format!("---\nid: IDEA-1\ntitle: A\nstatus: new\nrelated: [{related}]\n---\n");
    let check = |more: &[&str]| {
        let arguments = [&["check", "--format", "concise", "--baseline", "accepted.json"], more].concat();
        sandbox.pm(&arguments)
    };
    sandbox.write("ideas/IDEA-1-a.md", &idea("IDEA-7, IDEA-8"));
    assert_eq!(check(&[]).code, 2);
    assert_eq!(check(&["--baseline-update"]).code, 0);
    assert_eq!(sandbox.read("accepted.json").matches("dangling-link").count(), 2);

    sandbox.write("ideas/IDEA-1-a.md", &idea("IDEA-8, IDEA-9"));
    let output = check(&[]);
    assert!(
        output.stdout.contains("[stale-baseline]") && output.stdout.contains("IDEA-9"),
        "{}",
        output.shown()
    );
    assert_eq!(output.code, 1);

    let output = check(&["--baseline-update"]);
    assert_eq!(output.code, 1, "what is new stays: {}", output.shown());
    let text = sandbox.read("accepted.json");
    assert!(text.contains("IDEA-8") && !text.contains("IDEA-7") && !text.contains("IDEA-9"), "{text}");
    assert!(!check(&[]).stdout.contains("stale-baseline"));
}
