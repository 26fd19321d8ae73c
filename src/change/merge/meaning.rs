//! What YAML says, apart from how it is written; and the three-way merge of it.
//!
//! Knows no bytes. It is the second opinion on every merge: what the merged text reads as has to be what
//! comes out here.

use std::collections::{BTreeMap, BTreeSet};

use crate::change::merge::order::{names, order};
use crate::text::edit::Value;
use crate::text::three_way::{Side, Sides};
use crate::text::yaml::{Content, Node};

/// A value without its style: the order of a map's keys and the quotes of a text do not count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Meaning {
    Missing,
    Text(String),
    List(Vec<Meaning>),
    Map(BTreeMap<String, Meaning>),
}

impl Meaning {
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Missing => String::new(),
            Self::Text(text) => text.clone(),
            Self::List(items) => {
                format!("[{}]", items.iter().map(Self::shown).collect::<Vec<_>>().join(", "))
            }
            Self::Map(entries) => {
                let entry = |(key, value): (&String, &Self)| format!("{key}: {}", value.shown());
                format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

pub(super) fn meaning(node: &Node) -> Meaning {
    match &node.content {
        _ if node.is_null() => Meaning::Missing,
        Content::Scalar(scalar) => Meaning::Text(scalar.text.to_string()),
        Content::Alias(name) => Meaning::Text(format!("*{name}")),
        Content::List { items, .. } => Meaning::List(items.iter().map(meaning).collect()),
        Content::Map { entries, .. } => Meaning::Map(
            entries.iter().map(|entry| (entry.key.text.to_string(), meaning(&entry.value))).collect(),
        ),
    }
}

/// What a written value means.
pub(super) fn meaning_of(value: &Value) -> Meaning {
    match value {
        Value::Plain(text) if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL") => {
            Meaning::Missing
        }
        Value::Plain(text) | Value::Text(text) => Meaning::Text(text.clone()),
        Value::List(values) => Meaning::List(values.iter().map(meaning_of).collect()),
        Value::Map(entries) => {
            Meaning::Map(entries.iter().map(|(key, value)| (key.clone(), meaning_of(value))).collect())
        }
    }
}

/// How the places were settled where both sides changed something: by paths as [`at`] writes them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Settlement {
    /// A conflict, which shows what either side has.
    pub(super) conflicts: BTreeSet<String>,
    /// A long text that was merged line by line, and what it reads as.
    pub(super) texts: BTreeMap<String, String>,
}

/// Both sides changed one thing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Apart;

/// The path of a part of what stands at `path`: `key_results / KR1 / now`.
pub(super) fn at(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path} / {name}") }
}

/// Merges three values, each of which may be missing. At a conflict that is settled the value is that of `side`.
pub(super) fn three_way(
    sides: Sides<Option<&Node>>,
    path: &str,
    settlement: &Settlement,
    side: Side,
) -> Result<Option<Value>, Apart> {
    if settlement.conflicts.contains(path) {
        return Ok(sides.of(side).map(Value::of));
    }
    if let Some(text) = settlement.texts.get(path) {
        return Ok(Some(Value::text(text)));
    }
    if let Some(side) = sides.map(|node| node.map(meaning)).settled() {
        return Ok(sides.of(side).map(Value::of));
    }
    let (Some(ours), Some(theirs)) = (sides.ours, sides.theirs) else { return Err(Apart) };
    match (&ours.content, &theirs.content) {
        (Content::Map { .. }, Content::Map { .. }) => {
            let keys = sides.map(|node| {
                let entries = node.and_then(Node::entries).unwrap_or_default();
                entries.iter().map(|entry| entry.key.text.to_string()).collect::<Vec<_>>()
            });
            let mut entries = Vec::new();
            for key in order(keys.as_ref().map(Vec::as_slice)) {
                let values = sides.map(|node| node.and_then(|node| node.get(key)));
                let value = three_way(values, &at(path, key), settlement, side)?;
                entries.extend(value.map(|value| (key.to_owned(), value)));
            }
            Ok(Some(Value::Map(entries)))
        }
        (Content::List { .. }, Content::List { .. }) => {
            let lists =
                sides.map(|node| node.and_then(Node::items).unwrap_or_default().iter().collect::<Vec<_>>());
            let names = names(lists.as_ref().map(Vec::as_slice));
            let mut values = Vec::new();
            for name in order(names.as_ref().map(Vec::as_slice)) {
                let item = |names: &[String], items: &[&'_ Node]| {
                    names.iter().position(|other| other == name).map(|at| items[at].clone())
                };
                let found = Sides::new(
                    item(&names.base, &lists.base),
                    item(&names.ours, &lists.ours),
                    item(&names.theirs, &lists.theirs),
                );
                values.extend(three_way(
                    found.as_ref().map(Option::as_ref),
                    &at(path, name),
                    settlement,
                    side,
                )?);
            }
            Ok(Some(Value::List(values)))
        }
        _ => Err(Apart),
    }
}
