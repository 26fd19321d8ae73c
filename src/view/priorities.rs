//! What to do first: ideas and requirements ranked by a method, with the inputs beside the score.
//!
//! What lacks an input is unscored and stands at the end, never as 0. Kinds that are ranked by
//! different methods stand in rankings of their own: their numbers cannot be compared.

mod layout;
mod method;
#[cfg(test)]
mod tests;

use serde::Serialize;

use self::method::Method;
use crate::analysis::score::Outcome;
use crate::config::Config;
use crate::model::kind::Kind;
use crate::plan::ArtifactIndex;
use crate::plan::query::{Environment, Filter, QueryFault, Request, Scope};
use crate::text::words::{list_of, nearest};

/// The kinds that are ranked where nobody names one.
const RANKED: [&str; 2] = ["idea", "requirement"];

/// What to rank.
#[derive(Debug, Default)]
pub(crate) struct Question {
    /// The kind as a person calls it; ideas and requirements without it.
    pub(crate) kind: Option<String>,
    /// The name of the method; the one that the repository sets for each kind without it.
    pub(crate) method: Option<String>,
    /// Whether what is done or dropped is ranked too.
    pub(crate) all: bool,
    /// Which artifacts count, where it says anything.
    pub(crate) filter: Request,
}

/// Why a question has no answer.
#[derive(Debug)]
pub(crate) enum Refused {
    /// A word of it is wrong: a sentence without a final period, and what to do.
    Unknown {
        message: String,
        hint: String,
    },
    Query(QueryFault),
}

/// The rankings, one for each method.
#[derive(Debug, Serialize)]
pub(crate) struct Priorities {
    rankings: Vec<Ranking>,
}

#[derive(Debug, Serialize)]
struct Ranking {
    method: String,
    title: String,
    formula: String,
    /// The kinds in it, by name.
    kinds: Vec<String>,
    /// The names of the inputs, in the order of the formula.
    inputs: Vec<String>,
    /// Sorted: the highest score first, the unscored behind, the invalid at the end.
    items: Vec<Ranked>,
    /// What to know about the ranking as a whole.
    remarks: Vec<String>,
    /// How the items are called: `ideas and requirements`.
    #[serde(skip)]
    nouns: String,
    /// What to do next, and the command for it: begin where nothing is scored, or see how a score came about.
    #[serde(skip)]
    next: Option<(String, String)>,
}

#[derive(Debug, Serialize)]
struct Ranked {
    /// Its place; the same as that of others with the same score. Nothing without a score.
    rank: Option<usize>,
    id: String,
    path: String,
    title: String,
    kind: String,
    status: Option<String>,
    state: State,
    /// The number to rank by; more is better. Nothing without a score, never 0 instead.
    score: Option<f64>,
    /// The currency of the score, for methods whose scores are money. Each currency has places of its own.
    currency: Option<String>,
    /// The score as people read it, or why there is none.
    shown: String,
    inputs: Vec<Given>,
    /// The inputs that are missing.
    needs: Vec<String>,
    /// Why the inputs that are there give no score.
    reasons: Vec<String>,
    remarks: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Scored,
    Unscored,
    Invalid,
}

/// One input as written, and as it was counted.
#[derive(Debug, Serialize)]
struct Given {
    name: String,
    written: Option<String>,
    counted: Option<f64>,
}

impl Priorities {
    /// Ranks what the question is about.
    pub(crate) fn of(environment: &Environment<'_>, question: &Question) -> Result<Self, Refused> {
        let config = &environment.plan().config;
        let mut rankings: Vec<(Method<'_>, Vec<usize>)> = Vec::new();
        for kind in kinds(config, question)? {
            let name = method_name(config, &config.kinds[kind], question);
            match rankings.iter_mut().find(|(method, _)| method.name() == name) {
                Some((_, kinds)) => kinds.push(kind),
                None => rankings.push((Method::named(config, name)?, vec![kind])),
            }
        }
        let rankings = rankings
            .into_iter()
            .map(|(method, kinds)| ranking(environment, question, &method, &kinds))
            .collect::<Result<_, _>>()?;
        Ok(Self { rankings })
    }
}

/// The outcomes for artifacts of one kind by the method that the repository sets for it, and what that is called.
pub(crate) fn scores(
    environment: &Environment<'_>,
    kind: usize,
    indices: &[ArtifactIndex],
) -> Result<(String, Vec<Outcome>), Refused> {
    let config = &environment.plan().config;
    let method = Method::named(config, method_name(config, &config.kinds[kind], &Question::default()))?;
    method.must_rank(config, &config.kinds[kind])?;
    let formula = method.formula(&Scope::artifacts(environment, &[kind]))?;
    let score = |index: &ArtifactIndex| method.score(environment, formula.as_ref(), *index);
    Ok((method.title().to_owned(), indices.iter().map(score).collect()))
}

/// The method that ranks a kind: as asked, as set for the kind, as set for all, else RICE.
fn method_name<'a>(config: &'a Config, kind: &Kind, question: &'a Question) -> &'a str {
    let scoring = &config.scoring;
    let set = || scoring.kinds.get(&kind.name).or(scoring.default.as_ref());
    question.method.as_ref().or_else(set).map_or("rice", String::as_str)
}

/// The kinds to rank: the one that was named, else those that the method can rank.
fn kinds(config: &Config, question: &Question) -> Result<Vec<usize>, Refused> {
    if let Some(name) = &question.kind {
        let kind = config.kind_called(name).ok_or_else(|| unknown_kind(config, name))?;
        let method = Method::named(config, method_name(config, &config.kinds[kind], question))?;
        method.must_rank(config, &config.kinds[kind])?;
        return Ok(vec![kind]);
    }
    let usual: Vec<usize> = RANKED.iter().filter_map(|name| config.kind_index(name)).collect();
    let Some(name) = &question.method else {
        return if usual.is_empty() { Err(no_kinds(config)) } else { Ok(usual) };
    };
    let method = Method::named(config, name)?;
    let candidates = match method.own_kinds().as_slice() {
        [] => usual,
        names => names.iter().filter_map(|name| config.kind_called(name)).collect(),
    };
    let able: Vec<usize> = candidates
        .iter()
        .copied()
        .filter(|kind| method.must_rank(config, &config.kinds[*kind]).is_ok())
        .collect();
    match candidates.first() {
        None => Err(no_kinds(config)),
        Some(first) if able.is_empty() => {
            method.must_rank(config, &config.kinds[*first])?;
            Ok(able)
        }
        Some(_) => Ok(able),
    }
}

fn unknown_kind(config: &Config, name: &str) -> Refused {
    let known = || config.kinds.iter().map(|kind| kind.name.as_str());
    let called = config.kinds.iter().flat_map(|kind| kind.aliases.iter().chain([&kind.plural]));
    let hint = match nearest(name, known().chain(called.map(String::as_str))) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the kinds are {}", list_of(known())),
    };
    Refused::Unknown { message: format!("there is no kind `{name}`"), hint }
}

fn no_kinds(config: &Config) -> Refused {
    let known = config.kinds.iter().map(|kind| kind.name.as_str());
    Refused::Unknown {
        message: "this repository has neither ideas nor requirements".into(),
        hint: format!("name the kind to rank: {}", list_of(known)),
    }
}

fn ranking(
    environment: &Environment<'_>,
    question: &Question,
    method: &Method<'_>,
    kinds: &[usize],
) -> Result<Ranking, Refused> {
    let plan = environment.plan();
    let scope = Scope::artifacts(environment, kinds);
    let formula = method.formula(&scope)?;
    let mut selected = Filter::of(&scope, &question.filter).and_then(|filter| filter.select())?;
    let is_asked_for = question.all || !question.filter.is_empty();
    selected.retain(|index| is_asked_for || !plan.artifact(*index).is_closed(plan.kind_of(*index)));
    let mut outcomes: Vec<(ArtifactIndex, Outcome)> = selected
        .into_iter()
        .map(|index| (index, method.score(environment, formula.as_ref(), index)))
        .collect();
    outcomes.sort_by(|(one, first), (other, second)| {
        first
            .rank_order(second)
            .then_with(|| environment.id_key(*one).cmp(&environment.id_key(*other)))
            .then_with(|| one.cmp(other))
    });
    let remarks = method.remarks(plan, &outcomes);
    let inputs = method.inputs(formula.as_ref());
    let mut items: Vec<Ranked> = Vec::with_capacity(outcomes.len());
    // Where the places begin: at the top, and again with each currency.
    let mut first = 0;
    for (at, (index, outcome)) in outcomes.iter().enumerate() {
        let value = outcome.scored().map(|scored| scored.value);
        let unit = outcome.scored().and_then(|scored| scored.unit.as_ref());
        let before = items.last().filter(|before| value.is_some() && before.currency.as_ref() == unit);
        if before.is_none() {
            first = at;
        }
        let equal = before.filter(|before| before.score == value);
        let rank = value.map(|_| equal.and_then(|before| before.rank).unwrap_or(at - first + 1));
        items.push(ranked(environment, rank, *index, &inputs, outcome));
    }
    let plurals = kinds.iter().map(|kind| config_plural(&plan.config, *kind));
    Ok(Ranking {
        method: method.name().to_owned(),
        title: method.title().to_owned(),
        formula: method.formula_shown(),
        kinds: kinds.iter().map(|kind| plan.config.kinds[*kind].name.clone()).collect(),
        next: next(environment, method, &outcomes),
        inputs,
        items,
        remarks,
        nouns: list_of(plurals),
    })
}

/// Where nothing is scored how to begin with the first that lacks something, else where a score is explained.
fn next(
    environment: &Environment<'_>,
    method: &Method<'_>,
    outcomes: &[(ArtifactIndex, Outcome)],
) -> Option<(String, String)> {
    let label = |index: ArtifactIndex| environment.plan().artifact(index).label();
    let from = method.asking_plan();
    if let Some((index, _)) = outcomes.iter().find(|(_, outcome)| outcome.scored().is_some()) {
        let (what, command) = (from?.explain)(&label(*index));
        return Some((format!("{what}: "), command));
    }
    let (index, needs) = outcomes.iter().find_map(|(index, outcome)| match outcome {
        Outcome::Unscored { needs } => Some((*index, needs)),
        _ => None,
    })?;
    if let Some(from) = from {
        let (what, command) = (from.begin)(environment, index);
        return Some((format!("nothing is scored yet; {what}: "), command));
    }
    let example: Vec<String> = needs.iter().map(|need| format!("{need}=…")).collect();
    let command = format!("pm set {} {}", label(index), example.join(" "));
    Some(("nothing is scored yet; begin with ".to_owned(), command))
}

fn config_plural(config: &Config, kind: usize) -> &str {
    &config.kinds[kind].plural
}

fn ranked(
    environment: &Environment<'_>,
    rank: Option<usize>,
    index: ArtifactIndex,
    inputs: &[String],
    outcome: &Outcome,
) -> Ranked {
    let artifact = environment.plan().artifact(index);
    let scored = outcome.scored();
    let given = |name: &String| Given {
        name: name.clone(),
        written: method::written(environment, index, name),
        counted: scored.and_then(|scored| scored.part(name)).map(|part| part.counted),
    };
    let (state, needs, reasons) = match outcome {
        Outcome::Scored(_) => (State::Scored, Vec::new(), Vec::new()),
        Outcome::Unscored { needs } => (State::Unscored, needs.clone(), Vec::new()),
        Outcome::Invalid { reasons } => (State::Invalid, Vec::new(), reasons.clone()),
    };
    Ranked {
        rank,
        id: artifact.label(),
        path: artifact.path.to_string(),
        title: artifact.title.to_string(),
        kind: environment.plan().kind(artifact).name.clone(),
        status: artifact.status_name().map(str::to_owned),
        state,
        score: scored.map(|scored| scored.value),
        currency: scored.and_then(|scored| scored.unit.clone()),
        shown: outcome.shown(),
        inputs: inputs.iter().map(given).collect(),
        needs,
        reasons,
        remarks: scored.map(|scored| scored.remarks.clone()).unwrap_or_default(),
    }
}

impl From<QueryFault> for Refused {
    fn from(fault: QueryFault) -> Self {
        Self::Query(fault)
    }
}
