//! The customer-weighted score: money behind each artifact, spread over all that a customer asks for.
//!
//! GitLab's "Customer Issues Prioritization Framework" (handbook, product processes). Each customer has its revenue to
//! spend: `revenue / sum of its priorities` is what one point of its priority is worth, so that a customer that asks for
//! everything says little about each. A point counts more where the customer is unwell and its renewal is near; revenue
//! of an open deal counts by its likelihood.

use std::collections::BTreeSet;

use super::customer::{Customer, Health};
use crate::model::values::{Currency, Date, Decimal, Money};
use crate::text::words::list_of;

/// Months to the renewal above which a column of the table holds; the last one below them all.
const MONTHS: [i32; 2] = [18, 12];

/// What one customer adds to the weight of an artifact.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Share {
    /// How much it matters to the customer, from 1 to 10; nothing where it does not say, which counts 1.
    pub(crate) priority: Option<u8>,
    /// The sum of its priorities over everything open that it asks for.
    pub(crate) points: f64,
    /// What an unwell customer counts more, from 1 to 4; 1 where health or renewal is not known.
    pub(crate) urgency: f64,
    /// Nothing where it is not known what the customer pays.
    pub(crate) retention: Option<f64>,
    /// Nothing where there is no open deal, or nobody says how likely it is.
    pub(crate) growth: Option<f64>,
}

/// The weight of an artifact.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Weight {
    /// In units of the currency, a year, to the hundredth.
    Scored { score: f64, currency: Currency },
    /// No customer is known to ask.
    NoCustomer,
    /// It is not known of any customer what it pays.
    NoRevenue,
    /// They pay in several currencies, by code, which cannot be added.
    Mixed(Vec<Currency>),
}

impl Share {
    pub(super) fn of(customer: &Customer, priority: Option<u8>, points: f64, today: Date) -> Self {
        let counted = f64::from(priority.unwrap_or(1));
        let urgency = urgency(customer, today);
        let worth = |money: Money| counted * money.amount().to_f64() / points;
        Self {
            priority,
            points,
            urgency,
            retention: customer.paid().map(|money| worth(money) * urgency),
            growth: customer.hoped_for().map(|(money, likelihood)| worth(money) * likelihood),
        }
    }

    /// What it adds in all; nothing where no money of it is known.
    pub(crate) fn total(&self) -> Option<f64> {
        match (self.retention, self.growth) {
            (None, None) => None,
            (retention, growth) => Some(retention.unwrap_or_default() + growth.unwrap_or_default()),
        }
    }
}

/// What a point of a customer counts more for its health and the time to its renewal.
fn urgency(customer: &Customer, today: Date) -> f64 {
    let (Some(health), Some(renewal)) = (customer.health, customer.renewal) else { return 1.0 };
    let place =
        |date: Date, more: i32| (i32::from(date.year()) * 12 + i32::from(date.month()) + more, date.day());
    let is_beyond = |months: &i32| place(renewal, 0) > place(today, *months);
    let column = MONTHS.iter().position(is_beyond).unwrap_or(MONTHS.len());
    let row = match health {
        Health::Green => [1.0, 1.0, 1.0],
        Health::Yellow => [1.5, 2.0, 2.5],
        Health::Red => [2.0, 3.0, 4.0],
    };
    row[column]
}

impl Weight {
    pub(super) fn of(customers: &[(Customer, Share)]) -> Self {
        if customers.is_empty() {
            return Self::NoCustomer;
        }
        let money = customers.iter().flat_map(|(customer, _)| {
            [customer.paid(), customer.hoped_for().map(|(money, _)| money)].into_iter().flatten()
        });
        let currencies: BTreeSet<Currency> = money.map(Money::currency).collect();
        let currencies: Vec<Currency> = currencies.into_iter().collect();
        match currencies.as_slice() {
            [] => Self::NoRevenue,
            [currency] => {
                let score: f64 = customers.iter().filter_map(|(_, share)| share.total()).sum();
                Self::Scored { score: (score * 100.0).round() / 100.0, currency: *currency }
            }
            _ => Self::Mixed(currencies),
        }
    }

    pub(crate) fn score(&self) -> Option<f64> {
        match self {
            Self::Scored { score, .. } => Some(*score),
            _ => None,
        }
    }

    /// The score as money; nothing where there is none.
    pub(crate) fn amount(&self) -> Option<Money> {
        match self {
            Self::Scored { score, currency } => {
                Some(Money::new(Decimal::parse(&format!("{score:.2}")).ok()?, *currency))
            }
            _ => None,
        }
    }

    /// Why there is no score, as a fragment: `needs a customer`.
    pub(crate) fn unscored(&self) -> Option<String> {
        match self {
            Self::Scored { .. } => None,
            Self::NoCustomer => Some(format!("needs {A_CUSTOMER}")),
            Self::NoRevenue => Some(format!("needs {A_REVENUE}")),
            Self::Mixed(currencies) => Some(cannot_be_added(currencies)),
        }
    }
}

/// What is missing where nobody by name asks.
pub(crate) const A_CUSTOMER: &str = "a customer";
/// What is missing where nobody says what the customers pay.
pub(crate) const A_REVENUE: &str = "the revenue of a customer";

/// `EUR and USD cannot be added`.
pub(crate) fn cannot_be_added(currencies: &[Currency]) -> String {
    format!("{} cannot be added", list_of(currencies.iter().map(Currency::code)))
}
