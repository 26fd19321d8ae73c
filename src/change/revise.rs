//! Assignments to one artifact, carried out on its document.

use crate::change::document::Document;
use crate::change::typed::Reader;
use crate::change::{Assignment, Impossible};
use crate::model::values::PartName;
use crate::plan::{ArtifactIndex, Home, Plan};
use crate::source::FileChange;

/// An artifact after assignments.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Revision {
    /// Nothing where the document says all of it already.
    pub(crate) file: Option<FileChange>,
}

/// Carries out `assignments` one after another, on the artifact or on one of its parts: all of them or
/// none. A status is reached only by a move that the workflow allows, with the fields that it demands.
pub(crate) fn revise(
    plan: &Plan,
    index: ArtifactIndex,
    part: Option<&PartName>,
    assignments: &[Assignment],
) -> Result<Revision, Impossible> {
    let mut document = opened(plan, index, part.cloned());
    let before = document.status(&document.root()?);
    for assignment in assignments {
        document.assign(assignment)?;
    }
    if document.status(&document.root()?) != before {
        document.check_demands(before.as_deref())?;
    }
    document.remember_estimated()?;
    Ok(Revision { file: closed(plan, index, document) })
}

/// The document of an artifact as it is, for assignments to it or to one of its parts.
pub(super) fn opened(plan: &Plan, index: ArtifactIndex, part: Option<PartName>) -> Document<'_> {
    let artifact = plan.artifact(index);
    Document {
        kind: plan.kind(artifact),
        reader: Reader {
            plan,
            home: Home { product: artifact.product, path: &artifact.path },
            follows: true,
        },
        label: artifact.label(),
        text: artifact.text.to_string(),
        front: artifact.front,
        part,
        is_new: false,
        is_estimated: false,
    }
}

/// What became of the document of an artifact; nothing where it says what it said.
pub(super) fn closed(plan: &Plan, index: ArtifactIndex, document: Document<'_>) -> Option<FileChange> {
    let artifact = plan.artifact(index);
    let is_changed = *document.text != *artifact.text;
    is_changed.then(|| FileChange::Replace {
        path: artifact.path.clone(),
        before: artifact.text.as_bytes().to_vec(),
        bytes: document.text.into_bytes(),
    })
}
