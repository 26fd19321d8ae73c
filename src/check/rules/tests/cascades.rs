//! One fault in a document is one finding: what one rule says, no other rule says in other words.

use super::findings;

/// The names of the rules that have findings on the given files, in the order of the findings.
#[track_caller]
fn check_rules(files: &[(&str, &str)], expect: &[&str]) {
    let found: Vec<String> = findings(files).into_iter().map(|finding| finding.rule.into_owned()).collect();
    assert_eq!(found, expect, "{files:?}");
}

/// A requirement in review with this body.
fn in_review(body: &str) -> String {
    format!("---\nid: REQ-1\ntitle: Export\nstatus: review\n---\n{body}")
}

#[test]
fn a_misspelled_required_field_is_one_finding() {
    let document = "---\nid: IDEA-1\ntitle: A\nstatus: declined\nreasn: Nobody asked.\n---\n";
    check_rules(&[("ideas/IDEA-1-a.md", document)], &["unknown-field"]);
}

#[test]
fn a_misplaced_file_is_one_finding_and_what_refers_to_it_is_not_dangling() {
    let idea = "---\nid: IDEA-1\ntitle: A\nstatus: new\nuntil: 2026-Q1\n---\n";
    let requirement = "---\nid: REQ-2\ntitle: B\nstatus: draft\nanswers: [IDEA-1]\n---\n";
    check_rules(
        &[("requirements/IDEA-1-a.md", idea), ("requirements/REQ-2-b.md", requirement)],
        &["misplaced-file"],
    );
}

#[test]
fn a_copied_document_is_one_finding() {
    let document = "---\nid: REQ-1\ntitle: A\nstatus: draft\n---\n";
    check_rules(
        &[("requirements/REQ-1-a.md", document), ("requirements/REQ-2-b.md", document)],
        &["duplicate-id"],
    );
}

#[test]
fn guidance_in_an_empty_required_section_is_one_finding() {
    let guidance = "<!-- Who has it, in which situation, and how we know. -->";
    let path = "requirements/REQ-1-a.md";
    check_rules(&[(path, &in_review(&format!("## Problem\n{guidance}\n")))], &["empty-section"]);
    check_rules(
        &[(path, &in_review(&format!("## Problem\n{guidance}\nIt is slow.\n")))],
        &["placeholder-text"],
    );
}

#[test]
fn placeholders_count_in_text_and_not_where_they_are_quoted() {
    let path = "requirements/REQ-1-a.md";
    let found = |body: &str, expect: &[&str]| {
        check_rules(&[(path, &in_review(&format!("## Problem\nIt is slow.\n{body}\n")))], expect);
    };
    found("TODO: say how slow", &["placeholder-text"]);
    found("- …", &["placeholder-text"]);
    found("Wait for `TODO` and method TODOS.", &[]);
    found("```\nTODO\n```", &[]);
    found("From 3 … 5 seconds.", &[]);
}

#[test]
fn a_link_to_a_missing_file_is_one_finding_whatever_its_anchor() {
    let path = "requirements/REQ-1-a.md";
    let found = |link: &str, expect: &[&str]| {
        let body = format!("## Problem\nSee [there]({link}).\n\n## Way out\nNone.\n");
        let other = "---\nid: REQ-2\ntitle: B\nstatus: draft\n---\n## Goals\n";
        check_rules(&[(path, &in_review(&body)), ("requirements/REQ-2-b.md", other)], expect);
    };
    found("REQ-9-x.md#goals", &["broken-file-link"]);
    found("REQ-2-b.md#goal", &["broken-anchor"]);
    found("REQ-2-b.md#goals", &[]);
    found("/requirements/REQ-2-b.md", &[]);
    found("#way-out", &[]);
    found("#way-in", &["broken-anchor"]);
    found("https://example.com/#nowhere", &[]);
}

#[test]
fn what_was_dropped_may_stay_unfinished() {
    let document = "---\nid: REQ-1\ntitle: TBD\nstatus: dropped\nreason: Nobody asked.\n---\nTODO\n";
    check_rules(&[("requirements/REQ-1-a.md", document)], &[]);
}
