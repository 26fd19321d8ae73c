//! What rules may ask: the plan, one artifact of it, whether a file is there, and today's date.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::sections;
use super::since::Before;
use crate::model::artifact::Artifact;
use crate::model::field::Required;
use crate::model::kind::Kind;
use crate::model::value::FieldValue;
use crate::model::values::{Date, IdKey};
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Link, Plan};
use crate::source::{RelPath, Tree};
use crate::text::markdown::Outline;
use crate::text::span::Span;

/// Whether something stands at a path of the repository: what links in bodies are held against.
pub(crate) trait Files: Sync {
    fn exists(&self, path: &RelPath) -> bool;

    /// The text of a file that is no document of the plan, for anchors in it.
    fn text(&self, path: &RelPath) -> Option<String>;
}

/// The files of any tree.
pub(crate) struct FilesOfTree<'a>(pub(crate) &'a dyn Tree);

impl Files for FilesOfTree<'_> {
    fn exists(&self, path: &RelPath) -> bool {
        self.0.exists(path)
    }

    fn text(&self, path: &RelPath) -> Option<String> {
        String::from_utf8(self.0.read(path).ok()?).ok()
    }
}

/// What a rule over the whole plan sees.
pub(crate) struct PlanContext<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) today: Date,
    pub(crate) files: &'a dyn Files,
    /// The plan before the change that is checked; nothing where a plan is checked by itself.
    pub(crate) before: Option<&'a Before<'a>>,
    pub(super) outlines: Outlines,
}

/// The outlines of documents that others link into, each made once; nothing for a file that cannot be read.
#[derive(Default)]
pub(super) struct Outlines(RwLock<BTreeMap<RelPath, Option<Arc<Outline>>>>);

impl Outlines {
    fn of(&self, path: &RelPath, make: impl FnOnce() -> Option<Outline>) -> Option<Arc<Outline>> {
        if let Some(known) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(path) {
            return known.clone();
        }
        let outline = make().map(Arc::new);
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(path.clone(), outline.clone());
        outline
    }
}

/// What a rule over a change sees: two moments of one plan.
pub(crate) struct ChangeContext<'a> {
    pub(crate) before: &'a Before<'a>,
    pub(crate) after: &'a Plan,
}

impl<'a> ChangeContext<'a> {
    /// The artifacts that both plans have, each before and after; those that have an id, for a document
    /// without one cannot be told from another.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&'a Artifact, &'a Artifact)> {
        let before: BTreeMap<&IdKey, &'a Artifact> = self
            .before
            .plan
            .artifacts()
            .filter_map(|artifact| Some((artifact.id.as_ref()?.key(), artifact)))
            .collect();
        self.after.artifacts().filter_map(move |after| Some((*before.get(after.id.as_ref()?.key())?, after)))
    }
}

/// What a rule over one artifact sees.
pub(crate) struct ArtifactContext<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) today: Date,
    pub(crate) files: &'a dyn Files,
    pub(crate) before: Option<&'a Before<'a>>,
    pub(crate) index: ArtifactIndex,
    pub(crate) artifact: &'a Artifact,
    pub(crate) kind: &'a Kind,
    outline: OnceCell<Outline>,
    outlines: &'a Outlines,
}

impl<'a> ArtifactContext<'a> {
    pub(super) fn new(context: &'a PlanContext<'a>, index: ArtifactIndex) -> Self {
        let artifact = context.plan.artifact(index);
        Self {
            plan: context.plan,
            today: context.today,
            files: context.files,
            before: context.before,
            index,
            artifact,
            kind: context.plan.kind(artifact),
            outline: OnceCell::new(),
            outlines: &context.outlines,
        }
    }

    /// The outline of the body; made once, when the first rule asks.
    pub(crate) fn outline(&self) -> &Outline {
        self.outline.get_or_init(|| Outline::of(self.artifact.body_text(), self.artifact.body.start()))
    }

    /// The headings of another document: one of the plan, or any other Markdown file.
    pub(crate) fn outline_of(&self, path: &RelPath) -> Option<Arc<Outline>> {
        if !matches!(path.extension(), "md" | "markdown") {
            return None;
        }
        self.outlines.of(path, || match self.plan.at_path(path) {
            Some(index) => Some(Outline::of(self.plan.artifact(index).body_text(), 0)),
            None => Some(Outline::of(&self.files.text(path)?, 0)),
        })
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
