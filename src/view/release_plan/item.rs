//! One piece of work of a release, and what it waits for.

use serde::Serialize;

use super::scope::Stage;
use crate::model::field::Meaning;
use crate::model::key::{EFFORT, PRIORITY, TARGET, VERSION};
use crate::model::values::{Date, Target};
use crate::plan::due::{self, RELEASE};
use crate::plan::{ArtifactIndex, Plan, parts};
use crate::view::effort::{Effort, unit_of};
use crate::view::roadmap::{Item as Entry, Remark, named};
use crate::view::schedule::Schedule;
use crate::view::subject::Subject;

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

/// Something that is not there yet and that is waited for.
#[derive(Serialize, Debug)]
pub(super) struct Wait {
    #[serde(flatten)]
    pub(super) subject: Subject,
    /// When it should be there: as people read it, and as it is written.
    pub(super) when: Option<String>,
    pub(super) target: Option<String>,
    /// The version of the release that it goes out with, where that is another one.
    pub(super) release_version: Option<String>,
    /// Whether it is planned for later than what waits for it, or for a day that has passed.
    pub(super) late: bool,
    /// Why it is late.
    pub(super) why: Option<String>,
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

/// Whether one target ends behind another; two that cannot be compared do not.
fn is_after(plan: &Plan, one: Target, other: Target) -> bool {
    match (one, other) {
        (Target::Horizon(one), Target::Horizon(other)) => one > other,
        (one, other) => {
            let fiscal = &plan.config.fiscal_year;
            one.last_day(fiscal).zip(other.last_day(fiscal)).is_some_and(|(one, other)| one > other)
        }
    }
}

/// What an artifact depends on that is not there, those that are late first. Nothing waits that is done.
pub(super) fn waits(plan: &Plan, index: ArtifactIndex, today: Date) -> Vec<Wait> {
    let is_met = |index: ArtifactIndex| due::is_met(plan.artifact(index), plan.kind_of(index));
    if is_met(index) {
        return Vec::new();
    }
    let mut targets: Vec<ArtifactIndex> = plan
        .targets(index, Meaning::DependsOn)
        .filter(|target| *target != index && !is_met(*target))
        .collect();
    targets.sort_unstable();
    targets.dedup();
    let mut waits: Vec<Wait> = targets.into_iter().map(|on| Wait::of(plan, index, on, today)).collect();
    waits.sort_by_key(|wait| !wait.late);
    waits
}

impl Wait {
    fn of(plan: &Plan, index: ArtifactIndex, on: ArtifactIndex, today: Date) -> Self {
        let due = due::own_or_of_release(plan, on);
        let needed = due::own_or_of_release(plan, index).map(|due| due.target);
        let release_of = |index: ArtifactIndex| parts::wholes(plan, index, RELEASE).next();
        let other_release = release_of(on).filter(|release| release_of(index) != Some(*release));
        let version =
            |release: ArtifactIndex| plan.artifact(release).get(plan.kind_of(release), VERSION).cloned();
        let why = due.and_then(|due| {
            if let Some(day) = due.last_day(plan).filter(|day| *day < today) {
                return Some(format!("overdue since {}", day.for_people()));
            }
            let later = |needed: &Target| is_after(plan, due.target, *needed);
            if let Some(needed) = needed.filter(later) {
                let with = if other_release.is_some() { "in a later release, " } else { "" };
                return Some(format!("{with}needed for {}", named(&plan.config, needed)));
            }
            let by = due::of_field(plan, on, "needed_by").map(|by| by.target).filter(later)?;
            Some(format!("needed by {}", named(&plan.config, by)))
        });
        // When the release goes out is said of the release.
        let is_own = |due: &due::Due<'_>| due.said_by == on || other_release.is_some() || why.is_some();
        Self {
            subject: Subject { id: plan.name_of(plan.artifact(on)), ..Subject::of(plan, on) },
            when: due.filter(is_own).map(|due| named(&plan.config, due.target)),
            target: due.map(|due| due.target.to_string()),
            release_version: other_release.and_then(version).map(|version| version.without_v().to_owned()),
            late: why.is_some(),
            why,
        }
    }
}
