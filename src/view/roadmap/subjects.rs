//! Groups by what work belongs to: releases, objectives, teams, products.

use indexmap::IndexMap;

use super::Question;
use super::grouping::{Counts, Group, Grouping};
use super::item::{Item, version};
use super::outcomes::{key_results, objectives_in_order};
use crate::model::key::{Key, TARGET};
use crate::model::values::{Date, Target};
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::plural;
use crate::view::subject::{Subject, team_name};

const PERIOD: Key<Target> = Key::new("period");
/// What belongs to no product is of all of them.
const ALL_PRODUCTS: &str = "All products";
const RELEASE_DATE: Key<Date> = Key::new("date");

/// Each release with what goes out in it; a bet stands in every release that has some of its deliverables.
pub(super) fn releases(question: &Question<'_>, items: &[Item]) -> Grouping {
    let plan = question.plan();
    let known = releases_in_order(plan)
        .into_iter()
        .map(|index| (plan.artifact(index).path.to_string(), release(plan, question.request.today, index)));
    Grouping::by_key(
        known.collect(),
        Group::titled("No release"),
        Counts::Deliverables,
        items,
        |item| item.release.as_ref().map(|release| release.path.clone()),
        about(|item| item.release.as_ref()),
    )
}

/// The group of an artifact that is of no kind that was expected there.
fn about(subject: impl Fn(&Item) -> Option<&Subject>) -> impl Fn(&Item) -> Group {
    move |item| {
        let subject = subject(item).cloned();
        let title = subject.as_ref().map(|subject| subject.title.clone()).unwrap_or_default();
        Group { subject, ..Group::titled(title) }
    }
}

/// All releases in the order in which they are planned to go out.
pub(super) fn releases_in_order(plan: &Plan) -> Vec<ArtifactIndex> {
    let Some(kind) = plan.config.kind_index("release") else { return Vec::new() };
    let mut releases: Vec<ArtifactIndex> = plan.of_kind(kind).collect();
    let target = |index: &ArtifactIndex| plan.artifact(*index).get(plan.kind_of(*index), TARGET);
    releases.sort_by(|one, other| match (target(one), target(other)) {
        (Some(one), Some(other)) => one.compare(other, &plan.config.fiscal_year),
        (one, other) => one.is_none().cmp(&other.is_none()),
    });
    releases
}

/// The day on which a release went out.
pub(super) fn release_date(plan: &Plan, index: ArtifactIndex) -> Option<Date> {
    plan.artifact(index).get(plan.kind_of(index), RELEASE_DATE)
}

/// The version and the title of a release.
pub(super) fn release_title(plan: &Plan, index: ArtifactIndex) -> String {
    let title = &plan.artifact(index).title;
    match version(plan, index) {
        Some(version) => format!("{version} {title}"),
        None => title.to_string(),
    }
}

fn release(plan: &Plan, today: Date, index: ArtifactIndex) -> Group {
    let artifact = plan.artifact(index);
    let kind = plan.kind(artifact);
    let mut words: Vec<String> = artifact.status_name().map(str::to_owned).into_iter().collect();
    if let Some(out) = release_date(plan, index) {
        words.push(format!("out since {}", out.for_people()));
    } else if let Some(target) = artifact.get(kind, TARGET) {
        words.push(target.for_people());
        let last = target.last_day(&plan.config.fiscal_year);
        if let Some(last) = last.filter(|_| !artifact.is_closed(kind)) {
            words.push(distance(today, last));
        }
    } else {
        words.push("no target yet".into());
    }
    Group {
        subject: Some(Subject::of(plan, index)),
        ..Group::titled(release_title(plan, index)).with_note(words.join(" · "))
    }
}

/// How far away a last day is, in words.
fn distance(today: Date, last: Date) -> String {
    match today.days_until(last) {
        0 => "due today".into(),
        days if days > 0 => format!("{} left", plural(days.unsigned_abs() as usize, "day")),
        days => format!("{} overdue", plural(days.unsigned_abs() as usize, "day")),
    }
}

pub(super) fn objectives(question: &Question<'_>, items: &[Item]) -> Grouping {
    let plan = question.plan();
    let known = objectives_in_order(plan)
        .into_iter()
        .map(|index| (plan.artifact(index).path.to_string(), objective(plan, index)));
    Grouping::by_key(
        known.collect(),
        Group::titled("No objective"),
        Counts::Item,
        items,
        |item| item.objective.as_ref().map(|objective| objective.path.clone()),
        about(|item| item.objective.as_ref()),
    )
}

/// An objective with its status, its period and its key results.
pub(super) fn objective(plan: &Plan, index: ArtifactIndex) -> Group {
    let artifact = plan.artifact(index);
    let period = artifact.get(plan.kind(artifact), PERIOD).map(Target::for_people);
    let words: Vec<String> = artifact.status_name().map(str::to_owned).into_iter().chain(period).collect();
    Group {
        subject: Some(Subject::of(plan, index)),
        note: (!words.is_empty()).then(|| words.join(" · ")),
        key_results: key_results(plan, index),
        ..Group::titled(&*artifact.title)
    }
}

pub(super) fn teams(question: &Question<'_>, items: &[Item]) -> Grouping {
    let config = &question.plan().config;
    let known = config.teams.keys().map(|key| (key.clone(), Group::titled(team_name(config, key))));
    Grouping::by_key(
        known.collect(),
        Group::titled("No team"),
        Counts::ItemElseDeliverables,
        items,
        |item| item.team.clone(),
        |item| Group::titled(item.team_name.clone().unwrap_or_default()),
    )
}

pub(super) fn products(question: &Question<'_>, items: &[Item]) -> Grouping {
    let products = &question.plan().config.products;
    let known: IndexMap<String, Group> =
        products.iter().map(|(key, product)| (key.clone(), Group::titled(&product.name))).collect();
    let only = products.keys().next().filter(|_| products.len() == 1).cloned();
    Grouping::by_key(
        known,
        Group::titled(ALL_PRODUCTS),
        Counts::ItemElseDeliverables,
        items,
        |item| item.product.clone().or_else(|| only.clone()),
        |item| Group::titled(item.product.clone().unwrap_or_default()),
    )
    .with_rest(ALL_PRODUCTS)
}
