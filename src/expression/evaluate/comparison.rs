//! When values are equal, and which comes first.
//!
//! What is missing equals only what is missing and comes neither before nor after anything. Numbers
//! compare across whole and fractional. Periods come before each other where their days do.

use std::cmp::Ordering;

use crate::expression::calendar::{Period, read_period};
use crate::expression::evaluate::{Outcome, Run, fault};
use crate::expression::syntax::Operator;
use crate::expression::value::{Value, as_period, compare_numbers};
use crate::expression::version;
use crate::text::span::Span;

impl Run<'_> {
    pub(super) fn equal(&self, one: &Value<'_>, other: &Value<'_>) -> bool {
        match (one, other) {
            (Value::Missing, Value::Missing) => true,
            (Value::Bool(one), Value::Bool(other)) => one == other,
            (Value::Text(one), Value::Text(other)) => one == other,
            (Value::Days(one), Value::Days(other)) => one == other,
            (Value::Record(one), Value::Record(other)) => one == other,
            (Value::Record(record), Value::Text(text)) | (Value::Text(text), Value::Record(record)) => {
                self.world.is_named(*record, text)
            }
            (Value::List(one), Value::List(other)) => {
                one.len() == other.len() && one.iter().zip(other).all(|(one, other)| self.equal(one, other))
            }
            (Value::Map(one), Value::Map(other)) => {
                let finds = |key: &str, value: &Value<'_>| {
                    other.iter().any(|(known, found)| known == key && self.equal(value, found))
                };
                one.len() == other.len() && one.iter().all(|(key, value)| finds(key, value))
            }
            (Value::Integer(_) | Value::Number(_), Value::Integer(_) | Value::Number(_)) => {
                compare_numbers(one, other) == Some(Ordering::Equal)
            }
            _ => match periods(one, other) {
                Some((one, other)) => one == other,
                None => false,
            },
        }
    }

    /// A comparison of versions. Text that is none equals the same text, and has no order.
    pub(super) fn versions(
        &mut self,
        span: Span,
        operator: Operator,
        one: &Value<'_>,
        other: &Value<'_>,
    ) -> Outcome<bool> {
        if let (Operator::In, Value::List(items)) = (operator, other) {
            self.spend(span, items.len())?;
            return Ok(items.iter().any(|item| self.same_version(one, item)));
        }
        Ok(match operator {
            Operator::In => false,
            Operator::Equal => self.same_version(one, other),
            Operator::NotEqual => !self.same_version(one, other),
            operator => match (one, other) {
                (Value::Text(one), Value::Text(other)) => {
                    version::compare(one, other).is_some_and(|order| holds(operator, order))
                }
                _ => false,
            },
        })
    }

    fn same_version(&self, one: &Value<'_>, other: &Value<'_>) -> bool {
        match (one, other) {
            (Value::Text(text), Value::Text(with)) => match version::compare(text, with) {
                Some(order) => order.is_eq(),
                None => text == with,
            },
            _ => self.equal(one, other),
        }
    }

    pub(super) fn is_in(&mut self, span: Span, element: &Value<'_>, list: &Value<'_>) -> Outcome<bool> {
        match list {
            Value::List(items) => {
                self.spend(span, items.len())?;
                Ok(items.iter().any(|item| self.equal(element, item)))
            }
            Value::Map(entries) => {
                self.spend(span, entries.len())?;
                Ok(entries.iter().any(|(key, _)| matches!(element, Value::Text(text) if text == key)))
            }
            Value::Missing => Ok(false),
            other => fault(span, format!("`in` needs a list or a map, but this is {}", other.words())),
        }
    }
}

/// Both as days, where one is a date or a period and the other is too or is text that names one.
fn periods(one: &Value<'_>, other: &Value<'_>) -> Option<(Period, Period)> {
    let read = |value: &Value<'_>| match value {
        Value::Text(text) => read_period(text),
        value => as_period(value),
    };
    if as_period(one).is_none() && as_period(other).is_none() {
        return None;
    }
    Some((read(one)?, read(other)?))
}

/// Whether `text` is text without days, and `days` a date or a period: neither before nor after it.
fn is_undated(text: &Value<'_>, days: &Value<'_>) -> bool {
    matches!(text, Value::Text(_)) && as_period(days).is_some()
}

/// Whether two values stand in the order that the operator asks for.
pub(super) fn ordered(span: Span, operator: Operator, one: &Value<'_>, other: &Value<'_>) -> Outcome<bool> {
    let order = match (one, other) {
        (Value::Missing, _) | (_, Value::Missing) => return Ok(false),
        (Value::Text(one), Value::Text(other)) => one.cmp(other),
        (Value::Days(one), Value::Days(other)) => one.cmp(other),
        _ => {
            if let Some(order) = compare_numbers(one, other) {
                order
            } else if let Some((one, other)) = periods(one, other) {
                return Ok(match operator {
                    Operator::Less => one.last < other.first,
                    Operator::LessOrEqual => one.last <= other.last,
                    Operator::Greater => one.first > other.last,
                    _ => one.first >= other.first,
                });
            } else if is_undated(one, other) || is_undated(other, one) {
                return Ok(false);
            } else {
                let message = format!("cannot compare {} with {}", one.words(), other.words());
                return fault(span, message);
            }
        }
    };
    Ok(holds(operator, order))
}

fn holds(operator: Operator, order: Ordering) -> bool {
    match operator {
        Operator::Less => order.is_lt(),
        Operator::LessOrEqual => order.is_le(),
        Operator::Greater => order.is_gt(),
        _ => order.is_ge(),
    }
}

/// The lesser or greater of two values of one kind; `wanted` is the order of the one to keep.
pub(super) fn better<'a>(
    span: Span,
    one: Value<'a>,
    other: Value<'a>,
    wanted: Ordering,
) -> Outcome<Value<'a>> {
    let operator = if wanted == Ordering::Less { Operator::Less } else { Operator::Greater };
    Ok(if ordered(span, operator, &other, &one)? { other } else { one })
}
