//! Whether work that is not begun may begin, by the definition of ready of `pm.yaml`; else by the usual one.
//!
//! Says what is missing in kinds of reasons, and knows no words for them but those of a repository's own rules.

use super::criteria::without_criteria;
use super::own_rule::{CompiledRule, compile_rule};
use crate::config::Ready;
use crate::expression::ExpressionFault;
use crate::model::approval::estimated_for;
use crate::model::key::{EFFORT, Key};
use crate::model::kind::Kind;
use crate::model::normative::NormativeText;
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::plan::ArtifactIndex;
use crate::plan::query::Environment;

const ESTIMATE: Key<f64> = Key::new("estimate");

/// The unit for which a largest effort is known where nobody says one.
const PERSON_WEEKS: &str = "person-weeks";
const LARGEST_EFFORT: f64 = 8.0;
const LARGEST_ESTIMATE: f64 = 13.0;
const STALE_AFTER: i64 = 90;

/// A definition of ready of one kind, with what is usual where `pm.yaml` says nothing.
pub(crate) struct Definition<'a> {
    pub(crate) acceptance_criteria: bool,
    pub(crate) questions_answered: bool,
    pub(crate) dependencies_done: bool,
    pub(crate) estimated: bool,
    pub(crate) largest_effort: Option<f64>,
    pub(crate) largest_estimate: Option<f64>,
    /// In days.
    pub(crate) stale_after: Option<i64>,
    /// Whether `pm.yaml` says anything.
    pub(crate) is_own: bool,
    rules: Vec<CompiledRule<'a>>,
    /// The names of rules whose expressions are wrong, which therefore judge nothing.
    pub(crate) wrong_rules: Vec<String>,
}

/// What keeps work from being ready, as far as the artifact itself says.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Lack {
    /// No criterion can be ticked in the section with this title.
    Criteria(String),
    /// Its effort, or its estimate, is larger than this.
    TooLarge { field: &'static str, limit: f64 },
    /// Nobody has estimated it.
    Estimate,
    /// It was estimated for an earlier text.
    StaleEstimate,
    /// Nobody has changed it for so many days.
    Stale(i64),
    /// What a rule of the repository's own says, by its name.
    Own { rule: String, message: String },
}

impl<'a> Definition<'a> {
    /// The definition for a kind. A rule whose expressions are wrong is left out; `pm check` says so.
    pub(crate) fn of(environment: &Environment<'a>, kind: &Kind) -> Self {
        let config = &environment.plan().config;
        let own = config.ready.get(&kind.name);
        let said = |which: fn(&Ready) -> Option<bool>, usual: bool| own.and_then(which).unwrap_or(usual);
        // A bet may be large, and an idea: what is to be built is split.
        let is_built = kind.sections.iter().any(|section| section.part.is_some());
        let unit = kind.field(EFFORT.name).and_then(|field| field.unit.as_deref());
        let is_weeks = is_built && unit == Some(PERSON_WEEKS);
        let largest_effort = own.and_then(|own| own.largest_effort);
        let stale_after = own.and_then(|own| own.stale_after).unwrap_or(STALE_AFTER);
        let (mut rules, mut wrong_rules) = (Vec::new(), Vec::new());
        for rule in own.into_iter().flat_map(|own| &own.rules) {
            match compile_rule(environment, rule, &mut Vec::new()) {
                Some(rule) => rules.push(rule),
                None => wrong_rules.push(rule.name.clone()),
            }
        }
        Self {
            acceptance_criteria: said(|own| own.acceptance_criteria, true),
            questions_answered: said(|own| own.questions_answered, true),
            dependencies_done: said(|own| own.dependencies_done, true),
            estimated: said(|own| own.estimated, false),
            largest_effort: largest_effort.or(is_weeks.then_some(LARGEST_EFFORT)),
            largest_estimate: own
                .and_then(|own| own.largest_estimate)
                .or(is_built.then_some(LARGEST_ESTIMATE)),
            stale_after: Some(stale_after).filter(|days| *days > 0),
            is_own: own.is_some(),
            rules,
            wrong_rules,
        }
    }

    /// The names of its own rules, for people who read the definition.
    pub(crate) fn rule_names(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|rule| rule.rule.name.as_str())
    }

    /// What an artifact lacks by itself. `changed` is the day of its last change, where that is known.
    ///
    /// # Errors
    /// A rule that cannot be computed for it.
    pub(crate) fn lacks(
        &self,
        environment: &Environment<'_>,
        index: ArtifactIndex,
        changed: Option<Date>,
        today: Date,
    ) -> Result<Vec<Lack>, ExpressionFault> {
        let plan = environment.plan();
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        let mut lacks = Vec::new();
        if self.acceptance_criteria {
            let bare = without_criteria(kind, artifact).into_iter();
            lacks.extend(bare.map(|title| Lack::Criteria(title.to_owned())));
        }
        let effort = artifact.get(kind, EFFORT).map(|range| range.high().to_f64());
        let estimate = artifact.get(kind, ESTIMATE);
        let is_over =
            |size: Option<f64>, limit: Option<f64>| size.zip(limit).filter(|(size, limit)| size > limit);
        if let Some((_, limit)) = is_over(effort, self.largest_effort) {
            lacks.push(Lack::TooLarge { field: EFFORT.name, limit });
        }
        if let Some((_, limit)) = is_over(estimate, self.largest_estimate) {
            lacks.push(Lack::TooLarge { field: ESTIMATE.name, limit });
        }
        if self.estimated {
            let is_given =
                |field: &String| artifact.value(kind, field).is_some_and(|it| it.value.is_present());
            if !kind.estimates.iter().any(is_given) {
                lacks.push(Lack::Estimate);
            } else if estimated_for(kind, artifact)
                .is_some_and(|(then, _)| then != NormativeText::of(kind, artifact).fingerprint())
            {
                lacks.push(Lack::StaleEstimate);
            }
        }
        let unchanged = changed.map(|day| day.days_until(today));
        if let Some((days, _)) = unchanged.zip(self.stale_after).filter(|(days, limit)| days > limit) {
            lacks.push(Lack::Stale(days));
        }
        for rule in &self.rules {
            if let Some(message) = rule.broken_by(environment, index)? {
                lacks.push(Lack::Own { rule: rule.rule.name.clone(), message });
            }
        }
        Ok(lacks)
    }
}

/// Whether work of a kind is not begun in a status: in every open one, and in the first active one where others
/// follow, for that is where work waits that was agreed to.
pub(crate) fn is_before_work(kind: &Kind, status: &str) -> bool {
    let mut active = kind.workflow.statuses.iter().filter(|status| status.category == Category::Active);
    let first = active.next().filter(|_| active.next().is_some());
    let category = kind.workflow.get(status).map(|status| status.category);
    category == Some(Category::Open) || first.is_some_and(|first| first.name == status)
}
