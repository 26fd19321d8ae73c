//! The values of expressions, and the world that supplies them lazily.
//!
//! A record is a handle that only the world can look into: a link costs nothing until a field behind
//! it is asked for, however long the chain.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use jiff::civil::Date;

use crate::expression::calendar::Period;

/// One value. `Missing` is also what `null` gives.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Value<'a> {
    Missing,
    Bool(bool),
    Integer(i64),
    /// Always finite.
    Number(f64),
    Text(Cow<'a, str>),
    Date(Date),
    Period(Period),
    Days(i64),
    List(Vec<Value<'a>>),
    /// In the order given; keys differ.
    Map(Vec<(Cow<'a, str>, Value<'a>)>),
    Record(Handle),
}

/// Names one record of a [`World`]; what the number means is the world's own business.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Handle(pub(crate) u64);

/// A name with the number that [`Names`](crate::expression::Names) gave for it when it was checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Named<'a> {
    pub(crate) name: &'a str,
    pub(crate) slot: usize,
}

/// Supplies what an expression asks for while it is evaluated.
pub(crate) trait World: Sync {
    /// A field of a record; `Missing` where it has none.
    fn field<'a>(&'a self, record: Handle, field: Named<'_>) -> Value<'a>;

    /// Calls a function of the environment, on a record where it has a receiver. An error is the
    /// reason, as a fragment without a final period.
    fn call<'a>(
        &'a self,
        receiver: Option<Handle>,
        function: Named<'_>,
        arguments: &[Value<'a>],
    ) -> Result<Value<'a>, String>;

    /// The name that stands for a record as text.
    fn name(&self, record: Handle) -> Cow<'_, str>;

    /// Whether `text` is a spelling of the record's name.
    fn is_named(&self, record: Handle, text: &str) -> bool {
        self.name(record) == text
    }
}

impl<'a> Value<'a> {
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    /// Whether `has` finds something: neither missing nor an empty list or map.
    pub(super) fn is_present(&self) -> bool {
        match self {
            Self::Missing => false,
            Self::List(items) => !items.is_empty(),
            Self::Map(entries) => !entries.is_empty(),
            _ => true,
        }
    }

    /// The number, whole or not.
    pub(crate) fn as_number(&self) -> Option<f64> {
        match self {
            Self::Integer(value) => Some(*value as f64),
            Self::Number(value) => Some(*value),
            _ => None,
        }
    }

    /// How messages call the value, with its article.
    pub(super) fn words(&self) -> &'static str {
        match self {
            Self::Missing => "nothing",
            Self::Bool(_) => "true or false",
            Self::Integer(_) | Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::Date(_) => "a date",
            Self::Period(_) => "a period",
            Self::Days(_) => "a number of days",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
            Self::Record(_) => "a record",
        }
    }
}

/// A number as people write it: `3`, `2.5`; never an exponent or a needless fraction.
pub(super) struct Plain(pub(super) f64);

impl fmt::Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", if self.0 == 0.0 { 0.0 } else { self.0 })
    }
}

/// Compares a whole number with another number exactly, also beyond 2^53.
fn compare_integer(left: i64, right: f64) -> Ordering {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if right >= LIMIT {
        return Ordering::Less;
    }
    if right < -LIMIT {
        return Ordering::Greater;
    }
    left.cmp(&(right.trunc() as i64)).then_with(|| 0.0.partial_cmp(&right.fract()).unwrap_or(Ordering::Equal))
}

/// The order of two numbers, whole or not; nothing where one is no number.
pub(super) fn compare_numbers(left: &Value<'_>, right: &Value<'_>) -> Option<Ordering> {
    match (left, right) {
        (Value::Integer(left), Value::Integer(right)) => Some(left.cmp(right)),
        (Value::Number(left), Value::Number(right)) => left.partial_cmp(right),
        (Value::Integer(left), Value::Number(right)) => Some(compare_integer(*left, *right)),
        (Value::Number(left), Value::Integer(right)) => Some(compare_integer(*right, *left).reverse()),
        _ => None,
    }
}

/// The days a value stands for, where it is a date or a period.
pub(super) fn as_period(value: &Value<'_>) -> Option<Period> {
    match value {
        Value::Date(date) => Some(Period::day(*date)),
        Value::Period(period) => Some(*period),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_compare_exactly_with_fractions() {
        assert_eq!(compare_integer(1, 1.5), Ordering::Less);
        assert_eq!(compare_integer(-1, -1.5), Ordering::Greater);
        assert_eq!(compare_integer(2, 2.0), Ordering::Equal);
        assert_eq!(compare_integer(9_007_199_254_740_993, 9_007_199_254_740_992.0), Ordering::Greater);
        assert_eq!(compare_integer(i64::MAX, 9_223_372_036_854_775_808.0), Ordering::Less);
        assert_eq!(compare_integer(i64::MIN, -9_223_372_036_854_775_808.0), Ordering::Equal);
        assert_eq!(compare_integer(0, -0.5), Ordering::Greater);
    }
}
