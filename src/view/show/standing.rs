//! Where an artifact stands in the plan: when it comes, what it is for, how far it is, what it waits for.

use std::collections::BTreeSet;

use serde::Serialize;

use super::part::Part;
use crate::model::field::Meaning;
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Plan};
use crate::view::demand::in_one_line;
use crate::view::roadmap::deliverables;
use crate::view::schedule::{Origin, Schedule};
use crate::view::subject::Subject;

/// One thing about the place of an artifact in the plan.
#[derive(Serialize, Debug)]
pub(super) struct Standing {
    pub(super) name: &'static str,
    pub(super) text: String,
    pub(super) artifacts: Vec<Subject>,
    /// Whether it is something to worry about.
    pub(super) alarming: bool,
}

pub(super) fn standing(plan: &Plan, index: ArtifactIndex, parts: &[Part], today: Date) -> Vec<Standing> {
    let category = category(plan, index);
    let mut all = Vec::new();
    let mut say = |name, text: String, artifacts: Vec<ArtifactIndex>, alarming| {
        let artifacts = artifacts.into_iter().map(|index| Subject::of(plan, index)).collect();
        all.push(Standing { name, text, artifacts, alarming });
    };
    let artifact = plan.artifact(index);
    if let Some(status) = artifact.status(plan.kind(artifact)).filter(|status| !status.summary.is_empty()) {
        say("status", status.summary.clone(), Vec::new(), false);
    }
    let derived = || Schedule::of_whole(plan, index, &deliverables(plan, index, today));
    if !category.is_some_and(Category::is_closed)
        && let Some(schedule) = Schedule::of(plan, index).or_else(derived)
    {
        let config = &plan.config;
        let fiscal = &config.fiscal_year;
        let horizon = schedule.target.horizon(config.horizons, today, fiscal);
        let mut words = vec![schedule.target.for_people()];
        words.extend(match schedule.origin {
            Origin::Own => None,
            Origin::Release => Some("by its release".to_owned()),
            Origin::Deliverables => Some("by the latest of its deliverables".to_owned()),
        });
        if schedule.target.period().is_some() {
            words.push(horizon.name().to_owned());
        }
        let overdue = schedule.target.last_day(fiscal).filter(|last| *last < today);
        words.extend(overdue.map(|last| format!("overdue since {}", last.for_people())));
        say("planned for", words.join(" · "), Vec::new(), overdue.is_some());
    }
    let above = above(plan, index);
    if !above.is_empty() {
        say("for", String::new(), above, false);
    }
    let below: Vec<Option<Category>> = plan
        .sources(index, Meaning::PartOf)
        .map(|source| self::category(plan, source))
        .filter(|category| *category != Some(Category::Dropped))
        .collect();
    if !below.is_empty() {
        let done = below.iter().filter(|category| **category == Some(Category::Done)).count();
        say("delivered", format!("{done} of {} done", below.len()), Vec::new(), false);
    }
    let ticked: Vec<bool> = parts.iter().filter(|part| part.in_body).filter_map(|part| part.done).collect();
    if !ticked.is_empty() {
        let done = ticked.iter().filter(|done| **done).count();
        say("criteria", format!("{done} of {} hold", ticked.len()), Vec::new(), false);
    }
    if let Some(wanted) = in_one_line(plan, index, today) {
        say("asked for by", wanted, Vec::new(), false);
    }
    if !category.is_some_and(Category::is_closed) {
        let mut waits: Vec<ArtifactIndex> = plan
            .targets(index, Meaning::DependsOn)
            .filter(|target| self::category(plan, *target) != Some(Category::Done))
            .collect();
        waits.dedup();
        if !waits.is_empty() {
            say("waits for", String::new(), waits, true);
        }
    }
    all
}

/// The way up: what it is a part of or serves, and so on to the strategy.
fn above(plan: &Plan, index: ArtifactIndex) -> Vec<ArtifactIndex> {
    let release = plan.config.kind_index("release");
    let mut seen = BTreeSet::from([index]);
    let mut way = Vec::new();
    let mut at = index;
    loop {
        let next = plan
            .targets(at, Meaning::PartOf)
            .chain(plan.targets(at, Meaning::Serves))
            .find(|target| release != Some(usize::from(plan.artifact(*target).kind)));
        match next {
            Some(next) if seen.insert(next) => way.push(next),
            _ => return way,
        }
        at = next.unwrap_or(at);
    }
}

fn category(plan: &Plan, index: ArtifactIndex) -> Option<Category> {
    let artifact = plan.artifact(index);
    artifact.category(plan.kind(artifact))
}
