//! Moved promises for spreadsheets: every row complete.

use super::Slips;
use super::item::{Item, Moved};
use crate::page::{Block, Column, Page, Row, Table, Text};

/// One row for each promise that moved.
pub(super) fn promises(slips: &Slips) -> Page {
    let mut columns = Vec::new();
    if let Some(by) = &slips.by {
        columns.push(Column::text(by, by, true));
    }
    columns.extend([
        Column::text("id", "Id", false),
        Column::text("kind", "Kind", false),
        Column::text("title", "Title", true),
        Column::text("status", "Status", false),
        Column::text("field", "Field", false),
        Column::text("original", "Original", false),
        Column::text("now", "Now", false),
        Column::number("slips", "Slips"),
        Column::number("pulls", "Pulled in"),
        Column::number("other_changes", "Other changes"),
        Column::number("days", "Days"),
        Column::number("minors", "Minors"),
        Column::number("notice", "Notice"),
        Column::text("moved_on", "Moved on", false),
        Column::text("reason", "Reason", true),
        Column::text("targets", "Targets", true),
    ]);
    let rows = slips.groups.iter().flat_map(|group| {
        group.items.iter().map(|item| {
            let group = slips.by.as_ref().map(|_| group.name.clone().unwrap_or_default());
            let targets: Vec<&str> = item.targets.iter().map(|target| target.value.as_str()).collect();
            let cells = [
                item.subject.id.clone(),
                item.subject.kind.clone(),
                item.subject.title.clone(),
                item.subject.status.clone().unwrap_or_default(),
                item.field.clone(),
                item.original.clone(),
                item.now.clone(),
                item.slips.to_string(),
                item.pulls.to_string(),
                item.other_changes.to_string(),
                number(item.days),
                number(item.minors),
                number(item.notice),
                item.moved_on.clone().unwrap_or_default(),
                item.reason.clone().unwrap_or_default(),
                targets.join(" "),
            ];
            Row { cells: group.into_iter().chain(cells).map(Text::from).collect(), depth: 0 }
        })
    });
    let blocks = vec![Block::Table(Table { columns, rows: rows.collect() })];
    Page { title: "Slips".into(), summary: "".into(), blocks }
}

/// One row for each move.
pub(super) fn moves(slips: &Slips) -> Page {
    let items = slips.groups.iter().flat_map(|group| &group.items);
    let rows = items.flat_map(|item| item.moves.iter().map(|each| sheet_row(item, each))).collect();
    let columns = vec![
        Column::text("id", "Id", false),
        Column::text("field", "Field", false),
        Column::text("day", "Moved on", false),
        Column::text("from", "From", false),
        Column::text("to", "To", false),
        Column::text("shift", "Shift", false),
        Column::number("days", "Days"),
        Column::number("minors", "Minors"),
        Column::number("notice", "Notice"),
        Column::text("author", "Who", true),
        Column::text("reason", "Reason", true),
        Column::text("commit", "Commit", false),
    ];
    Page { title: "Slips".into(), summary: "".into(), blocks: vec![Block::Table(Table { columns, rows })] }
}

fn sheet_row(item: &Item, each: &Moved) -> Row {
    let cells = [
        item.subject.id.clone(),
        item.field.clone(),
        each.by.day.clone(),
        each.from.clone(),
        each.to.clone(),
        each.shift.to_owned(),
        number(each.days),
        number(each.minors),
        number(each.notice),
        each.by.author.clone(),
        each.by.reason.clone(),
        each.by.commit.clone(),
    ];
    Row { cells: cells.into_iter().map(Text::from).collect(), depth: 0 }
}

fn number(number: Option<i64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}
