//! The inputs of a score by name, as a field holds them.

use std::collections::BTreeMap;
use std::fmt;

use crate::model::value::Value;
use crate::model::values::{Confidence, Effort, Money, Number, Percent, Range};

/// One input in the type of its field.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Given {
    Number(f64),
    Percent(Percent),
    /// A range counts with its mean.
    Range(Range),
    Money(Money),
    /// A word of a scale: `high`.
    Word(Box<str>),
}

impl Given {
    /// The value that a text most plainly is: a number, a percentage, a range, an amount of money, else
    /// a word.
    pub(crate) fn read(text: &str) -> Self {
        if let Ok(number) = Number::parse(text) {
            return Self::Number(number.value());
        }
        if text.ends_with('%')
            && let Ok(percent) = Percent::parse(text)
        {
            return Self::Percent(percent);
        }
        if let Ok(range) = Range::parse(text) {
            return Self::Range(range);
        }
        match Money::parse(text) {
            Ok(money) => Self::Money(money),
            Err(_) => Self::Word(text.trim().into()),
        }
    }

    /// The value of a field; nothing where a word says that there is none.
    ///
    /// What the field's type refused stays a word, so that it is called invalid and never counted as
    /// something it was not meant to be.
    pub(super) fn of(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Nothing(_) => return None,
            // A whole number beyond the digits of a double is beyond every scale too.
            Value::Integer(number) => Self::Number(*number as f64),
            Value::Number(number) => Self::Number(*number),
            Value::Percent(percent) => Self::Percent(*percent),
            Value::Range(range) => Self::Range(*range),
            Value::Money(money) => Self::Money(*money),
            Value::Text(text) | Value::Choice(text) => Self::read(text),
            Value::Invalid(text) => Self::Word(text.clone()),
            other => Self::Word(other.to_line().into()),
        })
    }
}

impl From<f64> for Given {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<Number> for Given {
    fn from(number: Number) -> Self {
        Self::Number(number.value())
    }
}

impl From<Percent> for Given {
    fn from(percent: Percent) -> Self {
        Self::Percent(percent)
    }
}

impl From<Confidence> for Given {
    fn from(confidence: Confidence) -> Self {
        Self::Percent(confidence.percent())
    }
}

impl From<Effort> for Given {
    fn from(effort: Effort) -> Self {
        Self::Range(effort.range())
    }
}

impl From<Range> for Given {
    fn from(range: Range) -> Self {
        Self::Range(range)
    }
}

impl From<Money> for Given {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}

impl fmt::Display for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Percent(percent) => percent.fmt(f),
            Self::Range(range) => range.fmt(f),
            Self::Money(money) => money.fmt(f),
            Self::Word(word) => f.write_str(word),
        }
    }
}

/// Inputs by name; the mark of a criterion is named `scores.NAME`.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Inputs(BTreeMap<String, Given>);

impl Inputs {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    #[cfg(test)]
    pub(crate) fn with(mut self, name: impl Into<String>, given: impl Into<Given>) -> Self {
        self.insert(name, given);
        self
    }

    pub(crate) fn insert(&mut self, name: impl Into<String>, given: impl Into<Given>) {
        self.0.insert(name.into(), given.into());
    }

    /// Adds the value of a field; of a map each entry, as `NAME.ENTRY`.
    pub(crate) fn insert_value(&mut self, name: &str, value: &Value) {
        if let Value::Map(entries) = value {
            for (entry, item) in entries {
                self.insert_value(&format!("{name}.{entry}"), &item.value);
            }
        } else if let Some(given) = Given::of(value) {
            self.insert(name, given);
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Given> {
        self.0.get(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::value::Item;
    use crate::text::span::Span;

    #[test]
    fn a_text_is_read_as_what_it_plainly_is() {
        assert_eq!(Given::read("500"), Given::Number(500.0));
        assert_eq!(Given::read("80 %").to_string(), "80 %");
        assert_eq!(Given::read("2-5"), Given::Range(Range::parse("2-5").unwrap()));
        assert_eq!(Given::read("12k EUR").to_string(), "12000 EUR");
        assert_eq!(Given::read("high"), Given::Word("high".into()));
    }
    #[test]
    fn a_map_gives_each_of_its_entries() {
        let item = |value| Item { span: Span::default(), value };
        let map = Value::Map(vec![
            ("fit".into(), item(Value::Number(8.0))),
            ("revenue".into(), item(Value::Nothing("n/a".into()))),
        ]);
        let mut inputs = Inputs::new();
        inputs.insert_value("scores", &map);
        assert_eq!(inputs, Inputs::new().with("scores.fit", 8.0));
    }

    #[test]
    fn what_a_field_refused_is_never_counted() {
        let mut inputs = Inputs::new();
        inputs.insert_value("confidence", &Value::Invalid("0.8".into()));
        assert_eq!(inputs.get("confidence"), Some(&Given::Word("0.8".into())));
    }
}
