//! What was to be there by a day that is near or has passed: work, releases, what another team promised.

use super::SOON;
use super::wait::{Ask, Wait};
use super::worth::Worth;
use crate::model::key::ANNOUNCED;
use crate::model::workflow::Category;
use crate::plan::ArtifactIndex;
use crate::plan::due::{self, RELEASE};
use crate::text::words::plural;

/// A kind that has a place of its own among what waits.
const DECISION: &str = "decision";

pub(super) fn find(ask: &Ask<'_>) -> Vec<Wait> {
    ask.open().filter_map(|index| dated(ask, index)).collect()
}

fn dated(ask: &Ask<'_>, index: ArtifactIndex) -> Option<Wait> {
    let (kind, artifact) = ask.kind_and_artifact(index);
    let is_under_way = matches!(artifact.category(kind), Some(Category::Open | Category::Active));
    if kind.name == DECISION || !is_under_way || due::is_met(artifact, kind) {
        return None;
    }
    let own = due::own(ask.plan, index);
    let day = own.and_then(|due| due.last_day(ask.plan));
    let fiscal = &ask.plan.config.fiscal_year;
    let announced = artifact.get(kind, ANNOUNCED);
    let broken = announced.and_then(|target| Some((target, target.last_day(fiscal)?)));
    let broken = broken.filter(|(_, day)| *day < ask.today);
    let wait = ask.wait(index, ask.people(index, "owner"));
    let status = artifact.status_name().unwrap_or_default();
    let mut wait = match broken {
        Some((target, promised)) => {
            let ago = plural(promised.days_until(ask.today).unsigned_abs() as usize, "day");
            let mut wait = wait.and(format!("announced for {}, which ended {ago} ago", target.for_people()));
            wait.due = Some(promised.to_string());
            wait.days_left = Some(ask.today.days_until(promised));
            wait
        }
        None => wait.due(Some(day?), ask.today),
    };
    wait = wait.and(format!("it is {status}"));
    let is_late = wait.days_left.is_some_and(|days| days < 0);
    if is_late || wait.days_left.is_some_and(|days| days <= SOON) {
        wait = wait.and_what_waits();
    }
    let field = own
        .and_then(|due| kind.fields.get_index(usize::from(due.value.field)))
        .map(|(name, _)| name.as_str());
    // What was said to people outside, and what another team relies on.
    if broken.is_some() || (is_late && field == Some("promised")) {
        wait.worth = Worth::LatePromise;
    }
    wait.command = match (is_late, field) {
        (true, _) if broken.is_some() => format!("pm set {} {}=…", ask.name(index), ANNOUNCED.name),
        (true, Some(field)) => format!("pm set {} {field}=…", ask.name(index)),
        _ if kind.name == RELEASE => format!("pm plan {}", ask.name(index)),
        _ => wait.command,
    };
    Some(wait)
}
