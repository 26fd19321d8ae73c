//! What became of the plan for a release: what was dropped or moved out of it, what came in, which dates moved.

use serde::Serialize;

use super::RELEASE;
use crate::history::{PlanDifference, ScopeChange, Written, consequences, difference};
use crate::model::key::{REASON, VERSION};
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Plan};
use crate::view::changelog::one_line;
use crate::view::subject::Subject;

/// The plan of a release as it once was.
#[derive(Debug)]
pub(crate) struct Earlier<'a> {
    pub(crate) plan: &'a Plan,
    /// What that moment is called: `2.4.2 went out`, `HEAD~3`.
    pub(crate) name: String,
    /// The day of the later plan.
    pub(crate) today: Date,
}

#[derive(Debug, Serialize)]
pub(super) struct Scope {
    /// The moment that it is compared with.
    pub(super) since: String,
    /// How much was planned then.
    pub(super) before: usize,
    pub(super) lost: Vec<Lost>,
    pub(super) gained: Vec<Subject>,
    pub(super) moves: Vec<Moved>,
}

/// Work that is no longer in the release.
#[derive(Debug, Serialize)]
pub(super) struct Lost {
    #[serde(flatten)]
    pub(super) subject: Subject,
    /// dropped, moved, unplanned or deleted.
    pub(super) fate: &'static str,
    /// The release it has gone to.
    pub(super) to: Option<String>,
    /// Why it was dropped.
    pub(super) reason: Option<String>,
}

/// A date of the release that moved.
#[derive(Debug, Serialize)]
pub(super) struct Moved {
    pub(super) field: String,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
}

impl Scope {
    /// What changed for a release; nothing where nothing did, or where it was not planned yet.
    pub(super) fn of(earlier: &Earlier<'_>, after: &Plan, release: ArtifactIndex) -> Option<Self> {
        let before = earlier.plan;
        let found = difference(before, after, earlier.today);
        let follows = consequences(before, after, &found);
        let changed = follows.scopes.iter().find(|scope| scope.whole == release);
        let moves = found
            .changed
            .iter()
            .filter(|changed| changed.after == release)
            .flat_map(|changed| changed.moves())
            .map(|field| Moved {
                field: field.field.clone(),
                from: field.from.as_ref().map(written),
                to: field.to.as_ref().map(written),
            })
            .collect();
        let scope = Self {
            since: earlier.name.clone(),
            before: changed.map_or(0, |scope| scope.before),
            lost: changed.map(|scope| lost(before, after, &found, scope)).unwrap_or_default(),
            gained: changed
                .map(|scope| scope.gained.iter().map(|index| Subject::of(after, *index)).collect())
                .unwrap_or_default(),
            moves,
        };
        (!scope.is_empty()).then_some(scope)
    }

    fn is_empty(&self) -> bool {
        self.lost.is_empty() && self.gained.is_empty() && self.moves.is_empty()
    }
}

fn lost(before: &Plan, after: &Plan, found: &PlanDifference, scope: &ScopeChange) -> Vec<Lost> {
    let of = |old: &ArtifactIndex| {
        let Some(now) = found.after_of(*old) else {
            return Lost { subject: Subject::of(before, *old), fate: "deleted", to: None, reason: None };
        };
        let (artifact, kind) = (after.artifact(now), after.kind_of(now));
        let subject = Subject::of(after, now);
        if artifact.category(kind) == Some(Category::Dropped) {
            let reason = artifact.get(kind, REASON).map(one_line);
            return Lost { subject, fate: "dropped", to: None, reason };
        }
        match after.targets_of_field(now, RELEASE).next() {
            Some(release) => {
                let (release, kind) = (after.artifact(release), after.kind_of(release));
                let version = release.get(kind, VERSION).map(|version| version.without_v().to_owned());
                Lost { subject, fate: "moved", to: version.or_else(|| Some(release.label())), reason: None }
            }
            None => Lost { subject, fate: "unplanned", to: None, reason: None },
        }
    };
    scope.lost.iter().map(of).collect()
}

fn written(value: &Written) -> String {
    match value {
        Written::One(text) => text.clone(),
        Written::Many(items) => items.join(", "),
    }
}
