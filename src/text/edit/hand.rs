//! The hand a document is written in, and writing a value in the same hand.
//!
//! Habits are read from what stands there: how deep maps are indented, whether lists are, which
//! quotes and which kind of list the person uses.

use crate::text::edit::layout::Layout;
use crate::text::edit::scalar::{self, Context, Quote};
use crate::text::edit::value::Value;
use crate::text::yaml::{Content, Node, ScalarStyle};

/// A flow collection that a command begins is at most this many bytes long.
const SHORT: usize = 60;

/// What a document does where YAML leaves a choice.
#[derive(Clone, Debug)]
pub(crate) struct Hand {
    /// How much deeper than its key a map stands.
    pub(crate) map_step: usize,
    /// How much deeper than its key a list stands; often 0.
    pub(crate) list_step: usize,
    quote: Quote,
    /// Whether lists of scalars are written as lines with dashes rather than in brackets.
    dashes: bool,
    /// Whether several lines may be written as a block.
    blocks: bool,
}

/// A value as bytes: what stands behind the colon or dash, and whole lines under it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Written {
    pub(crate) head: String,
    pub(crate) body: Vec<String>,
}

/// The place that a value is written for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// Inside brackets.
    Flow,
    /// Behind a key that is indented this far.
    Key { indentation: usize },
    /// Behind a dash that is indented this far; the item itself stands `width` further.
    Dash { indentation: usize, width: usize },
}

#[derive(Default)]
struct Census {
    map_step: Option<usize>,
    list_step: Option<usize>,
    single: usize,
    double: usize,
    dashes: usize,
    brackets: usize,
}

impl Hand {
    /// The hand of a document that nobody wrote: two steps, lists in brackets or with dashes as they are short
    /// or long, one line for each scalar.
    pub(crate) fn plain() -> Self {
        Self { map_step: 2, list_step: 2, quote: Quote::default(), dashes: false, blocks: false }
    }

    pub(crate) fn of(layout: &Layout<'_>, root: &Node, blocks: bool) -> Self {
        let mut census = Census::default();
        census.take(layout, root);
        let map_step = census.map_step.or(census.list_step.filter(|step| *step > 0)).unwrap_or(2);
        Self {
            map_step,
            list_step: census.list_step.unwrap_or(map_step),
            quote: if census.single > census.double { Quote::Single } else { Quote::Double },
            dashes: census.dashes > census.brackets,
            blocks,
        }
    }

    pub(crate) fn key(&self, key: &str, context: Context, keep: Option<ScalarStyle>) -> String {
        scalar::words(key, context, keep, self.quote)
    }

    /// The bytes of `value`; `like` is the value that stood there, or one beside it, whose style is kept.
    pub(crate) fn write(&self, value: &Value, place: Place, like: Option<&Node>) -> Written {
        let flow = place == Place::Flow;
        match value {
            Value::Plain(text) | Value::Text(text) => self.scalar(value, text, place, like),
            Value::List(values) if flow || self.in_brackets(values, place, like) => inline(self.flow(value)),
            Value::Map(values) if flow || values.is_empty() || is_flow_map(like) => inline(self.flow(value)),
            Value::List(values) => {
                let indentation = match place {
                    Place::Key { indentation } => indentation + self.list_step,
                    Place::Dash { indentation, width } => indentation + width,
                    Place::Flow => 0,
                };
                let mut written = Written::default();
                for value in values {
                    written.body.extend(self.item(value, indentation, 2, None));
                }
                written
            }
            Value::Map(values) => {
                let indentation = match place {
                    Place::Key { indentation } => indentation + self.map_step,
                    Place::Dash { indentation, width } => indentation + width,
                    Place::Flow => 0,
                };
                let mut lines: Vec<String> = Vec::new();
                for (key, value) in values {
                    lines.extend(self.entry(key, value, indentation));
                }
                if matches!(place, Place::Key { .. }) {
                    return Written { head: String::new(), body: lines };
                }
                let first = lines.remove(0);
                Written { head: first.trim_start_matches(' ').to_owned(), body: lines }
            }
        }
    }

    /// The lines of `key: value` in a block map.
    pub(crate) fn entry(&self, key: &str, value: &Value, indentation: usize) -> Vec<String> {
        let key = self.key(key, Context::Block, None);
        let written = self.write(value, Place::Key { indentation }, None);
        lines(&format!("{}{key}:", " ".repeat(indentation)), " ", written)
    }

    /// The lines of `- value` in a block list, the value `width` behind the dash.
    pub(crate) fn item(
        &self,
        value: &Value,
        indentation: usize,
        width: usize,
        like: Option<&Node>,
    ) -> Vec<String> {
        let written = self.write(value, Place::Dash { indentation, width }, like);
        let dash = format!("{}-", " ".repeat(indentation));
        lines(&dash, &" ".repeat(width.saturating_sub(1).max(1)), written)
    }

    /// The bytes of `value` inside brackets, on one line.
    pub(crate) fn flow(&self, value: &Value) -> String {
        match value {
            Value::Plain(text) => scalar::plain(text, Context::Flow, None, self.quote),
            Value::Text(text) => scalar::words(text, Context::Flow, None, self.quote),
            Value::List(values) => {
                let values: Vec<_> = values.iter().map(|value| self.flow(value)).collect();
                format!("[{}]", values.join(", "))
            }
            Value::Map(values) => {
                let values: Vec<_> = values.iter().map(|(key, value)| self.flow_entry(key, value)).collect();
                format!("{{{}}}", values.join(", "))
            }
        }
    }

    pub(crate) fn flow_entry(&self, key: &str, value: &Value) -> String {
        format!("{}: {}", self.key(key, Context::Flow, None), self.flow(value))
    }

    fn scalar(&self, value: &Value, text: &str, place: Place, like: Option<&Node>) -> Written {
        let old = like.and_then(|node| match &node.content {
            Content::Scalar(scalar) => Some(scalar),
            _ => None,
        });
        let keep = old.map(|scalar| scalar.style);
        let as_block = match keep {
            _ if place == Place::Flow || !self.blocks => false,
            Some(ScalarStyle::DoubleQuoted) if old.is_some_and(|old| old.text.contains('\n')) => false,
            Some(ScalarStyle::Literal | ScalarStyle::Folded) if matches!(value, Value::Text(_)) => true,
            _ => text.contains('\n'),
        };
        if as_block && let Some(block) = scalar::block(text, self.map_step, keep) {
            let parent = match place {
                Place::Key { indentation } | Place::Dash { indentation, .. } => indentation,
                Place::Flow => 0,
            };
            let indentation = " ".repeat(parent + self.map_step);
            let body = block.lines.iter().map(|line| match *line {
                "" => String::new(),
                line => format!("{indentation}{line}"),
            });
            return Written { head: block.header, body: body.collect() };
        }
        let context = if place == Place::Flow { Context::Flow } else { Context::Block };
        inline(match value {
            Value::Plain(_) => scalar::plain(text, context, keep, self.quote),
            _ => scalar::words(text, context, keep, self.quote),
        })
    }

    fn in_brackets(&self, values: &[Value], place: Place, like: Option<&Node>) -> bool {
        if values.is_empty() || matches!(place, Place::Dash { .. }) {
            return true;
        }
        match like.map(|node| &node.content) {
            Some(Content::List { flow, items }) if !items.is_empty() => *flow,
            _ => {
                let scalars = values.iter().all(|value| match value {
                    Value::Plain(text) | Value::Text(text) => !text.contains('\n'),
                    Value::List(_) | Value::Map(_) => false,
                });
                let length: usize = values.iter().map(|value| self.flow(value).len() + 2).sum();
                scalars && !self.dashes && length <= SHORT
            }
        }
    }
}

impl Census {
    fn take(&mut self, layout: &Layout<'_>, node: &Node) {
        match &node.content {
            Content::Scalar(scalar) => match scalar.style {
                ScalarStyle::SingleQuoted => self.single += 1,
                ScalarStyle::DoubleQuoted => self.double += 1,
                _ => {}
            },
            Content::Alias(_) => {}
            Content::List { items, flow } => {
                let scalars = items.iter().all(|item| matches!(item.content, Content::Scalar(_)));
                match flow {
                    true if scalars && !items.is_empty() => self.brackets += 1,
                    false if scalars => self.dashes += 1,
                    _ => {}
                }
                items.iter().for_each(|item| self.take(layout, item));
            }
            Content::Map { entries, flow } => {
                for entry in entries {
                    if !flow {
                        self.step(layout, entry.key.span.start(), &entry.value);
                    }
                    self.take(layout, &entry.value);
                }
            }
        }
    }

    fn step(&mut self, layout: &Layout<'_>, key: usize, value: &Node) {
        let slot = match &value.content {
            Content::List { flow: false, .. } => &mut self.list_step,
            Content::Map { flow: false, .. } => &mut self.map_step,
            _ => return,
        };
        let (Some(outer), Some(inner)) = (layout.indentation(key), layout.indentation(value.span.start()))
        else {
            return;
        };
        let step = inner.saturating_sub(outer);
        let is_map = matches!(value.content, Content::Map { .. });
        if slot.is_none() && inner >= outer && (!is_map || (1..10).contains(&step)) {
            *slot = Some(step);
        }
    }
}

fn is_flow_map(like: Option<&Node>) -> bool {
    like.is_some_and(
        |node| matches!(&node.content, Content::Map { flow: true, entries } if !entries.is_empty()),
    )
}

fn inline(head: String) -> Written {
    Written { head, body: Vec::new() }
}

fn lines(start: &str, gap: &str, written: Written) -> Vec<String> {
    let first =
        if written.head.is_empty() { start.to_owned() } else { format!("{start}{gap}{}", written.head) };
    let mut lines = vec![first];
    lines.extend(written.body);
    lines
}
