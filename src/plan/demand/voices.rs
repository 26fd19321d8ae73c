//! The voices behind an artifact: which feedback is heard through what leads to it, and who asked without any.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::field::Meaning;
use crate::model::key::Key;
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::plan::graph::reachable;
use crate::plan::{ArtifactIndex, Plan};

pub(super) const FEEDBACK: &str = "feedback";
const IDEA: &str = "idea";
const OPPORTUNITY: &str = "opportunity";
pub(super) const CUSTOMER: &str = "customer";
pub(super) const SEGMENT: &str = "segment";
/// Who asked, where no feedback records the words; and what shows that a problem is real.
pub(super) const ASKED: [&str; 2] = ["from", "evidence"];
const DATE: Key<Date> = Key::new("date");
const IMPORTANCE: Key<f64> = Key::new("importance");

/// What somebody said.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Voice {
    pub(crate) feedback: ArtifactIndex,
    /// Who said it, where it is a customer by name.
    pub(crate) customer: Option<ArtifactIndex>,
    /// From 1 to 10, where it is said.
    pub(crate) importance: Option<u8>,
    pub(crate) date: Option<Date>,
}

/// Everybody who is heard.
pub(super) struct Heard {
    pub(super) voices: Vec<Voice>,
    /// Customers that asked without words, by id.
    pub(super) askers: Vec<ArtifactIndex>,
    pub(super) segments: BTreeSet<ArtifactIndex>,
}

/// Everybody who is heard through the artifact at `index`.
pub(super) fn heard(plan: &Plan, index: ArtifactIndex) -> Heard {
    let mut members = vec![index];
    members.extend(reachable(index, |at| leading_here(plan, at)).into_iter().map(|(at, _)| at));
    members.sort_unstable();
    members.dedup();
    let mut feedback = BTreeSet::new();
    let mut askers = BTreeSet::new();
    let mut segments = BTreeSet::new();
    for member in members {
        let answered = plan.targets(member, Meaning::Answers);
        let asked = ASKED.iter().flat_map(|field| plan.targets_of_field(member, field));
        for target in answered.chain(asked) {
            match plan.kind_of(target).name.as_str() {
                FEEDBACK => feedback.extend(told_again(plan, target)),
                CUSTOMER => {
                    askers.insert(target);
                }
                SEGMENT => {
                    segments.insert(target);
                }
                _ => {}
            }
        }
    }
    Heard {
        voices: voices(plan, &feedback),
        askers: by_id(plan, askers.into_iter().collect(), |index| *index),
        segments,
    }
}

/// What is heard through an artifact too: its duplicates, and for an opportunity its parts and the ideas for it.
fn leading_here(plan: &Plan, index: ArtifactIndex) -> Vec<ArtifactIndex> {
    let mut found: Vec<ArtifactIndex> = plan.sources(index, Meaning::Duplicates).collect();
    if plan.kind_of(index).name == OPPORTUNITY {
        let is = |at: &ArtifactIndex, kind: &str| plan.kind_of(*at).name == kind;
        found.extend(plan.sources(index, Meaning::Answers).filter(|at| is(at, IDEA)));
        found.extend(plan.sources(index, Meaning::PartOf).filter(|at| is(at, OPPORTUNITY)));
    }
    found
}

/// A piece of feedback with those that were merged into it.
fn told_again(plan: &Plan, index: ArtifactIndex) -> Vec<ArtifactIndex> {
    let first = survivor(plan, index);
    let again = reachable(first, |at| plan.sources(at, Meaning::Duplicates).collect::<Vec<_>>());
    std::iter::once(first).chain(again.into_iter().map(|(at, _)| at)).collect()
}

/// The artifact that an artifact is in the end the duplicate of; itself where it is none's.
fn survivor(plan: &Plan, index: ArtifactIndex) -> ArtifactIndex {
    let mut seen = BTreeSet::from([index]);
    let mut at = index;
    while let Some(next) = plan.targets(at, Meaning::Duplicates).next().filter(|next| seen.insert(*next)) {
        at = next;
    }
    at
}

/// One voice for each customer of those that say the same; what was dismissed is none, unless it was for being told
/// twice.
fn voices(plan: &Plan, feedback: &BTreeSet<ArtifactIndex>) -> Vec<Voice> {
    let mut found: BTreeMap<(ArtifactIndex, Option<ArtifactIndex>), Voice> = BTreeMap::new();
    for index in by_id(plan, feedback.iter().copied().collect(), |index| *index) {
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        let first = survivor(plan, index);
        let is_dismissed = artifact.category(kind) == Some(Category::Dropped);
        if is_dismissed && first == index {
            continue;
        }
        let customer = |at| plan.targets_of_field(at, CUSTOMER).next();
        let customer = customer(index).or_else(|| customer(first));
        let importance =
            artifact.get(kind, IMPORTANCE).filter(|importance| (1.0..=10.0).contains(importance));
        let voice = Voice {
            feedback: index,
            customer,
            importance: importance.map(|importance| importance as u8),
            date: artifact.get(kind, DATE),
        };
        let told = found.entry((first, customer)).or_insert(voice);
        if voice.date > told.date {
            *told = Voice { feedback: told.feedback, ..voice };
        }
    }
    by_id(plan, found.into_values().collect(), |voice| voice.feedback)
}

/// For each customer what matters to it, by id: the importance of what it said last, nothing where it did not say.
pub(super) fn priorities(plan: &Plan, heard: &Heard) -> Vec<(ArtifactIndex, Option<u8>)> {
    let mut last: BTreeMap<ArtifactIndex, (Option<Date>, Option<u8>)> = BTreeMap::new();
    for asker in &heard.askers {
        last.insert(*asker, (None, None));
    }
    for voice in &heard.voices {
        let Some(customer) = voice.customer else { continue };
        let told = last.entry(customer).or_insert((voice.date, voice.importance));
        if voice.date >= told.0 {
            *told = (voice.date, voice.importance);
        }
    }
    let priorities = last.into_iter().map(|(customer, (_, importance))| (customer, importance)).collect();
    by_id(plan, priorities, |(customer, _)| *customer)
}

fn by_id<T>(plan: &Plan, mut items: Vec<T>, index: impl Fn(&T) -> ArtifactIndex) -> Vec<T> {
    let key = |item: &T| plan.artifact(index(item)).id.as_ref().map(|id| id.key().clone());
    items.sort_by(|one, other| key(one).cmp(&key(other)).then(index(one).cmp(&index(other))));
    items
}
