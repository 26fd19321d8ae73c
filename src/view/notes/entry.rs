//! One entry of the release notes: the text for its readers, and the heading it stands under.

use serde::Serialize;

use super::Request;
use crate::model::artifact::Artifact;
use crate::model::key::Key;
use crate::model::kind::Kind;
use crate::plan::{ArtifactIndex, Plan};
use crate::view::changelog::{TYPES, change, one_line};
use crate::view::subject::Subject;
use crate::view::voices::{Voice, voices};

/// The sort of the work.
const TYPE: Key<str> = Key::new("type");

#[derive(Debug, Serialize)]
pub(super) struct Entry {
    /// added, changed, deprecated, removed, fixed or security.
    pub(super) r#type: &'static str,
    pub(super) text: String,
    /// Where the text comes from: notes or changelog.
    pub(super) from: &'static str,
    pub(super) breaking: bool,
    pub(super) highlight: bool,
    /// What has to be done before or after an update.
    pub(super) upgrade: Option<String>,
    /// The version in which a deprecated thing goes away.
    pub(super) removal: Option<String>,
    pub(super) requirement: Subject,
    /// Who asked for it, as far as the plan tells.
    pub(super) asked: Vec<Voice>,
}

/// The entries of one type.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    pub(super) r#type: &'static str,
    pub(super) title: &'static str,
    pub(super) entries: Vec<Entry>,
}

impl Entry {
    /// What some work says to the readers; nothing where it says nothing.
    pub(super) fn of(plan: &Plan, index: ArtifactIndex, request: &Request<'_>) -> Option<Self> {
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        let line = change(artifact, kind);
        let own = request.own_text(artifact, kind).map(|text| one_line(&text));
        let from = if own.is_some() { "notes" } else { "changelog" };
        let text = own.or_else(|| line.as_ref().map(|line| line.sentence()))?;
        Some(Self {
            r#type: line.as_ref().map_or_else(|| usual_type(artifact, kind), |line| line.r#type),
            text,
            from,
            breaking: line.as_ref().is_some_and(|line| line.breaking),
            highlight: line.as_ref().is_some_and(|line| line.highlight),
            upgrade: line.as_ref().and_then(|line| line.upgrade.clone()),
            removal: line.and_then(|line| line.removal),
            requirement: Subject::of(plan, index),
            asked: voices(plan, index),
        })
    }
}

/// The heading for work that has no line in the changelog.
fn usual_type(artifact: &Artifact, kind: &Kind) -> &'static str {
    match artifact.get(kind, TYPE) {
        Some("fix") => "fixed",
        Some("quality") => "changed",
        _ => "added",
    }
}

/// The entries by type, in the order of the changelog.
pub(super) fn grouped(entries: Vec<Entry>) -> Vec<Group> {
    let mut groups: Vec<Group> =
        TYPES.map(|(r#type, title)| Group { r#type, title, entries: Vec::new() }).into();
    for entry in entries {
        if let Some(group) = groups.iter_mut().find(|group| group.r#type == entry.r#type) {
            group.entries.push(entry);
        }
    }
    groups.retain(|group| !group.entries.is_empty());
    groups
}
