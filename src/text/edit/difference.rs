//! Setting a list or a map where one stands already: only what differs is written.
//!
//! Items and entries that stay keep their bytes, their comments and their place.

use crate::text::edit::path::Path;
use crate::text::edit::value::Value;
use crate::text::edit::{Change, Edit, Order};
use crate::text::yaml::{Content, Node};

/// Longer lists are written anew, for comparing takes the product of their lengths.
const LONG: usize = 200;

/// The edits that turn `node`, which stands at `path`, into `value`; nothing where the two have
/// nothing in common and the whole is better written anew.
pub(crate) fn difference(path: &Path, node: &Node, value: &Value) -> Option<Vec<Edit>> {
    match (&node.content, value) {
        (Content::List { items, .. }, Value::List(values)) => {
            if items.len() > LONG || values.len() > LONG {
                return None;
            }
            let edits = list(path, items, values);
            let removed = edits.iter().filter(|edit| edit.change == Change::Remove).count();
            (removed < items.len()).then_some(edits)
        }
        (Content::Map { .. }, Value::Map(values)) => {
            let common = values.iter().any(|(key, _)| node.get(key).is_some());
            common.then(|| map(path, node, values))
        }
        _ => None,
    }
}

/// Insertions and removals from the back, so that each index counts in the list as it is then.
fn list(path: &Path, items: &[Node], values: &[Value]) -> Vec<Edit> {
    let common = common(items, values);
    let mut edits = Vec::new();
    let (mut old, mut new) = (items.len(), values.len());
    while old > 0 || new > 0 {
        if old > 0 && new > 0 && values[new - 1].is(&items[old - 1]) {
            (old, new) = (old - 1, new - 1);
        } else if new > 0 && (old == 0 || common[old][new - 1] >= common[old - 1][new]) {
            new -= 1;
            let change = Change::Insert { index: old, value: values[new].clone() };
            edits.push(Edit { path: path.clone(), change });
        } else {
            old -= 1;
            edits.push(Edit { path: path.join_index(old), change: Change::Remove });
        }
    }
    edits
}

/// For each pair of lengths, how many values the beginnings of both lists have in common, in order.
fn common(items: &[Node], values: &[Value]) -> Vec<Vec<usize>> {
    let mut table = vec![vec![0; values.len() + 1]; items.len() + 1];
    for (old, item) in items.iter().enumerate() {
        for (new, value) in values.iter().enumerate() {
            table[old + 1][new + 1] = match value.is(item) {
                true => table[old][new] + 1,
                false => table[old][new + 1].max(table[old + 1][new]),
            };
        }
    }
    table
}

fn map(path: &Path, node: &Node, values: &[(String, Value)]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (at, (key, value)) in values.iter().enumerate() {
        if node.get(key).is_some_and(|found| value.is(found)) {
            continue;
        }
        let order = Order::Behind(values[..at].iter().map(|(key, _)| key.clone()).collect());
        edits.push(Edit { path: path.join_key(key), change: Change::Set { value: value.clone(), order } });
    }
    for entry in node.entries().unwrap_or_default() {
        let key = &*entry.key.text;
        if !values.iter().any(|(name, _)| name == key) {
            edits.push(Edit { path: path.join_key(key), change: Change::Remove });
        }
    }
    edits
}
