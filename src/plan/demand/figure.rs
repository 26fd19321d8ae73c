//! The figures of demand that an artifact has as if they were fields: what they are called and which kinds have them.
//!
//! They stand in no document; what they are follows from the links. Knows no expression and no column.

use super::Demand;
use super::customer::REVENUE;
use super::voices::{ASKED, CUSTOMER, FEEDBACK, SEGMENT};
use crate::config::Config;
use crate::model::field::{Field, LinkRule, Meaning};
use crate::model::kind::Kind;
use crate::model::values::Money;

/// One of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Figure {
    Voices,
    Customers,
    Revenue,
    CustomerWeighted,
}

/// What a figure is of one artifact.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Amount {
    Count(usize),
    /// A sum for each currency, by its code; empty where nothing is known.
    Money(Vec<Money>),
}

impl Figure {
    /// Each with its name in expressions and columns.
    const ALL: [(&'static str, Self); 4] = [
        ("voices", Self::Voices),
        ("customers", Self::Customers),
        ("revenue", Self::Revenue),
        ("customer_weighted", Self::CustomerWeighted),
    ];

    /// Whether a plan with these kinds can tell it. Where feedback, customers or what they pay are not in the plan, none
    /// would not mean that there is none.
    fn is_known(self, config: &Config) -> bool {
        let customer = || config.kind_index(CUSTOMER).map(|at| &config.kinds[at]);
        let says = |name: &str| customer().is_some_and(|kind| kind.field(name).is_some());
        config.kind_index(FEEDBACK).is_some()
            && match self {
                Self::Voices => true,
                Self::Customers => customer().is_some(),
                Self::Revenue | Self::CustomerWeighted => says(REVENUE.name),
            }
    }

    /// The figures of a kind, with their names.
    pub(crate) fn of_kind(config: &Config, kind: &Kind) -> impl Iterator<Item = (&'static str, Self)> {
        let can_be_wanted = wanted_by(config, kind).is_some();
        Self::ALL.into_iter().filter(move |(_, figure)| can_be_wanted && figure.is_known(config))
    }

    /// Whether it counts, and is no money.
    pub(crate) fn is_count(self) -> bool {
        matches!(self, Self::Voices | Self::Customers)
    }

    pub(crate) fn of(self, demand: &Demand) -> Amount {
        match self {
            Self::Voices => Amount::Count(demand.voices.len()),
            Self::Customers => Amount::Count(demand.customers.len()),
            Self::Revenue => Amount::Money(demand.revenue.clone()),
            Self::CustomerWeighted => Amount::Money(demand.weight.amount().into_iter().collect()),
        }
    }
}

/// The field of a kind in which it says who asks for it, or what they said: the first that leads to feedback, else to
/// a customer or a segment. Nothing where nobody can ask for what is of this kind.
pub(crate) fn wanted_by<'k>(config: &Config, kind: &'k Kind) -> Option<&'k Field> {
    let leads_to = |name: &str| {
        let leads = move |rule: &LinkRule| rule.to.is_empty() || rule.to.iter().any(|to| to == name);
        let asks = |field: &&Field| {
            let is_meant =
                |rule: &LinkRule| rule.meaning == Meaning::Answers || ASKED.contains(&field.name.as_str());
            field.link.as_ref().is_some_and(|rule| is_meant(rule) && leads(rule))
        };
        config.kind_index(name).and_then(|_| kind.fields.values().find(asks))
    };
    [FEEDBACK, CUSTOMER, SEGMENT].into_iter().find_map(leads_to)
}
