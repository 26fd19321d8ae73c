//! From a YAML node to the value its field means, with everything that is wrong about it.

use indexmap::IndexMap;

use super::{FieldValue, Item, Value};
use crate::model::field::{Field, FieldType};
use crate::model::values::{
    Boolean, Confidence, Date, Decimal, Effort, Integer, Money, Number, Percent, Period, Person, Range,
    Target, Url, ValueFault, Version,
};
use crate::text::span::Span;
use crate::text::words::nearest;
use crate::text::yaml::{Content, Node};

/// Something wrong with what is written in a field: which rule says so, where, and what to do.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct FieldFault {
    pub(crate) rule: &'static str,
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

/// The value of `field` as `node` writes it; nothing where nothing is written.
pub(crate) fn interpret(field: &Field, node: &Node, faults: &mut Vec<FieldFault>) -> Option<Value> {
    let mut reading = Reading { field, faults };
    reading.value(&field.ty, node)
}

/// The entries of a map as the fields of a record or kind; keys that are no field go to `others`.
pub(crate) fn interpret_record(
    fields: &IndexMap<String, Field>,
    node: &Node,
    faults: &mut Vec<FieldFault>,
) -> Vec<FieldValue> {
    let mut values = Vec::new();
    for entry in node.entries().unwrap_or_default() {
        let Some((index, _, field)) = fields.get_full(&*entry.key.text) else {
            let near = nearest(&entry.key.text, fields.keys().map(String::as_str));
            faults.push(FieldFault {
                rule: "unknown-field",
                span: entry.key.span,
                message: format!("`{}` is no field here", entry.key.text),
                help: Some(near.map_or_else(
                    || format!("known here: {}", fields.keys().cloned().collect::<Vec<_>>().join(", ")),
                    |near| format!("did you mean `{near}`?"),
                )),
            });
            continue;
        };
        if let Some(value) = interpret(field, &entry.value, faults) {
            values.push(FieldValue {
                field: u16::try_from(index).unwrap_or(u16::MAX),
                key: entry.key.span,
                span: entry.value.span,
                value,
            });
        }
    }
    values.sort_by_key(|value| value.field);
    values.dedup_by_key(|value| value.field);
    values
}

struct Reading<'a> {
    field: &'a Field,
    faults: &'a mut Vec<FieldFault>,
}

impl Reading<'_> {
    fn fault(&mut self, rule: &'static str, span: Span, message: String, help: Option<String>) {
        self.faults.push(FieldFault { rule, span, message, help });
    }

    fn value(&mut self, ty: &FieldType, node: &Node) -> Option<Value> {
        if self.is_nothing(node) || matches!(node.content, Content::Alias(_)) {
            return None;
        }
        match ty {
            FieldType::List(item) => self.list(item, node),
            FieldType::Map(item) => self.map(item, node),
            FieldType::Record => self.record(node),
            FieldType::Effort | FieldType::Range if node.entries().is_some() => Some(self.three_points(node)),
            scalar => match node.as_str() {
                Some(text) => Some(self.scalar(scalar, text, node.span)),
                None => Some(self.wrong_shape(node, &ty.name())),
            },
        }
    }

    /// Where a field says which words mean nothing, they and no others do: a `null` is a word like any.
    fn is_nothing(&self, node: &Node) -> bool {
        let is_word = node.as_str().is_some_and(|text| !matches!(text, "" | "~"));
        node.is_null() && (self.field.spelling.none.is_empty() || !is_word)
    }

    fn wrong_shape(&mut self, node: &Node, expected: &str) -> Value {
        let message = format!("`{}` is {expected}, but {} is written here", self.field.name, node.shape());
        let help = match (expected, &node.content) {
            (_, Content::Map { flow: true, .. }) => {
                Some("quote the text if the braces belong to it".to_owned())
            }
            (_, Content::List { flow: true, items }) if *self.field.ty.item() == FieldType::Link => {
                in_brackets(items).map(|name| format!("put quotes around it: \"[[{name}]]\""))
            }
            (_, Content::List { items, .. }) if items.len() == 1 => {
                Some("write the one value without a list".to_owned())
            }
            _ => None,
        };
        self.fault("wrong-type", node.span, message, help);
        Value::Invalid(Box::from(node.as_str().unwrap_or(node.shape())))
    }

    fn list(&mut self, item: &FieldType, node: &Node) -> Option<Value> {
        let items = match (&node.content, &self.field.spelling.separator) {
            (Content::List { items, .. }, _) => items
                .iter()
                .filter_map(|node| Some(Item { span: node.span, value: self.value(item, node)? }))
                .collect(),
            (Content::Scalar(scalar), Some(separator)) => {
                let separator = separator.clone();
                self.split(item, node.span, &scalar.text, &separator)
            }
            // One value where a list may stand is a list of one.
            (Content::Scalar(_), None) => vec![Item { span: node.span, value: self.value(item, node)? }],
            (Content::Map { .. }, _) if *item == FieldType::Record => {
                vec![Item { span: node.span, value: self.value(item, node)? }]
            }
            _ => return Some(self.wrong_shape(node, &format!("a list of {}", item.name()))),
        };
        Some(Value::List(items))
    }

    /// The items of a list that is written as one text; places are exact where the text is unquoted.
    fn split(&mut self, item: &FieldType, span: Span, text: &str, separator: &str) -> Vec<Item> {
        let verbatim = span.len() == text.len();
        let mut items = Vec::new();
        let mut at = 0;
        for piece in text.split(separator) {
            let trimmed = piece.trim();
            let start = span.start() + at + (piece.len() - piece.trim_start().len());
            at += piece.len() + separator.len();
            if trimmed.is_empty() {
                continue;
            }
            let span = if verbatim { Span::new(start, start + trimmed.len()) } else { span };
            items.push(Item { span, value: self.scalar(item, trimmed, span) });
        }
        items
    }

    fn map(&mut self, item: &FieldType, node: &Node) -> Option<Value> {
        let Some(entries) = node.entries() else { return Some(self.wrong_shape(node, "a map")) };
        let entries = entries
            .iter()
            .filter_map(|entry| {
                let value = self.value(item, &entry.value)?;
                Some((entry.key.text.clone(), Item { span: entry.value.span, value }))
            })
            .collect();
        Some(Value::Map(entries))
    }

    fn record(&mut self, node: &Node) -> Option<Value> {
        if node.entries().is_none() {
            return Some(self.wrong_shape(node, "a map"));
        }
        let values = interpret_record(&self.field.fields, node, self.faults);
        for (index, (name, field)) in self.field.fields.iter().enumerate() {
            let is_missing = !values.iter().any(|value| usize::from(value.field) == index);
            let is_written = node.get(name).is_some_and(|node| !node.is_null());
            if is_missing && !is_written && field.required == crate::model::field::Required::Always {
                let message = format!("an entry of `{}` has no `{name}`", self.field.name);
                self.fault("missing-field", node.span, message, Some(format!("add `{name}:`")));
            }
        }
        Some(Value::Record(values))
    }

    fn three_points(&mut self, node: &Node) -> Value {
        let number =
            |key: &str| node.get(key).and_then(Node::as_str).and_then(|text| Decimal::parse(text).ok());
        let read = match (number("low"), number("likely"), number("high")) {
            (Some(low), Some(likely), Some(high)) => Range::three_point(low, likely, high),
            (Some(low), None, Some(high)) if node.get("likely").is_none() => Range::new(low, high),
            _ => Err(ValueFault::new("a range as a map has the numbers low, likely and high")
                .with_help("write {low: 2, likely: 3, high: 8}, or 2-8")),
        };
        read.map_or_else(|fault| self.refuse("wrong-type", node.span, "", fault), Value::Range)
    }

    fn scalar(&mut self, ty: &FieldType, text: &str, span: Span) -> Value {
        if self.field.spelling.none.iter().any(|word| word.eq_ignore_ascii_case(text.trim())) {
            return Value::Nothing(Box::from(text));
        }
        if let Some(pattern) = &self.field.pattern
            && !pattern.matches(text)
        {
            let message =
                format!("`{}` is `{text}`, which does not match {}", self.field.name, pattern.as_str());
            let help =
                (!self.field.summary.is_empty()).then(|| self.field.summary.trim_end_matches('.').to_owned());
            self.fault("pattern-mismatch", span, message, help);
        }
        let value = self.typed(ty, text, span);
        self.check_range(&value, span);
        value
    }

    fn typed(&mut self, ty: &FieldType, text: &str, span: Span) -> Value {
        let refuse = |this: &mut Self, rule, fault| this.refuse(rule, span, text, fault);
        match ty {
            FieldType::Text => Value::Text(Box::from(text)),
            FieldType::Link => Value::Link(Box::from(text)),
            FieldType::Choice => self.choice(text, span),
            FieldType::Version => {
                Version::parse(text).map_or_else(|fault| refuse(self, "wrong-type", fault), Value::Version)
            }
            FieldType::Integer => Integer::parse(text)
                .map_or_else(|fault| refuse(self, "wrong-type", fault), |integer| Value::Integer(integer.0)),
            FieldType::Number => Number::parse(text).map_or_else(
                |fault| refuse(self, "wrong-type", fault),
                |number| Value::Number(number.value()),
            ),
            FieldType::Boolean => Boolean::parse(text)
                .map_or_else(|fault| refuse(self, "wrong-type", fault), |boolean| Value::Boolean(boolean.0)),
            FieldType::Date => {
                let day = match self.field.spelling.allows_rest {
                    true => Date::parse_dropping_time(text),
                    false => Date::parse(text),
                };
                day.map_or_else(|fault| refuse(self, "impossible-date", fault), Value::Date)
            }
            FieldType::Period => {
                Period::parse(text).map_or_else(|fault| refuse(self, "impossible-date", fault), Value::Period)
            }
            FieldType::Target => {
                Target::parse(text).map_or_else(|fault| refuse(self, "impossible-date", fault), Value::Target)
            }
            FieldType::Person => {
                Person::parse(text).map_or_else(|fault| refuse(self, "wrong-type", fault), Value::Person)
            }
            FieldType::Url => {
                Url::parse(text).map_or_else(|fault| refuse(self, "wrong-type", fault), Value::Url)
            }
            FieldType::Percent => {
                percent(text).map_or_else(|fault| refuse(self, "wrong-type", fault), Value::Percent)
            }
            FieldType::Money => {
                let completed = |fault| match &self.field.currency {
                    Some(currency) => Money::parse(&format!("{text} {currency}")).map_err(|_| fault),
                    None => Err(fault),
                };
                Money::parse(text)
                    .or_else(completed)
                    .map_or_else(|fault| refuse(self, "wrong-type", fault), Value::Money)
            }
            FieldType::Effort => Effort::parse(text).map_or_else(
                |fault| refuse(self, "wrong-type", fault),
                |effort| Value::Range(effort.range()),
            ),
            FieldType::Range => {
                Range::parse(text).map_or_else(|fault| refuse(self, "wrong-type", fault), Value::Range)
            }
            FieldType::Record | FieldType::List(_) | FieldType::Map(_) => {
                refuse(self, "wrong-type", ValueFault::not(text, &format!("a {}", ty.name())))
            }
        }
    }

    fn choice(&mut self, text: &str, span: Span) -> Value {
        if self.field.choices.is_empty() || self.field.choices.contains_key(text) {
            return Value::Choice(Box::from(text));
        }
        let words = || self.field.choices.keys().map(String::as_str);
        let near = words().find(|word| word.eq_ignore_ascii_case(text)).or_else(|| nearest(text, words()));
        let help = near.map_or_else(
            || format!("choose one of {}", words().collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        self.fault(
            "invalid-choice",
            span,
            format!("`{text}` is no choice of `{}`", self.field.name),
            Some(help),
        );
        Value::Invalid(Box::from(text))
    }

    fn refuse(&mut self, rule: &'static str, span: Span, text: &str, fault: ValueFault) -> Value {
        self.fault(rule, span, format!("`{}`: {}", self.field.name, fault.message), fault.help);
        Value::Invalid(Box::from(text))
    }

    fn check_range(&mut self, value: &Value, span: Span) {
        let (low, high) = match value {
            Value::Integer(number) => (*number as f64, *number as f64),
            Value::Number(number) => (*number, *number),
            Value::Percent(percent) => {
                let percent = percent.percent().to_f64();
                (percent, percent)
            }
            Value::Range(range) => (range.low().to_f64(), range.high().to_f64()),
            _ => return,
        };
        let name = &self.field.name;
        let unit = self.field.unit.as_deref().map_or_else(String::new, |unit| format!(" {unit}"));
        let message = match (self.field.min, self.field.max) {
            (Some(min), _) if low < min => format!("`{name}` is {low}{unit}, below the least, {min}"),
            (_, Some(max)) if high > max => format!("`{name}` is {high}{unit}, above the most, {max}"),
            _ => return,
        };
        let help = match (self.field.min, self.field.max) {
            (Some(min), Some(max)) => format!("write a value from {min} to {max}"),
            (Some(min), None) => format!("write {min} or more"),
            (None, Some(max)) => format!("write {max} or less"),
            (None, None) => return,
        };
        self.fault("out-of-range", span, message, Some(help));
    }
}

/// A percentage; the words for confidence (`high`, `medium`, `low`) are percentages too.
fn percent(text: &str) -> Result<Percent, ValueFault> {
    let is_word = text.chars().all(char::is_alphabetic) && !text.is_empty();
    if is_word { Ok(Confidence::parse(text)?.percent()) } else { Percent::parse(text) }
}
/// The name that YAML takes for a list in a list, for it stands in double brackets and in no quotes. Where the field is
/// a list, its items are what is within.
fn in_brackets(items: &[Node]) -> Option<&str> {
    let [only] = items else { return None };
    match only.items() {
        Some(inner) => in_brackets(inner),
        None => only.as_str().filter(|name| !name.is_empty()),
    }
}
