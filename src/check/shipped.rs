//! What rules may ask of the versions that went out: read once, when something is left to judge.
//!
//! It is asked after all rules that run side by side, for reading it runs side by side too.

use super::context::PlanContext;
use crate::model::artifact::Artifact;
use crate::model::key::VERSION;
use crate::model::kind::Kind;
use crate::trace::{GitFacts, is_versioned};

/// Where the versions that went out are known, with the work in them.
pub(crate) trait Shipped {
    /// Reads them; nothing where git cannot tell.
    fn read(&self) -> Option<GitFacts>;
}

/// What went out with tagged versions, for rules about what is not closed. Nothing is read where all is closed or
/// nothing has a version, and nothing is given where no version is tagged.
pub(super) fn facts(context: &PlanContext<'_>, shipped: &dyn Shipped) -> Option<GitFacts> {
    let plan = context.plan;
    let artifacts = || plan.artifacts().map(|artifact| (artifact, plan.kind(artifact)));
    let is_open = |(artifact, kind): (&Artifact, &Kind)| {
        artifact.category(kind).is_some_and(|category| !category.is_closed())
    };
    let has_version =
        |(artifact, kind): (&Artifact, &Kind)| is_versioned(kind) && artifact.get(kind, VERSION).is_some();
    if !artifacts().any(is_open) || !artifacts().any(has_version) {
        return None;
    }
    shipped.read().filter(|facts| !facts.versions.is_empty())
}
