//! The objectives that are pursued, each with its key results: where they are, and how far that is from then.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Scope;
use super::checkins::Checkin;
use crate::model::key::Key;
use crate::model::values::{Date, Target};
use crate::plan::{ArtifactIndex, Plan};
use crate::view::readings::Metric;
use crate::view::record::Record;
use crate::view::roadmap::progress;
use crate::view::subject::{Subject, person_name};

const PERIOD: Key<Target> = Key::new("period");
const OWNER: Key<str> = Key::new("owner");
const KEY_RESULTS: &str = "key_results";

/// An objective that is pursued.
#[derive(Serialize, Debug)]
pub(super) struct Objective {
    #[serde(flatten)]
    pub(super) subject: Subject,
    pub(super) period: Option<String>,
    pub(super) owner: Option<String>,
    /// By its last check-in.
    pub(super) health: Option<String>,
    pub(super) key_results: Vec<KeyResult>,
}

#[derive(Serialize, Debug)]
pub(super) struct KeyResult {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) unit: Option<String>,
    pub(super) baseline: Option<f64>,
    /// The value that the report looks back to.
    pub(super) before: Option<f64>,
    pub(super) now: Option<f64>,
    pub(super) target: Option<f64>,
    /// How much of the way lies behind, in percent.
    pub(super) progress: Option<f64>,
    /// In percent.
    pub(super) confidence: Option<f64>,
    /// How likely the target was, when the report looks back to.
    pub(super) confidence_before: Option<f64>,
}

/// The objectives that are active, in the order of their periods; of a release those that it serves.
pub(super) fn active(scope: &Scope<'_>, latest: &BTreeMap<ArtifactIndex, Checkin>) -> Vec<Objective> {
    let plan = scope.plan;
    let Some(kind) = plan.config.kind_index("objective") else { return Vec::new() };
    let served = scope.request.release.map(|release| scope.serves.of(release));
    let mut found: Vec<ArtifactIndex> = plan
        .of_kind(kind)
        .filter(|index| scope.is_active(*index))
        .filter(|index| scope.request.release.is_some() || scope.holds(*index))
        .filter(|index| served.as_ref().is_none_or(|served| served.contains(index)))
        .collect();
    found.sort_by_key(|index| {
        let artifact = plan.artifact(*index);
        let last =
            artifact.get(plan.kind_of(*index), PERIOD).and_then(|it| it.last_day(&plan.config.fiscal_year));
        (last.is_none(), last, artifact.id.as_ref().map(|id| id.key().clone()))
    });
    found.into_iter().map(|index| Objective::of(scope, index, latest.get(&index))).collect()
}

impl Objective {
    fn of(scope: &Scope<'_>, index: ArtifactIndex, checkin: Option<&Checkin>) -> Self {
        let plan = scope.plan;
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        let earlier = scope.request.earlier.as_ref();
        let old = earlier.and_then(|earlier| Some((earlier.plan, earlier.difference.before_of(index)?)));
        let then: Vec<(String, Option<f64>, Option<f64>)> = old
            .map(|(plan, old)| {
                let of = |record: &Record<'_>| {
                    let id = record.line("id").unwrap_or_default();
                    (id, value(plan, old, *record, scope.request.since), record.number("confidence"))
                };
                Record::each(plan.artifact(old), plan.kind_of(old), KEY_RESULTS).iter().map(of).collect()
            })
            .unwrap_or_default();
        let key_results = Record::each(artifact, kind, KEY_RESULTS);
        Self {
            subject: Subject::of(plan, index),
            period: artifact.get(kind, PERIOD).map(|period| period.to_string()),
            owner: artifact.get(kind, OWNER).map(|owner| person_name(&plan.config, owner)),
            health: checkin.and_then(|checkin| checkin.health.clone()),
            key_results: key_results
                .into_iter()
                .map(|record| KeyResult::of(plan, index, record, &then, scope.request.today))
                .collect(),
        }
    }
}

impl KeyResult {
    fn of(
        plan: &Plan,
        objective: ArtifactIndex,
        record: Record<'_>,
        then: &[(String, Option<f64>, Option<f64>)],
        today: Date,
    ) -> Self {
        let artifact = plan.artifact(objective);
        let metric = record.artifact(plan, artifact, "metric").map(|metric| Metric::of(plan, metric, today));
        let of_metric = |part: fn(&Metric) -> Option<f64>| metric.as_ref().and_then(part);
        let id = record.line("id").unwrap_or_default();
        let old = then.iter().find(|(old, ..)| *old == id);
        let baseline = record.number("baseline").or_else(|| of_metric(|metric| metric.baseline));
        let target = record.number("target").or_else(|| of_metric(|metric| metric.target));
        let now = value(plan, objective, record, today);
        let is_down = match record.line("direction") {
            Some(direction) => direction == "down",
            None => metric.as_ref().is_some_and(|metric| metric.is_down),
        };
        Self {
            text: record.line("text").unwrap_or_default(),
            unit: record.line("unit").or_else(|| metric.as_ref().and_then(|metric| metric.unit.clone())),
            baseline,
            before: old.and_then(|(_, value, _)| *value),
            now,
            target,
            progress: progress(baseline, now, target, is_down),
            confidence: record.number("confidence"),
            confidence_before: old.and_then(|(_, _, confidence)| *confidence),
            id,
        }
    }
}

/// The last value of a key result by a day: what its metric says, else what it says itself.
fn value(plan: &Plan, objective: ArtifactIndex, record: Record<'_>, day: Date) -> Option<f64> {
    let metric = record.artifact(plan, plan.artifact(objective), "metric");
    let read = metric.and_then(|metric| Metric::of(plan, metric, day).before(day));
    record.number("now").or(read.map(|reading| reading.value))
}
