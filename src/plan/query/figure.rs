//! The figures of demand as values of expressions and of columns.
//!
//! They are computed for a whole kind when the first of it is asked for, and once for one environment, as the weight of
//! one artifact depends on what else its customers ask for.

use super::symbols::Access;
use super::{Datum, Environment};
use crate::expression::Value;
use crate::plan::ArtifactIndex;
use crate::plan::demand::{Amount, Demand, Demands, Figure};

impl Environment<'_> {
    /// Who wants an artifact.
    pub(crate) fn demand(&self, index: ArtifactIndex) -> Option<&Demand> {
        let kind = usize::from(self.plan.artifact(index).kind);
        // Many threads may ask at once. The one that computes must not wait for another, so it works alone.
        let of_kind = self.demands.get(kind)?.get_or_init(|| Demands::all(self.plan, kind, self.today));
        of_kind.get(&index)
    }

    fn amount(&self, index: ArtifactIndex, figure: Figure) -> Option<Amount> {
        Some(figure.of(self.demand(index)?))
    }

    /// A number; nothing where it is not known, or is money in several currencies.
    pub(super) fn figure_value(&self, index: ArtifactIndex, figure: Figure) -> Value<'static> {
        match self.amount(index, figure) {
            Some(Amount::Count(count)) => Value::Integer(count as i64),
            Some(Amount::Money(sums)) => match sums.as_slice() {
                [sum] => Value::Number(sum.amount().to_f64()),
                _ => Value::Missing,
            },
            None => Value::Missing,
        }
    }

    /// The figure of an artifact that a name means on its kind; nothing where it means something else.
    pub(crate) fn figure(&self, index: ArtifactIndex, name: &str) -> Option<Datum<'static>> {
        let kind = usize::from(self.plan.artifact(index).kind);
        match self.symbols.access(self.symbols.number_of(name)?, kind)? {
            Access::Demand(figure) => Some(self.figure_datum(index, *figure)),
            _ => None,
        }
    }

    /// The same as people are shown it: money with its currency, of several each.
    pub(super) fn figure_datum(&self, index: ArtifactIndex, figure: Figure) -> Datum<'static> {
        match self.amount(index, figure) {
            Some(Amount::Count(count)) => Datum::Integer(count as i64),
            Some(Amount::Money(sums)) => match sums.as_slice() {
                [sum] => Datum::Money(*sum),
                sums => Datum::List(sums.iter().map(|sum| Datum::Money(*sum)).collect()),
            },
            None => Datum::Missing,
        }
    }
}
