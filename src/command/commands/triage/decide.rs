//! One decision of triage, carried out as every other change is: checked, stored and told.

use clap::ArgMatches;

use crate::change::{Addition, Assignment, Decision, Operator, add, answering_field, decide, made_into};
use crate::command::error::{CommandError, Exit};
use crate::command::filter;
use crate::command::named::find;
use crate::command::new_id::next;
use crate::command::revising::{self, Revised, of_sides};
use crate::command::session::Session;
use crate::command::verbs::Scope;
use crate::command::writing::Writing;
use crate::plan::{ArtifactIndex, Plan};

/// What somebody decides, in the words that they typed.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Choice {
    AnswerBy(String),
    As(String),
    Merge(String),
    Park(String),
    Decline(String),
    Keep,
}

/// Carries out a decision on the artifact called `id`; `more` is written into it too.
pub(super) fn carry_out(
    session: &mut Session<'_>,
    matches: &ArgMatches,
    id: &str,
    choice: &Choice,
    title: Option<&str>,
    more: &[Assignment],
) -> Result<Exit, CommandError> {
    let writing = Writing::begin(session, matches)?;
    let whole = writing.whole();
    let plan = &whole.plan;
    let index = find(plan, Scope::Any, id)?.artifact;
    let other = |id: &str| Ok::<_, CommandError>(find(plan, Scope::Any, id)?.artifact);
    let decision = match choice {
        Choice::AnswerBy(id) => Decision::AnsweredBy(other(id)?),
        Choice::Merge(id) => Decision::MergedInto(other(id)?),
        Choice::Park(until) => Decision::ParkedUntil(until),
        Choice::Decline(reason) => Decision::Declined(reason),
        Choice::Keep => Decision::Kept,
        Choice::As(kind) => {
            let revised = made(session, &writing, plan, index, (kind, title), more)?;
            return revising::finish(session, matches, &writing, &whole, revised);
        }
    };
    let revised = of_sides(plan, decide(plan, index, decision, more)?);
    revising::finish(session, matches, &writing, &whole, revised)
}

/// A new artifact made from the one at `index`, with the link between them.
fn made(
    session: &mut Session<'_>,
    writing: &Writing,
    plan: &Plan,
    index: ArtifactIndex,
    (kind, title): (&str, Option<&str>),
    more: &[Assignment],
) -> Result<Vec<Revised>, CommandError> {
    let kind_at = filter::kinds(&plan.config, Scope::Any, &[kind.to_owned()])?;
    let kind_at = kind_at.first().copied().unwrap_or_default();
    let kind = &plan.config.kinds[kind_at];
    let (artifact, own) = (plan.artifact(index), plan.kind_of(index));
    let product = usize::from(artifact.product);
    let id = next(writing, session, plan, kind_at, product, &[])?;
    let mut fields = Vec::new();
    if let Some((key, found)) = plan.config.products.get_index(product)
        && plan.config.products.len() > 1
        && found.folder.is_none()
    {
        fields.push(Assignment::set("product", key));
    }
    let mut more = more.to_vec();
    // The one that answers names the other, whichever of them is the new one.
    match answering_field(own, kind) {
        Ok(field) => {
            let operator = if field.ty.is_list() { Operator::Add } else { Operator::Set };
            more.push(Assignment::new(&field.name, operator, vec![id.to_string()]));
        }
        Err(_) => {
            let field = answering_field(kind, own)?;
            fields.push(Assignment::set(&field.name, artifact.label()));
        }
    }
    let added = add(
        plan,
        &Addition {
            kind: kind_at,
            product,
            id: &id,
            title: title.unwrap_or(&artifact.title),
            status: None,
            fields,
            body: None,
            template: None,
            sections: Vec::new(),
            file: None,
        },
    )?;
    // The link to what is new is understood where that is there already.
    let after = writing.plan_with(std::slice::from_ref(&added.file))?;
    let moved = after.at_path(&artifact.path).map(|index| made_into(&after, index, &more)).transpose()?;
    let mut revised = vec![Revised { id: id.to_string(), changes: vec![added.file] }];
    revised.extend(of_sides(&after, moved.unwrap_or_default()));
    Ok(revised)
}
