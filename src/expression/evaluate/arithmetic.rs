//! Sums, differences, products and quotients.
//!
//! What is missing makes the result missing. Whole numbers stay whole, except that `/` always gives
//! the exact quotient: `7 / 2` is 3.5.

use std::borrow::Cow;

use crate::expression::calendar::{add_days, days_between};
use crate::expression::evaluate::{Outcome, fault};
use crate::expression::syntax::Operator;
use crate::expression::value::Value;
use crate::text::span::Span;

const TOO_LARGE: &str = "the number is too large";

pub(super) fn negative<'a>(span: Span, value: &Value<'a>) -> Outcome<Value<'a>> {
    match value {
        Value::Missing => Ok(Value::Missing),
        Value::Integer(value) => {
            value.checked_neg().map_or_else(|| fault(span, TOO_LARGE), |value| Ok(Value::Integer(value)))
        }
        Value::Days(value) => {
            value.checked_neg().map_or_else(|| fault(span, TOO_LARGE), |value| Ok(Value::Days(value)))
        }
        Value::Number(value) => Ok(Value::Number(-value)),
        other => fault(span, format!("`-` needs a number, but this is {}", other.words())),
    }
}

pub(super) fn binary<'a>(
    span: Span,
    operator: Operator,
    left: Value<'a>,
    right: Value<'a>,
) -> Outcome<Value<'a>> {
    match (left, right) {
        (Value::Missing, _) | (_, Value::Missing) => Ok(Value::Missing),
        (Value::Integer(left), Value::Integer(right)) => integers(span, operator, left, right),
        (Value::Days(left), Value::Days(right)) => days(span, operator, left, right),
        (Value::Days(count), Value::Integer(by)) | (Value::Integer(by), Value::Days(count))
            if operator == Operator::Multiply =>
        {
            count.checked_mul(by).map_or_else(|| fault(span, TOO_LARGE), |days| Ok(Value::Days(days)))
        }
        (Value::Text(left), Value::Text(right)) if operator == Operator::Add => {
            Ok(Value::Text(Cow::Owned(left.into_owned() + &right)))
        }
        (Value::List(mut left), Value::List(right)) if operator == Operator::Add => {
            left.extend(right);
            Ok(Value::List(left))
        }
        (Value::Date(date), Value::Days(days)) | (Value::Days(days), Value::Date(date))
            if operator == Operator::Add =>
        {
            moved(span, date, Some(days))
        }
        (Value::Date(date), Value::Days(days)) if operator == Operator::Subtract => {
            moved(span, date, days.checked_neg())
        }
        (Value::Date(later), Value::Date(earlier)) if operator == Operator::Subtract => {
            Ok(Value::Days(days_between(earlier, later)))
        }
        (left, right) => match (left.as_number(), right.as_number()) {
            (Some(left), Some(right)) => numbers(span, operator, left, right),
            _ => {
                let message =
                    format!("`{}` does not fit {} and {}", operator.sign(), left.words(), right.words());
                fault(span, message)
            }
        },
    }
}

fn moved<'a>(span: Span, date: jiff::civil::Date, days: Option<i64>) -> Outcome<Value<'a>> {
    match days.and_then(|days| add_days(date, days)) {
        Some(date) => Ok(Value::Date(date)),
        None => fault(span, "the day lies outside the calendar"),
    }
}

fn integers<'a>(span: Span, operator: Operator, left: i64, right: i64) -> Outcome<Value<'a>> {
    let result = match operator {
        Operator::Add => left.checked_add(right),
        Operator::Subtract => left.checked_sub(right),
        Operator::Multiply => left.checked_mul(right),
        Operator::Remainder if right == 0 => return fault(span, "division by zero"),
        Operator::Remainder => left.checked_rem(right).or(Some(0)),
        _ => return numbers(span, operator, left as f64, right as f64),
    };
    result.map_or_else(|| fault(span, TOO_LARGE), |value| Ok(Value::Integer(value)))
}

fn days<'a>(span: Span, operator: Operator, left: i64, right: i64) -> Outcome<Value<'a>> {
    let result = match operator {
        Operator::Add => left.checked_add(right),
        Operator::Subtract => left.checked_sub(right),
        Operator::Divide => return numbers(span, operator, left as f64, right as f64),
        _ => return fault(span, format!("`{}` does not fit two numbers of days", operator.sign())),
    };
    result.map_or_else(|| fault(span, TOO_LARGE), |value| Ok(Value::Days(value)))
}

fn numbers<'a>(span: Span, operator: Operator, left: f64, right: f64) -> Outcome<Value<'a>> {
    let result = match operator {
        Operator::Add => left + right,
        Operator::Subtract => left - right,
        Operator::Multiply => left * right,
        Operator::Divide | Operator::Remainder if right == 0.0 => return fault(span, "division by zero"),
        Operator::Divide => left / right,
        _ => left % right,
    };
    if result.is_finite() { Ok(Value::Number(result)) } else { fault(span, TOO_LARGE) }
}
