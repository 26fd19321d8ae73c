//! What holds for every text that is read as YAML, for property tests and the fuzz target.

use crate::text::span::Span;
use crate::text::yaml::parse::full;
use crate::text::yaml::{Content, Node, Parsed, ScalarStyle, YamlFault, parse, plain};

/// Panics unless `text` gives a tree whose spans fit and nest, or one fault; and unless the fast
/// path, where it reads the text at all, reads it as the full reader does.
pub(crate) fn check_text(text: &str, base: usize) {
    if let Some(root) = plain::read(text, base) {
        let parsed = full(text, base);
        assert_eq!(Ok(Parsed { root, notes: Vec::new() }), parsed, "{text:?}");
    }
    match parse(text, base) {
        Ok(parsed) => {
            check_node(text, base, &parsed.root, Span::new(base, base + text.len()));
            parsed.notes.iter().for_each(|note| {
                assert!(!note.kind.is_fatal());
                check_fault(text, base, note);
            });
        }
        Err(fault) => {
            assert!(fault.kind.is_fatal());
            check_fault(text, base, &fault);
        }
    }
}

fn check_span(text: &str, base: usize, span: Span, within: Span) {
    assert!(text.get(span.start() - base..span.end() - base).is_some(), "{span:?} does not fit {text:?}");
    assert!(
        within.start() <= span.start() && span.end() <= within.end(),
        "{span:?} leaves {within:?} in {text:?}"
    );
}

fn check_node(text: &str, base: usize, node: &Node, within: Span) {
    check_span(text, base, node.span, within);
    let own = text[node.span.start() - base..node.span.end() - base].to_owned();
    match &node.content {
        Content::Scalar(scalar) => match scalar.style {
            ScalarStyle::Plain if !own.contains(['\n', '\r']) => assert_eq!(*own, *scalar.text, "{text:?}"),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted if !own.contains(['\n', '\r']) => {
                let again = parse(&own, 0).unwrap_or_else(|fault| panic!("{own:?} of {text:?}: {fault:?}"));
                assert_eq!(again.root.as_str(), Some(&*scalar.text), "{text:?}");
            }
            ScalarStyle::Literal => assert!(own.starts_with('|'), "{own:?} of {text:?}"),
            ScalarStyle::Folded => assert!(own.starts_with('>'), "{own:?} of {text:?}"),
            _ => {}
        },
        Content::Alias(name) => assert_eq!(own, format!("*{name}"), "{text:?}"),
        Content::List { items, flow } => {
            assert!(!flow || own.starts_with('[') && own.ends_with(']'), "{own:?} of {text:?}");
            assert!(*flow || own.starts_with('-'), "{own:?} of {text:?}");
            check_order(items.iter().map(|item| item.span), text);
            items.iter().for_each(|item| check_node(text, base, item, node.span));
        }
        Content::Map { entries, .. } => {
            check_order(entries.iter().flat_map(|entry| [entry.key.span, entry.value.span]), text);
            for entry in entries {
                check_span(text, base, entry.key.span, node.span);
                check_node(text, base, &entry.value, node.span);
            }
        }
    }
}

fn check_order(spans: impl Iterator<Item = Span>, text: &str) {
    let mut end = 0;
    for span in spans {
        assert!(end <= span.start(), "{span:?} lies before {end} in {text:?}");
        end = span.end();
    }
}

fn check_fault(text: &str, base: usize, fault: &YamlFault) {
    let whole = Span::new(base, base + text.len());
    check_span(text, base, fault.span, whole);
    fault.related.iter().for_each(|(span, _)| check_span(text, base, *span, whole));
    fault.repair.iter().for_each(|(span, _)| check_span(text, base, *span, whole));
}
