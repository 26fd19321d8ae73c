//! A value of an artifact in an answer: as people read it, and as JSON has it.
//!
//! The JSON keeps types: numbers are numbers, lists are lists, an amount has its currency, a range its
//! ends. Links are ids.

use serde_json::{Map, Value as Json};

use crate::model::artifact::Artifact;
use crate::model::field::Field;
use crate::model::value::{FieldValue, Value};
use crate::model::values::{Decimal, Money, Range};
use crate::model::workflow::Category;
use crate::page::{Inline, Target, Text, Tone};
use crate::plan::query::{Datum, Environment};

/// One value, both ways.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Cell {
    pub(crate) text: Text,
    pub(crate) json: Json,
}

impl Cell {
    /// The text, or a word that stands for nothing.
    pub(crate) fn text_or(&self, nothing: &str) -> Text {
        if self.text.is_empty() {
            Inline::Toned(Tone::Muted, format!("({nothing})")).into()
        } else {
            self.text.clone()
        }
    }
}

/// A value as people read it and as JSON has it.
pub(crate) fn cell(environment: &Environment<'_>, datum: &Datum<'_>) -> Cell {
    Cell { text: text(environment, datum), json: json(environment, datum) }
}

/// The id of an artifact, leading to its document.
pub(crate) fn reference(artifact: &Artifact) -> Inline {
    let target = Target::File { path: artifact.path.to_string(), anchor: None };
    Inline::Reference { id: artifact.label(), target }
}

/// The tone of a status.
pub(crate) fn tone_of(category: Option<Category>) -> Option<Tone> {
    match category {
        Some(Category::Open) => None,
        Some(Category::Active) => Some(Tone::Active),
        Some(Category::Done) => Some(Tone::Good),
        Some(Category::Dropped) => Some(Tone::Muted),
        None => Some(Tone::Caution),
    }
}

fn text(environment: &Environment<'_>, datum: &Datum<'_>) -> Text {
    match datum {
        Datum::Artifact(index) => reference(environment.plan().artifact(*index)).into(),
        Datum::Status { written, category, .. } => match tone_of(*category) {
            Some(tone) => Inline::Toned(tone, (*written).to_owned()).into(),
            None => (*written).into(),
        },
        Datum::Written { value: Value::Invalid(written), .. } => {
            Inline::Toned(Tone::Caution, written.to_string()).into()
        }
        Datum::Written { value: Value::Url(url), .. } => {
            let target = Target::Url(url.as_str().to_owned());
            Inline::Link { text: url.as_str().to_owned(), target }.into()
        }
        Datum::List(items) => {
            let mut pieces = Vec::new();
            for item in items {
                if !pieces.is_empty() {
                    pieces.push(Inline::Plain(", ".into()));
                }
                pieces.extend(text(environment, item).0);
            }
            Text(pieces)
        }
        other => environment.datum_line(other).into(),
    }
}

fn json(environment: &Environment<'_>, datum: &Datum<'_>) -> Json {
    match datum {
        Datum::Missing => Json::Null,
        Datum::Integer(number) => Json::from(*number),
        Datum::Number(number) => Json::from(*number),
        Datum::Boolean(boolean) => Json::from(*boolean),
        Datum::Money(amount) => money(*amount),
        Datum::Written { field, value } => written(field, value),
        Datum::List(items) => items.iter().map(|item| json(environment, item)).collect(),
        other => Json::from(environment.datum_line(other)),
    }
}

/// A value of a field as JSON.
pub(crate) fn written(field: &Field, value: &Value) -> Json {
    match value {
        Value::Integer(number) => Json::from(*number),
        Value::Number(number) => Json::from(*number),
        Value::Boolean(boolean) => Json::from(*boolean),
        Value::Percent(percent) => decimal(percent.percent()),
        Value::Money(amount) => money(*amount),
        Value::Range(range) => range_json(*range),
        Value::Nothing(_) => Json::Null,
        Value::List(items) => items.iter().map(|item| written(field, &item.value)).collect(),
        Value::Map(entries) => Json::Object(
            entries.iter().map(|(key, item)| (key.to_string(), written(field, &item.value))).collect(),
        ),
        Value::Record(entries) => record(field, entries),
        other => Json::from(other.to_line()),
    }
}

fn money(money: Money) -> Json {
    let amount = decimal(money.amount());
    let currency = Json::from(money.currency().code());
    Json::Object(Map::from_iter([("amount".to_owned(), amount), ("currency".to_owned(), currency)]))
}

fn record(field: &Field, entries: &[FieldValue]) -> Json {
    let named = entries.iter().filter_map(|entry| {
        let (name, inner) = field.fields.get_index(usize::from(entry.field))?;
        Some((name.clone(), written(inner, &entry.value)))
    });
    Json::Object(named.collect())
}

fn range_json(range: Range) -> Json {
    if range.is_exact() {
        return decimal(range.low());
    }
    let ends = [("low", Some(range.low())), ("likely", range.likely()), ("high", Some(range.high()))];
    let ends = ends.into_iter().filter_map(|(name, end)| Some((name.to_owned(), decimal(end?))));
    Json::Object(ends.collect())
}

/// A whole number as one, else the nearest double.
fn decimal(number: Decimal) -> Json {
    number.to_string().parse::<i64>().map_or_else(|_| Json::from(number.to_f64()), Json::from)
}
