//! What of a kind people agree to: `normative:`, `estimates:` and `approvals:`.

use indexmap::IndexMap;

use super::Reader;
use crate::config::node::{entries, get, texts};
use crate::model::field::Field;
use crate::model::kind::{Normative, NormativeSections};
use crate::model::workflow::Workflow;
use crate::text::span::Span;
use crate::text::words::nearest;
use crate::text::yaml::Node;

/// What `sections:` says where the whole body counts.
const ALL: &str = "all";

/// The fields and sections that count; a field that the kind does not have is a finding.
pub(super) fn normative(
    reader: &mut Reader<'_>,
    kind: &Node,
    title: &str,
    fields: &IndexMap<String, Field>,
) -> Normative {
    let Some(node) = get(kind, "normative") else { return Normative::default() };
    let mut named = Vec::new();
    for (name, span) in texts(node, "fields") {
        if name == "title" || name == title || known(reader, fields, &name, span) {
            named.push(name);
        }
    }
    let sections: Vec<String> = texts(node, "sections").into_iter().map(|(title, _)| title).collect();
    let sections = match sections.as_slice() {
        [all] if all == ALL => NormativeSections::All,
        _ => NormativeSections::Titled(sections),
    };
    Normative { fields: named, sections }
}

/// The fields that say how much work it is.
pub(super) fn estimates(
    reader: &mut Reader<'_>,
    kind: &Node,
    fields: &IndexMap<String, Field>,
) -> Vec<String> {
    let named = texts(kind, "estimates").into_iter();
    named.filter(|(name, span)| known(reader, fields, name, *span)).map(|(name, _)| name).collect()
}

/// The roles by the status that asks for them.
pub(super) fn approvals(
    reader: &mut Reader<'_>,
    kind: &Node,
    workflow: &Workflow,
) -> IndexMap<String, Vec<String>> {
    let mut asked = IndexMap::new();
    for entry in entries(kind, "approvals") {
        let status = &*entry.key.text;
        if workflow.get(status).is_none() {
            let help = nearest(status, workflow.names()).map(|near| format!("did you mean `{near}`?"));
            reader.report(entry.key.span, format!("the kind has no status `{status}`"), help);
            continue;
        }
        let Some(node) = get(kind, "approvals") else { continue };
        let roles = texts(node, status).into_iter().map(|(role, _)| role).collect();
        asked.insert(status.to_owned(), roles);
    }
    asked
}

fn known(reader: &mut Reader<'_>, fields: &IndexMap<String, Field>, name: &str, span: Span) -> bool {
    let (outer, inner) = name.split_once('.').map_or((name, None), |(outer, inner)| (outer, Some(inner)));
    let field = fields.get(outer);
    let is_known = match (field, inner) {
        (Some(field), Some(inner)) => field.fields.is_empty() || field.fields.contains_key(inner),
        (field, _) => field.is_some(),
    };
    if !is_known {
        let near = match (field, inner) {
            (Some(field), Some(inner)) => nearest(inner, field.fields.keys().map(String::as_str))
                .map(|near| format!("did you mean `{outer}.{near}`?")),
            _ => nearest(outer, fields.keys().map(String::as_str))
                .map(|near| format!("did you mean `{near}`?")),
        };
        reader.report(span, format!("the kind has no field `{name}`"), near);
    }
    is_known
}
