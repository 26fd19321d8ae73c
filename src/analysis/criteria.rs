//! Whether what will be true can be ticked.

use crate::model::artifact::Artifact;
use crate::model::kind::Kind;
use crate::text::markdown::Outline;
use crate::text::span::Span;

/// Whether a section of a body holds an item that can be ticked.
pub(crate) fn can_tick(outline: &Outline, section: Span) -> bool {
    outline.checklist.iter().any(|item| section.contains(item.marker.start()))
}

/// The titles of the sections of criteria in which nothing can be ticked, those that are missing included.
pub(crate) fn without_criteria<'k>(kind: &'k Kind, artifact: &Artifact) -> Vec<&'k str> {
    let mut sections = kind.sections.iter().filter(|section| section.part.is_some()).peekable();
    if sections.peek().is_none() {
        return Vec::new();
    }
    let outline = Outline::of(artifact.body_text(), artifact.body.start());
    let is_bare = |title: &str| {
        outline.section(title).is_none_or(|heading| heading.is_empty || !can_tick(&outline, heading.section))
    };
    sections.map(|section| section.title.as_str()).filter(|title| is_bare(title)).collect()
}
