//! Rules about dates, releases and dependencies: their edges.

use super::check_rule;

const REL: &str = "releases/REL-1-a.md";
const REQ_1: &str = "requirements/REQ-1-a.md";
const REQ_2: &str = "requirements/REQ-2-b.md";

fn release(status: &str, rest: &str) -> String {
    format!("---\nid: REL-1\ntitle: Release\nstatus: {status}\n{rest}---\n")
}

fn requirement(id: u32, status: &str, rest: &str) -> String {
    format!("---\nid: REQ-{id}\ntitle: Requirement {id}\nstatus: {status}\n{rest}---\n")
}

/// Examples are checked on 2026-11-24.
#[test]
fn a_release_is_overdue_on_the_day_after_its_last_day() {
    let check = |status: &str, target: &str, expect: &[&str]| {
        check_rule("overdue-release", &[(REL, &release(status, &format!("target: {target}\n")))], expect);
    };
    check("planned", "2026-11-24", &[]);
    check("planned", "2026-11-23", &["REL-1 was due on 2026-11-23, and is planned"]);
    check("building", "2026-10", &["REL-1 was due in 2026-10, until 2026-10-31, and is building"]);
    check("building", "2026-Q4", &[]);
    check("building", "now", &[]);
    check("released", "2026-10", &[]);
    check("dropped", "2026-10", &[]);
    check("unheard", "2026-10", &[]);
}

#[test]
fn periods_end_as_the_fiscal_year_says() {
    let release = release("planned", "target: FY2026-Q2\n");
    let april = "format: 1\nproduct: P\nfiscal_year: {first_month: 4, named_by: start}\n";
    let october = "format: 1\nproduct: P\nfiscal_year: {first_month: 10, named_by: start}\n";
    check_rule(
        "overdue-release",
        &[("pm.yaml", april), (REL, &release)],
        &["REL-1 was due in FY2026-Q2, until 2026-09-30, and is planned"],
    );
    check_rule("overdue-release", &[("pm.yaml", october), (REL, &release)], &[]);
}

#[test]
fn a_day_taken_from_a_late_release_is_reported_once() {
    let files = [
        (REL, &*release("planned", "target: 2026-10\n")),
        (REQ_1, &*requirement(1, "draft", "release: REL-1\n")),
    ];
    check_rule("overdue", &files, &[]);
    check_rule("overdue-release", &files, &["REL-1 was due in 2026-10, until 2026-10-31, and is planned"]);
}

#[test]
fn work_that_is_being_measured_is_out_already() {
    let initiative =
        |status: &str| format!("---\nid: INIT-1\ntitle: I\nstatus: {status}\ntarget: 2026-Q3\n---\n");
    let path = "initiatives/INIT-1-a.md";
    check_rule("overdue", &[(path, &initiative("measuring"))], &[]);
    check_rule(
        "overdue",
        &[(path, &initiative("building"))],
        &["INIT-1 was due in 2026-Q3, until 2026-09-30, and is building"],
    );
}

#[test]
fn a_promise_is_held_against_the_target_of_the_release() {
    let release = release("planned", "target: 2027-02\n");
    let announced = |until: &str| requirement(1, "draft", &format!("release: REL-1\nannounced: {until}\n"));
    check_rule(
        "announced-before-target",
        &[(REL, &release), (REQ_1, &announced("2027-01"))],
        &["REQ-1 is announced for 2027-01, but planned for 2027-02"],
    );
    check_rule("announced-before-target", &[(REL, &release), (REQ_1, &announced("2027-Q1"))], &[]);
    check_rule("announced-before-target", &[(REL, &release), (REQ_1, &announced("next"))], &[]);
}

#[test]
fn a_dependency_is_late_by_the_release_it_goes_out_with() {
    let waits = requirement(1, "draft", "target: 2026-12\ndepends_on: [REQ-2]\n");
    let check = |status: &str, target: &str, expect: &[&str]| {
        let release = release("planned", &format!("target: {target}\n"));
        let other = requirement(2, status, "release: REL-1\n");
        check_rule("late-dependency", &[(REL, &release), (REQ_1, &waits), (REQ_2, &other)], expect);
    };
    check("draft", "2027-Q1", &["REQ-1 is due in 2026-12, before REQ-2, which it depends on, in 2027-Q1"]);
    check("draft", "2026-Q4", &[]);
    check("draft", "later", &[]);
    check("done", "2027-Q1", &[]);
    check("dropped", "2027-Q1", &[]);
}

#[test]
fn a_promise_later_than_the_need_is_told_at_the_promise() {
    let dependency =
        "---\nid: DEP-1\ntitle: D\nstatus: proposed\nneeded_by: 2026-12\npromised: 2027-01-15\n---\n";
    check_rule(
        "late-dependency",
        &[("dependencies/DEP-1-a.md", dependency)],
        &["DEP-1 is promised for 2027-01-15, but needed by 2026-12"],
    );
}

#[test]
fn a_status_may_not_run_ahead_of_what_it_depends_on() {
    let check = |own: &str, other: &str, expect: &[&str]| {
        let waits = requirement(1, own, "depends_on: [REQ-2]\n");
        check_rule("ahead-of-dependency", &[(REQ_1, &waits), (REQ_2, &requirement(2, other, ""))], expect);
    };
    check("done", "building", &["REQ-1 is done, but REQ-2, which it depends on, is building"]);
    check("building", "draft", &["REQ-1 is building, but REQ-2, which it depends on, is draft"]);
    check("building", "approved", &[]);
    check("draft", "draft", &[]);
    check("done", "done", &[]);
    check("done", "dropped", &[]);
    check("dropped", "draft", &[]);
    check("done", "unheard", &[]);
    check("unheard", "draft", &[]);
}

#[test]
fn dropped_work_is_no_scope_and_what_was_left_out_is_not_open() {
    let building = release("building", "");
    check_rule(
        "release-without-scope",
        &[(REL, &building), (REQ_1, &requirement(1, "dropped", "release: REL-1\n"))],
        &["REL-1 is building, but all that was part of it is dropped"],
    );
    check_rule("release-without-scope", &[(REL, &release("planned", ""))], &[]);
    let released = release("released", "");
    let open = requirement(1, "review", "release: REL-1\n");
    let left = requirement(2, "draft", "release: REL-1\npriority: wont\n");
    check_rule(
        "open-work-in-shipped-release",
        &[(REL, &released), (REQ_1, &open), (REQ_2, &left)],
        &["REQ-1 is review, but its release REL-1 is released"],
    );
}

#[test]
fn musts_are_summed_once_and_only_when_all_work_is_estimated() {
    let planned = release("planned", "");
    let part = |id, rest: &str| requirement(id, "draft", &format!("release: REL-1\n{rest}"));
    let must = part(1, "priority: must\neffort: 6-8\n");
    check_rule(
        "musts-over-share",
        &[(REL, &planned), (REQ_1, &must), (REQ_2, &part(2, "priority: should\neffort: 3\n"))],
        &["the musts of REL-1 take 70.0 percent of its effort, more than 60"],
    );
    check_rule(
        "musts-over-share",
        &[(REL, &planned), (REQ_1, &must), (REQ_2, &part(2, "priority: should\n"))],
        &[],
    );
    let whole = part(2, "priority: must\neffort: 70\n");
    let story = part(1, "priority: should\neffort: 7\nparent: REQ-2\n");
    check_rule("musts-over-share", &[(REL, &planned), (REQ_1, &story), (REQ_2, &whole)], &[]);
}

#[test]
fn key_results_without_numbers_measure_nothing() {
    let check = |status: &str, key_result: &str, expect: &[&str]| {
        let objective = format!(
            "---\nid: OBJ-1\ntitle: O\nstatus: {status}\nkey_results:\n  - {{id: KR1, text: More{key_result}}}\n---\n"
        );
        let metric = "---\nid: MET-1\ntitle: M\nstatus: active\n---\n";
        check_rule(
            "unmeasurable-objective",
            &[("objectives/OBJ-1-a.md", &objective), ("metrics/MET-1-a.md", metric)],
            expect,
        );
    };
    let expect = ["OBJ-1 is active, but no key result of it has numbers"];
    check("active", "", &expect);
    check("active", ", target: 5", &expect);
    check("active", ", target: 5, baseline: 0", &[]);
    check("active", ", target: 5, metric: MET-1", &[]);
    check("draft", "", &[]);
    check("achieved", "", &[]);
}

#[test]
fn an_objective_without_key_results_is_a_missing_field_alone() {
    let files = [(
        "objectives/OBJ-1-a.md",
        "---\nid: OBJ-1\ntitle: O\nstatus: active\nowner: ana\nperiod: 2026-Q4\n---\n",
    )];
    check_rule("unmeasurable-objective", &files, &[]);
}

const BUILDING: &str = "---\nid: REL-1\ntitle: A\nstatus: building\nversion: 1.2.0\ntarget: 2026-12\n---\n";

fn part_of_release(status: &str, more: &str) -> String {
    format!("---\nid: REQ-1\ntitle: A\nstatus: {status}\nrelease: REL-1\n{more}---\n")
}

#[test]
fn a_version_that_is_not_tagged_can_be_planned_for() {
    let log = "commit 1 (tag: v1.1.0)\n    a\n\n    Implements: REQ-1\n";
    let requirement = part_of_release("draft", "");
    let files = [("releases/REL-1.md", BUILDING), ("requirements/REQ-1.md", &requirement), ("git/log", log)];
    check_rule("planned-for-tagged-version", &files, &[]);
    check_rule("shipped-but-planned", &files[..2], &[]);
}

#[test]
fn work_that_went_out_is_told_once() {
    let log = "commit 1 (tag: v1.2.0)\n    Write it\n\n    Implements: REQ-1\n";
    let requirement = part_of_release("draft", "");
    let files = [("releases/REL-1.md", BUILDING), ("requirements/REQ-1.md", &requirement), ("git/log", log)];
    check_rule("planned-for-tagged-version", &files, &[]);
    check_rule(
        "shipped-but-planned",
        &files,
        &[
            "REL-1 is building, and its version 1.2.0 is tagged: v1.2.0 of 2024-10-05",
            "REQ-1 is draft, and work on it went out with v1.2.0 of 2024-10-05: Write it (0101010101)",
        ],
    );
}

#[test]
fn what_was_agreed_not_to_be_done_is_not_planned_for_a_tagged_version() {
    let log = "commit 1 (tag: v1.2.0)\n    a\n";
    let requirement = part_of_release("draft", "priority: wont\n");
    let files = [("releases/REL-1.md", BUILDING), ("requirements/REQ-1.md", &requirement), ("git/log", log)];
    check_rule("planned-for-tagged-version", &files, &[]);
}
