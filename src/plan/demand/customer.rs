//! What is known of a customer that weighs in a decision.

use crate::model::key::Key;
use crate::model::value::Value;
use crate::model::values::{Date, Money};
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Plan};

pub(super) const REVENUE: Key<Money> = Key::new("revenue");
const EXPANSION: Key<Money> = Key::new("expansion");
const RENEWAL: Key<Date> = Key::new("renewal");
const HEALTH: Key<str> = Key::new("health");
const PROBABILITY: &str = "probability";
const SEGMENT: &str = "segment";

/// How likely a customer is to stay.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Health {
    Green,
    Yellow,
    Red,
}

/// A customer with what it pays and how it is doing.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Customer {
    pub(crate) index: ArtifactIndex,
    pub(crate) segment: Option<ArtifactIndex>,
    pub(crate) revenue: Option<Money>,
    /// Revenue of a deal that is open.
    pub(crate) expansion: Option<Money>,
    /// How likely that deal is, from 0 to 1.
    pub(crate) probability: Option<f64>,
    pub(crate) health: Option<Health>,
    pub(crate) renewal: Option<Date>,
    pub(crate) is_lost: bool,
}

impl Customer {
    pub(super) fn of(plan: &Plan, index: ArtifactIndex) -> Self {
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        let probability = artifact.value(kind, PROBABILITY).and_then(|value| match &value.value {
            Value::Percent(percent) => Some(percent.fraction()),
            _ => None,
        });
        Self {
            index,
            segment: plan.targets_of_field(index, SEGMENT).next(),
            revenue: artifact.get(kind, REVENUE).copied(),
            expansion: artifact.get(kind, EXPANSION).copied(),
            probability,
            health: match artifact.get(kind, HEALTH) {
                Some("green") => Some(Health::Green),
                Some("yellow") => Some(Health::Yellow),
                Some("red") => Some(Health::Red),
                _ => None,
            },
            renewal: artifact.get(kind, RENEWAL),
            is_lost: artifact.category(kind) == Some(Category::Dropped),
        }
    }

    /// What it pays in a year, and still does.
    pub(crate) fn paid(&self) -> Option<Money> {
        self.revenue.filter(|_| !self.is_lost)
    }

    /// The revenue of an open deal whose likelihood is known.
    pub(super) fn hoped_for(&self) -> Option<(Money, f64)> {
        Some((self.expansion.filter(|_| !self.is_lost)?, self.probability?))
    }
}
