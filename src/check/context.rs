//! What rules may ask: the plan, one artifact of it, whether a file is there, and today's date.

use std::cell::OnceCell;

use crate::model::artifact::Artifact;
use crate::model::kind::Kind;
use crate::model::value::FieldValue;
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Link, Plan};
use crate::source::RelPath;
use crate::text::markdown::Outline;
use crate::text::span::Span;

/// Whether something stands at a path of the repository: what links in bodies are held against.
pub(crate) trait Files: Sync {
    fn exists(&self, path: &RelPath) -> bool;

    /// The text of a file that is no document of the plan, for anchors in it.
    fn text(&self, path: &RelPath) -> Option<String>;
}

/// What a rule over the whole plan sees.
pub(crate) struct PlanContext<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) today: Date,
    pub(crate) files: &'a dyn Files,
}

/// What a rule over one artifact sees.
pub(crate) struct ArtifactContext<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) today: Date,
    pub(crate) files: &'a dyn Files,
    pub(crate) index: ArtifactIndex,
    pub(crate) artifact: &'a Artifact,
    pub(crate) kind: &'a Kind,
    outline: OnceCell<Outline>,
}

impl<'a> ArtifactContext<'a> {
    pub(super) fn new(context: &PlanContext<'a>, index: ArtifactIndex) -> Self {
        let artifact = context.plan.artifact(index);
        Self {
            plan: context.plan,
            today: context.today,
            files: context.files,
            index,
            artifact,
            kind: context.plan.kind(artifact),
            outline: OnceCell::new(),
        }
    }

    /// The outline of the body; made once, when the first rule asks.
    pub(crate) fn outline(&self) -> &Outline {
        self.outline.get_or_init(|| Outline::of(self.artifact.body_text(), self.artifact.body.start()))
    }

    pub(crate) fn path(&self) -> &'a RelPath {
        &self.artifact.path
    }

    pub(crate) fn category(&self) -> Option<Category> {
        self.artifact.category(self.kind)
    }

    /// The status, where it is one that the kind knows.
    pub(crate) fn status(&self) -> Option<&'a str> {
        self.artifact.status(self.kind).map(|status| status.name.as_str())
    }

    pub(crate) fn links(&self) -> &'a [Link] {
        self.plan.links_from(self.index)
    }

    pub(crate) fn value(&self, field: &str) -> Option<&'a FieldValue> {
        self.artifact.value(self.kind, field)
    }

    /// Where to point when something is missing: the status that asks for it, else the id, else the
    /// first line of the front matter.
    pub(crate) fn head(&self) -> Span {
        self.artifact
            .status
            .as_ref()
            .map(|status| status.span)
            .or(self.artifact.id_span)
            .unwrap_or_else(|| Span::at(self.artifact.front.start()))
    }
}
