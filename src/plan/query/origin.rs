//! Where the value of a property stands: in a field of the artifact's own document, or nowhere that could be
//! written.

use super::property::Property;
use super::symbols::Access;
use super::{Environment, Scope};
use crate::plan::ArtifactIndex;

/// What is behind the value that a property has for one artifact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Origin<'a> {
    /// A key of its front matter.
    Key(&'a str),
    Id,
    Kind,
    Path,
    /// The links of other artifacts that lead to it.
    Inverse,
    /// An expression, or a figure that follows from other documents.
    Computed,
    /// Its kind has no such field.
    Nothing,
}

impl Property {
    /// Where the value for one artifact comes from.
    pub(crate) fn origin<'a>(&self, environment: &'a Environment<'_>, index: ArtifactIndex) -> Origin<'a> {
        if !self.is_field() {
            return Origin::Computed;
        }
        let plan = environment.plan();
        let place = usize::from(plan.artifact(index).kind);
        let kind = plan.kind_of(index);
        match Scope::artifacts(environment, &[place]).access(self.name(), place) {
            None => Origin::Nothing,
            Some(Access::Id) => Origin::Id,
            Some(Access::Kind) => Origin::Kind,
            Some(Access::Path) => Origin::Path,
            Some(Access::Inverse(_)) => Origin::Inverse,
            Some(Access::Demand(_)) => Origin::Computed,
            Some(Access::Title) => Origin::Key(&kind.title_field),
            Some(Access::Status) => kind.workflow.field.as_deref().map_or(Origin::Nothing, Origin::Key),
            Some(Access::Field(at)) => Origin::Key(&kind.fields[*at].name),
        }
    }
}
