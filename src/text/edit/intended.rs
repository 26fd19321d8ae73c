//! What an edit means, apart from its bytes: the tree that reading the new text has to give.

use crate::text::edit::path::Step;
use crate::text::edit::value::Value;
use crate::text::edit::{Change, Edit};
use crate::text::yaml::{Content, Decoration, Node};

/// The tree after an edit, made of what stays and what is new.
#[derive(Debug)]
pub(crate) enum Intended<'node> {
    Same(&'node Node),
    New(Value),
    List {
        like: &'node Node,
        items: Vec<Intended<'node>>,
    },
    Map {
        like: &'node Node,
        entries: Vec<(&'node str, Intended<'node>)>,
        new: Option<(&'node str, Value)>,
    },
    /// Nothing is left of the document.
    Nothing,
}

impl<'node> Intended<'node> {
    /// Applies `edit` to the tree alone.
    pub(crate) fn of(root: &'node Node, edit: &'node Edit) -> Self {
        rebuild(root, &edit.path.0, &edit.change).unwrap_or(Self::Nothing)
    }

    /// Whether `node` is this tree. Spans may differ, and the style of what is new.
    pub(crate) fn is(&self, node: &Node) -> bool {
        match self {
            Self::Same(expected) => is_same(expected, node),
            Self::New(value) => value.is(node),
            Self::Nothing => {
                node.is_null()
                    || node.items().is_some_and(<[_]>::is_empty)
                    || node.entries().is_some_and(<[_]>::is_empty)
            }
            Self::List { like, items } => {
                let Content::List { items: found, .. } = &node.content else { return false };
                is_decorated_alike(like, node)
                    && items.len() == found.len()
                    && items.iter().zip(found).all(|(item, found)| item.is(found))
            }
            Self::Map { like, entries, new } => {
                let Content::Map { entries: found, .. } = &node.content else { return false };
                let mut rest: Vec<_> = found.iter().collect();
                if let Some((key, value)) = new {
                    let Some(at) = rest.iter().position(|entry| *entry.key.text == **key) else {
                        return false;
                    };
                    if !value.is(&rest.remove(at).value) {
                        return false;
                    }
                }
                is_decorated_alike(like, node)
                    && entries.len() == rest.len()
                    && entries
                        .iter()
                        .zip(rest)
                        .all(|((key, value), found)| *found.key.text == **key && value.is(&found.value))
            }
        }
    }
}

/// The node after the change at the end of `steps`, or nothing where nothing is left of it.
fn rebuild<'node>(node: &'node Node, steps: &'node [Step], change: &'node Change) -> Option<Intended<'node>> {
    let Some((step, rest)) = steps.split_first() else { return apply(node, change) };
    match (step, &node.content) {
        (Step::Key(key), Content::Map { entries, .. }) => {
            let mut rebuilt = Vec::with_capacity(entries.len());
            let mut found = false;
            for entry in entries {
                let name = &*entry.key.text;
                if name != key || found {
                    rebuilt.push((name, Intended::Same(&entry.value)));
                    continue;
                }
                found = true;
                match change {
                    Change::RenameKey { to } if rest.is_empty() => {
                        rebuilt.push((to, Intended::Same(&entry.value)));
                    }
                    _ => rebuilt.extend(rebuild(&entry.value, rest, change).map(|value| (name, value))),
                }
            }
            let new = if found { None } else { created(rest, change).map(|value| (key.as_str(), value)) };
            let is_empty = rebuilt.is_empty() && new.is_none();
            (!is_empty).then_some(Intended::Map { like: node, entries: rebuilt, new })
        }
        (Step::Index(index), Content::List { items, .. }) => {
            let rebuilt: Vec<_> = items
                .iter()
                .enumerate()
                .filter_map(|(at, item)| match at == *index {
                    true => rebuild(item, rest, change),
                    false => Some(Intended::Same(item)),
                })
                .collect();
            (!rebuilt.is_empty()).then_some(Intended::List { like: node, items: rebuilt })
        }
        _ => Some(created(steps, change).map_or(Intended::Same(node), Intended::New)),
    }
}

fn apply<'node>(node: &'node Node, change: &'node Change) -> Option<Intended<'node>> {
    let (index, value) = match change {
        Change::Set { value, .. } => return Some(Intended::New(value.clone())),
        Change::Remove => return None,
        Change::RenameKey { .. } => return Some(Intended::Same(node)),
        Change::Append { value, .. } => (node.items().map_or(0, <[_]>::len), value),
        Change::Insert { index, value } => (*index, value),
    };
    let Content::List { items, .. } = &node.content else {
        return Some(Intended::New(Value::List(vec![value.clone()])));
    };
    let mut rebuilt: Vec<_> = items.iter().map(Intended::Same).collect();
    rebuilt.insert(index.min(items.len()), Intended::New(value.clone()));
    Some(Intended::List { like: node, items: rebuilt })
}

/// The value that a change makes where nothing is: maps around it for each missing step.
pub(crate) fn created(steps: &[Step], change: &Change) -> Option<Value> {
    let value = match change {
        Change::Set { value, .. } => value.clone(),
        Change::Append { value, .. } | Change::Insert { value, .. } => Value::List(vec![value.clone()]),
        Change::Remove | Change::RenameKey { .. } => return None,
    };
    Some(steps.iter().rev().fold(value, |value, step| match step {
        Step::Key(key) => Value::Map(vec![(key.clone(), value)]),
        Step::Index(_) => Value::List(vec![value]),
    }))
}

fn is_same(expected: &Node, found: &Node) -> bool {
    let same = match (&expected.content, &found.content) {
        (Content::List { items, flow }, Content::List { items: found, flow: found_flow }) => {
            flow == found_flow
                && items.len() == found.len()
                && items.iter().zip(found).all(|(item, found)| is_same(item, found))
        }
        (Content::Map { entries, flow }, Content::Map { entries: found, flow: found_flow }) => {
            flow == found_flow
                && entries.len() == found.len()
                && entries.iter().zip(found).all(|(entry, found)| {
                    entry.key.text == found.key.text && is_same(&entry.value, &found.value)
                })
        }
        (expected, found) => expected == found,
    };
    same && is_decorated_alike(expected, found)
}

fn is_decorated_alike(expected: &Node, found: &Node) -> bool {
    fn names(decoration: Option<&Decoration>) -> (Option<&str>, Option<&str>) {
        let anchor = decoration.and_then(|decoration| decoration.anchor.as_ref());
        let tag = decoration.and_then(|decoration| decoration.tag.as_ref());
        (anchor.map(|(name, _)| &**name), tag.map(|(name, _)| &**name))
    }
    names(expected.decoration.as_deref()) == names(found.decoration.as_deref())
}
