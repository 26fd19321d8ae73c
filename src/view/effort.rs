//! An amount of work in an answer: its ends for programs, a text with its unit for people.

use serde::Serialize;

use crate::model::kind::Kind;
use crate::model::values::Range;

/// An amount of work.
#[derive(Clone, PartialEq, Serialize, Debug)]
pub(crate) struct Effort {
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// Without its unit: `2-5`.
    #[serde(skip)]
    pub(crate) text: String,
    #[serde(skip)]
    pub(crate) unit: String,
}

impl Effort {
    pub(crate) fn of(range: Range, unit: &str) -> Self {
        Self {
            low: range.low().to_f64(),
            high: range.high().to_f64(),
            text: if range.is_exact() {
                range.low().to_string()
            } else {
                format!("{}-{}", range.low(), range.high())
            },
            unit: unit.to_owned(),
        }
    }

    /// `2-5 person-weeks`
    pub(crate) fn with_unit(&self) -> String {
        format!("{} {}", self.text, self.unit).trim_end().to_owned()
    }
}

/// What the numbers of a field of a kind count.
pub(crate) fn unit_of(kind: &Kind, field: &str) -> Option<String> {
    kind.field(field).and_then(|field| field.unit.clone())
}
