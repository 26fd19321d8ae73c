//! The shape that settings must have, as data: one table gives checks, JSON Schema and reference page.
//!
//! Knows what a setting looks like, not what it does.

use serde_json::{Map, Value, json};

use crate::diagnostic::{Diagnostic, Level, Place};
use crate::source::RelPath;
use crate::text::words;
use crate::text::yaml::{Content, Node, ScalarStyle};

/// What a value in `pm.yaml` must look like.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    Text,
    Integer,
    Number,
    Boolean,
    /// One of these words.
    Choice(&'static [&'static str]),
    List(&'static Shape),
    /// Free keys, all values alike.
    Map(&'static Shape),
    Record(&'static [Setting]),
    /// Any of these; the first whose outer form fits decides what is wrong inside.
    OneOf(&'static [Shape]),
}

/// One text, or a list of texts.
pub(crate) const TEXTS: Shape = Shape::OneOf(&[Shape::Text, Shape::List(&Shape::Text)]);

/// One key of a record.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    pub(crate) key: &'static str,
    pub(crate) shape: Shape,
    pub(crate) summary: &'static str,
}

/// Everything in `node` that does not fit `shape`; a part that does not fit is not looked into.
pub(crate) fn validate(path: &RelPath, node: &Node, shape: Shape, findings: &mut Vec<Diagnostic>) {
    if let Some(expected) = mismatch(node, shape) {
        let message = format!("expected {expected}, found {}", found(node));
        findings.push(Diagnostic::new("invalid-config", Level::Error, Place::at(path, node.span), message));
        return;
    }
    match shape {
        Shape::List(item) => {
            for node in node.items().unwrap_or_default() {
                validate(path, node, *item, findings);
            }
        }
        Shape::Map(value) => {
            for entry in node.entries().unwrap_or_default() {
                validate(path, &entry.value, *value, findings);
            }
        }
        Shape::Record(settings) => {
            for entry in node.entries().unwrap_or_default() {
                match settings.iter().find(|setting| setting.key == &*entry.key.text) {
                    Some(setting) if !entry.value.is_null() => {
                        validate(path, &entry.value, setting.shape, findings);
                    }
                    Some(_) => {}
                    None => findings.push(unknown(path, entry.key.span, &entry.key.text, settings)),
                }
            }
        }
        Shape::OneOf(shapes) => {
            if let Some(shape) = shapes.iter().find(|shape| mismatch(node, **shape).is_none()) {
                validate(path, node, *shape, findings);
            }
        }
        Shape::Text | Shape::Integer | Shape::Number | Shape::Boolean | Shape::Choice(_) => {}
    }
}

fn unknown(
    path: &RelPath,
    span: crate::text::span::Span,
    key: &str,
    settings: &'static [Setting],
) -> Diagnostic {
    let finding = Diagnostic::new(
        "unknown-setting",
        Level::Error,
        Place::at(path, span),
        format!("unknown setting `{key}`"),
    );
    match words::nearest(key, settings.iter().map(|setting| setting.key)) {
        Some(near) => finding.with_help(format!("did you mean `{near}`?")),
        None => finding.with_help(format!(
            "known here: {}",
            settings.iter().map(|setting| setting.key).collect::<Vec<_>>().join(", ")
        )),
    }
}

/// What was expected where the outer form of `node` does not fit.
fn mismatch(node: &Node, shape: Shape) -> Option<String> {
    let text = node.as_str();
    let fits = match shape {
        Shape::Text => text.is_some(),
        Shape::Integer => plain(node).is_some_and(|text| text.parse::<i64>().is_ok()),
        Shape::Number => plain(node).is_some_and(|text| {
            text.parse::<f64>().is_ok_and(f64::is_finite) && text.contains(|c: char| c.is_ascii_digit())
        }),
        Shape::Boolean => matches!(plain(node), Some("true" | "false")),
        Shape::Choice(words) => text.is_some_and(|text| words.contains(&text)),
        Shape::List(_) => node.items().is_some(),
        Shape::Map(_) | Shape::Record(_) => node.entries().is_some(),
        Shape::OneOf(shapes) => shapes.iter().any(|shape| mismatch(node, *shape).is_none()),
    };
    if fits { None } else { Some(describe(shape)) }
}

fn plain(node: &Node) -> Option<&str> {
    match &node.content {
        Content::Scalar(scalar) if scalar.style == ScalarStyle::Plain => Some(&scalar.text),
        _ => None,
    }
}

fn found(node: &Node) -> String {
    match node.as_str() {
        Some(text) if !node.is_null() && text.chars().count() <= 40 && !text.contains('\n') => {
            format!("`{text}`")
        }
        _ => node.shape().to_owned(),
    }
}

fn describe(shape: Shape) -> String {
    match shape {
        Shape::Text => "text".into(),
        Shape::Integer => "a whole number".into(),
        Shape::Number => "a number".into(),
        Shape::Boolean => "true or false".into(),
        Shape::Choice(options) => format!("one of {}", options.join(", ")),
        Shape::List(_) => "a list".into(),
        Shape::Map(_) | Shape::Record(_) => "a map".into(),
        Shape::OneOf(shapes) => shapes.iter().map(|shape| describe(*shape)).collect::<Vec<_>>().join(" or "),
    }
}

/// The JSON Schema (2020-12) of a shape.
pub(crate) fn schema(shape: Shape) -> Value {
    match shape {
        // An editor reads `2026` or `no` as a number or a boolean where `pm` reads the text.
        Shape::Text => json!({"type": ["string", "number", "boolean"]}),
        Shape::Integer => json!({"type": "integer"}),
        Shape::Number => json!({"type": "number"}),
        Shape::Boolean => json!({"type": "boolean"}),
        Shape::Choice(words) => json!({"enum": words}),
        Shape::List(item) => json!({"type": "array", "items": schema(*item)}),
        Shape::Map(value) => json!({"type": "object", "additionalProperties": nullable(&schema(*value))}),
        Shape::Record(settings) => {
            let properties: Map<String, Value> = settings
                .iter()
                .map(|setting| {
                    let mut property = schema(setting.shape);
                    if let Some(property) = property.as_object_mut() {
                        property.insert("description".into(), Value::from(setting.summary));
                    }
                    (setting.key.to_owned(), property)
                })
                .collect();
            json!({"type": "object", "properties": properties, "additionalProperties": false})
        }
        Shape::OneOf(shapes) => {
            json!({"anyOf": shapes.iter().map(|shape| schema(*shape)).collect::<Vec<_>>()})
        }
    }
}

fn nullable(schema: &Value) -> Value {
    json!({"anyOf": [schema, {"type": "null"}]})
}
