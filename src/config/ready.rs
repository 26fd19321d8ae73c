//! `ready:`: by kind, when work that is not begun may begin.

use indexmap::IndexMap;

use super::named::{check_kinds, exactly};
use super::node::{boolean, entries, integer, number};
use super::own_rule::{self, OwnRule};
use crate::diagnostic::Diagnostic;
use crate::model::kind::Kind;
use crate::source::RelPath;
use crate::text::yaml::Node;

/// A definition of ready as it is written; what it leaves out is for who judges.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Ready {
    pub(crate) acceptance_criteria: Option<bool>,
    pub(crate) questions_answered: Option<bool>,
    pub(crate) dependencies_done: Option<bool>,
    pub(crate) estimated: Option<bool>,
    pub(crate) largest_effort: Option<f64>,
    pub(crate) largest_estimate: Option<f64>,
    /// In days; 0 for never.
    pub(crate) stale_after: Option<i64>,
    pub(crate) rules: Vec<OwnRule>,
}

pub(super) fn read(
    path: &RelPath,
    root: &Node,
    kinds: &[Kind],
    findings: &mut Vec<Diagnostic>,
) -> IndexMap<String, Ready> {
    let mut all = IndexMap::new();
    for entry in entries(root, "ready") {
        let kind = entry.key.text.to_string();
        check_kinds(path, &[(kind.clone(), entry.key.span)], kinds, exactly, findings);
        let node = &entry.value;
        let mut rules = own_rule::read(path, node, kinds, findings);
        for rule in &mut rules {
            rule.kinds = vec![kind.clone()];
        }
        let ready = Ready {
            acceptance_criteria: boolean(node, "acceptance_criteria"),
            questions_answered: boolean(node, "questions_answered"),
            dependencies_done: boolean(node, "dependencies_done"),
            estimated: boolean(node, "estimated"),
            largest_effort: number(node, "largest_effort"),
            largest_estimate: number(node, "largest_estimate"),
            stale_after: integer(node, "stale_after"),
            rules,
        };
        all.insert(kind, ready);
    }
    all
}
