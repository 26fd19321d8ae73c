//! What rules may ask: the plan, one artifact of it, whether a file is there, and today's date.

use std::cell::OnceCell;

use super::sections;
use crate::model::artifact::Artifact;
use crate::model::field::Required;
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

    /// Whether a quick look shows that the body has a section called `title` with text in it; where it does
    /// not, the outline knows.
    pub(crate) fn plainly_has(&self, title: &str) -> bool {
        sections::plainly_filled(self.artifact.body_text(), title)
    }

    /// Whether a quick look shows that the section called `title` begins with an item to tick.
    pub(crate) fn plainly_ticks(&self, title: &str) -> bool {
        sections::plainly_ticked(self.artifact.body_text(), title)
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

    /// Whether something with this requirement must be there now. A status that the kind does not know
    /// demands nothing but what is always demanded: it has its own finding.
    pub(crate) fn demands(&self, required: &Required) -> bool {
        match self.status() {
            Some(status) => required.in_status(status, &self.kind.workflow),
            None => *required == Required::Always,
        }
    }

    /// Why it must be there, to put behind a verb: `from approved on`.
    pub(crate) fn demand(&self, required: &Required) -> String {
        match required {
            Required::From(status) => format!("from `{status}` on"),
            Required::In(_) => format!("in `{}`", self.status().unwrap_or_default()),
            Required::Always | Required::Never => "always".to_owned(),
        }
    }

    /// Whether its status says that it has been decided on: under way or finished.
    pub(crate) fn is_decided(&self) -> bool {
        matches!(self.category(), Some(Category::Active | Category::Done))
    }

    /// Whether it has a body at all; a `.yaml` document cannot have one.
    pub(crate) fn can_have_body(&self) -> bool {
        !matches!(self.path().extension(), "yaml" | "yml")
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
