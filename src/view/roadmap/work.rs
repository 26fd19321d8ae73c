//! Which artifacts a roadmap shows, what belongs under what, and when each is planned for.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::field::{FieldType, Meaning};
use crate::model::key::{RANK, TARGET};
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Plan};

use super::item::Item;
use super::{By, Request};
use crate::view::schedule::Schedule;

/// The kinds of a roadmap where nobody names others: bets first, then what is delivered for them.
const KINDS: [&str; 2] = ["initiative", "requirement"];

/// The artifacts of a roadmap with their place in it.
pub(super) struct Work<'a> {
    plan: &'a Plan,
    request: &'a Request,
    /// Positions of the kinds, those that come first first.
    pub(super) kinds: Vec<usize>,
    /// Everything of these kinds that was not dropped, with what it is delivered for.
    parents: BTreeMap<ArtifactIndex, Option<ArtifactIndex>>,
}

impl<'a> Work<'a> {
    pub(super) fn of(plan: &'a Plan, request: &'a Request) -> Self {
        let kinds = kinds(plan, request);
        let mut work = Self { plan, request, kinds, parents: BTreeMap::new() };
        let members: BTreeSet<ArtifactIndex> = work
            .kinds
            .iter()
            .flat_map(|kind| plan.of_kind(*kind))
            .filter(|index| work.category(*index) != Some(Category::Dropped))
            .collect();
        work.parents = members.iter().map(|index| (*index, work.parent(*index, &members))).collect();
        work
    }

    /// How many finished artifacts are left out.
    pub(super) fn hidden(&self) -> usize {
        self.parents.keys().filter(|index| !self.is_shown(**index)).count()
    }

    /// What stands on its own, with what is delivered for it, in the order of a column.
    pub(super) fn items(&self) -> Vec<Item> {
        let mut under: BTreeMap<ArtifactIndex, Vec<ArtifactIndex>> = BTreeMap::new();
        let mut tops: Vec<ArtifactIndex> = Vec::new();
        for index in self.parents.keys().copied() {
            let top = self.top(index);
            if top != index {
                under.entry(top).or_default().push(index);
            } else if self.is_shown(index) {
                tops.push(index);
            }
        }
        self.sort(&mut tops, &under);
        tops.into_iter().map(|top| self.item(top, &under)).collect()
    }

    fn item(&self, top: ArtifactIndex, under: &BTreeMap<ArtifactIndex, Vec<ArtifactIndex>>) -> Item {
        let today = self.request.today;
        let none = Vec::new();
        let mut below = under.get(&top).unwrap_or(&none).clone();
        self.sort(&mut below, &BTreeMap::new());
        let deliverables = below
            .iter()
            .map(|index| Item::of(self.plan, *index, Schedule::of(self.plan, *index), today))
            .collect();
        let mut item = Item::of(self.plan, top, self.schedule(top, &below), today);
        if item.objective.is_none() {
            let served =
                below.iter().flat_map(|index| self.plan.targets_of_field(*index, "objective")).next();
            item.objective = served.map(|index| crate::view::subject::Subject::of(self.plan, index));
        }
        item.with_deliverables(self.plan, deliverables, |each| self.request.done || !each.is_done())
    }

    /// By kind, then by when, then by hand, then by id.
    fn sort(&self, indices: &mut [ArtifactIndex], under: &BTreeMap<ArtifactIndex, Vec<ArtifactIndex>>) {
        let fiscal = &self.plan.config.fiscal_year;
        let none = Vec::new();
        let place = |index: &ArtifactIndex| {
            let artifact = self.plan.artifact(*index);
            let kind = self.kinds.iter().position(|kind| *kind == usize::from(artifact.kind));
            let rank = artifact.get(self.plan.kind(artifact), RANK);
            (kind, (rank.is_none(), rank), (artifact.id.as_ref(), &artifact.path))
        };
        let when = |index: &ArtifactIndex| {
            self.schedule(*index, under.get(index).unwrap_or(&none)).map(|it| it.target)
        };
        indices.sort_by(|one, other| {
            let (kind, rank, id) = place(one);
            let (other_kind, other_rank, other_id) = place(other);
            let time = || match (when(one), when(other)) {
                (Some(one), Some(other)) => one.compare(other, fiscal),
                (one, other) => one.is_none().cmp(&other.is_none()),
            };
            kind.cmp(&other_kind)
                .then_with(time)
                .then_with(|| rank.cmp(&other_rank))
                .then_with(|| id.cmp(&other_id))
        });
    }

    fn category(&self, index: ArtifactIndex) -> Option<Category> {
        let artifact = self.plan.artifact(index);
        artifact.category(self.plan.kind(artifact))
    }

    fn is_shown(&self, index: ArtifactIndex) -> bool {
        self.request.done || self.category(index) != Some(Category::Done)
    }

    /// What an artifact is a part of or serves, among those of the roadmap.
    fn parent(&self, index: ArtifactIndex, members: &BTreeSet<ArtifactIndex>) -> Option<ArtifactIndex> {
        let named = |meaning| self.plan.targets(index, meaning);
        let above = |candidate: &ArtifactIndex| *candidate != index && members.contains(candidate);
        let candidates: Vec<ArtifactIndex> =
            named(Meaning::PartOf).chain(named(Meaning::Serves)).filter(above).collect();
        // A bet says more than the larger requirement that something is a slice of.
        candidates.into_iter().min_by_key(|candidate| {
            let kind = usize::from(self.plan.artifact(*candidate).kind);
            self.kinds.iter().position(|at| *at == kind)
        })
    }

    /// The topmost shown artifact that `index` belongs under; itself where there is none.
    fn top(&self, index: ArtifactIndex) -> ArtifactIndex {
        let mut seen = BTreeSet::from([index]);
        let mut top = index;
        let mut at = index;
        while let Some(parent) = self.parents.get(&at).copied().flatten() {
            if !seen.insert(parent) {
                // In a circle nothing is on top: each stands on its own.
                return index;
            }
            if self.is_shown(parent) {
                top = parent;
            }
            at = parent;
        }
        top
    }

    /// Whether something is delivered for `index`, itself or by way of what it is a part of.
    fn is_below(&self, below: ArtifactIndex, index: ArtifactIndex) -> bool {
        let mut seen = BTreeSet::from([below]);
        let mut at = below;
        while let Some(parent) = self.parents.get(&at).copied().flatten().filter(|at| seen.insert(*at)) {
            if parent == index {
                return true;
            }
            at = parent;
        }
        false
    }

    /// The target of an artifact; the latest of its deliverables' where it has none.
    fn schedule(&self, index: ArtifactIndex, below: &[ArtifactIndex]) -> Option<Schedule> {
        Schedule::of_whole(self.plan, index, below)
    }
}

/// What is delivered for `index` on a roadmap of the usual kinds, at any depth; nothing for what is on none.
pub(crate) fn deliverables(plan: &Plan, index: ArtifactIndex, today: Date) -> Vec<ArtifactIndex> {
    let request = Request { today, by: By::Horizon, done: true, kinds: Vec::new() };
    let work = Work::of(plan, &request);
    work.parents.keys().copied().filter(|below| work.is_below(*below, index)).collect()
}

/// The kinds that were asked for; else bets and deliverables; else, where a repository has neither,
/// every kind of its own that is planned for a time.
fn kinds(plan: &Plan, request: &Request) -> Vec<usize> {
    if !request.kinds.is_empty() {
        return request.kinds.clone();
    }
    let config = &plan.config;
    let standard: Vec<usize> = KINDS.iter().filter_map(|name| config.kind_index(name)).collect();
    if standard.iter().any(|kind| plan.of_kind(*kind).next().is_some()) {
        return standard;
    }
    let planned: Vec<usize> = config
        .kinds
        .iter()
        .enumerate()
        .filter(|(at, kind)| {
            !kind.shipped
                && kind.field(TARGET.name).is_some_and(|field| field.ty == FieldType::Target)
                && plan.of_kind(*at).next().is_some()
        })
        .map(|(at, _)| at)
        .collect();
    if planned.is_empty() { standard } else { planned }
}
