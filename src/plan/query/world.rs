//! Supplies expressions with what they ask for while they are evaluated.

use std::borrow::Cow;
use std::sync::PoisonError;

use super::Environment;
use super::handle::Subject;
use super::scope::{Ask, rule_to};
use super::types::LINK_FIELDS;
use crate::expression::{Handle, Named, Value, World};
use crate::model::artifact::Artifact;
use crate::plan::{ArtifactIndex, LinkState};
use crate::text::markdown::{Heading, Outline};
use crate::text::span::Span;
use crate::text::yaml;

impl World for Environment<'_> {
    fn field<'a>(&'a self, record: Handle, field: Named<'_>) -> Value<'a> {
        match Subject::of(record) {
            Subject::Artifact(index) => {
                let kind = usize::from(self.plan.artifact(index).kind);
                self.symbols
                    .access(field.slot, kind)
                    .map_or(Value::Missing, |access| self.given(index, access))
            }
            Subject::Entry { artifact, field: at, item } => self.entry_field(artifact, at, item, field.name),
            Subject::Link(at) => self.link_field(at, field.slot),
        }
    }

    fn call<'a>(
        &'a self,
        receiver: Option<Handle>,
        function: Named<'_>,
        arguments: &[Value<'a>],
    ) -> Result<Value<'a>, String> {
        let Some((_, ask)) = Ask::ALL.get(function.slot) else { return Ok(Value::Missing) };
        match (ask, arguments.first(), receiver.map(Subject::of)) {
            (Ask::Today, _, _) => Ok(Value::Date(self.today.civil())),
            (Ask::Version, text, _) => Ok(text.cloned().unwrap_or(Value::Missing)),
            (ask, argument, Some(Subject::Artifact(index))) => {
                let word = match argument {
                    Some(Value::Text(text)) => text,
                    _ => "",
                };
                Ok(self.ask(*ask, index, word))
            }
            _ => Ok(Value::Missing),
        }
    }

    fn name(&self, record: Handle) -> Cow<'_, str> {
        match Subject::of(record) {
            Subject::Artifact(index) => match &self.plan.artifact(index).id {
                Some(id) => Cow::Borrowed(id.as_str()),
                None => Cow::Borrowed(self.plan.artifact(index).path.as_str()),
            },
            Subject::Entry { artifact, field, item } => {
                let entry = self.entry(artifact, field, item);
                Cow::Owned(entry.map(crate::model::value::Value::to_line).unwrap_or_default())
            }
            Subject::Link(at) => {
                self.plan.links().get(at).map_or(Cow::Borrowed(""), |link| Cow::Borrowed(&*link.written))
            }
        }
    }

    fn is_named(&self, record: Handle, text: &str) -> bool {
        match Subject::of(record) {
            Subject::Artifact(index) => self.named_by(text).contains(&index),
            Subject::Entry { .. } | Subject::Link(_) => self.name(record) == text,
        }
    }
}

impl Environment<'_> {
    fn link_field(&self, at: usize, slot: usize) -> Value<'_> {
        let Some(link) = self.plan.links().get(at) else { return Value::Missing };
        match LINK_FIELDS.get(slot).copied() {
            Some("field") => Value::text(self.plan.link_name(link)),
            Some("written") => Value::text(&*link.written),
            Some("state") => Value::text(link.state.name()),
            Some("meaning") => Value::text(self.plan.meaning_of(link).name()),
            _ => Value::Missing,
        }
    }

    fn ask<'a>(&'a self, ask: Ask, index: ArtifactIndex, word: &str) -> Value<'a> {
        let artifact = self.plan.artifact(index);
        let kind = self.plan.kind(artifact);
        let record = |index| Value::Record(Subject::Artifact(index).handle());
        let text = |text: Option<&'a str>| text.map_or(Value::Missing, Value::text);
        match ask {
            Ask::Category => text(artifact.category(kind).map(crate::model::workflow::Category::name)),
            Ask::Path => Value::text(artifact.path.as_str()),
            Ask::Product => {
                let product = self.plan.config.products.get_index(usize::from(artifact.product));
                text(product.map(|(key, _)| key.as_str()).filter(|key| !key.is_empty()))
            }
            Ask::Captures => {
                let pattern = kind.files.captures.as_ref();
                text(pattern.and_then(|pattern| pattern.capture(artifact.path.as_str(), word)))
            }
            Ask::Section => {
                text(section(artifact, word).map(|heading| heading.section.slice(&artifact.text).trim()))
            }
            Ask::HasSection => Value::Bool(section(artifact, word).is_some()),
            Ask::Written => self.written(index, word).map_or(Value::Missing, Value::Text),
            Ask::Links => {
                let targets = self.plan.links_from(index).iter().filter_map(crate::plan::Link::artifact);
                Value::List(each_once(targets).into_iter().map(record).collect())
            }
            Ask::LinkedFrom => {
                let sources = self.plan.links_to(index).map(|link| link.source);
                Value::List(each_once(sources).into_iter().map(record).collect())
            }
            Ask::Today | Ask::Version => Value::Missing,
        }
    }

    /// The value of a key of the front matter as a person wrote it, without quotes.
    pub(crate) fn written(&self, index: ArtifactIndex, key: &str) -> Option<Cow<'_, str>> {
        let artifact = self.plan.artifact(index);
        let kind = self.plan.kind(artifact);
        let span = if let Some(field) = kind.field_index(key) {
            artifact.value_at(field)?.span
        } else if kind.workflow.field.as_deref() == Some(key) {
            artifact.status.as_ref()?.span
        } else if kind.title_field == key {
            artifact.title_span?
        } else if kind.identity.field == key {
            artifact.id_span?
        } else {
            return None;
        };
        Some(unquoted(span, &artifact.text))
    }

    /// The artifacts that `text` may name, sorted.
    fn named_by(&self, text: &str) -> Vec<ArtifactIndex> {
        if let Some(known) = self.named.read().unwrap_or_else(PoisonError::into_inner).get(text) {
            return known.clone();
        }
        let mut found = Vec::new();
        // A bare number and a version name an artifact only of the kinds that are asked, so each is.
        for kind in &self.plan.config.kinds {
            match self.plan.resolve(text, &rule_to(&[kind]), None) {
                LinkState::Resolved(target) => found.push(target.artifact),
                LinkState::Ambiguous(several) => found.extend(several),
                _ => {}
            }
        }
        found.sort_unstable();
        found.dedup();
        self.named.write().unwrap_or_else(PoisonError::into_inner).insert(text.into(), found.clone());
        found
    }

    /// A value as one line for people.
    pub(super) fn line(&self, value: &Value<'_>) -> String {
        match value {
            Value::Missing => String::new(),
            Value::Bool(value) => value.to_string(),
            Value::Integer(value) | Value::Days(value) => value.to_string(),
            Value::Number(value) => value.to_string(),
            Value::Text(text) => text.to_string(),
            Value::Date(date) => date.to_string(),
            Value::Period(period) if period.first == period.last => period.first.to_string(),
            Value::Period(period) => format!("{} to {}", period.first, period.last),
            Value::Record(record) => self.name(*record).into_owned(),
            Value::List(items) => items.iter().map(|item| self.line(item)).collect::<Vec<_>>().join(", "),
            Value::Map(entries) => entries
                .iter()
                .map(|(key, value)| format!("{key}: {}", self.line(value)))
                .collect::<Vec<_>>()
                .join(", "),
        }
    }
}

/// The section with this heading, unless it is empty.
fn section(artifact: &Artifact, title: &str) -> Option<Heading> {
    let outline = Outline::of(artifact.body_text(), artifact.body.start());
    outline.section(title).filter(|heading| !heading.is_empty).cloned()
}

/// The scalar under a span as it reads; of a collection the text as it stands.
fn unquoted(span: Span, text: &str) -> Cow<'_, str> {
    let slice = span.slice(text).trim();
    if !slice.starts_with(['"', '\'', '|', '>']) {
        return Cow::Borrowed(slice);
    }
    let parsed = yaml::parse(slice, 0).ok().and_then(|parsed| Some(parsed.root.as_str()?.trim().to_owned()));
    parsed.map_or(Cow::Borrowed(slice), Cow::Owned)
}

fn each_once(indices: impl Iterator<Item = ArtifactIndex>) -> Vec<ArtifactIndex> {
    let mut indices: Vec<ArtifactIndex> = indices.collect();
    indices.sort_unstable();
    indices.dedup();
    indices
}
