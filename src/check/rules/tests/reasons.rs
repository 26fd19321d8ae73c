//! What counts as a reason for a change of what was agreed.

use super::check_rule;

const RULE: &str = "unexplained-scope-change";
const BEFORE: &str =
    "---\nid: REQ-1\ntitle: A\nstatus: approved\n---\n## Acceptance criteria\n- [ ] AC1: One.\n";
const AFTER: &str =
    "---\nid: REQ-1\ntitle: A\nstatus: approved\n---\n## Acceptance criteria\n- [ ] AC1: Two.\n";
const DECISION: &str = "---\nid: DEC-1\ntitle: D\nstatus: accepted\n---\n";

/// The files of a requirement that was reworded, with others.
fn reworded<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let own = [("before/requirements/REQ-1-a.md", BEFORE), ("after/requirements/REQ-1-a.md", AFTER)];
    own.into_iter().chain(more.iter().copied()).collect()
}

const UNEXPLAINED: &str = "REQ-1 is `approved`, and what was agreed has changed without a reason";

#[test]
fn a_reason_counts_in_a_commit_that_touches_the_document() {
    check_rule(RULE, &reworded(&[]), &[UNEXPLAINED]);
    let log = "commit 1\n    a\n\n    Reason: the law\n\nrequirements/REQ-1-a.md\n";
    check_rule(RULE, &reworded(&[("git/log", log)]), &[]);
    let other = log.replace("REQ-1", "REQ-2");
    check_rule(RULE, &reworded(&[("git/log", &other)]), &[UNEXPLAINED]);
}

#[test]
fn a_decision_counts_that_is_there() {
    let log = "commit 1\n    a\n\n    Decision: DEC-1\n\nrequirements/REQ-1-a.md\n";
    check_rule(RULE, &reworded(&[("git/log", log)]), &[UNEXPLAINED]);
    check_rule(RULE, &reworded(&[("git/log", log), ("after/decisions/DEC-1-d.md", DECISION)]), &[]);
}

#[test]
fn a_decision_counts_that_is_newly_linked() {
    let linked = DECISION.replace("accepted\n", "accepted\nconcerns: [REQ-1]\n");
    let after = ("after/decisions/DEC-1-d.md", linked.as_str());
    check_rule(RULE, &reworded(&[("before/decisions/DEC-1-d.md", DECISION), after]), &[]);
    check_rule(RULE, &reworded(&[("before/decisions/DEC-1-d.md", &linked), after]), &[UNEXPLAINED]);
}

#[test]
fn a_release_that_is_only_planned_may_change_its_scope() {
    let release = |status: &str| format!("---\nid: REL-1\ntitle: A\nstatus: {status}\nversion: 1.2.0\n---\n");
    let requirement = |release: &str| format!("---\nid: REQ-1\ntitle: A\nstatus: draft\n{release}---\n");
    let check = |status: &str, expect: &[&str]| {
        let (release, with, without) = (release(status), requirement("release: REL-1\n"), requirement(""));
        let files = [
            ("before/releases/REL-1-a.md", release.as_str()),
            ("after/releases/REL-1-a.md", &release),
            ("before/requirements/REQ-1-a.md", &without),
            ("after/requirements/REQ-1-a.md", &with),
        ];
        check_rule(RULE, &files, expect);
    };
    check("planned", &[]);
    check(
        "building",
        &["REL-1 is `building`, and its scope has changed without a reason: REQ-1 is new in it"],
    );
}
