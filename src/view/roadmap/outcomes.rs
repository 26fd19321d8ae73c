//! What the work is for: objectives with their key results, each with what serves it.

use indexmap::IndexMap;
use serde::Serialize;

use super::Question;
use super::grouping::Grouping;
use super::item::Item;
use super::subjects::objective;
use super::{By, Column};
use crate::model::key::Key;
use crate::model::values::Target;
use crate::model::workflow::Category;
use crate::plan::query::QueryFault;
use crate::plan::{ArtifactIndex, Plan};
use crate::view::record::Record;

const KEY_RESULTS: &str = "key_results";
const PERIOD: Key<Target> = Key::new("period");

/// A key result of the objective that a column is about.
#[derive(Clone, PartialEq, Serialize, Debug)]
pub(super) struct KeyResult {
    pub(super) id: String,
    pub(super) text: String,
    /// What the numbers count.
    pub(super) unit: Option<String>,
    pub(super) baseline: Option<f64>,
    pub(super) now: Option<f64>,
    pub(super) target: Option<f64>,
    /// How much of the way from the baseline to the target lies behind, in percent: below 0 where it got
    /// worse, above 100 where it got better than was aimed at. Nothing where a number is missing.
    pub(super) progress: Option<f64>,
    /// In percent.
    pub(super) confidence: Option<f64>,
}

/// The key results of an objective, as written.
pub(super) fn key_results(plan: &Plan, index: ArtifactIndex) -> Vec<KeyResult> {
    let artifact = plan.artifact(index);
    let kind = plan.kind(artifact);
    let key_result = |record: Record<'_>| {
        let text = |name: &str| record.line(name);
        let [baseline, now, target] = ["baseline", "now", "target"].map(|name| record.number(name));
        KeyResult {
            id: text("id").unwrap_or_default(),
            text: text("text").unwrap_or_default(),
            unit: text("unit"),
            baseline,
            now,
            target,
            progress: progress(baseline, now, target, text("direction").as_deref() == Some("down")),
            confidence: record.number("confidence"),
        }
    };
    Record::each(artifact, kind, KEY_RESULTS).into_iter().map(key_result).collect()
}

/// The way behind in percent; where there is none to go, whether the value was kept.
pub(crate) fn progress(
    baseline: Option<f64>,
    now: Option<f64>,
    target: Option<f64>,
    down: bool,
) -> Option<f64> {
    let (baseline, now, target) = (baseline?, now?, target?);
    if (target - baseline).abs() < f64::EPSILON {
        let kept = if down { now <= target } else { now >= target };
        return Some(if kept { 100.0 } else { 0.0 });
    }
    // Adding nothing makes a zero with a sign one without.
    Some(((now - baseline) / (target - baseline) * 100.0).round() + 0.0)
}

/// All objectives in the order of their periods, then of their ids.
pub(super) fn objectives_in_order(plan: &Plan) -> Vec<ArtifactIndex> {
    let fiscal = &plan.config.fiscal_year;
    let kind = plan.config.kind_index("objective");
    let mut indices: Vec<ArtifactIndex> = kind.into_iter().flat_map(|kind| plan.of_kind(kind)).collect();
    let place = |index: &ArtifactIndex| {
        let artifact = plan.artifact(*index);
        (artifact.get(plan.kind(artifact), PERIOD), artifact.id.as_ref())
    };
    indices.sort_by(|one, other| {
        let ((period, id), (other_period, other_id)) = (place(one), place(other));
        let time = match (period, other_period) {
            (Some(one), Some(other)) => one.compare(other, fiscal),
            (one, other) => one.is_none().cmp(&other.is_none()),
        };
        time.then_with(|| id.cmp(&other_id))
    });
    indices
}

/// A chapter for each objective, those too that nothing serves; last the work that serves none. Where
/// something was chosen, only what was chosen has a chapter.
pub(super) fn chapters(question: &Question<'_>, items: &[Item]) -> Result<Vec<Column>, QueryFault> {
    let plan = question.plan();
    let served = Grouping::of(question, &By::Objective, items)?.columns(items);
    if question.request.chooses() {
        return Ok(served);
    }
    let mut rest = Vec::new();
    let mut by_path: IndexMap<String, Column> = IndexMap::new();
    for column in served {
        match column.subject.as_ref().map(|subject| subject.path.clone()) {
            Some(path) => drop(by_path.insert(path, column)),
            None => rest.push(column),
        }
    }
    let is_open = |index: ArtifactIndex| {
        let artifact = plan.artifact(index);
        match artifact.category(plan.kind(artifact)) {
            Some(Category::Dropped) => false,
            Some(Category::Done) => question.request.done,
            _ => true,
        }
    };
    let mut chapters = Vec::new();
    for index in objectives_in_order(plan) {
        match by_path.get_mut(plan.artifact(index).path.as_str()) {
            Some(column) => chapters.push(std::mem::take(column)),
            None if is_open(index) => chapters.push(Column::of(objective(plan, index))),
            None => {}
        }
    }
    // What work serves that is of another kind than objectives usually are comes behind them.
    let others = by_path.into_values().filter(|column| column.subject.is_some());
    Ok(chapters.into_iter().chain(others).chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(numbers: [f64; 3], down: bool, expect: f64) {
        let [baseline, now, target] = numbers.map(Some);
        assert_eq!(progress(baseline, now, target, down), Some(expect));
    }

    #[test]
    fn progress_is_the_share_of_the_way_in_either_direction() {
        check([6.0, 8.8, 20.0], false, 20.0);
        check([14.0, 12.6, 10.0], true, 35.0);
        check([14.0, 15.0, 10.0], true, -25.0);
        check([38.0, 81.0, 75.0], false, 116.0);
        check([9.0, 9.0, 3.0], true, 0.0);
        assert_eq!(
            progress(Some(9.0), Some(9.0), Some(3.0), true).map(|it| it.to_string()),
            Some("0".into())
        );
    }

    #[test]
    fn a_value_that_is_to_stay_is_kept_or_not() {
        check([99.0, 99.5, 99.0], false, 100.0);
        check([99.0, 98.0, 99.0], false, 0.0);
        check([2.0, 3.0, 2.0], true, 0.0);
    }

    #[test]
    fn without_a_number_there_is_no_progress() {
        assert_eq!(progress(None, Some(1.0), Some(2.0), false), None);
        assert_eq!(progress(Some(0.0), None, Some(2.0), false), None);
    }
}
