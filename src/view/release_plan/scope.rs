//! How far the scope of a release is: by count and by effort, and whether it fits what the teams can do.

use serde::Serialize;

use crate::analysis::scores::moscow::{Class, Shares};
use crate::model::key::{EFFORT, PRIORITY};
use crate::model::values::Range;
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Plan, parts};
use crate::view::effort::{Effort, unit_of};
use crate::view::subject::Subject;

/// How far a piece of work is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Debug)]
#[serde(rename_all = "snake_case")]
pub(super) enum Stage {
    Done,
    InProgress,
    NotBegun,
}

impl Stage {
    /// Nothing for a status that its kind does not know.
    pub(super) fn of(plan: &Plan, index: ArtifactIndex) -> Option<Self> {
        match plan.artifact(index).category(plan.kind_of(index))? {
            Category::Done => Some(Self::Done),
            Category::Active => Some(Self::InProgress),
            Category::Open => Some(Self::NotBegun),
            Category::Dropped => None,
        }
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::InProgress => "in progress",
            Self::NotBegun => "not begun",
        }
    }
}

/// Some pieces of work, and their effort together.
#[derive(Clone, Serialize, Debug)]
pub(super) struct Amount {
    pub(super) items: usize,
    /// Nothing where nobody estimated any of them.
    pub(super) effort: Option<Effort>,
}

/// The scope of a release.
#[derive(Serialize, Debug)]
pub(super) struct Scope {
    pub(super) all: Amount,
    pub(super) done: Amount,
    pub(super) in_progress: Amount,
    pub(super) not_begun: Amount,
    /// Work that was agreed not to be done this time, and work that was dropped.
    pub(super) left_out: Vec<Subject>,
    pub(super) unit: Option<String>,
    /// How many have an effort.
    #[serde(skip)]
    estimated: usize,
}

/// Whether people agreed that a part of a release is not done this time.
pub(super) fn is_left_out(plan: &Plan, index: ArtifactIndex) -> bool {
    class(plan, index) == Some(Class::Wont)
}

fn class(plan: &Plan, index: ArtifactIndex) -> Option<Class> {
    Class::named(plan.artifact(index).get(plan.kind_of(index), PRIORITY)?)
}

fn effort(plan: &Plan, index: ArtifactIndex) -> Option<Range> {
    plan.artifact(index).get(plan.kind_of(index), EFFORT).copied()
}

/// The effort of all together, those without an estimate left out; nothing where none has one.
pub(super) fn effort_of(plan: &Plan, work: &[ArtifactIndex]) -> Option<Range> {
    work.iter().filter_map(|index| effort(plan, *index)).reduce(Range::plus)
}

impl Scope {
    /// The scope of a release, of which `work` is what is to be done.
    pub(super) fn of(plan: &Plan, release: ArtifactIndex, work: &[ArtifactIndex]) -> Self {
        let unit = work.iter().find_map(|index| unit_of(plan.kind_of(*index), EFFORT.name));
        let amount = |work: &[ArtifactIndex]| Amount {
            items: work.len(),
            effort: effort_of(plan, work).map(|range| Effort::of(range, unit.as_deref().unwrap_or_default())),
        };
        let at = |stage: Stage| -> Vec<ArtifactIndex> {
            work.iter().copied().filter(|index| Stage::of(plan, *index) == Some(stage)).collect()
        };
        let is_dropped = |index: &ArtifactIndex| {
            plan.artifact(*index).category(plan.kind_of(*index)) == Some(Category::Dropped)
        };
        let left_out = parts::parts(plan, release)
            .filter(|part| is_dropped(part) || is_left_out(plan, *part))
            .map(|part| Subject::of(plan, part));
        Self {
            all: amount(work),
            done: amount(&at(Stage::Done)),
            in_progress: amount(&at(Stage::InProgress)),
            not_begun: amount(&at(Stage::NotBegun)),
            left_out: left_out.collect(),
            estimated: work.iter().filter(|index| effort(plan, **index).is_some()).count(),
            unit,
        }
    }

    /// The amounts by stage, those with nothing in them left out.
    pub(super) fn stages(&self) -> impl Iterator<Item = (Stage, &Amount)> {
        [
            (Stage::Done, &self.done),
            (Stage::InProgress, &self.in_progress),
            (Stage::NotBegun, &self.not_begun),
        ]
        .into_iter()
        .filter(|(_, amount)| amount.items > 0)
    }

    /// How many are in a status that their kind does not know.
    pub(super) fn unknown(&self) -> usize {
        self.all.items - self.stages().map(|(_, amount)| amount.items).sum::<usize>()
    }

    /// Whether the effort fits what the teams can do: fits, may_not_fit or does_not_fit.
    ///
    /// Nothing where it would fit but for work that nobody has estimated.
    pub(super) fn fit(&self, capacity: &Effort) -> Option<&'static str> {
        let effort = self.all.effort.as_ref()?;
        if effort.low > capacity.high {
            return Some("does_not_fit");
        }
        if effort.high > capacity.low {
            return Some("may_not_fit");
        }
        (self.estimated == self.all.items).then_some("fits")
    }

    /// What the musts take of the effort, in percent; nothing where a class or an estimate is missing.
    pub(super) fn must_share(&self, plan: &Plan, work: &[ArtifactIndex]) -> Option<f64> {
        let piece = |index: &ArtifactIndex| (class(plan, *index), effort(plan, *index).map(Range::mean));
        let shares = Shares::of(work.iter().map(piece));
        shares.too_many_musts()?;
        Some((shares.must_share()? * 1000.0).round() / 10.0)
    }

    /// The work that nobody has estimated and that is not done.
    pub(super) fn without_effort(&self, plan: &Plan, work: &[ArtifactIndex]) -> Vec<Subject> {
        let is_open = |index: &&ArtifactIndex| Stage::of(plan, **index) != Some(Stage::Done);
        let bare = work.iter().filter(is_open).filter(|index| effort(plan, **index).is_none());
        bare.map(|index| Subject::of(plan, *index)).collect()
    }
}
