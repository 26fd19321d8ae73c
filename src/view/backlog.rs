//! Work that is not begun, in its order, and for each piece whether it is ready, and if not what is missing.
//!
//! What ready means is known to `analysis`; an order by hand comes before one by score.

mod lack;
mod layout;

use std::collections::BTreeMap;

use serde::Serialize;

use self::lack::Missing;
use crate::analysis::ready::{Definition, is_before_work};
use crate::analysis::score::Outcome;
use crate::history::Age;
use crate::model::key::{EFFORT, RANK};
use crate::model::values::Date;
use crate::plan::query::{Environment, Filter, QueryFault, Request as Conditions, Scope};
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::list_of;
use crate::view::effort::{Effort, unit_of};
use crate::view::priorities::{Refused, scores};
use crate::view::subject::{Subject, people_in, person_name};

/// What is asked for.
#[derive(Debug)]
pub(crate) struct Request<'a> {
    pub(crate) today: Date,
    /// The place of the kind among those of the plan.
    pub(crate) kind: usize,
    /// Whether what is ready is left out.
    pub(crate) not_ready: bool,
    pub(crate) conditions: Conditions,
    /// What git knows of when artifacts were changed; nothing without a history.
    pub(crate) ages: Option<&'a BTreeMap<ArtifactIndex, Age>>,
}

/// Work that is not begun.
#[derive(Serialize, Debug)]
pub(crate) struct Backlog {
    today: String,
    kind: String,
    #[serde(skip)]
    plural: String,
    /// How many are ready and how many are not, whatever is shown of them.
    ready: usize,
    not_ready: usize,
    /// Whether what is ready is left out.
    only_not_ready: bool,
    /// The method behind the scores, where the kind can be scored.
    score: Option<String>,
    /// What ready means, in words.
    definition: String,
    /// Whether pm.yaml says what ready means.
    is_own_definition: bool,
    /// Whether git tells when artifacts were changed.
    has_history: bool,
    items: Vec<Item>,
    #[serde(skip)]
    has_ranks: bool,
    /// Which rules of the definition cannot be read or computed.
    faults: Vec<String>,
}

#[derive(Serialize, Debug)]
struct Item {
    #[serde(flatten)]
    subject: Subject,
    /// Whether somebody gave it its place by hand.
    ranked: bool,
    /// The number to order by, and how people read it; nothing without a score.
    score: Option<f64>,
    #[serde(skip)]
    shown: String,
    effort: Option<Effort>,
    owner: Option<String>,
    owner_name: Option<String>,
    ready: bool,
    missing: Vec<Missing>,
}

impl Backlog {
    /// # Errors
    /// A condition with a name that the kind does not know, or a score that cannot be computed.
    pub(crate) fn of(environment: &Environment<'_>, request: &Request<'_>) -> Result<Self, QueryFault> {
        let plan = environment.plan();
        let kind = &plan.config.kinds[request.kind];
        let scope = Scope::artifacts(environment, &[request.kind]);
        let mut found = Filter::of(&scope, &request.conditions)?.select()?;
        found.retain(|index| {
            plan.artifact(*index).status(kind).is_some_and(|status| is_before_work(kind, &status.name))
        });
        let scored = match scores(environment, request.kind, &found) {
            Ok((title, outcomes)) => Some((title, outcomes)),
            Err(Refused::Query(fault)) => return Err(fault),
            // The kind has no fields for the method: it is ordered by hand alone.
            Err(Refused::Unknown { .. }) => None,
        };
        let (score, outcomes) = match scored {
            Some((title, outcomes)) => (Some(title), outcomes),
            None => (None, Vec::new()),
        };
        let mut sorted: Vec<(ArtifactIndex, Option<&Outcome>)> =
            found.iter().enumerate().map(|(at, index)| (*index, outcomes.get(at))).collect();
        sorted.sort_by(|(one, first), (other, second)| {
            let rank = |index: ArtifactIndex| plan.artifact(index).get(kind, RANK);
            (rank(*one).is_none(), rank(*one))
                .cmp(&(rank(*other).is_none(), rank(*other)))
                .then_with(|| match (first, second) {
                    (Some(first), Some(second)) => first.rank_order(second),
                    _ => std::cmp::Ordering::Equal,
                })
                .then_with(|| environment.id_key(*one).cmp(&environment.id_key(*other)))
                .then_with(|| one.cmp(other))
        });
        let definition = Definition::of(environment, kind);
        let mut items = Vec::new();
        let wrong = definition.wrong_rules.iter();
        let mut faults: Vec<String> = wrong
            .map(|rule| format!("the rule {rule} cannot be read and judges nothing; `pm check` says why"))
            .collect();
        for (index, outcome) in sorted {
            let changed = request.ages.and_then(|ages| ages.get(&index)?.changed);
            let missing = match lack::missing(environment, &definition, index, changed, request.today) {
                Ok(missing) => missing,
                Err(fault) => {
                    let label = plan.artifact(index).label();
                    let fault = format!("whether {label} is ready cannot be told: {}", fault.message);
                    faults.push(fault);
                    continue;
                }
            };
            items.push(Item::of(plan, index, outcome, missing));
        }
        let ready = items.iter().filter(|item| item.ready).count();
        let not_ready = items.len() - ready;
        let has_ranks = items.iter().any(|item| item.ranked);
        items.retain(|item| !request.not_ready || !item.ready);
        Ok(Self {
            today: request.today.to_string(),
            kind: kind.name.clone(),
            plural: kind.plural.clone(),
            ready,
            not_ready,
            only_not_ready: request.not_ready,
            score,
            definition: in_words(&definition, kind),
            is_own_definition: definition.is_own,
            has_history: request.ages.is_some(),
            items,
            has_ranks,
            faults,
        })
    }
}

impl Item {
    fn of(plan: &Plan, index: ArtifactIndex, outcome: Option<&Outcome>, missing: Vec<Missing>) -> Self {
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        let unit = unit_of(kind, EFFORT.name).unwrap_or_default();
        let owner = people_in(plan, index, "owner").into_iter().next();
        Self {
            subject: Subject::of(plan, index),
            ranked: artifact.get(kind, RANK).is_some(),
            score: outcome.and_then(Outcome::scored).map(|scored| scored.value),
            shown: outcome
                .map(|outcome| outcome.scored().map_or("unscored".into(), |it| it.shown.clone()))
                .unwrap_or_default(),
            effort: artifact.get(kind, EFFORT).map(|range| Effort::of(*range, &unit)),
            owner_name: owner.as_ref().map(|handle| person_name(&plan.config, handle)),
            owner,
            ready: missing.is_empty(),
            missing,
        }
    }
}

/// What ready means: `it has acceptance criteria, its questions are answered, …`.
fn in_words(definition: &Definition<'_>, kind: &crate::model::kind::Kind) -> String {
    let has = |name: &str| kind.field(name).is_some();
    let mut words: Vec<String> = Vec::new();
    let mut say = |counts: bool, text: String| words.extend(counts.then_some(text));
    let has_criteria = kind.sections.iter().any(|section| section.part.is_some());
    say(
        definition.acceptance_criteria && has_criteria,
        "it has acceptance criteria that can be ticked".into(),
    );
    say(definition.questions_answered && has("questions"), "its questions are answered".into());
    say(definition.dependencies_done && has("depends_on"), "what it depends on is there".into());
    say(definition.estimated, "its present text is estimated".into());
    let unit = unit_of(kind, EFFORT.name).unwrap_or_default();
    let effort = definition.largest_effort.filter(|_| has("effort"));
    say(
        effort.is_some(),
        format!("its effort is at most {} {unit}", effort.unwrap_or_default()).trim_end().to_owned(),
    );
    let estimate = definition.largest_estimate.filter(|_| has("estimate"));
    say(estimate.is_some(), format!("its estimate at most {}", estimate.unwrap_or_default()));
    let stale = definition.stale_after;
    say(stale.is_some(), format!("it was changed within {} days", stale.unwrap_or_default()));
    let own: Vec<&str> = definition.rule_names().collect();
    match own.as_slice() {
        [] => {}
        [one] => words.push(format!("the rule {one} holds")),
        several => words.push(format!("the rules {} hold", list_of(several))),
    }
    list_of(words)
}
