//! Since when an artifact stands as it does, and when its document was last changed.
//!
//! Days are those of commits. What is not committed is not known here.

use std::collections::BTreeMap;

use super::bands::{Aspect, Beginning, timelines};
use super::lineage::Lineages;
use crate::config::Config;
use crate::model::values::Date;
use crate::plan::{ArtifactIndex, Plan};
use crate::source::log::Log;

/// What git knows of how long an artifact waits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Age {
    /// The day it got the status that it has; nothing where that is older than what is known.
    pub(crate) in_status_since: Option<Date>,
    /// The day of the last commit that changed its document; nothing where the clone begins with it.
    pub(crate) changed: Option<Date>,
}

/// The ages of the artifacts that `wanted` picks; what no commit holds is not among them.
pub(crate) fn ages(
    log: &dyn Log,
    config: &Config,
    lineages: &Lineages,
    plan: &Plan,
    wanted: impl Fn(ArtifactIndex) -> bool,
) -> BTreeMap<ArtifactIndex, Age> {
    let index_of = |path: &crate::source::RelPath| plan.at_path(path).filter(|index| wanted(*index));
    let found: Vec<(usize, ArtifactIndex)> =
        lineages.present().into_iter().filter_map(|(path, at)| Some((at, index_of(path)?))).collect();
    let mut ages: BTreeMap<ArtifactIndex, Age> = BTreeMap::new();
    for (at, index) in &found {
        let last = lineages.lineages[*at].versions.last().map(|version| lineages.commit_of(version));
        let changed = last.filter(|commit| !commit.is_boundary).map(|commit| commit.day());
        ages.insert(*index, Age { in_status_since: None, changed });
    }
    let positions: Vec<usize> = found.iter().map(|(at, _)| *at).collect();
    for timeline in timelines(log, config, lineages, &positions, &Aspect::Status) {
        let index = crate::source::RelPath::new(&timeline.path).and_then(|path| plan.at_path(&path));
        let Some((index, band)) = index.zip(timeline.current()) else { continue };
        let is_the_same = plan.artifact(index).status_name() == Some(&*band.value);
        if let Some(age) = ages.get_mut(&index)
            && is_the_same
            && band.beginning == Beginning::Known
        {
            age.in_status_since = Some(band.from);
        }
    }
    ages
}
