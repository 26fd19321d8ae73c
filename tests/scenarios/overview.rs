//! What `pm` says of itself, and to a word that it does not know.

use crate::sandbox::Sandbox;

/// Everything that a call gives.
#[track_caller]
fn check(arguments: &[&str], expect: &str) {
    assert_eq!(Sandbox::new().pm(arguments).shown(), expect, "{arguments:?}");
}

#[test]
fn pm_alone_names_the_kinds_the_verbs_for_any_artifact_and_the_commands() {
    let output = Sandbox::new().pm(&[]);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{}", output.shown());
    for line in [
        "\nWrite things down\n  pm idea add …     Something that could be built",
        "\nFind and change what is there, whatever its kind\n  pm list           List artifacts: filter",
        "\n  pm unlink         Take links of an artifact away\n",
        "\n  pm check          Check the plan: every file, field, link, date and promise\n",
    ] {
        assert!(output.stdout.contains(line), "{line:?} in {}", output.stdout);
    }
    assert!(output.stdout.lines().all(|line| line.chars().count() <= 100), "{}", output.stdout);
    assert!(!output.stdout.contains("pm add "), "{}", output.stdout);
}

#[test]
fn help_is_the_overview_with_the_flags_that_every_command_takes() {
    let sandbox = Sandbox::new();
    let overview = sandbox.pm(&[]).stdout;
    for arguments in [["help"], ["--help"], ["-h"]] {
        let output = sandbox.pm(&arguments);
        assert_eq!(output.code, 0);
        let rest = output.stdout.strip_prefix(overview.as_str()).expect("the overview comes first");
        assert!(rest.starts_with("\nOptions:\n  -C, --folder <FOLDER>"), "{rest}");
        assert!(rest.contains("--version") && rest.ends_with('\n') && !rest.ends_with("\n\n"), "{rest}");
    }
}

#[test]
fn the_overview_names_the_kinds_of_the_repository() {
    let sandbox = Sandbox::bare();
    sandbox.write(
        "pm.yaml",
        "kinds:\n  risk:\n    prefix: RISK\n    folder: risks\n    status: {open: [open], done: [gone]}\n",
    );
    assert!(sandbox.pm(&[]).stdout.contains("risk"));
}

#[test]
fn an_unknown_command_is_told_what_was_meant() {
    check(
        &["lst"],
        "------- stderr -------\nerror: there is no command `lst`\nhint: did you mean `pm list`?\n[exit code: 2]\n",
    );
    check(
        &["requirment", "list"],
        "------- stderr -------\nerror: there is no command `requirment`\nhint: did you mean `pm requirement`?\n[exit code: 2]\n",
    );
    check(
        &["idea", "shwo"],
        "------- stderr -------\nerror: there is no `pm idea shwo`\nhint: did you mean `pm idea show`?\n[exit code: 2]\n",
    );
    check(
        &["help", "chekc"],
        "------- stderr -------\nerror: there is no command `chekc`\nhint: did you mean `pm check`?\n[exit code: 2]\n",
    );
}

#[test]
fn an_unknown_command_that_nothing_is_near_leads_to_all_commands() {
    check(
        &["foo"],
        "------- stderr -------\nerror: there is no command `foo`\nhint: run `pm` to see every command\n[exit code: 2]\n",
    );
    check(
        &["add", "x"],
        "------- stderr -------\nerror: there is no command `add`\nhint: name the kind first: `pm idea add`\n[exit code: 2]\n",
    );
    check(
        &["REQ-4"],
        "------- stderr -------\nerror: there is no command `REQ-4`\nhint: to see the artifact, run `pm show REQ-4`\n[exit code: 2]\n",
    );
}
