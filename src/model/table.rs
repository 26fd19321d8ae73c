//! From a table of names and values to the tree that front matter would give.
//!
//! Finds the field that a row means; what its value means is decided where every value is read.

use super::field::{Field, FieldType};
use super::kind::Kind;
use crate::text::markdown::{Cell, CellLink, Table};
use crate::text::span::Span;
use crate::text::yaml::{Content, Entry, Key, Node, Scalar, ScalarStyle};

/// The rows of a table as the entries of a map. A row that means a field of `kind` has the field's name
/// as its key, any other what is written.
pub(crate) fn tree(kind: &Kind, table: &Table) -> Node {
    let entries = table
        .rows
        .iter()
        .map(|row| {
            let name = field_name(kind, &row.name.text).unwrap_or(&row.name.text);
            let value = value(kind.field(name), &row.value);
            Entry { key: Key { text: name.into(), span: row.name.span }, value }
        })
        .collect();
    Node { span: table.span, content: Content::Map { entries, flow: false }, decoration: None }
}

/// The name of the field that `written` means: letter case, blanks and signs play no part, so that
/// `Point of contact` is `point-of-contact`.
pub(crate) fn field_name<'k>(kind: &'k Kind, written: &str) -> Option<&'k str> {
    let wanted = folded(written);
    let built_in = [Some(&kind.identity.field), Some(&kind.title_field), kind.workflow.field.as_ref()];
    built_in
        .into_iter()
        .flatten()
        .chain(kind.fields.keys())
        .find(|name| folded(name) == wanted)
        .map(String::as_str)
}

fn folded(name: &str) -> Vec<String> {
    name.split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Of a cell that is nothing but links, a web address or a link of the plan is where they lead.
fn value(field: Option<&Field>, cell: &Cell) -> Node {
    let item = field.map(|field| field.ty.item());
    let wants_target = matches!(item, Some(FieldType::Url | FieldType::Link));
    let said = |link: &CellLink| match wants_target && !link.target.is_empty() {
        true => link.target.clone(),
        false => link.text.clone(),
    };
    if !cell.is_links {
        return scalar(&cell.text, cell.span);
    }
    match cell.links.as_slice() {
        links if field.is_some_and(|field| field.ty.is_list()) => {
            let items = links.iter().map(|link| scalar(&said(link), link.span)).collect();
            Node { span: cell.span, content: Content::List { items, flow: true }, decoration: None }
        }
        [link] if wants_target => scalar(&said(link), cell.span),
        _ => scalar(&cell.text, cell.span),
    }
}

fn scalar(text: &str, span: Span) -> Node {
    let content = Content::Scalar(Scalar { text: text.into(), style: ScalarStyle::Plain });
    Node { span, content, decoration: None }
}
