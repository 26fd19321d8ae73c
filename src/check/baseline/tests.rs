//! The ratchet: it keeps back what is listed, tells what is gone, and never grows by itself.

use super::{Baseline, STALE};
use crate::check::rules::tests::{run, sample_files};
use crate::diagnostic::loading::{INTERRUPTED_CHANGE, UNREADABLE_FILE};
use crate::diagnostic::{Diagnostic, Place};
use crate::plan::Plan;
use crate::source::RelPath;

const IDEA: &str = "ideas/IDEA-1-a.md";

fn idea(related: &str) -> String {
    format!("---\nid: IDEA-1\ntitle: A\nstatus: new\nrelated: [{related}]\n---\n")
}

fn checked(related: &str) -> (Plan, Vec<Diagnostic>) {
    run(&[(IDEA, &idea(related))])
}

fn path() -> RelPath {
    RelPath::new("accepted.json").expect("a path")
}

fn shown(findings: &[Diagnostic]) -> Vec<String> {
    findings.iter().map(|finding| format!("{}: {}", finding.place.path, finding.message)).collect()
}

#[test]
fn what_is_listed_is_not_reported_and_what_is_new_is() {
    let (plan, findings) = checked("IDEA-7");
    let baseline = Baseline::of(&plan, None, &findings);
    let held = baseline.hold(&plan, &path(), None, findings);
    assert_eq!(shown(&held.findings), [""; 0]);
    let (plan, findings) = checked("IDEA-7, IDEA-8");
    let held = baseline.hold(&plan, &path(), None, findings);
    assert_eq!(
        shown(&held.findings),
        ["ideas/IDEA-1-a.md: `related` leads to `IDEA-8`, which does not exist"]
    );
    assert_eq!(held.shrunk, baseline);
}

#[test]
fn what_no_longer_occurs_is_told_and_taken_out() {
    let (plan, findings) = checked("IDEA-7, IDEA-8");
    let baseline = Baseline::of(&plan, None, &findings);
    let (plan, findings) = checked("IDEA-8, IDEA-9");
    let held = baseline.hold(&plan, &path(), None, findings);
    assert_eq!(
        shown(&held.findings),
        [
            "accepted.json: `dangling-link` in ideas/IDEA-1-a.md is accepted and no longer occurs: `related` leads \
             to `IDEA-7`, which does not exist",
            "ideas/IDEA-1-a.md: `related` leads to `IDEA-9`, which does not exist",
        ]
    );
    assert_eq!(held.shrunk.len(), 1);
}

#[test]
fn a_second_finding_like_an_accepted_one_is_new() {
    let (plan, findings) = checked("IDEA-7");
    let baseline = Baseline::of(&plan, None, &findings);
    let (plan, findings) = checked("IDEA-7, IDEA-7");
    let held = baseline.hold(&plan, &path(), None, findings);
    assert_eq!(held.shrunk.len(), 1);
    assert_eq!(held.findings.iter().filter(|finding| finding.rule == "dangling-link").count(), 1);
}

#[test]
fn the_text_reads_back_and_has_one_finding_on_a_line() {
    let (plan, findings) = checked("IDEA-7, IDEA-8");
    let baseline = Baseline::of(&plan, None, &findings);
    let text = baseline.to_text();
    assert_eq!(text.lines().count(), 4, "{text}");
    assert_eq!(Baseline::read(&text), Ok(baseline));
    assert_eq!(
        Baseline::read(&Baseline::of(&plan, None, &[]).to_text()).map(|baseline| baseline.len()),
        Ok(0)
    );
}

#[test]
fn a_file_that_is_no_baseline_says_where() {
    assert_eq!(
        Baseline::read("{\"version\": 1,\n<<<<<<<"),
        Err("line 2, column 1: it is not the list that `pm` writes".to_owned())
    );
    assert_eq!(
        Baseline::read("{\"version\": 9, \"findings\": []}"),
        Err("it is of version 9, and this `pm` reads version 1".to_owned())
    );
}

#[test]
fn the_example_of_the_rule_gives_its_finding_and_the_counterpart_does_not() {
    for (documentation, expect) in [(STALE.example, 1), (STALE.instead, 0)] {
        let files = sample_files(documentation);
        let files: Vec<(&str, &str)> = files.iter().map(|sample| (sample.path, &*sample.text)).collect();
        let (plan, findings) = run(&files);
        let path = plan.config.baseline.clone().expect("a baseline in pm.yaml");
        let text = files.iter().find(|(name, _)| *name == path.as_str()).expect("the file").1;
        let held = Baseline::read(text).expect("a baseline").hold(&plan, &path, None, findings);
        assert_eq!(held.findings.iter().filter(|finding| finding.rule == STALE.name).count(), expect);
    }
    assert_eq!(crate::diagnostic::rule::defects(&[STALE]), Vec::<String>::new());
}

#[test]
fn a_fault_of_the_machine_is_never_accepted() {
    let (plan, mut findings) = checked("IDEA-7");
    for text in [&INTERRUPTED_CHANGE, &UNREADABLE_FILE] {
        let place = Place::file(&RelPath::new(IDEA).expect("a path"));
        findings.push(Diagnostic::new(text.name, text.level, place, "the disk is at fault"));
    }
    let baseline = Baseline::of(&plan, None, &findings);
    assert_eq!(baseline.len(), 1);
    let held = baseline.hold(&plan, &path(), None, findings);
    assert_eq!(shown(&held.findings).len(), 2, "{:?}", shown(&held.findings));
    assert!(held.findings.iter().all(|finding| finding.message == "the disk is at fault"));
}
