//! Work under way whose document nobody has changed for long.

use super::SILENT;
use super::wait::{Ask, Wait, for_days};
use crate::analysis::checkins::WATCHED;
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, due};

/// The field by which work is known: what it waits for.
const DEPENDS_ON: &str = "depends_on";

pub(super) fn find(ask: &Ask<'_>) -> Vec<Wait> {
    ask.open().filter_map(|index| unchanged(ask, index)).collect()
}

fn unchanged(ask: &Ask<'_>, index: ArtifactIndex) -> Option<Wait> {
    let (kind, artifact) = ask.kind_and_artifact(index);
    let is_under_way = artifact.category(kind) == Some(Category::Active) && !due::is_met(artifact, kind);
    // Of what has check-ins it is asked how it is doing.
    if kind.field(DEPENDS_ON).is_none() || WATCHED.contains(&kind.name.as_str()) || !is_under_way {
        return None;
    }
    let days = ask.ages?.get(&index)?.changed?.days_until(ask.today);
    if days <= SILENT {
        return None;
    }
    let mut wait = ask.wait(index, ask.people(index, "owner"));
    wait.days_waiting = Some(days);
    let status = artifact.status_name().unwrap_or_default();
    let unchanged = match ask.days_in_status(index) {
        Some(standing) if standing == days => format!("{status} {}, and unchanged since", for_days(days)),
        Some(standing) => format!("{status} {}, and unchanged for {days} days", for_days(standing)),
        None => format!("{status}, and unchanged for {days} days"),
    };
    Some(wait.and(unchanged))
}
