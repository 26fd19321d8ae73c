//! YAML as named cells: maps within are names with dots, lists are several cells of one column.

use crate::exchange::batch::{Cell, Columns};
use crate::text::span::Span;
use crate::text::yaml::{Content, Node};

/// Puts every scalar of a map under its name.
pub(super) fn cells(node: &Node, prefix: &str, columns: &mut Columns, found: &mut Vec<Cell>) {
    match &node.content {
        Content::Map { entries, .. } => {
            for entry in entries {
                let name = match prefix {
                    "" => entry.key.text.to_string(),
                    prefix => format!("{prefix}.{}", entry.key.text),
                };
                cells(&entry.value, &name, columns, found);
            }
        }
        Content::List { items, .. } => items.iter().for_each(|item| cells(item, prefix, columns, found)),
        Content::Scalar(scalar) if !node.is_null() => put(prefix, &scalar.text, node.span, columns, found),
        Content::Scalar(_) | Content::Alias(_) => {}
    }
}

/// Puts a text under a name, where it says something.
pub(super) fn put(name: &str, text: &str, span: Span, columns: &mut Columns, found: &mut Vec<Cell>) {
    let column = columns.named(name);
    if !text.trim().is_empty() {
        found.push(Cell { column, text: text.to_owned(), span });
    }
}
