//! YAML with places: every node keeps its span and every scalar its own text.
//!
//! Reading resolves nothing: `no`, `1.10` and `007` stay the text a person wrote, and the type
//! of a field decides later what they mean. Anchors and aliases are kept as such, never expanded.

mod explain;
mod fault;
#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;
mod lines;
mod node;
mod notes;
mod parse;
mod plain;
mod tabs;
mod tree;

pub(crate) use explain::{shown, too_deep, too_large};
pub(crate) use fault::{YamlFault, YamlFaultKind};
pub(crate) use node::{Content, Decoration, Entry, Key, Node, Scalar, ScalarStyle};
pub(crate) use parse::{MAX_BYTES, MAX_DEPTH, Parsed, parse};

#[cfg(test)]
mod tests;
