//! The tree that reading YAML gives.

use crate::text::span::Span;

/// One value: where it stands and what it is.
///
/// The span of a plain or quoted scalar covers its text with its quotes; of a block scalar, from
/// the `|` or `>` to the end of its last line of content; of a flow collection, its brackets; of a
/// block collection, from the first key or dash to the end of the last child; of a missing value
/// (`key:`), the empty place directly after the colon. Anchor and tag stand before the span.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) content: Content,
    /// An anchor or a tag in front of the node; almost never there.
    pub(crate) decoration: Option<Box<Decoration>>,
}

/// What may stand before a node: `&anchor` and `!tag`, each with its place.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Decoration {
    pub(crate) anchor: Option<(Box<str>, Span)>,
    pub(crate) tag: Option<(Box<str>, Span)>,
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Content {
    Scalar(Scalar),
    List {
        items: Vec<Node>,
        flow: bool,
    },
    Map {
        entries: Vec<Entry>,
        flow: bool,
    },
    /// `*name`: never followed.
    Alias(Box<str>),
}

/// A scalar as it reads after unquoting and folding.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Scalar {
    pub(crate) text: Box<str>,
    pub(crate) style: ScalarStyle,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ScalarStyle {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
    Folded,
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Entry {
    pub(crate) key: Key,
    pub(crate) value: Node,
}

/// A key: always a scalar; its span covers quotes.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Key {
    pub(crate) text: Box<str>,
    pub(crate) span: Span,
}

impl Node {
    /// The scalar's text, also of an empty one; nothing for a collection or an alias.
    pub(crate) fn as_str(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// Whether YAML reads this as no value: `key:`, `key: ~` or `key: null`, unquoted.
    pub(crate) fn is_null(&self) -> bool {
        match &self.content {
            Content::Scalar(Scalar { text, style: ScalarStyle::Plain }) => {
                matches!(&**text, "" | "~" | "null" | "Null" | "NULL")
            }
            _ => false,
        }
    }

    pub(crate) fn items(&self) -> Option<&[Node]> {
        match &self.content {
            Content::List { items, .. } => Some(items),
            _ => None,
        }
    }

    pub(crate) fn entries(&self) -> Option<&[Entry]> {
        match &self.content {
            Content::Map { entries, .. } => Some(entries),
            _ => None,
        }
    }

    /// The value of `key` in a map; the first where a key is written twice.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries()?.iter().find(|entry| &*entry.key.text == key)
    }

    /// Whether an anchor names it or something in it, or an alias stands in it.
    pub(crate) fn is_for_reuse(&self) -> bool {
        self.decoration.as_ref().is_some_and(|decoration| decoration.anchor.is_some())
            || match &self.content {
                Content::Scalar(_) => false,
                Content::Alias(_) => true,
                Content::List { items, .. } => items.iter().any(Self::is_for_reuse),
                Content::Map { entries, .. } => entries.iter().any(|entry| entry.value.is_for_reuse()),
            }
    }

    /// Moves all spans `by` bytes on: from a part of a text to the whole of it.
    pub(crate) fn shift(&mut self, by: usize) {
        self.span = self.span.shift(by);
        if let Some(decoration) = &mut self.decoration {
            for (_, span) in decoration.anchor.iter_mut().chain(&mut decoration.tag) {
                *span = span.shift(by);
            }
        }
        match &mut self.content {
            Content::Scalar(_) | Content::Alias(_) => {}
            Content::List { items, .. } => items.iter_mut().for_each(|item| item.shift(by)),
            Content::Map { entries, .. } => {
                for entry in entries {
                    entry.key.span = entry.key.span.shift(by);
                    entry.value.shift(by);
                }
            }
        }
    }

    /// What kind of value this is, in words for messages: `text`, `a list`, `a map`, `nothing`, `an alias`.
    pub(crate) fn shape(&self) -> &'static str {
        match &self.content {
            _ if self.is_null() => "nothing",
            Content::Scalar(_) => "text",
            Content::List { .. } => "a list",
            Content::Map { .. } => "a map",
            Content::Alias(_) => "an alias",
        }
    }
}
