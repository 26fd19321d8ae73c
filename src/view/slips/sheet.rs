//! Moved promises for spreadsheets: every row complete.

use super::item::{Item, Moved};
use super::{Slips, column};
use crate::page::{Align, Block, Page, Row, Table, Text};

/// One row for each promise that moved.
pub(super) fn promises(slips: &Slips) -> Page {
    let mut columns = Vec::new();
    if let Some(by) = &slips.by {
        columns.push(column(by, by, Align::Left, true));
    }
    columns.extend([
        column("id", "Id", Align::Left, false),
        column("kind", "Kind", Align::Left, false),
        column("title", "Title", Align::Left, true),
        column("status", "Status", Align::Left, false),
        column("field", "Field", Align::Left, false),
        column("original", "Original", Align::Left, false),
        column("now", "Now", Align::Left, false),
        column("slips", "Slips", Align::Right, false),
        column("pulls", "Pulled in", Align::Right, false),
        column("other_changes", "Other changes", Align::Right, false),
        column("days", "Days", Align::Right, false),
        column("minors", "Minors", Align::Right, false),
        column("notice", "Notice", Align::Right, false),
        column("moved_on", "Moved on", Align::Left, false),
        column("reason", "Reason", Align::Left, true),
        column("targets", "Targets", Align::Left, true),
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
        column("id", "Id", Align::Left, false),
        column("field", "Field", Align::Left, false),
        column("day", "Moved on", Align::Left, false),
        column("from", "From", Align::Left, false),
        column("to", "To", Align::Left, false),
        column("shift", "Shift", Align::Left, false),
        column("days", "Days", Align::Right, false),
        column("minors", "Minors", Align::Right, false),
        column("notice", "Notice", Align::Right, false),
        column("author", "Who", Align::Left, true),
        column("reason", "Reason", Align::Left, true),
        column("commit", "Commit", Align::Left, false),
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
