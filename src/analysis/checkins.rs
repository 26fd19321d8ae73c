//! What was last said of how something is doing.
//!
//! Reads check-ins alone; what is made of their words is for others.

use crate::model::key::Key;
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Plan};

/// The kind of check-ins, and the fields of one.
pub(crate) const CHECKIN: &str = "checkin";
pub(crate) const DATE: Key<Date> = Key::new("date");
pub(crate) const HEALTH: Key<str> = Key::new("health");

/// The last check-in that was posted on an artifact or on a part of it.
pub(crate) fn last_on(plan: &Plan, on: ArtifactIndex) -> Option<ArtifactIndex> {
    let kind = plan.config.kind_index(CHECKIN)?;
    let date = |index: ArtifactIndex| plan.artifact(index).get(plan.kind_of(index), DATE);
    let is_said = |index: &ArtifactIndex| {
        let artifact = plan.artifact(*index);
        usize::from(artifact.kind) == kind && artifact.category(plan.kind(artifact)) == Some(Category::Done)
    };
    plan.links_to(on).map(|link| link.source).filter(is_said).max_by_key(|index| (date(*index), *index))
}
