//! Bars over time: what is under way when, what waits for what, and where today is.
//!
//! Holds days as numbers and their names as text; knows no calendar but the one that machines write. Where no picture can be drawn it is a
//! table.

use std::collections::BTreeMap;

use jiff::{Span, civil};

use super::{Column, Row, Table, Text, Tone};

/// Bars over time, in lanes.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Timeline {
    /// What is shown, also for those who do not see it.
    pub(crate) caption: String,
    /// The first day shown, as any day is counted here: in days since 1970-01-01.
    pub(crate) first: i64,
    /// The last day shown.
    pub(crate) last: i64,
    /// Where a named stretch of time begins, in order: quarters, months.
    pub(crate) ticks: Vec<Tick>,
    /// Today, where it is shown.
    pub(crate) today: Option<Tick>,
    pub(crate) lanes: Vec<TimelineLane>,
    /// Pairs of bars by their places in reading order: the second waits for the first.
    pub(crate) arrows: Vec<(usize, usize)>,
}

/// A day with a name.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Tick {
    pub(crate) day: i64,
    pub(crate) label: String,
}

/// Bars under one heading; the only lane may have none.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct TimelineLane {
    pub(crate) title: Text,
    pub(crate) bars: Vec<Bar>,
}

/// A stretch of time that something takes; a point in time where both days are the same.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Bar {
    pub(crate) title: Text,
    /// When, in words: `Q4 2026`.
    pub(crate) when: String,
    /// A short remark: its status, how far it is.
    pub(crate) note: Text,
    pub(crate) tone: Option<Tone>,
    /// The first day and the last, both part of it.
    pub(crate) first: i64,
    pub(crate) last: i64,
}

impl Timeline {
    /// All bars in reading order.
    pub(crate) fn bars(&self) -> impl Iterator<Item = &Bar> {
        self.lanes.iter().flat_map(|lane| &lane.bars)
    }

    /// The bars as a table: lane, what, when, remark, and what it waits for.
    pub(crate) fn table(&self) -> Table {
        let mut table = self.sheet();
        for name in ["first", "last"] {
            if let Some(at) = table.columns.iter().position(|column| column.name == name) {
                table.columns.remove(at);
                table.rows.iter_mut().for_each(|row| drop(row.cells.remove(at)));
            }
        }
        table
    }

    /// The table with the first and the last day of each bar, as a machine reads them.
    pub(crate) fn sheet(&self) -> Table {
        let columns = vec![
            Column::text("lane", "Lane", true),
            Column::text("what", "What", true),
            Column::text("when", "When", false),
            Column::text("first", "First day", false),
            Column::text("last", "Last day", false),
            Column::text("note", "State", false),
            Column::text("waits_for", "Waits for", true),
        ];
        let bars: Vec<&Bar> = self.bars().collect();
        let lanes = self.lanes.iter().flat_map(|lane| lane.bars.iter().map(move |bar| (lane, bar)));
        let mut waits: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (before, waiting) in &self.arrows {
            let name = bars.get(*before).map(|bar| bar.title.to_plain());
            waits.entry(*waiting).or_default().extend(name);
        }
        let rows = lanes.enumerate().map(|(at, (lane, bar))| {
            let names = waits.get(&at).map_or_else(String::new, |names| names.join("; "));
            let cells = vec![
                lane.title.clone(),
                bar.title.clone(),
                bar.when.as_str().into(),
                iso_day(bar.first).into(),
                iso_day(bar.last).into(),
                bar.note.clone(),
                names.into(),
            ];
            Row { cells, depth: 0 }
        });
        let rows: Vec<Row> = rows.collect();
        Table { columns, rows }.without_empty_columns()
    }
}

/// A day as `2026-11-24`; as its number where no calendar goes that far.
pub(crate) fn iso_day(day: i64) -> String {
    let days = Span::new().try_days(day).ok();
    let date = days.and_then(|days| civil::date(1970, 1, 1).checked_add(days).ok());
    date.map_or_else(|| day.to_string(), |date| date.to_string())
}
