//! The tables of the flow, for people and for a sheet.

use super::{Flows, KindFlow, Underway, ValueTime, WeekCount};
use crate::history::Spread;
use crate::model::workflow::Category;
use crate::page::{Block, Column, Inline, Page, Row, Table, Text, Tone};
use crate::view::list::heading;
use crate::view::value::tone_of;

/// How much of what is under way a page shows.
const OLDEST: usize = 10;

/// The longest bar, in characters.
const BAR: usize = 30;

/// One row for each kind.
pub(super) fn overview(kinds: &[KindFlow]) -> Table {
    let days = |days: Option<i64>| days.map_or_else(|| "\u{2013}".to_owned(), |days| days.to_string());
    let rows = kinds.iter().map(|kind| {
        let cycle = kind.cycle.days;
        let late = kind.under_way.iter().filter(|one| one.late == Some(true)).count();
        Row {
            cells: vec![
                kind.kind.as_str().into(),
                kind.artifacts.to_string().into(),
                cycle.map_or(0, |cycle| cycle.count).to_string().into(),
                days(cycle.map(|cycle| cycle.median)).into(),
                days(cycle.map(|cycle| cycle.p85)).into(),
                kind.under_way.len().to_string().into(),
                late.to_string().into(),
            ],
            depth: 0,
        }
    });
    let columns = vec![
        Column::text("kind", "Kind", false),
        Column::number("artifacts", "Artifacts"),
        Column::number("finished", "Finished"),
        Column::number("median", "Median days"),
        Column::number("p85", "85 % within"),
        Column::number("under_way", "Under way"),
        Column::number("late", "For longer"),
    ];
    Table { columns, rows: rows.collect() }
}

pub(super) fn values(field: &str, values: &[ValueTime]) -> Table {
    let shown = values.iter().filter(|value| value.days.is_some() || value.now > 0);
    let rows = shown.map(|value| {
        let days = |pick: fn(&Spread) -> i64| match &value.days {
            Some(days) => pick(days).to_string(),
            None => "\u{2013}".to_owned(),
        };
        Row {
            cells: vec![
                toned(&value.value, value.kind_of).into(),
                days(|days| days.median).into(),
                days(|days| days.p85).into(),
                days(|days| days.max).into(),
                value.days.map_or(0, |days| days.count).to_string().into(),
                value.now.to_string().into(),
            ],
            depth: 0,
        }
    });
    let columns = vec![
        Column::text("value", &heading(field), false),
        Column::number("median", "Median days"),
        Column::number("p85", "85 % within"),
        Column::number("max", "At most"),
        Column::number("left", "Have left"),
        Column::number("now", "Now"),
    ];
    Table { columns, rows: rows.collect() }
}

/// Each week with a bar.
pub(super) fn weeks(shown: &[WeekCount]) -> Table {
    let most = shown.iter().map(|week| week.finished).max().unwrap_or(0).max(1);
    let has_came = shown.iter().any(|week| week.came_finished > 0);
    let rows = shown.iter().map(|week| {
        let length = if most > BAR { (week.finished * BAR).div_ceil(most) } else { week.finished };
        let mut cells: Vec<Text> = vec![week.week.as_str().into(), week.finished.to_string().into()];
        if has_came {
            cells.push(week.came_finished.to_string().into());
        }
        cells.push("\u{2588}".repeat(length).into());
        Row { cells, depth: 0 }
    });
    let mut columns = vec![Column::text("week", "Week from", false), Column::number("finished", "Finished")];
    if has_came {
        columns.push(Column::number("came_finished", "Came finished"));
    }
    columns.push(Column::text("bar", "", false));
    Table { columns, rows: rows.collect() }
}

pub(super) fn oldest(under_way: &[Underway]) -> Table {
    let rows = under_way.iter().take(OLDEST).map(|one| {
        let days = match one.late {
            Some(true) => Inline::Toned(Tone::Caution, format!("{} !", one.days)),
            _ => Inline::Plain(format!("{}  ", one.days)),
        };
        Row {
            cells: vec![
                Inline::Toned(Tone::Id, one.id.clone()).into(),
                one.title.as_str().into(),
                toned(&one.value, one.category).into(),
                one.since.as_str().into(),
                days.into(),
            ],
            depth: 0,
        }
    });
    let mut rows: Vec<Row> = rows.collect();
    if let Some(more) = under_way.len().checked_sub(OLDEST).filter(|more| *more > 0) {
        let text = Inline::Toned(Tone::Muted, format!("and {more} more"));
        rows.push(Row { cells: vec!["".into(), text.into(), "".into(), "".into(), "".into()], depth: 0 });
    }
    let columns = vec![
        Column::text("id", "Id", false),
        Column::text("title", "Title", true),
        Column::text("value", "Now", false),
        Column::text("since", "Since", false),
        Column::number("days", "Days"),
    ];
    Table { columns, rows }
}

/// One row for each artifact and what became of it.
pub(super) fn sheet(flows: &Flows) -> Page {
    let rows = flows.kinds.iter().flat_map(|kind| {
        kind.courses.iter().map(|course| {
            let text = |text: &Option<String>| Text::from(text.as_deref().unwrap_or_default());
            Row {
                cells: vec![
                    course.id.as_str().into(),
                    kind.kind.as_str().into(),
                    course.title.as_str().into(),
                    text(&course.value),
                    course.course.into(),
                    text(&course.from),
                    text(&course.to),
                    course.days.map(|days| days.to_string()).unwrap_or_default().into(),
                ],
                depth: 0,
            }
        })
    });
    let columns = [
        ("id", "Id"),
        ("kind", "Kind"),
        ("title", "Title"),
        ("value", "Value"),
        ("course", "Course"),
        ("from", "From"),
        ("to", "To"),
        ("days", "Days"),
    ];
    let columns = columns.map(|(name, title)| Column::text(name, title, false)).into();
    let blocks = vec![Block::Table(Table { columns, rows: rows.collect() })];
    Page { title: "Flow".into(), summary: "".into(), blocks }
}

fn toned(value: &str, category: Option<Category>) -> Inline {
    match category.and_then(|category| tone_of(Some(category))) {
        Some(tone) => Inline::Toned(tone, value.to_owned()),
        None => Inline::Plain(value.to_owned()),
    }
}
