//! Typed keys: the fields that built-in code reads, each by one name and one type.
//!
//! A repository may take a field away or change its type; reading it then gives nothing.

use std::marker::PhantomData;

use super::value::Value;
use super::values::{Date, Money, Period, Range, Target, Version};

/// The name of a field, with the type it is read as.
#[derive(Debug)]
pub(crate) struct Key<T: ?Sized> {
    pub(crate) name: &'static str,
    ty: PhantomData<fn() -> Box<T>>,
}

impl<T: ?Sized> Clone for Key<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Key<T> {}

impl<T: ?Sized> Key<T> {
    pub(crate) const fn new(name: &'static str) -> Self {
        Self { name, ty: PhantomData }
    }
}

/// What a typed key can read a value as. A value of another type reads as nothing.
pub(crate) trait Readable {
    type Read<'a>;

    fn read(value: &Value) -> Option<Self::Read<'_>>;
}

impl Readable for str {
    type Read<'a> = &'a str;

    fn read(value: &Value) -> Option<&str> {
        match value {
            Value::Text(text) | Value::Choice(text) | Value::Link(text) => Some(text),
            Value::Person(person) => Some(person.label()),
            Value::Url(url) => Some(url.as_str()),
            _ => None,
        }
    }
}

impl Readable for f64 {
    type Read<'a> = f64;

    fn read(value: &Value) -> Option<f64> {
        match value {
            Value::Integer(number) => Some(*number as f64),
            Value::Number(number) => Some(*number),
            Value::Percent(percent) => Some(percent.fraction()),
            Value::Range(range) => Some(range.mean()),
            _ => None,
        }
    }
}

impl Readable for bool {
    type Read<'a> = bool;

    fn read(value: &Value) -> Option<bool> {
        match value {
            Value::Boolean(boolean) => Some(*boolean),
            _ => None,
        }
    }
}

impl Readable for Date {
    type Read<'a> = Date;

    fn read(value: &Value) -> Option<Date> {
        match value {
            Value::Date(date) => Some(*date),
            Value::Period(period) => period.day(),
            _ => None,
        }
    }
}

impl Readable for Period {
    type Read<'a> = Period;

    fn read(value: &Value) -> Option<Period> {
        match value {
            Value::Period(period) => Some(*period),
            _ => None,
        }
    }
}

impl Readable for Target {
    type Read<'a> = Target;

    fn read(value: &Value) -> Option<Target> {
        match value {
            Value::Target(target) => Some(*target),
            Value::Period(period) => Some(Target::Period(*period)),
            _ => None,
        }
    }
}

impl Readable for Version {
    type Read<'a> = &'a Version;

    fn read(value: &Value) -> Option<&Version> {
        match value {
            Value::Version(version) => Some(version),
            _ => None,
        }
    }
}

impl Readable for Money {
    type Read<'a> = &'a Money;

    fn read(value: &Value) -> Option<&Money> {
        match value {
            Value::Money(money) => Some(money),
            _ => None,
        }
    }
}

impl Readable for Range {
    type Read<'a> = &'a Range;

    fn read(value: &Value) -> Option<&Range> {
        match value {
            Value::Range(range) => Some(range),
            _ => None,
        }
    }
}

impl Readable for [Box<str>] {
    type Read<'a> = Vec<&'a str>;

    fn read(value: &Value) -> Option<Vec<&str>> {
        Some(value.each().filter_map(<str as Readable>::read).collect())
    }
}

pub(crate) const OWNER: Key<str> = Key::new("owner");
pub(crate) const TEAM: Key<str> = Key::new("team");
pub(crate) const PRODUCT: Key<str> = Key::new("product");
pub(crate) const ALIASES: Key<[Box<str>]> = Key::new("aliases");
pub(crate) const REASON: Key<str> = Key::new("reason");
pub(crate) const RANK: Key<str> = Key::new("rank");
pub(crate) const TARGET: Key<Target> = Key::new("target");
pub(crate) const ANNOUNCED: Key<Target> = Key::new("announced");
pub(crate) const EFFORT: Key<Range> = Key::new("effort");
pub(crate) const PRIORITY: Key<str> = Key::new("priority");
pub(crate) const VERSION: Key<Version> = Key::new("version");
