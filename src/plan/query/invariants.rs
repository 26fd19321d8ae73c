//! What holds for every text that is read as an expression over a plan, for property tests and the fuzz target.

use super::{Environment, Scope};
use crate::config::{Config, FILE_NAME};
use crate::expression::{Checked, Expect, ExpressionFault};
use crate::model::values::Date;
use crate::plan::{Plan, load};
use crate::source::RelPath;
use crate::source::memory::MemoryTree;

/// A few artifacts of several kinds, with fields of every sort and links both ways.
const FILES: [(&str, &str); 4] = [
    (
        "ideas/IDEA-1-a.md",
        "---\nid: IDEA-1\ntitle: A\nstatus: new\nreach: 9\neffort: 2-5\nconfidence: 80%\ntags: [a, b]\n---\n## Problem\nSlow.\n",
    ),
    (
        "releases/REL-1-a.md",
        "---\nid: REL-1\ntitle: A\nstatus: planned\nversion: 1.10\ntarget: 2026-Q4\n---\n",
    ),
    (
        "requirements/REQ-1-a.md",
        "---\nid: REQ-1\ntitle: A\nstatus: approved\nowner: ana\nanswers: [IDEA-1]\nrelease: REL-1\ndepends_on: [REQ-2]\n---\n",
    ),
    (
        "requirements/REQ-2-b.md",
        "---\nid: REQ-2\ntitle: Bé\nstatus: done\ntarget: 2026-11\ndepends_on: [REQ-1]\npriority: must\n---\n",
    ),
];

/// A plan to ask.
pub(crate) fn plan() -> Plan {
    let (config, _) = Config::read(&RelPath::root().join(FILE_NAME), "");
    load(&MemoryTree::of(&FILES), config, String::new()).0
}

/// Panics unless `source` is refused with places that fit it, or can be evaluated for every artifact and every
/// link; and unless what is said never to hold does not hold.
pub(crate) fn check_source(plan: &Plan, source: &str) {
    let Ok(today) = Date::parse("2026-11-24") else { return };
    let environment = Environment::new(plan, today);
    let artifacts = Scope::artifacts(&environment, &[]);
    let links = Scope::links(&environment, &[]);
    for expect in [Expect::Condition, Expect::Number, Expect::Anything] {
        if let Some(checked) = expression(&artifacts, source, expect) {
            for index in plan.indices() {
                outcome(source, environment.text(&checked, index));
                let holds = outcome(source, environment.holds(&checked, index));
                check_never(&checked, holds);
                outcome(source, environment.number(&checked, index));
            }
        }
        if let Some(checked) = expression(&links, source, expect) {
            for at in 0..plan.links().len() {
                outcome(source, environment.link_text(&checked, at));
                let holds = outcome(source, environment.link_holds(&checked, at));
                check_never(&checked, holds);
            }
        }
    }
}

fn expression(scope: &Scope<'_>, source: &str, expect: Expect) -> Option<Checked> {
    match scope.expression(source, expect) {
        Ok(checked) => Some(checked),
        Err(faults) => {
            assert!(!faults.is_empty(), "{source:?}");
            faults.iter().for_each(|fault| check_fault(source, fault));
            None
        }
    }
}

fn outcome<T>(source: &str, outcome: Result<T, ExpressionFault>) -> Option<T> {
    outcome.inspect_err(|fault| check_fault(source, fault)).ok()
}

fn check_never(checked: &Checked, holds: Option<bool>) {
    if let Some(reason) = checked.can_never_be_true() {
        check_fault(checked.source(), &reason);
        assert_ne!(holds, Some(true), "{:?} {reason:?}", checked.source());
    }
}

fn check_fault(source: &str, fault: &ExpressionFault) {
    assert!(source.get(fault.span.start()..fault.span.end()).is_some(), "{fault:?} does not fit {source:?}");
    assert!(!fault.message.is_empty(), "{fault:?}");
}
