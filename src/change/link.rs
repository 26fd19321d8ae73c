//! A link made or taken away, on both sides where the kind says that both must tell it.

use crate::change::place::{Place, Subject};
use crate::change::revise::revise;
use crate::change::{Assignment, Impossible, Operator};
use crate::model::field::{Field, LinkRule};
use crate::plan::{ArtifactIndex, Home, LinkState, Plan};
use crate::source::FileChange;
use crate::text::words::list_of;

/// The documents that change, each with its artifact; the one that was named comes first.
pub(crate) type Sides = Vec<(ArtifactIndex, Option<FileChange>)>;

/// Makes `field` of an artifact lead to `targets`: a list keeps what it leads to already.
pub(crate) fn link(
    plan: &Plan,
    index: ArtifactIndex,
    field: &str,
    targets: &[String],
) -> Result<Sides, Impossible> {
    let (field, rule) = link_field(plan, index, field)?;
    let operator = if field.ty.is_list() { Operator::Add } else { Operator::Set };
    let own = Assignment::new(&field.name, operator, targets.to_vec());
    let mut sides = vec![(index, revise(plan, index, None, &[own])?.file)];
    for target in resolved(plan, index, rule, targets) {
        let Some(mirror) = mirror_of(plan, target, rule) else { continue };
        let back = named(plan, index);
        let operator = if mirror.ty.is_list() { Operator::Add } else { Operator::Set };
        if operator == Operator::Set {
            refuse_other(plan, target, mirror, index)?;
        }
        let assignment = Assignment::new(&mirror.name, operator, vec![back]);
        push(&mut sides, target, revise(plan, target, None, &[assignment])?.file);
    }
    Ok(sides)
}

/// Takes `targets` out of `field` of an artifact; the whole field where none is named.
pub(crate) fn unlink(
    plan: &Plan,
    index: ArtifactIndex,
    field: &str,
    targets: &[String],
) -> Result<Sides, Impossible> {
    let (field, rule) = link_field(plan, index, field)?;
    let gone: Vec<ArtifactIndex> = match targets {
        [] => plan.targets_of_field(index, &field.name).collect(),
        targets => resolved(plan, index, rule, targets),
    };
    let own = if targets.is_empty() || !field.ty.is_list() {
        if let Some(other) = targets.iter().find(|target| {
            resolved(plan, index, rule, std::slice::from_ref(target))
                .iter()
                .any(|target| !plan.targets_of_field(index, &field.name).any(|there| there == *target))
        }) {
            let label = plan.artifact(index).label();
            return Err(Impossible::new(format!("`{}` of {label} does not lead to {other}", field.name)));
        }
        Assignment::new(&field.name, Operator::Unset, Vec::new())
    } else {
        Assignment::new(&field.name, Operator::Take, targets.to_vec())
    };
    let mut sides = vec![(index, revise(plan, index, None, &[own])?.file)];
    for target in gone {
        let Some(mirror) = mirror_of(plan, target, rule) else { continue };
        if !plan.targets_of_field(target, &mirror.name).any(|back| back == index) {
            continue;
        }
        let assignment = match mirror.ty.is_list() {
            true => Assignment::new(&mirror.name, Operator::Take, vec![named(plan, index)]),
            false => Assignment::new(&mirror.name, Operator::Unset, Vec::new()),
        };
        push(&mut sides, target, revise(plan, target, None, &[assignment])?.file);
    }
    Ok(sides)
}

fn push(sides: &mut Sides, target: ArtifactIndex, file: Option<FileChange>) {
    if file.is_some() && sides.iter().all(|(index, _)| *index != target) {
        sides.push((target, file));
    }
}

pub(super) fn link_field<'p>(
    plan: &'p Plan,
    index: ArtifactIndex,
    name: &str,
) -> Result<(&'p Field, &'p LinkRule), Impossible> {
    let kind = plan.kind_of(index);
    let place = Place::of(kind, name)?;
    if let Subject::Field(field, _) = place.subject
        && let Some(rule) = &field.link
    {
        return Ok((field, rule));
    }
    let links = kind.fields.values().filter(|field| field.is_link()).map(|field| field.name.as_str());
    Err(Impossible::new(format!("`{name}` of {} is no link", kind.plural)).with_hint(format!(
        "links of {}: {}",
        kind.plural,
        list_of(links)
    )))
}

/// The artifacts among `targets`; what is none is refused by whoever writes it.
fn resolved(plan: &Plan, index: ArtifactIndex, rule: &LinkRule, targets: &[String]) -> Vec<ArtifactIndex> {
    let artifact = plan.artifact(index);
    let home = Home { product: artifact.product, path: &artifact.path };
    targets
        .iter()
        .flat_map(|target| target.split(','))
        .filter_map(|target| match plan.resolve_from(target.trim(), rule, Some(home)) {
            LinkState::Resolved(target) => Some(target.artifact),
            _ => None,
        })
        .collect()
}

fn mirror_of<'p>(plan: &'p Plan, target: ArtifactIndex, rule: &LinkRule) -> Option<&'p Field> {
    plan.kind_of(target).field(rule.mirror.as_deref()?).filter(|field| field.is_link())
}

/// Refuses to overwrite what the other side says of a third artifact.
fn refuse_other(
    plan: &Plan,
    target: ArtifactIndex,
    mirror: &Field,
    index: ArtifactIndex,
) -> Result<(), Impossible> {
    let Some(other) = plan.targets_of_field(target, &mirror.name).find(|other| *other != index) else {
        return Ok(());
    };
    let (target, other) = (plan.artifact(target).label(), plan.artifact(other).label());
    Err(Impossible::new(format!("`{}` of {target} leads to {other} already", mirror.name))
        .with_hint(format!("take that away first: pm unlink {target} {}", mirror.name)))
}

/// A name of the artifact that is understood from anywhere in the repository.
pub(super) fn named(plan: &Plan, index: ArtifactIndex) -> String {
    let artifact = plan.artifact(index);
    match artifact.id {
        Some(_) if plan.config.products.len() == 1 => artifact.label(),
        _ => artifact.path.to_string(),
    }
}
