//! A mapping read backwards: what artifacts say, in the fields that a tool has.
//!
//! Knows no format, and not how the words of the plan become those of the tool.

use std::collections::BTreeMap;

use super::Text;
use crate::exchange::ledger::{Entry, Ledger, is_named_only};
use crate::exchange::mapping::{BODY, From, Mapping};
use crate::model::artifact::Artifact;
use crate::model::field::{Field, FieldType};
use crate::model::key::ALIASES;
use crate::plan::{ArtifactIndex, Home, LinkState, Plan};
use crate::text::yaml::Node;

pub(super) struct Backwards<'a> {
    pub(super) plan: &'a Plan,
    pub(super) mapping: &'a Mapping,
    /// What the tool knows artifacts by, by their ids here.
    sources: BTreeMap<&'a str, &'a str>,
}

/// What an artifact says of one field of the mapping, in the words of the plan.
pub(super) struct Said<'a> {
    pub(super) field: &'a str,
    pub(super) from: &'a From,
    pub(super) texts: Vec<String>,
}

impl<'a> Backwards<'a> {
    pub(super) fn of(plan: &'a Plan, mapping: &'a Mapping, ledger: &'a Ledger) -> Self {
        let by_artifact =
            |(source, entry): (&'a String, &'a Entry)| (entry.artifact.as_str(), source.as_str());
        Self { plan, mapping, sources: ledger.entries.iter().map(by_artifact).collect() }
    }

    /// What an artifact says, in the order of the mapping; a field that its kind does not have is passed over.
    pub(super) fn said(&self, index: ArtifactIndex) -> Vec<Said<'a>> {
        let artifact = self.plan.artifact(index);
        let kind = self.plan.kind_of(index);
        let root = artifact.root();
        let mut all = Vec::new();
        for (name, from) in self.mapping.fields.get(&kind.name).into_iter().flatten() {
            let texts = match name.as_str() {
                "title" => vec![artifact.title.to_string()],
                "status" => artifact.status_name().map(str::to_owned).into_iter().collect(),
                BODY => vec![from.markup.of_markdown(artifact.body_text().trim())],
                _ => match (kind.field(name), name.split_once('.')) {
                    (Some(field), _) => {
                        let node = root.as_ref().and_then(|root| root.get(&field.name));
                        self.texts(artifact, field, from, node)
                    }
                    (None, Some((outer, inner))) => {
                        let part = kind.field(outer).and_then(|field| field.fields.get(inner));
                        let Some(part) = part else { continue };
                        let node = root.as_ref().and_then(|root| root.get(outer)?.get(inner));
                        self.texts(artifact, part, from, node)
                    }
                    (None, None) => continue,
                },
            };
            let texts = texts.into_iter().filter(|text| !text.is_empty()).collect();
            all.push(Said { field: name, from, texts });
        }
        all
    }

    /// What an artifact says of a field that the mapping need not have.
    pub(super) fn field(&self, index: ArtifactIndex, field: &Field, from: &From) -> Vec<String> {
        let artifact = self.plan.artifact(index);
        let root = artifact.root();
        let node = root.as_ref().and_then(|root| root.get(&field.name));
        self.texts(artifact, field, from, node)
    }

    /// What the tool knows an artifact by; its id here where it does not know it.
    pub(super) fn source(&self, artifact: &Artifact) -> String {
        self.known(artifact).unwrap_or_else(|| artifact.label())
    }

    /// What the tool knows an artifact by; nothing where it does not know it.
    pub(super) fn known(&self, artifact: &Artifact) -> Option<String> {
        let label = artifact.label();
        if let Some(source) = self.sources.get(label.as_str())
            && !is_named_only(source)
        {
            return Some((*source).to_owned());
        }
        let kind = self.plan.kind(artifact);
        let prefix = format!("{}-", self.mapping.tool);
        let aliases = artifact.get(kind, ALIASES).unwrap_or_default();
        aliases.iter().find_map(|alias| alias.strip_prefix(&prefix)).map(str::to_owned)
    }

    fn texts(&self, artifact: &Artifact, field: &Field, from: &From, node: Option<&Node>) -> Vec<String> {
        let texts = super::cells::texts(field, node);
        let texts = texts.iter().map(Text::line);
        match field.ty.item() {
            FieldType::Link => texts.map(|text| self.reference(artifact, field, from, &text)).collect(),
            FieldType::Person => texts
                .map(|text| self.plan.config.people.get(&text).map_or(text, |person| person.name.clone()))
                .collect(),
            _ => texts.collect(),
        }
    }

    /// How the tool names what a link leads to: by its own id, or by the name where it has no record for it.
    fn reference(&self, artifact: &Artifact, field: &Field, from: &From, text: &str) -> String {
        let Some(rule) = &field.link else { return text.to_owned() };
        let home = Home { product: artifact.product, path: &artifact.path };
        match self.plan.resolve_from(text, rule, Some(home)) {
            LinkState::Resolved(target) => {
                let target = self.plan.artifact(target.artifact);
                if from.creates { target.title.to_string() } else { self.source(target) }
            }
            _ => text.to_owned(),
        }
    }
}
