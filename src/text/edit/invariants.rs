//! What holds for every edit of every text, for property tests and the fuzz target.

use crate::text::edit::{Change, Edit, Edited, Order, Path, Step, Value, edit, splice};
use crate::text::span::Span;
use crate::text::yaml::{self, Content, Node};

/// Makes an edit of bytes: the first few say which edit, the next ones are the value, the rest is the
/// document. Panics where a result is not what was asked for.
pub(crate) fn check_bytes(bytes: &[u8]) {
    let [kind, place, length, rest @ ..] = bytes else { return };
    let (value, document) = rest.split_at(usize::from(*length % 32).min(rest.len()));
    let Ok(document) = std::str::from_utf8(document) else { return };
    let value = String::from_utf8_lossy(value).into_owned();
    let front = Span::new(0, document.len());
    let Ok(parsed) = yaml::parse(document, 0) else { return };
    let mut paths = vec![Path::key("fresh"), Path::key("fresh").join_key("inner")];
    collect_paths(&parsed.root, &Path::default(), &mut paths);
    let path = paths[usize::from(*place) % paths.len()].clone();
    let change = match kind % 8 {
        0 => Change::Set { value: Value::Text(value), order: Order::Last },
        1 => Change::Set { value: Value::Plain(value), order: Order::Behind(vec!["a".to_owned()]) },
        2 => {
            let values = value.split(',').map(Value::text).collect();
            Change::Set { value: Value::List(values), order: Order::Last }
        }
        3 => Change::Set {
            value: Value::Map(vec![(value.clone(), Value::Text(value))]),
            order: Order::Behind(Vec::new()),
        },
        4 => Change::Append { value: Value::Text(value), order: Order::Last },
        5 => Change::Insert { index: usize::from(*kind / 8), value: Value::Plain(value) },
        6 => Change::Remove,
        _ => Change::RenameKey { to: value },
    };
    let change = Edit { path, change };
    if let Ok(edited) = edit(document, front, &change) {
        check_edited(document, front, &change, &edited);
    }
}

/// Panics unless the splices lead to the text, what stands outside the YAML keeps its bytes, the value
/// reads back, and the same value set again changes nothing.
pub(crate) fn check_edited(document: &str, front: Span, change: &Edit, edited: &Edited) {
    let after = &edited.text;
    assert_eq!(&splice(document, &edited.splices), after, "{document:?} {change:?}");
    assert_eq!(document[..front.start()], after[..edited.front.start()], "{document:?} {change:?}");
    assert_eq!(document[front.end()..], after[edited.front.end()..], "{document:?} {change:?}");
    let root = yaml::parse(edited.front.slice(after), edited.front.start());
    let root = root.unwrap_or_else(|fault| panic!("{document:?} {change:?}: {fault:?}")).root;
    assert!(reads_back(&root, change), "{document:?} {change:?} {after:?}");
    if matches!(change.change, Change::Set { .. }) {
        let again = edit(after, edited.front, change).map(|again| again.splices);
        assert_eq!(again, Ok(Vec::new()), "{document:?} {change:?} {after:?}");
    }
}

fn reads_back(root: &Node, edit: &Edit) -> bool {
    let node = get(root, &edit.path);
    match &edit.change {
        Change::Set { value, .. } => node.is_some_and(|node| value.is(node)),
        Change::Append { value, .. } => {
            node.and_then(|list| list.items()?.last()).is_some_and(|item| value.is(item))
        }
        Change::Insert { index, value } => {
            node.and_then(|list| list.items()?.get(*index)).is_some_and(|item| value.is(item))
        }
        Change::Remove | Change::RenameKey { .. } => true,
    }
}

/// The node that a path leads to.
pub(crate) fn get<'node>(root: &'node Node, path: &Path) -> Option<&'node Node> {
    path.0.iter().try_fold(root, |node, step| match step {
        Step::Key(key) => node.get(key),
        Step::Index(index) => node.items()?.get(*index),
    })
}

/// The paths of all nodes below `node`, which stands at `path`.
pub(crate) fn collect_paths(node: &Node, path: &Path, paths: &mut Vec<Path>) {
    if !path.0.is_empty() {
        paths.push(path.clone());
    }
    match &node.content {
        Content::Scalar(_) | Content::Alias(_) => {}
        Content::List { items, .. } => {
            for (index, item) in items.iter().enumerate() {
                collect_paths(item, &path.join_index(index), paths);
            }
        }
        Content::Map { entries, .. } => {
            for entry in entries {
                collect_paths(&entry.value, &path.join_key(&*entry.key.text), paths);
            }
        }
    }
}
