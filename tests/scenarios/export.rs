//! `pm export`: the plan goes out, and comes back the same.

use crate::import::{export, with_jira};
use crate::sandbox::Sandbox;

#[test]
fn importing_an_export_of_an_example_gives_the_same_plan() {
    for name in ["halden", "tideline"] {
        let from = Sandbox::of_example(name);
        for format in ["csv", "json"] {
            let exported = from.pm(&["export", "--format", format]);
            assert_eq!(exported.code, 0, "{}", exported.stderr);
            let into = Sandbox::bare();
            into.begin_git();
            for file in ["pm.yaml", "accepted.json"] {
                into.write(file, &from.read(file));
            }
            let imported = into.pm_with(&["import", "-", "--yes", "--format", "json"], &exported.stdout);
            assert_eq!(imported.code, 0, "{}", imported.stderr);
            assert!(imported.stdout.contains("\"misfits\": []"), "{}", imported.stdout);
            for format in ["csv", "json"] {
                let again = into.pm(&["export", "--format", format]).stdout;
                assert_eq!(again, from.pm(&["export", "--format", format]).stdout, "{name} as {format}");
            }
            let documents = |sandbox: &Sandbox| -> Vec<String> {
                let is_document = |file: &String| file.ends_with(".md") && !file.contains("README");
                sandbox.files().into_iter().filter(is_document).collect()
            };
            let own: Vec<String> =
                documents(&from).into_iter().filter(|file| into.files().contains(file)).collect();
            assert_eq!(documents(&into), own, "{name}");
            let said = |sandbox: &Sandbox| sandbox.pm(&["roadmap", "--format", "markdown"]).stdout;
            assert_eq!(said(&into), said(&from), "{name}");
        }
    }
}

#[test]
fn importing_what_was_exported_for_the_tool_changes_nothing() {
    for (name, tool) in [("jira.csv", "jira"), ("linear.csv", "linear")] {
        let sandbox = Sandbox::with_git();
        sandbox.write(name, &export(name));
        assert_eq!(sandbox.pm(&["import", name, "--yes"]).code, 0);
        let exported = sandbox.pm(&["export", "--to", tool]);
        let again = sandbox.pm_with(&["import", "-", "--yes", "--format", "json"], &exported.stdout);
        assert!(
            again.stdout.contains("\"created\": []") && again.stdout.contains("\"changed\": []"),
            "{}",
            again.stdout
        );
    }
    let sandbox = with_jira();
    assert_eq!(sandbox.pm(&["import", "jira.csv", "--yes"]).code, 0);
    insta::assert_snapshot!(sandbox.pm(&["export", "--to", "jira"]).shown().replace('\r', ""), @r#"
    Issue key,Issue Type,Summary,Status,Resolution,Assignee,Labels,Labels,Labels,Labels,Labels,Parent,Fix Version/s,Inward issue link (Blocks),Outward issue link (Relates),Priority,Custom field (Start date),Due date,Custom field (Story Points),Description,Votes
    TIDE-10,Idea,Pay by voice,Backlog,,,,,,,,,,,,,,,,Somebody asked.,41
    TIDE-1,Epic,Payments in the app,In Progress,,Ana Lopez,money,Billing,,,,,2.1,,TIDE-4,High,,2026-09-30,,"Customers pay outside of the app today.

    They lose the receipt.",
    TIDE-2,Story,"Pay by card, with ""3-D Secure""",To Do,,Ben Ode,money,card,checkout,Billing,App,TIDE-1,2.1,,REL-2,Highest,,2026-10-15,5,"h2. Why

    * faster
    * =HYPERLINK(""[http://evil.example|http://evil.example]"")",
    TIDE-3,Task,Receipts by mail,Done,,,,,,,,TIDE-1,2.0,TIDE-2,,Medium,,,2.5,,
    TIDE-4,Bug,Crash when the receipt is empty,Won't Do,Cannot Reproduce,Cai Wu,App,,,,,,,,,Medium,,,,Crashes.,
    TIDE-5,Story,Sum of the receipt in two currencies,To Do,,,,,,,,TIDE-3,,,,,,,,,
    TIDE-7,Task,Short row,To Do,,,,,,,,,,,,,,,,,
    ------- stderr -------
    note: 3 artifacts left out: jira has no records for their kinds
    "#);
}
