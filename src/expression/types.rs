//! What kinds of values an expression can have, and how messages call them.

use std::sync::Arc;

/// The type of a value, as far as it is known before anything is evaluated.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Type {
    Bool,
    Integer,
    Number,
    Text,
    /// Text that is one of these words.
    Choice(Arc<[String]>),
    /// Text that is compared as a version: `v1.9` is 1.9 and comes before 1.10.
    Version,
    Date,
    /// A span of days: a day, month, quarter, half or year.
    Period,
    /// A number of days: what lies between two dates.
    Days,
    List(Box<Type>),
    /// Text keys to values of one type.
    Map(Box<Type>),
    /// A record of the environment, by the name of its type.
    Record(Arc<str>),
    Null,
    /// Known only when evaluated.
    Any,
}

impl Type {
    pub(crate) fn choice(words: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self::Choice(words.into_iter().map(Into::into).collect())
    }

    pub(crate) fn list(of: Type) -> Self {
        Self::List(Box::new(of))
    }

    pub(crate) fn map(of: Type) -> Self {
        Self::Map(Box::new(of))
    }

    pub(crate) fn record(name: &str) -> Self {
        Self::Record(name.into())
    }

    /// How messages call a value of this type, with its article.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Bool => "true or false".into(),
            Self::Integer => "a whole number".into(),
            Self::Number => "a number".into(),
            Self::Text => "text".into(),
            Self::Choice(_) => "a choice".into(),
            Self::Version => "a version".into(),
            Self::Date => "a date".into(),
            Self::Period => "a period".into(),
            Self::Days => "a number of days".into(),
            Self::List(of) => match &**of {
                of if of.is_open() => "a list".into(),
                of => format!("a list of {}", of.plural()),
            },
            Self::Map(_) => "a map".into(),
            Self::Record(name) => format!("a `{name}`"),
            Self::Null => "null".into(),
            Self::Any => "any value".into(),
        }
    }

    /// How messages call several values of this type.
    pub(super) fn plural(&self) -> String {
        match self {
            Self::Bool => "true or false".into(),
            Self::Integer => "whole numbers".into(),
            Self::Number => "numbers".into(),
            Self::Text => "text".into(),
            Self::Choice(_) => "choices".into(),
            Self::Version => "versions".into(),
            Self::Date => "dates".into(),
            Self::Period => "periods".into(),
            Self::Days => "days".into(),
            Self::List(_) => "lists".into(),
            Self::Map(_) => "maps".into(),
            Self::Record(name) => format!("`{name}`"),
            Self::Null | Self::Any => "values".into(),
        }
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Integer | Self::Number | Self::Any | Self::Null)
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(self, Self::Text | Self::Choice(_) | Self::Version | Self::Any | Self::Null)
    }

    pub(super) fn is_bool(&self) -> bool {
        matches!(self, Self::Bool | Self::Any | Self::Null)
    }

    pub(super) fn is_open(&self) -> bool {
        matches!(self, Self::Any | Self::Null)
    }

    /// Whether a value of one type can ever equal a value of the other.
    pub(super) fn can_equal(&self, other: &Self) -> bool {
        use Type::{
            Any, Bool, Choice, Date, Days, Integer, List, Map, Null, Number, Period, Record, Text, Version,
        };
        match (self, other) {
            (Any | Null, _) | (_, Any | Null) => true,
            (Bool, Bool) | (Days, Days) => true,
            (Integer | Number, Integer | Number) => true,
            (Text | Choice(_) | Version, Text | Choice(_) | Version) => true,
            (Date | Period, Date | Period) => true,
            (Record(_), Record(_) | Text | Choice(_)) | (Text | Choice(_), Record(_)) => true,
            (List(one), List(other)) | (Map(one), Map(other)) => one.can_equal(other),
            _ => false,
        }
    }

    /// Whether a value of this type may be given for a parameter of the type `wanted`.
    pub(super) fn fits(&self, wanted: &Self) -> bool {
        match (self, wanted) {
            (Self::Record(one), Self::Record(other)) => one == other,
            (Self::Record(_), Self::Text | Self::Choice(_))
            | (Self::Text | Self::Choice(_), Self::Record(_)) => false,
            (Self::Number, Self::Integer) | (Self::Period, Self::Date) => false,
            _ => self.can_equal(wanted),
        }
    }

    /// The narrowest type that holds values of both.
    pub(crate) fn join(&self, other: &Self) -> Self {
        match (self, other) {
            (one, other) if one == other => one.clone(),
            (Self::Null, one) | (one, Self::Null) => one.clone(),
            (Self::Integer | Self::Number, Self::Integer | Self::Number) => Self::Number,
            (Self::Text | Self::Choice(_) | Self::Version, Self::Text | Self::Choice(_) | Self::Version) => {
                Self::Text
            }
            (Self::List(one), Self::List(other)) => Self::list(one.join(other)),
            (Self::Map(one), Self::Map(other)) => Self::map(one.join(other)),
            _ => Self::Any,
        }
    }
}
