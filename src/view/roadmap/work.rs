//! Which artifacts a roadmap shows, what belongs under what, and when each is planned for.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::item::Item;
use super::{Question, Request};
use crate::model::field::{FieldType, Meaning};
use crate::model::key::{RANK, TARGET};
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::plan::query::{Filter, QueryFault};
use crate::plan::{ArtifactIndex, Plan};
use crate::view::list::sorted;
use crate::view::schedule::Schedule;
use crate::view::subject::Subject;

/// The kinds of a roadmap where nobody names others: bets first, then what is delivered for them.
const KINDS: [&str; 2] = ["initiative", "requirement"];

/// The artifacts of a roadmap with their place in it.
pub(super) struct Work<'a> {
    plan: &'a Plan,
    today: Date,
    /// Whether finished work is shown too.
    done: bool,
    /// Positions of the kinds that are shown, those that come first first.
    shown: Vec<usize>,
    /// Those, and behind them the kinds that say how far these are.
    kinds: Vec<usize>,
    /// What was chosen; everything where nobody chose.
    chosen: Option<BTreeSet<ArtifactIndex>>,
    /// The place of each in the order that was asked for.
    order: Option<BTreeMap<ArtifactIndex, usize>>,
    /// Everything of these kinds that was not dropped, with what it is delivered for.
    parents: BTreeMap<ArtifactIndex, Option<ArtifactIndex>>,
}

/// What under what: the deliverables of each item, at any depth.
type Under = BTreeMap<ArtifactIndex, Vec<ArtifactIndex>>;

impl<'a> Work<'a> {
    /// Everything of the kinds.
    fn of(plan: &'a Plan, shown: Vec<usize>, today: Date) -> Self {
        let parents = BTreeMap::new();
        let usual = usual_kinds(plan);
        let mut kinds = shown.clone();
        if shown.iter().any(|kind| usual.contains(kind)) {
            kinds.extend(usual.into_iter().filter(|kind| !shown.contains(kind)));
        }
        let mut work = Self { plan, today, done: true, shown, kinds, chosen: None, order: None, parents };
        let members: BTreeSet<ArtifactIndex> = plan
            .indices()
            .filter(|index| work.kinds.contains(&usize::from(plan.artifact(*index).kind)))
            .filter(|index| work.category(*index) != Some(Category::Dropped))
            .collect();
        work.parents = members.iter().map(|index| (*index, work.parent(*index, &members))).collect();
        work
    }

    /// What a question asks for.
    pub(super) fn asked(question: &Question<'a>, kinds: Vec<usize>) -> Result<Self, QueryFault> {
        let request = question.request;
        let mut work = Self::of(question.plan(), kinds, request.today);
        work.done = request.done;
        if !request.filter.is_empty() {
            let chosen = Filter::of(&question.scope, &request.filter)?.select()?;
            work.chosen = Some(chosen.into_iter().collect());
        }
        if !request.sort.is_empty() {
            let all = work.parents.keys().copied().collect();
            let order = sorted(&question.scope, all, &request.sort)?;
            work.order = Some(order.into_iter().zip(0..).collect());
        }
        Ok(work)
    }

    /// How many finished artifacts are left out of what was chosen.
    pub(super) fn hidden(&self) -> usize {
        let hidden = |index: &&ArtifactIndex| self.is_chosen(**index) && !self.is_shown(**index);
        self.parents.keys().filter(hidden).count()
    }

    /// Whether there is anything to choose from.
    pub(super) fn is_empty(&self) -> bool {
        !self.parents.keys().any(|index| self.has_place(*index))
    }

    /// What stands on its own, with what is delivered for it, in the order of a column.
    pub(super) fn items(&self) -> Vec<Item> {
        let mut delivered = Under::new();
        let mut tops: Vec<ArtifactIndex> = Vec::new();
        for index in self.parents.keys().copied() {
            let above = self.above(index);
            if self.is_shown(index) && !above.iter().any(|above| self.is_shown(*above)) {
                tops.push(index);
            }
            for above in above {
                delivered.entry(above).or_default().push(index);
            }
        }
        // Where nothing of the kinds shown is under it, what delivers it still says how far it is.
        for below in delivered.values_mut().filter(|below| below.iter().any(|index| self.has_place(*index))) {
            below.retain(|index| self.has_place(*index));
        }
        let tops = self.sorted(tops, &delivered);
        tops.into_iter().map(|top| self.item(top, delivered.remove(&top).unwrap_or_default())).collect()
    }

    /// Progress and dates are those of all that is delivered, whatever of it is shown.
    fn item(&self, top: ArtifactIndex, delivered: Vec<ArtifactIndex>) -> Item {
        let mut item = Item::of(self.plan, top, self.schedule(top, &delivered), self.today);
        let delivered = self.sorted(delivered, &Under::new());
        if item.objective.is_none() {
            let served =
                delivered.iter().flat_map(|index| self.plan.targets_of_field(*index, "objective")).next();
            item.objective = served.map(|index| Subject::of(self.plan, index));
        }
        let of = |index| Item::of(self.plan, index, Schedule::of(self.plan, index), self.today);
        let all: Vec<Item> = delivered.into_iter().map(of).collect();
        let item = item.judged_by(self.plan, &all);
        item.delivering(all.into_iter().filter(|each| self.is_shown(each.index)).collect())
    }

    /// As asked for; else by kind, then by when, then by hand, then by id.
    fn sorted(&self, indices: Vec<ArtifactIndex>, delivered: &Under) -> Vec<ArtifactIndex> {
        let mut indices = indices;
        if let Some(order) = &self.order {
            indices.sort_by_key(|index| order.get(index));
            return indices;
        }
        let fiscal = &self.plan.config.fiscal_year;
        let none = Vec::new();
        let mut keyed: Vec<_> = indices
            .into_iter()
            .map(|index| {
                let artifact = self.plan.artifact(index);
                let kind = self.kinds.iter().position(|kind| *kind == usize::from(artifact.kind));
                let rank = artifact.get(self.plan.kind(artifact), RANK);
                let when = self.schedule(index, delivered.get(&index).unwrap_or(&none)).map(|it| it.target);
                let id = (artifact.id.as_ref(), &artifact.path);
                (kind, when, (rank.is_none(), rank), id, index)
            })
            .collect();
        keyed.sort_by(|one, other| {
            let time = match (one.1, other.1) {
                (Some(one), Some(other)) => one.compare(other, fiscal),
                (one, other) => one.is_none().cmp(&other.is_none()),
            };
            let kind: Ordering = one.0.cmp(&other.0);
            kind.then(time).then_with(|| one.2.cmp(&other.2)).then_with(|| one.3.cmp(&other.3))
        });
        keyed.into_iter().map(|(.., index)| index).collect()
    }

    fn category(&self, index: ArtifactIndex) -> Option<Category> {
        let artifact = self.plan.artifact(index);
        artifact.category(self.plan.kind(artifact))
    }

    /// Whether it is of a kind that is shown.
    fn has_place(&self, index: ArtifactIndex) -> bool {
        self.shown.contains(&usize::from(self.plan.artifact(index).kind))
    }

    fn is_chosen(&self, index: ArtifactIndex) -> bool {
        self.has_place(index) && self.chosen.as_ref().is_none_or(|chosen| chosen.contains(&index))
    }

    fn is_shown(&self, index: ArtifactIndex) -> bool {
        self.is_chosen(index) && (self.done || self.category(index) != Some(Category::Done))
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

    /// What an artifact is delivered for, the nearest first; nothing in a circle, where nothing is on top.
    fn above(&self, index: ArtifactIndex) -> Vec<ArtifactIndex> {
        let mut above = Vec::new();
        let mut at = index;
        while let Some(parent) = self.parents.get(&at).copied().flatten() {
            if parent == index || above.contains(&parent) {
                return Vec::new();
            }
            above.push(parent);
            at = parent;
        }
        above
    }

    /// The target of an artifact; the latest of its deliverables' where it has none.
    fn schedule(&self, index: ArtifactIndex, below: &[ArtifactIndex]) -> Option<Schedule> {
        Schedule::of_whole(self.plan, index, below)
    }
}

/// What is delivered for `index` on a roadmap of the usual kinds, at any depth; nothing for what is on none.
pub(crate) fn deliverables(plan: &Plan, index: ArtifactIndex, today: Date) -> Vec<ArtifactIndex> {
    // Asked for every artifact of a site, of which few have anything under them.
    let kinds = if plan.links_to(index).next().is_some() { usual_kinds(plan) } else { Vec::new() };
    if !kinds.contains(&usize::from(plan.artifact(index).kind)) {
        return Vec::new();
    }
    let work = Work::of(plan, kinds, today);
    work.parents.keys().copied().filter(|below| work.above(*below).contains(&index)).collect()
}

/// The kinds that were asked for; else the usual ones.
pub(super) fn kinds(plan: &Plan, request: &Request) -> Vec<usize> {
    if request.kinds.is_empty() { usual_kinds(plan) } else { request.kinds.clone() }
}

/// Bets and deliverables; where a repository has neither, every kind of its own that is planned for a time.
fn usual_kinds(plan: &Plan) -> Vec<usize> {
    let config = &plan.config;
    let is_used = |at: usize| plan.of_kind(at).next().is_some();
    let standard: Vec<usize> = KINDS.iter().filter_map(|name| config.kind_index(name)).collect();
    if standard.iter().any(|kind| is_used(*kind)) {
        return standard;
    }
    let kinds = config.kinds.iter().enumerate();
    let planned: Vec<usize> = kinds
        .filter(|(at, kind)| {
            let has_target = kind.field(TARGET.name).is_some_and(|field| field.ty == FieldType::Target);
            !kind.shipped && has_target && is_used(*at)
        })
        .map(|(at, _)| at)
        .collect();
    if planned.is_empty() { standard } else { planned }
}
