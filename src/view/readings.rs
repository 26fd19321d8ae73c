//! What a metric said before a day, and what it said last.

use serde::Serialize;

use crate::model::key::Key;
use crate::model::value::Value;
use crate::model::values::{Date, Period};
use crate::plan::{ArtifactIndex, Plan};

const BASELINE: Key<f64> = Key::new("baseline");
const GOAL: Key<f64> = Key::new("target");
const UNIT: Key<str> = Key::new("unit");
const DIRECTION: Key<str> = Key::new("direction");
const SERIES: &str = "series";

/// A value with the day on which it was read.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Reading {
    pub(crate) day: Date,
    /// The day as it is written: a longer time where no more may be known.
    pub(crate) period: Period,
    pub(crate) value: f64,
}

/// A reading as programs get it.
#[derive(Clone, PartialEq, Serialize, Debug)]
pub(crate) struct Read {
    /// Nothing where nobody wrote down when it was read.
    pub(crate) day: Option<String>,
    /// The day as people read it.
    #[serde(skip)]
    pub(crate) for_people: Option<String>,
    pub(crate) value: f64,
}

impl From<Reading> for Read {
    fn from(reading: Reading) -> Self {
        let (day, for_people) = (Some(reading.day.to_string()), Some(reading.day.for_people()));
        Self { day, for_people, value: reading.value }
    }
}

/// What a metric is and what was read of it, oldest first.
#[derive(Debug)]
pub(crate) struct Metric {
    pub(crate) baseline: Option<f64>,
    pub(crate) target: Option<f64>,
    pub(crate) unit: Option<String>,
    pub(crate) is_down: bool,
    series: Vec<Reading>,
}

impl Metric {
    /// A metric with what was read until `today`.
    pub(crate) fn of(plan: &Plan, index: ArtifactIndex, today: Date) -> Self {
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        let mut series: Vec<Reading> = match artifact.value(kind, SERIES).map(|value| &value.value) {
            Some(Value::Map(entries)) => {
                let reading = |(key, item): &(Box<str>, crate::model::value::Item)| {
                    let value = match &item.value {
                        Value::Integer(number) => *number as f64,
                        Value::Number(number) => *number,
                        _ => return None,
                    };
                    // An audience may know the period alone.
                    let period = Period::parse(key).ok()?;
                    Some(Reading { day: period.first_day(&plan.config.fiscal_year), period, value })
                };
                entries.iter().filter_map(reading).filter(|reading| reading.day <= today).collect()
            }
            _ => Vec::new(),
        };
        series.sort_by_key(|reading| reading.day);
        Self {
            baseline: artifact.get(kind, BASELINE),
            target: artifact.get(kind, GOAL),
            unit: artifact.get(kind, UNIT).map(str::to_owned),
            is_down: artifact.get(kind, DIRECTION) == Some("down"),
            series,
        }
    }

    /// The last reading on the day or before it.
    pub(crate) fn before(&self, day: Date) -> Option<Reading> {
        self.series.iter().rev().find(|reading| reading.day <= day).copied()
    }

    /// The last reading behind the day.
    pub(crate) fn after(&self, day: Date) -> Option<Reading> {
        self.series.last().filter(|reading| reading.day > day).copied()
    }
}
