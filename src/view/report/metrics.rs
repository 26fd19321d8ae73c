//! The numbers that are read: the last value, the one before the report looks back to, and what is out of date.

use serde::Serialize;

use super::Scope;
use super::line::{Served, served};
use crate::model::key::Key;
use crate::model::workflow::Category;
use crate::plan::ArtifactIndex;
use crate::text::words::list_of;
use crate::view::readings::Metric;
use crate::view::record::Record;
use crate::view::subject::Subject;

const PURPOSE: Key<str> = Key::new("purpose");
const FREQUENCY: Key<str> = Key::new("frequency");
/// The purposes in the order in which they are told.
const PURPOSES: [&str; 4] = ["north_star", "input", "guardrail", "business"];

/// A number with its last values.
#[derive(Serialize, Debug)]
pub(super) struct MetricLine {
    #[serde(flatten)]
    pub(super) subject: Subject,
    pub(super) purpose: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) now: f64,
    pub(super) day: String,
    /// The last value by the day that the report looks back to.
    pub(super) before: Option<f64>,
    pub(super) before_day: Option<String>,
    pub(super) target: Option<f64>,
    /// Whether it went the right way since then; nothing where it did not move.
    pub(super) is_better: Option<bool>,
    pub(super) serves: Vec<Served>,
}

/// The active metrics that were ever read, by purpose; those that are out of date are named as missing.
pub(super) fn read(scope: &Scope<'_>, missing: &mut Vec<String>) -> Vec<MetricLine> {
    let plan = scope.plan;
    let Some(kind) = plan.config.kind_index("metric") else { return Vec::new() };
    let measures = scope.request.release.map(|release| measured_for(scope, release));
    let mut found: Vec<(usize, ArtifactIndex)> = plan
        .of_kind(kind)
        .filter(|index| scope.category(*index) == Some(Category::Active))
        .filter(|index| {
            let product = plan.artifact(*index).product;
            scope.request.product.is_none_or(|wanted| wanted == product)
                && measures.as_ref().is_none_or(|measures| measures.contains(index))
        })
        .map(|index| {
            let purpose = plan.artifact(index).get(plan.kind_of(index), PURPOSE);
            (PURPOSES.iter().position(|it| Some(*it) == purpose).unwrap_or(PURPOSES.len()), index)
        })
        .collect();
    found.sort_by_key(|(place, index)| {
        (*place, plan.artifact(*index).id.as_ref().map(|id| id.key().clone()), *index)
    });
    let mut lines = Vec::new();
    let (mut old, mut never) = (Vec::new(), Vec::new());
    for (_, index) in found {
        match MetricLine::of(scope, index) {
            Some((line, is_old)) => {
                if is_old {
                    old.push(line.subject.id.clone());
                }
                lines.push(line);
            }
            None => never.push(plan.artifact(index).label()),
        }
    }
    // An audience may know no more than the period of a reading.
    if !old.is_empty() && plan.config.reader.is_none() {
        missing.push(format!("Out of date, by how often they are to be read: {}.", list_of(&old)));
    }
    if !never.is_empty() {
        missing.push(format!("Never read: {}.", list_of(&never)));
    }
    lines
}

/// The metrics of the key results and objectives that a release serves.
fn measured_for(scope: &Scope<'_>, release: ArtifactIndex) -> Vec<ArtifactIndex> {
    let plan = scope.plan;
    use crate::model::field::Meaning;
    let objectives = scope.serves.of(release);
    let of_results = objectives.iter().flat_map(|objective| {
        let artifact = plan.artifact(*objective);
        let records = Record::each(artifact, plan.kind_of(*objective), "key_results");
        records.into_iter().filter_map(|record| record.artifact(plan, artifact, "metric")).collect::<Vec<_>>()
    });
    let direct = objectives.iter().flat_map(|objective| plan.sources(*objective, Meaning::Measures));
    of_results.chain(direct).collect()
}

impl MetricLine {
    /// The line, and whether its last value is out of date; nothing for a number that was never read.
    fn of(scope: &Scope<'_>, index: ArtifactIndex) -> Option<(Self, bool)> {
        let plan = scope.plan;
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        let metric = Metric::of(plan, index, scope.request.today);
        let now = metric.before(scope.request.today)?;
        let before = metric.before(scope.request.since).filter(|before| before.day < now.day);
        let longest = match artifact.get(kind, FREQUENCY) {
            Some("daily") => Some(2),
            Some("weekly") => Some(9),
            Some("monthly") => Some(40),
            Some("quarterly") => Some(110),
            _ => None,
        };
        let is_old = longest.is_some_and(|longest| now.day.days_until(scope.request.today) > longest);
        let is_better = before.and_then(|before| {
            let is_up = now.value > before.value;
            (now.value != before.value).then_some(is_up != metric.is_down)
        });
        let line = Self {
            subject: Subject::of(plan, index),
            purpose: artifact.get(kind, PURPOSE).map(str::to_owned),
            unit: metric.unit.clone(),
            now: now.value,
            day: now.period.to_string(),
            before: before.map(|before| before.value),
            before_day: before.map(|before| before.period.to_string()),
            target: metric.target,
            is_better,
            serves: measured(scope, index),
        };
        Some((line, is_old))
    }
}

/// The objectives that a metric tells about: through what it measures, or a key result that names it.
fn measured(scope: &Scope<'_>, index: ArtifactIndex) -> Vec<Served> {
    let plan = scope.plan;
    use crate::model::field::Meaning;
    let of_results = plan.links_to(index).filter(|link| plan.kind_of(link.source).name == "objective");
    let sources = of_results.map(|link| link.source).chain(plan.targets(index, Meaning::Measures));
    let mut found: Vec<Served> = Vec::new();
    for one in sources.flat_map(|at| served(scope, at)) {
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}
