//! The eyes of an audience on the past: what it may see of an earlier version of a document, and how exactly it
//! may know when something happened.
//!
//! What is hidden now stays hidden, whatever it was before.

use std::fmt;
use std::sync::Arc;

use super::value::coarse;
use super::{Basis, Source, written_path};
use crate::config::{Config, DateResolution};
use crate::model::artifact::Artifact;
use crate::model::values::{Date, Period};
use crate::plan::{LinkState, Plan};

/// What an audience may see of the past of a plan.
pub(crate) struct Eyes {
    plan: Arc<Plan>,
    basis: Basis,
}

impl Eyes {
    /// Those of the audience called `key`, on what led to `plan`.
    pub(crate) fn of(plan: Arc<Plan>, key: &str, today: Date) -> Self {
        let basis = Basis::of(&plan, key, today);
        Self { plan, basis }
    }

    /// The name of the audience in `pm.yaml`.
    pub(crate) fn key(&self) -> &str {
        &self.basis.key
    }

    /// The settings that documents are read with before they are looked at.
    pub(crate) fn config(&self) -> &Config {
        &self.plan.config
    }

    /// What may be seen of a version of a document; nothing where it may not be seen at all.
    pub(crate) fn look(&self, artifact: &Artifact) -> Option<Arc<Artifact>> {
        let projection = self.basis.projection(&self.plan);
        let present = self.plan.at_path(&artifact.path);
        let by_id = match self.plan.named(&self.plan.name_of(artifact), None) {
            LinkState::Resolved(target) => Some(target.artifact),
            _ => None,
        };
        let is_hidden_now = present.into_iter().chain(by_id).any(|index| !projection.sees(index));
        if is_hidden_now || !projection.sight.sees(artifact) {
            return None;
        }
        let path = match present {
            Some(index) => projection.path(index).clone(),
            None => written_path(&self.plan.config, &self.basis.audience, artifact),
        };
        projection.read(Source { artifact, path: &path })
    }

    /// How exactly the audience may know what happened on a day; nothing where it may not know when anything
    /// happened.
    pub(crate) fn when(&self, day: Date) -> Option<Period> {
        coarse(Period::Day(day), self.basis.audience.past_dates)
    }

    /// Whether it may know the day on which something happened.
    pub(crate) fn sees_days(&self) -> bool {
        self.basis.audience.past_dates == DateResolution::Day
    }

    /// What the person is called who signs so; nothing where the audience may not know people, or where nobody
    /// of the plan does.
    pub(crate) fn name_of(&self, name: &str, mail: &str) -> Option<&str> {
        let config = &self.plan.config;
        let handle = config.handle_signing(name, mail).filter(|_| self.basis.audience.people)?;
        config.people.get(handle).map(|person| person.name.as_str())
    }
}

impl fmt::Debug for Eyes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Eyes").field(&self.basis.key).finish()
    }
}
