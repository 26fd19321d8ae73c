//! One artifact with the figures of its demand.

use std::cmp::Ordering;

use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::model::key::EFFORT;
use crate::model::values::Money;
use crate::page::{Inline, Text, Tone};
use crate::plan::demand::{Demand, Weight};
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::list_of;
use crate::view::subject::Subject;

/// What is wanted, and by how many.
#[derive(Clone, Serialize, Debug)]
pub(crate) struct Wanted {
    #[serde(flatten)]
    pub(crate) subject: Subject,
    /// Pieces of feedback, each customer's once.
    pub(crate) voices: usize,
    /// How many of the voices come from no customer by name.
    pub(crate) voices_without_customer: usize,
    /// Each once.
    pub(crate) customers: usize,
    /// What they pay in a year, a sum for each currency.
    #[serde(serialize_with = "amounts")]
    pub(crate) revenue: Vec<Money>,
    /// How many of the customers do not say what they pay.
    pub(crate) customers_without_revenue: usize,
    pub(crate) segments: Vec<String>,
    /// The customer-weighted score, in the currency; nothing where there is none.
    pub(crate) score: Option<f64>,
    pub(crate) currency: Option<String>,
    /// Why there is no score.
    pub(crate) unscored: Option<String>,
    /// The score over the mean of the effort, where both are there.
    #[serde(rename = "score_per_effort")]
    pub(crate) per_effort: Option<f64>,
}

fn amounts<S: serde::Serializer>(revenue: &[Money], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(revenue.iter().map(|money| amount(*money)))
}

/// An amount as JSON.
pub(super) fn amount(money: Money) -> Json {
    json!({ "amount": money.amount().to_f64(), "currency": money.currency().code() })
}

impl Wanted {
    pub(crate) fn of(plan: &Plan, index: ArtifactIndex, demand: &Demand) -> Self {
        let currency = match &demand.weight {
            Weight::Scored { currency, .. } => Some(currency.code().to_owned()),
            _ => None,
        };
        let score = demand.weight.score();
        let effort = plan.artifact(index).get(plan.kind_of(index), EFFORT).map(|effort| effort.mean());
        let effort = effort.filter(|effort| *effort > 0.0);
        Self {
            subject: Subject::of(plan, index),
            voices: demand.voices.len(),
            voices_without_customer: demand.without_customer(),
            customers: demand.customers.len(),
            revenue: demand.revenue.clone(),
            customers_without_revenue: demand.without_revenue(),
            segments: demand.segments.iter().map(|index| plan.artifact(*index).title.to_string()).collect(),
            per_effort: score.zip(effort).map(|(score, effort)| hundredths(score / effort)),
            score,
            currency,
            unscored: demand.weight.unscored(),
        }
    }

    /// The highest score first, within one currency; then by customers and voices, the most first.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let scores = match (self.score, other.score) {
            (Some(one), Some(two)) => self.currency.cmp(&other.currency).then(two.total_cmp(&one)),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        scores.then_with(|| other.customers.cmp(&self.customers)).then_with(|| other.voices.cmp(&self.voices))
    }

    /// The revenue as people read it, and for how many customers it is not known.
    pub(super) fn revenue_shown(&self) -> String {
        let sums = list_of(self.revenue.iter().map(|money| money.for_people()));
        match (self.revenue.is_empty(), self.customers_without_revenue) {
            (_, 0) => sums,
            (true, _) => "not known".to_owned(),
            (false, unknown) => format!("{sums}, {unknown} not known"),
        }
    }

    /// The score, with its currency where there are several.
    pub(super) fn score_shown(&self, several: bool) -> Text {
        match (self.score, &self.unscored) {
            (Some(score), _) => match &self.currency {
                Some(currency) if several => format!("{} {currency}", whole(score)).into(),
                _ => whole(score).into(),
            },
            (None, why) => {
                let why = format!("unscored: {}", why.as_deref().unwrap_or_default());
                Inline::Toned(Tone::Muted, why).into()
            }
        }
    }
}

fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// A number without decimals, with commas between thousands.
pub(super) fn whole(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}
