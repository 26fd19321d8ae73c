//! One piece of work of a release, and what it waits for.

use serde::Serialize;

use super::scope::Stage;
use crate::model::key::{EFFORT, PRIORITY, TARGET};
use crate::model::values::Date;
use crate::plan::{ArtifactIndex, Plan, due};
use crate::view::effort::{Effort, unit_of};
use crate::view::roadmap::{Item as Entry, Remark, named};
use crate::view::schedule::Schedule;
use crate::view::waits::{Wait, is_after, waits};

#[derive(Serialize, Debug)]
pub(super) struct Item {
    #[serde(flatten)]
    pub(super) entry: Entry,
    /// done, in_progress or not_begun; nothing for a status that its kind does not know.
    pub(super) stage: Option<Stage>,
    pub(super) priority: Option<String>,
    pub(super) effort: Option<Effort>,
    pub(super) waits_for: Vec<Wait>,
}

impl Item {
    pub(super) fn of(plan: &Plan, index: ArtifactIndex, release: ArtifactIndex, today: Date) -> Self {
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        let unit = unit_of(kind, EFFORT.name).unwrap_or_default();
        let mut entry = Entry::of(plan, index, Schedule::of(plan, index), today);
        // That its release is overdue is said of the release.
        if artifact.get(kind, TARGET).is_none() {
            entry.remarks.retain(|remark| remark.name != "overdue");
        }
        entry.remarks.extend(after_its_release(plan, index, release));
        Self {
            entry,
            stage: Stage::of(plan, index),
            priority: artifact.get(kind, PRIORITY).map(str::to_owned),
            effort: artifact.get(kind, EFFORT).map(|range| Effort::of(*range, &unit)),
            waits_for: waits(plan, index, today),
        }
    }
}

/// That open work has a target of its own that lies behind that of its release.
fn after_its_release(plan: &Plan, index: ArtifactIndex, release: ArtifactIndex) -> Option<Remark> {
    let target = |index: ArtifactIndex| plan.artifact(index).get(plan.kind_of(index), TARGET);
    let (own, its) = (target(index)?, target(release)?);
    let is_open = !due::is_met(plan.artifact(index), plan.kind_of(index));
    (is_open && is_after(plan, own, its)).then(|| Remark {
        name: "after_release",
        text: format!("planned for {}, after its release", named(&plan.config, own)),
    })
}
