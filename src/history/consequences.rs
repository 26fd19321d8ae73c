//! What follows from the difference of two plans, beyond what was written into the documents themselves.
//!
//! Looks at the neighbours of what changed alone, never at the whole plan. Knows no rule and no day: what is
//! wrong with a plan is told by `check`.

use std::collections::{BTreeMap, BTreeSet};

use super::artifact_change::{ArtifactChange, BodyChange};
use super::difference::{Changed, PlanDifference};
use crate::model::field::{FieldType, Meaning};
use crate::model::key::{EFFORT, Key, TARGET};
use crate::model::values::{Range, Target};
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, LinkState, Plan, due, parts};

/// How much the teams can put into a release.
const CAPACITY: Key<Range> = Key::new("capacity");
/// The sort of a requirement, and the one that says how well the product does what it does.
const TYPE: Key<str> = Key::new("type");
const QUALITY: &str = "quality";

/// What follows from a difference. Artifacts are those of the later plan where nothing else is said.
#[derive(Debug, Default)]
pub(crate) struct Consequences {
    /// What has other parts than before, or other effort in them.
    pub(crate) scopes: Vec<ScopeChange>,
    /// What others served, and nothing serves any more.
    pub(crate) without_work: Vec<ArtifactIndex>,
    /// What is now due before something that it depends on.
    pub(crate) late: Vec<LateDependency>,
    /// What is named by others and is no longer there.
    pub(crate) gone: Vec<Gone>,
    /// What changed while others depend on it; those that are late by it are left out.
    pub(crate) dependants: Vec<Dependants>,
    /// Qualities that hold for something that was added or changed.
    pub(crate) qualities: Vec<QualityApplies>,
}

/// The parts of a release or another whole that were in one plan and not in the other. What was dropped is
/// no part.
#[derive(Debug)]
pub(crate) struct ScopeChange {
    pub(crate) whole: ArtifactIndex,
    /// How many parts there were.
    pub(crate) before: usize,
    /// Artifacts of the earlier plan.
    pub(crate) lost: Vec<ArtifactIndex>,
    pub(crate) gained: Vec<ArtifactIndex>,
    /// The effort of all parts together, those without an estimate left out.
    pub(crate) effort_before: Range,
    pub(crate) effort_after: Range,
    /// How much the teams can do, where it is said.
    pub(crate) capacity: Option<Range>,
}

/// Something that is due before what it depends on.
#[derive(Debug)]
pub(crate) struct LateDependency {
    pub(crate) index: ArtifactIndex,
    pub(crate) target: Target,
    pub(crate) depends_on: ArtifactIndex,
    pub(crate) its_target: Target,
}

/// Something that is no longer there, and who still names it.
#[derive(Debug)]
pub(crate) struct Gone {
    /// The artifact in the earlier plan.
    pub(crate) removed: ArtifactIndex,
    pub(crate) named_by: Vec<ArtifactIndex>,
}

/// Something that changed, and what waits for it.
#[derive(Debug)]
pub(crate) struct Dependants {
    pub(crate) of: ArtifactIndex,
    pub(crate) dependants: Vec<ArtifactIndex>,
}

/// A quality and what it holds for among that which was added or changed.
#[derive(Debug)]
pub(crate) struct QualityApplies {
    pub(crate) quality: ArtifactIndex,
    pub(crate) to: Vec<ArtifactIndex>,
}

/// What follows from the difference of two plans.
pub(crate) fn consequences(before: &Plan, after: &Plan, difference: &PlanDifference) -> Consequences {
    let sides = Sides { before, after, difference };
    let late = sides.late();
    Consequences {
        scopes: sides.scopes(),
        without_work: sides.without_work(),
        dependants: sides.dependants(&late),
        late,
        gone: sides.gone(),
        qualities: sides.qualities(),
    }
}

struct Sides<'a> {
    before: &'a Plan,
    after: &'a Plan,
    difference: &'a PlanDifference,
}

impl Sides<'_> {
    /// What was added, removed or changed, on the earlier side.
    fn touched_before(&self) -> impl Iterator<Item = ArtifactIndex> + '_ {
        self.difference.removed.iter().copied().chain(self.difference.changed.iter().map(|one| one.before))
    }

    /// What was added, removed or changed, on the later side.
    fn touched_after(&self) -> impl Iterator<Item = ArtifactIndex> + '_ {
        self.difference.added.iter().copied().chain(self.difference.changed.iter().map(|one| one.after))
    }

    fn scopes(&self) -> Vec<ScopeChange> {
        let wholes_before = self
            .touched_before()
            .flat_map(|index| wholes(self.before, index).chain([index]))
            .filter_map(|whole| self.difference.after_of(whole));
        let wholes_after = self.touched_after().flat_map(|index| wholes(self.after, index).chain([index]));
        let candidates: BTreeSet<ArtifactIndex> = wholes_before.chain(wholes_after).collect();
        let mut scopes: Vec<ScopeChange> =
            candidates.into_iter().filter_map(|whole| self.scope(whole)).collect();
        scopes.sort_by_cached_key(|scope| order(self.after, scope.whole));
        scopes
    }

    fn scope(&self, whole: ArtifactIndex) -> Option<ScopeChange> {
        let old_whole = self.difference.before_of(whole)?;
        let (old, new) = (live_parts(self.before, old_whole), live_parts(self.after, whole));
        let stayed = |old: ArtifactIndex| self.difference.after_of(old).is_some_and(|at| new.contains(&at));
        let was = |new: ArtifactIndex| self.difference.before_of(new).is_some_and(|at| old.contains(&at));
        let lost: Vec<_> = old.iter().copied().filter(|index| !stayed(*index)).collect();
        let gained: Vec<_> = new.iter().copied().filter(|index| !was(*index)).collect();
        let (effort_before, effort_after) = (effort(self.before, &old), effort(self.after, &new));
        if lost.is_empty() && gained.is_empty() && effort_before == effort_after {
            return None;
        }
        let artifact = self.after.artifact(whole);
        let capacity = artifact.get(self.after.kind(artifact), CAPACITY).copied();
        Some(ScopeChange { whole, before: old.len(), lost, gained, effort_before, effort_after, capacity })
    }

    fn without_work(&self) -> Vec<ArtifactIndex> {
        let served = self
            .touched_before()
            .flat_map(|index| self.before.targets(index, Meaning::Serves))
            .collect::<BTreeSet<_>>();
        let mut bare: Vec<ArtifactIndex> = served
            .into_iter()
            .filter(|old| live_servants(self.before, *old) > 0)
            .filter_map(|old| self.difference.after_of(old))
            .filter(|index| !is_closed(self.after, *index) && live_servants(self.after, *index) == 0)
            .collect();
        bare.sort_by_cached_key(|index| order(self.after, *index));
        bare
    }

    fn late(&self) -> Vec<LateDependency> {
        let plan = self.after;
        let touched: BTreeSet<ArtifactIndex> =
            self.touched_after().flat_map(|index| parts::parts(plan, index).chain([index])).collect();
        let mut edges = BTreeSet::new();
        for index in touched {
            edges.extend(plan.targets(index, Meaning::DependsOn).map(|target| (index, target)));
            edges.extend(plan.sources(index, Meaning::DependsOn).map(|source| (source, index)));
        }
        let was_late = |index, depends_on| {
            let pair = (self.difference.before_of(index), self.difference.before_of(depends_on));
            let (Some(index), Some(depends_on)) = pair else { return false };
            self.before.targets(index, Meaning::DependsOn).any(|target| target == depends_on)
                && late_edge(self.before, index, depends_on).is_some()
        };
        let mut late: Vec<LateDependency> = edges
            .into_iter()
            .filter_map(|(index, depends_on)| late_edge(plan, index, depends_on))
            .filter(|late| !was_late(late.index, late.depends_on))
            .collect();
        late.sort_by_cached_key(|late| (order(plan, late.index), order(plan, late.depends_on)));
        late
    }

    fn gone(&self) -> Vec<Gone> {
        let named_by = |removed: &ArtifactIndex| {
            let still = |source: ArtifactIndex, written: &str| {
                let now = self.difference.after_of(source)?;
                let names = |link: &&crate::plan::Link| {
                    *link.written == *written && link.state == LinkState::Dangling
                };
                self.after.links_from(now).iter().find(names).map(|link| link.source)
            };
            let mut named_by: Vec<ArtifactIndex> = self
                .before
                .links_to(*removed)
                .filter_map(|link| still(link.source, &link.written))
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect();
            named_by.sort_by_cached_key(|index| order(self.after, *index));
            Gone { removed: *removed, named_by }
        };
        self.difference.removed.iter().map(named_by).filter(|gone| !gone.named_by.is_empty()).collect()
    }

    fn dependants(&self, late: &[LateDependency]) -> Vec<Dependants> {
        let late: BTreeSet<_> = late.iter().map(|late| (late.index, late.depends_on)).collect();
        let is_late = |index, on| late.contains(&(index, on));
        let waits = |changed: &Changed| {
            let of = changed.after;
            let mut dependants: Vec<ArtifactIndex> = self
                .after
                .sources(of, Meaning::DependsOn)
                .filter(|source| *source != of && !is_closed(self.after, *source))
                .filter(|source| self.difference.before_of(*source).is_some() && !is_late(*source, of))
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect();
            dependants.sort_by_cached_key(|index| order(self.after, *index));
            Dependants { of, dependants }
        };
        let changed = self.difference.changed.iter().filter(|changed| self.is_of_weight(changed));
        changed.map(waits).filter(|one| !one.dependants.is_empty()).collect()
    }

    fn qualities(&self) -> Vec<QualityApplies> {
        let plan = self.after;
        let changed = self.difference.changed.iter().filter(|changed| self.is_of_weight(changed));
        let touched = self.difference.added.iter().copied().chain(changed.map(|changed| changed.after));
        let mut applies: BTreeMap<ArtifactIndex, BTreeSet<ArtifactIndex>> = BTreeMap::new();
        let is_work = |index: &ArtifactIndex| {
            is_work(plan, *index)
                && !is_quality(plan, *index)
                && !is_closed(plan, *index)
                && plan.kind_of(*index).name != due::RELEASE
        };
        for index in touched.filter(is_work) {
            // A quality is tied to what it holds for by a link, or by the bet or epic that both are part of.
            let linked = plan.links_from(index).iter().filter_map(|link| link.artifact());
            let linking = plan.links_to(index).map(|link| link.source);
            let beside = wholes(plan, index)
                .filter(|whole| plan.kind_of(*whole).name != due::RELEASE)
                .flat_map(|whole| parts::parts(plan, whole));
            for quality in linked.chain(linking).chain(beside).filter(|other| is_quality(plan, *other)) {
                applies.entry(quality).or_default().insert(index);
            }
        }
        let mut applies: Vec<QualityApplies> = applies
            .into_iter()
            .filter(|(quality, _)| !is_dropped(plan, *quality))
            .map(|(quality, to)| {
                let mut to: Vec<ArtifactIndex> = to.into_iter().collect();
                to.sort_by_cached_key(|index| order(plan, *index));
                QualityApplies { quality, to }
            })
            .collect();
        applies.sort_by_cached_key(|applies| order(plan, applies.quality));
        applies
    }

    /// Whether a change alters what was agreed: status, title, text, or when.
    fn is_of_weight(&self, changed: &Changed) -> bool {
        let kind = self.after.kind_of(changed.after);
        let ArtifactChange { fields, body, .. } = &changed.change;
        let ticks = |change: &BodyChange| {
            matches!(change, BodyChange::ItemTicked { .. } | BodyChange::ItemUnticked { .. })
        };
        body.iter().any(|change| !ticks(change))
            || fields.iter().any(|field| {
                field.field == kind.title_field || kind.workflow.field.as_ref() == Some(&field.field)
            })
            || changed.moves().next().is_some()
    }
}

/// What an artifact is part of, from whichever side it is written.
fn wholes(plan: &Plan, index: ArtifactIndex) -> impl Iterator<Item = ArtifactIndex> + '_ {
    plan.targets(index, Meaning::PartOf)
        .chain(plan.sources(index, Meaning::Contains))
        .filter(move |whole| *whole != index)
}

fn live_parts(plan: &Plan, whole: ArtifactIndex) -> BTreeSet<ArtifactIndex> {
    parts::parts(plan, whole).filter(|part| !is_dropped(plan, *part)).collect()
}

fn live_servants(plan: &Plan, index: ArtifactIndex) -> usize {
    plan.sources(index, Meaning::Serves)
        .filter(|source| is_work(plan, *source) && !is_dropped(plan, *source))
        .count()
}

/// Whether it is done at some time, and does not just say why. A kind of a repository's own always is.
fn is_work(plan: &Plan, index: ArtifactIndex) -> bool {
    let kind = plan.kind_of(index);
    kind.field(TARGET.name).is_some_and(|field| field.ty == FieldType::Target) || !kind.shipped
}

/// The effort of parts together. What has parts among them is counted by those.
fn effort(plan: &Plan, scope: &BTreeSet<ArtifactIndex>) -> Range {
    let is_whole = |index: ArtifactIndex| parts::parts(plan, index).any(|part| scope.contains(&part));
    scope
        .iter()
        .filter(|index| !is_whole(**index))
        .filter_map(|index| plan.artifact(*index).get(plan.kind_of(*index), EFFORT).copied())
        .sum()
}

/// The dependency, where the one that depends is due before the other and neither is met.
fn late_edge(plan: &Plan, index: ArtifactIndex, depends_on: ArtifactIndex) -> Option<LateDependency> {
    let (target, its_target) = due::late(plan, index, depends_on)?;
    Some(LateDependency { index, target, depends_on, its_target })
}

fn category(plan: &Plan, index: ArtifactIndex) -> Option<Category> {
    plan.artifact(index).category(plan.kind_of(index))
}

fn is_dropped(plan: &Plan, index: ArtifactIndex) -> bool {
    category(plan, index) == Some(Category::Dropped)
}

fn is_closed(plan: &Plan, index: ArtifactIndex) -> bool {
    category(plan, index).is_some_and(Category::is_closed)
}

fn is_quality(plan: &Plan, index: ArtifactIndex) -> bool {
    plan.artifact(index).get(plan.kind_of(index), TYPE) == Some(QUALITY)
}

/// By kind, then by id, then by path.
fn order(plan: &Plan, index: ArtifactIndex) -> (u16, Option<crate::model::values::IdKey>, ArtifactIndex) {
    let artifact = plan.artifact(index);
    (artifact.kind, artifact.id.as_ref().map(|id| id.key().clone()), index)
}

#[cfg(test)]
mod tests;
