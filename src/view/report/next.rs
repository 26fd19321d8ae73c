//! What is due next.

use super::Scope;
use super::line::{Line, people};
use crate::model::values::{Date, Target};
use crate::model::workflow::Category;
use crate::plan::ArtifactIndex;
use crate::plan::due::{self, RELEASE};
use crate::view::subject::person_name;

/// What everybody waits for; of the rest single pieces of work alone, where they are told.
const LARGE: [&str; 5] = [RELEASE, "initiative", "objective", "dependency", "decision"];

/// What is due in the days that the report looks ahead, the first first; at least the next release.
pub(super) fn ahead(scope: &Scope<'_>) -> Vec<Line> {
    let plan = scope.plan;
    let today = scope.request.today;
    let until = today.plus_days(scope.request.sort.ahead());
    let mut found: Vec<(Date, ArtifactIndex, Target)> = Vec::new();
    for index in plan.indices().filter(|index| scope.holds(*index)) {
        let kind = plan.kind_of(index);
        let is_open = matches!(scope.category(index), Some(Category::Open | Category::Active));
        let is_large = LARGE.contains(&kind.name.as_str());
        if !is_open
            || !(is_large || scope.request.sort.is_detailed())
            || due::is_met(plan.artifact(index), kind)
        {
            continue;
        }
        let Some(due) = due::own(plan, index) else { continue };
        if let Some(last) = due.last_day(plan).filter(|last| *last >= today) {
            found.push((last, index, due.target));
        }
    }
    found.sort_by_key(|(last, index, _)| {
        let place = LARGE.iter().position(|kind| *kind == plan.kind_of(*index).name);
        (*last, place.is_none(), place, *index)
    });
    let next_release = found.iter().position(|(_, index, _)| plan.kind_of(*index).name == RELEASE);
    let kept =
        found.iter().enumerate().filter(|(at, (last, ..))| *last <= until || Some(*at) == next_release);
    kept.map(|(_, (_, index, target))| line(scope, *index, *target)).collect()
}

fn line(scope: &Scope<'_>, index: ArtifactIndex, target: Target) -> Line {
    let plan = scope.plan;
    let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
    let mut says = Vec::new();
    says.extend(artifact.status_name().map(|status| status.replace('_', " ")));
    let who = ["approver", "owner"].iter().find_map(|field| {
        let value = artifact.value(kind, field)?;
        let crate::model::value::Value::Person(person) = &value.value else { return None };
        Some(person_name(&plan.config, person.label()))
    });
    says.extend(who);
    let says = if says.is_empty() { String::new() } else { format!("({})", says.join(", ")) };
    Line { day: Some(people(&target.to_string())), ..Line::of(scope, index, says) }
}
