//! Links: what a field refers to, and where that leads.

use super::{ArtifactIndex, Plan};
use crate::model::artifact::Artifact;
use crate::model::field::LinkRule;
use crate::model::value::Value;
use crate::model::values::PartName;
use crate::text::span::Span;

/// One reference in one field of one artifact.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Link {
    pub(crate) source: ArtifactIndex,
    /// The position of the field among the fields of the source's kind.
    pub(crate) field: u16,
    /// In a record: the position of the field among the record's fields.
    pub(crate) subfield: Option<u16>,
    pub(crate) span: Span,
    pub(crate) written: Box<str>,
    pub(crate) state: LinkState,
}

/// Where a reference leads.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum LinkState {
    Resolved(LinkTarget),
    /// To a document that is there but cannot be read, or was not.
    Unread,
    /// A web address.
    Url,
    /// A word that means nothing.
    Nothing,
    Dangling,
    /// It may lie in the overlay, which is not here.
    Elsewhere,
    /// Several artifacts can be meant.
    Ambiguous(Vec<ArtifactIndex>),
}

/// The artifact a reference leads to, and which part of it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct LinkTarget {
    pub(crate) artifact: ArtifactIndex,
    pub(crate) part: Option<PartName>,
}

impl Link {
    pub(crate) fn artifact(&self) -> Option<ArtifactIndex> {
        match &self.state {
            LinkState::Resolved(target) => Some(target.artifact),
            _ => None,
        }
    }
}

impl LinkState {
    /// One word for listings.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Resolved(_) => "resolved",
            Self::Unread => "unreadable",
            Self::Url => "url",
            Self::Nothing => "none",
            Self::Dangling => "dangling",
            Self::Elsewhere => "elsewhere",
            Self::Ambiguous(_) => "ambiguous",
        }
    }

    pub(crate) const NAMES: [&'static str; 6] =
        ["resolved", "unreadable", "url", "none", "dangling", "ambiguous"];
}

/// Every reference that `artifact` writes, which has the place `index` in the plan, in the order of its kind's fields, resolved.
pub(super) fn links_of(plan: &Plan, index: ArtifactIndex, artifact: &Artifact) -> Vec<Link> {
    let kind = plan.kind(artifact);
    let mut links = Vec::new();
    for value in &artifact.values {
        let field = &kind.fields[usize::from(value.field)];
        match &field.link {
            Some(rule) => {
                collect(plan, index, rule, (value.field, None), (value.span, &value.value), &mut links);
            }
            None => {
                for record in value.value.each() {
                    let Value::Record(entries) = record else { continue };
                    for entry in entries {
                        if let Some(rule) = &field.fields[usize::from(entry.field)].link {
                            let place = (value.field, Some(entry.field));
                            collect(plan, index, rule, place, (entry.span, &entry.value), &mut links);
                        }
                    }
                }
            }
        }
    }
    links
}

fn collect(
    plan: &Plan,
    source: ArtifactIndex,
    rule: &LinkRule,
    (field, subfield): (u16, Option<u16>),
    (span, value): (Span, &Value),
    links: &mut Vec<Link>,
) {
    match value {
        Value::List(items) => {
            for item in items {
                collect(plan, source, rule, (field, subfield), (item.span, &item.value), links);
            }
        }
        Value::Map(entries) => {
            for (_, item) in entries {
                collect(plan, source, rule, (field, subfield), (item.span, &item.value), links);
            }
        }
        Value::Link(written) => {
            let state = plan.resolve(written, rule, Some(plan.artifact(source)));
            links.push(Link { source, field, subfield, span, written: written.clone(), state });
        }
        Value::Nothing(written) => {
            links.push(Link {
                source,
                field,
                subfield,
                span,
                written: written.clone(),
                state: LinkState::Nothing,
            });
        }
        _ => {}
    }
}
