//! The columns of a roadmap, in their order, each with what stands in it.

use indexmap::IndexMap;

use super::item::{Item, version};
use super::{By, Column, KeyResult, Request};
use crate::model::key::{Key, TARGET};
use crate::model::value::Value;
use crate::model::values::{Date, Horizon, Period, Resolution, Target};
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::plural;
use crate::view::subject::{Subject, team_name};

const KEY_RESULTS: &str = "key_results";
const PERIOD: Key<Target> = Key::new("period");
const RELEASE_DATE: Key<Date> = Key::new("date");

pub(super) fn columns(plan: &Plan, request: &Request, items: Vec<Item>) -> Vec<Column> {
    match request.by {
        By::Horizon => by_horizon(plan, request, items),
        By::Quarter => by_quarter(plan, items),
        By::Release => by_release(plan, request, items),
        By::Objective => by_objective(plan, items),
        By::Team => {
            let known = plan.config.teams.keys().map(|key| (key.clone(), team_name(&plan.config, key)));
            by_word(known, "No team", items, |item| item.team.clone().zip(item.team_name.clone()))
        }
        By::Product => {
            let products = &plan.config.products;
            let name = |key: &String| products.get(key).map_or_else(|| key.clone(), |it| it.name.clone());
            let known: Vec<(String, String)> = products.keys().map(|key| (key.clone(), name(key))).collect();
            let only = known.first().filter(|_| known.len() == 1).cloned();
            by_word(known.into_iter(), "All products", items, |item| match &item.product {
                Some(key) => Some((key.clone(), name(key))),
                None => only.clone(),
            })
        }
    }
}

impl Column {
    fn titled(title: impl Into<String>) -> Self {
        Self { title: title.into(), subject: None, note: None, key_results: Vec::new(), items: Vec::new() }
    }
}

/// Now, next and later are always there: that one of them is empty is worth seeing.
fn by_horizon(plan: &Plan, request: &Request, items: Vec<Item>) -> Vec<Column> {
    let config = &plan.config;
    let mut done = Column::titled("Done");
    let mut unscheduled = Column::titled("Unscheduled");
    unscheduled.note = Some("no target yet".into());
    let mut dated: Vec<Column> = Horizon::ALL
        .into_iter()
        .map(|horizon| {
            let last = config.horizons.last_day(horizon, request.today, &config.fiscal_year);
            let mut column = Column::titled(config.horizon_title(horizon));
            column.note = last.map(|day| format!("until {}", day.for_people()));
            column
        })
        .collect();
    if let [_, next, later] = dated.as_mut_slice() {
        later.note = next
            .note
            .as_deref()
            .and_then(|note| note.strip_prefix("until "))
            .map(|day| format!("after {day}"));
    }
    for item in items {
        let at = Horizon::ALL.iter().position(|horizon| Some(horizon.name()) == item.horizon);
        let column = match at {
            _ if item.is_done() => &mut done,
            Some(at) => &mut dated[at],
            None => &mut unscheduled,
        };
        column.items.push(item);
    }
    let filled = |column: Column| (!column.items.is_empty()).then_some(column);
    filled(done).into_iter().chain(dated).chain(filled(unscheduled)).collect()
}

/// Quarters in the order of time; what is planned no finer than a half or a year has a column of its own.
fn by_quarter(plan: &Plan, items: Vec<Item>) -> Vec<Column> {
    let fiscal = &plan.config.fiscal_year;
    let target = |item: &Item| item.target.as_ref().map(|when| when.target);
    let speaks_fiscal = items.iter().filter_map(target).filter_map(Target::period).any(Period::is_fiscal);
    let column_of = |item: &Item| {
        target(item).map(|target| match target {
            Target::Period(period) if speaks_fiscal && period.resolution() < Resolution::Quarter => {
                let last = period.last_day(fiscal);
                Target::Period(Period::fiscal_containing(last, Resolution::Quarter, fiscal))
            }
            other => other.at_resolution(Resolution::Quarter),
        })
    };
    let mut found: Vec<Target> = items.iter().filter_map(column_of).collect();
    found.sort_by(|one, other| one.compare(*other, fiscal));
    found.dedup();
    let mut columns: IndexMap<Option<Target>, Column> = found
        .into_iter()
        .map(|target| {
            let mut column = Column::titled(target.for_people());
            column.note = match target {
                Target::Period(_) => target.last_day(fiscal).map(|day| format!("until {}", day.for_people())),
                Target::Horizon(_) => Some("no date yet".into()),
            };
            (Some(target), column)
        })
        .collect();
    for item in items {
        let unscheduled = || {
            let mut column = Column::titled("Unscheduled");
            column.note = Some("no target yet".into());
            column
        };
        columns.entry(column_of(&item)).or_insert_with(unscheduled).items.push(item);
    }
    columns.into_values().collect()
}

/// Each release with what goes out in it; a bet stands in every release that has some of its deliverables.
fn by_release(plan: &Plan, request: &Request, items: Vec<Item>) -> Vec<Column> {
    let mut columns: IndexMap<Option<String>, Column> = releases(plan)
        .into_iter()
        .map(|index| (Some(plan.artifact(index).path.to_string()), release_column(plan, request, index)))
        .collect();
    columns.insert(None, Column::titled("No release"));
    for item in items {
        let mut parts: IndexMap<Option<String>, Vec<Item>> = IndexMap::new();
        for each in &item.deliverables {
            let release = each.release.as_ref().map(|release| release.path.clone());
            parts.entry(release).or_default().push(each.clone());
        }
        if parts.is_empty() {
            parts.insert(item.release.as_ref().map(|release| release.path.clone()), Vec::new());
        }
        for (release, deliverables) in parts {
            let shown = Item { deliverables, ..item.clone() };
            if let Some(column) = columns.get_mut(&release) {
                column.items.push(shown);
            }
        }
    }
    columns.into_values().filter(|column| !column.items.is_empty()).collect()
}

/// All releases in the order in which they are planned to go out.
fn releases(plan: &Plan) -> Vec<ArtifactIndex> {
    let Some(kind) = plan.config.kind_index("release") else { return Vec::new() };
    let mut releases: Vec<ArtifactIndex> = plan.of_kind(kind).collect();
    let target = |index: &ArtifactIndex| plan.artifact(*index).get(plan.kind_of(*index), TARGET);
    releases.sort_by(|one, other| match (target(one), target(other)) {
        (Some(one), Some(other)) => one.compare(other, &plan.config.fiscal_year),
        (one, other) => one.is_none().cmp(&other.is_none()),
    });
    releases
}

fn release_column(plan: &Plan, request: &Request, index: ArtifactIndex) -> Column {
    let artifact = plan.artifact(index);
    let kind = plan.kind(artifact);
    let title = match version(plan, index) {
        Some(version) => format!("{version} {}", artifact.title),
        None => artifact.title.to_string(),
    };
    let mut column = Column::titled(title);
    column.subject = Some(Subject::of(plan, index));
    let mut words: Vec<String> = artifact.status_name().map(str::to_owned).into_iter().collect();
    if let Some(out) = artifact.get(kind, RELEASE_DATE) {
        words.push(format!("out since {}", out.for_people()));
    } else if let Some(target) = artifact.get(kind, TARGET) {
        words.push(target.for_people());
        let last = target.last_day(&plan.config.fiscal_year);
        if let Some(last) = last.filter(|_| !artifact.is_closed(kind)) {
            words.push(distance(request.today, last));
        }
    } else {
        words.push("no target yet".into());
    }
    column.note = Some(words.join(" · "));
    column
}

/// How far away a last day is, in words.
fn distance(today: Date, last: Date) -> String {
    match today.days_until(last) {
        0 => "due today".into(),
        days if days > 0 => format!("{} left", plural(days.unsigned_abs() as usize, "day")),
        days => format!("{} overdue", plural(days.unsigned_abs() as usize, "day")),
    }
}

fn by_objective(plan: &Plan, items: Vec<Item>) -> Vec<Column> {
    let fiscal = &plan.config.fiscal_year;
    let objectives = plan.config.kind_index("objective");
    let mut indices: Vec<ArtifactIndex> =
        objectives.into_iter().flat_map(|kind| plan.of_kind(kind)).collect();
    let place = |index: &ArtifactIndex| {
        let artifact = plan.artifact(*index);
        (artifact.get(plan.kind(artifact), PERIOD), artifact.id.as_ref())
    };
    indices.sort_by(|one, other| {
        let ((period, id), (other_period, other_id)) = (place(one), place(other));
        let time = match (period, other_period) {
            (Some(one), Some(other)) => one.compare(other, fiscal),
            (one, other) => one.is_none().cmp(&other.is_none()),
        };
        time.then_with(|| id.cmp(&other_id))
    });
    let mut columns: IndexMap<Option<String>, Column> = indices
        .into_iter()
        .map(|index| (Some(plan.artifact(index).path.to_string()), objective_column(plan, index)))
        .collect();
    columns.insert(None, Column::titled("No objective"));
    for item in items {
        let path = item.objective.as_ref().map(|objective| objective.path.clone());
        if let Some(column) = columns.get_mut(&path) {
            column.items.push(item);
        }
    }
    columns.into_values().filter(|column| !column.items.is_empty()).collect()
}

fn objective_column(plan: &Plan, index: ArtifactIndex) -> Column {
    let artifact = plan.artifact(index);
    let kind = plan.kind(artifact);
    let mut column = Column::titled(&*artifact.title);
    column.subject = Some(Subject::of(plan, index));
    let period = artifact.get(kind, PERIOD).map(Target::for_people);
    let words: Vec<String> = artifact.status_name().map(str::to_owned).into_iter().chain(period).collect();
    column.note = (!words.is_empty()).then(|| words.join(" · "));
    if let (Some(field), Some(written)) = (kind.field(KEY_RESULTS), artifact.value(kind, KEY_RESULTS)) {
        column.key_results = written
            .value
            .each()
            .map(|record| {
                let part = |name: &str| {
                    let at = field.fields.get_index_of(name)?;
                    record.subfield(at).map(|entry| &entry.value)
                };
                let number = |name: &str| match part(name)? {
                    Value::Integer(number) => Some(*number as f64),
                    Value::Number(number) => Some(*number),
                    Value::Percent(percent) => Some((percent.fraction() * 1000.0).round() / 10.0),
                    _ => None,
                };
                let text = |name: &str| part(name).map(Value::to_line).unwrap_or_default();
                KeyResult {
                    id: text("id"),
                    text: text("text"),
                    baseline: number("baseline"),
                    now: number("now"),
                    target: number("target"),
                    confidence: number("confidence"),
                }
            })
            .collect();
    }
    column
}

/// A column for every word that items have, those that `pm.yaml` knows first and in its order. A bet
/// without the word stands in the column of each of its deliverables.
fn by_word(
    known: impl Iterator<Item = (String, String)>,
    without: &str,
    items: Vec<Item>,
    word: impl Fn(&Item) -> Option<(String, String)>,
) -> Vec<Column> {
    let mut columns: IndexMap<Option<String>, Column> =
        known.map(|(key, title)| (Some(key), Column::titled(title))).collect();
    let mut rest = Column::titled(without);
    for item in items {
        let mut parts: IndexMap<Option<(String, String)>, Vec<Item>> = IndexMap::new();
        match word(&item) {
            Some(own) => drop(parts.insert(Some(own), item.deliverables.clone())),
            None => item.deliverables.iter().for_each(|each| {
                parts.entry(word(each)).or_default().push(each.clone());
            }),
        }
        if parts.is_empty() {
            parts.insert(None, Vec::new());
        }
        for (place, deliverables) in parts {
            let shown = Item { deliverables, ..item.clone() };
            match place {
                Some((key, title)) => {
                    columns.entry(Some(key)).or_insert_with(|| Column::titled(title)).items.push(shown);
                }
                None => rest.items.push(shown),
            }
        }
    }
    columns.into_values().chain([rest]).filter(|column| !column.items.is_empty()).collect()
}
