//! What is written of documents for an audience, from plans in memory.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::project;
use crate::config::Config;
use crate::model::values::Date;
use crate::plan::{Plan, load};
use crate::source::RelPath;
use crate::source::memory::MemoryTree;

const CONFIG: &str = "
people:
  ana: {name: Ana Kask}
teams:
  web: {name: Web}
  lab: {name: Secret laboratory}
audiences:
  customers:
    public: true
    kinds: [idea, initiative]
    visibility: [public]
    fields:
      idea: [title, status, related, team]
      initiative: [title, status, target, owner, team, effort]
    sections: {initiative: [Why]}
    wording: {planned: On our list}
    dates: quarter
  sales:
    visibility: [public, internal]
    dates: month
";

fn today() -> Date {
    Date::new(2026, 6, 15).expect("a date")
}

/// Read once: it takes longer than all that is done with it.
static CONFIG_READ: LazyLock<Config> = LazyLock::new(|| {
    let path = RelPath::new("pm.yaml").expect("a path");
    let (config, findings) = Config::read(&path, CONFIG);
    assert!(findings.is_empty(), "{findings:?}");
    config
});

fn whole(files: &[(&str, &str)]) -> Plan {
    load(&MemoryTree::of(files), CONFIG_READ.clone(), CONFIG.to_owned()).0
}

/// The documents as they are written, each under its path.
fn written(plan: &Plan) -> String {
    plan.artifacts.iter().map(|artifact| format!("{}\n{}", artifact.path, artifact.text)).collect()
}

#[track_caller]
fn check(audience: &str, files: &[(&str, &str)], expect: &str) {
    let projected = project(&whole(files), audience, today());
    assert_eq!(written(&projected), expect);
}

/// What the company is shown of the text of one document, which has a hidden, an unreadable and a shown
/// neighbour.
#[track_caller]
fn check_body(audience: &str, body: &str, expect: &str) {
    let document = format!("---\nid: IDEA-1\ntitle: A\nstatus: new\nvisibility: public\n---\n{body}");
    let plan = whole(&[
        ("ideas/IDEA-1-a.md", document.as_str()),
        ("ideas/IDEA-2-b.md", "---\nid: IDEA-2\ntitle: B\nstatus: new\nvisibility: private\n---\n"),
        ("ideas/IDEA-3-c.md", "---\nid: IDEA-3\ntitle: @c\nstatus: new\n---\n"),
        ("ideas/IDEA-4-d.md", "---\nid: IDEA-4\ntitle: D\nstatus: new\nvisibility: public\n---\n"),
    ]);
    let projected = project(&plan, audience, today());
    assert_eq!(projected.artifacts[0].body_text().trim(), expect);
}

#[test]
fn outside_the_company_only_what_is_listed_is_written() {
    check(
        "customers",
        &[(
            "initiatives/INIT-1-the-secret-name.md",
            "---
id: INIT-1
title: Export
status: planned
visibility: public
target: 2026-08-03
owner: ana
team: web
effort: 5
reach: 400
# a comment
---
Intro.

## Why

Because.

## Notes

Secret.
",
        )],
        "initiatives/INIT-1.md
---
id: INIT-1
title: Export
status: On our list
effort: 5
target: 2026-Q3
team: web
---

## Why

Because.
",
    );
}

#[test]
fn within_the_company_all_is_written_but_what_is_hidden() {
    check(
        "sales",
        &[
            (
                "initiatives/INIT-1-a.md",
                "---\nid: INIT-1\ntitle: A after INIT-2\nstatus: planned\nvisibility: internal\n\
                 target: 2026-08-03\nrelated: [INIT-2]\n---\nText.\n\n## Notes {private}\n\nSecret.\n",
            ),
            ("initiatives/INIT-2-b.md", "---\nid: INIT-2\ntitle: B\nstatus: new\nvisibility: private\n---\n"),
        ],
        "initiatives/INIT-1-a.md
---
id: INIT-1
title: A after
status: planned
target: 2026-08
visibility: internal
---

Text.
",
    );
}

#[test]
fn days_that_are_keys_are_no_more_exact_than_others() {
    let plan = whole(&[(
        "metrics/MET-1-x.md",
        "---\nid: MET-1\ntitle: Calls\nstatus: active\nseries: {2026-01-05: 4, 2026-01-20: 5, 2026-02-03: 6}\n---\n",
    )]);
    let text = written(&project(&plan, "sales", today()));
    assert!(text.contains("\"2026-01\": 5") && text.contains("\"2026-02\": 6"), "{text}");
    assert!(!text.contains("2026-01-"), "{text}");
}

#[test]
fn comments_are_not_written_whatever_stands_before_them() {
    check_body("sales", "a <!--\n```\n-->\n\nb <!-- secret -->", "a \n\nb");
    check_body("sales", "1. a\n\n       ```\n\nb <!-- secret -->", "1. a\n\n       ```\n\nb");
    check_body("sales", "a\n\n[//]: # (secret)\n\nb", "a\n\n\n\nb");
    check_body("sales", "```\n<!-- shown -->\n```", "```\n<!-- shown -->\n```");
}

#[test]
fn links_to_what_is_hidden_or_unreadable_go_with_their_words() {
    check_body("sales", "See [b](IDEA-2-b.md) and [c](IDEA-3-c.md).", "See  and .");
    check_body("sales", "See [b] and [c].\n\n[b]: IDEA-2-b.md\n[c]: IDEA-3-c.md", "See  and .");
    check_body("sales", "See [d](IDEA-4-d.md), [e](../notes.md).", "See [d](IDEA-4-d.md), [e](../notes.md).");
    check_body("sales", "Before (IDEA-2) after IDEA-4.", "Before after IDEA-4.");
    check_body(
        "sales",
        "See [[B]], [[IDEA-2-b|it]], ![[idea-3-c]] and [[IDEA-4-d|d]], [[Nowhere]].",
        "See , ,  and [[IDEA-4-d|d]], [[Nowhere]].",
    );
}

#[test]
fn a_team_is_known_outside_by_what_it_owns() {
    let document = "---\nid: IDEA-1\ntitle: A\nstatus: new\nvisibility: public\nteam: web\n---\n";
    let plan = whole(&[("ideas/IDEA-1-a.md", document)]);
    let teams = |audience: &str| -> Vec<String> {
        project(&plan, audience, today()).config.teams.keys().cloned().collect()
    };
    assert_eq!(teams("customers"), ["web"]);
    assert_eq!(teams("sales"), ["web", "lab"]);
}

#[test]
fn an_audience_that_nobody_named_sees_nothing() {
    check("everyone", &[("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: A\nstatus: new\n---\n")], "");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// A document that cannot be read after it was written would vanish without a word.
    #[test]
    fn whatever_is_written_is_read_again(
        title in "[ -~\u{80}-\u{ff}\u{2028}\u{feff}]{1,30}",
        text in "([a-c`#>\\[\\]() -]|---|```|<!--|-->|\n|\t|IDEA-2|\u{85}|\u{0}){0,30}",
    ) {
        let quoted = serde_json::to_string(&title).expect("a text");
        let block = text.replace('\n', "\n  ");
        let document = format!(
            "---\nid: IDEA-1\ntitle: {quoted}\nstatus: new\nvisibility: public\nsummary: |-\n  x{block}\n---\n{text}"
        );
        let plan = whole(&[("ideas/IDEA-1-a.md", document.as_str())]);
        for audience in ["customers", "sales"] {
            prop_assert_eq!(project(&plan, audience, today()).artifacts.len(), plan.artifacts.len());
        }
    }
}
