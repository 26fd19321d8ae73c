//! What waits for people to agree: in the roles that `pm.yaml` asks for, or where it asks for none, in review.

use super::wait::{Ask, Wait, for_days};
use crate::model::approval::missing_roles;
use crate::model::field::Meaning;
use crate::model::kind::Kind;
use crate::model::normative::NormativeText;
use crate::model::workflow::Category;
use crate::plan::ArtifactIndex;
use crate::text::words::{list_of, plural};
use crate::view::record::open_questions;

/// The status in which words wait for agreement.
const REVIEW: &str = "review";

pub(super) fn find(ask: &Ask<'_>) -> Vec<Wait> {
    ask.open().flat_map(|index| approvals(ask, index).into_iter().chain(review(ask, index))).collect()
}

/// The roles of `pm.yaml` that have not agreed, though the status has come to where they should.
fn approvals(ask: &Ask<'_>, index: ArtifactIndex) -> Vec<Wait> {
    let (kind, artifact) = ask.kind_and_artifact(index);
    let Some(status) = artifact.status(kind).filter(|_| !kind.approvals.is_empty()) else {
        return Vec::new();
    };
    let print = NormativeText::of(kind, artifact).fingerprint();
    let waits_here = |needing: &str| match status.category {
        Category::Open => leads_to(kind, &status.name, needing),
        _ => kind.workflow.has_reached(&status.name, needing),
    };
    let mut roles: Vec<&str> = Vec::new();
    for (needing, missing) in missing_roles(kind, artifact, &print) {
        for role in missing {
            if waits_here(needing) && !roles.contains(&role) {
                roles.push(role);
            }
        }
    }
    roles.into_iter().map(|role| approval(ask, index, &status.name, role)).collect()
}

fn approval(ask: &Ask<'_>, index: ArtifactIndex, status: &str, role: &str) -> Wait {
    let holders = ask.plan.config.people.iter().filter(|(_, person)| person.holds(role));
    let mut wait = ask.wait(index, holders.map(|(handle, _)| handle.clone()).collect());
    wait.days_waiting = ask.days_in_status(index);
    wait.command = format!("pm approve {} --as {role}", ask.name(index));
    let since = wait.days_waiting.map(|days| format!(" {}", for_days(days))).unwrap_or_default();
    let within = if status == REVIEW { "in " } else { "" };
    wait.and(format!("{within}{status}{since}, without the approval as {role}")).and_what_waits()
}

/// Whether the next step from an open status is to one that needs approvals.
fn leads_to(kind: &Kind, status: &str, needing: &str) -> bool {
    let workflow = &kind.workflow;
    match workflow.get(status).and_then(|status| status.moves.as_ref()) {
        Some(moves) => moves.iter().any(|next| next == needing) && status_is_last_open(kind, status),
        None => status_is_last_open(kind, status),
    }
}

fn status_is_last_open(kind: &Kind, status: &str) -> bool {
    let open = kind.workflow.statuses.iter().rfind(|status| status.category == Category::Open);
    open.is_some_and(|open| open.name == status)
}

/// What is in review where nobody's approval is asked for: its owner says when it is agreed.
fn review(ask: &Ask<'_>, index: ArtifactIndex) -> Option<Wait> {
    let (kind, artifact) = ask.kind_and_artifact(index);
    if artifact.status_name() != Some(REVIEW) || !kind.approvals.is_empty() {
        return None;
    }
    let next =
        kind.workflow.statuses.iter().find(|status| {
            status.category == Category::Active && kind.workflow.allows(REVIEW, &status.name)
        })?;
    let mut wait = ask.wait(index, ask.people(index, "owner"));
    wait.days_waiting = ask.days_in_status(index);
    let since = wait.days_waiting.map(|days| format!(" {}", for_days(days))).unwrap_or_default();
    let first = before_it(ask, index);
    if first.is_empty() {
        wait.command = format!("pm status {} {}", ask.name(index), next.name);
    }
    wait = wait.and(format!("in review{since}"));
    if !first.is_empty() {
        wait = wait.and(format!("{} first", list_of(first)));
    }
    Some(wait.and_what_waits())
}

/// What is to be settled before it can be agreed to: what it depends on and is still open, and its questions.
fn before_it(ask: &Ask<'_>, index: ArtifactIndex) -> Vec<String> {
    let is_open = |index: &ArtifactIndex| {
        let (kind, artifact) = ask.kind_and_artifact(*index);
        artifact.category(kind) == Some(Category::Open)
    };
    let mut open: Vec<ArtifactIndex> = ask
        .plan
        .targets(index, Meaning::DependsOn)
        .filter(|target| *target != index)
        .filter(is_open)
        .collect();
    open.sort_unstable();
    open.dedup();
    let (kind, artifact) = ask.kind_and_artifact(index);
    let questions = open_questions(artifact, kind).count();
    let mut first: Vec<String> = open.into_iter().map(|index| ask.plan.artifact(index).label()).collect();
    first.extend((questions > 0).then(|| plural(questions, "question")));
    first
}
