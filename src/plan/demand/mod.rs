//! Who wants something: the voices behind an idea, an opportunity or work, the customers among them, and what they
//! weigh.
//!
//! A voice is heard through everything that leads to it: what the artifact answers or rests on, those that are its
//! duplicates, and for an opportunity the ideas that answer it and the opportunities that are its parts. Nothing is
//! copied on the way, so that what is merged today and parted tomorrow says again what it said before. Knows no
//! audience; what may not be seen is not in the plan.

mod customer;
mod figure;
#[cfg(test)]
mod tests;
mod voices;
mod weight;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use customer::{Customer, Health};
pub(crate) use figure::{Amount, Figure, wanted_by};
use voices::{Heard, Voice};
pub(crate) use weight::{A_CUSTOMER, A_REVENUE, Share, Weight, cannot_be_added};

use crate::model::values::{Date, Decimal, Money};
use crate::plan::{ArtifactIndex, Plan};

/// The kinds for which demand is asked where nobody names one.
pub(crate) const WANTED: [&str; 2] = ["idea", "opportunity"];

/// What the artifacts of one kind are wanted by.
pub(crate) struct Demands<'p> {
    plan: &'p Plan,
    today: Date,
    /// For each customer the sum of its priorities over all artifacts of the kind that are not closed.
    points: BTreeMap<ArtifactIndex, f64>,
}

/// Who wants one artifact.
#[derive(Clone, Debug)]
pub(crate) struct Demand {
    /// What was said, each by one customer or somebody without a name; by id.
    pub(crate) voices: Vec<Voice>,
    /// Each once, by id, with its share of the weight.
    pub(crate) customers: Vec<(Customer, Share)>,
    /// The segments of the customers, and those that asked by themselves; by id.
    pub(crate) segments: Vec<ArtifactIndex>,
    /// What the customers pay in a year, a sum for each currency, by its code; those that are lost pay nothing.
    pub(crate) revenue: Vec<Money>,
    pub(crate) weight: Weight,
}

impl<'p> Demands<'p> {
    /// The demand for artifacts of the kind at `kind`.
    pub(crate) fn of(plan: &'p Plan, kind: usize, today: Date) -> Self {
        let mut demands = Self { plan, today, points: BTreeMap::new() };
        for index in plan.of_kind(kind) {
            if !plan.artifact(index).is_closed(plan.kind_of(index)) {
                demands.count(&voices::heard(plan, index));
            }
        }
        demands
    }

    /// Who wants each artifact of the kind at `kind`.
    pub(crate) fn all(plan: &'p Plan, kind: usize, today: Date) -> BTreeMap<ArtifactIndex, Demand> {
        let mut demands = Self { plan, today, points: BTreeMap::new() };
        let heard: Vec<(ArtifactIndex, Heard)> =
            plan.of_kind(kind).map(|index| (index, voices::heard(plan, index))).collect();
        for (index, heard) in &heard {
            if !plan.artifact(*index).is_closed(plan.kind_of(*index)) {
                demands.count(heard);
            }
        }
        heard.into_iter().map(|(index, heard)| (index, demands.told(index, heard))).collect()
    }

    /// Who wants the artifact at `index`.
    pub(crate) fn for_artifact(&self, index: ArtifactIndex) -> Demand {
        self.told(index, voices::heard(self.plan, index))
    }

    /// Adds the points of those who are heard through something open.
    fn count(&mut self, heard: &Heard) {
        for (customer, priority) in voices::priorities(self.plan, heard) {
            *self.points.entry(customer).or_default() += f64::from(priority.unwrap_or(1));
        }
    }

    fn told(&self, index: ArtifactIndex, heard: Heard) -> Demand {
        let plan = self.plan;
        let is_closed = plan.artifact(index).is_closed(plan.kind_of(index));
        let mut customers = Vec::new();
        for (customer, priority) in voices::priorities(plan, &heard) {
            let counted = f64::from(priority.unwrap_or(1));
            let others = self.points.get(&customer).copied().unwrap_or_default();
            // What is closed takes no points from what is open, and is weighed as if it were open.
            let points = if is_closed { others + counted } else { others };
            let customer = Customer::of(plan, customer);
            let share = Share::of(&customer, priority, points, self.today);
            customers.push((customer, share));
        }
        let mut segments: BTreeSet<ArtifactIndex> = heard.segments;
        segments.extend(customers.iter().filter_map(|(customer, _)| customer.segment));
        let mut segments: Vec<ArtifactIndex> = segments.into_iter().collect();
        segments.sort_by_key(|index| plan.artifact(*index).id.as_ref().map(|id| id.key().clone()));
        Demand {
            revenue: sums(customers.iter().filter_map(|(customer, _)| customer.paid())),
            weight: Weight::of(&customers),
            voices: heard.voices,
            customers,
            segments,
        }
    }
}

impl Demand {
    /// Whether anybody asked.
    pub(crate) fn is_wanted(&self) -> bool {
        !self.voices.is_empty() || !self.customers.is_empty() || !self.segments.is_empty()
    }

    /// How many of the customers do not say what they pay.
    pub(crate) fn without_revenue(&self) -> usize {
        self.customers.iter().filter(|(customer, _)| !customer.is_lost && customer.revenue.is_none()).count()
    }

    /// How many voices come from no customer by name.
    pub(crate) fn without_customer(&self) -> usize {
        self.voices.iter().filter(|voice| voice.customer.is_none()).count()
    }
}

/// A sum for each currency, by its code.
fn sums(amounts: impl Iterator<Item = Money>) -> Vec<Money> {
    let mut sums: BTreeMap<String, (Money, Decimal)> = BTreeMap::new();
    for money in amounts {
        let sum = sums.entry(money.currency().code().to_owned()).or_insert((money, Decimal::ZERO));
        sum.1 = sum.1 + money.amount();
    }
    sums.into_values().map(|(money, sum)| money.with_amount(sum)).collect()
}
