//! Groups by time: horizons, months, quarters, halves, years.

use std::collections::BTreeMap;

use super::Question;
use super::grouping::{Counts, Group, Grouping, all};
use super::item::{Item, named};
use crate::model::values::{Horizon, Period, Resolution, Target};

fn unscheduled() -> Group {
    Group::titled("Unscheduled").with_note("no target yet")
}

/// Now, next and later are always there: that one of them is empty is worth seeing. What is done comes
/// before them.
pub(super) fn horizons(question: &Question<'_>, items: &[Item]) -> Grouping {
    let config = &question.plan().config;
    let until = |horizon| {
        let last = config.horizons.last_day(horizon, question.request.today, &config.fiscal_year)?;
        Some(last.for_people())
    };
    let dated = Horizon::ALL.into_iter().map(|horizon| Group {
        stays: true,
        note: match horizon {
            Horizon::Later => until(Horizon::Next).map(|day| format!("after {day}")),
            horizon => until(horizon).map(|day| format!("until {day}")),
        },
        ..Group::titled(config.horizon_title(horizon))
    });
    let groups = std::iter::once(Group::titled("Done")).chain(dated).collect();
    let place = |item: &Item| {
        let at = Horizon::ALL.iter().position(|horizon| Some(horizon.name()) == item.horizon);
        if item.is_done() { Some(0) } else { at.map(|at| at + 1) }
    };
    let places = all(items).filter_map(|item| Some((item.index, vec![place(item)?]))).collect();
    Grouping::new(groups, unscheduled(), places, Counts::Item)
}

/// Stretches of time in their order; what is planned no finer than a longer one has a group of its own.
pub(super) fn periods(question: &Question<'_>, time: Resolution, items: &[Item]) -> Grouping {
    let fiscal = &question.plan().config.fiscal_year;
    let target = |item: &Item| item.target.as_ref().map(|when| when.target);
    let speaks_fiscal = all(items).filter_map(target).filter_map(Target::period).any(Period::is_fiscal);
    let group_of = |item: &Item| {
        target(item).map(|target| match target {
            Target::Period(period) if speaks_fiscal && period.resolution() < time && !period.is_fiscal() => {
                Target::Period(Period::fiscal_containing(period.last_day(fiscal), time, fiscal))
            }
            other => other.at_resolution(time),
        })
    };
    let mut found: Vec<Target> = items.iter().filter_map(group_of).collect();
    found.sort_by(|one, other| one.compare(*other, fiscal));
    found.dedup();
    let at: BTreeMap<Target, usize> = found.iter().copied().zip(0..).collect();
    let groups = found.iter().map(|target| {
        Group::titled(named(&question.plan().config, *target)).with_note(match target.last_day(fiscal) {
            Some(last) => format!("until {}", last.for_people()),
            None => "no date yet".into(),
        })
    });
    let place = |item: &Item| at.get(&group_of(item)?).copied();
    let places = all(items).filter_map(|item| Some((item.index, vec![place(item)?]))).collect();
    Grouping::new(groups.collect(), unscheduled(), places, Counts::Item)
}
