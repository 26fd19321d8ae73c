//! What a document says, as texts: of each field its items, and of a field with parts the whole as JSON.

use serde_json::{Map, Value};

use super::Text;
use crate::model::field::{Field, FieldType};
use crate::text::yaml::{Content, Node};

/// The texts of a field as its document has them.
pub(super) fn texts(field: &Field, node: Option<&Node>) -> Vec<Text> {
    let Some(node) = node.filter(|node| !node.is_null()) else { return Vec::new() };
    match (&node.content, &field.spelling.separator) {
        (Content::List { items, .. }, _) => items.iter().map(text).collect(),
        (Content::Scalar(scalar), Some(separator)) if matches!(field.ty, FieldType::List(_)) => scalar
            .text
            .split(separator.as_str())
            .map(str::trim)
            .filter(|piece| !piece.is_empty())
            .map(|piece| Text::Said(piece.to_owned()))
            .collect(),
        _ => vec![text(node)],
    }
}

fn text(node: &Node) -> Text {
    match node.as_str() {
        Some(text) => Text::Said(text.to_owned()),
        None => Text::Parts(json(node)),
    }
}

/// A value with its scalars as texts: the field's type decides what they mean.
fn json(node: &Node) -> Value {
    match &node.content {
        Content::Scalar(scalar) => Value::String(scalar.text.to_string()),
        Content::Alias(name) => Value::String(format!("*{name}")),
        Content::List { items, .. } => Value::Array(items.iter().map(json).collect()),
        Content::Map { entries, .. } => {
            let entries = entries.iter().map(|entry| (entry.key.text.to_string(), json(&entry.value)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
    }
}
