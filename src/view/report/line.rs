//! A line of a report: what it is about, what is said of it, and the objective that it serves.

use serde::Serialize;

use super::Scope;
use crate::model::values::Target;
use crate::page::{Inline, Target as Place, Text, Tone};
use crate::plan::ArtifactIndex;
use crate::view::subject::Subject;

/// One line.
#[derive(Clone, Serialize, Debug)]
pub(super) struct Line {
    #[serde(flatten)]
    pub(super) subject: Subject,
    /// What is said, as the end of a sentence that begins with the subject.
    pub(super) says: String,
    /// The day that it is about.
    pub(super) day: Option<String>,
    /// The objectives that it serves.
    pub(super) serves: Vec<Served>,
    /// Whether the reader would see objectives.
    #[serde(skip)]
    pub(super) names_objectives: bool,
}

/// An objective as a line names it.
#[derive(Clone, PartialEq, Serialize, Debug)]
pub(super) struct Served {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) path: String,
}

impl Line {
    pub(super) fn of(scope: &Scope<'_>, index: ArtifactIndex, says: impl Into<String>) -> Self {
        let plan = scope.plan;
        Self {
            subject: Subject::of(plan, index),
            says: says.into(),
            day: None,
            serves: served(scope, index),
            // An audience that sees objectives need not see what leads to them.
            names_objectives: plan.config.reader.is_none() && plan.config.kind_index("objective").is_some(),
        }
    }

    /// The whole line, after words that stand before the subject.
    pub(super) fn text(&self) -> Text {
        let mut text = self.subject.named();
        if !self.says.is_empty() {
            let gap = if self.says.starts_with([':', ',']) { "" } else { " " };
            text = text.and(Inline::Plain(format!("{gap}{}", self.says)));
        }
        text.and_all(purpose(&self.serves, self.names_objectives, &self.subject))
    }
}

pub(super) fn served(scope: &Scope<'_>, index: ArtifactIndex) -> Vec<Served> {
    let of = |index: &ArtifactIndex| {
        let artifact = scope.plan.artifact(*index);
        Served { id: artifact.label(), title: artifact.title.to_string(), path: artifact.path.to_string() }
    };
    scope.serves.of(index).iter().map(of).collect()
}

/// ` · for OBJ-2`; that it serves nothing where the reader would see what.
pub(super) fn purpose(serves: &[Served], names_objectives: bool, subject: &Subject) -> Text {
    if subject.kind == "objective" || (serves.is_empty() && !names_objectives) {
        return Text::new();
    }
    if serves.is_empty() {
        return Inline::Toned(Tone::Muted, " · for no objective".to_owned()).into();
    }
    let mut text = Text::from(Inline::Toned(Tone::Muted, " · for ".to_owned()));
    for (at, one) in serves.iter().enumerate() {
        if at > 0 {
            text = text.and(Inline::Toned(Tone::Muted, ", ".to_owned()));
        }
        let target = Place::File { path: one.path.clone(), anchor: None };
        text = text.and(Inline::Reference { id: one.id.clone(), target });
    }
    text
}

/// A target as people read it, as it is written.
pub(super) fn people(written: &str) -> String {
    Target::parse(written).map_or_else(|_| written.to_owned(), Target::for_people)
}
