use std::sync::Arc;

use super::*;
use crate::plan::read_document;
use crate::source::RelPath;

fn artifact(config: &Config, text: &str) -> Arc<Artifact> {
    let path = RelPath::new("requirements/REQ-1-a.md").expect("a path");
    read_document(config, &path, text.as_bytes().to_vec()).expect("an artifact")
}

/// The change from one requirement to another, one line for each thing.
#[track_caller]
fn check(before: &str, after: &str, expect: &[&str]) {
    let config = Config::read(&RelPath::new("pm.yaml").expect("a path"), "format: 1\n").0;
    let front = |text: &str| match text.split_once("====\n") {
        Some((front, body)) => format!("---\nid: REQ-1\n{front}---\n{body}"),
        None => format!("---\nid: REQ-1\n{text}---\n"),
    };
    let change =
        change_between(&config, &artifact(&config, &front(before)), &artifact(&config, &front(after)));
    let written = |value: &Option<Written>| match value {
        None => "nothing".to_owned(),
        Some(Written::One(text)) => text.clone(),
        Some(Written::Many(items)) => format!("[{}]", items.join(", ")),
    };
    let fields = change
        .fields
        .iter()
        .map(|field| format!("{}: {} -> {}", field.field, written(&field.from), written(&field.to)));
    let shown: Vec<String> = fields.chain(change.body.iter().map(|change| format!("{change:?}"))).collect();
    assert_eq!(shown, expect);
}

#[test]
fn a_field_changes_comes_and_goes() {
    check(
        "title: A\nstatus: draft\ntarget: 2026-Q3\nowner: ana\n",
        "title: B\nstatus: review\ntarget: 2026-Q4\npriority: must\n",
        &[
            "title: A -> B",
            "status: draft -> review",
            "priority: nothing -> must",
            "target: 2026-Q3 -> 2026-Q4",
            "owner: ana -> nothing",
        ],
    );
}

#[test]
fn another_layout_of_the_same_values_is_no_change() {
    check(
        "title: A\nstatus: draft\ndepends_on: [REQ-2, REQ-3]\ntarget: 2026-Q3\n",
        "status: draft   # as before\ntitle: 'A'\ndepends_on:\n  - REQ-2\n  - \"REQ-3\"\n\ntarget: \"2026-Q3\"\n",
        &[],
    );
}

#[test]
fn a_record_is_told_by_its_parts() {
    check(
        "title: A\nchangelog: {type: added, text: One.}\n",
        "title: A\nchangelog: {type: fixed, text: One.}\n",
        &["changelog.type: added -> fixed"],
    );
}

#[test]
fn a_body_is_told_by_its_sections() {
    check(
        "title: A\n====\n## Problem\nOne\ntwo.\n## Old\nx\n",
        "title: A\n====\n## Problem\nOne two.\n## New\ny\n",
        &[r#"SectionAdded { section: "New" }"#, r#"SectionRemoved { section: "Old" }"#],
    );
    check(
        "title: A\n====\n## Problem\nOne.\n### Inner\nx\n",
        "title: A\n====\n## Problem\nOne.\n### Inner\ny\n",
        &[r#"SectionChanged { section: "Inner" }"#],
    );
    check("title: A\n====\nOne.\n", "title: A\n====\nTwo.\n", &[r#"SectionChanged { section: "" }"#]);
}

#[test]
fn criteria_come_go_change_and_are_ticked() {
    check(
        "title: A\n====\n## Acceptance criteria\n- [ ] AC1: one\n- [ ] AC2: two\n- [x] three\n- [ ] four\n",
        "title: A\n====\n## Acceptance criteria\n- [x] AC1: one\n- [ ] AC2: other\n- [ ] three\n- [ ] five\n",
        &[
            r#"ItemTicked { section: "Acceptance criteria", item: "AC1: one" }"#,
            r#"ItemChanged { section: "Acceptance criteria", from: "AC2: two", to: "AC2: other" }"#,
            r#"ItemUnticked { section: "Acceptance criteria", item: "three" }"#,
            r#"ItemAdded { section: "Acceptance criteria", item: "five" }"#,
            r#"ItemRemoved { section: "Acceptance criteria", item: "four" }"#,
        ],
    );
}

#[test]
fn an_item_that_keeps_most_of_its_words_is_reworded() {
    check(
        "title: A\n====\n## Acceptance criteria\n- [ ] The file opens in a sheet\n- [ ] Twenty columns at most\n",
        "title: A\n====\n## Acceptance criteria\n- [x] The file opens in every sheet\n- [ ] Nothing is lost\n",
        &[
            r#"ItemChanged { section: "Acceptance criteria", from: "The file opens in a sheet", to: "The file opens in every sheet" }"#,
            r#"ItemTicked { section: "Acceptance criteria", item: "The file opens in every sheet" }"#,
            r#"ItemAdded { section: "Acceptance criteria", item: "Nothing is lost" }"#,
            r#"ItemRemoved { section: "Acceptance criteria", item: "Twenty columns at most" }"#,
        ],
    );
}
