//! YAML with places: every node keeps its span and every scalar its own text.
//!
//! Reading resolves nothing: `no`, `1.10` and `007` stay the text a person wrote, and the type
//! of a field decides later what they mean. Anchors and aliases are kept as such, never expanded.

mod node;

pub(crate) use node::{Content, Decoration, Entry, Key, Node, Scalar, ScalarStyle};
