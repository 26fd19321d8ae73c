//! Work that was planned for a release and is no longer in it: where it has gone, and why.

use serde::Serialize;

use crate::history::PlanDifference;
use crate::model::key::{REASON, VERSION};
use crate::model::workflow::Category;
use crate::plan::due::RELEASE;
use crate::plan::{ArtifactIndex, Plan};
use crate::view::changelog::one_line;
use crate::view::subject::Subject;

/// Work that is no longer in the release.
#[derive(Debug, Serialize)]
pub(crate) struct Lost {
    #[serde(flatten)]
    pub(crate) subject: Subject,
    /// dropped, moved, unplanned or deleted.
    pub(crate) fate: &'static str,
    /// The release it has gone to.
    pub(crate) to: Option<String>,
    /// Why it was dropped.
    pub(crate) reason: Option<String>,
}

impl Lost {
    /// What became of work of the earlier plan.
    pub(crate) fn of(before: &Plan, after: &Plan, found: &PlanDifference, old: ArtifactIndex) -> Self {
        let Some(now) = found.after_of(old) else {
            return Self { subject: Subject::of(before, old), fate: "deleted", to: None, reason: None };
        };
        let (artifact, kind) = (after.artifact(now), after.kind_of(now));
        let subject = Subject::of(after, now);
        if artifact.category(kind) == Some(Category::Dropped) {
            let reason = artifact.get(kind, REASON).map(one_line);
            return Self { subject, fate: "dropped", to: None, reason };
        }
        match after.targets_of_field(now, RELEASE).next() {
            Some(release) => {
                let (release, kind) = (after.artifact(release), after.kind_of(release));
                let version = release.get(kind, VERSION).map(|version| version.without_v().to_owned());
                Self { subject, fate: "moved", to: version.or_else(|| Some(release.label())), reason: None }
            }
            None => Self { subject, fate: "unplanned", to: None, reason: None },
        }
    }
}
