use super::*;
use crate::config::Config;
use crate::history::difference;
use crate::model::values::Date;
use crate::plan::load;
use crate::source::RelPath;
use crate::source::memory::MemoryTree;

/// A plan of documents, each given by its id and its other fields.
fn plan(documents: &[(&str, &str)]) -> Plan {
    let folder = |id: &str| match id.split('-').next() {
        Some("REQ") => "requirements",
        Some("REL") => "releases",
        Some("OBJ") => "objectives",
        _ => "initiatives",
    };
    let files: Vec<(String, String)> = documents
        .iter()
        .map(|(id, fields)| {
            let fields = fields.replace("; ", "\n");
            (
                format!("{}/{id}-a.md", folder(id)),
                format!("---\nid: {id}\ntitle: About {id}\n{fields}\n---\n"),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let config = Config::read(&RelPath::new("pm.yaml").expect("a path"), "format: 1\n").0;
    load(&MemoryTree::of(&files), config, String::new()).0
}

fn today() -> Date {
    Date::new(2026, 11, 24).expect("a day")
}

#[track_caller]
fn check(before: &[(&str, &str)], after: &[(&str, &str)], expect: &[&str]) {
    let (before, after) = (plan(before), plan(after));
    let found = consequences(&before, &after, &difference(&before, &after, today()));
    let old = |these: &[ArtifactIndex]| labels(&before, these);
    let new = |these: &[ArtifactIndex]| labels(&after, these);
    let mut lines = Vec::new();
    for scope in &found.scopes {
        lines.push(format!(
            "{} of {}: lost [{}], gained [{}], effort {} to {}",
            new(&[scope.whole]),
            scope.before,
            old(&scope.lost),
            new(&scope.gained),
            scope.effort_before,
            scope.effort_after
        ));
    }
    lines.extend(found.without_work.iter().map(|index| format!("{} has no work", new(&[*index]))));
    lines.extend(found.late.iter().map(|late| {
        let (one, other) = (new(&[late.index]), new(&[late.depends_on]));
        format!("{one} {} before {other} {}", late.target, late.its_target)
    }));
    lines.extend(
        found.gone.iter().map(|gone| format!("{} named by {}", old(&[gone.removed]), new(&gone.named_by))),
    );
    lines.extend(
        found.dependants.iter().map(|one| format!("{} awaited by {}", new(&[one.of]), new(&one.dependants))),
    );
    lines.extend(
        found.qualities.iter().map(|one| format!("{} holds for {}", new(&[one.quality]), new(&one.to))),
    );
    assert_eq!(lines, expect);
}

fn labels(plan: &Plan, these: &[ArtifactIndex]) -> String {
    these.iter().map(|index| plan.artifact(*index).label()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_release_loses_and_gains_scope_and_effort() {
    check(
        &[
            ("REL-1", "status: planned"),
            ("REQ-1", "status: draft; release: REL-1; effort: 3"),
            ("REQ-2", "status: draft; release: REL-1; effort: 2-5"),
            ("REQ-3", "status: draft; effort: 8"),
        ],
        &[
            ("REL-1", "status: planned"),
            ("REQ-1", "status: dropped; reason: no; release: REL-1; effort: 3"),
            ("REQ-2", "status: draft; release: REL-1; effort: 2-5"),
            ("REQ-3", "status: draft; effort: 8; release: REL-1"),
        ],
        &["REL-1 of 2: lost [REQ-1], gained [REQ-3], effort 5-8 to 10-13"],
    );
    check(
        &[("REL-1", "status: planned"), ("REQ-1", "status: draft; release: REL-1; effort: 3")],
        &[("REL-1", "status: planned"), ("REQ-1", "status: draft; release: REL-1; effort: 5")],
        &["REL-1 of 1: lost [], gained [], effort 3 to 5"],
    );
}

#[test]
fn an_objective_is_left_without_work() {
    let objective = ("OBJ-1", "status: active");
    check(
        &[objective, ("REQ-1", "status: draft; objective: OBJ-1")],
        &[objective, ("REQ-1", "status: dropped; objective: OBJ-1")],
        &["OBJ-1 has no work"],
    );
    check(
        &[
            objective,
            ("REQ-1", "status: draft; objective: OBJ-1"),
            ("REQ-2", "status: draft; objective: OBJ-1"),
        ],
        &[objective, ("REQ-2", "status: draft; objective: OBJ-1")],
        &[],
    );
}

#[test]
fn a_dependency_becomes_late_through_a_release_and_is_told_once() {
    let first = ("REQ-1", "status: draft; target: 2026-Q3; depends_on: [REQ-2]");
    check(
        &[first, ("REQ-2", "status: draft; release: REL-1"), ("REL-1", "status: planned; target: 2026-Q3")],
        &[first, ("REQ-2", "status: draft; release: REL-1"), ("REL-1", "status: planned; target: 2026-Q4")],
        &["REQ-1 2026-Q3 before REQ-2 2026-Q4"],
    );
    check(
        &[first, ("REQ-2", "status: draft; target: 2026-Q4")],
        &[first, ("REQ-2", "status: draft; target: 2027-Q1")],
        &["REQ-2 awaited by REQ-1"],
    );
}

#[test]
fn what_is_gone_and_still_named_is_told() {
    check(
        &[("REQ-1", "status: draft; depends_on: [REQ-2]"), ("REQ-2", "status: draft")],
        &[("REQ-1", "status: draft; depends_on: [REQ-2]")],
        &["REQ-2 named by REQ-1"],
    );
    check(
        &[("REQ-1", "status: draft; depends_on: [REQ-2]"), ("REQ-2", "status: draft")],
        &[("REQ-1", "status: draft")],
        &[],
    );
}

#[test]
fn an_owner_is_nothing_that_dependants_wait_for() {
    let first = ("REQ-1", "status: draft; depends_on: [REQ-2]");
    check(&[first, ("REQ-2", "status: draft")], &[first, ("REQ-2", "status: draft; owner: ana")], &[]);
    check(
        &[first, ("REQ-2", "status: draft")],
        &[first, ("REQ-2", "status: review")],
        &["REQ-2 awaited by REQ-1"],
    );
}

#[test]
fn a_quality_holds_for_what_is_built_for_the_same_bet() {
    let (bet, quality) =
        (("INIT-1", "status: committed"), ("REQ-9", "status: done; type: quality; initiative: INIT-1"));
    check(
        &[bet, quality, ("REQ-1", "status: draft; initiative: INIT-1")],
        &[bet, quality, ("REQ-1", "status: review; initiative: INIT-1")],
        &["REQ-9 holds for REQ-1"],
    );
}
