//! What a field holds once its type has decided what its text means.

mod read;

pub(crate) use read::{FieldFault, interpret};

use super::values::{Date, Money, Percent, Period, Person, Range, Target, Url, Version};
use crate::text::span::Span;

/// A typed value. What could not be read as its type keeps its text, so that it is still shown and counted.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Value {
    Text(Box<str>),
    Version(Version),
    Integer(i64),
    Number(f64),
    Boolean(bool),
    Date(Date),
    Period(Period),
    Target(Target),
    Choice(Box<str>),
    Person(Person),
    Url(Url),
    Percent(Percent),
    Money(Money),
    /// Of an effort or a range.
    Range(Range),
    /// A reference as written; what it leads to is the plan's knowledge.
    Link(Box<str>),
    List(Vec<Item>),
    Map(Vec<(Box<str>, Item)>),
    Record(Vec<FieldValue>),
    /// A word that the kind says means nothing: `N/A`.
    Nothing(Box<str>),
    /// Not of the field's type; reported where it was read.
    Invalid(Box<str>),
}

/// A value in a list or a map, with its place.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Item {
    pub(crate) span: Span,
    pub(crate) value: Value,
}

/// The value of one field of a kind or a record.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct FieldValue {
    /// The position of the field among the fields of its kind or record.
    pub(crate) field: u16,
    pub(crate) key: Span,
    pub(crate) span: Span,
    pub(crate) value: Value,
}

impl Value {
    /// Whether it says anything: not a word that means nothing, and no empty list.
    pub(crate) fn is_present(&self) -> bool {
        match self {
            Self::Nothing(_) => false,
            Self::List(items) => items.iter().any(|item| item.value.is_present()),
            Self::Map(entries) => !entries.is_empty(),
            Self::Record(entries) => !entries.is_empty(),
            _ => true,
        }
    }

    /// The value of a subfield of a record.
    pub(crate) fn subfield(&self, index: usize) -> Option<&FieldValue> {
        match self {
            Self::Record(entries) => entries.iter().find(|entry| usize::from(entry.field) == index),
            _ => None,
        }
    }

    /// A list's items; of anything else the one value itself, without a place of its own.
    pub(crate) fn each(&self) -> impl Iterator<Item = &Value> {
        let (items, single) = match self {
            Self::List(items) => (items.as_slice(), None),
            other => (&[] as &[Item], Some(other)),
        };
        items.iter().map(|item| &item.value).chain(single)
    }

    /// One line for a reader: the canonical written form, list items between commas.
    pub(crate) fn to_line(&self) -> String {
        match self {
            Self::Text(text)
            | Self::Choice(text)
            | Self::Link(text)
            | Self::Nothing(text)
            | Self::Invalid(text) => text.to_string(),
            Self::Version(version) => version.to_string(),
            Self::Integer(number) => number.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Boolean(boolean) => boolean.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Period(period) => period.to_string(),
            Self::Target(target) => target.to_string(),
            Self::Person(person) => person.label().to_owned(),
            Self::Url(url) => url.as_str().to_owned(),
            Self::Percent(percent) => percent.to_string(),
            Self::Money(money) => money.to_string(),
            Self::Range(range) => range.to_string(),
            Self::List(items) => join(items.iter().map(|item| item.value.to_line())),
            Self::Map(entries) => {
                join(entries.iter().map(|(key, item)| format!("{key}: {}", item.value.to_line())))
            }
            Self::Record(entries) => join(entries.iter().map(|entry| entry.value.to_line())),
        }
    }
}

fn join(pieces: impl Iterator<Item = String>) -> String {
    pieces.collect::<Vec<_>>().join(", ")
}
