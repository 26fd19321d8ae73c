//! `rules:`: the repository's own rules. Their expressions are checked by `check`, which knows names.

use super::levels::level;
use super::named::{check_fields, check_kinds, exactly};
use super::node::{get, text, texts};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::model::kind::Kind;
use crate::source::RelPath;
use crate::text::span::Span;
use crate::text::yaml::{Content, Node, ScalarStyle};

/// A rule that a repository wrote for itself.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct OwnRule {
    pub(crate) name: String,
    pub(crate) name_span: Span,
    /// The kinds it looks at; all where empty.
    pub(crate) kinds: Vec<String>,
    pub(crate) over: Over,
    pub(crate) when: Option<Source>,
    pub(crate) assert: Source,
    pub(crate) message: Source,
    pub(crate) help: Option<String>,
    pub(crate) level: Level,
    /// The field to point at.
    pub(crate) field: Option<String>,
}

/// What a rule looks at, one after another.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Over {
    #[default]
    Artifacts,
    Links,
}

/// An expression or a message as written, and where its text begins in `pm.yaml`.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Source {
    pub(crate) text: String,
    pub(crate) span: Span,
    /// Whether a byte of the text is a byte of the file, so that a place in it can be shown.
    pub(crate) verbatim: bool,
}

/// The rules under `rules` of a map: of the whole file, or of a definition of ready.
pub(super) fn read(
    path: &RelPath,
    root: &Node,
    kinds: &[Kind],
    findings: &mut Vec<Diagnostic>,
) -> Vec<OwnRule> {
    let items = get(root, "rules").and_then(Node::items).unwrap_or_default();
    let mut rules: Vec<OwnRule> = Vec::new();
    for node in items {
        let report = |findings: &mut Vec<Diagnostic>, span: Span, message: String, help: Option<String>| {
            let mut finding = Diagnostic::new("invalid-config", Level::Error, Place::at(path, span), message);
            finding.help.extend(help);
            findings.push(finding);
        };
        let (Some(name), Some(assert)) = (texts(node, "name").pop(), source(node, "assert")) else {
            let missing = if text(node, "name").is_none() { "name" } else { "assert" };
            report(findings, node.span, format!("the rule has no `{missing}`"), None);
            continue;
        };
        if rules.iter().any(|rule| rule.name == name.0) {
            report(findings, name.1, format!("the rule `{}` is named twice", name.0), None);
            continue;
        }
        let named = texts(node, "kind");
        check_kinds(path, &named, kinds, exactly, findings);
        let named: Vec<String> = named.into_iter().map(|(kind, _)| kind).collect();
        let looked_at: Vec<&Kind> =
            kinds.iter().filter(|kind| named.is_empty() || named.contains(&kind.name)).collect();
        // Where no kind is known, that is the one fault.
        if !looked_at.is_empty() {
            check_fields(path, &texts(node, "field"), &looked_at, &named, findings);
        }
        rules.push(OwnRule {
            kinds: named,
            over: if text(node, "over").as_deref() == Some("links") { Over::Links } else { Over::Artifacts },
            when: source(node, "when"),
            message: source(node, "message").unwrap_or_else(|| Source {
                text: format!("the rule {} is broken", name.0),
                span: name.1,
                verbatim: false,
            }),
            assert,
            help: text(node, "help"),
            level: text(node, "level").and_then(|name| level(&name)).unwrap_or(Level::Warning),
            field: text(node, "field"),
            name: name.0,
            name_span: name.1,
        });
    }
    rules
}

/// The text under `key`, with its place.
pub(super) fn source(node: &Node, key: &str) -> Option<Source> {
    let value = get(node, key)?;
    let Content::Scalar(scalar) = &value.content else { return None };
    let (span, verbatim) = match scalar.style {
        ScalarStyle::Plain => (value.span, value.span.len() == scalar.text.len()),
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            let inside = Span::new(value.span.start() + 1, value.span.end().saturating_sub(1));
            (inside, inside.len() == scalar.text.len())
        }
        ScalarStyle::Literal | ScalarStyle::Folded => (value.span, false),
    };
    Some(Source { text: scalar.text.to_string(), span, verbatim })
}
