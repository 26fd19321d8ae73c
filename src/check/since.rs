//! What a change brings in: the findings that its plan has and the plan before it had not.
//!
//! A function of two plans; which revisions they come from is known to `command` alone.

use std::collections::{BTreeMap, HashSet};

use crate::diagnostic::Diagnostic;
use crate::diagnostic::fingerprint::fingerprints;
use crate::model::values::IdKey;
use crate::plan::Plan;
use crate::source::RelPath;
use crate::trace::Explanation;

/// The plan before a change, and what was there before that.
#[derive(Debug)]
pub(crate) struct Before<'a> {
    pub(crate) plan: &'a Plan,
    /// Ids that were given once and whose documents are gone, with where the documents lay.
    pub(crate) former: BTreeMap<IdKey, RelPath>,
    /// What the commits of the change say of why they were made.
    pub(crate) explanations: Vec<Explanation>,
}

/// Parts the findings on `after` into those that the change brought in and those that were there before,
/// each in its order. A finding is the same as long as it says the same of the same artifact.
pub(crate) fn part(
    before: (&Plan, &[Diagnostic]),
    after: (&Plan, Vec<Diagnostic>),
) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let known: HashSet<String> = fingerprints(before.1.iter(), before.0).into_iter().collect();
    let prints = fingerprints(after.1.iter(), after.0);
    let (older, new): (Vec<_>, Vec<_>) =
        after.1.into_iter().zip(prints).partition(|(_, print)| known.contains(print));
    let findings = |found: Vec<(Diagnostic, String)>| found.into_iter().map(|(finding, _)| finding).collect();
    (findings(new), findings(older))
}
