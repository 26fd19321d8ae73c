//! One artifact merged into another that says the same, and parted from it again.
//!
//! What is merged keeps its document, its words and its links: it only says what it duplicates, and everything that
//! asks who wants something follows that. So nothing is lost, and parting them is exact.

use crate::change::link::named;
use crate::change::revise::revise;
use crate::change::{Assignment, Impossible, Operator, Sides};
use crate::model::field::{Field, Meaning};
use crate::model::kind::Kind;
use crate::plan::{ArtifactIndex, Plan};
use crate::source::FileChange;

/// The field that says what an artifact of a kind duplicates.
fn duplicate_field(kind: &Kind) -> Result<&Field, Impossible> {
    let says = |field: &&Field| field.link.as_ref().is_some_and(|rule| rule.meaning == Meaning::Duplicates);
    kind.fields.values().find(says).ok_or_else(|| {
        Impossible::new(format!("{} are not merged: they have no field for what they duplicate", kind.plural))
    })
}

/// The status of what is a duplicate: the first that demands to know of what; nothing where none does.
pub(crate) fn duplicate_status(kind: &Kind) -> Option<&str> {
    let field = duplicate_field(kind).ok()?;
    kind.workflow.names().find(|status| field.required.in_status(status, &kind.workflow))
}

/// What an artifact says that it duplicates.
pub(crate) fn duplicated_by(plan: &Plan, index: ArtifactIndex) -> Option<ArtifactIndex> {
    plan.targets(index, Meaning::Duplicates).next()
}

/// Merges each of `merged` into `survivor`: both documents stay, and all that leads to one that is merged is heard
/// through the survivor.
pub(crate) fn merge_into(
    plan: &Plan,
    merged: &[ArtifactIndex],
    survivor: ArtifactIndex,
) -> Result<Sides, Impossible> {
    let kind = plan.kind_of(survivor);
    let field = duplicate_field(kind)?;
    let name = |index: ArtifactIndex| plan.artifact(index).label();
    if let Some(other) = duplicated_by(plan, survivor) {
        return Err(Impossible::new(format!("{} is itself merged into {}", name(survivor), name(other)))
            .with_hint(format!("merge into {}", name(other))));
    }
    let mut sides = Vec::new();
    for index in merged.iter().copied() {
        if index == survivor {
            return Err(Impossible::new(format!("{} cannot be merged into itself", name(index))));
        }
        let own = plan.kind_of(index);
        if own.name != kind.name {
            let message = format!(
                "{} is of the kind {}, {} of the kind {}",
                name(index),
                own.name,
                name(survivor),
                kind.name
            );
            return Err(Impossible::new(message).with_hint("merge what is of one kind, and link the others"));
        }
        match duplicated_by(plan, index) {
            Some(there) if there != survivor && !merged.contains(&there) => {
                return Err(Impossible::new(format!(
                    "{} is merged into {} already",
                    name(index),
                    name(there)
                ))
                .with_hint(format!("part them first: pm unmerge {}", name(index))));
            }
            _ => {}
        }
        let behind: Vec<ArtifactIndex> =
            plan.sources(index, Meaning::Duplicates).filter(|behind| !merged.contains(behind)).collect();
        if !behind.is_empty() {
            let behind: Vec<String> = behind.iter().map(|behind| name(*behind)).collect();
            return Err(Impossible::new(format!(
                "{} says that it duplicates {}, which would make a chain",
                behind[0],
                name(index)
            ))
            .with_hint(format!(
                "merge them in one go: pm merge {} {} --into {}",
                name(index),
                behind.join(" "),
                name(survivor)
            )));
        }
        let mut assignments = vec![Assignment::set(&field.name, named(plan, survivor))];
        if let (Some(status), Some(status_field)) = (duplicate_status(kind), &kind.workflow.field) {
            assignments.insert(0, Assignment::set(status_field, status));
        }
        sides.push((index, revise(plan, index, None, &assignments)?.file));
    }
    Ok(sides)
}

/// Parts an artifact from what it was merged into; `before` is the status it had then, the first of its kind where
/// nobody knows.
pub(crate) fn part(
    plan: &Plan,
    index: ArtifactIndex,
    before: Option<&str>,
) -> Result<Option<FileChange>, Impossible> {
    let kind = plan.kind_of(index);
    let field = duplicate_field(kind)?;
    let artifact = plan.artifact(index);
    if artifact.value(kind, &field.name).is_none() {
        return Err(Impossible::new(format!("{} is merged into nothing", artifact.label())));
    }
    let mut assignments = vec![Assignment::new(&field.name, Operator::Unset, Vec::new())];
    if let Some(status_field) = &kind.workflow.field
        && artifact.status_name() == duplicate_status(kind)
        && let Some(before) = before.or(kind.workflow.default.as_deref())
    {
        assignments.insert(0, Assignment::set(status_field, before));
    }
    Ok(revise(plan, index, None, &assignments)?.file)
}
