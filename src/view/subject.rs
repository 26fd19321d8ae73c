//! An artifact as other artifacts' answers name it: id, title and status, leading to its document.
//!
//! Knows no view; what more is said of an artifact is each view's own.

use serde::Serialize;

use crate::config::Config;
use crate::model::artifact::Artifact;
use crate::model::value::Value;
use crate::model::workflow::Category;
use crate::page::{Inline, Target, Text, Tone};
use crate::plan::{ArtifactIndex, Plan};

/// What every mention of an artifact says.
#[derive(Clone, Serialize, Debug)]
pub(crate) struct Subject {
    pub(crate) id: String,
    pub(crate) kind: String,
    /// What several of its kind are called.
    #[serde(skip)]
    pub(crate) plural: String,
    pub(crate) title: String,
    pub(crate) status: Option<String>,
    /// open, active, done or dropped; nothing for a status that its kind does not know.
    pub(crate) category: Option<&'static str>,
    pub(crate) path: String,
}

impl Subject {
    pub(crate) fn of(plan: &Plan, index: ArtifactIndex) -> Self {
        Self::of_document(&plan.config, plan.artifact(index))
    }

    /// An artifact that need not be in a plan: one that was removed.
    pub(crate) fn of_document(config: &Config, artifact: &Artifact) -> Self {
        let kind = &config.kinds[usize::from(artifact.kind)];
        Self {
            id: artifact.label(),
            kind: kind.name.clone(),
            plural: kind.plural.clone(),
            title: artifact.title.to_string(),
            status: artifact.status_name().map(str::to_owned),
            category: artifact.category(kind).map(Category::name),
            path: artifact.path.to_string(),
        }
    }

    /// The id, leading to the document.
    pub(crate) fn reference(&self) -> Inline {
        let target = Target::File { path: self.path.clone(), anchor: None };
        Inline::Reference { id: self.id.clone(), target }
    }

    /// Id and title.
    pub(crate) fn named(&self) -> Text {
        Text::from(self.reference()).and(Inline::Plain(format!(" {}", self.title)))
    }

    /// The status with the tone of its category.
    pub(crate) fn status_word(&self) -> Option<Inline> {
        let status = self.status.clone()?;
        Some(match self.category {
            Some("active") => Inline::Toned(Tone::Active, status),
            Some("done") => Inline::Toned(Tone::Good, status),
            Some("dropped") => Inline::Toned(Tone::Muted, status),
            _ => Inline::Plain(status),
        })
    }
}

/// Ids between commas, leading to the artifacts.
pub(crate) fn references<'a>(subjects: impl IntoIterator<Item = &'a Subject>) -> Text {
    joined(subjects.into_iter().map(Subject::reference))
}

/// Pieces of a line between commas.
pub(crate) fn joined(pieces: impl IntoIterator<Item = Inline>) -> Text {
    let mut text = Text::new();
    for piece in pieces {
        if !text.0.is_empty() {
            text = text.and(Inline::Plain(", ".into()));
        }
        text = text.and(piece);
    }
    text
}

/// The handles of the people whom a field of an artifact names; what is written of those whom `pm.yaml` does not know.
pub(crate) fn people_in(plan: &Plan, index: ArtifactIndex, field: &str) -> Vec<String> {
    let written = plan.artifact(index).value(plan.kind_of(index), field);
    let person = |value: &Value| match value {
        Value::Person(person) => Some(plan.config.handle_of(person).unwrap_or(person.label()).to_owned()),
        _ => None,
    };
    written.into_iter().flat_map(|value| value.value.each()).filter_map(person).collect()
}

/// The name of a person by their handle; the handle where `pm.yaml` does not know them.
pub(crate) fn person_name(config: &Config, handle: &str) -> String {
    config.people.get(handle).map_or_else(|| handle.to_owned(), |person| person.name.clone())
}

/// The name of a team by its key; the key where `pm.yaml` does not know it.
pub(crate) fn team_name(config: &Config, key: &str) -> String {
    config.teams.get(key).map_or_else(|| key.to_owned(), |team| team.name.clone())
}
