//! One piece of work of a release: whether it was planned at the start, what became of it, and how long it took.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::history::PlanDifference;
use crate::model::key::EFFORT;
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Plan, parts};
use crate::view::effort::{Effort, unit_of};
use crate::view::lost::Lost;
use crate::view::subject::Subject;

/// The days from the first one in an active status to the first in a done one.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Debug)]
pub(crate) struct Took {
    pub(crate) days: i64,
}

#[derive(Serialize, Debug)]
pub(super) struct Piece {
    #[serde(flatten)]
    pub(super) subject: Subject,
    /// Whether it was in the release when building began; nothing where that is not known.
    pub(super) planned: Option<bool>,
    /// shipped, not_done, moved, dropped, unplanned or deleted.
    pub(super) fate: &'static str,
    /// The release it has gone to.
    pub(super) to: Option<String>,
    /// Why it was dropped.
    pub(super) reason: Option<String>,
    pub(super) effort: Option<Effort>,
    /// The days of work that git knows of.
    pub(super) days: Option<i64>,
}

/// The work of a release, at the start or now: what is there by id, then what has gone.
pub(super) fn pieces(
    plan: &Plan,
    release: ArtifactIndex,
    past: Option<(&Plan, &PlanDifference)>,
    took: &BTreeMap<String, Took>,
) -> Vec<Piece> {
    let then: Option<(&Plan, &PlanDifference, BTreeSet<ArtifactIndex>)> = past
        .and_then(|(before, found)| Some((before, found, parts::work(before, found.before_of(release)?))));
    let now = parts::work(plan, release);
    let mut pieces = Vec::new();
    for index in by_id(plan, &now) {
        let was = then
            .as_ref()
            .map(|(_, found, then)| found.before_of(index).is_some_and(|old| then.contains(&old)));
        let is_done = plan.artifact(index).category(plan.kind_of(index)) == Some(Category::Done);
        let fate = if is_done { "shipped" } else { "not_done" };
        pieces.push(Piece::new(plan, index, was, fate, took));
    }
    if let Some((before, found, then)) = &then {
        for old in by_id(before, then) {
            if found.after_of(old).is_some_and(|index| now.contains(&index)) {
                continue;
            }
            let lost = Lost::of(before, plan, found, old);
            let mut piece = Piece::new(before, old, Some(true), lost.fate, took);
            piece.subject = lost.subject;
            piece.to = lost.to;
            piece.reason = lost.reason;
            pieces.push(piece);
        }
    }
    pieces
}

fn by_id(plan: &Plan, of: &BTreeSet<ArtifactIndex>) -> Vec<ArtifactIndex> {
    let mut sorted: Vec<ArtifactIndex> = of.iter().copied().collect();
    sorted.sort_by_key(|index| (plan.artifact(*index).id.as_ref().map(|id| id.key().clone()), *index));
    sorted
}

impl Piece {
    fn new(
        plan: &Plan,
        index: ArtifactIndex,
        planned: Option<bool>,
        fate: &'static str,
        took: &BTreeMap<String, Took>,
    ) -> Self {
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        let unit = unit_of(kind, EFFORT.name).unwrap_or_default();
        Self {
            subject: Subject::of(plan, index),
            planned,
            fate,
            to: None,
            reason: None,
            effort: artifact.get(kind, EFFORT).map(|range| Effort::of(*range, &unit)),
            days: took.get(artifact.path.as_str()).map(|took| took.days),
        }
    }

    /// What became of it, for people.
    pub(super) fn came_of_it(&self) -> String {
        match (self.fate, &self.to, &self.reason) {
            ("shipped", ..) => "shipped".to_owned(),
            ("not_done", ..) => "not done".to_owned(),
            ("moved", Some(to), _) => format!("moved to {to}"),
            ("dropped", _, Some(reason)) => format!("dropped: {reason}"),
            ("unplanned", ..) => "in no release any more".to_owned(),
            (fate, ..) => fate.to_owned(),
        }
    }
}
