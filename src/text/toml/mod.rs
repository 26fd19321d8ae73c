//! TOML as the tree that YAML gives: every value keeps its place, every scalar its own text.
//!
//! A date, a number and a truth value become plain scalars as they are written, a table and an inline table a
//! map, an array and an array of tables a list. What a field means is decided later, as with YAML. Knows nothing
//! of fences, and writes no TOML.

mod explain;
#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;

use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue, Error};

use crate::text::span::Span;
use crate::text::toml::explain::explain;
use crate::text::yaml::{
    Content, Entry, Key, MAX_BYTES, MAX_DEPTH, Node, Parsed, Scalar, ScalarStyle, YamlFault, too_deep,
    too_large,
};

/// Reads `text`. All spans are moved by `base`, the place of `text` in the whole file. An empty text is a null
/// scalar, as in YAML. The error is the first fault; nothing was read then.
pub(crate) fn parse(text: &str, base: usize) -> Result<Parsed, Box<YamlFault>> {
    if text.len() > MAX_BYTES {
        return Err(too_large(text.len(), "TOML").shift(base).into());
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    // What comes first in the text is the reason of what follows; a quote that is open, of a bracket that is.
    let order = |error: &&Error| {
        (error.span().map_or(0, |range| range.start), !error.message().contains(" string, "))
    };
    if let Some(error) = errors.iter().min_by_key(order) {
        return Err(explain(text, table.get_ref(), error).shift(base).into());
    }
    let mut root = match table.get_ref().is_empty() {
        true => scalar(Span::at(0), "", ScalarStyle::Plain),
        false => {
            let mut root = map(text, table.get_ref(), Span::at(0), 0).map_err(|fault| fault.shift(base))?;
            let entries = root.entries().unwrap_or_default();
            let spans = entries.iter().map(|entry| entry.key.span.join(entry.value.span));
            root.span = spans.reduce(Span::join).unwrap_or_default();
            root
        }
    };
    root.shift(base);
    Ok(Parsed { root, notes: Vec::new() })
}

fn node(text: &str, value: &Spanned<DeValue<'_>>, depth: usize) -> Result<Node, Box<YamlFault>> {
    let span = Span::new(value.span().start, value.span().end);
    let written = span.slice(text);
    Ok(match value.get_ref() {
        DeValue::String(said) => {
            let style = match written.starts_with('\'') {
                true => ScalarStyle::SingleQuoted,
                false => ScalarStyle::DoubleQuoted,
            };
            // A line break is one character, as it is in YAML.
            scalar(span, &said.replace("\r\n", "\n"), style)
        }
        DeValue::Integer(number) => scalar(span, &integer(number), ScalarStyle::Plain),
        DeValue::Float(number) => scalar(span, number.as_str().trim_start_matches('+'), ScalarStyle::Plain),
        DeValue::Boolean(_) => scalar(span, written, ScalarStyle::Plain),
        // `2026-11-24t10:00:00z` is the same in capitals, as others write it.
        DeValue::Datetime(_) => scalar(span, &written.to_ascii_uppercase(), ScalarStyle::Plain),
        DeValue::Array(items) => {
            refuse_too_deep(span, depth)?;
            let items: Result<_, _> = items.iter().map(|item| node(text, item, depth + 1)).collect();
            Node { span, content: Content::List { items: items?, flow: false }, decoration: None }
        }
        DeValue::Table(table) => map(text, table, span, depth)?,
    })
}

/// A table in the order of its keys in the text: parts of it may stand far from each other.
fn map(text: &str, table: &DeTable<'_>, span: Span, depth: usize) -> Result<Node, Box<YamlFault>> {
    refuse_too_deep(span, depth)?;
    let mut entries = Vec::with_capacity(table.len());
    for (key, value) in table {
        let span = Span::new(key.span().start, key.span().end);
        let key = Key { text: key.get_ref().as_ref().into(), span };
        entries.push(Entry { key, value: node(text, value, depth + 1)? });
    }
    entries.sort_by_key(|entry| entry.key.span);
    Ok(Node { span, content: Content::Map { entries, flow: false }, decoration: None })
}

fn refuse_too_deep(span: Span, depth: usize) -> Result<(), Box<YamlFault>> {
    if depth >= MAX_DEPTH { Err(too_deep(span).into()) } else { Ok(()) }
}

/// A whole number in decimal digits; one that is larger than any that can be counted stays as it is written.
fn integer(number: &DeInteger<'_>) -> String {
    if number.radix() == 10 {
        return number.as_str().trim_start_matches('+').to_owned();
    }
    let value = u64::from_str_radix(number.as_str(), number.radix());
    value.map_or_else(|_| number.to_string(), |value| value.to_string())
}

fn scalar(span: Span, text: &str, style: ScalarStyle) -> Node {
    Node { span, content: Content::Scalar(Scalar { text: text.into(), style }), decoration: None }
}

#[cfg(test)]
mod tests;
