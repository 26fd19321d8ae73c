//! Documents of the overlay that are about artifacts of this repository: their fields and texts join those of the
//! artifact.
//!
//! What the artifact says itself stands. Knows nothing of who may see what was joined.

use std::collections::HashMap;
use std::sync::Arc;

use super::document::key_of;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::artifact::{Artifact, Overlaid};
use crate::model::value::{FieldValue, Item, Value};
use crate::source::mounted::in_overlay;
use crate::text::span::Span;

/// What is no fault of a document that says something of another artifact.
const UNNEEDED: [&str; 2] = ["missing-status", "missing-title"];

/// The artifacts with what the overlay says of them; artifacts of the overlay's own stay beside them. Whoever only
/// says something of another artifact need not repeat its title and status.
pub(super) fn join(
    config: &Config,
    artifacts: Vec<Arc<Artifact>>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Arc<Artifact>> {
    if config.overlay.as_ref().is_none_or(|overlay| overlay.joined.is_none()) {
        return artifacts;
    }
    let name = |artifact: &Artifact| {
        let kind = &config.kinds[usize::from(artifact.kind)];
        Some((artifact.kind, artifact.product, key_of(kind, artifact.id.as_ref()?)))
    };
    let (others, mut own): (Vec<_>, Vec<_>) =
        artifacts.into_iter().partition(|artifact| in_overlay(&artifact.path).is_some());
    let places: HashMap<_, usize> =
        own.iter().enumerate().filter_map(|(at, artifact)| Some((name(artifact)?, at))).collect();
    let mut beside = Vec::new();
    for other in others {
        match name(&other).and_then(|name| places.get(&name)) {
            Some(at) => {
                own[*at] = Arc::new(joined(&own[*at], &other));
                findings.retain(|finding| {
                    finding.place.path != other.path || !UNNEEDED.contains(&&*finding.rule)
                });
            }
            None => beside.push(other),
        }
    }
    own.extend(beside);
    own.sort_by(|one, other| one.path.cmp(&other.path));
    own
}

/// The artifact with the fields that it does not have itself, and with the other's text under its own.
fn joined(own: &Artifact, other: &Artifact) -> Artifact {
    let mut whole = own.clone();
    // What stands in another file points to where it would stand in this one.
    let place = Span::at(own.front.end());
    let mut overlaid = Overlaid { fields: Vec::new(), text: None };
    for value in &other.values {
        if let Err(at) = whole.values.binary_search_by_key(&value.field, |value| value.field) {
            whole.values.insert(at, placed(value, place));
            overlaid.fields.push(value.field);
        }
    }
    let text = other.body_text().trim();
    if !text.is_empty() && own.body.end() == own.text.len() {
        let mut all = own.text.to_string();
        if !all.ends_with('\n') {
            all.push('\n');
        }
        let start = all.len();
        all.push_str(&format!("\n{text}\n"));
        overlaid.text = Some(Span::new(start, all.len()));
        whole.body = Span::new(own.body.start(), all.len());
        whole.text = all.into_boxed_str();
    }
    whole.overlaid = Some(Box::new(overlaid));
    whole
}

fn placed(value: &FieldValue, place: Span) -> FieldValue {
    FieldValue { field: value.field, key: place, span: place, value: inner(&value.value, place) }
}

fn inner(value: &Value, place: Span) -> Value {
    let item = |item: &Item| Item { span: place, value: inner(&item.value, place) };
    match value {
        Value::List(items) => Value::List(items.iter().map(item).collect()),
        Value::Map(entries) => {
            Value::Map(entries.iter().map(|(key, value)| (key.clone(), item(value))).collect())
        }
        Value::Record(fields) => Value::Record(fields.iter().map(|field| placed(field, place)).collect()),
        other => other.clone(),
    }
}
