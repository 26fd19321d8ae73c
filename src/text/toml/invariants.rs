//! What holds for every text that is read as TOML, for property tests and the fuzz target.

use crate::text::span::Span;
use crate::text::toml::parse;
use crate::text::yaml::{Content, Node};

/// Panics unless `text` gives a tree whose places fit, or one fault whose places do.
pub(crate) fn check_text(text: &str, base: usize) {
    let fits = |span: Span| {
        let place = span.start().checked_sub(base).and_then(|start| text.get(start..span.end() - base));
        assert!(place.is_some(), "{span:?} does not fit {text:?}");
    };
    match parse(text, base) {
        Ok(parsed) => {
            assert!(parsed.notes.is_empty());
            check_node(&parsed.root, &fits);
        }
        Err(fault) => {
            assert!(fault.kind.is_fatal());
            fits(fault.span);
            fault.related.iter().for_each(|(span, _)| fits(*span));
            assert!(fault.repair.is_none());
        }
    }
}

fn check_node(node: &Node, fits: &impl Fn(Span)) {
    fits(node.span);
    assert!(node.decoration.is_none());
    match &node.content {
        Content::Scalar(scalar) => assert!(scalar.text.is_empty() || !node.span.is_empty()),
        Content::Alias(name) => panic!("TOML has no alias {name}"),
        Content::List { items, .. } => items.iter().for_each(|item| check_node(item, fits)),
        Content::Map { entries, .. } => {
            assert!(entries.is_sorted_by_key(|entry| entry.key.span));
            for entry in entries {
                fits(entry.key.span);
                check_node(&entry.value, fits);
            }
        }
    }
}
