//! What changed in the plan, day by day: for each artifact one line, the newest day first.
//!
//! What one person did to an artifact within a day is told at once, and so is what one commit did to many.
//! Which revisions were looked at is told by the caller.

mod lines;

use std::collections::BTreeMap;

use serde::Serialize;

use super::View;
use super::history::{columns, limits};
use crate::history::{Lineages, Told};
use crate::page::{Align, Block, Column, List, Page, Row, Table, Text, Tone};
use crate::text::words::plural;
pub(crate) use lines::Entry;
pub(in crate::view) use lines::{Line, entries, items, merged, newest_first};

/// What changed in the plan.
#[derive(Serialize)]
pub(crate) struct PlanLog {
    /// Which commits were looked at, and how documents were followed.
    definition: String,
    /// The newest first.
    days: Vec<Day>,
    /// Whether there are changes before the first of these days that are left out.
    cut: bool,
    /// Old revisions that could not be read, and contents that are not in this clone.
    unreadable: usize,
    absent: usize,
    /// Whether the clone begins later than the repository.
    shallow: bool,
}

/// What changed on one day.
#[derive(Serialize)]
struct Day {
    day: String,
    /// The newest first.
    events: Vec<Entry>,
}

impl PlanLog {
    /// The last `limit` days of what was told; all where it is nothing. `cut` says that more was left out
    /// before.
    pub(crate) fn of(
        lineages: &Lineages,
        definition: String,
        told: Vec<Told<Entry>>,
        limit: Option<usize>,
        cut: bool,
    ) -> Self {
        let (told, passed_over) = entries(told);
        let mut by_day: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for entry in told {
            by_day.entry(entry.event.day.clone()).or_default().push(entry);
        }
        let mut days: Vec<Day> = by_day.into_iter().rev().map(|(day, events)| Day { day, events }).collect();
        days.iter_mut().for_each(|day| newest_first(&mut day.events));
        let kept = limit.unwrap_or(usize::MAX);
        let cut = cut || days.len() > kept;
        days.truncate(kept);
        Self {
            definition,
            days,
            cut,
            unreadable: passed_over.unreadable,
            absent: passed_over.absent,
            shallow: lineages.extent.is_shallow,
        }
    }

    /// On how many days something changed.
    pub(crate) fn day_count(&self) -> usize {
        self.days.len()
    }

    fn summary(&self) -> Text {
        let events: usize = self.days.iter().map(|day| day.events.len()).sum();
        let days = plural(self.days.len(), "day");
        format!("{} on {days}; {}", plural(events, "change"), self.definition).into()
    }
}

impl View for PlanLog {
    const NAME: &'static str = "log";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        for day in &self.days {
            blocks.push(Block::Heading { level: 1, text: day.day.as_str().into() });
            blocks.push(Block::List(List { ordered: false, items: items(merged(&day.events), true) }));
        }
        if self.days.is_empty() {
            let text = "No commit changed anything that is read.";
            blocks.push(Block::Note { tone: Tone::Muted, text: text.into() });
        }
        if self.cut {
            let text = "Earlier days are left out; `--limit 0` shows all of them.";
            blocks.push(Block::Note { tone: Tone::Muted, text: text.into() });
        }
        blocks.extend(limits(self.unreadable, self.absent, self.shallow));
        Page { title: "What changed in the plan".into(), summary: self.summary(), blocks }
    }

    fn sheet(&self) -> Page {
        let rows = self.days.iter().flat_map(|day| &day.events).flat_map(|entry| {
            entry.event.rows().into_iter().map(|mut cells| {
                let subject =
                    [entry.reference().into(), entry.kind.as_str().into(), entry.title.as_str().into()];
                cells.splice(1..1, subject);
                Row { cells, depth: 0 }
            })
        });
        let column = |name: &str, title: &str| Column {
            title: title.into(),
            name: name.into(),
            align: Align::Left,
            wraps: name == "title",
        };
        let mut columns = columns();
        columns.splice(1..1, [column("id", "Id"), column("kind", "Kind"), column("title", "Title")]);
        let blocks = vec![Block::Table(Table { columns, rows: rows.collect() })];
        Page { title: "What changed in the plan".into(), summary: "".into(), blocks }
    }
}
