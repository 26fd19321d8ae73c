//! A roadmap as one table for a spreadsheet: every row says where it stands, from when to when, and what it is
//! delivered for.

use super::words::{remark, separated};
use crate::page::{Block, Column as TableColumn, Page, Row, Table, Text};
use crate::view::list::heading;
use crate::view::roadmap::Roadmap;
use crate::view::roadmap::bars::Milestone;
use crate::view::roadmap::item::Item;

/// Where an item stands, beside what it says itself.
#[derive(Clone, Copy, Default)]
struct Place<'a> {
    lane: &'a str,
    column: &'a str,
    /// The bar: its first day and its last.
    days: Option<(&'a str, &'a str)>,
    waits_for: &'a [String],
    parent: &'a str,
}

impl Roadmap {
    /// Lanes and bars as one table; nothing where the page is one already.
    pub(super) fn as_sheet(&self, page: Page) -> Option<Page> {
        let mut rows = Vec::new();
        for lane in &self.lanes {
            for (cell, column) in lane.cells.iter().zip(&self.columns) {
                let place = Place { lane: &lane.title, column: &column.title, ..Place::default() };
                cell.iter().for_each(|item| self.sheet_rows(item, place, &mut rows));
            }
        }
        if let Some(bars) = &self.timeline {
            rows.extend(bars.releases.iter().map(|release| self.release_row(release)));
            for lane in &bars.lanes {
                let mut above = "";
                for bar in &lane.bars {
                    let place = Place {
                        lane: &lane.title,
                        days: Some((&bar.first_day, &bar.last_day)),
                        waits_for: &bar.waits_for,
                        parent: if bar.below { above } else { "" },
                        ..Place::default()
                    };
                    rows.push(self.sheet_row(&bar.item, place));
                    if !bar.below {
                        above = &bar.item.subject.id;
                    }
                }
            }
            for item in &bars.undated {
                self.sheet_rows(item, Place::default(), &mut rows);
            }
        }
        if rows.is_empty() {
            return None;
        }
        let table = Table { columns: self.sheet_columns(), rows }.without_empty_columns();
        Some(Page { blocks: vec![Block::Table(table)], ..page })
    }

    fn sheet_columns(&self) -> Vec<TableColumn> {
        let of = |name: &str| TableColumn::text(name, &heading(name), false);
        let mut columns: Vec<TableColumn> = ["lane", "column", "id", "kind", "title"].map(of).into();
        match self.fields.as_slice() {
            [] => columns.extend(["status", "target", "owner", "team", "progress", "remarks"].map(of)),
            names => columns.extend(names.iter().map(|name| of(name))),
        }
        columns.extend(["first_day", "last_day", "waits_for", "parent"].map(of));
        columns
    }

    /// An item and what is under it.
    fn sheet_rows(&self, item: &Item, place: Place<'_>, rows: &mut Vec<Row>) {
        rows.push(self.sheet_row(item, place));
        for each in &item.deliverables {
            rows.push(self.sheet_row(each, Place { parent: &item.subject.id, days: None, ..place }));
        }
    }

    fn sheet_row(&self, item: &Item, place: Place<'_>) -> Row {
        let subject = &item.subject;
        let mut cells: Vec<Text> = vec![
            place.lane.into(),
            place.column.into(),
            subject.reference().into(),
            subject.kind.as_str().into(),
            subject.title.as_str().into(),
        ];
        let text = |words: Option<&String>| Text::from(words.cloned().unwrap_or_default());
        let when = item.target.as_ref();
        match &item.facts {
            Some(facts) => cells.extend(facts.0.iter().map(|fact| fact.text.clone())),
            None => cells.extend([
                text(subject.status.as_ref()),
                text(when.map(|when| &when.written)),
                text(item.owner.as_ref()),
                text(item.team.as_ref()),
                text(item.progress.map(|it| format!("{} of {}", it.done, it.total)).as_ref()),
                separated(item.remarks.iter().map(remark).collect()),
            ]),
        }
        let own = when.and_then(|when| Some((when.first_day.as_deref()?, when.last_day.as_deref()?)));
        let (first, last) = place.days.or(own).unwrap_or_default();
        cells.extend([first.into(), last.into(), place.waits_for.join(", ").into(), place.parent.into()]);
        Row { cells, depth: 0 }
    }

    fn release_row(&self, release: &Milestone) -> Row {
        let subject = &release.subject;
        let mut cells: Vec<Text> = vec![
            "Releases".into(),
            Text::new(),
            subject.reference().into(),
            subject.kind.as_str().into(),
            release.name.as_str().into(),
        ];
        let names: Vec<&str> = match self.fields.as_slice() {
            [] => vec!["status", "target", "owner", "team", "progress", "remarks"],
            names => names.iter().map(String::as_str).collect(),
        };
        cells.extend(names.into_iter().map(|name| match name {
            "status" => subject.status.clone().unwrap_or_default().into(),
            "target" => release.written.as_str().into(),
            _ => Text::new(),
        }));
        let day = release.day.as_str();
        cells.extend([day.into(), day.into(), Text::new(), Text::new()]);
        Row { cells, depth: 0 }
    }
}
