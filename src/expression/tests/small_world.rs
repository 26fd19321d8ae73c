//! A small environment: three requirements, a release, and what is known about them.

use std::borrow::Cow;

use crate::expression::calendar::read_date;
use crate::expression::{
    Checked, Expect, ExpressionFault, Handle, Known, Named, Names, Outcome, Period, Signature, Type,
    UnknownRecord, Value, World, parse_and_check, read_period,
};

pub(super) struct SmallWorld;

const FIELDS: [&str; 18] = [
    "id",
    "kind",
    "status",
    "title",
    "owner",
    "reach",
    "impact",
    "effort",
    "labels",
    "created",
    "target",
    "blocked",
    "depends_on",
    "release",
    "last_call_deadline",
    "extra",
    "weights",
    "objective",
];

fn field_type(name: &str) -> Option<Type> {
    Some(match name {
        "id" | "title" | "owner" => Type::Text,
        "kind" => Type::choice(["requirement", "idea"]),
        "status" => Type::choice(["draft", "review", "approved", "done"]),
        "reach" => Type::Integer,
        "impact" | "effort" => Type::Number,
        "labels" => Type::list(Type::Text),
        "created" | "last_call_deadline" => Type::Date,
        "target" => Type::Period,
        "blocked" => Type::Bool,
        "depends_on" => Type::list(Type::record("requirement")),
        "release" | "objective" => Type::record("requirement"),
        "extra" => Type::Any,
        "weights" => Type::map(Type::Integer),
        _ => return None,
    })
}

impl Names for SmallWorld {
    fn variable(&self, name: &str) -> Option<Known> {
        (name == "self").then(|| Known { of: Type::record("requirement"), slot: 0 })
    }

    fn field(&self, _record: &str, name: &str) -> Option<Known> {
        let slot = FIELDS.iter().position(|known| *known == name)?;
        Some(Known { of: field_type(name)?, slot })
    }

    fn function(&self, receiver: Option<&str>, name: &str) -> Option<Signature> {
        let (parameters, result) = match (receiver, name) {
            (None, "today") => (vec![], Type::Date),
            (Some(_), "category") => (vec![], Type::choice(["open", "active", "done", "dropped"])),
            (Some(_), "section") => (vec![Type::Text], Type::Text),
            (Some(_), "fails") => (vec![], Type::Bool),
            _ => return None,
        };
        Some(Signature { parameters, optional: 0, result, slot: 0 })
    }

    fn variables(&self) -> Vec<String> {
        vec!["self".to_owned()]
    }

    fn fields(&self, _record: &str) -> Vec<String> {
        FIELDS.map(str::to_owned).to_vec()
    }

    fn functions(&self, receiver: Option<&str>) -> Vec<String> {
        let names: &[&str] = if receiver.is_some() { &["category", "section", "fails"] } else { &["today"] };
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn unknown_record(&self, _record: &str, text: &str) -> Option<UnknownRecord> {
        text.starts_with("NO-").then(|| UnknownRecord {
            message: format!("there is no `{text}`"),
            help: Some("did you mean `REQ-1`?".to_owned()),
        })
    }
}

impl World for SmallWorld {
    fn field<'a>(&'a self, record: Handle, field: Named<'_>) -> Value<'a> {
        let texts =
            |items: &[&'static str]| Value::List(items.iter().map(|item| Value::text(*item)).collect());
        match (record.0, field.name) {
            (1, "id") => Value::text("REQ-1"),
            (2, "id") => Value::text("REQ-2"),
            (3, "id") => Value::text("REQ-3"),
            (1..=3, "kind") => Value::text("requirement"),
            (1, "status") => Value::text("approved"),
            (2, "status") => Value::text("draft"),
            (3, "status") => Value::text("done"),
            (1, "title") => Value::text("Export a roadmap as CSV"),
            (1, "reach") => Value::Integer(200),
            (2, "reach") => Value::Integer(50),
            (1, "impact") => Value::Number(1.5),
            (2, "effort") => Value::Integer(2),
            (3, "effort") => Value::Number(0.5),
            (1, "labels") => texts(&["export", "csv"]),
            (1, "created") => Value::Date(read_date("2026-01-15").unwrap()),
            (1, "target") => Value::Period(read_period("2026-Q4").unwrap()),
            (1, "depends_on") => Value::List(vec![Value::Record(Handle(2)), Value::Record(Handle(3))]),
            (2, "depends_on") => Value::List(vec![Value::Record(Handle(3))]),
            (2, "objective") => Value::Record(Handle(3)),
            (1, "release") => Value::Record(Handle(2)),
            (3, "owner") => Value::text("ana"),
            (1, "extra") => Value::Map(vec![
                (Cow::Borrowed("points"), Value::Integer(5)),
                (Cow::Borrowed("day"), Value::text("2026-02-01")),
            ]),
            (1, "weights") => Value::Map(vec![(Cow::Borrowed("a"), Value::Integer(3))]),
            _ => Value::Missing,
        }
    }

    fn call<'a>(
        &'a self,
        receiver: Option<Handle>,
        function: Named<'_>,
        arguments: &[Value<'a>],
    ) -> Result<Value<'a>, String> {
        match (receiver, function.name) {
            (None, "today") => Ok(Value::Date(read_date("2026-03-01").unwrap())),
            (Some(Handle(3)), "category") => Ok(Value::text("done")),
            (Some(_), "category") => Ok(Value::text("open")),
            (Some(_), "section") => match arguments {
                [Value::Text(name)] if name == "Problem" => Ok(Value::text("It is slow.")),
                _ => Ok(Value::Missing),
            },
            (_, name) => Err(format!("`{name}` always fails")),
        }
    }

    fn name(&self, record: Handle) -> Cow<'_, str> {
        Cow::Owned(format!("REQ-{}", record.0))
    }

    fn is_named(&self, record: Handle, text: &str) -> bool {
        text.eq_ignore_ascii_case(&self.name(record))
    }
}

pub(super) fn checked(source: &str, expect: Expect) -> Result<Checked, Vec<ExpressionFault>> {
    parse_and_check(source, &SmallWorld, expect)
}

/// What an expression gives on REQ-1, written as a literal; or its faults.
pub(super) fn outcome(source: &str) -> String {
    let checked = match checked(source, Expect::Anything) {
        Ok(checked) => checked,
        Err(faults) => return rendered(source, &faults),
    };
    let variables = [Value::Record(Handle(1))];
    match checked.outcome(&SmallWorld, &variables) {
        Ok(Outcome::Value(value)) => literal(&value),
        Ok(Outcome::Missing(names)) if names.is_empty() => "null".to_owned(),
        Ok(Outcome::Missing(names)) => format!("needs {}", names.join(", ")),
        Err(fault) => rendered(source, &[fault]),
    }
}

/// Message, the source with its faulty part underlined, and the help of each fault.
pub(super) fn rendered(source: &str, faults: &[ExpressionFault]) -> String {
    let mut text = String::new();
    for fault in faults {
        let before = source[..fault.span.start()].chars().count();
        let marked = fault.span.slice(source).chars().count().max(1);
        text += &format!("{}\n  {source}\n  {}{}\n", fault.message, " ".repeat(before), "^".repeat(marked));
        if let Some(help) = &fault.help {
            text += &format!("help: {help}\n");
        }
    }
    text
}

pub(super) fn literal(value: &Value<'_>) -> String {
    match value {
        Value::Missing => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Number(value) => value.to_string(),
        Value::Text(text) => format!("{text:?}"),
        Value::Date(date) => date.to_string(),
        Value::Period(Period { first, last }) => format!("{first}..{last}"),
        Value::Days(days) => format!("{days} days"),
        Value::List(items) => format!("[{}]", items.iter().map(literal).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{key:?}: {}", literal(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Record(record) => SmallWorld.name(*record).into_owned(),
    }
}
