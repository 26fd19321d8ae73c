//! Tables: columns as wide as their cells, those that may wrap narrower where the page has no room.

use crate::page::drawing::{Area, Font, Line, Picture, lines, one};
use crate::page::{Align, Table, Text};

use super::WIDE;
use super::sheet::{Sheet, TEXT, leading};

const HEAD: Font = Font { size: 12, is_bold: true };
const PADDING: i64 = 12;
const INDENT: i64 = 18;
/// A column that wraps has at least this room, and no column more than that.
const NARROWEST: i64 = 130;
const WIDEST: i64 = 460;
/// A cell longer than this many lines ends in an ellipsis.
const MOST: usize = 40;

pub(super) fn table(table: &Table) -> Picture {
    if table.columns.is_empty() {
        return Sheet::new().done();
    }
    let widths = widths(table);
    let starts: Vec<i64> = widths
        .iter()
        .scan(0, |x, wide| {
            let start = *x;
            *x += wide + 2 * PADDING;
            Some(start)
        })
        .collect();
    let total: i64 = widths.iter().map(|wide| wide + 2 * PADDING).sum();
    let mut inner = Sheet::new();
    inner.skip(9);
    let mut below = inner.y();
    for ((column, start), wide) in table.columns.iter().zip(&starts).zip(&widths) {
        let title = one(&column.title.as_str().into(), HEAD, *wide);
        let top = inner.y();
        put(&mut inner, &[title], HEAD, "d-small d-strong d-muted", column.align, start + PADDING, *wide);
        below = below.max(inner.y());
        inner.back_to(top);
    }
    inner.skip_to(below);
    inner.skip(7);
    let nothing = Text::new();
    for (at, row) in table.rows.iter().enumerate() {
        inner.rule(total);
        inner.skip(8);
        let (top, mut below) = (inner.y(), inner.y());
        for (place, column) in table.columns.iter().enumerate() {
            let cell = row.cells.get(place).unwrap_or(&nothing);
            let indent = if place == 0 { INDENT * i64::from(row.depth) } else { 0 };
            let strong = if table.is_parent(at) && place < 2 { "p-text d-strong" } else { "p-text" };
            let cell = lines(cell, TEXT, widths[place] - indent, MOST);
            put(
                &mut inner,
                &cell,
                TEXT,
                strong,
                column.align,
                starts[place] + PADDING + indent,
                widths[place] - indent,
            );
            below = below.max(inner.y());
            inner.back_to(top);
        }
        inner.skip_to(below.max(top + leading(TEXT)));
        inner.skip(6);
    }
    let inner = inner.done();
    let mut sheet = Sheet::new();
    sheet.area("d-card", Area { x: 0, y: 0, width: total, height: inner.height }, 7);
    sheet.place(&inner, 0, 0);
    sheet.done()
}

fn put(sheet: &mut Sheet, lines: &[Line], font: Font, class: &str, align: Align, x: i64, wide: i64) {
    for line in lines {
        match align {
            Align::Left => sheet.line(line, font, class, x),
            Align::Right => sheet.ending(line, font, class, x + wide),
        }
    }
}

/// The widths of the cells of each column.
fn widths(table: &Table) -> Vec<i64> {
    let natural = |at: usize| {
        let cells = table.rows.iter().filter_map(|row| {
            let indent = if at == 0 { INDENT * i64::from(row.depth) } else { 0 };
            Some(one(row.cells.get(at)?, TEXT, WIDEST).width + indent + 2)
        });
        let head = one(&table.columns[at].title.as_str().into(), HEAD, WIDEST).width;
        cells.chain([head]).max().unwrap_or(0)
    };
    let mut widths: Vec<i64> = (0..table.columns.len()).map(natural).collect();
    let room = WIDE - 2 * PADDING * widths.len() as i64;
    let mut left =
        room - (0..widths.len()).filter(|at| !table.columns[*at].wraps).map(|at| widths[at]).sum::<i64>();
    let mut wrapping: Vec<usize> = (0..widths.len()).filter(|at| table.columns[*at].wraps).collect();
    // The narrow ones first: what they do not need is shared among the wider.
    wrapping.sort_by_key(|at| widths[*at]);
    let count = wrapping.len() as i64;
    for (index, at) in wrapping.into_iter().enumerate() {
        let share = left / (count - index as i64);
        widths[at] = widths[at].min(share.max(NARROWEST));
        left -= widths[at];
    }
    widths
}
