//! Bars over time: what is under way when, what waits for what, and where today is.
//!
//! Holds days as numbers and their names as text; knows no calendar. Where no picture can be drawn it is a
//! table.

use super::{Align, Column, Row, Table, Text, Tone};

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
        let column = |name: &str, title: &str, wraps| Column {
            title: title.into(),
            name: name.into(),
            align: Align::Left,
            wraps,
        };
        let columns = vec![
            column("lane", "Lane", true),
            column("what", "What", true),
            column("when", "When", false),
            column("note", "State", false),
            column("waits_for", "Waits for", true),
        ];
        let bars: Vec<&Bar> = self.bars().collect();
        let lanes = self.lanes.iter().flat_map(|lane| lane.bars.iter().map(move |bar| (lane, bar)));
        let rows = lanes.enumerate().map(|(at, (lane, bar))| {
            let waits = self.arrows.iter().filter(|(_, waiting)| *waiting == at);
            let names: Vec<String> =
                waits.filter_map(|(before, _)| Some(bars.get(*before)?.title.to_plain())).collect();
            let cells = vec![
                lane.title.clone(),
                bar.title.clone(),
                bar.when.as_str().into(),
                bar.note.clone(),
                names.join("; ").into(),
            ];
            Row { cells, depth: 0 }
        });
        let rows: Vec<Row> = rows.collect();
        Table { columns, rows }.without_empty_columns()
    }
}
