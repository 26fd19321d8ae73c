//! Rules about where links lead: what they report, and what is another rule's.

use super::{check_rule, findings};

const REQ_1: &str = "requirements/REQ-1-a.md";
const REQ_2: &str = "requirements/REQ-2-b.md";

fn requirement(id: u32, rest: &str) -> String {
    format!("---\nid: REQ-{id}\ntitle: Requirement {id}\nstatus: draft\n{rest}---\n")
}

#[test]
fn an_id_that_two_documents_have_is_no_ambiguous_link() {
    let twice = "---\nid: OBJ-1\ntitle: A\nstatus: draft\n---\n";
    let files = [
        ("objectives/OBJ-1-a.md", twice),
        ("objectives/OBJ-1-b.md", twice),
        (REQ_1, &*requirement(1, "objective: OBJ-1\n")),
    ];
    check_rule("ambiguous-link", &files, &[]);
    check_rule("dangling-link", &files, &[]);
}

#[test]
fn a_version_that_two_releases_carry_is_ambiguous() {
    let release = |id: u32| format!("---\nid: REL-{id}\ntitle: R\nstatus: planned\nversion: 2.0.0\n---\n");
    check_rule(
        "ambiguous-link",
        &[
            ("releases/REL-1-a.md", &release(1)),
            ("releases/REL-2-b.md", &release(2)),
            (REQ_1, &requirement(1, "release: 2.0.0\n")),
        ],
        &["`release` may lead to REL-1 or REL-2 with `2.0.0`"],
    );
}

#[test]
fn a_link_that_leads_nowhere_is_only_dangling() {
    let files = [(REQ_1, &*requirement(1, "objective: OBJ-7\ndepends_on: [REQ-8]\n"))];
    let rules: Vec<String> = findings(&files).into_iter().map(|finding| finding.rule.into_owned()).collect();
    assert_eq!(rules, ["dangling-link", "dangling-link"]);
}

#[test]
fn an_artifact_that_depends_on_itself_is_no_cycle_too() {
    let files = [(REQ_1, &*requirement(1, "depends_on: [REQ-1]\nparent: REQ-1\n"))];
    check_rule(
        "self-link",
        &files,
        &["`depends_on` of REQ-1 leads to itself", "`parent` of REQ-1 leads to itself"],
    );
    for rule in ["dependency-cycle", "part-cycle", "ahead-of-dependency", "late-dependency"] {
        check_rule(rule, &files, &[]);
    }
}

#[test]
fn a_page_on_the_web_is_refused_where_a_field_takes_artifacts() {
    check_rule(
        "wrong-kind-link",
        &[(REQ_1, &requirement(1, "objective: https://example.com/okr\nrelated: [https://example.com]\n"))],
        &[
            "`objective` leads to a page on the web, but takes an objective",
            "`related` leads to a page on the web, but takes artifacts",
        ],
    );
}

#[test]
fn a_link_of_the_wrong_kind_names_both_kinds() {
    check_rule(
        "wrong-kind-link",
        &[(REQ_1, &requirement(1, "answers: [REQ-2]\nrelated: [REQ-2]\n")), (REQ_2, &requirement(2, ""))],
        &["`answers` leads to REQ-2, which is a requirement, but takes idea, feedback or opportunity"],
    );
}

#[test]
fn what_is_closed_may_hang_on_something_dropped_and_a_story_may_tell_of_it() {
    let dropped = "---\nid: REQ-2\ntitle: B\nstatus: dropped\nreason: No.\n---\n";
    let draft = requirement(1, "depends_on: [REQ-2]\nsupersedes: [REQ-2]\nrelated: [REQ-2]\n");
    check_rule(
        "link-to-dropped",
        &[(REQ_1, &draft), (REQ_2, dropped)],
        &["REQ-1 depends on REQ-2, which is dropped"],
    );
    let done = draft.replace("status: draft", "status: done");
    check_rule("link-to-dropped", &[(REQ_1, &done), (REQ_2, dropped)], &[]);
}

#[test]
fn a_cycle_is_one_finding_with_its_path() {
    let files = [
        ("requirements/REQ-1-a.md", requirement(1, "depends_on: [REQ-3]\n")),
        ("requirements/REQ-2-b.md", requirement(2, "depends_on: [REQ-1]\n")),
        ("requirements/REQ-3-c.md", requirement(3, "depends_on: [REQ-2]\n")),
        ("requirements/REQ-4-d.md", requirement(4, "depends_on: [REQ-3]\n")),
    ];
    let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    check_rule(
        "dependency-cycle",
        &files,
        &["REQ-1 -> REQ-3 -> REQ-2 -> REQ-1 depend on each other in a circle"],
    );
    let found = findings(&files);
    let cycle = found.iter().find(|finding| finding.rule == "dependency-cycle").expect("a cycle");
    let shows: Vec<&str> = cycle.related.iter().map(|(_, shows)| shows.as_str()).collect();
    assert_eq!(shows, ["REQ-3 depends on REQ-2", "REQ-2 depends on REQ-1"]);
}

fn idea(id: u32, survivor: u32) -> String {
    format!("---\nid: IDEA-{id}\ntitle: Idea {id}\nstatus: duplicate\nduplicate_of: IDEA-{survivor}\n---\n")
}

#[test]
fn duplicates_in_a_circle_are_one_finding_and_what_leads_there_none() {
    check_rule(
        "duplicate-chain",
        &[
            ("ideas/IDEA-1-a.md", &idea(1, 2)),
            ("ideas/IDEA-2-b.md", &idea(2, 1)),
            ("ideas/IDEA-3-c.md", &idea(3, 1)),
        ],
        &["IDEA-1 -> IDEA-2 -> IDEA-1 duplicate each other, so none is left"],
    );
}

#[test]
fn each_link_of_a_chain_of_duplicates_names_the_one_that_lives_on() {
    let files = [
        ("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: A\nstatus: new\n---\n"),
        ("ideas/IDEA-2-b.md", &*idea(2, 1)),
        ("ideas/IDEA-3-c.md", &*idea(3, 2)),
        ("ideas/IDEA-4-d.md", &*idea(4, 3)),
    ];
    check_rule(
        "duplicate-chain",
        &files,
        &[
            "IDEA-3 duplicates IDEA-2, which itself duplicates IDEA-1",
            "IDEA-4 duplicates IDEA-3, which itself duplicates IDEA-2",
        ],
    );
    let help: Vec<String> = findings(&files)
        .into_iter()
        .filter(|finding| finding.rule == "duplicate-chain")
        .flat_map(|finding| finding.help)
        .collect();
    assert_eq!(help, ["name IDEA-1, which lives on", "name IDEA-1, which lives on"]);
}

#[test]
fn what_is_still_open_has_taken_no_place_yet() {
    let settings = "kinds:\n  proposal:\n    plural: proposals\n    prefix: PROP\n    folder: proposals\n    status:\n      \
                    open: [draft]\n      done: [final]\n    fields:\n      replaces:\n        type: link\n        to: \
                    proposal\n        meaning: supersedes\n        mirror: replaced-by\n      replaced-by:\n        \
                    type: link\n        to: proposal\n        meaning: superseded by\n        mirror: replaces\n";
    let old = "---\nid: PROP-1\ntitle: A\nstatus: final\n---\n";
    let found = |status: &str| {
        let new = format!("---\nid: PROP-2\ntitle: B\nstatus: {status}\nreplaces: PROP-1\n---\n");
        let files =
            [("pm.yaml", settings), ("proposals/PROP-1-a.md", old), ("proposals/PROP-2-b.md", new.as_str())];
        findings(&files).iter().map(|finding| finding.rule.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(found("draft"), [""; 0]);
    assert_eq!(found("final"), ["one-sided-link"]);
}
