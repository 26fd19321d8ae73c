//! Following a path through a tree, and what on the way forbids an edit.

use crate::text::edit::Refusal;
use crate::text::edit::path::{Path, Step};
use crate::text::span::Span;
use crate::text::yaml::{Content, Entry, Node};

/// The nodes from the root to where a path leads, as far as they exist.
pub(crate) struct Trail<'node> {
    /// The root first; one more than the steps taken.
    pub(crate) nodes: Vec<&'node Node>,
    /// Steps to what is not there yet: all of them keys.
    pub(crate) missing: Vec<&'node str>,
}

impl<'node> Trail<'node> {
    /// Follows `path` from `root`. Refuses what no edit can go through.
    pub(crate) fn follow(root: &'node Node, path: &'node Path) -> Result<Self, Refusal> {
        let mut nodes = vec![root];
        let mut node = root;
        for (number, step) in path.0.iter().enumerate() {
            let found = match step {
                Step::Key(key) => child_of_map(node, key)?,
                Step::Index(index) => Some(child_of_list(node, *index)?),
            };
            let Some(found) = found else {
                let missing = path.0[number..].iter().map(|step| match step {
                    Step::Key(key) => Ok(key.as_str()),
                    Step::Index(index) => Err(out_of_range(*index, 0, node.span)),
                });
                return Ok(Self { missing: missing.collect::<Result<_, _>>()?, nodes });
            };
            nodes.push(found);
            node = found;
        }
        let trail = Self { nodes, missing: Vec::new() };
        Ok(trail)
    }

    /// The node the path leads to, or the last one before it ends.
    pub(crate) fn last(&self) -> &'node Node {
        self.nodes[self.nodes.len() - 1]
    }

    /// Whether the last node stands inside brackets.
    pub(crate) fn is_in_flow(&self) -> bool {
        self.nodes[..self.nodes.len() - 1].iter().any(|node| is_flow(node))
    }

    /// Refuses where something refers to a node on the trail, the last `spared` ones apart, so that an
    /// edit would be seen elsewhere too.
    pub(crate) fn refuse_shared(&self, spared: usize) -> Result<(), Refusal> {
        let mut names = Vec::new();
        aliases(self.nodes[0], &mut names);
        for node in &self.nodes[..self.nodes.len().saturating_sub(spared)] {
            if let Some((name, span)) = anchor(node)
                && names.contains(&name)
            {
                return Err(shared(name, span));
            }
        }
        Ok(())
    }

    /// Refuses where the last node cannot be replaced or taken away on its own.
    pub(crate) fn refuse_decorated(&self) -> Result<(), Refusal> {
        let node = self.last();
        if let Content::Alias(name) = &node.content {
            return Err(Refusal::new(
                format!("the value is `*{name}`, which stands for a value written elsewhere"),
                node.span,
            )
            .with_hint("write the value out in its place"));
        }
        if let Some((name, span)) = anchor(node) {
            return Err(Refusal::new(format!("the value carries the anchor `&{name}`"), span)
                .with_hint("remove the anchor, or edit the file by hand"));
        }
        if let Some((tag, span)) = node.decoration.as_ref().and_then(|decoration| decoration.tag.as_ref()) {
            return Err(Refusal::new(format!("the value carries the tag `{tag}`"), *span)
                .with_hint("remove the tag, or edit the file by hand"));
        }
        Ok(())
    }

    /// Refuses where the last node holds an anchor that something refers to.
    pub(crate) fn refuse_anchors_inside(&self) -> Result<(), Refusal> {
        let mut names = Vec::new();
        aliases(self.nodes[0], &mut names);
        if names.is_empty() { Ok(()) } else { refuse_anchors(self.last(), &names) }
    }
}

/// The entry of `key`, or nothing; the map is one that an edit can go through.
pub(crate) fn entry<'node>(map: &'node Node, key: &str) -> Result<Option<&'node Entry>, Refusal> {
    let Some(entries) = map.entries() else { return Ok(None) };
    if let Some(merge) = entries.iter().find(|entry| &*entry.key.text == "<<") {
        return Err(Refusal::new("this map takes keys from another one by `<<`", merge.key.span)
            .with_hint("write the keys out"));
    }
    let mut found = entries.iter().filter(|entry| &*entry.key.text == key);
    let first = found.next();
    match found.next() {
        None => Ok(first),
        Some(second) => Err(Refusal::new(format!("the key `{key}` is written twice"), second.key.span)
            .with_hint("remove one of the two")),
    }
}

fn child_of_map<'node>(node: &'node Node, key: &str) -> Result<Option<&'node Node>, Refusal> {
    match &node.content {
        Content::Map { .. } => Ok(entry(node, key)?.map(|entry| &entry.value)),
        _ if node.is_null() && node.decoration.is_none() => Ok(None),
        _ => Err(not_a(node, "a map", &format!("the key `{key}`"))),
    }
}

fn child_of_list(node: &Node, index: usize) -> Result<&Node, Refusal> {
    match &node.content {
        Content::List { items, .. } => {
            items.get(index).ok_or_else(|| out_of_range(index, items.len(), node.span))
        }
        _ if node.is_null() => Err(out_of_range(index, 0, node.span)),
        _ => Err(not_a(node, "a list", &format!("the item [{index}]"))),
    }
}

fn not_a(node: &Node, expected: &str, wanted: &str) -> Refusal {
    Refusal::new(format!("{wanted} needs {expected}, but here is {}", node.shape()), node.span)
}

pub(crate) fn out_of_range(index: usize, length: usize, span: Span) -> Refusal {
    let has = match length {
        0 => "no items".to_owned(),
        1 => "one item, [0]".to_owned(),
        _ => format!("{length} items, [0] to [{}]", length - 1),
    };
    Refusal::new(format!("there is no item [{index}]: the list has {has}"), span)
}

pub(crate) fn is_flow(node: &Node) -> bool {
    matches!(node.content, Content::List { flow: true, .. } | Content::Map { flow: true, .. })
}

fn anchor(node: &Node) -> Option<(&str, Span)> {
    let (name, span) = node.decoration.as_ref()?.anchor.as_ref()?;
    Some((name, *span))
}

fn shared(name: &str, span: Span) -> Refusal {
    Refusal::new(
        format!("the anchor `&{name}` is used elsewhere as `*{name}`, so the edit would be seen there too"),
        span,
    )
    .with_hint("write the value out where it is used")
}

fn aliases<'node>(node: &'node Node, names: &mut Vec<&'node str>) {
    match &node.content {
        Content::Scalar(_) => {}
        Content::Alias(name) => names.push(name),
        Content::List { items, .. } => items.iter().for_each(|item| aliases(item, names)),
        Content::Map { entries, .. } => entries.iter().for_each(|entry| aliases(&entry.value, names)),
    }
}

fn refuse_anchors(node: &Node, used: &[&str]) -> Result<(), Refusal> {
    if let Some((name, span)) = anchor(node)
        && used.contains(&name)
    {
        return Err(shared(name, span));
    }
    match &node.content {
        Content::Scalar(_) | Content::Alias(_) => Ok(()),
        Content::List { items, .. } => items.iter().try_for_each(|item| refuse_anchors(item, used)),
        Content::Map { entries, .. } => {
            entries.iter().try_for_each(|entry| refuse_anchors(&entry.value, used))
        }
    }
}
