//! Questions to a plan: what names an expression may use, what they give, and plain filters.
//!
//! Binds the expression language to one plan. Knows no argument of a command and lays nothing out.

mod figure;
mod filter;
mod handle;
#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;
mod link_filter;
mod origin;
mod property;
mod read;
mod scope;
mod symbols;
mod types;
mod world;

use std::collections::{BTreeMap, HashMap};
use std::sync::{OnceLock, RwLock};

pub(crate) use filter::{Filter, Request};
pub(crate) use link_filter::{LinkFilter, LinkSelection};
pub(crate) use origin::Origin;
pub(crate) use property::{Datum, Property, SortKey};
pub(crate) use scope::Scope;

use self::handle::Subject;
use self::symbols::{Access, Symbols};
use super::demand::Demand;
use super::{ArtifactIndex, Link, Plan};
use crate::expression::{Checked, Expect, ExpressionFault, Outcome, Value};
use crate::model::value::FieldValue;
use crate::model::values::Date;
use crate::text::span::Span;

/// A plan that can be asked, at one day.
#[derive(Debug)]
pub(crate) struct Environment<'p> {
    plan: &'p Plan,
    today: Date,
    symbols: Symbols,
    /// The artifacts that a text names, for each text an expression compared with a link.
    named: RwLock<HashMap<Box<str>, Vec<ArtifactIndex>>>,
    /// Who wants the artifacts of each kind, by the place of the kind; computed where it is asked for.
    demands: Vec<OnceLock<BTreeMap<ArtifactIndex, Demand>>>,
}

/// What is wrong with a question, and where in it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct QueryFault {
    /// The expression and the place in it, where the question is one.
    pub(crate) source: Option<(String, Span)>,
    /// One sentence without a final period.
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl QueryFault {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { source: None, message: message.into(), help: None }
    }

    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn in_expression(source: &str, fault: ExpressionFault) -> Self {
        Self { source: Some((source.to_owned(), fault.span)), message: fault.message, help: fault.help }
    }
}

impl<'p> Environment<'p> {
    pub(crate) fn new(plan: &'p Plan, today: Date) -> Self {
        Self {
            plan,
            today,
            symbols: Symbols::of(&plan.config),
            named: RwLock::default(),
            demands: plan.config.kinds.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    pub(crate) fn plan(&self) -> &'p Plan {
        self.plan
    }

    pub(crate) fn today(&self) -> Date {
        self.today
    }

    /// Whether the condition holds for an artifact.
    pub(crate) fn holds(&self, condition: &Checked, index: ArtifactIndex) -> Result<bool, ExpressionFault> {
        condition.holds(self, &[self.subject(Subject::Artifact(index))])
    }

    /// Whether the condition holds for a link, by its place in [`Plan::links`].
    pub(crate) fn link_holds(&self, condition: &Checked, at: usize) -> Result<bool, ExpressionFault> {
        condition.holds(self, &self.link_variables(at))
    }

    /// The value for an artifact as text for messages; an id for a record.
    pub(crate) fn text(&self, expression: &Checked, index: ArtifactIndex) -> Result<String, ExpressionFault> {
        let variables = [self.subject(Subject::Artifact(index))];
        Ok(self.line(&expression.evaluate(self, &variables)?))
    }

    /// The value for a link as text for messages.
    pub(crate) fn link_text(&self, expression: &Checked, at: usize) -> Result<String, ExpressionFault> {
        Ok(self.line(&expression.evaluate(self, &self.link_variables(at))?))
    }

    /// The value for a link.
    pub(crate) fn link_datum(&self, expression: &Checked, at: usize) -> Result<Datum<'static>, QueryFault> {
        let variables = self.link_variables(at);
        let value = expression
            .evaluate(self, &variables)
            .map_err(|fault| QueryFault::in_expression(expression.source(), fault))?;
        Ok(self.computed(&value))
    }

    /// The number that a formula gives for an artifact, or the fields that are missing for it.
    pub(crate) fn number(
        &self,
        formula: &Checked,
        index: ArtifactIndex,
    ) -> Result<Result<f64, Vec<String>>, ExpressionFault> {
        let variables = [self.subject(Subject::Artifact(index))];
        match formula.outcome(self, &variables)? {
            Outcome::Value(value) => Ok(value.as_number().ok_or_else(Vec::new)),
            Outcome::Missing(names) => Ok(Err(names)),
        }
    }

    /// The value of a field by its name in expressions, where it is one of the front matter.
    pub(crate) fn field(&self, index: ArtifactIndex, name: &str) -> Option<&'p FieldValue> {
        let artifact = self.plan.artifact(index);
        match self.symbols.access(self.symbols.number_of(name)?, usize::from(artifact.kind))? {
            Access::Field(at) => artifact.value_at(*at),
            _ => None,
        }
    }

    fn subject(&self, subject: Subject) -> Value<'static> {
        Value::Record(subject.handle())
    }

    /// `source`, `target` and `link`, in the order of their slots.
    fn link_variables(&self, at: usize) -> [Value<'static>; 3] {
        let link: Option<&Link> = self.plan.links().get(at);
        let artifact = |index| self.subject(Subject::Artifact(index));
        [
            link.map_or(Value::Missing, |link| artifact(link.source)),
            link.and_then(Link::artifact).map_or(Value::Missing, artifact),
            self.subject(Subject::Link(at)),
        ]
    }
}

impl Scope<'_> {
    /// Reads and checks an expression in this scope.
    pub(crate) fn expression(&self, source: &str, expect: Expect) -> Result<Checked, Vec<ExpressionFault>> {
        crate::expression::parse_and_check(source, self, expect)
    }

    /// The same for a question that a person typed: the first fault counts.
    pub(crate) fn question(&self, source: &str, expect: Expect) -> Result<Checked, QueryFault> {
        self.expression(source, expect).map_err(|faults| {
            faults.into_iter().next().map_or_else(
                || QueryFault::new("the expression cannot be read"),
                |fault| QueryFault::in_expression(source, fault),
            )
        })
    }
}

#[cfg(test)]
mod tests;
