//! What is longer than the screen goes through a pager, and nothing else does.

#![cfg(unix)]

use crate::sandbox::{Output, Sandbox};

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    for number in 1..=9 {
        let document = format!("---\nid: IDEA-{number}\ntitle: Idea\nstatus: new\n---\n");
        sandbox.write(&format!("ideas/IDEA-{number}-idea.md"), &document);
    }
    sandbox
}

/// A pager that keeps what it is given in `paged.txt`.
fn keeping(sandbox: &Sandbox) -> String {
    format!("cat > \"{}\"", sandbox.path().join("paged.txt").display())
}

/// What went to the pager; nothing where none was started.
fn paged(sandbox: &Sandbox) -> Option<String> {
    std::fs::read_to_string(sandbox.path().join("paged.txt")).ok()
}

/// The list on a terminal of five rows.
fn list(sandbox: &Sandbox, more: &[&str], variables: &[(&str, &str)]) -> Output {
    let arguments: Vec<&str> = ["list", "idea", "--color", "never"].iter().chain(more).copied().collect();
    sandbox.pm_at(5, &arguments, variables)
}

#[test]
fn a_long_list_goes_through_the_pager_as_it_would_be_printed() {
    let sandbox = sandbox();
    let printed = sandbox.pm(&["list", "idea"]).stdout;
    let keeping = keeping(&sandbox);
    let output = list(&sandbox, &[], &[("PM_PAGER", &keeping), ("PAGER", "false")]);
    assert_eq!(output.shown(), "");
    assert_eq!(paged(&sandbox), Some(printed));
}

#[test]
fn the_pager_of_the_system_is_taken_where_pm_has_none() {
    let sandbox = sandbox();
    assert_eq!(list(&sandbox, &[], &[("PAGER", &keeping(&sandbox))]).shown(), "");
    assert!(paged(&sandbox).is_some());
}

#[test]
fn what_fits_or_goes_to_no_terminal_or_is_written_is_printed() {
    let sandbox = sandbox();
    let keeping = keeping(&sandbox);
    let variables = [("PM_PAGER", keeping.as_str())];
    assert!(!sandbox.pm_at(80, &["list"], &variables).stdout.is_empty());
    assert!(!sandbox.pm_in(&["list"], &variables).stdout.is_empty());
    assert!(!list(&sandbox, &["--no-pager"], &variables).stdout.is_empty());
    assert!(!list(&sandbox, &[], &[("PM_PAGER", ""), ("PAGER", &keeping)]).stdout.is_empty());
    assert!(!list(&sandbox, &[], &[("PM_PAGER", &keeping), ("TERM", "dumb")]).stdout.is_empty());
    let set = sandbox.pm_at(2, &["set", "IDEA-1", "owner=ana", "reach=4", "impact=2"], &variables);
    assert!(set.stdout.contains("IDEA-1"), "{}", set.shown());
    assert_eq!(paged(&sandbox), None);
}

#[test]
fn a_pager_that_cannot_start_leaves_the_list_printed() {
    let sandbox = sandbox();
    let printed = sandbox.pm(&["list", "idea"]).stdout;
    let output = list(&sandbox, &[], &[("PM_PAGER", "pm-test-no-such-pager 2> /dev/null")]);
    assert_eq!((output.stdout, output.code), (printed, 0));
}

#[test]
fn a_pager_that_is_left_early_is_no_error() {
    let sandbox = sandbox();
    let long = ["list", "idea", "--columns", &"title,".repeat(2000)];
    let output = sandbox.pm_at(5, &long, &[("PM_PAGER", "true")]);
    assert_eq!(output.shown(), "");
}
