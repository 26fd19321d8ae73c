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
fn a_misspelled_title_status_or_id_is_one_finding_at_its_place() {
    for (front, expect) in [
        ("id: IDEA-1\ntitel: A\nstatus: new", "missing-title"),
        ("id: IDEA-1\ntitle: A\nstatsu: new", "missing-status"),
    ] {
        let found = findings(&[("ideas/IDEA-1-a.md", &format!("---\n{front}\n---\n"))]);
        let [finding] = found.as_slice() else { panic!("{front}: {found:?}") };
        assert_eq!(finding.rule, expect);
        assert!(finding.help[0].starts_with("did you mean"), "{:?}", finding.help);
    }
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
fn a_folder_that_is_not_there_is_one_finding_however_many_links_lead_into_it() {
    let links = "---\nid: REQ-2\ntitle: B\nstatus: draft\nanswers: [IDEA-1, IDEA-2]\n---\n";
    let folder = |name: &str| format!("kinds:\n  idea:\n    folder: {name}\n");
    check_rules(&[("pm.yaml", &folder("idea")), ("requirements/REQ-2-b.md", links)], &["missing-folder"]);
    check_rules(&[("requirements/REQ-2-b.md", links)], &["dangling-link", "dangling-link"]);
    let waiting = "---\nid: REQ-2\ntitle: B\nstatus: draft\n---\n";
    check_rules(&[("pm.yaml", &folder("idea")), ("requirements/REQ-2-b.md", waiting)], &[]);
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

#[test]
fn a_document_that_cannot_be_read_is_one_finding_and_what_refers_to_it_is_not_dangling() {
    let requirement =
        "---\nid: REQ-2\ntitle: B\nstatus: draft\nanswers: [IDEA-1]\ndepends_on: [REQ-3]\n---\n";
    let sound = "---\nid: REQ-3\ntitle: C\nstatus: draft\n---\n";
    let found = |idea: &str, expect: &str| {
        check_rules(
            &[
                ("ideas/IDEA-1-a.md", idea),
                ("requirements/REQ-2-b.md", requirement),
                ("requirements/REQ-3-c.md", sound),
            ],
            &[expect],
        );
    };
    found("---\nid: IDEA-1\ntitle: [A\nstatus: new\n---\n", "invalid-yaml");
    found("---\nid: IDEA-1\ntitle: A\ntitle: B\nstatus: new\n---\n", "duplicate-key");
    found("---\nid: IDEA-1\ntitle: A\nstatus: new\n", "unclosed-front-matter");
    found("id: IDEA-1\ntitle: A\nstatus: new\n", "missing-front-matter");
    found("", "missing-front-matter");
    found("---\n- a\n---\n", "front-matter-not-a-map");
    found("---\nid: IDEA-1\ntitle: A\nstatus: new\n\u{0}---\n", "nul-byte");
}

#[test]
fn a_value_that_is_wrong_is_one_finding_and_not_missing_as_well() {
    let found = |path: &str, lines: &str, expect: &[&str]| {
        check_rules(&[(path, &format!("---\n{lines}\n---\n"))], expect);
    };
    let idea = "ideas/IDEA-1-a.md";
    found(idea, "id: IDEA-1\ntitle: A\nstatus: nwe", &["unknown-status"]);
    found(idea, "id: IDEA-1\ntitle: A\nstatus: [new]", &["wrong-type"]);
    found(idea, "id: IDEA-1\ntitle: [A]\nstatus: new", &["wrong-type"]);
    found(idea, "id: IDAE-1\ntitle: A\nstatus: new", &["malformed-id"]);
    found(idea, "id: [1]\ntitle: A\nstatus: new", &["malformed-id"]);
    found(idea, "title: A\nstatus: new", &["missing-id"]);
    found(idea, "id: IDEA-1\nstatus: new", &["missing-title"]);
    found(idea, "id: IDEA-1\ntitle: A", &["missing-status"]);
    found(idea, "id: IDEA-1\ntitle: A\nstatus: declined\nreason: [a, b]", &["wrong-type"]);
    let release = "releases/REL-1-a.md";
    found(
        release,
        "id: REL-1\ntitle: A\nstatus: planned\nversion: 1.0\ntarget: 2026-02-30",
        &["impossible-date"],
    );
}

#[test]
fn a_link_with_a_fault_is_one_finding() {
    let found = |lines: &str, expect: &[&str]| {
        let document = format!("---\nid: REQ-1\ntitle: A\nstatus: draft\n{lines}\n---\n");
        let idea = "---\nid: IDEA-1\ntitle: A\nstatus: new\n---\n";
        check_rules(&[("ideas/IDEA-1-a.md", idea), ("requirements/REQ-1-a.md", &document)], expect);
    };
    found("depends_on: [REQ-1]", &["self-link"]);
    found("depends_on: [IDEA-1]", &["wrong-kind-link"]);
    found("depends_on: [REQ-9]", &["dangling-link"]);
    found("depends_on: {a: REQ-9}", &["wrong-type"]);
    found("release: REL-9", &["dangling-link"]);
}

#[test]
fn a_fault_in_the_configuration_is_one_finding() {
    let document = "---\nid: IDEA-1\ntitle: A\nstatus: new\nteem: x\n---\n";
    let found = |configuration: &str, expect: &[&str]| {
        check_rules(&[("pm.yaml", configuration), ("ideas/IDEA-1-a.md", document)], expect);
    };
    found("format: 1\nkinds: [\n", &["invalid-yaml"]);
    found("- kinds\n", &["invalid-config"]);
    found("format: 9\nkinds: {idea: {fields: {teem: text}}}\n", &["invalid-config"]);
    found("format: 1\nkinds: {idea: {fields: {teem: {type: txet}}}}\n", &["invalid-config"]);
    found("format: 1\nkinds: {idea: {fields: {teem: text}}}\n", &["invalid-config"]);
}

#[test]
fn a_document_that_cannot_be_read_is_named_beside_a_configuration_that_cannot_be_read() {
    check_rules(
        &[
            ("pm.yaml", "kinds: [\n"),
            ("ideas/IDEA-1-a.md", "---\nid: [\n---\n"),
            ("ideas/IDEA-2-b.md", "b\n"),
        ],
        &["invalid-yaml", "invalid-yaml"],
    );
}
