//! Decisions that are to be made.

use super::wait::{Ask, Wait, for_days};
use crate::model::key::Key;
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::plan::ArtifactIndex;
use crate::text::words::list_of;
use crate::view::subject::person_name;

const DECISION: &str = "decision";
const DUE: Key<Date> = Key::new("due");
const DECIDED: &str = "decided";

pub(super) fn find(ask: &Ask<'_>) -> Vec<Wait> {
    let Some(kind) = ask.plan.config.kind_index(DECISION) else { return Vec::new() };
    let is_proposed = |index: &ArtifactIndex| {
        let (kind, artifact) = ask.kind_and_artifact(*index);
        artifact.category(kind) == Some(Category::Open)
    };
    ask.plan.of_kind(kind).filter(is_proposed).map(|index| decision(ask, index)).collect()
}

fn decision(ask: &Ask<'_>, index: ArtifactIndex) -> Wait {
    let (kind, artifact) = ask.kind_and_artifact(index);
    let approvers = ask.people(index, "approver");
    let mut people = approvers.clone();
    people.extend(ask.people(index, "driver"));
    if people.is_empty() {
        people = ask.people(index, "owner");
    }
    let due = artifact.get(kind, DUE);
    let mut wait = ask.wait(index, people).due(due, ask.today);
    wait.days_waiting = ask.days_in_status(index);
    if due.is_none() {
        let since =
            wait.days_waiting.map(|days| format!("proposed {}; ", for_days(days))).unwrap_or_default();
        wait = wait.and(format!("{since}without a day by which to decide"));
    }
    wait = match approvers.as_slice() {
        [] => wait.and("nobody is named who decides"),
        some => {
            let names = some.iter().map(|handle| person_name(&ask.plan.config, handle));
            wait.and(format!("{} {}", list_of(names), if some.len() == 1 { "decides" } else { "decide" }))
        }
    };
    wait = wait.and_what_waits();
    wait.command = match kind.workflow.get(DECIDED).is_some() && !approvers.is_empty() {
        true => format!("pm status {} {DECIDED} date={} outcome=\"…\"", ask.name(index), ask.today),
        false if approvers.is_empty() => format!("pm set {} approver=…", ask.name(index)),
        false => wait.command,
    };
    wait
}
