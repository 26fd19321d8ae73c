//! A method by its name: one that `pm` ships, or a formula of `pm.yaml`.

use super::Refused;
use crate::analysis::score::{FromPlan, Outcome, OwnScore, Score};
use crate::analysis::scores::moscow::{self, Class, MUST_LIMIT, Shares};
use crate::analysis::scores::{SCORES, named};
use crate::config::{Config, OwnScore as OwnFormula, Scoring};
use crate::expression::{Expect, Names, Type};
use crate::model::key::EFFORT;
use crate::model::kind::Kind;
use crate::model::value::Value;
use crate::plan::query::{Environment, Scope};
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::{list_of, nearest};

pub(super) enum Method<'a> {
    Shipped { score: &'static Score, scoring: Scoring },
    Own { name: &'a str, own: &'a OwnFormula },
}

/// A formula that is in order, with the fields of the ranked artifact that it reads, in its own order.
pub(super) struct Formula {
    score: OwnScore,
    inputs: Vec<String>,
}

impl<'a> Method<'a> {
    /// The method called `name`; a repository's own comes before one that is shipped.
    pub(super) fn named(config: &'a Config, name: &str) -> Result<Self, Refused> {
        if let Some((name, own)) = config.scores.get_key_value(name) {
            return Ok(Self::Own { name, own });
        }
        if let Some(score) = named(name) {
            return Ok(Self::Shipped { score, scoring: config.scoring.clone() });
        }
        let known = || config.scores.keys().map(String::as_str).chain(SCORES.iter().map(|score| score.name));
        let hint = match nearest(name, known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the methods are {}", list_of(known())),
        };
        Err(Refused::Unknown { message: format!("there is no method `{name}`"), hint })
    }

    pub(super) fn name(&self) -> &str {
        match self {
            Self::Shipped { score, .. } => score.name,
            Self::Own { name, .. } => name,
        }
    }

    pub(super) fn title(&self) -> &str {
        match self {
            Self::Shipped { score, .. } => score.title,
            Self::Own { own, .. } => &own.title,
        }
    }

    /// The formula for people.
    pub(super) fn formula_shown(&self) -> String {
        match self {
            Self::Shipped { score, .. } => score.formula.to_owned(),
            Self::Own { own, .. } => own.formula.trim().to_owned(),
        }
    }

    /// The kinds that it is made for, by name; none where it does not say.
    pub(super) fn own_kinds(&self) -> Vec<&str> {
        match self {
            Self::Shipped { score, .. } => {
                score.asking_plan().map_or_else(Vec::new, |from| from.kinds.to_vec())
            }
            Self::Own { own, .. } => own.kinds.iter().map(String::as_str).collect(),
        }
    }

    /// What a method has that asks the plan.
    pub(super) fn asking_plan(&self) -> Option<&'static FromPlan> {
        match self {
            Self::Shipped { score, .. } => score.asking_plan(),
            Self::Own { .. } => None,
        }
    }

    /// Refuses a kind that has no field for an input, or that a formula is not made for.
    pub(super) fn must_rank(&self, config: &Config, kind: &Kind) -> Result<(), Refused> {
        match self {
            Self::Own { name, own } => {
                if own.kinds.is_empty() || own.kinds.iter().any(|known| kind.is_called(known)) {
                    return Ok(());
                }
                Err(Refused::Unknown {
                    message: format!("`{name}` is made for {}, not for {}", list_of(&own.kinds), kind.plural),
                    hint: format!(
                        "name another method, or add {} to `scores: {name}: kinds` in pm.yaml",
                        kind.name
                    ),
                })
            }
            Self::Shipped { score, .. } if let Some(from) = score.asking_plan() => {
                if (from.ranks)(config, kind) {
                    return Ok(());
                }
                let (why, help) = from.otherwise;
                Err(Refused::Unknown {
                    message: format!("{} cannot rank {}: {why}", score.title, kind.plural),
                    hint: format!("{help}, or rank by another method with --by"),
                })
            }
            Self::Shipped { score, .. } => {
                let lacking: Vec<&str> = score
                    .inputs
                    .iter()
                    .map(|input| input.name)
                    .filter(|name| kind.field(name).is_none())
                    .collect();
                let Some(first) = lacking.first() else { return Ok(()) };
                Err(Refused::Unknown {
                    message: format!(
                        "{} cannot rank {}: they have no field {}",
                        score.title,
                        kind.plural,
                        list_of(lacking.iter().map(|name| format!("`{name}`")))
                    ),
                    hint: format!(
                        "add it to pm.yaml as `kinds: {}: fields: {first}`, or rank by another method with --by",
                        kind.name
                    ),
                })
            }
        }
    }

    /// The formula of the repository's own, read and checked for the kinds in scope.
    pub(super) fn formula(&self, scope: &Scope<'_>) -> Result<Option<Formula>, Refused> {
        let Self::Own { name, own } = self else { return Ok(None) };
        let checked = scope.question(&own.formula, Expect::Number)?;
        let itself = scope.variable("self").map(|known| known.of);
        let mut inputs: Vec<String> = checked
            .uses()
            .fields
            .iter()
            .filter(|(record, _)| itself == Some(Type::record(record.as_str())))
            .map(|(_, field)| field.clone())
            .collect();
        inputs.sort_by_key(|name| own.formula.find(name.as_str()));
        let environment = scope.environment();
        let score = OwnScore::compile(environment, name, own).map_err(|faults| Refused::Unknown {
            message: faults.into_iter().next().map_or_else(String::new, |fault| fault.message),
            hint: format!("correct `scores: {name}: formula` in pm.yaml"),
        })?;
        Ok(Some(Formula { score, inputs }))
    }

    /// The names of the inputs, in the order of the formula; the criteria of a weighted score each.
    pub(super) fn inputs(&self, formula: Option<&Formula>) -> Vec<String> {
        match self {
            Self::Own { .. } => formula.map(|formula| formula.inputs.clone()).unwrap_or_default(),
            Self::Shipped { score, scoring } => score
                .inputs
                .iter()
                .flat_map(|input| match input.name {
                    "scores" => scoring.weights.keys().map(|name| format!("scores.{name}")).collect(),
                    name => vec![name.to_owned()],
                })
                .collect(),
        }
    }

    pub(super) fn score(
        &self,
        environment: &Environment<'_>,
        formula: Option<&Formula>,
        index: ArtifactIndex,
    ) -> Outcome {
        match self {
            Self::Shipped { score, scoring } => score.of(environment, scoring, index),
            Self::Own { .. } => match formula {
                Some(formula) => formula.score.evaluate(environment, index),
                None => Outcome::Invalid { reasons: vec!["the formula cannot be read".into()] },
            },
        }
    }

    /// What to know about a ranking as a whole.
    pub(super) fn remarks(&self, plan: &Plan, ranked: &[(ArtifactIndex, Outcome)]) -> Vec<String> {
        let Self::Shipped { score, .. } = self else { return Vec::new() };
        let outcomes: Vec<&Outcome> = ranked.iter().map(|(_, outcome)| outcome).collect();
        let mut remarks = score.remarks(&outcomes);
        if score.name == moscow::SCORE.name {
            remarks.extend(room_beside_musts(plan, ranked));
        }
        remarks
    }
}

/// That the musts among the open work take more of its effort than they may, or why nobody can tell.
fn room_beside_musts(plan: &Plan, ranked: &[(ArtifactIndex, Outcome)]) -> Option<String> {
    let open = || ranked.iter().filter(|(index, _)| !plan.artifact(*index).is_closed(plan.kind_of(*index)));
    let class = |outcome: &Outcome| outcome.scored().and_then(|scored| Class::named(&scored.shown));
    if open().all(|(_, outcome)| class(outcome) != Some(Class::Must)) {
        return None;
    }
    let effort = |index: ArtifactIndex| Some(plan.artifact(index).get(plan.kind_of(index), EFFORT)?.mean());
    let shares = Shares::of(open().map(|(index, outcome)| (class(outcome), effort(*index))));
    let limit = MUST_LIMIT * 100.0;
    match shares.too_many_musts() {
        Some(true) => shares.must_share().map(|share| {
            format!(
                "musts take {:.1} % of the effort; above {limit:.0} % too little is left to give up when time \
                 runs short",
                share * 100.0
            )
        }),
        Some(false) => None,
        None => {
            let missing = [(shares.unclassed, "without priority"), (shares.unestimated, "without effort")];
            let missing = missing.iter().filter(|(count, _)| *count > 0);
            let missing = list_of(missing.map(|(count, without)| format!("{count} {without}")));
            Some(format!("whether musts leave room ({limit:.0} % of the effort) cannot be told: {missing}"))
        }
    }
}

/// An input as the document writes it; of a mark the entry of its map. What stands in no document as people read it.
pub(super) fn written(environment: &Environment<'_>, index: ArtifactIndex, name: &str) -> Option<String> {
    let artifact = environment.plan().artifact(index);
    let kind = environment.plan().kind(artifact);
    if let Some(figure) = environment.figure(index, name) {
        return (!figure.is_missing()).then(|| environment.datum_line(&figure));
    }
    let (field, entry) = name.split_once('.').map_or((name, None), |(field, entry)| (field, Some(entry)));
    let spelled = kind.fields.keys().find(|known| known.replace('-', "_") == field);
    let value = &artifact.value(kind, spelled.map_or(field, String::as_str))?.value;
    let shown = match (value, entry) {
        (Value::Map(entries), Some(entry)) => &entries.iter().find(|(key, _)| **key == *entry)?.1.value,
        (value, None) => value,
        (_, Some(_)) => return None,
    };
    shown.is_present().then(|| shown.to_line())
}
