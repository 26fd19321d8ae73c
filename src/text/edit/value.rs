//! What an edit writes, before it has a style.

use crate::text::yaml::{Content, Node, ScalarStyle};

/// A value to be written. Which bytes it becomes depends on the place and on the habits of the document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Value {
    /// A number, date, boolean, id or chosen word: written bare wherever YAML reads the same text back.
    Plain(String),
    /// Words of a person: written so that no YAML reader takes them for another type.
    Text(String),
    List(Vec<Value>),
    /// Keys in the order they are written; no key twice.
    Map(Vec<(String, Value)>),
}

impl Value {
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self::Plain(text.into())
    }

    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The value that stands there: bare where it stands bare.
    pub(crate) fn of(node: &Node) -> Self {
        match &node.content {
            Content::Scalar(scalar) if scalar.style == ScalarStyle::Plain => Self::plain(&*scalar.text),
            Content::Scalar(scalar) => Self::text(&*scalar.text),
            Content::Alias(name) => Self::plain(format!("*{name}")),
            Content::List { items, .. } => Self::List(items.iter().map(Self::of).collect()),
            Content::Map { entries, .. } => Self::Map(
                entries.iter().map(|entry| (entry.key.text.to_string(), Self::of(&entry.value))).collect(),
            ),
        }
    }

    /// Whether reading `node` gives this value: the same texts in the same structure, maps in any order.
    pub(crate) fn is(&self, node: &Node) -> bool {
        if node.decoration.is_some() {
            return false;
        }
        match (self, &node.content) {
            (Self::Plain(text) | Self::Text(text), Content::Scalar(scalar)) => {
                let missing = scalar.text.is_empty() && scalar.style == ScalarStyle::Plain;
                **text == *scalar.text && !missing
            }
            (Self::List(values), Content::List { items, .. }) => {
                values.len() == items.len() && values.iter().zip(items).all(|(value, item)| value.is(item))
            }
            (Self::Map(values), Content::Map { entries, .. }) => {
                values.len() == entries.len()
                    && values.iter().all(|(key, value)| node.get(key).is_some_and(|found| value.is(found)))
            }
            _ => false,
        }
    }

    /// The first key that a map in this value names twice.
    pub(crate) fn repeated_key(&self) -> Option<&str> {
        match self {
            Self::Plain(_) | Self::Text(_) => None,
            Self::List(values) => values.iter().find_map(Self::repeated_key),
            Self::Map(entries) => entries.iter().enumerate().find_map(|(at, (key, value))| {
                let repeated = entries[..at].iter().any(|(earlier, _)| earlier == key);
                if repeated { Some(key.as_str()) } else { value.repeated_key() }
            }),
        }
    }
}
