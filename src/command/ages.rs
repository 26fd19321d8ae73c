//! How long artifacts stand as they do, at the moment that a command reads.

use std::collections::BTreeMap;

use super::moment::Moment;
use super::session::{Loaded, Session};
use crate::history::{Age, Lineages, ages};
use crate::plan::ArtifactIndex;
use crate::source::log::Walk;

/// What git knows of how long artifacts wait; nothing without a history. What the working tree holds and no
/// commit does is not among it: it was changed just now.
pub(crate) fn read(session: &Session<'_>, loaded: &Loaded) -> Option<BTreeMap<ArtifactIndex, Age>> {
    let (plan, config, repository) = (&loaded.plan, &loaded.plan.config, &loaded.repository);
    let log = repository.log().ok()?;
    let until = loaded.commit.as_deref().unwrap_or("HEAD");
    let lineages = Lineages::read(&log, config, until, None, Walk::FirstParent).ok()?;
    let fresh = match session.moment {
        Moment::At(_) => Vec::new(),
        Moment::WorkingTree | Moment::Staged => {
            let is_staged = session.moment == Moment::Staged;
            repository.files_changed_since(&repository.revision("HEAD").ok()?, is_staged).unwrap_or_default()
        }
    };
    Some(ages(&log, config, &lineages, plan, |index| {
        fresh.binary_search(&plan.artifact(index).path).is_err()
    }))
}
