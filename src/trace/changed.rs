//! Which tests and code name what is no longer what it was.

use std::collections::BTreeMap;

use super::mentions::{Mention, Mentions};
use crate::history::{ArtifactChange, BodyChange, Changed, PlanDifference};
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Plan};

/// Why somebody should look at the tests and the code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Touched {
    /// It is gone; an artifact of the earlier plan, as all others are of the later one.
    Removed(ArtifactIndex),
    /// It will not be done any more.
    Dropped(ArtifactIndex),
    /// Its title, its text or what is demanded of it is another.
    Reworded(ArtifactIndex),
}

/// What of a difference tests and code may rest on.
pub(crate) fn touched(before: &Plan, after: &Plan, difference: &PlanDifference) -> Vec<Touched> {
    let removed = difference.removed.iter().copied().map(Touched::Removed);
    let changed = difference.changed.iter().filter_map(|one| how(before, after, one));
    removed.chain(changed).collect()
}

fn how(before: &Plan, after: &Plan, one: &Changed) -> Option<Touched> {
    let category = |plan: &Plan, index: ArtifactIndex| plan.artifact(index).category(plan.kind_of(index));
    let is_dropped = |plan, index| category(plan, index) == Some(Category::Dropped);
    if is_dropped(after, one.after) && !is_dropped(before, one.before) {
        return Some(Touched::Dropped(one.after));
    }
    is_reworded(after, one).then_some(Touched::Reworded(one.after))
}

fn is_reworded(after: &Plan, one: &Changed) -> bool {
    let ArtifactChange { fields, body, .. } = &one.change;
    let is_tick = |change: &BodyChange| {
        matches!(change, BodyChange::ItemTicked { .. } | BodyChange::ItemUnticked { .. })
    };
    let title = &after.kind_of(one.after).title_field;
    body.iter().any(|change| !is_tick(change)) || fields.iter().any(|field| field.field == *title)
}

/// The places that name what was touched; what nothing names is left out.
pub(crate) fn places_of_touched<'a>(
    before: &Plan,
    after: &Plan,
    touched: &[Touched],
    mentions: &'a Mentions,
) -> Vec<(Touched, Vec<&'a Mention>)> {
    let (now, _) = mentions.by_artifact(after);
    let has_removed = touched.iter().any(|touched| matches!(touched, Touched::Removed(_)));
    let then = if has_removed { mentions.by_artifact(before).0 } else { BTreeMap::new() };
    let places = |touched: &Touched| {
        let places = match touched {
            Touched::Removed(index) => then.get(index),
            Touched::Dropped(index) | Touched::Reworded(index) => now.get(index),
        };
        Some((*touched, places?.clone()))
    };
    touched.iter().filter_map(places).collect()
}
