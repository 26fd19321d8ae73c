//! From a text on the command line to a value of a field's type, ready to be written.

use crate::change::Impossible;
use crate::change::reference::reference;
use crate::model::field::{Field, FieldType};
use crate::model::value::interpret;
use crate::plan::{Home, Plan};
use crate::text::edit::Value;
use crate::text::markdown::WikiName;
use crate::text::span::Span;
use crate::text::words::{nearest, with_article};
use crate::text::yaml::{self, Content, Entry, Key, Node, Scalar, ScalarStyle};

/// Reads texts as values of fields of the document at `home`.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) plan: &'a Plan,
    pub(super) home: Home<'a>,
    /// Whether a link has to lead somewhere, and is written as its target calls itself.
    pub(super) follows: bool,
}

impl Reader<'_> {
    /// The value of `field`, or of the part of it that has the type `ty`. Several texts are for a list.
    pub(super) fn value(&self, field: &Field, ty: &FieldType, texts: &[String]) -> Result<Value, Impossible> {
        let value = match (ty, texts) {
            (FieldType::List(item), texts) => self.list(field, item, texts)?,
            (_, [text]) => self.one(field, ty, text)?,
            (_, []) => return Err(no_value(field)),
            (_, _) => return Err(Impossible::new(format!("`{}` takes one value", field.name))),
        };
        check(field, ty, &value)?;
        Ok(value)
    }

    /// The items that texts give a list: each may hold several, where commas cannot belong to an item.
    pub(super) fn items(
        &self,
        field: &Field,
        item: &FieldType,
        texts: &[String],
    ) -> Result<Vec<Value>, Impossible> {
        let mut items = Vec::new();
        for text in texts {
            if text.trim_start().starts_with('[') && !text.trim_start().starts_with("[[") {
                let node = parse(field, text)?;
                for node in node.items().unwrap_or_default() {
                    items.push(self.of_node(field, item, node)?);
                }
                continue;
            }
            let pieces: Vec<&str> = match item {
                FieldType::Text | FieldType::Record | FieldType::Map(_) => vec![text],
                FieldType::Link if WikiName::parse(text).is_some() => vec![text],
                _ => text.split(',').map(str::trim).filter(|piece| !piece.is_empty()).collect(),
            };
            if pieces.iter().all(|piece| piece.trim().is_empty()) {
                return Err(no_value(field));
            }
            for piece in pieces {
                items.push(self.one(field, item, piece)?);
            }
        }
        for value in &items {
            check(field, item, value)?;
        }
        Ok(items)
    }

    fn list(&self, field: &Field, item: &FieldType, texts: &[String]) -> Result<Value, Impossible> {
        Ok(as_written(field, self.items(field, item, texts)?))
    }

    fn one(&self, field: &Field, ty: &FieldType, text: &str) -> Result<Value, Impossible> {
        if text.trim().is_empty() {
            return Err(no_value(field));
        }
        let is_braced = text.trim_start().starts_with('{');
        match ty {
            FieldType::Record | FieldType::Map(_) => {
                if !is_braced {
                    return Err(Impossible::new(format!("`{}` is {}", field.name, with_article(&ty.name())))
                        .with_hint(format!(
                            "write '{{key: value}}', or one part alone: {}.key=value",
                            field.name
                        )));
                }
                self.of_node(field, ty, &parse(field, text)?)
            }
            FieldType::Effort | FieldType::Range if is_braced => {
                self.of_node(field, ty, &parse(field, text)?)
            }
            FieldType::Link if self.follows => reference(self.plan, self.home, field, text).map(Value::Plain),
            FieldType::Text => Ok(Value::Text(text.to_owned())),
            _ => Ok(Value::Plain(text.trim().to_owned())),
        }
    }

    /// A value that was typed as YAML, its scalars by their types.
    fn of_node(&self, field: &Field, ty: &FieldType, node: &Node) -> Result<Value, Impossible> {
        match (&node.content, ty) {
            (Content::List { items, .. }, FieldType::List(item)) => items
                .iter()
                .map(|node| self.of_node(field, item, node))
                .collect::<Result<_, _>>()
                .map(Value::List),
            (Content::Map { entries, .. }, FieldType::Map(item)) => entries
                .iter()
                .map(|entry| Ok((entry.key.text.to_string(), self.of_node(field, item, &entry.value)?)))
                .collect::<Result<_, _>>()
                .map(Value::Map),
            (Content::Map { entries, .. }, FieldType::Record) => entries
                .iter()
                .map(|entry| {
                    let key = &*entry.key.text;
                    let Some(inner) = field.fields.get(key) else {
                        let near = nearest(key, field.fields.keys().map(String::as_str));
                        return Err(Impossible::new(format!("an entry of `{}` has no `{key}`", field.name))
                            .with_hints(near.map(|near| format!("did you mean `{near}`?"))));
                    };
                    Ok((key.to_owned(), self.of_node(inner, &inner.ty, &entry.value)?))
                })
                .collect::<Result<_, _>>()
                .map(Value::Map),
            (Content::Map { entries, .. }, FieldType::Effort | FieldType::Range) => Ok(Value::Map(
                entries
                    .iter()
                    .map(|entry| {
                        let text = entry.value.as_str().unwrap_or_default();
                        (entry.key.text.to_string(), Value::plain(text))
                    })
                    .collect(),
            )),
            (Content::Scalar(scalar), FieldType::List(item)) => {
                Ok(Value::List(vec![self.one(field, item, &scalar.text)?]))
            }
            (Content::Scalar(scalar), _) => self.one(field, ty, &scalar.text),
            _ => Err(Impossible::new(format!(
                "`{}` is {}, but {} is written",
                field.name,
                with_article(&ty.name()),
                node.shape()
            ))),
        }
    }
}

/// A list as its field is written: as one text where the kind says so.
pub(super) fn as_written(field: &Field, items: Vec<Value>) -> Value {
    let Some(separator) = &field.spelling.separator else { return Value::List(items) };
    let texts: Vec<String> = items
        .into_iter()
        .filter_map(|item| match item {
            Value::Plain(text) | Value::Text(text) => Some(text),
            Value::List(_) | Value::Map(_) => None,
        })
        .collect();
    let space = if separator.ends_with(' ') { "" } else { " " };
    Value::Plain(texts.join(&format!("{separator}{space}")))
}

/// Refuses what reading would report.
fn check(field: &Field, ty: &FieldType, value: &Value) -> Result<(), Impossible> {
    let mut faults = Vec::new();
    let node = node_of(value);
    if *ty == field.ty {
        interpret(field, &node, &mut faults);
    } else {
        interpret(&Field { ty: ty.clone(), ..field.clone() }, &node, &mut faults);
    }
    match faults.into_iter().next() {
        Some(fault) => Err(Impossible::new(fault.message).with_hints(fault.help)),
        None => Ok(()),
    }
}

fn parse(field: &Field, text: &str) -> Result<Node, Impossible> {
    yaml::parse(text, 0).map(|parsed| parsed.root).map_err(|fault| {
        Impossible::new(format!("the value of `{}` cannot be read: {}", field.name, fault.message))
            .with_hints(fault.help)
    })
}

fn no_value(field: &Field) -> Impossible {
    Impossible::new(format!("`{}` is given no value", field.name))
        .with_hint(format!("run `pm unset ID {}` to take it away", field.name))
}

/// The tree that reading the value gives, at no place.
fn node_of(value: &Value) -> Node {
    let content = match value {
        Value::Plain(text) | Value::Text(text) => {
            Content::Scalar(Scalar { text: text.as_str().into(), style: ScalarStyle::DoubleQuoted })
        }
        Value::List(items) => Content::List { items: items.iter().map(node_of).collect(), flow: true },
        Value::Map(entries) => Content::Map {
            entries: entries
                .iter()
                .map(|(key, value)| Entry {
                    key: Key { text: key.as_str().into(), span: Span::at(0) },
                    value: node_of(value),
                })
                .collect(),
            flow: true,
        },
    };
    Node { span: Span::at(0), content, decoration: None }
}
