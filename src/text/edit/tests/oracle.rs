//! What an edit means to another reader of YAML, who knows nothing of spans.

use serde_yaml::Value as Oracle;

use crate::text::edit::scalar::{self, Context, Quote};
use crate::text::edit::{Change, Edit, Step, Value};

/// Compares the edited YAML, as the oracle reads it, with the old one after the same edit. Nothing is
/// wrong where the oracle cannot read the old one. Words that stood there bare before, the `kept`, may
/// stand bare still.
pub(super) fn check(before: &str, after: &str, edit: &Edit, kept: &[&str]) -> Result<(), String> {
    let Ok(old) = serde_yaml::from_str::<Oracle>(&readable(before)) else { return Ok(()) };
    let new = serde_yaml::from_str::<Oracle>(&readable(after)).map_err(|error| error.to_string())?;
    let expected = apply(&old, &edit.path.0, &edit.change);
    let as_wanted = match &expected {
        Some(expected) => alike(expected, &new, kept),
        None => is_empty(&new),
    };
    if as_wanted { Ok(()) } else { Err(format!("expected {expected:?}\nfound {new:?}")) }
}

/// The oracle knows no byte-order mark, and takes a block without a final line break for one without it.
fn readable(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}');
    if text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

fn is_empty(value: &Oracle) -> bool {
    match value {
        Oracle::Sequence(items) => items.is_empty(),
        Oracle::Mapping(entries) => entries.is_empty(),
        value => value.is_null(),
    }
}

/// The value after the change at the end of `steps`, or nothing where nothing is left of it.
fn apply(root: &Oracle, steps: &[Step], change: &Change) -> Option<Oracle> {
    let Some((step, rest)) = steps.split_first() else {
        let (index, value) = match change {
            Change::Set { value, .. } => return Some(meaning(value)),
            Change::Remove => return None,
            Change::RenameKey { .. } => return Some(root.clone()),
            Change::Append { value, .. } => (usize::MAX, value),
            Change::Insert { index, value } => (*index, value),
        };
        let mut items = root.as_sequence().cloned().unwrap_or_default();
        items.insert(index.min(items.len()), meaning(value));
        return Some(Oracle::Sequence(items));
    };
    match step {
        Step::Index(index) => {
            let mut items = root.as_sequence().cloned().unwrap_or_default();
            match apply(&items[*index], rest, change) {
                Some(value) => items[*index] = value,
                None => drop(items.remove(*index)),
            }
            (!items.is_empty()).then_some(Oracle::Sequence(items))
        }
        Step::Key(key) => {
            let mut map = root.as_mapping().cloned().unwrap_or_default();
            // A key like `1` is a number to the oracle.
            let name = map.keys().find(|name| name.as_str() == Some(key)).cloned();
            let name = name.unwrap_or_else(|| Oracle::String(key.clone()));
            let old = map.get(&name).cloned();
            if let (Change::RenameKey { to }, true) = (change, rest.is_empty()) {
                map.insert(Oracle::String(to.clone()), old?);
                if to != key {
                    map.remove(&name);
                }
                return Some(Oracle::Mapping(map));
            }
            match apply(&old.unwrap_or(Oracle::Null), rest, change) {
                Some(value) => drop(map.insert(name, value)),
                None => drop(map.remove(&name)),
            }
            (!map.is_empty()).then_some(Oracle::Mapping(map))
        }
    }
}

/// A plain text as the oracle reads it, whatever its type; words as text.
fn meaning(value: &Value) -> Oracle {
    match value {
        Value::Plain(text) => {
            serde_yaml::from_str(&scalar::plain(text, Context::Flow, None, Quote::Double)).unwrap()
        }
        Value::Text(text) => Oracle::String(text.clone()),
        Value::List(values) => Oracle::Sequence(values.iter().map(meaning).collect()),
        Value::Map(values) => Oracle::Mapping(
            values.iter().map(|(key, value)| (Oracle::String(key.clone()), meaning(value))).collect(),
        ),
    }
}

/// Equal but for the types of plain texts that took over quotes: `'1'` for `1`.
fn alike(expected: &Oracle, found: &Oracle, kept: &[&str]) -> bool {
    match (expected, found) {
        (Oracle::Sequence(left), Oracle::Sequence(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| alike(left, right, kept))
        }
        (Oracle::Mapping(left), Oracle::Mapping(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .all(|(key, value)| right.get(key).is_some_and(|found| alike(value, found, kept)))
        }
        (Oracle::String(text), _) => expected == found || kept.contains(&text.as_str()),
        (_, Oracle::String(_)) => true,
        _ => expected == found,
    }
}
