//! What each release promised at each moment, for the work that goes out with it.

use std::collections::BTreeMap;

use super::lineage::Lineages;
use super::promise::Promise;
use super::telling::tell;
use crate::model::key::TARGET;
use crate::model::values::Target;
use crate::plan::{ArtifactIndex, Plan};
use crate::source::log::Log;

/// The targets of the releases of a plan through time.
#[derive(Debug)]
pub(crate) struct Releases<'a> {
    plan: &'a Plan,
    /// Each with the position of the commit that set it, oldest first.
    targets: BTreeMap<ArtifactIndex, Vec<(u32, Option<Target>)>>,
}

impl<'a> Releases<'a> {
    /// Reads the past of the releases that are in the plan.
    pub(crate) fn read(log: &dyn Log, plan: &'a Plan, lineages: &Lineages) -> Self {
        let Some(kind) = plan.config.kind_index("release") else { return Self::none(plan) };
        let of_release = |at: &usize| {
            let lineage = &lineages.lineages[*at];
            let index = lineage.path().filter(|_| lineage.is_present()).and_then(|path| plan.at_path(path));
            index.filter(|index| usize::from(plan.artifact(*index).kind) == kind)
        };
        let wanted: Vec<usize> = (0..lineages.lineages.len()).filter(|at| of_release(at).is_some()).collect();
        let told = tell(log, &plan.config, lineages, &wanted, |transition| {
            let after = transition.after?;
            Some(after.get(&plan.config.kinds[usize::from(after.kind)], TARGET))
        });
        let targets = told.into_iter().filter_map(|told| {
            let versions = &lineages.lineages[told.lineage].versions;
            let steps = told.steps.iter().map(|step| (versions[step.version].commit, step.what));
            Some((of_release(&told.lineage)?, steps.collect()))
        });
        Self { plan, targets: targets.collect() }
    }

    /// No past: releases promise what they do now.
    pub(crate) fn none(plan: &'a Plan) -> Self {
        Self { plan, targets: BTreeMap::new() }
    }

    /// What the release of that name promised when a commit was made; without one, before all of them.
    pub(super) fn promise(&self, name: &str, commit: Option<u32>) -> Promise {
        let Ok(found) = self.plan.find(name) else { return Promise::Release(name.to_owned(), None) };
        let release = self.plan.artifact(found.artifact);
        let target = match self.targets.get(&found.artifact).map(Vec::as_slice) {
            None | Some([]) => release.get(self.plan.kind(release), TARGET),
            Some(targets @ [first, ..]) => {
                let until = |each: &&(u32, Option<Target>)| commit.is_some_and(|commit| each.0 <= commit);
                targets.iter().rfind(until).unwrap_or(first).1
            }
        };
        Promise::Release(release.label(), target)
    }
}
