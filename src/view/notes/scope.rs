//! What became of the plan for a release: what was dropped or moved out of it, what came in, which dates moved.

use serde::Serialize;

use crate::history::{Written, consequences, difference};
use crate::model::values::Date;
use crate::plan::{ArtifactIndex, Plan};
use crate::view::lost::Lost;
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
            lost: changed
                .map(|scope| scope.lost.iter().map(|old| Lost::of(before, after, &found, *old)).collect())
                .unwrap_or_default(),
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

fn written(value: &Written) -> String {
    match value {
        Written::One(text) => text.clone(),
        Written::Many(items) => items.join(", "),
    }
}
