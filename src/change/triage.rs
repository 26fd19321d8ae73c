//! What becomes of a piece of feedback or an idea that somebody has read: one decision, as changes of documents.
//!
//! The fields and statuses are found by what they mean in the kind, not by their names: what answers, what is asked
//! for with a reason or until when. Choosing what is similar is nobody's business here.

use crate::change::duplicate::merge_into;
use crate::change::link::{link, named};
use crate::change::revise::revise;
use crate::change::{Assignment, Impossible, Sides};
use crate::model::field::{Field, Meaning};
use crate::model::key::REASON;
use crate::model::kind::Kind;
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Plan};

/// The field that says when to look again.
const UNTIL: &str = "until";
/// What an opportunity rests on.
const EVIDENCE: &str = "evidence";

/// What is decided on an artifact.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Decision<'a> {
    /// This one answers it.
    AnsweredBy(ArtifactIndex),
    /// This one says the same and lives on.
    MergedInto(ArtifactIndex),
    /// Not now.
    ParkedUntil(&'a str),
    /// Not at all, with the reason.
    Declined(&'a str),
    /// It was read, and nothing follows yet.
    Kept,
}

/// Carries out a decision on the artifact at `index`, with what else is to be written into it.
pub(crate) fn decide(
    plan: &Plan,
    index: ArtifactIndex,
    decision: Decision<'_>,
    more: &[Assignment],
) -> Result<Sides, Impossible> {
    let kind = plan.kind_of(index);
    match decision {
        Decision::AnsweredBy(answer) => {
            let field = answering_field(plan.kind_of(answer), kind)?;
            let mut sides = settled(plan, index, answer_category(plan, answer), more)?;
            sides.extend(link(plan, answer, &field.name, &[named(plan, index)])?);
            Ok(sides)
        }
        Decision::MergedInto(survivor) => {
            let mut sides = merge_into(plan, &[index], survivor)?;
            if !more.is_empty() {
                return Err(Impossible::new("what is merged gets no other value")
                    .with_hint("set it afterwards with pm set"));
            }
            sides.truncate(1);
            Ok(sides)
        }
        Decision::ParkedUntil(until) => {
            let status = status_with(kind, UNTIL, &|_| true).ok_or_else(|| {
                Impossible::new(format!(
                    "{} cannot be parked: no status of theirs asks until when",
                    kind.plural
                ))
                .with_hint("make an idea of it and park that, or decline it")
            })?;
            moved(plan, index, status, &[&[Assignment::set(UNTIL, until)], more].concat())
        }
        Decision::Declined(reason) => {
            let is_dropped = |category| category == Category::Dropped;
            let status = status_with(kind, REASON.name, &is_dropped).ok_or_else(|| {
                Impossible::new(format!("{} cannot be declined: no status of theirs asks why", kind.plural))
            })?;
            moved(plan, index, status, &[&[Assignment::set(REASON.name, reason)], more].concat())
        }
        Decision::Kept => settled(plan, index, Category::Open, more),
    }
}

/// The artifact after something was made from it, in the status that follows.
pub(crate) fn made_into(plan: &Plan, index: ArtifactIndex, more: &[Assignment]) -> Result<Sides, Impossible> {
    settled(plan, index, Category::Open, more)
}

/// The field of `answer` in which it names what it answers or rests on, of the kind of `asked`.
pub(crate) fn answering_field<'k>(answer: &'k Kind, asked: &Kind) -> Result<&'k Field, Impossible> {
    let leads = |field: &&Field| {
        field.link.as_ref().is_some_and(|rule| {
            let is_meant = rule.meaning == Meaning::Answers || field.name == EVIDENCE;
            is_meant && rule.to.contains(&asked.name)
        })
    };
    answer.fields.values().find(leads).ok_or_else(|| {
        let message = format!("{} do not answer {}", answer.plural, asked.plural);
        Impossible::new(message).with_hint("link them by hand: pm link")
    })
}

/// Work under way answers for good; what is only thought of does not.
fn answer_category(plan: &Plan, answer: ArtifactIndex) -> Category {
    match plan.kind_of(answer).name.as_str() {
        "idea" | "opportunity" => Category::Open,
        _ => Category::Active,
    }
}

/// Moves an artifact out of the first status of its kind; what has left it stays where it is.
///
/// It comes to the next open status, or to the first active one where it has no other open one, or where the
/// answer is `active`.
fn settled(
    plan: &Plan,
    index: ArtifactIndex,
    answer: Category,
    more: &[Assignment],
) -> Result<Sides, Impossible> {
    let artifact = plan.artifact(index);
    let workflow = &plan.kind_of(index).workflow;
    let is_first = artifact.status_name() == workflow.default.as_deref();
    let mut next =
        workflow.statuses.iter().filter(|status| Some(status.name.as_str()) != workflow.default.as_deref());
    let next = match answer {
        Category::Open => next.find(|status| !status.category.is_closed()),
        _ => next.find(|status| status.category == Category::Active),
    };
    match next.filter(|_| is_first) {
        Some(next) => moved(plan, index, &next.name, more),
        None => Ok(vec![(index, revise(plan, index, None, more)?.file)]),
    }
}

fn moved(plan: &Plan, index: ArtifactIndex, status: &str, more: &[Assignment]) -> Result<Sides, Impossible> {
    let field = plan.kind_of(index).workflow.field.as_deref().unwrap_or_default();
    let assignments = [&[Assignment::set(field, status)], more].concat();
    Ok(vec![(index, revise(plan, index, None, &assignments)?.file)])
}

/// The first status that demands a field.
fn status_with<'k>(kind: &'k Kind, field: &str, fits: &dyn Fn(Category) -> bool) -> Option<&'k str> {
    let field = kind.field(field)?;
    let mut statuses = kind.workflow.statuses.iter();
    let demands = |name: &str| field.required.in_status(name, &kind.workflow);
    statuses.find(|status| fits(status.category) && demands(&status.name)).map(|status| status.name.as_str())
}

/// The fields that an artifact lacks for the status that follows when somebody has read it, in the order of the kind.
pub(crate) fn lacking(plan: &Plan, index: ArtifactIndex) -> Vec<&Field> {
    let kind = plan.kind_of(index);
    let Some(next) = kind
        .workflow
        .statuses
        .iter()
        .find(|status| Some(status.name.as_str()) != kind.workflow.default.as_deref())
    else {
        return Vec::new();
    };
    let artifact = plan.artifact(index);
    let is_lacking = |field: &&Field| {
        field.required.in_status(&next.name, &kind.workflow)
            && artifact.value(kind, &field.name).is_none_or(|value| !value.value.is_present())
    };
    kind.fields.values().filter(is_lacking).collect()
}
