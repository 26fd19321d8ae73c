//! The functions of the language, as `functions` describes them.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::expression::calendar::read_date;
use crate::expression::check::compile;
use crate::expression::evaluate::arithmetic;
use crate::expression::evaluate::comparison::better;
use crate::expression::evaluate::{MAX_TEXT, Outcome, Run, fault};
use crate::expression::functions::Meaning;
use crate::expression::program::Node;
use crate::expression::syntax::Operator;
use crate::expression::types::Type;
use crate::expression::value::{Plain, Value, as_period};
use crate::text::span::Span;

impl<'a> Run<'a> {
    pub(super) fn built(
        &mut self,
        span: Span,
        meaning: Meaning,
        arguments: &'a [Node],
    ) -> Outcome<Value<'a>> {
        let values = arguments.iter().map(|argument| self.value(argument)).collect::<Outcome<Vec<_>>>()?;
        if values.iter().any(Value::is_missing) {
            let collection =
                matches!(arguments.first().map(|node| &node.of), Some(Type::List(_) | Type::Map(_)));
            return Ok(match meaning {
                Meaning::Size if collection => Value::Integer(0),
                _ => Value::Missing,
            });
        }
        let mut values = values.into_iter();
        let (first, second, third) = (values.next(), values.next(), values.next());
        let first = first.unwrap_or(Value::Missing);
        let result = match (meaning, first, second) {
            (Meaning::Least | Meaning::Greatest, first, second) => {
                let wanted = if meaning == Meaning::Least { Ordering::Less } else { Ordering::Greater };
                let all = match (first, second) {
                    (Value::List(items), None) => items,
                    (first, second) => {
                        [Some(first), second, third].into_iter().flatten().chain(values).collect()
                    }
                };
                self.best(span, all, wanted)
            }
            (Meaning::Sum, Value::List(items), _) => sum(span, items),
            (Meaning::Join, Value::List(items), separator) => self.join(span, &items, separator.as_ref()),
            (Meaning::Split, Value::Text(text), Some(Value::Text(separator))) => {
                self.spend(span, text.len())?;
                Ok(Value::List(text.split(&*separator).map(|part| Value::text(part.to_owned())).collect()))
            }
            (Meaning::Replace, Value::Text(text), Some(Value::Text(old))) => match third {
                Some(Value::Text(new)) => replace(span, &text, &old, &new),
                _ => Ok(Value::Missing),
            },
            (Meaning::Matches, Value::Text(text), Some(Value::Text(pattern))) => {
                self.spend(span, 100 + pattern.len())?;
                match compile(&pattern) {
                    Ok(pattern) => Ok(Value::Bool(pattern.is_match(&text))),
                    Err(reason) => fault(span, reason),
                }
            }
            (_, Value::Text(text), Some(Value::Text(part))) => Ok(Value::Bool(match meaning {
                Meaning::Contains => text.contains(&*part),
                Meaning::StartsWith => text.starts_with(&*part),
                Meaning::EndsWith => text.ends_with(&*part),
                _ => return unfit(span, &Value::Text(text)),
            })),
            (Meaning::ToText, value, _) => Ok(Value::text(self.as_text(&value))),
            (Meaning::Round, value, digits) => round(span, &value, digits.as_ref()),
            (meaning, value, _) => one(span, meaning, value),
        }?;
        self.limited(span, result)
    }

    fn best(&mut self, span: Span, items: Vec<Value<'a>>, wanted: Ordering) -> Outcome<Value<'a>> {
        let mut items = items.into_iter();
        let Some(mut best) = items.next() else {
            return Ok(Value::Missing);
        };
        for item in items {
            if item.is_missing() || best.is_missing() {
                return Ok(Value::Missing);
            }
            best = better(span, best, item, wanted)?;
        }
        Ok(best)
    }

    fn join(&mut self, span: Span, items: &[Value<'a>], separator: Option<&Value<'a>>) -> Outcome<Value<'a>> {
        let separator = match separator {
            Some(Value::Text(separator)) => separator,
            _ => "",
        };
        let mut text = String::new();
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                text.push_str(separator);
            }
            text.push_str(&self.as_text(item));
            if text.len() > MAX_TEXT {
                return fault(span, "the text grows too long");
            }
        }
        Ok(Value::text(text))
    }

    /// A single value as text; what is missing is empty.
    fn as_text(&self, value: &Value<'a>) -> String {
        match value {
            Value::Missing => String::new(),
            Value::Bool(value) => value.to_string(),
            Value::Integer(value) | Value::Days(value) => value.to_string(),
            Value::Number(value) => Plain(*value).to_string(),
            Value::Text(text) => text.clone().into_owned(),
            Value::Date(date) => date.to_string(),
            Value::Period(period) => format!("{}..{}", period.first, period.last),
            Value::Record(record) => self.world.name(*record).into_owned(),
            Value::List(items) => items.iter().map(|item| self.as_text(item)).collect::<Vec<_>>().join(", "),
            Value::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| format!("{key}: {}", self.as_text(value)));
                entries.collect::<Vec<_>>().join(", ")
            }
        }
    }
}

fn unfit<'a, T>(span: Span, value: &Value<'a>) -> Outcome<T> {
    fault(span, format!("the function does not take {}", value.words()))
}

fn sum<'a>(span: Span, items: Vec<Value<'a>>) -> Outcome<Value<'a>> {
    let mut items = items.into_iter();
    let first = items.next().unwrap_or(Value::Integer(0));
    items.try_fold(first, |sum, item| arithmetic::binary(span, Operator::Add, sum, item))
}

fn replace<'a>(span: Span, text: &str, old: &str, new: &str) -> Outcome<Value<'a>> {
    let grown = (text.len() + 1).saturating_mul(new.len().max(1));
    if grown > MAX_TEXT && text.matches(old).count().saturating_mul(new.len()) > MAX_TEXT {
        return fault(span, "the text grows too long");
    }
    Ok(Value::text(text.replace(old, new)))
}

fn round<'a>(span: Span, value: &Value<'a>, digits: Option<&Value<'a>>) -> Outcome<Value<'a>> {
    let Some(number) = value.as_number() else {
        return unfit(span, value);
    };
    match digits {
        None => whole(span, number.round()),
        Some(Value::Integer(digits)) => {
            let scale = 10f64.powi((*digits).clamp(-15, 15) as i32);
            let scaled = (number * scale).round();
            Ok(Value::Number(if scaled.is_finite() { scaled / scale } else { number }))
        }
        Some(other) => unfit(span, other),
    }
}

/// A number without a fraction as a whole number.
fn whole<'a>(span: Span, number: f64) -> Outcome<Value<'a>> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if (-LIMIT..LIMIT).contains(&number) {
        Ok(Value::Integer(number as i64))
    } else {
        fault(span, "the number is too large for a whole number")
    }
}

/// The functions of one value.
fn one<'a>(span: Span, meaning: Meaning, value: Value<'a>) -> Outcome<Value<'a>> {
    match (meaning, value) {
        (Meaning::Size, Value::Text(text)) => Ok(Value::Integer(text.chars().count() as i64)),
        (Meaning::Size, Value::List(items)) => Ok(Value::Integer(items.len() as i64)),
        (Meaning::Size, Value::Map(entries)) => Ok(Value::Integer(entries.len() as i64)),
        (Meaning::LowerAscii, Value::Text(text)) => Ok(Value::text(text.to_ascii_lowercase())),
        (Meaning::UpperAscii, Value::Text(text)) => Ok(Value::text(text.to_ascii_uppercase())),
        (Meaning::Trim, Value::Text(text)) => Ok(Value::text(text.trim().to_owned())),
        (Meaning::ToDate, Value::Text(text)) => match read_date(&text) {
            Some(date) => Ok(Value::Date(date)),
            None => fault(span, format!("there is no day `{}`", excerpt(&text))),
        },
        (Meaning::ToInteger, Value::Days(days)) => Ok(Value::Integer(days)),
        (Meaning::ToNumber, Value::Days(days)) => Ok(Value::Number(days as f64)),
        (Meaning::ToInteger, Value::Text(text)) => match text.trim().parse() {
            Ok(value) => Ok(Value::Integer(value)),
            Err(_) => whole(span, number(span, &text)?.trunc()),
        },
        (Meaning::ToNumber, Value::Text(text)) => number(span, &text).map(Value::Number),
        (
            Meaning::ToInteger | Meaning::Absolute | Meaning::Ceiling | Meaning::Floor,
            Value::Integer(value),
        ) => {
            let value = if meaning == Meaning::Absolute { value.checked_abs() } else { Some(value) };
            value.map_or_else(|| fault(span, "the number is too large"), |value| Ok(Value::Integer(value)))
        }
        (Meaning::ToNumber, Value::Integer(value)) => Ok(Value::Number(value as f64)),
        (Meaning::ToNumber, Value::Number(value)) => Ok(Value::Number(value)),
        (Meaning::ToInteger, Value::Number(value)) => whole(span, value.trunc()),
        (Meaning::Absolute, Value::Number(value)) => Ok(Value::Number(value.abs())),
        (Meaning::Ceiling, Value::Number(value)) => whole(span, value.ceil()),
        (Meaning::Floor, Value::Number(value)) => whole(span, value.floor()),
        (Meaning::Days | Meaning::Weeks, Value::Integer(count)) => {
            let days = count.checked_mul(if meaning == Meaning::Weeks { 7 } else { 1 });
            days.map_or_else(|| fault(span, "the number is too large"), |days| Ok(Value::Days(days)))
        }
        // A word in place of a period names no days.
        (Meaning::First | Meaning::Last, Value::Text(_)) => Ok(Value::Missing),
        (Meaning::Year, Value::Date(date)) => Ok(Value::Integer(date.year().into())),
        (Meaning::Month, Value::Date(date)) => Ok(Value::Integer(date.month().into())),
        (Meaning::Day, Value::Date(date)) => Ok(Value::Integer(date.day().into())),
        (Meaning::First | Meaning::Last, value) => match as_period(&value) {
            Some(period) if meaning == Meaning::First => Ok(Value::Date(period.first)),
            Some(period) => Ok(Value::Date(period.last)),
            None => unfit(span, &value),
        },
        (_, value) => unfit(span, &value),
    }
}

fn number(span: Span, text: &str) -> Outcome<f64> {
    match text.trim().parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        _ => fault(span, format!("`{}` is not a number", excerpt(text))),
    }
}

fn excerpt(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(40) {
        Some((at, _)) => Cow::Owned(format!("{}…", &text[..at])),
        None => Cow::Borrowed(text),
    }
}
