//! The document of an artifact as it is written for an audience.

use super::prose;
use super::settings::wording;
use super::{Projection, Source};
use crate::model::artifact::Artifact;
use crate::model::key::{ANNOUNCED, TARGET};
use crate::text::edit::{self, Value};

impl Projection<'_> {
    /// Id, title, status and fields in the order of the kind, and under them what may be seen of the text.
    pub(super) fn document(&self, source: Source<'_>) -> String {
        let front = edit::written(&self.fields(source));
        if matches!(source.path.extension(), "yaml" | "yml") {
            return front;
        }
        let body = prose::body(self, source);
        let gap = if body.is_empty() { "" } else { "\n" };
        format!("---\n{front}---\n{gap}{body}")
    }

    fn fields(&self, source: Source<'_>) -> Vec<(String, Value)> {
        let artifact = source.artifact;
        let kind = self.plan.kind(artifact);
        let mut fields: Vec<(String, Value)> = Vec::new();
        if let Some(id) = &artifact.id {
            fields.push((kind.identity.field.clone(), Value::plain(id.to_string())));
        }
        fields.push((kind.title_field.clone(), Value::text(self.title(source))));
        if let (Some(field), Some(status), true) =
            (&kind.workflow.field, artifact.status_name(), self.sight.sees_status_of(kind))
        {
            fields.push((field.clone(), Value::plain(wording(self.audience, status))));
        }
        let announces = self.sight.announces(kind);
        for (at, (name, field)) in kind.fields.iter().enumerate() {
            let written = if announces && name == TARGET.name {
                let is_own =
                    kind.fields.get_index_of(ANNOUNCED.name).is_some_and(|at| !artifact.is_overlaid(at));
                let announced = artifact.get(kind, ANNOUNCED).filter(|_| is_own);
                announced
                    .and_then(|target| self.target(source, target))
                    .map(|target| Value::plain(target.to_string()))
            } else if !self.sees_value(artifact, at, name) {
                None
            } else {
                artifact.value_at(at).and_then(|value| self.value(source, field, &value.value))
            };
            fields.extend(written.map(|value| (name.clone(), value)));
        }
        fields
    }

    /// Whether the value of a field may be seen. What the overlay says of an artifact is private; in a field that
    /// came from there too it may be named.
    pub(super) fn sees_value(&self, artifact: &Artifact, at: usize, name: &str) -> bool {
        let kind = self.plan.kind(artifact);
        self.sight.sees_field(kind, name) && (!artifact.is_overlaid(at) || self.sight.is_overlaid(kind, name))
    }

    /// The title; where it may not be seen, or says nothing else than what is hidden, the id.
    fn title(&self, source: Source<'_>) -> String {
        let kind = self.plan.kind(source.artifact);
        let shown = prose::scrubbed(self, source, &source.artifact.title);
        match shown.trim() {
            title if !title.is_empty() && self.sight.sees_title(kind) => title.to_owned(),
            _ => self.name(source),
        }
    }
}
