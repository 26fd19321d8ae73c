//! What was last said of how something is doing.
//!
//! Reads check-ins alone; what is made of their words is for others.

use crate::model::key::Key;
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::plan::due::RELEASE;
use crate::plan::{ArtifactIndex, Plan};

/// The kind of check-ins, and the fields of one.
pub(crate) const CHECKIN: &str = "checkin";
pub(crate) const DATE: Key<Date> = Key::new("date");
pub(crate) const HEALTH: Key<str> = Key::new("health");
pub(crate) const ON_TRACK: &str = "on_track";
pub(crate) const AT_RISK: &str = "at_risk";
pub(crate) const OFF_TRACK: &str = "off_track";

/// The kinds of which people are asked how they are doing, those that others serve first.
pub(crate) const WATCHED: [&str; 3] = ["objective", "initiative", RELEASE];

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
