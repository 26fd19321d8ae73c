//! What an audience could see of a document as it once was: whether, with which status, and planned for when.
//!
//! What is hidden now stays hidden, whatever it was before.

use super::settings::wording;
use super::sight::Sight;
use super::value::coarse_target;
use crate::config::{Audience, Config};
use crate::model::artifact::Artifact;
use crate::model::key::{ANNOUNCED, TARGET};
use crate::model::values::{Date, Target};

/// The eyes of an audience, or of those who keep the plan.
pub(crate) struct Lens<'a> {
    config: &'a Config,
    audience: Option<(&'a Audience, Sight<'a>)>,
    today: Date,
}

/// What was seen of one version of a document.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Glimpse {
    /// The word for its status.
    pub(crate) status: Option<String>,
    pub(crate) target: Option<Target>,
}

impl<'a> Lens<'a> {
    /// The eyes of the audience called `key`; of those who keep the plan where nobody is named.
    pub(crate) fn of(config: &'a Config, key: Option<&str>, today: Date) -> Self {
        let audience = key.and_then(|key| config.audiences.get(key));
        Self { config, audience: audience.map(|it| (it, Sight::of(config, it))), today }
    }

    /// What may be seen of a version; nothing where it may not be seen at all.
    pub(crate) fn glimpse(&self, artifact: &Artifact) -> Option<Glimpse> {
        let kind = self.config.kinds.get(usize::from(artifact.kind))?;
        let status = artifact.status_name();
        let target = artifact.get(kind, TARGET);
        let Some((audience, sight)) = &self.audience else {
            return Some(Glimpse { status: status.map(str::to_owned), target });
        };
        if !sight.sees(artifact) {
            return None;
        }
        let status = status.filter(|_| sight.sees_status_of(kind)).map(|it| wording(audience, it).to_owned());
        let target = match sight.sees_field(kind, TARGET.name) {
            true => target,
            false if sight.announces(kind) => artifact.get(kind, ANNOUNCED),
            false => None,
        };
        let target = target.and_then(|it| coarse_target(self.config, audience, artifact, it, self.today));
        Some(Glimpse { status, target })
    }
}
