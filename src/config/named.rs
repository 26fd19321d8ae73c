//! Names of kinds and fields that settings refer to: one that does not exist is a finding with a suggestion.

use crate::diagnostic::{Diagnostic, Level, Place};
use crate::model::kind::Kind;
use crate::source::RelPath;
use crate::text::span::Span;
use crate::text::words::{list_of, nearest};

/// Whether a kind is the one that a setting names.
pub(super) type IsNamed = fn(&Kind, &str) -> bool;

/// Settings that take the name alone, neither the plural nor another word for it.
pub(super) fn exactly(kind: &Kind, name: &str) -> bool {
    kind.name == name
}

/// Reports every name that is that of no kind.
pub(super) fn check_kinds(
    path: &RelPath,
    named: &[(String, Span)],
    kinds: &[Kind],
    is_named: IsNamed,
    findings: &mut Vec<Diagnostic>,
) {
    for (name, span) in named {
        if !kinds.iter().any(|kind| is_named(kind, name)) {
            let near = nearest(name, kinds.iter().map(|kind| kind.name.as_str()));
            findings.push(invalid(path, *span, format!("there is no kind `{name}`"), near));
        }
    }
}

/// Reports every field that none of `kinds` has. `of` are the names by which the setting chose them, none
/// where it speaks of all.
pub(super) fn check_fields(
    path: &RelPath,
    named: &[(String, Span)],
    kinds: &[&Kind],
    of: &[String],
    findings: &mut Vec<Diagnostic>,
) {
    for (name, span) in named {
        if kinds.iter().any(|kind| has_field(kind, name)) {
            continue;
        }
        let message = match of {
            [] => format!("no kind has a field `{name}`"),
            [only] => format!("{only} has no field `{name}`"),
            several => format!("none of {} has a field `{name}`", list_of(several)),
        };
        let known = kinds.iter().flat_map(|kind| kind.fields.keys()).map(String::as_str);
        findings.push(invalid(path, *span, message, nearest(name, known)));
    }
}

/// Id, title and status are fields too, under the words that the kind has for them.
fn has_field(kind: &Kind, name: &str) -> bool {
    matches!(name, "id" | "title" | "status")
        || kind.fields.contains_key(name)
        || kind.identity.field == name
        || kind.title_field == name
        || kind.workflow.field.as_deref() == Some(name)
}

fn invalid(path: &RelPath, span: Span, message: String, near: Option<&str>) -> Diagnostic {
    let mut finding = Diagnostic::new("invalid-config", Level::Error, Place::at(path, span), message);
    finding.help.extend(near.map(|near| format!("did you mean `{near}`?")));
    finding
}
