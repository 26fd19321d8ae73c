//! Reading and merging nodes of `pm.yaml` once their shape has been checked.
//!
//! Each function takes what fits and passes over what does not: the shape's check has said so.

use crate::model::values::Number;
use crate::text::span::Span;
use crate::text::yaml::{Content, Entry, Node};

/// The value of `key`, unless it is missing or written as nothing.
pub(crate) fn get<'node>(node: &'node Node, key: &str) -> Option<&'node Node> {
    node.get(key).filter(|value| !value.is_null())
}

pub(crate) fn text(node: &Node, key: &str) -> Option<String> {
    get(node, key)?.as_str().map(str::to_owned)
}

/// One text or a list of texts, each with its place.
pub(crate) fn texts(node: &Node, key: &str) -> Vec<(String, Span)> {
    let Some(value) = get(node, key) else { return Vec::new() };
    match value.items() {
        Some(items) => items.iter().filter_map(|item| Some((item.as_str()?.to_owned(), item.span))).collect(),
        None => value.as_str().map(|text| (text.to_owned(), value.span)).into_iter().collect(),
    }
}

pub(crate) fn words(node: &Node, key: &str) -> Vec<String> {
    texts(node, key).into_iter().map(|(text, _)| text).collect()
}

pub(crate) fn number(node: &Node, key: &str) -> Option<f64> {
    Some(Number::parse(get(node, key)?.as_str()?).ok()?.value())
}

pub(crate) fn integer(node: &Node, key: &str) -> Option<i64> {
    get(node, key)?.as_str()?.parse().ok()
}

pub(crate) fn boolean(node: &Node, key: &str) -> Option<bool> {
    get(node, key)?.as_str().map(|text| text == "true")
}

/// The entries of the map under `key`.
pub(crate) fn entries<'node>(node: &'node Node, key: &str) -> &'node [Entry] {
    get(node, key).and_then(Node::entries).unwrap_or_default()
}

/// `over` laid on `base`: maps are merged key by key, a key written as nothing is taken out, and
/// everything else is replaced.
pub(crate) fn merge(base: &Node, over: &Node) -> Node {
    let (Some(base_entries), Content::Map { entries: over_entries, flow }) = (base.entries(), &over.content)
    else {
        return over.clone();
    };
    let mut entries: Vec<Entry> = base_entries.to_vec();
    for entry in over_entries {
        let at = entries.iter().position(|existing| existing.key.text == entry.key.text);
        match (at, entry.value.is_null()) {
            (Some(at), true) => {
                entries.remove(at);
            }
            (Some(at), false) => entries[at].value = merge(&entries[at].value, &entry.value),
            (None, _) => entries.push(entry.clone()),
        }
    }
    Node { span: over.span, content: Content::Map { entries, flow: *flow }, decoration: None }
}
