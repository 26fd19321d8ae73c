//! Work as stretches of time: from when to when, in lanes, with releases as points and what waits for what.
//!
//! What has no date is told apart, never guessed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::grouping::Grouping;
use super::item::{Item, When};
use super::subjects::{release_date, release_title, releases_in_order};
use super::{Column, Question};
use crate::model::field::Meaning;
use crate::model::key::{Key, TARGET};
use crate::model::values::{Date, Days, MONTHS, Period, Resolution, Target};
use crate::model::workflow::Category;
use crate::plan::query::QueryFault;
use crate::plan::{ArtifactIndex, Plan};
use crate::view::subject::Subject;

const START: Key<Target> = Key::new("start");

/// A roadmap along the days.
#[derive(Serialize, Debug)]
pub(super) struct Bars {
    pub(super) first_day: String,
    pub(super) last_day: String,
    #[serde(skip)]
    pub(super) days: Days,
    /// Where a month, a quarter, a half or a year begins.
    pub(super) ticks: Vec<Tick>,
    /// When releases go out.
    pub(super) releases: Vec<Milestone>,
    pub(super) lanes: Vec<BarLane>,
    /// What has no date, in no lanes.
    pub(super) undated: Vec<Item>,
}

#[derive(Serialize, Debug)]
pub(super) struct Tick {
    pub(super) day: String,
    pub(super) label: String,
    #[serde(skip)]
    pub(super) date: Date,
}

/// A release on the day it goes out, or went out.
#[derive(Serialize, Debug)]
pub(super) struct Milestone {
    #[serde(flatten)]
    pub(super) subject: Subject,
    pub(super) name: String,
    /// When, as people read it, and as it is written.
    pub(super) when: String,
    pub(super) written: String,
    pub(super) day: String,
    #[serde(skip)]
    pub(super) date: Date,
    #[serde(skip)]
    pub(super) index: ArtifactIndex,
}

#[derive(Serialize, Debug)]
pub(super) struct BarLane {
    pub(super) title: String,
    pub(super) subject: Option<Subject>,
    pub(super) bars: Vec<Bar>,
}

/// One item, or one deliverable, from its first day to its last.
#[derive(Serialize, Debug)]
pub(super) struct Bar {
    #[serde(flatten)]
    pub(super) item: Item,
    pub(super) first_day: String,
    pub(super) last_day: String,
    /// The bars and the releases that it waits for, by id.
    pub(super) waits_for: Vec<String>,
    /// Whether it is delivered for the bar above it.
    pub(super) below: bool,
    #[serde(skip)]
    pub(super) days: Days,
    #[serde(skip)]
    pub(super) waits: Vec<ArtifactIndex>,
}

impl Bars {
    /// The items that have a date along the days; nothing where none has.
    pub(super) fn of(question: &Question<'_>, items: Vec<Item>) -> Result<Option<Self>, QueryFault> {
        let plan = question.plan();
        let lanes = match &question.request.lanes {
            Some(by) => Grouping::of(question, by, &items)?.chapters(&items),
            None => vec![Column { items: items.clone(), ..Column::default() }],
        };
        let mut lanes: Vec<BarLane> = lanes.into_iter().map(|lane| bar_lane(plan, lane)).collect();
        lanes.retain(|lane| !lane.bars.is_empty());
        let undated = undated(items);
        let bars = || lanes.iter().flat_map(|lane| &lane.bars);
        let (Some(first), Some(last)) =
            (bars().map(|bar| bar.days.first).min(), bars().map(|bar| bar.days.last).max())
        else {
            return Ok(None);
        };
        let releases = milestones(question, &lanes, first);
        let today = question.request.today;
        let last = releases.iter().map(|release| release.date).chain([last, today]).max().unwrap_or(last);
        let first = first.min(today);
        let speaks_fiscal =
            bars().filter_map(|bar| bar.item.target.as_ref()?.target.period()).any(Period::is_fiscal);
        let ticks = ticks(plan, first, last, speaks_fiscal);
        let first = ticks.first().map_or(first, |tick| tick.date);
        let names: BTreeMap<ArtifactIndex, String> = bars()
            .map(|bar| (bar.item.index, bar.item.subject.id.clone()))
            .chain(releases.iter().map(|release| (release.index, release.subject.id.clone())))
            .collect();
        for bar in lanes.iter_mut().flat_map(|lane| &mut lane.bars) {
            bar.waits.retain(|index| names.contains_key(index));
            bar.waits_for = bar.waits.iter().filter_map(|index| names.get(index).cloned()).collect();
        }
        Ok(Some(Self {
            first_day: first.to_string(),
            last_day: last.to_string(),
            days: Days::new(first, last),
            ticks,
            releases,
            lanes,
            undated,
        }))
    }
}

/// What has no date, whether it stands on its own or under something that has one.
fn undated(items: Vec<Item>) -> Vec<Item> {
    let has_date = |item: &Item| item.target.as_ref().is_some_and(|when| when.first_day.is_some());
    let mut undated = Vec::new();
    for mut item in items {
        let parts = std::mem::take(&mut item.deliverables);
        let parts: Vec<Item> = parts.into_iter().filter(|each| !has_date(each)).collect();
        if has_date(&item) {
            undated.extend(parts);
        } else {
            undated.push(item.delivering(parts));
        }
    }
    undated
}

fn bar_lane(plan: &Plan, lane: Column) -> BarLane {
    let mut bars = Vec::new();
    for mut item in lane.items {
        let deliverables = std::mem::take(&mut item.deliverables);
        let own = bar(plan, item, false);
        let is_there = own.is_some();
        bars.extend(own);
        bars.extend(deliverables.into_iter().filter_map(|each| bar(plan, each, is_there)));
    }
    BarLane { title: lane.title, subject: lane.subject, bars }
}

/// The bar of what has a date; it begins where its start says, else with its target.
fn bar(plan: &Plan, item: Item, below: bool) -> Option<Bar> {
    let fiscal = &plan.config.fiscal_year;
    let When { target, .. } = item.target.as_ref()?;
    let target = target.period()?.days(fiscal);
    let artifact = plan.artifact(item.index);
    let start = artifact
        .get(plan.kind(artifact), START)
        .and_then(Target::period)
        .map(|start| start.first_day(fiscal));
    let first = start.filter(|start| *start <= target.last).unwrap_or(target.first);
    let mut waits: Vec<ArtifactIndex> = plan.targets(item.index, Meaning::DependsOn).collect();
    waits.dedup();
    Some(Bar {
        first_day: first.to_string(),
        last_day: target.last.to_string(),
        waits_for: Vec::new(),
        below,
        days: Days::new(first, target.last),
        waits,
        item,
    })
}

/// The releases that bars go out with, and where nothing was chosen all that go out from the first day on.
fn milestones(question: &Question<'_>, lanes: &[BarLane], first: Date) -> Vec<Milestone> {
    let plan = question.plan();
    let bars = lanes.iter().flat_map(|lane| &lane.bars);
    let named: BTreeSet<&str> =
        bars.filter_map(|bar| Some(bar.item.release.as_ref()?.path.as_str())).collect();
    let milestone = |index: ArtifactIndex| {
        let artifact = plan.artifact(index);
        let kind = plan.kind(artifact);
        let category = artifact.category(kind);
        let subject = Subject::of(plan, index);
        let out = release_date(plan, index);
        let target = artifact.get(kind, TARGET);
        let date = out.or_else(|| target?.last_day(&plan.config.fiscal_year))?;
        let planned = target.filter(|_| out.is_none());
        let shown = match category {
            Some(Category::Dropped) => false,
            Some(Category::Done) if !question.request.done => false,
            _ => named.contains(subject.path.as_str()) || !question.request.chooses(),
        };
        (shown && date >= first).then(|| Milestone {
            name: release_title(plan, index),
            when: planned.map_or_else(|| date.for_people(), Target::for_people),
            written: planned.map_or_else(|| date.to_string(), |target| target.to_string()),
            day: date.to_string(),
            subject,
            date,
            index,
        })
    };
    let mut milestones: Vec<Milestone> = releases_in_order(plan).into_iter().filter_map(milestone).collect();
    milestones.sort_by_key(|milestone| milestone.date);
    milestones
}

/// The longest stretches for which each tick is a month, a quarter or a half.
const FINEST: [(i64, Resolution); 3] =
    [(280, Resolution::Month), (1100, Resolution::Quarter), (2200, Resolution::Half)];

/// Where named stretches of time begin that divide the days well; the first begins before or with them.
fn ticks(plan: &Plan, first: Date, last: Date, speaks_fiscal: bool) -> Vec<Tick> {
    let fiscal = &plan.config.fiscal_year;
    let span = first.days_until(last);
    let time = FINEST
        .into_iter()
        .find(|(longest, _)| span <= *longest)
        .map_or(Resolution::Year, |(_, resolution)| resolution);
    let mut period = match speaks_fiscal {
        true => Period::fiscal_containing(first, time, fiscal),
        false => Period::containing(first, time),
    };
    let mut ticks = Vec::new();
    while period.first_day(fiscal) <= last {
        let date = period.first_day(fiscal);
        ticks.push(Tick { day: date.to_string(), label: short(period), date });
        match period.following() {
            Some(next) => period = next,
            None => break,
        }
    }
    ticks
}

/// The name of a period where there is little room: `Nov 2026`.
fn short(period: Period) -> String {
    match period {
        Period::Month { year, month } => {
            let name: String = MONTHS[usize::from(month) - 1].chars().take(3).collect();
            format!("{name} {year:04}")
        }
        other => other.for_people(),
    }
}
