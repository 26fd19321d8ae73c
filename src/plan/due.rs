//! When an artifact is due: which of its fields says so, and what it takes over from its release.

use super::{ArtifactIndex, Plan, parts};
use crate::model::artifact::Artifact;
use crate::model::kind::Kind;
use crate::model::value::{FieldValue, Value};
use crate::model::values::{Date, Period, Target};

/// The name of the kind whose target its parts take over.
pub(crate) const RELEASE: &str = "release";

/// The fields that say when an artifact is due, the first that is there counting.
const FIELDS: [&str; 4] = ["target", "promised", "due", "period"];

/// A status from which on the work is with customers and only its outcome is waited for.
const MEASURING: &str = "measuring";

/// A day or period by which something is due, with the place that says so.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Due<'a> {
    /// The artifact that says so: the one asked for, or its release.
    pub(crate) said_by: ArtifactIndex,
    pub(crate) value: &'a FieldValue,
    pub(crate) target: Target,
}

impl Due<'_> {
    /// The last day on which it is met; nothing for a horizon.
    pub(crate) fn last_day(&self, plan: &Plan) -> Option<Date> {
        self.target.last_day(&plan.config.fiscal_year)
    }

    /// When it was due, in words, where its last day lies before today: `in 2026-Q3, until 2026-09-30`.
    pub(crate) fn passed(&self, plan: &Plan, today: Date) -> Option<String> {
        let last = self.last_day(plan).filter(|last| *last < today)?;
        Some(match self.target {
            Target::Period(Period::Day(day)) => format!("on {day}"),
            target => format!("in {target}, until {last}"),
        })
    }
}

/// When the artifact at `index` itself says that it is due.
pub(crate) fn own(plan: &Plan, index: ArtifactIndex) -> Option<Due<'_>> {
    FIELDS.iter().find_map(|field| of_field(plan, index, field))
}

/// When an artifact is due: by its own word, else by the earliest of the releases that it is part of.
pub(crate) fn own_or_of_release(plan: &Plan, index: ArtifactIndex) -> Option<Due<'_>> {
    own(plan, index).or_else(|| {
        parts::wholes(plan, index, RELEASE)
            .filter_map(|release| own(plan, release))
            .min_by(|one, other| one.target.compare(other.target, &plan.config.fiscal_year))
    })
}

/// When an artifact and what it depends on are due, where both are open and the first is due before the second.
pub(crate) fn late(plan: &Plan, index: ArtifactIndex, depends_on: ArtifactIndex) -> Option<(Target, Target)> {
    let is_met = |index: ArtifactIndex| is_met(plan.artifact(index), plan.kind_of(index));
    if index == depends_on || is_met(index) || is_met(depends_on) {
        return None;
    }
    let own = own_or_of_release(plan, index)?;
    let its = own_or_of_release(plan, depends_on)?;
    (its.last_day(plan)? > own.last_day(plan)?).then_some((own.target, its.target))
}

/// What one field says, where it holds a day, a period or a horizon.
pub(crate) fn of_field<'a>(plan: &'a Plan, index: ArtifactIndex, field: &str) -> Option<Due<'a>> {
    let artifact = plan.artifact(index);
    let kind = plan.kind(artifact);
    let value = artifact.value(kind, field)?;
    let target = match &value.value {
        Value::Date(date) => Target::Period(Period::Day(*date)),
        Value::Period(period) => Target::Period(*period),
        Value::Target(target) => *target,
        _ => return None,
    };
    Some(Due { said_by: index, value, target })
}

/// Whether what was due is there already: closed, or in the hands of customers.
pub(crate) fn is_met(artifact: &Artifact, kind: &Kind) -> bool {
    artifact.status(kind).is_some_and(|status| {
        status.category.is_closed() || kind.workflow.has_reached(&status.name, MEASURING)
    })
}
